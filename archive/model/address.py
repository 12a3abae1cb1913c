"""Addresses as browsers resolve them (https://url.spec.whatwg.org/), whatever a server or a page wrote there."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from w3lib.url import safe_url_string

_SURROGATE = re.compile("[\ud800-\udfff]")
#: What the standard strips at both ends (C0 controls and the space), and what it removes anywhere.
_ENDS = "".join(map(chr, range(0x21)))
_REMOVED = re.compile(r"[\t\r\n]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = ("http", "https")


def storable(text: str) -> str:
    """`text` as a database and UTF-8 can hold it: half of a surrogate pair is no character.

    >>> storable("a\\ud800b") == "a\\ufffdb"
    True
    """
    return _SURROGATE.sub("\ufffd", text)


def resolve(base: str, reference: str) -> str | None:
    """The address that `reference` on the page at `base` means, without its fragment; None where it means none.

    Backslashes are slashes, spaces are percent-encoded; other characters stay as they are.

    >>> resolve("https://example.gov/a/b", r"\\news\\x"), resolve("https://example.gov/", r"http:\\\\example.org/a b")
    ('https://example.gov/news/x', 'http://example.org/a%20b')
    >>> resolve("https://example.gov/", "http://["), resolve("https://example.gov/", "//host:port/")
    (None, None)
    """
    text = _REMOVED.sub("", storable(reference).strip(_ENDS)).partition("#")[0]
    named = _SCHEME.match(text)
    scheme = named[1].lower() if named else ""
    base_scheme = base.partition(":")[0].lower()
    if (scheme or base_scheme) in _WEB:
        path, mark, query = text.partition("?")
        text = path.replace("\\", "/") + mark + query
        rest = text[len(scheme) + 1 :] if scheme else text
        if rest.startswith("//") or (scheme and scheme != base_scheme):
            rest = rest.lstrip("/")
            if rest[:1] in ("", "?"):
                return None  # no host
            text = (scheme and scheme + ":") + "//" + rest
    base = storable(base)
    try:
        if base_scheme in _WEB and not scheme and text and text[0] not in "/?":
            # `urljoin` would drop empty segments of a relative path; of an absolute one it keeps them.
            folder = urlsplit(base).path.rpartition("/")[0] + "/"
            text = text if folder.startswith("//") else folder + text
        url = urljoin(base, text)
        parts = urlsplit(url)
        if parts.scheme in _WEB and (not parts.hostname or parts.port == 0):
            return None
    except ValueError:
        return None
    return url.replace(" ", "%20")


def resolve_to_ask(base: str, reference: str) -> str | None:
    """The same as it is asked for: percent-encoded in UTF-8, a Unicode host in Punycode.

    >>> resolve_to_ask("https://example.gov/", "/é")
    'https://example.gov/%C3%A9'
    """
    url = resolve(base, reference)
    try:
        return safe_url_string(url) if url else None
    except ValueError:
        return None


def resolve_header(base: str, value: bytes) -> str | None:
    """The same of a header's value: UTF-8 where it is that; other bytes beyond ASCII are percent-encoded as they are.

    >>> resolve_header("https://example.gov/", "/é".encode()), resolve_header("https://example.gov/", b"/\\xe9")
    ('https://example.gov/%C3%A9', 'https://example.gov/%E9')
    """
    try:
        text = value.decode()
    except UnicodeDecodeError:
        text = "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in value)
    return resolve_to_ask(base, text)
