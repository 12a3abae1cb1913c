"""The records that an archive is made of, and the receipt that comes back when an exchange is stored.

Every function here makes the drafts of WARC records; `archive.tables.apply` makes rows of them. The fields that begin
with `Govnews-` are our extension fields; `docs/archive-format.md` describes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from archive.model.exchange import CaptureKind, Exchange
from archive.wire.warc import NewRecord, digest, record_id

#: What became of an exchange, once it was compared with earlier ones.
Outcome = Literal[
    "new",
    "changed",
    "unchanged",
    "moved",
    "ok",
    "redirect",
    "missing",
    "gone",
    "soft_404",
    "empty",
    "blocked",
    "failed",
]

#: WARC 1.1, 6.7.2 and 6.7.3.
IDENTICAL_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

#: What our own records say they are, in the field of this name.
MEANING = "Govnews-Record"
TABLES = "tables"


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """A site as the archive describes it, with the profile in force. `moves` is what `url_key` takes."""

    name: str
    profile: str
    title: str | None = None
    country: str | None = None
    language: str | None = None
    home_url: str | None = None
    rights: str | None = None
    licence: str | None = None
    verified: str | None = None
    moves: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FoundUrl:
    """A URL that discovery found. `lastmod` is ISO 8601 as the feed or sitemap says; `found_on` is its URL."""

    url: str
    lastmod: str | None = None
    found_on: str | None = None
    kind: CaptureKind = "article"


@dataclass(frozen=True, slots=True)
class Stored:
    """The archive's receipt: these bytes are on the disk, and these rows are committed.

    `content_sha256` is the content digest where the answer was parsed as an article (or a 304 vouches for one).
    """

    capture_id: int
    outcome: Outcome
    article_id: int | None = None
    content_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """The earlier response whose body a revisit record does not repeat."""

    url: str
    fetched_at: str
    body_sha256: str


def response(exchange: Exchange, status: int, body_sha256: str, original: Original | None) -> NewRecord:
    """The answer: a response record, or where `original` has the same body, or a 304 vouches for it, a revisit."""
    fields = {
        "WARC-Type": "revisit" if original else "response",
        "WARC-Record-ID": record_id(),
        "WARC-Date": exchange.fetched_at,
        "WARC-Target-URI": exchange.url,
        "Content-Type": "application/http; msgtype=response",
        "WARC-Payload-Digest": f"sha256:{original.body_sha256 if original else body_sha256}",
        "Govnews-Site": exchange.site,
        "Govnews-Run": str(exchange.run_id),
        "Govnews-Kind": exchange.kind,
        "Govnews-Requested-URI": exchange.requested_url,
        # A revisit record does not have the body; and heads that end oddly are told from it all the same.
        "Govnews-Body-Length": str(len(exchange.body)),
    }
    if exchange.ip:
        fields["WARC-IP-Address"] = exchange.ip
    if exchange.truncated:
        fields["WARC-Truncated"] = exchange.truncated
    if exchange.imported_from:
        fields["Govnews-Imported-From"] = exchange.imported_from
        fields["Govnews-Imported-Record-ID"] = exchange.imported_record or ""
    if exchange.imported_date:
        fields["Govnews-Imported-Date"] = exchange.imported_date
    if original is None:
        return NewRecord(fields, exchange.response + exchange.body)
    fields["WARC-Profile"] = NOT_MODIFIED if status == 304 else IDENTICAL_PAYLOAD
    fields["WARC-Refers-To-Target-URI"] = original.url
    fields["WARC-Refers-To-Date"] = original.fetched_at
    return NewRecord(fields, exchange.response)


def request(exchange: Exchange, answer: NewRecord) -> NewRecord:
    """What was asked, tied to the record of the answer."""
    fields = {
        "WARC-Type": "request",
        "WARC-Date": exchange.fetched_at,
        "WARC-Target-URI": exchange.url,
        "Content-Type": "application/http; msgtype=request",
        "WARC-Concurrent-To": answer.fields["WARC-Record-ID"],
    }
    return NewRecord(fields, exchange.request)


def profile(site: SiteRecord, at: str) -> NewRecord:
    """The site's profile, as its file stands."""
    block = site.profile.encode()
    fields = {
        "WARC-Type": "resource",
        "WARC-Date": at,
        "WARC-Target-URI": f"urn:govnews:profile:{site.name}",
        "Content-Type": "application/toml",
        "WARC-Payload-Digest": digest(block),
        "Govnews-Site": site.name,
        MEANING: "profile",
    }
    return NewRecord(fields, block)


def run_start(site: SiteRecord, run_id: int, parser_version: str, at: str, outcome: str | None = None) -> NewRecord:
    """A run begins, under the profile that was recorded before it. An import has its outcome from the start."""
    names = ("title", "country", "language", "home_url", "rights", "licence", "verified")
    said = {
        **{name: getattr(site, name) for name in names},
        "moves": dict(site.moves),
        "profile": digest(site.profile.encode()).removeprefix("sha256:"),
        "parser_version": parser_version,
    }
    if outcome is not None:
        said["outcome"] = outcome
    return _metadata("run-start", at, said, site.name, run_id)


def run_end(site: str, run_id: int, outcome: str, counts: Mapping[str, int], reason: str | None, at: str) -> NewRecord:
    """A run's summary."""
    return _metadata("run-end", at, {"outcome": outcome, "counts": dict(counts), "reason": reason}, site, run_id)


def found(site: str, run_id: int, urls: Iterable[FoundUrl], at: str) -> NewRecord:
    """URLs that discovery found and the archive did not know."""
    said = {"urls": [[url.url, url.kind, url.found_on, url.lastmod] for url in urls]}
    return _metadata("found", at, said, site, run_id)


def failure(site: str, run_id: int, kind: CaptureKind, url: str, reason: str, at: str) -> NewRecord:
    """A request that got no answer at all."""
    return _metadata("failure", at, {"url": url, "kind": kind, "reason": reason}, site, run_id)


def withholding(url: str, key: str, reason: str, at: str) -> NewRecord:
    """The article at `url` is withheld from readers, for a public reason. `key` is its URL key."""
    return _metadata("withhold", at, {"url": url, "key": key, "reason": reason})


def release(url: str, key: str, reason: str | None, at: str) -> NewRecord:
    """A withheld article is shown again."""
    return _metadata("release", at, {"url": url, "key": key, "reason": reason})


def event(kind: str, thing: str, outcome: str, detail: str | None, at: str) -> NewRecord:
    """Something was done to the archive itself: a torn file was cut, an audit was made."""
    return _metadata("event", at, {"kind": kind, "object": thing, "outcome": outcome, "detail": detail})


def tables(digests: Mapping[str, str], schema: int, at: str) -> NewRecord:
    """The digests of the tables, as the records before this one made them under `schema`. It makes no rows."""
    return _metadata(TABLES, at, {"schema": schema, "digests": dict(digests)})


def _metadata(
    meaning: str, at: str, said: Mapping[str, object], site: str | None = None, run_id: int | None = None
) -> NewRecord:
    fields = {"WARC-Type": "metadata", "WARC-Date": at, "Content-Type": "application/json", MEANING: meaning}
    if site is not None:
        fields["Govnews-Site"] = site
    if run_id is not None:
        fields["Govnews-Run"] = str(run_id)
    return NewRecord(fields, json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
