"""Whether a site's profile still holds against the live site, said line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from archive.model.article import Article
from archive.model.identity import url_key
from scraper.discovery.feeds import read_feed
from scraper.discovery.links import articles_on
from scraper.discovery.scope import is_article_url, on_site
from scraper.discovery.sitemaps import read_sitemap
from scraper.discovery.sources import Sources, sources_on, usual_sitemaps
from scraper.discovery.traps import is_trap
from scraper.fetching.visits import NotFetched, Web
from scraper.parsers import parse_article
from scraper.parsers.document.build import read_document
from scraper.profiles.site import Site

#: Maximum number of articles parsed.
ARTICLES = 5
#: The share of them that has a field, where the profile's `[expect]` says nothing else.
USUAL = {"title": 1.0, "published": 0.8, "body": 0.8}

_FIELDS: dict[str, Callable[[Article], object]] = {
    "title": lambda article: article.title,
    "published": lambda article: article.published,
    "body": lambda article: article.body,
    "byline": lambda article: article.byline,
    "captions": lambda article: article.captions,
    "contacts": lambda article: article.contacts,
}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing that was looked at: whether it holds, in words, and addresses where it does not."""

    what: str
    holds: bool
    detail: str
    samples: tuple[str, ...] = ()


class Checker:
    """Checks one site's profile with few requests."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._found: dict[str, str] = {}

    async def check(self, web: Web) -> list[CheckResult]:
        """What holds and what does not, in the profile's order."""
        checks, sources = await self._home(web)
        for name, urls in (("feed", sources.feeds), ("sitemap", sources.sitemaps), ("listing", sources.listings)):
            checks += [await self._source(web, name, url) for url in urls if on_site(url, self._site)]
        expected = self._site.expect.articles
        if not self._found or (expected is not None and len(self._found) < expected):
            wanted = f", {expected} expected" if expected else ""
            checks.append(CheckResult("articles", False, f"{len(self._found)} announced{wanted}"))
        read = []
        for url in list(self._found.values())[:ARTICLES]:
            try:
                page = await web.get(url)
            except NotFetched as error:
                checks.append(CheckResult("article", False, str(error), (url,)))
                continue
            article = parse_article(page.body, page.url, encoding=page.encoding, site=self._site)
            read.append((page.url, article))
        if read:
            checks += [*self._fields(read), *self._layouts(read)]
        return checks

    async def _home(self, web: Web) -> tuple[list[CheckResult], Sources]:
        """The home page, and where to look: as the profile says, else as the home page and robots.txt do."""
        named = self._site.discovery
        sources = Sources(named.feeds, named.sitemaps, named.listings)
        try:
            home = await web.get(self._site.home_url)
        except NotFetched as error:
            return [CheckResult("home_url", False, str(error), (self._site.home_url,))], sources
        moved = not on_site(home.url, self._site)
        checks = [CheckResult("home_url", not moved, f"leads off the site, to {home.url}" if moved else "answers")]
        if not (named.feeds or named.sitemaps or named.listings):
            document = read_document(home.body, home.url, encoding=home.encoding)
            sources = sources_on(document)
            self._announce(articles_on(document, self._site))
            told = (*await web.sitemaps(home.url), *sources.sitemaps)
            guessed = () if told or sources.feeds or sources.listings else usual_sitemaps(home.url)[:1]
            sources = Sources(sources.feeds, told or guessed, sources.listings)
        return checks, sources

    async def _source(self, web: Web, kind: str, url: str) -> CheckResult:
        try:
            page = await web.get(url)
        except NotFetched as error:
            return CheckResult(kind, False, str(error), (url,))
        if kind == "listing":
            links = articles_on(read_document(page.body, page.url, encoding=page.encoding), self._site)
            return self._told(kind, url, links, links, "links")
        if kind == "feed":
            entries = [entry.url for entry in read_feed(page.body, page.url)]
            return self._told(kind, url, entries, self._articles(entries), "entries")
        contents = read_sitemap(page.body, page.url)
        if contents.sitemaps and not contents.urls:
            return CheckResult(kind, True, f"{url}: an index of {len(contents.sitemaps)} sitemaps")
        entries = [entry.url for entry in contents.urls]
        return self._told(kind, url, entries, self._articles(entries), "addresses")

    def _articles(self, urls: Iterable[str]) -> list[str]:
        return [url for url in urls if is_article_url(url, self._site) is not False and not is_trap(url)]

    def _told(self, kind: str, url: str, every: list[str], articles: list[str], words: str) -> CheckResult:
        """How many of a source's addresses are articles by the profile's patterns."""
        patterns = bool(self._site.discovery.article_patterns)
        if kind != "sitemap" or patterns:
            self._announce(articles)
        if kind == "listing":
            said = f"{len(articles)} links to articles"
        else:
            said = f"{len(every)} {words}, {len(articles)} of them articles" if patterns else f"{len(every)} {words}"
        others = [one for one in every if one not in set(articles)]
        return CheckResult(kind, bool(articles), f"{url}: {said}", tuple(others[:3]) if not articles else ())

    def _announce(self, urls: Iterable[str]) -> None:
        for url in urls:
            self._found.setdefault(url_key(url, self._site.former_domains), url)

    def _fields(self, read: list[tuple[str, Article]]) -> Iterator[CheckResult]:
        for name, has in _FIELDS.items():
            without = [url for url, article in read if not has(article)]
            share = 1 - len(without) / len(read)
            least = getattr(self._site.expect, name)
            least = USUAL.get(name, 0.0) if least is None else least
            detail = f"on {len(read) - len(without)} of {len(read)} articles"
            fails = share < least
            yield CheckResult(name, not fails, detail, tuple(without[:3]) if fails else ())

    def _layouts(self, read: list[tuple[str, Article]]) -> Iterator[CheckResult]:
        """Each layout matches some article, and each of its fields is found somewhere."""
        for layout in self._site.layouts:
            rule = f"profile:{layout.name}"
            uses = [(url, article) for url, article in read if any(rule in why for why in article.provenance.values())]
            what = f"layout {layout.name}"
            # A site keeps the layouts of older pages; the newest articles need not have them.
            if not uses:
                yield CheckResult(
                    what, len(self._site.layouts) > 1 or layout.match is None, "on none of the articles read"
                )
                continue
            empty = [
                name
                for name in layout.fields
                if any(f"({rule} found nothing)" in article.provenance.get(name, "") for _, article in uses)
                and not any(article.provenance.get(name) == rule for _, article in uses)
            ]
            detail = f"on {len(uses)} of {len(read)} articles"
            detail += f"; nothing found for {', '.join(empty)}" if empty else ""
            yield CheckResult(what, not empty, detail, tuple(url for url, _ in uses[:3]) if empty else ())
