"""Where a site announces its articles: feeds, sitemaps and listings, asked one after another, merged by URL key."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterable, Iterator

from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from archive.model.exchange import CaptureKind
from archive.model.identity import url_key
from archive.tables.frontier import FoundUrl
from scraper.discovery.anchors import names_one_thing
from scraper.discovery.feeds import read_feed
from scraper.discovery.links import articles_on
from scraper.discovery.listings import page_after
from scraper.discovery.scope import is_article_url, on_site
from scraper.discovery.sitemaps import read_sitemap
from scraper.discovery.sources import Sources, sources_on, usual_sitemaps
from scraper.discovery.traps import is_trap
from scraper.fetching.charset import charset_of
from scraper.fetching.failure import Forbidden, Interrupted, LeftAlone, describe
from scraper.fetching.middlewares.robots import Robots
from scraper.fetching.plan import Plan
from scraper.fetching.site_spider import SiteSpider
from scraper.parsers.document.build import read_document
from scraper.parsers.document.model import Document

#: Maximum number of one site's sitemaps fetched in a run, those changed last first.
SITEMAPS = 100


class Discovery:
    """Drives the pure functions of `scraper.discovery` for one spider's site."""

    def __init__(self, spider: SiteSpider, plan: Plan) -> None:
        self._spider = spider
        self._site = spider.site
        self._sink = spider.sink
        self._plan = plan
        #: URL keys that this run has seen, and whether the archive knew them before it.
        self._seen: dict[str, bool] = {}
        #: How many pages that announce articles were answered in full, and how many had not changed.
        self._answered = self._unchanged = 0
        self._listings: tuple[str, ...] = ()

    async def run(self) -> None:
        """Have the archive remember every article that the site announces."""
        profile = self._site.discovery
        sources = Sources(profile.feeds, profile.sitemaps, profile.listings)
        if not (sources.feeds or sources.sitemaps or sources.listings):
            sources = await self._sources()
        self._listings = sources.listings
        for feed in sources.feeds:
            if response := await self._fetch(feed, "feed"):
                await self._note(self._announced(read_feed(response.body, response.url)))
        await self._read_sitemaps(sources.sitemaps)
        for listing in sources.listings:
            await self._read_listing(listing)
        if self._answered and not self._seen and not self._unchanged:
            self._sink.trouble("no link to an article on any of the pages that should have some")
        expected = self._site.expect.articles
        if expected is not None and len(self._seen) < expected and not self._unchanged:
            said = ", ".join((*sources.feeds, *sources.sitemaps, *sources.listings)[:3])
            self._sink.trouble(f"articles: {len(self._seen)} were announced, {expected} expected: {said}")

    async def read_one(self) -> None:
        """Read one page where articles are announced: the one that was asked for longest ago."""
        profile = self._site.discovery
        kinds: list[tuple[CaptureKind, tuple[str, ...]]] = [
            ("feed", profile.feeds),
            ("sitemap", profile.sitemaps),
            ("listing", profile.listings),
        ]
        pages = [(url, kind) for kind, urls in kinds for url in urls] or [(self._site.home_url, "home")]
        url, kind = min(pages, key=lambda page: self._asked_at(page[0]))
        response = await self._fetch(url, kind)
        if response is None:
            return
        if kind == "feed":
            await self._note(self._announced(read_feed(response.body, response.url)))
        elif kind == "sitemap":
            await self._note(self._announced(read_sitemap(response.body, response.url).urls, beside_pages=True))
        else:
            await self._note(self._linked(_read(response), response.url))

    def _asked_at(self, url: str) -> str:
        known = self._sink.frontier.known(self._key(url))
        return (known.last_fetched if known else None) or ""

    def _linked(self, page: Document, url: str) -> list[FoundUrl]:
        """The articles that `page` links to, found on `url`."""
        return [FoundUrl(link, found_on=url) for link in articles_on(page, self._site)]

    async def go_back(self) -> AsyncIterator[None]:
        """Follow listings back from where an earlier run stopped, a page a step, as far as the plan asks.

        A listing is left when its page shows nothing but articles older than that, or nothing that was not seen before.
        """
        for first in self._listings:
            url = self._sink.frontier.deepest(self._site.name, _stem(first)) or first
            pages: set[str] = set()
            keys: set[str] = set()
            while url_key(url) not in pages:
                pages.add(url_key(url))
                response = await self._fetch(url, "listing", conditional=False)
                if response is None:
                    break
                document = _read(response)
                links = self._linked(document, response.url)
                await self._note(links)
                yield
                shown = {self._key(link.url) for link in links}
                published = self._sink.frontier.published(shown)
                dated = [self._plan.since <= day for day in map(_day, published.values()) if day and self._plan.since]
                following = page_after(document)
                if not shown - keys or (dated and not any(dated)) or following is None:
                    break
                keys |= shown
                if not on_site(following, self._site):
                    break
                url = following

    async def _sources(self) -> Sources:
        """Where a site whose profile names no sources announces its articles: as its home page and robots.txt say."""
        home = await self._fetch(self._site.home_url, "home", conditional=False)
        if home is None:
            return Sources()
        document = _read(home)
        await self._note(self._linked(document, home.url))
        found = sources_on(document)
        robots = self._spider.crawler.get_downloader_middleware(Robots)
        named = (await robots.rules(home.request)).sitemaps if robots and home.request else ()
        if not (found.feeds or found.sitemaps or named):
            await self._read_sitemaps(usual_sitemaps(home.url), guessed=True)
        return Sources(found.feeds, (*named, *found.sitemaps), found.listings)

    async def _read_sitemaps(self, top: Iterable[str], *, guessed: bool = False) -> None:
        queue = [(url, True) for url in top]
        asked: set[str] = set()
        while queue and len(asked) < SITEMAPS:
            url, is_top = queue.pop(0)
            if url in asked or not on_site(url, self._site):
                continue
            asked.add(url)
            # An index that has not changed says nothing of the sitemaps below it.
            response = await self._fetch(url, "sitemap", conditional=not is_top, guessed=guessed and is_top)
            if response is not None:
                contents = read_sitemap(response.body, response.url)
                await self._note(self._announced(contents.urls, beside_pages=True))
                queue += [(below.url, False) for below in contents.sitemaps]

    async def _read_listing(self, first: str) -> None:
        """Follow a listing's pages until one brings nothing new, or there are enough."""
        url: str | None = first
        pages: set[str] = set()
        keys: set[str] = set()
        while url is not None and len(pages) < self._site.discovery.listing_pages:
            pages.add(url_key(url))
            response = await self._fetch(url, "listing", conditional=url == first)
            if response is None:
                return
            document = _read(response)
            links = self._linked(document, response.url)
            fresh = {self._key(link.url) for link in links} - keys
            await self._note(links)
            keys |= fresh
            # When the run before this one broke off, what is known need not have been followed up.
            if not any(not self._seen[key] for key in fresh) if self._sink.caught_up else not fresh:
                return
            url = page_after(document)
            if url is not None and (url_key(url) in pages or not on_site(url, self._site)):
                return

    def _announced(self, urls: Iterable[FoundUrl], *, beside_pages: bool = False) -> Iterator[FoundUrl]:
        """The articles among `urls`; in a sitemap they stand beside pages of every other kind."""
        for url in urls:
            verdict = is_article_url(url.url, self._site)
            if verdict is None:
                verdict = not beside_pages or names_one_thing(url.url)
            if verdict and not is_trap(url.url):
                yield url

    async def _note(self, urls: Iterable[FoundUrl]) -> None:
        """Have the archive remember what was found."""
        found = {self._key(url.url): url for url in urls}
        unseen = found.keys() - self._seen.keys()
        unknown = self._sink.frontier.unknown_keys(unseen)
        self._seen.update((key, key not in unknown) for key in unseen)
        await self._sink.found(found.values())

    def _key(self, url: str) -> str:
        return url_key(url, self._site.former_domains)

    async def _fetch(
        self, url: str, kind: CaptureKind, *, conditional: bool = True, guessed: bool = False
    ) -> Response | None:
        """The page where articles are announced; None where it has not changed, or cannot be had.

        It is no trouble when a page that was only `guessed` is not there.
        """
        known = self._sink.frontier.known(self._key(url)) if conditional and self._sink.caught_up else None
        try:
            response = await self._spider.crawler.engine.download_async(
                self._spider.ask(url, kind, known, callback=NO_CALLBACK)
            )
        except Exception as error:
            if not isinstance(error, Interrupted):
                await self._spider.failed(kind, url, error)
                says_where = isinstance(error, Forbidden | LeftAlone)
                self._sink.trouble(str(error) if says_where else f"{url}: {describe(error)}")
            return None
        if response.status == 304:
            self._unchanged += 1
            return None
        if response.status >= 300:
            if not guessed:
                self._sink.trouble(f"{url}: answered {response.status}")
            return None
        self._answered += 1
        return response


def _read(response: Response) -> Document:
    return read_document(response.body, response.url, encoding=charset_of(response))


def _stem(listing: str) -> str:
    """What the addresses of a listing's pages begin with."""
    return listing.partition("?")[0].removesuffix("/")


def _day(published: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published[:10])
    except ValueError:
        return None
