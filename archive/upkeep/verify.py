"""Fixity: are the files what they were when they were closed, and do records, rows and index agree?"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from archive.model.errors import ArchiveError
from archive.model.exchange import Parse
from archive.tables import database, digests
from archive.upkeep import rows
from archive.upkeep.rebuild import from_records
from archive.wire import manifest, warc
from archive.wire.warc import Damage, Record
from archive.writer import copies
from archive.writer.lock import ArchiveLock
from archive.writer.writer import ArchiveWriter

#: The kind of event that an audit leaves. Its object is the last WARC file that was looked at.
AUDIT = "fixity check"

#: Tables without which nothing else can be told.
_NEEDED = ("articles", "captures", "events", "versions", "warc_files")

#: How many articles a message names.
_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in which file, at which record (the offset in bytes); `articles` are the URLs concerned."""

    file: str
    offset: int | None
    what: str
    articles: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = self.file if self.offset is None else f"{self.file} at {self.offset}"
        more = f" and {len(self.articles) - _SAMPLES} more" if len(self.articles) > _SAMPLES else ""
        concerned = f" (articles: {', '.join(self.articles[:_SAMPLES])}{more})" if self.articles else ""
        return f"{where}: {self.what}{concerned}"


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of a verification: how many files and records were looked at, and what is wrong."""

    files: int
    records: int
    problems: tuple[Problem, ...]
    #: What could not be looked at, and why: no fault of the archive's.
    notes: tuple[str, ...] = ()
    #: Whether the database cannot be read at all.
    is_beyond_rows: bool = False


@dataclass(frozen=True, slots=True)
class _CaptureRow:
    id: int
    url: str
    fetched_at: str
    record: str
    length: int
    body_sha256: str | None


def verify(
    folder: Path,
    *,
    parse: Parse,
    operator: str,
    software: str,
    parser_version: str = "",
    quick: bool = False,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda _: None,
) -> Audit:
    """Check the archive `folder`, and keep the result as an event.

    `quick` passes over the WARC files that the last audit without a problem has seen, and compares the tables with
    the digests that the last run left in the WARC files; else every row is compared with what the records give, with
    as many of `jobs` processes. `progress` is told how many records a file had. In a backup's copy nothing is
    recorded. Raises ArchiveError where there is no archive, ArchiveHeld while another run writes.
    """
    if not (folder / database.NAME).exists() and not warc.names(folder / "warc"):
        raise ArchiveError(f"{folder}: no archive here; --archive names another folder")
    lock = ArchiveLock(folder)
    try:
        audit = _check(folder, quick, progress)
        if not audit.is_beyond_rows:
            found, notes = _check_rows(folder, parse, parser_version, quick, jobs)
            audit = replace(audit, problems=(*audit.problems, *found), notes=notes)
    finally:
        lock.release()
    if copies.is_copy(folder):
        return audit
    detail = f"{audit.files} files, {audit.records} records, {len(audit.problems)} problems"
    detail = "; ".join([detail, *map(str, audit.problems[:_SAMPLES])])
    names = warc.names(folder / "warc")
    try:
        with ArchiveWriter(
            folder, parse=parse, operator=operator, software=software, parser_version=parser_version
        ) as writer:
            writer.note(AUDIT, names[-1] if names else database.NAME, "fail" if audit.problems else "pass", detail)
    except ArchiveError as error:
        # What keeps the archive from being opened is what the audit has to tell.
        return replace(audit, problems=(*audit.problems, Problem(database.NAME, None, str(error))))
    return audit


def _check(folder: Path, quick: bool, progress: Callable[[int], None]) -> Audit:
    problems: list[Problem] = []
    connection: sqlite3.Connection | None = None
    is_readable = False
    try:
        connection = database.open_database(folder / database.NAME)
        lost = [name for name in _NEEDED if not _has_table(connection, name)]
        if lost:
            raise ArchiveError(f"the table {', '.join(lost)} is not there; govnews rebuild makes it")
        problems += _check_database(connection)
        since = _last_audit(connection) if quick else ""
        applied = _applied(connection)
        is_readable = True
    except (ArchiveError, sqlite3.Error) as error:
        problems.append(Problem(database.NAME, None, str(error)))
        since, applied = "", {}
        if connection is not None:
            connection.close()
            connection = None
    try:
        expected = manifest.read(folder / "warc")
        present = warc.names(folder / "warc")
        problems += [
            Problem(name, None, "is in the manifest, and not there", _articles_of_file(connection, name))
            for name in sorted(expected.keys() - set(present))
        ]
        names = [name for name in present if name > since]
        records = 0
        for name in names:
            found = list(check_file(folder / "warc", name, expected.get(name), connection, applied.get(name)))
            problems += [item for item in found if isinstance(item, Problem)]
            count = sum(item for item in found if isinstance(item, int))
            records += count
            progress(count)
    finally:
        if connection is not None:
            connection.close()
    return Audit(len(names), records, tuple(problems), is_beyond_rows=not is_readable)


def _check_rows(
    folder: Path, parse: Parse, parser_version: str, quick: bool, jobs: int
) -> tuple[list[Problem], tuple[str, ...]]:
    """The rows against the records, or against their digests of the last run; and what could not be compared."""
    with closing(database.open_reader(folder / database.NAME)) as connection:
        compared = digests.compare(connection, folder)
        problems = [Problem(database.NAME, None, what) for what in compared or ()]
        if quick and compared is not None:
            return problems, ()
        others = (
            connection.execute(
                "SELECT count(*) FROM versions WHERE parser_version IS NOT ?", (parser_version,)
            ).fetchone()[0]
            if _has_table(connection, "versions")
            else 0
        )
    notes = (
        (
            f"{others:,} versions were read by another parser than today's ({parser_version}): what pages say was "
            "compared with the digests of the last run alone; govnews reparse makes all of today's",
        )
        if others
        else ()
    )
    with from_records(folder, parse, parser_version=parser_version, jobs=jobs) as right:
        problems += [
            Problem(database.NAME, None, f"{difference}; govnews rebuild mends it")
            for difference in rows.differences(folder / database.NAME, right, parsed=not others)
        ]
    return problems, notes


def _has_table(connection: sqlite3.Connection, name: str) -> bool:
    return (
        connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)).fetchone()
        is not None
    )


def _applied(connection: sqlite3.Connection) -> dict[str, int]:
    """How far the rows of each WARC file have come; what lies behind is taken up when the archive is next opened."""
    return dict(connection.execute("SELECT name, applied FROM warc_files").fetchall())


def check_file(
    folder: Path, name: str, sha256: str | None, connection: sqlite3.Connection | None, applied: int | None = None
) -> Iterator[Problem | int]:
    """The problems of one WARC file, and at the end how many records it has. Never raises on what a file holds.

    Records from `applied` on have no rows yet, and a file that was being written may end within one.
    """
    path = warc.locate(folder, name)
    if sha256 is None and path.name == name:
        yield Problem(name, None, f"is not in {manifest.NAME}")
    if sha256 is not None and manifest.sha256_of(path) != sha256:
        yield Problem(name, None, f"is not what {manifest.NAME} says", _articles_of_file(connection, name))
    rows = _rows(connection, name)
    count = 0
    for item in warc.read(folder, name):
        begin, end = item.place.offset, item.place.offset + item.place.length
        if isinstance(item, Damage):
            if item.tail and path.name != name and applied is not None and begin >= applied:
                continue
            hit = [rows.pop(offset) for offset in sorted(rows) if begin <= offset < end]
            yield Problem(name, begin, item.reason, _articles(connection, hit))
            continue
        count += 1
        row = rows.pop(begin, None)
        if what := _wrong(item, row, connection is not None and (applied is None or begin < applied)):
            yield Problem(name, begin, what, _articles(connection, [row] if row else []))
    for offset, row in sorted(rows.items()):
        yield Problem(name, offset, f"row {row.id} of captures has no record", _articles(connection, [row]))
    yield count


def _wrong(record: Record, row: _CaptureRow | None, has_rows: bool) -> str | None:
    """What is wrong with one record and its row."""
    fields = record.fields
    if fields.get("WARC-Block-Digest") != warc.digest(record.block):
        return "the block is not what its digest says"
    is_answer = record.type in ("response", "revisit") and "Govnews-Kind" in fields
    payload = fields.get("WARC-Payload-Digest", "")
    if is_answer and record.type == "response":
        length = fields.get("Govnews-Body-Length", "")
        if not length.isdecimal() or int(length) > len(record.block):
            return "the length of the body makes no sense"
        body = record.block[len(record.block) - int(length) :]
        if payload != "sha256:" + hashlib.sha256(body).hexdigest():
            return "the payload is not what its digest says"
    if not is_answer or not has_rows:
        return None
    if row is None:
        return "a record without a row; govnews rebuild makes it"
    said = (fields.get("WARC-Target-URI"), fields.get("WARC-Date"), record.type, record.place.length)
    if (row.url, row.fetched_at, row.record, row.length) != said or payload != f"sha256:{row.body_sha256}":
        return f"row {row.id} of captures says otherwise; govnews rebuild mends it"
    return None


def _check_database(connection: sqlite3.Connection) -> Iterator[Problem]:
    for (what,) in connection.execute("PRAGMA integrity_check").fetchall():
        if what != "ok":
            yield Problem(database.NAME, None, what)
    for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Problem(database.NAME, None, f"row {row_id} of {table} refers to a row that {parent} does not have")
    for index, told in (("articles_fts", "articles"), ("articles_fts_former", "lines of former versions")):
        try:
            # rank 1: compare the index with the rows, not only with itself.
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            yield Problem(database.NAME, None, f"the full-text index does not agree with the {told} ({error})")


def _last_audit(connection: sqlite3.Connection) -> str:
    row = connection.execute(
        "SELECT object FROM events WHERE kind = ? AND outcome = 'pass' ORDER BY id DESC LIMIT 1", (AUDIT,)
    ).fetchone()
    return str(row[0]) if row else ""


def _rows(connection: sqlite3.Connection | None, name: str) -> dict[int, _CaptureRow]:
    if connection is None:
        return {}
    rows = connection.execute(
        "SELECT warc_offset, id, url, fetched_at, record, warc_length, body_sha256 FROM captures WHERE warc_file = ?",
        (name,),
    )
    return {row[0]: _CaptureRow(*row[1:]) for row in rows}


def _articles(connection: sqlite3.Connection | None, rows: list[_CaptureRow]) -> tuple[str, ...]:
    """The articles that these captures show, or whose later captures lean on them."""
    if connection is None:
        return ()
    urls: set[str] = set()
    for row in rows:
        urls.update(
            url
            for (url,) in connection.execute(
                "SELECT a.url FROM captures c JOIN articles a ON a.id = c.article_id "
                "WHERE c.id = ? OR c.original_id = ?",
                (row.id, row.id),
            )
        )
    return tuple(sorted(urls))


def _articles_of_file(connection: sqlite3.Connection | None, name: str) -> tuple[str, ...]:
    if connection is None:
        return ()
    rows = connection.execute(
        "SELECT DISTINCT a.url FROM captures c JOIN articles a ON a.id = c.article_id WHERE c.warc_file = ? ORDER BY 1",
        (name,),
    )
    return tuple(url for (url,) in rows)
