"""/operations: the crawls, the growth, the failures; and in public nothing that helps an attacker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.reading_room.serve import datasette_for
from tests.archive.reading_room.conftest import Reader
from tests.archive.reading_room.shelf import SITES, Shelf

REASON = "/srv/secret/key.pem: Permission denied"


@pytest.fixture
def crawled(tmp_path: Path) -> Callable[..., Reader]:
    """Two sites with crawls of three months, one of which failed."""
    with Shelf(tmp_path) as shelf:
        for name in ("gendarmerie", "transport"):
            shelf.site(name, *SITES[name])
        shelf.connection.execute("DELETE FROM runs")
        runs: list[tuple[Any, ...]] = [
            ("-70 days", "finished", None, 12, 0), ("-35 days", "finished", None, 7, 3),
            ("-2 days", "failed", REASON, 0, 41),
        ]  # fmt: skip
        for ago, outcome, reason, new, failed in runs:
            shelf.connection.execute(
                "INSERT INTO runs (site, started, finished, outcome, reason, fetched, new, failed) "
                "VALUES ('gendarmerie', datetime('now', ?), datetime('now', ?), ?, ?, 50, ?, ?)",
                [ago, ago, outcome, reason, new, failed],
            )
        shelf.connection.execute(
            "INSERT INTO urls (site, url, url_key, kind, found_at, failures, trouble) "
            "VALUES ('gendarmerie', 'https://g.example/admin?token=x', 'k', 'article', '2026-01-01', 9, ?)",
            [REASON],
        )
        shelf.event("2026-11-20T06:00:00Z", "fixity check", "a.warc.gz", "pass")
    return lambda **more: Reader(tmp_path, {}, datasette_for(tmp_path, **more))


def test_it_shows_each_sites_last_crawl_and_what_failed(crawled: Callable[..., Reader]) -> None:
    html = crawled().get("/operations").text
    for said in (
        "Gendarmerie nationale",
        "failed",
        "41",
        "never",
        "Department of Transport",
        REASON,
        "20 November 2026",
    ):
        assert said in html


def test_growth_and_failures_are_charts_with_their_figures_as_tables(crawled: Callable[..., Reader]) -> None:
    html = crawled().get("/operations").text
    for name in ("growth", "failures"):
        assert f'aria-labelledby="{name}-title {name}-text"' in html
    assert html.count("<details>") == 2


def test_in_public_it_names_no_reason_no_failing_address_and_no_path(crawled: Callable[..., Reader]) -> None:
    answer = crawled(public=True).get("/operations")
    assert answer.status_code == 200
    for secret in ("secret", "token", str(crawled().folder), "warc.gz", "Permission"):
        assert secret not in answer.text
    assert "failed" in answer.text


def test_an_empty_archive_has_an_operations_page(tmp_path: Path, read: Callable[[Path], Reader]) -> None:
    with Shelf(tmp_path):
        pass
    assert "Nothing has been crawled yet." in read(tmp_path).get("/operations").text
