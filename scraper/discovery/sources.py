"""Where a site's news can be found when its profile does not say: feeds, sitemaps and listings that it points to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from archive.model.identity import url_key
from scraper.discovery.traps import is_trap
from scraper.discovery.tree import Element, absolute, base_url, links_of, parse_html, text_of
from scraper.hosts import host_of

#: robots.txt is read up to here (RFC 9309, section 2.5: at least 500 KiB).
MAX_ROBOTS_BYTES = 512 * 1024
#: So many listings are tried at most.
MAX_LISTINGS = 5

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
_FEED_PATH = re.compile(
    r"(?:\.(?:rss|atom)|/(?:feed|rss|atom)(?:\.xml|/)?|rss\w*\.(?:xml|aspx|php)|newsfeed)$", re.IGNORECASE
)
_FEED_FOLDER = re.compile(r"/(?:rss|atom|feeds?|rssfeed)(?:/|$)", re.IGNORECASE)
_NOT_NEWS = re.compile(r"comment|kommentar|event|termin|veranstaltung|job|stellen|podcast|agenda", re.IGNORECASE)
_SITEMAP = re.compile(r"sitemap[\w.-]*\.xml(?:\.gz)?$", re.IGNORECASE)
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


def find_sources(html: bytes, url: str) -> Sources:
    """What the page at `url`, a site's home page at best, points to. Never raises on any bytes."""
    root = parse_html(html)
    if root is None or host_of(url) is None:
        return Sources()
    base = base_url(root, url)
    return Sources(feeds=_feeds(root, base), sitemaps=_sitemaps(root, base), listings=_listings(root, base, url))


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


def _feeds(root: Element, base: str) -> tuple[str, ...]:
    declared, linked = [], []
    for element in (*root.iter("link"), *links_of(root)):
        target = absolute(element.get("href", ""), base)
        if not target or host_of(target) != host_of(base):
            continue
        about = f"{element.get('title') or ''} {urlsplit(target).path}"
        if _NOT_NEWS.search(about):
            continue
        if (element.get("type") or "").lower().strip() in _FEED_TYPES:
            declared.append(target)
        elif element.tag == "a" and _FEED_PATH.search(urlsplit(target).path):
            linked.append(target)
    return tuple(dict.fromkeys(declared or linked))


def _sitemaps(root: Element, base: str) -> tuple[str, ...]:
    found = []
    for element in (*root.iter("link"), *links_of(root)):
        target = absolute(element.get("href", ""), base)
        if target and (
            (element.tag == "link" and "sitemap" in (element.get("rel") or "").lower().split())
            or _SITEMAP.search(urlsplit(target).path)
        ):
            found.append(target)
    return tuple(dict.fromkeys(found))


def _listings(root: Element, base: str, url: str) -> tuple[str, ...]:
    """Links on the same host whose words, or whose path's last part, are what listings of news are called."""
    ranked: dict[str, tuple[int, int, str]] = {}
    for number, anchor in enumerate(links_of(root)):
        target = absolute(anchor.get("href", ""), base)
        path = urlsplit(target or "").path
        if not target or host_of(target) != host_of(url) or _FEED_PATH.search(path) or _FEED_FOLDER.search(path):
            continue
        last = unquote(path).rstrip("/").rpartition("/")[2]
        last = re.sub(r"[-_+]+", " ", re.sub(r"\.\w{2,5}$", "", last[:80]))
        words = text_of(anchor, 80).rstrip(" ›»>→")
        matches = (rank for rank, names in enumerate(_NEWS) if names.fullmatch(words) or names.fullmatch(last))
        rank = next(matches, None)
        if rank is not None and url_key(target) != url_key(url) and not is_trap(target):
            ranked.setdefault(url_key(target), (rank, number, target))
    best = sorted(ranked.values())[:MAX_LISTINGS]
    return tuple(target for _, _, target in best)
