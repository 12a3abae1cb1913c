"""The archive's database as the reading room has it open: the file that is there now, and only what may be read.

Two kinds of connections lead to it. What our own pages ask sees the whole archive: they answer for each article by its
status. Whatever else asks, Datasette's pages of tables and rows, queries, and SQL of a reader's own, sees views in the
tables' place, from which withheld articles are missing. The file is attached under a name that no statement may have
in it, so that no spelling leads past the views, and SQLite itself says what a statement would read before it runs.
"""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Literal

from datasette.database import Database, QueryInterrupted  # type: ignore[import-untyped]

from archive.reading_room import budget
from archive.reading_room.pages import is_public
from archive.reading_room.withheld import ANY_WITHHELD, FULL_TEXT, shown_rows

#: How long a request waits for a file that is being replaced, in seconds.
_PATIENCE = 1.0
#: The longest value and the longest LIKE pattern of a reader's SQL, in bytes.
_LONGEST_VALUE = 64 * 1024 * 1024
_LONGEST_PATTERN = 200

#: How Datasette asks whether the schema has changed.
_SCHEMA_VERSION = "PRAGMA schema_version"

#: Who asks: a reader, our pages, or Datasette that looks at the schema.
_asking: ContextVar[Literal["reader", "ours", "schema"]] = ContextVar("asking", default="reader")
_asked: ContextVar[tuple[str, Any] | None] = ContextVar("asked", default=None)


@contextmanager
def whole_archive() -> Iterator[None]:
    """Within it, queries see withheld articles too: for code of ours that answers for each article itself."""
    token = _asking.set("ours")
    try:
        yield
    finally:
        _asking.reset(token)


@contextmanager
def _schema() -> Iterator[None]:
    token = _asking.set("schema")
    try:
        yield
    finally:
        _asking.reset(token)


class ArchiveDatabase(Database):  # type: ignore[misc]
    """The database `govnews` of a Datasette. A file that took the old one's place is noticed by the next query."""

    def __init__(self, datasette: Any, path: str) -> None:
        super().__init__(datasette, path=path, is_mutable=True)
        self._held = threading.local()

    async def execute(
        self, sql: str, params: Any = None, *more: Any, custom_time_limit: int | None = None, **others: Any
    ) -> Any:
        """As Datasette's own, within the time that the request has left. Raises QueryInterrupted beyond it."""
        # A pragma is Datasette's own question: a reader's SQL begins with `select`, `with` or `explain`.
        asking = "schema" if sql == _SCHEMA_VERSION else _asking.get()
        if asking != "schema":
            left = budget.milliseconds_left()
            if left <= 0:
                raise QueryInterrupted(sqlite3.OperationalError("interrupted"), sql, params)
            custom_time_limit = min(custom_time_limit or left, left)
        token = _asked.set((sql, params) if asking == "reader" else None)
        try:
            return await super().execute(sql, params, *more, custom_time_limit=custom_time_limit, **others)
        finally:
            _asked.reset(token)

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Any]) -> Any:
        """Run `fn` with a connection; with the one that sees all, unless a statement was handed to `execute`."""
        asked = _asked.get()
        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, self._run, fn, asked)

    # What Datasette asks of the schema it asks as a statement; the schema is the file's, not that of the views.

    async def attached_databases(self) -> list[Any]:
        """None: under what name the file is attached is nobody's to know."""
        return []

    async def table_exists(self, table: str) -> bool:
        """Whether there is a table of this name."""
        with _schema():
            return bool(await super().table_exists(table))

    async def table_names(self) -> list[str]:
        """The names of all tables."""
        with _schema():
            return list(await super().table_names())

    async def view_names(self) -> list[str]:
        """The names of all views."""
        with _schema():
            return list(await super().view_names())

    async def hidden_table_names(self) -> list[str]:
        """The tables that Datasette does not list."""
        with _schema():
            return list(await super().hidden_table_names())

    async def get_table_definition(self, table: str, type_: str = "table") -> str | None:
        """The SQL that made a table, and its indexes."""
        with _schema():
            definition: str | None = await super().get_table_definition(table, type_)
            return definition

    def _run(self, fn: Callable[[sqlite3.Connection], Any], asked: tuple[str, Any] | None) -> Any:
        for attempt in (1, 2):
            connections = self._connections()
            try:
                if asked is None:
                    return fn(connections.whole)
                return connections.shown().run(fn, *asked)
            except sqlite3.DatabaseError:
                # A rebuild may have taken the file away under the statement.
                if attempt == 2 or connections.file == _identity(self.path):
                    raise
        raise AssertionError("unreachable")

    def _connections(self) -> _Connections:
        """This thread's connections to the file that is there now."""
        file = _identity(self.path)
        held: _Connections | None = getattr(self._held, "connections", None)
        if held is None or held.file != file:
            if held is not None:
                held.close()
            held = self._held.connections = _Connections(self, file)
        return held


def _identity(path: str) -> tuple[int, int]:
    """Which file is at `path`: device and inode. Raises sqlite3.OperationalError where there is none."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            found = Path(path).stat()
        except FileNotFoundError:
            if time.monotonic() > until:
                raise sqlite3.OperationalError("unable to open database file") from None
            time.sleep(0.01)
        else:
            return found.st_dev, found.st_ino


class _Connections:
    """One thread's connections to one file: `whole`, and those that see what may be read."""

    def __init__(self, database: ArchiveDatabase, file: tuple[int, int]) -> None:
        self.file = file
        self._database = database
        self.whole: sqlite3.Connection = database.connect()
        database.ds._prepare_connection(self.whole, database.name)
        self._shown: dict[bool, _Shown] = {}

    def shown(self) -> _Shown:
        """What may be read: without a condition on each row for as long as no article is withheld."""
        any_withheld = self.whole.execute(ANY_WITHHELD).fetchone() is not None
        if any_withheld not in self._shown:
            self._shown[any_withheld] = _Shown(self._database, any_withheld)
        return self._shown[any_withheld]

    def close(self) -> None:
        """Close them; the file that is no longer there gives its space back."""
        for connection in (self.whole, *(shown.connection for shown in self._shown.values())):
            connection.close()


class _Shown:
    """A connection in which every table is a view on the rows that may be read."""

    def __init__(self, database: ArchiveDatabase, any_withheld: bool) -> None:
        self._schema = f"archive_{secrets.token_hex(16)}"
        self._strict = False
        self.connection = sqlite3.connect("file::memory:", uri=True, check_same_thread=False)
        database._all_file_connections.append(self.connection)
        uri = f"{Path(database.path).absolute().as_uri()}?mode=ro"
        self.connection.execute(f"ATTACH ? AS {self._schema}", [uri])
        self.connection.execute("PRAGMA temp_store = MEMORY")
        self._views = shown_rows(self.connection, self._schema, any_withheld, is_public(database.ds))
        for table, rows in self._views.items():
            self.connection.execute(f"CREATE TEMP VIEW {table} AS {rows}")
        database.ds._prepare_connection(self.connection, database.name)
        self.connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        self.connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, _LONGEST_PATTERN)
        self.connection.set_authorizer(self._authorize)

    def run(self, fn: Callable[[sqlite3.Connection], Any], sql: str, params: Any) -> Any:
        """What `fn` gives with this connection, when it executes `sql`. Raises sqlite3.DatabaseError where `sql` reads
        what is no one's to read."""
        if self._schema in sql.lower():
            raise sqlite3.DatabaseError("not authorized")
        self._strict = True
        try:
            try:
                # To explain a statement compiles it, which asks `_authorize`, and runs nothing. The index's own
                # statements read its tables while it runs, so that the one and the other are told apart.
                self.connection.execute(f"EXPLAIN {sql}", params if params is not None else {})
                self._strict = False
            except sqlite3.OperationalError:
                pass  # `fn` meets the same error, or it was an EXPLAIN itself; no more is allowed then.
            return fn(self.connection)
        except sqlite3.DatabaseError as error:
            raise type(error)(str(error).replace(f"{self._schema}.", "")) from None
        finally:
            self._strict = False

    def _authorize(self, action: int, what: str | None, column: str | None, schema: str | None, _: str | None) -> int:
        if not self._strict:
            return sqlite3.SQLITE_OK
        match action:
            case sqlite3.SQLITE_SELECT | sqlite3.SQLITE_RECURSIVE:
                allowed = True
            case sqlite3.SQLITE_FUNCTION:
                allowed = (column or "").lower() not in {"snippet", "highlight", "load_extension"}
            case sqlite3.SQLITE_READ:
                allowed = self._may_read((what or "").lower(), (column or "").lower(), schema)
            # How SQLite opens a virtual table, the index or json_each, when it is first used. Nothing is written.
            case sqlite3.SQLITE_UPDATE:
                allowed = (what, schema) == ("sqlite_master", "main")
            case sqlite3.SQLITE_PRAGMA:
                allowed = what == "data_version"
            case _:
                allowed = False
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    def _may_read(self, table: str, column: str, schema: str | None) -> bool:
        if table == FULL_TEXT:
            return column in {"", FULL_TEXT, "rowid", "rank"}
        if table == f"{FULL_TEXT}_config":
            return True  # the index's version, which it reads when it is first used
        if schema in (self._schema, "temp"):
            return table in self._views
        return table in {"sqlite_master", "json_each", "json_tree"}  # of the empty database that this one is beside
