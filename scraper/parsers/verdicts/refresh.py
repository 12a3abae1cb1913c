"""Pages that are no page, but send the reader on: `<meta http-equiv="refresh">` (WHATWG HTML, 4.2.5.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.model.article import Article
    from scraper.parsers.extraction import Extraction

#: A page that waits so many seconds is one to read.
MAX_DELAY = 5
_REFRESH = re.compile(r"\s*(\d*\.?\d+)\s*[;,]\s*url\s*=\s*[\"']?([^\"']+)", re.IGNORECASE)


def sends_on_to(page: Extraction, article: Article) -> str | None:
    """The absolute URL that a page without text of its own sends its reader on to; None for a page to read."""
    if article.blocks or "refresh" not in page.meta:
        return None
    for index in page.tagged("meta"):
        attrs = page.nodes[index].attrs
        if attrs.get("http-equiv", "").strip().lower() == "refresh" and not _is_for_few(page, index):
            found = _REFRESH.match(attrs.get("content", ""))
            url = page.absolute(found[2].strip()) if found and float(found[1]) < MAX_DELAY else None
            if url and url.startswith(("http:", "https:")) and url.partition("#")[0] != page.url:
                return url
    return None


def _is_for_few(page: Extraction, index: int) -> bool:
    """Whether only readers without scripts are sent on."""
    return any(node.tag == "noscript" for node in page.ancestors(index))
