"""One download slot a host and port, where Scrapy has one a host name."""

from __future__ import annotations

from scrapy import Request
from scrapy.core.downloader import Downloader

from scraper.fetching.slots import slot_of


class SlotPerPort:
    """Names the slot of every request anew: a redirected one brings along the slot of where it came from."""

    def process_request(self, request: Request) -> None:
        """Write the slot's name into the request's meta, where the downloader looks for it."""
        request.meta[Downloader.DOWNLOAD_SLOT] = slot_of(request)
