"""Bytes of a page to an Article: pure, without network, file or clock. One module a part of the article.

What is needed for it is imported at the first page: to compile the expressions of all parsers takes a third of a
second, which a crawl, whose pages another process reads, does not have to wait for.
"""

from __future__ import annotations

from archive.model.article import Article
from scraper.parsers.version import PARSER_VERSION
from scraper.profiles.site import Site

__all__ = ["PARSER_VERSION", "parse_article"]


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
