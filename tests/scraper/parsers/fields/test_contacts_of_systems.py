"""Contact blocks in the markup of many content systems and countries."""

from __future__ import annotations

import pytest

from tests.scraper.parsers.fields.contact_pages import CASES, TEXT, Case
from tests.scraper.parsers.pages import page, read


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_all_of_a_block_is_found_and_nothing_else_and_none_of_it_in_the_body(case: Case) -> None:
    article = read(page(**{case.place: case.markup}, lang=case.language), case.url)
    found = [
        (entry.kind, entry.normalized or entry.value, block.scope)
        for block in article.contacts
        for entry in block.entries
        if entry.kind not in ("person", "other", "social")
    ]
    assert sorted(found) == sorted((kind, value, case.scope) for kind, value in case.found)
    assert [text for text in case.not_in_body if text in article.body] == []


@pytest.mark.parametrize(("name", "url", "language", "place", "markup", "text"), TEXT, ids=[row[0] for row in TEXT])
def test_what_only_looks_like_a_contact_stays_text(
    name: str, url: str, language: str, place: str, markup: str, text: str
) -> None:
    article = read(page(**{place: markup}, lang=language), url)
    assert article.contacts == ()
    assert text in article.body
