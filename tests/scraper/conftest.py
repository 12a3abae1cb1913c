"""Real crawls in processes of their own, against servers on loopback that a test scripts byte by byte."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.processes import Started
from tests.scraper.raw_web import RawWeb, Route, answer


@dataclass(frozen=True)
class Crawled:
    """How a crawl ended: its exit status, a summary a site, what it wrote to the terminal, and its archive."""

    status: int
    summaries: dict[str, dict[str, Any]]
    stderr: str
    folder: Path

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What the archive answers to a query."""
        with sqlite3.connect(f"file:{self.folder / 'govnews.db'}?mode=ro", uri=True) as connection:
            return connection.execute(sql, values).fetchall()

    @property
    def log(self) -> str:
        """The log of all crawls into this archive."""
        return (self.folder / "log" / "crawl.log").read_text()


def profile(web: RawWeb, *, delay: float = 0, politeness: str = "", **discovery: list[str] | int) -> str:
    """A profile, as TOML, of the site that `web` serves; sources and patterns are what `discovery` says."""
    sources: dict[str, list[str] | int] = {
        name: [web.url(path) for path in paths] for name, paths in discovery.items() if isinstance(paths, list)
    }
    for name in discovery.keys() & {"article_patterns", "exclude_patterns", "listing_pages"}:
        sources[name] = discovery[name]
    lines = "\n".join(f"{name} = {json.dumps(value)}" for name, value in sources.items())
    return (
        f'title = "Test"\nhome_url = "{web.url("/")}"\nlanguage = "fr"\n[discovery]\n{lines}\n'
        f"[politeness]\ndelay = {delay}\n"
        + ("" if "allow_private" in politeness else "allow_private_addresses = true\n")
        + f"{politeness}\n"
    )


TEXT = (
    "Le ministère a présenté mardi les résultats de la campagne menée dans les douze départements du littoral, où les "
    "équipes ont contrôlé les installations et accompagné les communes pendant toute la saison."
)


def article(number: int, text: str = TEXT) -> str:
    """A page with an article."""
    return (
        f'<!DOCTYPE html><html lang="fr"><head><title>Article {number}</title></head><body><main><article>'
        f"<h1>Article {number}</h1><p>Publié le <time datetime='2020-02-{number % 28 + 1:02}'>en février</time></p>"
        f"<p>{text}</p><p>Les contrôles reprendront au printemps. {text}</p></article></main></body></html>"
    )


def listing(*paths: str, following: str | None = None) -> str:
    """A page that lists articles, and links to the page that follows."""
    rows = "".join(f'<li><h2><a href="{path}">Un article qui se nomme {path}</a></h2></li>' for path in paths)
    more = f'<a rel="next" href="{following}">Suivant</a>' if following else ""
    return f"<!DOCTYPE html><html><title>Actualités</title><main><ul>{rows}</ul>{more}</main></html>"


class Crawls:
    """Runs crawls of the profiles in `sites` into one archive; `start` leaves it running."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sites = folder / "sites"
        self.archive = folder / "archive"
        self.sites.mkdir()
        self._running: list[Started] = []

    def start(self, largest_file: int | None = None, **profiles: str) -> Started:
        """Begin a crawl; with `largest_file`, in bytes, the disk is full as soon as a file grows beyond it."""

        for name, text in profiles.items():
            (self.sites / f"{name}.toml").write_text(text)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GOVNEWS_")}
        environment["GOVNEWS_SITES"] = str(self.sites)
        environment.update(self.environment)
        process = Started("tests.scraper.crawl_program", [str(self.archive)], environment, largest_file)
        self._running.append(process)
        return process

    def end(self, process: Started) -> Crawled:
        stdout, stderr = process.communicate()
        summaries = {one["site"]: one for one in json.loads(stdout or "[]")}
        return Crawled(process.returncode or 0, summaries, stderr, self.archive)

    def __call__(self, **profiles: str) -> Crawled:
        return self.end(self.start(None, **profiles))

    def govnews(self, *arguments: str, settings: dict[str, str] | None = None, **profiles: str) -> Crawled:
        """Crawl as an operator does: `govnews crawl ARGUMENTS`, with `settings` in the environment."""
        for name, text in profiles.items():
            (self.sites / f"{name}.toml").write_text(text)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GOVNEWS_")}
        environment |= {"GOVNEWS_SITES": str(self.sites), "GOVNEWS_ARCHIVE": str(self.archive), **(settings or {})}
        process = Started("scraper.cli.main", ["crawl", "--json", *arguments], environment)
        self._running.append(process)
        return self.end(process)

    def make_due(self) -> None:
        """As if enough time had passed: every known article is due."""
        with sqlite3.connect(self.archive / "govnews.db") as connection:
            connection.execute("UPDATE urls SET next_check = '2020-01-01T00:00:00Z' WHERE kind = 'article'")

    environment: dict[str, str] = {}  # noqa: RUF012 - replaced as a whole by tests that need some

    def close(self) -> None:
        for process in self._running:
            if process.returncode is None:
                process.kill()
                process.communicate()


@pytest.fixture(scope="module")
def crawls_of_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawls]:
    """One archive for a whole module, where many sites are crawled at once and each test looks at one of them."""
    crawls = Crawls(tmp_path_factory.mktemp("crawls"))
    yield crawls
    crawls.close()


@pytest.fixture
def crawls(tmp_path: Path) -> Iterator[Crawls]:
    """Crawls into a fresh archive: `crawls(site=profile(web, listings=["/news"]))`."""
    crawls = Crawls(tmp_path)
    yield crawls
    crawls.close()


def three_articles(**routes: Route) -> RawWeb:
    """A site with a listing of three articles and no robots.txt; `routes` come on top, named without their slash."""
    paths = [f"/news/{number}" for number in (1, 2, 3)]
    web = RawWeb({path: answer(article(number)) for number, path in enumerate(paths, 1)})
    web.routes["/news"] = answer(listing(*paths))
    web.routes |= {f"/{name}": route for name, route in routes.items()}
    return web


@pytest.fixture
def web() -> Iterator[RawWeb]:
    """A site with a listing of three articles and no robots.txt."""
    with three_articles() as web:
        yield web


PATTERNS = ["^/news/\\d+$"]
