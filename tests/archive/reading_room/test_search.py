"""/search: whatever is typed is a search, and finds what a reader means."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.reading_room import search
from archive.reading_room.budget import Work
from archive.tables.query import parse
from tests.archive.reading_room.conftest import Reader
from tests.archive.reading_room.shelf import SITES, Shelf, article

#: What people and machines type, none of which is an error.
ODD = [
    "", " ", '"', '""', '"""', "'", "l'intérieur", "l’intérieur", "covid-19", "*", "**", "AND", "OR", "NOT", "NEAR(",
    "NEAR(a b, 2)", "a NOT", "-", "--", "-*", '-"', "^bridge", "title:bridge", "{title}:x", "a + b", "(", ")",
    "\x00", "a\x00b", "\ud800", "😀", "bridge 😀", "œ", "ß", "x" * 10_000, '"' * 10_000, "a " * 5_000, "a-" * 5_000,
    "oe" * 5_000, "%", "\\", ";", "--comment", "'; DROP TABLE articles; --", "{{ 7*7 }}", "<script>alert(1)</script>",
    "内政部",
]  # fmt: skip


def titles(reader: Reader, arguments: str) -> list[str]:
    answer = reader.get(f"/search.json?{arguments}")
    assert answer.status_code == 200, answer.text
    return [result["title"] for result in answer.json()["results"]]


@pytest.mark.parametrize("typed", ODD)
def test_no_query_is_an_error(reader: Reader, typed: str) -> None:
    typed = quote(typed, errors="surrogatepass")
    assert reader.get(f"/search?q={typed}").status_code == 200
    assert reader.get(f"/search.json?q={typed}").status_code == 200


@given(typed=st.text(max_size=60), filler=st.sampled_from(['"', "*", "-", "(", " AND ", "œ", "\x00"]))
@settings(max_examples=300, deadline=None)
def test_every_text_makes_an_expression_that_sqlite_takes(typed: str, filler: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x, tokenize = 'unicode61 remove_diacritics 2')")
    query = parse(filler.join([typed, typed, filler]))
    for expression in (query.wanted, query.unwanted, query.wanted and f"x : ({query.wanted})"):
        if expression:
            connection.execute("SELECT * FROM t WHERE t MATCH ?", [expression]).fetchall()
    connection.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("interieur", ["Les 1re rencontres numériques de l’Intérieur"]),
        ("L'INTÉRIEUR", ["Les 1re rencontres numériques de l’Intérieur"]),
        ("cyberdefense", ["La cyberdéfense recrute à l’été"]),
        ("coeur musee", ["Les 1re rencontres numériques de l’Intérieur"]),
        ("sœur", ["Radars : 14 chantiers"]),
        ("soeur", ["Radars : 14 chantiers"]),
        ("strasse", ["Neue Straße eröffnet"]),
        ("STRASSE", ["Neue Straße eröffnet"]),
        ("poirier", ["Les 1re rencontres numériques de l’Intérieur"]),
        ("morin", ["Les 1re rencontres numériques de l’Intérieur"]),
        ("urgence114", ["Les 1re rencontres numériques de l’Intérieur"]),
        ("3919", ["Les 1re rencontres numériques de l’Intérieur"]),
        ('"39 19"', ["Les 1re rencontres numériques de l’Intérieur"]),
        ("violences conjugales", ["Les 1re rencontres numériques de l’Intérieur"]),
        ('"costs 2 million" -"phase 1" -"phase 2" -"phase 3" -"phase 4"', ["Bridge repairs, phase 5"]),
        ("« organisation souple »", ["Les 1re rencontres numériques de l’Intérieur"]),
        ('"souple organisation"', []),
        ("cyberd*", ["La cyberdéfense recrute à l’été"]),
        ("cyberd", []),
        ("douze", []),
        ("xyzzyplugh", []),
        ("sealed", []),
    ],
)
def test_a_search_finds(reader: Reader, typed: str, found: list[str]) -> None:
    assert titles(reader, f"q={quote(typed)}") == found


def test_only_exclusions_leave_all_the_others(reader: Reader) -> None:
    found = titles(reader, "q=-bridge")
    assert "Neue Straße eröffnet" in found
    assert not any(title.startswith("Bridge") for title in found)


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ("author=MORIN", 1), ("author=celine+morin", 1), ("author=morin+celine&q=musee", 1),
        ("author=morin&q=-musee", 0), ("author=musee", 0), ("author=morin&site=transport", 0),
        ("author=---", 11), ("author=%22", 11),
    ],
)  # fmt: skip
def test_an_author_is_found_by_the_words_of_the_byline_alone(reader: Reader, arguments: str, count: int) -> None:
    assert len(titles(reader, arguments)) == count


def test_a_common_authors_newest_articles_are_found_too(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "RANKED", 0)
    assert titles(reader, "author=morin") == ["Les 1re rencontres numériques de l’Intérieur"]
    assert titles(reader, "author=morin&q=les") == ["Les 1re rencontres numériques de l’Intérieur"]


def test_a_byline_leads_to_what_else_its_author_wrote(reader: Reader) -> None:
    assert 'href="/search?author=commandant+C%C3%A9line+Morin"' in reader.article("reference").text
    assert 'value="commandant Céline Morin"' in reader.get("/search?author=commandant%20C%C3%A9line%20Morin").text


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("", 11), ("site=transport", 6), ("year=2026", 6), ("language=fr", 4), ("status=gone", 1),
        ("status=withheld", 0), ("site=gendarmerie&year=2020", 1), ("year=nonsense", 11), ("year=²", 11),
        ("page=x", 11), ("page=99", 0), ("site=nope", 0), ("page=-1", 11), ("order=nope", 11),
    ],
)  # fmt: skip
def test_filters_keep_what_they_say_and_nonsense_keeps_all(reader: Reader, filters: str, count: int) -> None:
    assert len(titles(reader, filters)) == count


def test_the_newest_first_on_request(reader: Reader) -> None:
    assert titles(reader, "q=bridge&order=date") == [f"Bridge repairs, phase {number}" for number in (5, 4, 3, 2, 1)]


def test_a_page_marks_what_matched_and_escapes_what_was_typed(reader: Reader) -> None:
    text = reader.get("/search?q=bridge+%3Cb%3E").text
    assert "<mark>" not in text
    assert 'value="bridge &lt;b&gt;"' in text
    text = reader.get("/search?q=bridge").text
    assert "<mark>Bridge</mark> repairs, phase 5" in text
    assert "The <mark>bridge</mark> closes" in text


def test_filters_tell_how_many_they_would_leave(reader: Reader) -> None:
    text = reader.get("/search?q=bridge").text
    assert "Department of Transport (5)" in text
    assert '<option value="gendarmerie">Gendarmerie nationale</option>' in text


def test_pages_are_links_that_say_the_whole_search(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.reading_room.search_page.PER_PAGE", 2)
    text = reader.get("/search?q=bridge&site=transport&order=date").text
    assert 'rel="next" href="/search?q=bridge&amp;site=transport&amp;order=date&amp;page=2"' in text
    assert 'rel="prev"' not in text
    answer = reader.get("/search.json?q=bridge&order=date&page=2").json()
    assert [result["title"] for result in answer["results"]] == ["Bridge repairs, phase 3", "Bridge repairs, phase 2"]
    assert answer["next"].endswith("/search.json?q=bridge&order=date&page=3")
    last = reader.get("/search.json?q=bridge&page=3").json()
    assert (len(last["results"]), last["next"], last["total"]) == (1, None, 5)


@pytest.mark.parametrize("typed", ["bridge", "bri*", "bridge night", '"bridge repairs"'])
@pytest.mark.parametrize(("walk", "enough"), [(100, 1), (2, 3)], ids=["tried one by one", "all sorted"])
def test_a_common_word_gives_its_newest_articles(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, typed: str, walk: int, enough: int
) -> None:
    for name, value in {"RANKED": 3, "CANDIDATES": 4, "WALK": walk, "ENOUGH": enough}.items():
        monkeypatch.setattr(search, name, value)
    assert titles(reader, f"q={quote(typed)}") == [f"Bridge repairs, phase {number}" for number in (5, 4, 3, 2)]
    assert "here are the newest 4" in reader.get(f"/search?q={quote(typed)}").text


def test_a_common_word_in_the_headline_comes_first(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "RANKED", 1)
    found = titles(reader, "q=les")
    assert found[0] == "Les 1re rencontres numériques de l’Intérieur"
    assert set(found[1:]) == {"La cyberdéfense recrute à l’été"}


def test_a_number_leads_to_the_contacts_that_have_it(reader: Reader) -> None:
    assert 'href="/contacts?q=39+19"' in reader.get("/search?q=39+19").text
    assert "/govnews/contacts" not in reader.get("/search?q=covid-19").text
    assert "Violences conjugales" in reader.get("/govnews/contacts?number=39+19").text


#: An SQL condition that never comes to an end.
ENDLESS = "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n)"


@pytest.mark.parametrize("typed", ["bridge", ""])
def test_a_search_beyond_the_time_limit_says_so(reader: Reader, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr(search, "NOT_WITHHELD", ENDLESS)
    reader.datasette.sql_time_limit_ms = 50
    answer = reader.get(f"/search?q={typed}")
    assert answer.status_code == 503
    assert "Add a word, or choose a site or a year" in answer.text
    assert reader.get(f"/search.json?q={typed}").json()["ok"] is False


def test_an_excerpt_of_a_very_long_article_is_found_and_a_match_beyond_its_bound_breaks_nothing(
    tmp_path: Path, read: Callable[[Path], Reader]
) -> None:
    """SQLite's snippet() took a minute for each of these."""
    with Shelf(tmp_path) as shelf:
        shelf.site("transport", *SITES["transport"])
        for number in range(4):
            long = article(
                f"https://t.example/{number}", "A", "2026-01-01", "en", "pont budget " * 200_000, "mairie fin"
            )
            shelf.article("transport", long)
    found = read(tmp_path).get("/search.json?q=pont+budget").json()["results"]
    assert all(result["excerpt"].startswith("pont budget pont") for result in found)
    assert len(read(tmp_path).get("/search.json?q=mairie").json()["results"]) == 4


def test_an_excerpt_is_where_most_of_the_words_stand(tmp_path: Path, read: Callable[[Path], Reader]) -> None:
    text = (
        "Le pont. "
        + "Rien ici. " * 60
        + "Près de l’ancien PONT, la préfecture du Cœur et la gendarmerie. "
        + "Rien. " * 90
    )
    with Shelf(tmp_path) as shelf:
        shelf.site("transport", *SITES["transport"])
        shelf.article("transport", article("https://t.example/1", "Été", "2026-01-01", "fr", text))
    html = read(tmp_path).get("/search?q=pont+prefecture+coeur+gendarm*+%22l%27ancien%22").text
    for word in ("PONT", "préfecture", "Cœur", "gendarmerie", "l’ancien"):
        assert f"<mark>{word}</mark>" in html


def test_where_the_time_for_excerpts_ends_a_word_says_so(
    reader: Reader, public_reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for form in (reader, public_reader):
        assert "no time to look through them" not in form.get("/search?q=bridge").text
        assert form.get("/search.json?q=bridge").json()["excerpts"] is True
    monkeypatch.setattr("archive.reading_room.search_page.Work", lambda: Work(0))
    assert "no time to look through them" in reader.get("/search?q=bridge").text
    assert "le temps a manqué" in reader.get("/search?q=bridge", headers={"Accept-Language": "fr"}).text
    answer = reader.get("/search.json?q=bridge").json()
    assert answer["excerpts"] is False
    assert len(answer["results"]) == 5
    assert answer["results"][0]["excerpt"].startswith("The bridge closes")


@pytest.fixture
def rewritten(tmp_path: Path, read: Callable[[Path], Reader]) -> Reader:
    """An archive of articles that said something once: what was taken out, and when, is what a watchdog looks for."""
    folder, url = tmp_path / "archive", "https://s.example/"
    texts = {
        "works": ["Vingt-huit kilomètres de travaux.", "Trente kilomètres de travaux.", "Des travaux."],
        "promise": ["La promesse sera tenue.", "Le sujet est clos."],
        "still": ["La promesse tient.", "La promesse tient encore."],
        "sealed": ["La promesse scellée.", "Rien."],
    }
    ids = {}
    with Shelf(folder) as shelf:
        shelf.site("s", "A site", "FR", "fr", url)
        for day, (name, said) in enumerate(texts.items(), start=1):
            made = (article(url + name, f"Title {name}", f"2026-01-0{day}", "fr", "Le reste.", text) for text in said)
            ids[name] = shelf.article("s", *made, status="withheld" if name == "sealed" else "live")
    reader = read(folder)
    reader.ids.update(ids)
    return reader


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ('"Vingt-huit kilomètres"', [("Title works", 1, "2026-11-01T06:00:00Z")]),
        ("trente kilometres", [("Title works", 2, "2026-11-15T06:00:00Z")]),
        ("kilom*", [("Title works", 2, "2026-11-15T06:00:00Z")]),
        ("travaux", [("Title works", None, None)]),
        ("promesse", [("Title promise", 1, "2026-11-01T06:00:00Z"), ("Title still", None, None)]),
        ("promesse -tenue", [("Title still", None, None)]),
        ("scellée", []),
        ("reste", [(f"Title {name}", None, None) for name in ("works", "still", "promise")]),
    ],
)  # fmt: skip
def test_what_an_article_no_longer_says_is_found_with_one_switch(
    rewritten: Reader, typed: str, found: list[tuple[str, int | None, str | None]]
) -> None:
    now = rewritten.get(f"/search.json?q={quote(typed)}").json()
    assert [result["title"] for result in now["results"]] == [title for title, version, _ in found if version is None]
    ever = rewritten.get(f"/search.json?versions=all&q={quote(typed)}").json()
    assert [(result["title"], result["version"], result["until"]) for result in ever["results"]] == found
    assert ever["total"] == len(found)


def test_such_a_hit_says_so_shows_the_words_and_leads_to_the_version_that_had_them(rewritten: Reader) -> None:
    link = f"/govnews/articles/{rewritten.ids['works']}/versions/1"
    html = rewritten.get("/search?versions=all&q=Vingt-huit").text
    assert "<mark>Vingt-huit</mark> kilomètres" in html
    assert f'href="{link}"' in html
    assert re.search(r"only in version 1, until <time [^>]*>1 November 2026</time>", html)
    assert "Vingt-huit kilomètres" in rewritten.get(link).text
    french = rewritten.get("/search?versions=all&q=Vingt-huit", headers={"Accept-Language": "fr"}).text
    assert "seulement dans la version 1, jusqu’au <time" in french
    assert 'href="/search?q=Vingt-huit&amp;versions=all"' in rewritten.get("/search?q=Vingt-huit").text


def test_all_versions_are_narrowed_and_ordered_like_the_present_ones(rewritten: Reader) -> None:
    assert titles(rewritten, "versions=all&q=promesse&order=date") == ["Title still", "Title promise"]
    assert titles(rewritten, "versions=all&q=promesse&site=other") == []
    assert titles(rewritten, "versions=all&q=promesse&author=nobody") == []
    assert titles(rewritten, "versions=all") == titles(rewritten, "")
