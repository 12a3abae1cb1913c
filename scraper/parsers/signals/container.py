"""Which node holds the article: the innermost one that still has nearly all running text of the page.

The walk goes down from the root, each step into the child with the most running text, for as long as that child
keeps nearly all of it. Names and tags that mark an article (`<article>`, `itemprop=articleBody`, `entry-content`)
let a step lose more, because what they leave out is what they are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scraper.parsers.document.node import INLINE, Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.text.prose import SENTENCE_ENDS

#: Share of the running text that a step may not fall below.
_KEEP = 0.85
_KEEP_MARKED = 0.5
#: With less running text than this, sentences count that are shorter than a line of it, but no shorter than this.
_LITTLE, _SHORT = 200, 20
_LEAF = frozenset(("p", "li", "td", "th", "blockquote", "pre", "dd", "dt", "ul", "ol", "dl", "tr", "tbody", "table"))
_ARTICLE_NAMES = re.compile(
    r"(?<![a-z0-9])(?:article-?_?(?:body|content|text|main)|entry-content|post-?_?(?:content|body|entry)|"
    r"story-?_?(?:body|content|text)|news-?_?(?:body|content|text|detail|single)|content-?_?(?:body|main|text)|"
    r"field--?name-(?:field-)?body|body-?text|maincontent|main-content|articlebody|att-body|content-view-full|"
    r"ezrichtext-field|richtext|rich-text|fliesstext|texte-?article|contenu(?:-?principal)?|cuerpo(?:-noticia)?|"
    r"corpo-?(?:noticia|texto)|corpo|testo|conteudo|texto-?noticia|trs_editor)(?![a-z0-9])"
)
_OUTSIDE = frozenset(("navigation", "footer", "comments", "consent", "related", "share", "form", "hidden", "aside"))


def find_container(page: Extraction) -> tuple[int | None, str | None]:
    """The index of the node that holds the article, and the rule; None where the page has no running text."""
    if chosen := page.selected.get("body"):
        return _around_all(page, chosen), "profile"
    if not page.nodes:
        return None, None
    mass = _mass(page)
    node = page.nodes[0]
    if not mass[node.run_end] - mass[node.run]:
        return None, None
    while True:
        held = mass[node.run_end] - mass[node.run]
        best: Node | None = None
        most = 0
        for child in page.children(node.index):
            size = mass[child.run_end] - mass[child.run]
            if size > most:
                best, most = child, size
        if best is None or best.tag in _LEAF or best.tag in INLINE:
            break
        if most < (_KEEP_MARKED if marks_article(best) else _KEEP) * held:
            break
        node = best
    return node.index, "heuristic:running-text"


def _around_all(page: Extraction, chosen: Sequence[int]) -> int:
    """The innermost node around all of these."""
    last = max(page.nodes[i].end for i in chosen)
    node = page.nodes[min(chosen)]
    while node.end < last:
        node = page.nodes[node.parent]
    return node.index


def content_range(page: Extraction) -> tuple[int, int]:
    """The range of nodes from the headline, or the container where that comes first, to the container's end."""
    if page.container is None:
        return 0, len(page.nodes)
    first, last = page.container, page.nodes[page.container].end
    if page.title_node is not None:
        first = min(first, page.title_node)
        last = max(last, page.nodes[page.title_node].end)
    return first, last


def marks_article(node: Node) -> bool:
    """Whether the node says of itself that it is an article or its text."""
    if node.tag in ("article", "main"):
        return True
    attrs = node.attrs
    if attrs.get("role") in ("main", "article") or "articleBody" in attrs.get("itemprop", ""):
        return True
    return bool(node.names) and _ARTICLE_NAMES.search(node.names) is not None


def _mass(page: Extraction) -> Sequence[int]:
    """Prefix sums like `page.prose`, without what stands in menus, comments and their like.

    Nor does a line above the headline count that ends with it: that is a trail of links, whatever it is called. Where
    next to nothing is left, the short sentences below the headline count too.
    """
    sums, total = _sums(page, page.lines_of_prose)
    if total < _LITTLE:
        sums, total = _sums(page, sorted({*page.lines_of_prose, *_short_sentences(page)}))
    return sums if total or not page.nodes else page.prose


def _sums(page: Extraction, lines: Sequence[tuple[int, int, int]]) -> tuple[list[int], int]:
    """The prefix sums over lines (first run, last run + 1, characters), and their total."""
    nodes, owners, regions = page.nodes, page.owners, page.regions
    title = page.title or ""
    above = nodes[page.title_node].run if page.title_node is not None and title else 0
    sums: list[int] = []
    total = 0
    for first, last, size in lines:
        if regions[owners[first]] not in _OUTSIDE:
            if first < above and page.text_between(first, last).endswith(title):
                continue
            sums.extend([total] * (last - len(sums)))
            total += size
    sums.extend([total] * (len(page.runs) + 1 - len(sums)))
    return sums, total


def _short_sentences(page: Extraction) -> Iterator[tuple[int, int, int]]:
    """The lines below the headline that end as sentences do, and are no links."""
    start = page.nodes[page.title_node].run_end if page.title_node is not None else 0
    for first, last, chars, links in page.lines_of_text:
        if first >= start and not links and chars >= _SHORT and page.runs[last - 1].rstrip().endswith(SENTENCE_ENDS):
            yield first, last, chars
