"""Which lines of a page are looked at for an article's date and byline."""

from __future__ import annotations

from scraper.parsers.assembly import assemble
from scraper.parsers.signals.surroundings import NearbyLine, lines_around
from tests.scraper.parsers.made_up import TEXT


def lines(body: str, *, top: str = "") -> list[NearbyLine]:
    html = f"<html><title>Bridge opens</title><body>{top}<main><article><h1>Bridge opens</h1>{body}</article></main>"
    return lines_around(assemble(html.encode(), "https://www.example.org/news/bridge").page)


def test_lines_tell_on_which_side_of_the_headline_they_stand() -> None:
    found = lines("<p>4 May 2020</p><p>By Jane Doe</p>", top="<p>News</p>")
    assert [(line.place, line.distance, line.text) for line in found[:4]] == [
        ("above", 1, "News"),
        ("title", 0, "Bridge opens"),
        ("below", 1, "4 May 2020"),
        ("below", 2, "By Jane Doe"),
    ]


def test_a_break_ends_a_line_and_an_inline_element_does_not() -> None:
    found = [line.text for line in lines("<p>Ort Bonn<br><b>Datum</b> 4. Mai 2020</p>") if line.place == "below"]
    assert found == ["Ort Bonn", "Datum 4. Mai 2020"]


def test_menus_are_passed_over_and_counted() -> None:
    found = lines("", top="<p>Tuesday</p><nav><a href='/'>Home</a><br><a href='/n'>News</a></nav>")
    assert [(line.text, line.menus) for line in found if line.place == "above"] == [("Tuesday", 2)]


def test_the_middle_of_a_long_text_is_never_looked_at() -> None:
    middle = "".join(f"<p>{TEXT}</p><p>Line {number}</p>" for number in range(500))
    found = lines(f"{middle}<p>Autor: Eva Maus</p>")
    assert len(found) < 80
    assert "Line 250" not in [line.text for line in found]
    assert found[-1].text == "Autor: Eva Maus"


def test_each_line_is_there_once() -> None:
    found = lines(f"<p>4 May 2020</p><p>{TEXT}</p><p>Autor: Eva Maus</p>")
    assert len({line.first for line in found}) == len(found)


def test_an_empty_page_has_no_lines() -> None:
    assert lines_around(assemble(b"", "https://www.example.org/").page) == []
