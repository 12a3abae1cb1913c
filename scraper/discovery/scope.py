"""What belongs to a site: its hosts, its former ones, and which of its URLs a profile calls articles."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

import tldextract

from scraper.site import Site

_registered_domain = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
_PORTS = {"http": 80, "https": 443}


@lru_cache(4096)
def host_of(url: str) -> str | None:
    """The host that answers for `url`, lower case, without `www.`, with its port where that is not the scheme's own.

    None for what is no http(s) URL, or a broken one.

    >>> host_of("https://WWW.Example.gov:443/news"), host_of("http://127.0.0.1:8471/"), host_of("mailto:a@b.gov")
    ('example.gov', '127.0.0.1:8471', None)
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    host = parts.hostname.rstrip(".").removeprefix("www.")
    return host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"


def domain_of(url: str) -> str:
    """The registered domain that `url` is below; for an IP address or a bare name the host with its port.

    >>> domain_of("https://www.rivers.gouv.fr/a"), domain_of("http://127.0.0.1:8471/")
    ('rivers.gouv.fr', '127.0.0.1:8471')
    """
    host = host_of(url) or ""
    parts = _registered_domain(host)
    if parts.suffix or not parts.subdomain:
        return parts.top_domain_under_public_suffix or host
    return f"{parts.subdomain.rpartition('.')[2]}.{parts.domain}"  # the Public Suffix List's rule for what it lacks


def same_domain(url: str, other: str) -> bool:
    """Whether both addresses are below one registered domain."""
    return host_of(url) == host_of(other) or domain_of(url) == domain_of(other)


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
