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
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit
from zipfile import BadZipFile, ZipFile

from archive.importing import stream
from archive.importing.stream import Block
from archive.model import clock
from archive.model.identity import url_key
from archive.wire.http import LIMIT, Head, decode, parse_head

#: No request or head of an answer that is worth keeping is longer. Bytes.
_HEAD_LIMIT = 256 * 1024
#: RFC 1035, 2.3.4, and a port.
_LONGEST_HOST = 255 + len(":65535")
#: How deep packages are looked for within packages.
_DEPTH = 3

#: A date as this archive writes it.
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z")
#: Any other of ISO 8601 in the W3C's profile, which WARC 1.1 allows from the year on; and the 14 digits of an index.
_LOOSE_DATE = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?)?)?",
    re.IGNORECASE,
)
_NEVER = datetime.max.replace(tzinfo=UTC)
_TRAILER = b"\r\n\r\n"
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})")
#: What Python's and the ZIP format's readers raise on what they cannot read.
_UNREADABLE = (BadZipFile, RuntimeError, EOFError, ValueError, zlib.error)


@dataclass(frozen=True, slots=True)
class Foreign:
    """An answer with its request, as `archive.model.exchange.Exchange` has them; and what its record says of itself.

    `original` is the address and the date of the answer whose body it does not repeat, where it is a revisit record.
    `said_at` is the record's date where `at`, in this archive's form, is not the same text; `note` is what was wrong
    with the record and does no harm. Of an answer that `is_too_long` there is as much as a crawl takes.
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
    said_at: str | None = None
    note: str | None = None
    is_too_long: bool = False


@dataclass(frozen=True, slots=True)
class Damaged:
    """What is wrong with a file, or with a record of it, in one line; `records` is how many it is about."""

    text: str
    records: int = 1


@dataclass(frozen=True, slots=True)
class Passed:
    """A record that is not wanted, and why, in a few words."""

    why: str


#: Why an answer is not wanted, told by its URL and its head before the rest is read; None where it is.
WhyNot = Callable[[str, Head], str | None]


def read(path: Path, why_not: WhyNot) -> Iterator[Foreign | Damaged | Passed]:
    """What each record of a WARC or WACZ file is, and what is wrong with the file. Never raises on any bytes."""
    try:
        with path.open("rb") as file:
            is_zip = file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
            file.seek(0)
            if is_zip:
                yield from _package(file, str(path), path.name, why_not)
            else:
                yield from _answers(file, path.name, why_not, path.stat().st_size)
    except OSError as error:
        yield Damaged(f"{path}: {error.strerror or error}", 0)


def _package(
    file: IO[bytes], place: str, label: str, why_not: WhyNot, depth: int = 1
) -> Iterator[Foreign | Damaged | Passed]:
    """The answers of a WACZ file, and of those in it (the W3C's multi-WACZ packages, as Browsertrix hands them out)."""
    try:
        with ZipFile(file) as package:
            names = package.namelist()
            inner = [name for name in names if name.lower().endswith((".warc", ".warc.gz", ".wacz"))]
            if not inner:
                yield Damaged(f"{place}: is no WACZ: there is no WARC file in it", 0)
            for name in inner:
                where = f"{label}!{name}"
                try:
                    with package.open(name) as member:
                        if not name.lower().endswith(".wacz"):
                            yield from _answers(member, where, why_not, None)
                        elif depth < _DEPTH:
                            yield from _package(member, where, where, why_not, depth + 1)
                        else:
                            yield Damaged(f"{where}: is packed in too many packages; unpack it first", 0)
                except _UNREADABLE as error:  # damaged, encrypted, or compressed in an odd way
                    yield Damaged(f"{where}: cannot be read: {_line(error)}", 0)
    except _UNREADABLE as error:
        yield Damaged(f"{place}: the ZIP file cannot be read: {_line(error)}", 0)


def check(labelled: str, *data: bytes) -> bool | None:
    """Whether `data` is what a labelled digest of a WARC says; None for one that nobody can check.

    >>> check("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", b""), check("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", b"x")
    (True, False)
    >>> check("shake_128:00", b""), check("xxh3:2d06800538d394c2", b""), check("3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", b"")
    (None, None, None)
    """
    name, _, value = labelled.partition(":")
    try:
        hashed = hashlib.new(name.strip().lower().replace("-", ""), usedforsecurity=False)
        for part in data:
            hashed.update(part)
        digest = hashed.digest()
    except (ValueError, TypeError):  # unknown; one whose length is whatever one asks for
        return None
    value = value.strip()
    written = (digest.hex(), base64.b32encode(digest).decode().rstrip("="), base64.b64encode(digest).decode())
    return value.lower() == written[0] or value.upper().rstrip("=") == written[1] or value == written[2]


def address(said: str) -> str | None:
    """The address in a WARC-Target-URI, as a crawl would have it; None for what is none of the web's.

    Old wgets put it in angle brackets, others leave blanks in it. Raises ValueError for one that no page can have.

    >>> address("<HTTP://Example.GOV/a b>")
    'http://example.gov/a%20b'
    """
    said = said.strip()
    if said.startswith("<") and said.endswith(">"):
        said = said[1:-1].strip()
    scheme, colon, rest = said.partition("://")
    if not colon or scheme.lower() not in ("http", "https"):
        return None
    place = re.match(r"[^/?#]*", rest)[0]  # type: ignore[index]
    user, at, host = place.rpartition("@")
    if not host or len(host) > _LONGEST_HOST or re.search(r"[\s<>\"\\^`{|}]", host):
        raise ValueError("no page can be there")
    url = f"{scheme.lower()}://{user}{at}{host.lower()}{_escaped(rest[len(place) :])}"
    if urlsplit(url).port == 0 or not url_key(url):  # both raise ValueError where there is no sense in it
        raise ValueError("no page can be there")
    return url


def _escaped(text: str) -> str:
    return re.sub(r"[\x00-\x20\x7f]", lambda found: f"%{ord(found[0]):02X}", text)


def date(said: str) -> str | None:
    """A WARC-Date in this archive's form; one of less precision is the first moment that it can mean.

    >>> date("2024-05"), date("2024-05-04T12:00+02:00"), date("2024-02-30")
    ('2024-05-01T00:00:00Z', '2024-05-04T10:00:00Z', None)
    """
    said = said.strip()
    if _DATE.fullmatch(said):
        return said if clock.moment(said) else None
    found = _LOOSE_DATE.fullmatch(said)
    if found:
        year, month, day, hour, minute, second, fraction, zone = found.groups()
    elif found := _DIGITS.fullmatch(said):
        (year, month, day, hour, minute, second), fraction, zone = found.groups(), None, None
    else:
        return None
    zone = "Z" if zone is None or zone in "zZ" else zone
    moment = clock.moment(
        f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}"
        f"{(fraction or '')[:7]}{zone}"
    )
    try:
        return clock.text(moment, "milliseconds" if fraction else "seconds") if moment else None
    except (OverflowError, ValueError):
        return None


def _answers(file: IO[bytes], name: str, why_not: WhyNot, size: int | None) -> Iterator[Foreign | Damaged | Passed]:
    """What the records of one WARC stream are, and what is wrong with it."""
    pairs = _Pairs()
    count = 0
    trouble = None
    try:
        for record in stream.records(file, size):
            if isinstance(record, str):
                more = f"; the {count} records before were read" if count else ""
                yield Damaged(f"{name}: {record}{more}", 0)
                continue
            count += 1
            if record.type == "request":
                request = _Request.of(record)
                yield from pairs.asked(request)
                found: Foreign | Damaged | Passed = Passed("requests")
            else:
                yield from pairs.rest()
                found = _answer(record, name, why_not)
            if not isinstance(found, Foreign) and (wrong := record.end()) and not isinstance(found, Damaged):
                found = Damaged(f"{_where(record, name)} {wrong}; passed over")
            if isinstance(found, Foreign):
                yield from pairs.answered(found)
            else:
                yield found
    except OSError as error:
        trouble = error.strerror or str(error)
    yield from pairs.rest()
    if trouble:
        yield Damaged(f"{name}: {trouble}" + (f"; the {count} records before were read" if count else ""), 0)


class _Pairs:
    """Brings answers and requests together: a request stands before its answer (wget) or after it (the others)."""

    def __init__(self) -> None:
        self._request: _Request | None = None
        self._answer: Foreign | None = None

    def asked(self, request: _Request) -> list[Foreign | Passed]:
        """A request came by: what it completes."""
        self._request = request
        if self._answer is None or not request.is_of(self._answer):
            return self.rest()
        answer, self._answer = self._answer, None
        return [request.with_answer(answer)]

    def answered(self, answer: Foreign) -> list[Foreign | Passed]:
        """An answer came by: it is given when its request is known."""
        if self._request is not None and self._request.is_of(answer):
            return [self._request.with_answer(answer)]
        self._answer = answer
        return []

    def rest(self) -> list[Foreign | Passed]:
        """The answer that is still without a request: none will come."""
        answer, self._answer = self._answer, None
        return [answer] if answer else []


@dataclass(frozen=True, slots=True)
class _Request:
    record_id: str
    concurrent_to: str | None
    url: str
    at: str
    block: bytes

    @classmethod
    def of(cls, record: Block) -> _Request:
        url, at = record.field("WARC-Target-URI") or "", record.field("WARC-Date") or ""
        with suppress(ValueError):
            url = address(url) or url
        return cls(
            record.field("WARC-Record-ID") or "",
            record.field("WARC-Concurrent-To"),
            url,
            date(at) or at,
            record.whole(_HEAD_LIMIT),
        )

    def is_of(self, answer: Foreign) -> bool:
        """Whether it was asked what `answer` answers."""
        if self.concurrent_to or answer.concurrent_to:
            return self.concurrent_to == answer.record_id or answer.concurrent_to == self.record_id
        return (self.url, self.at) == (answer.url, answer.at)

    def with_answer(self, answer: Foreign) -> Foreign | Passed:
        """The answer with its request; none where it was not the page that was asked for (a form that was sent)."""
        method = self.block.split(maxsplit=1)[:1]
        if [part.upper() for part in method] == [b"GET"]:
            return replace(answer, request=self.block)
        return Passed("answers to something else than GET")


def _answer(record: Block, name: str, why_not: WhyNot) -> Foreign | Damaged | Passed:
    """The answer in a record, where it is wanted and can be trusted."""
    if record.type not in ("response", "revisit"):
        return Passed(f"{record.type or 'nameless'} records")
    try:
        url = address(record.field("WARC-Target-URI") or "")
    except ValueError:
        return Passed("at addresses that no page can have")
    if url is None:
        return Passed("not of the web")
    if record.field("WARC-Segment-Number"):
        return Passed("in segments")
    raw = record.http_head(_HEAD_LIMIT)
    if not raw:
        return Passed("without an HTTP head")
    if why := why_not(url, parse_head(raw)):
        return Passed(why)
    where = _where(record, name)
    said_at = record.field("WARC-Date") or ""
    at = date(said_at)
    if at is None or (clock.moment(at) or _NEVER) > datetime.now(UTC):
        return Damaged(f"{where} has no date that can be right ({said_at[:40] or 'none'}); passed over")
    answer = Foreign(name, record.field("WARC-Record-ID") or "", url, at, raw, b"")
    if record.length > LIMIT:
        # As a crawl takes it. Its digests are of more than is kept, and say nothing of that.
        note = f"is longer than any page ({record.length} bytes), and kept up to {LIMIT}"
        answer = replace(answer, body=record.whole(LIMIT), truncated="length", is_too_long=True, note=note)
        return replace(answer, said_at=None if said_at == at else said_at)
    return _trusted(record, answer, where, said_at)


def _trusted(record: Block, answer: Foreign, where: str, said_at: str) -> Foreign | Damaged:
    """`answer` with what is left of its record, where that is as long as it says, or what its digest says."""
    is_revisit = record.type == "revisit"
    payload_digest = record.field("WARC-Payload-Digest")
    proved, body, note = _proved(
        answer.head, record.whole(LIMIT), record.field("WARC-Block-Digest"), None if is_revisit else payload_digest
    )
    wrong = record.end(bool(proved))
    if proved is False or (wrong and not proved):
        return Damaged(f"{where} {wrong or 'is not what its digest says'}; passed over")
    return replace(
        answer,
        body=body,
        concurrent_to=record.field("WARC-Concurrent-To"),
        ip=record.field("WARC-IP-Address"),
        truncated=record.field("WARC-Truncated"),
        payload_digest=payload_digest,
        original=_original(record, answer.url) if is_revisit else None,
        said_at=None if said_at == answer.at else said_at,
        note=wrong or note,
    )


def _proved(
    raw: bytes, body: bytes, block_digest: str | None, payload_digest: str | None
) -> tuple[bool | None, bytes, str | None]:
    """Whether a record is what its digests say, None where there are none; its body; and what is odd.

    The payload's is enough: there are writers that give the block another head afterwards. And there are such that
    count the line ends after the block as its last bytes (wget 1.19).
    """
    of_block = check(block_digest, raw, body) if block_digest else None
    if of_block is False:
        for size in range(1, 5):
            if body.endswith(_TRAILER[:size]) and check(block_digest or "", raw, body[:-size]):
                return True, body[:-size], "has another length than it says"
    if of_block is not False:
        return of_block, body, None
    if payload_digest and any(check(payload_digest, data) for data in payloads(parse_head(raw), body)):
        return True, body, "has a payload that is what its digest says, and a block that is not"
    return False, body, None


def payloads(head: Head, body: bytes) -> Iterator[bytes]:
    """What a payload's digest may be of: the body as it came, or, as some have it, what is left without its chunks."""
    yield body
    if "chunked" in head.tokens("transfer-encoding"):
        unchunked = Head(head.status, tuple(header for header in head.headers if header[0] != "content-encoding"))
        yield decode(unchunked, body).data


def _original(record: Block, url: str) -> tuple[str, str | None]:
    """The address and the date of the answer whose body a revisit record does not repeat."""
    with suppress(ValueError):
        url = address(record.field("WARC-Refers-To-Target-URI") or "") or url
    return url, date(record.field("WARC-Refers-To-Date") or "")


def _where(record: Block, name: str) -> str:
    """A record, as a message names it."""
    what = record.field("WARC-Record-ID") or f"without an id ({record.type})"
    url = record.field("WARC-Target-URI")
    return f"{name}: the record {what[:80]}" + (f" of {' '.join(url.split())[:200]}" if url else "")


def _line(error: Exception) -> str:
    """An error of a library as part of one line."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
