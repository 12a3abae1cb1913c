"""What changed between two versions of an article."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.article import Article, Block, ContactEntry, Figure
from archive.model.differences import Budget, differences, words
from tests.archive.reading_room.conftest import Reader
from tests.archive.reading_room.shelf import REFERENCE, SITES, Shelf


def said(before: Article, after: Article) -> list[tuple[str, str]]:
    """Each difference as one line: [-what went-], {+what came+}."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return [
        (found.part, "".join(marks[change].format(text) for change, text in found.words))
        for found in differences(before, after)
    ]


def text(*paragraphs: str) -> Article:
    return Article(url="u", blocks=tuple(Block("paragraph", paragraph) for paragraph in paragraphs))


def test_the_same_text_has_no_difference() -> None:
    assert said(REFERENCE, REFERENCE) == []


def test_a_word_a_paragraph_and_an_order() -> None:
    assert said(text("Le pont ouvre lundi.", "Fin."), text("Le pont ouvre mardi.", "Fin.")) == [
        ("body", "Le pont ouvre [-lundi-]{+mardi+}.")
    ]
    assert said(text("A.", "C."), text("A.", "B.", "C.")) == [("body", "{+B.+}")]
    assert said(text("A.", "B.", "C."), text("A.", "C.")) == [("body", "[-B.-]")]


def test_every_part_that_the_content_digest_covers_is_compared() -> None:
    after = replace(
        REFERENCE,
        title="Les 2e rencontres numériques de l’Intérieur",
        byline=None,
        published="2020-02-05",
        lead="Autre chose.",
        figures=(REFERENCE.figures[0], Figure(None, caption="CGA Poirier", credit="MI DICOM", position=1)),
        attachments=(),
        contacts=(replace(REFERENCE.contacts[0], entries=(ContactEntry("Police", "phone", "17", "17"),)),),
    )
    assert {part for part, _ in said(REFERENCE, after)} == {
        "title", "byline", "published", "lead", "picture", "document", "contact",
    }  # fmt: skip


def test_a_huge_text_is_compared_at_once() -> None:
    before, after = text(" ".join("ab" * 3000)), text(" ".join("ba" * 3000))
    ((part, _),) = said(before, after)
    assert part == "body"
    assert len(said(text(*map(str, range(3000))), text(*map(str, range(3000, 6000))))) == 1


WORDS = ["budget", "pont", "2026", "de", "la", "ministre", "route", "a", "b"]


def long_text(seed: int, paragraphs: int, words: int) -> Article:
    chosen = random.Random(seed)
    return text(*(" ".join(chosen.choices(WORDS, k=words)) for _ in range(paragraphs)))


@pytest.mark.parametrize(("paragraphs", "length"), [(120, 900), (1, 200_000), (3000, 4), (4000, 1)])
def test_what_a_comparison_may_take_has_one_bound_for_all_of_an_article(paragraphs: int, length: int) -> None:
    """Nothing is left out beyond it: what went and what came is shown whole."""
    budget, old, new = Budget(), long_text(1, paragraphs, length), long_text(2, paragraphs, length)
    found = differences(old, new, budget=budget)
    assert budget.is_spent
    for article, gone in ((old, "new"), (new, "gone")):
        shown = "".join(word for part in found for change, word in part.words if change != gone)
        assert Counter("".join(shown.split())) <= Counter("".join(article.body.split()))
    assert sum(change != "same" for part in found for change, _ in part.words) > 0


def test_a_word_changed_in_a_very_long_article_is_still_shown_alone() -> None:
    old = long_text(1, 200, 900)
    new = replace(old, blocks=(*old.blocks[:150], replace(old.blocks[150], text=old.blocks[150].text + " soon"),
                               *old.blocks[151:]))  # fmt: skip
    (part,) = differences(old, new)
    assert list(part.words)[-1] == ("new", " soon")


@given(st.lists(st.sampled_from(["a", " ", "12", ",", "été"]), max_size=12).map("".join),
       st.lists(st.sampled_from(["a", " ", "12", ",", "été"]), max_size=12).map("".join))  # fmt: skip
def test_both_texts_are_whole_in_what_is_shown_of_them(before: str, after: str) -> None:
    found = words(before, after)
    assert "".join(text for change, text in found if change != "new") == before
    assert "".join(text for change, text in found if change != "gone") == after
    assert all(one[0] != other[0] for one, other in pairwise(found))


def test_the_page_says_that_it_could_not_compare_all(tmp_path: Path, read: Callable[[Path], Reader]) -> None:
    texts = [replace(long_text(seed, 120, 900), url="https://t.example/a") for seed in (1, 2)]
    with Shelf(tmp_path) as shelf:
        shelf.site("transport", *SITES["transport"])
        number = shelf.article("transport", *texts)
    for language, said_so in (("en", "too long to be compared whole"), ("fr", "trop longs pour être comparés")):
        page = read(tmp_path).get(f"/govnews/articles/{number}/changes/1/2?lang={language}")
        assert page.status_code == 200
        assert said_so in page.text


def test_the_page_strikes_through_what_went_and_underlines_what_came(reader: Reader) -> None:
    html = reader.article("changed", "/changes/1/2").text
    assert "Radars : <del>12</del><ins>14</ins> chantiers" in html
    assert "<del>Douze</del><ins>Quatorze</ins> chantiers sont prévus." in html
    assert "navire" not in html


def test_it_is_one_click_from_the_article_and_from_the_front_page(reader: Reader) -> None:
    link = f"/govnews/articles/{reader.ids['changed']}/changes/1/2"
    assert link in reader.article("changed").text
    assert link in reader.get("/").text


@pytest.mark.parametrize(("name", "status"), [("changed/changes/1/3", 404), ("withheld/changes/1/1", 410)])
def test_versions_that_are_not_there_or_withheld_are_not_compared(reader: Reader, name: str, status: int) -> None:
    article, _, rest = name.partition("/")
    assert reader.article(article, f"/{rest}").status_code == status
