"""Where a crawl's pages go: the run that it is in the archive, the one writer, the frontier, and the counts."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Protocol, TypeVar

from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from archive.model.errors import ArchiveError, Refused
from archive.model.exchange import CaptureKind, Exchange
from archive.model.expectations import Expect
from archive.tables import database
from archive.tables.frontier import FoundUrl, Frontier
from archive.upkeep import health
from archive.wire.records import Stored
from archive.wire.response import Response
from archive.writer.writer import ArchiveWriter
from scraper.fetching.receipts import Receipts
from scraper.fetching.redesign import new_look
from scraper.parser_version import parser_version
from scraper.profiles.reader import site_record
from scraper.profiles.site import Site

logger = logging.getLogger(__name__)
T = TypeVar("T")

#: The counts that `runs` has a column for.
COUNTS = ("discovered", "fetched", "unchanged", "new", "changed", "moved", "gone", "blocked", "failed")

#: Maximum number of reasons to look that a run's line tells.
TOLD = 3

#: What is said of a run that was told to end.
INTERRUPTED = "told to end before it was done; the next run goes on"


def open_writer(settings: BaseSettings) -> ArchiveWriter:
    """The writer of the archive that `settings` name. Raises ArchiveHeld, ArchiveError."""
    return ArchiveWriter(
        Path(settings["GOVNEWS_ARCHIVE"]).absolute(),
        parse=load_object(settings["GOVNEWS_PARSE"]),
        operator=settings["USER_AGENT"].partition("(+")[2].rstrip(")"),
        software=f"govnews/{version('govnews')}",
        parser_version=parser_version(),
        parsers=settings.getint("GOVNEWS_PARSERS"),
    )


class Stoppable(Protocol):
    """A crawl, as far as the sink may end it."""

    def pause(self, reason: str) -> None:
        """End as planned: what is in flight still arrives, what waits for its turn is not sent."""

    def abort(self) -> None:
        """End at once: the archive takes nothing any more."""


class Sink:
    """Takes what one crawl of one site brings. Whoever starts the crawl makes it and hands it to the spider.

    Where the writer's calls may block while it catches up, they are made in a thread of their own, in order. With
    `closes_writer` the end of the run closes `writer` too; otherwise whoever opened it does, since crawls may share it.
    """

    def __init__(self, writer: ArchiveWriter, site: Site, *, closes_writer: bool = False) -> None:
        self._writer = writer
        self._site = site
        self._closes_writer = closes_writer
        self._receipts = Receipts()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="to-archive")
        #: Calls that wait for the writer, or for those before them.
        self._waiting = 0
        self._crawl: Stoppable | None = None
        self.frontier: Frontier
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

    @property
    def site(self) -> str:
        """The site's name."""
        return self._site.name

    def attach(self, crawl: Stoppable) -> None:
        """From now on `crawl` is what ends when the sink takes nothing any more."""
        self._crawl = crawl

    async def begin(self) -> None:
        """Begin the run. Raises ArchiveError."""
        try:
            self.run_id = await self._call(lambda: self._writer.begin_run(site_record(self._site)))
            self.frontier = Frontier(self._writer.folder)
            self.caught_up = _last_run_finished(self._writer.folder, self.site, self.run_id)
        except Refused as error:
            self.trouble(f"the run could not begin: {error}")
            raise
        except ArchiveError as error:
            self.error = error
            raise

    async def put(self, exchange: Exchange, answer: Response) -> Future[Stored]:
        """Hand `exchange` to the writer, waiting while its queue is full; the future resolves when it is stored."""
        if not self._waiting and self._writer.has_room_for(exchange, answer):
            return self._handed(lambda: self._writer.put(exchange, answer))
        return await self._call(lambda: self._writer.put(exchange, answer))

    async def found(self, urls: Iterable[FoundUrl]) -> None:
        """Have URLs remembered, and count those that the archive did not know."""
        if urls := list(urls):
            future = await self._call(lambda: self._writer.found(self.site, self.run_id, urls))
            try:
                self.counts["discovered"] += await self.stored(future)
            except Refused as error:
                self.trouble(f"{len(urls)} addresses, as {urls[0].url}: {error}")

    async def failed(self, kind: CaptureKind, url: str, reason: str) -> None:
        """Have it recorded that `url` gave no answer."""
        await self._call(lambda: self._writer.failed(self.site, self.run_id, kind, url, reason))
        logger.info("%s: %s", url, reason)

    async def stored(self, future: Future[T]) -> T:
        """What `future` resolves to, once it is committed. Raises Refused; or ArchiveError, and ends the crawl."""
        try:
            return await self._receipts.of(future)
        except Refused:
            raise
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
        if self.paused is None and self.error is None:
            self.paused = reason
            if self._crawl is not None:
                self._crawl.pause(reason)

    async def end(self, *, interrupted: bool = False) -> None:
        """The crawl is over: judge it, record the run's end, and let go of the archive."""
        try:
            if interrupted and self.paused is None:
                self.outcome, self._note = "interrupted", INTERRUPTED
            else:
                self._note = self.paused
                await self._judge()
                ended = "finished" if self.paused is None else "paused"
                self.outcome = "failed" if self.troubles or self.error else ended
            if self.run_id and self.error is None:
                with suppress(Refused):  # the log has it; the next run finds this one interrupted
                    await self._call(self.record_end)
        finally:
            if hasattr(self, "frontier"):
                self.frontier.close()
            self._thread.shutdown(wait=False)
            if self._closes_writer:
                await asyncio.to_thread(self._writer.close)

    def record_end(self) -> None:
        """Record the run's end, with its outcome. Blocks until it is stored."""
        counts = {name: self.counts[name] for name in COUNTS}
        self._writer.end_run(self.run_id, self.outcome or "interrupted", counts, self.reason)

    @property
    def reason(self) -> str | None:
        """Why a person should look, or why there was little to do, in one line; None where all went its way."""
        more = len(self.troubles) - TOLD
        told = "; ".join(self.troubles[:TOLD]) or self._note
        return f"{told} (and {more} more)" if more > 0 else told

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
        except Refused:
            raise
        except ArchiveError as error:
            self._stop(error)
            raise
        finally:
            self._waiting -= 1

    def _stop(self, error: ArchiveError) -> None:
        """The archive takes nothing any more: there is no use in going on."""
        if self.error is None:
            self.error = error
            if self.paused is None and self._crawl is not None:
                self._crawl.abort()

    async def _judge(self) -> None:
        """Look at the counts, and at what was fetched, as a person would."""
        symptoms: tuple[health.Symptom, ...] = ()
        unknown: Exception | None = None
        if self.run_id and self.error is None:
            try:
                symptoms = await asyncio.to_thread(_unhealthy, self._writer.folder, self.run_id, self._site.expect)
            except (ArchiveError, OSError, sqlite3.Error) as error:
                unknown = error
        # Pages without a body count as failed; that they were fetched is what a person has to know first.
        for symptom in symptoms:
            if symptom.field == "body":
                self.trouble(str(symptom))
        asked = sum(self.counts[name] for name in ("unchanged", "new", "changed", "moved", "gone", "blocked", "failed"))
        for name, words in (("failed", "could not be fetched"), ("blocked", "were blocked")):
            if 2 * self.counts[name] > asked:
                self.trouble(f"{self.counts[name]} of {asked} articles {words}")
        for symptom in symptoms:
            self.trouble(str(symptom))
        if unknown is not None:
            self.trouble(f"what the run read could not be held against its history: {unknown}")


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
