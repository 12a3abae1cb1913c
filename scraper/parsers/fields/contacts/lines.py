"""The lines of a page around a value or under a heading, as contact blocks are made of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from archive.model.article import ContactEntry
from scraper.parsers.document.node import INLINE, Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.contacts.entries import ContactLine, LineLink, entries_of
from scraper.parsers.text.emails import clean

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LABELS = frozenset(("dt", "th", "label"))
#: What keeps an element from being seen, in its style, or in its class where it cuts an address.
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])")
_UNSEEN_NAMES = re.compile(r" (?:d-none|hidden|hide|invisible|[\w-]*(?:no-?spam|anti-?spam|honeypot)[\w-]*) ")
#: So far out is an element looked for that is named a postal address.
_DEEP = 4
_WORDS = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_AT_PICTURES = frozenset(("@", "at", "(at)", "[at]", "arobase", "arroba", "chiocciola", "ät"))
_MAY_HOLD_VALUE = re.compile(r"\d|@|\w\.\w|[(\[{ ](?:at|ät|a|arobase|arroba)[ )\]}]|[:：]|＠|~", re.IGNORECASE)
#: A box of contacts is no longer than this; what is longer holds other things too.
MAX_BOX = 700


class Span(NamedTuple):
    """The runs `first` to `last` (exclusive) of one line."""

    first: int
    last: int


class Lines:
    """Lines of a page on demand: above and below a run, with their nodes, links and regions."""

    def __init__(self, page: Extraction) -> None:
        self.page = page
        self._read: dict[Span, ContactLine] = {}
        self._values: dict[Span, list[ContactEntry]] = {}

    @cached_property
    def text(self) -> str:
        """All text of the page, in lines."""
        return "".join(self.page.runs)

    @cached_property
    def _offsets(self) -> list[int]:
        return [0, *accumulate(map(len, self.page.runs))]

    def run_at(self, offset: int) -> int:
        """The run that holds the character at `offset` of `text`."""
        return bisect_right(self._offsets, offset) - 1

    def offset(self, run: int) -> int:
        """Where in `text` the run begins."""
        return self._offsets[run]

    def line(self, run: int) -> Span:
        """The line that the run is in."""
        runs = self.page.runs
        first = last = run
        while first and runs[first - 1] != "\n":
            first -= 1
        while last < len(runs) and runs[last] != "\n":
            last += 1
        return Span(first, last)

    def above(self, span: Span) -> Span | None:
        """The line with text before this one."""
        runs, run = self.page.runs, span.first - 1
        while run >= 0 and runs[run].isspace():
            run -= 1
        return self.line(run) if run >= 0 else None

    def below(self, span: Span) -> Span | None:
        """The line with text after this one."""
        runs, run = self.page.runs, span.last
        while run < len(runs) and runs[run].isspace():
            run += 1
        return self.line(run) if run < len(runs) else None

    def within(self, node: Node) -> Iterator[Span]:
        """The lines with text in an element."""
        span: Span | None = self.below(Span(node.run, node.run))
        while span is not None and span.first < node.run_end:
            yield span
            span = self.below(span)

    def shown(self, span: Span) -> str:
        """The line's text."""
        return self.page.text_between(*span)

    def block(self, span: Span) -> Node:
        """The element that the line stands in: the innermost that is no part of a line."""
        nodes, runs = self.page.nodes, self.page.runs
        run = span.first
        while run < span.last - 1 and runs[run].isspace():
            run += 1
        node = nodes[self.page.owners[run]]
        while (node.tag in INLINE or node.tag == "br") and node.parent >= 0:
            node = nodes[node.parent]
        return node

    def heading(self, span: Span) -> Node | None:
        """The heading element that the line is in."""
        node = self.block(span)
        for _ in range(3):
            if node.tag in _HEADINGS:
                return node
            if node.parent < 0:
                return None
            node = self.page.nodes[node.parent]
        return None

    def is_bold(self, span: Span) -> bool:
        """Whether the line's text is in bold type from its beginning to its end: a heading in all but name."""
        nodes, owners, runs = self.page.nodes, self.page.owners, self.page.runs
        block = self.block(span).index
        for run in range(*span):
            if runs[run].isspace() or runs[run].strip() in (":", "："):
                continue
            node = nodes[owners[run]]
            while node.index > block and node.tag not in ("b", "strong"):
                node = nodes[node.parent]
            if node.tag not in ("b", "strong"):
                return False
        return True

    def region(self, span: Span) -> str:
        """The part of the page around the article that the line is in."""
        return self.page.regions[self.page.owners[span.first]]

    def is_taken(self, span: Span) -> bool:
        """Whether another field has taken the line."""
        return any(self.page.taker[span.first : span.last])

    def box(self, span: Span) -> Node:
        """The largest element around the line that is small enough to be one box, within one region."""
        nodes, regions = self.page.nodes, self.page.regions
        node = self.block(span)
        region, container = regions[node.index], self.page.container
        while node.parent >= 0:
            parent = nodes[node.parent]
            if (
                parent.chars > MAX_BOX
                or parent.tag in ("body", "html", "main", "article")
                or parent.index == container
                or regions[parent.index] != region
            ):
                break
            node = parent
        return node

    def read(self, span: Span) -> ContactLine:
        """The line with its links."""
        line = self._read.get(span)
        if line is None:
            line = self._read[span] = self._line_with_links(span)
        return line

    def values(self, span: Span) -> list[ContactEntry]:
        """The entries of a line by itself, without persons and remarks."""
        found = self._values.get(span)
        if found is None:
            line = self.read(span)
            found = []
            if line.links or _MAY_HOLD_VALUE.search(line.text):
                entries = entries_of([line], self.page.country, self.page.base)
                found = [entry for entry in entries if entry.kind not in ("person", "other")]
            self._values[span] = found
        return found

    def _line_with_links(self, span: Span) -> ContactLine:
        page = self.page
        owners, runs = page.owners, page.runs
        block = self.block(span)
        parts: list[str] = []
        links: list[LineLink] = []
        length, open_link = 0, -1
        signs = self._at_signs
        for run in range(*span):
            text = clean(runs[run])
            style = self._style(owners[run], block.index)
            if style == "unseen":
                continue
            if style == "backwards":
                text = text[::-1]
            if run in signs:
                text = f"@{text.lstrip()}"
            if not parts or parts[-1].endswith(" "):
                text = text.lstrip(" ")
            elif parts[-1][-1:].isdigit() and text[:1].isalpha():
                text = f" {text}"  # a number and its label in elements of their own
            link = self._link(owners[run], block.index)
            if link is not None:
                if link.index == open_link:
                    links[-1] = links[-1]._replace(end=length + len(text))
                else:
                    href = link.attrs.get("href", "")
                    links.append(LineLink(length, length + len(text), href, dict(link.attrs)))
                open_link = link.index
            elif text.strip():
                open_link = -1
            parts.append(text)
            length += len(text)
        line = "".join(parts).rstrip()
        return ContactLine(line, tuple(links), block.tag in _LABELS, self._place(span, line))

    @cached_property
    def _marked(self) -> list[Node]:
        """The elements that microdata or RDFa call a postal address."""
        page = self.page
        return [page.nodes[i] for i in page.itemprops("address") if 0 < page.nodes[i].chars <= MAX_BOX]

    @cached_property
    def _told(self) -> list[tuple[str, frozenset[str]]]:
        """Of each postal address in the page's JSON-LD, its street, and the words of all of it."""
        told = []
        for thing in self.page.meta.json_ld:
            street = thing.get("streetAddress")
            if isinstance(street, str) and len(street) > 5:
                values = [value for value in thing.values() if isinstance(value, str)]
                told.append((street.strip(), frozenset(_WORDS.findall(" ".join(values).casefold()))))
        return told

    def marked_addresses(self) -> Iterator[int]:
        """Where in `text` an address stands that the page's markup or its JSON-LD tells."""
        yield from (self.offset(node.run) for node in self._marked)
        for street, _ in self._told:
            offset = self.text.find(street)
            if offset >= 0:
                yield offset

    def _place(self, span: Span, text: str) -> int | None:
        """Which of the addresses that the markup tells the whole line is part of."""
        node = self.block(span)
        for _ in range(_DEEP):
            named = " adr " in node.names or " p-adr " in node.names or node in self._marked
            if named and node.run <= span.first and not "".join(self.page.runs[node.run_end : span.last]).strip(" ,\n"):
                return node.index
            if node.parent < 0:
                break
            node = self.page.nodes[node.parent]
        for number, (_, words) in enumerate(self._told, 1):
            if 3 <= len(text) <= 120 and words.issuperset(_WORDS.findall(text.casefold())) and _LETTERS.search(text):
                return -number
        return None

    @cached_property
    def _at_signs(self) -> frozenset[int]:
        """The runs before which a picture shows the at sign of an e-mail address."""
        page = self.page
        pictures = (page.nodes[index] for index in page.tagged("img"))
        return frozenset(node.run for node in pictures if node.attrs.get("alt", "").strip().lower() in _AT_PICTURES)

    def at_pictures(self) -> Iterator[int]:
        """Where in `text` a picture stands for an at sign."""
        return (self.offset(run) for run in sorted(self._at_signs) if run < len(self.page.runs))

    def _style(self, index: int, block: int) -> str:
        """`unseen` or `backwards`, where an element within a line says that readers do not see its text as it is."""
        nodes = self.page.nodes
        while index > block:
            node = nodes[index]
            if node.attrs:
                style = node.attrs.get("style", "")[:300].lower()
                if (
                    "hidden" in node.attrs
                    or (style and _UNSEEN_STYLE.search(style))
                    or _UNSEEN_NAMES.search(node.names)
                ):
                    return "unseen"
                turned = "bidi-override" in style or node.tag == "bdo"
                if turned and ("rtl" in style or node.attrs.get("dir", "").lower() == "rtl"):
                    return "backwards"
            index = node.parent
        return ""

    def _link(self, index: int, block: int) -> Node | None:
        """The link around a node, within its block; or an element whose attributes may hold an address."""
        nodes = self.page.nodes
        while index > block:
            node = nodes[index]
            if node.tag == "a" or any(name.startswith("data-") for name in node.attrs):
                return node
            index = node.parent
        node = nodes[index]
        if node.tag != "a" and "first" in node.attrs and "last" in node.attrs:
            return node
        while node.tag != "a" and node.parent >= 0 and nodes[node.parent].tag == "a":
            node = nodes[node.parent]
        return node if node.tag == "a" else None
