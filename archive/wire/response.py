"""An answer taken apart once: its head, its payload, their digests, and what the status alone says of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from archive.model.bounds import is_beyond
from archive.wire.http import Head, decode, parse_head
from archive.wire.records import Outcome

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
#: The server refuses us, or asks us to prove something: it says nothing of the page.
_BLOCKED = frozenset({401, 402, 403, 407, 429, 451})
_PAGES = (None, "text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Response:
    """`payload` is the decoded body; `problem` says why it is not all of it: `length`, `disconnect`, `limit`, …"""

    head: Head
    payload: bytes
    problem: str | None
    sha256: str
    body_sha256: str

    @property
    def verdict(self) -> Outcome | None:
        """What the status says of the page; None where the page has to be looked at."""
        status = self.head.status
        if status == 304:
            return "unchanged"
        if status in _REDIRECTS and self.head.get("location"):
            return "redirect"
        if status in (404, 410):
            return "missing" if status == 404 else "gone"
        if status in _BLOCKED:
            return "blocked"
        # Nobody asked for a part: a 206 is not the page.
        return None if 200 <= status < 300 and status != 206 and self.problem is None else "failed"


def take_apart(response: bytes, body: bytes, truncated: str | None, *, digests: bool = True) -> Response:
    """The answer of a head and a body as served. Never raises. Without `digests`, these are empty."""
    head = parse_head(response)
    decoded = decode(head, body)
    problem = truncated or decoded.problem or ("limit" if _is_beyond_parsers(head, decoded.data) else None)
    if not digests:
        return Response(head, decoded.data, problem, "", "")
    body_sha256 = hashlib.sha256(body).hexdigest()
    sha256 = body_sha256 if decoded.data is body else hashlib.sha256(decoded.data).hexdigest()
    return Response(head, decoded.data, problem, sha256, body_sha256)


def _is_beyond_parsers(head: Head, payload: bytes) -> bool:
    """Whether a page is so long, or has so many nodes, that no parser is given it; it is kept all the same."""
    return head.media_type in _PAGES and is_beyond(payload)
