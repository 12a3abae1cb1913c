"""How long the answer to a request may take: what cannot be done in that time is left out, and said to be.

A query that runs is interrupted by SQLite at the end of the time; loops over stored text ask whether there is time
left. Two seconds of wall, then, is what a reader waits at most, and nobody's request keeps the others waiting.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextvars import ContextVar
from typing import Any

#: What all queries of a request may take together, in seconds; and the work on what they gave, of the processor.
QUERIES = 1.2
WORK = 0.5

#: When the request's queries have to be done; empty until the first of them.
_until: ContextVar[list[float] | None] = ContextVar("until", default=None)

App = Callable[[MutableMapping[str, Any], Any, Any], Awaitable[None]]


def limit(app: App) -> App:
    """`app`, with a clock for each request, which its first query starts."""

    async def limited(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        _until.set([])
        await app(scope, receive, send)

    return limited


def milliseconds_left() -> int:
    """What is left for the queries of this request; outside of a request as much as one has."""
    until = _until.get()
    if until is None:
        return round(QUERIES * 1000)
    if not until:
        until.append(time.monotonic() + QUERIES)
    return round((until[0] - time.monotonic()) * 1000)


class Work:
    """A stretch of work in one thread, which is told when its time is over."""

    def __init__(self, seconds: float = WORK) -> None:
        self._seconds = seconds
        self._until: float | None = None
        #: Whether something was left undone.
        self.was_cut = False

    def is_over(self) -> bool:
        """Whether the processor has worked on it for as long as it may, from the first time that this was asked."""
        if self._until is None:
            self._until = time.thread_time() + self._seconds
        self.was_cut = self.was_cut or time.thread_time() >= self._until
        return self.was_cut
