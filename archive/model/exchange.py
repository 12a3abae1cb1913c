"""What passes from the crawler to the archive: one exchange with a server, and what a parser found in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from archive.model.article import Article

#: What a URL was asked for as.
CaptureKind = Literal["article", "listing", "feed", "sitemap", "robots", "home", "image", "document", "probe"]

#: What an answer says by itself, before it is compared with earlier ones.
Verdict = Literal["ok", "unchanged", "redirect", "missing", "gone", "soft_404", "empty", "blocked", "failed"]

#: What makes an answer none that shows its article. Of a removal: a page that says so in `words`; the `home` page, or
#: one that names it as its canonical address (`canonical`); an `error_page`; a `listing`, a `search` or another page
#: that is no article (`section`); another text than the article's (`other`); what the site answers to addresses that
#: cannot exist (`probe`). Of an answer that says nothing of the article: no text (`no_text`), nothing left of what the
#: article was (`nothing_left`); an error of the site's software (`software`), `maintenance`, no web page (`not_html`);
#: a `challenge`, or a wall that asks for `consent`.
Reason = Literal[
    "words",
    "home",
    "canonical",
    "error_page",
    "listing",
    "search",
    "section",
    "other",
    "probe",
    "no_text",
    "nothing_left",
    "software",
    "maintenance",
    "not_html",
    "challenge",
    "consent",
]


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

    `onward` is where a page that is none sends its reader, for a `redirect`. `reason` is what the answer rests on where
    it is none that shows an article; with `ok`, why the page to which a redirect led is an article only if it tells
    what the article said before.
    """

    answer: Verdict
    article: Article | None = None
    onward: str | None = None
    reason: Reason | None = None


#: The parser, handed to the archive by whoever opens it. Pure: no network, no clock, no database.
Parse = Callable[[StoredPage], Parsed]
