"""An Article's blocks as a page shows them: lists nested, headings in steps, figures in their places."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup, escape

from archive.model.article import Article, Block, Cell, Figure, Span
from archive.reading_room.security import safe_link

_NOTHING = Markup("")
_ELEMENTS = {
    "deleted": "del",
    "inserted": "ins",
    "subscript": "sub",
    "superscript": "sup",
    "footnote": "sup",
    "emphasis": "em",
    "strong": "strong",
}


@dataclass(slots=True)
class ListItem:
    """An item of a list, its number where it is not the next one, and the lists inside it."""

    text: Markup
    number: int | None = None
    lists: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell, and what of the table it is the header of, or covers."""

    text: Markup
    header: bool = False
    rowspan: int = 1
    colspan: int = 1


@dataclass(slots=True)
class Piece:
    """One piece of the body. A list has `items`; the others are as their block says."""

    kind: Literal["paragraph", "heading", "list", "quote", "table", "preformatted", "figure", "embed"]
    text: Markup = _NOTHING
    level: int = 0
    ordered: bool = False
    items: list[ListItem] = field(default_factory=list)
    rows: Sequence[Sequence[TableCell]] = ()
    caption: Markup = _NOTHING
    figure: Figure | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The pieces of the body in reading order, with the figures that have no place in it: before it, and after."""

    pieces: Sequence[Piece]
    opening: Sequence[Figure]
    closing: Sequence[Figure]


def body(article: Article) -> Body:
    """The body of `article` as a page shows it. A figure that the page has before all others opens it."""
    figures = {figure.position: figure for figure in article.figures}
    levels = heading_levels(article.blocks)
    pieces: list[Piece] = []
    items: list[Block] = []
    for block in article.blocks:
        if block.kind == "list_item":
            items.append(block)
            continue
        pieces += lists(items)
        items = []
        if block.kind == "figure":
            figure = figures.pop(block.figure if block.figure is not None else -1, None)
            pieces += [Piece("figure", figure=figure)] if figure else []
        elif block.kind == "heading":
            pieces.append(Piece("heading", marked_up(block), levels[block.level or 2]))
        elif block.kind == "table":
            pieces.append(table(block))
        else:
            pieces.append(Piece(block.kind, marked_up(block), href=block.href))
    placed = [piece.figure.position for piece in pieces if piece.figure]
    opening = [figure for position, figure in figures.items() if position < min(placed, default=1)]
    closing = [figure for figure in figures.values() if figure not in opening]
    return Body(pieces + lists(items), opening, closing)


def marked_up(block: Block) -> Markup:
    """The text of a block with its spans as elements; only those made here can be in it.

    >>> marked_up(Block("paragraph", "H2O <3", spans=(Span("subscript", 1, 2),)))
    Markup('H<sub>2</sub>O &lt;3')
    """
    return _between(block.text, block.spans, 0, len(block.text))


def _between(text: str, spans: Iterable[Span], first: int, last: int) -> Markup:
    """`text[first:last]` with the elements of the spans in it; one that crosses another's edge is cut there."""
    made: list[Markup] = []
    at = first
    open_spans: list[tuple[int, Markup]] = []  # where each ends, and its end tag
    shown = [(max(span.start, first), min(span.end, last), *tags) for span in spans if (tags := _tags(span))]

    def close(until: int) -> None:
        nonlocal at
        while open_spans and open_spans[-1][0] <= until:
            end, tag = open_spans.pop()
            made.extend((escape(text[at:end]), tag))
            at = end

    for start, end, opening, closing in sorted(shown, key=lambda span: (span[0], -span[1])):
        if start >= end:
            continue
        close(start)
        made.extend((escape(text[at:start]), opening))
        at = start
        open_spans.append((min(end, open_spans[-1][0]) if open_spans else end, closing))
    close(last)
    return Markup("").join((*made, escape(text[at:last])))


def _tags(span: Span) -> tuple[Markup, Markup] | None:
    """The tags of a span's element; None where it has none that is safe."""
    if span.kind == "link":
        href = safe_link(span.href)
        opening = Markup('<a href="{}" rel="external nofollow noopener noreferrer">')
        return (opening.format(href), Markup("</a>")) if href and not href.startswith("tel") else None
    element = _ELEMENTS.get(span.kind)
    return (Markup(f"<{element}>"), Markup(f"</{element}>")) if element else None


def table(block: Block) -> Piece:
    """A table as a page shows it: its cells one after the other, without the places that others cover."""
    special = {(cell.row, cell.column): cell for cell in block.cells}
    covered: set[tuple[int, int]] = set()
    width = max(map(len, block.rows), default=0)
    for cell in block.cells:
        rows = range(cell.row, min(cell.row + cell.rowspan, len(block.rows)))
        columns = range(cell.column, min(cell.column + cell.colspan, width))
        covered.update((row, column) for row in rows for column in columns)
        covered.discard((cell.row, cell.column))
    at = len(block.caption) + 1 if block.caption else 0
    rows_shown: list[list[TableCell]] = []
    spans = deque(sorted(block.spans, key=lambda span: span.start))
    for number, row in enumerate(block.rows):
        shown: list[TableCell] = []
        for column in range(width):
            text = row[column] if column < len(row) else ""
            if (number, column) not in covered:
                about = special.get((number, column), Cell(number, column))
                inside = _between(block.text, _until(spans, at + len(text)), at, at + len(text))
                shown.append(TableCell(inside, about.header, about.rowspan, about.colspan))
            at += len(text) + 1 if column < len(row) else 0
        rows_shown.append(shown)
    caption = escape(block.caption) if block.caption else _NOTHING
    return Piece("table", rows=rows_shown, caption=caption)


def _until(spans: deque[Span], end: int) -> list[Span]:
    """The next spans, which begin before `end`; they are taken off."""
    found = []
    while spans and spans[0].start < end:
        found.append(spans.popleft())
    return found


def heading_levels(blocks: Iterable[Block]) -> dict[int, int]:
    """The page's heading level for each level that the body uses: the highest becomes 2, the next 3, without a gap.

    >>> heading_levels([Block("heading", "a", level=3), Block("heading", "b", level=6)])
    {3: 2, 6: 3}
    """
    used = sorted({block.level or 2 for block in blocks if block.kind == "heading"})
    return {level: min(6, step) for step, level in enumerate(used, start=2)}


def lists(items: Sequence[Block]) -> list[Piece]:
    """List items in a row as nested lists, by their depth; a change from bullets to numbers begins another list."""
    found: list[Piece] = []
    open_lists: list[tuple[int, Piece]] = []
    for block in items:
        level = block.level or 1
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        if open_lists and open_lists[-1][0] == level and open_lists[-1][1].ordered != block.ordered:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level:
            begun = Piece("list", ordered=block.ordered)
            (open_lists[-1][1].items[-1].lists if open_lists else found).append(begun)
            open_lists.append((level, begun))
        open_lists[-1][1].items.append(ListItem(marked_up(block), block.start))
    return found
