"""Crawls a site only in the hours that its profile allows."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured

from scraper.fetching.sink import Sink
from scraper.fetching.site_spider import sink_of

#: The reason that a spider is closed with when its hours are over.
REASON = "hours"


def time_left(hours: str, now: datetime) -> timedelta | None:
    """How long the span `hours` (`22:00-06:00`, UTC) still lasts at `now`; None outside of it.

    >>> night = datetime(2020, 2, 4, 23, 30, tzinfo=UTC)
    >>> time_left("22:00-06:00", night), time_left("09:00-17:00", night)
    (datetime.timedelta(seconds=23400), None)
    """
    begin, end = (time.fromisoformat(part) for part in hours.split("-"))
    passed = (timedelta(hours=now.hour, minutes=now.minute, seconds=now.second) - _since_midnight(begin)) % _DAY
    length = (_since_midnight(end) - _since_midnight(begin)) % _DAY
    return length - passed if passed < length else None


class Hours:
    """Closes the spider at once outside of the setting GOVNEWS_HOURS, and at the end of that span otherwise."""

    def __init__(self, crawler: Crawler, sink: Sink) -> None:
        self._sink = sink
        self._hours: str | None = crawler.settings["GOVNEWS_HOURS"]
        if not self._hours:
            raise NotConfigured
        self._outside = f"stopped outside of its hours, {self._hours} UTC"
        self._over: asyncio.TimerHandle | None = None
        crawler.signals.connect(self._spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(self._spider_closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Hours:
        return cls(crawler, sink_of(crawler))

    def _spider_opened(self, spider: Spider) -> None:
        left = time_left(self._hours or "", datetime.now(UTC))
        if left is None:
            self._sink.paused = self._outside
            raise CloseSpider(REASON)
        self._over = asyncio.get_running_loop().call_later(left.total_seconds(), self._close)

    def _close(self) -> None:
        self._sink.pause(self._outside)

    def _spider_closed(self, spider: Spider) -> None:
        if self._over:
            self._over.cancel()


_DAY = timedelta(days=1)


def _since_midnight(moment: time) -> timedelta:
    return timedelta(hours=moment.hour, minutes=moment.minute)
