"""Scrapy's settings for every crawl. What a site's profile says comes on top: `scraper.spiders.news` sets it."""

from __future__ import annotations

import os
from importlib.metadata import version

from scraper import places
from scraper.parsers.verdicts.refresh import MAX_DELAY


def user_agent(contact: str | None) -> str:
    """How the crawler names itself: product and version (RFC 9110, 10.1.5), and how to reach who runs it.

    >>> user_agent("https://archive.example/crawler").partition(" ")[2]
    '(+https://archive.example/crawler)'
    """
    # What an operator types must not end the header.
    words = " ".join((contact or "").replace("(", " ").replace(")", " ").split())
    said = words.encode("ascii", "ignore").decode() or "its operator gave no contact address"
    return f"govnews/{version('govnews')} (+{said})"


BOT_NAME = "govnews"
SPIDER_MODULES = ["scraper.spiders"]
USER_AGENT = user_agent(os.environ.get("GOVNEWS_CONTACT"))

# Ours. `scraper.crawling.crawl` sets them from the command line.
GOVNEWS_ARCHIVE = os.environ.get("GOVNEWS_ARCHIVE") or str(places.default_archive())
GOVNEWS_PARSE = "scraper.parsing.parse_stored"
#: How many other processes parse at most; 0: the archive's writer does, in this one.
GOVNEWS_PARSERS = min(4, os.cpu_count() or 1)
GOVNEWS_ALLOW_PRIVATE_ADDRESSES = False
#: The span of the day in which a site may be crawled, as `22:00-06:00`, UTC; None: always.
GOVNEWS_HOURS = None
#: A crawl ends when fewer bytes than these are free on the archive's disk, and does not begin.
GOVNEWS_FREE_BYTES = int(os.environ.get("GOVNEWS_FREE_BYTES") or 500_000_000)
#: How many answers a site is asked for in a run, and for how many minutes, at most; None: as many as it takes.
GOVNEWS_PAGES = None
GOVNEWS_MINUTES = None
#: A host that asks for a longer pause than this, in seconds, is left alone for the rest of the run.
GOVNEWS_LONGEST_PAUSE = 600

# Politeness. The delay is counted from the end of an answer, and never made shorter by chance.
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = BOT_NAME
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 0
DOWNLOAD_DELAY = 2
DOWNLOAD_DELAY_JITTER = 0
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 2

# What a server may cost us.
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DNS_TIMEOUT = 20
REDIRECT_MAX_TIMES = 5
METAREFRESH_MAXDELAY = MAX_DELAY
# What only readers without scripts are sent to; the page itself is the one to keep.
METAREFRESH_IGNORE_TAGS = ["noscript"]
RETRY_TIMES = 2
DOWNLOAD_VERIFY_CERTIFICATES = True
COOKIES_ENABLED = False

# A response yields one item; Scrapy starts that many tasks for each response. And it would compile a callback's source
# anew for each response, to warn of what mypy finds.
CONCURRENT_ITEMS = 1
WARN_ON_GENERATOR_RETURN_VALUE = False

# The spider asks for each URL key once a run, and wants every answer whatever its status.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
HTTPERROR_ALLOW_ALL = True

DOWNLOADER = "scraper.fetching.downloader.SharingDownloader"
DOWNLOAD_HANDLERS = {
    "http": "scraper.fetching.handler.TeeHandler",
    "https": "scraper.fetching.handler.TeeHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scraper.fetching.middlewares.offsite.Offsite": 50,
    "scraper.fetching.middlewares.robots.Robots": 100,
    "scraper.fetching.middlewares.retry_after.RetryAfter": 560,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scraper.fetching.middlewares.redirect.Redirect": 600,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scraper.fetching.middlewares.meta_refresh.MetaRefresh": 580,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scraper.fetching.middlewares.decoded.Decoded": 590,
    "scraper.fetching.middlewares.slot_per_port.SlotPerPort": 980,
    "scraper.fetching.middlewares.capture.Capture": 990,
}
ITEM_PIPELINES = {"scraper.fetching.outcomes.Outcomes": 100}
EXTENSIONS = {
    "scraper.fetching.extensions.run.Run": 0,
    "scraper.fetching.extensions.budget.Budget": 0,
    "scraper.fetching.extensions.disk.Disk": 0,
    "scraper.fetching.extensions.hours.Hours": 0,
    "scraper.fetching.extensions.media.MediaFetcher": 0,
    "scraper.fetching.extensions.throttle.Throttle": 0,
}
# Scrapy imports what it lists here even where it is switched off: consoles, feed exports, and a throttle that ours
# replaces are a fifth of a second of each start.
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.logstats.LogStats": 0,
}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
LOG_LEVEL = "INFO"
