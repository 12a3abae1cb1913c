"""An archive, to read: its articles, what each has said over time, and the bytes that this was read in.

Nothing here writes, so a crawl may go on meanwhile: what it commits is seen by the next question. What is withheld
keeps its place, its address and its status, and says nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.exporting import choose
from archive.exporting.choose import ExportSelection
from archive.model.article import Article
from archive.model.errors import ArchiveError
from archive.model.lifecycle import Status
from archive.tables import database, store
from archive.tables.apply import key_of
from archive.tables.articles import find_article
from archive.tables.database import told_in_a_line
from archive.tables.parses import answer_of
from archive.wire import warc
from archive.wire.records import Outcome

_VERSIONS = """
    SELECT versions.number, versions.capture_id, versions.seen_at, versions.last_seen, versions.content_sha256,
        versions.parser_version, versions.article
    FROM versions JOIN articles ON articles.id = versions.article_id
    WHERE articles.id = ? AND articles.status <> 'withheld' ORDER BY versions.number
"""
#: A capture whose bytes are only there as a withheld article's is left out with it, as exports do.
_CAPTURES = """
    SELECT captures.id, captures.url, captures.requested_url, captures.fetched_at, captures.http_status,
        captures.outcome, captures.media_type, captures.encoding, captures.sha256, captures.truncated,
        bytes.warc_file, bytes.warc_offset
    FROM captures JOIN articles ON articles.id = captures.article_id
    JOIN captures AS bytes ON bytes.id = coalesce(captures.original_id, captures.id)
    LEFT JOIN articles AS owners ON owners.id = bytes.article_id
    WHERE articles.id = ? AND articles.status <> 'withheld' AND coalesce(owners.status, '') <> 'withheld'
    ORDER BY captures.id
"""


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer of a server about an article. Times are ISO 8601 in UTC, `http_status` is as served.

    `sha256` is the digest of the decoded body; a 304 (Not Modified) has the one of the answer that it vouches for.
    """

    id: int
    url: str
    requested_url: str
    fetched_at: str
    http_status: int
    outcome: Outcome
    media_type: str | None
    #: The charset that the Content-Type named.
    encoding: str | None
    sha256: str | None
    #: Why the body is shorter than the server meant it to be: `length` (a limit), `disconnect`; None where it is whole.
    truncated: str | None
    #: Where the record with the bytes lies: the file's name in `warc/`, and the offset of its gzip member.
    warc_file: str
    warc_offset: int
    _archive: Archive = field(repr=False, compare=False)

    def payload(self) -> bytes:
        """The body out of its WARC record, its content and transfer codings undone, as `parse_article` takes it.

        Raises ArchiveError where the record cannot be read.
        """
        return self._archive._payload(self)


@dataclass(frozen=True, slots=True)
class ArchivedVersion:
    """A text that an article has had: the first capture with it, seen from when to when, and what it said."""

    number: int
    capture_id: int
    seen_at: str
    last_seen: str
    content_sha256: str
    parser_version: str
    article: Article = field(repr=False)


@dataclass(frozen=True, slots=True)
class ArchivedArticle:
    """An article that the archive keeps. `published` is as the page says it; the other times are ours, in UTC."""

    id: int
    site: str
    url: str
    title: str | None
    published: str | None
    status: Status
    first_seen: str
    last_seen: str
    version_count: int
    _archive: Archive = field(repr=False, compare=False)

    def versions(self) -> list[ArchivedVersion]:
        """Every text that it has had, the oldest first; none where it is withheld."""
        return self._archive._versions(self.id)

    def captures(self) -> list[Capture]:
        """Every answer about it, the oldest first; none where it is withheld."""
        return self._archive._captures(self.id)


class Archive(AbstractContextManager["Archive"]):
    """A folder with an archive, open for reading; `open_archive` makes it. Use it in `with`, or `close` it.

    Every method raises ArchiveError, with one line to show, where the archive is closed or cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / database.NAME
        self._connection: sqlite3.Connection | None = database.open_reader(self._path)

    @property
    def folder(self) -> Path:
        """The archive's folder, as it was given."""
        return self._folder

    def close(self) -> None:
        """Let go of the database; what was read before stays good. To close twice does no harm."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def articles(
        self, *, sites: Sequence[str] = (), since: str | None = None, until: str | None = None, query: str | None = None
    ) -> Iterator[ArchivedArticle]:
        """The articles, by site and day; those withheld are not among them.

        `since` and `until` are ISO 8601 days, months or years, both included: `2020-02` is the whole month. `query`
        is read as the reading room's search box reads it. Raises ValueError for a site that the archive does not
        have, a date that is none, or a query without a word.
        """
        if isinstance(sites, str):
            raise ValueError(f"sites: a list of names is wanted, such as [{sites!r}]")
        selection = ExportSelection(tuple(sites), since, until, query)
        with told_in_a_line(self._path):
            choose.check(self._opened(), selection)
        return self._chosen(selection)

    def article(self, url: str) -> ArchivedArticle | None:
        """The article that any address ever led to, `url`; None where the archive has none."""
        with told_in_a_line(self._path):
            key = key_of(self._opened(), url)
            article_id = find_article(self._opened(), key) if key is not None else None
            rows = self._rows("SELECT * FROM articles WHERE id = ?", article_id)
        return self._article(rows[0]) if rows else None

    def _chosen(self, selection: ExportSelection) -> Iterator[ArchivedArticle]:
        with told_in_a_line(self._path):
            rows = choose.articles(self._opened(), selection)
            while self._opened() and (row := next(rows, None)) is not None:
                yield self._article(row)

    def _article(self, row: sqlite3.Row) -> ArchivedArticle:
        names = ("id", "site", "url", "title", "published", "status", "first_seen", "last_seen", "version_count")
        said = {name: row[name] for name in names}
        if row["status"] == "withheld":
            said |= {"title": None, "published": None, "version_count": 0}
        return ArchivedArticle(**said, _archive=self)

    def _versions(self, article_id: int) -> list[ArchivedVersion]:
        with told_in_a_line(self._path):
            return [
                ArchivedVersion(**{**row, "article": store.from_json(row["article"])})
                for row in self._rows(_VERSIONS, article_id)
            ]

    def _captures(self, article_id: int) -> list[Capture]:
        with told_in_a_line(self._path):
            return [
                Capture(**{**row, "warc_file": Path(row["warc_file"]).name}, _archive=self)
                for row in self._rows(_CAPTURES, article_id)
            ]

    def _payload(self, capture: Capture) -> bytes:
        self._opened()
        place = f"{self._folder / 'warc' / capture.warc_file} at {capture.warc_offset}"
        try:
            answer = answer_of(warc.read_at(self._folder / "warc", capture.warc_file, capture.warc_offset))
        except (OSError, ValueError, KeyError) as error:
            raise ArchiveError(f"{place}: no record to read ({error}); govnews verify tells more") from error
        if capture.sha256 not in (None, answer.sha256):
            raise ArchiveError(f"{place}: other bytes than were captured; govnews verify tells more")
        return answer.payload

    def _rows(self, sql: str, value: object) -> list[sqlite3.Row]:
        cursor = self._opened().cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql, (value,)).fetchall()

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            raise ArchiveError(f"{self._folder}: was closed; open_archive opens it again")
        return self._connection


def open_archive(folder: str | PathLike[str]) -> Archive:
    """The archive in `folder`, for reading, also while a crawl writes to it.

    Raises ArchiveError, with one line that says what to do, where there is none or it is not of this version.
    """
    return Archive(Path(folder))
