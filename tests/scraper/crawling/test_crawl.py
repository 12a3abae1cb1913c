"""What an operator relies on: what is fetched and what is not, what the summary says, how a crawl ends."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scraper.crawling.crawl import RunSummary, exit_status
from tests.demo.server import DemoWeb
from tests.scraper.conftest import PATTERNS, TEXT, Crawls, article, listing, profile
from tests.scraper.raw_web import Asked, Raw, RawWeb, answer


def test_new_articles_are_found_fetched_stored_and_counted(crawls: Crawls, web: RawWeb) -> None:
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    assert (done.status, done.stderr) == (0, "")
    assert done.summaries["site"] == {
        "site": "site",
        "outcome": "finished",
        "reason": None,
        "run_id": 1,
        "discovered": 3,
        "fetched": 3,
        "new": 3,
        **dict.fromkeys(("unchanged", "changed", "moved", "gone", "blocked", "failed"), 0),
    }
    assert done.rows("SELECT title FROM articles ORDER BY title") == [("Article 1",), ("Article 2",), ("Article 3",)]
    assert done.rows("SELECT kind, outcome FROM captures ORDER BY id") == [
        ("robots", "missing"),
        ("listing", "ok"),
        *[("article", "new")] * 3,
    ]
    assert done.rows("SELECT outcome, discovered, new FROM runs") == [("finished", 3, 3)]


def test_a_second_crawl_of_an_unchanged_site_asks_for_nothing_but_news(crawls: Crawls) -> None:
    with DemoWeb(port=0) as demo:
        first = crawls(**demo.profiles())
        assert first.status == 0, first.summaries
        asked_first = [(entry.site, entry.target) for entry in demo.log]
        demo.forget_log()
        second = crawls()
        log = demo.log
    assert second.status == 0
    assert sum(one["new"] for one in first.summaries.values()) >= 12
    assert all(one["fetched"] == 0 for one in second.summaries.values())
    articles = {url for (url,) in second.rows("SELECT url FROM captures WHERE kind = 'article'")}
    assert not [entry for entry in log if any(url.endswith(entry.target) for url in articles)]
    assert len(asked_first) == len(set(asked_first)), "no page is asked for twice in a run"
    assert {entry.status for entry in log if entry.path != "/robots.txt"} <= {200, 304}
    assert 304 in {entry.status for entry in log}


def test_what_is_due_is_asked_for_with_conditions_and_a_304_costs_no_body(crawls: Crawls, web: RawWeb) -> None:
    def page(asked: Asked) -> Raw:
        if asked.header("If-None-Match") == '"v1"':
            return answer(status=304, ETag='"v1"')
        return answer(article(1), ETag='"v1"', Last_Modified="Tue, 04 Feb 2020 09:00:00 GMT")

    web.routes["/news/1"] = page
    crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    crawls.make_due()
    web.log.clear()
    done = crawls()
    asked = next(one for one in web.log if one.path == "/news/1")
    assert asked.header("If-None-Match") == '"v1"'
    assert asked.header("If-Modified-Since") == "Tue, 04 Feb 2020 09:00:00 GMT"
    assert done.summaries["site"]["unchanged"] == 3
    assert done.rows(
        "SELECT http_status, record, outcome FROM captures WHERE url = ? ORDER BY id", web.url("/news/1")
    ) == [
        (200, "response", "new"),
        (304, "revisit", "unchanged"),
    ]
    assert done.rows("SELECT DISTINCT version_count FROM articles") == [(1,)]


def test_an_edit_a_removal_and_a_move_are_what_they_are(crawls: Crawls, web: RawWeb) -> None:
    crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    crawls.make_due()
    web.routes["/news/1"] = answer(article(1, TEXT.replace("douze", "treize")))
    web.routes["/news/2"] = answer("Page introuvable", 404)
    web.routes["/news/3"] = answer("", 301, Location="/news/33")
    web.routes["/news/33"] = answer(article(3))
    done = crawls()
    found = done.summaries["site"]
    assert (found["changed"], found["gone"], found["moved"]) == (1, 1, 1)
    assert done.rows("SELECT status FROM articles ORDER BY title") == [("live",), ("missing",), ("live",)]
    assert (web.url("/news/3"), "redirect") in done.rows("SELECT url, outcome FROM captures WHERE http_status = 301")


def test_a_server_that_fails_is_neither_a_change_nor_a_removal(crawls: Crawls, web: RawWeb) -> None:
    crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    crawls.make_due()
    web.routes["/news/1"] = answer("Erreur", 500)
    web.routes["/news/2"] = Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<title>Article 2</title>", close=True)
    web.routes["/news/3"] = Raw(b"", close=True)
    done = crawls()
    assert done.summaries["site"]["failed"] == 3
    assert done.summaries["site"]["changed"] == 0
    assert (done.status, done.summaries["site"]["reason"]) == (1, "3 of 3 articles could not be fetched")
    assert done.rows("SELECT DISTINCT status, version_count FROM articles") == [("live", 1)]
    assert done.rows(
        "SELECT DISTINCT truncated, outcome FROM captures WHERE url = ? AND id > 5", web.url("/news/2")
    ) == [("disconnect", "failed")]
    assert done.rows("SELECT trouble FROM urls WHERE url = ?", web.url("/news/3")) == [
        ("the connection was closed without an answer",)
    ]


def test_a_500_that_heals_is_asked_again_within_the_run(crawls: Crawls, web: RawWeb) -> None:
    replies = iter([answer("Erreur", 500), answer(article(1))])
    web.routes["/news/1"] = lambda _: next(replies)
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    assert (done.status, done.summaries["site"]["new"], done.summaries["site"]["failed"]) == (0, 3, 0)


def test_a_listing_is_followed_until_a_page_brings_nothing_new(crawls: Crawls, web: RawWeb) -> None:
    def page(asked: Asked) -> Raw:
        number = int(asked.path.rpartition("=")[2]) if "=" in asked.path else 1
        shown = [f"/news/{3 * min(number, 3) + offset}" for offset in (1, 2, 3)]
        return answer(listing(*shown, following=f"/news?page={number + 1}"))

    web.routes |= dict.fromkeys(("/news", *(f"/news?page={number}" for number in range(2, 30))), page)
    crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    listings = [path for path in web.paths if path.startswith("/news?") or path == "/news"]
    assert listings == ["/news", "/news?page=2", "/news?page=3", "/news?page=4"]
    web.log.clear()
    crawls()
    assert [path for path in web.paths if path.startswith("/news")][:1] == ["/news"]
    assert "/news?page=2" not in web.paths


def test_feeds_sitemaps_and_listings_are_merged_and_each_article_fetched_once(crawls: Crawls, web: RawWeb) -> None:
    web.routes["/feed"] = answer(
        f"<rss><channel><item><link>{web.url('/news/1')}?utm_source=rss</link></item></channel></rss>",
        media_type="application/rss+xml",
    )
    web.routes["/sitemap.xml"] = answer(
        f"<sitemapindex><sitemap><loc>{web.url('/sitemap-1.xml')}</loc></sitemap></sitemapindex>",
        media_type="application/xml",
    )
    web.routes["/sitemap-1.xml"] = answer(
        f"<urlset><url><loc>{web.url('/news/2')}</loc></url><url><loc>{web.url('/about')}</loc></url></urlset>",
        media_type="application/xml",
    )
    done = crawls(
        site=profile(
            web, feeds=["/feed"], sitemaps=["/sitemap.xml"], listings=["/news"], article_patterns=["^/news/\\d+"]
        )
    )
    assert done.summaries["site"]["discovered"] == 3
    assert len([path for path in web.paths if path.startswith("/news/")]) == 3
    assert "/about" not in web.paths


def test_a_site_without_named_sources_is_found_out_from_its_home_page_and_robots_txt(
    crawls: Crawls, web: RawWeb
) -> None:
    web.routes["/"] = answer('<html><a href="/news">Actualités</a></html>')
    web.routes["/robots.txt"] = answer(f"Sitemap: {web.url('/map.xml')}\n", media_type="text/plain")
    web.routes["/map.xml"] = answer(f"<urlset><url><loc>{web.url('/news/4')}</loc></url></urlset>")
    web.routes["/news/4"] = answer(article(4))
    done = crawls(site=profile(web, article_patterns=PATTERNS))
    assert (done.status, done.summaries["site"]["new"]) == (0, 4)


def test_a_site_that_fails_harms_no_other(crawls: Crawls, web: RawWeb) -> None:
    with RawWeb() as gone:
        absent = profile(gone, feeds=["/feed"], listings=["/news"])
    done = crawls(here=profile(web, listings=["/news"], article_patterns=PATTERNS), absent=absent)
    assert done.status == 1
    assert (done.summaries["here"]["outcome"], done.summaries["here"]["new"]) == ("finished", 3)
    assert done.summaries["absent"]["outcome"] == "failed"
    assert "connection refused" in done.summaries["absent"]["reason"]
    assert "\n" not in done.summaries["absent"]["reason"]
    assert "more)" not in done.summaries["absent"]["reason"], "one site that is away is one trouble"
    assert done.stderr == ""


def test_a_listing_without_any_article_calls_for_a_person(crawls: Crawls, web: RawWeb) -> None:
    web.routes["/news"] = answer("<p>Nous avons tout changé !</p>")
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    assert (done.status, done.summaries["site"]["outcome"]) == (1, "failed")
    assert "no link to an article" in done.summaries["site"]["reason"]


def test_pages_without_text_binary_pages_and_a_wrong_charset_do_no_harm(crawls: Crawls, web: RawWeb) -> None:
    web.routes["/news/1"] = answer("")
    web.routes["/news/2"] = answer(bytes(range(256)) * 50)
    web.routes["/news/3"] = answer(article(3), media_type="text/html; charset=klingon")
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    assert done.stderr == ""
    assert done.summaries["site"]["fetched"] == 3
    assert ("Article 3",) in done.rows("SELECT title FROM articles")


def test_an_archive_held_by_another_run_is_left_alone(crawls: Crawls, web: RawWeb) -> None:
    web.routes["/news"] = Raw(answer(listing()).data, after=60)
    first = crawls.start(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    wait_for(lambda: "/news" in web.paths)
    second = crawls()
    assert (second.status, second.stderr.count("\n")) == (75, 1)
    assert "holds the archive" in second.stderr
    first.kill()


def test_a_database_that_is_not_ours_is_refused_in_one_line(crawls: Crawls, web: RawWeb) -> None:
    crawls.archive.mkdir()
    (crawls.archive / "govnews.db").write_text("somebody's diary, not a database at all, and long enough to tell")
    done = crawls(site=profile(web, listings=["/news"]))
    assert (done.status, done.stderr.count("\n")) == (1, 1)
    assert (web.log, done.folder.joinpath("govnews.db").read_text()[:8]) == ([], "somebody")


@pytest.mark.parametrize("signal_sent", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_a_crawl_soon_and_records_it_as_interrupted(
    crawls: Crawls, web: RawWeb, signal_sent: signal.Signals
) -> None:
    running = crawls.start(site=profile(web, delay=100, listings=["/news"], article_patterns=PATTERNS))
    wait_for(lambda: web.paths)
    time.sleep(0.3)
    running.send_signal(signal_sent)
    before = time.monotonic()
    done = crawls.end(running)
    assert time.monotonic() - before < 60
    assert (done.status, done.summaries["site"]["outcome"]) == (1, "interrupted")
    assert done.rows("SELECT outcome, finished IS NOT NULL FROM runs") == [("interrupted", 1)]
    assert done.stderr == ""
    assert "the next run goes on" in done.summaries["site"]["reason"]


def test_after_a_kill_the_next_run_goes_on_and_fetches_nothing_twice(crawls: Crawls, web: RawWeb) -> None:
    web.routes["/news"] = answer(listing("/news/1", "/news/2", following="/news?page=2"))
    web.routes["/news?page=2"] = answer(listing("/news/3"))
    running = crawls.start(site=profile(web, delay=0.4, listings=["/news"], article_patterns=PATTERNS))
    wait_for(lambda: len([path for path in web.paths if path.startswith("/news/")]) >= 2)
    running.kill()
    crawls.end(running)
    first = [path for path in web.paths if path.startswith("/news/")]
    web.log.clear()
    done = crawls()
    second = [path for path in web.paths if path.startswith("/news/")]
    assert done.status == 0
    assert done.rows("SELECT count(*) FROM articles") == [(3,)]
    # What was in flight when it was killed may be asked for again.
    assert not set(first[:-1]) & set(second)
    assert "/news?page=2" in web.paths, "what was known was not followed up by a run that broke off"


def test_the_crawler_names_itself_and_who_runs_it(crawls: Crawls, web: RawWeb) -> None:
    crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    agents = {asked.header("User-Agent") for asked in web.log}
    assert len(agents) == 1
    agent = agents.pop() or ""
    assert agent.startswith("govnews/")
    assert agent.endswith("(+press@archive.example)")
    assert {asked.header("Accept-Language") for asked in web.log} == {"fr, *;q=0.5"}
    assert {asked.header("Cookie") for asked in web.log} == {None}


def test_the_exit_status_tells_a_crontab_whether_a_person_should_look() -> None:
    well, failed = RunSummary("a", "finished"), RunSummary("b", "failed", "connection refused")
    assert exit_status([well, RunSummary("d", "paused")]) == 0
    assert exit_status([well, failed]) == 1
    assert exit_status([RunSummary("c", "interrupted")]) == 1
    assert exit_status([]) == 0


def wait_for(condition: object, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def test_an_article_that_a_feed_calls_newer_is_fetched_again(crawls: Crawls, web: RawWeb) -> None:
    def feed(**changed: str) -> Raw:
        times = {"1": "2020-02-04T09:00:00Z", "2": "2020-02-04T09:00:00Z"} | changed
        entries = (
            f"<entry><link href='{web.url(f'/news/{number}')}'/><updated>{at}</updated></entry>"
            for number, at in times.items()
        )
        return answer(f'<feed xmlns="http://www.w3.org/2005/Atom">{"".join(entries)}</feed>')

    web.routes["/feed"] = feed()
    crawls(site=profile(web, feeds=["/feed"], article_patterns=PATTERNS))
    web.log.clear()
    web.routes["/feed"] = feed(**{"2": f"{dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}"})
    done = crawls()
    asked = [path for path in web.paths if "govnews-probe" not in path]
    assert asked == ["/robots.txt", "/feed", "/news/2"]
    assert done.summaries["site"]["unchanged"] == 1


def test_a_site_is_left_alone_outside_of_its_hours(crawls: Crawls, web: RawWeb) -> None:
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(hours=6)
    hours = f'hours = "{soon:%H}:00-{soon:%H}:30"'
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS, politeness=hours))
    assert web.log == []
    assert (done.status, done.summaries["site"]["outcome"]) == (0, "paused")
    assert "outside of its hours" in done.summaries["site"]["reason"]


def test_a_full_disk_ends_the_crawl_in_one_line_and_the_next_one_goes_on(crawls: Crawls, web: RawWeb) -> None:
    noise = random.Random(1).randbytes(400_000).hex()
    web.routes["/news/2"] = answer(article(2) + f"<!-- {noise} -->")
    done = crawls.end(
        crawls.start(site=profile(web, listings=["/news"], article_patterns=PATTERNS), largest_file=300_000)
    )
    assert (done.status, done.summaries) == (1, {})
    assert done.stderr.count("\n") == 1
    assert "free space" in done.stderr
    again = crawls()
    assert again.status == 0
    assert again.rows("SELECT title FROM articles ORDER BY title") == [("Article 1",), ("Article 2",), ("Article 3",)]


def test_scrapys_own_command_crawls_a_site_too(crawls: Crawls, web: RawWeb) -> None:
    crawls.sites.joinpath("one.toml").write_text(profile(web, listings=["/news"], article_patterns=PATTERNS))
    root = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "GOVNEWS_SITES": str(crawls.sites), "GOVNEWS_ARCHIVE": str(crawls.archive)}
    command = [str(Path(sys.executable).with_name("scrapy")), "crawl", "news", "-a", "site=one"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(crawls.archive / "govnews.db") as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (3,)
        assert connection.execute("SELECT outcome FROM runs").fetchone() == ("finished",)


def test_the_log_tells_what_happened_and_the_terminal_nothing(crawls: Crawls, web: RawWeb) -> None:
    web.routes["/news/2"] = Raw(b"", close=True)
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    assert done.stderr == ""
    assert f"{web.url('/news/2')}: the connection was closed without an answer" in done.log
    assert "Traceback" not in done.log
