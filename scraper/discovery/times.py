"""Times as feeds and sitemaps write them: ISO 8601 and W3C-DTF, or RFC 822 with its many bad spellings."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}(?:-\d{2})?")


def iso_time(text: str | None) -> str | None:
    """`text` as ISO 8601: in UTC with `Z` where it has an offset, else as precise as it is; None where it is no time.

    >>> iso_time("Tue, 04 Feb 2020 10:00:00 +0100"), iso_time("2020-02-04"), iso_time("soon")
    ('2020-02-04T09:00:00Z', '2020-02-04', None)
    """
    text = (text or "").strip()
    if _MONTH.fullmatch(text):
        return text
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text).isoformat()
        time = dt.datetime.fromisoformat(text) if re.match(r"\d{4}-?\d{2}", text) else parsedate_to_datetime(text)
        if time.tzinfo is None:
            return time.isoformat(timespec="seconds")
        return time.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
