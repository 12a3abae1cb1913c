"""`import govnews`: every name that it promises is there, and costs nothing before it is used."""

import subprocess
import sys

import pytest

import govnews


@pytest.mark.parametrize("name", govnews.__all__)
def test_every_public_name_is_there_and_explained(name: str) -> None:
    assert getattr(govnews, name).__doc__
    assert name in dir(govnews)


def test_a_name_that_is_none_is_told() -> None:
    with pytest.raises(AttributeError, match="parse_artcle"):
        govnews.parse_artcle  # noqa: B018


@pytest.mark.integration
@pytest.mark.parametrize(
    ("use", "unwanted"),
    [
        ("import govnews", {"lxml", "sqlite3", "scrapy", "datasette", "scraper.parsers"}),
        ("from govnews import open_archive", {"lxml", "scrapy", "twisted", "datasette", "scraper.parsers"}),
        ("from govnews import parse_article", {"sqlite3", "scrapy", "twisted", "datasette"}),
        ("from govnews import Article, ArchiveError, Site", {"lxml", "sqlite3", "scrapy", "twisted", "datasette"}),
    ],
)
def test_what_is_not_used_is_not_loaded(use: str, unwanted: set[str]) -> None:
    code = f"import sys\n{use}\nprint(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not unwanted.intersection(loaded)
