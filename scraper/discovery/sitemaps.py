"""Sitemaps (sitemaps.org protocol 0.9): sets, indexes, gzip, the news extension, plain text, feeds in their place."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from archive.model.exchange import CaptureKind
from archive.tables.frontier import FoundUrl
from scraper.discovery.addresses import absolute
from scraper.discovery.feeds import local_name, read_feed
from scraper.discovery.times import iso_time
from scraper.discovery.xml import Element, clean_xml

#: What the protocol allows a sitemap to hold: bytes uncompressed, and addresses.
MAX_BYTES = 50 * 1024 * 1024
MAX_URLS = 50_000


@dataclass(frozen=True, slots=True)
class SitemapContents:
    """What a sitemap names: pages, and further sitemaps; those with the latest `lastmod` first, those without last."""

    urls: tuple[FoundUrl, ...] = ()
    sitemaps: tuple[FoundUrl, ...] = ()


def read_sitemap(data: bytes, url: str) -> SitemapContents:
    """What the sitemap served at `url` names, each address once. Never raises on any bytes.

    Bytes beyond the protocol's limit (also after decompression) and addresses beyond it are left out.
    """
    data = _unpacked(data)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:4].lower() == b"http":
        lines = data.decode("utf-8-sig", "replace").split()[:MAX_URLS]
        return SitemapContents(urls=_newest_first([(line, None) for line in lines], url, "article"))
    pages: list[tuple[str, str | None]] = []
    sitemaps: list[tuple[str, str | None]] = []
    try:
        for element in _elements(data):
            (sitemaps if local_name(element) == "sitemap" else pages).append(_entry(element))
            if len(pages) + len(sitemaps) >= MAX_URLS:
                break
    except (etree.XMLSyntaxError, ValueError):
        pass  # what stood before the break is kept
    if not pages and not sitemaps:
        return SitemapContents(urls=tuple(read_feed(data, url)))
    return SitemapContents(_newest_first(pages, url, "article"), _newest_first(sitemaps, url, "sitemap"))


def _unpacked(data: bytes) -> bytes:
    """`data` without gzip, up to MAX_BYTES; what a broken archive gave before it broke."""
    if not data.startswith(b"\x1f\x8b"):
        return data[:MAX_BYTES]
    unpacker = zlib.decompressobj(wbits=31)
    try:
        return unpacker.decompress(data, MAX_BYTES)
    except zlib.error:
        return b""


def _elements(data: bytes) -> Iterator[Element]:
    """The url and sitemap elements, one after another; each is emptied when the next is asked for."""
    parsed = etree.iterparse(
        io.BytesIO(clean_xml(data)),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
    )
    for _, element in parsed:
        yield element
        parent = element.getparent()
        element.clear()
        if parent is not None:
            del parent[: parent.index(element)]


def _entry(element: Element) -> tuple[str, str | None]:
    """Address and last change; a news sitemap's publication date where it says nothing else."""
    href = next((child.text or "" for child in element if local_name(child) == "loc"), "")
    times = {local_name(node): (node.text or "").strip() for node in element.iter()}
    return href.strip(), times.get("lastmod") or times.get("publication_date") or None


def _newest_first(entries: Iterable[tuple[str, str | None]], url: str, kind: CaptureKind) -> tuple[FoundUrl, ...]:
    found: dict[str, FoundUrl] = {}
    for href, modified in entries:
        target = absolute(href, url)
        if target:
            found.setdefault(target, FoundUrl(url=target, lastmod=iso_time(modified), found_on=url, kind=kind))
    return tuple(sorted(found.values(), key=lambda one: one.lastmod or "", reverse=True))
