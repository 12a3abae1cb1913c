"""Sitemaps packed in every way, and entries of feeds with several links."""

from __future__ import annotations

import gzip

import pytest

from scraper.discovery.feeds import read_feed
from scraper.discovery.sitemaps import read_sitemap

URL = "https://example.gov/sitemap.xml.gz"
PAGES = [f"https://example.gov/news/{number}" for number in range(2000)]
PLAIN = f"<urlset>{''.join(f'<url><loc>{page}</loc></url>' for page in PAGES)}</urlset>".encode()
WHOLE = gzip.compress(PLAIN)
HALF = len(PLAIN) // 2
NAMED = WHOLE[:3] + b"\x1e" + WHOLE[4:10] + b"\x03\x00abc" + b"sitemap.xml\x00a comment\x00\x12\x34" + WHOLE[10:]


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(PLAIN[:HALF]) + gzip.compress(PLAIN[HALF:]),
        gzip.compress(PLAIN[:HALF]) + b"\x00" * 512 + gzip.compress(PLAIN[HALF:]),
        WHOLE[:-8] + bytes(8),
        WHOLE[:-8],
        WHOLE + b"<!-- made by a generator -->",
        gzip.compress(WHOLE),
        gzip.compress(gzip.compress(WHOLE)),
        gzip.compress(gzip.compress(PLAIN[:HALF]) + gzip.compress(PLAIN[HALF:])),
        NAMED,
    ],
)
def test_a_packed_sitemap_gives_all_its_addresses(data: bytes) -> None:
    assert len(read_sitemap(data, URL).urls) == 2000


def test_a_sitemap_that_is_damaged_later_gives_what_stood_before() -> None:
    data = bytearray(WHOLE)
    data[-200:-100] = b"\xff" * 100
    assert len(read_sitemap(bytes(data), URL).urls) > 500
    assert read_sitemap(WHOLE[:5], URL).urls == read_sitemap(b"\x1f\x8b", URL).urls == ()


PDF = '<link rel="alternate" type="application/pdf" href="/1.pdf"/>'
PAGE = "https://example.gov/news/1"


@pytest.mark.parametrize(
    "links",
    [
        PDF + '<link rel="alternate" type="text/html" href="/news/1"/>',
        PDF + '<link type="text/html; charset=utf-8" href="/news/1"/>',
        PDF + '<link rel="ALTERNATE" type="TEXT/HTML" href="/news/1"/>',
        PDF + '<link rel="alternate" href="/news/1"/>',
        '<link rel="Self" href="/x"/><link rel="Alternate" href="/news/1"/>',
        '<link rel="http://www.iana.org/assignments/relation/alternate" href="/news/1"/>',
        '<link rel="HTTP://www.iana.org/assignments/relation/Alternate" type="application/xhtml+xml" href="/news/1"/>',
        '<link rel="enclosure" type="audio/mpeg" href="/1.mp3"/><link href="/news/1"/>',
        '<link rel="nofollow alternate" href="/news/1"/>',
        '<link rel="" href="/news/1"/>',
        "<link>/news/1</link>",
    ],
)
def test_an_entry_leads_to_its_page(links: str) -> None:
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{links}<id>https://example.gov/id</id></entry></feed>'
    assert [url.url for url in read_feed(feed.encode(), "https://example.gov/feed")] == [PAGE]
