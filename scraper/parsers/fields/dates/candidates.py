"""What the search for an article's dates hands about: candidates, and the way that a page's strings are read."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.parsers.extraction import Extraction
from scraper.parsers.signals.surroundings import FOREIGN, address_of
from scraper.parsers.text.date_labels import DateKind
from scraper.parsers.text.date_text import Order, numeric_order, read_date

#: Parts of a page whose dates are another page's, unless a label says otherwise.
OUTSIDE = FOREIGN | {"related", "footer", "aside"}


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date that something on the page gives for publication or change. `source` tells agreeing sources apart."""

    kind: DateKind
    value: str
    weight: float
    rule: str
    source: str
    text: str
    swapped: str | None = None
    #: The line that shows it, as a range of runs.
    line: tuple[int, int] | None = None
    #: Whether that line says little else, so that it is no body text even where it lost.
    is_date_line: bool = True


class DateReader:
    """Reads strings in the page's language, order and country."""

    def __init__(self, page: Extraction) -> None:
        self.language, self.country = page.language, page.country
        self.order: Order = numeric_order(page.language, page.country, address_of(page)[0])

    def metadata(self, text: str) -> str | None:
        """A date in an attribute or a JSON value."""
        return read_date(text, self.order, self.language, self.country) if len(text) <= 80 else None
