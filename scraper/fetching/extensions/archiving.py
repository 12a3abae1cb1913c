"""A crawl's way into the archive: the run that it is, the one writer, what the archive remembers, and the counts."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from archive.model.errors import ArchiveError
from archive.model.exchange import CaptureKind, Exchange
from archive.model.expectations import Expect
from archive.tables import database
from archive.tables.frontier import FoundUrl, Memory
from archive.upkeep import health
from archive.wire.records import Stored
from archive.wire.response import Response
from archive.writer.writer import ArchiveWriter
from scraper.fetching.extensions.receipts import Receipts
from scraper.fetching.extensions.throttle import drop_waiting
from scraper.fetching.failure import Interrupted
from scraper.fetching.redesign import new_look
from scraper.profiles.reader import site_record

if TYPE_CHECKING:
    from scraper.spiders.news import NewsSpider

logger = logging.getLogger(__name__)
T = TypeVar("T")

#: The counts that `runs` has a column for.
COUNTS = ("discovered", "fetched", "unchanged", "new", "changed", "moved", "gone", "blocked", "failed")

#: So many reasons to look are told in a run's line.
TOLD = 3

#: What is said of a run that was told to end.
INTERRUPTED = "told to end before it was done; the next run goes on"

_writers: dict[Path, tuple[ArchiveWriter, int]] = {}


def open_writer(settings: BaseSettings) -> ArchiveWriter:
    """The writer of the archive that `settings` name; all crawls of a process share it. `close_writer` it as often.

    Raises ArchiveHeld, ArchiveError.
    """
    from scraper.parsers import PARSER_VERSION

    folder = Path(settings["GOVNEWS_ARCHIVE"]).absolute()
    writer, users = _writers.get(folder, (None, 0))
    if writer is None:
        writer = ArchiveWriter(
            folder,
            parse=load_object(settings["GOVNEWS_PARSE"]),
            operator=settings["USER_AGENT"].partition("(+")[2].rstrip(")"),
            software=f"govnews/{version('govnews')}",
            parser_version=PARSER_VERSION,
            parsers=settings.getint("GOVNEWS_PARSERS"),
        )
    _writers[folder] = (writer, users + 1)
    return writer


def close_writer(writer: ArchiveWriter, *, for_all: bool = False) -> None:
    """Let go of `writer`; whoever does so last, or `for_all`, closes it. Raises ArchiveError where writing failed."""
    for folder, (one, users) in list(_writers.items()):
        if one is writer:
            if users > 1 and not for_all:
                _writers[folder] = (writer, users - 1)
            else:
                del _writers[folder]
                writer.close()


class Archiving:
    """Begins the run when the spider opens and ends it when it closes. Other components hand it what they have.

    Where the writer's calls may block while it catches up, they are made in a thread of their own, in order.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._writer = open_writer(crawler.settings)
        self._receipts = Receipts()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="to-archive")
        #: Calls that wait for the writer, or for those before them.
        self._waiting = 0
        self._stopping: asyncio.Future[None] | None = None
        self.memory: Memory
        self.run_id = 0
        self.counts: Counter[str] = Counter()
        #: Whether the run before this one came to its end, so that what is known was followed up.
        self.caught_up = False
        #: Why a person should look at this run, the first reason first.
        self.troubles: list[str] = []
        #: The error that the archive stopped with.
        self.error: ArchiveError | None = None
        self.outcome: str | None = None
        self._note: str | None = None
        #: Why the run ends early as planned, its hours or its budget being over.
        self.paused: str | None = None
        crawler.signals.connect(self._spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(self._spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(self._spider_error, signal=signals.spider_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Archiving:
        return cls(crawler)

    @property
    def site(self) -> str:
        """The site's name."""
        return self._spider.site.name

    async def put(self, exchange: Exchange, answer: Response) -> Future[Stored]:
        """Hand `exchange` to the writer, waiting while its queue is full; the future resolves when it is stored."""
        if not self._waiting and self._writer.has_room_for(exchange, answer):
            return self._handed(lambda: self._writer.put(exchange, answer))
        return await self._call(lambda: self._writer.put(exchange, answer))

    async def found(self, urls: Iterable[FoundUrl]) -> None:
        """Have URLs remembered, and count those that the archive did not know."""
        if urls := list(urls):
            future = await self._call(lambda: self._writer.found(self.site, self.run_id, urls))
            self.counts["discovered"] += await self.stored(future)

    async def failed(self, kind: CaptureKind, url: str, reason: str) -> None:
        """Have it recorded that `url` gave no answer."""
        await self._call(lambda: self._writer.failed(self.site, self.run_id, kind, url, reason))
        logger.info("%s: %s", url, reason)

    async def stored(self, future: Future[T]) -> T:
        """What `future` resolves to, once it is committed. Raises ArchiveError, and ends the crawl."""
        try:
            return await self._receipts.of(future)
        except ArchiveError as error:
            self._stop(error)
            raise

    def trouble(self, reason: str) -> None:
        """Note why a person should look at this run."""
        if reason not in self.troubles:
            self.troubles.append(reason)
            logger.warning("%s", reason)

    def pause(self, reason: str) -> None:
        """End the crawl as planned; what is in flight still arrives, what waits for its turn is not sent."""
        if self.paused is None and self._stopping is None:
            self.paused = reason
            for slot in self._crawler.engine.downloader.slots.values():
                drop_waiting(slot, Interrupted(reason))
            # Unlike closing the spider, this ends its `start` too.
            self._stopping = asyncio.ensure_future(self._crawler.stop_async())

    @property
    def _spider(self) -> NewsSpider:
        return self._crawler.spider  # type: ignore[return-value]

    def _handed(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except ArchiveError as error:
            self._stop(error)
            raise

    async def _call(self, work: Callable[[], T]) -> T:
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except ArchiveError as error:
            self._stop(error)
            raise
        finally:
            self._waiting -= 1

    def _stop(self, error: ArchiveError) -> None:
        """The archive takes nothing any more: there is no use in going on."""
        self.error = self.error or error
        if self._stopping is None:
            self._stopping = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="archive"))

    async def _spider_opened(self, spider: NewsSpider) -> None:
        try:
            self.run_id = await self._call(lambda: self._writer.begin_run(site_record(spider.site)))
            folder = Path(self._crawler.settings["GOVNEWS_ARCHIVE"])
            self.memory = Memory(folder)
            self.caught_up = _last_run_finished(folder, self.site, self.run_id)
        except ArchiveError as error:
            self.error = error
            raise CloseSpider("archive") from error

    def _spider_error(self, failure: object, response: object, spider: Spider) -> None:
        self.trouble(f"a defect in govnews: {getattr(failure, 'value', failure)!r}; the log has the details")

    async def _spider_closed(self, spider: NewsSpider, reason: str) -> None:
        if reason == "shutdown" and self.paused is None:
            self.outcome, self._note = "interrupted", INTERRUPTED
        else:
            if self.paused is not None:
                self._note = self.paused
            elif reason not in ("finished", "archive"):
                self.trouble(f"the crawl ended early: {reason}")
            await self._judge()
            ended = "finished" if self.paused is None else "paused"
            self.outcome = "failed" if self.troubles or self.error else ended
        try:
            if self.run_id and self.error is None:
                await self._call(self.end)
        finally:
            if self.run_id and hasattr(self, "memory"):
                self.memory.close()
            self._thread.shutdown(wait=False)
            await asyncio.to_thread(close_writer, self._writer)

    async def _judge(self) -> None:
        """Look at the counts, and at what was read, as a person would."""
        asked = sum(self.counts[name] for name in ("unchanged", "new", "changed", "moved", "gone", "blocked", "failed"))
        for name, words in (("failed", "could not be fetched"), ("blocked", "were blocked")):
            if 2 * self.counts[name] > asked:
                self.trouble(f"{self.counts[name]} of {asked} articles {words}")
        if self.run_id and self.error is None:
            folder = Path(self._crawler.settings["GOVNEWS_ARCHIVE"])
            try:
                for finding in await asyncio.to_thread(_unhealthy, folder, self.run_id, self._spider.site.expect):
                    self.trouble(str(finding))
            except (ArchiveError, OSError, sqlite3.Error) as error:
                self.trouble(f"what the run read could not be held against its history: {error}")

    def end(self) -> None:
        """Record the run's end, with its outcome."""
        counts = {name: self.counts[name] for name in COUNTS}
        self._writer.end_run(self.run_id, self.outcome or "interrupted", counts, self.reason)

    @property
    def reason(self) -> str | None:
        """Why a person should look, or why there was little to do, in one line; None where all went its way."""
        more = len(self.troubles) - TOLD
        told = "; ".join(self.troubles[:TOLD]) or self._note
        return f"{told} (and {more} more)" if more > 0 else told


def archiving(crawler: Crawler) -> Archiving:
    """The crawl's Archiving."""
    found = crawler.get_extension(Archiving)
    if found is None:
        raise RuntimeError("scraper.fetching.extensions.archiving.Archiving is not among EXTENSIONS")
    return found


def _unhealthy(folder: Path, run_id: int, expect: Expect) -> tuple[health.Symptom, ...]:
    connection = database.open_reader(folder / database.NAME)
    try:
        other = new_look(folder, connection, run_id)
        return (*health.check(connection, run_id, expect), *([other] if other else ()))
    finally:
        connection.close()


def _last_run_finished(folder: Path, site: str, run_id: int) -> bool:
    connection = database.open_reader(folder / database.NAME)
    try:
        sql = (
            "SELECT outcome FROM runs WHERE site = ? AND id < ? AND outcome IS NOT 'imported' ORDER BY id DESC LIMIT 1"
        )
        row = connection.execute(sql, (site, run_id)).fetchone()
        return row is not None and row[0] == "finished"
    finally:
        connection.close()
