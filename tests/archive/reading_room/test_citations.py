"""Citations that can be pasted as they are."""

from __future__ import annotations

import json
from dataclasses import replace

from archive.reading_room.citations import Source, bibtex, iso690, news_article
from tests.archive.reading_room.conftest import Reader

SOURCE = Source(
    id=42,
    title="Les 1re rencontres numériques de l’Intérieur",
    authors=("commandant Céline Morin",),
    publisher="Gendarmerie nationale",
    published="2020-02-04",
    modified=None,
    language="fr",
    description=None,
    section=None,
    url="https://www.gendarmerie.example/a?b=1&c=50%25_d",
    permalink="https://archive.example/govnews/articles/42",
    archived_at="2026-11-01T06:00:00Z",
)


def test_iso_690() -> None:
    assert iso690(SOURCE) == (
        "commandant Céline Morin. Les 1re rencontres numériques de l’Intérieur. Online. Gendarmerie nationale. "
        "4 February 2020. Available from: https://www.gendarmerie.example/a?b=1&c=50%25_d. "
        "[Viewed 1 November 2026]. Archived at: https://archive.example/govnews/articles/42."
    )


def test_iso_690_of_a_page_that_names_neither_author_nor_date() -> None:
    bare = replace(SOURCE, authors=(), published=None, title="What now?")
    assert iso690(bare).startswith("What now? Online. Gendarmerie nationale. Undated. Available from:")


def test_bibtex() -> None:
    assert bibtex(SOURCE).splitlines() == [
        "@online{gendarmerie-2020-42,",
        "  author       = {{commandant Céline Morin}},",
        "  title        = {{Les 1re rencontres numériques de l’Intérieur}},",
        "  organization = {{Gendarmerie nationale}},",
        "  date         = {2020-02-04},",
        "  url          = {https://www.gendarmerie.example/a?b=1&c=50%25_d},",
        "  urldate      = {2026-11-01},",
        r"  note         = {Archived at \url{https://archive.example/govnews/articles/42}},",
        "  langid       = {fr}",
        "}",
    ]


def test_bibtex_keeps_its_braces_whatever_the_title_has() -> None:
    entry = bibtex(replace(SOURCE, title="50 % of {all} \\input{x} & #1_2~3^4 $5\n}", url="https://x.example/}{\\\n"))
    assert r"50 \% of \{all\} \textbackslash{}input\{x\} \& \#1\_2\textasciitilde{}3\textasciicircum{}4 \$5 \}" in entry
    plain = entry.replace(r"\{", "").replace(r"\}", "")
    assert plain.count("{") == plain.count("}")


def test_the_article_can_be_fetched_as_a_bibtex_file(reader: Reader) -> None:
    answer = reader.article("reference", ".bib")
    assert answer.text.startswith("@online{gendarmerie-2020-")
    assert answer.headers["content-disposition"] == f'attachment; filename="article-{reader.ids["reference"]}.bib"'
    assert reader.article("withheld", ".bib").status_code == 410
    assert reader.get("/govnews/articles/1.bib").status_code == 404


def test_json_ld_cannot_leave_its_script_element() -> None:
    title = "</script><!--<script>\u2028&"
    said = news_article(replace(SOURCE, title=title))
    assert not set("<>&\u2028") & set(said)
    assert json.loads(said)["headline"] == title
