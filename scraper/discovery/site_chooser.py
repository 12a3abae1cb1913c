"""Whose the pages in other people's archives are: the sites that profiles describe, or, if wanted, every host."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from archive.importing import Choice, Choose
from archive.model.identity import url_key
from archive.wire.records import SiteRecord
from scraper.discovery.listings import page_number
from scraper.discovery.scope import is_article_url, on_site
from scraper.hosts import host_of
from scraper.profiles.reader import parse_profile, site_record
from scraper.profiles.site import Site

#: A name or an IPv4 address, with or without a port.
_HOST = re.compile(r"[a-z0-9]+(?:[.:-]+[a-z0-9]+)*")


def chooser(profiles: Iterable[Site], *, any_site: bool = False) -> Choose:
    """Says where an article at a URL belongs, and whether the profile is certain that one is there.

    A page that a profile excludes, and a site's lists, are wanted by nobody. With `any_site` a host without a profile
    is a site of its own.
    """
    sites = [(site, site_record(site), _lists(site)) for site in profiles]

    @lru_cache(maxsize=4096)
    def choose(url: str) -> Choice | None:
        for site, record, lists in sites:
            if on_site(url, site):
                wanted = is_article_url(url, site)
                if wanted is False or (wanted is None and url_key(url, site.former_domains) in lists):
                    return None
                return Choice(record, bool(wanted))
        host = host_of(url)
        if not any_site or host is None or not _HOST.fullmatch(host):
            return None
        if urlsplit(url).path in ("", "/") or page_number(url) is not None:
            return None
        return Choice(_minimal(host, urlsplit(url).scheme), certain=False)

    return choose


def _lists(site: Site) -> frozenset[str]:
    """The URL keys of what a site's profile names as something else than an article."""
    discovery = site.discovery
    urls = (site.home_url, *discovery.listings, *discovery.feeds, *discovery.sitemaps)
    return frozenset(url_key(url, site.former_domains) for url in urls)


@lru_cache(maxsize=1024)
def _minimal(host: str, scheme: str) -> SiteRecord:
    """The least that can be said of a site: its host. Its pages under http and https are of one site."""
    name = re.sub(r"-+", "-", re.sub(r"[.:]+", "_", host))
    text = f'title = "{host}"\nhome_url = "{scheme}://{host}/"\nenabled = false\n'
    return site_record(parse_profile(text, name))
