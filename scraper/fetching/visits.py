"""Pages fetched now, as politely as a crawl fetches them, and stored nowhere.

`fetch` gets one page (`govnews parse URL`). `visit` runs work that needs many, one site beside another
(`govnews sites new`, `govnews sites check`). Either works once a process, since Twisted's reactor does not start again.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Generic, TypeVar

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import Settings

from archive.model.errors import ArchiveError
from scraper.fetching.charset import charset_of
from scraper.fetching.failure import describe
from scraper.fetching.middlewares.robots import Robots
from scraper.fetching.network import PrivateAddress
from scraper.fetching.settings import user_agent
from scraper.profiles.site import Site

T = TypeVar("T")


class NotFetched(ArchiveError):  # noqa: N818 - the name says what is the case
    """The page could not be had; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """An answer: where it came from after redirects, its decoded body, and the charset that its header names."""

    url: str
    body: bytes
    encoding: str | None


class Web:
    """What work is given to fetch with: one page after another, robots.txt and the delay willing."""

    def __init__(self, spider: Spider) -> None:
        self._crawler = spider.crawler

    async def get(self, url: str) -> FetchedPage:
        """The page at `url`. Raises NotFetched where there is no answer, or one that is no page."""
        try:
            response = await self._crawler.engine.download_async(Request(url, callback=NO_CALLBACK, dont_filter=True))
        except PrivateAddress as error:
            raise NotFetched(f"{url}: {describe(error)}; for a site of your own, allow private addresses") from error
        except Exception as error:
            raise NotFetched(f"{url}: {describe(error)}") from error
        if response.status >= 400:
            raise NotFetched(f"{url}: answered {response.status}")
        return FetchedPage(response.url, response.body, charset_of(response))

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that robots.txt on the host of `url` names."""
        robots = self._crawler.get_downloader_middleware(Robots)
        return (await robots.rules(Request(url))).sitemaps if robots else ()


Work = Callable[[Web], Awaitable[T]]


@dataclass(frozen=True, slots=True)
class Visit(Generic[T]):
    """Work to do on one site, as its profile wants it visited; without one at the delay that crawls have."""

    work: Work[T]
    site: Site | None = None


class _Visitor(Spider):
    """Does the work, and keeps what it returned or raised."""

    name = "visitor"

    def __init__(self, work: Work[Any]) -> None:
        super().__init__()
        self._work = work
        self.result: Any = None
        self.error: Exception | None = NotFetched("no answer")

    async def start(self) -> AsyncIterator[Request]:
        try:
            self.result, self.error = await self._work(Web(self)), None
        except Exception as error:
            self.error = error
        for request in list[Request]():
            yield request


def fetch(url: str, site: Site | None = None, *, contact: str | None = None) -> FetchedPage:
    """Fetch `url`, its robots.txt willing; `site` is the profile that it is on, if there is one.

    Once a process. Raises NotFetched where there is no answer, or one that is no page.
    """
    (fetched,) = visit([Visit(lambda web: web.get(url), site)], contact=contact)
    return fetched


def visit(visits: Iterable[Visit[T]], *, contact: str | None = None) -> list[T]:
    """What each of `visits` returns, in their order; they go on side by side. Raises what the first one raised.

    Once a process. `contact` is where a webmaster reaches the operator.
    """
    logging.getLogger().addHandler(logging.NullHandler())
    process = AsyncCrawlerProcess(_settings(None, contact))
    crawlers = []
    for one in visits:
        crawler = process.create_crawler(_Visitor)
        crawler.settings.update(_settings(one.site, contact).copy_to_dict(), priority="spider")
        process.crawl(crawler, work=one.work)
        crawlers.append(crawler)
    process.start()
    spiders = [crawler.spider for crawler in crawlers]
    for spider in spiders:
        if not isinstance(spider, _Visitor):
            raise NotFetched("the visit could not begin")
        if spider.error is not None:
            raise spider.error
    return [spider.result for spider in spiders if isinstance(spider, _Visitor)]


def _settings(site: Site | None, contact: str | None) -> Settings:
    """A crawl's settings without its archive, its site and its spider."""
    settings = Settings()
    settings.setmodule(import_module("scraper.fetching.settings"), priority="project")
    kept = "scraper.fetching.extensions.throttle.Throttle"
    ours = {
        "SPIDER_MODULES": [],
        "ITEM_PIPELINES": {},
        "EXTENSIONS": {name: 0 if name == kept else None for name in settings["EXTENSIONS"]},
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
    }
    if site is not None:
        ours |= {
            "DOWNLOAD_DELAY": site.politeness.delay,
            "ROBOTSTXT_OBEY": site.politeness.obey_robots,
            "GOVNEWS_ALLOW_PRIVATE_ADDRESSES": site.politeness.allow_private_addresses,
        }
    for name, value in ours.items():
        settings.set(name, value, priority="cmdline")
    for name in ("offsite.Offsite", "retry_after.RetryAfter", "capture.Capture"):
        settings["DOWNLOADER_MIDDLEWARES"][f"scraper.fetching.middlewares.{name}"] = None
    if contact:
        settings.set("USER_AGENT", user_agent(contact), priority="cmdline")
    return settings
