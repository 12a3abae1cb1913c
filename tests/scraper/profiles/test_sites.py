"""Each site's saved pages yield what a person read on them.

Beside every profile `scraper/sites/<site>.toml` stands at least one page, `tests/scraper/sites/<site>.html` or
`<site>-<anything>.html`, with a `.json` of the same name: the article's address, and what its fields must be.
"""

import json
from pathlib import Path

import pytest

from scraper.discovery.scope import is_article_url
from scraper.onboarding.draft import as_written
from scraper.parsers import parse_article
from scraper.profiles.reader import load_profiles

PAGES = sorted((Path(__file__).parent / "sites").glob("*.html"))
SITES = load_profiles()

#: What a person has to say of every page, be it `null` or an empty list.
NEEDED = {"url", "title", "byline", "published", "language", "lead", "body", "figures", "contacts"}


def site_of(page: Path) -> str:
    """The longest name of a site that the page's name begins with."""
    names = [name for name in SITES if page.stem == name or page.stem.startswith(f"{name}-")]
    assert names, f"{page.name}: there is no profile of that name in scraper/sites/"
    return max(names, key=len)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
@pytest.mark.parametrize("with_profile", [True, False], ids=["with its profile", "without"])
def test_a_saved_page_yields_what_a_person_read(page: Path, with_profile: bool) -> None:
    expected = json.loads(page.with_suffix(".json").read_text())
    site = SITES[site_of(page)]
    encoding = expected.pop("encoding", None)  # what the page's Content-Type said, where it was no part of the page
    article = parse_article(page.read_bytes(), expected["url"], encoding=encoding, site=site if with_profile else None)
    found = as_written(article)
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_person_read_is_complete_and_the_address_is_an_articles(page: Path) -> None:
    expected = json.loads(page.with_suffix(".json").read_text())
    assert set(expected) >= NEEDED
    assert is_article_url(expected["url"], SITES[site_of(page)]) is not False


def test_every_site_has_a_saved_page() -> None:
    assert {site_of(page) for page in PAGES} == set(SITES)
