"""What an export takes: the articles of a site, of a time, with words in them; never one that is withheld."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archive.exporting import SelectionError
from tests.archive.exporting.conftest import Export


def titles(data: bytes) -> list[str]:
    return sorted(json.loads(line)["headline"] for line in data.splitlines())


def test_without_a_choice_all_articles_are_taken_but_withheld_ones(exported: Export) -> None:
    assert titles(exported("jsonl")) == ["Alpha", "Bêta", "Bêta", "Un secret"]
    assert b"Encore" not in exported("jsonl")


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_withheld_article_is_not_even_mentioned(exported: Export, form: str) -> None:
    assert b"gouv.fr/secret" not in exported(form).replace(b"gouv.fr/secret-copy", b"")


def test_words_are_found_as_in_the_reading_room(exported: Export) -> None:
    assert titles(exported("jsonl", query="interieur")) == ["Bêta", "Bêta"]
    assert titles(exported("jsonl", query="-interieur -secret")) == ["Alpha"]


def test_days_months_and_years_are_included_whole(exported: Export) -> None:
    everything = exported("jsonl")
    for since, until in (("2020", "2020"), ("2020-02", "2020-02"), ("2020-02-04", "2020-02-04"), ("2019", "2021-01")):
        assert exported("jsonl", since=since, until=until) == everything
    assert exported("jsonl", since="2020-02-05") == exported("jsonl", until="2020-01") == b""


@pytest.mark.parametrize(
    ("chosen", "word"),
    [
        ({"sites": ("atlantis",)}, "example"),
        ({"since": "tomorrow"}, "2020-02-04"),
        ({"until": "2020-02-30"}, "2020-02-30"),
        ({"query": '"'}, "word"),
    ],
)
def test_a_choice_that_makes_no_sense_is_told(exported: Export, chosen: dict[str, Any], word: str) -> None:
    with pytest.raises(SelectionError, match=word):
        exported("jsonl", **chosen)
