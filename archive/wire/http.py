"""An HTTP answer as it crossed the wire: its head taken apart, its body decoded. Nothing here changes the bytes kept.

Bodies are chunked (RFC 9112, 7.1) and compressed (RFC 9110, 8.4: gzip, deflate, br; RFC 8878: zstd) at most to a
limit, so that a few kilobytes cannot become all of the memory.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, cast

import brotli  # type: ignore[import-untyped]
from isal import isal_zlib

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: No page of a news site decodes to more than this, in bytes.
LIMIT = 32 * 1024 * 1024

_STATUS = re.compile(rb"HTTP/\d(?:\.\d+)?[ \t]+(\d{3})(?!\d)", re.IGNORECASE)
_FOLD = re.compile(r"\r?\n[ \t]+")
_CHARSET = re.compile(r";\s*charset\s*=\s*(?:\"([^\"]*)\"|([^\s;]+))", re.IGNORECASE)
_CHUNK = re.compile(rb"[0-9A-Fa-f]{1,12}")
_GZIP = b"\x1f\x8b"
# The stubs of isal take its exception for an instance.
_BROKEN = (cast("type[Exception]", isal_zlib.error), cast("type[Exception]", brotli.error), zstd.ZstdError)
_ZSTD = b"\x28\xb5\x2f\xfd"


@dataclass(frozen=True)
class Head:
    """The head of an answer: `status` is 0 where there is none to read; names of `headers` are in lower case."""

    status: int
    headers: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        """The first value of the header `name` (in lower case)."""
        return next((value for key, value in self.headers if key == name), None)

    def tokens(self, name: str) -> list[str]:
        """The comma-separated values of all headers `name`, in lower case."""
        values = ",".join(value for key, value in self.headers if key == name)
        return [token.strip().lower() for token in values.split(",") if token.strip()]

    @cached_property
    def media_type(self) -> str | None:
        """`text/html`, of the Content-Type."""
        # Of several in one line, the first.
        value = re.split("[;,]", self.get("content-type") or "", maxsplit=1)[0].strip().lower()
        return value or None

    @cached_property
    def encoding(self) -> str | None:
        """The charset that the Content-Type names."""
        found = _CHARSET.search(self.get("content-type") or "")
        return (found[1] or found[2] or "").strip().lower() or None if found else None


@dataclass(frozen=True, slots=True)
class Payload:
    """A decoded body. `problem` says why it is not all that the server meant: `limit`, `corrupt`, or None."""

    data: bytes
    problem: str | None = None


def parse_head(head: bytes) -> Head:
    """The status and headers of a response's head; lenient as browsers are, and never raising.

    >>> parse_head(b"HTTP/1.1 200\\nContent-Type: text/html;\\n charset=utf-8\\n\\n").encoding
    'utf-8'
    """
    first, _, rest = head.partition(b"\n")
    status = _STATUS.match(first)
    headers = []
    for line in _FOLD.sub(" ", rest.decode("latin-1")).split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            headers.append((name.strip().lower(), value.strip()))
    return Head(int(status[1]) if status else 0, tuple(headers))


def decode(head: Head, body: bytes, limit: int = LIMIT) -> Payload:
    """The payload of `body`, freed from its transfer and content codings; at most `limit` bytes of it.

    A coding that is named but not there (a plain page that says `gzip`) is passed over, as browsers do.
    """
    data, problem = body, None
    if "chunked" in head.tokens("transfer-encoding"):
        data, problem = _unchunk(body)
    named = [*head.tokens("content-encoding"), *head.tokens("transfer-encoding")]
    for coding in reversed(named):
        data, trouble = _decompress(coding, data, limit)
        problem = problem or trouble
    if len(data) > limit:
        return Payload(data[:limit], "limit")
    return Payload(data, problem)


def _unchunk(body: bytes) -> tuple[bytes, str | None]:
    """The chunks' data; what is not chunked at all is left as it is."""
    chunks: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at)
        line = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not _CHUNK.fullmatch(line):
            return (b"".join(chunks), "corrupt") if chunks or not body else (body, None)
        size = int(line, 16)
        if size == 0:
            return b"".join(chunks), None
        chunks.append(body[end + 1 : end + 1 + size])
        if len(chunks[-1]) < size:
            return b"".join(chunks), "corrupt"
        at = end + 1 + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0


class _Inflater(Protocol):
    """One compressed stream being read: `feed` gives about so many bytes more at most; `rest` is what follows it."""

    done: bool

    def feed(self, size: int) -> bytes: ...

    def rest(self) -> bytes: ...


class _Deflate:
    def __init__(self, data: bytes, window: int) -> None:
        self._stream = isal_zlib.decompressobj(window)
        self._data = data
        self.done = False

    def feed(self, size: int) -> bytes:
        out = self._stream.decompress(self._data, size)
        self._data = self._stream.unconsumed_tail
        self.done = self._stream.eof
        return out

    def rest(self) -> bytes:
        return self._stream.unused_data


class _Brotli:
    def __init__(self, data: bytes) -> None:
        self._stream = brotli.Decompressor()
        self._data = data
        self.done = False

    def feed(self, size: int) -> bytes:
        out: bytes = self._stream.process(self._data, output_buffer_limit=size)
        self._data = b""
        self.done = self._stream.is_finished()
        return out

    def rest(self) -> bytes:
        return b""


class _Zstd:
    def __init__(self, data: bytes) -> None:
        self._stream = zstd.ZstdDecompressor()
        self._data = data
        self.done = False

    def feed(self, size: int) -> bytes:
        out = self._stream.decompress(self._data, size)
        self._data = b""
        self.done = self._stream.eof
        return out

    def rest(self) -> bytes:
        return self._stream.unused_data


def _decompress(coding: str, data: bytes, limit: int) -> tuple[bytes, str | None]:
    """`data` without `coding`; unchanged where the coding is unknown, or plainly not there."""
    match coding:
        case "gzip" | "x-gzip" if data.startswith(_GZIP):
            return _inflate(lambda member: _Deflate(member, 31), data, limit, _GZIP)
        case "deflate":
            # RFC 9110 means the zlib format; servers that send bare deflate data are as old as the name.
            wrapped = len(data) > 1 and data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            return _inflate(lambda stream: _Deflate(stream, 15 if wrapped else -15), data, limit)
        case "br":
            return _inflate(_Brotli, data, limit)
        case "zstd" if data.startswith(_ZSTD):
            return _inflate(_Zstd, data, limit, _ZSTD)
        case _:
            return data, None


def _inflate(
    start: Callable[[bytes], _Inflater], data: bytes, limit: int, magic: bytes | None = None
) -> tuple[bytes, str | None]:
    """What `data` decompresses to; where `magic` follows the first stream, a further one is read."""
    out = bytearray()
    stream = start(data)
    try:
        while len(out) <= limit:
            piece = stream.feed(limit + 1 - len(out))
            out += piece
            if stream.done:
                rest = stream.rest()
                if magic is None or not rest.startswith(magic):
                    return bytes(out), None
                stream = start(rest)
            elif not piece:
                return bytes(out), "corrupt"
    except _BROKEN:
        return (bytes(out), "corrupt") if out or magic else (data, None)
    return bytes(out), "limit"
