"""An archive read by a program: what is there, what is kept from readers, and what is told in one line."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.writer.writer import ArchiveWriter
from govnews import ArchiveError, open_archive
from govnews.archives import Archive, ArchivedArticle
from scraper.parsers import PARSER_VERSION
from scraper.parsing import parse_stored
from tests.archive.conftest import SITE, Crawl, open_writer
from tests.govnews.conftest import OTHER, OTHER_URL, URL, example_page


def reopened(folder: Path) -> ArchiveWriter:
    return open_writer(folder, parse=parse_stored, parser_version=PARSER_VERSION)


def the_article(archive: Archive, url: str) -> ArchivedArticle:
    article = archive.article(url)
    assert article is not None
    return article


def the_warc(folder: Path) -> Path:
    (path,) = (folder / "warc").glob("*.warc.gz")
    return path


def assert_one_line(error: pytest.ExceptionInfo[ArchiveError], *words: str) -> None:
    message = str(error.value)
    assert "\n" not in message
    for word in words:
        assert word in message


def test_what_is_withheld_keeps_its_place_and_says_nothing(data: Path) -> None:
    with reopened(data) as writer:
        assert writer.withhold(URL, "a court's order")
    with open_archive(data) as archive:
        article = the_article(archive, URL)
        assert (article.status, article.title, article.published, article.version_count) == ("withheld", None, None, 0)
        assert (article.versions(), article.captures()) == ([], [])
        assert [article.url for article in archive.articles()] == [OTHER_URL]


def test_what_is_withheld_while_somebody_reads_on_is_read_no_more(data: Path) -> None:
    with open_archive(data) as archive:
        articles = archive.articles()
        assert next(articles).url == OTHER_URL
        with reopened(data) as writer:
            writer.withhold(URL, "a court's order")
        assert list(articles) == []


def test_what_shares_a_withheld_articles_bytes_is_not_a_way_around(data: Path) -> None:
    copy = "https://www.example.gouv.fr/actualites/copie"
    with reopened(data) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE), day=10)
        crawl.get(copy, example_page())
        writer.withhold(URL, "a court's order")
    with open_archive(data) as archive:
        assert the_article(archive, copy).status == "live"
        assert the_article(archive, copy).captures() == []


def test_an_archive_is_read_while_it_is_written_to(data: Path) -> None:
    with open_archive(data) as archive, reopened(data) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE), day=10)
        crawl.get(OTHER_URL, OTHER.replace(b"mars", b"mai"))
        article = the_article(archive, OTHER_URL)
        assert article.version_count == 2
        assert b"mai" in article.captures()[-1].payload()


def test_an_answer_that_only_vouches_for_an_earlier_one_has_its_bytes(data: Path) -> None:
    with reopened(data) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE), day=10)
        crawl.get(OTHER_URL, status=304)
    with open_archive(data) as archive:
        first, again = the_article(archive, OTHER_URL).captures()
        assert (again.http_status, again.outcome) == (304, "unchanged")
        assert again.payload() == first.payload() == OTHER


def test_a_body_that_came_compressed_is_handed_out_plain(data: Path) -> None:
    url = "https://www.example.gouv.fr/actualites/comprime"
    with reopened(data) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE), day=10)
        crawl.get(url, gzip.compress(OTHER), headers={"Content-Encoding": "gzip"})
    with open_archive(data) as archive:
        assert the_article(archive, url).captures()[-1].payload() == OTHER


def test_a_closed_archive_says_so_whatever_is_asked(data: Path) -> None:
    with open_archive(data) as archive:
        article = the_article(archive, URL)
        capture = article.captures()[0]
        articles = archive.articles()
        next(articles)
    archive.close()
    asks: tuple[Callable[[], object], ...] = (
        lambda: archive.article(URL),
        archive.articles,
        lambda: next(articles),
        article.versions,
        article.captures,
        capture.payload,
    )
    for ask in asks:
        with pytest.raises(ArchiveError) as error:
            ask()
        assert_one_line(error, str(data), "closed")


def test_bytes_that_are_lost_or_others_are_told_in_a_line(data: Path) -> None:
    with open_archive(data) as archive:
        capture = the_article(archive, URL).captures()[0]
        path = the_warc(data)
        whole = path.read_bytes()
        path.write_bytes(whole[: capture.warc_offset + 20])
        with pytest.raises(ArchiveError) as error:
            capture.payload()
        assert_one_line(error, path.name, str(capture.warc_offset), "govnews verify")
        path.unlink()
        with pytest.raises(ArchiveError) as error:
            capture.payload()
        assert_one_line(error, path.name, "govnews verify")
        plain = gzip.decompress(whole[capture.warc_offset :]).replace(b"trois cents", b"trois mille"[:11], 1)
        path.write_bytes(
            whole[: capture.warc_offset] + gzip.compress(plain.partition(b"\r\n\r\nWARC/1.1")[0] + b"\r\n\r\n")
        )
        with pytest.raises(ArchiveError) as error:
            capture.payload()
        assert_one_line(error, path.name, "other bytes", "govnews verify")


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ({"sites": ["atlantis"]}, "atlantis"),
        ({"sites": "example"}, "example"),
        ({"since": "yesterday"}, "yesterday"),
        ({"until": "2020-13"}, "2020-13"),
        ({"query": "?!"}, "?!"),
    ],
)
def test_a_question_that_makes_no_sense_is_a_value_error_at_once(
    data: Path, question: dict[str, Any], word: str
) -> None:
    with open_archive(data) as archive, pytest.raises(ValueError, match=r".") as error:
        archive.articles(**question)
    assert word in str(error.value)
    assert "\n" not in str(error.value)


def test_what_is_no_archive_is_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as error:
        open_archive(tmp_path)
    assert_one_line(error, "govnews.db", "no archive here")
    (tmp_path / "govnews.db").write_bytes(b"this is somebody's diary, not a database\n" * 100)
    with pytest.raises(ArchiveError) as error:
        open_archive(str(tmp_path))
    assert_one_line(error, "govnews.db", "not an SQLite database")


def test_a_damaged_database_is_told_in_a_line_whatever_is_asked(data: Path) -> None:
    with sqlite3.connect(data / "govnews.db") as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with open_archive(data) as archive:
        article = the_article(archive, URL)
    size = (data / "govnews.db").stat().st_size
    with (data / "govnews.db").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with open_archive(data) as archive:
        for ask in (lambda: archive.article(URL), lambda: list(archive.articles())):
            with pytest.raises(ArchiveError) as error:
                ask()
            assert_one_line(error, "govnews.db", "damaged")
    assert article is not None
