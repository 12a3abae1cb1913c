"""robots.txt as RFC 9309 has it, fetched once a scheme and host by all crawls of a process; and Crawl-delay."""

from __future__ import annotations

import asyncio
import math
import re
from time import monotonic

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from archive.model import clock
from scraper.fetching.failure import Forbidden, Interrupted, describe, duration
from scraper.fetching.network import PrivateAddress
from scraper.fetching.site_spider import SiteSpider
from scraper.fetching.slots import known_slot, slot_of

#: RFC 9309, 2.5: how much of the file is read at least. 2.4: how long it may be remembered, in seconds.
READ_BYTES = 512 * 1024
KEPT_SECONDS = 24 * 3600.0


#: The product that robots.txt knows us as.
PRODUCT = "govnews"
# Protego takes a name for ours where ours begins with it: `gov` would be govnews.
_AGENT = re.compile(r"(?im)^([ \t]*user-?agent[ \t]*:[ \t]*)([^\r\n#]+)")


def _whole_name(line: re.Match[str]) -> str:
    """A `User-agent` line by RFC 9309, 2.2.1: a product's whole name, in any case; what follows it is its version.

    >>> [_AGENT.sub(_whole_name, f"User-agent: {name}") for name in ("gov", "GovNews/2.0", "* ", "govnewsbot")]
    ['User-agent: other', 'User-agent: govnews', 'User-agent: *', 'User-agent: other']
    """
    named = line[2].strip()
    ours = re.match(rf"{PRODUCT}(?![\w-])", named, re.IGNORECASE)
    return line[1] + ("*" if named.startswith("*") else PRODUCT if ours else "other")


class Rules(RobotParser):
    """What a robots.txt says; or, with `unreachable`, why nothing may be fetched since it could not be read.

    `is_of_all` where that holds for every crawl of the process, and not only for the one that wanted to ask.
    """

    def __init__(self, text: str = "", unreachable: str | None = None, *, is_of_all: bool = True) -> None:
        self._rules = Protego.parse(_AGENT.sub(_whole_name, text))
        self.unreachable = unreachable
        self.is_of_all = is_of_all
        self.read_at = monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> Rules:
        return cls(robotstxt_body[:READ_BYTES].decode("utf-8-sig", "replace"))

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        return self.unreachable is None and bool(self._rules.can_fetch(str(url), str(user_agent)))

    def crawl_delay(self, user_agent: str | bytes) -> float | None:
        delay = self._rules.crawl_delay(str(user_agent))
        return None if delay is None or math.isnan(delay) or delay < 0 else float(delay)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The addresses on its `Sitemap:` lines."""
        return tuple(self._rules.sitemaps)


#: What the crawls of this process have asked for, by scheme and host.
_ASKED: dict[tuple[str, str], asyncio.Task[Rules]] = {}


class Robots(RobotsTxtMiddleware):
    """Scrapy's own middleware with the reading of the file replaced.

    Scrapy's lets requests pass while the file is in flight, reads rules out of error pages, and asks again after an
    error. Here one task a scheme and host is awaited by all; a 4xx allows everything, a 5xx, 429 or no answer nothing.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._agent = crawler.settings["ROBOTSTXT_USER_AGENT"]
        #: Maximum number of seconds that a run waits between two requests.
        self._longest = crawler.settings.getfloat("GOVNEWS_LONGEST_PAUSE")
        self._own: set[asyncio.Task[Rules]] = set()

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        """Raise Forbidden where the host's robots.txt does not allow the request."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self.rules(request)
        if rules.unreachable is not None:
            netloc = urlparse_cached(request).netloc
            raise Forbidden(f"{netloc}: robots.txt {rules.unreachable}, so nothing may be fetched")
        if not rules.allowed(request.url, self._robotstxt_useragent or self._default_useragent):
            self._stats.inc_value("robotstxt/forbidden")
            raise Forbidden(f"{request.url}: robots.txt disallows it")
        if reason := await self.one_a_run(request):
            self._take_the_turn(request, rules.crawl_delay(self._agent) or 0, reason)

    async def one_a_run(self, request: Request) -> str | None:
        """Why a run asks the host of `request` for one page at most: its Crawl-delay is longer than a run waits."""
        delay = (await self.rules(request)).crawl_delay(self._agent)
        if delay is None or delay <= self._longest:
            return None
        host, wanted = slot_of(request), duration(delay)
        return f"{host}: robots.txt asks for {wanted} between two requests, longer than a run waits"

    def _take_the_turn(self, request: Request, delay: float, reason: str) -> None:
        """Let `request` pass where the last page was asked for `delay` seconds ago; else raise Interrupted."""
        spider, slot = self.crawler.spider, known_slot(request)
        if not isinstance(spider, SiteSpider) or slot is None:
            raise Interrupted(reason)
        now = clock.now()
        last = clock.moment(slot.asked_at or spider.sink.frontier.last_asked(slot_of(request)))
        present = clock.moment(now)
        if last is None or present is None or (present - last).total_seconds() >= delay:
            slot.asked_at = now
            return
        spider.sink.pause(reason)
        raise Interrupted(reason)

    async def rules(self, request: Request) -> Rules:
        """The rules of the host that `request` asks."""
        parts = urlparse_cached(request)
        key = (parts.scheme, parts.netloc)
        while True:
            task = _ASKED.get(key)
            if task is None or (task.done() and not _holds(task, task in self._own)):
                address = f"{parts.scheme}://{parts.netloc}/robots.txt"
                task = _ASKED[key] = asyncio.ensure_future(self._fetch(address))
                self._own.add(task)
            # One waiting request that is cancelled must not take the file from the others.
            rules = await asyncio.shield(task)
            if rules.is_of_all or task in self._own:
                return rules

    async def _fetch(self, url: str) -> Rules:
        meta = {"dont_obey_robotstxt": True, "dont_retry": True, "kind": "robots"}
        request = Request(url, priority=self.DOWNLOAD_PRIORITY, meta=meta, callback=NO_CALLBACK)
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            spider = self.crawler.spider
            if isinstance(spider, SiteSpider):  # `scraper.fetching.visits` crawls without an archive
                await spider.sink.failed("robots", url, describe(error))
            is_of_all = not isinstance(error, Interrupted | PrivateAddress)
            return Rules(unreachable=f"cannot be read ({describe(error)})", is_of_all=is_of_all)
        if response.status >= 500 or response.status == 429:
            return Rules(unreachable=f"answers {response.status}")
        rules = Rules.from_crawler(self.crawler, response.body if response.status < 300 else b"")
        await self.crawler.signals.send_catch_log_async(signals.robots_parsed, robotparser=rules, request=request)
        return rules


def _holds(task: asyncio.Task[Rules], is_own: bool) -> bool:
    """Whether what was read is still to be gone by, by the crawl that asked or by another."""
    if task.cancelled() or task.exception() is not None:
        return False
    rules = task.result()
    return (rules.is_of_all or is_own) and monotonic() - rules.read_at <= KEPT_SECONDS
