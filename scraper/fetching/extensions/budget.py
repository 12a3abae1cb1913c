"""Ends a site's crawl when it has had as many answers, or as much time, as it was given."""

from __future__ import annotations

import asyncio

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from scraper.fetching.sink import Sink
from scraper.fetching.site_spider import sink_of


class Budget:
    """Closes the spider after GOVNEWS_PAGES answers, or GOVNEWS_MINUTES minutes."""

    def __init__(self, crawler: Crawler, sink: Sink) -> None:
        self._sink = sink
        self._pages: int | None = crawler.settings["GOVNEWS_PAGES"]
        self._minutes: float | None = crawler.settings["GOVNEWS_MINUTES"]
        if self._pages is None and self._minutes is None:
            raise NotConfigured
        self._over: asyncio.TimerHandle | None = None
        crawler.signals.connect(self._spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(self._spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(self._answered, signal=signals.response_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Budget:
        return cls(crawler, sink_of(crawler))

    def _spider_opened(self, spider: Spider) -> None:
        if self._minutes is not None:
            self._over = asyncio.get_running_loop().call_later(60 * self._minutes, self._close)

    def _answered(self) -> None:
        if self._pages is not None:
            self._pages -= 1
            if self._pages <= 0:
                self._close()

    def _close(self) -> None:
        self._sink.pause("stopped when its budget was spent; the next run goes on")

    def _spider_closed(self, spider: Spider) -> None:
        if self._over:
            self._over.cancel()
