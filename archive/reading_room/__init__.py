"""The reading room: a Datasette plugin that makes the archive a place to read, search and cite.

Datasette finds it by its entry point. Without a database called `govnews` it does nothing. Whichever of Datasette
and this package is imported first, Datasette's plugin manager looks at this module once it is whole: so nothing here
imports, at its top, a module of Datasette's that loads plugins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

import pluggy
from datasette import NotFound, Response  # type: ignore[import-untyped]
from markupsafe import Markup

from archive.reading_room import (
    article_page,
    budget,
    capture_page,
    contacts,
    contacts_page,
    dates,
    errors,
    feeds,
    front,
    history_pages,
    i18n,
    operations,
    pictures,
    search_page,
    withheld,
)
from archive.reading_room.database import ArchiveDatabase, whole_archive
from archive.reading_room.doorway import doorway, without_strange_cookies
from archive.reading_room.pages import DATABASE, is_public
from archive.reading_room.security import guard, safe_link

hookimpl = pluggy.HookimplMarker("datasette")

#: Datasette's pages about itself that say more of the machine than a public reader needs.
_INTERNALS = re.compile(
    r"/-/(?:databases|threads|metadata|settings|config|plugins|versions|actor|messages|allow-debug|patterns)(?:\.json)?$"
)


@hookimpl
def startup(datasette: Any) -> None:
    """The archive's database is opened our way, by whatever command Datasette was started."""
    opened = datasette.databases.get(DATABASE)
    if opened is not None and not isinstance(opened, ArchiveDatabase):
        datasette.remove_database(DATABASE)
        datasette.add_database(ArchiveDatabase(datasette, opened.path), name=DATABASE)


@hookimpl
def register_routes(datasette: Any) -> list[tuple[Any, Callable[..., Any]]]:
    """Our pages, and a guard in front of Datasette's row pages."""
    if DATABASE not in datasette.databases:
        return []
    routes: list[tuple[Any, Callable[..., Any]]] = [
        (r"/$", front.front_page),
        (r"/search(?:\.(?P<format>json|atom))?$", search_page.search_page),
        (
            rf"/{DATABASE}/captures/(?P<id>[0-9]{{1,19}})/(?P<form>page|content|body|headers|warc\.gz)$",
            capture_page.capture_page,
        ),
        (r"/contacts$", contacts_page.directory),
        (r"/contacts/(?P<id>[0-9]{1,19})$", contacts_page.block_page),
        (r"/operations$", operations.operations_page),
        (r"/changes$", history_pages.changes_list),
        (r"/removals$", history_pages.removals_list),
        (rf"/{DATABASE}/articles/(?P<id>[0-9]{{1,19}})/history$", history_pages.history_page),
        (r"/changes\.atom$", feeds.changes_feed),
        (r"/removals\.atom$", feeds.removals_feed),
        (rf"/{DATABASE}/articles/(?P<id>[0-9]{{1,19}})$", article_page.article_page),
        (rf"/{DATABASE}/articles/(?P<id>[0-9]{{1,19}})\.bib$", article_page.article_bibtex),
        (rf"/{DATABASE}/articles/(?P<id>[0-9]{{1,19}})/versions/(?P<number>[0-9]{{1,9}})$", article_page.article_page),
        (
            rf"/{DATABASE}/articles/(?P<id>[0-9]{{1,19}})/changes/(?P<before>[0-9]{{1,9}})/(?P<after>[0-9]{{1,9}})$",
            article_page.changes_page,
        ),
        (r"/-/govnews/pictures/(?P<id>[0-9]{1,19})$", pictures.picture),
    ]
    routes = [(pattern, _ours(view)) for pattern, view in routes]
    # As Datasette's own, which takes every spelling of a row's address. Datasette's files are in `/-/`.
    routes.append((r"/(?!-/)(?P<database>[^\/\.]+)/(?P<table>[^/]+?)/(?P<pks>[^/]+?)(?:\.(?P<format>\w+))?$", row_page))
    if is_public(datasette):
        routes.append((_INTERNALS, _not_public))
    return routes


def _ours(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page of ours: it sees the whole archive, and answers for each article by its status."""

    @wraps(view)
    async def whole(*arguments: Any, **named: Any) -> Any:
        with whole_archive():
            return await view(*arguments, **named)

    return whole


async def row_page(request: Any, datasette: Any) -> Response:
    """Datasette's own page or data of a row, unless it tells of a withheld article."""
    from datasette.utils import tilde_decode, urlsafe_components  # type: ignore[import-untyped]
    from datasette.views.row import RowView  # type: ignore[import-untyped]

    given = request.url_vars
    if tilde_decode(given["database"]) == DATABASE:
        table, pk_values = tilde_decode(given["table"]), urlsafe_components(given["pks"])
        with whole_archive():
            is_withheld = await withheld.is_withheld_row(datasette, table, pk_values)
        if is_withheld:
            if given["format"] == "json":
                return Response.json({"ok": False, "error": "Withheld", "status": 410, "title": None}, status=410)
            return Response.text("This is withheld.\n", status=410)
        if table != table.lower():
            # SQLite takes any case for a table's name, Datasette's page of a row does not.
            path = datasette.urls.row(DATABASE, table.lower(), given["pks"], format=given["format"])
            query = f"?{request.query_string}" if request.query_string else ""
            return Response.redirect(f"{path}{query}", status=301)
    return await RowView(datasette).dispatch_request(request)


async def _not_public() -> Response:
    raise NotFound("Not found")


@hookimpl(wrapper=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """Our error pages in place of Datasette's own, which print a traceback for every address not found."""
    responses = yield
    return [errors.error_page(datasette, request, exception)] if DATABASE in datasette.databases else responses


@hookimpl(tryfirst=True)
def forbidden(datasette: Any, request: Any, message: str) -> Any:
    """Our page for what a reader may not see."""
    return errors.forbidden_page(datasette, request, message) if DATABASE in datasette.databases else None


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """The security headers, and the reader's language."""
    if DATABASE not in datasette.databases:
        return lambda app: app
    base_url = datasette.setting("base_url")
    return lambda app: budget.limit(guard(without_strange_cookies(i18n.speak(doorway(app, base_url)))))


@hookimpl
def permission_allowed(action: str, resource: Any) -> bool | None:
    """The full-text index's own tables are no one's to read: they would show what is withheld."""
    if action == "view-table" and resource[0] == DATABASE:
        # SQLite takes any case for a table's name.
        return False if resource[1].lower().startswith((withheld.FULL_TEXT, "sqlite_", "pragma_")) else None
    return None


@hookimpl
def prepare_connection(conn: Any, database: str) -> None:
    """A reader never writes, not even by a mistake of ours. `_internal` is Datasette's own, and is written."""
    if database == DATABASE:
        conn.create_function("govnews_fold", 1, contacts.fold, deterministic=True)
        conn.create_function("govnews_url_key", 2, withheld.key, deterministic=True)
        conn.create_function("govnews_without_links", 3, withheld.without_links, deterministic=True)
        conn.execute("PRAGMA query_only = ON")
        conn.execute("PRAGMA busy_timeout = 2000")


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """What our templates use."""
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(i18n.gettext, i18n.ngettext, newstyle=True)
    env.filters |= {"on": dates.on, "at": dates.at, "day": dates.day, "number": dates.number, "safe_link": safe_link}


@hookimpl
def extra_css_urls(database: str | None, datasette: Any) -> list[str]:
    """Datasette's own pages of the archive: long texts and the columns' descriptions take less room."""
    return [datasette.urls.static_plugins("govnews", "tables.css")] if database == DATABASE else []


@hookimpl
def render_cell(value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """A site in a table leads to its articles: `runs.site` and the like refer to a name, which is no row's address."""
    if database != DATABASE or column != "site" or table is None or not value:
        return None
    name, label = (value["value"], value["label"]) if isinstance(value, dict) else (value, value)
    path = datasette.urls.path("/search")
    return Markup('<a href="{}?site={}">{}</a>').format(path, name, label)


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """The way back from Datasette's pages."""
    if DATABASE not in datasette.databases:
        return []
    path = datasette.urls.path
    return [
        {"href": path("/"), "label": i18n.gettext("Reading room")},
        {"href": path("/search"), "label": i18n.gettext("Search")},
        {"href": path(f"/{DATABASE}"), "label": i18n.gettext("Tables")},
    ]
