"""Addresses that feeds, sitemaps and links name, as the crawler asks for them."""

from __future__ import annotations

from archive.model.address import storable
from scraper.hosts import host_of
from scraper.parsers.document.addresses import joined, query_in


def absolute(href: str, base: str, encoding: str = "utf-8") -> str | None:
    """`href` as an absolute http(s) URL without its fragment; None for anything else.

    `encoding` is what the page that it stands on is in (Python's name): queries go out in it.

    >>> absolute(" ../a b.html#top", "https://example.gov/news/today")
    'https://example.gov/a%20b.html'
    >>> absolute("mailto:press@example.gov", "https://example.gov/") is None
    True
    """
    url = joined(base, "", storable(href).partition("#")[0])
    if url is None or host_of(url) is None:
        return None
    return query_in(url, encoding)
