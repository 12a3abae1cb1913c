"""Bytes to a Document: libxml2 first, an HTML5 parser for the pages that it loses. Never raises, whatever the bytes.

libxml2's HTML parser is fast and not an HTML5 parser: broken markup in the head can make it lose the body without
an error. Then far less text, or far fewer links, are in its tree than in the bytes, and
`scraper.parsers.document.html5` reads the page again.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from archive.model import bounds
from scraper.parsers.document.elements import ElementPass, Elements
from scraper.parsers.document.encoding import query_encoding, to_utf8
from scraper.parsers.document.html5 import Target, is_costly, send
from scraper.parsers.document.model import Document
from scraper.parsers.document.tree import Pass, Tree

#: A page with less text than this share of its bytes is looked at again.
_LITTLE = 0.02
#: A page with no more links than this loses none that matter.
_FEW_LINKS = 5
_LINK = re.compile(rb"<a\s[^<>]{0,500}href", re.IGNORECASE)
_OPENING = re.compile(rb"<(!--|(?:script|style|svg|template|noscript|select|textarea)\b)", re.IGNORECASE)
_CLOSING = {
    name: re.compile(rb"-->" if name == b"!--" else rb"</" + name + rb"\s*>", re.IGNORECASE)
    for name in (b"!--", b"script", b"style", b"svg", b"template", b"noscript", b"select", b"textarea")
}
_TAG = re.compile(rb"<[^<>]*>")
_SPACES = re.compile(rb"\s+")


def read_document(html: bytes, url: str, *, encoding: str | None = None, elements: bool = False) -> Document:
    """The page `html`, as served from `url`; `encoding` is the charset that the HTTP header names.

    With `elements` the Document has a tree of lxml elements beside its nodes, for selectors. A page with more than
    anyone reads (see `archive.model.bounds`) is cut there. Never raises.
    """
    markup, used, rule = to_utf8(html, encoding)
    tree, made = _read(bounds.cut(markup), elements)
    return Document(
        url=url,
        encoding=used,
        encoding_rule=rule,
        query_encoding=query_encoding(html, used, encoding),
        html5=tree.html5,
        head_title=tree.head_title,
        nodes=tree.nodes,
        runs=tree.runs,
        owners=tree.owners,
        lines_of_text=tree.lines,
        claimed=tree.regions,
        typed_links=tree.typed_links,
        preformatted=tree.preformatted,
        elements=made,
        _tagged=tree.tagged,
        _properties=tree.properties,
        _scripts=tree.scripts,
        code=tree.code,
    )


def _read(html: bytes, elements: bool) -> tuple[Tree, Elements | None]:
    """The nodes and text runs of `html`, which is UTF-8, and its elements where they are wanted."""
    events, finish = _target(Tree(), elements)
    with contextlib.suppress(etree.XMLSyntaxError, ValueError, LookupError):
        etree.fromstring(html, _parser(events))
    first = finish()
    if not _lost(first[0], html):
        return first
    events, finish = _target(Tree(html5=True), elements)
    with contextlib.suppress(Exception):  # what it could not read is no worse than what libxml2 lost
        send(html.decode(errors="replace"), events)
    again = finish()
    return again if _is_better(again[0], first[0]) else first


def _target(tree: Tree, elements: bool) -> tuple[Target, Callable[[], tuple[Tree, Elements | None]]]:
    """What takes a parser's events, and what then gives the tree that came of them."""
    if elements:
        both = ElementPass(tree)
        return both, both.finish
    events = Pass(tree)
    return events, lambda: (events.finish(), None)


def _parser(events: Any) -> Any:
    return etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, target=events)


def _lost(tree: Tree, html: bytes) -> bool:
    """Whether far less text, or far fewer links, are in the tree than in the bytes.

    Not where reading them again would take more than a while.
    """
    text, links = _text_length(tree), _link_count(tree)
    little = len(html) >= 500 and text <= _LITTLE * len(html)
    few = 2 * links < html.count(b"<a ") + html.count(b"<A ")
    if not (little or few):
        return False
    visible = _visible(html)
    lost = (little and len(_SPACES.sub(b" ", _TAG.sub(b"", visible))) > 4 * text + 300) or (
        few and sum(1 for _ in _LINK.finditer(visible)) > max(2 * links, _FEW_LINKS)
    )
    return lost and not is_costly(html.decode(errors="replace"))


def _is_better(again: Tree, first: Tree) -> bool:
    """Whether a second reading found far more text; or far more links, and no less text."""
    text = _text_length(again)
    more_links = _link_count(again) > max(2 * _link_count(first), _FEW_LINKS)
    return text > 2 * _text_length(first) or (more_links and text >= _text_length(first))


def _text_length(tree: Tree) -> int:
    return tree.nodes[0].chars if tree.nodes else 0


def _link_count(tree: Tree) -> int:
    return len(tree.tagged.get("a", ()))


def _visible(html: bytes) -> bytes:
    """About what stands outside comments, code and drawings, by the bytes alone. No byte is looked at twice."""
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
    return b"".join(kept)
