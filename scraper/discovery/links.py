"""Which links of a listing page lead to articles, told by structure alone: no profile, no site's class names.

A listing repeats one shape: an item a row, a link to the article in each, mostly with a date beside it. So links are
put into groups by their place in the tree, the group that looks most like a listing is found, and others are taken
along when they look nearly as good, or when their addresses are made by the same rule.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from archive.model.identity import url_key
from scraper.discovery.anchors import Anchor, anchors, names_one_thing, word_count
from scraper.discovery.groups import Group, group
from scraper.discovery.hyperlinks import Hyperlinks
from scraper.discovery.listings import page_number, without_page
from scraper.discovery.scope import is_article_url
from scraper.discovery.traps import is_trap
from scraper.hosts import host_of, same_domain
from scraper.parsers.document.build import read_document
from scraper.parsers.document.model import Document
from scraper.profiles.site import Site

#: What a group must score to be a listing at all.
_LEAST = 3.0
#: What a further group must score, as a share of the best one's.
_NEARLY = 0.8
#: Where more of the best group leads to events or topics by its address than this share, that is where articles lie.
_MOST = 0.6

_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|css|js|ico|zip|gz|rss|atom|xml|ics|vcf|mp[34]|avi|mov|wmv|m4a|docx?|xlsx?|pptx?|csv|json)$",
    re.IGNORECASE,
)

#: Pages that lead on to articles, by the last part of their address.
_LEADS_ON = re.compile(r"/(?:archiv(?:es?|io|i)?|all|more|search|rss|feeds?)(?:\.[a-z]{3,5})?/?$", re.IGNORECASE)


def article_links(html: bytes, url: str, *, encoding: str | None = None, site: Site | None = None) -> list[str]:
    """The addresses of articles that the listing page at `url` shows, in its order, each once.

    `encoding` is the charset that the HTTP header names. Where the profile of `site` has article patterns, they alone
    decide; else what the page looks like does. Never raises on any bytes.
    """
    return articles_on(read_document(html, url, encoding=encoding), site)


def articles_on(document: Document, site: Site | None = None) -> list[str]:
    """As `article_links`, on a page that is read already."""
    url = document.url
    if host_of(url) is None:
        return []
    found = anchors(Hyperlinks(document, site))
    # Most addresses stand on a page more than once.
    addresses = [one for one in dict.fromkeys(anchor.url for anchor in found) if not is_trap(one)]
    if site is not None and site.discovery.article_patterns:
        return [one for one in addresses if is_article_url(one, site)]
    own, pages = url_key(url), without_page(url)
    keys = {one: url_key(one) for one in addresses if _may_be_article(one, url, site)}
    keys = {one: key for one, key in keys.items() if not _holds(key, own)}
    candidates = [anchor for anchor in found if anchor.url in keys and not _turns_page(anchor, pages)]
    chosen = _chosen(group(candidates, document))
    unique: dict[str, str] = {}
    for anchor in candidates:
        if anchor.url in chosen:
            unique.setdefault(keys[anchor.url], anchor.url)
    return list(unique.values())


def _may_be_article(address: str, listing: str, site: Site | None) -> bool:
    """Whether nothing about the address itself forbids that it leads to an article."""
    if site is not None:
        if is_article_url(address, site) is False:
            return False
    elif not same_domain(address, listing):
        return False
    parts = urlsplit(address)
    return not _NO_PAGE.search(parts.path) and (bool(parts.query) or not _LEADS_ON.search(parts.path))


def _holds(key: str, listing_key: str) -> bool:
    """Whether it is the key of the listing itself, or of a folder that it lies in."""
    return listing_key == key or listing_key.startswith((key + "/", key + "?"))


def _turns_page(anchor: Anchor, pages: str) -> bool:
    """Whether the link leads to another page of the same listing, or to the same with another order."""
    if word_count(anchor.text) > 3 and page_number(anchor.url) is None:
        return False
    return without_page(anchor.url) == pages


def _chosen(groups: list[Group]) -> set[str]:
    """The addresses in the best group, and in others that look nearly as good or have addresses like its.

    A listing repeats, so a link that is the only one of its kind counts only where nothing else does, or where its
    address is like the listing's.
    """
    likely = [one for one in groups if one.score >= _LEAST]
    best = next((one for one in likely if len(one.items) > 1), likely[0] if likely else None)
    if best is None:
        return set()
    shapes = {shape for shape, count in best.shapes.items() if count >= max(2, len(best.items) / 5)}
    enough = max(_LEAST, _NEARLY * best.score)
    chosen = {item.url for item in best.items}
    for one in groups:
        alike = [item for item in one.items if item.shape in shapes and not item.secondary]
        as_good = one.score >= enough and (len(one.items) > 1 or len(best.items) == 1)
        if as_good or (one.score >= _LEAST and 2 * len(alike) >= len(one.items)):
            chosen |= {item.url for item in one.items if not item.secondary}
        else:
            chosen |= {item.url for item in alike if names_one_thing(item.url) or (item.dated and item.headed)}
    if sum(item.leads_elsewhere for item in best.items) < _MOST * len(best.items):
        chosen -= {item.url for one in groups for item in one.items if item.leads_elsewhere}
    return chosen
