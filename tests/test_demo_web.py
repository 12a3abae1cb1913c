"""The demo's web: what a crawler and a reader find on it, over real HTTP; with the standard library alone."""

from __future__ import annotations

import gzip
import html
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import urllib.robotparser
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest

from tests.demo.content import Article
from tests.demo.server import DemoWeb, PortInUseError
from tests.demo.site import NewsSite, site_names

pytestmark = pytest.mark.integration

NAMES = site_names()
ROOT = Path(__file__).parents[1]
NOTICE = "A reconstruction, written for govnews"


@dataclass(frozen=True)
class Got:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirects)


def get(url: str, **headers: str) -> Got:
    request = urllib.request.Request(quote(url, safe=":/?=&()_"))
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    try:
        with _opener.open(request, timeout=60) as response:
            return Got(response.status, dict(response.headers), response.read())
    except urllib.error.HTTPError as answer:
        return Got(answer.code, dict(answer.headers), answer.read())


class _Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        address = values.get("href") or values.get("src")
        if address:
            self.found.append(address)


def links(page: str, url: str) -> set[str]:
    """All addresses on the same host that a page points to, without fragments."""
    base = urljoin(url, "/").removesuffix("/")
    found = (urljoin(url, address).partition("#")[0] for address in _Links(page).found)
    return {address for address in found if address.startswith(base)}


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def locations(xml: bytes) -> list[str]:
    return [element.text or "" for element in ET.fromstring(xml).iter() if element.tag.endswith("}loc")]


@pytest.fixture(scope="module")
def web() -> Iterator[DemoWeb]:
    with DemoWeb(port=0) as web:
        yield web


@pytest.fixture(params=NAMES)
def site(web: DemoWeb, request: pytest.FixtureRequest) -> NewsSite:
    return web.sites[request.param]


@pytest.fixture
def changed_web(web: DemoWeb) -> Iterator[DemoWeb]:
    web.change()
    yield web
    web.reset()


def article(site: NewsSite, slug: str) -> Article:
    """An article as it was written, whatever became of it."""
    return next(one for one in site.written if one.slug == slug)


def test_there_are_forty_articles_or_more_in_three_languages(web: DemoWeb) -> None:
    assert sum(len(site.articles) for site in web.sites.values()) >= 40
    assert {site.language[:2] for site in web.sites.values()} == {"de", "en", "fr"}


def test_every_page_says_in_its_first_lines_that_it_is_a_reconstruction(site: NewsSite) -> None:
    pages = [path for path in site.routes if get(site.base + path).headers["Content-Type"].startswith("text/html")]
    assert len(pages) > len(site.articles)
    for path in pages:
        assert NOTICE in "".join(get(site.base + path).text.splitlines()[:3])


def test_no_link_on_the_site_is_dead(site: NewsSite) -> None:
    seen: set[str] = set()
    waiting = {site.base + "/"}
    while waiting:
        url = waiting.pop()
        seen.add(url)
        got = get(url)
        assert got.status in (200, 301), url
        if got.headers["Content-Type"].startswith("text/html"):
            waiting |= links(got.text, url) - seen
    assert {site.url(one) for one in site.articles if not one.language} <= seen


def test_addresses_and_bytes_are_the_same_at_every_start(web: DemoWeb) -> None:
    with DemoWeb(port=0) as again:
        for name, site in web.sites.items():
            other = again.sites[name]
            assert list(site.routes) == list(other.routes)
            if site.settings.get("volatile"):
                continue
            for path in site.routes:
                body = get(other.base + path).body
                if not path.endswith(".gz"):
                    assert get(site.base + path).body == body.replace(other.base.encode(), site.base.encode())


def test_the_listing_paginates_over_all_articles(site: NewsSite) -> None:
    paths, found = site.listing_paths(), set()
    assert len(paths) >= 3
    for number, path in enumerate(paths):
        got = get(site.base + path)
        found |= links(got.text, site.base + path)
        if number + 1 < len(paths):
            assert site.base + paths[number + 1] in links(got.text, site.base + path)
    assert {site.url(one) for one in site.listed()} <= found


def test_robots_txt_asks_for_a_delay_and_forbids_a_page_that_is_linked(site: NewsSite) -> None:
    lines = get(site.base + "/robots.txt").text.splitlines()
    assert any(re.fullmatch(r"Crawl-delay: 0\.\d+", line) for line in lines)
    robots = urllib.robotparser.RobotFileParser()
    robots.parse(lines)
    home = get(site.base + "/").text
    forbidden = [url for url in links(home, site.base + "/") if not robots.can_fetch("govnews", url)]
    assert len(forbidden) == 1
    assert get(forbidden[0]).status == 200
    assert all(robots.can_fetch("govnews", site.url(one)) for one in site.articles)


def test_the_feed_names_the_newest_articles(site: NewsSite) -> None:
    got = get(site.base + site.feed_path)
    root = ET.fromstring(got.body)
    if site.feed == "rss":
        urls = [item.findtext("link") for item in root.iter("item")]
    else:
        entries = root.iter("{http://www.w3.org/2005/Atom}entry")
        urls = [link.get("href") for entry in entries for link in entry.findall("{http://www.w3.org/2005/Atom}link")]
    assert urls == [site.url(one) for one in site.listed()[: site.feed_size]]
    assert f"application/{site.feed}+xml" in got.headers["Content-Type"]


@pytest.mark.parametrize("name", ["rivieres", "coastal", "records"])
def test_the_sitemap_index_leads_to_all_articles(web: DemoWeb, name: str) -> None:
    site = web.sites[name]
    assert f"Sitemap: {site.base}{site.sitemap_path}" in get(site.base + "/robots.txt").text
    index = get(site.base + site.sitemap_path).body
    assert ET.fromstring(index).tag.endswith("}sitemapindex")
    found = []
    for part in locations(index):
        body = get(part).body
        found += locations(gzip.decompress(body) if part.endswith(".gz") else body)
    assert set(found) >= {site.url(one) for one in site.articles}
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", ["gendinfo", "rivieres", "records"])
def test_a_page_that_did_not_change_is_a_304_without_a_body(web: DemoWeb, name: str) -> None:
    site = web.sites[name]
    url = site.url(site.articles[0])
    first = get(url)
    by_tag = get(url, If_None_Match=first.headers["ETag"])
    by_date = get(url, If_Modified_Since=first.headers["Last-Modified"])
    assert (by_tag.status, by_tag.body, by_date.status) == (304, b"", 304)
    assert by_tag.headers["ETag"] == first.headers["ETag"]


def test_an_etag_that_differs_wins_over_a_date_that_does_not(web: DemoWeb) -> None:
    site = web.sites["records"]
    url = site.url(site.articles[0])
    date = get(url).headers["Last-Modified"]
    assert get(url, If_None_Match='"another"', If_Modified_Since=date).status == 200


@pytest.mark.parametrize("name", ["seewetter", "coastal"])
def test_pages_that_never_come_twice_the_same_carry_no_validators(web: DemoWeb, name: str) -> None:
    site = web.sites[name]
    url = site.url(site.articles[0])
    first, second = get(url), get(url)
    assert first.body != second.body
    assert not {"ETag", "Last-Modified"} & set(first.headers)


def test_pictures_are_png_and_documents_are_pdf(site: NewsSite) -> None:
    for one in site.articles:
        for figure in one.figures:
            got = get(site.base + site.image_path(one, figure.file))
            assert got.headers["Content-Type"] == "image/png"
            assert got.body.startswith(b"\x89PNG\r\n\x1a\n")
        for document in one.documents:
            assert get(site.base + site.document_path(document.file)).body.startswith(b"%PDF-1.4")
    assert get(site.base + "/favicon.ico").body[:4] == b"\0\0\1\0"


def test_compressed_and_chunked_answers_say_so(web: DemoWeb) -> None:
    site = web.sites["records"]
    url = site.url(site.articles[0])
    packed = get(url, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == get(url).body
    assert get(web.urls["seewetter"]).headers["Transfer-Encoding"] == "chunked"


def test_after_a_change_articles_are_edited_deleted_gone_and_moved(changed_web: DemoWeb) -> None:
    answers: dict[str, set[int]] = {}
    for site in changed_web.sites.values():
        for change in site.changes:
            old = site.base + site.path(article(site, change["article"]))
            got = get(old)
            answers.setdefault(change["what"], set()).add(got.status)
            if change["what"] == "moved":
                assert change["to"] in got.headers["Location"]
                assert get(got.headers["Location"]).status == 200
            if change["what"] in ("deleted", "gone"):
                listing = "".join(get(site.base + path).text for path in site.listing_paths())
                assert old not in links(listing, site.base + "/")
    assert answers == {"edited": {200}, "deleted": {404}, "gone": {410}, "moved": {301}}


def test_an_edit_exchanges_words_and_shows_in_etag_and_last_modified(web: DemoWeb) -> None:
    site = web.sites["records"]
    url = site.url(site.by_slug["opening-hours-change-in-january"])
    before = get(url)
    web.change()
    try:
        after = get(url, If_None_Match=before.headers["ETag"], If_Modified_Since=before.headers["Last-Modified"])
    finally:
        web.reset()
    assert after.status == 200
    assert "<td>12:00</td><td>20:00</td>" in after.text
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.headers["Last-Modified"] == "Thu, 19 Dec 2024 10:00:00 GMT"
    assert get(url).body == before.body


def test_a_redesign_keeps_every_address_and_the_words(web: DemoWeb) -> None:
    web.redesign()
    try:
        for site in web.sites.values():
            for one in site.articles:
                got = get(site.url(one))
                assert got.status == 200
                assert f"{site.looks[site.redesign].css}" in got.text
                assert html.escape(one.blocks[0].text[:30].partition("^")[0], quote=False) in got.text
    finally:
        web.reset()


def test_a_running_web_is_told_to_change_over_http(web: DemoWeb) -> None:
    site = web.sites["rivieres"]
    url = site.url(site.by_slug["appel-a-projets-restaurer-les-zones-humides"])
    for verb, status in (("change", 410), ("reset", 200)):
        urllib.request.urlopen(urllib.request.Request(f"{site.base}/_demo/{verb}", method="POST"), timeout=60).close()
        assert get(url).status == status


def test_the_log_tells_who_asked_for_what(web: DemoWeb) -> None:
    site = web.sites["gendinfo"]
    web.forget_log()
    get(site.base + "/robots.txt?why=1", User_Agent="visitor", If_None_Match='"x"')
    (entry,) = web.log
    assert (entry.site, entry.method, entry.path, entry.status) == ("gendinfo", "GET", "/robots.txt", 200)
    assert (entry.user_agent, entry.if_none_match, entry.if_modified_since) == ("visitor", '"x"', None)
    assert json.loads(get(site.base + "/_demo/log").body)[0]["target"] == "/robots.txt?why=1"


def test_profiles_name_the_ports_at_which_the_sites_are(web: DemoWeb) -> None:
    profiles = web.profiles()
    assert list(profiles) == NAMES
    for name, text in profiles.items():
        assert "127.0.0.1:84" not in text
        assert f'home_url = "{web.urls[name]}"' in text
        for url in re.findall(r"http://127\.0\.0\.1:\d+[^\"]*", text):
            assert get(url).status == 200


def test_a_port_in_use_is_one_line_and_status_1() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError, match=str(port)), DemoWeb(port=port, names=NAMES[:1]):
            pass
        ended = subprocess.run(
            [sys.executable, "-m", "tests.demo.server", "--port", str(port)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=30,
        )
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1


def test_signals_however_many_end_it_and_free_its_ports() -> None:
    starts = range(20_000 + os.getpid() % 1000 * 10, 32_000, 10)
    port = next(start for start in starts if all(map(is_free, range(start, start + len(NAMES)))))
    command = [sys.executable, "-m", "tests.demo.server", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as started:
        assert started.stdout
        assert started.stderr
        first_line = started.stdout.readline()
        urls = re.findall(r"http://\S+", first_line)
        statuses = [get(url).status for url in urls]
        for _ in range(20):  # as when a shell, and what started it, end their children at once
            started.send_signal(signal.SIGINT)
            started.send_signal(signal.SIGTERM)
        assert started.wait(timeout=60) == 0
        assert started.stderr.read() == ""
    assert statuses == [200] * len(NAMES)
    assert is_free(port)
