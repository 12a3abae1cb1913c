"""Bytes to a Tree: libxml2 first, and an HTML5 parser for the pages that it loses. Never raises, whatever the bytes.

libxml2's HTML parser is fast and not an HTML5 parser: broken markup in the head can make it lose the body without
an error. Then far less text is in its tree than in the bytes, and `scraper.parsers.document.html5` reads the page
again.
"""

from __future__ import annotations

import contextlib
import re
from typing import Any

from lxml import etree

from scraper.parsers.document.html5 import is_costly, send
from scraper.parsers.document.tree import Pass, Tree

#: Longer pages are cut here before they are parsed, so that memory stays bounded.
MAX_BYTES = 50 * 1024 * 1024
#: A page with less text than this share of its bytes is looked at again.
_LITTLE = 0.02
_OPENING = re.compile(rb"<(!--|(?:script|style|svg|template|noscript|select|textarea)\b)", re.IGNORECASE)
_CLOSING = {
    name: re.compile(rb"-->" if name == b"!--" else rb"</" + name + rb"\s*>", re.IGNORECASE)
    for name in (b"!--", b"script", b"style", b"svg", b"template", b"noscript", b"select", b"textarea")
}
_TAG = re.compile(rb"<[^<>]*>")
_SPACES = re.compile(rb"\s+")


def parse_tree(html: bytes) -> Tree:
    """The nodes and text runs of `html`, which is UTF-8."""
    html = html[:MAX_BYTES]
    events = Pass()
    with contextlib.suppress(etree.XMLSyntaxError, ValueError, LookupError):
        etree.fromstring(html, _parser(target=events))
    tree = events.finish()
    if _lost(tree, html):
        events = Pass(html5=True)
        with contextlib.suppress(Exception):  # what it could not read is no worse than what libxml2 lost
            send(html.decode(errors="replace"), events)
        again = events.finish()
        if _text_length(again) > 2 * _text_length(tree):
            return again
    return tree


def element_tree(html: bytes, *, html5: bool) -> Any:
    """The same page as a tree of lxml elements, for the selectors of a profile; None where there is none."""
    html = html[:MAX_BYTES]
    if html5:
        builder = etree.TreeBuilder()
        with contextlib.suppress(Exception):
            send(html.decode(errors="replace"), builder)
            return builder.close()
        return None
    with contextlib.suppress(etree.XMLSyntaxError, ValueError, LookupError):
        return etree.fromstring(html, _parser(remove_comments=True, remove_pis=True))
    return None


def _parser(**options: Any) -> Any:
    return etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, **options)


def _lost(tree: Tree, html: bytes) -> bool:
    """Whether far less text is in the tree than in the bytes (and reading them again takes no more than a while)."""
    found = _text_length(tree)
    if len(html) < 500 or found > _LITTLE * len(html):
        return False
    return _visible_length(html) > 4 * found + 300 and not is_costly(html.decode(errors="replace"))


def _text_length(tree: Tree) -> int:
    return tree.nodes[0].chars if tree.nodes else 0


def _visible_length(html: bytes) -> int:
    """About how much text there is outside tags and code, by its bytes alone. No byte is looked at twice."""
    kept: list[bytes] = []
    at = 0
    unclosed: set[bytes] = set()
    for opening in _OPENING.finditer(html):
        name = opening[1].lower()
        if opening.start() < at or name in unclosed:
            continue
        closing = _CLOSING[name].search(html, opening.end())
        if closing is None:
            unclosed.add(name)
            continue
        kept.append(html[at : opening.start()])
        at = closing.end()
    kept.append(html[at:])
    return len(_SPACES.sub(b" ", _TAG.sub(b"", b"".join(kept))))
