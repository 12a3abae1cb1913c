"""Lines of the body as blocks: paragraphs, headings, list items, quotes, tables, and where pictures and films stand."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.model.article import Block, Span
from scraper.parsers.document.node import Node
from scraper.parsers.document.tree import PREFORMATTED
from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.body.embeds import embeds
from scraper.parsers.fields.body.inline import read_line, read_raw, shifted
from scraper.parsers.fields.body.preformatted import RawLine, preformatted_blocks
from scraper.parsers.fields.body.tables import read_table
from scraper.parsers.findings import Figures
from scraper.parsers.signals.lines import BodyLine

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": None}
_ITEMS = ("li", "dd", "dt")
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "”", "»", '"')
#: Lines from this length are paragraphs of their own, though but one `br` parts them.
_PARAGRAPH = 100


def make_blocks(
    page: Extraction, lines: list[BodyLine], figures: Figures, outside: Iterable[str] = ()
) -> tuple[Block, ...]:
    """The body's blocks, in reading order; films and frames in one of the regions `outside` are none of them."""
    return _Maker(page, lines, _placed(page, figures, frozenset(outside))).made()


class _Maker:
    """What has been made of the lines so far, and what waits."""

    def __init__(self, page: Extraction, lines: Iterable[BodyLine], pictures: deque[tuple[int, Block]]) -> None:
        self.page = page
        self.blocks: list[Block] = []
        self.waiting = deque(lines)
        self.pictures = pictures
        self._tables: dict[int, bool] = {}
        self._preformatted = _outermost(page)
        #: The line before, where another may go on with its block, and the list's item that it stands in.
        self._before: BodyLine | None = None
        self._item = -1

    def made(self) -> tuple[Block, ...]:
        while self.waiting:
            line = self.waiting.popleft()
            while self._is_next(line.first):
                self._add(self.pictures.popleft()[1])
            table, kind = _around(self.page, line.block)
            if table is not None and self._is_of_data(table):
                continue
            self.page.take_runs(line.first, line.last, "blocks")
            raw = self._preformatted_around(line)
            if raw is not None and kind is None:
                self._add(*self._as_written(line, raw))
            else:
                self._read(line, kind, raw)
        self._add(*(block for _, block in self.pictures))
        return tuple(self.blocks)

    def _add(self, *blocks: Block) -> None:
        self.blocks += blocks
        self._before = None

    def _is_next(self, run: int) -> bool:
        return bool(self.pictures) and self.pictures[0][0] <= run

    def _is_of_data(self, table: Node) -> bool:
        """Whether a table is one of data; then its block is made."""
        if table.index not in self._tables:
            block = read_table(self.page, table)
            self._tables[table.index] = block is not None
            if block is not None:
                self._add(block)
                self.page.take(table.index, "blocks")
        return self._tables[table.index]

    def _read(self, line: BodyLine, kind: Node | None, raw: int | None) -> None:
        block = _block(self.page, line, kind)
        before = self._before
        if before is not None and _continues(self.page, before, line, kind, self._item, is_raw=raw is not None):
            self.blocks[-1] = _joined(self.blocks[-1], block.text, block.spans)
        else:
            self.blocks.append(block)
        self._before = line
        self._item = kind.index if kind is not None and kind.tag in _ITEMS else -1

    def _preformatted_around(self, line: BodyLine) -> int | None:
        """The outermost element whose text keeps its lines that a line stands in, where there is one."""
        owner = self.page.owners[line.first]
        at = bisect_right(self._preformatted, owner) - 1
        if at < 0 or not self.page.within(owner, self._preformatted[at]):
            return None
        return self._preformatted[at]

    def _as_written(self, line: BodyLine, element: int) -> list[Block]:
        """The blocks of this line and those after it in the same preformatted text."""
        lines = [line]
        while self.waiting and not self._is_next(self.waiting[0].first):
            after = self.waiting[0]
            if after.block != line.block or self._preformatted_around(after) != element:
                break
            lines.append(self.waiting.popleft())
            self.page.take_runs(after.first, after.last, "blocks")
        written: list[RawLine] = []
        last = line.first
        for each in lines:
            text, spans = read_raw(self.page, each.first, each.last)
            written.append(RawLine(text, spans, self.page.runs[last : each.first].count("\n")))
            last = each.last
        return preformatted_blocks(written, layout=self.page.nodes[element].tag in PREFORMATTED)


def _outermost(page: Extraction) -> list[int]:
    """The elements whose text keeps its lines, without those within another."""
    found: list[int] = []
    for index in page.document.preformatted:
        if not found or not page.within(index, found[-1]):
            found.append(index)
    return found


def _placed(page: Extraction, figures: Figures, outside: frozenset[str]) -> deque[tuple[int, Block]]:
    """Pictures, films and frames between headline and the container's end, each with the run that it stands before."""
    if page.container is None:
        return deque()
    first, last = page.content
    pictures = {index: figure for index, figure in figures.found if first <= index < last}
    placed = [(page.nodes[index].run, Block("figure", figure=figure.position)) for index, figure in pictures.items()]
    placed += [(page.nodes[index].run, block) for index, block in embeds(page, outside) if index not in pictures]
    return deque(sorted(placed, key=lambda entry: entry[0]))


def _around(page: Extraction, index: int) -> tuple[Node | None, Node | None]:
    """The table around a block, and the nearest node that gives it its kind."""
    kind: Node | None = None
    for node in (page.nodes[index], *page.ancestors(index)):
        if node.index == page.container:
            break
        if kind is None and (node.tag in _HEADINGS or node.tag in _ITEMS or node.tag == "blockquote"):
            kind = node
        if node.tag == "table":
            return node, kind
    return None, kind


def _block(page: Extraction, line: BodyLine, kind: Node | None) -> Block:
    spans = _spans(page, line)
    if kind is None:
        return Block("paragraph", line.text, spans=spans)
    if kind.tag in _HEADINGS:
        return Block("heading", line.text, level=_HEADINGS[kind.tag], spans=spans)
    if kind.tag == "blockquote":
        return Block("quote", line.text, spans=spans)
    if kind.tag in ("dt", "dd"):
        return Block("list_item", line.text, level=1 if kind.tag == "dt" else 2, spans=spans)
    depth = 0
    around: Node | None = None
    for node in page.ancestors(kind.index):
        if node.index == page.container:
            break
        if node.tag in ("ul", "ol"):
            around = around or node
            depth += 1
    ordered = around is not None and around.tag == "ol"
    start = _number(page, around, kind) if around is not None and ordered else None
    return Block("list_item", line.text, level=depth or 1, ordered=ordered, spans=spans, start=start)


def _spans(page: Extraction, line: BodyLine) -> tuple[Span, ...]:
    """The markup in a line, where the line is all of its text: a line that a field took the rest of has none."""
    text, spans = read_line(page, line.first, line.last)
    if text == line.text:
        return spans
    return ()


def _number(page: Extraction, around: Node, item: Node) -> int | None:
    """The number that a list's item says that it has: by itself, or as the first of a list that begins with another."""
    own = item.attrs.get("value", "")
    if not own and next((node.index for node in page.children(around.index) if node.tag == "li"), -1) == item.index:
        own = around.attrs.get("start", "")
    own = own.strip()
    digits = own.removeprefix("-")
    number = int(own) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 1
    return number if number != 1 or "value" in item.attrs else None


def _continues(
    page: Extraction, before: BodyLine, line: BodyLine, kind: Node | None, item: int, *, is_raw: bool
) -> bool:
    """Whether a line goes on with the block of the line before it: after one `br`, or within one list item."""
    if kind is not None and kind.tag in _ITEMS:
        return kind.index == item
    if before.block != line.block or page.runs[line.first].startswith("\u3000"):  # as Chinese paragraphs begin
        return False
    breaks = [page.owners[k] for k in range(before.last, line.first) if page.runs[k] == "\n"]
    if len(breaks) != 1 or (page.nodes[breaks[0]].tag != "br" and not is_raw):
        return False
    return not (before.chars >= _PARAGRAPH and before.text.endswith(_SENTENCE_ENDS))


def _joined(block: Block, text: str, spans: Sequence[Span]) -> Block:
    moved = shifted(spans, len(block.text) + 1)
    return replace(block, text=f"{block.text}\n{text}", spans=(*block.spans, *moved))
