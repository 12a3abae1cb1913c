"""Parses pages ahead of time, in other processes on other cores, while rows are made in order on this one."""

from __future__ import annotations

import sys
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock

from isal import isal_zlib

from archive.model.exchange import Parse, Parsed, StoredPage
from archive.wire import warc
from archive.wire.records import MEANING
from archive.wire.response import take_apart
from archive.wire.warc import Damage, Record
from archive.writer.workers import LIMIT, WorkerError, Workers

#: Maximum number of records of a rebuild that a process may be ahead.
_LEAD = 32
#: Seconds.
_SWITCH_INTERVAL = 0.0005

_Key = tuple[str, str, str, str]
_Result = tuple[int, Parsed] | None


@dataclass(eq=False)
class _Task:
    """A page to be parsed, by another process or by this one."""

    work: Callable[[], _Result]
    future: Future[_Result]

    def take_over(self) -> bool:
        """Do it here, unless it is done or begun elsewhere."""
        if not self.future.cancel():
            return False
        self.future = Future()
        try:
            self.future.set_result(self.work())
        except Exception as error:
            self.future.set_exception(error)
        return True


class ReadAhead:
    """A `parse` that has the answer already, for pages that it was shown before: one by one, or as WARC records.

    `parse` has to be a function of a module, so that another process finds it. A page that ends the process, or takes
    longer than `limit` seconds, raises WorkerError where it is asked for, and is among the `casualties`.
    Where it `shares`, this process parses too while it would wait for another, from the far end of what was shown: it
    neither waits for their start nor leaves its own core idle. A context manager.
    """

    def __init__(self, parse: Parse, jobs: int, limit: float = LIMIT, *, shares: bool = False) -> None:
        self._parse = parse
        self._shares = shares
        self._switch_interval = sys.getswitchinterval()
        if shares:
            # Or the threads that feed the others would wait 5 ms for the interpreter, two or three times a page.
            sys.setswitchinterval(_SWITCH_INTERVAL)
        self._lead = (jobs + shares) * _LEAD
        self._workers = Workers(jobs, limit)
        self._lock = Lock()
        self._tasks: deque[_Task] = deque(maxlen=self._lead)
        self._waiting: defaultdict[_Key, deque[_Task]] = defaultdict(deque)
        self._profiles: dict[str, str] = {}
        self._runs: dict[str, str] = {}
        #: URLs of pages that could not be parsed to their end, and why, since somebody last took them.
        self.casualties: list[tuple[str, str]] = []

    def submit(self, page: StoredPage) -> None:
        """Have `page` parsed; it is asked for later, or `forget` is called."""
        self._submit(_key(page), partial(_parse_page, self._parse, page), _parse_page, self._parse, page)

    def forget(self, page: StoredPage) -> None:
        """Nobody will ask for `page` any more."""
        with self._lock:
            for task in self._waiting.pop(_key(page), ()):
                task.future.cancel()

    def records(self, records: Iterable[Record | Damage], folder: Path) -> Iterator[Record | Damage]:
        """The same records, of WARC files in `folder`, each a while after another process was told of its page."""
        window: deque[Record | Damage] = deque()
        for record in records:
            if isinstance(record, Record):
                self._submit_record(record, folder)
            window.append(record)
            if len(window) > self._lead:
                yield window.popleft()
        yield from window

    def __call__(self, page: StoredPage) -> Parsed:
        """What the parser finds in `page`. Raises what it raises, or WorkerError."""
        checksum = isal_zlib.crc32(page.payload)
        try:
            while (task := self._next(_key(page))) is not None:
                result = self._result(task)
                if result is not None and result[0] == checksum:
                    return result[1]
            if self._shares:
                return self._parse(page)
            return self._workers.submit(_parse_page, self._parse, page).result()[1]
        except WorkerError as error:
            self.casualties.append((page.url, str(error)))
            raise

    def close(self) -> None:
        """Let the processes end."""
        sys.setswitchinterval(self._switch_interval)
        self._workers.close()

    def __enter__(self) -> ReadAhead:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _submit(self, key: _Key, here: Callable[[], _Result], there: Callable[..., _Result], *told: object) -> None:
        """Have a page parsed by `there`, given `told`, in another process; or by `here`, where this one gets to it."""
        task = _Task(here, self._workers.submit(there, *told))
        with self._lock:
            self._waiting[key].append(task)
        if self._shares:
            self._tasks.append(task)

    def _result(self, task: _Task) -> _Result:
        """What comes of `task`; where this process shares the work, other tasks are done while that is awaited."""
        if self._shares and not task.take_over():
            while self._tasks and not task.future.done():
                self._tasks.pop().take_over()
        return task.future.result()

    def _next(self, key: _Key) -> _Task | None:
        with self._lock:
            waiting = self._waiting.get(key)
            if not waiting:
                return None
            task = waiting.popleft()
            if not waiting:
                del self._waiting[key]
            return task

    def _submit_record(self, record: Record, folder: Path) -> None:
        fields = record.fields
        site, run = fields.get("Govnews-Site", ""), fields.get("Govnews-Run", "")
        if fields.get(MEANING) == "profile":
            self._profiles[site] = record.block.decode("utf-8", "replace")
        elif fields.get(MEANING) == "run-start":
            self._runs[run] = self._profiles.get(site, "")
        elif record.type == "response" and fields.get("Govnews-Kind") == "article" and run in self._runs:
            told = (site, self._runs[run], fields["WARC-Target-URI"], fields["Govnews-Requested-URI"])
            # The other process reads the file itself: that takes less than to send it a page.
            place = record.place.file, record.place.offset
            self._submit(
                told, partial(_parse_record, self._parse, record, told), _parse_at, self._parse, folder, place, told
            )


def _key(page: StoredPage) -> _Key:
    return page.site, page.profile, page.url, page.requested_url


def _parse_page(parse: Parse, page: StoredPage) -> tuple[int, Parsed]:
    """In another process: the checksum of the payload, and what the parser finds in it."""
    return isal_zlib.crc32(page.payload), parse(page)


def _parse_at(parse: Parse, folder: Path, place: tuple[str, int], told: _Key) -> _Result:
    """In another process: the same of the page in the record at a file's offset."""
    return _parse_record(parse, warc.read_at(folder, *place), told)


def _parse_record(parse: Parse, record: Record, told: _Key) -> _Result:
    """The same of the page in a record; None where the status alone says what it is."""
    end = len(record.block) - int(record.fields["Govnews-Body-Length"])
    head, body = record.block[:end], record.block[end:]
    answer = take_apart(head, body, record.fields.get("WARC-Truncated"), digests=False)
    if answer.verdict is not None:
        return None
    site, profile, url, requested_url = told
    page = StoredPage(
        url, answer.head.status, answer.payload, answer.head.encoding, "article", site, profile, requested_url
    )
    return _parse_page(parse, page)
