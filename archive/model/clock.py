"""Times as the archive writes them: ISO 8601, UTC, with `Z`."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The present moment, to the millisecond, so that records made in a row sort as they were made."""
    return text(datetime.now(UTC), "milliseconds")


def text(moment: datetime, precision: str = "seconds") -> str:
    """`moment` as the archive writes it.

    >>> text(datetime(2020, 2, 4, 9, 30, tzinfo=UTC))
    '2020-02-04T09:30:00Z'
    """
    return moment.astimezone(UTC).isoformat(timespec=precision).replace("+00:00", "Z")


def moment(value: str | None) -> datetime | None:
    """The time that an ISO 8601 text names, a date being its midnight in UTC; None where there is none to read.

    >>> moment("2020-02-04") == moment("2020-02-04T01:00:00+01:00")
    True
    """
    try:
        parsed = datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
    return parsed.replace(tzinfo=UTC) if parsed and parsed.tzinfo is None else parsed
