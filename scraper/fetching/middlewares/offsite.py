"""Keeps a crawl on its site, redirects included."""

from __future__ import annotations

import re

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.httpobj import urlparse_cached

from scraper.discovery.scope import on_site, site_hosts
from scraper.fetching.site_spider import site_spider
from scraper.profiles.site import Site

_PORT = re.compile(r":\d+$")


class Offsite:
    """Refuses requests to hosts that are neither the site's nor below one of its own.

    Scrapy's OffsiteMiddleware drops them without a word; here the request's errback hears of it.
    """

    def __init__(self, site: Site) -> None:
        self._site = site

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Offsite:
        return cls(site_spider(crawler).site)

    def process_request(self, request: Request) -> None:
        """Raise IgnoreRequest for a request that leaves the site."""
        site = self._site
        # A robots.txt may lie elsewhere: RFC 9309, 2.3.1.2.
        if request.meta.get("kind") == "robots" or on_site(request.url, site):
            return
        host = (urlparse_cached(request).hostname or "").rstrip(".").removeprefix("www.")
        own = {_PORT.sub("", name) for name in site_hosts(site)}
        if host not in own and not any(host.endswith("." + name) for name in own):
            came_from = request.meta.get("redirect_urls")
            raise IgnoreRequest(f"{'redirected' if came_from else 'leads'} off the site, to {host}")
