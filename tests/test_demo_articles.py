"""Every article of the demo is read as it was written: the pages' markup against the texts that they were made from.

What is expected comes from the articles' text files, never from a parser; bylines and credits are shown on the pages
with their labels and expected without.
"""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator

import pytest

from archive.model.article import Article
from scraper.parsers import parse_article
from scraper.profiles.reader import parse_profile
from tests.demo.content import Article as Written
from tests.demo.content import Block
from tests.demo.markup import plain, split_line
from tests.demo.server import DemoWeb
from tests.demo.site import NewsSite, site_names

pytestmark = pytest.mark.integration

BYLINES = {
    "Par le commandant Céline Morin": "commandant Céline Morin",
    "Par la capitaine Solène Arrighi": "capitaine Solène Arrighi",
    "Par le lieutenant Aurélien Daubigny": "lieutenant Aurélien Daubigny",
    "Par Marion Delcourt": "Marion Delcourt",
    "Texte\u00a0: Baptiste Rolland - Photos\u00a0: PGHM du Val-d’Orche": "Baptiste Rolland",
    "Par le chef d’escadron Paul Hennequin": "chef d’escadron Paul Hennequin",
    "Par Claire Aubertin et Louis Pons": "Claire Aubertin et Louis Pons",
    "Par Nolwenn Le Dantec": "Nolwenn Le Dantec",
    "Par Étienne Vauquelin et Rose Maignan": "Étienne Vauquelin et Rose Maignan",
    "Par Rose Maignan": "Rose Maignan",
    "Von Prof. Uwe Karstens": "Prof. Uwe Karstens",
    "Autoren: Dr. Silke Rahmstedt und Piet Ohlsen": "Dr. Silke Rahmstedt und Piet Ohlsen",
    "By Dana Whitfield, Office of Public Affairs": "Dana Whitfield",
    "Written by: Miguel Santoro": "Miguel Santoro",
    "By Priya Raman and Tom Eklund": "Priya Raman and Tom Eklund",
    "By Harriet Osgood": "Harriet Osgood",
    "Par Harriet Osgood": "Harriet Osgood",
    "By Owen Blackwood and Farah Siddiqui": "Owen Blackwood and Farah Siddiqui",
}
#: One caption is written with its credit in brackets.
BRACKETED = {"Vorführung im Molenhaus (Foto: T. Jessen, 08.09.2024)": ("Vorführung im Molenhaus", "T. Jessen")}

Pair = tuple[Written, Article]


@pytest.fixture(scope="module")
def web() -> Iterator[DemoWeb]:
    with DemoWeb(port=0) as web:
        yield web


@pytest.fixture(scope="module", params=site_names())
def site(web: DemoWeb, request: pytest.FixtureRequest) -> NewsSite:
    return web.sites[request.param]


@pytest.fixture(scope="module")
def articles(site: NewsSite) -> list[Pair]:
    """Each article as it was written and as it was read, without a profile."""
    pairs = []
    for written in site.articles:
        with urllib.request.urlopen(site.url(written), timeout=60) as response:
            pairs.append((written, parse_article(response.read(), site.url(written))))
    return pairs


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The texts of a body, one by one; a quotation's author is not asked about here."""
    for block in blocks:
        if block.kind == "list":
            yield from map(plain, block.items)
        elif block.kind == "table":
            yield "\n".join("\t".join(map(plain, row)) for row in block.rows)
        elif block.kind != "figure":
            yield plain(block.text)


def test_profiles_load_and_their_patterns_match_every_article_and_no_listing(web: DemoWeb) -> None:
    for name, text in web.profiles().items():
        profile, site = parse_profile(text, name), web.sites[name]
        assert profile.politeness.allow_private_addresses
        for one in site.articles:
            assert any(re.search(pattern, site.path(one)) for pattern in profile.discovery.article_patterns)
        for path in site.listing_paths():
            assert not any(re.search(pattern, path) for pattern in profile.discovery.article_patterns)


def test_titles(articles: list[Pair]) -> None:
    assert [read.title for _, read in articles] == [plain(written.title) for written, _ in articles]


def test_kickers(articles: list[Pair]) -> None:
    assert [read.kicker for _, read in articles] == [written.kicker or None for written, _ in articles]


def test_addresses(articles: list[Pair], site: NewsSite) -> None:
    assert [read.url for _, read in articles] == [site.url(written) for written, _ in articles]


def test_days_of_publication(articles: list[Pair]) -> None:
    read = [(read.published or "")[:10] for _, read in articles]
    assert read == [str(written.published)[:10] for written, _ in articles]


def test_days_of_change_where_a_page_shows_one(articles: list[Pair]) -> None:
    shown = [(written, read) for written, read in articles if written.updated]
    assert [(read.modified or "")[:10] for _, read in shown] == [str(written.updated)[:10] for written, _ in shown]


def test_bylines(articles: list[Pair]) -> None:
    assert [read.byline for _, read in articles] == [BYLINES.get(written.byline) for written, _ in articles]


def test_languages(articles: list[Pair], site: NewsSite) -> None:
    assert [read.language for _, read in articles] == [written.language or site.language for written, _ in articles]


def test_leads(articles: list[Pair]) -> None:
    assert [read.lead for _, read in articles] == [plain(written.lead) or None for written, _ in articles]


def test_bodies(articles: list[Pair]) -> None:
    """Word for word and in order, with nothing else, but for the names below quotations."""
    for written, read in articles:
        sources = {prefix + plain(block.source) for block in written.blocks if block.source for prefix in ("", "— ")}
        blocks = [block.text for block in read.blocks if block.text and block.text not in sources]
        blocks = [re.sub(r"\s+— [^—]+$", "", text) if text not in texts(written.blocks) else text for text in blocks]
        assert blocks == list(texts(written.blocks)), written.slug


def test_figures_with_captions_and_credits(articles: list[Pair], site: NewsSite) -> None:
    for written, read in articles:
        expected = []
        for figure in written.figures:
            credit = re.sub(r"^(?:©|(?:Photo(?:graph)?|Foto|Quelle|Crédit photo)\u00a0?:)\s*", "", figure.credit)
            shown = BRACKETED.get(figure.caption) or (plain(figure.caption) or None, credit or None)
            expected.append((site.base + site.image_path(written, figure.file), figure.alt, *shown))
        assert [(one.image_url, one.alt, one.caption, one.credit) for one in read.figures] == expected, written.slug


def test_contacts_of_articles(articles: list[Pair]) -> None:
    """Under their headings, every line with its label; `(at)` stands as shown and is decoded."""
    for written, read in articles:
        blocks = [block for block in read.contacts if block.scope == "article"]
        found = [
            (
                block.heading,
                [
                    (entry.label or "", (entry.normalized or entry.value) if entry.kind == "email" else entry.value)
                    for entry in block.entries
                ],
            )
            for block in blocks
        ]
        assert found == [(block.heading, [split_line(line) for line in block.lines]) for block in written.contacts], (
            written.slug
        )


def test_documents(articles: list[Pair], site: NewsSite) -> None:
    for written, read in articles:
        urls = [site.base + site.document_path(document.file) for document in written.documents]
        assert [attachment.url for attachment in read.attachments] == urls, written.slug
        for attachment, document in zip(read.attachments, written.documents, strict=True):
            assert (attachment.label or "").startswith(document.label)


def test_translations(articles: list[Pair], site: NewsSite) -> None:
    for written, read in articles:
        other = site.by_slug.get(written.translation)
        assert [link.url for link in read.translations] == ([site.url(other)] if other else []), written.slug


def test_related_links(articles: list[Pair], site: NewsSite) -> None:
    for written, read in articles:
        assert len(read.related) == len(site.related(written)), written.slug
        assert {link.url for link in read.related} <= {site.url(one) for one in site.articles}
