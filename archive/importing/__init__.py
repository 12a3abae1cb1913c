"""Pages that others archived, taken into an archive: WARC records first, then rows, as a crawl would have then.

An imported answer keeps its date and its bytes, and says which file and record it comes from. It goes through the same
fold as a crawl's, so versions come in the order of time, and a rebuild gives the same rows.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from archive.importing import foreign
from archive.importing.foreign import Damaged, Foreign, Passed
from archive.model.errors import ArchiveError
from archive.model.exchange import Exchange, Parse, StoredPage
from archive.model.identity import url_key
from archive.tables import database
from archive.wire import http, warc
from archive.wire.records import SiteRecord, Stored
from archive.wire.response import Response, take_apart
from archive.writer.writer import ArchiveWriter

log = logging.getLogger(__name__)

__all__ = ["Choice", "Choose", "Imported", "import_files"]

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
#: What a page may say that it is when it does not say (WHATWG MIME Sniffing, 5): then its bytes do.
_UNSAID = frozenset({None, "unknown/unknown", "application/unknown", "*/*"})
#: How HTML begins, after white space (the same, 7.1).
_TAGS = b"!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|!--|\\?xml"
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?[\t\n\f\r ]*<(?:" + _TAGS + rb")[\s>-]", re.IGNORECASE)
#: Less than this is no article where nothing but the page says that it is one. Words; of what is written without
#: spaces (Thai, Lao, Tibetan, Burmese, Khmer, kana, Chinese characters), letters.
_LEAST_WORDS = 30
_UNSPACED = (
    "\u0e01-\u0ec6\u0f40-\u0f6c\u1000-\u103f\u1780-\u17d3\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
#: So many lines of trouble are told of a file; of the rest, how many they are.
_TROUBLES = 50
#: How many answers may wait for their receipts; the writer bounds their bytes.
_IN_FLIGHT = 200
#: How many earlier answers at an address a revisit record without a date is compared with.
_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """The site that a URL is on. `certain`: its profile says that an article is there; else the page has to."""

    site: SiteRecord
    certain: bool


#: Where a page belongs, by its URL; None where nobody wants it.
Choose = Callable[[str], Choice | None]


@dataclass(slots=True)
class Imported:
    """What came of the records of one file: each is counted once.

    `outcomes` are those of the answers taken, `held` how many the archive had already, `cut` how many are not whole
    pages, `passed` how many were not wanted, by the reason, `damaged` how many cannot be trusted. `troubles` says what
    was wrong, and `notes` what was odd with records that were taken, a line each.
    """

    file: Path
    outcomes: Counter[str] = field(default_factory=Counter)
    held: int = 0
    cut: int = 0
    passed: Counter[str] = field(default_factory=Counter)
    damaged: int = 0
    troubles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    untold: int = 0

    @property
    def taken(self) -> int:
        """How many answers were stored."""
        return self.outcomes.total()

    @property
    def records(self) -> int:
        """How many records the file has, as far as they could be told apart."""
        return self.taken + self.held + self.cut + self.passed.total() + self.damaged

    def wrong(self, text: str, records: int = 1) -> None:
        """Something is wrong with the file, or with so many records of it."""
        self.damaged += records
        if len(self.troubles) < _TROUBLES:
            self.troubles.append(text)
        else:
            self.untold += 1

    def odd(self, text: str) -> None:
        """A record was taken that is odd."""
        if len(self.notes) < _TROUBLES:
            self.notes.append(text)


def import_files(
    folder: Path,
    files: Iterable[Path],
    choose: Choose,
    *,
    parse: Parse,
    operator: str,
    software: str,
    parser_version: str = "",
    progress: Callable[[int], None] = lambda _: None,
) -> list[Imported]:
    """Take the pages that `choose` gives a site from WARC and WACZ files into the archive `folder`.

    Taken are HTML answers with status 200, and 404 and 410 at addresses where the archive has an article. What it
    holds already (same URL key, date and body) is passed over. `progress` is told how many of them a step looked at. A
    file that is damaged, or none, is a trouble of its own; the others are taken. Raises ArchiveHeld, ArchiveError.
    """
    with (
        ArchiveWriter(
            folder, parse=parse, operator=operator, software=software, parser_version=parser_version
        ) as writer,
        closing(database.open_reader(folder / database.NAME)) as connection,
    ):
        taking = _Import(folder, writer, connection, choose, parse, progress)
        try:
            return [taking.take(file) for file in files]
        finally:
            taking.end()


class _Import:
    """An import in progress: a run a site, begun with its first page."""

    def __init__(
        self,
        folder: Path,
        writer: ArchiveWriter,
        connection: sqlite3.Connection,
        choose: Choose,
        parse: Parse,
        progress: Callable[[int], None],
    ) -> None:
        self._warc = folder / "warc"
        self._writer = writer
        self._connection = connection
        self._choose = choose
        self._parse = parse
        self._progress = progress
        self._runs: dict[str, int] = {}
        self._outcomes: dict[str, Counter[str]] = {}
        self._files: dict[str, dict[str, None]] = {}
        self._waiting: deque[tuple[tuple[str, str, str], str, Imported, Future[Stored]]] = deque()

    def take(self, file: Path) -> Imported:
        """Take the pages of one file."""
        result = Imported(file)
        for item in foreign.read(file, self._why_not):
            self._progress(1)
            match item:
                case Damaged():
                    result.wrong(item.text, item.records)
                case Passed():
                    result.passed[item.why] += 1
                case Foreign():
                    self._take(item, result)
        self._receive(0)
        if result.untold:
            result.troubles.append(f"{file.name}: and {result.untold:,} more of the like")
        return result

    def end(self) -> None:
        """End the runs."""
        for site, run_id in self._runs.items():
            outcomes = self._outcomes[site]
            counts = {name: outcomes[name] for name in ("new", "changed", "unchanged", "moved", "gone", "blocked")}
            counts["fetched"] = outcomes.total()
            counts["failed"] = sum(outcomes[name] for name in ("failed", "soft_404", "empty"))
            self._writer.end_run(run_id, "imported", counts, f"from {', '.join(self._files[site])}")

    def _why_not(self, url: str, head: http.Head) -> str | None:
        if head.status == 200:
            if head.media_type not in _PAGES and head.media_type not in _UNSAID:
                return "no pages"
            return None if self._choose(url) else "of no known site, or no article there"
        if head.status not in (404, 410):
            return "with another status than 200"
        choice = self._choose(url)
        if choice is None:
            return "of no known site, or no article there"
        self._receive(0)  # the article may be on its way
        return None if self._has_article(url_key(url, choice.site.moves)) else "gone, where no article was"

    def _take(self, answer: Foreign, result: Imported) -> None:
        choice = self._choose(answer.url)
        assert choice is not None
        site = choice.site
        key = url_key(answer.url, site.moves)
        body = self._body(answer, site)
        if body is None:
            result.wrong(
                f"{answer.file}: the record {answer.record_id} of {answer.url} repeats an answer that is neither here "
                "nor in the archive; import the file with that first"
            )
            return
        apart = take_apart(answer.head, body, answer.truncated)
        mark = (key, answer.at, apart.sha256)
        if any(mark == waiting for waiting, *_ in self._waiting) or self._held(*mark):
            result.held += 1
            return
        # A page beyond the bounds is kept, and marked, as a crawl does it; nobody parses it.
        is_beyond = answer.is_too_long or apart.problem == "limit"
        if apart.problem is not None and not is_beyond:
            result.cut += 1
            return
        if is_beyond and not choice.certain:
            result.passed["beyond what is parsed, at no address of an article"] += 1
            return
        if apart.head.status == 200 and not is_beyond and (why := self._why_no_article(answer.url, choice, apart)):
            result.passed[why] += 1
            return
        if answer.note:
            result.odd(f"{answer.file}: the record {answer.record_id} of {answer.url} {answer.note}; taken")
        if site.name not in self._runs:
            self._runs[site.name] = self._writer.begin_run(site, "imported")
            self._outcomes[site.name], self._files[site.name] = Counter(), {}
        self._files[site.name][result.file.name] = None
        exchange = Exchange(
            site=site.name,
            run_id=self._runs[site.name],
            kind="article",
            url=answer.url,
            requested_url=answer.url,
            fetched_at=answer.at,
            request=answer.request,
            response=answer.head,
            body=body,
            ip=answer.ip,
            truncated=answer.truncated,
            imported_from=answer.file,
            imported_record=answer.record_id,
            imported_date=answer.said_at,
        )
        self._waiting.append((mark, site.name, result, self._writer.put(exchange)))
        self._receive(_IN_FLIGHT)

    def _receive(self, most: int) -> None:
        """Wait for receipts until at most `most` are due; take those that are there."""
        while self._waiting and (len(self._waiting) > most or self._waiting[0][3].done()):
            mark, site, result, future = self._waiting.popleft()
            try:
                outcome = future.result().outcome
            except ArchiveError:
                raise
            except Exception as error:  # of this one answer; the archive goes on
                result.wrong(f"{result.file.name}: an answer at {mark[0]} could not be stored ({error!r})")
                continue
            result.outcomes[outcome] += 1
            self._outcomes[site][outcome] += 1

    def _why_no_article(self, url: str, choice: Choice, answer: Response) -> str | None:
        """Why an answer is not taken for an article's: the page itself has to say so where no profile does.

        Lists and forms have no date and little text.
        """
        head, site = answer.head, choice.site
        if head.media_type in _UNSAID and not _HTML.match(answer.payload):
            return "no pages"
        if choice.certain:
            return None
        page = StoredPage(url, head.status, answer.payload, head.encoding, "article", site.name, site.profile, url)
        try:
            article = self._parse(page).article
        except Exception as error:
            log.error("%s: the parser failed (%r)", url, error)
            return "which no parser could read"
        if article is None or article.title is None or article.published is None:
            return "without a title and a date"
        words = _WORD.finditer(f"{article.lead or ''} {article.body}")
        return None if sum(1 for _ in islice(words, _LEAST_WORDS)) == _LEAST_WORDS else "with too little text"

    def _has_article(self, key: str) -> bool:
        sql = "SELECT 1 FROM article_urls WHERE url_key = ? LIMIT 1"
        return self._connection.execute(sql, (key,)).fetchone() is not None

    def _held(self, key: str, at: str, sha256: str) -> bool:
        sql = "SELECT 1 FROM captures WHERE url_key = ? AND fetched_at = ? AND sha256 = ? LIMIT 1"
        return self._connection.execute(sql, (key, at, sha256)).fetchone() is not None

    def _body(self, answer: Foreign, site: SiteRecord) -> bytes | None:
        """The body of an answer; of a revisit record, that of its original, out of this archive."""
        if answer.original is None:
            return answer.body
        self._receive(0)  # the original may be on its way
        url, at = answer.original
        captures = self._connection.execute(
            "SELECT warc_file, warc_offset, fetched_at = ? FROM captures WHERE url_key = ? AND record = 'response' "
            "AND http_status = 200 ORDER BY fetched_at = ? DESC, fetched_at DESC LIMIT ?",
            (at, url_key(url, site.moves), at, _CANDIDATES),
        ).fetchall()
        for file, offset, is_named in captures:
            try:
                record = warc.read_at(self._warc, file, offset)
            except (OSError, ValueError):  # lost or damaged: verify tells that
                continue
            body = record.block[len(record.block) - int(record.fields["Govnews-Body-Length"]) :]
            head = http.parse_head(record.block[: len(record.block) - len(body)])
            digest = answer.payload_digest
            checked = [foreign.check(digest, data) for data in foreign.payloads(head, body)] if digest else [None]
            # A digest that nobody can check says nothing: then the date does.
            proved = bool(is_named) if set(checked) == {None} else any(checked)
            if proved:
                return body
        return None
