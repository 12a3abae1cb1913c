"""What answers mean over time: when an article is missing, gone, or back; and when to look at it again.

A removal is a claim over time, never one answer. A 404 makes an article missing at once, and gone when several
looks over a fortnight found nothing; a 410 makes it missing, and gone when a second look confirms it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

from archive.model import clock

Status = Literal["live", "missing", "gone", "withheld"]

#: Time, and number of looks, that a 404 takes to mean gone.
GONE_AFTER = timedelta(days=14)
GONE_LOOKS = 3
#: How many times 410 has to be said to mean gone.
CONFIRMING_LOOKS = 2

_SOONEST, _LATEST = timedelta(hours=6), timedelta(days=60)
_PAUSE, _LONGEST_PAUSE = timedelta(hours=1), timedelta(days=7)


def after_removal(status: Status, *, missing_since: str, at: str, looks: int, gone_looks: int) -> Status:
    """The status of an article that was not there at `at`: not since `missing_since`, in `looks` looks so far.

    `gone_looks` of these answered 410. What is withheld stays so.

    >>> after_removal("live", missing_since="2026-01-01T00:00:00Z", at="2026-01-01T00:00:00Z", looks=1, gone_looks=0)
    'missing'
    """
    if status in ("gone", "withheld"):
        return status
    since, now = clock.moment(missing_since), clock.moment(at)
    long_enough = since is not None and now is not None and now - since >= GONE_AFTER
    return "gone" if gone_looks >= CONFIRMING_LOOKS or (long_enough and looks >= GONE_LOOKS) else "missing"


def next_check(at: str, *, changed: str | None, failures: int = 0, removed: Status | None = None) -> str:
    """When to look again, after a look at `at`.

    An article that last changed (or was published) at `changed` is looked at again after a quarter of the time since,
    at the soonest in six hours, at the latest in sixty days. `failures` in a row double the pause, from two hours up
    to a week. `removed` is the status of one that is not there: one that is gone is looked for every sixty days.

    >>> next_check("2026-01-05T00:00:00Z", changed="2026-01-01")
    '2026-01-06T00:00:00Z'
    """
    now = clock.moment(at) or datetime.now(UTC)
    if failures:
        wait = min(_PAUSE * 2 ** min(failures, 10), _LONGEST_PAUSE)
    elif removed == "gone":
        wait = _LATEST
    else:
        since = clock.moment(changed) or now
        longest = timedelta(days=7) if removed else _LATEST
        wait = min(max((now - since) / 4, _SOONEST), longest)
    return clock.text(now + wait)
