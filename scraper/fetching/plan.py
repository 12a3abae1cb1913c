"""What one run shall do beyond the everyday: how far back, how much, whether to look at everything again."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)(?:[/-](\d\d?))?(?=[/-]|$)")


@dataclass(frozen=True, slots=True)
class Plan:
    """`since` and `until` are days, both included; they make a run go back through listings and sitemaps.

    `limit` is how many articles are fetched at most that were never fetched before, `pages` how many answers a site is
    asked for at most, `minutes` how long a site is crawled. `recheck` looks at every known article, due or not.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    limit: int | None = None
    pages: int | None = None
    minutes: float | None = None
    recheck: bool = False

    @property
    def goes_back(self) -> bool:
        """Whether the run is to fetch what older pages announce."""
        return self.since is not None or self.until is not None

    def wants(self, url: str, lastmod: str | None = None, published: str | None = None) -> bool:
        """Whether an article may lie within the days asked for, as far as its address and dates tell.

        >>> plan = Plan(since=dt.date(2019, 1, 1), until=dt.date(2019, 12, 31))
        >>> [plan.wants(f"https://example.gov/{path}") for path in ("2018/12/31/a", "2019/05/b", "2020/01/c", "d")]
        [False, True, False, True]
        >>> plan.wants("https://example.gov/d", lastmod="2018-06-01"), plan.wants("https://example.gov/d", "2021-02-03")
        (False, True)
        """
        first, last = _span_in(url)
        if day := _day(published):
            first = last = day
        elif modified := _day(lastmod):
            # What was last modified before a day was published before it; of what came later it says nothing.
            last = min(last, modified)
        return not (self.since and last < self.since) and not (self.until and first > self.until)


def _span_in(url: str) -> tuple[dt.date, dt.date]:
    """The days on which an article may have been published whose address names a day, or a month."""
    found = _IN_PATH.search(url)
    if found is None:
        return dt.date.min, dt.date.max
    year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
    try:
        if day:
            return dt.date(year, month, day), dt.date(year, month, day)
        first = dt.date(year, month, 1)
    except ValueError:
        return dt.date.min, dt.date.max
    return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


#: Fetch what is new, and look at what is due.
EVERYDAY = Plan()
