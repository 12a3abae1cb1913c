"""What one site, page or address sends ends neither its own run nor another's."""

from __future__ import annotations

import json

import pytest

from tests.scraper.conftest import PATTERNS, Crawls, article, listing, profile
from tests.scraper.raw_web import Raw, RawWeb, answer

NOWHERE = ["http://[", "//[", "http://h:99999/", "http://"]


@pytest.mark.parametrize("path", ["/news/2", "/news", "/robots.txt"])
@pytest.mark.parametrize("location", NOWHERE)
def test_a_redirect_to_no_address_is_one_failure(crawls: Crawls, web: RawWeb, location: str, path: str) -> None:
    web.routes["/news"] = answer(listing("/news/1", "/news/2", "/news/3"))
    web.routes[path] = answer("", 301, Location=location)
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    assert "Traceback" not in done.stderr + done.log
    failed = done.rows("SELECT outcome FROM captures WHERE url = ?", web.url(path))
    assert set(failed) == {("failed",)}
    summary = done.summaries["site"]
    if path == "/news/2":
        assert (summary["outcome"], summary["new"], summary["failed"], done.status) == ("finished", 2, 1, 0)
    elif path == "/robots.txt":
        assert summary["new"] == 3
    again = crawls()
    assert again.summaries["site"]["outcome"] in ("finished", "failed")
    assert "defect" not in str(again.summaries)


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        (r"\news\2-full", "/news/2-full"),
        ("/news/2-мост", "/news/2-%D0%BC%D0%BE%D1%81%D1%82"),
        ("http%3A//127.0.0.1/x", "/news/http%3A//127.0.0.1/x"),
        ("2-full#top", "/news/2-full"),
    ],
)
def test_a_redirect_leads_where_browsers_go(crawls: Crawls, web: RawWeb, location: str, asked: str) -> None:
    head = f"HTTP/1.1 301 Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
    web.routes["/news/2"] = Raw(head.encode())
    web.routes[asked] = answer(article(2))
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    assert asked in web.paths
    assert done.summaries["site"]["new"] == 3
    assert done.rows("SELECT redirect_to FROM captures WHERE url = ?", web.url("/news/2")) == [(web.url(asked),)]
    keys = done.rows("SELECT count(DISTINCT article_id) FROM article_urls WHERE url = ?", web.url("/news/2"))
    assert keys == [(1,)]


@pytest.mark.parametrize(
    "broken", ["\ud800", "http://[", "//[", "https://h:99999/", "", "\x00", "http://" + "a" * 3000]
)
def test_a_feed_with_an_address_that_is_none_gives_the_others(crawls: Crawls, web: RawWeb, broken: str) -> None:
    items = [
        {"url": web.url("/news/1")},
        {"url": web.url("/news/") + broken},
        {"url": broken},
        {"url": web.url("/news/3")},
    ]
    web.routes["/feed.json"] = answer(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}))
    done = crawls(site=profile(web, feeds=["/feed.json"]))
    assert "defect" not in str(done.summaries) + done.stderr
    assert {title for (title,) in done.rows("SELECT title FROM articles")} >= {"Article 1", "Article 3"}
