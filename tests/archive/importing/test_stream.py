"""The records of damaged WARC streams: whatever one record says of its length, the others are read."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing import stream


def record(name: str, block: bytes, *, length: int | None = None, end: bytes = b"\r\n\r\n", more: bytes = b"") -> bytes:
    said = len(block) if length is None else length
    return b"WARC/1.0\r\nWARC-Type: %b\r\n%bContent-Length: %d\r\n\r\n%b%b" % (name.encode(), more, said, block, end)


def told(data: bytes) -> list[str]:
    """Of each record its type, with `!` where something is wrong; of what is none, the words."""
    found = []
    for item in stream.records(io.BytesIO(data), len(data)):
        if isinstance(item, str):
            found.append(item)
        else:
            item.whole(1 << 20)
            found.append(item.type + ("!" if item.end() else ""))
    return found


PACKINGS: dict[str, Callable[[list[bytes]], bytes]] = {
    "plain": b"".join,
    "a member a record": lambda records: b"".join(map(gzip.compress, records)),
    "one member": lambda records: gzip.compress(b"".join(records)),
    "members of 100 bytes": lambda records: b"".join(
        gzip.compress(b"".join(records)[at : at + 100]) for at in range(0, len(b"".join(records)), 100)
    ),
}
#: Of a gzip member's head: the time, the flags of the compression, the operating system.
_UNPROTECTED = range(4, 10)
BODY = b"A page about a bridge over the river. " * 20


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("error", [-700, -400, -30, -5, -4, -3, -2, -1, 5, 6, 7, 12, 40, 300, 1500, 10**6, 10**12])
def test_a_record_of_a_wrong_length_costs_no_other(packing: str, error: int) -> None:
    good = [record(name, BODY + name.encode()) for name in ("first", "second", "third")]
    bad = record("bad", BODY, length=len(BODY) + error)
    assert told(PACKINGS[packing]([good[0], bad, *good[1:]])) == ["first", "bad!", "second", "third"]
    assert told(PACKINGS[packing]([bad, *good])) == ["bad!", "first", "second", "third"]
    assert told(PACKINGS[packing]([*good, bad]))[:4] == ["first", "second", "third", "bad!"]


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("count", range(1, 5))
def test_a_length_that_counts_line_ends_after_the_block_is_let_pass(packing: str, count: int) -> None:
    odd = record("odd", BODY, length=len(BODY) + count)
    assert told(PACKINGS[packing]([odd, record("next", BODY)])) == ["odd", "next"]


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("end", [b"", b"\n\n", b"\r\n", b"\r\n" * 3, b"\r\n" * 6, b"\n" * 9])
def test_any_number_of_blank_lines_may_stand_between_records(packing: str, end: bytes) -> None:
    assert told(PACKINGS[packing]([record(name, BODY, end=end) for name in "abc"])) == ["a", "b", "c"]


def test_a_record_that_was_cut_and_then_the_next_one_written_costs_no_other() -> None:
    whole = [record(name, BODY) for name in "abc"]
    for cut in range(1, len(BODY)):
        short = whole[1][: -cut - 4]
        for packing in ("plain", "a member a record"):
            found = told(PACKINGS[packing]([whole[0], short, whole[2]]))
            assert found[0] == "a", (cut, packing)
            assert found[-1] == "c", (cut, packing)
            assert "b" not in found, (cut, packing)


@pytest.mark.parametrize(
    "head",
    [
        b"WARC/1.0\r\nX: " + b"x" * 80_000_000 + b"\r\n\r\n",
        b"WARC/1.0\r\n" + b"X-Y: z\r\n" * 1_000_000 + b"\r\n",
        b"WARC/1.0\r\nWARC-Type: bad\r\n\r\n" + BODY + b"\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n" + BODY + b"\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 1e3\r\n\r\n" + BODY + b"\r\n\r\n",
    ],
    ids=["a line of 80 MB", "a million lines", "no length", "a negative length", "a float"],
)
@pytest.mark.parametrize("packing", ["plain", "a member a record"])
def test_a_head_that_makes_no_sense_costs_no_other(packing: str, head: bytes) -> None:
    first, wrong, *rest = told(PACKINGS[packing]([record("a", BODY), head, record("b", BODY), record("c", BODY)]))
    assert (first.rstrip("!"), rest) == ("a", ["b", "c"])
    assert "WARC" in wrong or "head" in wrong or "long" in wrong


def test_a_broken_member_costs_no_other() -> None:
    members = [gzip.compress(record(name, BODY + zlib.compress(BODY))) for name in "abc"]
    for at in range(len(members[1])):
        if at == 3:
            continue  # flags: with others all that follows may be a name
        broken = bytearray(members[1])
        broken[at] ^= 0x55
        found = told(members[0] + bytes(broken) + members[2])
        assert (found[0], "c" in found, "b" in found) == ("a", True, at in _UNPROTECTED), (at, found)


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_heads_are_read_whatever_ends_their_lines(line_end: bytes) -> None:
    head = b"warc/1.0|WARC-Type: one|  folded|WARC-TYPE: two|content-length:3||abc||".upper().replace(b"|", line_end)
    found = next(stream.records(io.BytesIO(head)))
    assert not isinstance(found, str)
    assert (found.type, found.whole(10)) == ("one folded", b"ABC")


PIECES = [
    b"WARC/1.0\r\n",
    b"\n",
    b"\r\n\r\n",
    b"WARC-Type: x\r\n",
    b"Content-Length: 7\r\n",
    b"Content-Length: 99999\r\n",
]
PIECES += [gzip.compress(record("x", b"abc")), gzip.compress(b"WARC/1.0\r\nWARC-Type"), record("x", BODY)]
PIECES += [b"\x1f\x8b\x08", b"\0", b"abc"]


@given(st.lists(st.sampled_from(PIECES)))
def test_no_bytes_stop_it(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    told(data)
    told(gzip.compress(data))
