"""A host that says 429 or 503 is left alone for as long as it asks, or longer each time."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from scraper.fetching.extensions.throttle import Throttle
from scraper.fetching.failure import LeftAlone, duration
from scraper.fetching.slots import drop_waiting, known_slot, slot_of

#: Too Many Requests (RFC 6585, 4), Service Unavailable (RFC 9110, 15.6.4).
BUSY = frozenset({429, 503})
#: The first pause of a host that does not say how long, in seconds; it doubles with each further such answer.
FIRST_PAUSE = 5.0


def seconds_asked(value: bytes | None, now: datetime) -> float | None:
    """What a Retry-After header (RFC 9110, 10.2.3: seconds, or a date) asks for; None where it says nothing.

    >>> noon = datetime(2020, 2, 4, 12, tzinfo=UTC)
    >>> seconds_asked(b"120", noon), seconds_asked(b"Tue, 04 Feb 2020 12:01:00 GMT", noon), seconds_asked(b"soon", noon)
    (120.0, 60.0, None)
    """
    text = (value or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit() and len(text) < 12:
        return float(text)
    try:
        date = parsedate_to_datetime(text)
        return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


class RetryAfter:
    """Pauses the whole slot; Scrapy's own retry then asks again. A pause beyond the longest ends the host's run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest = crawler.settings.getfloat("GOVNEWS_LONGEST_PAUSE")
        # Before the slot's next request is sent: process_response would come too late for that.
        crawler.signals.connect(self._response_downloaded, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RetryAfter:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise LeftAlone for a host that asked for more patience than a run has."""
        if (slot := known_slot(request)) and slot.left_alone:
            raise LeftAlone(slot.left_alone)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep Scrapy from asking again where the host is left alone."""
        if (slot := known_slot(request)) and slot.left_alone:
            request.meta["dont_retry"] = True
        return response

    def _response_downloaded(self, response: Response, request: Request) -> None:
        slot = known_slot(request)
        if slot is None:
            return
        if response.status not in BUSY:
            if response.status < 500:
                slot.busy = 0
            return
        slot.busy += 1
        growing = FIRST_PAUSE * 2.0 ** min(slot.busy - 1, 20)
        asked = seconds_asked(response.headers.get(b"Retry-After"), datetime.now(UTC))
        pause = growing if asked is None else asked if slot.busy == 1 else max(asked, growing)
        if pause > self._longest:
            host = slot_of(request)
            slot.left_alone = f"{host} answers {response.status} and asks to come back in {duration(pause)}"
            drop_waiting(slot, LeftAlone(slot.left_alone))
        elif throttle := self._crawler.get_extension(Throttle):
            throttle.pause(request, pause)
