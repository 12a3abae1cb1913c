"""/: the reading room's front page: search, what is new, what changed and what vanished, and the sites."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Response  # type: ignore[import-untyped]
from datasette.database import QueryInterrupted  # type: ignore[import-untyped]

from archive.reading_room import chart
from archive.reading_room.history_pages import CHANGED, VANISHED
from archive.reading_room.pages import DATABASE, page

_NEWEST = """
    SELECT id, site, title, kicker, byline, published, language, substr(coalesce(lead, body), 1, 400) AS lead
    FROM articles WHERE id NOT IN (SELECT id FROM articles WHERE status = 'withheld')
    ORDER BY published DESC LIMIT 9
"""
_FEW = {"limit": 6, "offset": 0, "site": None}
_SITES = "SELECT name, coalesce(title, name) AS title, country, language, last_crawled FROM sites"
_COUNTS = """
    SELECT site, count(*) FROM articles WHERE id NOT IN (SELECT id FROM articles WHERE status = 'withheld')
    GROUP BY site
"""


async def front_page(request: Any, datasette: Any) -> Response:
    """The front page; of an empty archive too."""
    await datasette.ensure_permissions(request.actor, [("view-database", DATABASE), "view-instance"])
    database = datasette.get_database(DATABASE)
    sites = {row["name"]: row for row in await database.execute(_SITES)}
    counts, months = await _whole_archive(database)
    ordered = sorted(sites.values(), key=lambda row: (-counts.get(row["name"], 0), row["title"]))
    context = {
        "newest": list(await database.execute(_NEWEST)),
        "changed": list(await database.execute(CHANGED, _FEW)),
        "vanished": list(await database.execute(VANISHED, _FEW)),
        "sites": ordered,
        "site_titles": {name: row["title"] for name, row in sites.items()},
        "counts": counts,
        "total": sum(counts.values()),
        "chart": chart.draw(months, [(row["name"], row["title"]) for row in ordered]),
    }
    return await page(datasette, request, "front.html", context)


#: How long a figure over the whole archive is shown again, as a multiple of what it took to count.
_REUSE = 20.0


async def _whole_archive(database: Any) -> tuple[dict[str, int], list[tuple[str, str, int]]]:
    """Articles of each site, and of each site and month: counted again once that is cheap enough to be worth it."""

    async def count() -> tuple[dict[str, int], list[tuple[str, str, int]]]:
        try:
            counts = dict(tuple(row) for row in await database.execute(_COUNTS))
            newest = (await database.execute(chart.NEWEST)).single_value()
            months = [tuple(row) for row in await database.execute(chart.MONTHS, chart.window(newest))]
        except QueryInterrupted:
            return {}, []
        return counts, months

    found: tuple[dict[str, int], list[tuple[str, str, int]]] = await _reused(database, count)
    return found


async def _reused(holder: Any, count: Callable[[], Awaitable[Any]]) -> Any:
    """What `count` gives, kept on `holder` for as long as it is cheap to be that old."""
    value, until = getattr(holder, "_govnews_counts", (None, 0.0))
    if time.monotonic() < until:
        return value
    began = time.monotonic()
    value = await count()
    took = time.monotonic() - began
    holder._govnews_counts = (value, began + took * _REUSE)
    return value
