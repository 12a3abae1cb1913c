"""What the parts of a crawl ask their spider: its site, its sink, and requests as the profile wants them."""

from __future__ import annotations

from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler

from archive.model import clock
from archive.model.exchange import CaptureKind
from archive.tables.frontier import KnownUrl
from scraper.fetching.failure import Forbidden, Interrupted, LeftAlone, describe
from scraper.fetching.sink import Sink
from scraper.profiles.site import Site


class SiteSpider(Spider):
    """A spider of one site whose pages go into a sink."""

    def __init__(self, site: Site, sink: Sink, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.site = site
        self.sink = sink

    def ask(self, url: str, kind: CaptureKind, known: KnownUrl | None, **arguments: Any) -> Request:
        """A request for `url`, conditional where the archive has what it needs for that."""
        headers = known.conditions(clock.now()) if known else {}
        return Request(url, headers=headers, meta={"kind": kind}, dont_filter=True, **arguments)

    async def failed(self, kind: CaptureKind, url: str, error: BaseException | None) -> None:
        """Note that `url` gave no answer, and why."""
        if isinstance(error, LeftAlone):
            self.sink.trouble(str(error))  # also where it came after everything was discovered
        if isinstance(error, Forbidden | LeftAlone | Interrupted):
            return  # nothing was asked, so nothing failed
        if kind == "article":
            self.sink.counts["failed"] += 1
        await self.sink.failed(kind, url, describe(error))


def site_spider(crawler: Crawler) -> SiteSpider:
    """The spider of `crawler`. Raises TypeError where it crawls without an archive."""
    spider = crawler.spider
    if not isinstance(spider, SiteSpider):
        raise TypeError(f"{type(spider).__name__} has no archive to put pages into")
    return spider


def sink_of(crawler: Crawler) -> Sink:
    """Where `crawler` puts its pages. Raises TypeError where it crawls without an archive."""
    return site_spider(crawler).sink
