"""The words that stand with a picture, by the element that they stand in."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from scraper.parsers.document.node import INLINE, Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.figures.names import CAPTION, CREDIT, PICTURE_BOX
from scraper.parsers.fields.figures.pieces import Piece, Signals, features_of, pieces_of
from scraper.parsers.scoring.model import Candidate, model_of
from scraper.parsers.text.credits import credit_of, is_instruction, only_credit, split_caption

#: So many elements behind a picture are looked at for its caption.
_LOOKS = 12
_MAX_WORDS = 700
_MAX_CAPTION = 4000
#: A caption, a credit and a counter or a heading: no picture has more words of its own.
_MAX_PIECES = 3
#: What running text never has beside a picture, unless it is the picture's.
_MARKS_OF_CAPTIONS = (
    "rule:any", "agreement:same words", "agreement:begins with", "agreement:described by", "shape:credit at end",
    "shape:sign", "structure:style only beside pictures", "structure:in figure", "words:caption", "type:em",
    "type:all em", "type:small", "type:all small", "type:figcaption",
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_OF_HEADLINE = frozenset(("byline", "title", "kicker"))
#: A shorter `alt` may be a word that a text happens to be, too.
_MIN_ALT = 8
#: More text beside its caption, and a figure holds more than a picture: a quotation, or all that an open tag caught.
_MAX_OTHER = 200
_MAX_PAIR = 300
_MAX_LABELLED = 250
_NO_CAPTIONS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "nav", "form"))


@dataclass(frozen=True, slots=True)
class PictureWords:
    """Caption and credit of one picture, the nodes that hold nothing else, and the rule that found them."""

    caption: str | None = None
    credit: str | None = None
    taken: tuple[int, ...] = ()
    rule: str | None = None


def is_picture_box(names: str) -> bool:
    """Whether a class or id says that the element holds a picture."""
    return PICTURE_BOX.search(names) is not None


def words_of_caption(page: Extraction, figure: Node) -> PictureWords | None:
    """The words in the `figcaption` of a `figure`; None where it has none."""
    inner = page.nodes[figure.index + 1 : figure.end]
    captions = [node for node in inner if node.tag == "figcaption" and 0 < node.chars <= _MAX_CAPTION]
    if not captions:
        return None
    if all(_is_of_author(page, node) for node in captions):
        return PictureWords()
    caption, credit = _caption_and_credit(page, captions[0])
    other = figure.chars - captions[0].chars
    credit = credit or _credit_beside(page, figure, captions[0])
    return PictureWords(caption, credit, (figure.index if other <= _MAX_OTHER else captions[0].index,), "figcaption")


def words_beside(page: Extraction, pictures: Sequence[tuple[Node, Node]]) -> list[PictureWords]:
    """The words of pictures without a `figcaption`, each with the box that holds no other picture, by their likelihood.

    Decided for all of them together: a text is the words of one picture, that for which it is likeliest.
    """
    ruled = [_words_by_rule(page, picture, box) for picture, box in pictures]
    seen: list[tuple[int, Piece]] = []
    for k, (picture, box) in enumerate(pictures):
        own = [piece for piece in pieces_of(page, picture, box) if not _is_text_of_its_own(page, piece.node)]
        known = {piece.node.index for piece in own}
        own += [
            Piece(page.nodes[i], 0, "whole box", 0)
            for i in ruled[k].taken
            if i not in known and page.nodes[i].chars and not _holds_more_than_a_line(page, page.nodes[i])
        ]
        seen += ((k, piece) for piece in own)
    model = model_of("caption")
    least = math.log(model.floor / (1 - model.floor))
    signals = Signals(page, [piece for _, piece in seen])
    marked: list[tuple[float, int, Piece]] = []
    for k, piece in seen:
        features = features_of(page, signals, *pictures[k], piece)
        if ruled[k].rule and piece.node.index in ruled[k].taken:
            features["rule:any"] = features[f"rule:{ruled[k].rule}"] = 1.0
        odds = model.log_odds(features)
        if "rule:any" in features:
            odds = max(odds, least)  # a known form stands, unless what overlaps with it is likelier
        if _may_be_words(page, piece, features):
            marked.append((odds, k, piece))
        if page.trace is not None:
            text = "\n".join(page.lines(piece.node.index))
            page.trace.append(Candidate("caption", ruled[k].rule or piece.side, text, features, odds))
    chosen: dict[int, list[Node]] = {}
    held: list[Node] = []
    for odds, k, piece in sorted(marked, key=lambda mark: (-mark[0], mark[1], mark[2].node.index)):
        node = piece.node
        if odds < least:
            break
        own_nodes = chosen.setdefault(k, [])
        if len(own_nodes) < _MAX_PIECES and not any(
            node.index < other.end and other.index < node.end for other in held
        ):
            own_nodes.append(node)
            held.append(node)
    return [_words_of_chosen(page, chosen.get(k, []), ruled[k]) for k in range(len(pictures))]


def _may_be_words(page: Extraction, piece: Piece, features: Mapping[str, float]) -> bool:
    """Whether a piece is no running text, or running text with something that only a picture's words have."""
    return not page.prose_in(piece.node.index) or any(name in features for name in _MARKS_OF_CAPTIONS)


def _is_text_of_its_own(page: Extraction, node: Node) -> bool:
    """Whether an element is no picture's words, whatever else speaks for it: a headline, a quotation, a long text."""
    if node.tag in ("h1", "h2", "blockquote", "button", "form", "nav") or node.chars > _MAX_WORDS:
        return True
    if node.link_chars > 0.4 * node.chars:
        return True  # a card, or what to read besides
    return _holds_more_than_a_line(page, node) or _is_of_author(page, node)


def _holds_more_than_a_line(page: Extraction, node: Node) -> bool:
    """Whether an element holds a quotation, or a heading with the text below it."""
    inner = page.nodes[node.index + 1 : node.end]
    return any(
        each.tag == "blockquote" or (each.tag in _HEADINGS and 0 < each.chars < node.chars - _MIN_ALT) for each in inner
    )


def _words_of_chosen(page: Extraction, nodes: list[Node], ruled: PictureWords) -> PictureWords:
    """Caption and credit in the elements that were chosen; a rule that names just these knows how they are parted."""
    nodes = sorted(nodes, key=lambda node: node.index)
    if ruled.rule and tuple(node.index for node in nodes) == tuple(
        i for i in sorted(ruled.taken) if page.nodes[i].chars
    ):
        return ruled
    return _words_of(page, nodes, "beside the picture") if nodes else PictureWords()


def _is_of_author(page: Extraction, node: Node) -> bool:
    """Whether the text tells of the author: its runs are the byline's, or it is marked up as one."""
    inner = page.nodes[node.index + 1 : node.end]
    if any(each.tag == "address" or "author" in each.attrs.get("rel", "").split() for each in inner):
        return True
    return any(page.taker[run] in _OF_HEADLINE for run in range(node.run, node.run_end))


def _credit_beside(page: Extraction, figure: Node, caption: Node) -> str | None:
    """The credit in an element of a `figure` that is named for it and stands beside the caption."""
    for node in page.nodes[figure.index + 1 : figure.end]:
        beside = node.end <= caption.index or caption.end <= node.index
        if beside and 0 < node.chars <= _MAX_OTHER and node.names and CREDIT.search(node.names):
            text = page.text(node.index)
            if not is_instruction(text):
                return credit_of(text)
    return None


def _words_by_rule(page: Extraction, picture: Node, box: Node) -> PictureWords:
    """What the first of the rules says that knows a form in which words stand in the `box` or right after it."""
    for look in (
        _of_figure,
        _named_in_box,
        _in_pair,
        _in_picture_box,
        _says_the_alt,
        _after_box,
        _credit_in_box,
        _right_after,
    ):
        words = look(page, picture, box)
        if words is not None:
            return words
    return PictureWords()


def _of_figure(page: Extraction, picture: Node, box: Node) -> PictureWords | None:
    """All short text in a `figure` without `figcaption`; for an empty one what follows it, named for captions."""
    around = next((node for node in page.ancestors(picture.index) if node.tag == "figure"), None)
    figure = picture if picture.tag == "figure" else around
    if figure is None or figure.index < box.index:
        return None
    if not figure.chars:
        named = _named_after(page, figure)
        return _words_of(page, named, "caption element") if named else None
    inner = page.nodes[figure.index + 1 : figure.end]
    if figure.link_chars > 0.8 * figure.chars or figure.chars > _MAX_WORDS:
        return PictureWords()
    if any(node.tag in _NO_CAPTIONS or node.tag == "blockquote" for node in inner):
        return PictureWords()
    caption, credit = _caption_and_credit(page, figure)
    return PictureWords(caption, credit, (figure.index,), "figure" if caption or credit else None)


def _named_in_box(page: Extraction, picture: Node, box: Node) -> PictureWords | None:
    """Elements in the box that are named for captions or credits."""
    named = [node for node in _outermost(page, box) if not picture.index <= node.index < picture.end]
    return _words_of(page, named, "caption element") if named else None


def _in_pair(page: Extraction, picture: Node, box: Node) -> PictureWords | None:
    """A table or a definition list around nothing but the picture and its words."""
    for around in page.ancestors(picture.index):
        if around.index < box.index:
            return None
        if around.tag in ("table", "dl") and 0 < around.chars <= _MAX_PAIR and around.link_chars < around.chars / 2:
            lines = [line for line in page.lines(around.index) if not is_instruction(line)]
            if len(lines) > 3:
                return None
            caption, credit = split_caption("\n".join(lines))
            return PictureWords(caption, credit, (around.index,), around.tag)
    return None


def _in_picture_box(page: Extraction, picture: Node, box: Node) -> PictureWords | None:
    """Text after the picture in a box that is named for pictures."""
    if not is_picture_box(box.names):
        return None
    after = list(_after(page, picture, box))
    if after and sum(node.chars for node in after) <= _MAX_PAIR:
        return _words_of(page, after, "picture box")
    return None


def _says_the_alt(page: Extraction, picture: Node, box: Node) -> PictureWords | None:
    """All of the box's text, or what follows it, where the picture's `alt` says the same: then it is no other text."""
    alt = " ".join(picture.attrs.get("alt", "").split())
    if len(alt) < _MIN_ALT or len(alt) > _MAX_CAPTION:
        return None
    for node in (box, *islice(_siblings(page, box), 1)):
        if node.chars >= len(alt) and page.text(node.index) == alt:
            caption, credit = split_caption(alt)
            return PictureWords(caption, credit, (node.index,), "same as alt")
    return None


def _after_box(page: Extraction, picture: Node, box: Node) -> PictureWords | None:
    """What follows the box: elements named for captions, or one short text with a labelled credit."""
    box = box if box.chars == 0 or box.tag not in INLINE else _block(page, picture, box)
    following = list(_siblings(page, box))
    if named := _named_after(page, box):
        return _words_of(page, named, "caption element")
    if len(following) == 2 and _is_pair(page, *following):
        return _words_of(page, following, "two lines of one style")
    if not following or following[0].tag in _NO_CAPTIONS or following[0].chars > _MAX_LABELLED:
        return None
    node = following[0]
    caption, credit = split_caption("\n".join(page.lines(node.index)))
    if credit and (caption is None or _ends_with_credit(page.text(node.index), credit)):
        return PictureWords(caption, credit, (node.index,), "labelled credit")
    return None


def _named_after(page: Extraction, box: Node) -> list[Node]:
    """The elements right after a box that are named for captions or credits."""
    return list(takewhile(lambda node: CAPTION.search(node.names) or CREDIT.search(node.names), _siblings(page, box)))


def _is_pair(page: Extraction, first: Node, second: Node) -> bool:
    """Whether two short elements after a picture have a style that only such have: caption, then credit."""
    if not first.names or first.names != second.names or first.tag != second.tag:
        return False
    if first.chars > _MAX_LABELLED or len(page.text(second.index).split()) > 8:
        return False
    alike = [node for node in page.children(first.parent) if node.names == first.names and node.tag == first.tag]
    pictures = page.tagged("img")
    around = page.nodes[first.parent]
    shown = bisect_left(pictures, around.end) - bisect_left(pictures, around.index)
    return len(alike) <= 2 * shown and all(node.chars <= _MAX_LABELLED for node in alike)


def _credit_in_box(page: Extraction, picture: Node, box: Node) -> PictureWords | None:
    """A short text with a labelled credit in the box."""
    if not 0 < box.chars <= _MAX_LABELLED or picture.index == box.index:
        return None
    caption, credit = split_caption("\n".join(page.lines(box.index)))
    return PictureWords(caption, credit, (box.index,), "labelled credit") if credit else None


def _right_after(page: Extraction, picture: Node, box: Node) -> PictureWords | None:
    """What follows the picture itself, where its box holds more than the two."""
    return _after_box(page, picture, picture) if picture.index != box.index else None


def _ends_with_credit(text: str, credit: str) -> bool:
    """Whether a text ends with its credit, as captions do and sentences that mention a source do not."""
    end = text.rstrip(" .)]）】摄攝撮影")
    return end.endswith(credit.rstrip(" .)")) or "©" in text or bool(re.search(r"\d{4}\)?\.?$", text))


def _outermost(page: Extraction, box: Node) -> Iterator[Node]:
    """The elements in a box that are named for captions or credits, none within another."""
    index = box.index + 1
    while index < box.end:
        node = page.nodes[index]
        if (
            node.chars
            and node.names
            and node.chars <= _MAX_WORDS
            and (CAPTION.search(node.names) or CREDIT.search(node.names))
        ):
            yield node
            index = node.end
        else:
            index += 1


def _words_of(page: Extraction, nodes: list[Node], rule: str) -> PictureWords:
    """Caption and credit from one element or several, such as one for each."""
    captions: list[str] = []
    credit: str | None = None
    for position, node in enumerate(nodes):
        text = page.text(node.index)
        if is_instruction(text):
            continue
        is_credit = bool(CREDIT.search(node.names)) and not CAPTION.search(node.names.replace("caption-credit", ""))
        second = position == 1 and len(nodes) == 2 and bool(captions) and len(text.split()) <= 8 and credit is None
        if is_credit or second:
            credit = credit or credit_of(text)
            continue
        caption, own = _caption_and_credit(page, node)
        if caption and caption not in captions:
            captions.append(caption)
        credit = credit or own
    return PictureWords(" ".join(captions) or None, credit, tuple(node.index for node in nodes), rule)


def _caption_and_credit(page: Extraction, node: Node) -> tuple[str | None, str | None]:
    """Caption and credit of an element; inner ones named for credits, and `cite` or `small` at its end, are credits."""
    credit_node = _credit_node(page, node)
    if credit_node is None:
        return split_caption("\n".join(_without_buttons(page, node, page.lines(node.index))))
    before = page.lines_between(node.run, credit_node.run)
    after = page.lines_between(credit_node.run_end, node.run_end)
    lines = [line for line in (*before, *after) if not is_instruction(line)]
    caption, label = split_caption("\n".join(_without_buttons(page, node, lines)))
    credit = credit_of("\n".join(page.lines(credit_node.index)))
    if caption:
        caption = _LABEL_LEFT.sub("", caption).strip() or None
    return caption, credit or label


_LABEL_LEFT = re.compile(
    r"[\s–—|(,-]*(?:©|\(c\)|\b(?:quelle|foto|bild|photo|source|credits?|crédits?(?: photo)?|image|fonte|fuente|"
    r"bron)\s*:)\s*$",
    re.IGNORECASE,
)


def _without_buttons(page: Extraction, node: Node, lines: list[str]) -> list[str]:
    """The lines without those that are a button, and without links that tell what to click at their ends.

    A button that shows the credit stays: it tells where that begins.
    """
    inner = page.nodes[node.index + 1 : node.end]
    if any(each.tag in ("button", "summary") for each in inner):
        buttons = {page.text(each.index) for each in inner if each.tag in ("button", "summary")}
        lines = [line for line in lines if line not in buttons or "redit" in line]
    for link in inner:
        if link.tag == "a" and link.chars and is_instruction(text := page.text(link.index)):
            lines = [line.removesuffix(text).rstrip() for line in lines]
    return lines


def _credit_node(page: Extraction, node: Node) -> Node | None:
    """The element within a caption that holds the credit and nothing else."""
    last: Node | None = None
    for index in range(node.index + 1, node.end):
        inner = page.nodes[index]
        if not inner.chars or inner.chars > 160:
            continue
        if inner.names and CREDIT.search(inner.names) and not is_instruction(page.text(index)):
            return inner
        if inner.tag in ("cite", "small", "span") and inner.run_end >= node.run_end - 1:
            last = inner
    if last is None or last.chars >= node.chars or last.link_chars:
        return None
    text = page.text(last.index)
    if is_instruction(text) or only_credit(text) is not None:
        return None if only_credit(text) is None else last
    before = page.text_between(node.run, last.run)
    if last.tag == "cite" or last.tag == "small":
        return last if len(text.split()) <= 10 else None
    named = len(text.split()) <= 5 and text[:1].isupper() and not text.endswith((".", "!", "?"))
    apart = before.endswith((".", "!", "?", "…", ")")) or "/" in text or text.isupper()
    return last if named and apart and len(before.split()) >= 2 else None


def _block(page: Extraction, picture: Node, box: Node) -> Node:
    node = picture
    while node.index > box.index and node.tag in INLINE and node.parent >= 0:
        node = page.nodes[node.parent]
    return node


def _after(page: Extraction, picture: Node, box: Node) -> Iterator[Node]:
    """Elements with text in a box after the picture, at the innermost level that has any."""
    for around in takewhile(lambda node: node.index >= box.index, page.ancestors(picture.index)):
        found = [
            child
            for child in page.children(around.index)
            if child.index > picture.index
            and child.chars
            and child.tag in ("p", "div", "span", "em", "small", "i", "figcaption")
        ]
        if found or around.chars:
            yield from found
            return


def _holds_picture(page: Extraction, node: Node) -> bool:
    pictures = page.tagged("img")
    return node.tag == "figure" or bisect_left(pictures, node.index) < bisect_left(pictures, node.end)


def _siblings(page: Extraction, box: Node) -> Iterator[Node]:
    """The elements that follow a box without text, at its level: two at most, behind a few empty ones."""
    if box.parent < 0 or box.chars:
        return
    parent, index, count, looks = page.nodes[box.parent], box.end, 0, 0
    between = range(box.run_end, min(box.run_end + 2, parent.run_end))
    if any(page.owners[k] == parent.index and not page.runs[k].isspace() for k in between):
        return
    while index < parent.end and count < 2 and looks < _LOOKS:
        node = page.nodes[index]
        index = node.end
        looks += 1
        if node.tag == "br" or (not node.chars and node.tag not in ("img", "picture", "figure", "video")):
            continue
        if not node.chars or _holds_picture(page, node):
            return
        yield node
        count += 1
