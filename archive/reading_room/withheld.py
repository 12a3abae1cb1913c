"""Withheld articles: a tombstone on every route of ours and Datasette's, and never their text.

The archive takes a withheld article's text out of its tables. What is here holds even for a row that still has it.
"""

from __future__ import annotations

import json
import sqlite3
from functools import lru_cache
from typing import Any

from archive.model.identity import url_key
from archive.reading_room.pages import DATABASE

#: Tables with rows that belong to one article, and the column that says to which.
BELONGS_TO_ARTICLE = {
    "articles": "id",
    "versions": "article_id",
    "former_lines": "article_id",
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

#: Tables whose rows may tell of an article by its URL key alone, which says as much as its address.
TOLD_BY_KEY = {"events": "object", "captures": "url_key", "urls": "url_key"}

#: The full-text index. It may be searched; its own columns and tables would show what is withheld.
FULL_TEXT = "articles_fts"

ANY_WITHHELD = "SELECT 1 FROM articles WHERE status = 'withheld' LIMIT 1"

#: Events whose details are for all to read: what a site did, and what was withheld and why. The others are about this
#: archive's machine.
_TOLD_EVENTS = ("withholding", "removal", "move", "return")
#: What a public reader gets in the place of a column: why crawls failed is its operator's to know.
_PUBLIC_COLUMNS = {
    ("runs", "reason"): "NULL",
    ("events", "detail"): f"CASE WHEN kind IN {_TOLD_EVENTS} THEN detail END",
}
#: Which addresses fail, likewise.
_PUBLIC_ROWS = {"urls": "false", "captures": "captures.outcome NOT IN ('failed', 'blocked')"}


def shown_rows(connection: sqlite3.Connection, schema: str, any_withheld: bool, public: bool) -> dict[str, str]:
    """For each table of the archive, attached as `schema`, the query for what a reader may see of it."""
    tables = connection.execute(
        f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    ).fetchall()
    found = {}
    for (table,) in tables:
        if table.startswith(FULL_TEXT):
            continue
        names = [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?, ?)", (table, schema))]
        replaced = {name: _PUBLIC_COLUMNS.get((table, name)) if public else None for name in names}
        if table == "versions" and any_withheld:
            # Once a statement, not once a row: it refers to none.
            replaced["article"] = (
                f"govnews_without_links(article, {moves(schema)}, "
                f"(SELECT json_group_array(url_key) FROM ({keys(schema)})))"
            )
        columns = ", ".join(f"{value} AS {name}" if value else f'"{name}"' for name, value in replaced.items())
        conditions = [condition(table, schema) if any_withheld else None, _PUBLIC_ROWS.get(table) if public else None]
        where = " AND ".join(f"({text})" for text in conditions if text)
        found[table] = f"SELECT {columns} FROM {schema}.{table}{' WHERE ' + where if where else ''}"
    return found


def keys(schema: str = "main") -> str:
    """The query for the URL keys of withheld articles."""
    return (
        f"SELECT url_key FROM {schema}.articles WHERE status = 'withheld' UNION ALL "
        f"SELECT url_key FROM {schema}.article_urls "
        f"WHERE article_id IN (SELECT id FROM {schema}.articles WHERE status = 'withheld')"
    )


def moves(schema: str = "main") -> str:
    """The expression for where all sites have moved to, a JSON array of their `moves`."""
    return f"(SELECT json_group_array(json(moves)) FROM {schema}.sites WHERE moves <> '{{}}')"


@lru_cache(8)
def _moves(text: str) -> dict[str, str]:
    return {former: present for site in json.loads(text) for former, present in site.items()}


def key(url: str | None, moves: str) -> str | None:
    """The URL key of a link, where sites have moved as the JSON array `moves` says."""
    return None if url is None else url_key(url, _moves(moves))


def without_links(article: str | None, moves: str, keys: str) -> str | None:
    """The JSON of an article without the links that lead to one of `keys`, a JSON array."""
    try:
        found, hidden = json.loads(article or "null"), set(json.loads(keys))
        for name in ("related", "translations"):
            if name in found:
                found[name] = [link for link in found[name] if key(link["url"], moves) not in hidden]
    except (ValueError, TypeError, KeyError):
        return article
    return json.dumps(found, ensure_ascii=False)


def condition(table: str, schema: str = "main") -> str | None:
    """The SQL condition that leaves out the rows of withheld articles; None where a table has none.

    It is cheap while few articles are withheld: indexes on other columns stay of use.
    """
    withheld = f"SELECT id FROM {schema}.articles WHERE status = 'withheld'"
    conditions = []
    if table in BELONGS_TO_ARTICLE:
        column = f"{table}.{BELONGS_TO_ARTICLE[table]}"
        conditions.append(f"({column} IS NULL OR {column} NOT IN ({withheld}))")
    if table in TOLD_BY_KEY:
        conditions.append(f"{table}.{TOLD_BY_KEY[table]} NOT IN ({keys(schema)})")
    if table in SHARED:
        links, key, column = SHARED[table]
        shared = f"SELECT {key} FROM {schema}.{links} WHERE article_id"
        conditions.append(
            f"({table}.{column} NOT IN ({shared} IN ({withheld})) OR "
            f"{table}.{column} IN ({shared} NOT IN ({withheld})))"
        )
    if table == "links":
        # The title and the address of what another article leads to.
        conditions.append(f"govnews_url_key(links.url, {moves(schema)}) NOT IN ({keys(schema)})")
    if table == "captures":
        # Once an article is withheld, nothing says any more whose its pictures and documents are: only those are
        # listed that an article shows which may be read.
        readable = f"article_id NOT IN ({withheld})"
        conditions.append(
            "(captures.kind NOT IN ('image', 'document') OR EXISTS ("
            f"SELECT 1 FROM {schema}.figures WHERE capture_id = captures.id AND {readable}) OR EXISTS ("
            f"SELECT 1 FROM {schema}.figures WHERE image_url = captures.requested_url AND {readable}) OR EXISTS ("
            f"SELECT 1 FROM {schema}.attachments WHERE capture_id = captures.id AND {readable}) OR EXISTS ("
            f"SELECT 1 FROM {schema}.attachments WHERE url = captures.requested_url AND {readable}))"
        )
    return " AND ".join(conditions) or None


async def is_withheld_row(datasette: Any, table: str, pk_values: list[str]) -> bool:
    """Whether Datasette's page of the row `pk_values` of `table` would tell of a withheld article.

    The database is asked as Datasette asks: what counts is the row that is found, not how its number was written. To be
    called within `whole_archive`.
    """
    table, database = table.lower(), datasette.get_database(DATABASE)
    shown = condition(table)
    if shown is None:
        return False
    columns = await database.primary_keys(table)
    wanted = " AND ".join(f'"{column}" = :p{number}' for number, column in enumerate(columns))
    values = {f"p{number}": value for number, value in enumerate(pk_values)}
    if len(values) != len(columns):
        return False
    found = await database.execute(f"SELECT 1 FROM {table} WHERE {wanted} AND ({shown}) IS NOT TRUE", values)
    return bool(found.rows)


async def tombstone(database: Any, article: sqlite3.Row) -> dict[str, object]:
    """What may be said of a withheld article: since when, and the public reason."""
    event = await database.execute(
        "SELECT at, detail FROM events WHERE kind = 'withholding' AND outcome = 'withheld' AND object IN (?, ?) "
        "ORDER BY at DESC LIMIT 1",
        [article["url_key"], article["url"]],
    )
    at, detail = event.rows[0] if event.rows else (None, None)
    return {"id": article["id"], "site": article["site"], "withheld_at": at, "reason": detail}
