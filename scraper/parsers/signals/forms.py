"""Forms that ask the reader: ratings, polls, newsletters, told by their fields, not by what they are called."""

from __future__ import annotations

from bisect import bisect_left

from scraper.parsers.extraction import Extraction
from scraper.parsers.signals.teasers import mark

#: Share of the page's running text above which a form is the page (many systems wrap all of it in one), unless that is
#: a sentence or two.
_MUCH, _LITTLE = 0.15, 200
#: Inputs that nobody sees, or that are but a button.
_NO_FIELDS = frozenset(("hidden", "submit", "button", "image", "reset"))


def mark_forms(page: Extraction) -> None:
    """Set `page.regions` of forms with fields that a reader fills in to `form`."""
    inputs = [i for i in page.tagged("input") if page.nodes[i].attrs.get("type", "").lower() not in _NO_FIELDS]
    for index in page.tagged("form"):
        node = page.nodes[index]
        has_fields = bisect_left(inputs, index) < bisect_left(inputs, node.end)
        holds_title = page.title_node is not None and index <= page.title_node < node.end
        if has_fields and not holds_title and page.prose_in(index) <= max(_MUCH * page.prose[-1], _LITTLE):
            mark(page, node, "form")
