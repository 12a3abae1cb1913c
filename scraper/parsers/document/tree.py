"""One pass over a page: libxml2's parser events become one flat list of node records and one of text runs.

No element tree is built. Events go straight into the two lists, and everything after it is a matter of walking Python
lists. A page that libxml2 loses
(see `scraper.parsers.document.build`) sends the same events from an HTML5 parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from scraper.parsers.document.node import INLINE, Node
from scraper.parsers.document.region_names import BY_TAG, region_named, region_of_role
from scraper.parsers.text.folding import collapsed

#: Elements whose inside leaves no node and no text: it is code, drawing, or a choice in a form.
DROPPED = frozenset(("svg", "template", "select", "style", "textarea", "datalist", "script", "title"))
#: Elements whose inside leaves nodes but no text: what a reader with scripts and frames does not see.
MUTED = frozenset(("noscript", "iframe", "object", "noframes", "canvas", "audio", "video"))
#: Deeper elements leave their text to their ancestor at this depth, so that a walk to the root stays short; Chromium's
#: trees end there too.
MAX_DEPTH = 512
#: Longer class and id strings are cut: no vocabulary is found at their end.
MAX_NAMES = 400

#: The commonest elements, which nobody asks for by tag.
NOT_INDEXED = frozenset(("div", "span", "li", "p", "ul", "i", "em", "td", "tr", "br"))
_COMMON_BLOCK, _REGION, _BLOCK, _COMMON_INLINE, _PLAIN, _LINK, _BREAK, _MUTED, _MUTED_BLOCK, _DROPPED = range(10)
#: How the pass treats an element; blocks, up to `_BLOCK`, begin and end a line, and so does what has no entry.
_KINDS = {
    **dict.fromkeys(BY_TAG, _REGION),
    **dict.fromkeys(NOT_INDEXED, _COMMON_BLOCK),
    **dict.fromkeys(INLINE, _PLAIN),
    **dict.fromkeys(NOT_INDEXED & INLINE, _COMMON_INLINE),
    **dict.fromkeys(MUTED, _MUTED_BLOCK),
    **dict.fromkeys(MUTED & INLINE, _MUTED),
    **dict.fromkeys(DROPPED, _DROPPED),
    "a": _LINK,
    "br": _BREAK,
}
_COMMON, _MUTING = frozenset((_COMMON_BLOCK, _COMMON_INLINE)), frozenset((_MUTED, _MUTED_BLOCK))
#: What is in every script that tells a day of publication: in `published`, `publishDate`, `datePublished`.
_DATED_CODE = "ublish"
#: Attributes besides `class` that tell the pass something.
_TELLING = frozenset(("id", "role", "style", "hidden", "itemprop", "property"))
#: Elements, and values of CSS's `white-space`, in which a line end of the text is one that readers see.
PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext"))
_KEEPS_LINES = re.compile(r"white-space(?:-collapse)?\s*:\s*(?:pre|break-spaces)")
_LINE_END = re.compile(r"\r\n?|\n")
#: Elements that are the page, or its article, whatever they are called.
_NO_REGION = frozenset(("html", "body", "main"))
#: Class attributes and ids seen so far, as `Node.names` has them, and the part of a page that they speak of: the pages
#: of a site share most of theirs.
_NAMES: dict[str, tuple[str, str]] = {}
_MAX_MEMO = 50_000

_INVISIBLE = re.compile("[\u00ad\ufeff]")


def keeps_lines(node: Node) -> bool:
    """Whether an element's text has its lines as they are written: `pre`, or `white-space: pre-line` and its like."""
    if node.tag in PREFORMATTED:
        return True
    return "style" in node.attrs and _KEEPS_LINES.search(node.attrs["style"][:300].lower()) is not None


def _names_of(written: str) -> tuple[str, str]:
    names = f" {written[:MAX_NAMES].lower()} "
    entry = names, region_named(names)
    if len(written) <= MAX_NAMES:
        if len(_NAMES) >= _MAX_MEMO:
            _NAMES.clear()
        _NAMES[written] = entry
    return entry


@dataclass(slots=True)
class Tree:
    """The lists that one pass fills.

    `runs` are pieces of text in reading order with white space collapsed (no-break spaces are kept, and in preformatted
    text all spaces are); a run `"\\n"` is where a line ends: at the edge of a block, at a `br`, which then owns it, or
    at each line end of preformatted text. `owners[k]` is the index of the
    node that run k stands directly in. `lines` are the lines that have text: (first run, last run + 1, characters,
    characters within links). `tagged` has the indexes of all nodes of a tag, in order, but for the commonest tags;
    `scripts` the text of scripts of type `application/ld+json`, `code` that of scripts that may say when the page was
    published, and `head_title` that of `<title>`. `properties` are
    the nodes with microdata or RDFa, `regions` those that claim to be a part of the page around an article, with that
    part's name (see `scraper.parsers.document.region_names`), `typed_links` the `a` with `rel` or `hreflang`,
    `preformatted` those whose text keeps its lines. `html5` says that an HTML5 parser sent the events.
    """

    html5: bool = False
    head_title: str | None = None
    nodes: list[Node] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    lines: list[tuple[int, int, int, int]] = field(default_factory=list)
    tagged: dict[str, list[int]] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    properties: list[int] = field(default_factory=list)
    regions: list[tuple[int, str]] = field(default_factory=list)
    typed_links: list[int] = field(default_factory=list)
    preformatted: list[int] = field(default_factory=list)


class Pass:
    """The target of a parser's events (`start`, `end`, `data`), and the Tree that comes of them: `finish`, once.

    lxml's parser and its context hold each other, and thereby their target. So that a page is gone as soon as nobody
    wants it, and not when the garbage collector comes by, the target lets go of the Tree when it hands it out.
    """

    __slots__ = ("data", "end", "finish", "start")

    start: Callable[[str, Mapping[str, str]], None]
    end: Callable[[str], None]
    data: Callable[[str], None]
    finish: Callable[[], Tree]

    def __init__(self, tree: Tree) -> None:  # noqa: C901 - closures over local variables are what makes the pass fast
        """Fill `tree`, which is empty."""
        nodes, runs, owners, lines = tree.nodes, tree.runs, tree.owners, tree.lines
        tagged, properties, regions, typed_links = tree.tagged, tree.properties, tree.regions, tree.typed_links
        add_node, add_run, add_owner = nodes.append, runs.append, owners.append
        kinds, known, regions_of_tag, is_plain = _KINDS, _NAMES, BY_TAG, _TELLING.isdisjoint
        top = -1  # index of the innermost open node
        depth = 0
        chars = link_chars = 0
        links = 0  # open <a href> elements that lead elsewhere than to a place on this page
        boundary = True  # nothing but line ends since the last text
        line_run = line_chars = line_link_chars = 0  # where the line under way began
        joins = False  # the last run is a piece of this very text, which the parser hands over in pieces
        pieces: list[str] = []  # of it, those that are still to be joined to it
        dropped = 0  # open elements within a dropped one, itself included
        overflow = 0  # open elements below MAX_DEPTH
        muted = 0  # open muted elements
        keeping: list[int] = []  # open elements whose text keeps its lines
        captured: list[str] | None = None  # pieces of the <title> or script that is open
        is_code = False  # whether that script is code, and no JSON-LD

        def join() -> None:
            runs[-1] += "".join(pieces)
            pieces.clear()

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
            nonlocal top, depth, links, dropped, overflow, muted, joins, captured, is_code
            joins = False
            if pieces:
                join()
            if dropped:
                dropped += 1
                return
            try:
                kind = kinds[tag]
            except KeyError:
                kind = _BLOCK
            if kind <= _BLOCK and not boundary:
                line_end()
            if depth > MAX_DEPTH:
                overflow += 1
                return
            index = len(nodes)
            names = ""
            telling = False
            region = regions_of_tag[tag] if kind == _REGION else ""
            if attrs:
                if "class" in attrs:
                    written = attrs["class"]
                    names, named = known[written] if written in known else _names_of(written)
                    # An `aside` may be a box of related links, or of contacts.
                    if named and (not region or region == "aside"):
                        region = named
                    telling = len(attrs) > 1 and not is_plain(attrs)
                else:
                    telling = not is_plain(attrs)
                if telling:
                    if "id" in attrs:
                        written = attrs["id"]
                        own, named = known[written] if written in known else _names_of(written)
                        names = names + own[1:] if names else own
                        region = region or named
                    if "role" in attrs or "style" in attrs or "hidden" in attrs:
                        region = region_of_role(attrs) or region
                    if "itemprop" in attrs or "property" in attrs:
                        properties.append(index)
            if region and tag not in _NO_REGION:
                regions.append((index, region))
            node = Node()
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
            if tag in PREFORMATTED or (telling and "style" in attrs and keeps_lines(node)):
                keeping.append(index)
                tree.preformatted.append(index)
            if kind in _COMMON:
                return
            if kind == _BREAK:
                line_end()
                return
            if tag in tagged:
                tagged[tag].append(index)
            else:
                tagged[tag] = [index]
            if kind == _LINK:
                if "href" in attrs and attrs["href"][:1] != "#":
                    links += 1
                if "rel" in attrs or "hreflang" in attrs:
                    typed_links.append(index)
            elif kind == _DROPPED:
                dropped = 1
                if tag == "script":
                    if "src" not in attrs:
                        captured = []
                        is_code = "ld+json" not in attrs.get("type", "").lower()
                elif tag == "title" and tree.head_title is None:
                    captured = []
            elif kind >= _MUTED:
                if kind == _MUTED_BLOCK and not boundary:
                    line_end()
                muted += 1

        def end(tag: str) -> None:  # noqa: C901
            nonlocal top, depth, links, dropped, overflow, muted, joins, captured
            joins = False
            if pieces:
                join()
            if dropped:
                dropped -= 1
                if dropped:
                    return
                if captured is not None:
                    if tag == "title":
                        tree.head_title = collapsed(_INVISIBLE.sub("", "".join(captured))).strip() or None
                    elif not is_code:
                        tree.scripts.append("".join(captured))
                    elif _DATED_CODE in (text := "".join(captured)):
                        tree.code.append(text)
                    captured = None
            if overflow:
                overflow -= 1
                return
            if top < 0:
                return
            node = nodes[top]
            if keeping and keeping[-1] == top:
                keeping.pop()
            node.end = len(nodes)
            node.run_end = len(runs)
            node.chars = chars - node.chars
            node.link_chars = link_chars - node.link_chars
            top = node.parent
            depth -= 1
            try:
                kind = kinds[tag]
            except KeyError:
                kind = _BLOCK
            if kind <= _BLOCK:
                if not boundary:
                    line_end()
            elif kind == _LINK:
                if links and "href" in node.attrs and node.attrs["href"][:1] != "#":
                    links -= 1
            elif kind in _MUTING:
                muted -= 1

        def data(text: str) -> None:  # noqa: C901
            nonlocal boundary, chars, link_chars, joins
            if dropped or muted:
                if captured is not None:
                    captured.append(text)
                return
            if keeping:
                lines_of(text)
                return
            if text.isspace():
                if not boundary:
                    if pieces:
                        join()
                    add_run(" " if text.isascii() else collapsed(text))
                    add_owner(top)
                    joins = False
                return
            if "\n" in text or "  " in text or "\t" in text or "\r" in text:
                text = collapsed(text)
            if not text.isascii() and ("\u00ad" in text or "\ufeff" in text):
                text = _INVISIBLE.sub("", text)
                if not text:
                    return
            if joins:
                pieces.append(text)
            else:
                add_run(text)
                add_owner(top)
                joins = True
                boundary = False
            size = len(text)
            chars += size
            if links:
                link_chars += size

        def lines_of(text: str) -> None:
            nonlocal boundary, chars, link_chars, joins
            for k, line in enumerate(_LINE_END.split(_INVISIBLE.sub("", text))):
                if k:
                    line_end()
                if not line:
                    continue
                line = line.expandtabs()
                add_run(line)
                add_owner(top)
                joins = False
                if not line.isspace():
                    boundary = False
                    chars += len(line)
                    if links:
                        link_chars += len(line)

        def finish() -> Tree:
            nonlocal tree, nodes, runs, owners, lines, tagged, properties, regions, typed_links
            nonlocal add_node, add_run, add_owner
            if pieces:
                join()
            while top >= 0:
                end(nodes[top].tag)
            made = tree
            del tree, nodes, runs, owners, lines, tagged, properties, regions, typed_links
            del add_node, add_run, add_owner
            return made

        self.start, self.end, self.data, self.finish = start, end, data, finish

    def close(self) -> None:
        """The parser has no more to send."""
