"""What a reader types into the search box, as an FTS5 expression that is always valid.

Words are all wanted; `"a phrase"` (or « a phrase ») is wanted in that order; `gendarm*` is a beginning; `-word`,
`-"a phrase"` and `-begin*` are unwanted. Nothing else has a meaning: every term is quoted (SQLite FTS5, section 3.1),
so AND, NEAR( and quotes that nobody closed are words like others. The index folds case and accents; what it does not
fold, œ/oe, æ/ae and ß/ss, is asked for in both spellings.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import product

#: What is read of a query; nobody types more.
MAX_CHARACTERS = 400
MAX_TERMS = 24

_TERM = re.compile(r'(?P<unwanted>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))(?P<prefix>\*)?')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»‹›", '"'))
_FOLDED = re.compile(r"(œ|oe|æ|ae|ß|ss)")
_SPELLINGS = {pair[0]: pair for pair in (("œ", "oe"), ("æ", "ae"), ("ß", "ss"))}
_SPELLINGS |= {pair[1]: pair for pair in _SPELLINGS.values()}
_MAX_FOLDED = 3


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood: FTS5 expressions for what is wanted and what is not, None where there is nothing."""

    wanted: str | None
    unwanted: str | None
    #: Whether the text was too long to be read whole.
    shortened: bool = False
    #: Whether it wants one word or phrase and no beginning: the index answers `is it in this article?` at once.
    simple: bool = False
    #: What is wanted, term by term as it was typed, and whether each is only a beginning: for marking it in a text.
    terms: tuple[tuple[str, bool], ...] = field(default=(), repr=False)


def parse(text: str) -> Query:
    """The query that `text` means. Never fails: what holds no letter or digit asks for nothing.

    >>> parse('l’intérieur "feuille de route" gendarm* -police').wanted
    '"l’intérieur" AND "feuille de route" AND "gendarm"*'
    >>> parse("cœur -AND").wanted, parse("cœur -AND").unwanted
    ('("cœur" OR "coeur")', '"and"')
    >>> parse('* NEAR( - "')
    Query(wanted='"near("', unwanted=None, shortened=False, simple=True)
    """
    shortened, simple = len(text) > MAX_CHARACTERS, True
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zs") else c for c in text[:MAX_CHARACTERS])
    wanted: list[str] = []
    unwanted: list[str] = []
    terms: list[tuple[str, bool]] = []
    for found in _TERM.finditer(text.translate(_QUOTES)):
        term, prefix = found["phrase"] or found["word"] or "", bool(found["prefix"])
        if found["word"] and term.endswith("*"):
            term, prefix = term.rstrip("*"), True
        if any(_is_token(character) for character in term):
            if len(wanted) + len(unwanted) == MAX_TERMS:
                shortened = True
                break
            (unwanted if found["unwanted"] else wanted).append(_expression(term.strip(), prefix))
            terms += [] if found["unwanted"] else [(term.strip(), prefix)]
            simple = simple and not prefix and not found["unwanted"]
    simple = simple and len(wanted) == 1
    return Query(" AND ".join(wanted) or None, " OR ".join(unwanted) or None, shortened, simple, tuple(terms))


def _is_token(character: str) -> bool:
    """Whether the tokenizer unicode61 takes the character into a word."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"


def _expression(term: str, prefix: bool) -> str:
    """One term, quoted, in all its spellings."""
    pieces = _FOLDED.split(term.lower())
    choices = [
        _SPELLINGS.get(piece, (piece,)) if number < 2 * _MAX_FOLDED else (piece,) for number, piece in enumerate(pieces)
    ]
    quoted = [f'"{"".join(spelling)}"{"*" if prefix else ""}' for spelling in product(*choices)]
    return quoted[0] if len(quoted) == 1 else f"({' OR '.join(quoted)})"
