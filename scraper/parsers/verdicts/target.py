"""The page that a redirect led to: whether it is an article, as the profile's patterns and the page itself say."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from archive.model.article import Article
from archive.model.exchange import Reason
from archive.model.identity import url_key
from scraper.parsers.extraction import Extraction
from scraper.parsers.verdicts.soft404 import is_home
from scraper.profiles.patterns import is_excluded, says_article
from scraper.profiles.site import Site

_ERROR = re.compile(
    r"(?:^|[/_-])(?:errors?|erreurs?|fehler|errore|erro|40[34]|410|50\d|not[_-]?found|page[_-]?not[_-]?found|introuvable)"
    r"(?:[/._-]|page|$)",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"/(?:search|recherche[rs]?|suche|buscar?|busqueda|b%c3%basqueda|ricerca|cerca|pesquisa|zoeken|szukaj|poisk)"
    r"(?:[/._-]|results?|$)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"q|s|query|keywords?|search\w*|recherche|suche|mots?", re.IGNORECASE)
#: What servers put before or behind a path to know a visitor without cookies: ASP.NET's `/(S(abc))/`, Java's
#: `;jsessionid=`.
_SESSION = re.compile(r"/\([A-Z]\([^)]*\)\)(?=/)|;\w+=[^/?#]*")
#: An article has so many characters of running text.
_LEAST_PROSE = 200


def doubt(page: Extraction, article: Article, requested_url: str) -> Reason | None:
    """Why the page at the end of a redirect is no article by itself; None where it is one, or there was no redirect.

    One that tells what the article said before is that article all the same: whoever keeps it knows that.
    """
    if _path(page.url) == _path(requested_url):
        return None
    called = says_article(page.url, page.site) if page.site else None
    if called is True:
        return None
    if reason := _by_address(page.url, requested_url, page.site):
        return reason
    if page.site and is_excluded(page.url, page.site):
        return "section"
    return None if _reads_as_article(page, article, surely=called is False) else "section"


def _by_address(url: str, requested_url: str, site: Site | None) -> Reason | None:
    key = url_key(url)
    if is_home(url) or (site and key == url_key(site.home_url)):
        return "home"
    if site and key in map(url_key, site.discovery.listings):
        return "listing"
    path, query = _split(url)
    if _ERROR.search(path) and not _ERROR.search(_split(requested_url)[0]):
        return "error_page"
    names = [name for name, _ in parse_qsl(query, keep_blank_values=True)] if query else []
    return "search" if _SEARCH.search(path) or any(map(_ASKS.fullmatch, names)) else None


def _reads_as_article(page: Extraction, article: Article, *, surely: bool) -> bool:
    """Whether a page says that it is an article, or has an article's text: not just links; `surely` its day, too."""
    if page.meta.article or (page.meta.get("og:type") or "").lower() == "article":
        return True
    root = page.nodes[0] if page.nodes else None
    if root is None or not article.blocks:
        return False
    is_prose = page.prose[-1] >= _LEAST_PROSE and 2 * root.link_chars < root.chars
    is_dated = article.published is not None
    return (is_dated and is_prose) if surely else (is_dated or is_prose)


def _path(url: str) -> str:
    return unquote(_SESSION.sub("", _split(url)[0])).rstrip("/").lower()


def _split(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url, ""
    return parts.path, parts.query
