"""How an Article came about, for `govnews parse --explain`: rules, what lost against them, and what no field took."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.article import Article
from scraper.parsers.assembly import assemble, unreadable
from scraper.profiles.site import Site

_MAX_LEFT = 40


@dataclass(frozen=True, slots=True)
class Explanation:
    """An Article, the candidates that lost (field, rule, text), and lines of its container that no field took."""

    article: Article
    candidates: tuple[tuple[str, str, str], ...]
    left: tuple[str, ...]


def explain(html: bytes, url: str, *, encoding: str | None = None, site: Site | None = None) -> Explanation:
    """As `parse_article`, with the reasons. Never raises."""
    try:
        made = assemble(html, url, encoding=encoding, site=site)
    except Exception as error:  # the contract of parse_article holds here as well
        return Explanation(unreadable(url, error), (), ())
    page = made.page
    left: list[str] = []
    if page.container is not None:
        node = page.nodes[page.container]
        for first, last, _chars, _links in page.lines_of_text:
            if node.run <= first and last <= node.run_end and not any(page.taker[first:last]):
                left.append(page.text_between(first, last))
    return Explanation(made.article, tuple(made.candidates), tuple(left[:_MAX_LEFT]))
