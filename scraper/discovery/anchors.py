"""The links of a page with what tells an article's link from others: its words, its surroundings, its address."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import parse_qsl, unquote, urlsplit

from scraper.discovery.hyperlinks import Hyperlinks, squeeze, words_of
from scraper.parsers.document.model import Document
from scraper.parsers.document.node import Node

#: So many elements above a link are looked at.
MAX_CHAIN = 40
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# A day, a month in letters or digits, a year, in any order that people write; no names of months are needed.
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})|\d{4}\s?[./年-]\s?\d{1,2}\s?[./月-]\s?\d{1,2})(?!\d)"
    r"|(?<!\d)\d{1,2}(?:st|nd|rd|th|er|\.|º|ª)?[\s\-/]+(?:(?:de|of)\s+)?[^\W\d_]{3,12}\.?[\s,\-/]+(?:(?:de|del)\s+)?(?:19|20)\d\d(?!\d)"
    r"|\b[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d(?!\d)",
    re.IGNORECASE,
)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_DIGITS = re.compile(r"\d+")
_WORD_BREAK = re.compile(r"[-_+ ,]")
_LONG_NUMBER = re.compile(r"\d{3,}")
_YEAR_FOLDER = re.compile(r"/(?:19|20)\d\d/")
_ID = re.compile(r"\d{2,}|^[\da-f]{8}-[\da-f]{4}", re.IGNORECASE)
_EXTENSION = re.compile(r"\.\w{2,5}$")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_BOILERPLATE_TAGS = frozenset({"nav", "footer", "aside", "menu"})
_BOILERPLATE_ROLES = frozenset({"navigation", "contentinfo", "banner", "search", "menu", "menubar", "complementary"})
#: Words in class and id that name what surrounds the content; on any element but html and body.
_BOILERPLATE_NAMES = """
    nav navigation navbar menu submenu topmenu mainmenu breadcrumb breadcrumbs pager pagination footer social share
    sharing skip skiplinks language languages lang toolbar sidebar sitemap cookie login copyright tags tagcloud
"""
_BOILERPLATE_WORDS = frozenset(_BOILERPLATE_NAMES.split())
#: Steps left out of a path: how a title is set differs from row to row where people write rows by hand.
_EMPHASIS = frozenset({"b", "big", "center", "em", "font", "i", "small", "span", "strong", "u"})
#: One within the next means that the first was never closed.
_NEVER_NESTED = frozenset({"dd", "dt", "li", "p", "tr"})
#: Words in class names that tell rows of one list apart.
_VARYING = frozenset({"odd", "even", "first", "last", "active", "current", "alt"})


@dataclass(frozen=True, slots=True, eq=False)
class Anchor:
    """One `a` element. Links have the same `place` when tags, ids and first classes above them are the same."""

    node: Node
    url: str
    text: str
    place: int
    shape: str
    #: The anchor and what it stands in, upwards, at most MAX_CHAIN elements.
    chain: tuple[Node, ...]
    boilerplate: bool


def anchors(links: Hyperlinks) -> list[Anchor]:
    """The page's links to http(s) addresses, in document order."""
    document = links.document
    places = _Places(document)
    shapes: dict[str, str] = {}
    found: list[Anchor] = []
    for node in links:
        url = links.target(node)
        if not url:
            continue
        if url not in shapes:
            shapes[url] = url_shape(url)
        place, boilerplate = places.of(node)
        chain = (node, *islice(document.ancestors(node.index), MAX_CHAIN - 1))
        found.append(Anchor(node, url, _words(document, node), place, shapes[url], chain, boilerplate))
    return found


def inside(document: Document, node: Node, indexes: Sequence[int]) -> Iterator[Node]:
    """The nodes among `indexes`, which are in document order, that the element is or holds."""
    for k in range(bisect_left(indexes, node.index), len(indexes)):
        if indexes[k] >= node.end:
            return
        yield document.nodes[indexes[k]]


class _Places:
    """Numbers for the places of elements, the same for the same steps from the root; whether one is boilerplate."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbers: dict[tuple[int, str], int] = {}
        self._known: dict[Node, tuple[int, str, bool]] = {}

    def of(self, link: Node) -> tuple[int, bool]:
        chain = [link]
        while chain[-1] not in self._known and chain[-1].parent >= 0:
            chain.append(self._document.nodes[chain[-1].parent])
        place, last, boilerplate = self._known.get(chain[-1], (0, "", False))
        for node in reversed(chain):
            if node in self._known:
                continue
            step = _step(self._document, node)
            if step not in _EMPHASIS and not (step == last and step in _NEVER_NESTED):
                place, last = self._numbers.setdefault((place, step), len(self._numbers) + 1), step
            boilerplate = boilerplate or _is_boilerplate(node)
            self._known[node] = place, last, boilerplate
        return place, boilerplate


def _words(document: Document, link: Node) -> str:
    """What a link is called: its text, else its label, else what its pictures show."""
    if words := words_of(document, link, 400):
        return words
    return next((words for label in labels(document, link) if (words := squeeze(label))), "")


def labels(document: Document, link: Node) -> Iterator[str]:
    """What a link is called beside its text: in its title, its label, the words for its pictures."""
    yield link.attrs.get("title", "")
    yield link.attrs.get("aria-label", "")
    for image in inside(document, link, document.tagged("img")):
        yield image.attrs.get("alt", "")


def looks_dated(text: str) -> bool:
    """Whether a date stands in `text`.

    >>> looks_dated("Apr 16, 2015"), looks_dated("le 4 février 2020"), looks_dated("27.01.22"), looks_dated("18 items")
    (True, True, True, False)
    """
    return bool(_DATE.search(text))


@lru_cache(1024)
def word_count(text: str) -> float:
    """How many words a reader sees; two characters of a script without spaces count as one.

    >>> word_count("Statement on Budget Vote"), word_count("国务院新闻办公室")
    (4, 4.0)
    """
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    return wide / 2 if wide > len(text) / 3 else len(_WORD.findall(text))


def url_shape(url: str) -> str:
    """What addresses made by one rule share: the last part of the path, ids and years are left open.

    >>> url_shape("https://example.gov/news/2024/flood-in-the-valley"), url_shape("https://example.gov/view.cfm?id=77")
    ('example.gov/news/#/*', 'example.gov/view.cfm?id=#')
    """
    parts = urlsplit(url)
    segments = parts.path.split("/")[1:]
    shaped = [_DIGITS.sub("#", unquote(segment)) if len(segment) < 30 else "*" for segment in segments]
    query = parse_qsl(parts.query) if parts.query else []
    if shaped and not query:
        trailing = shaped.pop() if not shaped[-1] and len(shaped) > 1 else None
        extension = _EXTENSION.search(shaped[-1])
        shaped[-1] = "*" + (extension[0] if extension else "")
        shaped += [""] if trailing is not None else []
    open_query = "&".join(sorted(f"{name}=#" for name, _ in query))
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}/{'/'.join(shaped)}" + (f"?{open_query}" if open_query else "")


def names_one_thing(url: str) -> bool:
    """Whether the address ends as an article's does: with a slug of several words, a date, or an id.

    >>> names_one_thing("https://example.gov/news/flood-in-the-valley"), names_one_thing("https://example.gov/about/team")
    (True, False)
    """
    parts = urlsplit(url)
    path = unquote(parts.path).rstrip("/")
    last = _EXTENSION.sub("", path.rpartition("/")[2])
    if len(_WORD_BREAK.findall(last)) >= 3 or len(last) >= 40 or _LONG_NUMBER.search(last) or _YEAR_FOLDER.search(path):
        return True
    return bool(parts.query) and any(_ID.search(value) for _, value in parse_qsl(parts.query))


def _step(document: Document, node: Node) -> str:
    """One part of a link's path: tag, first class, an id that does not count, and the column in a table."""
    tag, attrs = node.tag, node.attrs
    name = next((name for name in attrs.get("class", "").split() if not _varies(name)), "")
    names = [_DIGITS.sub("#", name)] if name else []
    if (name := attrs.get("id", "")) and not re.search(r"\d", name):
        names.append(name)
    column = ""
    if tag in ("td", "th") and node.parent >= 0:
        column = f"[{sum(1 for cell in document.children(node.parent) if cell.index < node.index)}]"
    return ".".join([tag + column, *names])


def _varies(name: str) -> bool:
    """Whether a class tells rows of one list apart instead of naming them."""
    return not _VARYING.isdisjoint(part.lower() for part in _PART.findall(name))


def _is_boilerplate(node: Node) -> bool:
    if node.tag in ("html", "body"):
        return False
    if node.tag in _BOILERPLATE_TAGS or node.attrs.get("role", "").lower() in _BOILERPLATE_ROLES:
        return True
    names = f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}"
    return not _BOILERPLATE_WORDS.isdisjoint(part.lower() for part in _PART.findall(names))
