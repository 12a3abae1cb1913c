"""Addresses that lead nowhere but on: calendars, facets, repeating paths. A crawler that follows them never ends."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import parse_qsl, unquote, urlsplit

#: Longer addresses are made by accident or by loops.
MAX_LENGTH = 2000
#: A path deeper than this, or one segment this often, is a loop of relative links.
MAX_DEPTH = 16
MAX_REPEATS = 3
#: So many filters at once are a facet search's combinations.
MAX_FACETS = 4

_CALENDAR = re.compile(
    # The first such folder is enough: what a later one would find is found after it, too.
    r"^(?>.*?/(?:calendar|calendrier|kalender|veranstaltungskalender|calendario|agenda|events?|termine)/)"
    r"(?:.*/)?(?:\d{4}[/-]\d{1,2}(?:[/-]\d{1,2})?|month|week|day|monat|woche|tag|mois|semaine|jour)(?:/|$)",
    re.IGNORECASE,
)
_CALENDAR_PARAMETER = re.compile(
    r"(?:cal(?:endar)?_?)?(?:month|year|week|day|mois|annee|monat|jahr|mes|ano|tribe-bar-date|ical|outlook-ical|"
    r"eventdate|calendar.*|cal_.*)",
    re.IGNORECASE,
)
_FACET_PARAMETER = re.compile(
    r"(?:f|facets?|filters?|fq|refine|taxonomy|tx_solr\[filter\])(?:\[[^\]]*+\]|\.\w++)*+", re.IGNORECASE
)


def is_trap(url: str) -> bool:
    """Whether `url` looks like one of endlessly many.

    >>> is_trap("https://example.gov/en/news/en/news/en/news/en/news/a"), is_trap("https://example.gov/news/2024/flood")
    (True, False)
    """
    if len(url) > MAX_LENGTH:
        return True
    try:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=50) if parts.query else []
    except ValueError:
        return True
    segments = [segment for segment in unquote(parts.path).lower().split("/") if segment]
    if len(segments) > MAX_DEPTH or (len(segments) > MAX_REPEATS and max(Counter(segments).values()) > MAX_REPEATS):
        return True
    if not query:
        return bool(_CALENDAR.search(parts.path))
    names = [name for name, _ in query]
    facets = sum(bool(_FACET_PARAMETER.fullmatch(name)) for name in names)
    days = sum(bool(_CALENDAR_PARAMETER.fullmatch(name)) for name in names)
    return facets >= MAX_FACETS or days >= 2 or bool(_CALENDAR.search(parts.path)) or len(names) > 20
