"""What every request passes before Datasette: its Host, its cookies, and the path that a proxy serves it under.

Datasette means `base_url` to be taken off each address by a proxy, and to be put before each link: what it makes of the
request's own address has it twice else. So it is taken off here, and put before the few links and redirects of its that
lack it then: those to the page itself, with other arguments.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from archive.reading_room.i18n import gettext as _

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Any, Send], Awaitable[None]]

#: A host with or without a port (RFC 9110, 7.2; RFC 3986, 3.2.2), in lower case. Empty is allowed where there is none.
_HOST = re.compile(rb"(?:\[[0-9a-f:.]{2,45}\]|[0-9a-z!$&'()*+,;=._~-]{0,253})(?::(?P<port>[0-9]{0,5}))?")
#: The cookies that this server sets; no other is anything to it.
_COOKIES = {b"lang", b"ds_actor", b"ds_messages", b"ds_csrftoken"}


def doorway(app: App, base_url: str) -> App:
    """`app` for requests that are in order; `base_url` is as Datasette's setting, `/` or `/archive/`."""

    async def at_the_door(scope: MutableMapping[str, Any], receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = [(bytes(name).lower(), bytes(value)) for name, value in scope.get("headers") or []]
        path = bytes(scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0]
        if not all(_is_host(value) for name, value in headers if name == b"host"):
            await _say(send, 400, _("The request names no host that there could be (its Host header)."))
        elif not path.isascii():
            await _say(send, 400, _("The address has characters that have to be percent-encoded."))
        elif f"{path.decode()}/" == base_url:
            await _say(send, 301, base_url, location=base_url)
        else:
            inside = {**scope}
            base = base_url.encode()
            if base_url != "/" and path.startswith(base):
                path = b"/" + path[len(base) :]
                inside |= {"raw_path": path, "path": "/" + scope["path"][len(base_url) :]}
            await app(inside, receive, send if base_url == "/" else _put_before(base, path, send))

    return at_the_door


def _is_host(value: bytes) -> bool:
    found = _HOST.fullmatch(value.strip().lower())
    return found is not None and int(found["port"] or 0) < 65536


def without_strange_cookies(app: App) -> App:
    """`app`, which sees of the cookies those that this server sets."""

    async def without(scope: MutableMapping[str, Any], receive: Any, send: Send) -> None:
        if scope["type"] == "http":
            headers = [(bytes(name).lower(), bytes(value)) for name, value in scope.get("headers") or []]
            scope = {**scope, "headers": [pair for header in headers if (pair := _known_cookies(*header))]}
        await app(scope, receive, send)

    return without


def _known_cookies(name: bytes, value: bytes) -> tuple[bytes, bytes] | None:
    """The header, without the cookies that others set on this host: they come in any encoding and form."""
    if name != b"cookie":
        return name, value
    pairs = (pair.strip() for pair in value.split(b";"))
    known = [pair for pair in pairs if pair.isascii() and pair.partition(b"=")[0] in _COOKIES]
    return (name, b"; ".join(known)) if known else None


def _put_before(base: bytes, path: bytes, send: Send) -> Send:
    """`send`, for the answer to a request for `path` below `base`."""
    # Redirects of Datasette's router to another spelling of the page.
    own = {path.rstrip(b"/"), path.replace(b"~", b"~7E").replace(b"%", b"~").replace(b".", b"~2E")}
    is_page = False

    async def put(message: Message) -> None:
        nonlocal is_page
        if message["type"] == "http.response.start":
            given = [(bytes(name).lower(), bytes(value)) for name, value in message.get("headers", [])]
            is_page = any(name == b"content-type" and value.startswith(b"text/html") for name, value in given)
            headers = [(name, moved(value) if name == b"location" else value) for name, value in given]
            message = {**message, "headers": headers}
        elif is_page and message.get("body"):
            html = message["body"]
            for end in (b"?", b'"'):
                html = html.replace(b'href="' + path + end, b'href="' + base + path[1:] + end)
            message = {**message, "body": html}
        await send(message)

    def moved(location: bytes) -> bytes:
        is_ours = location.startswith(b"/") and not location.startswith(b"//")
        has_it = location.startswith(base) and location.partition(b"?")[0] not in own
        return base + location[1:] if is_ours and not has_it else location

    return put


async def _say(send: Send, status: int, text: str, location: str | None = None) -> None:
    body = f"{text}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    headers += [(b"location", location.encode())] if location else []
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
