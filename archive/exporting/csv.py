"""Articles as CSV (RFC 4180): a header, one article a line, UTF-8, and nothing that a spreadsheet would execute.

Spreadsheets take a cell for a formula when it begins with `=`, `+`, `-`, `@` or a control character. Such a cell, and
one that begins with an apostrophe already, gets an apostrophe before it, also behind leading blanks; so whoever reads
the file by program takes one apostrophe off every cell that begins with one, and has what the page said.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from archive.exporting import choose
from archive.exporting.choose import ExportSelection

#: The wide forms are there because spreadsheets in East Asian locales take them for the narrow ones.
_FORMULA = ("=", "+", "-", "@", "'", "＝", "＋", "－", "＠")
_CONTROL = ("\t", "\r", "\n", "\0")

_OF_ARTICLE = (
    *("id", "site", "status", "url", "title", "kicker", "byline", "published", "modified", "language", "section"),
    *("tags", "lead", "body", "captions"),
    *("first_seen", "last_seen", "last_checked", "missing_since", "version_count"),
)

#: Columns whose values come from other tables; several are joined by line feeds.
_JOINED = {
    "authors": "SELECT name FROM article_authors JOIN authors ON authors.id = author_id "
    "WHERE article_id = ? ORDER BY position",
    "images": "SELECT image_url FROM figures WHERE article_id = ? AND image_url IS NOT NULL ORDER BY position",
    "attachments": "SELECT url FROM attachments WHERE article_id = ? ORDER BY position",
    "contacts": "SELECT ltrim(coalesce(e.label, '') || ' ') || e.value FROM article_contact_blocks s "
    "JOIN versions v ON v.id = (SELECT version_id FROM articles WHERE id = s.article_id) "
    "JOIN contact_blocks b ON b.id = s.contact_block_id AND b.scope = 'article' "
    "JOIN contact_entries e ON e.contact_block_id = b.id "
    "WHERE s.article_id = ? AND s.last_seen >= v.seen_at ORDER BY s.position, e.position",
}

_CAPTURE = (
    "SELECT v.content_sha256, c.url AS captured_url, c.fetched_at AS captured_at, c.sha256 AS capture_sha256, "
    "coalesce(o.warc_file, c.warc_file) AS warc_file, coalesce(o.warc_offset, c.warc_offset) AS warc_offset "
    "FROM versions v JOIN captures c ON c.id = v.capture_id LEFT JOIN captures o ON o.id = c.original_id WHERE v.id = ?"
)
_OF_CAPTURE = ("content_sha256", "captured_url", "captured_at", "capture_sha256", "warc_file", "warc_offset")

COLUMNS = (*_OF_ARTICLE, *_JOINED, *_OF_CAPTURE)


def write(connection: sqlite3.Connection, selection: ExportSelection, out: BinaryIO) -> int:
    """Write the articles chosen below a header; how many they were."""
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="", write_through=True)
    count = 0
    try:
        table = csv.DictWriter(text, COLUMNS)
        table.writeheader()
        for row in choose.articles(connection, selection):
            table.writerow({name: harmless(value) for name, value in _cells(connection, row)})
            count += 1
    finally:
        text.detach()
    return count


def harmless(value: object) -> object:
    """A cell that no spreadsheet takes for a formula.

    >>> harmless('=HYPERLINK("http://evil.example")'), harmless("+33 1 23"), harmless("Paris"), harmless(7)
    ('\\'=HYPERLINK("http://evil.example")', "'+33 1 23", 'Paris', 7)
    """
    if isinstance(value, str) and (value.startswith(_CONTROL) or value.lstrip().startswith(_FORMULA)):
        return f"'{value}"
    return value


def _cells(connection: sqlite3.Connection, row: Mapping[str, object] | sqlite3.Row) -> Iterator[tuple[str, object]]:
    for name in _OF_ARTICLE:
        value = row[name]
        yield name, "\n".join(json.loads(value)) if name == "tags" and isinstance(value, str) else value
    for name, sql in _JOINED.items():
        yield name, "\n".join(value for (value,) in connection.execute(sql, (row["id"],)))
    capture = connection.execute(_CAPTURE, (row["version_id"],)).fetchone()
    yield from zip(_OF_CAPTURE, capture or [None] * len(_OF_CAPTURE), strict=True)
