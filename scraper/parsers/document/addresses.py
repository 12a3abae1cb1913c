"""Addresses as links write them: made absolute, and asked for as browsers ask for them (WHATWG URL)."""

from __future__ import annotations

import re
from urllib.parse import quote

from archive.model.address import resolve

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
#: An address, or a path from a site's root, with nothing in it to resolve, decode or drop.
_PLAIN = r"[\w!$&'()*+,=:@%~./-]*(?:\?[\w!$&'()*+,=:@%~./?-]+)?"
_PLAIN_URL = re.compile(rf"https?://[a-z0-9.-]+(?:/{_PLAIN})?", re.ASCII)
_PLAIN_PATH = re.compile(rf"/{_PLAIN}", re.ASCII)
_UNPRINTABLE = re.compile(r"[\t\r\n]")
#: What editors leave at the edges of an address, no-break and zero-width spaces among it: none of them is of it.
_AT_EDGES = " \u00a0\u200b\u2060\ufeff"
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def joined(base: str, origin: str, href: str) -> str | None:
    """`href` against `base`, of which `origin` is scheme and host; None for what is none, or leads to no document."""
    # Nearly every link is one of these two, and resolving returns it as it is.
    if _PLAIN_URL.fullmatch(href):
        return href
    if origin and "//" not in href and "/." not in href and _PLAIN_PATH.fullmatch(href):
        return origin + href
    href = _UNPRINTABLE.sub("", href).strip().strip(_AT_EDGES)
    scheme = _SCHEME.match(href)
    if not href or (scheme and scheme[1].lower() in ("javascript", "data", "about", "blob", "vbscript")):
        return None
    address, mark, fragment = href.partition("#")
    url = resolve(base, address)
    return url and url + mark + fragment.replace(" ", "%20")


def query_in(url: str, encoding: str) -> str:
    """`url` with the letters of its query as a page in `encoding` (Python's name) sends them.

    Paths go out in UTF-8 whatever the page is in, and so do queries of a page in UTF-16; what the encoding has no
    letter for becomes a character reference (WHATWG URL, percent-encode after encoding).

    >>> query_in("https://example.gov/новости?q=мост", "cp1251")
    'https://example.gov/новости?q=%EC%EE%F1%F2'
    >>> query_in("https://example.gov/?q=мост 3", "cp1252")
    'https://example.gov/?q=%26%231084%3B%26%231086%3B%26%231089%3B%26%231090%3B 3'
    """
    if url.isascii() or encoding.startswith("utf"):
        return url
    before, mark, rest = url.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    if "#" in before or query.isascii():
        return url
    sent = _NOT_ASCII.sub(lambda letters: quote(letters[0].encode(encoding, "xmlcharrefreplace"), safe=""), query)
    return f"{before}{mark}{sent}{hash_mark}{fragment}"
