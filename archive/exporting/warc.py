"""The pages of articles as one WARC file: the archive's records, gzip member by gzip member, as they are.

With an answer goes its request, and with a revisit the record whose body it does not repeat, so that the file replays
alone. Listings, feeds and the like are not taken: they tell of other articles, withheld ones among them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.exporting.choose import ExportSelection
from archive.model import clock
from archive.model.errors import ArchiveError
from archive.wire import warc
from archive.wire.warc import NewRecord, Record

#: Every capture of the articles chosen, the archive's copies of their pictures and documents, and what these lean on.
#: A page whose bytes are only there as a withheld article's is left out with it.
_CAPTURES = """
    WITH chosen AS (SELECT id FROM articles WHERE {where}),
    wanted AS (
        SELECT id FROM captures WHERE article_id IN chosen
        UNION SELECT capture_id FROM figures WHERE article_id IN chosen
        UNION SELECT capture_id FROM attachments WHERE article_id IN chosen
    ),
    withheld AS (SELECT c.id FROM captures c JOIN articles a ON a.id = c.article_id WHERE a.status = 'withheld'),
    allowed AS (
        SELECT id, original_id FROM captures WHERE id IN wanted AND id NOT IN withheld
        AND (original_id IS NULL OR original_id NOT IN withheld)
    )
    SELECT warc_file, warc_offset, url, fetched_at, http_status, media_type, record, body_sha256 FROM captures
    WHERE id IN (SELECT id FROM allowed UNION SELECT original_id FROM allowed) ORDER BY warc_file, warc_offset
"""


@dataclass(frozen=True, slots=True)
class Written:
    """An answer's record in the exported file: its place there, and what an index says of it. Lengths in bytes."""

    url: str
    fetched_at: str
    http_status: int
    media_type: str | None
    record: str
    body_sha256: str
    offset: int
    length: int


def write(
    connection: sqlite3.Connection, folder: Path, selection: ExportSelection, out: BinaryIO, *, software: str
) -> int:
    """Write the records of the articles chosen from the archive `folder`; how many answers they were."""
    return sum(1 for _ in records(connection, folder, selection, out, software=software))


def records(
    connection: sqlite3.Connection, folder: Path, selection: ExportSelection, out: BinaryIO, *, software: str
) -> Iterator[Written]:
    """Write, and tell of every answer once it is written.

    Raises ArchiveError where a record is not what it was: nobody should be handed that as evidence.
    """
    where, values = selection.clause()
    member = _info(software, selection)
    out.write(member)
    position = len(member)
    source = None
    for row in connection.execute(_CAPTURES.format(where=where), values):
        file, offset, url, fetched_at, http_status, media_type, kind, body_sha256 = row
        if file != source:
            # What its records say of themselves holds up to the next file's.
            info = _proved(folder / "warc", file, 0)
            position += _copy(folder / "warc", info, out) if info.type == "warcinfo" else 0
            source = file
        answer = _proved(folder / "warc", file, offset)
        length = _copy(folder / "warc", answer, out)
        yield Written(url, fetched_at, http_status, media_type, kind, body_sha256, position, length)
        position += length
        request = _request(folder / "warc", answer)
        position += _copy(folder / "warc", request, out) if request else 0


def _proved(folder: Path, file: str, offset: int) -> Record:
    """The record at `offset`, when it is what its digest says."""
    with suppress(OSError, ValueError):
        record = warc.read_at(folder, file, offset)
        if record.fields.get("WARC-Block-Digest") == warc.digest(record.block):
            return record
    raise ArchiveError(f"{file}: the record at {offset} is missing or damaged; govnews verify says what else is")


def _request(folder: Path, answer: Record) -> Record | None:
    """What was asked, which follows the answer where it is kept."""
    with suppress(OSError, ValueError):
        follower = warc.read_at(folder, answer.place.file, answer.place.offset + answer.place.length)
        if follower.fields.get("WARC-Concurrent-To") == answer.fields.get("WARC-Record-ID"):
            return follower
    return None


def _copy(folder: Path, record: Record, out: BinaryIO) -> int:
    """Copy the gzip member of `record` as it is; its length."""
    place = record.place
    with warc.locate(folder, place.file).open("rb") as file:
        file.seek(place.offset)
        out.write(file.read(place.length))
    return place.length


def _info(software: str, selection: ExportSelection) -> bytes:
    """The warcinfo record that says what this file is."""
    chosen = {
        "sites": ", ".join(selection.sites),
        "since": selection.since,
        "until": selection.until,
        "query": selection.query,
    }
    lines = {
        "software": software,
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description": "govnews export; " + "; ".join(f"{name}: {value}" for name, value in chosen.items() if value)
        if any(chosen.values())
        else "govnews export of all articles",
    }
    fields = {"WARC-Type": "warcinfo", "WARC-Date": clock.now(), "Content-Type": "application/warc-fields"}
    block = "".join(f"{name}: {warc.one_line(name, value)}\r\n" for name, value in lines.items()).encode()
    return warc.serialize(NewRecord(fields, block))[1]
