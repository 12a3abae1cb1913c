"""What a few kilobytes can become is bounded: such a page is kept, marked, told with its size, and parsed by nobody."""

from __future__ import annotations

import gzip
import resource
from pathlib import Path

import pytest

from archive.model.bounds import MAX_MARKS, MAX_PAGE
from archive.model.errors import Refused
from archive.model.exchange import Parsed, StoredPage
from archive.upkeep.rebuild import rebuild
from archive.wire import warc
from archive.wire.response import take_apart
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


@pytest.mark.parametrize(
    "plain",
    [
        b"WARC/1.1\r\nContent-Length: 0\r\nX: " + b"y" * 80_000_000 + b"\r\n\r\n\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: 0\r\n" + b"a: b\r\n" * 4_000_000 + b"\r\n\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: 300000000\r\n\r\n" + bytes(300_000_000) + b"\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: " + b"9" * 9000 + b"\r\n\r\n\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: \xd9\xa3\r\n\r\nabc\r\n\r\n",
    ],
    ids=["a long line", "many lines", "a long block", "a long number", "a number in other digits"],
)
def test_a_record_beyond_the_bounds_is_damage_and_those_around_it_are_read(tmp_path: Path, plain: bytes) -> None:
    def record(name: bytes) -> bytes:
        return gzip.compress(b"WARC/1.1\r\nX-Name: " + name + b"\r\nContent-Length: 0\r\n\r\n\r\n\r\n")

    (tmp_path / "a.warc.gz").write_bytes(record(b"1") + gzip.compress(plain, 1) + record(b"2"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = list(warc.read(tmp_path, "a.warc.gz"))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert [item.fields["X-Name"] if isinstance(item, warc.Record) else "damage" for item in found] == [
        "1",
        "damage",
        "2",
    ]
    assert grown < 250_000  # kilobytes


def test_a_record_that_could_not_be_read_back_is_not_written(folder: Path) -> None:
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        refused = writer.put(crawl.exchange("/a", bytes(warc.MAX_RECORD)))
        with pytest.raises(Refused):
            refused.result(30)
        assert crawl.get("/b", page()).outcome == "new"


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
