"""A redesign raises the alarm on the first run that sees it; time that passes, and a quiet week, do not."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from archive.tables import database
from tests.conftest import Command, write_profiles
from tests.demo.server import DemoWeb
from tests.scraper.conftest import PATTERNS, Crawls, article, listing, profile
from tests.scraper.raw_web import RawWeb, answer

BARE = (
    '<!DOCTYPE html><html lang="fr"><head><title>Article {0}</title></head><body><div id="app"><h1>Article {0}</h1>'
    "<div class='c-date'><time datetime='2020-03-01'>mars</time></div><div class='c-text'></div></div>"
    "<script>load('/api/{0}')</script></body></html>"
)


def make_due(archive: Path) -> None:
    """As if enough time had passed: every known article is to be looked at again."""
    with sqlite3.connect(archive / database.NAME) as connection:
        connection.execute("UPDATE urls SET next_check = '2020-01-01T00:00:00Z' WHERE kind = 'article'")


def site_with(web: RawWeb, numbers: Iterable[int]) -> None:
    web.routes["/news"] = answer(listing(*(f"/news/{number}" for number in numbers)))


@pytest.fixture
def eight_articles() -> Iterator[RawWeb]:
    with RawWeb({f"/news/{number}": answer(article(number)) for number in range(1, 9)}) as web:
        site_with(web, range(1, 9))
        yield web


def test_new_pages_whose_body_is_empty_end_the_run_as_failed_with_field_and_samples(
    govnews: Command, crawls: Crawls, eight_articles: RawWeb
) -> None:
    web = eight_articles
    ministry = profile(web, listings=["/news"], article_patterns=PATTERNS)
    assert crawls(ministry=ministry).status == 0
    web.routes |= {f"/news/{number}": answer(BARE.format(number)) for number in range(11, 15)}
    site_with(web, range(11, 15))
    crawled = crawls(ministry=ministry)
    assert crawled.status == 1
    reason = crawled.summaries["ministry"]["reason"]
    assert reason.startswith("body: 4 of 4 pages are without a body; before, 0 of 8 were: ")
    assert sorted(reason.split()[-3:]) == [web.url(f"/news/{number}") for number in (11, 12, 13)]
    done = govnews("status", "--json", archive=crawls.archive)
    assert done.returncode == 1
    (site,) = json.loads(done.stdout)["sites"]
    (finding,) = site["health"]
    assert (site["name"], finding["field"], len(finding["samples"])) == ("ministry", "body", 3)
    shown = " ".join(govnews("status", archive=crawls.archive).stdout.split())
    assert "ministry: the last run failed: body: 4 of 4 pages are without a body" in shown


def test_known_pages_that_lose_their_body_do_too(crawls: Crawls, eight_articles: RawWeb) -> None:
    web = eight_articles
    ministry = profile(web, listings=["/news"], article_patterns=PATTERNS)
    crawls(ministry=ministry)
    web.routes |= {f"/news/{number}": answer(BARE.format(number)) for number in range(1, 9)}
    crawls.make_due()
    crawled = crawls(ministry=ministry)
    assert crawled.status == 1
    assert crawled.summaries["ministry"]["reason"].startswith("body: 8 of 8 pages are without a body")


def test_a_profile_that_expects_more_articles_than_are_announced_is_told_where_it_looked(
    crawls: Crawls, eight_articles: RawWeb
) -> None:
    ministry = profile(eight_articles, listings=["/news"], article_patterns=PATTERNS)
    assert crawls(ministry=ministry + "[expect]\narticles = 8\n").status == 0
    site_with(eight_articles, [1, 2])
    crawled = crawls(ministry=ministry + "[expect]\narticles = 8\n")
    assert crawled.status == 1
    reason = crawled.summaries["ministry"]["reason"]
    assert reason == f"articles: 2 were announced, 8 expected: {eight_articles.url('/news')}"


@pytest.mark.soak
def test_the_demos_redesign_is_told_on_the_run_that_sees_it_and_not_before(
    govnews: Command, demo_web: DemoWeb, demo_sites: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    assert govnews("crawl", archive=archive, sites=demo_sites).returncode == 0
    quiet = govnews("crawl", archive=archive, sites=demo_sites)
    assert (quiet.returncode, quiet.stderr) == (0, "")
    demo_web.redesign()
    seen = govnews("crawl", archive=archive, sites=demo_sites)
    assert seen.returncode == 1, "the listings alone show it"
    make_due(archive)
    done = govnews("crawl", archive=archive, sites=demo_sites)
    assert done.returncode == 1
    told = {line.split(": ")[1] for line in done.stderr.splitlines() if line.count("http://127.0.0.1") >= 3}
    assert told == set(demo_web.sites), done.stderr
    govnews("crawl", archive=archive, sites=demo_sites)  # after a failed run in full: listings that had said 304
    again = govnews("crawl", archive=archive, sites=demo_sites)
    assert (again.returncode, again.stderr) == (0, ""), "a look that is known is no news"


def test_what_happens_to_the_demo_as_time_passes_is_no_redesign(
    govnews: Command, demo_web: DemoWeb, demo_sites: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    govnews("crawl", archive=archive, sites=demo_sites)
    make_due(archive)
    demo_web.change()
    done = govnews("crawl", "--json", archive=archive, sites=demo_sites)
    assert done.returncode == 0, done.stderr
    runs = json.loads(done.stdout)
    assert any(run["changed"] for run in runs)
    assert any(run["gone"] for run in runs)
    write_profiles(demo_web, demo_sites)
    assert govnews("status", archive=archive).returncode == 0
