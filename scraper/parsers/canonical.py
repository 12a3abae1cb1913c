"""The URL that the article is known by: the page's own claim, where it may be believed."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

import tldextract

from archive.identity import without_tracking
from scraper.parsers.page import Page

_split_host = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def canonical_url(page: Page) -> tuple[str, str]:
    """The article's URL and the rule that found it: `canonical`, or `requested`.

    `rel=canonical` (RFC 6596) is believed on the same site only, and not where it sends every page to the home page.
    """
    own = without_tracking(page.url)
    for attrs in page.meta.links("canonical"):
        url = page.absolute(attrs.get("href"))
        if url and is_same_site(url, page.url) and not (_is_home(url) and not _is_home(page.url)):
            return without_tracking(url), "canonical"
    return own, "requested"


def is_same_site(url: str, other: str) -> bool:
    """Whether two URLs are below the same registered domain (on an address or a bare name: the same host and port).

    >>> is_same_site("https://www.example.gouv.fr/a", "http://example.gouv.fr/b")
    True
    """
    a, b = _site_of(url), _site_of(other)
    return a is not None and a == b


def _site_of(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return _registered(host) or (f"{host}:{port}" if port else host)


@lru_cache(maxsize=4096)
def _registered(host: str) -> str:
    return str(_split_host(host).top_domain_under_public_suffix)


def _is_home(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path.strip("/") in ("", "index.html", "index.php") and not parts.query
