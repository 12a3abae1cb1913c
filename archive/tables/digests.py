"""A digest of each table, and whether the tables are still what the last run or audit left.

The digests lie in the WARC files: whoever changes a row in the database changes no digest with it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

from archive.wire import warc
from archive.wire.records import MEANING, TABLES
from archive.wire.warc import Record

#: Beside a database that was made anew since the last digests, and so may say otherwise, by another parser.
ANEW = "govnews.db.anew"
#: Counts how far rows have come, and so changes with every record.
_PROGRESS = "warc_files"


def of_tables(connection: sqlite3.Connection) -> dict[str, str]:
    """The SHA-256 of every table's rows in the order of their ids, the index of the full text left out."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'articles_fts%' AND name <> ? ORDER BY name",
        (_PROGRESS,),
    )
    return {name: _of_table(connection, name) for (name,) in names.fetchall()}


def schema(connection: sqlite3.Connection) -> int:
    """The version of the schema that digests are of: an upgrade changes rows, too."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def compare(connection: sqlite3.Connection, folder: Path) -> list[str] | None:
    """The tables that are not what the last digests in the WARC files of the archive `folder` say, a line each.

    None where there are no digests, or the rows come of more, or of another parser.
    """
    said = None if (folder / ANEW).exists() else _last(connection, folder / "warc")
    if said is None:
        return None
    now = of_tables(connection)
    wrong = [f"the table {name} is not there; govnews rebuild makes it" for name in sorted(said.keys() - now.keys())]
    return wrong + [
        f"the table {name} was changed since the last run; govnews verify says where, govnews rebuild mends it"
        for name in sorted(said.keys() & now.keys())
        if said[name] != now[name]
    ]


def _of_table(connection: sqlite3.Connection, name: str) -> str:
    columns = sorted(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
    hashed = hashlib.sha256()
    for row in connection.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY id"):
        hashed.update(repr(row).encode("utf-8", "surrogatepass"))
    return hashed.hexdigest()


def _last(connection: sqlite3.Connection, folder: Path) -> dict[str, str] | None:
    """The digests in the last record that has rows, if that is one of them."""
    applied = dict(connection.execute("SELECT name, applied FROM warc_files").fetchall())
    for name in reversed(warc.names(folder)):
        last: Record | None = None
        for item in warc.read(folder, name):
            if item.place.offset >= applied.get(name, 0):
                break
            if isinstance(item, Record) and (MEANING in item.fields or "Govnews-Kind" in item.fields):
                last = item
        if last is not None:
            return _digests(last, schema(connection)) if last.fields.get(MEANING) == TABLES else None
    return None


def _digests(record: Record, version: int) -> dict[str, str] | None:
    try:
        said = json.loads(record.block)
        if said["schema"] != version:
            return None
        return {str(table): str(digest) for table, digest in said["digests"].items()}
    except (ValueError, LookupError, AttributeError, TypeError):
        return None
