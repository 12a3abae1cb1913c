"""The links of a page with what tells an article's link from others: its words, its surroundings, its address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import parse_qsl, unquote, urlsplit

from scraper.discovery.tree import Element, absolute, links_of, squeeze, text_of

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

    element: Element
    url: str
    text: str
    place: int
    shape: str
    #: The anchor and what it stands in, upwards, at most MAX_CHAIN elements.
    chain: tuple[Element, ...]
    boilerplate: bool


def anchors(root: Element, base: str) -> list[Anchor]:
    """The page's links to http(s) addresses, in document order."""
    places = _Places()
    found: list[Anchor] = []
    for element in links_of(root):
        url = absolute(element.get("href", ""), base)
        if not url:
            continue
        place, boilerplate = places.of(element)
        chain = (element, *islice(element.iterancestors(), MAX_CHAIN - 1))
        found.append(Anchor(element, url, _words(element), place, url_shape(url), chain, boilerplate))
    return found


class _Places:
    """Numbers for the places of elements, the same for the same steps from the root; whether one is boilerplate."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, str], int] = {}
        self._known: dict[Element, tuple[int, str, bool]] = {}

    def of(self, element: Element) -> tuple[int, bool]:
        chain = [element]
        while chain[-1] not in self._known and (parent := chain[-1].getparent()) is not None:
            chain.append(parent)
        place, last, boilerplate = self._known.get(chain[-1], (0, "", False))
        for node in reversed(chain):
            if node in self._known:
                continue
            step = _step(node)
            if step not in _EMPHASIS and not (step == last and step in _NEVER_NESTED):
                place, last = self._numbers.setdefault((place, step), len(self._numbers) + 1), step
            boilerplate = boilerplate or _is_boilerplate(node)
            self._known[node] = place, last, boilerplate
        return place, boilerplate


def _words(element: Element) -> str:
    """What a link is called: its text, else its label, else what its pictures show."""
    labels = (element.get("title"), element.get("aria-label"), *(image.get("alt") for image in element.iter("img")))
    return text_of(element, 400) or next((words for label in labels if (words := squeeze(label or ""))), "")


def looks_dated(text: str) -> bool:
    """Whether a date stands in `text`.

    >>> looks_dated("Apr 16, 2015"), looks_dated("le 4 février 2020"), looks_dated("27.01.22"), looks_dated("18 items")
    (True, True, True, False)
    """
    return bool(_DATE.search(text))


def word_count(text: str) -> float:
    """How many words a reader sees; two characters of a script without spaces count as one.

    >>> word_count("Statement on Budget Vote"), word_count("国务院新闻办公室")
    (4, 4.0)
    """
    wide = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]", text))
    return wide / 2 if wide > len(text) / 3 else len(re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", text))


def url_shape(url: str) -> str:
    """What addresses made by one rule share: the last part of the path, ids and years are left open.

    >>> url_shape("https://example.gov/news/2024/flood-in-the-valley"), url_shape("https://example.gov/view.cfm?id=77")
    ('example.gov/news/#/*', 'example.gov/view.cfm?id=#')
    """
    parts = urlsplit(url)
    segments = parts.path.split("/")[1:]
    shaped = [re.sub(r"\d+", "#", unquote(segment)) if len(segment) < 30 else "*" for segment in segments]
    query = parse_qsl(parts.query)
    if shaped and not query:
        trailing = shaped.pop() if not shaped[-1] and len(shaped) > 1 else None
        extension = re.search(r"\.\w{2,5}$", shaped[-1])
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
    last = re.sub(r"\.\w{2,5}$", "", path.rpartition("/")[2])
    if len(re.findall(r"[-_+ ,]", last)) >= 3 or len(last) >= 40 or re.search(r"\d{3,}", last):
        return True
    if re.search(r"/(?:19|20)\d\d/(?:\d{1,2}/)?", path):
        return True
    return any(re.search(r"\d{2,}|^[\da-f]{8}-[\da-f]{4}", value, re.IGNORECASE) for _, value in parse_qsl(parts.query))


def _step(node: Element) -> str:
    """One part of a link's path: tag, first class, an id that does not count, and the column in a table."""
    tag = str(node.tag)
    names = [re.sub(r"\d+", "#", name) for name in (node.get("class") or "").split() if not _varies(name)][:1]
    if (name := node.get("id") or "") and not re.search(r"\d", name):
        names.append(name)
    column = f"[{sum(1 for _ in node.itersiblings(preceding=True))}]" if tag in ("td", "th") else ""
    return ".".join([tag + column, *names])


def _varies(name: str) -> bool:
    """Whether a class tells rows of one list apart instead of naming them."""
    return not _VARYING.isdisjoint(part.lower() for part in _PART.findall(name))


def _is_boilerplate(node: Element) -> bool:
    if node.tag in ("html", "body"):
        return False
    if node.tag in _BOILERPLATE_TAGS or (node.get("role") or "").lower() in _BOILERPLATE_ROLES:
        return True
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    return not _BOILERPLATE_WORDS.isdisjoint(part.lower() for part in _PART.findall(names))
