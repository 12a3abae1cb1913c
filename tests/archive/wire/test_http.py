"""Bodies as served become payloads: every coding that browsers know, nothing that fills the memory, never an error."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.wire.http import Head, decode, parse_head

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = "Le ministère de l’Intérieur. ".encode() * 400


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]),
    "deflate": zlib.compress(TEXT),
    "Deflate": bare_deflate(TEXT),
    "br": brotli.compress(TEXT),
    "zstd": zstd.compress(TEXT[:100]) + zstd.compress(TEXT[100:]),
}


def head(**headers: str) -> Head:
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return parse_head(f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode())


def chunked(data: bytes, size: int = 1000) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%X;ext=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\nTrailer: x\r\n\r\n"


@pytest.mark.parametrize("coding", PACKED)
def test_every_coding_is_undone(coding: str) -> None:
    payload = decode(head(Content_Encoding=coding), PACKED[coding])
    assert (payload.data, payload.problem) == (TEXT, None)


@pytest.mark.parametrize("coding", PACKED)
def test_chunks_are_joined_before_that(coding: str) -> None:
    payload = decode(head(Transfer_Encoding="chunked", Content_Encoding=coding), chunked(PACKED[coding]))
    assert (payload.data, payload.problem) == (TEXT, None)


def test_codings_are_undone_in_their_order() -> None:
    body = brotli.compress(gzip.compress(TEXT))
    assert decode(head(Content_Encoding="gzip, br"), body).data == TEXT


@pytest.mark.parametrize("coding", PACKED)
def test_a_body_cut_short_gives_what_came_and_says_so(coding: str) -> None:
    body = PACKED[coding]
    payload = decode(head(Content_Encoding=coding), body[: len(body) - 8])
    assert payload.problem == "corrupt"
    assert TEXT.startswith(payload.data[: len(TEXT)])


def test_chunks_cut_short_give_what_came_and_say_so() -> None:
    payload = decode(head(Transfer_Encoding="chunked"), chunked(TEXT)[:2500])
    assert payload.problem == "corrupt"
    assert TEXT.startswith(payload.data)


@pytest.mark.parametrize("coding", [*PACKED, "unknown", "identity"])
def test_a_coding_that_is_named_and_not_there_is_passed_over(coding: str) -> None:
    payload = decode(head(Content_Encoding=coding), b"<html>plain</html>")
    assert payload.data == b"<html>plain</html>"


def test_chunks_that_are_named_and_not_there_are_passed_over() -> None:
    assert decode(head(Transfer_Encoding="chunked"), b"<html>plain</html>").data == b"<html>plain</html>"


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", bare_deflate),
        ("br", brotli.compress),
        ("zstd", zstd.compress),
    ],
)
def test_a_bomb_is_read_up_to_the_limit_only(coding: str, pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(b"\0" * 5_000_000)
    payload = decode(head(Content_Encoding=coding), bomb, limit=100_000)
    assert payload.problem == "limit"
    assert len(payload.data) == 100_000


@given(st.sampled_from(["gzip", "deflate", "br", "zstd", "gzip, br"]), st.binary(max_size=300), st.booleans())
def test_no_body_raises(coding: str, body: bytes, in_chunks: bool) -> None:
    magic = {"gzip": b"\x1f\x8b\x08", "zstd": b"\x28\xb5\x2f\xfd"}.get(coding, b"")
    more = {"Transfer_Encoding": "chunked"} if in_chunks else {}
    decode(head(Content_Encoding=coding, **more), magic + body)


@given(st.binary(max_size=300))
def test_no_head_raises(data: bytes) -> None:
    parse_head(data)
    parse_head(b"HTTP/1.1 200 OK\r\n" + data)


@pytest.mark.parametrize(
    ("raw", "status", "encoding"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n", 200, "utf-8"),
        (b"HTTP/1.1 404\nCONTENT-TYPE:text/html;charset='x'\n\n", 404, "'x'"),
        (b'HTTP/1.0 301 Moved\r\nContent-Type: text/html; charset="iso-8859-15"; x=y\r\n\r\n', 301, "iso-8859-15"),
        (b"HTTP/2 200\r\nContent-Type: text/html\r\n\r\n", 200, None),
        (b"garbage", 0, None),
        (b"", 0, None),
    ],
)
def test_heads_are_read_as_leniently_as_browsers_do(raw: bytes, status: int, encoding: str | None) -> None:
    read = parse_head(raw)
    assert (read.status, read.encoding) == (status, encoding)
