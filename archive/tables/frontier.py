"""The crawler's frontier: which URLs are known, which are due, and what to send to be told that nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from archive.model import clock
from archive.model.exchange import CaptureKind
from archive.model.identity import url_key
from archive.tables import database
from archive.wire.records import FoundUrl

__all__ = ["FoundUrl", "Frontier", "KnownUrl"]

#: Maximum time between two fetches of a page in full: there are servers whose ETag lies.
FULL_AFTER = timedelta(days=30)

#: Maximum number of requests in vain for a picture or document.
MEDIA_TRIES = 3

_COLUMNS = "url, url_key, kind, article_id, etag, last_modified, last_full, next_check, lastmod, last_fetched"


@dataclass(frozen=True, slots=True)
class KnownUrl:
    """A URL that the archive remembers. `article_id` is None until an article was read there."""

    url: str
    url_key: str
    kind: CaptureKind
    article_id: int | None
    etag: str | None
    last_modified: str | None
    #: When its whole body last came; None: never.
    last_full: str | None
    next_check: str | None
    #: When it was last modified, as the feed or sitemap says that it was found on.
    lastmod: str | None = None
    last_fetched: str | None = None

    def conditions(self, now: str) -> dict[str, str]:
        """The headers of a conditional request (RFC 9110, 13.1); none when it is time for the whole page again."""
        full, present = clock.moment(self.last_full), clock.moment(now)
        if full is None or present is None or present - full > FULL_AFTER:
            return {}
        headers = {}
        if self.etag:
            headers["If-None-Match"] = self.etag
        if self.last_modified:
            headers["If-Modified-Since"] = self.last_modified
        return headers


class Frontier:
    """What the archive `folder` remembers, read while a writer writes it. A context manager.

    Raises ArchiveError when there is no archive.
    """

    def __init__(self, folder: Path) -> None:
        self._connection = database.open_reader(folder / database.NAME)

    def due(self, site: str, now: str, limit: int = -1) -> Iterator[KnownUrl]:
        """Articles of `site` to look at: first those never fetched, the newest first; then the longest overdue."""
        cursor = self._connection.execute(
            f"SELECT {_COLUMNS} FROM urls WHERE site = ? AND kind = 'article' AND next_check <= ? "
            "ORDER BY last_fetched IS NOT NULL, CASE WHEN last_fetched IS NULL THEN lastmod END DESC, next_check, url "
            "LIMIT ?",
            (site, now, limit),
        )
        for row in cursor.fetchall():
            yield KnownUrl(*row)

    def articles(self, site: str) -> Iterator[KnownUrl]:
        """Every article of `site` that is to be asked for at all: those never fetched, then those longest not."""
        cursor = self._connection.execute(
            f"SELECT {_COLUMNS} FROM urls WHERE site = ? AND kind = 'article' AND next_check IS NOT NULL "
            "ORDER BY last_fetched IS NOT NULL, CASE WHEN last_fetched IS NULL THEN lastmod END DESC, "
            "last_fetched, url",
            (site,),
        )
        for row in cursor.fetchall():
            yield KnownUrl(*row)

    def published(self, url_keys: Iterable[str]) -> dict[str, str]:
        """When the articles were published that answer at these keys, as they say."""
        sql = (
            "SELECT a.published FROM article_urls u JOIN articles a ON a.id = u.article_id "
            "WHERE u.url_key = ? AND a.published IS NOT NULL LIMIT 1"
        )
        found = ((key, self._connection.execute(sql, (key,)).fetchone()) for key in url_keys)
        return {key: row[0] for key, row in found if row}

    def deepest(self, site: str, listing: str) -> str | None:
        """The page of `listing` that was reached last for the first time: as far back as anybody has gone."""
        row = self._connection.execute(
            "SELECT url FROM urls WHERE site = ? AND kind = 'listing' AND substr(url, 1, ?) = ? AND last_status = 200 "
            "ORDER BY found_at DESC, id LIMIT 1",
            (site, len(listing), listing),
        ).fetchone()
        return row[0] if row else None

    def known(self, url_key: str) -> KnownUrl | None:
        """What is remembered of a page, under its key."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM urls WHERE url_key = ?", (url_key,)).fetchone()
        return KnownUrl(*row) if row else None

    def last_asked(self, host: str) -> str | None:
        """When the last page came of `host`, its robots.txt aside; for whichever site. None: never."""
        key = url_key(f"http://{host}/")
        (at,) = self._connection.execute(
            "SELECT max(fetched_at) FROM captures WHERE (url_key = :key OR url_key >= :key || '/' AND "
            "url_key < :key || '0' OR url_key >= :key || '?' AND url_key < :key || '@') AND kind <> 'robots'",
            {"key": key},
        ).fetchone()
        return str(at) if at else None

    def last_kind(self, site: str) -> CaptureKind | None:
        """What the last page of `site` was asked for as, its robots.txt aside."""
        row = self._connection.execute(
            "SELECT kind FROM captures WHERE site = ? AND kind <> 'robots' ORDER BY fetched_at DESC, id DESC LIMIT 1",
            (site,),
        ).fetchone()
        return row[0] if row else None

    def unknown_keys(self, keys: Iterable[str]) -> set[str]:
        """Those of `keys` under which neither the crawler nor an article is known."""
        sql = (
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM urls WHERE url_key = :key) "
            "OR EXISTS (SELECT 1 FROM article_urls WHERE url_key = :key)"
        )
        return {key for key in keys if self._connection.execute(sql, {"key": key}).fetchone() is None}

    def media_wanted(self, site: str, key: Callable[[str], str]) -> Iterator[FoundUrl]:
        """Pictures and documents of articles of `site` without a copy in the archive, unless that was tried in vain.

        `key` gives the URL key under which the crawler remembers an address.
        """
        cursor = self._connection.execute(
            "SELECT f.image_url, 'image' FROM figures f JOIN articles a ON a.id = f.article_id "
            "WHERE a.site = :site AND f.capture_id IS NULL AND f.image_url IS NOT NULL UNION "
            "SELECT d.url, 'document' FROM attachments d JOIN articles a ON a.id = d.article_id "
            "WHERE a.site = :site AND d.capture_id IS NULL ORDER BY 2 DESC, 1",
            {"site": site},
        )
        for url, kind in cursor.fetchall():
            tried = self._connection.execute(
                "SELECT 1 FROM urls WHERE url_key = ? AND (last_status IN (403, 404, 410) OR failures >= ?)",
                (key(url), MEDIA_TRIES),
            ).fetchone()
            if tried is None:
                yield FoundUrl(url, kind=kind)

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def __enter__(self) -> Frontier:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
