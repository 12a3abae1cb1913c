"""What a line of text says about its dates: which is the day of publication, which of a change, which of neither."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from scraper.parsers.lexicon.dates import EVENT, MODIFIED, OTHER, PUBLISHED, WEEKDAYS
from scraper.parsers.text.date_text import DateSpan, Order, read_dates
from scraper.parsers.text.folding import fold, tidy
from scraper.parsers.text.wordlists import any_of

DateKind = Literal["published", "modified", "other"]

#: A label further from its date than this many characters is not its label.
_REACH = 32


@dataclass(frozen=True, slots=True)
class DateLine:
    """The dates of a line with what the line calls each (None: nothing), and what else the line says.

    `rest` is the line without dates, their labels, weekdays and clock times; `words` the number of its words.
    """

    dates: tuple[tuple[DateSpan, DateKind | None], ...]
    text: str
    rest: str
    words: int


def _folded(words: str) -> list[str]:
    return [fold(unicodedata.normalize("NFC", word)) for word in words.split(",") if word]


def _labels() -> tuple[dict[str, DateKind], re.Pattern[str]]:
    kinds: dict[str, DateKind] = {}
    tables: tuple[tuple[DateKind, str], ...] = (("published", PUBLISHED), ("other", OTHER), ("modified", MODIFIED))
    for kind, words in tables:
        kinds.update(dict.fromkeys(_folded(words), kind))
    # Chinese, Japanese, Korean and Thai set no space between a label and its neighbours.
    spaced = any_of(word for word in kinds if word[0] < "\u0e00")
    unspaced = any_of(word for word in kinds if word[0] >= "\u0e00")
    return kinds, re.compile(rf"(?<!\w){spaced}(?!\w)|{unspaced}")


_KINDS, _LABEL = _labels()
#: Labels so common in running text that they count only with a colon, or alone on their line.
_COMMON = frozenset(
    _folded("date,data,datum,fecha,дата,update,changed,opens,closes,starts,ends,when,event,stand,bis,ab")
)
_WEEKDAY = re.compile(rf"(?<!\w){any_of(_folded(WEEKDAYS))}(?!\w)\.?,?")
_CLOCK = re.compile(
    r"(?<![\d.])\d{1,2}(?:[:.h]\d\d(?::\d\d)?)?\s?(?:[ap]\.?m\b\.?|uhr\b|hrs\b|h\b)|(?<![\d.])\d{1,2}[:h]\d\d(?::\d\d)?(?!\d)"
)
#: Words before an hour are the hour's: `4 May 2020 | Updated 14:30`.
_OF_HOUR = re.compile(rf"[^\W\d_]{{3,}}\W.*(?:{_CLOCK.pattern})")
_FILLERS = re.compile(
    r"(?<!\w)(?:le|la|les|el|il|the|on|am|om|op|de|du|vom|den|dem|the|of|at|a|em|la|στις|στην|от|від|r|roku|року|года?"
    r"|г|р|d|gada|m|uhr|et|edt|est|hora|hrs?|kl|klo)(?!\w)\.?"
)
_EVENT = re.compile(rf"\W*(?:{'|'.join(re.escape(word) for word in _folded(EVENT))})\s*(?:[:：]|$)")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_RANGE_TO = re.compile(
    r"^\s*(?:-|/|bis|to|au|al|ao|a|e|and|et|y|und|до|по|through|until|do|tot|~|～|至)\s*(?:zum\s|el\s|il\s)?$"
)
_RANGE_FROM = re.compile(
    r"(?<!\d)\d{1,2}(?:st|nd|rd|th|er|º|°|\.)?(?:\s[^\W\d_]{3,10}\.?)?\s?(?:-|/|~|bis|to|au|al|ao|a|e|and|et|y|und|&|до|i|og|och|tot|en"
    r"|τ[οη]|έως)\s?(?:zum\s|le\s)?$"
)


@lru_cache(2048)
def kind_of(words: str) -> DateKind | None:
    """What a label, alone on its line or before a date, calls a date.

    >>> kind_of("Mis à jour le :"), kind_of("Published"), kind_of("Closing date"), kind_of("Categories")
    ('modified', 'published', 'other', None)
    """
    return _kind(fold(tidy(words)).strip(" :：|·•-–—()[]/"), alone=True)


def _kind(before: str, *, alone: bool = False) -> DateKind | None:
    """The kind that the last labels of a folded string give, modified before other before published."""
    kinds: set[DateKind] = set()
    for found in _LABEL.finditer(before):
        word = found[0]
        after = before[found.end() :]
        if len(after) > _REACH:
            continue
        if word in _COMMON and not (alone and len(before) == len(word)) and not after.lstrip().startswith((":", "：")):
            if word in ("stand", "datum", "data", "fecha", "date", "дата", "bis", "ab") and not after.strip():
                kinds.add(_KINDS[word])
            continue
        kinds.add(_KINDS[word])
    for kind in ("modified", "other", "published"):
        if kind in kinds:
            return kind
    return None


def is_of_event(line: str) -> bool:
    """Whether a line tells an event's place or hour, so that the date beside it is the event's: `Venue: Town Hall`."""
    return _EVENT.match(fold(tidy(line[:40]))) is not None


def read_line(
    text: str, order: Order = "dmy", language: str | None = None, country: str | None = None
) -> DateLine | None:
    """The dates of a short line and what it calls them, or None where it has none.

    >>> [(span.value, kind) for span, kind in read_line("Publié le 3 mai 2021, mis à jour le 4 mai 2021").dates]
    [('2021-05-03', 'published'), ('2021-05-04', 'modified')]
    """
    text = tidy(text)
    spans = read_dates(text, order, language, country)
    if not spans:
        return None
    folded = fold(text)
    dates: list[tuple[DateSpan, DateKind | None]] = []
    rest: list[str] = []
    at = 0
    for number, span in enumerate(spans):
        before = folded[at : span.start]
        kind = _kind(before)
        if number and _RANGE_TO.match(before):
            kind = "other"
            dates[-1] = (dates[-1][0], "other")
        elif _RANGE_FROM.search(before):
            kind = "other"
        dates.append((span, kind))
        rest.append(_remains(before))
        at = span.end
    after = folded[at:]
    if dates[-1][1] is None and len(after) < _REACH and not _OF_HOUR.search(after):
        dates[-1] = (dates[-1][0], _kind(after.strip(" ()[]:,-"), alone=True))
    rest.append(_remains(after))
    left = " ".join(filter(None, rest))
    return DateLine(tuple(dates), text, left, len(_WORDS.findall(left)))


def _remains(folded: str) -> str:
    for pattern in (_LABEL, _WEEKDAY, _CLOCK, _FILLERS):
        folded = pattern.sub(" ", folded)
    return " ".join(folded.strip(" ,.:;|/()[]-•·：（）").split())
