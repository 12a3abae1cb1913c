"""The shapes of dates and clock times, as regular expressions over folded strings (see `folding`).

What a match means, and whether it is a date at all, is decided in `date_text`: a month's name here is any short word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A month's name: one word; two in Arabic, Irish and Vietnamese; Thai abbreviations have dots inside; a name may be
# given twice, `شباط/فبراير`.
_NAME = (
    r"(?:(?:كانون|تشرين) (?:الاول|الثاني)|thang (?:1[0-2]|\d|[a-z]+(?: (?:mot|hai))?)|(?:mean|deireadh) fomhair"
    r"|[\u0e00-\u0e7f]{1,3}\.\s?[\u0e00-\u0e7f]{1,2}\.?|[^\s\d_.,;:/()|'\"-]{1,17})"
)
_NAME = rf"({_NAME})(?: ?/ ?{_NAME})?"
# Two digits are a year only where nothing is counted by them: `10 avril 20 heures`.
_YEAR = r"(\d{4}(?!\d)|'\d\d(?!\d)|\d\d(?=\s*(?:$|[^\w\s.:%€$])|\.\s*$))"
_ORDINAL = r"(?:\s?(?:er|ers|re|st|nd|rd|th|eme|ος|η|ης|-?го|-?е|ed|a|o|º|ª|°)\b|[º°ª])?\.?"
DAY_MONTH_YEAR = re.compile(
    rf"(\d(?<!\d\d)(?<!\d[.,:/]\d)\d?){_ORDINAL}[\s/-]*(?:(?:de|d'|of|den|di|del|ta'|ngay)\s?\b)?\s?{_NAME}"
    rf"\.?,?[\s/-]*(?:(?:de|del|of|din|an|nam|พ\.ศ\.|ค\.ศ\.)\s*)?{_YEAR}"
)
MONTH_DAY_YEAR = re.compile(
    rf"(?<!\w)([^\W\d_]{{3,12}})\.?[\s-]*(\d{{1,2}}){_ORDINAL}(?:,\s*|\s+|-)(?:de\s+|of\s+)?(\d{{4}})(?!\d)"
)
# Hungarian, Lithuanian, Latvian, Basque and plain `2020 February 4`.
YEAR_MONTH_DAY = re.compile(
    rf"(\d(?<!\d\d)\d{{3}})(?:\.|ko|,)?\s?(?:m\.\s|gada\s)?(?:(\d{{1,2}})\.\s)?{_NAME}\.?\s?(?:(\d{{1,2}})(?!\d|:\d))?"
)
ASCTIME = re.compile(
    r"(?<!\w)([a-z]{3})\s+(\d{1,2})\s(\d\d):(\d\d)(?::(\d\d))?\s(?:([a-z]{1,5}|[+-]\d\d:?\d\d)\s)?(\d{4})(?!\d)"
)
NUMERIC = re.compile(
    r"(?<!\d)(?<!\d[./:-])(?:(\d{4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,2})|(\d{1,2})([./-])\s?(\d{1,2})\6\s?(\d{4}|\d{2}))"
    r"(?!\d|[./-]\d|:\d)"
)
# Metadata is mostly one of these two, and nothing else has to be tried then.
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[t ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(z|[+-]\d\d:?\d\d)?)?")
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:t?(\d\d)(\d\d)(\d\d)?(z)?)?")
SIGNS = re.compile(
    r"(?:(令和|平成|昭和|民国|民國)\s?)?(元|[〇○零一二三四五六七八九]{4}|\d{1,4})\s?[年년]\s?"
    r"(\d{1,2}|[一二三四五六七八九十]{1,2})\s?[月월]\s?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日号號일]"
)
ROC = re.compile(r"(?<![\d.-])(\d{2,3})([./-])(\d{1,2})\2(\d{1,2})(?![\d.-])")
TIME = re.compile(
    r"[\s,·•|@()-]*(?:[日월화수목금토一-日月火水木金土]\)?\s?)?t?(?:(?:at|um|a|as|alle|ore|ora|o|kl\.?|klo|om|v|στις|la|los|las|de|ob)\s)?"
    r"(?:(오전|오후|上午|下午)\s?)?(\d{1,2})\s?(?:[:h.時时点點시])\s?(\d{2})(?:\s?[:.分분]\s?(\d{2}))?(?:[.,]\d+)?[分분秒초]?"
    r"(?!\d)(?:\s?([ap])\.?\s?m\b\.?)?(?:\s?(?:uhr|hrs|hours|h|น\.)(?!\w))?"
    r"(?:\s?\(?((?:utc|gmt)\s?[+-]\s?\d{1,2}(?::?\d\d)?|[+-]\d\d(?::?\d\d)?(?!\d)|[a-z]{1,5}(?!\w)))?"
)
#: An offset from UTC, in digits.
OFFSET = re.compile(r"(?:utc|gmt)?\s?([+-])\s?(\d{1,2})(?::?(\d\d))?")
# What every date has, cheap enough to try on any string: a year, or three numbers close together. A set at its head
# lets the search pass over all other characters at once.
GATE = re.compile(
    r"[\d年년](?:(?<=[年년])|(?<=\d)(?:\d{3}|[./-]\s?\d{1,2}[./-]\s?\d\d|\.?\s?[^\W\d]\D{1,16}\d\d(?!\d)))"
)
ROMAN_DATE = re.compile(r"\d{1,2}[./-]?\s?[ivx]+[./-]?\s?(?:19|20)?\d\d(?!\d)")


def every(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches at every start, for a first number may belong to the text before the date (`3 copies 4 May 2020`)."""
    match = pattern.search(text)
    while match:
        yield match
        match = pattern.search(text, match.start() + 1)
