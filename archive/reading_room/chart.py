"""Articles a month by site: the figures, and where the bars of an SVG stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: The plus signs keep SQLite to the index of site and published, which has all that is needed.
MONTHS = """
    SELECT site, substr(published, 1, 7) AS month, count(*) FROM articles
    WHERE +published >= :first AND +published < :beyond AND substr(published, 6, 2) BETWEEN '01' AND '12'
        AND id NOT IN (SELECT id FROM articles WHERE status = 'withheld')
    GROUP BY site, month
"""
#: A page may name a date far ahead; the chart ends today.
NEWEST = "SELECT max(published) FROM articles WHERE published < date('now', '+2 days')"
#: How many months are shown, and how many sites have a colour of their own; the others are one.
SPAN = 24
SITES = 5

WIDTH, HEIGHT, GAP = 720, 150, 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a month's bar, in the SVG's units; `series` counts sites from 0."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True, slots=True)
class Chart:
    """What a template draws: bars, the months below them, and the same figures as a table; '' is all other sites."""

    bars: Sequence[Bar]
    months: Sequence[str]
    series: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int]]]
    highest: int
    width: int = WIDTH
    height: int = HEIGHT

    def x(self, number: int) -> float:
        """Where the month `number` begins."""
        return number * WIDTH / max(1, len(self.months))


def window(newest: str | None) -> dict[str, str]:
    """The months that are shown, as parameters of MONTHS: SPAN of them, to the newest article's.

    >>> window("2026-03-05")
    {'first': '2024-04', 'beyond': '2026-04'}
    """
    text = (newest or "")[:7]
    year, month = (int(text[:4]), int(text[5:7])) if len(text) == 7 and text.replace("-", "").isdecimal() else (1, 1)
    last = year * 12 + month - 1
    return {"first": _month(last - SPAN + 1), "beyond": _month(last + 1)}


def _month(number: int) -> str:
    return f"{max(0, number // 12):04d}-{number % 12 + 1:02d}"


def draw(counts: Iterable[tuple[str, str, int]], sites: Sequence[tuple[str, str]]) -> Chart | None:
    """The chart of `counts` (site, month, articles); `sites` are names and titles, the largest first.

    None where fewer than two months have an article: a bar alone says nothing.
    """
    counts = list(counts)
    shown = [(name, title) for name, title in sites if any(site == name for site, _, _ in counts)]
    place = {name: min(number, SITES) for number, (name, _) in enumerate(shown)}
    series = [title for _, title in shown[:SITES]] + ([""] if len(shown) > SITES else [])
    by_month: dict[str, list[int]] = defaultdict(lambda: [0] * len(series))
    for site, month, number in counts:
        by_month[month][place[site]] += number
    if len(by_month) < 2:
        return None
    first, last = min(by_month), max(by_month)
    begin, end = (int(text[:4]) * 12 + int(text[5:7]) - 1 for text in (first, last))
    months = [_month(number) for number in range(begin, end + 1)]
    rows = [(month, by_month[month]) for month in months]
    highest = max(sum(row) for _, row in rows)
    return Chart(list(_bars(rows, highest)), months, series, rows, highest)


def _bars(rows: Sequence[tuple[str, Sequence[int]]], highest: int) -> Iterable[Bar]:
    step = WIDTH / len(rows)
    for number, (_, row) in enumerate(rows):
        top = float(HEIGHT)
        for series, articles in enumerate(row):
            height = articles * HEIGHT / highest
            top -= height
            if articles:
                yield Bar(
                    round(number * step, 1), round(top, 1), round(max(1.0, step - GAP), 1), round(height, 1), series
                )
