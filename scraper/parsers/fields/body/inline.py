"""Markup within a line that says something: what was deleted, where a link leads, which figure is an exponent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from archive.model.article import Span, SpanKind
from archive.model.identity import without_tracking
from scraper.parsers.document.node import INLINE, Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.lexicon.boilerplate import is_aside

_KINDS: dict[str, SpanKind] = {
    **dict.fromkeys(("del", "s", "strike"), "deleted"),
    "ins": "inserted",
    "sub": "subscript",
    "sup": "superscript",
    **dict.fromkeys(("em", "i"), "emphasis"),
    **dict.fromkeys(("strong", "b"), "strong"),
}
#: The same said in CSS.
_STYLES: tuple[tuple[SpanKind, re.Pattern[str]], ...] = (
    ("deleted", re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through")),
    ("superscript", re.compile(r"vertical-align\s*:\s*super")),
    ("subscript", re.compile(r"vertical-align\s*:\s*sub(?!\w)")),
    ("emphasis", re.compile(r"font-style\s*:\s*(?:italic|oblique)")),
    ("strong", re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")),
)
_LINKED = ("http://", "https://", "mailto:")
#: A mark that leads to a note on the same page: a number, a letter, an asterisk or dagger, in brackets or not.
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5}|[*†‡§]{1,3})[\])]?", re.IGNORECASE)
_SPACES = re.compile(" {2,}")
_AT_EDGES = " \u00a0\u200b"
_ORDER = {kind: k for k, kind in enumerate(get_args(SpanKind))}


def read_line(page: Extraction, first: int, last: int) -> tuple[str, tuple[Span, ...]]:
    """The text of `runs[first:last]` in one line, and the spans in it."""
    text = line_text(page, first, last)
    marks = _marks(page, first, last)
    if not marks or not text:
        return text, ()
    runs = _without_asides(page.runs[first:last])
    raw = "".join(runs).replace("\n", " ")
    ends = [0]
    for run in runs:
        ends.append(ends[-1] + len(run))
    edges = sorted({ends[edge - first] for _, _, begin, end in marks for edge in (begin, end)})
    at = _collapsed(raw, edges, text)
    spans = {
        found
        for kind, href, begin, end in marks
        if (found := _trimmed(text, Span(kind, at[ends[begin - first]], at[ends[end - first]], href))) is not None
    }
    return text, ordered(spans)


def line_text(page: Extraction, first: int, last: int) -> str:
    """The text of `runs[first:last]` in one line, without what is said of its links: `(link is external)`."""
    text = page.text_between(first, last)
    if last - first < 2 or ("(" not in text and "[" not in text):
        return text
    runs = page.runs[first:last]
    kept = _without_asides(runs)
    if kept == runs:
        return text
    return _SPACES.sub(" ", "".join(kept).replace("\n", " ")).strip()


def _without_asides(runs: Sequence[str]) -> list[str]:
    return ["" if run[-1:] in (")", "]", " ") and is_aside(run) else run for run in runs]


def read_raw(page: Extraction, first: int, last: int) -> tuple[str, tuple[Span, ...]]:
    """The same of preformatted text: with all its spaces but those at its end."""
    runs = page.runs[first:last]
    text = "".join(runs).rstrip()
    ends = [0]
    for run in runs:
        ends.append(ends[-1] + len(run))
    spans = {
        found
        for kind, href, begin, end in _marks(page, first, last)
        if (found := _trimmed(text, Span(kind, ends[begin - first], ends[end - first], href))) is not None
    }
    return text, ordered(spans)


def shifted(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    """The spans of a text that another text of length `by` now stands before."""
    return tuple(replace(span, start=span.start + by, end=span.end + by) for span in spans)


def ordered(spans: set[Span]) -> tuple[Span, ...]:
    """Spans in the order in which they begin, outer ones first."""
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, _ORDER[span.kind], span.href or "")))


def _marks(page: Extraction, first: int, last: int) -> list[tuple[SpanKind, str | None, int, int]]:
    """The inline elements about runs that say something: as what, where to, and about which of the runs."""
    nodes, owners = page.nodes, page.owners
    seen: set[int] = set()
    found: list[tuple[SpanKind, str | None, int, int]] = []
    for k in range(first, last):
        index = owners[k]
        while index not in seen and nodes[index].tag in INLINE:
            seen.add(index)
            node = nodes[index]
            begin, end = max(node.run, first), min(node.run_end, last)
            if begin < end:
                found += [(kind, href, begin, end) for kind, href in _said(page, node)]
            if node.parent < 0:
                break
            index = node.parent
    return found


def _said(page: Extraction, node: Node) -> list[tuple[SpanKind, str | None]]:
    """What an element says of its text."""
    if node.tag == "a":
        return _leads(page, node)
    found: list[tuple[SpanKind, str | None]] = [(_KINDS[node.tag], None)] if node.tag in _KINDS else []
    if "style" in node.attrs:
        style = node.attrs["style"][:300].lower()
        found += [(kind, None) for kind, pattern in _STYLES if pattern.search(style)]
    return found


def _leads(page: Extraction, node: Node) -> list[tuple[SpanKind, str | None]]:
    written = node.attrs.get("href", "").strip()
    if written.startswith("#"):
        return [("footnote", None)] if node.chars <= 6 and _MARK.fullmatch(page.text(node.index)) else []
    href = page.absolute(written)
    if href is None or not href.lower().startswith(_LINKED) or "/cdn-cgi/l/email-protection" in href:
        return []
    return [("link", without_tracking(href) if href.startswith("http") else href)]


def _collapsed(raw: str, edges: Sequence[int], text: str) -> dict[int, int]:
    """Where places in a text stand once its spaces are collapsed and it is stripped, as `text` is."""
    at: dict[int, int] = {}
    gaps = _SPACES.finditer(raw)
    gap = next(gaps, None)
    removed = 0
    for edge in edges:
        while gap is not None and gap.end() <= edge:
            removed += len(gap[0]) - 1
            gap = next(gaps, None)
        within = max(0, edge - gap.start() - 1) if gap is not None else 0
        at[edge] = edge - removed - within
    lead = _SPACES.sub(" ", raw).find(text)
    return {edge: min(max(place - max(lead, 0), 0), len(text)) for edge, place in at.items()}


def _trimmed(text: str, span: Span) -> Span | None:
    """A span without the spaces at its edges; None where nothing else is left."""
    start, end = span.start, min(span.end, len(text))
    while start < end and text[start] in _AT_EDGES:
        start += 1
    while end > start and text[end - 1] in _AT_EDGES:
        end -= 1
    return replace(span, start=start, end=end) if start < end else None
