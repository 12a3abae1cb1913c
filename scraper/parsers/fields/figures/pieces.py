"""Texts that stand with a picture, and what speaks for and against each of them being the picture's words.

A piece is an element without a picture in it: beside the picture in the box that holds no other one, or right after
that box or before it. What counts for it is where it stands and how (structure, type), whether it agrees with what the
picture's attributes say, and its shape; what its class is called comes last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.parsers.document.node import INLINE, Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.figures.names import CAPTION, CREDIT, PICTURE_BOX
from scraper.parsers.text.credits import is_instruction, split_caption

#: So many elements are looked at beside a picture on each level, and so many levels up to its box.
_LOOKS = 12
_LEVELS = 8
_MAX_PIECE = 1500
_BEYOND = 2
_TYPES = {
    "em": "em", "i": "em", "small": "small", "cite": "em", "strong": "bold", "b": "bold", "font": "small",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "figcaption": "figcaption", "caption": "figcaption", "td": "cell", "th": "cell", "dd": "cell", "dt": "cell",
    "ul": "list", "ol": "list", "table": "list", "li": "list", "a": "link", "p": "paragraph", "span": "span",
    "blockquote": "quotation", "button": "button", "form": "button",
}  # fmt: skip
_LENGTHS = ((25, "tiny"), (70, "short"), (160, "line"), (320, "lines"), (600, "long"))
_STOP = (".", "!", "?", "…", "。", "”", "»")
_SIGNS = ("©", "ⓒ", "(c)")
_NAME = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """An element beside a picture, how far up their common ancestor is, and on which side of the picture it stands."""

    node: Node
    level: int
    side: str
    place: int


def pieces_of(page: Extraction, picture: Node, box: Node) -> Iterator[Piece]:
    """The texts beside a picture in its `box`, the nearest first, and those right after the box and before it."""
    path = picture
    for level in range(_LEVELS):
        if path.index == box.index or path.parent < 0:
            break
        around = page.nodes[path.parent]
        yield from _beside(page, path, around, level)
        path = around
    if path.parent >= 0 and path.index == box.index:
        yield from _around_box(page, path)


def _around_box(page: Extraction, box: Node) -> Iterator[Piece]:
    """What follows a box, and what stands right before it."""
    around = page.nodes[box.parent]
    index, count, looks = box.end, 0, 0
    while index < around.end and count < _BEYOND and looks < _LOOKS:
        node = page.nodes[index]
        looks, index = looks + 1, node.end
        if _shows(page, node):
            break
        if node.chars:
            if node.chars > _MAX_PIECE:
                break
            yield Piece(node, -1, "after box", count)
            count += 1
    before = _before(page, box, around)
    if before is not None and 0 < before.chars <= _MAX_PIECE and not _shows(page, before):
        yield Piece(before, -1, "before box", 0)


def _beside(page: Extraction, path: Node, around: Node, level: int) -> Iterator[Piece]:
    before = [
        node for node, _ in zip(page.children(around.index), range(_LOOKS), strict=False) if node.end <= path.index
    ]
    for place, node in enumerate(each for each in reversed(before) if _is_text(page, each)):
        yield Piece(node, level, "before", place)
    index, looks, place = path.end, 0, 0
    while index < around.end and looks < _LOOKS:
        node = page.nodes[index]
        looks, index = looks + 1, node.end
        if _is_text(page, node):
            yield Piece(node, level, "after", place)
            place += 1


def _before(page: Extraction, box: Node, around: Node) -> Node | None:
    """The last element with text before a box in the element around both."""
    last: Node | None = None
    for looks, node in enumerate(page.children(around.index)):
        if node.index >= box.index or looks > 40:
            break
        if node.chars or _shows(page, node):
            last = node
    return last


def _is_text(page: Extraction, node: Node) -> bool:
    return 0 < node.chars <= _MAX_PIECE and not _shows(page, node)


def _shows(page: Extraction, node: Node) -> bool:
    """Whether a picture or a film is in an element."""
    return node.tag in ("img", "video", "figure", "picture", "iframe") or any(
        bisect_left(found, node.index) < bisect_left(found, node.end)
        for found in (page.tagged("img"), page.tagged("video"))
    )


class Signals:
    """What is known of the elements of one page, worked out once: how often a style stands beside pictures."""

    def __init__(self, page: Extraction, pieces: Sequence[Piece]) -> None:
        first, last = page.content
        wanted = {_style(piece.node) for piece in pieces}
        self.total = dict.fromkeys(wanted, 0)
        for index in (
            range(min(first, *(p.node.index for p in pieces)), max(last, *(p.node.index + 1 for p in pieces)))
            if pieces
            else ()
        ):
            node = page.nodes[index]
            if node.chars and (style := _style(node)) in wanted:
                self.total[style] += 1
        self.beside = dict.fromkeys(wanted, 0)
        for node in {
            piece.node.index: piece.node for piece in pieces if piece.place == 0 and piece.side != "before box"
        }.values():
            self.beside[_style(node)] += 1


def _style(node: Node) -> tuple[str, str]:
    return node.tag, node.names


def features_of(page: Extraction, signals: Signals, picture: Node, box: Node, piece: Piece) -> dict[str, float]:
    """What speaks for a piece and against it, as numbers under names that begin with the kind of evidence."""
    node = piece.node
    text = page.text(node.index)
    found: dict[str, float] = {f"structure:{piece.side}": 1.0}
    if piece.level >= 0:
        found["structure:levels"] = min(piece.level, 5) / 5
        found["structure:fills box"] = float(node.chars >= 0.6 * box.chars)
    found[f"structure:place {min(piece.place, 2)}"] = 1.0
    around = page.nodes[node.parent]
    found["structure:in figure"] = float(any(each.tag == "figure" for each in _up(page, node, 4)))
    found["structure:box of little text"] = float(box.chars <= 400)
    found["structure:beside prose"] = float(page.prose_in(around.index) - page.prose_in(node.index) > 200)
    found["structure:is prose"] = float(page.prose_in(node.index) > 0)
    style = _style(node)
    total, beside = signals.total.get(style, 1), signals.beside.get(style, 0)
    found["structure:style only beside pictures"] = float(beside >= 2 and beside >= 0.8 * total)
    found["structure:style once"] = float(total == 1)
    found["structure:style of text"] = float(total >= 3 and beside < 0.5 * total)
    found["structure:in container"] = float(page.container is not None and page.within(node.index, page.container))
    lines = page.lines(node.index)
    found["structure:one line"] = float(len(lines) == 1)
    found["structure:many lines"] = float(len(lines) > 3)
    found[f"type:{_TYPES.get(node.tag, 'block')}"] = 1.0
    inner = _sole(page, node)
    if inner is not None:
        found[f"type:all {_TYPES.get(inner.tag, 'block')}"] = 1.0
    found["type:centred"] = float("center" in node.attrs.get("style", "") or node.attrs.get("align") == "center")
    found["type:links"] = node.link_chars / node.chars
    found.update(_agreement(page, picture, node, text))
    found[f"shape:{next((name for most, name in _LENGTHS if len(text) <= most), 'very long')}"] = 1.0
    found["shape:ends like a sentence"] = float(text.endswith(_STOP))
    found["shape:instruction"] = float(is_instruction(text))
    if len(text) <= 600:
        caption, credit = split_caption("\n".join(lines))
        found["shape:credit alone"] = float(credit is not None and caption is None)
        found["shape:credit at end"] = float(credit is not None and caption is not None and _ends_with(text, credit))
    found["shape:sign"] = float(any(sign in text for sign in _SIGNS))
    found["shape:colon at end"] = float(text.endswith(":"))
    found["words:caption"] = float(_named(page, node, CAPTION))
    found["words:credit"] = float(_named(page, node, CREDIT))
    found["words:picture box"] = float(
        PICTURE_BOX.search(box.names) is not None or PICTURE_BOX.search(around.names) is not None
    )
    return {name: value for name, value in found.items() if value}


def _agreement(page: Extraction, picture: Node, node: Node, text: str) -> Iterator[tuple[str, float]]:
    described = picture.attrs.get("aria-describedby", "").split() + picture.attrs.get("aria-labelledby", "").split()
    if described:
        yield (
            "agreement:described by",
            float(any(each.attrs.get("id") in described for each in page.nodes[node.index : node.end])),
        )
    link = page.nodes[picture.parent] if picture.parent >= 0 else picture
    told = [picture.attrs.get("title", ""), picture.attrs.get("alt", "")]
    told += [link.attrs.get(name, "") for name in ("title", "data-caption", "data-title")] if link.tag == "a" else []
    words = set(_NAME.findall(text.lower()))
    best = 0.0
    for value in told:
        if value and len(value) <= _MAX_PIECE and (own := set(_NAME.findall(value.lower()))):
            best = max(best, len(own & words) / max(len(own | words), 1))
            if len(value) >= 8 and value.strip() and text.startswith(value.strip()):
                yield "agreement:begins with", 1.0
    yield "agreement:share of words", best
    yield "agreement:same words", float(best >= 0.8)


def _named(page: Extraction, node: Node, names: re.Pattern[str]) -> bool:
    """Whether the element, the one that it fills, or one that fills it has such a name."""
    if names.search(node.names) or any(
        each.names and names.search(each.names) for each in page.nodes[node.index + 1 : min(node.end, node.index + 4)]
    ):
        return True
    around = page.nodes[node.parent]
    return around.chars == node.chars and names.search(around.names) is not None


def _sole(page: Extraction, node: Node) -> Node | None:
    """The innermost inline element that holds all of a node's text."""
    last: Node | None = None
    for inner in page.nodes[node.index + 1 : min(node.end, node.index + 6)]:
        if inner.chars == node.chars and inner.tag in INLINE:
            last = inner
    return last


def _up(page: Extraction, node: Node, most: int) -> Iterator[Node]:
    for around, _ in zip(page.ancestors(node.index), range(most), strict=False):
        yield around


def _ends_with(text: str, credit: str) -> bool:
    return text.rstrip(" .)]）】").endswith(credit.rstrip(" .)"))
