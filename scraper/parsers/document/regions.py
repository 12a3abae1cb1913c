"""Which part of a page a node is in: navigation, footer, a share bar, a related-links box, or none of these.

Judged from what nodes claim to be (`scraper.parsers.document.region_names`) and from how much of the page's text they
hold. It is a judgement for others to weigh: an article may well be wrapped in an element that calls itself `sidebar`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from scraper.parsers.document.node import Node

#: Share of the page's running text, and characters of it, that no boilerplate holds.
_MOST = 0.5
_MUCH = 300
_MAX_OFFER = 60
_A_LINK = 8
#: Elements whose `<footer>` says whose words they are.
_QUOTING = frozenset(("blockquote", "figure"))
#: Networks and other ways to share; who offers two of them quotes none.
_WAYS_TO_SHARE = re.compile(
    r"(?<![a-z])(facebook|twitter|x(?![a-z])|whatsapp|linkedin|xing|telegram|pinterest|e-?mail|print|imprim|copi|copy)"
)


def regions_of(
    nodes: Sequence[Node], claims: Sequence[tuple[int, str]], prose: Sequence[int], text: Callable[[int], str]
) -> list[str]:
    """For each node the part of the page that it, or the nearest node around it, claims to be.

    A node that holds most of the page's running text is the article's, whatever it calls itself. `prose` are the prefix
    sums of running text over the page's runs, `text` gives a node's text.
    """
    most = max(prose[-1] * _MOST, _MUCH)
    regions = [""] * len(nodes)
    for index, region in claims:
        node = nodes[index]
        if region == "teaser":
            # A teaser of another article leads to it; what leads nowhere is this article's own.
            if node.link_chars < _A_LINK:
                continue
            region = "related"
        if regions[index] == region:
            continue  # what is around it claims the same for all that it holds
        held = prose[node.run_end] - prose[node.run]
        if _is_closed_dialog(node) and prose[-1] - held >= _MUCH:
            regions[index : node.end] = [region] * (node.end - index)
            continue
        if node.tag == "footer" and node.parent >= 0 and nodes[node.parent].tag in _QUOTING:
            continue
        # Posts of social networks that an article quotes stand in elements named like share bars.
        quotes = (
            held and region == "share" and 2 * node.link_chars < node.chars and not _offers_sharing(nodes, node, text)
        )
        if held <= most and not quotes:
            regions[index : node.end] = [region] * (node.end - index)
    return regions


def _is_closed_dialog(node: Node) -> bool:
    """Whether it is a dialog that shows only when it is called: then it is no article, however much text it holds."""
    attrs = node.attrs
    if node.tag == "dialog":
        return "open" not in attrs
    named = attrs.get("role", "").strip().lower() in ("dialog", "alertdialog")
    return named and ("hidden" in attrs or attrs.get("aria-hidden", "").strip().lower() == "true")


def _offers_sharing(nodes: Sequence[Node], around: Node, text: Callable[[int], str]) -> bool:
    """Whether the links and buttons in an element offer at least two ways to share the page."""
    offered: set[str] = set()
    for inner in nodes[around.index + 1 : around.end]:
        if inner.tag in ("a", "button") and inner.chars <= _MAX_OFFER:
            offered.update(_WAYS_TO_SHARE.findall(text(inner.index).lower()))
    return len(offered) > 1
