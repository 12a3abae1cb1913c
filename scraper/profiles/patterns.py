"""Which addresses a profile calls articles, by its patterns alone."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from scraper.profiles.site import Site


def says_article(url: str, site: Site) -> bool | None:
    """What the patterns say of `url`: an article, none, or None where they leave it open. Never raises.

    They are searched in the path and query. What an exclude pattern finds is never an article; with article patterns
    every other address is decided by them.
    """
    if is_excluded(url, site):
        return False
    target = _target(url)
    if not site.discovery.article_patterns:
        return None
    return any(_compiled(pattern).search(target) for pattern in site.discovery.article_patterns)


def is_excluded(url: str, site: Site) -> bool:
    """Whether an exclude pattern finds `url`, or it is no address."""
    target = _target(url)
    return not target or any(_compiled(pattern).search(target) for pattern in site.discovery.exclude_patterns)


def _target(url: str) -> str:
    """What the patterns are searched in; empty where `url` is no address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
