"""Scrapy's signals, told to the sink: the spider opened, failed, closed."""

from __future__ import annotations

import asyncio

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from archive.model.errors import ArchiveError
from scraper.fetching.failure import Interrupted
from scraper.fetching.sink import Sink
from scraper.fetching.site_spider import sink_of
from scraper.fetching.slots import drop_waiting

#: Interval between two looks whether a crawl has started, in seconds.
_STARTING = 0.01


class Run:
    """Begins the run when the spider opens and ends it when it closes; ends the crawl when the sink asks for it."""

    def __init__(self, crawler: Crawler, sink: Sink) -> None:
        self._crawler = crawler
        self._sink = sink
        self._stopping: asyncio.Future[None] | None = None
        self._closed = False
        sink.attach(self)
        crawler.signals.connect(self._spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(self._spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(self._spider_error, signal=signals.spider_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Run:
        return cls(crawler, sink_of(crawler))

    def pause(self, reason: str) -> None:
        """End the crawl as planned; what is in flight still arrives, what waits for its turn is not sent."""
        if self._stopping is None:
            self._stopping = asyncio.ensure_future(self._pause(reason))

    async def _pause(self, reason: str) -> None:
        # A limit may be reached while the crawl starts, when there is nothing yet that could be stopped.
        while not self._crawler.engine.running and not self._closed:
            await asyncio.sleep(_STARTING)
        if not self._closed:
            downloader = self._crawler.engine.downloader
            for slot in downloader.slots.values():
                drop_waiting(slot, Interrupted(reason), downloader)
            # Unlike closing the spider, this ends its `start` too.
            await self._crawler.stop_async()

    def abort(self) -> None:
        """End the crawl: the archive takes nothing any more."""
        if self._stopping is None:
            self._stopping = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="archive"))

    async def _spider_opened(self, spider: Spider) -> None:
        try:
            await self._sink.begin()
        except ArchiveError as error:
            raise CloseSpider("archive") from error

    def _spider_error(self, failure: object, response: object, spider: Spider) -> None:
        error = getattr(failure, "value", failure)
        self._sink.trouble(f"a defect in govnews: {error!r}; the log has the details")

    async def _spider_closed(self, spider: Spider, reason: str) -> None:
        self._closed = True
        interrupted = reason == "shutdown"
        if self._sink.paused is None and not interrupted and reason not in ("finished", "archive"):
            self._sink.trouble(f"the crawl ended early: {reason}")
        await self._sink.end(interrupted=interrupted)
