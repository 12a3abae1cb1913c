"""The crawler's frontier as it is written: what was found, what came of a look, when to look again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from archive.model import clock, lifecycle
from archive.model.exchange import CaptureKind
from archive.model.identity import stable_id
from archive.model.lifecycle import Status
from archive.tables.articles import Articles, Sighting
from archive.tables.sites import Run
from archive.wire.records import FoundUrl, Outcome
from archive.wire.response import Response

#: More pages than this do not change at the same moment.
_MANY = 20
#: What came of a look at which an article, or what may become one, was there.
_THERE = ("new", "changed", "unchanged", "moved", "ok", "redirect")


class Urls:
    """Keeps the table `urls`, which `archive.tables.frontier` reads."""

    def __init__(self, connection: sqlite3.Connection, articles: Articles) -> None:
        self._connection = connection
        self._articles = articles

    def news(self, run: Run, urls: Iterable[FoundUrl]) -> list[FoundUrl]:
        """Those of `urls` that tell the archive something: a key it does not know, or another `lastmod`."""
        told: dict[str, FoundUrl] = {}
        for url in urls:
            key = run.key(url.url)
            row = self._connection.execute("SELECT lastmod FROM urls WHERE url_key = ?", (key,)).fetchone()
            if row is None or (url.lastmod is not None and url.lastmod != row[0]):
                told.setdefault(key, url)
        return list(told.values())

    def found(self, run: Run, urls: list[FoundUrl], at: str) -> int:
        """Remember URLs that discovery found; how many of them were not known."""
        new = 0
        stamped = _stamped(urls)
        for url in urls:
            key = run.key(url.url)
            article_id = self._articles.find(key)
            known = self._connection.execute("SELECT lastmod FROM urls WHERE url_key = ?", (key,)).fetchone()
            new += known is None and article_id is None
            due = at if url.kind == "article" and article_id is None else None
            # Another `lastmod` than last time tells of a change; a first one only if it is later than our last look.
            touched = known is not None and known[0] is not None and not stamped
            self._connection.execute(
                "INSERT INTO urls (id, site, url, url_key, kind, article_id, found_at, found_on, lastmod, next_check) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url_key) DO UPDATE SET lastmod = excluded.lastmod, "
                "next_check = CASE WHEN kind = 'article' AND (? OR (NOT ? AND excluded.lastmod > last_fetched)) "
                "THEN min(next_check, excluded.found_at) ELSE next_check END",
                (
                    stable_id("url", key),
                    run.site,
                    url.url,
                    key,
                    url.kind,
                    article_id,
                    at,
                    url.found_on,
                    url.lastmod,
                    due,
                    touched,
                    stamped,
                ),
            )
        return new

    def failed(self, run: Run, kind: CaptureKind, url: str, reason: str, at: str) -> None:
        """A request got no answer at all."""
        key = run.key(url)
        row = self._connection.execute("SELECT failures FROM urls WHERE url_key = ?", (key,)).fetchone()
        failures = (row[0] if row else 0) + 1
        self._connection.execute(
            "INSERT INTO urls (id, site, url, url_key, kind, found_at, last_status, next_check, failures, trouble) "
            "VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?) ON CONFLICT (url_key) DO UPDATE SET last_status = 0, "
            "next_check = CASE kind WHEN 'article' THEN excluded.next_check END, failures = excluded.failures, "
            "trouble = excluded.trouble",
            (
                stable_id("url", key),
                run.site,
                url,
                key,
                kind,
                at,
                lifecycle.next_check(at, changed=None, failures=failures) if kind == "article" else None,
                failures,
                reason,
            ),
        )

    def remember(
        self,
        run: Run,
        kind: CaptureKind,
        seen: Sighting,
        answer: Response,
        outcome: Outcome,
        article_id: int | None,
        status: Status | None,
        changed: str | None,
    ) -> None:
        """What the crawler should know next time: under what was asked for, or where it now lives for good."""
        nowhere = kind == "article" and outcome not in _THERE
        lives = seen.url if seen.permanent and not nowhere else seen.requested_url
        key = run.key(lives)
        failed = outcome in ("failed", "blocked", "empty") or (outcome == "soft_404" and article_id is None)
        row = self._connection.execute(
            "SELECT failures, found_at, last_fetched FROM urls WHERE url_key = ?", (key,)
        ).fetchone()
        if row and row[2] is not None and row[2] > seen.at:
            # An answer older than the last one (of an import, say) tells nothing of what to ask for next.
            return
        failures = (row[0] if row else 0) + 1 if failed else 0
        check = None
        if kind == "article":
            confirm = outcome == "gone" and status == "missing"
            changed = changed or (self._last_change(article_id) if article_id is not None else row and row[1])
            check = (
                seen.at
                if confirm
                else lifecycle.next_check(seen.at, changed=changed, failures=failures, removed=status)
            )
        head = answer.head
        whole = head.status == 200 and not failed and not nowhere
        self._connection.execute(
            "INSERT INTO urls (id, site, url, url_key, kind, article_id, found_at, etag, last_modified, last_status, "
            "last_fetched, last_full, next_check, failures, trouble) "
            "VALUES (:id, :site, :url, :key, :kind, :article, :at, :etag, :modified, :status, :at, "
            "CASE WHEN :whole THEN :at END, :check, :failures, :trouble) ON CONFLICT (url_key) DO UPDATE SET "
            "article_id = coalesce(:article, article_id), last_status = :status, last_fetched = :at, "
            "etag = CASE WHEN :whole THEN :etag ELSE etag END, "
            "last_modified = CASE WHEN :whole THEN :modified ELSE last_modified END, "
            "last_full = CASE WHEN :whole THEN :at ELSE last_full END, "
            "next_check = CASE kind WHEN 'article' THEN :check END, failures = :failures, trouble = :trouble",
            {
                "id": stable_id("url", key),
                "site": run.site,
                "url": lives,
                "key": key,
                "kind": kind,
                "article": article_id,
                "at": seen.at,
                "etag": head.get("etag") if whole else None,
                "modified": head.get("last-modified") if whole else None,
                "status": head.status,
                "whole": whole,
                "check": check,
                "failures": failures,
                "trouble": _trouble(outcome, answer) if failed else None,
            },
        )
        if lives != seen.requested_url:
            # It has moved for good: nobody has to be asked the way again.
            self._connection.execute(
                "UPDATE urls SET article_id = coalesce(?, article_id), last_status = ?, last_fetched = ?, "
                "next_check = NULL, failures = 0 WHERE url_key = ? AND url_key <> ?",
                (article_id, head.status, seen.at, seen.requested_key, key),
            )

    def _last_change(self, article_id: int) -> str | None:
        """When the article last changed: when it was published, or when a later version came."""
        published, first_seen, number, seen_at = self._connection.execute(
            "SELECT a.published, a.first_seen, v.number, v.seen_at FROM articles a "
            "LEFT JOIN versions v ON v.id = a.version_id WHERE a.id = ?",
            (article_id,),
        ).fetchone()
        if number is not None and number > 1:
            return str(seen_at)
        return published if clock.moment(published) else str(first_seen)


def _trouble(outcome: Outcome, answer: Response) -> str:
    if answer.problem == "limit":
        return f"limit: {len(answer.payload):,} bytes, more than is parsed"
    if answer.problem is not None:
        return answer.problem
    if answer.verdict == "redirect":
        return f"{outcome}: HTTP {answer.head.status} leads to no address: {answer.head.get('location')}"
    return f"{outcome}: HTTP {answer.head.status}"


def _stamped(urls: list[FoundUrl]) -> bool:
    """Whether a sitemap gave all its pages one new time: it tells when the sitemap was made, not what has changed."""
    return len(urls) >= _MANY and len({url.lastmod for url in urls}) == 1 and urls[0].lastmod is not None
