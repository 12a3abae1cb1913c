"""A site profile as the rest of the code sees it: everything that is particular to one site, and nothing else.

`scraper.profiles.reader` reads these from TOML. What each key means to the person who writes a profile stands in
`docs/adding-a-site.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.model.expectations import Expect


@dataclass(frozen=True, slots=True)
class DiscoveryRules:
    """Where article URLs come from. Patterns are regular expressions searched in the URL's path and query."""

    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    article_patterns: tuple[str, ...] = ()
    exclude_patterns: tuple[str, ...] = ()
    #: How many pages of one paginated listing a run follows at most.
    listing_pages: int = 20


@dataclass(frozen=True, slots=True)
class Politeness:
    """How the site wants to be visited. `delay` is in seconds; robots.txt's Crawl-delay wins where it is longer."""

    delay: float = 2.0
    concurrency: int = 1
    #: How many articles that were fetched before a run looks at again, at most.
    rechecks: int = 500
    #: Whether a run asks for one address that cannot exist.
    probe: bool = True
    obey_robots: bool = True
    #: Why robots.txt may be overridden here (a legal deposit law, say); needed where `obey_robots` is false.
    legal_basis: str | None = None
    #: Hours of the day, UTC, in which the site may be crawled: `22:00-06:00`.
    hours: str | None = None
    #: Addresses on loopback and in private networks are refused unless the profile allows them (the demo's do).
    allow_private_addresses: bool = False


@dataclass(frozen=True, slots=True)
class MediaRules:
    """Whether pictures and documents of articles are fetched, and how large they may be (1 MB: 1,000,000 bytes)."""

    fetch: bool = False
    image_size: int = 10
    document_size: int = 30


@dataclass(frozen=True, slots=True)
class Layout:
    """Selectors for one of the looks that a site's pages have, tried when `match` finds something.

    `match` and the selectors are CSS, or XPath when they begin with `/` or `./`. Keys of `fields` are names of
    Article attributes (and `remove`, for what is no part of the article).
    """

    name: str
    match: str | None = None
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Site:
    """One site's profile. `name` is the TOML file's name; `country` is ISO 3166-1 alpha-2, `language` BCP 47."""

    name: str
    title: str
    home_url: str
    language: str | None = None
    country: str | None = None
    enabled: bool = True
    #: The site's own words on reuse, and the licence's name or URL.
    rights: str | None = None
    licence: str | None = None
    #: The day the profile was last checked against the live site; None: never.
    verified: str | None = None
    note: str | None = None
    #: What former addresses began with -> what present ones begin with, as `archive.model.identity.url_key` takes them.
    former_domains: Mapping[str, str] = field(default_factory=dict)
    discovery: DiscoveryRules = DiscoveryRules()
    politeness: Politeness = Politeness()
    media: MediaRules = MediaRules()
    #: What a healthy run of this site is; what is left out is held against the site's history alone.
    expect: Expect = field(default_factory=Expect)
    layouts: tuple[Layout, ...] = ()
    #: The profile as it stands in its file.
    source: str = ""
