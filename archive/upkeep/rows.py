"""The rows of a database, compared with those that its records give: table by table, no table in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

#: How many rows of a table, and kind of difference, are named.
_SAMPLES = 5

#: What a reader of pages has no part in, by table; columns where some of a table's come from one.
_OF_RECORDS: dict[str, tuple[str, ...] | None] = {
    "sites": None,
    "profiles": None,
    "runs": None,
    "events": None,
    "warc_files": None,
    "captures": (
        *("run_id", "site", "kind", "url", "url_key", "requested_url", "fetched_at", "http_status", "media_type"),
        *("encoding", "sha256", "size", "truncated", "warc_file", "warc_offset", "warc_length", "record"),
        *("original_id", "body_sha256"),
    ),
}


@dataclass(frozen=True, slots=True)
class TableDifference:
    """What is not the same in one table, in words; of how many rows; and some of them, by id."""

    table: str
    what: str
    rows: int
    samples: tuple[int, ...] = ()

    def __str__(self) -> str:
        if not self.rows:
            return f"{self.table}: {self.what}"
        named = ", ".join(map(str, self.samples)) + (" …" if self.rows > len(self.samples) else "")
        one = self.rows == 1
        return f"{self.table}: {self.rows:,} row{'' if one else 's'} {self.what} ({'row' if one else 'rows'} {named})"


def differences(database: Path, right: Path, *, parsed: bool = True) -> Iterator[TableDifference]:
    """How the tables of `database` differ from those of `right`; without `parsed`, in what needs no parser."""
    with closing(sqlite3.connect(f"{right.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("ATTACH ? AS is_", (f"{database.absolute().as_uri()}?mode=ro",))
        yield from _schema(connection)
        for table in _tables(connection, "main"):
            if table in _tables(connection, "is_") and (parsed or table in _OF_RECORDS):
                yield from _rows(connection, table, None if parsed else _OF_RECORDS[table])


def _schema(connection: sqlite3.Connection) -> Iterator[TableDifference]:
    query = (
        "SELECT r.type, r.name, i.name IS NULL FROM main.sqlite_master r "
        "LEFT JOIN is_.sqlite_master i ON i.type = r.type AND i.name = r.name "
        "WHERE i.sql IS NOT r.sql AND r.name NOT LIKE 'sqlite_%' ORDER BY r.type, r.name"
    )
    for kind, name, is_missing in connection.execute(query).fetchall():
        yield TableDifference(name, f"the {kind} {'is not there' if is_missing else 'is another than it was made'}", 0)


def _tables(connection: sqlite3.Connection, schema: str) -> list[str]:
    """Tables with an id; the index of the full text is checked by itself."""
    rows = connection.execute(
        f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'articles_fts%' ORDER BY name"
    )
    return [name for (name,) in rows.fetchall()]


def _rows(connection: sqlite3.Connection, table: str, columns: tuple[str, ...] | None) -> Iterator[TableDifference]:
    named = [
        {row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")} for schema in ("main", "is_")
    ]
    both = sorted((named[0] & named[1]) - {"id"})
    compared = both if columns is None else [name for name in both if name in columns]
    sides = (("is_", "main", "came from no record"), ("main", "is_", "that records give are missing"))
    for here, there, what in sides:
        query = f"FROM {here}.{table} a WHERE NOT EXISTS (SELECT 1 FROM {there}.{table} b WHERE b.id = a.id)"
        yield from _told(connection, table, "a.id", query, what)
    changed = " OR ".join(f'a."{name}" IS NOT b."{name}"' for name in compared)
    query = f"FROM main.{table} a JOIN is_.{table} b ON b.id = a.id WHERE {changed}"
    if changed and connection.execute(f"SELECT 1 {query} LIMIT 1").fetchone():
        which = [
            name
            for name in compared
            if connection.execute(
                f'SELECT 1 FROM main.{table} a JOIN is_.{table} b ON b.id = a.id WHERE a."{name}" IS NOT b."{name}" '
                "LIMIT 1"
            ).fetchone()
        ]
        yield from _told(connection, table, "a.id", query, f"say otherwise than the records in {', '.join(which)}")


def _told(connection: sqlite3.Connection, table: str, key: str, query: str, what: str) -> Iterator[TableDifference]:
    (count,) = connection.execute(f"SELECT count(*) {query}").fetchone()
    if count:
        samples = connection.execute(f"SELECT {key} {query} ORDER BY 1 LIMIT {_SAMPLES}").fetchall()
        yield TableDifference(table, what, count, tuple(row[0] for row in samples))
