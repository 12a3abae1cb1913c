"""Scrapy's download slots: what they are named, and how one is emptied."""

from __future__ import annotations

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.utils.httpobj import urlparse_cached


def slot_of(request: Request) -> str:
    """The name of the request's slot: its host, with its port where it names one.

    >>> slot_of(Request("http://127.0.0.1:8471/news")), slot_of(Request("https://Example.gov/news"))
    ('127.0.0.1:8471', 'example.gov')
    """
    parts = urlparse_cached(request)
    return parts.netloc.rpartition("@")[2].lower()


def drop_waiting(slot: Slot, reason: Exception) -> None:
    """Whatever waits for its turn in `slot` is not sent; it fails with `reason`."""
    while slot.queue:
        _, answer = slot.queue.popleft()
        answer.errback(reason)
