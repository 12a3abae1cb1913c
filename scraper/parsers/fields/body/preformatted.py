"""Preformatted text (`pre`, `white-space: pre-line`) as blocks: wrapped prose is paragraphs, columns stay as they are.

Bulletins and releases come as one `pre`: paragraphs broken at a typewriter's margin, and tables set with spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from archive.model.article import Block, Span
from scraper.parsers.fields.body.inline import shifted

#: Narrower text is no prose that was wrapped at a margin.
_MARGIN = 45
#: By so much the lines of one text fall short of its margin.
_SLACK = 4
_COLUMNS = re.compile(r"\S {3,}\S|[^\s.!?:;] {2}\S")
_WIDE_GAP = re.compile(r"\S {3,}\S")
_ITEM = re.compile(r"\s*(?:[*•·▪–—-]|\d{1,2}[.)]|\(?[a-z]\))\s")
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "”", "»", '"')
#: Longer lines are paragraphs of their own.
_PARAGRAPH = 100


class RawLine(NamedTuple):
    """A line as it is written, the markup in it, and how many line ends stand before it."""

    text: str
    spans: tuple[Span, ...]
    ends: int

    @property
    def indent(self) -> int:
        """How many spaces it begins with."""
        return len(self.text) - len(self.text.lstrip(" "))


def preformatted_blocks(lines: Sequence[RawLine], *, layout: bool) -> list[Block]:
    """The blocks that lines make; with `layout` their breaks are kept where they are no mere wrapping."""
    margin = max((len(line.text) for line in lines if not _WIDE_GAP.search(line.text)), default=0)
    found: list[Block] = []
    for chunk in _chunks(lines):
        if _is_wrapped(chunk, margin):
            found += [_joined(part, " ") for part in _paragraphs(chunk, margin)]
        elif _is_laid_out(chunk, layout):
            found.append(_kept(chunk))
        else:
            found += [_joined(part, "\n") for part in _long_lines(chunk)]
    return found


def _is_laid_out(chunk: Sequence[RawLine], layout: bool) -> bool:
    if any(_COLUMNS.search(line.text.lstrip()) for line in chunk):
        return True
    return layout and len(chunk) > 1 and all(len(line.text) < _PARAGRAPH for line in chunk)


def _chunks(lines: Sequence[RawLine]) -> Iterator[list[RawLine]]:
    chunk: list[RawLine] = []
    for line in lines:
        if chunk and line.ends > 1:
            yield chunk
            chunk = []
        chunk.append(line)
    if chunk:
        yield chunk


def _is_wrapped(chunk: Sequence[RawLine], margin: int) -> bool:
    """Whether lines are prose that was broken where the next word would have passed the margin."""
    if len(chunk) < 2 or margin < _MARGIN or any(_WIDE_GAP.search(line.text.lstrip()) for line in chunk):
        return False
    return any(_runs_on(line, after, margin) for line, after in pairwise(chunk)) and all(
        _runs_on(line, after, margin) or _begins(line, after) for line, after in pairwise(chunk)
    )


def _runs_on(line: RawLine, after: RawLine, margin: int) -> bool:
    word = after.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(word) > margin - _SLACK and not _ITEM.match(after.text)


def _begins(line: RawLine, after: RawLine) -> bool:
    """Whether a paragraph or an item begins with the line after this one."""
    return _ITEM.match(after.text) is not None or (
        line.text.endswith(_SENTENCE_ENDS) and after.indent - line.indent >= 2
    )


def _paragraphs(chunk: Sequence[RawLine], margin: int) -> Iterator[list[RawLine]]:
    part = [chunk[0]]
    for line, after in pairwise(chunk):
        if not _runs_on(line, after, margin) or _begins(line, after):
            yield part
            part = []
        part.append(after)
    yield part


def _long_lines(chunk: Sequence[RawLine]) -> Iterator[list[RawLine]]:
    part: list[RawLine] = []
    for line in chunk:
        if part and len(part[-1].text) >= _PARAGRAPH and part[-1].text.endswith(_SENTENCE_ENDS):
            yield part
            part = []
        part.append(line)
    yield part


def _joined(lines: Sequence[RawLine], by: str) -> Block:
    text, spans = "", list[Span]()
    for line in lines:
        text += by if text else ""
        spans += shifted(line.spans, len(text) - line.indent)
        text += line.text.lstrip(" ")
    return Block("paragraph", text, spans=_merged(spans))


def _kept(lines: Sequence[RawLine]) -> Block:
    margin = min(line.indent for line in lines)
    text, spans = "", list[Span]()
    for line in lines:
        text += "\n" if text else ""
        spans += shifted(line.spans, len(text) - margin)
        text += line.text[margin:]
    return Block("preformatted", text, spans=_merged(spans))


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans of one element that line ends had parted, in one again."""
    found: list[Span] = []
    for span in spans:
        for k in range(len(found) - 1, max(len(found) - 4, -1), -1):
            other = found[k]
            if (other.kind, other.href) == (span.kind, span.href) and span.start - other.end == 1:
                found[k] = replace(other, end=span.end)
                break
        else:
            found.append(span)
    return tuple(found)
