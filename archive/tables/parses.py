"""What today's parser finds in an answer, whether it has just come or lies in the WARC files."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from archive.model.article import Article
from archive.model.digest import content_digest
from archive.model.exchange import CaptureKind, Parse, Reason, StoredPage
from archive.tables import store
from archive.tables.sites import Run, Sites
from archive.wire.records import Outcome
from archive.wire.response import Response, take_apart
from archive.wire.warc import Record

log = logging.getLogger(__name__)

#: Reads a record back, by its file and offset.
Load = Callable[[str, int], Record]


@dataclass(frozen=True, slots=True)
class ParsedText:
    """What a page said: the Article, the same as JSON, and its content digest."""

    article: Article
    json: str
    content_sha256: str
    #: Why a page at the end of a redirect is an article only if it tells what the article said before.
    doubt: Reason | None = None


@dataclass(frozen=True, slots=True)
class NoArticle:
    """The page shows no article: what it is instead, and what that rests on."""

    outcome: Outcome
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Onward:
    """The page is none, but sends its reader on to `url`."""

    url: str


class Parses:
    """Hands pages to the parser `parse`; `load` brings a record back from its file."""

    def __init__(self, connection: sqlite3.Connection, sites: Sites, parse: Parse, load: Load) -> None:
        self._connection = connection
        self._sites = sites
        self._parse = parse
        self._load = load

    def page(
        self, run: Run, kind: CaptureKind, url: str, requested_url: str, answer: Response
    ) -> ParsedText | Onward | NoArticle:
        """The article that an answer shows, or what kind of answer it is; a parser that raises stops nothing."""
        head = answer.head
        if not answer.payload.strip():
            return NoArticle("empty", "no_text")
        page = StoredPage(url, head.status, answer.payload, head.encoding, kind, run.site, run.profile, requested_url)
        try:
            parsed = self._parse(page)
            if parsed.answer == "redirect" and parsed.onward:
                return Onward(parsed.onward)
            if parsed.answer != "ok":
                return NoArticle(parsed.answer, parsed.reason)
            if parsed.article is None:
                return NoArticle("ok")
            article, text = store.storable(parsed.article)
            return ParsedText(article, text, content_digest(article), parsed.reason)
        except Exception as error:
            # The bytes are kept; a better parser may parse them again.
            log.error("%s: the parser failed (%r)", url, error)
            log.debug("where it failed", exc_info=error)
            return NoArticle("failed")

    def text_of(self, capture_id: int, run_id: int) -> ParsedText | None:
        """What today's parser finds in a stored capture, under the profile of the run `run_id`; None if no article."""
        kind, url, requested_url, status, file, offset, original_id = self._connection.execute(
            "SELECT kind, url, requested_url, http_status, warc_file, warc_offset, original_id "
            "FROM captures WHERE id = ?",
            (capture_id,),
        ).fetchone()
        if original_id is not None and status == 304:
            return self.vouched_text(original_id, run_id, kind, url, requested_url)
        answer = answer_of(self._load(file, offset))
        if original_id is not None:
            answer = replace(self._kept(original_id), head=answer.head)
        said = self.page(self._sites.run(run_id), kind, url, requested_url, answer)
        return said if isinstance(said, ParsedText) else None

    def vouched_text(
        self, original_id: int, run_id: int, kind: CaptureKind, url: str, requested_url: str
    ) -> ParsedText | None:
        """What a 304 at `url` vouches for: the original's bytes, under the profile of the run `run_id`."""
        said = self.page(self._sites.run(run_id), kind, url, requested_url, self._kept(original_id))
        return said if isinstance(said, ParsedText) else None

    def _kept(self, capture_id: int) -> Response:
        """The answer of a capture that has its own bytes."""
        file, offset = self._connection.execute(
            "SELECT warc_file, warc_offset FROM captures WHERE id = ?", (capture_id,)
        ).fetchone()
        return answer_of(self._load(file, offset))


def answer_of(record: Record) -> Response:
    """The answer in a response record; of a revisit record, its head with an empty body."""
    length = int(record.fields["Govnews-Body-Length"]) if record.type == "response" else 0
    end = len(record.block) - length
    return take_apart(record.block[:end], record.block[end:], record.fields.get("WARC-Truncated"))
