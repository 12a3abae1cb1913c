"""Dates in metadata and markup: `<meta>`, JSON-LD, `time`, microdata, RDFa, telling class names, the URL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.dates.candidates import OUTSIDE, DateCandidate, DateReader
from scraper.parsers.lexicon.date_markup import (
    DATE_NAMES,
    DATED_META,
    DATED_PROPERTIES,
    MODIFIED_META,
    MODIFIED_NAMES,
    MODIFIED_PROPERTIES,
    OTHER_NAMES,
    PUBLISHED_META,
    PUBLISHED_PROPERTIES,
)
from scraper.parsers.signals.surroundings import FOREIGN, address_of
from scraper.parsers.text.date_labels import DateKind, kind_of, read_line
from scraper.parsers.text.date_text import read_dates
from scraper.parsers.text.folding import tidy

#: Elements with dates that are looked at, on a page that has very many.
_MAX_SEEN = 40
#: Runs and characters before an element that may hold its label.
_MAX_BEFORE, _MAX_LABEL = 6, 40
#: A day in an address: a folder a part, or at an edge of a folder's or file's name. Elsewhere it may be a version's.
_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|/((?:19|20)\d\d)[_-]?(0[1-9]|1[0-2])[_-]?(0[1-9]|[12]\d|3[01])(?![\d.])"
    r"|[/_-]((?:19|20)\d\d)[_-]?(0[1-9]|1[0-2])[_-]?(0[1-9]|[12]\d|3[01])(?:\.[a-z]{3,5})?/?$"
)
#: A day of publication among the data that a page's own scripts work with, by the usual names of such a key.
_IN_CODE = re.compile(
    r"(?:date_?published|(?:first_?)?published_?(?:at|on|date|time)?|publish_?(?:date|time)|publication_?(?:date|time))"
    r"[\"']?\s*[:=]\s*[\"'](\d[^\"'<>]{7,40})[\"']",
    re.IGNORECASE,
)
_MAX_IN_CODE = 40
#: The same with the day first; which of the two numbers is the month, the site's country says.
_URL_DAY_FIRST = re.compile(
    r"/(\d\d)[._-](\d\d)[._-](20\d\d)(?!\d)|[/_-](\d\d)[._-](\d\d)[._-](20\d\d)(?:\.[a-z]{3,5})?/?$"
)
_LEADING = re.compile(r"^\W*(\d[^|:–—]{5,24}?)(?:\s*[|:–—]|\s-)\s")


def selected(page: Extraction, reader: DateReader) -> Iterator[DateCandidate]:
    """What the site's profile points at."""
    kinds: tuple[DateKind, ...] = ("published", "modified")
    for kind in kinds:
        for i in page.selected.get(kind, ()):
            attrs = page.nodes[i].attrs
            for text in (attrs.get("datetime"), attrs.get("content"), page.text(i)):
                if text and (value := reader.metadata(text[:80])):
                    yield DateCandidate(kind, value, 1000, "profile", "profile", text, line=_runs(page, i))
                    break


def _runs(page: Extraction, index: int) -> tuple[int, int]:
    return page.nodes[index].run, page.nodes[index].run_end


def metadata(page: Extraction, reader: DateReader) -> Iterator[DateCandidate]:
    meta = page.meta
    tables: tuple[tuple[DateKind, tuple[str, ...], float], ...] = (
        ("published", PUBLISHED_META, 70),
        ("published", DATED_META, 50),
        ("modified", MODIFIED_META, 70),
    )
    for kind, names, weight in tables:
        for name in names:
            given = meta.get(name)
            if given and (value := reader.metadata(given)):
                yield DateCandidate(kind, value, weight, _meta_rule(name), "metadata", f"{name}: {given}")
    keys: tuple[tuple[DateKind, str], ...] = (("published", "datePublished"), ("modified", "dateModified"))
    for kind, key in keys:
        article = meta.article
        objects = [(article, 71.0)] if key in article else [(thing, 60.0) for thing in _pages(page) if key in thing]
        for thing, weight in objects[:1]:
            text = thing[key]
            if isinstance(text, str) and (value := reader.metadata(text)):
                yield DateCandidate(kind, value, weight, "json-ld", "metadata", f"{key}: {text}")


def _pages(page: Extraction) -> Iterator[dict[str, object]]:
    for thing in page.meta.json_ld:
        types = thing.get("@type")
        if any(
            isinstance(kind, str) and kind.endswith("Page") for kind in (types if isinstance(types, list) else [types])
        ):
            yield thing


def _meta_rule(name: str) -> str:
    if name.startswith(("article:", "og:")):
        return "opengraph"
    return "dublin-core" if name.startswith(("dc.", "dc:", "dcterms")) else f"meta:{name}"


def marked_up(page: Extraction, reader: DateReader) -> Iterator[DateCandidate]:
    """`time` elements, microdata and RDFa."""
    first, last = page.content
    published, modified = set(page.itemprops(*PUBLISHED_PROPERTIES)), set(page.itemprops(*MODIFIED_PROPERTIES))
    dated = set(page.itemprops(*DATED_PROPERTIES))
    seen = 0
    for i in sorted(published | modified | dated | set(page.tagged("time"))):
        node = page.nodes[i]
        if node.chars > 120 or page.regions[i] in FOREIGN or (node.tag in ("meta", "link") and i < first):
            continue
        inside = first - 40 <= i < last and page.regions[i] not in OUTSIDE
        given = node.attrs.get("datetime") or node.attrs.get("content") or ""
        shown = page.text(i) if node.chars else ""
        value = reader.metadata(given) if given else None
        spans = read_dates(tidy(shown), reader.order, reader.language, reader.country) if shown else []
        if spans and (value is None or (spans[0].value[:10] != value[:10] and spans[0].swapped != value[:10])):
            value = spans[0].value
        if value is None:
            continue
        label = None if i in published else _label_before(page, i)
        kind: DateKind = "published"
        if i in modified or label == "modified" or any(word in node.names for word in MODIFIED_NAMES):
            kind = "modified"
        if label == "other" or any(word in node.names for word in OTHER_NAMES):
            continue
        if i in published or i in modified or "pubdate" in node.attrs:
            weight, rule = (78.0 if inside else 45.0), "time-element" if node.tag == "time" else "microdata"
        else:
            weight, rule = (56.0 if inside else 18.0), "time-element" if node.tag == "time" else "rdfa"
        seen += 1
        yield DateCandidate(kind, value, weight - min(seen, 10) / 10, rule, f"markup-{i}", shown or given)
        if seen >= _MAX_SEEN:
            return


def _label_before(page: Extraction, index: int) -> DateKind | None:
    """What the text before an element on its line, or else the line before it, calls the date in it."""
    runs = page.runs
    last = first = page.nodes[index].run
    while first > 0 and runs[first - 1] != "\n" and last - first < _MAX_BEFORE:
        first -= 1
    if first == last:
        last = first = max(0, first - 1)
        while first > 0 and runs[first - 1] != "\n" and last - first < _MAX_BEFORE:
            first -= 1
    return kind_of("".join(runs[first:last])[-_MAX_LABEL:])


def named(page: Extraction, reader: DateReader) -> Iterator[DateCandidate]:
    """Elements that call themselves a date, anywhere in and beside the article."""
    first, last = page.content
    seen = 0
    for node in page.nodes[first:last]:
        names = node.names
        if not names or not 6 <= node.chars <= 80 or not any(word in names for word in DATE_NAMES):
            continue
        if page.regions[node.index] in FOREIGN | {"related"} or any(word in names for word in OTHER_NAMES):
            continue
        seen += 1
        if seen > _MAX_SEEN:
            return
        read = read_line(page.text(node.index), reader.order, reader.language, reader.country)
        if read is None or read.words > 6:
            continue
        for span, kind in read.dates:
            if kind == "other":
                continue
            weight = 55.0 if kind else 42.0
            yield DateCandidate(
                kind or "published", span.value, weight - seen / 10, "heuristic:named-element", f"markup-{node.index}",
                read.text, span.swapped, _runs(page, node.index), is_date_line=False,
            )  # fmt: skip


def last_resorts(page: Extraction, reader: DateReader) -> Iterator[DateCandidate]:
    """A date before the headline in the page's title or breadcrumb, and the day in the URL."""
    for rule, text in (("opengraph", page.meta.get("og:title")), ("title-element", page.head_title)):
        if text and (leading := _LEADING.match(tidy(text))) and (value := reader.metadata(leading[1])):
            yield DateCandidate("published", value, 40, rule, "head-title", text)
            break
    yield from _in_code(page, reader)
    path = address_of(page)[1]
    day, joint = _URL_DAY.search(path), "-"
    if day is None:
        day, joint = _URL_DAY_FIRST.search(path), "."
    if day and (value := reader.metadata(joint.join(filter(None, day.groups())))):
        yield DateCandidate("published", value, 30, "url", "url", page.url)


def _in_code(page: Extraction, reader: DateReader) -> Iterator[DateCandidate]:
    """The one day of publication that the page's scripts know; where they know several, most are other articles'."""
    found: dict[str, DateCandidate] = {}
    for code in page.document.code:
        for match in islice(_IN_CODE.finditer(code), _MAX_IN_CODE):
            text = match[1].replace("\\/", "/")
            if value := reader.metadata(text):
                found.setdefault(value[:10], DateCandidate("published", value, 34, "script", "script", text))
    if len(found) == 1:
        yield from found.values()
