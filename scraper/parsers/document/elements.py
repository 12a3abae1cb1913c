"""The elements of a page for the selectors of a site's profile: made of the same events as its nodes, in one pass."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from scraper.parsers.document.html5 import as_xml
from scraper.parsers.document.tree import Pass, Tree


@dataclass(frozen=True, slots=True)
class Elements:
    """A page as a tree of lxml elements: its root (None: there is no element), and where each stands in the nodes.

    An element that has no node (within a drawing, a form's choices, or too deep) has no place.
    """

    root: Any = None
    places: Mapping[Any, int] = field(default_factory=dict)


class ElementPass:
    """A `Pass` that hands each event on to a builder of elements; it too lets go of what it made when it is done."""

    __slots__ = ("data", "end", "finish", "start")

    start: Callable[[str, Mapping[str, str]], None]
    end: Callable[[str], None]
    data: Callable[[str], None]
    finish: Callable[[], tuple[Tree, Elements]]

    def __init__(self, tree: Tree) -> None:
        events, nodes = Pass(tree), tree.nodes
        builder = etree.TreeBuilder(parser=etree.HTMLParser())
        places: dict[Any, int] = {}
        tags: list[str] = []  # of the open elements, as the builder knows them

        def start(tag: str, attrs: Mapping[str, str]) -> None:
            index = len(nodes)
            events.start(tag, attrs)
            element = _started(builder, tag, attrs)
            tags.append(element.tag)
            if len(nodes) > index:
                places[element] = index

        def end(tag: str) -> None:
            events.end(tag)
            if tags:
                builder.end(tags.pop())

        def data(text: str) -> None:
            events.data(text)
            builder.data(as_xml(text))

        def finish() -> tuple[Tree, Elements]:
            nonlocal events, nodes, builder, places
            with contextlib.suppress(etree.XMLSyntaxError):  # elements that a cut page leaves open
                builder.close()
            made = events.finish(), Elements(next(iter(places), None), places)
            del events, nodes, builder, places
            return made

        self.start, self.end, self.data, self.finish = start, end, data, finish

    def close(self) -> None:
        """The parser has no more to send."""


def _started(builder: Any, tag: str, attrs: Mapping[str, str]) -> Any:
    """The element that begins; without those attributes, or the name, that broken markup has and XML has not."""
    try:
        return builder.start(tag, attrs)
    except ValueError:
        pass
    element = builder.start(tag if _is_name(tag) else "span", {})
    for name, value in attrs.items():
        try:
            element.set(name, as_xml(value))
        except ValueError:
            continue
    return element


def _is_name(tag: str) -> bool:
    try:
        etree.HTMLParser().makeelement(tag)
    except ValueError:
        return False
    return True
