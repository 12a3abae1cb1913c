"""robots.txt as RFC 9309 has it, fetched once a scheme, host and run, and Crawl-delay beside it."""

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

from scraper.fetching.failure import Forbidden, Interrupted, describe, duration
from scraper.fetching.site_spider import SiteSpider

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
    """What a robots.txt says; or, with `unreachable`, why nothing may be fetched since it could not be read."""

    def __init__(self, text: str = "", unreachable: str | None = None) -> None:
        self._rules = Protego.parse(_AGENT.sub(_whole_name, text))
        self.unreachable = unreachable
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
        self._tasks: dict[tuple[str, str], asyncio.Task[Rules]] = {}

    async def process_request(self, request: Request) -> None:  # type: ignore[override]
        """Raise Forbidden where the host's robots.txt does not allow the request."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self.rules(request)
        delay = rules.crawl_delay(self._agent)
        if delay is not None and delay > self._longest:
            netloc = urlparse_cached(request).netloc
            reason = f"{netloc}: robots.txt asks for {duration(delay)} between two requests, longer than a run waits"
            spider = self.crawler.spider
            if isinstance(spider, SiteSpider):
                spider.sink.pause(reason)
            raise Interrupted(reason)
        if rules.unreachable is not None:
            netloc = urlparse_cached(request).netloc
            raise Forbidden(f"{netloc}: robots.txt {rules.unreachable}, so nothing may be fetched")
        if not rules.allowed(request.url, self._robotstxt_useragent or self._default_useragent):
            self._stats.inc_value("robotstxt/forbidden")
            raise Forbidden(f"{request.url}: robots.txt disallows it")

    async def rules(self, request: Request) -> Rules:
        """The rules of the host that `request` asks."""
        parts = urlparse_cached(request)
        key = (parts.scheme, parts.netloc)
        task = self._tasks.get(key)
        if task is None or (task.done() and monotonic() - task.result().read_at > KEPT_SECONDS):
            task = self._tasks[key] = asyncio.ensure_future(self._fetch(f"{parts.scheme}://{parts.netloc}/robots.txt"))
        # One waiting request that is cancelled must not take the file from the others.
        return await asyncio.shield(task)

    async def _fetch(self, url: str) -> Rules:
        meta = {"dont_obey_robotstxt": True, "dont_retry": True, "kind": "robots"}
        request = Request(url, priority=self.DOWNLOAD_PRIORITY, meta=meta, callback=NO_CALLBACK)
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            spider = self.crawler.spider
            if isinstance(spider, SiteSpider):  # `scraper.fetching.visits` crawls without an archive
                await spider.sink.failed("robots", url, describe(error))
            return Rules(unreachable=f"cannot be read ({describe(error)})")
        if response.status >= 500 or response.status == 429:
            return Rules(unreachable=f"answers {response.status}")
        rules = Rules.from_crawler(self.crawler, response.body if response.status < 300 else b"")
        await self.crawler.signals.send_catch_log_async(signals.robots_parsed, robotparser=rules, request=request)
        return rules
