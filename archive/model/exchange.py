"""What passes from the crawler to the archive: one exchange with a server, and what a parser found in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from archive.model.article import Article

#: What a URL was asked for as.
CaptureKind = Literal["article", "listing", "feed", "sitemap", "robots", "home", "image", "document"]

#: What an answer says by itself, before it is compared with earlier ones.
Verdict = Literal["ok", "unchanged", "redirect", "missing", "gone", "soft_404", "blocked", "failed"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, as they crossed the wire.

    `request` and `response` are whole HTTP messages' heads, with their blank line; `body` is the answer's body
    still transfer- and content-encoded as served. `requested_url` is the URL that this chain of redirects began
    with, equal to `url` where there was none. `fetched_at` is when the answer began, UTC, ISO 8601 with `Z`.
    """

    site: str
    run_id: int
    kind: CaptureKind
    url: str
    requested_url: str
    fetched_at: str
    request: bytes
    response: bytes
    body: bytes
    ip: str | None = None
    #: Why the body is shorter than the server meant it to be: `length` (the size limit), `disconnect`; or None.
    truncated: str | None = None
    #: Of an answer that somebody else archived: the file that it was imported from, the record's id there, and its date
    #: as it stands there where that is not `fetched_at`.
    imported_from: str | None = None
    imported_record: str | None = None
    imported_date: str | None = None


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A stored answer as a parser wants it: the decoded payload, where it came from, and under which profile."""

    url: str
    status: int
    payload: bytes
    #: The charset that the Content-Type header names, if any.
    encoding: str | None
    kind: CaptureKind
    site: str
    #: The site's profile in force when it was fetched, as TOML text.
    profile: str
    requested_url: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the parser says of a stored page: what kind of answer it is, and the article if it is one.

    `onward` is where a page that is none sends its reader, for a `redirect`.
    """

    answer: Verdict
    article: Article | None = None
    onward: str | None = None


#: The parser, handed to the archive by whoever opens it. Pure: no network, no clock, no database.
Parse = Callable[[StoredPage], Parsed]
