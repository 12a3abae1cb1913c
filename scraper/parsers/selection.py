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

from scraper.parsers.document.elements import Elements
from scraper.parsers.document.model import Document
from scraper.profiles.site import Layout, Site


@dataclass(frozen=True, slots=True)
class Selection:
    """What a profile's layout finds: `nodes` by field, the fields whose selectors found nothing, and the layout."""

    layout: str | None = None
    nodes: Mapping[str, Sequence[int]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def select(document: Document, site: Site | None) -> Selection:
    """What the profile of `site` selects on a page that was read with its elements."""
    elements = document.elements
    if site is None or elements is None or elements.root is None:
        return Selection()
    for layout in site.layouts:
        if layout.match is None or _find(elements.root, layout.match):
            return _apply(layout, elements)
    return Selection()


def _apply(layout: Layout, elements: Elements) -> Selection:
    places = elements.places
    matches: dict[str, list[Any]] = {}
    for name, selectors in layout.fields.items():
        for selector in selectors:
            if found := _find(elements.root, selector):
                matches[name] = found
                break
    chosen = {name: sorted({places[one] for one in found if one in places}) for name, found in matches.items()}
    chosen = {name: found for name, found in chosen.items() if found}
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
