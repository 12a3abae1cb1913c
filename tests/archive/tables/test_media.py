"""Pictures and documents: kept once by content, shown by the articles that have them, found again by a rebuild."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.tables.frontier import Frontier
from archive.upkeep.rebuild import rebuild
from tests.archive.conftest import SITE, Crawl, Rows, dump, open_writer, page, read

PICTURE, DOCUMENT = "https://www.example.gouv.fr/a.jpg", "https://www.example.gouv.fr/a.pdf"
JPEG, PDF = {"Content-Type": "image/jpeg"}, {"Content-Type": "application/pdf"}
COPIES = "SELECT f.capture_id, d.capture_id FROM figures f JOIN attachments d ON d.article_id = f.article_id"


@pytest.fixture
def illustrated(folder: Path) -> Path:
    """Two articles that show one picture and one document, which came after them."""
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get("/1", page("1"))
        crawl.get("/2", page("2"))
        crawl.get("/a.pdf", b"%PDF" * 99, kind="document", headers=PDF)
        crawl.get("/a.jpg", b"\xff\xd8" * 99, kind="image", headers=JPEG)
    return folder


def test_every_article_that_has_them_shows_the_archives_copies(illustrated: Path, rows: Rows) -> None:
    assert rows(COPIES) == [(4, 3), (4, 3)]


def test_an_article_that_comes_later_or_changes_shows_them_too(illustrated: Path, rows: Rows) -> None:
    with open_writer(illustrated) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE), day=9)
        crawl.get("/1", page("1", "Encore."))
        crawl.get("/3", page("3"))
    assert rows(COPIES) == [(4, 3)] * 3


def test_the_same_bytes_again_are_a_revisit_and_become_the_copy_that_is_shown(illustrated: Path, rows: Rows) -> None:
    with open_writer(illustrated) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE), day=9)
        assert crawl.get("/a.jpg", b"\xff\xd8" * 99, kind="image", headers=JPEG).outcome == "unchanged"
    assert rows("SELECT record, original_id FROM captures WHERE kind = 'image'") == [("response", None), ("revisit", 4)]
    assert rows(COPIES) == [(5, 3), (5, 3)]


def test_an_error_is_no_copy(folder: Path, rows: Rows) -> None:
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get("/1", page("1"))
        crawl.get("/a.jpg", b"no", kind="image", status=404)
        crawl.get("/a.pdf", b"%P", kind="document", headers=PDF, truncated="length")
    assert rows(COPIES) == [(None, None)]


def test_a_rebuild_finds_them_again(illustrated: Path) -> None:
    before = dump(illustrated / "govnews.db")
    rebuild(illustrated, read, parser_version="1")
    assert dump(illustrated / "govnews.db") == before


def test_what_is_withheld_shows_none(illustrated: Path, rows: Rows) -> None:
    with open_writer(illustrated) as writer:
        writer.withhold("https://www.example.gouv.fr/1", "Court order 7")
        assert rows(COPIES) == [(4, 3)]
        writer.release("https://www.example.gouv.fr/1")
    assert rows(COPIES) == [(4, 3), (4, 3)]


def wanted(folder: Path) -> list[str]:
    with Frontier(folder) as memory:
        return [found.url for found in memory.media_wanted("example", lambda url: url.removeprefix("https://www."))]


def test_what_has_no_copy_is_wanted_until_it_was_tried_in_vain(folder: Path) -> None:
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get("/1", page("1"))
        assert wanted(folder) == [PICTURE, DOCUMENT]
        crawl.get("/a.jpg", b"\xff\xd8" * 99, kind="image", headers=JPEG)
        assert wanted(folder) == [DOCUMENT]
        crawl.get("/a.pdf", b"", kind="document", status=404)
        assert wanted(folder) == []
