"""The selectors of a site's profile, run on a page: which nodes they find for which field.

Layouts are tried in their order; the first whose `match` finds something is the page's. Selectors are CSS, or XPath
when they begin with `/` or `./`. Those that find nothing leave the field to the generic way, and `missing` says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from scraper.parsers.document.build import element_tree
from scraper.parsers.document.tree import DROPPED, MAX_DEPTH, Node, Tree
from scraper.profiles.site import Layout, Site


@dataclass(frozen=True, slots=True)
class Selection:
    """What a profile's layout finds: `nodes` by field, the fields whose selectors found nothing, and the layout."""

    layout: str | None = None
    nodes: Mapping[str, Sequence[int]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def select(tree: Tree, html: bytes, site: Site | None) -> Selection:
    """What the profile of `site` selects on the page that `tree` was made of."""
    if site is None or not site.layouts or not tree.nodes:
        return Selection()
    root = element_tree(html, html5=tree.html5)
    if root is None:
        return Selection()
    for layout in site.layouts:
        if layout.match is None or _find(root, layout.match):
            return _apply(layout, root, tree.nodes)
    return Selection()


def _apply(layout: Layout, root: Any, nodes: list[Node]) -> Selection:
    elements: dict[str, list[Any]] = {}
    for name, selectors in layout.fields.items():
        for selector in selectors:
            if found := _find(root, selector):
                elements[name] = found
                break
    places = _places(root, nodes, {id(element) for found in elements.values() for element in found})
    chosen = {name: [places[id(e)] for e in found if id(e) in places] for name, found in elements.items()}
    chosen = {name: sorted(set(found)) for name, found in chosen.items() if found}
    missing = tuple(name for name in layout.fields if name not in chosen and name != "remove")
    return Selection(layout.name, chosen, missing)


def _find(root: Any, selector: str) -> list[Any]:
    """The elements that a selector finds; for text and attributes the elements that have them."""
    try:
        found = _compiled(selector)(root)
    except etree.XPathError:
        return []
    if not isinstance(found, list):
        return []
    parents = (thing if isinstance(thing, etree._Element) else getattr(thing, "getparent", str)() for thing in found)
    return [element for element in parents if isinstance(element, etree._Element)]


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> Any:
    if not selector.startswith(("/", "./")):
        from parsel.csstranslator import HTMLTranslator  # slow to import, and many profiles have no selectors

        selector = HTMLTranslator().css_to_xpath(selector)
    return etree.XPath(selector)


def _places(root: Any, nodes: list[Node], wanted: set[int]) -> dict[int, int]:
    """Where elements (by id) stand in `nodes`: both come from one parser, so that they stand in the same order.

    Nothing is returned past the first place where they do not.
    """
    places: dict[int, int] = {}
    index = depth = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            depth -= 1
            continue
        depth += 1
        tag = element.tag
        if depth > MAX_DEPTH + 1:
            walk.skip_subtree()
            continue
        if index >= len(nodes) or nodes[index].tag != tag:
            break
        if id(element) in wanted:
            places[id(element)] = index
        index += 1
        if tag in DROPPED:
            walk.skip_subtree()
    return places
