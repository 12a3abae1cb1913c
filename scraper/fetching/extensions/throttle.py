"""AutoThrottle that keeps to what was asked for: the profile's delay, Crawl-delay, and a pause that a host wants."""

from __future__ import annotations

from time import monotonic

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from scraper.fetching.slots import slot_of


class Throttle(AutoThrottle):
    """Scrapy's AutoThrottle with a floor a slot, and the delay counted from the end of an answer.

    Scrapy counts from when it began to send, so that what a server sees comes nearer together than the delay.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._floors: dict[str, float] = {}
        self._longest = crawler.settings.getfloat("GOVNEWS_LONGEST_PAUSE")
        self._agent = crawler.settings["ROBOTSTXT_USER_AGENT"]
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)
        crawler.signals.connect(self._headers_received, signal=signals.headers_received)

    def raise_floor(self, slot_name: str, delay: float) -> None:
        """From now on at least `delay` seconds between two requests of the slot."""
        self._floors[slot_name] = max(delay, self.floor(slot_name))
        downloader = self.crawler.engine.downloader
        # Slots that lie idle are thrown away; the next of the same name begins with these settings.
        downloader.per_slot_settings.setdefault(slot_name, {})["delay"] = self._floors[slot_name]
        if slot := downloader.slots.get(slot_name):
            slot.delay = max(slot.delay, self._floors[slot_name])

    def pause(self, slot_name: str, seconds: float) -> None:
        """No request of the slot for that many seconds."""
        if slot := self.crawler.engine.downloader.slots.get(slot_name):
            # A slot without any delay looks at no clock.
            slot.delay = slot.delay or 0.01
            slot.lastseen = max(slot.lastseen, monotonic() + seconds)

    def floor(self, slot_name: str) -> float:
        """The least delay of the slot, in seconds."""
        return self._floors.get(slot_name, self.crawler.settings.getfloat("DOWNLOAD_DELAY"))

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        delay = robotparser.crawl_delay(self._agent)
        # A longer one pauses the site altogether: `scraper.fetching.middlewares.robots`.
        if delay is not None and delay <= self._longest:
            self.raise_floor(slot_of(request), delay)

    def _headers_received(self, request: Request) -> None:
        self._seen(request)

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        self._seen(request)
        floor = self.floor(slot_of(request))
        # A delay of nothing is somebody's own server, told so by its profile.
        if floor > 0:
            super()._response_downloaded(response, request, spider)
            if slot := self.crawler.engine.downloader.slots.get(slot_of(request)):
                slot.delay = max(slot.delay, floor)

    def _seen(self, request: Request) -> None:
        if slot := self.crawler.engine.downloader.slots.get(slot_of(request)):
            slot.lastseen = max(slot.lastseen, monotonic())
