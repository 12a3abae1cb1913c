"""Dates and numbers as people read them, in the reader's language; the exact value is in the `datetime` beside it."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal
from markupsafe import Markup

from archive.reading_room.i18n import gettext as _
from archive.reading_room.i18n import language, locale

_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?")


def day(value: str | None) -> str:
    """An ISO 8601 date or date-time as a day; what is no ISO date comes back as it is.

    >>> day("2020-02-04"), day("2026-11-20T06:05:00Z"), day("2020-02"), day("last week"), day(None)
    ('4 February 2020', '20 November 2026', 'February 2020', 'last week', '')
    """
    found = _ISO.fullmatch(value or "")
    try:
        at = date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        at = None
    if at is None or found is None:
        return value or ""
    text = format_date(at, "d MMMM y" if found[3] else "MMMM y", locale=locale(language()))
    # French counts the first day of a month: 1er février.
    return re.sub(r"^1 ", "1er ", text) if language() == "fr" else text


def moment(value: str | None) -> str:
    """An ISO 8601 date-time as a day and a time with its offset; a date alone is a day.

    >>> moment("2026-11-20T06:05:33Z"), moment("2020-02-06T09:30:00+01:00"), moment("2020-02-04")
    ('20 November 2026, 06:05 UTC', '6 February 2020, 09:30 +01:00', '4 February 2020')
    """
    found = _ISO.fullmatch(value or "")
    if not found or not found[4]:
        return day(value)
    offset = {"Z": " UTC", None: ""}.get(found[5], f" {found[5]}")
    return _("%(day)s, %(time)s", day=day(value), time=found[4] + offset)


def on(value: str | None) -> Markup:
    """`value` as a `time` element that shows the day."""
    return Markup('<time datetime="{}">{}</time>').format(value or "", day(value))


def at(value: str | None) -> Markup:
    """`value` as a `time` element that shows the moment."""
    return Markup('<time datetime="{}">{}</time>').format(value or "", moment(value))


def number(value: int | None) -> str:
    """A count with its thousands apart.

    >>> number(1234567)
    '1,234,567'
    """
    return format_decimal(value or 0, locale=locale(language()))
