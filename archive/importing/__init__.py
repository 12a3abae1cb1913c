"""Pages that others archived, taken into an archive: WARC records first, then rows, as a crawl would have then.

An imported answer keeps its date and its bytes, and says which file and record it comes from. It goes through the same
fold as a crawl's, so versions come in the order of time, and a rebuild gives the same rows.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from archive.importing import foreign
from archive.importing.foreign import Damaged, Foreign
from archive.model.exchange import Exchange, Parse, StoredPage
from archive.model.identity import url_key
from archive.tables import database
from archive.wire import http, warc
from archive.wire.records import SiteRecord, Stored
from archive.wire.response import Response, take_apart
from archive.writer.writer import ArchiveWriter

__all__ = ["Choice", "Choose", "Imported", "import_files"]

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
#: Less than this is no article where nothing but the page says that it is one. Characters.
_LEAST_TEXT = 200
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
    """What came of one file: outcomes of the answers taken, how many the archive held already, how many are not whole
    pages, and what was wrong, a line each."""

    file: Path
    outcomes: Counter[str] = field(default_factory=Counter)
    held: int = 0
    cut: int = 0
    troubles: list[str] = field(default_factory=list)

    @property
    def taken(self) -> int:
        """How many answers were stored."""
        return self.outcomes.total()


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
        for item in foreign.read(file, self._wanted):
            self._progress(1)
            if isinstance(item, Damaged):
                result.troubles.append(item.text)
            else:
                self._take(item, result)
        self._receive(0)
        return result

    def end(self) -> None:
        """End the runs."""
        for site, run_id in self._runs.items():
            outcomes = self._outcomes[site]
            counts = {name: outcomes[name] for name in ("new", "changed", "unchanged", "moved", "gone", "blocked")}
            counts |= {"fetched": outcomes.total(), "failed": outcomes["failed"] + outcomes["soft_404"]}
            self._writer.end_run(run_id, "imported", counts, f"from {', '.join(self._files[site])}")

    def _wanted(self, url: str, head: http.Head) -> bool:
        if head.status == 200:
            return head.media_type in _PAGES and self._choose(url) is not None
        choice = self._choose(url) if head.status in (404, 410) else None
        if choice is None:
            return False
        self._receive(0)  # the article may be on its way
        return self._has_article(url_key(url, choice.site.moves))

    def _take(self, answer: Foreign, result: Imported) -> None:
        choice = self._choose(answer.url)
        assert choice is not None
        site = choice.site
        key = url_key(answer.url, site.moves)
        body = self._body(answer, site)
        if body is None:
            result.troubles.append(
                f"{answer.file}: the record {answer.record_id} of {answer.url} repeats an answer that is neither here "
                "nor in the archive; import the file with that first"
            )
            return
        apart = take_apart(answer.head, body, answer.truncated)
        mark = (key, answer.at, apart.sha256)
        if any(mark == waiting for waiting, *_ in self._waiting) or self._held(*mark):
            result.held += 1
            return
        if apart.problem is not None:
            result.cut += 1
            return
        if not choice.certain and apart.head.status == 200 and not self._is_article(answer.url, site, apart):
            return
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
        )
        self._waiting.append((mark, site.name, result, self._writer.put(exchange)))
        self._receive(_IN_FLIGHT)

    def _receive(self, most: int) -> None:
        """Wait for receipts until at most `most` are due; take those that are there."""
        while self._waiting and (len(self._waiting) > most or self._waiting[0][3].done()):
            _, site, result, future = self._waiting.popleft()
            outcome = future.result().outcome
            result.outcomes[outcome] += 1
            self._outcomes[site][outcome] += 1

    def _is_article(self, url: str, site: SiteRecord, answer: Response) -> bool:
        """Whether the page itself says that it is an article: lists and forms have no date and little text."""
        head = answer.head
        page = StoredPage(url, head.status, answer.payload, head.encoding, "article", site.name, site.profile, url)
        article = self._parse(page).article
        return (
            article is not None
            and None not in (article.title, article.published)
            and len(article.body) + len(article.lead or "") >= _LEAST_TEXT
        )

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
            record = warc.read_at(self._warc, file, offset)
            body = record.block[len(record.block) - int(record.fields["Govnews-Body-Length"]) :]
            if answer.payload_digest is None:
                proved = bool(is_named)
            else:
                head = http.parse_head(record.block[: len(record.block) - len(body)])
                # Some digest the body as it came, some what is left without its chunks.
                unchunked = http.Head(head.status, tuple(h for h in head.headers if h[0] != "content-encoding"))
                bodies = (body, http.decode(unchunked, body).data)
                proved = any(foreign.check(data, answer.payload_digest) for data in bodies)
            if proved:
                return body
        return None
