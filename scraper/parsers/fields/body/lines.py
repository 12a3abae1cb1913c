"""The body: the lines of the article's container that are its text.

The running text that stands under one parent is the main flow; other lines are judged by how they compare with it.
Headings, list items and short lines within the flow stay; before its first and after its last sentence, only what
stands in the same flow does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.body.copies import copies
from scraper.parsers.fields.body.inline import line_text
from scraper.parsers.lexicon.boilerplate import MAX_EMBEDDED, is_boilerplate, offers_another, stands_in
from scraper.parsers.lexicon.contacts import is_contact_heading
from scraper.parsers.lexicon.leads import lead_rank
from scraper.parsers.signals.lines import HEADINGS, BodyLine, block_of
from scraper.parsers.text.credits import may_be_credits, only_credit
from scraper.parsers.text.folding import plain
from scraper.parsers.text.prose import LONG_IDEOGRAPHIC_LINE, LONG_LINE, SENTENCE_ENDS, is_ideographic

#: Parts of a page that hold no text of its article.
LEFT_OUT = frozenset(
    ("navigation", "footer", "share", "consent", "comments", "related", "advert", "form", "hidden", "aside", "removed")
)
_FLOWING_TAGS = """
    p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table tbody thead tr td th figure figcaption details summary
    center font br caption footer"""
#: Elements that flow as siblings under one parent; the climb to the flow's parent passes through them.
_FLOWING = frozenset(_FLOWING_TAGS.split())
#: Elements of the flow that may hold a box around what they say: its lines flow with theirs.
_HOLDING = frozenset(("dl", "dt", "dd", "li", "td", "th", "details", "blockquote"))
#: Share of the running text that may stand before the headline, or between it and the container.
_BEFORE = 0.4
#: Fields whose lines are particulars of the article, and how long a paragraph of such lines may be.
_PARTICULARS = frozenset(("dates", "byline"))
_MAX_PARTICULARS = 200
#: Elements of lists and tables, whose whole is looked at.
_ITEMS = frozenset(("li", "dt", "dd", "td", "th", "tr", "tbody"))
#: Lines of a box that one heading stands over.
_MAX_BOX_LINES = 12
#: How much longer than its sentence about agreement a box is that stands in for a film, and what is no such box.
_BOX = 3
_OUTER = frozenset(("article", "main", "body"))
#: Texts for screen readers; longer ones are no such.
_UNSEEN = re.compile(
    r"(?<![a-z0-9])(?:sr-only|visually-?hidden|screen-reader(?:-text)?|element-invisible|wb-inv|a11y-hidden|offscreen|"
    r"hide-accessible)(?![a-z0-9]|-focusable)"
)
_MAX_UNSEEN = 200
#: Longer lines are not looked up among what pages say of themselves.
_MAX_LABEL = 500
#: So many elements around a text may be its caption.
_CAPTION_DEPTH = 4
#: So many elements around a text may be its lead.
_LEAD_DEPTH = 3
#: What sites call the parts of players, and of cards for films, and how far around a text such a part is looked for.
_FILM = re.compile(
    r"(?<![a-z])videos?(?:[-_]+(?:resource|player|card|item|headline|title|caption|details|playlist|carousel|meta|info))"
)
_FILM_DEPTH = 3
#: What a line may say besides a caption that it repeats: a label, and whose the picture is.
_MAX_CREDIT = 80
#: Longer lines are no list of whose the pictures are.
_MAX_CREDITS = 140


def candidate_lines(page: Extraction) -> list[BodyLine]:
    """Lines from the headline to the container's end that no field took and no part around the article holds."""
    if page.container is None:
        return []
    found: list[BodyLine] = []
    boxes: list[Node] = []
    for first, last, chars, links in _lines_within(page, page.nodes[page.container]):
        begin, text = _untaken_text(page, first, last)
        block = block_of(page, page.owners[first])
        if chars <= MAX_EMBEDDED and stands_in(text):
            boxes.append(_box_around(page, block, chars))
        elif text and not _is_machinery(page, block, text, (first, last, chars, links)):
            free = chars - links
            long_enough = free >= LONG_LINE or (free >= LONG_IDEOGRAPHIC_LINE and is_ideographic(text))
            prose = links <= free and (long_enough or (free >= 25 and text.endswith(SENTENCE_ENDS)))
            found.append(BodyLine(begin, last, text, chars, links, block, _flow_of(page, block), prose))
    found = _with_drop_caps(found)
    if boxes:
        found = [line for line in found if not any(box.run <= line.first < box.run_end for box in boxes)]
    sentences = [k for k, line in enumerate(found) if line.prose]
    if not sentences:
        return found
    within = range(sentences[0], sentences[-1] + 1)
    blocks = {found[k].block for k in sentences}
    return [
        line for k, line in enumerate(found) if k in within or line.block in blocks or not _is_particular(page, line)
    ]


def _with_drop_caps(lines: list[BodyLine]) -> list[BodyLine]:
    """The lines, each large first letter that stands in a box of its own with the line that it begins."""
    if all(len(line.text) > 1 for line in lines):
        return lines
    found: list[BodyLine] = []
    for line in lines:
        before = found[-1] if found else None
        if before is not None and len(before.text) == 1 and before.text.isupper() and line.text[:1].islower():
            line = replace(line, first=before.first, text=before.text + line.text)
            found.pop()
        found.append(line)
    return found


def _lines_within(page: Extraction, container: Node) -> Iterator[tuple[int, int, int, int]]:
    """The page's lines from the headline to the container's end, but for those in parts around the article."""
    regions, owners, lines = page.regions, page.owners, page.lines_of_text
    own_region = regions[container.index]
    chosen = page.selected.get("body")
    start = container.run if chosen else _start(page, container)
    for k in range(bisect_left(lines, (start,)), len(lines)):
        first, last, _, _ = lines[k]
        if last > container.run_end:
            break
        owner = owners[first]
        region = regions[owner]
        if region in LEFT_OUT and (region != own_region or not page.within(owner, container.index)):
            continue
        if not chosen or any(page.within(owner, i) for i in chosen):
            yield lines[k]


def _is_machinery(page: Extraction, block: int, text: str, line: tuple[int, int, int, int]) -> bool:
    """Whether a line is the page's own, or a picture's, or a film's, or for screen readers only."""
    first, last, chars, links = line
    if chars <= _MAX_LABEL and _is_beside_the_text(text, links / chars):
        return True
    owner = page.owners[first]
    if chars <= _MAX_UNSEEN and (_is_unseen(page, owner, block) or _are_controls(page, first, last)):
        return True
    return _is_caption(page, owner) or _is_of_film(page, block, text)


def body_lines(page: Extraction, lines: list[BodyLine], lead: str | None, captions: Iterable[str]) -> list[BodyLine]:
    """Those of the candidate lines that are the article's text, in reading order; the lead is not among them."""
    said = _Said(plain(page.title or ""), plain(lead or ""), frozenset(map(plain, captions)))
    if page.selected.get("body"):
        return _without_copies(page, lines, said)
    weight: dict[int, int] = {}
    for line in lines:
        if line.prose:
            weight[line.flow] = weight.get(line.flow, 0) + line.chars
    if not weight:
        return []
    first = next(k for k, line in enumerate(lines) if line.prose)
    last = max(k for k, line in enumerate(lines) if line.prose)
    kept = [
        line
        for k, line in enumerate(lines)
        if (first <= k <= last and _stands_between(page, lines, k, weight))
        or _stands_at_edge(page, lines, first, last, k)
    ]
    return _without_copies(page, kept, said)


def _box_around(page: Extraction, index: int, chars: int) -> Node:
    """The box that a line of so many characters stands in, with its heading and a sentence or two more."""
    node = page.nodes[index]
    while node.parent >= 0 and node.index != page.container:
        around = page.nodes[node.parent]
        if around.chars > _BOX * chars or around.tag in _OUTER:
            break
        node = around
    return node


def _is_beside_the_text(text: str, linked: float) -> bool:
    """Whether a line is the page's own, or of pictures, or leads elsewhere; `linked` is the share that is a link."""
    return (
        is_boilerplate(text, linked=linked > 0.7)
        or (linked > 0.3 and offers_another(text))
        or (len(text) <= _MAX_CREDITS and may_be_credits(text) and only_credit(text) is not None)
    )


def _are_controls(page: Extraction, first: int, last: int) -> bool:
    """Whether a line is several links, each of them a button: `Print  Send by e-mail`."""
    if last - first < 2:
        return False
    said = [(page.owners[k], text) for k in range(first, last) if (text := page.runs[k].strip(" \u00a0|·•/,"))]
    return all(page.nodes[owner].tag in ("a", "button") and is_boilerplate(text, linked=True) for owner, text in said)


def _is_unseen(page: Extraction, owner: int, block: int) -> bool:
    """Whether a text is for screen readers only, by the names of its elements or of the one around them."""
    around = page.nodes[block].parent
    while owner > around:
        node = page.nodes[owner]
        if node.names and _UNSEEN.search(node.names):
            return True
        owner = node.parent
    return False


def _is_of_film(page: Extraction, block: int, text: str) -> bool:
    """Whether a text is a film's headline: without a full stop, in an element of a player's or of a card for a film."""
    if text.endswith((".", "…", "。")):
        return False
    for _ in range(_FILM_DEPTH):
        node = page.nodes[block]
        if "video" in node.names and _FILM.search(node.names):
            return True
        if node.parent < 0 or node.index == page.container:
            break
        block = node.parent
    return False


def _is_caption(page: Extraction, owner: int) -> bool:
    """Whether a text stands in a `figcaption` that no picture has taken; a quotation's tells whose words it is."""
    for _ in range(_CAPTION_DEPTH):
        node = page.nodes[owner]
        if node.tag == "figcaption":
            return not _is_of_quotation(page, node)
        if node.parent < 0 or node.tag in _FLOWING - {"p"}:
            return False
        owner = node.parent
    return False


def _is_of_quotation(page: Extraction, caption: Node) -> bool:
    """Whether the `figure` that a caption is of holds a quotation."""
    figure = page.nodes[max(caption.parent, 0)]
    quotes = page.tagged("blockquote")
    return figure.tag == "figure" and bisect_left(quotes, figure.index) < bisect_left(quotes, figure.end)


def _untaken_text(page: Extraction, first: int, last: int) -> tuple[int, str]:
    """What a line says that no field took, and where that begins.

    Where it opens with a date, or a part of it is a caption, the rest counts only if that is much.
    """
    takers = page.taker[first:last]
    if not any(takers) or (not takers[0] and "figures" not in takers):
        return first, line_text(page, first, last)
    if takers[0] and takers[0] not in _PARTICULARS:
        return first, ""
    text = "".join(run for run, by in zip(page.runs[first:last], takers, strict=True) if not by).strip()
    much = len(text) >= (LONG_IDEOGRAPHIC_LINE if is_ideographic(text) else LONG_LINE)
    begin = next((k for k in range(first, last) if not page.taker[k]), first)
    return begin, text if much else ""


def _is_particular(page: Extraction, line: BodyLine) -> bool:
    """Whether a short line stands in one paragraph or list with date or byline: it names a place, or an office."""
    block = page.nodes[line.block]
    while block.tag in _ITEMS and block.parent >= 0:
        block = page.nodes[block.parent]
    return block.chars <= _MAX_PARTICULARS and not _PARTICULARS.isdisjoint(page.taker[block.run : block.run_end])


def _start(page: Extraction, container: Node) -> int:
    """The run that the article's text begins at: after the headline, unless much of the text stands before it."""
    if page.title_node is None:
        return container.run
    title = page.nodes[page.title_node]
    held = page.prose_in(container.index)
    if title.run_end <= container.run_end and page.prose[title.run] - page.prose[container.run] < _BEFORE * held:
        between = _untaken(page, title.run_end, container.run)
        return title.run_end if between < _BEFORE * held else container.run
    return container.run


def _untaken(page: Extraction, first: int, last: int) -> int:
    """How many characters of running text stand in these runs; what fields have taken, and a lead, are left out."""
    prose, taker, lines = page.prose, page.taker, page.lines_of_text
    at = bisect_left(lines, (first,))
    total = 0
    while at < len(lines) and lines[at][0] < last:
        begin, end = lines[at][:2]
        if not taker[begin] and not _is_in_lead(page, page.owners[begin]):
            total += prose[end] - prose[begin]
        at += 1
    return total


def _is_address(text: str) -> bool:
    """Whether a line is an address on the web, written out."""
    return text.startswith(("http", "www.")) and " " not in text


def _is_in_lead(page: Extraction, owner: int) -> bool:
    """Whether a text's element, or one of those right around it, is named a lead."""
    for _ in range(_LEAD_DEPTH):
        node = page.nodes[owner]
        if lead_rank(node.names):
            return True
        if node.parent < 0:
            break
        owner = node.parent
    return False


def _flow_of(page: Extraction, block: int) -> int:
    nodes = page.nodes
    while (parent := nodes[block].parent) >= 0 and block != page.container:
        if nodes[block].tag not in _FLOWING and nodes[parent].tag not in _HOLDING:
            outer = nodes[parent].parent
            if outer < 0 or nodes[outer].tag != "details":
                break
        block = parent
    return block


def _stands_between(page: Extraction, lines: list[BodyLine], k: int, weight: dict[int, int]) -> bool:
    """Whether a line between the first and the last sentence is text of the article."""
    line = lines[k]
    if line.prose:
        return True
    if line.links > 0.7 * line.chars:
        return _is_listed(page, lines, k)
    if line.flow in weight or page.nodes[line.block].tag in HEADINGS:
        return True
    return _stands_under_heading(page, lines, k) or _is_bare_paragraph(page, lines, k)


def _stands_under_heading(page: Extraction, lines: list[BodyLine], k: int) -> bool:
    """Whether a line stands in one box with a heading before it: the items of an information box."""
    line = lines[k]
    for before in reversed(lines[max(0, k - _MAX_BOX_LINES) : k]):
        if before.flow != line.flow:
            return False
        if page.nodes[before.block].tag in HEADINGS:
            return True
    return False


def _is_bare_paragraph(page: Extraction, lines: list[BodyLine], k: int) -> bool:
    """Whether a line is one of a row of nameless `div`s that an editor makes for want of paragraphs."""
    node = page.nodes[lines[k].block]
    beside = [other for other in lines[max(0, k - 1) : k + 2] if other is not lines[k]]
    return (
        node.tag == "div"
        and not node.names
        and any(other.prose for other in beside)
        and all(_is_like(node, page.nodes[other.block]) for other in beside)
    )


def _is_like(node: Node, other: Node) -> bool:
    return other.tag == node.tag and not other.names and other.parent == node.parent


def _is_listed(page: Extraction, lines: list[BodyLine], k: int) -> bool:
    """Whether a line that is a link was announced: by a line that ends in a colon, or by its list's other items."""
    line = lines[k]
    for before in reversed(lines[max(0, k - 12) : k]):
        if before.flow != line.flow:
            return False
        if before.text.endswith((":", "：")):
            return True
        if before.links <= 0.7 * before.chars:
            return page.nodes[before.block].tag == "li" and page.nodes[line.block].tag == "li"
    return False


def _stands_at_edge(page: Extraction, lines: list[BodyLine], first: int, last: int, k: int) -> bool:
    """Whether a short line before the first or after the last sentence belongs to them.

    It flows with them, or is a second headline.
    """
    line = lines[k]
    if line.links > 0.5 * line.chars:
        return k > last and _is_address(line.text) and lines[k - 1].text.endswith((":", "："))
    neighbour = lines[first] if k < first else lines[last]
    return line.flow == neighbour.flow or (k < first and _is_in_lead(page, line.block))


class _Said(NamedTuple):
    """What an article's other fields say, folded as titles are compared."""

    title: str
    lead: str
    captions: frozenset[str]

    def repeats(self, text: str) -> bool:
        """Whether a line says no more than headline, lead or a caption with its credit, which is shorter."""
        folded = plain(text)
        if folded in (self.title, self.lead):
            return folded != ""
        end = len(folded)
        while self.captions and end > 0 and len(folded) - end <= min(_MAX_CREDIT, end):
            if folded[:end] in self.captions:
                return True
            end = folded.rfind(" ", 0, end)
        return False


def _announces_contacts(text: str) -> bool:
    """Whether a line announces a contact block, which is none of the text: `Contacts:`."""
    return text.endswith((":", "：")) and is_contact_heading(text)


def _without_copies(page: Extraction, lines: list[BodyLine], said: _Said) -> list[BodyLine]:
    """No second copy of the article, and nothing that other fields of it say: no title again."""
    longest = max(len(text) for text in (said.title, said.lead, *said.captions)) + 2 * _MAX_CREDIT
    again = copies(page, lines)
    kept = [
        line
        for k, line in enumerate(lines)
        if k not in again and not (line.chars <= longest and said.repeats(line.text))
    ]
    while kept and (page.nodes[kept[-1].block].tag in HEADINGS or _announces_contacts(kept[-1].text)):
        kept.pop()
    return kept
