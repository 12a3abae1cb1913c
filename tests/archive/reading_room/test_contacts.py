"""/contacts: who showed a number, a name, an address, and when."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.model.article import ContactBlock, ContactEntry
from archive.reading_room.contacts import spellings
from tests.archive.reading_room.conftest import Reader
from tests.archive.reading_room.shelf import SITES, Shelf, article

PRESS = ContactBlock(
    "Service de presse",
    "article",
    (
        ContactEntry("Standard", "phone", "01 42 92 20 00", "+33142922000"),
        ContactEntry(None, "person", "Zoé Lefèvre", None),
    ),
)


def headings(html: str) -> list[str]:
    return re.findall(r"<h2>([^<]+)</h2>", html)


@pytest.fixture
def directory(tmp_path: Path, read: Callable[[Path], Reader]) -> Reader:
    with Shelf(tmp_path) as shelf:
        for name in ("gendarmerie", "transport"):
            shelf.site(name, *SITES[name])
        for number in range(25):
            block = ContactBlock(
                f"Bureau {number:02}", "article", (ContactEntry(None, "phone", f"1{number:02}", f"1{number:02}"),)
            )
            shelf.article(
                "transport", article(f"https://t.example/{number}", f"T {number}", None, "en", "x", contacts=(block,))
            )
        for number in (1, 2):
            text = article(f"https://g.example/{number}", f"Avis {number}", None, "fr", "x", contacts=(PRESS,))
            shelf.article("gendarmerie", text, seen=(f"2026-11-0{number}T06:00:00Z",))
    return read(tmp_path)


@pytest.mark.parametrize("number", ["39 19", "3919", "39.19", "39-19", "39\u00a019", "39\u202f19"])
def test_a_short_number_is_found_in_any_spelling(reader: Reader, number: str) -> None:
    assert headings(reader.get("/contacts", params={"q": number}).text) == ["Sécurité et écoute"]


@pytest.mark.parametrize(
    "number", ["01 42 92 20 00", "0142922000", "+33 1 42 92 20 00", "+33 (0)1 42 92 20 00", "0033142922000", "42 92 20"]
)
def test_so_is_a_long_one_at_home_from_abroad_and_in_part(directory: Reader, number: str) -> None:
    assert headings(directory.get("/contacts", params={"q": number}).text) == ["Service de presse"]


@pytest.mark.parametrize("name", ["lefevre", "ZOÉ", "presse lefèvre", "standard"])
def test_a_name_or_a_heading_is_found_without_accents_and_capitals(directory: Reader, name: str) -> None:
    assert headings(directory.get("/contacts", params={"q": name}).text) == ["Service de presse"]


def test_a_block_is_there_once_with_the_sites_and_times_that_showed_it(directory: Reader) -> None:
    html = directory.get("/contacts?q=lefevre").text
    assert html.count("Zoé Lefèvre") == 1
    assert "1 November 2026" in html
    assert "2 November 2026" in html
    assert "2 articles show it" in html
    (path,) = re.findall(r'href="(/contacts/\d+)"', html)
    page = directory.get(path).text
    assert page.index("Avis 2") < page.index("Avis 1")
    assert "Gendarmerie nationale" in page


def test_it_can_be_kept_to_a_kind_and_a_site(directory: Reader) -> None:
    assert headings(directory.get("/contacts?kind=person").text) == ["Service de presse"]
    assert headings(directory.get("/contacts?site=gendarmerie").text) == ["Service de presse"]
    assert headings(directory.get("/contacts?kind=email").text) == []


def test_all_of_them_are_paged_the_most_shown_first(directory: Reader) -> None:
    first, second = directory.get("/contacts").text, directory.get("/contacts?page=2").text
    assert headings(first)[0] == "Service de presse"
    assert len({*headings(first), *headings(second)}) == 26
    assert 'rel="next" href="/contacts?page=2"' in first
    assert 'rel="prev" href="/contacts"' in second
    assert 'rel="next"' not in second


@pytest.mark.parametrize("query", ["'", '"', "%", "_", "\x00", "*", "+", "0", "NEAR(", "9" * 200, "é" * 3000, "‮"])
def test_nothing_that_is_typed_is_an_error(directory: Reader, query: str) -> None:
    assert directory.get("/contacts", params={"q": query, "page": query, "kind": query}).status_code == 200


@pytest.mark.parametrize("query", ["", "555-0199", "0199", "5550199", "+15550199", "sealed", "desk"])
def test_contacts_of_a_withheld_article_are_not_found(reader: Reader, query: str) -> None:
    html = reader.get("/contacts", params={"q": query}).text
    assert "Sealed" not in html
    assert "+15550199" not in html.replace('value="+15550199"', "")


def test_nor_shown_at_their_address(reader: Reader) -> None:
    connection = reader.datasette.get_database("govnews").connect()
    for (block_id,) in connection.execute("SELECT id FROM contact_blocks"):
        answer = reader.get(f"/contacts/{block_id}")
        assert answer.status_code in (200, 404)
        assert "Sealed" not in answer.text
    assert reader.get("/contacts/9999999999999999999").status_code == 404


def test_a_number_means_what_it_means_in_the_countries_of_the_sites() -> None:
    assert "+4930123456" in spellings("030 123456", ["FR", "DE"])
    assert spellings("17", ["FR"]) == ["17"]
