"""govnews for programs: parse a page, find a listing's articles, read an archive. `docs/library.md` shows how.

What a name needs is imported when the name is first used: to read an archive does not load a parser, and to parse a
page does not load a database.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.model.article import Article as Article
    from archive.model.errors import ArchiveError as ArchiveError
    from govnews.archives import Archive as Archive
    from govnews.archives import ArchivedArticle as ArchivedArticle
    from govnews.archives import ArchivedVersion as ArchivedVersion
    from govnews.archives import Capture as Capture
    from govnews.archives import open_archive as open_archive
    from scraper.discovery import article_links as article_links
    from scraper.parsers import parse_article as parse_article
    from scraper.parsers.explain import Explanation as Explanation
    from scraper.parsers.explain import explain as explain
    from scraper.profiles.errors import ProfileError as ProfileError
    from scraper.profiles.reader import load_profile as load_profile
    from scraper.profiles.site import Site as Site

#: Where each name is at home.
_HOMES = {
    "Archive": "govnews.archives",
    "ArchiveError": "archive.model.errors",
    "ArchivedArticle": "govnews.archives",
    "ArchivedVersion": "govnews.archives",
    "Article": "archive.model.article",
    "Capture": "govnews.archives",
    "Explanation": "scraper.parsers.explain",
    "ProfileError": "scraper.profiles.errors",
    "Site": "scraper.profiles.site",
    "article_links": "scraper.discovery",
    "explain": "scraper.parsers.explain",
    "load_profile": "scraper.profiles.reader",
    "open_archive": "govnews.archives",
    "parse_article": "scraper.parsers",
}

__all__ = [
    "Archive",
    "ArchiveError",
    "ArchivedArticle",
    "ArchivedVersion",
    "Article",
    "Capture",
    "Explanation",
    "ProfileError",
    "Site",
    "article_links",
    "explain",
    "load_profile",
    "open_archive",
    "parse_article",
]


def __getattr__(name: str) -> object:
    """The public name `name`, from where it is at home (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
