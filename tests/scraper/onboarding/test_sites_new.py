"""A new site in ten minutes: what `govnews sites new` writes works at once, and `sites check` says what holds."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from scraper.discovery.scope import is_article_url
from scraper.onboarding.draft import as_written, profile_text
from scraper.onboarding.survey import Survey
from scraper.parsers import parse_article
from scraper.profiles.reader import load_profile, parse_profile
from scraper.profiles.site import DiscoveryRules, Site
from tests.conftest import Command
from tests.demo.server import DemoWeb
from tests.scraper.conftest import PATTERNS, article, listing, profile
from tests.scraper.raw_web import RawWeb, answer

ON_LOOPBACK = ("--allow-private", "--delay", "0.01")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A folder for profiles with none in it."""
    folder = tmp_path / "sites"
    folder.mkdir()
    return folder


def assert_one_line(done: subprocess.CompletedProcess[str], status: int, *words: str) -> None:
    assert (done.returncode, len(done.stderr.splitlines())) == (status, 1), done.stdout + done.stderr
    assert all(word in done.stderr for word in words), done.stderr


def test_a_site_without_a_profile_gets_one_that_a_crawl_can_use(
    govnews: Command, demo_web: DemoWeb, empty: Path, tmp_path: Path
) -> None:
    home = demo_web.urls["rivieres"]
    done = govnews("sites", "new", home, "--name", "rivers", *ON_LOOPBACK, sites=empty)
    assert (done.returncode, done.stderr) == (0, "")
    site, by_hand = load_profile(empty / "rivers.toml"), parse_profile(demo_web.profiles()["rivieres"], "rivieres")
    assert (site.home_url, site.language, site.verified) == (home, "fr", None)
    assert site.discovery == by_hand.discovery
    assert site.politeness.allow_private_addresses
    crawled = govnews("crawl", "--json", archive=tmp_path / "archive", sites=empty)
    (run,) = json.loads(crawled.stdout)
    assert (run["outcome"], run["new"]) == ("finished", len(demo_web.sites["rivieres"].articles))
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("name", ["coastal", "gendinfo", "records", "rivieres", "seewetter"])
def test_the_patterns_of_a_draft_hold_for_what_the_site_lists(
    govnews: Command, demo_web: DemoWeb, empty: Path, name: str
) -> None:
    done = govnews("sites", "new", demo_web.urls[name], "--name", name, *ON_LOOPBACK, sites=empty)
    assert done.returncode == 0, done.stderr
    site, web = load_profile(empty / f"{name}.toml"), demo_web.sites[name]
    assert all(is_article_url(web.url(one), site) for one in web.listed())
    assert not any(is_article_url(web.base + path, site) for path in web.listing_paths())
    assert site.discovery.feeds


def test_five_articles_are_shown_field_by_field(govnews: Command, demo_web: DemoWeb, empty: Path) -> None:
    done = govnews("sites", "new", demo_web.urls["gendinfo"], "--name", "g", *ON_LOOPBACK, sites=empty)
    assert done.stdout.count("\narticle ") == 5
    for shown in ("Les 1re rencontres numériques de l’Intérieur", "commandant Céline Morin", "2020-02-04"):
        assert shown in done.stdout
    data = json.loads(
        govnews("sites", "new", demo_web.urls["gendinfo"], *ON_LOOPBACK, "--json", "--name", "h", sites=empty).stdout
    )
    assert data["articles"][0]["published"] == "2020-02-04"


def test_the_saved_page_yields_what_is_written_beside_it_with_the_profile_and_without(
    govnews: Command, demo_web: DemoWeb, empty: Path
) -> None:
    govnews("sites", "new", demo_web.urls["seewetter"], "--name", "see", *ON_LOOPBACK, sites=empty)
    expected = json.loads((empty / "see.json").read_text())
    encoding = expected.pop("encoding", None)
    page = (empty / "see.html").read_bytes()
    for site in (None, load_profile(empty / "see.toml")):
        found = as_written(parse_article(page, expected["url"], encoding=encoding, site=site))
        assert found == expected
    assert all(expected[name] for name in ("title", "body", "published"))


def test_nothing_is_overwritten_without_force(govnews: Command, demo_web: DemoWeb, empty: Path) -> None:
    (empty / "records.toml").write_text("mine")
    arguments = ("sites", "new", demo_web.urls["records"], "--name", "records", *ON_LOOPBACK)
    assert_one_line(govnews(*arguments, sites=empty), 1, "records.toml", "--force")
    assert (empty / "records.toml").read_text() == "mine"
    assert demo_web.log == []
    assert govnews(*arguments, "--force", sites=empty).returncode == 0
    assert load_profile(empty / "records.toml").title


def test_a_private_address_needs_to_be_meant(govnews: Command, demo_web: DemoWeb, empty: Path) -> None:
    assert_one_line(govnews("sites", "new", demo_web.urls["records"], sites=empty), 2, "--allow-private")


def test_what_is_no_address_or_no_name_is_wrong_use(govnews: Command, empty: Path) -> None:
    assert_one_line(govnews("sites", "new", "ftp://example.gov/", sites=empty), 2, "http")
    assert_one_line(govnews("sites", "new", "https://a.gov/", "--name", "../a", sites=empty), 2, "--name")


def test_a_site_that_does_not_answer_or_shows_no_articles_gets_no_files(govnews: Command, empty: Path) -> None:
    with RawWeb({"/": answer("<html><title>Empty</title><p>Nothing here.</p></html>")}) as web:
        assert_one_line(govnews("sites", "new", web.url("/"), *ON_LOOPBACK, sites=empty), 1, "no feed, listing")
    assert_one_line(govnews("sites", "new", web.url("/"), *ON_LOOPBACK, sites=empty), 1, "refused")
    assert list(empty.iterdir()) == []


def test_robots_txt_is_obeyed(govnews: Command, empty: Path) -> None:
    with RawWeb({"/robots.txt": answer("User-agent: *\nDisallow: /"), "/": answer(listing("/news/1"))}) as web:
        assert_one_line(govnews("sites", "new", web.url("/"), *ON_LOOPBACK, sites=empty), 1, "robots.txt")
        assert [asked.path for asked in web.log] == ["/robots.txt"]


def test_a_title_with_quotes_and_a_pattern_with_an_apostrophe_survive_the_profile() -> None:
    site = Site(
        "x", 'The "New" \\ Office\n', "https://a.gov/", discovery=DiscoveryRules(article_patterns=("^/l'actu/[^/?]+$",))
    )
    text = profile_text(Survey(site, (), 0, ("https://a.gov/l'actu/rss",), ()), verified="2026-01-02")
    again = parse_profile(text, "x")
    assert again.title == site.title.strip()
    assert again.discovery == site.discovery
    assert tomllib.loads(text)["verified"] == again.verified == "2026-01-02"


def test_a_check_says_line_by_line_that_the_demos_profiles_hold(govnews: Command, demo_sites: Path) -> None:
    done = govnews("sites", "check", sites=demo_sites, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " NO " not in done.stdout
    for what in ("home_url", "feed", "sitemap", "listing", "title", "published", "body", "byline", "contacts"):
        assert f" {what} " in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def checked(govnews: Command, sites: Path, name: str = "ministry") -> dict[str, dict[str, Any]]:
    done = govnews("sites", "check", name, "--json", sites=sites)
    failing = {check["what"]: check for check in json.loads(done.stdout)[name] if not check["holds"]}
    assert done.returncode == int(bool(failing))
    return failing


def test_a_check_names_what_does_not_hold_any_more(govnews: Command, empty: Path) -> None:
    pages = {f"/news/{number}": answer(article(number)) for number in (1, 2, 3)}
    with RawWeb({**pages, "/": answer("home"), "/news": answer(listing(*pages))}) as web:
        good = profile(web, listings=["/news"], article_patterns=PATTERNS)
        (empty / "ministry.toml").write_text(good)
        assert checked(govnews, empty) == {}
        (empty / "ministry.toml").write_text(
            good + "[expect]\nbyline = 0.5\n[[layouts]]\nname = 'old'\nmatch = 'h1'\n"
            "[layouts.fields]\nbyline = '.c-signature'\n"
        )
        failing = checked(govnews, empty)
        assert set(failing) == {"byline", "layout old"}
        assert len(failing["byline"]["samples"]) == 3
        assert "byline" in failing["layout old"]["detail"]
        (empty / "ministry.toml").write_text(
            profile(web, listings=["/news"], feeds=["/rss"], article_patterns=["^/n/"])
        )
        assert set(checked(govnews, empty)) == {"feed", "listing", "articles"}


def test_a_check_of_a_site_that_is_away_says_so(govnews: Command, closed_sites: Path) -> None:
    failing = checked(govnews, closed_sites, "records")
    assert "refused" in failing["home_url"]["detail"]
