"""Withheld articles: a tombstone on every route of ours and Datasette's, and never their text.

The archive takes a withheld article's text out of its tables. What is here holds even for a row that still has it.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.reading_room.pages import DATABASE

#: Tables with rows that belong to one article, and the column that says to which.
BELONGS_TO_ARTICLE = {
    "articles": "id",
    "versions": "article_id",
    "captures": "article_id",
    "article_urls": "article_id",
    "figures": "article_id",
    "article_contact_blocks": "article_id",
    "article_authors": "article_id",
    "attachments": "article_id",
    "links": "article_id",
    "urls": "article_id",
}

#: Tables with rows that several articles share: a row is shown if an article that is not withheld has it too.
SHARED = {
    "contact_blocks": ("article_contact_blocks", "contact_block_id", "id"),
    "contact_entries": ("article_contact_blocks", "contact_block_id", "contact_block_id"),
    "authors": ("article_authors", "author_id", "id"),
}

#: What was done to an article is told by its URL key, which says as much as its address.
TOLD_BY_KEY = {"events": "object"}

_ANY_WITHHELD = "SELECT 1 FROM articles WHERE status = 'withheld' LIMIT 1"
_WITHHELD = "SELECT id FROM articles WHERE status = 'withheld'"


async def clause(database: Any, table: str) -> str | None:
    """The SQL condition that leaves out the rows of withheld articles; None where nothing needs one."""
    if table not in {**BELONGS_TO_ARTICLE, **SHARED, **TOLD_BY_KEY}:
        return None
    if not (await database.execute(_ANY_WITHHELD)).rows:
        return None
    return condition(table)


def condition(table: str) -> str:
    """The SQL condition for `table`, cheap while few articles are withheld: indexes on other columns stay of use."""
    if table in BELONGS_TO_ARTICLE:
        column = f"{table}.{BELONGS_TO_ARTICLE[table]}"
        return f"({column} IS NULL OR {column} NOT IN ({_WITHHELD}))"
    if table in TOLD_BY_KEY:
        keys = "SELECT url_key FROM articles WHERE status = 'withheld'"
        return f"{table}.{TOLD_BY_KEY[table]} NOT IN ({keys})"
    links, key, column = SHARED[table]
    shared = f"SELECT {key} FROM {links} WHERE article_id"
    return (
        f"({table}.{column} NOT IN ({shared} IN ({_WITHHELD})) OR {table}.{column} IN ({shared} NOT IN ({_WITHHELD})))"
    )


async def is_withheld_row(datasette: Any, table: str, row_id: str) -> bool:
    """Whether the row `row_id` of `table` tells of a withheld article."""
    database = datasette.get_database(DATABASE)
    without = await clause(database, table)
    if without is None or not row_id.isdecimal() or int(row_id) >= 2**63:
        return False
    found = await database.execute(f"SELECT {without} FROM {table} WHERE id = ?", [int(row_id)])
    return bool(found.rows) and not found.rows[0][0]


async def tombstone(database: Any, article: sqlite3.Row) -> dict[str, object]:
    """What may be said of a withheld article: since when, and the public reason."""
    event = await database.execute(
        "SELECT at, detail FROM events WHERE kind = 'withholding' AND outcome = 'withheld' AND object IN (?, ?) "
        "ORDER BY at DESC LIMIT 1",
        [article["url_key"], article["url"]],
    )
    at, detail = event.rows[0] if event.rows else (None, None)
    return {"id": article["id"], "site": article["site"], "withheld_at": at, "reason": detail}
