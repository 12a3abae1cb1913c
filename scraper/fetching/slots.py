"""Download slots: what every crawl of this process owes one host, together."""

from __future__ import annotations

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.utils.httpobj import urlparse_cached


class HostSlot(Slot):
    """The turns at one host. Crawls that ask it share their queue, the delay, the pauses and what it has said.

    `floor` is the least delay in seconds: the most patient profile's, or the host's Crawl-delay.
    """

    def __init__(self, concurrency: int, delay: float) -> None:
        super().__init__(concurrency, delay, 0.0)
        self.floor = delay
        #: Why no crawl asks the host any more in this process.
        self.left_alone: str | None = None
        #: How many answers in a row said that it is busy.
        self.busy = 0
        #: When it was last asked for a page, where its Crawl-delay is longer than a run waits; ISO 8601.
        self.asked_at: str | None = None
        #: Which crawl's downloader each waiting or running request is of.
        self.owners: dict[Request, Downloader] = {}

    def join(self, concurrency: int, delay: float) -> None:
        """A further crawl asks the host: the more patient of them sets the pace."""
        self.concurrency = min(self.concurrency, concurrency)
        self.raise_floor(delay)

    def raise_floor(self, delay: float) -> None:
        """From now on at least `delay` seconds between two requests."""
        self.floor = max(self.floor, delay)
        self.delay = max(self.delay, self.floor)


_SLOTS: dict[str, HostSlot] = {}


def slot_at(name: str, concurrency: int, delay: float) -> HostSlot:
    """The slot `name`, made where this process has none yet, for a crawl of so much concurrency and delay."""
    slot = _SLOTS.get(name)
    if slot is None:
        slot = _SLOTS[name] = HostSlot(concurrency, delay)
    slot.join(concurrency, delay)
    return slot


def known_slot(request: Request) -> HostSlot | None:
    """The slot that `request` waits in, or would; None where nobody has asked that host."""
    return _SLOTS.get(slot_of(request))


def slot_of(request: Request) -> str:
    """The name of the request's slot: its host, with its port where that is not the scheme's own.

    >>> slot_of(Request("http://127.0.0.1:8471/news")), slot_of(Request("https://Example.gov:443/news"))
    ('127.0.0.1:8471', 'example.gov')
    """
    parts = urlparse_cached(request)
    name = parts.netloc.rpartition("@")[2].lower()
    return name.removesuffix({"http": ":80", "https": ":443"}.get(parts.scheme, ":"))


def drop_waiting(slot: Slot, reason: Exception, owner: Downloader | None = None) -> None:
    """Whatever waits for its turn in `slot` is not sent, or what `owner` has there; it fails with `reason`."""
    waiting = list(slot.queue)
    slot.queue.clear()
    for request, answer in waiting:
        if owner is None or not isinstance(slot, HostSlot) or slot.owners.get(request) is owner:
            answer.errback(reason)
        else:
            slot.queue.append((request, answer))
