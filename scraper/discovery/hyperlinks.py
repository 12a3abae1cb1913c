"""The links of a Document, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from scraper.discovery.addresses import absolute
from scraper.discovery.scope import on_site
from scraper.hosts import same_domain
from scraper.parsers.document.model import Document
from scraper.parsers.document.node import Node
from scraper.profiles.site import Site

#: So many links are looked at; more are not on one page for people.
MAX_LINKS = 10_000


class Hyperlinks:
    """Where the links of a page lead. With the profile of its `site` that says which hosts are the site's own."""

    def __init__(self, document: Document, site: Site | None = None) -> None:
        self.document = document
        self.base = _base(document, site)

    def __iter__(self) -> Iterator[Node]:
        """The page's `a` elements with an address, in document order, at most MAX_LINKS."""
        nodes = self.document.nodes
        return islice((nodes[i] for i in self.document.tagged("a") if nodes[i].attrs.get("href")), MAX_LINKS)

    def target(self, node: Node) -> str | None:
        """The http(s) address that an `a` or `link` leads to, without its fragment."""
        return self.absolute(node.attrs.get("href", ""))

    def absolute(self, href: str) -> str | None:
        """`href` as this page would ask for it."""
        return absolute(href, self.base, self.document.query_encoding)


def _base(document: Document, site: Site | None) -> str:
    """What links are relative to: what the page says, but on another site's host the root of this one.

    A `<base>` that leads off the site was left by whoever copied or staged it, and stands for the site's root: no list
    of articles has all of them elsewhere.
    """
    base = document.base
    if base == document.url or same_domain(base, document.url) or (site is not None and on_site(base, site)):
        return base
    try:
        return urljoin(document.url, "/")
    except ValueError:
        return document.url


def words_in(document: Document, first: int, last: int, limit: int = 2000) -> str:
    """The text of a page's runs `first` to `last` with single spaces, cut at `limit` characters.

    Pieces that different elements hold are different words: dates and titles stand side by side without a space.
    """
    return squeeze(" ".join(document.runs[first : min(last, first + 2 * limit)]))[:limit]


def words_of(document: Document, node: Node, limit: int = 2000) -> str:
    """The text of an element, as `words_in`."""
    return words_in(document, node.run, node.run_end, limit)


def squeeze(text: str) -> str:
    """`text` with every run of white space turned into one space, none at its ends."""
    if not text.isascii():
        text = text.replace("\u200b", " ").replace("\ufeff", " ")
    return " ".join(text.split())
