"""Answers in WARC and WACZ files that others wrote, one at a time, their bytes as they stand in the file.

WARC 1.0 and 1.1, gzipped record by record or as a whole, or plain, as wget, Browsertrix, Heritrix, Common Crawl and
ArchiveBox write them. No more than one answer and its request are in memory.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, cast
from zipfile import BadZipFile, ZipFile

from isal import isal_zlib
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.limitreader import LimitReader  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeadersParserException  # type: ignore[import-untyped]

from archive.model import clock
from archive.wire.http import LIMIT, Head, parse_head

#: No request or head of an answer that is worth keeping is longer. Bytes.
_HEAD_LIMIT = 256 * 1024
_STEP = 1 << 16

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z")
_BROKEN = (
    *(OSError, EOFError, ValueError, zlib.error, ArchiveLoadFailed, StatusAndHeadersParserException),
    cast("type[Exception]", isal_zlib.error),
)


@dataclass(frozen=True, slots=True)
class Foreign:
    """An answer with its request, as `archive.model.exchange.Exchange` has them; and what its record says of itself.

    `original` is the address and the date of the answer whose body it does not repeat, where it is a revisit record.
    """

    file: str
    record_id: str
    url: str
    at: str
    head: bytes
    body: bytes
    request: bytes = b""
    concurrent_to: str | None = None
    ip: str | None = None
    truncated: str | None = None
    payload_digest: str | None = None
    original: tuple[str, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Damaged:
    """What is wrong with a file, or with a record of it, in one line."""

    text: str


#: Whether an answer is worth its body: told by its URL and its head, before the rest is read.
IsWanted = Callable[[str, Head], bool]


def read(path: Path, wanted: IsWanted) -> Iterator[Foreign | Damaged]:
    """The wanted answers of a WARC or WACZ file, and what is wrong with it. Never raises on any bytes."""
    try:
        with path.open("rb") as file:
            is_zip = file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
        if is_zip:
            with ZipFile(path) as package:
                names = [name for name in package.namelist() if name.endswith((".warc", ".warc.gz"))]
                if not names:
                    yield Damaged(f"{path}: is no WACZ: there is no WARC file in it")
                for name in names:
                    with package.open(name) as file:
                        yield from _answers(file, f"{path.name}!{name}", wanted)
        else:
            with path.open("rb") as file:
                yield from _answers(file, path.name, wanted)
    except OSError as error:
        yield Damaged(f"{path}: {error.strerror or error}")
    except (BadZipFile, RuntimeError) as error:  # damaged; encrypted, or compressed in an odd way
        yield Damaged(f"{path}: the ZIP file cannot be read: {error}")


def check(data: bytes, labelled: str) -> bool | None:
    """Whether `data` is what a labelled digest of a WARC says; None for one that nobody can check.

    >>> check(b"", "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"), check(b"x", "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ")
    (True, False)
    """
    name, _, value = labelled.partition(":")
    try:
        digest = hashlib.new(name.lower().replace("-", ""), data, usedforsecurity=False).digest()
    except ValueError:
        return None
    written = (digest.hex(), base64.b32encode(digest).decode().rstrip("="), base64.b64encode(digest).decode())
    return value.lower() == written[0] or value.upper().rstrip("=") == written[1] or value == written[2]


class _Records(ArchiveIterator):  # type: ignore[misc]
    """warcio's reader, which counts a record of a wrong length, and here does not print it."""

    INC_RECORD = ""


class _Gunzipped:
    """A gzip stream of any number of members. What stands before damage, or a cut, is given before it is told.

    `gzip` and `igzip` lose that, and raise EOFError, which warcio takes for the end of the file.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._member: Any = None
        self._data = b""

    def read(self, size: int) -> bytes:
        """Some bytes, `size` at most; none at the end."""
        while True:
            self._data = self._data or self._file.read(_STEP)
            if self._member is None:
                self._data = self._data.lstrip(b"\0")  # padding, as on tapes
                self._member = isal_zlib.decompressobj(31) if self._data else None
            if not self._data:
                if self._member is not None:
                    raise OSError("ends within a gzip member")
                return b""
            out: bytes = self._member.decompress(self._data, size)
            self._data = self._member.unconsumed_tail
            if self._member.eof:
                self._data, self._member = self._member.unused_data, None
            if out:
                return out


def _answers(file: IO[bytes], name: str, wanted: IsWanted) -> Iterator[Foreign | Damaged]:
    """The answers of one WARC stream, and at its end what is wrong with it."""
    pairs = _Pairs()
    count = 0
    wrong = "is empty"
    try:
        for record in _records(file):
            count += 1
            if record.rec_type == "request":
                yield from pairs.asked(_Request.of(record))
                continue
            yield from pairs.rest()
            found = _answer(record, name, wanted)
            if isinstance(found, Foreign):
                yield from pairs.answered(found)
            elif found is not None:
                yield found
    except _BROKEN as error:
        wrong = _explained(error)
    else:
        if count:
            wrong = ""
    yield from pairs.rest()
    if wrong:
        yield Damaged(f"{name}: {wrong}" + (f"; the {count} records before were read" if count else ""))


class _Pairs:
    """Brings answers and requests together: a request stands before its answer (wget) or after it (the others)."""

    def __init__(self) -> None:
        self._request: _Request | None = None
        self._answer: Foreign | None = None

    def asked(self, request: _Request) -> list[Foreign]:
        """A request came by: what it completes."""
        self._request = request
        if self._answer is None or not request.is_of(self._answer):
            return self.rest()
        answer, self._answer = self._answer, None
        return request.with_answer(answer)

    def answered(self, answer: Foreign) -> list[Foreign]:
        """An answer came by: it is given when its request is known."""
        if self._request is not None and self._request.is_of(answer):
            return self._request.with_answer(answer)
        self._answer = answer
        return []

    def rest(self) -> list[Foreign]:
        """The answer that is still without a request: none will come."""
        answer, self._answer = self._answer, None
        return [answer] if answer else []


def _records(file: IO[bytes]) -> Iterator[Any]:
    """The records of a stream, gzipped or not. Raises one of _BROKEN where it is none, or damaged."""
    magic = cast("BufferedReader", file).peek(2)[:2]
    records = _Records(_Gunzipped(file) if magic == b"\x1f\x8b" else file, no_record_parse=True)
    for record in records:
        if records.err_count:
            break
        if record.format != "warc":
            raise ValueError("it is an ARC file; `warcio recompress` makes a WARC file of it")
        if not isinstance(record.raw_stream, LimitReader):
            raise ValueError("a record does not say how long it is")
        yield record
        while record.raw_stream.read(_STEP):
            pass
        if record.raw_stream.limit > 0:
            raise ValueError("ends within a record")
    if records.err_count:
        raise ValueError("a record has another length than it says")


@dataclass(frozen=True, slots=True)
class _Request:
    record_id: str
    concurrent_to: str | None
    url: str
    at: str
    block: bytes

    @classmethod
    def of(cls, record: Any) -> _Request:
        field = record.rec_headers.get_header
        block = _whole(record.raw_stream, _HEAD_LIMIT)
        return cls(
            field("WARC-Record-ID", ""),
            field("WARC-Concurrent-To"),
            field("WARC-Target-URI", ""),
            field("WARC-Date", ""),
            block,
        )

    def is_of(self, answer: Foreign) -> bool:
        """Whether it was asked what `answer` answers."""
        if self.concurrent_to or answer.concurrent_to:
            return self.concurrent_to == answer.record_id or answer.concurrent_to == self.record_id
        return (self.url, self.at) == (answer.url, answer.at)

    def with_answer(self, answer: Foreign) -> list[Foreign]:
        """The answer with its request; none where it was not the page that was asked for (a form that was sent)."""
        return [replace(answer, request=self.block)] if self.block.startswith(b"GET ") else []


def _answer(record: Any, name: str, wanted: IsWanted) -> Foreign | Damaged | None:
    """The answer in a record, where it is wanted and can be trusted."""
    field = record.rec_headers.get_header
    url, at, record_id = field("WARC-Target-URI", ""), field("WARC-Date", ""), field("WARC-Record-ID", "")
    if record.rec_type not in ("response", "revisit") or not url.startswith(("http://", "https://")):
        return None
    head = _head(record.raw_stream)
    if not head or not wanted(url, parse_head(head)):
        return None
    where = f"{name}: the record {record_id} of {url}"
    moment = clock.moment(at) if _DATE.fullmatch(at) else None
    if moment is None or moment > clock.moment(clock.now()):  # type: ignore[operator]
        return Damaged(f"{where} has no date that can be right ({at or 'none'}); passed over")
    if record.length > LIMIT:
        return Damaged(f"{where} is longer than any page ({record.length} bytes); passed over")
    body = _whole(record.raw_stream, LIMIT)
    if record.raw_stream.limit > 0:
        raise ValueError("ends within a record")
    digest = field("WARC-Block-Digest")
    if digest and check(head + body, digest) is False:
        return Damaged(f"{where} is not what its digest says; passed over")
    return Foreign(
        file=name,
        record_id=record_id,
        url=url,
        at=at,
        head=head,
        body=body,
        concurrent_to=field("WARC-Concurrent-To"),
        ip=field("WARC-IP-Address"),
        truncated=field("WARC-Truncated"),
        payload_digest=field("WARC-Payload-Digest"),
        original=(field("WARC-Refers-To-Target-URI") or url, field("WARC-Refers-To-Date"))
        if record.rec_type == "revisit"
        else None,
    )


def _head(stream: Any) -> bytes:
    """The head of an HTTP message with its blank line; empty where there is none."""
    head = bytearray()
    while len(head) < _HEAD_LIMIT:
        line = stream.readline(_HEAD_LIMIT)
        head += line
        if line in (b"\r\n", b"\n", b""):
            return bytes(head) if head.startswith(b"HTTP/") else b""
    return b""


def _whole(stream: Any, limit: int) -> bytes:
    """What is left of a record, at most `limit` bytes of it; one read may give less than there is."""
    pieces = bytearray()
    while len(pieces) < limit and (piece := stream.read(min(_STEP, limit - len(pieces)))):
        pieces += piece
    return bytes(pieces)


def _explained(error: BaseException) -> str:
    """An error of a library as part of one line."""
    if isinstance(error, (ArchiveLoadFailed, StatusAndHeadersParserException)):
        return "no WARC record where one should begin"
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
