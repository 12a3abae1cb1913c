"""/operations: how the archive is doing: its crawls, its growth, and what failed, by site.

It says nothing of the machine: no path, no file, no software. In public it leaves out the reasons that crawls gave
and the addresses that failed, which name what a site's operator, or an attacker, would look for.
"""

from __future__ import annotations

from typing import Any

from datasette import Response  # type: ignore[import-untyped]

from archive.reading_room import chart
from archive.reading_room.pages import DATABASE, is_public, page

_RECENT = 60
_RUNS = f"""
    SELECT id, site, started, finished, outcome, reason, discovered, fetched, unchanged, new, changed, moved, gone,
        blocked, failed FROM runs ORDER BY started DESC, id DESC LIMIT {_RECENT}
"""
_SITES = """
    SELECT sites.name, coalesce(sites.title, sites.name) AS title, sites.verified, last.started, last.finished,
        last.outcome, last.reason, sums.runs, sums.finished AS finished_runs, sums.fetched, sums.failed, sums.blocked
    FROM sites
    LEFT JOIN (
        SELECT site, count(*) AS runs, sum(outcome = 'finished') AS finished, sum(fetched) AS fetched,
            sum(failed) AS failed, sum(blocked) AS blocked, max(id) AS last_id
        FROM runs WHERE started >= date('now', '-30 days') GROUP BY site
    ) AS sums ON sums.site = sites.name
    LEFT JOIN runs AS last ON last.id = (SELECT max(id) FROM runs WHERE runs.site = sites.name)
    ORDER BY title COLLATE NOCASE
"""
_MONTHS = """
    SELECT site, substr(started, 1, 7) AS month, sum({what}) FROM runs
    WHERE started >= date('now', '-24 months') GROUP BY site, month
"""
_AUDIT = "SELECT at, outcome FROM events WHERE kind = 'fixity check' ORDER BY at DESC LIMIT 1"
_FAILING = """
    SELECT url, site, failures, trouble, last_fetched FROM urls WHERE failures >= 3 ORDER BY failures DESC, url LIMIT 50
"""


async def operations_page(request: Any, datasette: Any) -> Response:
    """The runs, the growth and the failures."""
    await datasette.ensure_permissions(request.actor, [("view-table", (DATABASE, "runs")), "view-instance"])
    database = datasette.get_database(DATABASE)
    public = is_public(datasette)
    sites = list(await database.execute(_SITES))
    names = [(row["name"], row["title"]) for row in sites]

    async def by_month(what: str) -> chart.Chart | None:
        counts = [tuple(row) for row in await database.execute(_MONTHS.format(what=what))]
        return chart.draw([row for row in counts if row[2]], names)

    context = {
        "public": public,
        "sites": sites,
        "titles": dict(names),
        "runs": list(await database.execute(_RUNS)),
        "growth": await by_month("new"),
        "failures": await by_month("failed + blocked"),
        "audit": (await database.execute(_AUDIT)).first(),
        "failing": [] if public else list(await database.execute(_FAILING)),
    }
    return await page(datasette, request, "operations.html", context)
