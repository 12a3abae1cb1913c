"""Bytes of a page to a tree of elements and the address that its links are relative to. Never raises on any bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from lxml import etree
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

from scraper.hosts import host_of
from scraper.parsers.document.html5 import is_costly, send

Element = etree._Element

#: Longer pages are cut here before they are parsed: no listing needs more, and memory stays bounded.
MAX_BYTES = 20 * 1024 * 1024
#: So many links are looked at; more are not on one page for people.
MAX_LINKS = 10_000

#: A page with fewer links is not read twice.
_FEW_LINKS = 5
_LINK = re.compile(rb"<a\s[^<>]{0,500}href", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)", re.IGNORECASE | re.DOTALL)
_SPACE = re.compile(r"[\s\u200b\ufeff]+")


def parse_html(html: bytes) -> Element | None:
    """The tree of `html`, by libxml2's forgiving parser; by an HTML5 parser where that one lost most of the links.

    None where there is no element in it.
    """
    text = _decoded(html[:MAX_BYTES]).replace("\x00", "")
    html = text.encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(html, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    links = len(_LINK.findall(_COMMENT.sub(b"", html)))
    if links < _FEW_LINKS or (root is not None and 2 * sum(1 for _ in root.iter("a")) >= links) or is_costly(text):
        return root
    again = etree.TreeBuilder()
    send(text, again)
    return again.close()


def links_of(root: Element) -> Iterator[Element]:
    """The page's `a` elements with an address, in document order, at most MAX_LINKS."""
    return islice((element for element in root.iter("a") if element.get("href")), MAX_LINKS)


def base_url(root: Element, url: str) -> str:
    """What links on the page are relative to: `<base href>` where it has one, else the page's own address."""
    for base in root.iter("base"):
        return absolute(base.get("href", ""), url) or url
    return url


def absolute(href: str, base: str) -> str | None:
    """`href` as an absolute http(s) URL without its fragment; None for anything else.

    >>> absolute(" ../a b.html#top", "https://example.gov/news/today")
    'https://example.gov/a%20b.html'
    >>> absolute("mailto:press@example.gov", "https://example.gov/") is None
    True
    """
    href = re.sub(r"[\t\r\n]", "", href).strip()
    if not href or href.startswith("#"):
        return None
    try:
        url = urljoin(base, href).partition("#")[0]
    except ValueError:
        return None
    url = url.replace(" ", "%20")
    return url if host_of(url) else None


def text_of(element: Element, limit: int = 2000) -> str:
    """The element's text with single spaces, without scripts and styles, cut at `limit` characters."""
    parts: list[str] = []
    length = 0
    for node in islice(element.iter(), limit):
        inside = "" if node.tag in ("script", "style", "template", "noscript") else node.text
        outside = node.tail if node is not element else None
        for part in (inside, outside):
            if part:
                parts.append(part)
                length += len(part)
        if length > 4 * limit:
            break
    return squeeze(" ".join(parts))[:limit]


def squeeze(text: str) -> str:
    """`text` with every run of white space turned into one space, none at its ends."""
    return _SPACE.sub(" ", text).strip()


def _decoded(html: bytes) -> str:
    """The page's text: by its byte order mark, by what it declares, as UTF-8, as Windows-1252."""
    marked, mark = read_bom(html)
    if marked and mark:
        return html[len(mark) :].decode(marked, "replace")
    declared = html_body_declared_encoding(html[:4096])
    known = resolve_encoding(declared) if declared else None
    if known and not known.startswith("utf-16"):  # a declaration that can be read is in no UTF-16
        return html.decode(known, "replace")
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        return html.decode("cp1252", "replace")
