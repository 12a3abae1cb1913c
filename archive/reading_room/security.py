"""What a stored page says can never run here: response headers, and the only links that are followed.

Stored text reaches a page through Jinja's autoescaping alone; the headers are the second wall. Our own pages need
no script, no inline style and nothing from elsewhere. Datasette's pages need their scripts, which are allowed by
the hash of each inline script in Datasette's installed templates, and inline styles.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Any, Send], Awaitable[None]]

#: For pages of the reading room (Content Security Policy Level 3).
OUR_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

#: For answers that are no page: data, pictures, downloads.
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

#: For every answer. No site learns from a link that it was read about here.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}

_SCHEMES = {"http", "https", "mailto", "tel"}
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")
_INLINE_SCRIPT = re.compile(r"<script>((?:(?!</?script>).)*+)</script>", re.DOTALL)


def safe_link(url: str | None) -> str | None:
    """`url` if a reader may follow it: absolute, and http, https, mailto or tel. None otherwise.

    Browsers drop control characters inside a scheme, so an address that has any is refused.

    >>> safe_link("https://example.gov/a?b=1"), safe_link("java\\tscript:alert(1)"), safe_link("//evil.example")
    ('https://example.gov/a?b=1', None, None)
    """
    url = (url or "").strip(" ")
    if not url or _CONTROL.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or (parts.scheme.lower().startswith("http") and not parts.netloc):
        return None
    return url


def json_for_script(text: str) -> Markup:
    """JSON text that cannot leave the script element it is put into, nor open a comment there."""
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


@cache
def datasette_policy() -> str:
    """The strictest policy that Datasette's own pages work with."""
    hashes = " ".join(f"'sha256-{digest}'" for digest in sorted(_inline_script_hashes()))
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _inline_script_hashes() -> set[str]:
    templates = resources.files("datasette") / "templates"
    hashes = set()
    for template in templates.iterdir():
        if not template.name.endswith(".html"):
            continue
        for script in _INLINE_SCRIPT.findall(template.read_text(encoding="utf-8")):
            for value in ("true", "false"):
                text = script.replace("{{ datasette_allow_facet }}", value)
                if "{{" not in text and "{%" not in text:
                    hashes.add(base64.b64encode(hashlib.sha256(text.encode()).digest()).decode())
    return hashes


def guard(app: App) -> App:
    """`app` with the headers of this module on every answer; a view's own policy, and who may frame it, stay."""

    async def guarded(scope: MutableMapping[str, Any], receive: Any, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _with_headers(list(message.get("headers", [])))}
            await send(message)

        await app(scope, receive, send_guarded if scope["type"] == "http" else send)

    return guarded


def _with_headers(headers: list[Any]) -> list[Any]:
    present = {bytes(name).lower(): bytes(value) for name, value in headers}
    html = present.get(b"content-type", b"").startswith(b"text/html")
    wanted = {**HEADERS, "Content-Security-Policy": datasette_policy() if html else DATA_POLICY}
    ours = [(name.lower().encode(), value.encode()) for name, value in wanted.items()]
    # A view may say otherwise of these: only the page as captured does, which is shown in a frame of ours.
    own = {b"content-security-policy", b"x-frame-options"}
    replaced = {name for name, _ in ours if name not in own}
    kept = [(name, value) for name, value in headers if bytes(name).lower() not in replaced]
    return kept + [(name, value) for name, value in ours if name in replaced or name not in present]
