"""Dates that a reader sees in the lines around an article, and how much each of them counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from scraper.parsers.document.node import INLINE
from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.dates.candidates import OUTSIDE, DateCandidate, DateReader
from scraper.parsers.lexicon.date_markup import MODIFIED_NAMES, OTHER_NAMES
from scraper.parsers.lexicon.dates import ITSELF
from scraper.parsers.signals.surroundings import NearbyLine
from scraper.parsers.text.date_labels import DateKind, DateLine, is_of_event, kind_of, read_line
from scraper.parsers.text.date_text import DateSpan, read_dates
from scraper.parsers.text.folding import fold, tidy
from scraper.parsers.text.wordlists import any_of

#: A line with more words than this besides its date is not a date line.
_MAX_WORDS = 14
#: A label with its date has no more words than this beside it, unless punctuation sets them off.
_LABELLED_WORDS = 7
_MAX_LINE = 200
#: Dates that weigh less stand neither near the headline nor by a label.
_NEAR = 50.0
#: Longer quotations are no posts of social networks.
_MAX_POST = 600
#: Pieces of a date that stand on lines of their own, as in a calendar's leaf, are no longer than this.
_MAX_PIECE = 14
#: Characters of a line that may be a date in pieces without blanks between them, each in its element.
_MAX_LEAF = 24
#: A sentence about the page itself has no more words than this, and no more characters before what it tells.
_MAX_SENTENCE, _MAX_SUBJECT = 25, 22
#: Words besides date and label that make a line with a full stop a sentence.
_SENTENCE_WORDS = 3
#: Weight of a date right below the headline, in an element that is named for an event's.
_EVENT_NAMED = 50.0
_MAX_DATES = 4
_MAYBE_DATE = re.compile(r"\d\d|年|일|[二三]〇")
#: What each of these has: most lines are told by one scan for it.
_DATE_SIGN = re.compile(r"[\d年일〇]")
_TRAILING = re.compile(r"\([^()]{6,24}\)\s*$|\s[|–—]\s[^|–—]{6,24}$")
_LEADING = re.compile(r"^\W*(\d[^|:–—]{5,24}?)(?:\s*[|:–—]|\s-)\s")
#: `Last site update: …` in a footer tells of no page.
_OF_SITE = re.compile(r"(?<!\w)(?:(?:web)?site|portal|portail|sito|sitio|сайт\w*)(?!\w)")
_ARTICLES = frozenset(("le", "am", "den", "el", "il", "on", "op", "em", "a", "la", "dne", "dnia"))
_MARKS = ",-–—|·•/():;：（）[]»›"
_INNER_STOP = re.compile(r"[.!?]\s+\w{4,}")
#: Characters that a time takes behind its date.
_MAX_TIME = 12
#: Characters before a dateline's date: a place, an agency, a word like `le`.
_MAX_PLACE = 60
#: `Rome,`, `(Paris, le`, `Warszawa, dnia`: a place with a comma, and at most a word after it.
_PLACE = re.compile(r"\W*[^\W\d_][^\d,;:]{1,40},\s*(?:[^\W\d_]{1,5}\.?\s*)?")
_DATELINE_ENDS = frozenset("—–-|:)/(‒电讯電訊")
#: What stands after the year: `2020 r.`, `2020 року`.
_YEAR_WORD = re.compile(r"^\s*(?:r\.|roku|року|г\.|года)(?=[\s.,])")
_WEEKDAY = re.compile(r"[^\W\d_]{3,}(?=,?\s*$)")
_ITSELF = re.compile(any_of(fold(words) for words in ITSELF.split(",")))
#: Runs between two lines that follow one another: line ends, and blanks between elements.
_MAX_GAP = 6


def shown(page: Extraction, reader: DateReader, lines: list[NearbyLine]) -> Iterator[DateCandidate]:
    """Dates in the lines around the article."""
    label: str | None = None
    yield from _in_pieces(reader, lines)
    for number, line in enumerate(lines):
        text = line.text
        if not _DATE_SIGN.search(text, 0, _MAX_LINE) or not _MAYBE_DATE.search(text, 0, _MAX_LINE):
            label = text if len(text) <= 40 else None
            continue
        if any(is_of_event(beside.text) for beside in lines[number + 1 : number + 2]) or (label and is_of_event(label)):
            pass  # `Date: 12 May 2020`, then `Venue: Town Hall`
        elif len(text) <= _MAX_LINE:
            yield from _of_line(page, reader, line, label)
        elif line.place == "below" and line.prose <= 1:
            yield from _dateline(page, reader, line)
        label = None


def _of_line(page: Extraction, reader: DateReader, line: NearbyLine, label: str | None) -> Iterator[DateCandidate]:
    read = read_line(line.text, reader.order, reader.language, reader.country)
    if read is None and len(line.text) <= _MAX_LEAF:
        runs = [run.strip() for run in page.runs[line.first : line.last] if not run.isspace()]
        read = read_line(_joined(runs), reader.order, reader.language, reader.country) if len(runs) > 1 else None
    if read is None:
        return
    if line.place == "title":
        yield from _in_headline(page, read, line)
    elif line.place in ("end", "after") and read.words >= _SENTENCE_WORDS and line.text.rstrip().endswith("."):
        yield from _of_itself(read, line)  # what other sentences there are dates of is not the page
    elif read.words <= _MAX_WORDS and not _is_sentence(line.text, read.words):
        yield from _of_date_line(page, read, line, label)
    elif line.place == "below" and line.prose <= 1:
        yield from _dateline(page, reader, line)


def _of_date_line(page: Extraction, read: DateLine, line: NearbyLine, label: str | None) -> Iterator[DateCandidate]:
    around = kind_of(label) if label else None
    names = page.nodes[line.node].names
    bare = read.words <= 3 and len(read.rest) <= 40
    for number, (span, own) in enumerate(read.dates[:_MAX_DATES]):
        kind = own or (around if number == 0 and read.words <= 6 else None)
        if kind is None and any(word in names for word in MODIFIED_NAMES):
            kind = "modified"
        if kind == "other" or (kind == "modified" and line.region in OUTSIDE and _OF_SITE.search(fold(read.text))):
            continue
        apart = bare or _is_apart(page, line, read.text, span)
        leads = number == 0 and apart and not any(char.isalpha() for char in _WEEKDAY.sub("", read.text[: span.start]))
        weight = 0.0 if number and not kind else _weight(line, read.words, kind, bare=bare, apart=apart, leads=leads)
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


def _weight(
    line: NearbyLine, words: int, kind: DateKind | None, *, bare: bool, apart: bool, leads: bool = False
) -> float:
    """How much a line's date counts, by its place, its label, and how much else the line says.

    `leads`: the line begins with it.
    """
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
    return _away(line, words, bare=bare, leads=leads)


def _away(line: NearbyLine, words: int, *, bare: bool, leads: bool) -> float:
    """The weight of an unlabelled date line that is not near the headline."""
    outside = line.region in OUTSIDE
    if bare and line.place == "below" and line.prose == 1 and line.distance <= 5:
        if not outside:
            return 72.0  # after a long standfirst
        if line.region == "share" and words == 0:
            return 60.0  # between the buttons, which hang below a standfirst
    if line.place == "after" and line.region == "footer" and line.distance <= 2 and words <= 6:
        return 44.0 - words  # the article's own footer, unless it is the site's, whose year is no date
    if not outside and (line.place in ("end", "after") or line.prose) and words <= (_MAX_WORDS if leads else 6):
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


def _dateline(page: Extraction, reader: DateReader, line: NearbyLine) -> Iterator[DateCandidate]:
    """The head of the first paragraph: `PARIS, le 4 février 2020 — …`, `Rome, 4 May 2020. The …`, `04.02.2020 The …`.

    The date and the place before it end with punctuation, in an element of their own, or where a sentence begins.
    """
    head = tidy(line.text[:_MAX_LINE])
    for span in read_dates(head, reader.order, reader.language, reader.country)[:1]:
        before, after = head[: span.start], _YEAR_WORD.sub("", head[span.end :], 1)
        if len(before) > _MAX_PLACE or _INNER_STOP.search(before):
            continue
        begins = not any(char.isalpha() for char in before) or _PLACE.fullmatch(before) is not None
        ends = after.lstrip()[:1] in _DATELINE_ENDS or (begins and _ends_here(page, line, head[: span.end], after))
        if ends and (line.prose == 0 or begins):
            weight = 60 if line.prose == 0 else 52
            place = f"line-{line.first}"
            own = _own_element(page, line, head[span.start : span.end]) if not before.strip() else None
            yield DateCandidate(
                "published", span.value, weight, "heuristic:dateline", place, head[:80], span.swapped, line=own
            )


def _own_element(page: Extraction, line: NearbyLine, date: str) -> tuple[int, int] | None:
    """The run of a date, with its time, that stands in an element of its own before the text: it is none of it."""
    run = page.runs[line.first].strip()
    alone = run.startswith(date.strip()) and len(run) <= len(date) + _MAX_TIME
    return (line.first, line.first + 1) if alone and page.nodes[page.owners[line.first]].tag in INLINE else None


def _ends_here(page: Extraction, line: NearbyLine, head: str, after: str) -> bool:
    """Whether a text's own element ends with the date, or a new sentence follows it."""
    run = page.runs[line.first].strip()
    if run and head.startswith(run) and head.endswith(run[-4:]) and len(head) - len(run) <= 2:
        return True
    following = after.lstrip(" .-–—")
    return bool(following) and (following[0].isupper() or following[0] in "„“«\"‘'»")


def _of_itself(read: DateLine, line: NearbyLine) -> Iterator[DateCandidate]:
    """A sentence about the page below its text: `This entry was posted in News on 4 February 2020.`"""
    itself = _ITSELF.match(fold(read.text))
    if read.words > _MAX_SENTENCE or itself is None:
        return
    told = fold(read.text)[itself.end() : itself.end() + _MAX_SUBJECT]
    if not any(char.isdigit() for char in told) and not any(kind_of(word) for word in told.split()):
        return
    for span, kind in read.dates[:_MAX_DATES]:
        if kind in ("published", "modified"):
            yield DateCandidate(
                kind, span.value, 56.0, "heuristic:labelled", f"line-{line.first}", read.text, span.swapped,
                line=(line.first, line.last),
            )  # fmt: skip


def _in_pieces(reader: DateReader, lines: list[NearbyLine]) -> Iterator[DateCandidate]:
    """A date whose day, month and year stand on lines of their own near the headline: `04`, `Feb`, `2020`."""
    for number, line in enumerate(lines):
        if len(line.text) > _MAX_PIECE or line.place not in ("above", "below") or line.prose:
            continue
        for size in (2, 3):
            pieces = lines[number : number + size]
            if (
                len(pieces) < size
                or not _stand_together(pieces)
                or not any(c.isdigit() for c in line.text + pieces[1].text)
            ):
                continue
            text = _joined([piece.text for piece in pieces])
            read = read_line(text, reader.order, reader.language, reader.country)
            if read is None or read.words or read.rest or len(read.dates) != 1:
                continue
            if any(read_dates(piece.text, reader.order, reader.language, reader.country) for piece in pieces):
                break  # one of them is a date by itself
            span, kind = read.dates[0]
            weight = _weight(line, 0, None, bare=True, apart=True)
            if kind is None and weight > 0:
                place = line.first, pieces[-1].last
                source = f"line-{line.first}"
                rule = "heuristic:date-line"
                yield DateCandidate("published", span.value, weight - 4, rule, source, text, span.swapped, place)
            break


def _joined(pieces: list[str]) -> str:
    """Pieces of a date as one; of three numbers the one with four digits is the year: `2020`, `02/04`."""
    text = " ".join(pieces)
    numbers = re.findall(r"\d+", text)
    if len(numbers) == 3 and not any(char.isalpha() for char in text):
        return ("-" if len(numbers[0]) == 4 else ".").join(numbers)
    return text


def _stand_together(pieces: list[NearbyLine]) -> bool:
    """Whether short lines follow one another, with nothing but line ends and blanks between them."""
    ahead = pieces[0]
    for piece in pieces[1:]:
        if len(piece.text) > _MAX_PIECE or piece.place != ahead.place or not 0 < piece.first - ahead.last <= _MAX_GAP:
            return False
        ahead = piece
    return True
