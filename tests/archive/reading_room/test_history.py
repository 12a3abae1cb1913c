"""What sites changed and took away, with the evidence; and all that happened to one article."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archive.reading_room.conftest import Reader
from tests.archive.reading_room.shelf import SITES, Shelf, article

URL = "https://transport.example/news/{}"


@pytest.fixture
def chronicle(tmp_path: Path, read: Callable[[Path], Reader]) -> Reader:
    """Thirty changed articles, and one of which the site said 404 twice and 410 once."""
    ids = {}
    with Shelf(tmp_path) as shelf:
        for name in ("transport", "gendarmerie"):
            shelf.site(name, *SITES[name])
        for number in range(30):
            texts = [article(URL.format(number), f"Notice {number}", None, "en", text) for text in ("Old.", "New.")]
            ids[str(number)] = shelf.article(
                "transport", *texts, seen=("2026-01-01T00:00:00Z", f"2026-02-{number % 28 + 1:02}T00:00:00Z")
            )
        ids["gone"] = shelf.article(
            "gendarmerie",
            *(article(URL.format("x"), "Avis retiré", None, "fr", text) for text in ("Un.", "Deux.", "Trois.")),
            status="gone",
            seen=("2026-11-01T06:00:00Z", "2026-11-02T06:00:00Z", "2026-11-03T06:00:00Z"),
            missing_since="2026-11-10T06:00:00Z",
        )
        for at, status, outcome in (
            ("2026-11-10T06:00:00Z", 404, "missing"), ("2026-11-12T06:00:00Z", 404, "missing"),
            ("2026-11-14T06:00:00Z", 410, "gone"),
        ):  # fmt: skip
            shelf._version(
                "gendarmerie", ids["gone"], 900 + int(at[8:10]), article(URL.format("x"), "x", None, "fr"), at
            )
            capture = shelf.connection.execute("SELECT max(id) FROM captures").fetchone()[0]
            shelf.connection.execute("UPDATE articles SET version_id = NULL WHERE id = ?", [ids["gone"]])
            shelf.connection.execute("DELETE FROM versions WHERE capture_id = ?", [capture])
            shelf.connection.execute(
                "UPDATE captures SET http_status = ?, outcome = ? WHERE id = ?", [status, outcome, capture]
            )
        shelf.event("2026-11-14T06:00:00Z", "removal", "transport.example/news/x", "gone", "410 twice")
    reader = read(tmp_path)
    reader.ids.update(ids)
    return reader


def test_changes_are_listed_the_latest_first_and_paged(chronicle: Reader) -> None:
    first, second = (re.findall(r"Notice \d+", chronicle.get(f"/changes?page={n}").text) for n in (1, 2))
    assert first[0] == "Notice 27"
    assert len({*first, *second}) == 30
    assert 'href="/changes?page=2"' in chronicle.get("/changes").text


def test_each_change_leads_to_what_changed(chronicle: Reader) -> None:
    (path, *_) = re.findall(r'<h2 lang="en"><a href="([^"]+)"', chronicle.get("/changes").text)
    assert "<ins>New</ins>" in chronicle.get(path).text


def test_a_removal_has_every_answer_that_says_so(chronicle: Reader) -> None:
    html = chronicle.get("/removals").text
    assert "Avis retiré" in html
    assert "3 answers as evidence" in html
    assert html.count("(404)") == 2
    assert html.count("(410)") == 1
    assert "14 November 2026" in html


@pytest.mark.parametrize(("path", "there", "not_there"), [
    ("/changes{}?site=gendarmerie", "Avis retiré", "Notice"), ("/changes{}?site=transport", "Notice 27", "Avis retiré"),
    ("/removals{}?site=gendarmerie", "Avis retiré", "Notice"), ("/removals{}?site=transport", "", "Avis retiré"),
])  # fmt: skip
@pytest.mark.parametrize("form", ["", ".atom"])
def test_both_are_there_by_site_as_pages_and_feeds(
    chronicle: Reader, path: str, there: str, not_there: str, form: str
) -> None:
    answer = chronicle.get(path.format(form))
    assert answer.status_code == 200
    assert there in answer.text
    assert not_there not in answer.text


def test_an_articles_history_tells_all_the_latest_first(chronicle: Reader) -> None:
    html = chronicle.article("gone", "/history").text
    parts = ["Gone", "Not found", "2 looks", "Changed: version 3", "Changed: version 2", "First seen: version 1"]
    places = [html.index(part) for part in parts]
    assert places == sorted(places)
    assert "410 twice" in html
    assert '<svg class="timeline"' in html


def test_any_two_versions_can_be_chosen_to_compare(chronicle: Reader) -> None:
    answer = chronicle.article("gone", "/history?before=1&after=3")
    assert (answer.status_code, answer.headers["location"]) == (
        302,
        f"/govnews/articles/{chronicle.ids['gone']}/changes/1/3",
    )
    html = chronicle.get(answer.headers["location"]).text
    assert "<del>Un</del><ins>Trois</ins>" in html


@pytest.mark.parametrize("query", ["?before=a&after=b", "?before=-1", "?before=1&after=" + "9" * 400])
def test_a_choice_that_is_none_shows_the_history(chronicle: Reader, query: str) -> None:
    assert chronicle.article("gone", f"/history{query}").status_code == 200


@pytest.mark.parametrize("path", ["/changes", "/removals", "/changes?site=zz&page=zz", "/removals?page=99999"])
def test_an_empty_archive_has_both_pages(tmp_path: Path, read: Callable[[Path], Reader], path: str) -> None:
    with Shelf(tmp_path):
        pass
    assert read(tmp_path).get(path).status_code == 200


def test_a_withheld_articles_history_is_gone(reader: Reader) -> None:
    assert reader.article("withheld", "/history").status_code == 410
    assert reader.get("/govnews/articles/1/history").status_code == 404
