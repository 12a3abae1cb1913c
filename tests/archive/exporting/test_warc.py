"""WARC: the records of the articles chosen, byte for byte, with everything that they need to replay."""

from __future__ import annotations

import gzip
import io
import sqlite3
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.checker import Checker  # type: ignore[import-untyped]

from archive.model.errors import ArchiveError
from tests.archive.conftest import Crawl, page
from tests.archive.exporting.conftest import Export

SITE = "https://www.example.gouv.fr"


def records(data: bytes) -> list[tuple[str, str, str | None]]:
    """Type, target without the site, and what it refers to, of every record."""
    return [
        (
            record.rec_type,
            (record.rec_headers.get_header("WARC-Target-URI") or "").removeprefix(SITE),
            record.rec_headers.get_header("WARC-Refers-To-Target-URI"),
        )
        for record in ArchiveIterator(io.BytesIO(data))
    ]


def test_every_look_at_the_articles_is_there_with_its_request_and_nothing_else(exported: Export) -> None:
    found = records(exported("warc"))
    answers = [path for kind, path, _ in found if kind in ("response", "revisit")]
    assert answers == ["/a", "/a", "/a", "/old-b", "/b", "/copy"]
    assert [path for kind, path, _ in found if kind == "request"] == answers
    assert {kind for kind, _, _ in found} == {"warcinfo", "response", "revisit", "request"}


def test_the_archives_gzip_members_are_copied_as_they_are(exported: Export, small_archive: Path) -> None:
    source = b"".join(path.read_bytes() for path in (small_archive / "warc").glob("*.warc.gz*"))
    for member in exported("warc").split(b"\x1f\x8b\x08")[2:]:
        assert b"\x1f\x8b\x08" + member in source


def test_no_page_of_a_withheld_article_leaves_not_even_as_what_another_leans_on(exported: Export) -> None:
    data = gzip.decompress(exported("warc"))
    assert b"/secret" not in data
    assert b"Un secret" not in data
    assert data.count("Bêta".encode()) == 1


def test_what_a_revisit_leans_on_comes_along_though_it_is_of_another_article(exported: Export, crawl: Crawl) -> None:
    crawl.get("/only", page("Gamma", "Un texte."))
    crawl.get("/twin", page("Gamma", "Un texte."))
    crawl.writer.put(crawl.exchange("/only", page("Delta", "Autre chose."))).result()
    found = records(exported("warc", query="gamma"))
    assert ("revisit", "/twin", f"{SITE}/only") in found
    assert ("response", "/only", None) in found


def test_the_archives_copies_of_an_articles_pictures_come_along(
    exported: Export, crawl: Crawl, small_archive: Path
) -> None:
    crawl.get("/a.jpg", b"\xff\xd8 a picture", kind="image", headers={"Content-Type": "image/jpeg"})
    crawl.get("/b.jpg", b"\xff\xd8 nobody's", kind="image", headers={"Content-Type": "image/jpeg"})
    with sqlite3.connect(small_archive / "govnews.db") as db:
        db.execute("UPDATE figures SET capture_id = (SELECT id FROM captures WHERE url LIKE '%/a.jpg')")
    paths = [path for _, path, _ in records(exported("warc", query="alpha"))]
    assert "/a.jpg" in paths
    assert "/b.jpg" not in paths


def test_warcio_finds_nothing_wrong_with_it(
    exported: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "export.warc.gz").write_bytes(exported("warc"))

    class Arguments:
        inputs = (str(tmp_path / "export.warc.gz"),)
        verbose = True

    checker = Checker(Arguments())
    checker.process_all()
    assert checker.exit_value == 0
    assert "pass" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["warc", "wacz"])
def test_damage_in_the_archive_is_told_and_not_handed_on(
    exported: Export, crawl: Crawl, small_archive: Path, form: str
) -> None:
    crawl.writer.close()
    (path,) = (small_archive / "warc").glob("*.warc.gz")
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match=r"govnews verify"):
        exported(form)
