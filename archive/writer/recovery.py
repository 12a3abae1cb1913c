"""What a kill left undone: records without rows, a torn last record, a file not closed, a manifest without an entry."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from archive.model.errors import ArchiveError
from archive.tables.apply import Applier
from archive.tables.database import ends_writing, transaction
from archive.wire import manifest, warc
from archive.wire.warc import Damage, Record

log = logging.getLogger(__name__)

#: Passes records on, in their order.
Prefetch = Callable[[Iterator[Record | Damage]], Iterator[Record | Damage]]

#: How many records make a transaction.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was mended, or is beyond mending, in a file; as an event tells it."""

    file: str
    outcome: str
    detail: str


def take_up(
    connection: sqlite3.Connection,
    applier: Applier,
    folder: Path,
    progress: Callable[[int], None] = lambda _: None,
    prefetch: Prefetch = iter,
    *,
    until: Mapping[str, int] | None = None,
    enters: bool = False,
) -> list[Finding]:
    """Apply every record in the WARC files of `folder` that has no rows yet, and close what was left open.

    `progress` is told how many records a step applied; `prefetch` sees the records before they are applied. With
    `until` only what lies before these offsets of the files is applied, and no file is touched. Closed files that the
    manifest has lost are entered only by who `enters` them: nobody knows whether they are what they were. Raises
    ArchiveError where the database knows more than the files hold.
    """
    findings: list[Finding] = []
    for name in warc.names(folder):
        findings += _take_up_file(
            connection, applier, folder, name, progress, prefetch, None if until is None else until.get(name, 0)
        )
        if until is not None:
            continue
        path = warc.locate(folder, name)
        if path.stat().st_size == 0:
            # Killed before its first record.
            path.unlink()
            connection.execute("DELETE FROM warc_files WHERE name = ?", (name,))
        elif path.name != name:
            # Before it is closed: a closed file that is not in the manifest was lost from it.
            manifest.enter(folder, name, manifest.sha256_of(path))
            warc.publish(path)
    for path in manifest.missing(folder) if until is None else ():
        if enters:
            manifest.enter(folder, path.name, manifest.sha256_of(path))
        else:
            log.warning(
                "%s: is not in the manifest; govnews verify checks its records, govnews rebuild enters it", path
            )
    for finding in findings:
        log.warning("%s: %s", finding.file, finding.detail)
    return findings


def _take_up_file(
    connection: sqlite3.Connection,
    applier: Applier,
    folder: Path,
    name: str,
    progress: Callable[[int], None],
    prefetch: Prefetch,
    until: int | None,
) -> list[Finding]:
    path = warc.locate(folder, name)
    start = applier.applied(name)
    size = path.stat().st_size
    if size < start:
        raise ArchiveError(f"{path}: shorter than when it was written; restore it, or run govnews rebuild without it")
    findings: list[Finding] = []
    found = warc.read(folder, name, start)
    if until is not None:
        found = takewhile(lambda item: item.place.offset < until, found)
    records = prefetch(found)
    more = size > start and until != 0
    while more:
        with transaction(connection):
            connection.execute("PRAGMA defer_foreign_keys = ON")
            done = 0
            for item in records:
                end = item.place.offset + item.place.length
                if isinstance(item, Record):
                    findings += _apply(connection, applier, item)
                elif item.tail and path.name != name and until is None:
                    end = item.place.offset
                    os.truncate(path, end)
                    findings.append(_torn(item))
                else:
                    findings.append(Finding(name, "damaged", f"{item.reason} at {item.place.offset}; passed over"))
                applier.mark(name, end)
                done += 1
                if done == _BATCH:
                    break
            more = done == _BATCH
        progress(done)
    return findings


def _torn(damage: Damage) -> Finding:
    place = damage.place
    return Finding(place.file, "cut", f"a torn last record, {place.length} bytes at {place.offset}, was cut off")


def _apply(connection: sqlite3.Connection, applier: Applier, record: Record) -> list[Finding]:
    """Apply one record; one that makes no sense must not keep the others from being read."""
    connection.execute("SAVEPOINT record")
    try:
        applier.apply(record)
    except Exception as error:
        if ends_writing(error):
            raise
        connection.execute("ROLLBACK TO record")
        connection.execute("RELEASE record")
        applier.sites.forget()
        where = f"the record at {record.place.offset}"
        return [Finding(record.place.file, "damaged", f"{where} was not understood ({error!r}); passed over")]
    connection.execute("RELEASE record")
    return []
