"""What a site answered in an article's place, in a sentence: the evidence of a removal, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.reading_room.i18n import gettext as _

#: The last answer that an article's removal rests on.
LAST_ANSWER = """
    SELECT http_status, outcome, reason, url, requested_url FROM captures
    WHERE article_id = ? AND outcome IN ('missing', 'gone', 'soft_404') AND fetched_at >= ?
    ORDER BY fetched_at DESC, id DESC LIMIT 1
"""


def in_words(capture: Mapping[str, Any]) -> str:
    """What the site answered, as a sentence; `capture` is a row of `captures` with the columns of LAST_ANSWER."""
    if capture["outcome"] == "gone":
        return _("The site answers that it is gone for good (410).")
    if capture["outcome"] == "missing":
        return _("The site answers “not found” (404).")
    words = _sentences().get(capture["reason"] or "words") or _sentences()["words"]
    if capture["url"] == capture["requested_url"]:
        return words
    return words + " " + _("Its address leads to %(url)s.", url=capture["url"])


def _sentences() -> dict[str, str]:
    return {
        "words": _("The site shows a page that says “not found” in its place."),
        "home": _("The site shows its home page in its place."),
        "canonical": _("The site shows a page in its place that says it is the home page."),
        "error_page": _("The site shows an error page in its place."),
        "listing": _("The site shows a list of news in its place."),
        "search": _("The site shows a search page in its place."),
        "section": _("The site shows a page in its place that is no article."),
        "other": _("The site shows another text in its place."),
        "probe": _("The site shows what it shows for addresses that do not exist."),
    }
