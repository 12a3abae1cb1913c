"""CSV: one article a line, and nothing in it that a spreadsheet would execute."""

from __future__ import annotations

import csv
import io

import pytest

from archive.exporting.csv import COLUMNS, harmless
from tests.archive.conftest import Crawl
from tests.archive.exporting.conftest import Export

SITE = "https://www.example.gouv.fr"


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_there_is_a_header_and_a_line_for_every_article(exported: Export) -> None:
    assert exported("csv").decode().partition("\r\n")[0] == ",".join(COLUMNS)
    assert sorted(row["url"] for row in table(exported("csv"))) == [
        f"{SITE}/{path}" for path in ("a", "b", "copy", "secret-copy")
    ]


def test_values_that_are_many_stand_on_lines_of_their_cell(exported: Export) -> None:
    row = next(row for row in table(exported("csv")) if row["url"] == f"{SITE}/b")
    assert row["authors"].splitlines() == ["Céline Morin", "Paul Roux"]
    assert row["contacts"] == "Standard 17"
    assert row["images"] == f"{SITE}/a.jpg"
    assert row["attachments"] == f"{SITE}/a.pdf"
    assert len(row["capture_sha256"]) == len(row["content_sha256"]) == 64


def test_a_formula_comes_as_text(crawl: Crawl, exported: Export) -> None:
    from tests.archive.conftest import page

    crawl.get("/evil", page("=HYPERLINK(&quot;http://evil.example&quot;)", "+33 1 23 45 67 89"))
    row = next(row for row in table(exported("csv")) if row["url"] == f"{SITE}/evil")
    assert row["title"] == '\'=HYPERLINK("http://evil.example")'
    assert row["body"] == "'+33 1 23 45 67 89"


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "'=1"]
)
def test_whatever_could_begin_a_formula_gets_an_apostrophe_that_can_be_taken_off_again(cell: str) -> None:
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["Paris", "", "1er février", "« Non »", "l’État", "a=b", 17, None])
def test_nothing_else_is_touched(cell: int | str | None) -> None:
    assert harmless(cell) == cell
