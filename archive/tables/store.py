"""The rows of one article: what it says now, its pictures, contacts, authors, documents, links and addresses.

Every id is derived from what the row is, so that a rebuild gives the same; nothing here decides anything.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from archive.model.article import Article, ContactBlock, from_dict
from archive.model.identity import stable_id
from archive.tables import media

_TEXT = ("title", "kicker", "byline", "published", "modified", "lead", "body", "captions", "language", "section")
_PARTS = ("figures", "article_contact_blocks", "article_authors", "attachments", "links", "former_lines")


def to_json(article: Article) -> str:
    """The whole Article, as a version keeps it: `archive.model.article.to_dict`'s, in a tenth of the time."""
    return json.dumps(article, default=_fields, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Article:
    """The Article that `to_json` wrote."""
    return from_dict(json.loads(text))


def storable(article: Article) -> tuple[Article, str]:
    """The article as a database can hold it (half of a surrogate pair is no character), and as JSON."""
    text = to_json(article)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-8", "replace").decode()
        article = from_json(text)
    return article, text


def _fields(part: Any) -> dict[str, Any]:
    """A part of an Article, as the JSON encoder goes on with it."""
    if isinstance(part, Mapping):
        return dict(part)
    return {name: getattr(part, name) for name in part.__dataclass_fields__}


def contacts_text(blocks: Iterable[ContactBlock]) -> str | None:
    """What the article's own contact blocks say, for the search: numbers as shown, and as they are dialled.

    Migration 0004 says the same in SQL.
    """
    lines = []
    for block in blocks:
        if block.scope == "article":
            lines += [block.heading] if block.heading else []
            for entry in block.entries:
                dialled = entry.normalized if entry.normalized != entry.value else None
                lines.append(" ".join(filter(None, (entry.label, entry.value, dialled))))
    return "\n".join(lines) or None


def create(connection: sqlite3.Connection, article_id: int, *, site: str, url: str, key: str, at: str) -> None:
    """An article that was never seen before `at`; what it says comes with `show`."""
    connection.execute(
        "INSERT INTO articles (id, site, url, url_key, status, first_seen, last_seen, last_checked) "
        "VALUES (?, ?, ?, ?, 'live', ?, ?, ?)",
        (article_id, site, url, key, at, at, at),
    )


def show(connection: sqlite3.Connection, article_id: int, article: Article, *, version: tuple[int, int]) -> None:
    """The article says now what `article` says; `version` is the version's id and number."""
    published = article.published or ""
    connection.execute(
        f"UPDATE articles SET {', '.join(f'{name} = ?' for name in _TEXT)}, contacts = ?, year = ?, tags = ?, "
        "version_id = ?, version_count = ? WHERE id = ?",
        (
            *(getattr(article, name) or None for name in _TEXT),
            contacts_text(article.contacts),
            int(published[:4]) if published[:4].isdecimal() else None,
            json.dumps(article.tags, ensure_ascii=False),
            *version,
            article_id,
        ),
    )
    # Plain SQL: sqlite-utils, which looks at a table before it inserts, would double what a new page takes.
    for table in ("figures", "article_authors", "attachments", "links"):
        connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
    connection.executemany(
        "INSERT INTO figures (id, article_id, position, image_url, alt, caption, credit) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (stable_id("figure", article_id, n), article_id, n, f.image_url, f.alt, f.caption, f.credit)
            for n, f in enumerate(article.figures)
        ],
    )
    for position, name in enumerate(dict.fromkeys(article.authors)):
        author = stable_id("author", name)
        connection.execute("INSERT OR IGNORE INTO authors (id, name) VALUES (?, ?)", (author, name))
        connection.execute(
            "INSERT INTO article_authors (id, article_id, author_id, position) VALUES (?, ?, ?, ?)",
            (stable_id("article_author", article_id, author), article_id, author, position),
        )
    connection.executemany(
        "INSERT INTO attachments (id, article_id, position, url, label, media_type) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (stable_id("attachment", article_id, n), article_id, n, a.url, a.label, a.media_type)
            for n, a in enumerate(article.attachments)
        ],
    )
    connection.executemany(
        "INSERT INTO links (id, article_id, kind, position, url, text, language) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (stable_id("link", article_id, kind, n), article_id, kind, n, link.url, link.text, link.language)
            for kind, links in (("related", article.related), ("translation", article.translations))
            for n, link in enumerate(links)
        ],
    )
    media.link(connection, article_id)


def hide(connection: sqlite3.Connection, article_id: int) -> None:
    """Take what the article says, in every version, out of all tables; its addresses and captures stay."""
    connection.execute(
        f"UPDATE articles SET {', '.join(f'{name} = NULL' for name in (*_TEXT, 'contacts', 'year', 'tags'))}, "
        "version_id = NULL, version_count = 0 WHERE id = ?",
        (article_id,),
    )
    for table in ("versions", *_PARTS):
        connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
    connection.execute(
        "DELETE FROM contact_entries "
        "WHERE contact_block_id NOT IN (SELECT contact_block_id FROM article_contact_blocks)"
    )
    connection.execute(
        "DELETE FROM contact_blocks WHERE id NOT IN (SELECT contact_block_id FROM article_contact_blocks)"
    )
    connection.execute("DELETE FROM authors WHERE id NOT IN (SELECT author_id FROM article_authors)")


def remove(connection: sqlite3.Connection, article_id: int) -> None:
    """Remove an article's own rows; its captures and versions belong to another one by now."""
    for table in (*_PARTS, "article_urls"):
        connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
    connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))


def note_contacts(
    connection: sqlite3.Connection, article_id: int, blocks: Iterable[ContactBlock], seen_at: str, last_seen: str
) -> None:
    """The article showed these contact blocks from `seen_at` to `last_seen`. Each is stored once for all articles."""
    for position, block in enumerate(blocks):
        entries = [(entry.label, entry.kind, entry.value, entry.normalized) for entry in block.entries]
        block_id = stable_id("contact_block", block.heading, block.scope, json.dumps(entries))
        made = connection.execute(
            "INSERT OR IGNORE INTO contact_blocks (id, heading, scope) VALUES (?, ?, ?)",
            (block_id, block.heading, block.scope),
        )
        if made.rowcount:
            connection.executemany(
                "INSERT INTO contact_entries (id, contact_block_id, position, label, kind, value, normalized) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(stable_id("contact_entry", block_id, n), block_id, n, *entry) for n, entry in enumerate(entries)],
            )
        connection.execute(
            "INSERT INTO article_contact_blocks (id, article_id, contact_block_id, position, first_seen, last_seen) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (article_id, contact_block_id) DO UPDATE SET "
            "position = excluded.position, last_seen = max(last_seen, excluded.last_seen)",
            (stable_id("shown", article_id, block_id), article_id, block_id, position, seen_at, last_seen),
        )


def note_url(connection: sqlite3.Connection, article_id: int, url: str, key: str, role: str, at: str) -> None:
    """`url` led to the article at `at`."""
    connection.execute(
        "INSERT INTO article_urls (id, article_id, url, url_key, role, first_seen, last_seen) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (article_id, url, role) DO UPDATE SET "
        "first_seen = min(first_seen, excluded.first_seen), last_seen = max(last_seen, excluded.last_seen)",
        (stable_id("article_url", article_id, url, role), article_id, url, key, role, at, at),
    )


def add_event(
    connection: sqlite3.Connection,
    *,
    at: str,
    kind: str,
    thing: str,
    outcome: str,
    detail: str | None,
    site: str | None = None,
    run_id: int | None = None,
) -> None:
    """Something was done to `thing` (an article, by its URL key; a file, by its name)."""
    event = {"at": at, "kind": kind, "object": thing, "outcome": outcome, "detail": detail}
    Database(connection).table("events").insert({**event, "site": site, "run_id": run_id})
