"""Fetches the pictures and documents of articles once the pages are done, as politely as these."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, NotConfigured
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.model.exchange import CaptureKind
from archive.model.identity import url_key
from scraper.discovery.scope import on_site
from scraper.fetching.site_spider import SiteSpider, site_spider

#: Number of requests handed over at a time: those that wait are held in memory.
_BATCH = 100
_MEGABYTE = 1_000_000


class MediaFetcher:
    """Asks for what the site's profile allows and the archive has no copy of, whenever the spider has nothing to do."""

    def __init__(self, crawler: Crawler, spider: SiteSpider) -> None:
        self._crawler = crawler
        self._spider = spider
        self._wanted: Iterator[Request] | None = None
        if not self._spider.site.media.fetch:
            raise NotConfigured
        crawler.signals.connect(self._idle, signal=signals.spider_idle)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> MediaFetcher:
        return cls(crawler, site_spider(crawler))

    def _idle(self) -> None:
        if self._wanted is None:
            self._wanted = self._requests()
        batch = list(islice(self._wanted, _BATCH))
        for request in batch:
            self._crawler.engine.crawl(request)
        if batch:
            raise DontCloseSpider

    def _requests(self) -> Iterator[Request]:
        site = self._spider.site
        limits = {"image": site.media.image_size, "document": site.media.document_size}
        for wanted in self._spider.sink.frontier.media_wanted(site.name, partial(url_key, moves=site.former_domains)):
            if wanted.url.startswith(("http://", "https://")) and on_site(wanted.url, site):
                try:
                    request = self._spider.ask(
                        wanted.url, wanted.kind, None, callback=_done, errback=partial(self._give_up, wanted.kind)
                    )
                except ValueError:  # no address that can be asked
                    continue
                request.meta["download_maxsize"] = limits[wanted.kind] * _MEGABYTE
                # As the article's row has it, which is how the archive finds that row.
                request.meta["shown_as"] = wanted.url
                yield request

    async def _give_up(self, kind: CaptureKind, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        url = request.meta.get("redirect_urls", [request.url])[0]
        await self._spider.failed(kind, url, failure.value)


def _done(response: Response) -> None:
    """The archive has it already; there is nothing to read in it."""
