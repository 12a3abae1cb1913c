"""The Article that the archive keeps: whole in JSON, and one digest for what its reader reads."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from archive.model.article import (
    Article,
    Attachment,
    Block,
    Cell,
    ContactBlock,
    ContactEntry,
    Figure,
    Link,
    Span,
    from_dict,
    to_dict,
)
from archive.model.digest import content_digest

ARTICLE = Article(
    url="https://example.gouv.fr/actualites/1",
    title="Un pont rouvre",
    byline="commandant Anne Dubois",
    authors=("commandant Anne Dubois",),
    published="2020-02-04",
    language="fr",
    tags=("ponts", "travaux"),
    lead="Le pont rouvre lundi.",
    blocks=(
        Block("heading", "Les travaux", level=2),
        Block("paragraph", "Ils ont duré deux ans."),
        Block("figure", figure=0),
        Block("list_item", "Premier point", level=1, ordered=True),
        Block("table", "a\tb\nc\td", rows=(("a", "b"), ("c", "d")), cells=(Cell(0, 0, header=True),)),
        Block("paragraph", "La loi.", spans=(Span("link", 3, 6, "https://example.gouv.fr/loi?sid=1"),)),
    ),
    figures=(Figure("https://example.gouv.fr/pont.jpg", alt="Un pont", caption="Le pont", credit="A. Martin"),),
    contacts=(
        ContactBlock("Contact presse", "article", (ContactEntry("Tél.", "phone", "01 99 00 12 34", "+33199001234"),)),
        ContactBlock("Urgences", "site", (ContactEntry("Police", "phone", "17", "17"),)),
    ),
    attachments=(Attachment("https://example.gouv.fr/plan.pdf", "Le plan", "application/pdf"),),
    translations=(Link("https://example.gouv.fr/en/1", language="en"),),
    related=(Link("https://example.gouv.fr/actualites/2", "Un autre pont"),),
    provenance={"title": "heuristic:h1"},
    coverage=0.98,
)


def test_an_article_survives_json_whole() -> None:
    assert from_dict(json.loads(json.dumps(to_dict(ARTICLE)))) == ARTICLE


def test_an_article_that_was_kept_before_blocks_had_markup_loads() -> None:
    block = {"kind": "table", "text": "a\tb", "level": None, "ordered": False, "rows": [["a", "b"]], "figure": None}
    (found,) = from_dict({"url": "https://example.gouv.fr/1", "blocks": [block, {"kind": "x", "y": 1}][:1]}).blocks
    assert found == Block("table", "a\tb", rows=(("a", "b"),))


@pytest.mark.parametrize(
    "block",
    [
        Block("paragraph", "La loi.", spans=(Span("deleted", 3, 6),)),
        Block("paragraph", "La loi.", spans=(Span("link", 3, 6, "https://example.gouv.fr/decret"),)),
        Block("paragraph", "La loi.", level=None, start=4),
        Block("paragraph", "La loi.", cells=(Cell(0, 0, rowspan=2),)),
        Block("paragraph", "La loi.", href="https://films.example/7"),
    ],
)
def test_markup_that_changes_what_is_said_is_a_change(block: Block) -> None:
    before = content_digest(replace(ARTICLE, blocks=(Block("paragraph", "La loi."),)))
    assert content_digest(replace(ARTICLE, blocks=(block,))) != before


def test_a_session_in_a_link_is_no_change() -> None:
    digests = {
        content_digest(replace(ARTICLE, blocks=(Block("paragraph", "La loi.", spans=(Span("link", 3, 6, href),)),)))
        for href in ("https://a.example/loi;jsessionid=1?x=1", "https://a.example/loi;jsessionid=2?x=1&utm_source=a")
    }
    assert len(digests) == 1


def test_an_article_written_by_a_newer_program_stays_readable() -> None:
    assert from_dict({**to_dict(ARTICLE), "mood": "cheerful"}) == ARTICLE


def test_what_a_later_version_knows_of_a_part_is_passed_over_too() -> None:
    later = to_dict(ARTICLE)
    lists = ("blocks", "figures", "contacts", "attachments", "translations", "related")
    parts = [part for name in lists for part in later[name]]
    parts += [entry for block in later["contacts"] for entry in block["entries"]]
    for part in parts:
        part["mood"] = {"cheerful": 1}
    assert from_dict(later) == ARTICLE


def test_the_body_is_the_blocks_separated_by_blank_lines_without_captions() -> None:
    assert ARTICLE.body == "Les travaux\n\nIls ont duré deux ans.\n\nPremier point\n\na\tb\nc\td\n\nLa loi."


def test_captions_keep_their_credits_for_the_search() -> None:
    assert ARTICLE.captions == "Le pont © A. Martin"


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Un pont ferme"},
        {"byline": None},
        {"published": "2020-02-05"},
        {"lead": "Le pont rouvre mardi."},
        {"blocks": ARTICLE.blocks[:-1]},
        {"figures": (replace(ARTICLE.figures[0], caption="Le tunnel"),)},
        {"figures": (replace(ARTICLE.figures[0], credit="B. Petit"),)},
        {"attachments": ()},
        {"contacts": ARTICLE.contacts[1:]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_a_reader_reads_is_in_the_content_digest(change: dict[str, Any]) -> None:
    assert content_digest(replace(ARTICLE, **change)) != content_digest(ARTICLE)


@pytest.mark.parametrize(
    "change",
    [
        {"related": ()},
        {"contacts": ARTICLE.contacts[:1]},
        {"tags": ()},
        {"figures": (replace(ARTICLE.figures[0], image_url="https://cdn.example/pont.jpg?v=2"),)},
        {"provenance": {}},
        {"coverage": 0.5},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_the_site_shows_on_every_page_is_not_in_the_content_digest(change: dict[str, Any]) -> None:
    assert content_digest(replace(ARTICLE, **change)) == content_digest(ARTICLE)
