"""The SQLite file of an archive: opened, created, upgraded; or refused, when it is not ours to write to.

A database of ours carries `application_id`; `user_version` counts the migrations in `schema/` that it has had.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from archive.model.errors import ArchiveError
from archive.model.former import former_lines

NAME = "govnews.db"

#: `gnws`, in the file's header: https://www.sqlite.org/fileformat2.html#application_id
APPLICATION_ID = 0x676E7773

#: How long a statement waits for another process's lock, in seconds.
PATIENCE = 30.0


def migrations() -> list[str]:
    """The SQL of every migration, in order."""
    scripts = sorted(
        (script for script in (files("archive.tables") / "schema").iterdir() if script.name.endswith(".sql")),
        key=lambda script: script.name,
    )
    return [script.read_text(encoding="utf-8") for script in scripts]


def open_database(path: Path, *, patience: float = PATIENCE) -> sqlite3.Connection:
    """A connection to write through; the file is created, or upgraded in place, where need be.

    Raises ArchiveError when the file is not a govnews database, is a newer one, or cannot be opened.
    """
    with told_in_a_line(path):
        connection = _connect(f"{path.absolute().as_uri()}?mode=rwc", patience)
        try:
            version = _version(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            # What a power cut takes from the end of the WAL is applied again from the WARC files.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA journal_size_limit = 67108864")
            if version < len(migrations()):
                _upgrade(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, and sees what is committed while a crawl goes on.

    Raises ArchiveError when there is no such file, or it is not a govnews database of this version.
    """
    if not path.exists():
        raise ArchiveError(f"{path}: no archive here; govnews crawl makes one, --archive names another folder")
    with told_in_a_line(path):
        connection = _connect(f"{path.absolute().as_uri()}?mode=ro", PATIENCE)
        try:
            version = _version(connection, path)
            if version == 0:
                raise ArchiveError(f"{path}: empty; govnews rebuild makes it of the WARC files")
            if version < len(migrations()):
                raise ArchiveError(f"{path}: made by an older govnews; govnews crawl or govnews rebuild upgrades it")
            connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def told_in_a_line(path: Path) -> Iterator[None]:
    """Turns what SQLite complains of, with the file at `path`, into an ArchiveError of one line."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
            raise ArchiveError(f"{path}: not an SQLite database; move it away or name another --archive") from error
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CORRUPT:
            raise ArchiveError(f"{path}: damaged ({error}); move it away and run govnews rebuild") from error
        raise ArchiveError(f"{path}: {error}; check the folder's permissions and free space") from error


def ends_writing(error: BaseException) -> bool:
    """Whether `error` says that nothing can be written any more; any other is a matter of the record at hand."""
    if isinstance(error, sqlite3.Error):
        # A statement that was refused for what it was given, not for the state of the disk or of the file.
        refused = sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError
        return not isinstance(error, refused)
    return isinstance(error, OSError | ArchiveError | MemoryError) or not isinstance(error, Exception)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. It takes the write lock at once: a reader that turns writer halfway would fail."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script, one at a time (`executescript` would commit before the first)."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending


def _connect(uri: str, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.create_function("govnews_former_lines", 2, former_lines, deterministic=True)
    return connection


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """How many migrations the database has had; 0 is an empty file."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application == APPLICATION_ID:
        if version > len(migrations()):
            raise ArchiveError(f"{path}: made by a newer govnews (schema {version}); upgrade govnews to open it")
        return int(version)
    if application or version or connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        raise ArchiveError(f"{path}: an SQLite database that is not govnews's; move it away or name another --archive")
    return 0


def _upgrade(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date, in one transaction: after a kill the database is as it was before."""
    with transaction(connection):
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        scripts = migrations()
        for script in scripts[version:]:
            for statement in statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(scripts)}")
