"""When an article was published and last changed: what the page shows, weighed with what its metadata says.

Every sign is a candidate with a weight. A date that a reader sees with its label, or alone near the headline, weighs
more than metadata; metadata weighs more than a date that stands somewhere about the article, and that more than one in
the URL. Signs that agree on the day support one another, and the one that also tells time and offset is returned.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.dates.candidates import DateCandidate, DateReader
from scraper.parsers.fields.dates.markup import last_resorts, marked_up, metadata, named, selected
from scraper.parsers.fields.dates.shown import shown
from scraper.parsers.findings import Dates
from scraper.parsers.signals.surroundings import NearbyLine, lines_around
from scraper.parsers.text.date_labels import DateKind

#: Support that a candidate gets from another kind of source with the same day.
_AGREEMENT = 12
#: With a candidate of this weight for the publication, no more are looked for.
_ENOUGH = 60
#: Labels of when something happened, as police and fire brigades report it.
_OWN_LABEL = re.compile(r"(?:(?:tat|uhr|unfall|einsatz)?zeit|time|heure|hora|ora|tijdstip)\s?[:：]\s", re.IGNORECASE)


def find_dates(page: Extraction, lines: list[NearbyLine] | None = None) -> Dates:
    """The article's dates. `lines` are `lines_around(page)`, where they are known already."""
    reader = DateReader(page)
    if lines is None:
        lines = lines_around(page)
    found: list[DateCandidate] = [*selected(page, reader)]
    found += metadata(page, reader)
    found += shown(page, reader, lines)
    found += marked_up(page, reader)
    if not any(candidate.kind == "published" and candidate.weight >= _ENOUGH for candidate in found):
        found += named(page, reader)
    found += last_resorts(page, reader)
    found = [_straight(candidate, found) for candidate in found]
    published = _best("published", found)
    modified = _best("modified", found)
    if modified and published and modified.weight < 90 and _precedes(modified.value, published.value):
        modified = None
    losers = sorted((c for c in found if c not in (published, modified)), key=lambda c: -c.weight)
    days = {chosen.value[:10] for chosen in (published, modified) if chosen}
    taken = {c.line for c in found if c.line and (c.value[:10] in days or (c.is_date_line and not _is_told(c)))}
    return Dates(
        published=_fullest(published, found),
        modified=_fullest(modified, found),
        published_rule=published.rule if published else None,
        modified_rule=modified.rule if modified else None,
        candidates=tuple((c.kind, c.rule, c.text[:80]) for c in losers[:12]),
        taken_runs=tuple(sorted(taken)),
    )


def _precedes(first: str, second: str) -> bool:
    length = 10 if first[19:] != second[19:] else None
    return first[:length] < second[:length]


def _is_told(candidate: DateCandidate) -> bool:
    """Whether a line tells when something happened: `Time: 4 May 2020, 2 pm`."""
    return candidate.rule == "heuristic:date-line" and _OWN_LABEL.match(candidate.text) is not None


def _best(kind: DateKind, found: list[DateCandidate]) -> DateCandidate | None:
    """The candidate with the greatest weight, agreement counted; the earlier one of equals."""
    best, most = None, 0.0
    for candidate in found:
        if candidate.kind != kind:
            continue
        agreeing = {
            other.source
            for other in found
            if other.kind == kind and other.source != candidate.source and _agree(candidate, other)
        }
        weight = candidate.weight + _AGREEMENT * min(len(agreeing), 2)
        if weight > most:
            best, most = candidate, weight
    return best


def _agree(candidate: DateCandidate, other: DateCandidate) -> bool:
    """Whether two candidates give the same day; a time in UTC may fall on the day beside the one that is shown."""
    if candidate.value[:10] == other.value[:10]:
        return True
    if len(candidate.value) > 10 or len(other.value) == 10 or not candidate.source.startswith("line"):
        return False
    shown, told = dt.date.fromisoformat(candidate.value), dt.date.fromisoformat(other.value[:10])
    return abs(shown - told) == dt.timedelta(days=1)


def _fullest(chosen: DateCandidate | None, found: list[DateCandidate]) -> str | None:
    """The chosen day, with the time and offset that an agreeing candidate gives for it (midnight is no time)."""
    if chosen is None:
        return None
    if len(chosen.value) > 10:
        return chosen.value
    for other in found:
        if other.kind == chosen.kind and other.value.startswith(chosen.value + "T") and "T00:00:00" not in other.value:
            return other.value
    return chosen.value


def _straight(candidate: DateCandidate, found: list[DateCandidate]) -> DateCandidate:
    """The candidate read in the other order of day and month, where only that agrees with an unambiguous one."""
    if not candidate.swapped:
        return candidate
    days = {other.value[:10] for other in found if not other.swapped}
    if candidate.value[:10] in days or candidate.swapped not in days:
        return candidate
    return replace(candidate, value=candidate.swapped, swapped=None)
