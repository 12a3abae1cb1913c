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

_GZIP = b"\x1f\x8b"
#: Maximum number of times that a sitemap may be packed, bytes unpacked in a step, bytes behind a member's data.
_MOST_PACKED, _STEP, _TRAILER = 3, 4096, 8


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
    """`data` without gzip, packed once or again, up to MAX_BYTES."""
    for _ in range(_MOST_PACKED):
        if not data.startswith(_GZIP):
            break
        data = _members(data)
    return data[:MAX_BYTES]


def _members(data: bytes) -> bytes:
    """What all members of a gzip file hold (RFC 1952, 2.2), up to MAX_BYTES; of a broken one what came before it broke.

    Checksums are passed over: what was damaged on the way is told by what it says.
    """
    out = bytearray()
    while data.startswith(_GZIP) and len(out) < MAX_BYTES:
        # Bare deflate data: what a wrong checksum follows is not lost with it.
        unpacker = zlib.decompressobj(wbits=-15)
        at = _header_end(data)
        try:
            while at < len(data) and not unpacker.eof and len(out) < MAX_BYTES:
                out += unpacker.decompress(data[at : at + _STEP], MAX_BYTES - len(out))
                at += _STEP
        except zlib.error:
            break
        data = (unpacker.unused_data + data[at:])[_TRAILER:].lstrip(b"\x00")
    return bytes(out)


def _header_end(data: bytes) -> int:
    """Where a gzip member's deflate data begins: RFC 1952, 2.3."""
    flags, at = data[3] if len(data) > 3 else 0, 10
    if flags & 4:
        at += 2 + int.from_bytes(data[at : at + 2], "little")
    for field in (8, 16):
        if flags & field:
            end = data.find(b"\x00", at)
            at = len(data) if end < 0 else end + 1
    return at + 2 if flags & 2 else at


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
