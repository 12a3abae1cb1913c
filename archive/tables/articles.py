"""Which article a page is, which versions it has had, whether it is still there."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.model import lifecycle
from archive.model.article import Article
from archive.model.exchange import Reason
from archive.model.identity import stable_id, url_key
from archive.model.lifecycle import Status
from archive.model.likeness import is_nothing_left, same_story
from archive.tables import store
from archive.tables.history import History, TextOf
from archive.tables.parses import ParsedText
from archive.tables.sites import Run
from archive.wire.records import Outcome

#: The outcomes of looks at which an article was not there.
REMOVALS = ("missing", "gone", "soft_404")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A look at a page: by which run, at which address, asked for as what, when; how a redirect led there."""

    run: Run
    url: str
    requested_url: str
    at: str
    hops: tuple[str, ...] = ()
    permanent: bool = True

    @property
    def key(self) -> str:
        """The URL key of the address where the answer came from."""
        return self.run.key(self.url)

    @property
    def requested_key(self) -> str:
        """The URL key of what was asked for."""
        return self.key if self.requested_url == self.url else self.run.key(self.requested_url)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text of a page belongs: an article, new or not; or none, for a reason, where the page is not it.

    Then `article_id` is the article that was looked for, if there was one.
    """

    article_id: int | None
    is_new: bool = False
    refusal: Reason | None = None


@dataclass(frozen=True, slots=True)
class _ArticleRow:
    status: Status
    url: str
    url_key: str
    last_seen: str
    last_checked: str
    missing_since: str | None
    version_id: int | None
    version_count: int
    title: str | None


def find_article(connection: sqlite3.Connection, key: str) -> int | None:
    """The article that answers at the URL key `key`."""
    row = connection.execute(
        "SELECT article_id FROM article_urls WHERE url_key = ? ORDER BY CASE role WHEN 'final' THEN 0 "
        "WHEN 'canonical' THEN 1 WHEN 'alias' THEN 2 ELSE 3 END, first_seen, article_id LIMIT 1",
        (key,),
    ).fetchone()
    return int(row[0]) if row else None


class Articles:
    """Keeps articles and versions. `text_of` parses a capture again; versions are today's `parser_version`'s."""

    def __init__(self, connection: sqlite3.Connection, text_of: TextOf, parser_version: str) -> None:
        self._connection = connection
        self._text_of = text_of
        self._history = History(connection, text_of, parser_version)

    def find(self, key: str) -> int | None:
        """The article that answers at the URL key `key`."""
        return find_article(self._connection, key)

    def identify(self, seen: Sighting, text: ParsedText) -> Place:
        """The article that a page is.

        It is the one that answered at this address before; else the one whose address led here, or whose address the
        page claims as canonical, provided that it tells the same story: sites redirect what they removed to a list of
        news, and some name one canonical URL on every page. A redirect from an article to another text is a removal of
        it. Where a listing showed the new address of an article that moved before its old one led there, the two are
        joined.
        """
        known = self._answering(seen.key)
        former = self.find(seen.requested_key) if seen.requested_key != seen.key else None
        if former is not None and former != known:
            if not self._is_story(former, seen, text.article):
                return Place(former, refusal=text.doubt or "other")
            if known is None or not seen.permanent:
                return Place(former)
            return Place(self._join(known, former, seen))
        if known is not None and not self._parts(known, seen, text):
            return Place(known, refusal=self._emptied(known, seen, text))
        if known is not None:
            self._part(known, seen)
        if text.doubt is not None:
            return Place(None, refusal=text.doubt)
        claimed = self.find(seen.run.key(text.article.url))
        if claimed is not None and self._is_story(claimed, seen, text.article, claimed=True):
            return Place(claimed)
        article_id = stable_id("article", seen.key)
        if self._connection.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone():
            return Place(article_id)
        store.create(self._connection, article_id, site=seen.run.site, url=seen.url, key=seen.key, at=seen.at)
        return Place(article_id, is_new=True)

    def seen(
        self, article_id: int, capture_id: int, seen: Sighting, content_sha256: str, text: ParsedText | None
    ) -> Outcome:
        """The article was there. `text` is None where nothing was parsed because a digest vouches for it."""
        before = self._row(article_id)
        moved = self._note_addresses(article_id, before, seen, text)
        self._note_presence(article_id, before, seen)
        if before.status == "withheld":
            return self._outcome_of_withheld(article_id, capture_id, seen, content_sha256)
        current = self._connection.execute(
            "SELECT content_sha256, last_seen FROM versions WHERE id = ?", (before.version_id,)
        ).fetchone()
        if current is not None and seen.at < before.last_seen:
            self._history.settle(article_id, {capture_id: text} if text else {}, seen.run.id)
            return self._outcome_in_time(article_id, capture_id)
        if (
            current is not None
            and content_sha256 != current[0]
            and not self._history.is_comparable(before.version_id or 0, seen.run.id)
        ):
            # Another parser read that version, or under another profile, and may have read the same page otherwise:
            # compare like with like.
            self._history.reread(article_id, seen.run.id)
            return "moved" if moved else self._outcome_in_time(article_id, capture_id)
        if current is not None and content_sha256 == current[0]:
            self._history.extend(article_id, before.version_id or 0, current[1], seen.at)
            return "moved" if moved else "unchanged"
        text = text or self._text_of(capture_id, seen.run.id)
        if text is None:
            return "failed"
        self._history.add(article_id, capture_id, before.version_count + 1, seen.at, text, seen.run.id)
        if current is None:
            return "new"
        return "moved" if moved else "changed"

    def removed(
        self, article_id: int, seen: Sighting, http_status: int, reason: Reason | None
    ) -> tuple[Status, str | None]:
        """The article was not there, for `reason` where its address did not answer 404 or 410.

        Returns the article's status now, and since when it is missing.
        """
        before = self._row(article_id)
        if seen.at < before.last_checked or not self._is_address(article_id, before, seen):
            return before.status, before.missing_since
        since = before.missing_since or seen.at
        looks, gone_looks = self._connection.execute(
            "SELECT count(*), coalesce(sum(outcome = 'gone'), 0) FROM captures WHERE article_id = ? "
            f"AND fetched_at >= ? AND outcome IN {REMOVALS}",
            (article_id, since),
        ).fetchone()
        status = lifecycle.after_removal(
            before.status, missing_since=since, at=seen.at, looks=looks, gone_looks=gone_looks
        )
        self._connection.execute(
            "UPDATE articles SET status = ?, missing_since = ?, last_checked = ? WHERE id = ?",
            (status, since, seen.at, article_id),
        )
        if status != before.status:
            answer = f"HTTP {http_status} at {seen.url}" + (f" ({reason})" if reason else "")
            evidence = f"{answer}; last there {before.last_seen}, missing from {since}, look {looks}"
            self._event(before, seen, "removal", status, evidence)
        return status, since

    def has_said(self, article_id: int, content_sha256: str) -> bool:
        """Whether the article has had this text."""
        sql = "SELECT 1 FROM captures WHERE article_id = ? AND content_sha256 = ? LIMIT 1"
        return self._connection.execute(sql, (article_id, content_sha256)).fetchone() is not None

    def looked(self, article_id: int, at: str) -> None:
        """Somebody looked for the article at `at`, and learned nothing of it."""
        self._connection.execute(
            "UPDATE articles SET last_checked = max(last_checked, ?) WHERE id = ?", (at, article_id)
        )

    def withhold(self, article_id: int, reason: str, at: str) -> None:
        """Take the article from all tables that readers reach; what is left says that, when and why."""
        before = self._row(article_id)
        if before.status != "withheld":
            store.hide(self._connection, article_id)
            self._connection.execute("UPDATE articles SET status = 'withheld' WHERE id = ?", (article_id,))
        store.add_event(
            self._connection, at=at, kind="withholding", thing=before.url_key, outcome="withheld", detail=reason
        )

    def release(self, article_id: int, reason: str | None, at: str) -> None:
        """Show a withheld article again, from its captures."""
        before = self._row(article_id)
        if before.status == "withheld":
            since = before.missing_since
            looks = self._connection.execute(
                "SELECT outcome = 'gone' FROM captures WHERE article_id = ? AND fetched_at >= ? "
                f"AND outcome IN {REMOVALS}",
                (article_id, since),
            ).fetchall()
            status = (
                "live"
                if since is None
                else lifecycle.after_removal(
                    "missing",
                    missing_since=since,
                    at=before.last_checked,
                    looks=len(looks),
                    gone_looks=sum(n for (n,) in looks),
                )
            )
            self._connection.execute("UPDATE articles SET status = ? WHERE id = ?", (status, article_id))
            self._history.reread_as_last_seen(article_id)
        store.add_event(
            self._connection, at=at, kind="withholding", thing=before.url_key, outcome="released", detail=reason
        )

    def _note_addresses(self, article_id: int, before: _ArticleRow, seen: Sighting, text: ParsedText | None) -> bool:
        """Remember the addresses that led here; whether the article has moved to another one."""
        note = store.note_url
        note(self._connection, article_id, seen.requested_url, seen.requested_key, "requested", seen.at)
        note(self._connection, article_id, seen.url, seen.key, "final", seen.at)
        for hop in seen.hops:
            note(self._connection, article_id, hop, seen.run.key(hop), "alias", seen.at)
        if text is None:
            return False
        address = text.article.url or seen.url
        claimed = seen.run.key(address)
        if claimed != seen.key and self.find(claimed) not in (None, article_id):
            address = seen.url
        else:
            note(self._connection, article_id, address, claimed, "canonical", seen.at)
        if seen.at < before.last_seen or (not seen.permanent and seen.run.key(address) == seen.key):
            return False
        moved = before.version_count > 0 and url_key(address) != url_key(before.url)
        if address != before.url:
            self._connection.execute("UPDATE articles SET url = ? WHERE id = ?", (address, article_id))
        if moved:
            self._event(before, seen, "move", "moved", f"from {before.url} to {address}")
        return moved

    def _note_presence(self, article_id: int, before: _ArticleRow, seen: Sighting) -> None:
        """The article was there at this time; one that was missing is back."""
        self._connection.execute(
            "UPDATE articles SET first_seen = min(first_seen, :at), last_seen = max(last_seen, :at), "
            "last_checked = max(last_checked, :at) WHERE id = :id",
            {"at": seen.at, "id": article_id},
        )
        if before.missing_since is None or seen.at < before.last_checked:
            return
        status = "withheld" if before.status == "withheld" else "live"
        self._connection.execute(
            "UPDATE articles SET status = ?, missing_since = NULL WHERE id = ?", (status, article_id)
        )
        self._event(before, seen, "return", status, f"back at {seen.url}, missing since {before.missing_since}")

    def _outcome_in_time(self, article_id: int, capture_id: int) -> Outcome:
        """What a capture says next to the one before it in time."""
        rows = self._connection.execute(
            "SELECT id, content_sha256 FROM captures WHERE article_id = ? AND content_sha256 IS NOT NULL "
            "ORDER BY fetched_at, id",
            (article_id,),
        ).fetchall()
        before: str | None = None
        for row_id, content_sha256 in rows:
            if row_id == capture_id:
                return "new" if before is None else "unchanged" if before == content_sha256 else "changed"
            before = content_sha256
        return "failed"

    def _outcome_of_withheld(self, article_id: int, capture_id: int, seen: Sighting, content_sha256: str) -> Outcome:
        row = self._connection.execute(
            "SELECT content_sha256 FROM captures WHERE article_id = ? AND content_sha256 IS NOT NULL AND id <> ? "
            "AND fetched_at <= ? ORDER BY fetched_at DESC, id DESC LIMIT 1",
            (article_id, capture_id, seen.at),
        ).fetchone()
        return "unchanged" if row and row[0] == content_sha256 else "changed"

    def _is_address(self, article_id: int, before: _ArticleRow, seen: Sighting) -> bool:
        """Whether the article lives where this look was: an address that it has left says nothing of it."""
        row = self._connection.execute(
            "SELECT url_key FROM captures WHERE article_id = ? AND content_sha256 IS NOT NULL "
            "ORDER BY fetched_at DESC, id DESC LIMIT 1",
            (article_id,),
        ).fetchone()
        return bool({seen.key, seen.requested_key} & {seen.run.key(before.url), row[0] if row else None})

    def _answering(self, key: str) -> int | None:
        """The article that answered at the URL key `key`, or whose way led by it; what only claims it is left out."""
        row = self._connection.execute(
            "SELECT article_id FROM article_urls WHERE url_key = ? AND role <> 'canonical' ORDER BY CASE role "
            "WHEN 'final' THEN 0 WHEN 'alias' THEN 1 ELSE 2 END, first_seen, article_id LIMIT 1",
            (key,),
        ).fetchone()
        return int(row[0]) if row else None

    def _parts(self, article_id: int, seen: Sighting, text: ParsedText) -> bool:
        """Whether a page is one of its own by now, though it was joined with an article of another address.

        It answers at an address that the article was not found at first, for itself, with another text than the one
        that the article's own address shows.
        """
        if article_id == stable_id("article", seen.key) or seen.key != seen.requested_key:
            return False
        shown = self._connection.execute(
            "SELECT c.url_key, (SELECT count(*) FROM captures r WHERE r.article_id = c.article_id "
            "AND r.url_key = c.url_key AND r.outcome = 'redirect' AND r.fetched_at > c.fetched_at) FROM captures c "
            "JOIN articles a ON a.id = c.article_id WHERE c.article_id = ? AND c.content_sha256 IS NOT NULL "
            "AND c.fetched_at <= ? ORDER BY c.fetched_at DESC, c.id DESC LIMIT 1",
            (article_id, seen.at),
        ).fetchone()
        if shown is None or shown[0] == seen.key or shown[1]:
            return False
        return not self._is_story(article_id, seen, text.article)

    def _is_story(self, article_id: int, seen: Sighting, page: Article, *, claimed: bool = False) -> bool:
        """Whether a page surely shows what the article said last. An article of another site is another one."""
        (site,) = self._connection.execute("SELECT site FROM articles WHERE id = ?", (article_id,)).fetchone()
        said = self._said(article_id, seen) if site == seen.run.site else None
        return said is not None and same_story(said, page, claimed=claimed)

    def _emptied(self, article_id: int, seen: Sighting, text: ParsedText) -> Reason | None:
        """Why a page where the article was is not it any more: it has nothing left of it, and little to say instead."""
        if seen.at < self._row(article_id).last_seen:
            return None
        said = self._said(article_id, seen)
        return "nothing_left" if said is not None and is_nothing_left(said, text.article) else None

    def _said(self, article_id: int, seen: Sighting) -> Article | None:
        """What the article said last before this look; read in its capture where it is withheld."""
        row = self._connection.execute(
            "SELECT c.id, v.article FROM captures c LEFT JOIN versions v ON v.article_id = c.article_id "
            "AND v.content_sha256 = c.content_sha256 WHERE c.article_id = ? AND c.content_sha256 IS NOT NULL "
            "AND c.fetched_at <= ? ORDER BY c.fetched_at DESC, c.id DESC LIMIT 1",
            (article_id, seen.at),
        ).fetchone()
        if row is None:
            return None
        if row[1] is not None:
            return store.from_json(row[1])
        text = self._text_of(row[0], seen.run.id)
        return text.article if text else None

    def _join(self, one: int, other: int, seen: Sighting) -> int:
        """Make one article of two that are the same; the elder one stays, and is returned."""
        (elder, _), (younger, last_seen) = self._connection.execute(
            "SELECT id, last_seen FROM articles WHERE id IN (?, ?) ORDER BY first_seen, id", (one, other)
        ).fetchall()
        before, joined = self._row(elder), self._row(younger)
        for url, key, role, first, last in self._connection.execute(
            "SELECT url, url_key, role, first_seen, last_seen FROM article_urls WHERE article_id = ?", (younger,)
        ).fetchall():
            store.note_url(self._connection, elder, url, key, role, first)
            store.note_url(self._connection, elder, url, key, role, last)
        for table in ("captures", "urls"):
            self._connection.execute(f"UPDATE {table} SET article_id = ? WHERE article_id = ?", (elder, younger))
        # Out of the way of the elder's numbers, until they are derived anew.
        self._connection.execute(
            "UPDATE versions SET article_id = ?, number = -number WHERE article_id = ?", (elder, younger)
        )
        store.remove(self._connection, younger)
        self._connection.execute(
            "UPDATE articles SET last_seen = max(last_seen, ?), last_checked = max(last_checked, ?) WHERE id = ?",
            (last_seen, joined.last_checked, elder),
        )
        if "withheld" in (before.status, joined.status):
            store.hide(self._connection, elder)
            self._connection.execute("UPDATE articles SET status = 'withheld' WHERE id = ?", (elder,))
        else:
            self._history.settle(elder, {}, seen.run.id)
        self._event(before, seen, "join", "joined", f"article {younger}, first seen at {joined.url}, is the same one")
        return int(elder)

    def _part(self, article_id: int, seen: Sighting) -> None:
        """The page at this address is the article no more; what it showed until now stays the article's."""
        self._connection.execute(
            "DELETE FROM article_urls WHERE article_id = ? AND url_key = ?", (article_id, seen.key)
        )
        self._event(self._row(article_id), seen, "part", "parted", f"{seen.url} shows a text of its own")

    def _row(self, article_id: int) -> _ArticleRow:
        return _ArticleRow(
            *self._connection.execute(
                "SELECT status, url, url_key, last_seen, last_checked, missing_since, version_id, version_count, title "
                "FROM articles WHERE id = ?",
                (article_id,),
            ).fetchone()
        )

    def _event(self, before: _ArticleRow, seen: Sighting, kind: str, outcome: str, detail: str) -> None:
        store.add_event(
            self._connection,
            at=seen.at,
            kind=kind,
            thing=before.url_key,
            outcome=outcome,
            detail=detail,
            site=seen.run.site,
            run_id=seen.run.id,
        )
