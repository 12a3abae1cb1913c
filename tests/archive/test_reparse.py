"""A better parser reads what is stored, without a request; what it would change is told before it does."""

from __future__ import annotations

import dataclasses

import pytest

from archive.capture import Page, Reading
from archive.errors import ArchiveError
from archive.rebuild import rebuild
from archive.reparse import preview, reparse
from tests.archive.conftest import SITE, Crawl, dump, open_writer, page, read
from tests.archive.test_rebuild import a_life

URL = "https://www.example.gouv.fr/a"


def better(page: Page) -> Reading:
    """A parser that finds what `read` left out: a kicker; and that a counter belongs to no article."""
    reading = read(page)
    if reading.article is None:
        return reading
    blocks = tuple(block for block in reading.article.blocks if "vues" not in block.text)
    return dataclasses.replace(reading, article=dataclasses.replace(reading.article, kicker="Presse", blocks=blocks))


@pytest.fixture
def counted(folder):
    """An article that a counter made two versions of, and one of another site."""
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get("/a", page("A", more="<article><p>12 vues</p></article>"))
        crawl.get("/a", page("A", more="<article><p>13 vues</p></article>"))
        other = dataclasses.replace(SITE, name="other", home_url="https://other.example/")
        crawl = Crawl(writer, writer.begin_run(other), site="other")
        crawl.get("https://other.example/b", page("B"))
    return folder


@pytest.mark.parametrize("jobs", [1, 2])
def test_afterwards_the_database_is_the_one_that_a_rebuild_gives(folder, jobs):
    with open_writer(folder) as writer:
        a_life(writer)
    before = dump(folder / "govnews.db")
    result = reparse(folder, better, parser_version="2", jobs=jobs)
    assert result.findings == []
    after = dump(folder / "govnews.db")
    assert after != before
    (folder / "govnews.db").unlink()
    rebuild(folder, better, parser_version="2")
    assert dump(folder / "govnews.db") == after


def test_what_would_change_is_told_by_article_and_field_and_nothing_is_changed(counted):
    before = dump(counted / "govnews.db")
    told = []
    result = preview(counted, better, told.append, parser_version="2", jobs=1)
    assert dump(counted / "govnews.db") == before
    assert [(change.url, change.versions, change.fields) for change in told] == [
        (URL, (2, 1), ("kicker", "body", "versions")),
        ("https://other.example/b", (1, 1), ("kicker",)),
    ]
    assert told[0].differences[0].words == [("new", "Presse")]
    assert (result.articles, result.changed) == (2, 2)
    assert result.fields == {"kicker": 2, "body": 1, "versions": 1}
    assert not (counted / "govnews.db.new").exists()


def test_of_the_sites_that_are_named_only(counted):
    told = []
    result = preview(counted, better, told.append, parser_version="2", sites=["other"], jobs=2)
    assert [change.site for change in told] == ["other"]
    assert (result.articles, result.changed) == (1, 1)


def test_the_same_parser_changes_nothing(folder):
    with open_writer(folder) as writer:
        a_life(writer)
    told = []
    assert preview(folder, read, told.append, parser_version="1", jobs=1).changed == 0
    assert told == []


def test_without_a_database_there_is_nothing_to_compare_with(folder):
    with pytest.raises(ArchiveError, match="no archive here"):
        preview(folder, read, print, parser_version="1")
