"""Films, sound and frames of others in the text: where they stood, and where they came from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.model.article import Block
from archive.model.identity import without_tracking
from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction

_TAGS = ("iframe", "video", "audio", "embed", "object")
#: Attributes that hold the address, those of players that wait for the reader's agreement among them.
_ADDRESSES = ("src", "data-src", "data-lazy-src", "data-cookieblock-src", "data-cmp-src", "data-url", "data")
#: What watches readers, asks them, or lets them share and pay is no part of a text.
_NO_PART = re.compile(
    r"googletagmanager|doubleclick|googlesyndication|recaptcha|/plugins/(?:like|share|page)|platform\.twitter\.com/widgets"
    r"|consent|cookie|addthis|sharethis|disqus"
)
_SMALL = re.compile(r"[01](?:px)?")


def embeds(page: Extraction, outside: frozenset[str]) -> Iterator[tuple[int, Block]]:
    """Each as a block, with its node's index; those in one of the regions `outside` are no part."""
    if page.container is None:
        return
    first, last = page.content
    for index in page.tagged(*_TAGS):
        if not first <= index < last or page.regions[index] in outside:
            continue
        node = page.nodes[index]
        if any(around.tag in (*_TAGS, "noscript") for around in page.ancestors(index)) or _is_unseen(node):
            continue
        href = _address(page, node)
        if href is not None and not _NO_PART.search(href.lower()):
            yield index, Block("embed", href=without_tracking(href))


def _is_unseen(node: Node) -> bool:
    attrs = node.attrs
    return any(_SMALL.fullmatch(attrs.get(name, "").strip()) for name in ("width", "height"))


def _address(page: Extraction, node: Node) -> str | None:
    """Where it came from; of a film that names several sources, the first."""
    for inner in page.nodes[node.index : node.end]:
        if inner.index == node.index or inner.tag in ("source", "embed", "iframe"):
            for name in _ADDRESSES:
                href = page.absolute(inner.attrs.get(name))
                if href is not None and href.startswith(("http://", "https://")):
                    return href
    return None
