"""/govnews/articles/<id>: an article reads like one, and says where it comes from."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.model.article import Article, Block, Figure
from archive.reading_room.body import body, lists
from tests.archive.reading_room.conftest import Reader
from tests.archive.reading_room.shelf import SITES, Shelf, article


def text_of(html: str) -> str:
    """What a reader reads of the article, without markup."""
    (main,) = re.findall(r"<article.*</article>", html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_it_has_all_parts_of_the_article_in_their_order(reader: Reader) -> None:
    answer = reader.article("reference")
    assert answer.status_code == 200
    text = text_of(answer.text)
    parts = [
        "Numérique", "Les 1re rencontres numériques de l’Intérieur", "commandant Céline Morin", "Gendarmerie nationale",
        "Actualités", "published 4 February 2020", "modified 6 February 2020, 09:30 +01:00",
        "archived 1 November 2026", "La première édition", "© MI DICOM – A. Lejeune", "Organisée au cœur du musée",
        "Progresser ensemble", "« Aucune de nos activités", "gouvernance", "pilotage budgétaire", "territoires",
        "Forte de 1 300 agents", "CGA Poirier", "© MI DICOM © A. Lejeune", "Les moyens", "280 M€", "premier pas",
        "Dossier de presse", "Numéros d’urgence", "Police - Gendarmerie 17", "Sécurité et écoute", "39 19",
        "La cyberdéfense recrute",
    ]  # fmt: skip
    places = [text.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


def test_french_spaces_and_quotes_survive(reader: Reader) -> None:
    assert "« garder une organisation souple »" in reader.article("reference").text


def test_headings_go_down_in_steps_and_lists_are_nested(reader: Reader) -> None:
    html = re.sub(r"\s+", "", reader.article("reference").text)
    assert "<h2>Progresserensemble</h2>" in html
    assert "<h3>Lesmoyens</h3>" in html
    assert (
        "<ul><li>gouvernance<ul><li>pilotagebudgétaire</li><li>miseenplacedeliens</li></ul></li><li>territoires</li></ul>"
        in html
    )
    assert "<ol><li>premierpas</li><li>secondpas</li></ol>" in html


def test_a_picture_that_is_not_archived_is_a_placeholder_and_never_the_sites(reader: Reader) -> None:
    html = reader.article("reference").text
    assert html.count('class="no-picture"') == 2
    assert 'aria-label="Vue de la salle"' in html
    assert "<img" not in html
    assert "img/1.jpg" not in html


def test_contacts_are_links_that_dial_write_and_open(reader: Reader) -> None:
    html = reader.article("reference").text
    assert '<a href="tel:17">17</a>' in html
    assert '<a href="tel:3919">39 19</a>' in html
    assert '<a href="mailto:presse@gendarmerie.example">presse (at) gendarmerie.example</a>' in html
    assert 'href="https://www.urgence114.fr" rel="external noopener noreferrer">www.urgence114.fr</a>' in html


def test_a_related_article_of_the_archive_is_read_in_the_archive(reader: Reader) -> None:
    html = reader.article("reference").text
    assert f'<a href="/govnews/articles/{reader.ids["cyber"]}">La cyberdéfense recrute</a>' in html


def test_it_says_where_the_text_comes_from(reader: Reader) -> None:
    html = reader.article("reference").text
    for said in ("1 November 2026, 06:00 UTC", "200, text/html, 48,213 bytes", "heuristic:h1", "version 1",
                 f"{reader.ids['reference']:064x}", "govnews-20261120060000-00000.warc.gz, byte 0"):  # fmt: skip
        assert said in html
    assert 'href="https://www.gendarmerie.example/actualites/rencontres-numeriques" rel="external' in html


def test_an_earlier_version_is_read_at_an_address_of_its_own(reader: Reader) -> None:
    latest, first = reader.article("changed").text, reader.article("changed", "/versions/1").text
    assert "Radars : 14 chantiers" in latest
    assert f"/govnews/articles/{reader.ids['changed']}/versions/1" in latest
    assert "Radars : 12 chantiers" in first
    assert "This is version 1, as it stood from" in first
    assert "Radars : 14" not in text_of(first)
    assert f'<link rel="canonical" href="/govnews/articles/{reader.ids["changed"]}">' in first


@pytest.mark.parametrize("rest", ["/versions/3", "/versions/0"])
def test_a_version_that_never_was_is_not_found(reader: Reader, rest: str) -> None:
    assert reader.article("changed", rest).status_code == 404


@pytest.mark.parametrize("path", ["1", "9223372036854775808", "9999999999999999999"])
def test_an_article_that_is_not_there_is_not_found(reader: Reader, path: str) -> None:
    answer = reader.get(f"/govnews/articles/{path}")
    assert answer.status_code == 404
    assert "No such article" in answer.text


def test_a_vanished_article_says_so_and_stays_readable(reader: Reader) -> None:
    missing = reader.article("missing").text
    assert "was not found on" in missing
    assert "18 November 2026" in missing
    assert "Ce texte n’est plus en ligne." in missing
    assert "has removed this article" in reader.article("gone").text


def test_its_row_is_data_as_any_row_of_datasette(reader: Reader) -> None:
    row = reader.article("reference", ".json?_shape=objects").json()["rows"][0]
    assert row["title"] == "Les 1re rencontres numériques de l’Intérieur"


def test_search_engines_and_reference_managers_find_the_article_in_the_head(reader: Reader) -> None:
    html = reader.article("reference").text
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    said = json.loads(data)
    assert said["@type"] == "NewsArticle"
    assert said["headline"] == "Les 1re rencontres numériques de l’Intérieur"
    assert said["datePublished"] == "2020-02-04"
    assert '<meta name="DC.creator" content="commandant Céline Morin">' in html


def test_a_right_to_left_text_reads_from_the_right(tmp_path: Path, read: Callable[[Path], Reader]) -> None:
    with Shelf(tmp_path) as shelf:
        shelf.site("s", *SITES["transport"])
        ids = shelf.article("s", article("https://s.example/1", "خبر", "2026-01-01", "ar", "نص"))
    assert '<article class="text" dir="rtl" lang="ar">' in read(tmp_path).get(f"/govnews/articles/{ids}").text


def test_a_version_that_cannot_be_read_leaves_the_articles_own_columns(
    tmp_path: Path, read: Callable[[Path], Reader]
) -> None:
    with Shelf(tmp_path) as shelf:
        shelf.site("s", *SITES["transport"])
        number = shelf.article("s", article("https://s.example/1", "A title", "2026-01-01", "en", "One.", "Two."))
        shelf.connection.execute("UPDATE versions SET article = '{\"blocks\": 7'")
    answer = read(tmp_path).get(f"/govnews/articles/{number}")
    assert answer.status_code == 200
    assert "<p>One.</p>" in answer.text


def test_an_article_with_nothing_in_it_still_has_a_page(tmp_path: Path, read: Callable[[Path], Reader]) -> None:
    with Shelf(tmp_path) as shelf:
        shelf.site("s", *SITES["transport"])
        number = shelf.article("s", Article(url="https://s.example/1"))
    answer = read(tmp_path).get(f"/govnews/articles/{number}")
    assert answer.status_code == 200
    assert "<h1>Untitled</h1>" in answer.text


def test_lists_that_begin_deep_or_change_their_kind_are_lists_still() -> None:
    def item(text: str, level: int, ordered: bool = False) -> Block:
        return Block("list_item", text, level=level, ordered=ordered)

    (deep,) = lists([item("a", 3), item("b", 1)])[:1]
    assert [entry.text for entry in deep.items] == ["a"]
    bullets, numbers = lists([item("a", 1), item("b", 1, True)])
    assert (bullets.ordered, numbers.ordered) == (False, True)
    found = body(Article(url="u", blocks=(item("a", 1), Block("figure", figure=7), item("b", 1))))
    assert [piece.kind for piece in found.pieces] == ["list", "list"]
    assert not found.opening
    assert not found.closing


def test_a_picture_without_a_place_opens_the_text_if_it_comes_before_all_others_and_closes_it_else() -> None:
    figures = tuple(Figure(f"https://s.example/{number}.jpg", position=number) for number in range(4))
    found = body(Article(url="u", blocks=(Block("paragraph", "p"), Block("figure", figure=1)), figures=figures))
    assert [figure.position for figure in found.opening] == [0]
    assert [figure.position for figure in found.closing] == [2, 3]
    assert [figure.position for figure in body(Article(url="u", figures=figures)).opening] == [0]
