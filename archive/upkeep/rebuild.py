"""The database made anew from the WARC files alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from archive.model.errors import ArchiveError
from archive.model.exchange import Parse
from archive.tables import database, digests
from archive.tables.apply import Applier
from archive.wire import warc
from archive.wire.warc import Record
from archive.writer import recovery
from archive.writer.lock import ArchiveLock
from archive.writer.readahead import ReadAhead
from archive.writer.recovery import Finding


def rebuild(
    folder: Path,
    parse: Parse,
    *,
    parser_version: str = "",
    jobs: int = 1,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Finding]:
    """Make the database of the archive `folder` from its WARC files; it takes the old one's place when it is whole.

    With more than one of `jobs`, pages are parsed in so many processes, this one included; `parse` is a module's
    function then.
    `progress` is told how many records a step has taken. Raises ArchiveError, or ArchiveHeld while another run
    writes.
    """
    with made_anew(folder, parse, parser_version=parser_version, jobs=jobs, progress=progress, enters=True) as (
        new,
        findings,
    ):
        take_its_place(folder, new)
    return findings


@contextmanager
def made_anew(
    folder: Path,
    parse: Parse,
    *,
    parser_version: str,
    jobs: int,
    progress: Callable[[int], None],
    enters: bool = False,
) -> Iterator[tuple[Path, list[Finding]]]:
    """A database made as `rebuild` does, beside the one in use; it is removed unless it takes that one's place.

    Who `enters` them has files that the manifest has lost entered in it again.
    """
    if not warc.names(folder / "warc"):
        raise ArchiveError(f"{folder}: no WARC files to rebuild from; --archive names another folder")
    lock = ArchiveLock(folder)
    new = folder / (database.NAME + ".new")
    try:
        _remove(new, "", "-wal", "-shm")
        connection = database.open_database(new)
        try:
            connection.execute("PRAGMA synchronous = OFF")
            findings = _take_up(connection, folder / "warc", parse, parser_version, jobs, progress, enters=enters)
            Database(connection).table("articles").optimize()
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
        yield new, findings
    except sqlite3.Error as error:
        raise ArchiveError(f"{folder}: {error}; free space or mend the disk, then run govnews rebuild again") from error
    except OSError as error:
        reason = error.strerror or error
        raise ArchiveError(
            f"{folder}: {reason}; free space or mend the disk, then run govnews rebuild again"
        ) from error
    finally:
        _remove(new, "", "-wal", "-shm")
        lock.release()


@contextmanager
def from_records(folder: Path, parse: Parse, *, parser_version: str, jobs: int) -> Iterator[Path]:
    """A database of the records that the one in use says it has rows of, to be compared with it; it goes afterwards.

    Nothing else is changed. For whoever holds the archive's lock. Raises ArchiveError where the disk is full.
    """
    new = folder / (database.NAME + ".compared")
    try:
        with closing(database.open_reader(folder / database.NAME)) as reader:
            applied = dict(reader.execute("SELECT name, applied FROM warc_files").fetchall())
        _remove(new, "", "-wal", "-shm")
        with closing(database.open_database(new)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            _take_up(connection, folder / "warc", parse, parser_version, jobs, lambda _: None, until=applied)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        yield new
    except (sqlite3.Error, OSError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise ArchiveError(f"{folder}: {reason}; free space or mend the disk, then run again") from error
    finally:
        _remove(new, "", "-wal", "-shm")


def take_its_place(folder: Path, new: Path) -> None:
    """The database `new` becomes the archive's. The one in use is whole until it does; for who holds the lock."""
    old = folder / database.NAME
    # The old WAL must not be replayed into the new file, and what it holds, a withholding perhaps, must not be missing
    # from the old one should this process end in between: so it is emptied into the old file before it goes.
    _empty_wal(old)
    _remove(old, "-wal", "-shm")
    (folder / digests.ANEW).touch()
    new.replace(old)
    warc.sync_folder(folder)


def _empty_wal(path: Path) -> None:
    """What a WAL holds goes into its database, as far as that can be read and nobody keeps an old state of it open."""
    if not path.exists():
        return
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path, timeout=database.PATIENCE)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _take_up(
    connection: sqlite3.Connection,
    folder: Path,
    parse: Parse,
    parser_version: str,
    jobs: int,
    progress: Callable[[int], None],
    **how: Any,
) -> list[Finding]:
    def load(name: str, offset: int) -> Record:
        return warc.read_at(folder, name, offset)

    if jobs == 1:
        applier = Applier(connection, parse, parser_version, load)
        return recovery.take_up(connection, applier, folder, progress, **how)
    with ReadAhead(parse, jobs - 1, shares=True) as readahead:
        applier = Applier(connection, readahead, parser_version, load)
        return recovery.take_up(
            connection, applier, folder, progress, lambda records: readahead.records(records, folder), **how
        )


def _remove(path: Path, *suffixes: str) -> None:
    """Remove a database, or what SQLite keeps beside it."""
    for suffix in suffixes:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
