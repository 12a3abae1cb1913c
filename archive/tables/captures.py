"""From the record of an answer to its row: what it means, which article it is of, when to look again."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from archive.model.address import resolve_header, resolve_to_ask
from archive.model.exchange import CaptureKind, Reason
from archive.model.lifecycle import Status
from archive.tables import media
from archive.tables.articles import REMOVALS, Articles, Place, Sighting
from archive.tables.parses import Load, Onward, ParsedText, Parses, answer_of
from archive.tables.probes import Probes
from archive.tables.sites import Run, Sites
from archive.tables.urls import Urls
from archive.wire.records import Outcome, Stored
from archive.wire.response import PERMANENT, Response
from archive.wire.warc import Record

#: Where a chain of redirects is followed no longer.
_MOST_HOPS = 20


@dataclass(frozen=True, slots=True)
class _Original:
    """The capture whose body a revisit record does not repeat."""

    id: int
    kind: CaptureKind
    url: str
    requested_url: str
    outcome: Outcome
    sha256: str | None
    encoding: str | None
    media_type: str | None
    article_id: int | None
    content_sha256: str | None
    coverage: float | None
    #: Under which it was read; None where its article was read again under another one since.
    profile_id: int | None
    warc_file: str
    warc_offset: int


@dataclass(frozen=True, slots=True)
class _Judged:
    """What an answer means: its outcome and what that rests on, the text that was parsed, where it leads."""

    outcome: Outcome
    text: ParsedText | None = None
    content_sha256: str | None = None
    onward: str | None = None
    reason: Reason | None = None


class Captures:
    """Applies response and revisit records."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        sites: Sites,
        parses: Parses,
        articles: Articles,
        urls: Urls,
        load: Load,
    ) -> None:
        self._connection = connection
        self._sites = sites
        self._parses = parses
        self._articles = articles
        self._urls = urls
        self._load = load
        self._probes = Probes(connection, parses)

    def apply(self, record: Record, answer: Response | None = None) -> Stored:
        """Make the rows of `record`; `answer` is the same taken apart, where the caller has it already."""
        fields = record.fields
        run = self._sites.run(int(fields["Govnews-Run"]))
        kind: CaptureKind = fields["Govnews-Kind"]  # type: ignore[assignment]
        original = self._original(run, record) if record.type == "revisit" else None
        seen = self._sighting(run, fields["WARC-Target-URI"], fields["Govnews-Requested-URI"], fields["WARC-Date"])
        answer = answer or self._take_apart(record, run, kind, seen, original)
        judged, place = self._place(kind, seen, self._judge(run, kind, seen, answer, original), original)
        outcome, text, content_sha256, article_id = judged.outcome, judged.text, judged.content_sha256, place.article_id
        capture_id = self._insert(record, run, kind, seen, answer, original, judged, article_id)
        if kind == "probe":
            self._probes.arrived()
            return Stored(capture_id, outcome)
        media.arrived(self._connection, kind, seen.requested_url, capture_id, outcome)
        status: Status | None = None
        changed: str | None = None
        if article_id is not None and content_sha256 is not None:
            final = self._articles.seen(article_id, capture_id, seen, content_sha256, text)
            final = "new" if place.is_new else final
            if final != outcome:
                self._connection.execute("UPDATE captures SET outcome = ? WHERE id = ?", (final, capture_id))
            outcome = final
        elif article_id is not None and outcome in REMOVALS:
            status, changed = self._articles.removed(article_id, seen, answer.head.status, judged.reason)
        elif article_id is not None:
            self._articles.looked(article_id, seen.at)
        if article_id is not None and outcome != "redirect":
            self._claim_hops(article_id, run, seen)
        if answer.verdict != "redirect" or outcome != "redirect":
            self._urls.remember(run, kind, seen, answer, outcome, article_id, status, changed)
        return Stored(capture_id, outcome, article_id, content_sha256)

    def apply_failed(self, record: Record, reason: str) -> Stored:
        """The rows of a record whose answer came to nothing, for `reason`. Raises LookupError where it is none."""
        fields = record.fields
        run = self._sites.run(int(fields["Govnews-Run"]))
        kind: CaptureKind = fields["Govnews-Kind"]  # type: ignore[assignment]
        seen = Sighting(run, fields["WARC-Target-URI"], fields["Govnews-Requested-URI"], fields["WARC-Date"])
        answer = answer_of(record)
        capture_id = self._insert(record, run, kind, seen, answer, None, _Judged("failed"), None)
        self._urls.failed(run, kind, seen.requested_url, reason, seen.at)
        return Stored(capture_id, "failed")

    def _judge(
        self, run: Run, kind: CaptureKind, seen: Sighting, answer: Response, original: _Original | None
    ) -> _Judged:
        """What the answer means by itself."""
        verdict = answer.verdict
        if original is not None and (verdict == "unchanged" or self._vouches(run, kind, seen, answer, original)):
            if original.content_sha256 is not None and not original.url == seen.url == seen.requested_url:
                # It came by a redirect, or has the bytes of another page: its text says which article it is.
                text = self._parses.vouched_text(original.id, run.id, kind, seen.url, seen.requested_url)
                return _Judged("unchanged", text, text.content_sha256 if text else None)
            return _Judged("unchanged", content_sha256=original.content_sha256)
        if verdict is not None:
            onward = _location(seen.url, answer) if verdict == "redirect" else None
            return _Judged("failed" if verdict == "redirect" and onward is None else verdict, onward=onward)
        if kind != "article":
            return _Judged("ok" if self._differs(seen, answer) else "unchanged")
        parsed = self._parses.page(run, kind, seen.url, seen.requested_url, answer)
        if isinstance(parsed, ParsedText):
            return _Judged("unchanged", parsed, parsed.content_sha256)
        if isinstance(parsed, Onward):
            onward = resolve_to_ask(seen.url, parsed.url)
            return _Judged("redirect" if onward else "failed", onward=onward)
        return _Judged(parsed.outcome, reason=parsed.reason)

    def _place(
        self, kind: CaptureKind, seen: Sighting, judged: _Judged, original: _Original | None
    ) -> tuple[_Judged, Place]:
        """What the answer means beside what the archive knows; which article it is of."""
        if judged.text is not None:
            asked = self._articles.find(seen.requested_key) or self._articles.find(seen.key)
            is_known = asked is not None and self._articles.has_said(asked, judged.text.content_sha256)
            if not is_known and self._probes.is_answer(seen, judged.text):
                return _Judged("soft_404", reason="probe"), Place(asked)
            place = self._articles.identify(seen, judged.text)
            if place.refusal is None:
                return judged, place
            return _Judged("empty" if place.refusal == "nothing_left" else "soft_404", reason=place.refusal), place
        if judged.content_sha256 is not None and original is not None:
            return judged, Place(original.article_id)
        if kind != "article":
            return judged, Place(None)
        return judged, Place(self._articles.find(seen.requested_key) or self._articles.find(seen.key))

    def _vouches(self, run: Run, kind: CaptureKind, seen: Sighting, answer: Response, original: _Original) -> bool:
        """Whether a parser would find in this answer what it found in the original: same page, same everything."""
        # What a page without an article is, or where it sends its reader on to, is read in it again: that leans on
        # what was asked for, and on what the archive knew then.
        return (
            answer.verdict is None
            and (original.kind != "article" or original.content_sha256 is not None)
            and (original.kind, original.url, original.requested_url, original.profile_id)
            == (kind, seen.url, seen.requested_url, run.profile_id)
            and (original.encoding, original.media_type) == (answer.head.encoding, answer.head.media_type)
        )

    def _differs(self, seen: Sighting, answer: Response) -> bool:
        row = self._connection.execute(
            "SELECT sha256 FROM captures WHERE url_key = ? AND outcome IN ('ok', 'unchanged') "
            "ORDER BY fetched_at DESC, id DESC LIMIT 1",
            (seen.key,),
        ).fetchone()
        return row is None or row[0] != answer.sha256

    def _sighting(self, run: Run, url: str, requested_url: str, at: str) -> Sighting:
        """The look, and how redirects led from what was asked for to where the answer came from."""
        if url == requested_url:
            return Sighting(run, url, requested_url, at)
        hops = []
        permanent = True
        here = requested_url
        for _ in range(_MOST_HOPS):
            row = self._connection.execute(
                "SELECT http_status, redirect_to FROM captures WHERE url_key = ? AND url = ? AND fetched_at <= ? "
                "AND outcome = 'redirect' ORDER BY fetched_at DESC, id DESC LIMIT 1",
                (run.key(here), here, at),
            ).fetchone()
            if row is None or row[1] is None:
                permanent = False
                break
            permanent = permanent and row[0] in PERMANENT
            here = row[1]
            if here == url:
                break
            hops.append(here)
        return Sighting(run, url, requested_url, at, tuple(hops), permanent)

    def _claim_hops(self, article_id: int, run: Run, seen: Sighting) -> None:
        """The redirects that led to an article, or from it to what is none, are of it."""
        if seen.url == seen.requested_url:
            return
        for url in (seen.requested_url, *seen.hops):
            self._connection.execute(
                "UPDATE captures SET article_id = ? "
                "WHERE url_key = ? AND url = ? AND run_id = ? AND outcome = 'redirect'",
                (article_id, run.key(url), url, run.id),
            )

    def _original(self, run: Run, record: Record) -> _Original | None:
        url = record.fields["WARC-Refers-To-Target-URI"]
        row = self._connection.execute(
            "SELECT c.id, c.kind, c.url, c.requested_url, c.outcome, c.sha256, c.encoding, c.media_type, c.article_id, "
            "c.content_sha256, c.coverage, CASE WHEN coalesce(v.profile_id, r.profile_id) = r.profile_id "
            "THEN r.profile_id END, c.warc_file, c.warc_offset "
            "FROM captures c JOIN runs r ON r.id = c.run_id "
            "LEFT JOIN articles a ON a.id = c.article_id LEFT JOIN versions v ON v.id = a.version_id "
            "WHERE c.url_key = ? AND c.fetched_at = ? AND c.url = ? AND c.body_sha256 = ? AND c.record = 'response' "
            "ORDER BY c.id LIMIT 1",
            (
                run.key(url),
                record.fields["WARC-Refers-To-Date"],
                url,
                record.fields["WARC-Payload-Digest"].removeprefix("sha256:"),
            ),
        ).fetchone()
        return _Original(*row) if row else None

    def _take_apart(
        self, record: Record, run: Run, kind: CaptureKind, seen: Sighting, original: _Original | None
    ) -> Response:
        answer = answer_of(record)
        if original is None or answer.head.status == 304:
            return answer
        if self._vouches(run, kind, seen, answer, original):
            return replace(answer, sha256=original.sha256 or "")
        return replace(answer_of(self._load(original.warc_file, original.warc_offset)), head=answer.head)

    def _insert(
        self,
        record: Record,
        run: Run,
        kind: CaptureKind,
        seen: Sighting,
        answer: Response,
        original: _Original | None,
        judged: _Judged,
        article_id: int | None,
    ) -> int:
        head = answer.head
        vouched = original.coverage if original and judged.content_sha256 else None
        not_modified = original is not None and head.status == 304
        row = self._connection.execute(
            "INSERT INTO captures (run_id, site, kind, url, url_key, requested_url, fetched_at, http_status, outcome, "
            "media_type, encoding, sha256, size, truncated, redirect_to, warc_file, warc_offset, warc_length, record, "
            "original_id, article_id, content_sha256, coverage, body_sha256, reason) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                run.id,
                run.site,
                kind,
                seen.url,
                seen.key,
                seen.requested_url,
                seen.at,
                head.status,
                judged.outcome,
                head.media_type,
                head.encoding,
                original.sha256 if not_modified and original else answer.sha256,
                int(record.fields["Govnews-Body-Length"]),
                answer.problem,
                judged.onward,
                record.place.file,
                record.place.offset,
                record.place.length,
                record.type,
                original.id if original else None,
                article_id,
                judged.content_sha256,
                judged.text.article.coverage if judged.text else vouched,
                record.fields["WARC-Payload-Digest"].removeprefix("sha256:"),
                judged.reason,
            ),
        )
        return int(row.lastrowid or 0)


def _location(url: str, answer: Response) -> str | None:
    """Where a redirect at `url` leads; None where that is no address."""
    return resolve_header(url, (answer.head.get("location") or "").encode("latin-1"))
