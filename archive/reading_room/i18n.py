"""French and English: which language a reader gets, and every sentence of ours in it.

Sentences are written in English where they are used, and translated in one catalogue, `locale/fr.po`. Babel reads it
and knows how a language writes dates and numbers and makes plurals. `scripts/messages` brings it in step.
"""

from __future__ import annotations

import gettext as _gettext
import io
from collections.abc import Awaitable, Callable, MutableMapping
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Any

from babel.core import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

#: The languages there are, by their own names. The first is what the sentences are written in.
LANGUAGES = {"en": "English", "fr": "Français"}
COOKIE = "lang"

_chosen: ContextVar[str] = ContextVar("language", default="en")

App = Callable[[MutableMapping[str, Any], Any, Any], Awaitable[None]]


def language() -> str:
    """The language of the request that is being answered."""
    return _chosen.get()


@cache
def locale(name: str) -> Locale:
    """What Babel knows of a language of ours. In English the day comes first, as everywhere but in one country."""
    return Locale.parse({"en": "en_GB"}.get(name, name))


@cache
def _translations(name: str) -> _gettext.NullTranslations:
    catalogue = files("archive.reading_room") / "locale" / f"{name}.po"
    if not catalogue.is_file():
        return _gettext.NullTranslations()
    compiled = io.BytesIO()
    with catalogue.open("rb") as source:
        write_mo(compiled, read_po(source, locale=name))
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


def gettext(message: str, **values: object) -> str:
    """`message` in the reader's language; `values` take the places of `%(name)s`."""
    text = _translations(language()).gettext(message)
    return text % values if values else text


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form that goes with `number` in the reader's language."""
    return _translations(language()).ngettext(singular, plural, number)


def choose(asked: str | None, kept: str | None, wished: str) -> str:
    """A language of ours: the one asked for now, else the one kept from before, else the browser's wish (RFC 9110,
    12.5.4), else the first.

    >>> choose(None, None, "de-CH, fr;q=0.8, en;q=0.7"), choose("en", "fr", "fr"), choose("xx", "fr", "")
    ('fr', 'en', 'fr')
    """
    for candidate in (asked, kept):
        if candidate in LANGUAGES:
            return candidate
    wishes = []
    for wish in wished.split(",")[:20]:
        tag, _, quality = wish.partition(";")
        name = tag.strip().lower().partition("-")[0]
        if name in LANGUAGES:
            wishes.append((_quality(quality), name))
    best = max(wishes, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] > 0 else next(iter(LANGUAGES))


def _quality(text: str) -> float:
    name, _, value = text.strip().partition("=")
    try:
        return float(value) if name.strip().lower() == "q" else 1.0
    except ValueError:
        return 0.0


def speak(app: App) -> App:
    """`app`, answering each request in its reader's language; the choice of another is kept in a cookie."""
    from datasette.utils.asgi import Request  # type: ignore[import-untyped]

    async def speaking(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            request = Request(scope, receive)
            _chosen.set(choose(request.args.get("lang"), _kept(request), request.headers.get("accept-language", "")))
        await app(scope, receive, send)

    return speaking


def _kept(request: Any) -> str | None:
    from http.cookies import CookieError

    try:
        kept = request.cookies.get(COOKIE)
    except CookieError:
        return None
    return kept if isinstance(kept, str) else None
