"""Strings as dates and names are compared in them: folded, without changing their length."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import ClassVar

#: Longer strings are neither date lines nor bylines; only so much of them is read.
MAX_LENGTH = 400
#: Soft hyphens, and accents that no composed letter holds.
_DROPPED = re.compile("[\u00ad\u0300-\u036f]")

_WORD = re.compile(r"\w+")


class _Folding(dict[int, str]):
    """A table for `str.translate`, filled as characters turn up, that never changes a string's length."""

    _SAME: ClassVar = {
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "ı": "i",
        "ς": "σ",
        "ی": "ي",
        "ک": "ك",
        "’": "'",
        "ʼ": "'",
        "‘": "'",
    }
    _SAME |= dict.fromkeys("–—‐‑−", "-") | dict.fromkeys("\u200b\u200e\u200f\u202a\u202b\u202c\ufeff", " ")

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in self._SAME:
            folded = self._SAME[char]
        elif char.isspace():
            folded = " "
        elif char.isdecimal():
            folded = str(unicodedata.decimal(char))
        else:
            base, *marks = list(unicodedata.normalize("NFKD", char) or char)
            plain = marks and all(unicodedata.combining(mark) for mark in marks)
            wide = not marks and 0xFF00 <= code <= 0xFFEF
            folded = base if plain or wide else char
        self[code] = folded
        return folded


_FOLDING = _Folding()


def tidy(text: str) -> str:
    """The string that spans refer to: without soft hyphens, composed (NFC), cut at MAX_LENGTH."""
    if text.isascii():
        return text[:MAX_LENGTH]
    return _DROPPED.sub("", unicodedata.normalize("NFC", text[: 2 * MAX_LENGTH]))[:MAX_LENGTH]


@lru_cache(8192)
def fold(text: str) -> str:
    """Lower case, without accents, with ASCII digits, plain hyphens, spaces and apostrophes; as long as `text`.

    >>> fold("4 Févr. ２０２０"), fold("٤ فبراير ٢٠٢٠")
    ('4 fevr. 2020', '4 فبراير 2020')
    """
    if text.isascii():
        return text.lower()
    return text.replace("İ", "I").lower().translate(_FOLDING)


def collapsed(text: str) -> str:
    """`text` with each stretch of HTML's white space as one space; no-break spaces are none of it.

    >>> collapsed("Bern,\\n\\t  4. Mai")
    'Bern, 4. Mai'
    """
    for space in "\n\t\r\f\v":
        if space in text:
            text = text.replace(space, " ")
    while "  " in text:  # each round halves the longest stretch
        text = text.replace("  ", " ")
    return text


def plain(text: str) -> str:
    """Text as titles are compared: letters and digits, lower-case, one space between words."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORD.findall(folded))
