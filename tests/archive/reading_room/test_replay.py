"""The page as captured: looks like the page, runs nothing, fetches nothing; its bytes are to be had."""

from __future__ import annotations

import gzip
import hashlib
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from archive.reading_room.replay import POLICY, framed, text_of
from archive.wire.warc import NewRecord, WarcFile
from tests.archive.reading_room.conftest import Reader, Server
from tests.archive.reading_room.shelf import REFERENCE, SITES, Shelf
from tests.archive.reading_room.test_pictures import GIF

IMAGE = REFERENCE.figures[0].image_url or ""
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nX-Frame-Options: DENY\r\n%s\r\n"


def store(
    folder: Path,
    body: bytes,
    *,
    content_type: bytes = b"text/html; charset=utf-8",
    more: bytes = b"",
    status: str = "live",
) -> tuple[int, int]:
    """The reference article with this page as its capture, and its first picture; ids of capture and article."""
    (folder / "warc").mkdir()
    file = WarcFile(folder / "warc", "one.warc.gz", {"software": "a test"}, "2026-11-01T06:00:00Z")
    fields = {"WARC-Type": "response", "WARC-Date": "2026-11-01T06:00:01Z", "WARC-Target-URI": REFERENCE.url}
    page = file.append(NewRecord(fields, HEAD % (content_type, more) + body))
    picture = file.append(NewRecord({**fields, "WARC-Target-URI": IMAGE}, HEAD % (b"image/gif", b"") + GIF))
    file.close()
    with Shelf(folder) as shelf:
        shelf.site("gendarmerie", *SITES["gendarmerie"])
        picture_id = shelf._insert(
            "captures", run_id=1, site="gendarmerie", kind="image", url=IMAGE, url_key="x", requested_url=IMAGE,
            fetched_at="2026-11-01T06:00:01Z", http_status=200, outcome="ok", media_type="image/gif",
            sha256="ab" * 32, size=len(GIF), warc_file=picture.place.file, warc_offset=picture.place.offset,
            warc_length=picture.place.length, record="response",
        )  # fmt: skip
        article = shelf.article("gendarmerie", REFERENCE, status=status, pictures={0: picture_id})
        capture = picture_id + 1
        shelf.connection.execute(
            "UPDATE captures SET warc_file = ?, warc_offset = ?, warc_length = ?, media_type = ? WHERE id = ?",
            [page.place.file, page.place.offset, page.place.length, content_type.partition(b";")[0].decode(), capture],
        )
    return capture, article


def test_the_article_leads_to_it_and_it_to_its_files(tmp_path: Path, read: Callable[[Path], Reader]) -> None:
    capture, article = store(tmp_path, b"<p>Bonjour")
    reader = read(tmp_path)
    here = f"/govnews/captures/{capture}"
    assert f'href="{here}/page"' in reader.get(f"/govnews/articles/{article}").text
    html = reader.get(f"{here}/page").text
    assert f'<iframe class="captured-page" src="{here}/content" sandbox' in html
    for form in ("body", "headers", "warc.gz"):
        assert f'href="{here}/{form}"' in html
        answer = reader.get(f"{here}/{form}")
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_body_and_headers_are_as_they_crossed_the_wire_and_the_record_is_a_warc_file(
    tmp_path: Path, read: Callable[[Path], Reader]
) -> None:
    body = gzip.compress(b"<p>Bonjour")
    capture, _ = store(tmp_path, body, more=b"Content-Encoding: gzip\r\n")
    reader = read(tmp_path)
    here = f"/govnews/captures/{capture}"
    assert reader.get(f"{here}/body").content == body
    assert reader.get(f"{here}/headers").content == HEAD % (b"text/html; charset=utf-8", b"Content-Encoding: gzip\r\n")
    assert b"<p>Bonjour" in reader.get(f"{here}/content").content
    saved = tmp_path / "saved.warc.gz"
    saved.write_bytes(reader.get(f"{here}/warc.gz").content)
    with saved.open("rb") as stream:
        (record,) = list(ArchiveIterator(stream, check_digests="raise"))
        assert record.rec_headers.get_header("WARC-Target-URI") == REFERENCE.url


def test_the_frame_carries_its_own_policy_and_only_we_may_frame_it(
    tmp_path: Path, read: Callable[[Path], Reader]
) -> None:
    capture, _ = store(tmp_path, b"<p>x")
    headers = read(tmp_path).get(f"/govnews/captures/{capture}/content").headers
    assert headers["content-security-policy"] == POLICY
    assert "allow-" not in POLICY
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("form", ["page", "content", "body", "headers", "warc.gz"])
def test_a_withheld_articles_page_is_gone_in_every_form(
    tmp_path: Path, read: Callable[[Path], Reader], form: str
) -> None:
    capture, _ = store(tmp_path, b"<p>Xyzzyplugh", status="withheld")
    answer = read(tmp_path).get(f"/govnews/captures/{capture}/{form}")
    assert answer.status_code == 410
    assert b"Xyzzyplugh" not in answer.content


@pytest.mark.parametrize("form", ["page", "content", "body", "headers", "warc.gz"])
def test_what_is_no_articles_page_is_not_shown(tmp_path: Path, read: Callable[[Path], Reader], form: str) -> None:
    """A listing names articles that may be withheld; a picture has an address of its own."""
    capture, _ = store(tmp_path, b"<p>x")
    with Shelf(tmp_path) as shelf:
        shelf.connection.execute("UPDATE captures SET kind = 'listing', article_id = NULL WHERE id = ?", [capture])
    reader = read(tmp_path)
    for number in (capture, capture - 1, 99, 2**63):
        assert reader.get(f"/govnews/captures/{number}/{form}").status_code == 404


def test_a_lost_or_damaged_record_is_said_and_no_error(tmp_path: Path, read: Callable[[Path], Reader]) -> None:
    capture, _ = store(tmp_path, b"<p>x")
    (tmp_path / "warc" / "one.warc.gz").write_bytes(b"no gzip")
    reader = read(tmp_path)
    for form in ("content", "body", "headers", "warc.gz"):
        assert reader.get(f"/govnews/captures/{capture}/{form}").status_code == 404


def test_a_document_is_to_be_had_and_not_framed(tmp_path: Path, read: Callable[[Path], Reader]) -> None:
    capture, _ = store(tmp_path, b"%PDF-1.4", content_type=b"application/pdf")
    reader = read(tmp_path)
    assert "<iframe" not in reader.get(f"/govnews/captures/{capture}/page").text
    assert reader.get(f"/govnews/captures/{capture}/content").status_code == 404
    assert reader.get(f"/govnews/captures/{capture}/body").content == b"%PDF-1.4"


def test_a_link_within_the_page_still_leads_there_and_no_other_leads_anywhere() -> None:
    made = framed('<a href="#b">b</a><a/href=/c>c</a><a title="x"href="d">d</a>', "https://x.example/", {}).decode()
    assert made == '<a href="#b">b</a><a data-href="/c">c</a><a title="x" data-href="d">d</a>'


def test_its_charset_is_the_one_that_a_browser_takes() -> None:
    latin = "<meta charset=windows-1252><p>é".encode("cp1252")
    assert "é" in text_of(latin, "text/html")
    assert "é" in framed(text_of(latin, "text/html"), "https://x.example/", {}).decode()


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="/img/1.jpg">', "<IMG SRC=../img/1.jpg>", "<img src='https://x.example/img/1.jpg' srcset='/a 2x'>",
        '<img src="data:," data-src="/img/1.jpg">', '<img alt="a > b" src="/img/1.jpg">',
    ],
)  # fmt: skip
def test_a_picture_is_found_as_the_page_writes_its_address(tag: str) -> None:
    made = framed(tag, "https://x.example/news/a", {"https://x.example/img/1.jpg": ("image/gif", GIF)}).decode()
    assert '<img src="data:image/gif;base64,' in made.lower()
    assert "srcset" not in made


@pytest.fixture
def outside() -> Iterator[tuple[int, list[bytes]]]:
    """A server that nobody should ask: its port, and the first bytes of whoever did."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        seen: list[bytes] = []

        def accept() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(1)
                    try:
                        seen.append(connection.recv(100) or b"a connection")
                    except OSError:
                        seen.append(b"a connection")

        threading.Thread(target=accept, daemon=True).start()
        yield listening.getsockname()[1], seen
        listening.shutdown(socket.SHUT_RDWR)


HOSTILE = """<!DOCTYPE html><html manifest="{o}/m"><head>
<base href="{o}/" target="_top"><meta http-equiv="refresh" content="0;url={o}/refresh">
<meta http-equiv="Content-Security-Policy" content="default-src *">
<link rel="preconnect" href="{o}"><link rel="dns-prefetch" href="{o}"><link rel="prefetch" href="{o}/p"><LINK
rel=stylesheet href="{o}/s.css"><link rel="preload" as="image" href="{o}/l"><link rel="modulepreload" href="{o}/mp">
<style>@import "{o}/i.css"; body {{ background: url({o}/b.png) }} @font-face {{ font-family: f; src: url({o}/f) }}
p {{ font-family: f; color: rgb(1, 2, 3) }}</style>
<script>window.name='owned'; top.name='owned'; fetch('{o}/fetch'); top.location='{o}/top'</script>
<script src="{o}/x.js"></script>
<script type=speculationrules>{{"prefetch":[{{"source":"list","urls":["{o}/sp"]}}]}}</script>
</head><body onload="window.name='owned'">
<p id=text>Bonjour à tous</p>
<img id=kept src="{i}"><img src="{o}/1.png" onerror="window.name='owned'"><img srcset="{o}/2.png 2x" src=x>
<picture><source srcset="{o}/3.png"><img src="{o}/4.png"></picture><input type=image src="{o}/5.png">
<iframe src="{o}/frame"></iframe><iframe srcdoc="<script>top.name='owned'</script><img src={o}/6>"></iframe>
<object data="{o}/o"></object><embed src="{o}/e"><video src="{o}/v" poster="{o}/w" autoplay></video>
<audio src="{o}/a" autoplay></audio>
<svg><script>window.name='owned'</script><image href="{o}/7"/><use href="{o}/8#x"/></svg>
<a id=link href="{o}/link" ping="{o}/ping">a</a> <a id=blank href="{o}/blank" target=_blank>b</a>
<a id=js href="javascript:window.name='owned'">c</a> <a id=own href="/search" target=_top>d</a>
<a id=odd href = " {o}/odd">e</a> <svg><a xlink:href="{o}/9"><text id=drawn y=20>f</text></a></svg>
<form id=form action="{o}/form"><button id=send>send</button></form><portal src="{o}/portal"></portal>
<svg viewBox="0 0 99 40"><a id=smil><text id=smiled y=20>g</text><set attributeName="href" to="{o}/smil"/>
<animate attributeName="xlink:href" values="{o}/smil2;{o}/smil3" dur="1s"/></a><a id=smil4 href="#ok"><animate
attributeName=href begin=0s fill=freeze from="{o}/4" to="{o}/4" /><text id=smiled2 y=40>h</text></a></svg>
<svg><style><a id=hid href="{o}/hid"><text y=9>i</text></a></style><title><a href="{o}/t">j</a></title></svg>
<svg><![CDATA[ > <a href="{o}/cdata">k</a> ]]></svg><noscript><a href="{o}/ns">l</a></noscript>
<math><mtext><mglyph><style><!--</style><a href="{o}/math">m</a><!-- --></mtext></math><map><area href="{o}/area"></map>
</body></html>"""


@pytest.mark.browser
def test_in_a_browser_it_looks_like_the_page_and_neither_runs_nor_fetches_nor_leads_out(
    tmp_path: Path, chromium: Any, serve: Callable[..., Server], outside: tuple[int, list[bytes]]
) -> None:
    port, asked = outside
    page = HOSTILE.format(o=f"http://127.0.0.1:{port}", i=IMAGE)
    capture, _ = store(tmp_path, page.encode())
    url = f"{serve(tmp_path).url}govnews/captures/{capture}/page"
    tab = chromium.new_page()
    answered: list[str] = []
    tab.on("response", lambda answer: answered.append(answer.url) if answer.url.startswith("http") else None)
    tab.on("dialog", lambda dialog: pytest.fail("a dialog"))
    tab.goto(url)
    tab.wait_for_timeout(2500)
    frame = tab.frames[1]
    assert frame.evaluate("document.getElementById('kept').naturalWidth") == 1
    assert frame.inner_text("#text") == "Bonjour à tous"
    assert frame.evaluate("getComputedStyle(document.getElementById('text')).color") == "rgb(1, 2, 3)"
    assert asked == []
    for element in ("#link", "#blank", "#js", "#own", "#odd", "#drawn", "#smiled", "#smiled2", "#send"):
        if tab.frames[1].query_selector(element):
            tab.frames[1].click(element, timeout=2000)
            tab.wait_for_timeout(150)
        assert asked == [], element
    assert tab.url == url
    assert len(tab.context.pages) == 1
    assert tab.evaluate("window.name") == ""
    assert asked == []
    assert {address.rpartition("/")[2] for address in answered} <= {"page", "content", "reading-room.css", "icon.svg"}
    tab.close()


@pytest.mark.browser
def test_even_opened_alone_it_has_no_origin_and_asks_no_one(
    tmp_path: Path, chromium: Any, serve: Callable[..., Server], outside: tuple[int, list[bytes]]
) -> None:
    port, asked = outside
    capture, _ = store(tmp_path, HOSTILE.format(o=f"http://127.0.0.1:{port}", i=IMAGE).encode())
    url = f"{serve(tmp_path).url}govnews/captures/{capture}/content"
    tab = chromium.new_page()
    tab.goto(url)
    tab.wait_for_timeout(700)
    assert tab.url == url
    for element in tab.query_selector_all("a, area, [id], button, text"):
        element.dispatch_event("click")
        tab.wait_for_timeout(20)
    for element in ("#link", "#smiled", "#smiled2", "#drawn", "#odd"):
        tab.click(element, force=True)
        tab.wait_for_timeout(200)
    leading = tab.evaluate(
        "Array.from(document.querySelectorAll('*')).flatMap(e => [e.href, e.action, e.data, e.formAction])"
        ".map(h => h && (h.animVal ?? h)).filter(h => typeof h === 'string' && /^(http|\\/)/.test(h))"
    )
    assert [link for link in leading if not link.startswith(url)] == []
    assert tab.evaluate("[window.name, window.origin]") == ["", "null"]
    assert asked == []
    tab.close()


def test_the_digest_that_is_shown_is_that_of_the_decoded_body(tmp_path: Path, read: Callable[[Path], Reader]) -> None:
    body = b"<p>Bonjour"
    capture, _ = store(tmp_path, body)
    reader = read(tmp_path)
    with Shelf(tmp_path) as shelf:
        digest = hashlib.sha256(body).hexdigest()
        shelf.connection.execute("UPDATE captures SET sha256 = ? WHERE id = ?", [digest, capture])
    assert digest in reader.get(f"/govnews/captures/{capture}/page").text


OPENINGS = [
    "<base ", "<base href=", "<a href=\"", "<a href='", "<img src=x ", "<img ", "<!--", "<!--->", "<![CDATA[", "</a ",
    "<!", "<", "<?", "<style>", "<style", "</style", "<script><!--", "<title>", "<textarea>", "<svg><style>", "<a =",
    "<a a=b ", "<a\n", "<a/", "<img src='data:", "<source srcset=", "&lt;", "<!doctype ", "<a href= ", "<a b = ",
    "<a \"", "<a '=", "<p><b><i>", "<link ",
]  # fmt: skip


@pytest.mark.timeout(120)
@pytest.mark.parametrize("opening", OPENINGS)
def test_a_page_of_nothing_but_openings_takes_no_longer_than_another(opening: str) -> None:
    """Twice a second's work at most for each of these of three megabytes; any of them squared would take hours."""
    made = framed(opening * (3_000_000 // len(opening)), "https://x.example/", {})
    assert len(made) <= 3_000_000 * 5


def test_a_page_that_takes_too_long_is_shown_as_far_as_it_goes_and_says_so() -> None:
    made = framed("<p a=b c=d e=f>text" * 400_000, "https://x.example/", {})
    assert made.startswith(b'<p a="b" c="d" e="f">text')
    assert made.endswith(b"The page goes on: this is what could be shown of it.</p>")


def test_one_picture_that_is_shown_ten_thousand_times_does_not_fill_the_memory() -> None:
    picture = {"https://x.example/a": ("image/gif", GIF * 30_000)}
    assert len(framed("<img src=/a>" * 10_000, "https://x.example/", picture)) < 40 * 1024 * 1024


MARKUP = [*OPENINGS, ">", '"', "'", "/>", "-->", "]]>", "x", " ", "<a href=y>", "</svg>", "<svg>"]


@given(st.lists(st.sampled_from(MARKUP), max_size=25).map("".join))
def test_what_is_written_has_one_reading(page: str) -> None:
    """Read by another parser, and once more by ours: no link out of it, and the same again."""
    made = framed(page, "https://x.example/", {}).decode()
    tree = html5lib.parse(made, treebuilder="lxml", namespaceHTMLElements=False)
    links = tree.xpath("//@href | //@*[local-name() = 'href'] | //@action")
    assert [link for link in links if not link.startswith("#")] == []
    assert not tree.xpath("//base | //link | //meta | //iframe | //object | //embed | //animate | //set")
    assert framed(made, "https://x.example/", {}).decode() == made
