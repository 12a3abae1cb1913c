"""What belongs to a site: its hosts, its former ones, and which of its URLs a profile calls articles."""

from __future__ import annotations

from scraper.hosts import host_of
from scraper.profiles.patterns import says_article
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
    return says_article(url, site) if on_site(url, site) else False
