"""The kicker (topline, Dachzeile, surtitre): the short line right above the headline that names the matter or series.

Only a line that is marked as one counts, by its name or by standing in one `hgroup` with the headline: what else
stands above a headline is a trail of links, a date, a way back, or the kind of page that this is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.lexicon.boilerplate import is_boilerplate
from scraper.parsers.lexicon.titles import names_kicker
from scraper.parsers.text.date_text import read_date
from scraper.parsers.text.folding import plain

#: Names of small labels, which hold a kicker where one stands alone right above the headline.
_LABELS = re.compile(r"(?<![a-z0-9])(?:tag|badge|label|pill|chip|rubrik|rubrique)(?![a-z0-9])")
_NOT_ITS_OWN = frozenset(
    ("navigation", "footer", "share", "consent", "comments", "related", "advert", "form", "hidden", "aside")
)
_MAX_KICKER = 120
#: So many lines above the headline it is looked for, and so many levels up it may be named.
_ABOVE, _UP = 3, 3


@dataclass(frozen=True, slots=True)
class Kicker:
    """The kicker, the rule that found it, and its runs where it has a line of its own."""

    kicker: str | None = None
    rule: str | None = None
    line: tuple[int, int] | None = None


def find_kicker(page: Extraction) -> Kicker:
    """The kicker above the headline, where the page marks one."""
    if page.title_node is None:
        return Kicker()
    title = page.nodes[page.title_node]
    lines = page.lines_of_text
    above = bisect_left(lines, (title.run,))
    for first, last, chars, links in reversed(lines[max(above - _ABOVE, 0) : above]):
        if chars > _MAX_KICKER or page.regions[page.owners[first]] in _NOT_ITS_OWN:
            break
        text = page.text_between(first, last).strip(" :|–—-•·")
        if not text or read_date(text) or is_boilerplate(text):
            continue
        rule = _marked(page, page.nodes[page.owners[first]], title, linked=links * 2 > chars)
        if rule is None or plain(text) == plain(page.title or ""):
            break  # only a date may stand between a kicker and the headline
        return Kicker(text, rule, (first, last))
    return Kicker()


def _marked(page: Extraction, node: Node, title: Node, *, linked: bool) -> str | None:
    """The rule by which a line above the headline is its kicker."""
    for _ in range(_UP):
        if page.within(title.index, node.index) or node.chars > _MAX_KICKER:
            break
        names = f"{node.names} {node.tag} " if "-" in node.tag else node.names
        if names and (names_kicker(names) or (not linked and _LABELS.search(names) and _stands_alone(page, node))):
            return "heuristic:name"
        if node.parent < 0:
            break
        node = page.nodes[node.parent]
    return "hgroup" if node.tag == "hgroup" and page.within(title.index, node.index) else None


def _stands_alone(page: Extraction, node: Node) -> bool:
    """Whether a label is no member of a row or list of such."""
    while node.parent >= 0:
        row = [child for child in page.children(node.parent) if child.chars]
        if len(row) > 1:
            return sum(child.tag == node.tag and child.names == node.names for child in row) == 1
        node = page.nodes[node.parent]
    return True
