"""What belongs to a site: its hosts, its former ones, and which of its URLs a profile calls articles."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from scraper.hosts import host_of
from scraper.profiles.site import Site


def site_hosts(site: Site) -> frozenset[str]:
    """Every host, as `host_of` writes it, that serves the site's news now or did before."""
    discovery = site.discovery
    urls = (site.home_url, *discovery.feeds, *discovery.sitemaps, *discovery.listings)
    former = (f"http://{prefix}" for prefix in site.former_domains)
    return frozenset(host for url in (*urls, *former) if (host := host_of(url)))


def on_site(url: str, site: Site) -> bool:
    """Whether `url` lies on one of the site's hosts, or on one of its former ones."""
    return host_of(url) in site_hosts(site)


def is_article_url(url: str, site: Site) -> bool | None:
    """What the profile says of `url`: an article, none, or None where the profile leaves it open.

    Patterns are searched in the path and query. A URL off the site, or one that an exclude pattern finds, is never
    an article; with article patterns every other URL is decided by them.
    """
    if not on_site(url, site):
        return False
    parts = urlsplit(url)
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    if any(_compiled(pattern).search(target) for pattern in site.discovery.exclude_patterns):
        return False
    if not site.discovery.article_patterns:
        return None
    return any(_compiled(pattern).search(target) for pattern in site.discovery.article_patterns)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
