"""The archive's own copy of a picture, from its WARC file to the article's page."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.wire.warc import NewRecord, WarcFile
from tests.archive.reading_room.conftest import Reader, Server
from tests.archive.reading_room.shelf import REFERENCE, SITES, Shelf

#: One transparent pixel.
GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")

Archive = Callable[..., tuple[Path, int, int]]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Makes an archive with the reference article, whose first picture was answered so; folder, article, capture."""

    def make(
        media_type: str = "image/gif", body: bytes = GIF, headers: bytes = b"", status: str = "live"
    ) -> tuple[Path, int, int]:
        (tmp_path / "warc").mkdir()
        file = WarcFile(tmp_path / "warc", "one.warc.gz", {"software": "a test"}, "2026-11-01T06:00:00Z")
        fields = {"WARC-Type": "response", "WARC-Date": "2026-11-01T06:00:01Z", "WARC-Target-URI": "https://x.example/"}
        head = b"HTTP/1.1 200 OK\r\nContent-Type: " + media_type.encode() + b"\r\n" + headers + b"\r\n"
        record = file.append(NewRecord(fields, head + body))
        file.close()
        with Shelf(tmp_path) as shelf:
            shelf.site("gendarmerie", *SITES["gendarmerie"])
            url = REFERENCE.figures[0].image_url
            capture = shelf._insert(
                "captures", run_id=1, site="gendarmerie", kind="image", url=url, url_key="x", requested_url=url,
                fetched_at="2026-11-01T06:00:01Z", http_status=200, outcome="ok", media_type=media_type,
                sha256="ab" * 32, size=len(body), warc_file=record.place.file, warc_offset=record.place.offset,
                warc_length=record.place.length, record="response",
            )  # fmt: skip
            article = shelf.article("gendarmerie", REFERENCE, status=status, pictures={0: capture})
        return tmp_path, article, capture

    return make


def test_an_archived_picture_is_shown_from_the_archive(archive: Archive, read: Callable[[Path], Reader]) -> None:
    folder, article, capture = archive()
    reader = read(folder)
    html = reader.get(f"/govnews/articles/{article}").text
    assert f'<img src="/-/govnews/pictures/{capture}" alt="Vue de la salle" loading="lazy">' in html
    assert html.count('class="no-picture"') == 1
    answer = reader.get(f"/-/govnews/pictures/{capture}")
    assert (answer.status_code, answer.content) == (200, GIF)
    assert answer.headers["content-type"] == "image/gif"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_picture_that_was_sent_compressed_is_decoded(archive: Archive, read: Callable[[Path], Reader]) -> None:
    folder, _, capture = archive(body=gzip.compress(GIF), headers=b"Content-Encoding: gzip\r\n")
    assert read(folder).get(f"/-/govnews/pictures/{capture}").content == GIF


@pytest.mark.parametrize("media_type", ["image/svg+xml", "text/html", "application/javascript", "image/gif, text/html"])
def test_what_a_browser_could_run_is_no_picture(
    archive: Archive, read: Callable[[Path], Reader], media_type: str
) -> None:
    folder, _, capture = archive(media_type, b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    assert read(folder).get(f"/-/govnews/pictures/{capture}").status_code == 404


def test_a_picture_of_a_withheld_article_is_not_shown(archive: Archive, read: Callable[[Path], Reader]) -> None:
    folder, _, capture = archive(status="withheld")
    assert read(folder).get(f"/-/govnews/pictures/{capture}").status_code == 404


def test_a_lost_warc_file_is_a_missing_picture(archive: Archive, read: Callable[[Path], Reader]) -> None:
    folder, _, capture = archive()
    (warc,) = (folder / "warc").iterdir()
    warc.unlink()
    assert read(folder).get(f"/-/govnews/pictures/{capture}").status_code == 404
    assert read(folder).get("/-/govnews/pictures/99").status_code == 404


@pytest.mark.browser
def test_a_browser_draws_it_under_the_policy(archive: Archive, chromium: Any, serve: Callable[..., Server]) -> None:
    folder, article, _ = archive()
    page = chromium.new_page()
    page.goto(f"{serve(folder).url}govnews/articles/{article}")
    drawn = """async () => {
        const image = document.images[0];
        if (!image.complete) await new Promise(done => { image.onload = image.onerror = done; });
        return image.naturalWidth;
    }"""
    assert page.evaluate(drawn) == 1
    page.close()


def test_an_earlier_version_shows_the_copies_that_there_are(archive: Archive, read: Callable[[Path], Reader]) -> None:
    folder, article, capture = archive()
    with Shelf(folder) as shelf:
        earlier = replace(REFERENCE, title="Earlier")
        shelf._version("gendarmerie", article, 2, earlier, "2026-11-09T06:00:00Z")
    assert f"/-/govnews/pictures/{capture}" in read(folder).get(f"/govnews/articles/{article}/versions/1").text
