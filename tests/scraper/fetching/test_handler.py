"""The canary: a server that sends what it likes, and the tee that has to keep every byte of it."""

from __future__ import annotations

import base64
import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.scraper.raw_web import Raw, RawWeb, answer

pytestmark = pytest.mark.integration

#: What the probe said of each path: what the tee kept of it; and at `web` what the server was asked.
Kept = dict[str, dict[str, Any]]

PAGE = "<title>Numéros d’urgence</title>".encode()
ZIPPED = gzip.compress(PAGE, mtime=0)

#: Path -> the head and the body, as they shall cross the wire and come out of the tee.
VERBATIM = {
    "/plain": (b"HTTP/1.1 200 Fine With Me\r\nX-b: 2\r\nx-A:1\r\nContent-Length: 5\r\n\r\n", b"hello"),
    "/gzip": (
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(ZIPPED),
        ZIPPED,
    ),
    "/chunked-with-trailers": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n",
        b"5;note=1\r\nhello\r\n1\r\n!\r\n0\r\nX-Sum: 7\r\n\r\n",
    ),
    "/folded-and-repeated": (
        b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nX-Long: one\r\n two\r\n\tthree\r\n"
        b"X-Latin: caf\xe9\r\nContent-Length: 2\r\n\r\n",
        b"ok",
    ),
    "/line-feeds-only": (b"HTTP/1.1 200 OK\nContent-Length: 2\nX-A: b\n\n", b"ok"),
    "/no-reason": (b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n", b"ok"),
    "/header-without-colon": (b"HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 2\r\n\r\n", b"ok"),
    "/not-modified": (b'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n', b""),
    "/missing": (b"HTTP/1.1 404 Nobody Home\r\nContent-Length: 4\r\n\r\n", b"gone"),
    "/empty": (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", b""),
    "/redirect": (b"HTTP/1.1 301 Moved\r\nLocation: /plain\r\nContent-Length: 5\r\n\r\n", b"there"),
}

#: What is named in a head that browsers take all the same -> the lines of that head.
ODD_HEADS = {
    "blank-before-colon": b"X-Foo : bar\r\nContent-Length : 2\r\n",
    "empty-name": b": bar\r\n :\r\n",
    "name-beyond-ascii": "“X-Foo”: bar\r\nÉ: 1\r\n".encode(),
    "name-in-brackets": b"[X-Foo]: bar\r\n<b>: 1\r\nX Foo: 2\r\n",
    "begins-with-a-continuation": b" continues: nothing\r\nX-A: 1\r\n",
    "identity": b"Transfer-Encoding: identity\r\n",
    "gzip-that-is-none": b"Transfer-Encoding: gzip\r\n",
    "unknown-coding": b"Transfer-Encoding: x-mystery\r\n",
    "long-line": b"Content-Security-Policy: " + b"x" * 100_000 + b"\r\n",
    "length-twice": b"Content-Length: 2\r\nContent-Length: 2\r\nContent-Length: 2, 2\r\n",
    "length-that-is-none": b"Content-Length: two\r\nContent-Length: -1\r\n",
    "control-characters": b"X-A: a\x00b\rc\x7f\r\n",
}
FIRST_LINES = {
    "no-reason-and-a-blank": b"HTTP/1.1 200 \r\n",
    "two-blanks": b"HTTP/1.1  200  OK\r\n",
    "lower-case": b"http/1.1 200 ok\r\n",
    "http-2": b"HTTP/2 200 OK\r\n",
    "line-feeds": b"HTTP/1.1 200 OK\nX-A: 1\n",
    "reason-beyond-ascii": "HTTP/1.1 200 Très bien\r\n".encode(),
}
TAKEN = {f"/head/{name}": b"HTTP/1.1 200 OK\r\n" + lines for name, lines in ODD_HEADS.items()} | {
    f"/first/{name}": line for name, line in FIRST_LINES.items()
}


@pytest.fixture(scope="module")
def kept() -> Iterator[Kept]:
    """What the tee kept of every route, by path; all fetched over as few connections as the client likes."""
    with RawWeb({path: Raw(head + body) for path, (head, body) in VERBATIM.items()}) as web:
        web.routes |= {path: Raw(head + b"\r\nok", close=True) for path, head in TAKEN.items()}
        web.routes |= {
            "/after-blank-lines": Raw(b"\r\n\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
            "/after-interims": Raw(b"HTTP/1.1 103 E\r\n\r\nHTTP/1.1 100\r\n\r\n\r\n" + answer("ok").data),
            "/two-lengths": Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok", close=True),
            "/after-interim": Raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + answer("x").data),
            "/more-than-it-said": Raw(answer("right").data + b"surplus", close=True),
            "/until-closed": Raw(b"HTTP/1.0 200 OK\r\n\r\nall of it", close=True),
            "/broken-off": Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf a page", close=True),
            "/broken-chunks": Raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", close=True),
            "/too-large": Raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * 400_000, close=True),
            "/says-it-is-too-large": Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\nxx", close=True),
            "/endless-headers": Raw(b"HTTP/1.1 200 OK\r\n" + b"X-Y: z\r\n" * 300_000, close=True),
            "/one-long-header": Raw(b"HTTP/1.1 200 OK\r\nX-Y: " + b"z" * 1_000_000 + b"\r\n\r\n", close=True),
            "/no-http": Raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n", close=True),
            "/nothing": Raw(b"", close=True),
            "/drip": Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + b"." * 9999, drip=0.2),
        }
        urls = [web.url(path) for path in web.routes]
        command = [sys.executable, "-m", "tests.scraper.wire_probe", *urls]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        found = {line["url"].removeprefix(web.base): line for line in lines}
        for line in found.values():
            for name in ("request", "head", "wire"):
                line[name] = base64.b64decode(line[name]) if name in line else None
        found["web"] = {"log": web.log, "base": web.base}
        yield found


@pytest.mark.parametrize("path", VERBATIM)
def test_an_answer_is_kept_byte_for_byte(kept: Kept, path: str) -> None:
    assert (kept[path]["head"], kept[path]["wire"]) == VERBATIM[path]


@pytest.mark.parametrize("path", TAKEN)
def test_what_browsers_pass_over_in_a_head_loses_no_page(kept: Kept, path: str) -> None:
    assert (kept[path].get("error"), kept[path]["status"], kept[path]["body"]) == (None, 200, "ok")
    assert (kept[path]["head"], kept[path]["wire"]) == (TAKEN[path] + b"\r\n", b"ok")


@pytest.mark.parametrize("path", ["/after-blank-lines", "/after-interims"])
def test_what_comes_before_an_answer_is_none_of_it(kept: Kept, path: str) -> None:
    assert kept[path]["head"].startswith(b"HTTP/1.1 200 ")
    assert kept[path]["wire"] == b"ok"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/two-lengths", "the answer names two lengths"),
        ("/no-http", "the answer is not HTTP"),
        ("/one-long-header", "a line of the answer's head is longer than 256 kB"),
        ("/endless-headers", "the answer's head is longer than 256 kB"),
    ],
)
def test_what_browsers_refuse_is_told_in_words(kept: Kept, path: str, reason: str) -> None:
    assert kept[path]["error"] == reason


def test_the_request_is_kept_as_it_was_sent(kept: Kept) -> None:
    sent = {asked.path: asked.head for asked in kept["web"]["log"]}
    assert kept["/plain"]["request"] == sent["/plain"]
    assert kept["/drip"]["request"] == sent["/drip"]


def test_the_address_of_the_server_is_kept(kept: Kept) -> None:
    assert kept["/plain"]["ip"] == "127.0.0.1"
    assert kept["/not-modified"]["ip"] == "127.0.0.1"


def test_what_middlewares_see_stays_what_scrapy_makes_of_it(kept: Kept) -> None:
    assert (kept["/gzip"]["status"], kept["/gzip"]["body"]) == (200, PAGE.decode("latin-1"))
    assert kept["/chunked-with-trailers"]["body"] == "hello!"


def test_interim_answers_are_no_part_of_the_answer(kept: Kept) -> None:
    assert kept["/after-interim"]["head"].startswith(b"HTTP/1.1 200 Said\r\n")
    assert kept["/after-interim"]["wire"] == b"x"


def test_bytes_beyond_the_length_are_no_part_of_the_answer(kept: Kept) -> None:
    assert kept["/more-than-it-said"]["wire"] == b"right"


def test_an_answer_that_ends_with_its_connection_is_whole(kept: Kept) -> None:
    assert (kept["/until-closed"]["wire"], kept["/until-closed"]["status"]) == (b"all of it", 200)


@pytest.mark.parametrize(
    ("path", "wire", "error"),
    [
        ("/broken-off", b"half a page", "the answer broke off"),
        ("/broken-chunks", b"5\r\nhel", "the answer broke off"),
        ("/drip", b".", "no answer in time"),
    ],
)
def test_what_came_of_a_broken_answer_is_kept(kept: Kept, path: str, wire: bytes, error: str) -> None:
    assert kept[path]["wire"].startswith(wire)
    assert kept[path]["error"] == error


@pytest.mark.parametrize("path", ["/too-large", "/says-it-is-too-large"])
def test_an_answer_beyond_the_limit_is_cut_and_its_head_kept(kept: Kept, path: str) -> None:
    assert kept[path]["error"] == "the answer is too large"
    assert kept[path]["head"].startswith(b"HTTP/1.1 200 OK\r\n")
    assert len(kept[path]["wire"]) < 400_000


@pytest.mark.parametrize("path", ["/endless-headers", "/one-long-header", "/no-http", "/nothing"])
def test_what_is_no_answer_ends_with_a_reason(kept: Kept, path: str) -> None:
    assert kept[path]["head"] is None
    assert kept[path]["error"]
    assert "\n" not in kept[path]["error"]
    assert "Failure" not in kept[path]["error"]
