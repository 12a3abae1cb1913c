"""A run is held against its site's history: a field that empties is named with samples; a quiet week is no trouble."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from archive.model import clock
from archive.model.expectations import Expect, expectations
from archive.tables import database
from archive.upkeep import health
from archive.upkeep.health import Symptom
from archive.upkeep.status import archive_status
from archive.wire.records import SiteRecord
from tests.archive.conftest import SITE, Crawl, open_writer


def page(
    title: str,
    *,
    by: str | None = "Anne Le Goff",
    published: str | None = "2026-01-02",
    body: str | None = "Le ministère recrute.",
) -> bytes:
    """An article's page; what is None is left out."""
    parts = (
        f"<h1>{title}</h1>",
        by and f'<p class="by">{by}</p>',
        published and f"<time datetime='{published}'>x</time>",
    )
    text = f"<article><p>{body}</p></article>" if body else ""
    return f"<html><meta charset=utf-8><body>{''.join(filter(None, parts))}{text}</body></html>".encode()


def run(
    folder: Path, pages: Mapping[str, bytes | int], *, site: SiteRecord = SITE, at: str | None = None
) -> tuple[Symptom, ...]:
    """One run that fetches `pages`, path to bytes or to a status; the findings about it."""
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(site))
        for path, body in pages.items():
            answer = {"status": body} if isinstance(body, int) else {"body": body}
            crawl.get(path, **answer, at=at or clock.now())
        writer.end_run(crawl.run_id, "finished", {})
    connection = database.open_reader(folder / database.NAME)
    try:
        return health.check(connection, crawl.run_id)
    finally:
        connection.close()


def many(prefix: str, count: int, **fields: Any) -> dict[str, bytes]:
    return {f"/{prefix}{number}": page(f"{prefix} {number}", **fields) for number in range(count)}


def expecting(lines: str) -> SiteRecord:
    return dataclasses.replace(SITE, profile=f"[expect]\n{lines}\n")


@pytest.mark.parametrize(
    ("field", "missing"), [("byline", {"by": None}), ("published", {"published": None}), ("body", {"body": None})]
)
def test_a_field_that_new_articles_lack_at_once_is_named_with_three_samples(
    folder: Path, field: str, missing: dict[str, Any]
) -> None:
    assert run(folder, many("a", 12)) == ()
    (finding,) = run(folder, many("b", 5, **missing))
    assert finding.field == field
    assert "5 of 5 pages are without" in finding.detail
    assert "before, 0 of 12 were" in finding.detail
    assert [url.rpartition("/")[2] for url in finding.samples] == ["b0", "b1", "b2"]


def test_a_first_run_has_no_history_to_be_held_against(folder: Path) -> None:
    assert run(folder, many("a", 12, by=None, body=None)) == ()


def test_a_quiet_week_is_no_trouble(folder: Path) -> None:
    run(folder, many("a", 12))
    assert run(folder, {}) == ()
    assert run(folder, {"/a1": page("a 1")}) == ()


def test_one_odd_article_is_no_trouble(folder: Path) -> None:
    run(folder, many("a", 12))
    assert run(folder, {**many("b", 3), "/odd": page("Odd", body=None)}) == ()


def test_what_an_article_seldom_had_may_be_missing(folder: Path) -> None:
    run(folder, {**many("a", 4), **many("b", 8, by=None)})
    assert run(folder, many("c", 6, by=None)) == ()


def test_articles_older_than_all_others_may_lack_what_was_not_usual_then(folder: Path) -> None:
    run(folder, many("a", 12))
    assert run(folder, many("b", 6, by=None, published="2009-05-06")) == ()


def test_known_articles_that_read_otherwise_all_at_once_are_a_redesign(folder: Path) -> None:
    run(folder, many("a", 12))
    (finding,) = run(folder, many("a", 12, body="Partager cette page"))
    assert finding.field == "body"
    assert "12 of 12 known articles read otherwise than before" in finding.detail
    assert len(finding.samples) == 3


def test_a_few_edits_are_none(folder: Path) -> None:
    run(folder, many("a", 12))
    assert run(folder, {**many("a", 12), **many("a", 2, body="Corrigé.")}) == ()


def test_known_articles_that_vanish_together_are_named_and_a_few_are_not(folder: Path) -> None:
    run(folder, many("a", 12))
    assert run(folder, {"/a0": 404, **many("a", 12) | {"/a1": 410}}) == ()
    (finding,) = run(folder, {f"/a{number}": page("Page introuvable") for number in range(2, 10)})
    assert finding.field == "missing"
    assert len(finding.samples) == 3


def test_a_profile_says_what_healthy_is_also_of_a_first_run(folder: Path) -> None:
    site = expecting("byline = 0.8\nbody = 0.5")
    (finding,) = run(folder, {**many("a", 2), **many("b", 3, by=None)}, site=site)
    assert finding.field == "byline"
    assert "3 of 5 pages are without a byline; the profile expects it on 80%" in finding.detail


def test_a_profile_says_how_many_may_be_refused(folder: Path) -> None:
    site = expecting("blocked = 0.2")
    (finding,) = run(folder, {**many("a", 2), "/x": 403}, site=site)
    assert (finding.field, len(finding.samples)) == ("blocked", 1)
    assert run(folder, many("b", 3), site=site) == ()


def silent(folder: Path, days_of_news: Sequence[str], today: str) -> tuple[Symptom, ...]:
    """Findings about a run today, where new articles came on some days before."""
    for number, day in enumerate(days_of_news):
        run(folder, many(f"d{number}-", 1), at=f"{day}T08:00:00Z")
    run(folder, {})
    connection = sqlite3.connect(folder / database.NAME)
    try:
        connection.execute("UPDATE runs SET started = ? WHERE id = (SELECT max(id) FROM runs)", (f"{today}T08:00:00Z",))
        return health.check(connection, len(days_of_news) + 1)
    finally:
        connection.close()


def test_a_site_that_falls_silent_for_far_longer_than_ever_is_told(folder: Path) -> None:
    days = ["2026-01-01", "2026-01-03", "2026-01-10", "2026-01-12", "2026-01-15"]
    (finding,) = silent(folder, days, "2026-02-20")
    assert str(finding) == "articles: none that is new for 36 days; before, never for more than 7"


def test_a_site_that_is_silent_as_it_was_before_is_not(folder: Path) -> None:
    days = ["2026-01-01", "2026-01-03", "2026-01-10", "2026-01-12", "2026-01-15"]
    assert silent(folder, days, "2026-02-02") == ()


def test_an_old_demo_crawled_again_is_no_trouble(folder: Path) -> None:
    assert silent(folder, ["2025-01-01"], "2026-02-02") == ()


def test_status_names_site_field_and_samples(folder: Path) -> None:
    run(folder, many("a", 12))
    run(folder, many("b", 5, body=None))
    (site,) = archive_status(folder).sites
    assert [finding.field for finding in site.health] == ["body"]
    (line,) = site.trouble
    assert line.startswith("body: 5 of 5 pages are without a body; before, 0 of 12 were: https://")


def test_what_is_no_expectation_is_left_out_and_a_broken_profile_expects_nothing() -> None:
    assert expectations('[expect]\nbody = 0.9\nbyline = "often"\nspeed = 3\n') == Expect(body=0.9)
    assert expectations("expect = 3") == expectations("[[[") == Expect()


@pytest.mark.parametrize(("answer", "said"), [(500, "failed"), (403, "blocked"), (b"", "no_text"), (204, "no_text")])
def test_one_article_that_stays_unreadable_is_told_after_three_looks(
    folder: Path, answer: bytes | int, said: str
) -> None:
    articles = many("a", 12)
    assert run(folder, articles) == ()
    for look in (1, 2, 3):
        found = run(folder, articles | {"/a7": answer})
        assert [one.field for one in found] == (["article"] if look == 3 else [])
    assert f"one known article has not been readable for 3 looks or more ({said})" in found[0].detail
    assert found[0].samples == ("https://www.example.gouv.fr/a7",)
    assert run(folder, articles) == ()
