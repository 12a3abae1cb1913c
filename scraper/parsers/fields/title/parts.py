"""What a heading is made of: a headline, and a kicker, a day or a label in the same element."""

from __future__ import annotations

import re
from typing import NamedTuple

from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.title.head import MIN_PART, Said
from scraper.parsers.lexicon.titles import names_kicker
from scraper.parsers.text.date_text import read_dates
from scraper.parsers.text.folding import plain, tidy

#: What may stand between a kicker and the headline, or a headline and a date, in one heading.
AROUND = " \u00a0:–—-|•·/"
#: What a headline does not go on with: a bar, or a day.
_SET_OFF = re.compile(r"[|•·/]|[:–—-]?\s*\(?\d")
#: A day in numbers that opens a heading.
_OPENING_DAY = re.compile(
    r"\(?(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{2}[./-]\d{2})\.?\)?[ \u00a0]*[:–—|-]?[ \u00a0]*"
)
_MAX_KICKER = 120
_MAX_PIECES = 12


class Headline(NamedTuple):
    """The headline in a heading, and the kicker before it."""

    text: str
    kicker: str | None = None


class _Piece(NamedTuple):
    """A stretch of a heading: its runs, its text, the child that it stands in (None: loose text)."""

    first: int
    last: int
    text: str
    child: Node | None


def headline_in(page: Extraction, node: Node, said: Said) -> Headline:
    """The headline in a heading."""
    text = page.text(node.index)
    pieces = [piece for piece in _pieces(page, node) if plain(piece.text)]
    while len(pieces) > 1 and is_day(pieces[0].text):
        del pieces[0]
    while len(pieces) > 1 and is_day(pieces[-1].text):
        del pieces[-1]
    if not pieces:
        return Headline(text)
    whole = page.text_between(pieces[0].first, pieces[-1].last)
    if 1 < len(pieces) <= _MAX_PIECES and (parted := _parted(page, pieces, whole, said)):
        return parted
    return _parted_text(whole, said)


def _pieces(page: Extraction, node: Node) -> list[_Piece]:
    """A heading's stretches of text, as its child elements and line ends part it."""
    children = [child for child in page.children(node.index) if child.chars]
    while len(children) == 1 and children[0].chars >= node.chars:
        node = children[0]
        children = [child for child in page.children(node.index) if child.chars]
    bounds: list[tuple[int, int, Node | None]] = []
    at = node.run
    for inner in children:
        bounds += [(at, inner.run, None), (inner.run, inner.run_end, inner)]
        at = inner.run_end
    bounds.append((at, node.run_end, None))
    pieces: list[_Piece] = []
    for first, last, child in bounds:
        start = first
        for k in range(first, last + 1):
            if k == last or page.runs[k] == "\n":
                if k > start and (text := page.text_between(start, k)):
                    pieces.append(_Piece(start, k, text, child))
                start = k + 1
    return pieces


def _parted(page: Extraction, pieces: list[_Piece], whole: str, said: Said) -> Headline | None:
    """The headline and its kicker where they stand in elements or lines of their own."""
    count = len(pieces)
    folded = plain(whole)
    for at in range(1, count):
        kicker = page.text_between(pieces[0].first, pieces[at - 1].last).strip(AROUND)
        rest = page.text_between(pieces[at].first, pieces[-1].last).strip(AROUND[:2])
        own = pieces[at - 1].child is not None and (at == count - 1 or pieces[at].child is not pieces[at - 1].child)
        if not kicker or len(kicker) > _MAX_KICKER or len(plain(rest)) < 4:
            continue
        words = plain(rest)
        if not words.isdecimal() and (words in said.whole or (own and said.parts.get(words, 0.0) == 1.0)):
            return Headline(rest, kicker)
        if own and (
            _is_kicker(pieces[at - 1].child) or (len(kicker) < len(rest) and _joined(kicker, rest, whole, said))
        ):
            return Headline(rest, kicker)
    if folded in said.whole:
        return None
    for end in range(count - 1, 0, -1):
        front = page.text_between(pieces[0].first, pieces[end - 1].last)
        if plain(front) in said.whole and len(plain(front)) >= MIN_PART:
            return Headline(front.rstrip(AROUND))
    return None


def _is_kicker(child: Node | None) -> bool:
    return child is not None and names_kicker(child.names)


def _joined(kicker: str, rest: str, whole: str, said: Said) -> bool:
    """Whether the head joins the two by a mark that a reader of the page does not see."""
    if whole.removeprefix(kicker)[:3].strip(" \u00a0")[:1] in tuple(":–—-|"):
        return False
    joined = plain(f"{kicker} {rest}")
    for claim in said.claims:
        if plain(claim.text) == joined or plain(claim.full) == joined:
            after = claim.full[len(kicker) :].lstrip(" \u00a0")[:1]
            if plain(claim.full[: len(kicker)]) == plain(kicker) and after in tuple(":–—-|"):
                return True
    return False


def is_day(text: str) -> bool:
    """Whether a text is a day and hardly anything else."""
    if len(text) > 60 or not any(char.isdigit() for char in text):
        return False
    tidied = tidy(text)
    spans = read_dates(tidied)
    if len(spans) != 1:
        return False
    rest = tidied[: spans[0].start] + tidied[spans[0].end :]
    return sum(char.isalnum() for char in rest) <= 10


def _parted_text(text: str, said: Said) -> Headline:
    """The headline in one stretch of text of which the head knows a part."""
    if plain(text) in said.whole:
        opening = _OPENING_DAY.match(text)
        return Headline(text[opening.end() :] if opening and len(text) - opening.end() >= MIN_PART else text)
    text = text.replace("\u00ad", "") if "\u00ad" in text else text
    lower = text.lower()
    for claim in said.claims:
        wanted = claim.text
        at = lower.find(wanted.lower())
        if at < 0 or len(wanted) < MIN_PART or len(wanted) * 3 < len(text) or len(lower) != len(text):
            continue
        before, after = text[:at].rstrip(), text[at + len(wanted) :].lstrip()
        if (not before or before[-1] in AROUND) and (not after or _SET_OFF.match(after)):
            kicker = before.strip(AROUND) or None
            return Headline(text[at : at + len(wanted)], None if kicker and is_day(kicker) else kicker)
    opening = _OPENING_DAY.match(text)
    if opening and len(text) - opening.end() >= MIN_PART:
        return Headline(text[opening.end() :])
    return Headline(text)
