"""robots.txt, as RFC 9309 has it: what a webmaster relies on. One crawl of many sites, each with another robots.txt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.scraper.conftest import PATTERNS, Crawled, Crawls, article, profile, three_articles
from tests.scraper.raw_web import Raw, RawWeb, answer


def text(body: str, status: int = 200, **headers: str) -> Raw:
    return answer(body, status, "text/plain", **headers)


DISALLOW = "User-agent: *\nDisallow: /\n"
SITES = {
    "absent": text("nothing here", 404),
    # An error page is no set of rules, whatever it says.
    "error_page_with_rules": text(DISALLOW, 404),
    "not_for_you": text(DISALLOW, 403),
    "broken": text("", 500),
    "busy": text("", 503, Retry_After="3600"),
    "hangs_up": Raw(b"", close=True),
    "some": text("User-agent: *\nDisallow: /news/2\nDisallow: /private\n"),
    "by_name": text("User-agent: govnews\nDisallow: /news/1\n\nUser-agent: *\nDisallow: /\n"),
    "others_only": text("User-agent: SomeBot\nDisallow: /\n"),
    "others_like_us": text("User-agent: gov\nDisallow: /\n\nUser-agent: news\nUser-agent: govnewsbot\nDisallow: /\n"),
    "by_name_and_version": text("User-agent: GovNews/1.0 (x)\nDisallow: /news/1\n\nUser-agent: *\nDisallow: /\n"),
    "moved": text("", 301, Location="/static/robots.txt"),
    "with_bom": text("\ufeffUser-agent: *\nDisallow: /news/3\n"),
    "very_long": text("User-agent: *\nDisallow: /news/1\n" + "# ...\n" * 100_000 + "Disallow: /news/2\n"),
    "in_flight": Raw(text("User-agent: *\nDisallow: /news/\n").data, after=1),
}
ALL = {"/news/1", "/news/2", "/news/3"}


@pytest.fixture(scope="module")
def crawled(crawls_of_module: Crawls) -> Iterator[tuple[Crawled, dict[str, RawWeb]]]:
    with ExitStack() as stack:
        webs = {name: stack.enter_context(three_articles()) for name in SITES}
        for name, web in webs.items():
            web.routes["/robots.txt"] = SITES[name]
        webs["moved"].routes["/static/robots.txt"] = text("User-agent: *\nDisallow: /news/2\n")
        webs["some"].routes["/news/3"] = answer("", 302, Location="/private/3")
        webs["some"].routes["/private/3"] = answer(article(3))
        profiles = {
            name: profile(
                web,
                listings=["/news"],
                article_patterns=PATTERNS,
                politeness="concurrency = 8" if name == "in_flight" else "",
            )
            for name, web in webs.items()
        }
        yield crawls_of_module(**profiles), webs


def articles(web: RawWeb) -> set[str]:
    return ALL & set(web.paths)


@pytest.mark.parametrize("site", SITES)
def test_robots_txt_is_asked_for_first_and_once_a_run(crawled: tuple[Crawled, dict[str, RawWeb]], site: str) -> None:
    paths = crawled[1][site].paths
    assert paths[0] == "/robots.txt"
    assert paths.count("/robots.txt") == 1


@pytest.mark.parametrize("site", ["absent", "error_page_with_rules", "not_for_you", "others_only", "others_like_us"])
def test_a_robots_txt_that_is_not_there_or_names_others_allows_everything(
    crawled: tuple[Crawled, dict[str, RawWeb]], site: str
) -> None:
    assert articles(crawled[1][site]) == ALL


@pytest.mark.parametrize("site", ["broken", "busy", "hangs_up"])
def test_without_an_answer_about_robots_txt_nothing_else_is_asked(
    crawled: tuple[Crawled, dict[str, RawWeb]], site: str
) -> None:
    done, webs = crawled
    assert webs[site].paths == ["/robots.txt"]
    assert done.summaries[site]["outcome"] == "failed"
    assert "robots.txt" in done.summaries[site]["reason"]


@pytest.mark.parametrize(
    ("site", "forbidden"),
    [
        ("some", {"/news/2"}),
        ("by_name_and_version", {"/news/1"}),
        ("by_name", {"/news/1"}),
        ("moved", {"/news/2"}),
        ("with_bom", {"/news/3"}),
        ("very_long", {"/news/1"}),
    ],
)
def test_what_is_disallowed_is_never_asked_for_and_the_rest_is(
    crawled: tuple[Crawled, dict[str, RawWeb]], site: str, forbidden: set[str]
) -> None:
    assert articles(crawled[1][site]) == ALL - forbidden
    assert crawled[0].summaries[site]["outcome"] == "finished"


def test_a_redirect_does_not_lead_where_robots_txt_forbids(crawled: tuple[Crawled, dict[str, RawWeb]]) -> None:
    assert "/private/3" not in crawled[1]["some"].paths


def test_nothing_slips_through_while_robots_txt_is_in_flight(crawled: tuple[Crawled, dict[str, RawWeb]]) -> None:
    assert not articles(crawled[1]["in_flight"])


def test_robots_txt_is_kept_in_the_archive(crawled: tuple[Crawled, dict[str, RawWeb]]) -> None:
    done, webs = crawled
    kept = dict(done.rows("SELECT url, http_status FROM captures WHERE kind = 'robots'"))
    assert kept[webs["some"].url("/robots.txt")] == 200
    assert kept[webs["broken"].url("/robots.txt")] == 500


def test_a_profile_with_a_legal_basis_may_override_robots_txt_and_the_run_keeps_it(crawls: Crawls) -> None:
    with three_articles() as web:
        web.routes["/robots.txt"] = text(DISALLOW)
        basis = 'obey_robots = false\nlegal_basis = "Code du patrimoine, L131-2"'
        done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS, politeness=basis))
    assert articles(web) == ALL
    kept = done.rows("SELECT profile FROM profiles JOIN runs ON runs.profile_id = profiles.id")
    assert "L131-2" in kept[0][0]
