"""An archive can prove itself: whatever was changed, cut or lost is found and named, and nothing crashes."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from archive.model.errors import ArchiveError
from archive.tables import database
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
