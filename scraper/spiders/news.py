"""The one spider: finds a site's articles as its profile says, and fetches those that are new or due."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from archive.model import clock
from scraper.discovery.impossible import impossible
from scraper.discovery.scope import is_article_url
from scraper.discovery.traps import is_trap
from scraper.fetching.failure import describe
from scraper.fetching.middlewares.capture import STORED
from scraper.fetching.middlewares.robots import Robots
from scraper.fetching.outcomes import FetchedArticle
from scraper.fetching.plan import EVERYDAY, Plan
from scraper.fetching.sink import Sink, open_writer
from scraper.fetching.site_spider import SiteSpider
from scraper.profiles.reader import load_profiles
from scraper.profiles.site import Site
from scraper.spiders.discovery import Discovery


class NewsSpider(SiteSpider):
    """Crawls one site: `scrapy crawl news -a site=NAME`, or with a Site where `govnews crawl` runs it."""

    name = "news"

    def __init__(self, site: Site, sink: Sink, plan: Plan = EVERYDAY, **arguments: Any) -> None:
        super().__init__(site, sink, **arguments)
        self.plan = plan
        #: How many articles may still be fetched that never were; None: all.
        self._left = plan.limit
        self._rechecks = 0
        self._probed = False
        self._asked: set[str] = set()
        self._under_way = 0

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, site: Site | str | None = None, sink: Sink | None = None, **arguments: Any
    ) -> NewsSpider:
        """The spider of `site`, whose profile goes on top of the settings; without a sink one of its own."""
        site = _site(site)
        sink = sink or Sink(open_writer(crawler.settings), site, closes_writer=True)
        spider = super().from_crawler(crawler, site, sink, **arguments)
        ways = site.politeness
        said = {
            "DOWNLOAD_DELAY": ways.delay,
            "CONCURRENT_REQUESTS_PER_DOMAIN": ways.concurrency,
            "CONCURRENT_REQUESTS": 2 * ways.concurrency,
            "AUTOTHROTTLE_TARGET_CONCURRENCY": float(ways.concurrency),
            "ROBOTSTXT_OBEY": ways.obey_robots,
            "GOVNEWS_HOURS": ways.hours,
            "GOVNEWS_ALLOW_PRIVATE_ADDRESSES": ways.allow_private_addresses,
        }
        for name, value in said.items():
            crawler.settings.set(name, value, priority="spider")
        if site.language:
            headers = {**crawler.settings["DEFAULT_REQUEST_HEADERS"]}
            headers["Accept-Language"] = f"{site.language}, *;q=0.5"
            crawler.settings.set("DEFAULT_REQUEST_HEADERS", headers, priority="spider")
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """First look where articles are announced, one page after another; then fetch what is new or due."""
        discovery = Discovery(self, self.plan)
        robots = self.crawler.get_downloader_middleware(Robots)
        if robots and (reason := await robots.one_a_run(Request(self.site.home_url))):
            self.sink.paused = reason
            if (request := await self._the_one_page(discovery)) is not None:
                yield request
            return
        await discovery.run()
        async for request in self._articles():
            yield request
        if self.plan.goes_back:
            async for _ in discovery.go_back():
                async for request in self._articles():
                    yield request
                # What these articles say of their dates tells how much further back to go.
                await self._all_stored()

    async def _the_one_page(self, discovery: Discovery) -> Request | None:
        """An article to ask for, where a host lets a run have one page; every other time a page that announces some."""
        self._probed = True  # the one page shall be one that there is
        if self.sink.frontier.last_kind(self.site.name) not in ("article", None):
            async for request in self._articles():
                return request
        await discovery.read_one()
        return None

    async def _articles(self) -> AsyncIterator[Request]:
        """Requests for the articles to look at now: those never fetched, then a run's share of rechecks."""
        frontier, now = self.sink.frontier, clock.now()
        todo = frontier.articles(self.site.name) if self.plan.recheck else frontier.due(self.site.name, now)
        for known in todo:
            is_new = known.last_fetched is None
            if known.url_key in self._asked or is_article_url(known.url, self.site) is False or is_trap(known.url):
                continue
            if is_new and (self._left == 0 or not self.plan.wants(known.url, known.lastmod)):
                continue
            if not is_new and not self.plan.recheck:
                if self._rechecks == self.site.politeness.rechecks:
                    break
                self._rechecks += 1
            if not is_new:
                await self._probe(known.url)
            if is_new and self._left is not None:
                self._left -= 1
            self._asked.add(known.url_key)
            if self.crawler.engine.needs_backout():
                await self.crawler.signals.wait_for(signals.scheduler_empty)
            try:
                request = self.ask(known.url, "article", known, callback=self.parse, errback=self.give_up)
            except ValueError as error:  # remembered by an older govnews, or another program
                await self.failed("article", known.url, error)
                continue
            self._under_way += 1
            yield request

    async def _probe(self, beside: str) -> None:
        """Ask once for an address that cannot exist, so that the archive knows how the site says "not found"."""
        if self._probed or not self.site.politeness.probe:
            return
        self._probed = True
        url = impossible(beside, self.site.name, self.sink.run_id)
        try:
            response = await self.crawler.engine.download_async(self.ask(url, "probe", None, callback=NO_CALLBACK))
            await self.sink.stored(response.meta[STORED])
        except Exception as error:  # nothing depends on it: a 404 is as good as ever
            self.logger.info("%s: %s", url, describe(error))

    async def _all_stored(self) -> None:
        while self.sink.counts["answered"] < self._under_way:
            await asyncio.sleep(0.05)

    async def parse(self, response: Response) -> AsyncIterator[FetchedArticle]:
        """An article was answered, whatever the answer is; the pipeline waits for what the archive makes of it."""
        yield FetchedArticle(response.url, response.meta[STORED])

    async def give_up(self, failure: Failure) -> None:
        """An article got no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        await self.failed("article", request.meta.get("redirect_urls", [request.url])[0], failure.value)
        self.sink.counts["answered"] += 1


def _site(site: Site | str | None) -> Site:
    if isinstance(site, Site):
        return site
    profiles = load_profiles()
    if site not in profiles:
        raise ValueError(f"no site {site!r}; say -a site=NAME, with one of: {', '.join(profiles) or 'none'}")
    return profiles[site]
