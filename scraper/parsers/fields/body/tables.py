"""Tables of data: every cell in its column, headers, what a cell covers, the caption."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from archive.model.article import Block, Cell, Span
from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.body.inline import read_line, shifted

_MAX_CELL = 400
#: No cell covers more columns; and a table with more places than this is none to read.
_MAX_SPAN, _MAX_COLUMNS = 200, 500
_MAX_PLACES = 200_000

#: A row's texts with the markup in them, by column.
Row = dict[int, tuple[str, tuple[Span, ...]]]


def read_table(page: Extraction, table: Node) -> Block | None:
    """The table as a block; None for a table that only lays a page out."""
    written = _written(page, table)
    if written is None:
        return None
    grid, cells = _without_empty_rows(*_placed(page, written))
    width = max((max(row) + 1 for row in grid), default=0)
    if len(grid) < 2 or width < 2 or len(grid) * width > _MAX_PLACES:
        return None
    caption = _caption(page, table)
    text, spans = caption or "", list[Span]()
    rows: list[tuple[str, ...]] = []
    for row in grid:
        texts: list[str] = []
        text += "\n" if text or rows else ""
        for column in range(width):
            said, marked = row.get(column, ("", ()))
            text += "\t" if column else ""
            spans += shifted(marked, len(text))
            text += said
            texts.append(said)
        while texts and not texts[-1]:
            texts.pop()
        text = text.rstrip("\t")
        rows.append(tuple(texts))
    return Block("table", text, rows=tuple(rows), spans=tuple(spans), cells=tuple(cells), caption=caption)


def _written(page: Extraction, table: Node) -> list[list[Node]] | None:
    """The cells of each row as they are written; None where a table or much text stands in one."""
    rows: list[list[Node]] = []
    for node in page.nodes[table.index + 1 : table.end]:
        if node.tag == "table":
            return None
        if node.tag == "tr":
            rows.append([])
        elif node.tag in ("td", "th") and rows:
            if node.chars > _MAX_CELL:
                return None
            rows[-1].append(node)
    return rows


def _placed(page: Extraction, written: list[list[Node]]) -> tuple[list[Row], list[Cell]]:
    """Each row's texts by column, and what is special about some cells. HTML, `Forming a table`."""
    grid: list[Row] = []
    cells: list[Cell] = []
    covered: dict[int, int] = {}  # by column, up to which row a cell above covers it
    for number, row in enumerate(written):
        places: Row = {}
        column = 0
        for node in row:
            while covered.get(column, 0) > number and column < _MAX_COLUMNS:
                column += 1
            if column >= _MAX_COLUMNS:
                break
            wide = max(_span(node, "colspan"), 1)
            high = min(_span(node, "rowspan") or len(written), len(written) - number)
            if node.tag == "th" or wide > 1 or high > 1:
                cells.append(Cell(number, column, node.tag == "th", high, wide))
            if high > 1:
                covered.update(dict.fromkeys(range(column, column + wide), number + high))
            places[column] = read_line(page, node.run, node.run_end)
            column += wide
        grid.append(places)
    return grid, cells


def _without_empty_rows(grid: list[Row], cells: list[Cell]) -> tuple[list[Row], list[Cell]]:
    filled = [any(text for text, _ in row.values()) for row in grid]
    before = [0, *accumulate(filled)]
    placed = [
        replace(cell, row=before[cell.row], rowspan=before[cell.row + cell.rowspan] - before[cell.row])
        for cell in cells
        if filled[cell.row]
    ]
    return [row for row, is_filled in zip(grid, filled, strict=True) if is_filled], placed


def _span(node: Node, name: str) -> int:
    written = node.attrs.get(name, "").strip()
    return min(int(written), _MAX_SPAN) if written.isascii() and written.isdigit() and len(written) < 6 else 1


def _caption(page: Extraction, table: Node) -> str | None:
    inside = next((i for i in page.tagged("caption") if page.within(i, table.index)), None)
    return page.text(inside) or None if inside is not None else None
