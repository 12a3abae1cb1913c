"""What today's parser reads in an answer, whether it has just come or lies in the WARC files."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from archive.model.article import Article
from archive.model.digest import content_digest
from archive.model.exchange import Kind, Page, Read
from archive.tables import store
from archive.tables.sites import Run, Sites
from archive.wire.records import Outcome
from archive.wire.response import Answer, take_apart
from archive.wire.warc import Record

log = logging.getLogger(__name__)

#: Reads a record back, by its file and offset.
Load = Callable[[str, int], Record]


@dataclass(frozen=True, slots=True)
class Text:
    """What a page said: the Article, the same as JSON, and its content digest."""

    article: Article
    json: str
    content_sha256: str


@dataclass(frozen=True, slots=True)
class Onward:
    """The page is none, but sends its reader on to `url`."""

    url: str


class Readings:
    """Hands pages to the parser `read`; `load` brings a record back from its file."""

    def __init__(self, connection: sqlite3.Connection, sites: Sites, read: Read, load: Load) -> None:
        self._connection = connection
        self._sites = sites
        self._read = read
        self._load = load

    def page(self, run: Run, kind: Kind, url: str, requested_url: str, answer: Answer) -> Text | Onward | Outcome:
        """The article that an answer shows, or what kind of answer it is; a parser that raises stops nothing."""
        head = answer.head
        page = Page(url, head.status, answer.payload, head.encoding, kind, run.site, run.profile, requested_url)
        try:
            reading = self._read(page)
            if reading.answer == "redirect" and reading.onward:
                return Onward(reading.onward)
            if reading.answer != "ok":
                return reading.answer
            if reading.article is None:
                return "ok"
            article, text = store.storable(reading.article)
            return Text(article, text, content_digest(article))
        except Exception as error:
            # The bytes are kept; a better parser reads them again.
            log.error("%s: the parser failed (%r)", url, error)
            log.debug("where it failed", exc_info=error)
            return "failed"

    def text_of(self, capture_id: int) -> Text | None:
        """What today's parser reads in a stored capture, under the profile of its run; None if no article."""
        run_id, kind, url, requested_url, status, file, offset, original_id = self._connection.execute(
            "SELECT run_id, kind, url, requested_url, http_status, warc_file, warc_offset, original_id "
            "FROM captures WHERE id = ?",
            (capture_id,),
        ).fetchone()
        if original_id is not None and status == 304:
            return self.vouched_text(original_id, kind, url, requested_url)
        answer = answer_of(self._load(file, offset))
        if original_id is not None:
            answer = replace(self.kept(original_id)[1], head=answer.head)
        read = self.page(self._sites.run(run_id), kind, url, requested_url, answer)
        return read if isinstance(read, Text) else None

    def vouched_text(self, original_id: int, kind: Kind, url: str, requested_url: str) -> Text | None:
        """What a 304 at `url` vouches for: the original's bytes, under the profile that they were read with."""
        run_id, answer = self.kept(original_id)
        read = self.page(self._sites.run(run_id), kind, url, requested_url, answer)
        return read if isinstance(read, Text) else None

    def kept(self, capture_id: int) -> tuple[int, Answer]:
        """The run and the answer of a capture that has its own bytes."""
        run_id, file, offset = self._connection.execute(
            "SELECT run_id, warc_file, warc_offset FROM captures WHERE id = ?", (capture_id,)
        ).fetchone()
        return run_id, answer_of(self._load(file, offset))


def answer_of(record: Record) -> Answer:
    """The answer in a response record; of a revisit record, its head with an empty body."""
    length = int(record.fields["Govnews-Body-Length"]) if record.type == "response" else 0
    end = len(record.block) - length
    return take_apart(record.block[:end], record.block[end:], record.fields.get("WARC-Truncated"))
