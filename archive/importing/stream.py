"""The records of a WARC stream that somebody else wrote: plain or gzipped, one at a time, whatever is wrong with one.

WARC 1.0 and 1.1, heads that end in LF alone, blank lines between records. After a record that is damaged, or of another
length than it says, reading goes on at the next one: at the next gzip member that begins with a record, or else at the
next line that begins one. Heads have a bound; a block is handed out in pieces, so memory stays the same.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import IO, Any, Protocol, cast

from isal import isal_zlib

#: No head of a record is longer. Bytes.
HEAD_LIMIT = 256 * 1024
_STEP = 1 << 16
#: How far one can go back in what cannot be read twice. Bytes.
_HISTORY = 1 << 20
#: How much of a file is read again at most because lengths are wrong: so many times its size, and so many bytes.
_AGAIN_TIMES, _AGAIN_BYTES = 4, 1 << 26

_GZIP = b"\x1f\x8b\x08"
_VERSION = re.compile(rb"WARC/\d{1,3}\.\d{1,3}[ \t\r]*\n")
_BEGIN = re.compile(rb"WARC/\d\.\d{1,2}[ \t]*\r?\n(?:WARC-|Content-)", re.IGNORECASE)
#: Longer than what `_BEGIN` matches; and enough of a gzip member to see how its content begins. Bytes.
_OVERLAP, _PROBE = 64, 4096
_BROKEN = cast("type[Exception]", isal_zlib.error)  # its stub takes it for an instance


class Block:
    """A record: its fields, by name in lower case, and its block, which is read from the stream once.

    What is left of it is passed over when the next record is asked for.
    """

    def __init__(self, reader: _Reader, fields: Mapping[str, str], length: int) -> None:
        self.fields = fields
        self.length = length
        self._reader = reader
        self._begin = reader.position
        self._left = length
        self._wrong: str | None = None
        self._ended = False

    def field(self, name: str) -> str | None:
        """A field of the record's head; None where it is missing or empty."""
        return self.fields.get(name.lower()) or None

    @property
    def type(self) -> str:
        """The WARC-Type, in lower case."""
        return self.fields.get("warc-type", "").lower()

    def read(self, size: int) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        if self._reader.begins_record():
            return b""
        piece = self._reader.take(min(size, self._left))
        self._left -= len(piece)
        return piece

    def whole(self, limit: int) -> bytes:
        """What is left, at most `limit` bytes of it."""
        pieces = bytearray()
        while len(pieces) < limit and (piece := self.read(min(_STEP, limit - len(pieces)))):
            pieces += piece
        return bytes(pieces)

    def http_head(self, limit: int) -> bytes:
        """The head of an HTTP message with its blank line; empty where there is none of `limit` bytes."""
        head = bytearray()
        while len(head) < limit and not self._reader.begins_record():
            line = self._reader.line(min(limit, self._left))
            self._left -= len(line)
            head += line
            if line in (b"\r\n", b"\n", b""):
                return bytes(head) if head[:5].upper() == b"HTTP/" else b""
        return b""

    def end(self, is_right: bool = False) -> str | None:
        """Pass over what is left, and say what is wrong with the record's length, if anything.

        Where its digest says that the block `is_right`, what follows it is no part of it.
        """
        if not self._ended:
            self._ended = True
            while self.read(_STEP):
                pass
            if self._left:
                self._wrong = self._reader.trouble() or "ends before its length"
                if not self._reader.begins_record():
                    self._reader.back(self._begin)
                    self._reader.to_next_record()
            elif not self._reader.to_line_of_record():
                self._wrong = "has another length than it says"
                if not is_right:
                    self._reader.back(self._begin)
                self._reader.to_next_record()
        return self._wrong


def records(file: IO[bytes], size: int | None = None) -> Iterator[Block | str]:
    """The records of a stream; and where there is something else instead, a few words that say what.

    `size` is how long the file is, where it is cheap to read at any place of it.
    """
    magic = file.read(len(_GZIP))
    file.seek(0)
    reader = _Reader(_Gunzipped(file) if magic.startswith(_GZIP[:2]) else _Plain(file, size))
    is_first = True
    while True:
        at_record = reader.to_line_of_record()
        if reader.is_over():
            break
        try:
            if not at_record:
                raise ValueError(_told(reader.peek(64)) if is_first else "no WARC record where one should begin")
            block = _block(reader)
        except ValueError as error:
            yield reader.trouble() or str(error)
            reader.to_next_record()
        else:
            yield block
            block.end()
        is_first = False
    if trouble := reader.trouble():
        yield trouble
    elif is_first:
        yield "is empty"


def _told(begin: bytes) -> str:
    """What a file is that begins so, and is no WARC file."""
    if begin.startswith((b" CDX ", b"CDX ")) or re.match(rb"[^\s)]+\)/\S*+ \d{14} ", begin):
        return "is an index (CDX) of WARC files, and none itself"
    if begin.startswith(b"filedesc://"):
        return "it is an ARC file; `warcio recompress` makes a WARC file of it"
    return "no WARC record where one should begin"


def _block(reader: _Reader) -> Block:
    """The record whose first line comes next. Raises ValueError where its head makes no sense."""
    if not _VERSION.fullmatch(reader.line(_OVERLAP)):
        raise ValueError("no WARC record where one should begin")
    fields: dict[str, str] = {}
    name = ""
    room = HEAD_LIMIT
    while (line := b"" if reader.begins_record() else reader.line(room)).rstrip(b"\r\n"):
        room -= len(line)
        if room <= 0:
            raise ValueError(f"a record's head is longer than {HEAD_LIMIT} bytes")
        text = line.decode("utf-8", "replace")
        if text[0] in " \t" and name:
            fields[name] = f"{fields[name]} {text.strip()}".strip()
            continue
        name, colon, value = text.partition(":")
        name = name.strip().lower()
        if not colon:
            name = ""
        elif name not in fields:
            fields[name] = value.strip()
        else:
            name = ""  # of two fields of a name the first counts, and so do its further lines alone
    length = fields.get("content-length", "")
    if not line:
        raise ValueError("ends within a record's head")
    if not re.fullmatch(r"[0-9]{1,18}", length):
        raise ValueError("a record does not say how long it is")
    return Block(reader, fields, int(length))


class _Source(Protocol):
    """Where bytes come from. `why` says what ended them before their end."""

    why: str | None

    def read(self) -> tuple[bytes, bool]:
        """Some bytes, none at the end; and whether a gzip member begins with them."""

    def seek(self, position: int) -> bool:
        """Go on at `position`, if that can be done."""


class _Plain:
    def __init__(self, file: IO[bytes], size: int | None) -> None:
        self._file = file
        self._again = -1 if size is None else _AGAIN_TIMES * size + _AGAIN_BYTES
        self.why: str | None = None

    def read(self) -> tuple[bytes, bool]:
        return self._file.read(_STEP), False

    def seek(self, position: int) -> bool:
        if self._again < 0:
            return False
        self._again -= self._file.tell() - position
        self._file.seek(position)
        return True


class _Gunzipped:
    """A gzip stream of any number of members. After a broken one it goes on at the next that holds a record."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._member: Any = None
        self._data = b""
        self.why: str | None = None

    def read(self) -> tuple[bytes, bool]:
        begins = False
        while True:
            self._data = self._data or self._file.read(_STEP)
            if self._member is None:
                self._data = self._data.lstrip(b"\0")  # padding, as on tapes
                self._member = isal_zlib.decompressobj(31) if self._data else None
                begins = True
            if not self._data:
                if self._member is not None:
                    self._member, self.why = None, "ends within a gzip member"
                return b"", False
            try:
                out: bytes = self._member.decompress(self._data, _STEP)
            except _BROKEN as error:
                self.why = f"a broken gzip member ({error})"
                self._to_next_member()
                continue
            self._data = self._member.unconsumed_tail
            if self._member.eof:
                self._data, self._member = self._member.unused_data, None
            if out:
                return out, begins

    def seek(self, position: int) -> bool:
        return False

    def _to_next_member(self) -> None:
        """Have the next member that holds a record in `_data`, or nothing where there is none."""
        self._member = None
        data, start, more = self._data, 1, True
        while True:
            at = data.find(_GZIP, start)
            if at >= 0 and (len(data) - at >= _PROBE or not more):
                if _begins_record(data[at : at + _PROBE]):
                    self._data = data[at:]
                    return
                start = at + 1
            elif not more:
                self._data = b""
                return
            else:
                piece = self._file.read(_STEP)
                more = bool(piece)
                data, start = data[at if at >= 0 else max(start, len(data) - len(_GZIP) + 1) :] + piece, 0


def _begins_record(member: bytes) -> bool:
    """Whether a gzip member begins so that holds a record."""
    try:
        return isal_zlib.decompressobj(31).decompress(member, 16).startswith(b"WARC/")
    except _BROKEN:
        return False


class _Reader:
    """What a source gives, with a look ahead, and back for some way."""

    def __init__(self, source: _Source) -> None:
        self._source = source
        self._ahead = bytearray()
        self._past = bytearray()
        self._members: deque[int] = deque()
        self._has_ended = False
        #: Of the next byte, in what was uncompressed.
        self.position = 0

    def trouble(self) -> str | None:
        """What the source said was wrong, once."""
        why, self._source.why = self._source.why, None
        return why

    def is_over(self) -> bool:
        """Whether there is nothing more."""
        return not self.peek(1)

    def begins_record(self) -> bool:
        """Whether a gzip member begins here, with a record."""
        self._fill(1)
        while self._members and self._members[0] < self.position:
            self._members.popleft()
        return bool(self._members) and self._members[0] == self.position and self.peek(7) == b"WARC/1."

    def peek(self, size: int) -> bytes:
        """The next bytes, without taking them."""
        self._fill(size)
        return bytes(self._ahead[:size])

    def take(self, size: int) -> bytes:
        """The next bytes, at most `size`, of one gzip member; none at the end."""
        if size:
            self._fill(1)
        while self._members and self._members[0] <= self.position:
            self._members.popleft()
        if self._members:
            size = min(size, self._members[0] - self.position)
        piece = bytes(self._ahead[:size])
        self._pass(len(piece))
        return piece

    def line(self, limit: int) -> bytes:
        """The next line with its end, at most `limit` bytes of it, and none of a record that begins a gzip member."""
        seen = 0
        self._fill(1)
        while True:
            end = self._ahead.find(b"\n", seen, limit)
            if end >= 0 or len(self._ahead) >= limit or self._has_ended:
                break
            seen = len(self._ahead)
            self._fill(seen + 1)
        size = end + 1 if end >= 0 else min(limit, len(self._ahead))
        size = min([size, *(at for at in self._record_members() if at)])
        line = bytes(self._ahead[:size])
        self._pass(size)
        return line

    def to_line_of_record(self) -> bool:
        """Pass over blank lines; whether a record, or the end, comes next."""
        size = _OVERLAP
        while piece := self.peek(size):
            blank = len(piece) - len(piece.lstrip(b"\r\n"))
            self._pass(blank)
            if blank < len(piece):
                break
            size = _STEP
        return b"WARC/".startswith(self.peek(5))

    def to_next_record(self) -> None:
        """Pass over everything before the next record."""
        while True:
            self._fill(_STEP)
            found = _BEGIN.search(self._ahead)
            places = self._record_members() + ([found.start()] if found else [])
            if places:
                self._pass(min(places))
                return
            if self._has_ended:
                self._pass(len(self._ahead))
                return
            self._pass(max(0, len(self._ahead) - _OVERLAP))

    def back(self, position: int) -> None:
        """Go back to `position`, or as far as one can."""
        distance = min(self.position - position, len(self._past))
        if distance < self.position - position and self._source.seek(position):
            self._ahead.clear()
            self._past.clear()
            self._has_ended, self.position = False, position
        elif distance:
            self._ahead[:0] = self._past[-distance:]
            del self._past[-distance:]
            self.position -= distance

    def _record_members(self) -> list[int]:
        """How far it is to the gzip members ahead that begin with a record."""
        places = (start - self.position for start in self._members if start >= self.position)
        return [at for at in places if self._ahead[at : at + 7] == b"WARC/1."]

    def _fill(self, size: int) -> None:
        while len(self._ahead) < size and not self._has_ended:
            piece, begins = self._source.read()
            if begins:
                self._members.append(self.position + len(self._ahead))
            self._has_ended = not piece
            self._ahead += piece

    def _pass(self, size: int) -> None:
        self._past += self._ahead[:size]
        if len(self._past) > 2 * _HISTORY:
            del self._past[:-_HISTORY]
        del self._ahead[:size]
        self.position += size
