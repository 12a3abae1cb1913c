"""Lines of the body as blocks: paragraphs, headings, list items, quotes, tables, and where pictures stand."""

from __future__ import annotations

from archive.model.article import Block
from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.findings import Figures
from scraper.parsers.signals.lines import BodyLine

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": None}
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "”", "»", '"')
#: Lines from this length are paragraphs of their own, though but one `br` parts them.
_PARAGRAPH = 100
_MAX_CELL = 400


def make_blocks(page: Extraction, lines: list[BodyLine], figures: Figures) -> tuple[Block, ...]:
    """The body's blocks, in reading order."""
    blocks: list[Block] = []
    first, last = page.content
    pictures = [entry for entry in figures.found if first <= entry[0] < last] if page.container is not None else []
    tables: dict[int, bool] = {}
    before: BodyLine | None = None
    item = -1
    for line in lines:
        while pictures and page.nodes[pictures[0][0]].run <= line.first:
            blocks.append(Block("figure", figure=pictures.pop(0)[1].position))
            before = None
        table, kind = _around(page, line.block)
        if table is not None:
            if table.index not in tables:
                rows = _rows(page, table)
                tables[table.index] = bool(rows)
                if rows:
                    blocks.append(Block("table", "\n".join("\t".join(row) for row in rows), rows=rows))
                    page.take(table.index, "blocks")
                    before = None
            if tables[table.index]:
                continue
        page.take_runs(line.first, line.last, "blocks")
        block = _block(page, line, kind)
        if before is not None and blocks and _continues(page, before, line, kind, item):
            blocks[-1] = _joined(blocks[-1], line.text)
        else:
            blocks.append(block)
        before = line
        item = kind.index if kind is not None and kind.tag in ("li", "dd", "dt") else -1
    blocks += [Block("figure", figure=figure.position) for _, figure in pictures]
    return tuple(blocks)


def _around(page: Extraction, index: int) -> tuple[Node | None, Node | None]:
    """The table around a block, and the nearest node that gives it its kind."""
    kind: Node | None = None
    for node in (page.nodes[index], *page.ancestors(index)):
        if node.index == page.container:
            break
        if kind is None and (node.tag in _HEADINGS or node.tag in ("li", "dd", "dt", "blockquote")):
            kind = node
        if node.tag == "table":
            return node, kind
    return None, kind


def _block(page: Extraction, line: BodyLine, kind: Node | None) -> Block:
    if kind is None:
        return Block("paragraph", line.text)
    if kind.tag in _HEADINGS:
        return Block("heading", line.text, level=_HEADINGS[kind.tag])
    if kind.tag == "blockquote":
        return Block("quote", line.text)
    if kind.tag in ("dt", "dd"):
        return Block("list_item", line.text, level=1 if kind.tag == "dt" else 2)
    depth = 0
    ordered = False
    for node in page.ancestors(kind.index):
        if node.index == page.container:
            break
        if node.tag in ("ul", "ol"):
            if not depth:
                ordered = node.tag == "ol"
            depth += 1
    return Block("list_item", line.text, level=depth or 1, ordered=ordered)


def _continues(page: Extraction, before: BodyLine, line: BodyLine, kind: Node | None, item: int) -> bool:
    """Whether a line goes on with the block of the line before it: after one `br`, or within one list item."""
    if kind is not None and kind.tag in ("li", "dd", "dt"):
        return kind.index == item
    if before.block != line.block or page.runs[line.first].startswith("\u3000"):  # as Chinese paragraphs begin
        return False
    breaks = [page.owners[k] for k in range(before.last, line.first) if page.runs[k] == "\n"]
    if len(breaks) != 1 or page.nodes[breaks[0]].tag != "br":
        return False
    return not (before.chars >= _PARAGRAPH and before.text.endswith(_SENTENCE_ENDS))


def _joined(block: Block, text: str) -> Block:
    return Block(block.kind, f"{block.text}\n{text}", block.level, block.ordered)


def _rows(page: Extraction, table: Node) -> tuple[tuple[str, ...], ...]:
    """The cells of a table of data; nothing for a table that only lays a page out."""
    rows: list[list[str]] = []
    for i in range(table.index + 1, table.end):
        node = page.nodes[i]
        if node.tag == "table":
            return ()
        if node.tag == "tr":
            rows.append([])
        elif node.tag in ("td", "th") and rows:
            if node.chars > _MAX_CELL:
                return ()
            rows[-1].append(page.text(i))
    filled = [tuple(row) for row in rows if any(row)]
    if len(filled) < 2 or max(map(len, filled)) < 2:
        return ()
    return tuple(filled)
