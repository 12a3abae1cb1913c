"""What changed between two versions of an article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.model.article import Article, Block, ContactEntry, Figure
from archive.model.differences import differences
from tests.archive.reading_room.conftest import Reader
from tests.archive.reading_room.shelf import REFERENCE


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
