"""The archive's one writer: WARC records first, then rows, in one thread, in batches."""

from __future__ import annotations

import logging
import re
import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from archive.model import clock
from archive.model.address import storable
from archive.model.errors import ArchiveError, Refused, UnknownRun
from archive.model.exchange import CaptureKind, Exchange, Parse, StoredPage
from archive.tables import database, digests
from archive.tables.apply import Applier, key_of
from archive.wire import manifest, records, warc
from archive.wire.records import FoundUrl, Original, SiteRecord, Stored
from archive.wire.response import Response, take_apart
from archive.wire.warc import NewRecord, Record, WarcFile
from archive.writer import copies, recovery
from archive.writer.decisions import Decision, Inbox
from archive.writer.jobs import Job, JobQueue
from archive.writer.lock import ArchiveLock
from archive.writer.readahead import ReadAhead
from archive.writer.workers import LIMIT

log = logging.getLogger(__name__)

__all__ = ["ArchiveWriter", "SiteRecord", "Stored"]

#: A batch is committed at this number of jobs, this many seconds after its first, or this many after its last.
_BATCH, _LINGER, _PAUSE = 100, 0.25, 0.02
#: Maximum number of jobs, and of bytes, that may wait to be written.
_QUEUE_JOBS, _QUEUE_BYTES = 200, 32 * 1024 * 1024

_NAME = re.compile(r"govnews-(\d{8}T\d{6}Z)-(\d{5})\.warc\.gz")

T = TypeVar("T")


class ArchiveWriter:
    """Writes exchanges into the archive `folder`; every method may be called from any thread.

    `operator` and `software` go into each WARC file's warcinfo record, `parser_version` into runs and versions.
    Opening takes up what an earlier run's end left undone; `findings` says what that was. With `parsers`, pages of
    articles are parsed in that many other processes, for `parse_limit` seconds at most; `parse` is a module's function
    then. A page that a parser does not survive is kept, counts as failed, and has an event.

    What cannot be written as it was handed over raises Refused, or UnknownRun, where its future is asked; nothing else
    suffers from it. Raises ArchiveHeld when another process writes to the archive, ArchiveError when it cannot be
    opened. Once writing failed (a full disk, a locked database), every future and every later call raises one
    ArchiveError; the next opening takes up what is in the WARC files already.
    """

    def __init__(
        self,
        folder: Path,
        *,
        parse: Parse,
        operator: str,
        software: str,
        parser_version: str = "",
        roll_at: int = warc.ROLL_AT,
        patience: float = database.PATIENCE,
        parsers: int = 0,
        parse_limit: float = LIMIT,
    ) -> None:
        self.folder = folder
        self._warc = folder / "warc"
        self._info = {
            "software": software,
            "parser": parser_version,
            "operator": operator,
            "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        }
        self._parser_version = parser_version
        self._roll_at = roll_at
        self._file: WarcFile | None = None
        self._error: ArchiveError | None = None
        self._closed = False
        self._keeps_digests = False
        self._lock = ArchiveLock(folder)
        try:
            self._warc.mkdir(exist_ok=True)
            copies.unmark(folder)
            self._connection = database.open_database(folder / database.NAME, patience=patience)
            try:
                self._readahead = ReadAhead(parse, parsers, parse_limit) if parsers else None
                self._profiles: dict[int, str] = {}
                self._applier = Applier(self._connection, self._readahead or parse, parser_version, self._load)
                self.findings = recovery.take_up(self._connection, self._applier, self._warc)
            except BaseException:
                self._connection.close()
                raise
        except (OSError, sqlite3.Error) as error:
            self._lock.release()
            raise _explained(folder, error) from error
        except BaseException:
            self._lock.release()
            raise
        self._queue = JobQueue(_QUEUE_JOBS, _QUEUE_BYTES)
        self._thread = threading.Thread(target=self._work, name="archive-writer", daemon=True)
        self._thread.start()
        for finding in self.findings:
            draft = records.event("recovery", finding.file, finding.outcome, finding.detail, clock.now())
            self._submit(lambda draft=draft: self._write(draft))  # type: ignore[misc]
        self._inbox = Inbox(folder, self)

    def begin_run(self, site: SiteRecord, outcome: str | None = None) -> int:
        """Record the site's profile and the start of a run; return the run's id.

        `outcome` is there from the start for what is no crawl, and never counts as one: `imported`.
        """
        return self._submit(lambda: self._begin_run(site, outcome)).result()

    def put(self, exchange: Exchange, answer: Response | None = None) -> Future[Stored]:
        """Store an exchange; the future resolves after its commit. Blocks while the queue is full.

        `answer` is the exchange's answer taken apart, where somebody has done that. The future raises UnknownRun where
        the run was never begun.
        """
        answer = answer or take_apart(exchange.response, exchange.body, exchange.truncated)
        page = self._parse_ahead(exchange, answer)
        return self._submit(lambda: self._put(exchange, answer, page), _weight(exchange, answer))

    def has_room_for(self, exchange: Exchange, answer: Response) -> bool:
        """Whether `put` would not block now."""
        return self._queue.has_room(_weight(exchange, answer))

    def failed(self, site: str, run_id: int, kind: CaptureKind, url: str, reason: str) -> Future[None]:
        """Record that `url` gave no answer at all (DNS, refused, TLS, timeout): a failure, with its reason."""
        at = clock.now()
        return self._submit(lambda: self._write(records.failure(site, run_id, kind, url, reason, at), run_id))

    def found(self, site: str, run_id: int, urls: Iterable[FoundUrl]) -> Future[int]:
        """Remember the URLs that discovery found; the future says how many were not known before."""
        listed, at = [_storable(url) for url in urls], clock.now()
        return self._submit(lambda: self._found(site, run_id, listed, at))

    def end_run(self, run_id: int, outcome: str, counts: Mapping[str, int], reason: str | None = None) -> None:
        """A run ends: `outcome` is finished, paused, failed, interrupted or imported; counts are those of `runs`."""
        self._keeps_digests = True
        self._submit(lambda: self._end_run(run_id, outcome, counts, reason)).result()

    def withhold(self, url: str, reason: str) -> bool:
        """Withhold the article at `url` from readers; `reason` is public. False where there is no such article."""
        return self._submit(lambda: self._decide(records.withholding, url, reason)).result()

    def release(self, url: str, reason: str | None = None) -> bool:
        """Show a withheld article again. False where there is no such article."""
        return self._submit(lambda: self._decide(records.release, url, reason)).result()

    def decide(self, decision: Decision) -> bool:
        """Put a decision into effect. False where there is no such article."""
        if decision.verb == "withhold":
            return self.withhold(decision.url, decision.reason or "")
        return self.release(decision.url, decision.reason)

    def note(self, kind: str, thing: str, outcome: str, detail: str | None) -> None:
        """Keep that something was done to the archive itself, as an event; it is safe when this returns."""
        self._keeps_digests = True
        self._submit(lambda: self._write(records.event(kind, thing, outcome, detail, clock.now()))).result()

    def close(self) -> None:
        """Write what is queued, close the WARC file and enter it in the manifest, release the lock.

        Raises ArchiveError where writing had failed.
        """
        if self._closed:
            return
        self._closed = True
        self._inbox.close()
        self._queue.close()
        self._thread.join()
        if self._readahead is not None:
            self._readahead.close()
        try:
            self._keep_digests()
            self._close_file()
            # A reader may keep the WAL from being emptied; it is not worth waiting for.
            self._connection.execute("PRAGMA busy_timeout = 1000")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (OSError, sqlite3.Error) as error:
            self._error = self._error or _explained(self.folder, error)
        finally:
            self._connection.close()
            self._lock.release()
        if self._error is not None:
            raise self._error

    def __enter__(self) -> ArchiveWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except ArchiveError:
            if error is None:
                raise

    def _submit(self, work: Callable[[], T], weight: int = 0) -> Future[T]:
        if self._error is not None:
            raise self._error
        future: Future[T] = Future()
        if not self._queue.put(Job(work, future, weight)):
            raise self._error or ArchiveError(f"{self.folder}: the archive's writer is closed")
        return future

    def _work(self) -> None:
        """The writer's thread: batch after batch, until the queue is closed or writing fails."""
        while jobs := self._queue.take(_BATCH, _LINGER, _PAUSE):
            if self._error is None:
                try:
                    self._store(jobs)
                    continue
                except BaseException as error:
                    log.debug("the archive's writer stopped", exc_info=error)
                    self._error = _explained(self.folder, error)
                    self._queue.close()
            for job in jobs:
                if not job.future.done():
                    job.future.set_exception(self._error)

    def _store(self, jobs: list[Job]) -> None:
        """Do the jobs, make the bytes safe, commit the rows, then tell those who wait."""
        done: list[tuple[Job, object]] = []
        refused: list[tuple[Job, Exception]] = []
        try:
            with database.transaction(self._connection):
                # Rows of one article refer to each other in a circle.
                self._connection.execute("PRAGMA defer_foreign_keys = ON")
                for job in jobs:
                    # From here on a caller that gives up no longer cancels it; what it asked for is stored.
                    wanted = job.future.set_running_or_notify_cancel()
                    self._connection.execute("SAVEPOINT job")
                    try:
                        result = job.work()
                    except Exception as error:
                        if database.ends_writing(error):
                            raise
                        self._connection.execute("ROLLBACK TO job")
                        self._applier.sites.forget()
                        refused.append((job, error if isinstance(error, UnknownRun) else _refusal(error)))
                    else:
                        if wanted:
                            done.append((job, result))
                    self._connection.execute("RELEASE job")
                if self._file is not None:
                    self._file.sync()
                    self._applier.mark(self._file.name, self._file.size)
        except BaseException:
            self._applier.sites.forget()
            raise
        for job, refusal in refused:
            job.future.set_exception(refusal)
        for job, result in done:
            job.future.set_result(result)

    def _parse_ahead(self, exchange: Exchange, answer: Response) -> StoredPage | None:
        """Have another process parse the page that an article's answer may be, if it is to be parsed at all."""
        profile = self._profiles.get(exchange.run_id)
        if self._readahead is None or profile is None or exchange.kind != "article" or answer.verdict is not None:
            return None
        head = answer.head
        told = exchange.kind, exchange.site, profile, exchange.requested_url
        page = StoredPage(exchange.url, head.status, answer.payload, head.encoding, *told)
        self._readahead.submit(page)
        return page

    def _put(self, exchange: Exchange, answer: Response, page: StoredPage | None) -> Stored:
        run = self._applier.sites.run(exchange.run_id)
        original = self._original(run.key(exchange.url), exchange, answer)
        draft = records.response(exchange, answer.head.status, answer.body_sha256, original)
        file = self._roomy_file()
        record = file.append(draft)
        if exchange.request:
            file.append(records.request(exchange, draft))
        stored = self._applier.apply(record, answer)
        if self._readahead is not None and page is not None:
            self._readahead.forget(page)
            while self._readahead.casualties:
                url, reason = self._readahead.casualties.pop()
                self._write(records.event("parse", url, "failed", reason, clock.now()))
        assert stored is not None
        return stored

    def _original(self, key: str, exchange: Exchange, answer: Response) -> Original | None:
        """The earlier response whose body this answer repeats, or vouches for."""
        if answer.head.status == 304:
            row = self._connection.execute(
                "SELECT coalesce(o.url, c.url), coalesce(o.fetched_at, c.fetched_at), c.body_sha256 FROM captures c "
                "LEFT JOIN captures o ON o.id = c.original_id WHERE c.url_key = ? AND c.http_status = 200 "
                "AND c.outcome NOT IN ('failed', 'blocked', 'soft_404', 'empty') "
                "AND c.fetched_at <= ? ORDER BY c.fetched_at DESC, c.id DESC LIMIT 1",
                (key, exchange.fetched_at),
            ).fetchone()
        elif exchange.body and answer.problem is None:
            row = self._connection.execute(
                "SELECT url, fetched_at, body_sha256 FROM captures WHERE sha256 = ? AND body_sha256 = ? "
                "AND record = 'response' AND truncated IS NULL AND fetched_at <= ? ORDER BY id LIMIT 1",
                (answer.sha256, answer.body_sha256, exchange.fetched_at),
            ).fetchone()
        else:
            row = None
        return Original(*row) if row else None

    def _begin_run(self, site: SiteRecord, outcome: str | None) -> int:
        run_id, at = self._applier.sites.next_run_id(), clock.now()
        self._write(records.profile(site, at))
        self._write(records.run_start(site, run_id, self._parser_version, at, outcome))
        self._profiles[run_id] = site.profile
        return run_id

    def _end_run(self, run_id: int, outcome: str, counts: Mapping[str, int], reason: str | None) -> None:
        site = self._applier.sites.run(run_id).site
        self._write(records.run_end(site, run_id, outcome, counts, reason, clock.now()))

    def _found(self, site: str, run_id: int, urls: list[FoundUrl], at: str) -> int:
        run = self._applier.sites.run(run_id)
        news = self._applier.urls.news(run, urls)
        if not news:
            return 0
        self._roomy_file().append(records.found(site, run_id, news, at))
        return self._applier.urls.found(run, news, at)

    def _decide(self, draft: Callable[[str, str, str, str], NewRecord], url: str, reason: str | None) -> bool:
        key = key_of(self._connection, url)
        if key is None:
            return False
        self._write(draft(url, key, reason, clock.now()))  # type: ignore[arg-type]
        return True

    def _write(self, draft: NewRecord, run_id: int | None = None) -> None:
        """Append a record that is no exchange, and make its rows."""
        if run_id is not None:
            self._applier.sites.run(run_id)
        self._applier.apply(self._roomy_file().append(draft))

    def _roomy_file(self) -> WarcFile:
        """The file to append to: a new one at first, and whenever the present one has grown enough."""
        if self._file is not None and self._file.size >= self._roll_at:
            self._applier.mark(self._file.name, self._file.size)
            self._close_file()
        if self._file is None:
            self._file = WarcFile(self._warc, self._next_name(), self._info, clock.now())
        return self._file

    def _next_name(self) -> str:
        """A name that sorts after every other file's, even when the clock was set back."""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        last = _NAME.fullmatch((warc.names(self._warc) or [""])[-1])
        number = 1
        if last is not None and last[1] >= stamp:
            stamp, number = last[1], int(last[2]) + 1
        return f"govnews-{stamp}-{number:05}{warc.SUFFIX}"

    def _keep_digests(self) -> None:
        """Write down what the tables are now, after a run or an audit."""
        if self._error is None and self._keeps_digests:
            with database.transaction(self._connection):
                said = digests.of_tables(self._connection)
                self._write(records.tables(said, digests.schema(self._connection), clock.now()))
                if self._file is not None:
                    self._file.sync()
                    self._applier.mark(self._file.name, self._file.size)
            (self.folder / digests.ANEW).unlink(missing_ok=True)

    def _close_file(self) -> None:
        file, self._file = self._file, None
        if file is None:
            return
        if self._error is not None:
            file.abandon()
            return
        # In this order: a closed file that is not in the manifest was lost from it.
        manifest.enter(self._warc, file.name, file.close())
        warc.publish(file.path)

    def _load(self, name: str, offset: int) -> Record:
        return warc.read_at(self._warc, name, offset)


def _storable(url: FoundUrl) -> FoundUrl:
    """`url` as its record has it when it is read back."""
    found_on = storable(url.found_on) if url.found_on else url.found_on
    return replace(url, url=storable(url.url), found_on=found_on)


def _refusal(error: Exception) -> Refused:
    log.error("a job was refused", exc_info=error)
    return Refused(f"could not be written ({error!r})")


def _weight(exchange: Exchange, answer: Response) -> int:
    """What an exchange holds while it waits, in bytes."""
    return len(exchange.response) + len(exchange.body) + (0 if answer.payload is exchange.body else len(answer.payload))


def _explained(folder: Path, error: BaseException) -> ArchiveError:
    """What stopped the writer, in one line that says what to do."""
    if isinstance(error, ArchiveError):
        return error
    if isinstance(error, OSError):
        return ArchiveError(f"{folder}: {error.strerror or error}; free space or mend the disk, then run again")
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return ArchiveError(f"{folder}: another program keeps the database locked; end it, then run again")
    if isinstance(error, sqlite3.Error):
        return ArchiveError(f"{folder}: {error}; free space or mend the disk, then run again")
    return ArchiveError(f"{folder}: the archive could not write ({error!r}); what was fetched so far is kept")
