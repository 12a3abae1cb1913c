"""Futures of the archive's thread, awaited on the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class Receipts:
    """Wakes the event loop once for all futures of a batch; `asyncio.wrap_future` does it once for each."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._arrived: list[tuple[Future[Any], asyncio.Future[Any]]] = []

    async def of(self, future: Future[T]) -> T:
        """What `future` resolves to, or raises."""
        loop = asyncio.get_running_loop()
        awaited: asyncio.Future[T] = loop.create_future()

        def arrived(done: Future[T]) -> None:
            with self._lock:
                self._arrived.append((done, awaited))
                is_first = len(self._arrived) == 1
            if is_first:
                loop.call_soon_threadsafe(self._deliver)

        future.add_done_callback(arrived)
        return await awaited

    def _deliver(self) -> None:
        with self._lock:
            arrived, self._arrived = self._arrived, []
        for done, awaited in arrived:
            if awaited.done():
                continue  # whoever waited was cancelled
            if error := done.exception():
                awaited.set_exception(error)
            else:
                awaited.set_result(done.result())
