"""The one way from WARC records to rows: used while writing, after a kill, and in a rebuild.

The database is what is left when every record, in the order of files and offsets, has gone through `Applier.apply`.
`warc_files.applied` says how far that has come.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Mapping
from typing import Any

from archive.model.errors import UnknownRun
from archive.model.exchange import CaptureKind, Parse
from archive.model.identity import stable_id, url_key
from archive.tables import store
from archive.tables.articles import Articles
from archive.tables.captures import Captures
from archive.tables.database import ends_writing
from archive.tables.parses import Load, Parses
from archive.tables.sites import Sites
from archive.tables.urls import Urls
from archive.wire.records import MEANING, FoundUrl, Stored
from archive.wire.response import Response
from archive.wire.warc import Record

log = logging.getLogger(__name__)


class Applier:
    """Applies records to the database, inside transactions that the caller begins and commits."""

    def __init__(self, connection: sqlite3.Connection, parse: Parse, parser_version: str, load: Load) -> None:
        self._connection = connection
        self.sites = Sites(connection)
        load = _of_one_record(load)
        parses = Parses(connection, self.sites, parse, load)
        self._articles = Articles(connection, parses.text_of, parser_version)
        self.urls = Urls(connection, self._articles)
        self._captures = Captures(connection, self.sites, parses, self._articles, self.urls, load)

    def apply(self, record: Record, answer: Response | None = None) -> Stored | None:
        """Make the rows of a record. A receipt for an answer; None for everything else, known to us or not."""
        if "Govnews-Kind" in record.fields and record.type in ("response", "revisit"):
            return self._apply_exchange(record, answer)
        meaning = record.fields.get(MEANING)
        if meaning == "profile":
            self.sites.add_profile(record.fields["Govnews-Site"], record.block.decode(), record.fields["WARC-Date"])
        elif meaning is not None:
            self._apply_metadata(meaning, record)
        return None

    def _apply_exchange(self, record: Record, answer: Response | None) -> Stored:
        """The rows of an answer. One that makes no sense is kept as one that failed, here as in every rebuild."""
        self._connection.execute("SAVEPOINT exchange")
        try:
            stored = self._captures.apply(record, answer)
        except Exception as error:
            if ends_writing(error) or isinstance(error, UnknownRun):
                raise
            self._connection.execute("ROLLBACK TO exchange")
            self.sites.forget()
            log.error("%s at %d: kept, not understood", record.place.file, record.place.offset, exc_info=error)
            stored = self._captures.apply_failed(record, f"kept, but not understood ({error!r})")
        self._connection.execute("RELEASE exchange")
        return stored

    def applied(self, name: str) -> int:
        """How far the rows of a WARC file have come, as an offset."""
        row = self._connection.execute("SELECT applied FROM warc_files WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    def mark(self, name: str, offset: int) -> None:
        """Every record of the file before `offset` has its rows."""
        self._connection.execute(
            "INSERT INTO warc_files (id, name, applied) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET applied = excluded.applied",
            (stable_id("warc_file", name), name, offset),
        )

    def _apply_metadata(self, meaning: str, record: Record) -> None:
        said: dict[str, Any] = json.loads(record.block)
        at = record.fields["WARC-Date"]
        site = record.fields.get("Govnews-Site", "")
        run_id = int(record.fields.get("Govnews-Run", 0))
        match meaning:
            case "run-start":
                self.sites.start_run(run_id, site, said, at, record.place.file)
            case "run-end":
                self.sites.end_run(run_id, said, at)
            case "found":
                urls = [FoundUrl(url, lastmod, found_on, kind) for url, kind, found_on, lastmod in said["urls"]]
                self.urls.found(self.sites.run(run_id), urls, at)
            case "failure":
                kind: CaptureKind = said["kind"]
                self.urls.failed(self.sites.run(run_id), kind, said["url"], said["reason"], at)
            case "withhold" | "release":
                self._withhold_or_release(meaning, said, at)
            case "event":
                store.add_event(
                    self._connection,
                    at=at,
                    kind=said["kind"],
                    thing=said["object"],
                    outcome=said["outcome"],
                    detail=said["detail"],
                )

    def _withhold_or_release(self, meaning: str, said: Mapping[str, Any], at: str) -> None:
        articles = self._articles
        article_id = articles.find(said["key"])
        if article_id is None:
            return
        if meaning == "withhold":
            articles.withhold(article_id, said["reason"], at)
        else:
            articles.release(article_id, said["reason"], at)


def _of_one_record(load: Load) -> Load:
    """`load`, for which a file that is not there is a matter of the record that leans on it."""

    def loaded(name: str, offset: int) -> Record:
        try:
            return load(name, offset)
        except FileNotFoundError as error:
            raise LookupError(f"{name}: not there") from error

    return loaded


def key_of(connection: sqlite3.Connection, url: str) -> str | None:
    """The URL key under which an article is known that `url` leads to, on whichever site."""
    sites = connection.execute("SELECT moves FROM sites ORDER BY name").fetchall()
    for moves in ({}, *(json.loads(row[0]) for row in sites)):
        key = url_key(url, moves)
        if connection.execute("SELECT 1 FROM article_urls WHERE url_key = ?", (key,)).fetchone():
            return key
    return None
