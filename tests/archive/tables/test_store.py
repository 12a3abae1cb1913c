"""What a version keeps is the whole Article."""

from __future__ import annotations

import json
from pathlib import Path

from archive.model.article import (
    Article,
    Attachment,
    Block,
    ContactBlock,
    ContactEntry,
    Figure,
    Link,
    to_dict,
)
from archive.model.exchange import Parsed, StoredPage
from archive.tables.store import from_json, to_json
from tests.archive.conftest import SITE, Crawl, Rows, open_writer

WHOLE = Article(
    url="https://www.example.gouv.fr/a",
    title="« Titre »",
    authors=("A", "B"),
    tags=("x",),
    blocks=(Block("paragraph", "Texte."), Block("table", "a\tb", rows=(("a", "b"),)), Block("heading", "H", level=2)),
    figures=(Figure("https://x/1.jpg", "alt", "Légende", "SG"),),
    contacts=(ContactBlock("Presse", "article", (ContactEntry("Tél.", "phone", "17", "17"),)),),
    attachments=(Attachment("https://x/a.pdf", "Dossier", "application/pdf"),),
    translations=(Link("https://x/en", "English", "en"),),
    related=(Link("https://x/z", "Z"),),
    provenance={"title": "json-ld"},
    coverage=0.98,
)


def test_an_article_comes_back_from_its_json_as_it_was() -> None:
    assert from_json(to_json(WHOLE)) == WHOLE
    assert json.loads(to_json(WHOLE)) == json.loads(json.dumps(to_dict(WHOLE)))


def test_half_a_surrogate_pair_costs_neither_the_article_nor_the_batch(folder: Path, rows: Rows) -> None:
    def read(page: StoredPage) -> Parsed:
        return Parsed("ok", Article(url=page.url, title="a\ud800b", provenance={"title": "\udfff"}))

    with open_writer(folder, parse=read) as writer:
        assert Crawl(writer, writer.begin_run(SITE)).get("/a", b"<html>").outcome == "new"
    assert rows("SELECT title FROM articles") == [("a?b",)]
