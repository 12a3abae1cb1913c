"""French and English: by the browser's wish, by a switch that is remembered, and without a sentence left over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from archive.reading_room import i18n
from tests.archive.reading_room.conftest import Reader

ROOM = Path(__file__).parents[3] / "archive" / "reading_room"
FRENCH = {"Accept-Language": "fr-FR,fr;q=0.9,en;q=0.5"}


def catalogue() -> Any:
    with (ROOM / "locale" / "fr.po").open("rb") as source:
        return read_po(source, locale="fr")


def sentences() -> set[str]:
    with (ROOM / "locale" / "babel.ini").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
    found = extract_from_dir(ROOM, methods, options, keywords=keywords)
    return {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}


def test_every_sentence_is_translated_and_none_is_left_from_before() -> None:
    known = {message.id[0] if message.pluralizable else message.id: message for message in catalogue() if message.id}
    assert set(known) == sentences(), "run scripts/messages"
    assert not [key for key, message in known.items() if not message.string or message.string == ("", "")]
    assert not [key for key, message in known.items() if message.fuzzy]


def test_every_translation_has_the_places_of_its_sentence() -> None:
    for message in catalogue():
        assert not list(message.check()), message.id
        texts = message.string if message.pluralizable else [message.string]
        for text in texts if message.id else []:
            wanted = message.id[-1] if message.pluralizable else message.id
            assert set(re.findall(r"%\(\w+\)s|%%", text)) == set(re.findall(r"%\(\w+\)s|%%", wanted)), message.id


def test_french_is_set_as_french_is() -> None:
    for message in catalogue():
        for text in (message.string if message.pluralizable else [message.string]) if message.id else []:
            plain = re.sub(r"<[^>]*>", "", text)
            assert not re.search(r"['\"]|\.\.\.", plain), text
            assert not re.search(r"[^\u00a0\u202f/](?:[:;!?»](?:\s|$))|«[^\u00a0]", plain), text


def test_no_template_has_a_sentence_that_is_not_in_the_catalogue() -> None:
    """What is left of a template without markup, code and comments has no words but names and marks."""
    names = {"govnews", "JSON", "BibTeX", "ISO", "690", "Datasette"}
    for template in (ROOM / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        text = re.sub(r"<kbd>.*?</kbd>", " ", text)
        text = re.sub(r"\{% block page %\}.*?\{% endblock %\}", " ", text)
        text = re.sub(r"\{% trans.*?endtrans %\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
        text = re.sub(r"<(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>", " ", text)
        assert set(re.findall(r"[A-Za-z]\w+", text)) <= names, template.name


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("fr", "fr"), ("fr-CA, en;q=0.8", "fr"), ("de, fr;q=0.3, en;q=0.5", "en"), ("de", "en"), ("", "en"),
        ("*", "en"), ("en;q=0, fr;q=0.1", "fr"), ("fr;q=zz", "en"), ("," * 5000, "en"), ("fr;q=nan", "en"),
    ],
)  # fmt: skip
def test_the_browsers_wish_is_followed_as_far_as_it_goes(reader: Reader, wish: str, language: str) -> None:
    answer = reader.get("/", headers={"Accept-Language": wish})
    assert f'<html lang="{language}">' in answer.text
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["vary"].split(", "))


def test_the_switch_keeps_the_search_and_is_remembered(reader: Reader) -> None:
    english = reader.get("/search?q=bridge&site=transport").text
    assert 'href="?q=bridge&amp;site=transport&amp;lang=fr"' in english
    answer = reader.get("/search?q=bridge&site=transport&lang=fr")
    assert "<button" in answer.text
    assert "5 articles" in answer.text
    assert "les plus pertinents d’abord" in answer.text
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("lang=fr;")
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert '<html lang="fr">' in reader.get("/", headers={"Cookie": "lang=fr"}).text
    assert '<html lang="en">' in reader.get("/?lang=en", headers={"Cookie": "lang=fr"} | FRENCH).text


@pytest.mark.parametrize("path", ["/?lang=xx", "/?lang=", "/?lang=../fr", "/?lang=fr&lang=xx"])
def test_a_language_that_there_is_not_changes_nothing(reader: Reader, path: str) -> None:
    assert reader.get(path, headers={"Cookie": "lang=zz; x"}).status_code == 200


def test_dates_and_numbers_are_french_too(reader: Reader) -> None:
    html = reader.article("reference", "").text
    assert "1 November 2026, 06:00 UTC" in html
    html = reader.get(f"/govnews/articles/{reader.ids['reference']}", headers=FRENCH).text
    for said in ("publié le", "4 février 2020", "1er novembre 2026 à 06:00 UTC", "48\u202f213 octets", "Sans titre"):
        assert (said in html) == (said != "Sans titre"), said


@pytest.mark.parametrize("path", ["/", "/search", "/contacts", "/changes", "/removals", "/operations", "/nowhere"])
def test_every_page_is_there_in_french_without_an_english_word_of_ours(reader: Reader, path: str) -> None:
    html = reader.get(path, headers=FRENCH).text
    assert '<html lang="fr">' in html
    text = re.sub(r"<[^>]*>", " ", html)
    for word in ("Search", "Version ", "Untitled", "Next page", "All ", " seen ", "Kept by", "articles of"):
        assert word not in text


def test_errors_and_feeds_speak_the_readers_language(reader: Reader) -> None:
    assert "Il n’y a rien à cette adresse." in reader.get("/nowhere", headers=FRENCH).text
    assert "Articles disparus" in reader.get("/removals.atom", headers=FRENCH).text


def test_one_request_does_not_speak_for_the_next(reader: Reader) -> None:
    reader.get("/", headers=FRENCH)
    assert i18n.language() == "en"
    assert '<html lang="en">' in reader.get("/").text
