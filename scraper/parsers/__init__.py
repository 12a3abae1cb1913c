"""Bytes of a page to an Article: pure, without network, file or clock. One module a part of the article.

What is needed for it is imported at the first page: to compile the expressions of all parsers takes a third of a
second, which a crawl, whose pages another process reads, does not have to wait for.
"""

from __future__ import annotations

from archive.article import Article
from archive.capture import Page, Reading
from scraper.parsers.version import PARSER_VERSION
from scraper.site import Site

__all__ = ["PARSER_VERSION", "parse_article", "read"]


def parse_article(html: bytes, url: str, *, encoding: str | None = None, site: Site | None = None) -> Article:
    """The article on a page: `html` as served (content-encoding undone), from `url`.

    `encoding` is the charset that the HTTP header names, `site` the profile, which makes exact what works without
    it. Never raises: what is not there is None or empty, and `provenance` says how each field was found.
    """
    from scraper.parsers.assembly import assemble, unreadable, without_collection

    try:
        with without_collection():
            return assemble(html, url, encoding=encoding, site=site).article
    except Exception as error:  # the contract: whatever the bytes are, an Article comes out
        return unreadable(url, error)


def read(page: Page) -> Reading:
    """What a stored `page` says, as the archive asks for it: an article, or what else it is."""
    from scraper.parsers import reading

    return reading.read(page)
