"""Atom feeds that a feed reader takes without a complaint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest

from tests.archive.reading_room.conftest import Reader
from tests.archive.reading_room.shelf import SITES, Shelf, article


def feed(reader: Reader, path: str) -> Any:
    answer = reader.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    assert parsed.feed.title
    assert parsed.feed.updated
    assert parsed.feed.id.startswith("http://localhost/")
    return parsed.entries


def test_any_search_is_a_feed_the_newest_first(reader: Reader) -> None:
    entries = feed(reader, "/search.atom?q=bridge&site=transport")
    assert [entry.title for entry in entries] == [f"Bridge repairs, phase {number}" for number in (5, 4, 3, 2, 1)]
    assert entries[0].link == f"http://localhost/govnews/articles/{reader.ids['bridge5']}"
    assert entries[0].published == "2026-05-15T14:00:00Z"
    assert entries[0].author == "Jordan O’Neill"
    assert "The bridge closes" in entries[0].summary


def test_without_words_it_has_all_that_is_new_and_nothing_withheld(reader: Reader) -> None:
    assert len(feed(reader, "/search.atom")) == 11
    assert feed(reader, "/search.atom?q=settlement") == []


def test_changes_lead_to_what_changed(reader: Reader) -> None:
    (entry,) = feed(reader, "/changes.atom")
    assert entry.title == "Radars : 14 chantiers"
    assert entry.updated == "2026-11-15T06:00:00Z"
    assert reader.get(entry.link.removeprefix("http://localhost")).status_code == 200


def test_removals_say_what_the_site_says(reader: Reader) -> None:
    gone, missing = feed(reader, "/removals.atom")
    assert (gone.title, gone.updated) == ("Toll notice withdrawn", "2026-11-19T06:00:00Z")
    assert "gone" in gone.summary
    assert "no longer found" in missing.summary


@pytest.mark.parametrize("path", ["/search.atom", "/changes.atom", "/removals.atom"])
def test_an_empty_archive_has_empty_feeds(tmp_path: Path, read: Callable[[Path], Reader], path: str) -> None:
    with Shelf(tmp_path):
        pass
    assert feed(read(tmp_path), path) == []


def test_what_xml_has_no_place_for_does_not_break_a_feed(tmp_path: Path, read: Callable[[Path], Reader]) -> None:
    with Shelf(tmp_path) as shelf:
        shelf.site("s", *SITES["transport"])
        shelf.article("s", article("https://s.example/1", "a\x00b\x1f\ufffe<&]]>\ud7ff", "not a date", "en", "\x0b"))
    (entry,) = feed(read(tmp_path), "/search.atom")
    assert "<&]]>" in entry.title.replace("&lt;", "<").replace("&amp;", "&").replace("&gt;", ">")
