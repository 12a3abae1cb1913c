"""Runs beyond the everyday: far back in slices, within a budget, over everything again."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator

import pytest

from archive.model.identity import stable_id, url_key
from archive.writer.lock import ArchiveLock
from tests.scraper.conftest import PATTERNS, Crawls, article, listing, profile
from tests.scraper.raw_web import Asked, Raw, RawWeb, answer

PAGES, A_PAGE = 12, 5


def dated(number: int) -> str:
    """Article 0 is the newest; each is ten days older than the one before."""
    day = dt.date(2024, 12, 31) - dt.timedelta(days=10 * number)
    text = f"Le ministère a présenté le bilan numéro {number} de la campagne dans les douze départements du littoral."
    return article(number, text).replace(f"2020-02-{number % 28 + 1:02}", day.isoformat())


@pytest.fixture
def long_web() -> Iterator[RawWeb]:
    """A site with sixty articles on twelve pages of a listing."""

    def page(asked: Asked) -> Raw:
        number = int(asked.path.rpartition("=")[2]) if "=" in asked.path else 1
        shown = [f"/news/{n}" for n in range((number - 1) * A_PAGE, number * A_PAGE)]
        return answer(listing(*shown, following=f"/news?page={number + 1}" if number < PAGES else None))

    with RawWeb({f"/news/{n}": answer(dated(n)) for n in range(PAGES * A_PAGE)}) as web:
        web.routes |= dict.fromkeys(("/news", *(f"/news?page={n}" for n in range(1, PAGES + 1))), page)
        yield web


def read_articles(web: RawWeb) -> list[int]:
    return [int(path.rpartition("/")[2]) for path in web.paths if re.fullmatch(r"/news/\d+", path)]


def deep(web: RawWeb) -> str:
    return profile(web, listings=["/news"], article_patterns=PATTERNS, listing_pages=2)


def test_a_run_goes_back_to_the_day_asked_for_and_no_further(crawls: Crawls, long_web: RawWeb) -> None:
    done = crawls.govnews("site", "--since", "2024-08-01", site=deep(long_web))
    assert (done.status, done.summaries["site"]["outcome"]) == (0, "finished")
    assert read_articles(long_web) == sorted(read_articles(long_web)), "the newest first"
    (oldest,) = done.rows("SELECT min(published) FROM articles")[0]
    assert "2024-05-01" < oldest < "2024-08-01"
    assert done.rows("SELECT count(*) FROM articles WHERE published >= '2024-08-01'") == [(16,)]
    assert "/news?page=6" not in long_web.paths


def test_it_comes_in_slices_and_nothing_comes_twice(crawls: Crawls, long_web: RawWeb) -> None:
    crawls.govnews("site", "--since", "2023-01-01", "--pages", "20", site=deep(long_web))
    slices = [len(long_web.log)]
    while slices[-1]:
        before = len(long_web.log)
        done = crawls.govnews("site", "--since", "2023-01-01", "--pages", "20")
        assert done.status == 0
        slices.append(len(long_web.log) - before)
        if done.summaries["site"]["outcome"] == "finished":
            break
        assert len(slices) < 10
    assert max(slices) <= 22, "two more may have been under way"
    assert len(slices) > 3
    assert sorted(read_articles(long_web)) == list(range(PAGES * A_PAGE))
    listings = [path for path in long_web.paths if path.startswith("/news?page=")]
    assert len(listings) < 2 * PAGES, "what was gone through is not gone through again"


def test_a_limit_is_kept_to(crawls: Crawls, long_web: RawWeb) -> None:
    done = crawls.govnews("site", "--limit", "4", site=deep(long_web))
    assert (done.status, done.summaries["site"]["new"]) == (0, 4)
    assert read_articles(long_web) == [0, 1, 2, 3]


def test_time_that_is_up_ends_a_run_without_alarm(crawls: Crawls, long_web: RawWeb) -> None:
    slow = profile(long_web, delay=0.3, listings=["/news"], article_patterns=PATTERNS)
    done = crawls.govnews("site", "--minutes", "0.03", site=slow)
    assert (done.status, done.summaries["site"]["outcome"]) == (0, "paused")
    assert "the next run goes on" in done.summaries["site"]["reason"]
    assert done.rows("SELECT outcome FROM runs") == [("paused",)]


def test_everything_is_looked_at_again_when_asked_for(crawls: Crawls, web: RawWeb) -> None:
    crawls.govnews("site", site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    web.log.clear()
    assert crawls.govnews("site").summaries["site"]["fetched"] == 0
    done = crawls.govnews("site", "--recheck")
    assert (done.summaries["site"]["fetched"], done.summaries["site"]["unchanged"]) == (3, 3)


def test_of_ten_thousand_known_articles_only_the_due_ones_are_fetched(crawls: Crawls, web: RawWeb) -> None:
    paths = [f"/news/{n}" for n in range(1, 41)]
    web.routes |= {path: answer(article(n)) for n, path in enumerate(paths, 1)}
    site = profile(web, listings=["/news"], article_patterns=PATTERNS, politeness="rechecks = 25")
    crawls.govnews("site", site=site)
    with sqlite3.connect(crawls.archive / "govnews.db") as connection:
        for number in range(4, 10_001):
            key = url_key(web.url(f"/news/{number}"))
            check = "2021-01-01T00:00:00Z" if number <= 40 else "2999-01-01T00:00:00Z"
            connection.execute(
                "INSERT INTO urls (id, site, url, url_key, kind, found_at, last_status, last_fetched, last_full, "
                "next_check) VALUES (?, 'site', ?, ?, 'article', '2020-01-01T00:00:00Z', 200, '2020-01-01T00:00:00Z', "
                "'2020-01-01T00:00:00Z', ?)",
                (stable_id("url", key), web.url(f"/news/{number}"), key, check),
            )
    web.log.clear()
    done = crawls.govnews("site")
    assert done.status == 0, done.stderr
    assert [path for path in web.paths if not path.startswith("/news/")] == ["/robots.txt", "/news"]
    assert len(read_articles(web)) == 25, "a run's share"
    assert max(read_articles(web)) <= 40
    web.log.clear()
    crawls.govnews("site")
    assert len(read_articles(web)) == 12, "what was left of the due ones"


def test_a_disk_that_is_nearly_full_is_told_before_anything_is_asked_for(crawls: Crawls, web: RawWeb) -> None:
    site = profile(web, listings=["/news"], article_patterns=PATTERNS)
    done = crawls.govnews("site", site=site, settings={"GOVNEWS_FREE_BYTES": str(10**18)})
    assert (done.status, done.summaries, web.log) == (1, {}, [])
    assert done.stderr.count("\n") == 1
    assert "free space, then run again" in done.stderr


def test_a_disk_that_fills_while_a_crawl_starts_ends_it_and_frees_the_archive(crawls: Crawls, web: RawWeb) -> None:
    crawls.sites.joinpath("site.toml").write_text(profile(web, listings=["/news"], article_patterns=PATTERNS))
    # What other programs write is no test's to say: here the disk is full from the second look on.
    code = (
        "import shutil\nreal, looks = shutil.disk_usage, []\n"
        "def usage(path):\n    looks.append(path)\n"
        "    return real(path)._replace(free=10**12 if len(looks) == 1 else 1000)\n"
        "shutil.disk_usage = usage\nfrom tests.scraper.crawl_program import main\nmain()"
    )
    environment = {**os.environ, "GOVNEWS_SITES": str(crawls.sites)}
    command = [sys.executable, "-c", code, str(crawls.archive)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False)
    (summary,) = json.loads(done.stdout)
    assert (done.returncode, summary["outcome"]) == (1, "failed")
    assert "free space, then run again" in summary["reason"]
    assert set(web.paths) <= {"/robots.txt"}
    assert crawls.govnews("site").summaries["site"]["outcome"] == "finished", "the archive is free again"


@pytest.mark.parametrize(("since", "said"), [("2020-01-01T00:00:00Z", True), (None, False)])
def test_with_quiet_a_held_archive_is_told_only_when_it_has_been_held_for_a_day(
    crawls: Crawls, web: RawWeb, since: str | None, said: bool
) -> None:
    crawls.archive.mkdir()
    lock = ArchiveLock(crawls.archive)
    if since:
        (crawls.archive / "lock").write_text(f"pid {os.getpid()} since {since}\n")
    site = profile(web, listings=["/news"], article_patterns=PATTERNS)
    quiet, loud = crawls.govnews("site", "--quiet", site=site), crawls.govnews("site")
    lock.release()
    assert (quiet.status, loud.status) == (75, 75)
    assert bool(quiet.stderr) is said
    assert "holds the archive" in loud.stderr


@pytest.mark.parametrize("minutes", ["1e-9", "0.0001"])
def test_a_run_that_is_over_as_it_begins_ends(crawls: Crawls, web: RawWeb, minutes: str) -> None:
    site = profile(web, listings=["/news"], article_patterns=PATTERNS)
    done = crawls.govnews("site", "--minutes", minutes, site=site)
    assert (done.status, done.summaries["site"]["outcome"]) == (0, "paused")
    assert crawls.govnews("site").summaries["site"]["outcome"] == "finished", "the archive is free again"


@pytest.mark.parametrize("minutes", ["nan", "inf", "-1", "0"])
def test_minutes_are_a_number(crawls: Crawls, web: RawWeb, minutes: str) -> None:
    done = crawls.govnews("site", "--minutes", minutes, site=profile(web, listings=["/news"]))
    assert (done.status, web.log) == (2, [])
