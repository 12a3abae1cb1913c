"""Ends a crawl while there is still room to write down how it ended."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from archive.model.errors import ArchiveError
from scraper.fetching.sink import Sink
from scraper.fetching.site_spider import sink_of

#: Interval between two looks, in seconds.
EVERY = 10.0


def check(folder: Path, least: int) -> str | None:
    """What is wrong where fewer than `least` bytes are free on the disk of `folder`; None where nothing is.

    >>> check(Path("/"), 0) is None
    True
    """
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free >= least:
        return None
    return f"{folder}: {free // 1_000_000} MB are free, {least // 1_000_000} MB are needed; free space, then run again"


def require(folder: Path, least: int) -> None:
    """Raise ArchiveError where fewer than `least` bytes are free."""
    if problem := check(folder, least):
        raise ArchiveError(problem)


class Disk:
    """Ends the crawl, as one that failed, when less than GOVNEWS_FREE_BYTES is left on the archive's disk."""

    def __init__(self, crawler: Crawler, sink: Sink) -> None:
        self._sink = sink
        self._folder = Path(crawler.settings["GOVNEWS_ARCHIVE"])
        self._least = crawler.settings.getint("GOVNEWS_FREE_BYTES")
        self._next: asyncio.TimerHandle | None = None
        crawler.signals.connect(self._spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(self._spider_closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Disk:
        return cls(crawler, sink_of(crawler))

    def _spider_opened(self, spider: Spider) -> None:
        self._look()

    def _look(self) -> None:
        if problem := check(self._folder, self._least):
            self._sink.trouble(problem)
            self._sink.pause(problem)
        else:
            self._next = asyncio.get_running_loop().call_later(EVERY, self._look)

    def _spider_closed(self, spider: Spider) -> None:
        if self._next:
            self._next.cancel()
