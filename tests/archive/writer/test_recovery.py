"""Killed at any moment, on a full disk, with a locked database: nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from archive.model.errors import ArchiveError
from archive.upkeep.rebuild import rebuild
from archive.wire import manifest, warc
from tests.archive.conftest import SITE, Crawl, Rows, dump, open_writer, page, read

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[3]


def crawl_and_kill(folder: Path, seed: int, after: float) -> list[str]:
    """Let a process crawl for `after` seconds, kill it, and return the receipts that it got."""
    command = [sys.executable, "-m", "tests.archive.crawler_to_kill", str(folder), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        lines = process.stdout.read().splitlines(keepends=True)
    return [line.strip() for line in lines if line.endswith("\n")]


def check_whole(folder: Path) -> None:
    """Every row has its bytes, every file its manifest entry, and a rebuild gives the same rows."""
    with sqlite3.connect(folder / "govnews.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
        places = connection.execute(
            "SELECT url, fetched_at, warc_file, warc_offset, warc_length FROM captures"
        ).fetchall()
    for url, fetched_at, name, offset, length in places:
        record = warc.read_at(folder / "warc", name, offset)
        assert (record.fields["WARC-Target-URI"], record.fields["WARC-Date"]) == (url, fetched_at)
        assert record.place.length == length
    assert not list((folder / "warc").glob("*.open"))
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", manifest.NAME], cwd=folder / "warc", check=True)
    before = dump(folder / "govnews.db")
    rebuild(folder, read, parser_version="1")
    after = dump(folder / "govnews.db")
    for table, rows in before.items():
        assert after[table] == rows, table


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 20))])
def test_after_a_kill_every_receipt_holds_and_the_next_run_goes_on(folder: Path, rows: Rows, seed: int) -> None:
    chance = random.Random(seed)
    for round_ in range(3):
        receipts = crawl_and_kill(folder, seed * 10 + round_, chance.uniform(0, 1.5))
        open_writer(folder).close()
        kept = {f"{row[0]} {row[1]} {row[2]}" for row in rows("SELECT id, url, fetched_at FROM captures")}
        assert set(receipts) <= kept
    check_whole(folder)
    assert rows("SELECT count(*) FROM runs WHERE finished IS NOT NULL") == [(0,)]


def written(folder: Path) -> Path:
    """An archive with one run, as a kill would leave it just before the file was closed; returns the file."""
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        for name in ("a", "b", "c"):
            crawl.get(f"/{name}", page(name))
    (path,) = (folder / "warc").glob("*.warc.gz")
    (folder / "warc" / manifest.NAME).unlink()
    return path.rename(path.with_name(path.name + ".open"))


@pytest.mark.parametrize("torn", [b"\x1f", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03half a record", b"\0" * 5000])
def test_a_torn_last_record_is_cut_off_and_reported(folder: Path, rows: Rows, torn: bytes) -> None:
    path = written(folder)
    whole = path.read_bytes()
    path.write_bytes(whole + torn)
    with open_writer(folder) as writer:
        ((finding),) = writer.findings
    assert finding.outcome == "cut"
    assert f"{len(torn)} bytes" in finding.detail
    assert path.with_name(path.name.removesuffix(".open")).read_bytes() == whole
    assert rows("SELECT kind, object, outcome FROM events") == [("recovery", path.name.removesuffix(".open"), "cut")]
    check_whole(folder)


def test_records_whose_rows_were_never_committed_get_them(folder: Path, rows: Rows) -> None:
    path = written(folder)
    before = dump(folder / "govnews.db")
    for file in folder.glob("govnews.db*"):
        file.unlink()
    with path.open("ab") as warc_file:
        warc_file.write(b"\x1f\x8b")
    assert [finding.outcome for finding in open_writer(folder).findings] == ["cut"]
    after = dump(folder / "govnews.db")
    assert after["articles"] == before["articles"]
    assert after["captures"] == before["captures"]


def test_a_kill_before_the_first_record_leaves_no_file_behind(folder: Path) -> None:
    written(folder)
    (folder / "warc" / "govnews-29991231T235959Z-00001.warc.gz.open").write_bytes(b"\x1f\x8b\x08")
    open_writer(folder).close()
    assert not list((folder / "warc").glob("govnews-2999*"))
    check_whole(folder)


def test_a_damaged_record_in_the_middle_costs_no_other(folder: Path, rows: Rows) -> None:
    path = written(folder)
    ((offset,),) = rows("SELECT warc_offset FROM captures WHERE url LIKE '%/b'")
    data = bytearray(path.read_bytes())
    data[offset + 200] ^= 0xFF
    path.write_bytes(data)
    (folder / "govnews.db").unlink()
    open_writer(folder).close()
    assert rows("SELECT title FROM articles ORDER BY title") == [("a",), ("c",)]
    assert rows("SELECT outcome FROM events") == [("damaged",)]


def test_a_file_shorter_than_its_rows_say_is_not_written_over(folder: Path) -> None:
    path = written(folder)
    os.truncate(path, 1000)
    with pytest.raises(ArchiveError, match="shorter than when it was written"):
        open_writer(folder)


def test_names_sort_by_time_even_when_the_clock_was_set_back(folder: Path) -> None:
    written(folder)
    (folder / "warc" / "govnews-29991231T235959Z-00007.warc.gz").write_bytes(
        warc.serialize(warc.NewRecord({"WARC-Type": "warcinfo", "WARC-Date": "2999-12-31T23:59:59Z"}, b""))[1]
    )
    with open_writer(folder) as writer:
        Crawl(writer, writer.begin_run(SITE)).get("/z", page("z"))
    assert warc.names(folder / "warc")[-1] == "govnews-29991231T235959Z-00008.warc.gz"
    check_whole(folder)


@pytest.fixture
def small_disk() -> Iterator[None]:
    """Files may grow to 300 kB and no further; writing on fails as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_on_a_full_disk_every_waiting_receipt_fails_with_one_line_and_nothing_is_lost(
    folder: Path, rows: Rows, request: pytest.FixtureRequest
) -> None:
    open_writer(folder).close()
    chance = random.Random(1)
    writer = open_writer(folder)
    crawl = Crawl(writer, writer.begin_run(SITE))
    request.getfixturevalue("small_disk")
    bodies = [page(f"{number}", chance.randbytes(10_000).hex()) for number in range(60)]
    futures = [writer.put(crawl.exchange(f"/{number}", body)) for number, body in enumerate(bodies)]
    errors = [future.exception(30) for future in futures]
    with pytest.raises(ArchiveError, match="free space") as raised:
        writer.close()
    assert "\n" not in str(raised.value)
    assert set(map(str, filter(None, errors))) == {str(raised.value)}
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    with open_writer(folder) as writer:
        assert [finding for finding in writer.findings if finding.outcome != "cut"] == []
        Crawl(writer, writer.begin_run(SITE), day=90).get("/after", page("after"))
    assert rows("SELECT count(*) FROM articles")[0][0] >= errors.count(None) + 1
    check_whole(folder)


def test_when_another_program_keeps_the_database_locked_nothing_is_lost(folder: Path) -> None:
    writer = open_writer(folder, patience=0.2)
    crawl = Crawl(writer, writer.begin_run(SITE))
    crawl.get("/a", page("a"))
    with sqlite3.connect(folder / "govnews.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert isinstance(writer.put(crawl.exchange("/b", page("b"))).exception(30), ArchiveError)
        other.execute("ROLLBACK")
    with pytest.raises(ArchiveError, match="keeps the database locked"):
        writer.put(crawl.exchange("/c", page("c")))
    with pytest.raises(ArchiveError, match="keeps the database locked"):
        writer.close()
    with open_writer(folder) as writer:
        assert Crawl(writer, writer.begin_run(SITE), day=5).get("/a", page("a")).outcome == "unchanged"
    check_whole(folder)


def test_what_warcio_reads_is_what_was_served(folder: Path) -> None:
    body = b"5\r\nhello\r\n0\r\nX-Trailer: yes\r\n\r\n"
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        exchange = crawl.exchange("/a", body)
        odd = exchange.__class__(
            **{name: getattr(exchange, name) for name in exchange.__dataclass_fields__}
            | {"response": b"HTTP/1.1 200\nTRANSFER-encoding:chunked\nX-B\xe9: \xe9\n folded\nX-A: 1\nX-A: 2\n\n"}
        )
        writer.put(odd).result(30)
    (path,) = (folder / "warc").glob("*.warc.gz")
    with path.open("rb") as file:
        blocks = [
            record.raw_stream.read()
            for record in ArchiveIterator(file, no_record_parse=True)
            if record.rec_type == "response"
        ]
    assert blocks == [odd.response + body]
    check = subprocess.run([sys.executable, "-m", "warcio.cli", "check", path], capture_output=True, text=True)
    assert (check.returncode, check.stdout) == (0, ""), check.stdout
