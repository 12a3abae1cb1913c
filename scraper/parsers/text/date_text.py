"""Read the dates in a short string, whatever language and order they are written in.

Results are ISO 8601: a date, or a date-time with its offset where the string gives time and offset. A time without
an offset is no point in time, so the date alone is returned. Dates that no calendar has (31 February) are not read.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from scraper.parsers.lexicon.cldr import MONTHS, SHORT_MONTHS
from scraper.parsers.lexicon.dates import MONTHS_APART, MORE_MONTHS, SHORT_EVERYWHERE, ZONES
from scraper.parsers.text.date_forms import (
    ASCTIME,
    COMPACT,
    DAY_MONTH_YEAR,
    GATE,
    ISO,
    MONTH_DAY_YEAR,
    NUMERIC,
    OFFSET,
    ROC,
    ROMAN_DATE,
    SIGNS,
    TIME,
    YEAR_MONTH_DAY,
    every,
)
from scraper.parsers.text.folding import fold, tidy

Order = Literal["dmy", "mdy", "ymd"]

#: Years that a page may be about itself; outside them a number is no year.
FIRST_YEAR, LAST_YEAR = 1900, 2099
#: Two-digit years from here on belong to the twentieth century.
_PIVOT = 70


class DateSpan(NamedTuple):
    """A date at `text[start:end]` of a tidied string. `swapped` is its other reading where the order is ambiguous."""

    value: str
    start: int
    end: int
    swapped: str | None = None


def _numbers(months: str) -> dict[str, int]:
    """The number of each month's names, folded; without a dot at the end, where they have none within (Thai)."""
    table: dict[str, int] = {}
    for number, names in enumerate(months.split("|"), start=1):
        for name in filter(None, names.split(",")):
            folded = fold(unicodedata.normalize("NFC", name))
            table[folded.removesuffix(".") if folded.count(".") == 1 else folded] = number
    return table


def _month_tables() -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """The months read in any language, and by language those read on its pages only."""
    short = {language: _numbers(months) for language, months in SHORT_MONTHS.items()}
    anywhere: dict[str, int] = {}
    for table in (
        *map(_numbers, MONTHS.values()),
        *(short.pop(language) for language in SHORT_EVERYWHERE.split(",")),
        *map(_numbers, MORE_MONTHS.values()),
    ):
        anywhere |= table
    own: dict[str, dict[str, int]] = {}
    for language, table in short.items():
        own.setdefault(language.partition("-")[0], {}).update(table)
    return anywhere, own


_MONTHS, _OWN_MONTHS = _month_tables()
_ROMAN = frozenset(_numbers(MORE_MONTHS["roman"]))
_NUMERALS = {char: digit for digit, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "元": 1}
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}


def numeric_order(language: str | None, country: str | None, host: str = "") -> Order:
    """Which number of `02/03/2020` is the day, by who writes: the United States (and .gov, .mil) put the month first.

    >>> numeric_order("en", None, "www.example.gov"), numeric_order("en-GB", "GB"), numeric_order("ko", None)
    ('mdy', 'dmy', 'ymd')
    """
    tag = (language or "").replace("_", "-").lower()
    primary, _, region = tag.partition("-")
    if not country:
        ending = host.rpartition(".")[2].lower()
        country = "US" if ending in ("gov", "mil", "us") else None
    country = (country or region.rpartition("-")[2]).upper()
    if primary in ("zh", "ja", "ko", "hu", "lt", "mn"):
        return "ymd"
    if country in ("US", "PH", "PW", "FM", "MH", "GU", "PR", "VI", "AS", "MP"):
        return "mdy"
    return "dmy"


def read_date(text: str, order: Order = "dmy", language: str | None = None, country: str | None = None) -> str | None:
    """The first date in `text` as ISO 8601, or None.

    >>> read_date("Publié le mardi 4 février 2020"), read_date("Mon Oct 11 14:57:21 CEST 2021")
    ('2020-02-04', '2021-10-11T14:57:21+02:00')
    >>> read_date("02/03/2020", "mdy"), read_date("25/03/2020", "mdy"), read_date("31 February 2020")
    ('2020-02-03', '2020-03-25', None)
    """
    spans = read_dates(tidy(text), order, language, country)
    return spans[0].value if spans else None


def read_dates(
    text: str, order: Order = "dmy", language: str | None = None, country: str | None = None
) -> list[DateSpan]:
    """All dates in `text`, a tidied string (see `tidy`), as they stand, none overlapping another."""
    if not GATE.search(text):
        return []
    folded = fold(text)
    if whole := ISO.fullmatch(folded) or COMPACT.fullmatch(folded.strip()):
        return _whole(whole, len(folded))
    found: list[DateSpan] = []
    for reader in _READERS:
        found.extend(reader(folded, order, language or "", country or ""))
    found.sort(key=lambda span: (span.start, -span.end))
    apart: list[DateSpan] = []
    for span in found:
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart


def _year(digits: str, *, buddhist: bool = False) -> int | None:
    year = int(digits.lstrip("'"))
    if len(digits.lstrip("'")) == 2:
        year += 1957 if buddhist else 1900 if year >= _PIVOT else 2000
    elif 2443 <= year <= 2642:
        year -= 543
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _iso(year: int | None, month: int, day: int) -> str | None:
    try:
        return dt.date(year or 0, month, day).isoformat()
    except ValueError:
        return None


def _offset(zone: str, country: str) -> str | None:
    if zone == "cst":
        return {"CN": "+08:00", "TW": "+08:00", "US": "-06:00"}.get(country)
    if zone == "ist":
        return {"IN": "+05:30", "IE": "+01:00"}.get(country)
    if zone in ZONES:
        return ZONES[zone]
    offset = OFFSET.fullmatch(zone)
    if not offset or int(offset[2]) > 14 or int(offset[3] or 0) > 59:
        return None
    return f"{offset[1]}{int(offset[2]):02}:{offset[3] or '00'}"


def _at(date: str, hour: int, minute: int, second: int, zone: str, country: str) -> str:
    offset = _offset(zone, country)
    if offset is None or hour > 23 or minute > 59 or second > 59:
        return date
    return f"{date}T{hour:02}:{minute:02}:{second:02}{offset}"


def _with_time(text: str, end: int, date: str, country: str) -> tuple[str, int]:
    """The date with the time and offset that follow it at `end`, and where they end."""
    time = TIME.match(text, end)
    if not time or int(time[2]) > 24 or int(time[3]) > 59:
        return date, end
    half, hour = time[1] or time[5], int(time[2])
    if half in ("p", "오후", "下午") and hour < 12:
        hour += 12
    elif half in ("a", "오전", "上午") and hour == 12:
        hour = 0
    zone = time[6] or ""
    if not zone:
        return date, time.end()
    if zone.isalpha() and zone not in ZONES and zone not in ("cst", "ist", "et", "ct", "mt", "pt"):
        return date, time.start(6)
    return _at(date, hour, int(time[3]), int(time[4] or 0), zone, country), time.end()


def _month(name: str, country: str, language: str) -> int | None:
    name = name.replace(" .", ".").rstrip(".") if not name.endswith(("ค.", "พ.", "ย.")) else name.replace(" ", "")
    primary = language.partition("-")[0].lower()
    if name in MONTHS_APART:
        meanings = MONTHS_APART[name]
        return meanings.get(primary or country.lower(), meanings[""])
    for table in (_OWN_MONTHS.get(primary, {}), _MONTHS):
        if number := table.get(name) or table.get(name + "."):
            return number
    return None


def _read_asctime(text: str, order: Order, language: str, country: str) -> Iterator[DateSpan]:
    if ":" not in text:
        return
    for found in ASCTIME.finditer(text):
        date = _iso(_year(found[7]), _MONTHS.get(found[1], 0), int(found[2]))
        if date:
            value = _at(date, int(found[3]), int(found[4]), int(found[5] or 0), found[6] or "", country)
            yield DateSpan(value, found.start(), found.end())


def _read_day_month_year(text: str, order: Order, language: str, country: str) -> Iterator[DateSpan]:
    for found in every(DAY_MONTH_YEAR, text):
        month = _month(found[2], country, language)
        if not month or (found[2] in _ROMAN and not ROMAN_DATE.match(text, found.start())):
            continue
        thai = "\u0e00" <= found[2][0] <= "\u0e7f"
        date = _iso(_year(found[3], buddhist=thai), month, int(found[1]))
        if date:
            value, end = _with_time(text, found.end(), date, country)
            yield DateSpan(value, found.start(), end)


def _read_month_day_year(text: str, order: Order, language: str, country: str) -> Iterator[DateSpan]:
    for found in every(MONTH_DAY_YEAR, text):
        month = _MONTHS.get(found[1])
        date = month and _iso(_year(found[3]), month, int(found[2]))
        if date:
            value, end = _with_time(text, found.end(), date, country)
            yield DateSpan(value, found.start(), end)


def _read_year_month_day(text: str, order: Order, language: str, country: str) -> Iterator[DateSpan]:
    for found in every(YEAR_MONTH_DAY, text):
        month = _month(found[3], country, language)
        day = found[2] or found[4]
        date = month and day and _iso(_year(found[1]), month, int(day))
        if date:
            end = re.compile(r"(?:\.|\s?d\.|a)?").match(text, found.end())
            yield DateSpan(date, found.start(), end.end() if end else found.end())


def _read_numeric(text: str, order: Order, language: str, country: str) -> Iterator[DateSpan]:
    if "." not in text and "/" not in text and "-" not in text:
        return
    buddhist = language.startswith("th")
    for found in NUMERIC.finditer(text):
        swapped = None
        if found[1]:
            date = _iso(_year(found[1]), int(found[3]), int(found[4]))
        else:
            first, second, year = int(found[5]), int(found[7]), _year(found[8], buddhist=buddhist)
            # Between dots the day comes first, but where it never does: `06.25.2023` in American military news.
            either_way = found[6] != "." or (order == "mdy" and language[:2] in ("", "en"))
            if len(found[8]) == 2 and order == "ymd" and not buddhist:
                date = _iso(_year(found[5].zfill(2)), second, int(found[8]))
            elif first <= 12 and second <= 12 and either_way:
                date, swapped = _iso(year, second, first), _iso(year, first, second)
                if order == "mdy":
                    date, swapped = swapped, date
            else:
                date = _iso(year, second, first) or (_iso(year, first, second) if either_way else None)
        if date:
            value, end = _with_time(text, found.end(), date, country)
            yield DateSpan(value, found.start(), end, swapped if swapped != date else None)


def _read_signs(text: str, order: Order, language: str, country: str) -> Iterator[DateSpan]:
    if "年" not in text and "년" not in text:
        return
    for found in SIGNS.finditer(text):
        year = _counted(found[2])
        if found[1]:
            year += _ERAS[found[1]]
        elif 10 <= year < 100:
            year += 2000
        if not FIRST_YEAR <= year <= LAST_YEAR:
            continue
        date = _iso(year, _counted(found[3]), _counted(found[4]))
        if date:
            value, end = _with_time(text, found.end(), date, country)
            yield DateSpan(value, found.start(), end)


def _read_republic(text: str, order: Order, language: str, country: str) -> Iterator[DateSpan]:
    """`109-02-04`: years of the Republic, on pages of Taiwan."""
    if country != "TW" and not language.lower().startswith(("zh-tw", "zh-hant")):
        return
    for found in ROC.finditer(text):
        date = _iso(int(found[1]) + _ERAS["民國"], int(found[3]), int(found[4])) if int(found[1]) >= 38 else None
        if date:
            value, end = _with_time(text, found.end(), date, country)
            yield DateSpan(value, found.start(), end)


def _counted(numeral: str) -> int:
    """A number in Chinese numerals (二〇二〇, 二十三, 十) or digits."""
    if numeral.isdecimal():
        return int(numeral)
    if "十" in numeral:
        tens, _, ones = numeral.partition("十")
        return 10 * (_NUMERALS.get(tens, 1) if tens else 1) + (_NUMERALS.get(ones, 0) if ones else 0)
    return int("".join(str(_NUMERALS[char]) for char in numeral))


def _whole(found: re.Match[str], length: int) -> list[DateSpan]:
    date = _iso(_year(found[1]), int(found[2]), int(found[3]))
    if not date:
        return []
    if found[7]:
        date = _at(date, int(found[4]), int(found[5]), int(found[6] or 0), found[7], "")
    return [DateSpan(date, 0, length)]


_READERS: tuple[Callable[[str, Order, str, str], Iterator[DateSpan]], ...] = (
    _read_asctime,
    _read_day_month_year,
    _read_month_day_year,
    _read_year_month_day,
    _read_numeric,
    _read_signs,
    _read_republic,
)
