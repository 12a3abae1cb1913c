"""A better parser reads what is stored, without a request; what it would change is told before it does."""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.model.errors import ArchiveError
from archive.model.exchange import Parsed, StoredPage
from archive.upkeep.rebuild import rebuild
from archive.upkeep.reparse import preview, reparse
from tests.archive.conftest import SITE, Crawl, dump, open_writer, page, read
from tests.archive.upkeep.test_rebuild import a_life

pytestmark = pytest.mark.integration

URL = "https://www.example.gouv.fr/a"


def texts(folder: Path) -> list[tuple[Any, ...]]:
    """Each version: its site, article and number, the parser that read it, what it says."""
    with closing(sqlite3.connect(folder / "govnews.db")) as connection:
        return connection.execute(
            "SELECT a.site, a.url, v.number, v.parser_version, v.article FROM versions v "
            "JOIN articles a ON a.id = v.article_id ORDER BY a.site = 'other', a.url, v.number"
        ).fetchall()


def better(page: StoredPage) -> Parsed:
    """A parser that finds what `read` left out: a kicker; and that a counter belongs to no article."""
    reading = read(page)
    if reading.article is None:
        return reading
    blocks = tuple(block for block in reading.article.blocks if "vues" not in block.text)
    return dataclasses.replace(reading, article=dataclasses.replace(reading.article, kicker="Presse", blocks=blocks))


@pytest.fixture
def counted(folder: Path) -> Path:
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
def test_afterwards_the_database_is_the_one_that_a_rebuild_gives(folder: Path, jobs: int) -> None:
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


def test_what_would_change_is_told_by_article_and_field_and_nothing_is_changed(counted: Path) -> None:
    before = dump(counted / "govnews.db")
    told: list[Any] = []
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


def test_of_the_sites_that_are_named_only(counted: Path) -> None:
    told: list[Any] = []
    result = preview(counted, better, told.append, parser_version="2", sites=["other"], jobs=2)
    assert [change.site for change in told] == ["other"]
    assert (result.articles, result.changed) == (1, 1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_sites_that_are_not_named_say_stays_as_it_was(counted: Path, jobs: int) -> None:
    before = texts(counted)
    result = reparse(counted, better, parser_version="2", sites=["other"], jobs=jobs)
    assert (result.articles, result.changed, result.fields) == (1, 1, {"kicker": 1})
    after = texts(counted)
    assert after[:2] == before[:2], "two versions, by the parser of then"
    rebuild(counted, better, parser_version="2")
    assert after[2:] == texts(counted)[1:], "of the one that is named, what a rebuild gives"


def test_what_a_database_does_not_know_yet_is_read_whatever_its_site(counted: Path) -> None:
    before = texts(counted)
    with closing(sqlite3.connect(counted / "govnews.db")) as connection:
        connection.execute("UPDATE captures SET sha256 = 'unknown' WHERE site <> 'other'")
        connection.commit()
    reparse(counted, read, parser_version="1", sites=["other"])
    assert texts(counted) == before


def test_a_withheld_article_stays_out_when_another_site_is_read_again(counted: Path) -> None:
    with open_writer(counted) as writer:
        writer.withhold(URL, "a court order")
    reparse(counted, better, parser_version="2", sites=["other"])
    assert [site for site, *_ in texts(counted)] == ["other"]


def test_the_same_parser_changes_nothing(folder: Path) -> None:
    with open_writer(folder) as writer:
        a_life(writer)
    told: list[Any] = []
    assert preview(folder, read, told.append, parser_version="1", jobs=1).changed == 0
    assert told == []


def test_without_a_database_there_is_nothing_to_compare_with(folder: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive here"):
        preview(folder, read, print, parser_version="1")
