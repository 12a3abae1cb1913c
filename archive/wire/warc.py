"""WARC 1.1 files: records appended verbatim, one gzip member each, and read back with their places.

`docs/archive-format.md` says which records there are. A file is named `….warc.gz.open` while it is written, and
loses the `.open` when it is closed; whoever asks for it by its later name is given whichever is there.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from isal import isal_zlib
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]

from archive.model.address import storable

VERSION = "WARC/1.1"
SUFFIX = ".warc.gz"
OPEN = ".open"

#: A file that has grown to this is closed, and the next one opened. Bytes.
ROLL_AT = 1_000_000_000

#: No head of a record, and no record, is longer uncompressed; none such is written, nor read. Bytes.
MAX_HEAD, MAX_RECORD = 1024 * 1024, 96 * 1024 * 1024

_GZIP = b"\x1f\x8b\x08"
_STEP = 1 << 16
_END = b"\r\n\r\n"
_BROKEN = cast("type[Exception]", isal_zlib.error)  # its stub takes it for an instance


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a record lies: the file's name (without `.open`), and the gzip member's offset and length in bytes."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record to be written. `WARC-Record-ID`, digest of the block, and length are added where they are missing."""

    fields: Mapping[str, str]
    block: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """A record that was written, or read back."""

    fields: Mapping[str, str]
    block: bytes
    place: RecordPlace

    @property
    def type(self) -> str:
        """The WARC-Type."""
        return self.fields.get("WARC-Type", "")


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes of a file that are no record. `tail` where no record follows them."""

    place: RecordPlace
    reason: str
    tail: bool


def digest(data: bytes) -> str:
    """A labelled digest, as WARC-Block-Digest and WARC-Payload-Digest take it."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def record_id() -> str:
    """A new WARC-Record-ID."""
    return f"<{uuid.uuid4().urn}>"


def one_line(name: str, value: str) -> str:
    """`value` as it can stand in the field `name`: a line break would begin another one, no URI has a space."""
    value = storable(value).replace("\r", "%0D").replace("\n", "%0A").strip()
    return value.replace(" ", "%20") if name.endswith("-URI") else value


def serialize(draft: NewRecord) -> tuple[Mapping[str, str], bytes]:
    """The fields of `draft` as written, and its gzip member. Raises ValueError where it is beyond the bounds."""
    fields = {name: one_line(name, value) for name, value in draft.fields.items()}
    fields.setdefault("WARC-Record-ID", record_id())
    fields.setdefault("WARC-Block-Digest", digest(draft.block))
    fields["Content-Length"] = str(len(draft.block))
    # Only the record's own head is warcio's to write: given the HTTP heads, it would write them as it understands them.
    head = StatusAndHeaders("", list(fields.items()), protocol=VERSION).to_bytes(encoding="utf-8")
    if len(head) > MAX_HEAD or len(head) + len(draft.block) + len(_END) > MAX_RECORD:
        raise ValueError(f"a WARC record of {len(head)} and {len(draft.block)} bytes, more than is read back")
    # Level 2 of ISA-L: nearly gzip 6's size at a tenth of its time.
    compressor = isal_zlib.compressobj(2, isal_zlib.DEFLATED, 31)
    member = (compressor.compress(head), compressor.compress(draft.block), compressor.compress(_END))
    return fields, b"".join((*member, compressor.flush()))


class WarcFile:
    """One file being written in `folder`, beginning with a warcinfo record made of `info`.

    What `append` wrote is on the disk after `sync`. When a write fails, the file is cut back to its last whole
    record, and OSError raised.
    """

    def __init__(self, folder: Path, name: str, info: Mapping[str, str], at: str) -> None:
        self.name = name
        self.path = folder / (name + OPEN)
        self.size = 0
        self._hash = hashlib.sha256()
        self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
        block = "".join(f"{key}: {one_line(key, value)}\r\n" for key, value in info.items()).encode()
        fields = {
            "WARC-Type": "warcinfo",
            "WARC-Date": at,
            "WARC-Filename": name,
            "Content-Type": "application/warc-fields",
        }
        try:
            self.append(NewRecord(fields, block))
        except OSError:
            os.close(self._file)
            self.path.unlink()
            raise
        sync_folder(folder)

    def append(self, draft: NewRecord) -> Record:
        """Write one record; it is safe only after `sync`."""
        fields, member = serialize(draft)
        written = 0
        try:
            while written < len(member):
                written += os.write(self._file, memoryview(member)[written:])
        except OSError:
            os.ftruncate(self._file, self.size)
            raise
        self._hash.update(member)
        place = RecordPlace(self.name, self.size, len(member))
        self.size += len(member)
        return Record(fields, draft.block, place)

    def sync(self) -> None:
        """Wait until the disk has everything."""
        os.fsync(self._file)

    def abandon(self) -> None:
        """Leave the file as it is; the next opening of the archive takes up what is in it."""
        os.close(self._file)

    def close(self) -> str:
        """Sync, and return the file's SHA-256; the `.open` in its name is for `publish` to take."""
        self.sync()
        os.close(self._file)
        return self._hash.hexdigest()


def publish(path: Path) -> Path:
    """Give the file `path` its name without `.open`; no file is ever overwritten."""
    final = path.with_name(path.name.removesuffix(OPEN))
    if final.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(final))
    path.rename(final)
    sync_folder(path.parent)
    return final


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows the names in `folder`."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def names(folder: Path) -> list[str]:
    """The WARC files of `folder`, oldest first, each by its name without `.open`."""
    found = {path.name.removesuffix(OPEN) for path in folder.glob(f"*{SUFFIX}*") if path.is_file()}
    return sorted(name for name in found if name.endswith(SUFFIX))


def locate(folder: Path, name: str) -> Path:
    """Where the file `name` is now: under its name, or still being written."""
    path = folder / name
    return path if path.exists() or not path.with_name(name + OPEN).exists() else path.with_name(name + OPEN)


def read_at(folder: Path, name: str, offset: int) -> Record:
    """The record that begins at `offset`. Raises OSError when the file is not there, ValueError on damage."""
    for item in read(folder, name, offset):
        if isinstance(item, Damage):
            raise ValueError(f"{name}: {item.reason} at {offset}")
        return item
    raise ValueError(f"{name}: ends before {offset}")


def read(folder: Path, name: str, offset: int = 0) -> Iterator[Record | Damage]:
    """Every record of a file from `offset` on, and in their place the bytes that are none."""
    with locate(folder, name).open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        while offset < size:
            try:
                plain, length = _member(file, offset)
                fields, block = parse(plain)
            except ValueError as error:
                found = _next_member(file, offset + 1)
                end = size if found is None else found
                yield Damage(RecordPlace(name, offset, end - offset), str(error), found is None)
                offset = end
                continue
            yield Record(fields, block, RecordPlace(name, offset, length))
            offset += length


def parse(plain: bytes | bytearray) -> tuple[Mapping[str, str], bytes]:
    """The fields and the block of one uncompressed record. Raises ValueError where it is none."""
    end = plain.find(_END, 0, MAX_HEAD)
    version, *lines = plain[: max(0, end)].split(b"\r\n")
    if version not in (b"WARC/1.1", b"WARC/1.0"):
        raise ValueError("no WARC record")
    start = end + len(_END)
    fields = {}
    for line in lines:
        name, _, value = line.partition(b":")
        fields[name.decode("utf-8", "replace")] = value.strip().decode("utf-8", "replace")
    length = fields.get("Content-Length", "")
    # Of more digits than any record has, Python makes no number.
    if not re.fullmatch("[0-9]{1,18}", length) or plain[start + int(length) :] != _END:
        raise ValueError("a WARC record of another length than it says")
    return fields, bytes(memoryview(plain)[start : start + int(length)])


def _member(file: io.BufferedReader, offset: int) -> tuple[bytearray, int]:
    """The gzip member at `offset`, decompressed, and its length. Raises ValueError where there is no whole one."""
    file.seek(offset)
    stream = isal_zlib.decompressobj(31)
    plain = bytearray()
    taken = 0
    while not stream.eof:
        data = stream.unconsumed_tail
        if not data:
            data = file.read(_STEP)
            taken += len(data)
        if not data:
            raise ValueError("a gzip member without an end")
        try:
            plain += stream.decompress(data, MAX_RECORD + 1 - len(plain))
        except _BROKEN as error:
            raise ValueError(f"a broken gzip member ({error})") from None
        if len(plain) > MAX_RECORD:
            raise ValueError(f"a gzip member of more than {MAX_RECORD} bytes")
    return plain, taken - len(stream.unused_data)


def _next_member(file: io.BufferedReader, offset: int) -> int | None:
    """Where the next member with a WARC record begins, from `offset` on."""
    overlap = len(_GZIP) - 1
    while True:
        file.seek(offset)
        data = file.read(_STEP)
        at = data.find(_GZIP)
        while at >= 0:
            file.seek(offset + at)
            try:
                if isal_zlib.decompressobj(31).decompress(file.read(_STEP), 64).startswith(b"WARC/1."):
                    return offset + at
            except _BROKEN:
                pass
            at = data.find(_GZIP, at + 1)
        if len(data) < _STEP:
            return None
        offset += len(data) - overlap
