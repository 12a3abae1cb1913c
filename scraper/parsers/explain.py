"""How an Article came about, for `govnews parse --explain`: rules, what lost against them, and what no field took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from archive.model.article import Article
from scraper.parsers.assembly import assemble, unreadable
from scraper.parsers.scoring.model import Candidate, model_of, probability
from scraper.profiles.site import Site

_MAX_LEFT = 40
#: So many candidates of a field are told, the likeliest first.
_MAX_WEIGHED = 3
_MAX_TEXT = 120


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its probability, 0 to 1, and what counted most: features, and the log odds that they add."""

    field: str
    rule: str
    text: str
    probability: float
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An Article, the candidates that lost (field, rule, text), and lines of its container that no field took.

    `weighed` are the likeliest candidates of the fields that have a model.
    """

    article: Article
    candidates: tuple[tuple[str, str, str], ...]
    left: tuple[str, ...]
    weighed: tuple[Weighed, ...] = ()


def explain(html: bytes, url: str, *, encoding: str | None = None, site: Site | None = None) -> Explanation:
    """As `parse_article`, with the reasons. Never raises."""
    try:
        made = assemble(html, url, encoding=encoding, site=site, trace=True)
    except Exception as error:  # the contract of parse_article holds here as well
        return Explanation(unreadable(url, error), (), ())
    page = made.page
    left: list[str] = []
    if page.container is not None:
        node = page.nodes[page.container]
        for first, last, _chars, _links in page.lines_of_text:
            if node.run <= first and last <= node.run_end and not any(page.taker[first:last]):
                left.append(page.text_between(first, last))
    return Explanation(made.article, tuple(made.candidates), tuple(left[:_MAX_LEFT]), tuple(_weighed(page.trace or [])))


def _weighed(trace: list[Candidate]) -> Iterator[Weighed]:
    told: Counter[str] = Counter()
    for one in sorted(trace, key=lambda one: -one.log_odds):
        told[one.field] += 1
        if told[one.field] <= _MAX_WEIGHED:
            chance = round(probability(one.log_odds), 3)
            reasons = model_of(one.field).reasons(one.features)
            yield Weighed(one.field, one.rule, one.text[:_MAX_TEXT], chance, reasons)
