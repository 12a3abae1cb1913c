"""Where a site's news can be found when its profile does not say: feeds, sitemaps and listings that it points to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from archive.model.identity import url_key
from scraper.discovery.addresses import absolute
from scraper.discovery.hyperlinks import Hyperlinks, words_of
from scraper.discovery.traps import is_trap
from scraper.hosts import host_of
from scraper.parsers.document.build import read_document
from scraper.parsers.document.model import Document
from scraper.parsers.document.node import Node

#: robots.txt is read up to here (RFC 9309, section 2.5: at least 500 KiB).
MAX_ROBOTS_BYTES = 512 * 1024
#: So many listings are tried at most.
MAX_LISTINGS = 5

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
_FEED_PATH = re.compile(
    r"(?:\.(?:rss|atom)|/(?:feed|rss|atom)(?:\.xml|/)?|rss\w{0,60}\.(?:xml|aspx|php)|newsfeed)$", re.IGNORECASE
)
_FEED_FOLDER = re.compile(r"/(?:rss|atom|feeds?|rssfeed)(?:/|$)", re.IGNORECASE)
_NOT_NEWS = re.compile(r"comment|kommentar|event|termin|veranstaltung|job|stellen|podcast|agenda", re.IGNORECASE)
_SITEMAP = re.compile(r"sitemap[\w.-]{0,200}\.xml(?:\.gz)?$", re.IGNORECASE)
#: What listings of news are called, in links' words and in paths: those that promise most first.
_NEWS = (
    re.compile(
        r"""(?:(?:all|latest|toutes?\ les|alle|todas\ [al]s|tutte\ le)\ )?(?:
        news|actualit[ée]s?|actus?|aktuelles|nachrichten|neuigkeiten|meldungen|noticias|notícias|novedades|notizie|nieuws|
        nyheter|nyheder|uutiset|uudised|aktualno[śs]ci|aktuality|h[íi]rek|[șşs]tiri|naujienos|novice|vijesti|вести|новости|
        новини|νέα|haberler|新闻|新聞|要闻|ニュース|뉴스|أخبار)""",
        re.IGNORECASE | re.VERBOSE,
    ),
    re.compile(
        r"""(?:press|media)[ -]?(?:releases?|room|cent(?:er|re))?|news\ ?room|announcements|statements|speeches|
        communiqu[ée]s?(?:\ de\ presse)?|(?:espace\ |salle\ de\ )?presse|discours|
        presse(?:mitteilungen|meldungen|informationen)|medien(?:mitteilungen|informationen)|reden|
        comunicados?(?:\ de\ (?:prensa|imprensa))?|(?:sala\ de\ )?(?:prensa|imprensa)|comunicati(?:\ stampa)?|stampa|
        persberichten|pressmeddelanden|pressemeldinger|tiedotteet|пресс-релизы|δελτία\ τύπου|公告|通知公告""",
        re.IGNORECASE | re.VERBOSE,
    ),
    re.compile(
        r"blogs?|stories|articles|dossiers|magazine|publications|bulletins?|updates?|what.?s\ new",
        re.IGNORECASE | re.VERBOSE,
    ),
)


@dataclass(frozen=True, slots=True)
class Sources:
    """Addresses to look for articles at, the most promising first."""

    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()


def find_sources(html: bytes, url: str, *, encoding: str | None = None) -> Sources:
    """What the page at `url`, a site's home page at best, points to. Never raises on any bytes.

    `encoding` is the charset that the HTTP header names.
    """
    return sources_on(read_document(html, url, encoding=encoding))


def sources_on(document: Document) -> Sources:
    """As `find_sources`, on a page that is read already."""
    if host_of(document.url) is None:
        return Sources()
    links = Hyperlinks(document)
    return Sources(feeds=_feeds(links), sitemaps=_sitemaps(links), listings=_listings(links))


def robots_sitemaps(data: bytes, url: str) -> tuple[str, ...]:
    """The sitemaps that the robots.txt served at `url` names (its `Sitemap:` lines, whatever group they stand in)."""
    found = re.findall(
        rb"(?im)^[ \t]*sitemap[ \t]*:[ \t]*([^\s#]+)", data[:MAX_ROBOTS_BYTES].removeprefix(b"\xef\xbb\xbf")
    )
    targets = (absolute(line.decode("utf-8", "replace"), url) for line in found)
    return tuple(dict.fromkeys(target for target in targets if target))


def usual_sitemaps(home_url: str) -> tuple[str, ...]:
    """Where sitemaps lie when nobody says so."""
    return tuple(urljoin(home_url, path) for path in ("/sitemap.xml", "/sitemap_index.xml"))


def _pointers(links: Hyperlinks) -> Iterator[tuple[Node, str]]:
    """The `link` elements and links of a page, with their targets."""
    heads = (links.document.nodes[i] for i in links.document.tagged("link"))
    for node in (*heads, *links):
        if target := links.target(node):
            yield node, target


def _feeds(links: Hyperlinks) -> tuple[str, ...]:
    declared, linked = [], []
    for node, target in _pointers(links):
        if host_of(target) != host_of(links.base):
            continue
        about = f"{node.attrs.get('title', '')} {urlsplit(target).path}"
        if _NOT_NEWS.search(about):
            continue
        if node.attrs.get("type", "").lower().strip() in _FEED_TYPES:
            declared.append(target)
        elif node.tag == "a" and _FEED_PATH.search(urlsplit(target).path):
            linked.append(target)
    return tuple(dict.fromkeys(declared or linked))


def _sitemaps(links: Hyperlinks) -> tuple[str, ...]:
    found = []
    for node, target in _pointers(links):
        declared = node.tag == "link" and "sitemap" in node.attrs.get("rel", "").lower().split()
        if declared or _SITEMAP.search(urlsplit(target).path):
            found.append(target)
    return tuple(dict.fromkeys(found))


def _listings(links: Hyperlinks) -> tuple[str, ...]:
    """Links on the same host whose words, or whose path's last part, are what listings of news are called."""
    url = links.document.url
    ranked: dict[str, tuple[int, int, str]] = {}
    for number, node in enumerate(links):
        target = links.target(node)
        path = urlsplit(target or "").path
        if not target or host_of(target) != host_of(url) or _FEED_PATH.search(path) or _FEED_FOLDER.search(path):
            continue
        last = unquote(path).rstrip("/").rpartition("/")[2]
        last = re.sub(r"[-_+]+", " ", re.sub(r"\.\w{2,5}$", "", last[:80]))
        words = words_of(links.document, node, 80).rstrip(" ›»>→")
        matches = (rank for rank, names in enumerate(_NEWS) if names.fullmatch(words) or names.fullmatch(last))
        rank = next(matches, None)
        if rank is not None and url_key(target) != url_key(url) and not is_trap(target):
            ranked.setdefault(url_key(target), (rank, number, target))
    best = sorted(ranked.values())[:MAX_LISTINGS]
    return tuple(target for _, _, target in best)
