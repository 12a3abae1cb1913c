"""AutoThrottle that keeps to what was asked for: the profile's delay, Crawl-delay, and a pause that a host wants."""

from __future__ import annotations

from time import monotonic

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from scraper.fetching.slots import known_slot


class Throttle(AutoThrottle):
    """Scrapy's AutoThrottle with a floor a slot, and the delay counted from the end of an answer.

    Scrapy counts from when it began to send, so that what a server sees comes nearer together than the delay.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._longest = crawler.settings.getfloat("GOVNEWS_LONGEST_PAUSE")
        self._agent = crawler.settings["ROBOTSTXT_USER_AGENT"]
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)
        crawler.signals.connect(self._headers_received, signal=signals.headers_received)

    def pause(self, request: Request, seconds: float) -> None:
        """No request to the host of `request` for that many seconds."""
        if slot := known_slot(request):
            # A slot without any delay looks at no clock.
            slot.delay = slot.delay or 0.01
            slot.lastseen = max(slot.lastseen, monotonic() + seconds)

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        delay = robotparser.crawl_delay(self._agent)
        # A longer one pauses the site altogether: `scraper.fetching.middlewares.robots`.
        if delay is not None and delay <= self._longest and (slot := known_slot(request)):
            slot.raise_floor(delay)

    def _headers_received(self, request: Request) -> None:
        self._seen(request)

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        self._seen(request)
        slot = known_slot(request)
        # A delay of nothing is somebody's own server, told so by its profile.
        if slot and slot.floor > 0:
            super()._response_downloaded(response, request, spider)
            slot.delay = max(slot.delay, slot.floor)

    def _seen(self, request: Request) -> None:
        if slot := known_slot(request):
            slot.lastseen = max(slot.lastseen, monotonic())
