"""What went wrong, in one sentence, on a page or as JSON; a traceback goes to the log, and only for a defect."""

from __future__ import annotations

import logging
from typing import Any

from datasette import Response  # type: ignore[import-untyped]
from datasette.database import QueryInterrupted  # type: ignore[import-untyped]

from archive.reading_room.i18n import gettext as _
from archive.reading_room.pages import message_page

log = logging.getLogger(__name__)


def _title(status: int) -> str:
    titles = {
        400: _("This cannot be answered"),
        403: _("Not for everyone"),
        404: _("Not found"),
        500: _("Something is broken here"),
    }
    return titles.get(status) or _("Error %(status)s", status=status)


async def error_page(datasette: Any, request: Any, exception: Exception) -> Response:
    """The answer to a request that raised `exception`."""
    from datasette.views.base import DatasetteError  # type: ignore[import-untyped]

    status, title = int(getattr(exception, "status", 500)), None
    text = str(getattr(exception, "message", None) or exception)
    too_long = _("This takes longer than the reading room allows. A narrower question is answered sooner.")
    if isinstance(exception, QueryInterrupted):
        status, title, text = 503, _("Too much to search"), too_long
    elif isinstance(exception, DatasetteError):
        title = exception.title
        # Datasette's only message in HTML is that of a query beyond the time limit.
        text = too_long if exception.message_is_html else text
    elif status == 500:
        log.error("%s failed", request.path, exc_info=exception)
        text = _("The reading room could not make this page. Whoever runs it finds the reason in its log.")
    elif status == 404 and (text == "404" or not request.path.endswith(".json")):
        text = _("There is nothing at this address.")
    return await _answer(datasette, request, status, title or _title(status), text)


async def forbidden_page(datasette: Any, request: Any, message: str) -> Response:
    """The answer to a request that is not allowed."""
    return await _answer(datasette, request, 403, _title(403), message)


async def _answer(datasette: Any, request: Any, status: int, title: str, text: str) -> Response:
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "error": text, "status": status, "title": title}, status=status)
    return await message_page(datasette, request, title, text, status=status)
