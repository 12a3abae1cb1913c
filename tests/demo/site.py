"""One news site of the demo: what is served at which address. Knows nothing of sockets.

A site is a folder: `site.toml` and `articles/*.txt`. Its stages are what a test or a person asks for: as it was
written, `changed` (`[[changes]]` in its `site.toml`), and redesigned (the same articles in another look).
"""

from __future__ import annotations

import datetime as dt
import gzip
import itertools
import secrets
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.demo import content, drawings, feeds
from tests.demo.content import Article
from tests.demo.markup import plain
from tests.demo.pdf import pdf

SITES = Path(__file__).with_name("sites")
NOTICE_LINE = "A reconstruction, written for govnews's demo. This is no site of any government."
#: Files that belong to no article are as old as the demo.
FIRST_DAY = dt.datetime(2024, 1, 8, tzinfo=dt.UTC)
STATIC = Path(__file__).with_name("looks") / "static"


@dataclass(frozen=True)
class Moment:
    """What differs between two visits of the same page, where a site shows such things."""

    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    visitors: int = 0
    now: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))


@dataclass(frozen=True)
class Answer:
    """A response before the server dresses it. Without `modified` it carries no validators: its bytes vary."""

    status: int
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    modified: dt.datetime | None = None
    location: str | None = None


Route = Callable[[], Answer]


class NewsSite:
    """A site at `base`, such as `http://127.0.0.1:8471`. Its addresses are the same at every start."""

    def __init__(self, name: str, base: str) -> None:
        from tests.demo.looks import LOOKS

        self.name, self.base = name, base
        self.settings: dict[str, Any] = tomllib.loads((SITES / name / "site.toml").read_text("utf-8"))
        self.language: str = self.settings["language"]
        self.looks = LOOKS
        self.written = content.load(SITES / name / "articles")
        self._visitors = itertools.count(48_211)
        self.to_stage()

    def __getattr__(self, name: str) -> Any:
        """What its `site.toml` says under that name."""
        try:
            return self.settings[name]
        except KeyError:
            raise AttributeError(name) from None

    def to_stage(self, *, changed: bool = False, redesigned: bool = False) -> None:
        """Brings the site to a stage; it stays there until it is told otherwise."""
        self.look = self.looks[self.settings["redesign" if redesigned else "look"]](self)
        self.articles = list(self.written)
        routes: dict[str, Route] = {}
        for change in self.settings.get("changes", ()) if changed else ():
            self._change(change, routes)
        self.articles.sort(key=lambda article: str(article.published)[:10], reverse=True)
        self.by_slug = {article.slug: article for article in self.articles}
        self.routes = self._routes() | routes

    def _change(self, change: dict[str, Any], routes: dict[str, Route]) -> None:
        place, old = next((n, a) for n, a in enumerate(self.articles) if a.slug == change["article"])
        path = self.path(old)
        match change["what"]:
            case "edited":
                self.articles[place] = old.edited(change["words"], change.get("updated"))
            case "deleted":
                del self.articles[place]
                routes[path] = lambda: self._notice(404)
            case "gone":
                del self.articles[place]
                routes[path] = lambda: self._notice(410)
            case "moved":
                new = content.parse(old.source, change["to"])
                self.articles[place] = new
                routes[path] = lambda: Answer(301, location=self.path(new))

    def answer(self, target: str) -> Answer:
        """The response to a request for `target`, path and query as the client sent them."""
        path, _, query = unquote(target).partition("?")
        route = self.routes.get(f"{path}?{query}") or self.routes.get(path)
        return route() if route else self._notice(404)

    def path(self, article: Article) -> str:
        """An article's path."""
        pattern: str = self.settings.get(f"article_path_{article.language}", self.article_path)
        return pattern.format(year=article.published.year, month=f"{article.published.month:02}", slug=article.slug)

    def url(self, article: Article) -> str:
        """An article's address."""
        return self.base + self.path(article)

    def image_path(self, article: Article, file: str) -> str:
        pattern: str = self.settings["image_path"]
        return pattern.format(slug=article.slug, file=file)

    def document_path(self, file: str) -> str:
        pattern: str = self.settings["document_path"]
        return pattern.format(file=file)

    def listed(self) -> list[Article]:
        """The articles that listings and feeds show, the newest first: those in the site's main language."""
        return [article for article in self.articles if not article.language]

    def listing_paths(self) -> list[str]:
        """Where the listing's pages lie, the first one first."""
        pages = -(-len(self.listed()) // self.page_size)
        first = self.settings["listing_path"]
        return [
            first if page == 0 else self.next_path.format(page=page, number=page + 1, offset=page * self.page_size)
            for page in range(pages)
        ]

    def related(self, article: Article) -> list[Article]:
        """What the site puts below an article: chosen by hand, else of the same section; on some sites another three
        at each visit."""
        if article.related:
            return [self.by_slug[slug] for slug in article.related if slug in self.by_slug]
        others = [other for other in self.articles if other.slug != article.slug and other.language == article.language]
        if self.settings.get("volatile"):
            turn = next(self._visitors) % len(others)
            return (others[turn:] + others[:turn])[:3]
        return sorted(others, key=lambda other: other.section != article.section)[:3]

    def _routes(self) -> dict[str, Route]:
        routes: dict[str, Route] = {"/": self._home, "/robots.txt": self._robots, "/favicon.ico": self._icon}
        for file in sorted(STATIC.iterdir()):
            routes[f"/static/{file.name}"] = partial(self._static, file)
        for number, path in enumerate(self.listing_paths()):
            routes[path] = partial(self._listing, number)
        for page in self.settings.get("pages", ()):
            routes[page["path"]] = partial(self._plain, page)
        for article in self.articles:
            routes[self.path(article)] = partial(self._article, article)
            for figure in article.figures:
                routes[self.image_path(article, figure.file)] = partial(self._image, figure.file)
            for document in article.documents:
                routes[self.document_path(document.file)] = partial(self._document, article, document)
        routes[self.feed_path] = self._feed
        if "sitemap_path" in self.settings:
            routes[self.sitemap_path] = self._sitemap_index
            for number, path in enumerate(self.sitemap_parts):
                routes[path] = partial(self._sitemap, number)
        return routes

    @property
    def newest(self) -> dt.datetime:
        return max(moment_of(article.modified) for article in self.articles)

    def moment(self) -> Moment:
        return Moment(visitors=next(self._visitors))

    def _page(self, html: str, modified: dt.datetime | None = None, *, volatile: bool = False) -> Answer:
        return Answer(200, html.encode(), modified=None if volatile else modified or self.newest)

    def _article(self, article: Article) -> Answer:
        html = self.look.article(article, self.related(article), self.moment())
        return self._page(html, moment_of(article.modified), volatile=bool(self.settings.get("volatile")))

    def _listing(self, number: int) -> Answer:
        start = number * self.page_size
        return self._page(self.look.listing(self.listed()[start : start + self.page_size], number))

    def _home(self) -> Answer:
        return self._page(self.look.home(self.listed()[:4]))

    def _notice(self, status: int) -> Answer:
        heading, text = self.settings["notices"][str(status)]
        return Answer(status, self.look.plain(heading, text).encode())

    def _file(self, body: bytes, media_type: str, modified: dt.datetime = FIRST_DAY) -> Answer:
        return Answer(200, body, media_type, modified)

    def _plain(self, page: dict[str, str]) -> Answer:
        return self._page(self.look.plain(page["title"], page["text"]))

    def _image(self, name: str) -> Answer:
        return self._file(drawings.png(name), "image/png")

    def _static(self, path: Path) -> Answer:
        return self._file(path.read_bytes(), "text/css; charset=utf-8")

    def _icon(self) -> Answer:
        return self._file(drawings.icon(self.name), "image/x-icon")

    def _document(self, article: Article, document: content.Document) -> Answer:
        text = [plain(part) for part in (article.lead, *(block.text for block in article.blocks)) if part]
        return self._file(pdf(document.label, text), "application/pdf", moment_of(article.modified))

    def _robots(self) -> Answer:
        lines = ["# " + NOTICE_LINE, "User-agent: *", f"Crawl-delay: {self.crawl_delay}"]
        lines += [f"Disallow: {path}" for path in self.disallow]
        if "sitemap_path" in self.settings:
            lines += ["", f"Sitemap: {self.base}{self.sitemap_path}"]
        return self._file("\n".join([*lines, ""]).encode(), "text/plain; charset=utf-8")

    def _feed(self) -> Answer:
        write = {"rss": feeds.rss, "atom": feeds.atom}[self.feed]
        media_type = f"application/{self.feed}+xml; charset=utf-8"
        return self._file(write(self, self.listed()[: self.feed_size]).encode(), media_type, self.newest)

    def _sitemap_index(self) -> Answer:
        parts = [(self.base + path, self.newest) for path in self.sitemap_parts]
        return self._file(feeds.sitemap_index(parts).encode(), "application/xml", self.newest)

    def _sitemap(self, number: int) -> Answer:
        """The first part is plain pages, the others share the articles among them, by year."""
        path = self.sitemap_parts[number]
        urls: list[tuple[str, dt.datetime | None]]
        if number == 0:
            urls = [(self.base + page["path"], None) for page in self.settings["pages"]]
        else:
            years = sorted({article.published.year for article in self.articles})
            cut = years[len(years) // 2]
            halves = ([a for a in self.articles if (a.published.year >= cut) == recent] for recent in (True, False))
            shares = [self.articles] if len(self.sitemap_parts) == 2 else list(halves)
            urls = [(self.url(article), moment_of(article.modified)) for article in shares[number - 1]]
        body = feeds.sitemap(urls).encode()
        if path.endswith(".gz"):
            return self._file(gzip.compress(body, mtime=0), "application/gzip", self.newest)
        return self._file(body, "application/xml", self.newest)


def moment_of(date: dt.date) -> dt.datetime:
    """A date as a point in time, in UTC; a date alone is its morning."""
    if not isinstance(date, dt.datetime):
        return dt.datetime(date.year, date.month, date.day, 8, tzinfo=dt.UTC)
    return date.astimezone(dt.UTC)


def site_names() -> list[str]:
    """The demo's sites in the order of their ports."""
    ports = {path.parent.name: tomllib.loads(path.read_text("utf-8"))["port"] for path in SITES.glob("*/site.toml")}
    return sorted(ports, key=ports.__getitem__)
