"""Lines of an article's text, and the blocks that they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.parsers.document.node import INLINE
from scraper.parsers.extraction import Extraction

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "summary"))


@dataclass(slots=True)
class BodyLine:
    """A line of the body: its runs, text, length, link text's length, and the block and flow that it stands in."""

    first: int
    last: int
    text: str
    chars: int
    links: int
    block: int
    flow: int
    prose: bool


def block_of(page: Extraction, index: int) -> int:
    """The nearest element around a text that is no inline element; of a button in a heading, the heading."""
    nodes = page.nodes
    while nodes[index].tag in INLINE and nodes[index].parent >= 0:
        index = nodes[index].parent
    parent = nodes[index].parent
    if nodes[index].tag == "button" and parent >= 0 and nodes[parent].tag in HEADINGS:
        return parent
    return index
