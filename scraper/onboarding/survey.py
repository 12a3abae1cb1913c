"""A first look at a site without a profile: where it announces articles, their addresses, and what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from archive.model.article import Article
from archive.model.errors import ArchiveError
from archive.model.identity import url_key
from scraper.discovery.anchors import names_one_thing
from scraper.discovery.feeds import read_feed
from scraper.discovery.hyperlinks import Hyperlinks, squeeze
from scraper.discovery.links import articles_on
from scraper.discovery.patterns import article_patterns
from scraper.discovery.sitemaps import read_sitemap
from scraper.discovery.sources import sources_on, usual_sitemaps
from scraper.discovery.traps import is_trap
from scraper.fetching.visits import FetchedPage, NotFetched, Web
from scraper.hosts import host_of, same_domain
from scraper.parsers import parse_article
from scraper.parsers.document.build import read_document
from scraper.parsers.document.model import Document
from scraper.profiles.keys import COUNTRIES
from scraper.profiles.site import DiscoveryRules, Politeness, Site

#: Maximum number of articles parsed, and of sources tried of each kind.
ARTICLES = 5
SOURCES = 5

_DIVIDER = re.compile(r"\s+[|–—·»:-]\s+")
_TWO_LETTERS = {"UK": "GB", "GOV": "US", "MIL": "US"}


class NoArticles(ArchiveError):  # noqa: N818 - the name says what is the case
    """The site shows no links to articles where anyone would look for them."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An article's page and what the parsers found on it."""

    page: FetchedPage
    article: Article

    @property
    def richness(self) -> int:
        """How much there is on it for a person to check."""
        article = self.article
        there = (article.title, article.published, article.byline, article.lead, article.captions, article.contacts)
        return 5 * sum(map(bool, there)) + min(len(article.blocks), 20)


@dataclass(frozen=True, slots=True)
class Survey:
    """What a look at a site found. `doubtful` are addresses that the patterns hold for though no source has them."""

    site: Site
    samples: tuple[Sample, ...]
    announced: int
    doubtful: tuple[str, ...]
    #: What could not be had on the way, in words.
    troubles: tuple[str, ...]


class Surveyor:
    """Looks at the site whose home page `url` is; `politeness` is how it is visited."""

    def __init__(self, url: str, politeness: Politeness) -> None:
        self._politeness = politeness
        self._home = url
        self._articles: dict[str, str] = {}
        self._linked: dict[str, str] = {}
        self._troubles: list[str] = []

    async def look(self, web: Web) -> Survey:
        """The survey. Raises NotFetched where the home page cannot be had, NoArticles where nothing leads on."""
        home = await web.get(self._home)
        document = read_document(home.body, home.url, encoding=home.encoding)
        found = sources_on(document)
        feeds = [url for url in self._own(found.feeds) if await self._reads(web, url, "feed")]
        listings = [url for url in self._own(found.listings) if await self._reads(web, url, "listing")]
        if not self._articles:
            self._take(articles_on(document), document)
            listings += [home.url] if self._articles else []
        named = (*await web.sitemaps(home.url), *found.sitemaps)
        tried = named or usual_sitemaps(home.url)
        sitemaps = [url for url in self._own(tried) if await self._reads(web, url, "sitemap", quietly=not named)]
        if not self._articles:
            raise NoArticles(f"{home.url}: no feed, listing or sitemap with links to articles; begin a profile by hand")
        patterns = article_patterns(self._articles.values())
        samples = [sample for url in self._choice(patterns) if (sample := await self._sample(web, url))]
        if not samples:
            raise NoArticles(f"{home.url}: none of its articles could be fetched: {'; '.join(self._troubles[:3])}")
        languages = Counter(sample.article.language for sample in samples if sample.article.language)
        language = languages.most_common(1)[0][0] if languages else None
        site = Site(
            name="",
            title=_title(document) or host_of(home.url) or home.url,
            home_url=home.url,
            language=language,
            country=country_of(home.url, language),
            discovery=DiscoveryRules(tuple(feeds), tuple(sitemaps), tuple(listings), patterns),
            politeness=self._politeness,
        )
        doubtful = [url for key, url in self._linked.items() if key not in self._articles and _holds(url, patterns)]
        return Survey(site, tuple(samples), len(self._articles), tuple(doubtful[:SOURCES]), tuple(self._troubles))

    def _own(self, urls: Iterable[str]) -> list[str]:
        """Those that a profile may name: on the site's own domain."""
        return [url for url in dict.fromkeys(urls) if same_domain(url, self._home)][:SOURCES]

    async def _reads(self, web: Web, url: str, kind: str, *, quietly: bool = False) -> bool:
        """Whether the source at `url` announces something; what it does is remembered."""
        try:
            page = await web.get(url)
        except NotFetched as error:
            if not quietly:
                self._troubles.append(str(error))
            return False
        if kind == "feed":
            return self._take(entry.url for entry in read_feed(page.body, page.url))
        if kind == "listing":
            document = read_document(page.body, page.url, encoding=page.encoding)
            return self._take(articles_on(document), document)
        contents = read_sitemap(page.body, page.url)
        if not self._articles:  # beside pages of every other kind: the last resort
            self._take(entry.url for entry in contents.urls if names_one_thing(entry.url))
        return bool(contents.urls or contents.sitemaps)

    def _take(self, urls: Iterable[str], document: Document | None = None) -> bool:
        """Remember the articles among `urls`, and every link of the page that they stand on."""
        own = [url for url in urls if same_domain(url, self._home) and not is_trap(url)]
        for url in own:
            self._articles.setdefault(url_key(url), url)
        if document is not None:
            links = Hyperlinks(document)
            for node in links:
                target = links.target(node)
                if target and same_domain(target, self._home):
                    self._linked.setdefault(url_key(target), target)
        return bool(own)

    def _choice(self, patterns: tuple[str, ...]) -> list[str]:
        """The articles to read: some of every pattern, those announced first."""
        held = [[url for url in self._articles.values() if _holds(url, (pattern,))] for pattern in patterns]
        turns = [urls[number] for number in range(ARTICLES) for urls in held if number < len(urls)]
        return list(dict.fromkeys([*turns, *self._articles.values()]))[:ARTICLES]

    async def _sample(self, web: Web, url: str) -> Sample | None:
        try:
            page = await web.get(url)
        except NotFetched as error:
            self._troubles.append(str(error))
            return None
        return Sample(page, parse_article(page.body, page.url, encoding=page.encoding))


def country_of(url: str, language: str | None) -> str | None:
    """Whose government a site is: by its top-level domain, else by its language's region.

    >>> country_of("https://www.gov.uk/", "en"), country_of("https://news.example/", "pt-BR")
    ('GB', 'BR')
    """
    label = (urlsplit(url).hostname or "").rpartition(".")[2].upper()
    region = next((part for part in (language or "").split("-")[1:] if len(part) == 2), "").upper()
    return next((code for code in (_TWO_LETTERS.get(label, label), region) if code in COUNTRIES), None)


def named(survey: Survey, name: str) -> Survey:
    """The survey with the site called `name`."""
    return replace(survey, site=replace(survey.site, name=name))


def _holds(url: str, patterns: Iterable[str]) -> bool:
    parts = urlsplit(url)
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return any(re.search(pattern, target) for pattern in patterns)


def _title(home: Document) -> str | None:
    """What the site calls itself: og:site_name, else its title's longest part."""
    if name := squeeze(home.meta.get("og:site_name") or ""):
        return name
    parts = [part for part in _DIVIDER.split(squeeze(home.head_title or "")[:200]) if part]
    return max(parts, key=len, default=None)
