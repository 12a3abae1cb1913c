"""/search, /search.json and /search.atom: an address that says the whole search, and what it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from datasette import Response  # type: ignore[import-untyped]
from datasette.database import QueryInterrupted  # type: ignore[import-untyped]

from archive.reading_room import contacts, search
from archive.reading_room.budget import Work
from archive.reading_room.feeds import ENTRIES, Entry, atom
from archive.reading_room.i18n import gettext as _
from archive.reading_room.pages import DATABASE, article_path, message_page, page
from archive.tables.query import Query, parse

PER_PAGE = 20


async def search_page(request: Any, datasette: Any) -> Response:
    """What the query string asks for: `q`, `author`, `site`, `year`, `language`, `status`, `versions`, `order`,
    `page`."""
    await datasette.ensure_permissions(request.actor, [("view-table", (DATABASE, "articles")), "view-instance"])
    database = datasette.get_database(DATABASE)
    text, filters, number = _arguments(request)
    query = parse(text)
    form = request.url_vars["format"]
    if form == "atom":
        filters, number = replace(filters, order="date"), 1
    size = ENTRIES if form == "atom" else PER_PAGE
    work = Work()
    try:
        found = await search.find(database, query, filters)
        hits = await search.hits(database, query, found.ids[(number - 1) * size : number * size], work, found.former)
        choices = {} if form else await search.choices(database)
    except QueryInterrupted:
        advice = _("This search takes longer than the reading room allows. Add a word, or choose a site or a year.")
        if form:
            return Response.json({"ok": False, "error": advice}, status=503)
        return await message_page(datasette, request, _("Too much to search"), advice, status=503)
    link = _links(datasette, text, filters)
    if form == "atom":
        here, people = (datasette.absolute_url(request, link(extension)) for extension in (".atom", ""))
        return atom(
            f"{text or _('Articles')} · govnews", here, people, [_entry(datasette, request, hit) for hit in hits]
        )
    next_page = number + 1 if len(found.ids) > number * PER_PAGE else None
    if form == "json":
        following = datasette.absolute_url(request, link(".json", page=next_page)) if next_page else None
        rest = {"excerpts": not work.was_cut, "next": following}
        results = [_result(datasette, request, hit) for hit in hits]
        return Response.json(_summary(text, query, filters, found) | rest | {"results": results})
    context = {
        "q": text,
        "query": query,
        "filters": filters,
        "found": found,
        "hits": hits,
        "choices": choices,
        "has_all_excerpts": not work.was_cut,
        "ranked": search.RANKED,
        "number": number,
        "first": (number - 1) * PER_PAGE + 1,
        "previous_link": link(page=number - 1 if number > 2 else None) if number > 1 else None,
        "next_link": link(page=next_page) if next_page else None,
        "json_link": link(".json"),
        "number_link": _number_link(datasette, text),
        "atom_link": link(".atom", order=None),
        "all_versions_link": link(versions=None if filters.all_versions else "all", page=None),
        "unfiltered_link": link(**dict.fromkeys(search.NARROWING)),
        "is_filtered": any(getattr(filters, name) is not None for name in search.NARROWING),
    }
    return await page(datasette, request, "search.html", context)


def _arguments(request: Any) -> tuple[str, search.Filters, int]:
    """The query string, with whatever makes no sense left out."""
    given = {
        name: (request.args.get(name) or "").strip() for name in ("q", "order", "page", "versions", *search.NARROWING)
    }
    number, year = (int(given[name]) if _is_whole(given[name]) else None for name in ("page", "year"))
    filters = search.Filters(
        author=given["author"] or None,
        site=given["site"] or None,
        year=year,
        language=given["language"] or None,
        status=given["status"] or None,
        order="date" if given["order"] == "date" else "relevance",
        all_versions=given["versions"] == "all",
    )
    return given["q"], filters, max(number or 1, 1)


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 6


def _links(datasette: Any, text: str, filters: search.Filters) -> Callable[..., str]:
    """A function that makes this search's address with some arguments changed."""
    here = {"q": text, **{name: getattr(filters, name) for name in search.NARROWING}}
    if filters.order == "date":
        here["order"] = "date"
    if filters.all_versions:
        here["versions"] = "all"

    def link(extension: str = "", **changes: object) -> str:
        arguments = {name: value for name, value in {**here, **changes}.items() if value not in (None, "")}
        path = datasette.urls.path(f"/search{extension}")
        return f"{path}?{urlencode(arguments, errors='replace')}" if arguments else str(path)

    return link


def _summary(text: str, query: Query, filters: search.Filters, found: search.Found) -> dict[str, object]:
    return {
        "ok": True,
        "query": text,
        "understood": query.wanted,
        "without": query.unwanted,
        "filters": {name: getattr(filters, name) for name in (*search.NARROWING, "order")}
        | {"versions": "all" if filters.all_versions else "current"},
        "total": found.total,
    }


def _number_link(datasette: Any, text: str) -> str | None:
    """Where the contacts with a number are listed, when `text` could be one."""
    if not contacts.is_number(text):
        return None
    return f"{datasette.urls.path('/contacts')}?{urlencode({'q': text})}"


def _result(datasette: Any, request: Any, hit: search.Hit) -> dict[str, object]:
    row = hit.article
    return {
        "id": row["id"],
        "page": datasette.absolute_url(request, article_path(datasette, row["id"])),
        **{name: row[name] for name in ("url", "site", "title", "byline", "published", "language", "status")},
        "excerpt": "".join(text for text, _ in hit.excerpt),
        "version": hit.version and hit.version["number"],
        "until": hit.version and hit.version["last_seen"],
    }


def _entry(datasette: Any, request: Any, hit: search.Hit) -> Entry:
    row = hit.article
    link = datasette.absolute_url(request, article_path(datasette, row["id"]))
    summary = "".join(text for text, _ in hit.excerpt)
    return Entry(link, row["title"] or _("Untitled"), row["seen_at"], row["published"], summary, row["byline"])
