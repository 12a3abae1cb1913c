"""What the crawler finds in its frontier when it comes again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archive.model.errors import ArchiveError
from archive.model.lifecycle import next_check
from archive.tables.frontier import FoundUrl, Frontier
from tests.archive.conftest import Crawl, Rows, page

HOME = "https://www.example.gouv.fr"


def found(crawl: Crawl, *urls: FoundUrl) -> int:
    return crawl.writer.found("example", crawl.run_id, urls).result(30)


def due(folder: Path, now: str = "2999-01-01T00:00:00Z", **more: Any) -> list[str]:
    with Frontier(folder) as frontier:
        return [url.url.removeprefix(HOME) for url in frontier.due("example", now, **more)]


def test_found_addresses_are_due_at_once_the_newest_first(crawl: Crawl, folder: Path) -> None:
    urls = [FoundUrl(f"{HOME}/{day}", lastmod=f"2026-01-0{day}", found_on=f"{HOME}/feed") for day in (2, 3, 1)]
    assert found(crawl, *urls) == 3
    assert due(folder) == ["/3", "/2", "/1"]
    assert due(folder, limit=2) == ["/3", "/2"]


def test_an_address_is_found_once_in_whatever_spelling(crawl: Crawl, folder: Path, rows: Rows) -> None:
    assert found(crawl, FoundUrl(f"{HOME}/a"), FoundUrl(f"{HOME}/a?utm_source=x"), FoundUrl(f"{HOME}/a/")) == 1
    assert found(crawl, FoundUrl("http://example.gouv.fr/a")) == 0
    assert due(folder) == ["/a"]


def test_an_address_of_a_known_article_is_not_new(crawl: Crawl, folder: Path) -> None:
    crawl.get("/print/a", page(head=f'<link rel="canonical" href="{HOME}/a">'))
    assert found(crawl, FoundUrl(f"{HOME}/a")) == 0
    assert due(folder) == ["/print/a"]
    with Frontier(folder) as frontier:
        assert frontier.unknown_keys(["example.gouv.fr/a", "example.gouv.fr/z"]) == {"example.gouv.fr/z"}


def test_a_page_that_was_just_fetched_is_not_due(crawl: Crawl, folder: Path) -> None:
    crawl.get("/a", page(), at="2026-01-01T00:00:00Z")
    assert due(folder, "2026-01-01T01:00:00Z") == []


def test_a_later_lastmod_makes_an_article_due(crawl: Crawl, folder: Path) -> None:
    crawl.get("/a", page(), at="2026-01-01T00:00:00Z")
    found(crawl, FoundUrl(f"{HOME}/a", lastmod="2025-12-31"))
    assert due(folder, "2026-12-01T00:00:00Z") == ["/a"]
    crawl.get("/a", status=304, at="2999-01-01T00:00:00Z")
    assert due(folder, "2999-01-02T00:00:00Z") == []
    found(crawl, FoundUrl(f"{HOME}/a", lastmod="2026-05-05"))
    assert due(folder, "2999-01-02T00:00:00Z") == ["/a"]


def test_a_sitemap_that_gives_every_page_one_new_time_makes_nothing_due(crawl: Crawl, folder: Path) -> None:
    def urls(lastmod: str) -> list[FoundUrl]:
        return [FoundUrl(f"{HOME}/{number}", lastmod=lastmod) for number in range(25)]

    found(crawl, *urls("2026-01-01"))
    for number in range(25):
        crawl.get(f"/{number}", page(str(number)), at="2999-01-01T00:00:00Z")
    found(crawl, *urls("2999-01-01T06:00:00Z"))
    assert due(folder, "2999-01-01T01:00:00Z") == []
    found(crawl, *urls("2999-01-01T07:00:00Z")[:3])
    assert due(folder, "2999-01-01T01:00:00Z") == ["/0", "/1", "/2"]


def test_a_known_page_is_asked_for_with_its_conditions(crawl: Crawl, folder: Path) -> None:
    crawl.get("/a", page(), headers={"ETag": '"1"', "Last-Modified": "Tue, 04 Feb 2020 10:00:00 GMT"})
    crawl.get("/a", status=304)
    with Frontier(folder) as frontier:
        known = frontier.known("example.gouv.fr/a")
    assert known is not None
    assert known.conditions("2026-01-04T06:00:00Z") == {
        "If-None-Match": '"1"',
        "If-Modified-Since": "Tue, 04 Feb 2020 10:00:00 GMT",
    }


def test_a_month_after_its_last_whole_fetch_a_page_is_asked_for_without_conditions(crawl: Crawl, folder: Path) -> None:
    crawl.get("/a", page(), headers={"ETag": '"1"'}, at="2026-01-01T00:00:00Z")
    crawl.get("/a", status=304, at="2026-01-30T00:00:00Z")
    with Frontier(folder) as frontier:
        known = frontier.known("example.gouv.fr/a")
    assert known is not None
    assert known.conditions("2026-01-30T00:00:00Z")
    assert known.conditions("2026-02-02T00:00:00Z") == {}


def test_a_page_that_failed_is_asked_for_as_before_but_later_and_later(crawl: Crawl, folder: Path, rows: Rows) -> None:
    crawl.get("/a", page(), headers={"ETag": '"1"'})
    waits = []
    for day in range(1, 12):
        crawl.get("/a", status=500, headers={"ETag": '"error"'}, at=f"2026-02-{day:02}T00:00:00Z")
        waits.append(rows("SELECT next_check FROM urls")[0][0])
    assert waits[0] == "2026-02-01T02:00:00Z"
    assert waits[-1] == "2026-02-18T00:00:00Z"
    assert rows("SELECT etag, failures, trouble FROM urls") == [('"1"', 11, "failed: HTTP 500")]


def test_what_never_was_an_article_is_looked_at_less_and_less(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/form", b"<html><p>No heading.</p></html>", at="2026-01-01T00:00:00Z")
    assert rows("SELECT next_check FROM urls") == [("2026-01-01T06:00:00Z",)]
    crawl.get("/form", b"<html><p>No heading!</p></html>", at="2026-01-21T00:00:00Z")
    assert rows("SELECT next_check FROM urls") == [("2026-01-26T00:00:00Z",)]
    crawl.get("/nothing", status=404, at="2026-01-01T00:00:00Z")
    crawl.get("/nothing", status=404, at="2026-01-21T00:00:00Z")
    assert rows("SELECT next_check FROM urls WHERE last_status = 404") == [("2026-01-26T00:00:00Z",)]


def test_an_address_that_gave_no_answer_is_remembered_with_the_reason(crawl: Crawl, rows: Rows) -> None:
    crawl.writer.failed("example", crawl.run_id, "article", f"{HOME}/a", "DNS lookup failed").result(30)
    crawl.writer.failed("example", crawl.run_id, "article", f"{HOME}/a", "connection refused").result(30)
    assert rows("SELECT failures, trouble, last_status FROM urls") == [(2, "connection refused", 0)]
    crawl.get("/a", page())
    assert rows("SELECT failures, trouble, last_status FROM urls") == [(0, None, 200)]


def test_what_has_moved_for_good_is_asked_for_where_it_is(crawl: Crawl, folder: Path) -> None:
    found(crawl, FoundUrl(f"{HOME}/a"))
    crawl.get("/a", status=301, headers={"Location": "/b"})
    crawl.get("/b", page(), requested="/a")
    assert due(folder) == ["/b"]


def test_listings_and_feeds_are_remembered_but_never_due(crawl: Crawl, folder: Path) -> None:
    crawl.get("/feed.xml", b"<rss/>", kind="feed", headers={"ETag": '"f"'})
    assert due(folder) == []
    with Frontier(folder) as frontier:
        known = frontier.known("example.gouv.fr/feed.xml")
    assert known is not None
    assert known.etag == '"f"'


def test_without_an_archive_there_is_no_frontier(folder: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive here"):
        Frontier(folder)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("2026-05-31T23:00:00Z", "2026-06-01T06:00:00Z"),
        ("2026-05-28", "2026-06-02T00:00:00Z"),
        ("2010-01-01", "2026-07-31T00:00:00Z"),
        ("2031-01-01", "2026-06-01T06:00:00Z"),
        ("nonsense", "2026-06-01T06:00:00Z"),
        (None, "2026-06-01T06:00:00Z"),
    ],
)
def test_a_young_article_is_looked_at_soon_and_an_old_one_seldom_but_always(changed: str | None, expected: str) -> None:
    assert next_check("2026-06-01T00:00:00Z", changed=changed) == expected
