"""What a site's profile says a healthy run is: its table `[expect]`, as the archive keeps it with the profile."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Expect:
    """What a profile says a healthy run is. Shares are 0 to 1; None: held against the site's history alone."""

    #: Addresses of articles that a run sees on feeds, sitemaps and listings, at least.
    articles: int | None = None
    #: Shares of the pages read that have this field, at least.
    title: float | None = None
    published: float | None = None
    body: float | None = None
    byline: float | None = None
    captions: float | None = None
    contacts: float | None = None
    #: Mean share of the text in the articles' containers that some field took, at least.
    coverage: float | None = None
    #: Days since the last new article, at most.
    days_without_article: int | None = None
    #: Shares of the articles asked for that were blocked or failed, at most.
    blocked: float | None = None
    failed: float | None = None


def expectations(profile: str) -> Expect:
    """The `[expect]` table of a profile, as TOML text; what is no number there is left out. Never raises."""
    try:
        table = tomllib.loads(profile).get("expect", {})
    except ValueError:
        return Expect()
    known = {field.name for field in fields(Expect)}
    return Expect(
        **{name: value for name, value in table.items() if name in known and type(value) in (int, float)}
        if isinstance(table, dict)
        else {}
    )
