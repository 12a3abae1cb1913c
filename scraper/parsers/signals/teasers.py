"""Teasers of other articles, which are prose as well: found by how they repeat, not by what they are called.

Three shapes: further `<article>` elements beside the one with the headline; rows of like boxes, each of which opens
with a link; and boxes under a heading that says that there is more to read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.lexicon.boilerplate import introduces_related, may_introduce_related
from scraper.parsers.signals.lines import block_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BOXES = frozenset(("div", "li", "section", "article", "a", "dl", "figure"))
_MAX_CARD = 1200
_MIN_CARDS = 3
#: Regions in which a heading may announce other things to read.
_OPEN = frozenset(("", "header", "aside", "related"))
#: Share of the page's running text from which a box is no box of teasers.
_TOO_MUCH = 0.4
#: Share from which rows of boxes are what the page is about.
_NEARLY_ALL = 0.85
#: Running text that makes an `<article>` with the headline in it the article.
_ENOUGH = 300


def mark_teasers(page: Extraction) -> None:
    """Set `page.regions` of teasers of other articles to `related`; what the headline stands in is none."""
    _free_headline(page)
    _mark_articles(page)
    _mark_cards(page)
    _mark_headed_boxes(page)


def mark(page: Extraction, node: Node, region: str = "related") -> None:
    """Set the region of a whole subtree."""
    page.regions[node.index : node.end] = [region] * (node.end - node.index)


def _free_headline(page: Extraction) -> None:
    """Elements around the headline that are named as teasers are: the opening of the article itself."""
    title, regions = page.title_node, page.regions
    if title is None or regions[title] != "related":
        return
    around = [node for node in page.ancestors(title) if regions[node.index] == "related"]
    outer = page.nodes[min((node.index for node in around), default=title)]
    if page.prose_in(outer.index) > _TOO_MUCH * page.prose[-1]:
        return
    for i in range(outer.index, outer.end):
        if regions[i] == "related":
            regions[i] = ""
    for index, claim in page.document.claimed:
        node = page.nodes[index]
        if outer.index < index < outer.end and claim == "related" and not page.within(title, index):
            mark(page, node)


def _mark_articles(page: Extraction) -> None:
    """Articles other than the one that holds the headline, or else most of the text."""
    outer = [page.nodes[i] for i in page.tagged("article") if page.regions[i] in ("", "header")]
    if len(outer) < 2:
        return
    total = page.prose[-1]
    title = page.title_node
    own = [node for node in outer if title is not None and node.index <= title < node.end]
    share = 1.0 if own and page.prose_in(own[0].index) >= _ENOUGH else _TOO_MUCH
    if not own:
        largest = max(outer, key=lambda node: page.prose_in(node.index))
        if page.prose_in(largest.index) < 0.6 * total:
            return
        own = [largest]
    for node in outer:
        if any(node.index <= mine.index < node.end for mine in own) or _holds_most(page, node, own[-1]):
            continue
        if page.prose_in(node.index) <= share * max(page.prose_in(own[-1].index), 1):
            mark(page, node)


def _holds_most(page: Extraction, inner: Node, outer: Node) -> bool:
    """Whether an `<article>` within another holds most of its running text: then it is no teaser in it."""
    return outer.index < inner.index < outer.end and 2 * page.prose_in(inner.index) > page.prose_in(outer.index)


def _mark_cards(page: Extraction) -> None:
    """Three or more like siblings that each open with a link or a linked heading, and hold some prose."""
    prose, nodes = page.prose, page.nodes
    groups: dict[tuple[int, str, str], list[Node]] = {}
    seen: set[int] = set()
    for first, _, _ in page.lines_of_prose:
        index = page.owners[first]
        while index not in seen and nodes[index].chars <= _MAX_CARD and nodes[index].parent >= 0:
            seen.add(index)
            node = nodes[index]
            if node.tag in _BOXES and node.link_chars >= 12 and not page.regions[index]:
                groups.setdefault((node.parent, node.tag, _family(node.names)), []).append(node)
            index = node.parent
    for cards in groups.values():
        if len(cards) < _MIN_CARDS:
            continue
        opening = [node for node in cards if _opens_with_link(page, node)]
        if len(opening) * 3 >= len(cards) * 2 and sum(page.prose_in(n.index) for n in cards) < _NEARLY_ALL * prose[-1]:
            for node in cards:
                mark(page, node)


def _family(names: str) -> str:
    """Class names without the numbers in which the members of a row differ."""
    return "".join(char for char in names.split(" ", 2)[1] if not char.isdigit()) if names else ""


def _opens_with_link(page: Extraction, node: Node) -> bool:
    """Whether the first line of a box, a category or a date before it aside, is a link as a whole."""
    lines = page.lines_of_text
    first = bisect_left(lines, (node.run,))
    for _, last, chars, links in lines[first : first + 3]:
        if last > node.run_end:
            return False
        if links >= 0.8 * chars and chars >= 12:
            return True
        if chars > 40:
            return False
    return False


def _mark_headed_boxes(page: Extraction) -> None:
    """Boxes whose heading says `Read also` or the like, in any of the languages that `boilerplate` knows."""
    total = page.prose[-1]
    for owner, chars in _announcements(page):
        heading = page.nodes[block_of(page, owner)]
        if heading.tag == "li" or heading.chars > chars + 5:
            continue
        box: Node | None = None
        for node in page.ancestors(heading.index):
            if node.tag in ("body", "main", "html", "article") or node.run < heading.run - 2:
                break
            if page.prose_in(node.index) > max(0.15 * total, 200) or node.chars > 3000:
                break
            box = node
        if box is not None and box.chars > heading.chars + 5:
            mark(page, box)
        else:
            _mark_following(page, heading)


def _announcements(page: Extraction) -> Iterator[tuple[int, int]]:
    """Short lines that say so: the node that each begins in, and its length."""
    runs, owners, regions = page.runs, page.owners, page.regions
    for first, last, chars, _ in page.lines_of_text:
        if 3 <= chars <= 80 and regions[owners[first]] in _OPEN and may_introduce_related(runs[first]):
            owner = owners[first]
            if regions[owner] == "related" and not _claims_alone(page, owner):
                continue
            if introduces_related(page.text_between(first, last)):
                yield owner, chars


def _claims_alone(page: Extraction, owner: int) -> bool:
    """Whether it is but the heading that calls itself related: the box around it is still to be found."""
    parent = page.nodes[block_of(page, owner)].parent
    return parent >= 0 and page.regions[parent] != "related"


def _mark_following(page: Extraction, heading: Node) -> None:
    """A heading in the flow: what follows it, up to the next heading or a paragraph of text."""
    mark(page, heading)
    if heading.parent < 0:
        return
    index, end = heading.end, page.nodes[heading.parent].end
    while index < end:
        node = page.nodes[index]
        if node.tag in _HEADINGS or (node.tag == "p" and node.link_chars * 2 < node.chars):
            return
        if page.prose_in(index) > 300 and node.link_chars * 3 < node.chars:
            return
        mark(page, node)
        index = node.end
