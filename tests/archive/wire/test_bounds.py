"""What a few kilobytes can become is bounded: such a page is kept, marked, told with its size, and parsed by nobody."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from archive.model.exchange import Parsed, StoredPage
from archive.upkeep.rebuild import rebuild
from archive.wire.response import MAX_MARKS, MAX_PAGE, take_apart
from tests.archive.conftest import SITE, Crawl, Rows, dump, open_writer, page, read

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
BOMBS = {
    "nodes": b"<p>" * 10_000_000,
    "runs": b"a&amp;" * 500_000,
    "text": b"word " * 12_000_000,
    "more than is decoded": b"x" * 100_000_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_page_beyond_the_bounds_has_no_verdict_but_failed(bomb: str) -> None:
    answer = take_apart(HEAD, gzip.compress(BOMBS[bomb], 1), None)
    assert (answer.problem, answer.verdict) == ("limit", "failed")
    assert len(answer.payload) <= 32 * 1024 * 1024


def test_a_page_within_the_bounds_is_parsed_and_what_is_no_page_may_be_longer() -> None:
    for body in (b"<p>" * MAX_MARKS, b"x" * MAX_PAGE):
        assert take_apart(HEAD, gzip.compress(body), None).verdict is None
    pdf = HEAD.replace(b"text/html", b"application/pdf")
    assert take_apart(pdf, gzip.compress(b"<&" * MAX_MARKS), None).verdict is None


def test_such_a_page_is_kept_and_told_with_its_size_and_a_rebuild_gives_the_same(folder: Path, rows: Rows) -> None:
    def careful(stored: StoredPage) -> Parsed:
        assert len(stored.payload) < 100_000
        return read(stored)

    with open_writer(folder, parse=careful) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get("/a", page())
        crawl.get("/a", gzip.compress(BOMBS["nodes"], 1), headers={"Content-Encoding": "gzip"})
    assert rows("SELECT outcome, truncated FROM captures ORDER BY id") == [("new", None), ("failed", "limit")]
    assert rows("SELECT trouble FROM urls") == [("limit: 30,000,000 bytes, more than is parsed",)]
    assert rows("SELECT version_count FROM articles") == [(1,)]
    before = dump(folder / "govnews.db")
    rebuild(folder, careful, parser_version="1")
    assert dump(folder / "govnews.db") == before
