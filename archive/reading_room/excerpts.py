"""What of a text a search shows: the place where most of its words stand near each other, and the words marked.

SQLite's own snippet() looks at each pair of matches, and nothing interrupts it: one long article kept a search for a
minute. Here a text is read once, in pieces, for as long as there is time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from archive.reading_room.budget import Work

#: Text as pieces that are marked or not.
Pieces = list[tuple[str, bool]]

_LENGTH = 280
_CHUNK, _OVERLAP = 60_000, 400
#: Of so many matches in one chunk the best place is chosen.
_MATCHES = 400
_SPELLINGS = re.compile("œ|oe|æ|ae|ß|ss")
_PAIRS = {one: f"(?:{pair})" for pair in ("œ|oe", "æ|ae", "ß|ss") for one in pair.split("|")}


class _Fold(dict[int, str]):
    """Each character as the index has it: small, without accents; one for one, so that places stay."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFD", chr(code))[0].lower()[0]
        self[code] = plain
        return plain


_FOLD = _Fold()


def pattern(terms: Sequence[tuple[str, bool]]) -> re.Pattern[str] | None:
    """A pattern for any of `terms` in folded text: each words in a row, and whether the last is only a beginning.

    >>> pattern([("l’Intérieur", False), ("gend", True)]).findall("l'interieur et la gendarmerie")
    ["l'interieur", 'gendarmerie']
    """
    found = []
    for text, is_beginning in terms:
        tokens = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).translate(_FOLD))
        spelled = (_SPELLINGS.sub(lambda pair: _PAIRS[pair[0]], re.escape(token)) for token in tokens)
        if words := r"[\W_]{1,100}".join(spelled):
            found.append(words + (r"[^\W_]{0,80}" if is_beginning else r"(?![^\W_])"))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(found)})") if found else None


def marked(text: str, wanted: re.Pattern[str] | None) -> Pieces:
    """The whole of a short text with what is wanted marked."""
    text = unicodedata.normalize("NFC", text)
    return _pieces(text, [match.span() for match in wanted.finditer(text.translate(_FOLD))] if wanted else [])


def excerpt(text: str, wanted: re.Pattern[str] | None, work: Work) -> Pieces | None:
    """The part of a text where what is wanted stands closest; None where it is not found in the time there is."""
    for start in range(0, len(text) if wanted else 0, _CHUNK):
        if work.is_over():
            return None
        chunk = unicodedata.normalize("NFC", text[max(0, start - _OVERLAP) : start + _CHUNK])
        folded, spans = chunk.translate(_FOLD), list[tuple[int, int]]()
        for match in wanted.finditer(folded) if wanted else ():
            spans.append(match.span())
            if len(spans) == _MATCHES:
                break
        if spans:
            return _around(chunk, folded, spans, start > 0, start + _CHUNK < len(text))
    return None


def _around(chunk: str, folded: str, spans: list[tuple[int, int]], more_before: bool, more_after: bool) -> Pieces:
    """A passage of about _LENGTH characters with the most different words of `spans`, the first of such."""
    best, place, last = 0, 0, 0
    counts: dict[str, int] = {}
    for number, (begin, _) in enumerate(spans):
        while last < len(spans) and (spans[last][1] - begin <= _LENGTH - 40 or last == number):
            word = folded[slice(*spans[last])]
            counts[word] = counts.get(word, 0) + 1
            last += 1
        if len(counts) > best:
            best, place = len(counts), number
        word = folded[slice(*spans[number])]
        counts[word] -= 1
        if not counts[word]:
            del counts[word]
    begin = max(0, spans[place][0] - 40)
    end = min(len(chunk), max(begin + _LENGTH, spans[place][1]))
    if begin > 0:
        begin = next((at + 1 for at in range(begin, spans[place][0]) if chunk[at].isspace()), begin)
    if end < len(chunk):
        end = next((at for at in range(end, spans[place][1], -1) if chunk[at].isspace()), end)
    inside = [(one - begin, min(other, end) - begin) for one, other in spans if begin <= one < end]
    found = _pieces(chunk[begin:end], inside)
    before = [("…", False)] if begin > 0 or more_before else []
    return before + found + ([("…", False)] if end < len(chunk) or more_after else [])


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> Pieces:
    found: Pieces = []
    at = 0
    for begin, end in spans:
        found += [(text[at:begin], False)] if begin > at else []
        found += [(text[begin:end], True)] if end > begin else []
        at = end
    return found + ([(text[at:], False)] if at < len(text) else [])
