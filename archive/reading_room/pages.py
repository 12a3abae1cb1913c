"""Pages of the reading room: rendered from our templates, under our policy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import Response  # type: ignore[import-untyped]

from archive.reading_room.i18n import COOKIE, LANGUAGES, language
from archive.reading_room.security import OUR_POLICY

#: The database's name in Datasette, and so in every address of the archive.
DATABASE = "govnews"
_YEAR = 365 * 24 * 3600


def is_public(datasette: Any) -> bool:
    """Whether `govnews serve --public` opened this Datasette."""
    return bool((datasette.plugin_config("govnews") or {}).get("public"))


async def page(
    datasette: Any,
    request: Any,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
    policy: str = OUR_POLICY,
) -> Response:
    """The template `govnews/<template>` as an answer. `context` may name no function: templates only show."""
    spoken = {"spoken": language(), "other_languages": _switch(request)}
    html = await datasette.render_template(f"govnews/{template}", {**context, **spoken}, request=request)
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"}
    response = Response.html(html, status=status, headers=headers)
    if request.args.get("lang") in LANGUAGES:
        path = datasette.setting("base_url")
        response.set_cookie(COOKIE, language(), max_age=_YEAR, path=path, httponly=True)
    return response


def _switch(request: Any) -> list[tuple[str, str, str]]:
    """The other languages: tag, name, and this page's address in it, relative to itself."""
    kept = [(name, value) for name, value in parse_qsl(request.query_string, errors="replace") if name != "lang"]
    others = ((tag, name) for tag, name in LANGUAGES.items() if tag != language())
    return [(tag, name, f"?{urlencode([*kept, ('lang', tag)])}") for tag, name in others]


async def message_page(datasette: Any, request: Any, title: str, text: str, *, status: int) -> Response:
    """A page that only says something: what was not found, or why there is nothing to show."""
    return await page(datasette, request, "message.html", {"title": title, "text": text}, status=status)


def article_path(datasette: Any, article_id: int, version: int | None = None) -> str:
    """Where an article is read, or one of its versions."""
    path = f"/{DATABASE}/articles/{article_id}"
    return str(datasette.urls.path(path if version is None else f"{path}/versions/{version}"))


def page_number(request: Any) -> int:
    """The `page` of a query string, from 1; what is no such number is 1."""
    text = (request.args.get("page") or "").strip()
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
