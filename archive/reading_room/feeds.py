"""Atom feeds (RFC 4287): of any search, of changed articles, of vanished ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

from datasette import Response  # type: ignore[import-untyped]

from archive.model.clock import moment, text
from archive.reading_room.history_pages import CHANGED, VANISHED, of_site
from archive.reading_room.i18n import gettext as _
from archive.reading_room.pages import DATABASE, article_path

#: Characters that XML 1.0 has no place for (section 2.2).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00Z"
#: How many entries a feed has at most.
ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `link` is absolute; `updated` and `published` are ISO 8601."""

    link: str
    title: str
    updated: str | None
    published: str | None = None
    summary: str | None = None
    author: str | None = None


def atom(title: str, here: str, page: str, entries: Iterable[Entry]) -> Response:
    """A feed at the absolute URL `here`, of what `page` shows people."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    entries = list(entries)

    def add(parent: ElementTree.Element, name: str, value: str | None = None, **attributes: str) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        element.text = _NOT_XML.sub("\ufffd", value) if value else None
        return element

    add(feed, "id", here)
    add(feed, "title", title)
    add(feed, "updated", max((_rfc3339(entry.updated) for entry in entries), default=_NEVER))
    add(feed, "link", rel="self", href=here, type="application/atom+xml")
    add(feed, "link", rel="alternate", href=page, type="text/html")
    add(add(feed, "author"), "name", "govnews")
    for entry in entries:
        element = add(feed, "entry")
        add(element, "id", entry.link)
        add(element, "title", entry.title)
        add(element, "link", rel="alternate", href=entry.link, type="text/html")
        add(element, "updated", _rfc3339(entry.updated))
        if entry.published and moment(entry.published):
            add(element, "published", _rfc3339(entry.published))
        if entry.author:
            add(add(element, "author"), "name", entry.author)
        if entry.summary:
            add(element, "summary", entry.summary)
    body = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(body, content_type="application/atom+xml; charset=utf-8")


def _rfc3339(value: str | None) -> str:
    """A date-time as RFC 3339 has it, in UTC, so that texts compare as times do."""
    at = moment(value)
    return text(at) if at else _NEVER


async def changes_feed(request: Any, datasette: Any) -> Response:
    """/changes.atom: the latest new versions of articles."""

    def entry(row: Any) -> Entry:
        path = f"{article_path(datasette, row['id'])}/changes/{row['number'] - 1}/{row['number']}"
        link = datasette.absolute_url(request, path)
        return Entry(
            link, row["title"] or _("Untitled"), row["seen_at"], summary=_("Version %(number)s", number=row["number"])
        )

    return await _feed(request, datasette, "/changes", _("Changed articles"), CHANGED, entry)


async def removals_feed(request: Any, datasette: Any) -> Response:
    """/removals.atom: articles that their site no longer shows."""

    def entry(row: Any) -> Entry:
        why = _("The site says that it is gone.") if row["status"] == "gone" else _("It is no longer found.")
        summary = f"{why} {_('The archive keeps its text.')}"
        link = datasette.absolute_url(request, article_path(datasette, row["id"]))
        return Entry(link, row["title"] or _("Untitled"), row["missing_since"], summary=summary)

    return await _feed(request, datasette, "/removals", _("Vanished articles"), VANISHED, entry)


async def _feed(
    request: Any, datasette: Any, people: str, title: str, sql: str, entry: Callable[[Any], Entry]
) -> Response:
    await datasette.ensure_permissions(request.actor, [("view-table", (DATABASE, "articles")), "view-instance"])
    rows = await datasette.get_database(DATABASE).execute(sql, of_site(request, limit=ENTRIES))
    entries = [entry(row) for row in rows]
    query = (
        f"?{urlencode({'site': site}, errors='replace')}" if (site := (request.args.get("site") or "").strip()) else ""
    )
    paths = (f"{datasette.urls.path(path)}{query}" for path in (f"{people}.atom", people))
    here, page = (datasette.absolute_url(request, path) for path in paths)
    title = f"{title} · {site}" if site else title
    return atom(f"{title} · govnews", here, page, entries)
