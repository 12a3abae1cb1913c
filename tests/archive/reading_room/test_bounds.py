"""Whatever is stored, every request ends soon, with what could be done in that time. `scripts/soak` measures it."""

from __future__ import annotations

import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.model.article import Article, Block, ContactBlock, ContactEntry, Figure, Link
from archive.wire.warc import NewRecord, WarcFile
from tests.archive.reading_room.conftest import Reader, Server
from tests.archive.reading_room.shelf import SITES, Shelf

BASE = "https://transport.example/"
#: In seconds, of a quiet machine.
WALL, PROCESSOR = 2.0, 1.0
TICK = 1 / os.sysconf("SC_CLK_TCK")


def words(number: int, seed: int) -> str:
    return " ".join(f"wort{(seed * 7919 + n * 31) % 5003}" for n in range(number))


def articles(size: int) -> dict[str, list[Article]]:
    """Articles, with their versions, of about `size` characters that are as dear to show as can be."""

    def made(name: str, *texts: Any, **more: Any) -> Article:
        blocks = tuple(text if isinstance(text, Block) else Block("paragraph", text) for text in texts)
        return Article(url=BASE + name, title=f"Hostile {name}", published="2026-01-01", language="en", blocks=blocks,
                       **more)  # fmt: skip

    entries = tuple(ContactEntry("Desk", "phone", f"0{n}", f"+330{n}") for n in range(size // 30))
    links = tuple(Link(f"{BASE}news/{n}?utm_source=x", "Elsewhere") for n in range(size // 60))
    figures = tuple(Figure(f"{BASE}{n}.jpg", "a", "b", "c", n) for n in range(size // 60))
    return {
        "one-word": [made("one-word", "bridge " * (size // 7))],
        "two-words": [made("two-words", "bridge toll " * (size // 12))],
        "no-blank": [made("no-blank", "bridge" * (size // 6))],
        "marks": [made("marks", "\u0301" * size)],
        "tags": [made("tags", "<b" * (size // 2))],
        "lines": [made("lines", *("bridge" for _ in range(size // 12)))],
        "levels": [made("levels", *(Block("list_item", "a", level=n % 6 + 1) for n in range(size // 12)))],
        "deep": [made("deep", *(Block("list_item", "a", level=n) for n in range(size // 1000)))],
        "table": [made("table", Block("table", "a", rows=tuple(("a",) * 50 for _ in range(size // 400))))],
        "contacts": [made("contacts", "x", contacts=(ContactBlock("Desk", "article", entries),))],
        "links": [made("links", "x", related=links)],
        "figures": [made("figures", "x", figures=figures)],
        "rewritten": [
            made("rewritten", *(words(900, seed * 1000 + n) for n in range(max(2, size // 8000)))) for seed in (1, 2)
        ],
        "shuffled": [
            made("shuffled", *(f"line {n * step % 4999} of it" for n in range(size // 60))) for step in (3, 7)
        ],
        "grown": [made("grown", "a b " * (size // 8)), made("grown", "b a c " * (size // 10))],
    }  # fmt: skip


def pages(size: int) -> dict[str, bytes]:
    """Pages as served, of about `size` bytes, for the page as captured."""
    openings = [
        b"<base ", b'<a "', b"<a href='", b"<!--", b"<![CDATA[", b"<script>", b"</", b"<style>@import ", b"<svg>",
        b"<a a=a ", b"&#", b"<div>", b"url(", b'<p style="background:url(', b'<img srcset="a 1x,',
    ]  # fmt: skip
    return {
        **{f"opening-{number}": opening * (size // len(opening)) for number, opening in enumerate(openings)},
        "attribute": b'<p title="' + b"a" * size + b'">',
        "attributes": b"<p " + b"".join(b"a%d=1 " % n for n in range(size // 8)) + b">",
        "srcset": b'<img srcset="' + b"a.jpg 1x, " * (size // 10) + b'">',
        "style": b'<p style="' + b"a:url(b);" * (size // 9) + b'">',
        "pictures": b"".join(b'<img src="/%d.jpg">' % n for n in range(size // 20)),
    }


def fill(folder: Path, size: int) -> list[str]:
    """An archive of all these in `folder`, and the addresses of a reader who looks at everything."""
    paths = ["", "contacts", "contacts?q=01", "changes", "changes.atom", "search.atom?q=bridge", "operations"]
    paths += [f"search?q={q}" for q in ("bridge", "bridge+toll", "%22bridge+toll%22", "b*", "hostile", "a+-toll")]
    paths += [
        f"govnews/{name}{form}"
        for name in ("articles", "versions", "links", "captures", "contact_entries")
        for form in ("", ".json", ".csv")
    ]
    (folder / "warc").mkdir(parents=True)
    file = WarcFile(folder / "warc", "one.warc.gz", {"software": "a test"}, "2026-11-01T06:00:00Z")
    with Shelf(folder) as shelf:
        shelf.site("transport", *SITES["transport"])
        for name, texts in articles(size).items():
            article = shelf.article("transport", *texts)
            paths += [f"govnews/articles/{article}{rest}" for rest in ("", ".json", ".bib", "/history")]
            paths += [f"govnews/articles/{article}/changes/1/2"] * (len(texts) > 1)
            paths += [f"search?q=%22{name}%22"]
        for name, page in pages(size).items():
            capture = store(shelf, file, BASE + "page/" + name, page)
            paths += [f"govnews/captures/{capture}/{form}" for form in ("page", "content", "body", "headers")]
    file.close()
    return paths


def store(shelf: Shelf, file: WarcFile, url: str, page: bytes) -> int:
    """A capture of a page, in the file and as a row; its id."""
    fields = {"WARC-Type": "response", "WARC-Date": "2026-11-01T06:00:01Z", "WARC-Target-URI": url}
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    record = file.append(NewRecord(fields, head + page))
    article = shelf.article("transport", Article(url=url, title="As served", blocks=(Block("paragraph", "x"),)))
    (capture,) = shelf.connection.execute("SELECT id FROM captures WHERE article_id = ?", [article]).fetchone()
    shelf.connection.execute(
        "UPDATE captures SET warc_file = ?, warc_offset = ?, warc_length = ? WHERE id = ?",
        [record.place.file, record.place.offset, record.place.length, capture],
    )
    return int(capture)


def ask(url: str) -> int:
    """The status of the answer, which is read whole."""
    try:
        with urllib.request.urlopen(url, timeout=300) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.read()
        return error.code


def processor_time(process: int) -> float:
    """What a process has had of the processor, in all its threads, in seconds (proc(5))."""
    numbers = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) * TICK


def test_whatever_is_stored_every_page_is_answered(tmp_path: Path, serve: Callable[..., Server]) -> None:
    """A page, or a word that there was not time enough; never an error of ours."""
    paths = fill(tmp_path, 20_000)
    server = serve(tmp_path)
    answers = {path: ask(server.url + path) for path in paths}
    assert not {path: status for path, status in answers.items() if status not in (200, 503)}


@pytest.mark.soak
def test_it_is_answered_within_two_seconds_and_one_of_the_processor(
    tmp_path: Path, serve: Callable[..., Server], capsys: pytest.CaptureFixture[str]
) -> None:
    """Three megabytes a text and a page; on a machine that does nothing else."""
    paths = fill(tmp_path, 3_000_000)
    server = serve(tmp_path)
    ask(server.url)
    took: dict[str, tuple[float, float, int]] = {}
    for path in paths:
        began, before = time.monotonic(), processor_time(server.process.pid)
        status = ask(server.url + path)
        took[path] = time.monotonic() - began, processor_time(server.process.pid) - before, status
    longest = sorted(took, key=lambda path: took[path], reverse=True)
    with capsys.disabled():
        print(f"\n{len(took)} requests; the longest, in seconds of wall and of the processor:")
        for path in longest[:12]:
            wall, processor, status = took[path]
            print(f"{wall:7.2f} {processor:6.2f}  {status} /{path}")
    # A request that was begun before its time was over may end a little after it.
    over = {path: times for path, times in took.items() if times[0] > WALL or times[1] > PROCESSOR + 2 * TICK}
    assert not over, over


@pytest.mark.parametrize("name", ["lines", "levels", "contacts", "links", "figures"])
def test_of_more_parts_than_a_page_can_show_it_shows_the_beginning_and_says_so(
    tmp_path: Path, read: Callable[[Path], Reader], name: str
) -> None:
    with Shelf(tmp_path) as shelf:
        shelf.site("transport", *SITES["transport"])
        long = shelf.article("transport", *articles(200_000)[name])
        short = shelf.article("transport", *articles(2_000)["rewritten"])
    reader = read(tmp_path)
    page = reader.get(f"/govnews/articles/{long}")
    assert page.status_code == 200
    assert "more parts than a page can show" in page.text
    assert len(page.content) < 1_500_000
    assert "more parts than a page can show" not in reader.get(f"/govnews/articles/{short}").text
