"""The archive's own copies of pictures and documents: which capture a figure or an attachment shows."""

from __future__ import annotations

import sqlite3

from archive.model.exchange import CaptureKind
from archive.wire.records import Outcome

#: What a copy was asked for as, and the table and column that name it.
_SHOWN = {"image": ("figures", "image_url"), "document": ("attachments", "url")}


def arrived(connection: sqlite3.Connection, kind: CaptureKind, url: str, capture_id: int, outcome: Outcome) -> None:
    """A picture or document was answered at `url`: it is shown wherever an article has it."""
    if kind in _SHOWN and outcome in ("ok", "unchanged"):
        table, column = _SHOWN[kind]
        connection.execute(f"UPDATE {table} SET capture_id = ? WHERE {column} = ?", (capture_id, url))


def link(connection: sqlite3.Connection, article_id: int) -> None:
    """The article's pictures and documents have come anew: they show the last copies that there are."""
    for kind, (table, column) in _SHOWN.items():
        connection.execute(
            f"UPDATE {table} SET capture_id = (SELECT max(id) FROM captures WHERE requested_url = {table}.{column} "
            "AND kind = ? AND kind IN ('image', 'document') AND outcome IN ('ok', 'unchanged')) WHERE article_id = ?",
            (kind, article_id),
        )
