"""An Article's blocks as a page shows them: lists nested, headings in steps, figures in their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from archive.model.article import Article, Block, Figure


@dataclass(slots=True)
class ListItem:
    """An item of a list, and the lists inside it."""

    text: str
    lists: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Piece:
    """One piece of the body. A list has `items`; the others are as their block says."""

    kind: Literal["paragraph", "heading", "list", "quote", "table", "figure"]
    text: str = ""
    level: int = 0
    ordered: bool = False
    items: list[ListItem] = field(default_factory=list)
    rows: Sequence[Sequence[str]] = ()
    figure: Figure | None = None


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
            pieces.append(Piece("heading", block.text, levels[block.level or 2]))
        else:
            pieces.append(Piece(block.kind, block.text, rows=block.rows))
    placed = [piece.figure.position for piece in pieces if piece.figure]
    opening = [figure for position, figure in figures.items() if position < min(placed, default=1)]
    closing = [figure for figure in figures.values() if figure not in opening]
    return Body(pieces + lists(items), opening, closing)


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
        open_lists[-1][1].items.append(ListItem(block.text))
    return found
