"""One download slot a host and port, where Scrapy has one a host name."""

from __future__ import annotations

from scrapy import Request
from scrapy.core.downloader import Downloader
from scrapy.utils.httpobj import urlparse_cached


class SlotPerPort:
    """Names the slot of every request anew: a redirected one brings along the slot of where it came from."""

    def process_request(self, request: Request) -> None:
        """Write the slot's name into the request's meta, where the downloader looks for it."""
        request.meta[Downloader.DOWNLOAD_SLOT] = slot_of(request)


def slot_of(request: Request) -> str:
    """The name of the request's slot: its host, with its port where it names one.

    >>> slot_of(Request("http://127.0.0.1:8471/news")), slot_of(Request("https://Example.gov/news"))
    ('127.0.0.1:8471', 'example.gov')
    """
    parts = urlparse_cached(request)
    return parts.netloc.rpartition("@")[2].lower()
