"""One pass over a page: libxml2's parser events become one flat list of node records and one of text runs.

No element tree is built. Events go straight into the two lists, which costs a third more than a bare parse,
attributes included, and leaves everything after it a matter of walking Python lists. A page that libxml2 loses
(see `scraper.parsers.markup`) sends the same events from an HTML5 parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from scraper.parsers.regions import BY_TAG, region_named, region_of_role

#: Elements within a line of text; every other one begins and ends a line.
_INLINE = """
    a abbr acronym audio b bdi bdo big canvas cite code data del dfn em embed font i img ins kbd label map mark
    meter nobr object output param picture progress q rb rp rt ruby s samp small source span strike strong sub sup
    time track tt u var video wbr area input basefont svg math script style noscript template meta link"""
INLINE = frozenset(_INLINE.split())
#: Elements whose inside leaves no node and no text: it is code, drawing, or a choice in a form.
DROPPED = frozenset(("svg", "template", "select", "style", "textarea", "datalist", "script", "title"))
#: Elements whose inside leaves nodes but no text: what a reader with scripts and frames does not see.
MUTED = frozenset(("noscript", "iframe", "object", "noframes", "canvas", "audio", "video"))
#: Deeper elements leave their text to their ancestor at this depth, so that a walk to the root stays short.
MAX_DEPTH = 250
#: Longer class and id strings are cut: no vocabulary is found at their end.
MAX_NAMES = 400

_PLAIN, _LINK, _BREAK, _MUTED, _DROPPED = 0, 1, 2, 3, 4
#: How the pass treats an element; without an entry it begins and ends a line, and is nothing more.
_KINDS = {
    **dict.fromkeys(INLINE, _PLAIN),
    **dict.fromkeys(MUTED, _MUTED),
    **dict.fromkeys(DROPPED, _DROPPED),
    "a": _LINK,
    "br": _BREAK,
}
#: The commonest elements, which nobody asks for by tag.
NOT_INDEXED = frozenset(("div", "span", "li", "p", "ul", "i", "em", "td", "tr", "br"))
#: Regions of a tag that a name tells more of: an `aside` may be a box of related links, or of contacts.
_VAGUE = frozenset(("", "aside"))
#: Elements that are the page, or its article, whatever they are called.
_NO_REGION = frozenset(("html", "body", "main"))
#: Class attributes and ids seen so far, as `Node.names` has them, and the part of a page that they speak of: the pages
#: of a site share most of theirs.
_NAMES: dict[str, tuple[str, str]] = {}
_MAX_MEMO = 50_000

_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_INVISIBLE = re.compile("[\u00ad\ufeff]")


class Node:
    """An element: `nodes[index + 1 : end]` are its descendants, `runs[run : run_end]` their text.

    `names` is its class and id, lower-cased, a space at either end and between; `chars` is the length of its text,
    `link_chars` of that part of it which is within links. `parent` of the root is -1.
    """

    __slots__ = ("attrs", "chars", "end", "index", "link_chars", "names", "parent", "run", "run_end", "tag")

    #: No `__init__`: the pass makes thousands of these a page, and a call for each would be a third of their cost.
    attrs: Mapping[str, str]
    chars: int
    end: int
    index: int
    link_chars: int
    names: str
    parent: int
    run: int
    run_end: int
    tag: str

    def __repr__(self) -> str:
        return f"<{self.tag} {self.index}:{self.end}{self.names and ' ' + self.names.strip()!r}>"


def _names_of(written: str) -> tuple[str, str]:
    names = f" {written[:MAX_NAMES].lower()} "
    entry = names, region_named(names)
    if len(written) <= MAX_NAMES:
        if len(_NAMES) >= _MAX_MEMO:
            _NAMES.clear()
        _NAMES[written] = entry
    return entry


def _ignore(*_event: Any) -> None:
    """What a closed Tree does with an event."""


class Tree:
    """The lists that one pass fills, and the target of a parser's events (`start`, `end`, `data`, `close`).

    `runs` are pieces of text in reading order with white space collapsed (no-break spaces are kept); a run `"\\n"`
    is where a line ends: at the edge of a block, or at a `br`, which then owns it. `owners[k]` is the index of the
    node that run k stands directly in. `tagged` has the indexes of all nodes of a tag, in order, but for the commonest
    tags; `scripts` the text
    of scripts of type `application/ld+json`, and `head_title` that of `<title>`. `lines` are the lines that have text:
    (first run, last run + 1, characters, characters within links). `html5` says that an HTML5 parser sent the events.
    `properties` are the nodes with microdata or RDFa, `regions` those that claim to be a part of the page around an
    article, with that part's name (see `scraper.parsers.regions`), `typed_links` the `a` with `rel` or `hreflang`.
    """

    __slots__ = (
        "close",
        "data",
        "end",
        "head_title",
        "html5",
        "lines",
        "nodes",
        "owners",
        "properties",
        "regions",
        "runs",
        "scripts",
        "start",
        "tagged",
        "typed_links",
    )

    start: Callable[[str, Mapping[str, str]], None]
    end: Callable[[str], None]
    data: Callable[[str], None]
    close: Callable[[], Any]

    def __init__(self, *, html5: bool = False) -> None:  # noqa: C901 - closures over local variables are what makes the pass fast
        nodes: list[Node] = []
        runs: list[str] = []
        owners: list[int] = []
        lines: list[tuple[int, int, int, int]] = []
        tagged: dict[str, list[int]] = {}
        scripts: list[str] = []
        properties: list[int] = []
        regions: list[tuple[int, str]] = []
        typed_links: list[int] = []
        self.properties, self.regions, self.typed_links = properties, regions, typed_links
        self.nodes, self.runs, self.owners, self.lines = nodes, runs, owners, lines
        self.tagged, self.scripts = tagged, scripts
        self.head_title: str | None = None
        self.html5 = html5

        new_node, add_node, add_run, add_owner = Node.__new__, nodes.append, runs.append, owners.append
        kind_of, region_of = _KINDS.get, BY_TAG.get
        top = -1  # index of the innermost open node
        depth = 0
        chars = link_chars = 0
        links = 0  # open <a href> elements that lead elsewhere than to a place on this page
        boundary = True  # nothing but line ends since the last text
        line_run = line_chars = line_link_chars = 0  # where the line under way began
        joins = False  # the last run is a piece of this very text, which the parser hands over in pieces
        dropped = 0  # open elements within a dropped one, itself included
        overflow = 0  # open elements below MAX_DEPTH
        muted = 0  # open muted elements
        captured: list[str] | None = None  # pieces of the <title> or JSON-LD script that is open

        def line_end() -> None:
            nonlocal boundary, line_run, line_chars, line_link_chars
            if not boundary:
                lines.append((line_run, len(runs), chars - line_chars, link_chars - line_link_chars))
                line_chars = chars
                line_link_chars = link_chars
                boundary = True
            add_run("\n")
            add_owner(top)
            line_run = len(runs)

        def start(tag: str, attrs: Mapping[str, str]) -> None:  # noqa: C901
            nonlocal top, depth, links, dropped, overflow, muted, joins, captured
            joins = False
            if dropped:
                dropped += 1
                return
            kind = kind_of(tag)
            if kind is None and not boundary:
                line_end()
            if depth > MAX_DEPTH:
                overflow += 1
                return
            names = ""
            region = region_of(tag, "")
            if attrs:
                if "class" in attrs:
                    written = attrs["class"]
                    names, named = _NAMES[written] if written in _NAMES else _names_of(written)
                    if named and region in _VAGUE:
                        region = named
                if "id" in attrs:
                    written = attrs["id"]
                    own, named = _NAMES[written] if written in _NAMES else _names_of(written)
                    names = names + own[1:] if names else own
                    region = region or named
                if "role" in attrs or "style" in attrs or "hidden" in attrs:
                    region = region_of_role(attrs) or region
                if "itemprop" in attrs or "property" in attrs:
                    properties.append(len(nodes))
                if region and tag not in _NO_REGION:
                    regions.append((len(nodes), region))
            elif region:
                regions.append((len(nodes), region))
            index = len(nodes)
            node = new_node(Node)
            node.index = index
            node.tag = tag
            node.attrs = attrs
            node.names = names
            node.parent = top
            node.run = len(runs)
            node.chars = chars
            node.link_chars = link_chars
            add_node(node)
            top = index
            depth += 1
            if tag not in NOT_INDEXED:
                if tag in tagged:
                    tagged[tag].append(index)
                else:
                    tagged[tag] = [index]
            if not kind:
                return
            if kind == _LINK:
                if "href" in attrs and attrs["href"][:1] != "#":
                    links += 1
                if "rel" in attrs or "hreflang" in attrs:
                    typed_links.append(index)
            elif kind == _BREAK:
                line_end()
            elif kind == _MUTED:
                if tag not in INLINE and not boundary:
                    line_end()
                muted += 1
            elif kind == _DROPPED:
                dropped = 1
                if tag == "script":
                    if "ld+json" in attrs.get("type", "").lower():
                        captured = []
                elif tag == "title" and self.head_title is None:
                    captured = []

        def end(tag: str) -> None:  # noqa: C901
            nonlocal top, depth, links, dropped, overflow, muted, joins, captured
            joins = False
            if dropped:
                dropped -= 1
                if dropped:
                    return
                if captured is not None:
                    if tag == "title":
                        self.head_title = _SPACES.sub(" ", _INVISIBLE.sub("", "".join(captured))).strip() or None
                    else:
                        scripts.append("".join(captured))
                    captured = None
            if overflow:
                overflow -= 1
                return
            if top < 0:
                return
            node = nodes[top]
            node.end = len(nodes)
            node.run_end = len(runs)
            node.chars = chars - node.chars
            node.link_chars = link_chars - node.link_chars
            top = node.parent
            depth -= 1
            kind = kind_of(tag)
            if kind is None:
                if not boundary:
                    line_end()
            elif kind == _LINK:
                if links and "href" in node.attrs and node.attrs["href"][:1] != "#":
                    links -= 1
            elif kind == _MUTED:
                muted -= 1

        def data(text: str) -> None:
            nonlocal boundary, chars, link_chars, joins
            if dropped or muted:
                if captured is not None:
                    captured.append(text)
                return
            if text.isspace():
                if not boundary:
                    add_run(" " if text.isascii() else _SPACES.sub(" ", text))
                    add_owner(top)
                    joins = False
                return
            if "\n" in text or "  " in text or "\t" in text or "\r" in text:
                text = _SPACES.sub(" ", text)
            if not text.isascii() and ("\u00ad" in text or "\ufeff" in text):
                text = _INVISIBLE.sub("", text)
                if not text:
                    return
            if joins:
                runs[-1] += text
            else:
                add_run(text)
                add_owner(top)
                joins = True
                boundary = False
            chars += len(text)
            if links:
                link_chars += len(text)

        def close() -> Any:
            while top >= 0:
                end(nodes[top].tag)
            # The functions hold this object and it holds them: apart, both go as soon as nobody wants them.
            self.start = self.end = self.data = _ignore
            self.close = _ignore
            return self

        self.start, self.end, self.data, self.close = start, end, data, close

    def comment(self, text: str) -> None:
        """Comments are no part of the page."""

    def pi(self, target: str, data: Any = None) -> None:
        """Processing instructions neither."""
