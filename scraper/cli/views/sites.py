"""Site profiles: their list, a draft of one, and whether they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from scraper.cli.terminal import named_values, plain_table, section

if TYPE_CHECKING:  # Scrapy takes long to import, and a list of profiles does not need it
    from scraper.onboarding.check import CheckResult
    from scraper.onboarding.draft import ProfileDraft
    from scraper.onboarding.survey import Sample, Survey
    from scraper.profiles.site import Site


def sites_table(sites: Iterable[Site]) -> Table:
    """`govnews sites list`: a line a profile."""
    return plain_table(
        ("name", "title", "country", "language", "crawled", "verified"),
        (
            (
                site.name,
                site.title,
                site.country,
                site.language,
                "yes" if site.enabled else "no",
                site.verified or "never",
            )
            for site in sites
        ),
    )


def survey_view(survey: Survey, draft: ProfileDraft, saved: Sample) -> RenderableType:
    """`govnews sites new`: what was found, the articles field by field, and the files that were written."""
    site, sources = survey.site, survey.site.discovery
    found = named_values()
    for name, value in (("title", site.title), ("language", site.language), ("country", site.country)):
        found.add_row(name, Text(value or "could not be told"))
    for name in ("feeds", "sitemaps", "listings", "article_patterns"):
        found.add_row(name, Text("\n".join(getattr(sources, name)) or "none"))
    found.add_row("articles", Text(f"{survey.announced} announced, {len(survey.samples)} read"))
    parts: list[RenderableType] = [found]
    for number, sample in enumerate(survey.samples, 1):
        article, rows = sample.article, named_values()
        words = len(article.body.split())
        for name in ("url", "title", "byline", "published", "language", "lead"):
            rows.add_row(name, Text(getattr(article, name) or "none"))
        rows.add_row("body", Text(f"{words} words: {article.body[:100].strip()}…" if words else "none"))
        rows.add_row("captions", Text(article.captions or "none"))
        rows.add_row("contacts", Text("; ".join(block.heading or "no heading" for block in article.contacts) or "none"))
        parts += [Text(f"\narticle {number}", style="bold"), rows]
    paths = (
        (draft.profile, "the profile: say what the site's terms allow, correct what is wrong"),
        (draft.page, f"the page of {saved.article.url}"),
        (draft.expected, "what it yields: correct it to what a person reads there"),
    )
    parts += section("written", (Text(f"{path}\n  {what}") for path, what in paths))
    return Group(*parts)


def checks_table(results: Mapping[str, Sequence[CheckResult]]) -> Table:
    """`govnews sites check`: a line a thing that was looked at; where it does not hold, with addresses."""
    return plain_table(
        ("site", "holds", "what", "found"),
        (
            (name, "yes" if check.holds else "NO", check.what, "\n".join((check.detail, *check.samples)))
            for name, checks in results.items()
            for check in checks
        ),
    )
