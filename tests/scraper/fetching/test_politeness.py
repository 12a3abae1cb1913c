"""What a server's log shows: the pauses between requests, and what happens when it asks for patience."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from tests.demo.server import DemoWeb
from tests.scraper.conftest import PATTERNS, Crawled, Crawls, article, listing, profile, three_articles
from tests.scraper.raw_web import Asked, Raw, RawWeb, answer

#: What is left to the clock of the machine, in seconds.
SLACK = 0.005


def busy_once(status: int, **headers: str) -> object:
    """Busy at first, then an article."""
    times: list[float] = []

    def route(_: Asked) -> Raw:
        times.append(time.monotonic())
        return answer("Patience", status, **headers) if len(times) == 1 else answer(article(1))

    return route


def in_two_seconds(_: Asked) -> Raw:
    date = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=3)
    return answer("Patience", 503, Retry_After=format_datetime(date, usegmt=True))


@pytest.fixture(scope="module")
def crawled(crawls_of_module: Crawls) -> Iterator[tuple[Crawled, dict[str, RawWeb]]]:
    with ExitStack() as stack:
        names = ("delay", "crawl_delay", "slow", "seconds", "date", "too_long", "unnamed")
        webs = {name: stack.enter_context(three_articles()) for name in names}
        webs["crawl_delay"].routes["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 0.5\n")
        for path, route in list(webs["slow"].routes.items()):
            webs["slow"].routes[path] = Raw(route.data, after=0.4)  # type: ignore[union-attr]
        webs["seconds"].routes["/news/1"] = busy_once(429, Retry_After="2")  # type: ignore[assignment]
        webs["date"].routes["/news/1"] = in_two_seconds
        webs["too_long"].routes["/news/1"] = answer("Patience", 503, Retry_After="7200")
        webs["unnamed"].routes["/news/1"] = busy_once(503)  # type: ignore[assignment]
        delays = {"delay": 0.3, "crawl_delay": 0.1, "slow": 0.1}
        profiles = {
            name: profile(web, delay=delays.get(name, 0), listings=["/news"], article_patterns=PATTERNS)
            for name, web in webs.items()
        }
        yield crawls_of_module(**profiles), webs


def gaps(web: RawWeb) -> list[float]:
    return [after.at - before.at for before, after in pairwise(web.log)]


@pytest.mark.parametrize(("site", "delay"), [("delay", 0.3), ("crawl_delay", 0.5)])
def test_two_requests_are_never_nearer_than_the_delay(
    crawled: tuple[Crawled, dict[str, RawWeb]], site: str, delay: float
) -> None:
    found = gaps(crawled[1][site])
    assert len(found) == 4
    assert min(found) >= delay - SLACK


def test_sites_are_crawled_side_by_side(crawled: tuple[Crawled, dict[str, RawWeb]]) -> None:
    first, other = crawled[1]["delay"].log, crawled[1]["crawl_delay"].log
    assert first[0].at < other[-1].at
    assert other[0].at < first[-1].at


def test_a_slow_server_is_asked_more_slowly(crawled: tuple[Crawled, dict[str, RawWeb]]) -> None:
    assert min(gaps(crawled[1]["slow"])[1:]) >= 0.4 + 0.2


def test_retry_after_in_seconds_is_kept_to_by_the_whole_host(crawled: tuple[Crawled, dict[str, RawWeb]]) -> None:
    done, webs = crawled
    log = webs["seconds"].log
    asked = next(number for number, one in enumerate(log) if one.path == "/news/1")
    assert log[asked + 1].at - log[asked].at >= 2 - SLACK
    assert (done.summaries["seconds"]["new"], done.summaries["seconds"]["failed"]) == (3, 0)


def test_retry_after_as_a_date_is_kept_to(crawled: tuple[Crawled, dict[str, RawWeb]]) -> None:
    log = crawled[1]["date"].log
    asked = next(number for number, one in enumerate(log) if one.path == "/news/1")
    assert log[asked + 1].at - log[asked].at >= 2 - SLACK


def test_a_busy_host_that_names_no_time_is_left_alone_for_a_while(
    crawled: tuple[Crawled, dict[str, RawWeb]],
) -> None:
    log = crawled[1]["unnamed"].log
    asked = next(number for number, one in enumerate(log) if one.path == "/news/1")
    assert log[asked + 1].at - log[asked].at >= 5 - SLACK


def test_a_host_that_asks_for_hours_is_left_alone_for_the_run(crawled: tuple[Crawled, dict[str, RawWeb]]) -> None:
    done, webs = crawled
    assert webs["too_long"].paths[-1] == "/news/1"
    assert webs["too_long"].paths.count("/news/1") == 1
    assert done.summaries["too_long"]["outcome"] == "failed"
    assert "asks to come back in 2 hours" in done.summaries["too_long"]["reason"]


def test_on_the_demo_no_two_requests_are_too_near_and_no_disallowed_path_is_asked_for(crawls: Crawls) -> None:
    with DemoWeb(port=0) as demo:
        crawls(**demo.profiles())
        log = demo.log
        for name, site in demo.sites.items():
            asked = [entry for entry in log if entry.site == name]
            assert [entry.path for entry in asked].count("/robots.txt") == 1
            rules = site.answer("/robots.txt").body.decode().lower().splitlines()
            delays = [float(line.partition(":")[2]) for line in rules if line.startswith("crawl-delay")]
            assert min((b.at - a.at).total_seconds() for a, b in pairwise(asked)) >= max([0, *delays]) - SLACK, name
            forbidden = [line.partition(":")[2].strip() for line in rules if line.startswith("disallow")]
            assert not [entry.path for entry in asked for path in forbidden if path and entry.path.startswith(path)]


@pytest.mark.parametrize("delay", ["86400", "1e308"])
def test_a_delay_beyond_what_a_run_waits_gives_that_site_one_page_and_the_others_all(
    crawls: Crawls, delay: str
) -> None:
    with three_articles() as patient, three_articles() as other:
        patient.routes["/robots.txt"] = answer(f"User-agent: *\nCrawl-delay: {delay}\n", media_type="text/plain")
        sites = {"patient": patient, "other": other}
        done = crawls(**{name: profile(w, listings=["/news"], article_patterns=PATTERNS) for name, w in sites.items()})
        assert patient.paths == ["/robots.txt", "/news"]
        again = crawls()
        assert patient.paths[2:] == ["/robots.txt"], "nothing against the wish"
    assert (done.summaries["patient"]["outcome"], done.summaries["other"]["outcome"]) == ("paused", "finished")
    assert "between two requests, longer than a run waits" in done.summaries["patient"]["reason"]
    assert done.summaries["other"]["new"] == 3
    assert (again.status, again.summaries["patient"]["outcome"]) == (0, "paused")


def test_such_a_site_comes_page_by_page_as_each_is_due(crawls: Crawls) -> None:
    asked: list[str] = []
    with three_articles() as web:
        web.routes["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 7200\n", media_type="text/plain")
        site = profile(web, listings=["/news"], article_patterns=PATTERNS)
        for _ in range(5):
            before = len(web.log)
            done = crawls(site=site)
            asked += [path for path in web.paths[before:] if path != "/robots.txt"]
            with sqlite3.connect(crawls.archive / "govnews.db") as connection:  # as if two hours had passed
                connection.execute("UPDATE captures SET fetched_at = '2020-01-01T0' || (id % 9) || ':00:00Z'")
    assert (len(asked), asked[0], asked[2], asked[4]) == (5, "/news", "/news", "/news")
    assert len({asked[1], asked[3]} & {"/news/1", "/news/2", "/news/3"}) == 2
    assert done.rows("SELECT count(*) FROM articles") == [(2,)]


def test_two_profiles_of_one_host_are_one_visitor_to_it(crawls: Crawls) -> None:
    """What the server sees: one robots.txt, one request at a time, the longer delay between any two."""
    with three_articles() as web:
        web.routes["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 0.2\n", media_type="text/plain")
        web.routes |= {f"/avis/{number}": answer(article(number + 3)) for number in (1, 2, 3)}
        web.routes["/avis"] = answer(listing("/avis/1", "/avis/2", "/avis/3"))
        web.routes["/news/1"] = Raw(answer(article(1)).data, after=0.5)
        done = crawls(
            news=profile(web, delay=0.1, listings=["/news"], article_patterns=PATTERNS),
            avis=profile(
                web, delay=0.3, politeness="concurrency = 4", listings=["/avis"], article_patterns=["^/avis/"]
            ),
        )
        assert (done.summaries["news"]["new"], done.summaries["avis"]["new"]) == (3, 3)
        assert web.paths.count("/robots.txt") == 1
        assert web.most_at_once == 1
        assert min(gaps(web)[1:]) >= 0.3 - SLACK


def test_a_pause_that_one_profile_is_asked_for_is_kept_by_the_other(crawls: Crawls) -> None:
    with three_articles() as web:
        web.routes |= {f"/avis/{number}": answer(article(number + 3)) for number in (1, 2, 3)}
        web.routes["/avis"] = answer(listing("/avis/1", "/avis/2", "/avis/3"))
        web.routes["/news"] = answer("Patience", 503, Retry_After="7200")
        done = crawls(
            news=profile(web, listings=["/news"], article_patterns=PATTERNS),
            avis=profile(web, delay=0.5, listings=["/avis"], article_patterns=["^/avis/"]),
        )
        after = web.paths[web.paths.index("/news") + 1 :]
    assert after == []
    assert "answered 503" in done.summaries["news"]["reason"]
    assert "asks to come back in 2 hours" in done.summaries["avis"]["reason"]


def test_the_end_of_one_crawl_leaves_the_other_of_its_host_alone(crawls: Crawls) -> None:
    with three_articles() as web:
        web.routes |= {f"/avis/{number}": answer(article(number + 3)) for number in (1, 2, 3)}
        web.routes["/avis"] = answer(listing("/avis/1", "/avis/2", "/avis/3"))
        now = datetime.now(UTC)
        closed = f'hours = "{now + timedelta(hours=5):%H:%M}-{now + timedelta(hours=6):%H:%M}"'
        done = crawls(
            news=profile(web, delay=0.2, politeness=closed, listings=["/news"], article_patterns=PATTERNS),
            avis=profile(web, delay=0.2, listings=["/avis"], article_patterns=["^/avis/"]),
        )
    assert (done.summaries["news"]["outcome"], done.summaries["avis"]["new"]) == ("paused", 3)
