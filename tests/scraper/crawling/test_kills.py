"""Crawls that are killed again and again end with what one undisturbed crawl has. Minutes: `scripts/soak` runs it."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest

from archive.upkeep.rebuild import rebuild
from scraper.parser_version import parser_version
from scraper.parsing import parse_stored
from tests.scraper.conftest import PATTERNS, Crawled, Crawls, article, listing, profile
from tests.scraper.raw_web import RawWeb, answer

ARTICLES, A_PAGE, KILLS = 1000, 200, 50
#: What is alike in two archives of one site, whenever and in whatever order its pages came.
ALIKE = (
    "SELECT id, site, url, title, published, body, status, version_count FROM articles ORDER BY id",
    "SELECT article_id, number, content_sha256, article FROM versions ORDER BY article_id, number",
    "SELECT url, kind, article_id FROM urls ORDER BY url",
)


def long_site() -> RawWeb:
    """Articles on listing pages, each of which leads to the next."""
    web = RawWeb({f"/news/{number}": answer(article(number)) for number in range(ARTICLES)})
    for page in range(ARTICLES // A_PAGE):
        paths = [f"/news/{number}" for number in range(page * A_PAGE, (page + 1) * A_PAGE)]
        more = f"/news?page={page + 1}" if (page + 1) * A_PAGE < ARTICLES else None
        web.routes[f"/news?page={page}" if page else "/news"] = answer(listing(*paths, following=more))
    return web


def kept(done: Crawled) -> list[list[tuple[Any, ...]]]:
    return [done.rows(sql) for sql in ALIKE]


@pytest.mark.soak
def test_after_fifty_kills_at_random_moments_an_archive_is_that_of_an_undisturbed_crawl(tmp_path: Path) -> None:
    chance = random.Random(50)
    archives: dict[str, list[list[tuple[Any, ...]]]] = {}
    with long_site() as web:
        site = profile(web, delay=0.05, listings=["/news"], article_patterns=PATTERNS)
        for name, kills in (("undisturbed", 0), ("killed", KILLS)):
            (tmp_path / name).mkdir()
            crawls = Crawls(tmp_path / name)
            web.log.clear()
            for _ in range(kills):
                seen = len(web.log)
                running = crawls.start(site=site)
                while len(web.log) == seen and running.returncode is None:
                    time.sleep(0.01)
                time.sleep(chance.uniform(0, 2))
                running.kill()
                running.communicate()
            before = {path for path in web.paths if path.startswith("/news/")}
            assert not kills or len(before) > 0.1 * ARTICLES, "the kills came before there was anything to lose"
            done = crawls(site=site)
            assert (done.status, done.stderr) == (0, "")
            archives[name] = kept(done)
            fetched = [path for path in web.paths if path.startswith("/news/")]
            assert set(fetched) == {f"/news/{number}" for number in range(ARTICLES)}
            # Of one connection one answer may be under way at a kill, and the ones before it not yet on the disk.
            assert len(fetched) <= ARTICLES + 3 * kills
            rebuild(done.folder, parse_stored, parser_version=parser_version())
            assert kept(done) == archives[name]
    assert archives["killed"] == archives["undisturbed"]
