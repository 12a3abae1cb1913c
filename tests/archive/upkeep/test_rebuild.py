"""The database can be thrown away: the WARC files give it back, row by row."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from archive.model.exchange import Parsed, StoredPage
from archive.tables.database import NAME, open_database, open_reader
from archive.tables.frontier import FoundUrl
from archive.upkeep.rebuild import rebuild, take_its_place
from archive.writer.writer import ArchiveWriter
from tests.archive.conftest import SITE, Crawl, Rows, dump, open_writer, page, read

FINAL = "https://www.example.gouv.fr"


def a_life(writer: ArchiveWriter) -> None:
    """Everything that can happen to articles, in two runs."""
    crawl = Crawl(writer, writer.begin_run(SITE))
    writer.found(
        "example",
        crawl.run_id,
        [FoundUrl(f"{FINAL}/{n}", "2026-01-01", f"{FINAL}/feed.xml") for n in ("a", "b", "c", "d")],
    ).result()
    crawl.get("/robots.txt", b"User-agent: *\n", kind="robots", headers={"Content-Type": "text/plain"})
    crawl.get("/feed.xml", b"<rss/>" * 300, kind="feed")
    crawl.get("/a", page("A"), headers={"ETag": '"1"'})
    crawl.get("/b", page("B"))
    crawl.get("/c", page("C", more='<div class="contact" title="Presse"><p>Nuit: 112</p></div>'))
    crawl.get("/old", b"", status=301, headers={"Location": "/d"})
    crawl.get("/d", page("D"), requested="/old")
    writer.failed("example", crawl.run_id, "article", f"{FINAL}/e", "DNS").result()
    crawl.get("/f", b"Access denied, solve this captcha")
    writer.end_run(crawl.run_id, "finished", {"new": 4, "fetched": 9})
    crawl = Crawl(writer, writer.begin_run(SITE), day=40)
    crawl.get("/feed.xml", b"<rss/>" * 300, kind="feed")
    crawl.get("/a", status=304)
    crawl.get("/a", page("A", "Changé."))
    crawl.get("/a", page("A"), at="2026-01-20T00:00:00Z")
    crawl.get("/a", page("A"))
    crawl.get("/b", status=404)
    crawl.get("/c", status=410)
    crawl.get("/c", status=410)
    crawl.get("/b", page("B"))
    crawl.get("/d", b"", status=308, headers={"Location": "/elsewhere/d"})
    crawl.get("/elsewhere/d", page("D"), requested="/d")
    crawl.get("/copy-of-b", page("B"))
    writer.withhold(f"{FINAL}/copy-of-b", "Court order 7")
    crawl.get("/copy-of-b", page("B", "Encore."))
    crawl.get("/moved/c", page("B"))
    crawl.get("/b", b"", status=301, headers={"Location": "/moved/c"})
    crawl.get("/moved/c", page("B"), requested="/b")
    crawl.get("/z", b"Go to /a")
    crawl.get("/a", page("A"), requested="/z")
    crawl.get("/z", b"Go to /a")
    crawl.get("/a", status=304, requested="/z")
    crawl.get("/x", b"half", truncated="disconnect")
    crawl.get("/y", b"", status=503)


def test_every_row_of_every_table_comes_back(folder: Path) -> None:
    with open_writer(folder) as writer:
        a_life(writer)
    before = dump(folder / "govnews.db")
    (folder / "govnews.db").unlink()
    assert rebuild(folder, read, parser_version="1") == []
    after = dump(folder / "govnews.db")
    for table, rows in before.items():
        assert after[table] == rows, table


@pytest.mark.integration
def test_on_several_cores_comes_out_the_same(folder: Path) -> None:
    with open_writer(folder) as writer:
        a_life(writer)
    before = dump(folder / "govnews.db")
    assert rebuild(folder, read, parser_version="1", jobs=2) == []
    assert dump(folder / "govnews.db") == before


def read_and_sign(page: StoredPage) -> Parsed:
    """A slow parser that says which process it ran in."""
    time.sleep(0.03)
    reading = read(page)
    assert reading.article
    return dataclasses.replace(reading, article=dataclasses.replace(reading.article, kicker=str(os.getpid())))


@pytest.mark.integration
def test_pages_are_parsed_in_this_process_and_the_others(folder: Path, rows: Rows) -> None:
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        for number in range(150):
            crawl.get(f"/{number}", page(str(number)))
    rebuild(folder, read_and_sign, jobs=2)
    processes = {process for (process,) in rows("SELECT kicker FROM articles")}
    assert len(processes) == 2
    assert str(os.getpid()) in processes


def test_without_its_database_an_archive_opens_and_is_whole(folder: Path) -> None:
    with open_writer(folder) as writer:
        a_life(writer)
    before = dump(folder / "govnews.db")
    (folder / "govnews.db").unlink()
    open_writer(folder).close()
    assert dump(folder / "govnews.db") == before


def test_the_database_in_use_is_whole_until_another_takes_its_place(tmp_path: Path) -> None:
    """What was committed last lies in the WAL: it is not lost where the process ends before the new file is there."""
    with closing(open_database(tmp_path / NAME)) as writer:
        writer.execute("INSERT INTO events (at, kind, object, outcome) VALUES ('x', 'withholding', 'o', 'withheld')")
        assert (tmp_path / f"{NAME}-wal").stat().st_size > 0
        with pytest.raises(FileNotFoundError):
            take_its_place(tmp_path, tmp_path / "not there")
    (tmp_path / f"{NAME}-wal").unlink(missing_ok=True)
    with closing(sqlite3.connect(tmp_path / NAME)) as reader:
        assert reader.execute("SELECT kind FROM events").fetchall() == [("withholding",)]


@pytest.mark.parametrize("content", [b"", b"no database" * 1000])
def test_whatever_was_in_its_place(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    open_database(tmp_path / "new").close()
    take_its_place(tmp_path, tmp_path / "new")
    open_reader(tmp_path / NAME).close()


def test_what_is_no_longer_said_comes_back_and_what_is_withheld_does_not(tmp_path: Path) -> None:
    find = "SELECT rowid FROM articles_fts_former WHERE articles_fts_former MATCH 'first'"
    with open_writer(tmp_path) as writer:
        for day, text in ((1, "first"), (2, "second"), (3, "third")):
            crawl = Crawl(writer, writer.begin_run(SITE), day=day)
            for path in ("/a", "/b"):
                crawl.get(path, page(path, f"Here is the {text} text of it."))
            writer.end_run(crawl.run_id, "finished", {})
    with closing(sqlite3.connect(tmp_path / NAME)) as reader:
        before = reader.execute("SELECT * FROM former_lines ORDER BY id").fetchall()
        assert ["first" in row[-1] for row in before] == [True, True, False, False]
        found = reader.execute(find).fetchall()
        assert len(found) == 2
    rebuild(tmp_path, read)
    with closing(sqlite3.connect(tmp_path / NAME)) as reader:
        assert reader.execute("SELECT * FROM former_lines ORDER BY id").fetchall() == before
        assert reader.execute(find).fetchall() == found
    with open_writer(tmp_path) as writer:
        assert writer.withhold(f"{FINAL}/a", "A reason")
    for _ in range(2):
        with closing(sqlite3.connect(tmp_path / NAME)) as reader:
            assert reader.execute(find).fetchall() == found[1:]
        rebuild(tmp_path, read)
