"""/contacts: the contact directory; and /contacts/<id>: one block with the articles that showed it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from datasette import Response  # type: ignore[import-untyped]
from datasette.database import QueryInterrupted  # type: ignore[import-untyped]

from archive.reading_room import contacts
from archive.reading_room.article_page import contact_link
from archive.reading_room.i18n import gettext as _
from archive.reading_room.pages import DATABASE, message_page, page, page_number

PER_PAGE = 20
#: How many of the articles that showed a block its page lists.
ARTICLES = 100
_PERMISSIONS = [("view-table", (DATABASE, "contact_entries")), ("view-database", DATABASE), "view-instance"]
_SITES = "SELECT name, coalesce(title, name) FROM sites ORDER BY 2 COLLATE NOCASE"


async def directory(request: Any, datasette: Any) -> Response:
    """The blocks that the query string asks for: `q`, `kind`, `site`, `page`."""
    await datasette.ensure_permissions(request.actor, _PERMISSIONS)
    database = datasette.get_database(DATABASE)
    given = {name: (request.args.get(name) or "").strip()[:100] for name in ("q", "kind", "site")}
    kind = given["kind"] if given["kind"] in contacts.KINDS else None
    wanted = contacts.Wanted(given["q"], kind, given["site"] or None)
    number = page_number(request)
    try:
        ids = await contacts.find(database, wanted, limit=PER_PAGE + 1, offset=(number - 1) * PER_PAGE)
        found = await contacts.blocks(database, ids[:PER_PAGE])
    except QueryInterrupted:
        text = _("This search takes longer than the reading room allows. Add a word, or choose a kind.")
        return await message_page(datasette, request, _("Too much to search"), text, status=503)

    def link(to: int) -> str:
        arguments = {**given, "page": to if to > 1 else ""}
        kept = {name: value for name, value in arguments.items() if value}
        return f"{datasette.urls.path('/contacts')}{'?' + urlencode(kept, errors='replace') if kept else ''}"

    context = {
        "wanted": wanted,
        "kinds": contacts.KINDS,
        "sites": [tuple(row) for row in await database.execute(_SITES)],
        "blocks": [_shown(block) for block in found],
        "previous_link": link(number - 1) if number > 1 else None,
        "next_link": link(number + 1) if len(ids) > PER_PAGE else None,
    }
    return await page(datasette, request, "contacts.html", context)


async def block_page(request: Any, datasette: Any) -> Response:
    """One block: what it says, which sites showed it and when, and in which articles."""
    await datasette.ensure_permissions(request.actor, _PERMISSIONS)
    database = datasette.get_database(DATABASE)
    block_id = min(int(request.url_vars["id"]), 2**63 - 1)
    found = await contacts.blocks(database, [block_id])
    if not found or not found[0].shown:
        text = _("The archive has no contact block with this number.")
        return await message_page(datasette, request, _("Not found"), text, status=404)
    context = {
        "block": _shown(found[0]),
        "sites": dict(tuple(row) for row in await database.execute(_SITES)),
        "articles": await contacts.articles(database, block_id, ARTICLES),
        "total": sum(row["articles"] for row in found[0].shown),
    }
    return await page(datasette, request, "contact.html", context)


def _shown(block: contacts.ShownBlock) -> dict[str, object]:
    return {
        "id": block.id,
        "heading": block.heading,
        "scope": block.scope,
        "entries": [(entry, contact_link(entry)) for entry in block.entries],
        "shown": block.shown,
    }
