"""Scrapy's downloader, with slots that belong to the process: two crawls of one host take turns there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider
from scrapy.core.downloader import Downloader, Slot
from scrapy.http import Response

from scraper.fetching.slots import HostSlot, slot_at

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred


class SharingDownloader(Downloader):
    """Takes its slots from the process, and sends only its own requests. Set as DOWNLOADER."""

    def _get_slot(self, request: Request, spider: Spider | None = None) -> tuple[str, Slot]:
        key = self.get_slot_key(request)
        if key not in self.slots:
            self.slots[key] = slot_at(key, self.domain_concurrency, self._delay)
            self._start_slot_gc()
        return key, self.slots[key]

    async def _enqueue_request(self, request: Request) -> Response:
        _, slot = self._get_slot(request)
        assert isinstance(slot, HostSlot)
        slot.owners[request] = self
        try:
            return await super()._enqueue_request(request)
        finally:
            del slot.owners[request]

    async def _wait_for_download(self, slot: Slot, request: Request, queue_dfd: Deferred[Any]) -> None:
        # Whoever looks at the queue sends what is next; the answer goes through the middlewares of whose it is.
        owner = slot.owners.get(request, self) if isinstance(slot, HostSlot) else self
        await Downloader._wait_for_download(owner, slot, request, queue_dfd)

    def close(self) -> None:
        """End, and leave the slots in which others wait as they are."""
        self._stop_slot_gc()
        for slot in self.slots.values():
            if not slot.active:
                slot.close()
