"""Sitemaps: what the protocol allows, what sites serve in its place, and what an attacker might."""

# ruff: noqa: E501 - markup in long lines, as it is served

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.tables.frontier import FoundUrl
from scraper.discovery.sitemaps import MAX_BYTES, MAX_URLS, SitemapContents, read_sitemap

URL = "https://ministry.example/sitemap.xml"
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*entries: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NAMESPACE}>{"".join(entries)}</urlset>'.encode()


def entry(path: str, lastmod: str = "") -> str:
    return f"<url><loc>https://ministry.example{path}</loc>{lastmod and f'<lastmod>{lastmod}</lastmod>'}</url>"


def addresses(data: bytes) -> list[str]:
    return [found.url for found in read_sitemap(data, URL).urls]


def test_pages_come_newest_first_those_without_a_date_last() -> None:
    data = urlset(entry("/old", "2019-05-01"), entry("/undated"), entry("/new", "2024-03-01T10:00:00+01:00"))
    assert read_sitemap(data, URL) == SitemapContents(
        urls=(
            FoundUrl("https://ministry.example/new", lastmod="2024-03-01T09:00:00Z", found_on=URL, kind="article"),
            FoundUrl("https://ministry.example/old", lastmod="2019-05-01", found_on=URL, kind="article"),
            FoundUrl("https://ministry.example/undated", lastmod=None, found_on=URL, kind="article"),
        )
    )


def test_an_index_names_further_sitemaps_newest_first() -> None:
    data = f"""<sitemapindex {NAMESPACE}><sitemap><loc>https://ministry.example/1.xml</loc><lastmod>2020-01</lastmod></sitemap>
    <sitemap><loc>https://ministry.example/2.xml.gz</loc><lastmod>2024-01-01</lastmod></sitemap></sitemapindex>"""
    contents = read_sitemap(data.encode(), URL)
    assert [(one.url, one.lastmod, one.kind) for one in contents.sitemaps] == [
        ("https://ministry.example/2.xml.gz", "2024-01-01", "sitemap"),
        ("https://ministry.example/1.xml", "2020-01", "sitemap"),
    ]
    assert contents.urls == ()


def test_gzip_is_read_whatever_the_name_and_also_cut_off() -> None:
    data = urlset(*(entry(f"/{number}") for number in range(2000)))
    assert len(addresses(gzip.compress(data))) == 2000
    assert 0 < len(addresses(gzip.compress(data)[:-2000])) < 2000
    assert addresses(b"\x1f\x8bnonsense") == []


def test_the_news_extension_dates_its_articles_and_pictures_are_no_pages() -> None:
    data = urlset(
        """<url><loc>https://ministry.example/a</loc><image:image xmlns:image="i"><image:loc>https://ministry.example/a.jpg</image:loc></image:image>
        <news:news xmlns:news="n"><news:publication_date>2024-02-03</news:publication_date><news:title>A</news:title></news:news></url>"""
    )
    (found,) = read_sitemap(data, URL).urls
    assert (found.url, found.lastmod) == ("https://ministry.example/a", "2024-02-03")


@pytest.mark.parametrize(
    "data",
    [
        b"https://ministry.example/a\r\nhttps://ministry.example/b\n",
        b"<urlset><url><loc>https://ministry.example/a</loc></url><url><loc>https://ministry.example/b</loc></url></urlset>",
        b"<urlset xmlns='http://www.google.com/schemas/sitemap/0.84'><url><loc> /a </loc></url><url><loc><![CDATA[/b]]></loc></url></urlset>",
        b"\n<?xml version='1.0'?><urlset><url><loc>/a</loc></url><url><loc>/b</loc></url><url><loc>/c",
        b"<rss><channel><item><link>/a</link></item><item><link>/b</link></item></channel></rss>",
    ],
    ids=["text", "no namespace", "old namespace", "cut off", "a feed"],
)
def test_what_is_served_in_place_of_a_proper_sitemap(data: bytes) -> None:
    assert addresses(data)[:2] == ["https://ministry.example/a", "https://ministry.example/b"]


@pytest.mark.parametrize(
    "data", [b"", b"<html><body>Page not found</body></html>", b"\x89PNG\r\n", b"<urlset/>", b"{}"]
)
def test_what_is_no_sitemap_gives_nothing(data: bytes) -> None:
    assert read_sitemap(data, URL) == SitemapContents()


def test_a_gzip_bomb_stops_at_the_protocols_limit() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * (3 * MAX_BYTES))
    assert len(bomb) < 200_000
    assert addresses(bomb) == []


def test_more_addresses_than_the_protocol_allows_are_left_out() -> None:
    data = "\n".join(f"https://ministry.example/{number}" for number in range(MAX_URLS + 10)).encode()
    assert len(addresses(data)) == MAX_URLS
    assert len(addresses(urlset(*(entry(f"/{number}") for number in range(MAX_URLS + 10))))) == MAX_URLS


def test_entities_are_not_expanded() -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    data = (
        f"<!DOCTYPE urlset [{entities}]><urlset><url><loc>/a</loc></url><url><loc>/&a11;</loc></url></urlset>".encode()
    )
    started = time.process_time()
    assert all(len(url) < 100 for url in addresses(data))
    assert time.process_time() - started < 1


@given(st.binary())
def test_no_bytes_make_it_raise(data: bytes) -> None:
    read_sitemap(data, URL)
    read_sitemap(b"\x1f\x8b" + data, URL)
    read_sitemap(gzip.compress(data), URL)
