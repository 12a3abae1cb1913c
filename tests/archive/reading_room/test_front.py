"""/: the front page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.archive.reading_room.conftest import Reader
from tests.archive.reading_room.shelf import Shelf


def test_it_shows_what_is_new_what_changed_what_vanished_and_the_sites(reader: Reader) -> None:
    answer = reader.get("/")
    assert answer.status_code == 200
    newest, side = answer.text.split('id="sites"')
    assert newest.index("Bridge repairs, phase 5") < newest.index("Neue Straße eröffnet") < newest.index("phase 4")
    sites, rest = side.split('id="changed"')
    changed, vanished = rest.split('id="vanished"')
    assert "Bundesamt für Straßen &amp; Schienen" in sites
    assert "Radars : 14 chantiers" in changed
    assert vanished.index("Toll notice withdrawn") < vanished.index("Un communiqué disparu")


def test_it_counts_each_site_without_what_is_withheld(reader: Reader) -> None:
    text = reader.get("/").text
    assert "11 articles of 3 sites" in text
    assert '?site=transport" lang="en">Department of Transport</a> <span class="count">6<' in text


def test_the_chart_has_its_figures_as_a_table_too(reader: Reader) -> None:
    text = reader.get("/").text
    assert '<svg viewBox="0 -18 720 190" role="img"' in text
    assert '<th scope="row">2026-05</th><td>1</td><td>0</td><td>1</td>' in text
    assert "2026-10" not in text  # the month of the withheld article alone


def test_an_empty_archive_has_a_front_page(tmp_path: Path, read: Callable[[Path], Reader]) -> None:
    with Shelf(tmp_path):
        pass
    answer = read(tmp_path).get("/")
    assert answer.status_code == 200
    assert "holds no article yet" in answer.text


def test_an_article_of_this_minute_is_there_at_the_next_request(tmp_path: Path, read: Callable[[Path], Reader]) -> None:
    with Shelf(tmp_path) as shelf:
        shelf.site("s", "A site", "CA", "en", "https://s.example/")
    reader = read(tmp_path)
    assert "Just in" not in reader.get("/").text
    from tests.archive.reading_room.shelf import article

    with Shelf(tmp_path) as shelf:
        shelf.article("s", article("https://s.example/1", "Just in", "2026-11-23", "en", "A text."))
    assert "Just in" in reader.get("/").text


def test_the_data_of_the_front_page_stays_datasettes(reader: Reader) -> None:
    assert "govnews" in reader.get("/.json").json()
