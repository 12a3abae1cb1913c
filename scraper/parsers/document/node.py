"""An element of a page as every part of the parser sees it."""

from __future__ import annotations

from collections.abc import Mapping

#: Elements within a line of text; every other one begins and ends a line.
_INLINE = """
    a abbr acronym audio b bdi bdo big canvas cite code data del dfn em embed font i img ins kbd label map mark
    meter nobr object output param picture progress q rb rp rt ruby s samp small source span strike strong sub sup
    time track tt u var video wbr area input basefont svg math script style noscript template meta link"""
INLINE = frozenset(_INLINE.split())


class Node:
    """An element: `nodes[index + 1 : end]` are its descendants, `runs[run : run_end]` their text.

    `names` is its class and id, lower-cased, a space at either end and between; `chars` is the length of its text,
    `link_chars` of that part of it which is within links. `parent` of the root is -1.
    """

    __slots__ = ("attrs", "chars", "end", "index", "link_chars", "names", "parent", "run", "run_end", "tag")

    #: No `__init__`: the pass makes thousands of these a page, and a call for each would be a third of their cost.
    attrs: Mapping[str, str]
    chars: int
    end: int
    index: int
    link_chars: int
    names: str
    parent: int
    run: int
    run_end: int
    tag: str

    def __repr__(self) -> str:
        return f"<{self.tag} {self.index}:{self.end}{self.names and ' ' + self.names.strip()!r}>"
