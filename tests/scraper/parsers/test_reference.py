"""The reference article of the design: the Gendarmerie's page, as the demo's web serves it, comes out whole."""

from __future__ import annotations

import tomllib
from urllib.request import urlopen

import pytest

from archive.model.article import Article
from scraper.parsers import parse_article
from scraper.profiles.reader import parse_profile
from tests.demo.server import DemoWeb

pytestmark = pytest.mark.integration

PATH = "gendinfo/actualites/2020/les-1re-rencontres-numeriques-de-l-interieur"


@pytest.fixture(scope="module", params=["generic", "profile"])
def article(request: pytest.FixtureRequest) -> Article:
    with DemoWeb(port=0) as web:
        profile = web.profiles()["gendinfo"]
        url = tomllib.loads(profile)["home_url"] + PATH
        html = urlopen(url).read()
    return parse_article(html, url, site=parse_profile(profile, "gendinfo") if request.param == "profile" else None)


def test_headline_byline_day_and_lead(article: Article) -> None:
    assert article.title == "Les 1re rencontres numériques de l’Intérieur"
    assert (article.byline, article.published) == ("commandant Céline Morin", "2020-02-04")
    assert article.lead
    assert article.lead not in article.body


def test_the_body_has_its_section_headings_and_its_broken_paragraph_in_one_piece(article: Article) -> None:
    headings = [block.text for block in article.blocks if block.kind == "heading"]
    assert headings[:2] == ["Progresser ensemble", "La parole aux directeurs généraux"]
    assert len(headings) == 4
    assert any("la DNUM a pour objectif" in block.text.replace("\u00a0", " ") for block in article.blocks)
    assert "ST(SI)²" in article.body


def test_six_figures_with_their_captions_and_credits(article: Article) -> None:
    assert [figure.caption for figure in article.figures] == [None, "SG", "dnum", "dg", "CGA Poirier", "Minint"]
    assert [figure.credit for figure in article.figures] == ["MI DICOM – A. Lejeune"] + ["MI DICOM © A. Lejeune"] * 5


def test_two_contact_blocks_and_nothing_of_them_in_the_body(article: Article) -> None:
    assert [(block.heading, len(block.entries)) for block in article.contacts] == [
        ("Numéros d'urgence", 6),
        ("Sécurité et écoute", 3),
    ]
    assert "urgence114" not in article.body
    assert len(article.related) == 3
