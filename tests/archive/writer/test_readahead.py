"""Pages are parsed on another core while rows are made on this one; a page that kills its parser kills nothing else."""

from __future__ import annotations

import dataclasses
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.model.exchange import Parsed, StoredPage
from archive.upkeep.rebuild import rebuild
from tests.archive.conftest import SITE, Crawl, Rows, dump, open_writer, page, read

pytestmark = pytest.mark.integration


def read_or_die(page: StoredPage) -> Parsed:
    """The tests' parser; it does not survive some pages, and says which process it ran in."""
    if b"deadly" in page.payload:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"endless" in page.payload:
        time.sleep(60)
    reading = read(page)
    if reading.article is None:
        return reading
    return dataclasses.replace(reading, article=dataclasses.replace(reading.article, kicker=str(os.getpid())))


@pytest.fixture
def crawl(folder: Path) -> Iterator[Crawl]:
    with open_writer(folder, parse=read_or_die, parsers=2, parse_limit=1) as writer:
        yield Crawl(writer, writer.begin_run(SITE))


def test_rows_come_in_the_order_in_which_answers_came(crawl: Crawl, rows: Rows) -> None:
    exchanges = [crawl.exchange(f"/{number}", page(str(number))) for number in range(60)]
    stored = [future.result(30) for future in [crawl.writer.put(exchange) for exchange in exchanges]]
    assert [one.capture_id for one in stored] == sorted(one.capture_id for one in stored)
    assert rows("SELECT a.title FROM captures c JOIN articles a ON a.id = c.article_id ORDER BY c.id") == [
        (str(number),) for number in range(60)
    ]
    processes = {int(process) for (process,) in rows("SELECT kicker FROM articles")}
    assert len(processes) == 2
    assert os.getpid() not in processes


@pytest.mark.parametrize(("word", "reason"), [("deadly", "SIGKILL"), ("endless", "took longer than 1 seconds")])
def test_a_page_that_its_parser_does_not_survive_is_kept_and_told_of(
    crawl: Crawl, rows: Rows, word: str, reason: str
) -> None:
    pages = [page("A"), page("B", word), page("C")]
    futures = [crawl.writer.put(crawl.exchange(f"/{n}", body)) for n, body in enumerate(pages)]
    assert [future.result(30).outcome for future in futures] == ["new", "failed", "new"]
    assert rows("SELECT object, outcome FROM events WHERE kind = 'parse'") == [
        ("https://www.example.gouv.fr/1", "failed")
    ]
    assert reason in rows("SELECT detail FROM events WHERE kind = 'parse'")[0][0]
    assert rows("SELECT count(*) FROM captures") == [(3,)]


def test_a_page_that_its_parser_no_longer_survives_does_not_touch_its_article(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/a", page("A"))
    assert crawl.get("/a", page("A", "deadly")).outcome == "failed"
    assert rows("SELECT status, title, version_count FROM articles") == [("live", "A", 1)]


def test_the_same_bytes_again_are_vouched_for_and_leave_nothing_waiting(crawl: Crawl) -> None:
    for _ in range(3):
        crawl.get("/a", page())
    assert crawl.writer._readahead
    assert not crawl.writer._readahead._waiting


def test_with_other_processes_or_without_the_archive_is_the_same(folder: Path, tmp_path: Path) -> None:
    with open_writer(folder, parsers=1) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        for number in range(10):
            crawl.get(f"/{number}", page(str(number % 3)))
    before = dump(folder / "govnews.db")
    rebuild(folder, read, parser_version="1")
    assert dump(folder / "govnews.db") == before
