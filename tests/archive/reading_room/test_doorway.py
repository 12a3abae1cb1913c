"""Below any path every link leads on; what a client sends badly is one line, and no traceback."""

from __future__ import annotations

import html
import re
import socket
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from archive.model.errors import ArchiveError
from archive.reading_room.serve import serve as serve_archive
from tests.archive.reading_room.conftest import Server, end, start
from tests.archive.reading_room.shelf import stock

_LINK = re.compile(r"(?:href|src|action)=\"([^\"]*)\"")
_JSON_LINK = re.compile(r"\"(?:next_url|toggle_url|page|href)\": \"([^\"]*)\"")


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def fetch(url: str, host: str) -> tuple[int, dict[str, str], str]:
    asked = urllib.request.Request(url, headers={"Host": host})
    try:
        with urllib.request.build_opener(Stay).open(asked, timeout=20) as answer:
            return answer.status, dict(answer.headers), answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read().decode("utf-8", "replace")


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, bool], tuple[Server, dict[str, int]]]]:
    folder = tmp_path_factory.mktemp("below")
    ids = stock(folder)
    servers: list[Server] = []

    def begin(base_url: str, public: bool) -> tuple[Server, dict[str, int]]:
        servers.append(start(folder, public, base_url))
        return servers[-1], ids

    yield begin
    end(servers)


#: Where a crawl begins, beside the front page: pages that are seldom linked, or have most links.
SEEDS = [
    "govnews/articles?_facet=title&_facet_size=1", "govnews/articles?_size=2&_sort=title", "govnews/newest", "govnews",
    "govnews/newest?_show_sql=1", "govnews/articles/", "govnews/captures/1", "govnews/articles?_where=1%3D1&_size=3",
    "govnews?sql=select+1&_hide_sql=1", "govnews/articles?_filter_column=site&_filter_op=exact&_filter_value=transport",
    "govnews/articles.json?_size=2&_facet=site", "search.json?q=bridge", "search.atom?q=bridge", "govnews/CAPTURES/1",
    "govnews/articles?_sort=title&_sort_by_desc=on", "govnews/captures/%31", "govnews/by_author?author=o", "nowhere",
]  # fmt: skip


@pytest.mark.integration
@pytest.mark.parametrize("proxy_strips", [False, True])
@pytest.mark.parametrize(("base_url", "public"), [("/archive/", True), ("/archive/", False), ("/a/b/", False),
                                                   ("/", False)])  # fmt: skip
def test_every_link_of_a_served_archive_stays_below_its_path_and_is_answered(
    below: Callable[[str, bool], tuple[Server, dict[str, int]]], base_url: str, public: bool, proxy_strips: bool
) -> None:
    """As documented the proxy passes the address on as it came; others take the path off. Both are to work."""
    server, _ = below(base_url, public)
    port = urllib.parse.urlsplit(server.url).port
    host = "archive.example.org"
    outside = f"http://{host}{base_url}"
    queue, seen, patterns = [outside + seed for seed in ["", *SEEDS]], set[str](), dict[str, int]()
    bad: list[tuple[str, object]] = []
    while queue and len(seen) < 140:
        url = queue.pop(0)
        parts = urllib.parse.urlsplit(url)
        # Enough of each kind: pages of one kind, with arguments of one set.
        kind = re.sub(r"\d+", "N", parts.path) + "?" + "&".join(sorted(urllib.parse.parse_qs(parts.query)))
        patterns[kind] = patterns.get(kind, 0) + 1
        if url in seen or patterns[kind] > 2:
            continue
        seen.add(url)
        path = parts.path[len(base_url) - 1 :] if proxy_strips else parts.path
        query = f"?{parts.query}" if parts.query else ""
        status, headers, body = fetch(f"http://127.0.0.1:{port}{path}{query}", host)
        expected = {410, 403} if public else {410}
        if status >= 400 and status not in expected and "/nowhere" not in url:
            bad.append((url, status))
        links = _LINK.findall(body) if "html" in headers.get("content-type", "") else _JSON_LINK.findall(body)
        for link in [*links, *([headers["location"]] if "location" in headers else [])]:
            target = urllib.parse.urljoin(url, html.unescape(link)).partition("#")[0]
            if target.startswith(f"http://{host}/"):
                if not target.startswith(outside) or (base_url != "/" and target.startswith(outside + base_url[1:])):
                    bad.append((url, f"leads to {target}"))
                queue.append(target)
    assert not bad
    assert len(seen) > 60


@pytest.mark.integration
def test_the_path_without_its_slash_leads_to_it(below: Callable[[str, bool], tuple[Server, dict[str, int]]]) -> None:
    server, _ = below("/archive/", True)
    status, headers, _ = fetch(server.url.rstrip("/"), "archive.example.org")
    assert (status, headers["location"]) == (301, "/archive/")


@pytest.mark.parametrize("base_url", ["/govnews/", "govnews", "/-/", "/contacts", "/web/x"])
def test_a_path_that_is_the_reading_rooms_own_is_refused(stocked: tuple[Path, dict[str, int]], base_url: str) -> None:
    with pytest.raises(ArchiveError, match=r"^cannot serve below /[^\n]+--base-url$"):
        serve_archive(stocked[0], port=0, base_url=base_url)


@contextmanager
def silent(server: Server) -> Iterator[None]:
    """Nothing is written to the server's log meanwhile: it ends with nothing on either stream."""
    yield
    server.process.terminate()
    out, errors = server.process.communicate(timeout=60)
    assert out == ""
    assert errors.replace("WARNING:  Invalid HTTP request received.\n", "") == ""


def raw(server: Server, *lines: bytes) -> bytes:
    """What comes back for a request of these lines, as they are."""
    parts = urllib.parse.urlsplit(server.url)
    with socket.create_connection((parts.hostname, parts.port), timeout=60) as connection:
        connection.sendall(b"\r\n".join([*lines, b"Connection: close", b"", b""]))
        return b"".join(iter(lambda: connection.recv(65536), b""))


HOSTS = [b"[", b"[::1", b"a b", b"]", b"[x]", b"a:b", b"a:99999", b"a/b", b"a?b", b"a#b", b"u@h", b"\xe9.example",
         b"<script>", b"a\\b", b"[::1]x", b"a:1:2", b"%zz", b"a\x01b", b"\"x\"", b"[v1.x]", b"x" * 300]  # fmt: skip


def test_a_broken_host_is_one_line_and_no_traceback(serve: Callable[..., Server]) -> None:
    server = serve()
    with silent(server):
        for host in HOSTS:
            for path in (b"/", b"/search.atom", b"/govnews/articles.json", b"/govnews/articles?_size=1", b"/nowhere"):
                answer = raw(server, b"GET %s HTTP/1.1" % path, b"Host: " + host)
                assert answer.startswith(b"HTTP/1.1 400"), (host, answer)
                assert answer.partition(b"\r\n\r\n")[2].strip().count(b"\n") == 0


@pytest.mark.parametrize("host", [b"localhost", b"127.0.0.1:8001", b"[::1]:8001", b"Archive.Example.ORG", b"a_b.local",
                                  b"xn--e1afmkfd.xn--p1ai:443", b""])  # fmt: skip
def test_any_host_that_there_could_be_is_answered(serve: Callable[..., Server], host: bytes) -> None:
    assert raw(serve(), b"GET /search.atom HTTP/1.1", b"Host: " + host).startswith(b"HTTP/1.1 200")


COOKIES = [b"a=\xe9", b"\xe9=1", b"a=\xff; lang=fr", b"lang=fr; b=\xc3\xa9", b"a:b=1; lang=fr", b"=;;=; lang=fr", b"a",
           b"ds_messages=\xe9", b"ds_actor=x", b"lang=\xe9", b"ds_csrftoken=\xe9\xff", b"a=\"\xe9", b"[]{}=,<>@=1",
           b"lang=\"fr", b"x=\\351; lang=fr", b"ds_messages=a.b.c", b"a=" + b"y" * 6000]  # fmt: skip


def test_cookies_of_others_on_this_host_are_nothing_to_it(serve: Callable[..., Server]) -> None:
    server = serve()
    with silent(server):
        for cookie in COOKIES:
            for path in (b"/", b"/govnews/articles", b"/govnews/articles.json", b"/govnews"):
                answer = raw(server, b"GET %s HTTP/1.1" % path, b"Host: localhost", b"Cookie: " + cookie)
                assert answer.startswith(b"HTTP/1.1 200"), (cookie, answer[:300])
                if path == b"/" and b"lang=fr;" in cookie + b";":
                    assert b'<html lang="fr">' in answer


PATHS = [b"/search?q=\xe9", b"/%ff", b"/%00", b"/govnews/%C3%28", b"/govnews/articles/~ZZ", b"/~", b"/govnews/~C3",
         b"/search?q=%ff&page=%00"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_an_address_in_any_bytes_is_answered_without_a_traceback(serve: Callable[..., Server], path: bytes) -> None:
    server = serve()
    with silent(server):
        answer = raw(server, b"GET %s HTTP/1.1" % path, b"Host: localhost")
        assert answer[9:12] in (b"200", b"302", b"400", b"404")


HEADERS = [b"Accept-Language: \xe9;q=\xff", b"If-None-Match: \xe9", b"X-Forwarded-Proto: \xe9[", b"X-Forwarded-For: [",
           b"Authorization: Bearer \xe9", b"Referer: \xe9[", b"Origin: [", b"Accept-Encoding: \xff",
           b"Range: bytes=9-1"]  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_in_any_bytes_is_answered_without_a_traceback(serve: Callable[..., Server], header: bytes) -> None:
    server = serve()
    with silent(server):
        assert raw(server, b"GET /search.atom HTTP/1.1", b"Host: localhost", header).startswith(b"HTTP/1.1 200")
