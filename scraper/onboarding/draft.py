"""The files of a new site: its profile, a saved page, and what it yields, for a person to correct."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.model.article import Article
from archive.model.errors import ArchiveError
from scraper import places
from scraper.hosts import domain_of
from scraper.onboarding.survey import Sample, Survey
from scraper.parsers import parse_article
from scraper.profiles.reader import SITES_VARIABLE, packaged_sites, parse_profile
from scraper.profiles.site import Politeness, Site

_HOST = re.compile(r"[\d.:]+")


class Exists(ArchiveError):  # noqa: N818 - the name says what is the case
    """A file that would be written is there already."""


@dataclass(frozen=True, slots=True)
class ProfileDraft:
    """The three files of a site called `name`, and where they lie."""

    profile: Path
    page: Path
    expected: Path

    @classmethod
    def of(cls, name: str) -> ProfileDraft:
        """In a checkout where the test suite looks; with GOVNEWS_SITES, and in an installed wheel, side by side."""
        folder = os.environ.get(SITES_VARIABLE)
        sites = Path(folder) if folder else packaged_sites()
        root = None if folder else places.checkout()
        pages = root / "tests" / "scraper" / "sites" if root else sites
        return cls(sites / f"{name}.toml", pages / f"{name}.html", pages / f"{name}.json")

    def check(self, *, force: bool) -> None:
        """Raise Exists where a file would be overwritten, unless by `force`."""
        for path in (self.profile, self.page, self.expected):
            if path.exists() and not force:
                raise Exists(f"{path} is there already; choose another --name, or overwrite it with --force")

    def write(self, survey: Survey, *, verified: str | None) -> Sample:
        """Write what `survey` found; the sample that was saved. Raises OSError."""
        text = profile_text(survey, verified=verified)
        site = parse_profile(text, self.profile.stem)
        sample = max(survey.samples, key=lambda one: one.richness)
        article = parse_article(sample.page.body, sample.page.url, encoding=sample.page.encoding, site=site)
        expected: dict[str, Any] = as_written(article)
        if sample.page.encoding:
            expected["encoding"] = sample.page.encoding
        for path in (self.profile, self.page, self.expected):
            path.parent.mkdir(parents=True, exist_ok=True)
        self.profile.write_text(text, encoding="utf-8")
        self.page.write_bytes(sample.page.body)
        self.expected.write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return sample


def name_of(site: Site) -> str:
    """What a site may be called: its domain's first label; its title where the domain is an address of digits.

    >>> name_of(Site("", "Rivers Agency", "https://www.rivers.gov.uk/")), name_of(Site("", "Élan (demo)", "http://[::1]/"))
    ('rivers', 'lan-demo')
    """
    domain = domain_of(site.home_url)
    words = site.title if _HOST.fullmatch(domain.strip("[]")) or "[" in domain else domain.partition(".")[0]
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:40].strip("-") or "site"


def as_written(article: Article) -> dict[str, Any]:
    """The article's fields in the form in which a person writes them down beside a saved page."""
    return {
        **{name: getattr(article, name) for name in ("url", "title", "kicker", "byline", "published", "modified")},
        **{name: getattr(article, name) for name in ("language", "section", "lead")},
        "tags": list(article.tags),
        "body": [block.text for block in article.blocks if block.text],
        "figures": [
            {"caption": figure.caption, "credit": figure.credit}
            for figure in article.figures
            if figure.caption or figure.credit
        ],
        "contacts": [
            {"heading": block.heading, "entries": [[entry.kind, entry.value] for entry in block.entries]}
            for block in article.contacts
            if block.scope == "article"
        ],
    }


def profile_text(survey: Survey, *, verified: str | None) -> str:
    """The profile as TOML. `verified` is the day on which it held against the live site, if it did."""
    site, sources = survey.site, survey.site.discovery
    lines = [
        "# Drafted by `govnews sites new` from what the site shows. docs/adding-a-site.md says what each key means.",
        "",
        f"title = {_text(site.title)}",
        f"home_url = {_text(site.home_url)}",
        f"language = {_text(site.language)}" if site.language else '# language = "…"   which could not be told',
        f"country = {_text(site.country)}" if site.country else '# country = "…"   whose government it is',
        *([f'verified = "{verified}"'] if verified else []),
        '# rights = "…"     what the site itself says about reuse, in its own words: read its terms',
        '# licence = "…"    the licence that it names, if it names one',
        "",
        "[discovery]",
    ]
    for name in ("feeds", "sitemaps", "listings", "article_patterns"):
        if values := getattr(sources, name):
            quote = _pattern if name == "article_patterns" else _text
            lines += [f"{name} = [", *(f"    {quote(value)}," for value in values), "]"]
    if survey.doubtful:
        lines += ["# The patterns hold for these too. If they are no articles, say so in exclude_patterns:"]
        lines += [f"#   {url}" for url in survey.doubtful]
    ways, usual = site.politeness, Politeness()
    told = [f"delay = {ways.delay:g}"] if ways.delay != usual.delay else []
    told += ["allow_private_addresses = true"] if ways.allow_private_addresses else []
    lines += ["", "[politeness]", *told] if told else []
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """A basic string of TOML, whose escapes JSON's are among."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _pattern(value: str) -> str:
    return f"'{value}'" if "'" not in value else _text(value)
