"""Pages that libxml2 loses, read again as a browser reads them: BeautifulSoup with html5lib.

libxml2's HTML parser is fast and not an HTML5 parser: broken markup in the head can make it lose the body without an
error. Whoever notices that sends the page through here. It takes some fifty times as long.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from bs4 import Tag

#: html5lib takes seconds a megabyte, and far longer over thousands of elements that nothing closes.
_MAX_CHARS = 3 * 1024 * 1024
_MAX_TAGS = 20_000
_MAX_DEPTH = 1000
_TAG = re.compile(
    r"</?(?!(?:area|base|br|col|dd|dt|hr|img|input|li|link|meta|option|p|source|td|th|tr|wbr)\b)[a-z]", re.IGNORECASE
)
_NOSCRIPT, _NOSCRIPT_END = re.compile(r"<noscript\b[^>]*>", re.IGNORECASE), re.compile(r"</noscript\s*>", re.IGNORECASE)
#: Names and characters that are no XML, which broken tags and character references come to.
_NAME = re.compile(r"[^\W\d][\w.-]*")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Target(Protocol):
    """What takes a parser's events: `lxml.etree.TreeBuilder`, or a Tree of the parsers."""

    def start(self, tag: Any, attrs: Any, /) -> Any: ...
    def end(self, tag: Any, /) -> Any: ...
    def data(self, data: Any, /) -> Any: ...


def is_costly(html: str) -> bool:
    """Whether the page is too long, or nested too deeply, to be read again in reasonable time."""
    if len(html) > _MAX_CHARS or html.count("<") > _MAX_TAGS:
        return True
    depth = 0
    for tag in _TAG.finditer(html):
        depth += -1 if tag[0].startswith("</") else 1
        if depth > _MAX_DEPTH:
            return True
    return False


def send(html: str, target: Target) -> None:
    """Read `html` and send its elements and text to `target`, in document order; comments are left out.

    What XML has no name for comes as a `span`, or not at all where it is an attribute's.
    """
    from bs4 import BeautifulSoup, NavigableString, Tag  # needed seldom, and slow to import
    from bs4.element import PreformattedString

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # BeautifulSoup wonders at pages that look like file names, or like XML
        soup = BeautifulSoup(_without_unclosed_noscript(html), "html5lib", multi_valued_attributes=None)
    open_elements: list[Tag] = []
    for node in soup.descendants:
        while open_elements and node.parent is not open_elements[-1]:
            target.end(_name(open_elements.pop()))
        if isinstance(node, Tag):
            attrs = {name: as_xml(str(value)) for name, value in node.attrs.items() if _NAME.fullmatch(name)}
            target.start(_name(node), attrs)
            open_elements.append(node)
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            target.data(as_xml(str(node)))
    while open_elements:
        target.end(_name(open_elements.pop()))


def _name(tag: Tag) -> str:
    return tag.name if _NAME.fullmatch(tag.name) else "span"


def _without_unclosed_noscript(html: str) -> str:
    """The page without each `noscript` that leaves elements open, and would hold all that follows.

    To a browser that runs scripts a `noscript` is text up to its end tag; html5lib reads the elements in it.
    """
    kept: list[str] = []
    at = 0
    while (opening := _NOSCRIPT.search(html, at)) and (closing := _NOSCRIPT_END.search(html, opening.end())):
        inside = html[opening.end() : closing.start()]
        open_elements = sum(-1 if tag[0].startswith("</") else 1 for tag in _TAG.finditer(inside))
        kept.append(html[at : opening.start() if open_elements else closing.end()])
        at = closing.end()
    return "".join(kept) + html[at:]


def as_xml(text: str) -> str:
    """`text` with what is no character in XML replaced."""
    return _NO_XML.sub("\ufffd", text)
