"""Dates that a reader sees in the lines around an article, and how much each of them counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.dates.candidates import OUTSIDE, DateCandidate, DateReader
from scraper.parsers.lexicon.date_markup import MODIFIED_NAMES, OTHER_NAMES
from scraper.parsers.signals.surroundings import NearbyLine
from scraper.parsers.text.date_labels import DateKind, DateLine, is_of_event, kind_of, read_line
from scraper.parsers.text.date_text import DateSpan, read_dates
from scraper.parsers.text.folding import fold, tidy

#: A line with more words than this besides its date is not a date line.
_MAX_WORDS = 14
#: A label with its date has no more words than this beside it, unless punctuation sets them off.
_LABELLED_WORDS = 7
_MAX_LINE = 200
#: Dates that weigh less stand neither near the headline nor by a label.
_NEAR = 50.0
#: Longer quotations are no posts of social networks.
_MAX_POST = 600
#: Weight of a date right below the headline, in an element that is named for an event's.
_EVENT_NAMED = 50.0
_MAX_DATES = 4
_MAYBE_DATE = re.compile(r"\d\d|年|일|[二三]〇")
#: What each of these has: most lines are told by one scan for it.
_DATE_SIGN = re.compile(r"[\d年일〇]")
_TRAILING = re.compile(r"\([^()]{6,24}\)\s*$|\s[|–—]\s[^|–—]{6,24}$")
_LEADING = re.compile(r"^\W*(\d[^|:–—]{5,24}?)\s*[|:–—]\s")
#: `Last site update: …` in a footer tells of no page.
_OF_SITE = re.compile(r"(?<!\w)(?:(?:web)?site|portal|portail|sito|sitio|сайт\w*)(?!\w)")
_ARTICLES = frozenset(("le", "am", "den", "el", "il", "on", "op", "em", "a", "la", "dne", "dnia"))
_MARKS = ",-–—|·•/():;：（）[]»›"
_INNER_STOP = re.compile(r"[.!?]\s+\w{4,}")


def shown(page: Extraction, reader: DateReader, lines: list[NearbyLine]) -> Iterator[DateCandidate]:
    """Dates in the lines around the article."""
    label: str | None = None
    for number, line in enumerate(lines):
        text = line.text
        if not _DATE_SIGN.search(text, 0, _MAX_LINE) or not _MAYBE_DATE.search(text, 0, _MAX_LINE):
            label = text if len(text) <= 40 else None
            continue
        if any(is_of_event(beside.text) for beside in lines[number + 1 : number + 2]) or (label and is_of_event(label)):
            pass  # `Date: 12 May 2020`, then `Venue: Town Hall`
        elif len(text) <= _MAX_LINE:
            yield from _of_line(page, reader, line, label)
        elif line.place == "below" and line.prose == 0:
            yield from _dateline(reader, line)
        label = None


def _of_line(page: Extraction, reader: DateReader, line: NearbyLine, label: str | None) -> Iterator[DateCandidate]:
    read = read_line(line.text, reader.order, reader.language, reader.country)
    if read is None:
        return
    if line.place == "title":
        yield from _in_headline(page, read, line)
        return
    around = kind_of(label) if label else None
    names = page.nodes[line.node].names
    bare = read.words <= 3 and len(read.rest) <= 40
    if read.words > _MAX_WORDS or _is_sentence(line.text, read.words):
        if line.place == "below" and line.prose == 0:
            yield from _dateline(reader, line)
        return
    for number, (span, own) in enumerate(read.dates[:_MAX_DATES]):
        kind = own or (around if number == 0 and read.words <= 6 else None)
        if kind is None and any(word in names for word in MODIFIED_NAMES):
            kind = "modified"
        if kind == "other" or (kind == "modified" and line.region in OUTSIDE and _OF_SITE.search(fold(read.text))):
            continue
        apart = bare or _is_apart(page, line, read.text, span)
        weight = 0.0 if number and not kind else _weight(line, read.words, kind, bare=bare, apart=apart)
        weight = _of_another(page, line, weight)
        if kind is None and any(word in names for word in OTHER_NAMES):
            weight = _of_event(line, weight if bare else 0.0)
        if weight > 0:
            rule = f"heuristic:{'labelled' if kind else 'date-line'}"
            yield DateCandidate(
                kind or "published", span.value, weight, rule, f"line-{line.first}", read.text, span.swapped,
                line=(line.first, line.last), is_date_line=read.words <= 6,
            )  # fmt: skip


def _in_headline(page: Extraction, read: DateLine, line: NearbyLine) -> Iterator[DateCandidate]:
    """A date glued to the headline: on its own line, in its own element, or set off before it or in brackets after."""
    span = read.dates[0][0]
    date = read.text[span.start : span.end]
    if read.words == 0:
        weight = 88.0
    elif any(date in run and len(run) <= len(date) + 4 for run in page.runs[line.first : line.last]):
        weight = 80.0
    elif _LEADING.match(read.text) or _TRAILING.search(read.text):
        weight = 45.0
    else:
        return
    yield DateCandidate("published", span.value, weight, "heuristic:title", "title", read.text, span.swapped)


def _weight(line: NearbyLine, words: int, kind: DateKind | None, *, bare: bool, apart: bool) -> float:
    """How much a line's date counts, by its place, its label, and how much else the line says."""
    near = (line.place == "below" and line.prose == 0) or (line.place == "above" and line.distance <= 8)
    if kind:
        if words > _LABELLED_WORDS and not apart:
            return 0.0
        if kind == "modified":
            return 75.0 if line.region in OUTSIDE else 95.0
        return 100.0 - line.distance / 10 if near else 58.0 if line.region in OUTSIDE else 82.0
    if not apart:
        return 0.0
    if near:
        return _near(line, words, bare=bare)
    if bare and line.place == "below" and line.prose == 1 and line.distance <= 5 and line.region not in OUTSIDE:
        return 72.0  # after a long standfirst
    if line.region not in OUTSIDE and (line.place in ("end", "after") or line.prose) and words <= 6:
        return 46.0 - words
    return 0.0


def _of_another(page: Extraction, line: NearbyLine, weight: float) -> float:
    """The weight, but none for what the article links to or quotes: `Annex, PDF, 0.2 MB, 11/07/2023`, or a post."""
    around = (page.nodes[line.node], *islice(page.ancestors(line.node), 2))
    if any(node.tag == "blockquote" and node.chars <= _MAX_POST for node in around):
        return 0.0
    return 0.0 if weight < _NEAR and around[0].tag == "a" else weight


def _of_event(line: NearbyLine, weight: float) -> float:
    """The weight in an element made for another date; content systems date their news with the one for events."""
    return min(weight, _EVENT_NAMED) if line.place == "below" and line.distance == 1 else 0.0


def _near(line: NearbyLine, words: int, *, bare: bool) -> float:
    """The weight of an unlabelled date line near the headline."""
    weight = (92.0 if bare else 84.0 - words) - min(line.distance, 3) - 7 * max(0, line.distance - 3)
    if line.place == "above":
        if line.menus or (line.region in OUTSIDE and line.distance > 2):
            return 0.0  # today's date in the page's header, or the site's calendar
        weight -= 24 if line.region == "header" else 6
    elif line.region in OUTSIDE and line.distance > 3:
        if line.region == "related":
            return 0.0  # another article's
        weight -= 45
    return max(weight, 20.0)


def _is_sentence(text: str, words: int) -> bool:
    return words >= 5 and text.rstrip(' »”"').endswith((".", "!", "?", "。", "：", ":"))


def _is_apart(page: Extraction, line: NearbyLine, text: str, span: DateSpan) -> bool:
    """Whether a date stands apart from the words around it: by punctuation, or as an element of its own."""
    before, after = text[: span.start].rstrip(), text[span.end :].lstrip()
    if (not before or before[-1] in _MARKS or before.lower() in _ARTICLES) and (not after or after[0] in _MARKS):
        return True
    date = text[span.start : span.end]
    return any(date in run and len(run) <= len(date) + 12 for run in page.runs[line.first : line.last])


def _dateline(reader: DateReader, line: NearbyLine) -> Iterator[DateCandidate]:
    """The head of the first paragraph: `PARIS, le 4 février 2020 — …`, `Pressemitteilung vom 25. Januar 2022 | …`."""
    head = tidy(line.text[:_MAX_LINE])
    for span in read_dates(head, reader.order, reader.language, reader.country)[:1]:
        before, after = head[: span.start], head[span.end :].lstrip()
        if (
            len(before) <= 60
            and not _INNER_STOP.search(before)
            and (after[:1] in ("—", "–", "-", "|", ":", ")", "/", "(", "‒"))
        ):
            yield DateCandidate(
                "published", span.value, 60, "heuristic:dateline", f"line-{line.first}", head[:80], span.swapped
            )
