"""/changes and /removals: what sites changed and took away, with the evidence; and an article's whole history."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from datasette import Response  # type: ignore[import-untyped]
from datasette.database import QueryInterrupted  # type: ignore[import-untyped]

from archive.reading_room.answers import in_words
from archive.reading_room.article_page import article_row, language_tag
from archive.reading_room.i18n import gettext as _
from archive.reading_room.pages import DATABASE, article_path, message_page, page, page_number
from archive.reading_room.withheld import tombstone

PER_PAGE = 25
CHANGED = """
    SELECT articles.id, articles.site, articles.title, articles.language, versions.number, versions.seen_at
    FROM versions CROSS JOIN articles ON articles.id = versions.article_id
    WHERE versions.number > 1 AND articles.status != 'withheld' AND (:site IS NULL OR articles.site = :site)
    ORDER BY versions.seen_at DESC LIMIT :limit OFFSET :offset
"""
VANISHED = """
    SELECT id, site, title, language, status, missing_since, last_seen, url FROM articles
    WHERE status = 'missing' AND (:site IS NULL OR site = :site)
    UNION ALL
    SELECT id, site, title, language, status, missing_since, last_seen, url FROM articles
    WHERE status = 'gone' AND (:site IS NULL OR site = :site)
    ORDER BY missing_since DESC LIMIT :limit OFFSET :offset
"""
#: What the site answered since an article vanished: the evidence of its removal.
_EVIDENCE = """
    SELECT captures.article_id, captures.id, captures.fetched_at, captures.http_status, captures.outcome, captures.url,
        captures.requested_url, captures.reason, captures.warc_file, captures.warc_offset
    FROM articles CROSS JOIN captures ON captures.article_id = articles.id
    WHERE articles.id IN (SELECT value FROM json_each(?)) AND captures.outcome IN ('missing', 'gone', 'soft_404')
        AND captures.fetched_at >= coalesce(articles.missing_since, '')
    ORDER BY captures.fetched_at LIMIT 1000
"""
_CAPTURES = """
    SELECT id, fetched_at, http_status, outcome, url, redirect_to, content_sha256 FROM captures
    WHERE article_id = ? ORDER BY fetched_at, id LIMIT 5000
"""
_VERSIONS = "SELECT number, capture_id, seen_at FROM versions WHERE article_id = ? ORDER BY number"
_EVENTS = "SELECT at, kind, outcome, detail FROM events WHERE object = ? ORDER BY at LIMIT 500"
_SITES = "SELECT name, coalesce(title, name) FROM sites ORDER BY 2 COLLATE NOCASE"


def of_site(request: Any, *, limit: int, number: int = 1) -> dict[str, object]:
    """The parameters of CHANGED and VANISHED that a query string's `site` asks for."""
    site = (request.args.get("site") or "").strip()
    return {"site": site or None, "limit": limit, "offset": (number - 1) * PER_PAGE}


async def changes_list(request: Any, datasette: Any) -> Response:
    """The new versions of articles, the latest first."""
    return await _list(request, datasette, "changes", CHANGED)


async def removals_list(request: Any, datasette: Any) -> Response:
    """The articles that their site no longer shows, and what it answered instead."""
    return await _list(request, datasette, "removals", VANISHED)


async def _list(request: Any, datasette: Any, name: str, sql: str) -> Response:
    await datasette.ensure_permissions(request.actor, [("view-table", (DATABASE, "articles")), "view-instance"])
    database = datasette.get_database(DATABASE)
    number = page_number(request)
    wanted = of_site(request, limit=PER_PAGE + 1, number=number)
    try:
        rows = list(await database.execute(sql, wanted))
    except QueryInterrupted:
        text = _("This takes longer than the reading room allows. A narrower question is answered sooner.")
        return await message_page(datasette, request, _("Too much to search"), text, status=503)
    evidence: dict[int, list[Any]] = {}
    if name == "removals":
        for capture in await database.execute(_EVIDENCE, [json.dumps([row["id"] for row in rows])]):
            evidence.setdefault(capture["article_id"], []).append(capture)

    def link(extension: str = "", to: int = 1) -> str:
        kept = {"site": wanted["site"], "page": to if to > 1 else None}
        kept = {key: value for key, value in kept.items() if value}
        path = datasette.urls.path(f"/{name}{extension}")
        return f"{path}?{urlencode(kept, errors='replace')}" if kept else str(path)

    context = {
        "items": rows[:PER_PAGE],
        "evidence": evidence,
        "in_words": in_words,
        "wanted": wanted,
        "sites": dict(tuple(row) for row in await database.execute(_SITES)),
        "atom_link": link(".atom"),
        "previous_link": link(to=number - 1) if number > 1 else None,
        "next_link": link(to=number + 1) if len(rows) > PER_PAGE else None,
    }
    return await page(datasette, request, f"{name}.html", context)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point or a stretch of an article's history: looks with one outcome in a row are one, from `at` to `until`."""

    at: str
    until: str
    kind: str
    looks: int = 1
    status: int | None = None
    detail: str | None = None
    version: int | None = None
    capture_id: int | None = None


def timeline(captures: Iterable[Any], versions: Iterable[Any], events: Iterable[Any]) -> list[Moment]:
    """What happened to an article, oldest first."""
    numbers = {row["capture_id"]: row["number"] for row in versions}
    found = []
    groups = itertools.groupby(captures, key=lambda row: (numbers.get(row["id"]), row["outcome"], row["http_status"]))
    for (number, outcome, status), group in groups:
        rows = list(group)
        detail = rows[0]["redirect_to"] if outcome == "redirect" else rows[0]["url"] if outcome == "moved" else None
        kind = "version" if number is not None else outcome
        found.append(
            Moment(
                rows[0]["fetched_at"], rows[-1]["fetched_at"], kind, len(rows), status, detail, number, rows[0]["id"]
            )
        )
    found += [
        Moment(row["at"], row["at"], f"{row['kind']}", 1, None, row["detail"] or row["outcome"]) for row in events
    ]
    return sorted(found, key=lambda moment: moment.at)


#: Where a point stands in the drawing, in the SVG's units.
WIDTH = 720


def points(moments: Sequence[Moment]) -> list[tuple[float, float, Moment]]:
    """Where each moment of a timeline begins and ends in the drawing."""
    from archive.model.clock import moment

    times = [(moment(item.at), moment(item.until), item) for item in moments]
    known = [(begin.timestamp(), end.timestamp(), item) for begin, end, item in times if begin and end]
    if not known:
        return []
    first, last = min(begin for begin, _, _ in known), max(end for _, end, _ in known)
    scale = (WIDTH - 20) / (last - first) if last > first else 0.0
    return [
        (round(10 + (begin - first) * scale, 1), round(10 + (end - first) * scale, 1), item)
        for begin, end, item in known
    ]


async def history_page(request: Any, datasette: Any) -> Response:
    """All that happened to an article; `?before=1&after=3` leads to what changed between two versions."""
    row = await article_row(request, datasette)
    if row is None:
        text = _("The archive has no article with this number. Its address may have been copied in part.")
        return await message_page(datasette, request, _("No such article"), text, status=404)
    database = datasette.get_database(DATABASE)
    if row["status"] == "withheld":
        return await page(datasette, request, "withheld.html", await tombstone(database, row), status=410)
    here = article_path(datasette, row["id"])
    asked = [(request.args.get(name) or "").strip() for name in ("before", "after")]
    if all(text.isascii() and text.isdecimal() and len(text) < 10 for text in asked):
        return Response.redirect(f"{here}/changes/{int(asked[0])}/{int(asked[1])}")
    versions = list(await database.execute(_VERSIONS, [row["id"]]))
    captures = await database.execute(_CAPTURES, [row["id"]])
    moments = timeline(captures, versions, await database.execute(_EVENTS, [row["url_key"]]))
    context = {
        "row": row,
        "here": here,
        "versions": versions,
        "moments": moments,
        "points": points(moments),
        "width": WIDTH,
        "language": language_tag(row["language"]),
    }
    return await page(datasette, request, "history.html", context)
