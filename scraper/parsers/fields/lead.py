"""The lead (standfirst, chapô, Teaser): the opening paragraph that a page sets apart from its text.

Set apart by its name or property, by being a heading that is a sentence or stands above the date, by being bold as a
whole, or by standing alone between headline and text; or said in the page's head too while it stands apart in any way.
A first paragraph like all others is no lead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scraper.parsers.extraction import Extraction
from scraper.parsers.lexicon.leads import lead_rank
from scraper.parsers.signals.lines import BodyLine
from scraper.parsers.text.folding import plain
from scraper.parsers.text.prose import is_ideographic

_LABEL = re.compile(
    r"(?:summary|abstract|zusammenfassung|kurzfassung|résumé|en bref|resumen|sommario|riassunto|resumo|samenvatting)"
    r"\s*[:：]\s*",
    re.IGNORECASE,
)
#: A detail of the page, not a sentence: `Issued by: X`, a day in figures.
_PARTICULAR = re.compile(r"^[^\W\d_]{2,8}[：]|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}[/-]\d{1,2}[/-]\d{1,2}")
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_PARTICULARS = frozenset(("dates", "byline"))
#: What stands apart without a full stop is a sentence only if it is long.
_LONG_APART = 100
_BOLD = frozenset(("strong", "b"))
_MIN, _MIN_IDEOGRAPHIC, _MAX = 25, 10, 1200
#: Shorter descriptions tell nothing by being what a paragraph begins with.
_MIN_BEGUN = 40
_MAX_PLACE = 30
#: How many lines from the headline on a lead is looked for.
_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Lead:
    """The lead, the rule that found it, and its lines."""

    lead: str | None = None
    rule: str | None = None
    lines: Sequence[BodyLine] = ()


def find_lead(page: Extraction, lines: list[BodyLine]) -> Lead:
    """The lead among the candidate lines of the article, where the page marks one."""
    if chosen := page.selected.get("lead"):
        text = "\n".join(filter(None, map(page.text, chosen)))
        inside = [line for line in lines if any(page.within(line.block, node) for node in chosen)]
        return Lead(text or None, "profile" if text else None, inside)
    headline = plain(page.title or "")
    opening = [line for line in lines[:_WITHIN] if _may_be(line, headline)]
    if not opening:
        return Lead()
    marked = [found for line in opening if (found := _marked(page, line))]
    if marked:
        _, rule, holder = max(marked, key=lambda found: found[0])
        return _lead([line for line in lines[:_WITHIN] if page.within(line.block, holder)], rule)
    agreed = _agreed(page, lines, opening)
    if agreed is not None:
        return _lead([agreed], "heuristic:description")
    first = opening[0]
    length = sum(other.chars for other in lines if other.prose)
    if length < 2 * first.chars:
        return Lead()
    if page.nodes[first.block].tag in _HEADINGS and (_is_sentence(first.text) or _is_above_date(page, lines, first)):
        return _lead([first], "heuristic:heading")
    if _is_bold(page, first) and not all(_is_bold(page, other) for other in opening):
        return _lead([first], "heuristic:bold")
    main = _main_flow(lines)
    if (
        first.flow != main
        and (_is_sentence(first.text) or len(first.text) >= _LONG_APART)
        and not _PARTICULAR.search(first.text)
        and sum(1 for line in lines if line.flow == first.flow) == 1
        and len(first.text) <= 600
    ):
        return _lead([first], "heuristic:apart")
    return Lead()


def _lead(lines: list[BodyLine], rule: str) -> Lead:
    text = "\n".join(line.text for line in lines)
    return Lead(_LABEL.sub("", text, count=1) if _LABEL.match(text) else text, rule, lines)


def _may_be(line: BodyLine, title: str) -> bool:
    least = _MIN_IDEOGRAPHIC if is_ideographic(line.text) else _MIN
    return least <= line.chars <= _MAX and line.links * 2 <= line.chars and plain(line.text) != title


def _marked(page: Extraction, line: BodyLine) -> tuple[int, str, int] | None:
    """How surely this line is marked as a lead by name or property, the rule, and the element that is."""
    node = page.nodes[line.block]
    held = page.nodes[page.container].chars if page.container is not None else 0
    while True:
        if "itemprop" in node.attrs and node.attrs["itemprop"].lower() in (
            "description",
            "abstract",
            "alternativeheadline",
        ):
            return 2, "microdata", node.index
        if rank := lead_rank(node.names):
            return rank, "heuristic:name", node.index
        if node.parent < 0 or node.parent == page.container:
            return None
        node = page.nodes[node.parent]
        if node.chars > _MAX or node.chars * 2 > held:
            return None


def _agreed(page: Extraction, lines: list[BodyLine], opening: Sequence[BodyLine]) -> BodyLine | None:
    """The line that stands apart from the text and is what the page's head says of the article, or begins with it.

    A first paragraph like all others, which systems put into the head by themselves, is no lead.
    """
    whole, begun = _descriptions(page)
    main = _main_flow(lines)
    for line in opening:
        text = plain(line.text)
        stands_apart = _has_own_name(page, lines, line)
        if text in whole and (stands_apart or line.flow != main or not _is_sentence(line.text)):
            return line
        if stands_apart and any(text.startswith(said) or _is_but_for_place(text, said) for said in begun):
            return line
    return None


def _is_but_for_place(text: str, said: str) -> bool:
    """Whether a paragraph is what was said, with a place before it: `Riad. …`."""
    return text.endswith(said) and len(text) - len(said) <= _MAX_PLACE


def _descriptions(page: Extraction) -> tuple[frozenset[str], tuple[str, ...]]:
    """What the head says of the article, as titles are compared: descriptions, and what they begin with."""
    said = [page.meta.get(name) for name in ("og:description", "description", "twitter:description", "dc.description")]
    said.append(page.meta.article.get("description"))
    texts = {text for each in said if isinstance(each, str) and len(text := plain(each)) >= _MIN_IDEOGRAPHIC}
    return frozenset(texts), tuple(sorted(text for text in texts if len(text) >= _MIN_BEGUN))


def _has_own_name(page: Extraction, lines: list[BodyLine], line: BodyLine) -> bool:
    """Whether a paragraph has a class that the paragraphs beside it have not."""
    node = page.nodes[line.block]
    beside = [
        page.nodes[other.block] for other in lines if other.prose and other.flow == line.flow and other is not line
    ]
    return bool(node.names) and len(beside) > 1 and all(other.names != node.names for other in beside)


def _is_above_date(page: Extraction, lines: list[BodyLine], line: BodyLine) -> bool:
    """Whether date or byline stand between a line and the next one of the text."""
    below = next((other.first for other in lines if other.first >= line.last), line.last)
    return not _PARTICULARS.isdisjoint(page.taker[line.last : below])


def _is_bold(page: Extraction, line: BodyLine) -> bool:
    """Whether the whole line stands in bold elements."""
    for k in range(line.first, line.last):
        if len(page.runs[k].strip()) < 2:
            continue
        node = page.nodes[page.owners[k]]
        while node.tag not in _BOLD:
            if node.index == page.container or node.parent < 0 or node.chars > 2 * line.chars:
                return False
            node = page.nodes[node.parent]
    return True


def _is_sentence(text: str) -> bool:
    return len(text) >= 80 or text.endswith((".", "!", "?", "…", "。")) or (is_ideographic(text) and len(text) >= 12)


def _main_flow(lines: list[BodyLine]) -> int:
    weight: dict[int, int] = {}
    for line in lines:
        weight[line.flow] = weight.get(line.flow, 0) + line.chars
    return max(weight, key=lambda flow: weight[flow])
