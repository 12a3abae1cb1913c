"""The headline: of all that may be it the likeliest, and None where nothing is."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.title.candidates import LEVELS, LIKELY, Found, candidates
from scraper.parsers.fields.title.head import MAX_TITLE, MIN_PART, said_in_head
from scraper.parsers.findings import Candidates
from scraper.parsers.lexicon.titles import HIDDEN_NAMES
from scraper.parsers.scoring.model import Candidate, model_of, probability


@dataclass(frozen=True, slots=True)
class Title:
    """The headline, the line above it, and the node that shows it (None: only the head has it)."""

    title: str | None = None
    kicker: str | None = None
    node: int | None = None
    rule: str | None = None
    candidates: Candidates = ()


def find_title(page: Extraction) -> Title:
    """The page's headline."""
    for i in page.selected.get("title", ()):
        if text := page.text(i):
            kickers = [page.text(k) for k in page.selected.get("kicker", ())]
            return Title(text[:MAX_TITLE], next(filter(None, kickers), None), i, "profile")
    model = model_of("title")
    said = said_in_head(page)
    found = [(model.log_odds(one.features), one) for one in candidates(page, said)]
    if page.trace is not None:
        page.trace += [Candidate("title", one.rule, one.text, one.features, mark) for mark, one in found]
    if not found:
        return Title()
    found.sort(key=lambda entry: -entry[0])
    best = found[0][1]
    if probability(found[0][0]) < model.floor and (told := [one for _, one in found if one.node is None]):
        best = told[0]  # nothing on the page looks like a headline
    lost = tuple(("title", one.rule, one.text[:120]) for _, one in found[1:4])
    lost += tuple(("title", claim.rule, claim.text[:120]) for claim in said.claims[:3] if claim.rule != best.rule)
    if best.node is None:
        return Title(best.text, None, None, best.rule, lost)
    if below := _headline_below(page, best):
        return Title(page.text(below.index), best.text, below.index, f"heuristic:{below.tag}", lost)
    return Title(best.text, best.kicker, best.node.index, best.rule, lost)


def _headline_below(page: Extraction, best: Found) -> Node | None:
    """A heading of much higher rank right below this one: then this one is its kicker."""
    node = best.node
    rank = LEVELS.get(node.tag, 6) if node else 0
    if node is None or rank < 3:
        return None
    for other in page.nodes[node.end : node.end + 12]:
        if page.prose[other.run] > page.prose[node.run_end]:
            return None
        if LEVELS.get(other.tag, 9) > rank - 2 or not MIN_PART <= other.chars <= MAX_TITLE:
            continue
        if page.regions[other.index] in LIKELY and not HIDDEN_NAMES.search(other.names):
            return other
    return None
