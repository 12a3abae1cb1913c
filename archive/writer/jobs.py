"""A queue of work for one thread, bounded by the memory that the work holds, taken in batches."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do, whose result `future` is told once it is safe. `weight` is what it holds, in bytes."""

    work: Callable[[], Any]
    future: Future[Any]
    weight: int


class JobQueue:
    """At most `jobs` jobs that hold at most `weight` bytes; one that is heavier alone is let in by itself."""

    def __init__(self, jobs: int, weight: int) -> None:
        self._jobs = jobs
        self._weight = weight
        self._queue: deque[Job] = deque()
        self._held = 0
        self._closed = False
        self._change = threading.Condition()

    def has_room(self, weight: int) -> bool:
        """Whether a job of this weight could be entered now without waiting."""
        with self._change:
            return self._has_room(weight)

    def put(self, job: Job) -> bool:
        """Wait until there is room, and enter `job`; False when the queue is closed."""
        with self._change:
            self._change.wait_for(lambda: self._closed or self._has_room(job.weight))
            if self._closed:
                return False
            self._queue.append(job)
            self._held += job.weight
            # Whoever takes is told of the first job and of a full queue, and not woken for each one in between.
            if len(self._queue) == 1 or self._is_full():
                self._change.notify_all()
            return True

    def take(self, jobs: int, linger: float, pause: float) -> list[Job]:
        """Up to `jobs` jobs, empty when the queue is closed and drained.

        Waits for a first one, then for more: `linger` seconds at most, and no longer once none came for `pause`.
        """
        with self._change:
            self._change.wait_for(lambda: self._queue or self._closed)
            deadline = time.monotonic() + linger
            seen = 0
            while not self._closed and seen < len(self._queue) < jobs and not self._is_full():
                left = deadline - time.monotonic()
                if left <= 0:
                    break
                seen = len(self._queue)
                self._change.wait(min(left, pause))
            batch = [self._queue.popleft() for _ in range(min(jobs, len(self._queue)))]
            self._held -= sum(job.weight for job in batch)
            self._change.notify_all()
            return batch

    def close(self) -> None:
        """Let nothing more in; what is in can still be taken."""
        with self._change:
            self._closed = True
            self._change.notify_all()

    def _has_room(self, weight: int) -> bool:
        return not self._queue or (len(self._queue) < self._jobs and self._held + weight <= self._weight)

    def _is_full(self) -> bool:
        return len(self._queue) >= self._jobs or self._held >= self._weight
