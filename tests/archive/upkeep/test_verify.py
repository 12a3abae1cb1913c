"""An archive can prove itself: whatever was changed, cut or lost is found and named, and nothing crashes."""

from __future__ import annotations

import shutil
import sqlite3
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.model.errors import ArchiveError
from archive.model.exchange import Parsed, StoredPage
from archive.tables import database
from archive.upkeep import rows
from archive.upkeep.rebuild import rebuild
from archive.upkeep.verify import Audit, Problem, check_file, verify
from archive.wire import manifest, warc
from tests.archive.conftest import SITE, Crawl, Rows, open_writer, page, read
from tests.archive.upkeep.test_rebuild import a_life


def audit(folder: Path, **more: Any) -> Audit:
    return verify(folder, parse=read, operator="test@example.org", software="govnews/test", parser_version="1", **more)


@pytest.fixture
def small(folder: Path) -> Path:
    """An archive with one file: one article, looked at twice."""
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get("/a", page())
        crawl.get("/a", page())
    return folder


def only_file(folder: Path) -> Path:
    (path,) = (folder / "warc").glob("*.warc.gz")
    return path


def test_a_whole_archive_passes_and_the_audit_is_kept(folder: Path, rows: Rows) -> None:
    with open_writer(folder) as writer:
        a_life(writer)
    name = warc.names(folder / "warc")[-1]
    result = audit(folder)
    assert (result.files, result.problems) == (1, ())
    assert result.records > 40
    assert rows("SELECT object, outcome FROM events WHERE kind = 'fixity check'") == [(name, "pass")]
    assert audit(folder).files == 2


def test_a_quick_audit_looks_at_what_is_new(small: Path) -> None:
    assert audit(small, quick=True).files == 1
    assert audit(small, quick=True).files == 1
    with open_writer(small) as writer:
        Crawl(writer, writer.begin_run(SITE), day=9).get("/b", page("B"))
    assert audit(small, quick=True).files == 2
    assert audit(small).files == 5


def test_every_flipped_bit_is_found_and_never_by_a_crash(small: Path) -> None:
    path = only_file(small)
    whole = path.read_bytes()
    sha256 = manifest.read(small / "warc")[path.name]
    reader = database.open_reader(small / "govnews.db")
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :])
        problems = [item for item in check_file(small / "warc", path.name, sha256, reader) if isinstance(item, Problem)]
        assert problems, at
        assert problems[0].file == path.name
        assert problems[0].articles == ("https://www.example.gouv.fr/a",)


def test_every_truncation_is_found(small: Path) -> None:
    path = only_file(small)
    whole = path.read_bytes()
    sha256 = manifest.read(small / "warc")[path.name]
    reader = database.open_reader(small / "govnews.db")
    for length in range(0, len(whole), 3):
        path.write_bytes(whole[:length])
        assert any(isinstance(item, Problem) for item in check_file(small / "warc", path.name, sha256, reader)), length


def test_without_a_manifest_the_records_own_digests_still_tell_which_one_is_damaged(small: Path, rows: Rows) -> None:
    path = only_file(small)
    ((offset,),) = rows("SELECT warc_offset FROM captures WHERE record = 'response'")
    data = bytearray(path.read_bytes())
    data[offset + 300] ^= 1
    path.write_bytes(data)
    reader = database.open_reader(small / "govnews.db")
    problem, count = check_file(small / "warc", path.name, manifest.sha256_of(path), reader)
    assert isinstance(problem, Problem)
    assert (problem.offset, problem.articles) == (offset, ("https://www.example.gouv.fr/a",))
    assert isinstance(count, int)


def test_a_damaged_file_fails_the_audit_and_the_failure_is_kept(small: Path, rows: Rows) -> None:
    path = only_file(small)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    result = audit(small)
    assert result.problems
    assert path.name in str(result.problems[0])
    assert rows("SELECT outcome FROM events WHERE kind = 'fixity check'") == [("fail",)]


def test_a_truncated_file_fails_the_audit_though_the_archive_cannot_be_opened(small: Path) -> None:
    path = only_file(small)
    path.write_bytes(path.read_bytes()[:-700])
    told = [str(problem) for problem in audit(small).problems]
    assert any("is not what MANIFEST.sha256 says" in line for line in told)
    assert any("shorter than when it was written" in line for line in told)


def test_a_lost_file_is_named_with_its_articles(small: Path) -> None:
    path = only_file(small)
    path.unlink()
    assert str(audit(small).problems[0]) == (
        f"{path.name}: is in the manifest, and not there (articles: https://www.example.gouv.fr/a)"
    )


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE captures SET url = 'https://example.org/' WHERE id = 1", "row 1 of captures says otherwise"),
        ("UPDATE captures SET warc_offset = 1 WHERE id = 2", "row 2 of captures has no record"),
        ("UPDATE figures SET article_id = 7", "refers to a row that articles does not have"),
        ("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')", "the full-text index does not agree"),
    ],
)
def test_rows_that_do_not_agree_with_the_records_are_found(small: Path, sql: str, says: str) -> None:
    with sqlite3.connect(small / "govnews.db") as connection:
        connection.execute(sql)
    assert any(says in str(problem) for problem in audit(small).problems)


def test_a_damaged_database_is_told_and_the_files_are_checked_all_the_same(small: Path) -> None:
    (small / "govnews.db").write_bytes(b"not a database" * 1000)
    result = audit(small)
    assert result.records == 7
    assert "not an SQLite database" in str(result.problems[0])


def test_where_there_is_no_archive_there_is_nothing_to_verify(folder: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive here"):
        audit(folder)


CHANGES = {
    "an article's text": ("UPDATE articles SET body = 'Falsch' WHERE id = (SELECT min(id) FROM articles)", "articles"),
    "a title": ("UPDATE articles SET title = 'Falsch' WHERE id = (SELECT min(id) FROM articles)", "articles"),
    "a date": ("UPDATE articles SET published = '1999-01-01' WHERE title IS NOT NULL", "articles"),
    "a status": ("UPDATE articles SET status = 'gone' WHERE status = 'live'", "articles"),
    "what a version says": ("UPDATE versions SET article = replace(article, 'A', 'B')", "versions"),
    "a version's digest": ("UPDATE versions SET content_sha256 = 'x'", "versions"),
    "an answer's status": ("UPDATE captures SET http_status = 500 WHERE id = 1", "captures"),
    "an answer's digest": ("UPDATE captures SET sha256 = 'x' WHERE id = 1", "captures"),
    "an answer's outcome": ("UPDATE captures SET outcome = 'blocked' WHERE id = 1", "captures"),
    "a run": ("UPDATE runs SET new = new + 1", "runs"),
    "a run's reason": ("UPDATE runs SET reason = 'x'", "runs"),
    "an event": ("UPDATE events SET detail = 'x'", "events"),
    "a deleted event": ("DELETE FROM events", "events"),
    "a deleted address": ("DELETE FROM urls WHERE id = (SELECT min(id) FROM urls)", "urls"),
    "an invented address": ("INSERT INTO urls (id, site, url, url_key, kind, found_at) "
                            "VALUES (1, 'example', 'x', 'x', 'article', '2026')", "urls"),
    "when to look again": ("UPDATE urls SET next_check = '2099-01-01'", "urls"),
    "a phone number": ("UPDATE contact_entries SET value = '666'", "contact_entries"),
    "a caption": ("UPDATE figures SET caption = 'Falsch'", "figures"),
    "a profile": ("UPDATE profiles SET profile = 'name = \"x\"'", "profiles"),
    "a dropped table": ("DROP TABLE urls", "urls"),
    "another dropped table": ("DROP TABLE events", "events"),
    "the dropped table that all hang on": ("DROP TABLE captures", "captures"),
    "a dropped trigger": ("DROP TRIGGER articles_fts_update", "articles_fts_update"),
}  # fmt: skip


@pytest.fixture
def lived(folder: Path) -> Path:
    """An archive with something in every table; its last run ended."""
    with open_writer(folder) as writer:
        a_life(writer)
        run = writer.begin_run(SITE)
        writer.end_run(run, "finished", {})
        writer.note("test", "x", "pass", None)
    return folder


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("quick", [False, True])
def test_whatever_is_changed_in_the_database_is_found_and_its_table_named(
    lived: Path, change: str, quick: bool
) -> None:
    sql, table = CHANGES[change]
    assert audit(lived, quick=quick).problems == ()
    with sqlite3.connect(lived / "govnews.db") as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        assert connection.execute(sql).rowcount
    result = audit(lived, quick=quick)
    if not (quick and change == "a dropped trigger"):
        assert any(table in str(problem) for problem in result.problems), result.problems
    if not quick and "drop" not in change:
        assert any(f"{table}: " in str(problem) for problem in result.problems), result.problems
    assert not list(lived.glob("*.compared*"))


def test_rows_that_another_parser_made_are_compared_with_their_digests(lived: Path) -> None:
    later: dict[str, Any] = {"parser_version": "2", "parse": read, "operator": "", "software": "x"}
    result = verify(lived, **later)
    assert (result.problems, len(result.notes)) == ((), 1)
    for sql in (
        "UPDATE articles SET title = 'Falsch' WHERE id = (SELECT min(id) FROM articles)",
        "UPDATE runs SET new = 9",
    ):
        with sqlite3.connect(lived / "govnews.db") as connection:
            connection.execute(sql)
        assert verify(lived, **later).problems


def test_a_file_that_the_manifest_has_lost_is_told_until_a_rebuild_however_often_is_crawled(small: Path) -> None:
    path = only_file(small)
    listed = manifest.read(small / "warc")
    manifest.write(small / "warc", {})
    for day in (9, 10):
        with open_writer(small) as writer:
            Crawl(writer, writer.begin_run(SITE), day=day).get("/b", page(str(day)))
        assert any(f"{path.name}: is not in MANIFEST" in str(problem) for problem in audit(small).problems)
    rebuild(small, read, parser_version="1")
    assert audit(small).problems == ()
    assert manifest.read(small / "warc")[path.name] == listed[path.name]


def test_memory_stays_the_same_however_many_captures_there_are(folder: Path) -> None:
    """Twenty thousand more rows cost no more than a few megabytes."""
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get("/a", page())
    right, wrong = folder / "right.db", folder / "wrong.db"
    for path in (right, wrong):
        shutil.copy(folder / "govnews.db", path)
        with sqlite3.connect(path) as connection:
            connection.execute(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO events "
                "(at, kind, object, outcome, detail) SELECT '2026', 'x', 'y', 'pass', ? || hex(zeroblob(2000)) FROM n",
                (path.name,),
            )
    tracemalloc.start()
    found = list(rows.differences(wrong, right))
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()
    assert [str(one) for one in found] == [
        "events: 20,000 rows say otherwise than the records in detail (rows 1, 2, 3, 4, 5 …)"
    ]


def test_what_another_parser_made_of_all_pages_is_no_change_of_the_rows(lived: Path) -> None:
    def other(told: StoredPage) -> Parsed:
        parsed = read(told)
        return replace(parsed, article=parsed.article and replace(parsed.article, section="x"))

    rebuild(lived, other, parser_version="2")
    for quick in (True, False, True):
        assert verify(lived, parse=other, parser_version="2", operator="", software="x", quick=quick).problems == ()
