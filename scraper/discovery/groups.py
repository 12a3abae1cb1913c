"""Links that a page repeats in the same place of its structure, and how much each such group looks like a listing."""

from __future__ import annotations

import re
import statistics
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from math import log2
from operator import attrgetter
from urllib.parse import urlsplit

from scraper.discovery.anchors import HEADINGS, Anchor, inside, looks_dated, names_one_thing, word_count
from scraper.discovery.hyperlinks import words_in, words_of
from scraper.hosts import host_of
from scraper.parsers.document.model import Document
from scraper.parsers.document.node import Node

#: Siblings beside an item that are searched for its date, on each side.
_REACH = 3
#: So many characters beside an item are looked at, of each piece.
_NEAR = 200
#: How many elements around a link that is the only one of its kind may belong to it.
_LONELY_REACH = 4
#: What holds more links than this is no item.
_ITEM_LINKS = 200
#: A text that so many addresses share is a label ('Read more', 'PDF'), no title.
_LABEL = 3
#: An address that stands in the same place of so many items is none of an article's.
_REPEATED = 3

# '2019', 'March 2019 (12)', 'Health (7)': the names of archives and filters.
_ARCHIVE = re.compile(r"\d{1,4}|[^\W\d_]{3,12}\.?,?\s+(?:19|20)\d\d|.*\(\d+\)|(?:19|20)\d\d[\s/-]+\w{2,12}")
_ELSEWHERE = (
    r"events?|calend[ae]r|calendrier|kalender|agenda|termine?|veranstaltung(?:en)?|evenements?|eventos|eventi|"
    r"videos?|photos?|galler(?:y|ies)|bilder|galeries?|podcasts?|webcasts?|jobs?|vacanc(?:y|ies)|stellen(?:angebote)?|"
    r"careers?|tags?|topics?|themen?|themes?|temas?|categor(?:y|ies)|kategorien?|authors?|auteurs?|people|issues"
)
_NO_NEWS = re.compile(rf"(?:^|[/_.-])(?:{_ELSEWHERE})(?=[/_.?=-]|$)", re.IGNORECASE)
#: A folder of such things, or an address that is a year, month or day and no more.
_NO_ARTICLE = re.compile(rf"/(?:{_ELSEWHERE})/|/(?:19|20)\d\d(?:/\d{{1,2}}){{0,2}}/?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One address in a group, with the words that stand for it and what surrounds it."""

    url: str
    shape: str
    text: str
    dated: bool
    headed: bool
    #: Whether another link is the title of what this one stands in: this one is its topic, author or PDF.
    secondary: bool
    #: Characters in the item beside the link's own.
    teaser: int
    boilerplate: bool

    @property
    def leads_elsewhere(self) -> bool:
        """Whether the address alone says that it is an event, a topic, or all that came out in a month."""
        return _NO_ARTICLE.search(urlsplit(self.url).path) is not None


@dataclass(frozen=True, slots=True)
class Group:
    """Links in the same place of the page's structure, one item an address."""

    items: tuple[Item, ...]
    score: float

    @property
    def shapes(self) -> Counter[str]:
        return Counter(item.shape for item in self.items)


def group(anchors: list[Anchor], document: Document) -> list[Group]:
    """The groups that `anchors` form on their page, the one most like a list of articles first."""
    page = _Surroundings(anchors, document)
    kinds: dict[tuple[int, bool], list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        kinds[page.kind(anchor)].append(anchor)
    groups = []
    for members in kinds.values():
        items = _items(_once_only(members), page)
        if items:
            groups.append(Group(items, _score(items, document.url)))
    return sorted(groups, key=lambda one: one.score, reverse=True)


def _once_only(members: list[Anchor]) -> list[Anchor]:
    """The links without those that item after item repeats (an author's, a topic's), one for each parent."""
    parents: dict[str, dict[Node, Anchor]] = defaultdict(dict)
    for anchor in members:
        parents[anchor.url].setdefault(anchor.chain[1], anchor)
    return [anchor for once in parents.values() if len(once) < _REPEATED for anchor in once.values()]


def _items(members: list[Anchor], page: _Surroundings) -> tuple[Item, ...]:
    taken = {node for anchor in members for node in anchor.chain}
    lonely = len({anchor.url for anchor in members}) == 1
    items: dict[str, Item] = {}
    for anchor in members:
        item = _item(anchor, page.box(anchor, lonely), taken, page)
        known = items.get(anchor.url)
        if known is None or word_count(item.text) > word_count(known.text):
            items[anchor.url] = item
    return tuple(items.values())


@dataclass(frozen=True, slots=True)
class _Box:
    """An element that may be a listing's item."""

    node: Node
    text: str
    timed: bool
    headings: tuple[Node, ...]


class _Surroundings:
    """All links of a page by what they stand in and what they are called."""

    def __init__(self, anchors: list[Anchor], document: Document) -> None:
        self.document = document
        self._headings = document.tagged(*HEADINGS)
        self._times = document.tagged("time")
        self._addresses: dict[str, set[str]] = defaultdict(set)
        self._boxes: dict[Node, _Box] = {}
        self._children: dict[int, list[Node]] = {}
        self.within: dict[Node, list[Anchor]] = defaultdict(list)
        for anchor in anchors:
            self._addresses[anchor.text.lower()].add(anchor.url)
            for node in anchor.chain:
                self.within[node].append(anchor)

    def kind(self, anchor: Anchor) -> tuple[int, bool]:
        """Where the link stands, and whether it is called what many are: links of one kind form a group."""
        return anchor.place, len(self._addresses[anchor.text.lower()]) >= _LABEL

    def box(self, anchor: Anchor, lonely: bool) -> _Box:
        """The largest element around the link without another address of its kind: the listing's item.

        A `lonely` link is the only one of its kind, and nothing says how far its item reaches: not far, then.
        """
        kind, box = self.kind(anchor), anchor.node
        for node in anchor.chain[: _LONELY_REACH if lonely else None]:
            links = self.within[node]
            if node.tag in ("html", "body", "main") or len(links) > _ITEM_LINKS:
                break
            if any(one.url != anchor.url and (one.shape == anchor.shape or self.kind(one) == kind) for one in links):
                break
            box = node
        if box not in self._boxes:
            headings = tuple(islice(inside(self.document, box, self._headings), _ITEM_LINKS))
            timed = next(inside(self.document, box, self._times), None) is not None
            self._boxes[box] = _Box(box, words_of(self.document, box, 1500), timed, headings)
        return self._boxes[box]

    def siblings(self, node: Node) -> tuple[list[Node], int]:
        """The elements that stand in the same one as `node`, and which of them it is."""
        if node.parent < 0:
            return [node], 0
        if node.parent not in self._children:
            self._children[node.parent] = list(self.document.children(node.parent))
        siblings = self._children[node.parent]
        return siblings, bisect_left(siblings, node.index, key=attrgetter("index"))


def _item(anchor: Anchor, box: _Box, taken: set[Node], page: _Surroundings) -> Item:
    others = [other for other in page.within[box.node] if other.url != anchor.url]
    heading, title = _heading(anchor, box, page)
    own = word_count(anchor.text)
    text = anchor.text
    if heading == "own" and (not others or any(node in anchor.chain for node in box.headings)):
        text = max(text, title, key=word_count)
    if own <= 3 and not others and not heading:
        text = box.text[:200]  # 'Read more', or the date, is the link; the title stands beside it
    beside = " ".join((*_before(box.node, taken, page), box.text, *_after(box.node, taken, page)))
    return Item(
        url=anchor.url,
        shape=anchor.shape,
        text=text,
        dated=box.timed or looks_dated(beside),
        headed=heading == "own",
        secondary=heading == "other"
        or (not heading and any(word_count(other.text) >= max(4, 2 * own) for other in others)),
        teaser=max(0, len(box.text) - len(text)),
        boilerplate=anchor.boilerplate,
    )


def _heading(anchor: Anchor, box: _Box, page: _Surroundings) -> tuple[str, str]:
    """Whose the item's heading is ('own', 'other', or '' where there is none), and its words."""
    for node in anchor.chain:
        if node.tag in HEADINGS:
            return "own", words_of(page.document, node, 400)
        if node is box.node:
            break
    if any(link.url != anchor.url for node in box.headings for link in page.within.get(node, ())):
        return "other", ""
    return ("own", words_of(page.document, box.headings[0], 400)) if box.headings else ("", "")


def _before(box: Node, taken: set[Node], page: _Surroundings) -> list[str]:
    """The text before an item, back to the item before it."""
    siblings, place = page.siblings(box)
    parts: list[str] = []
    end = box.run
    for node in reversed(siblings[max(0, place - _REACH) : place]):
        parts.append(words_in(page.document, node.run_end, end, _NEAR))
        if node in taken:
            return parts
        parts.append(words_of(page.document, node, _NEAR))
        end = node.run
    if place <= _REACH and box.parent >= 0:
        parts.append(words_in(page.document, page.document.nodes[box.parent].run, end, _NEAR))
    return parts


def _after(box: Node, taken: set[Node], page: _Surroundings) -> list[str]:
    """The text after an item, up to the item after it."""
    siblings, place = page.siblings(box)
    parts: list[str] = []
    start = box.run_end
    for node in siblings[place + 1 : place + 1 + _REACH]:
        parts.append(words_in(page.document, start, node.run, _NEAR))
        if node in taken:
            return parts
        parts.append(words_of(page.document, node, _NEAR))
        start = node.run_end
    beyond = place + 1 + _REACH
    end = siblings[beyond].run if beyond < len(siblings) else page.document.nodes[max(box.parent, 0)].run_end
    return [*parts, words_in(page.document, start, end, _NEAR)]


def _score(items: tuple[Item, ...], listing: str) -> float:
    """How much a group looks like a list of articles: about 0 for a menu, 4 and more for a listing."""
    count = len(items)

    def share(marks: Iterable[bool]) -> float:
        return sum(marks) / count

    words = statistics.median(word_count(item.text) for item in items)
    folder = _folder(listing)
    no_news = share(bool(_NO_NEWS.search(_address(item.url))) for item in items)
    return (
        2.5 * share(item.dated for item in items)
        + 2.0 * max(-1.0, min(1.0, (words - 3) / 4))
        + 0.8 * share(item.headed for item in items)
        + 0.7 * min(1.0, statistics.median(item.teaser for item in items) / 120)
        + 1.5 * share(names_one_thing(item.url) for item in items)
        + (0.8 * share(_address(item.url).startswith(folder) for item in items) if folder != "/" else 0.0)
        + 0.4 * min(log2(count), 5)
        - 3.0 * share(item.boilerplate for item in items)
        - 4.0 * share(item.secondary for item in items)
        - 4.0 * share(bool(_ARCHIVE.fullmatch(item.text)) for item in items)
        - (2.5 * no_news if not _NO_NEWS.search(_address(listing)) else 0.0)
        - 0.5 * share(host_of(item.url) != host_of(listing) for item in items)
        - 1.5 * (1 - len({item.text for item in items}) / count)
    )


def _address(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _folder(listing: str) -> str:
    """The path that a listing's articles lie under, where they lie under it."""
    path = urlsplit(listing).path
    return (path.rpartition("/")[0] if "." in path.rpartition("/")[2] else path.rstrip("/")) + "/"
