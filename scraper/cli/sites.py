"""The profiles of sites: `govnews sites list`, `new` and `check`."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from scraper.cli.errors import Commands, Misuse, complain
from scraper.cli.options import chosen_sites, contact_option, json_option, print_json


@click.group(cls=Commands)
def sites() -> None:
    """List, draft and check the profiles of sites."""


@sites.command("list")
@json_option
def sites_list(as_json: bool) -> None:
    """List the site profiles."""
    from scraper.cli.terminal import console
    from scraper.cli.views.sites import sites_table
    from scraper.profiles.reader import load_profiles

    profiles = load_profiles()
    if as_json:
        print_json([asdict(site) for site in profiles.values()])
    elif profiles:
        console.print(sites_table(profiles.values()))


@sites.command("new")
@click.argument("url", metavar="URL")
@click.option("--name", metavar="NAME", help="What the site is called here for good; else as its domain is.")
@click.option("--allow-private", is_flag=True, help="The site may be on loopback or in a private network.")
@click.option(
    "--delay",
    type=click.FloatRange(0, 3600),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="Pause between two requests.",
)
@click.option("--force", is_flag=True, help="Overwrite the files of a site of that name.")
@contact_option
@json_option
def sites_new(
    url: str, name: str | None, allow_private: bool, delay: float, force: bool, contact: str | None, as_json: bool
) -> None:
    """Look at the site at URL and draft its profile.

    Beside the profile are written a saved page, and what the parsers find in it: correct that to what a person reads.
    """
    import datetime as dt

    from scraper.cli.terminal import console
    from scraper.cli.views.sites import survey_view
    from scraper.fetching.network import is_private_host
    from scraper.fetching.visits import Visit, visit
    from scraper.hosts import host_of
    from scraper.onboarding.draft import ProfileDraft, name_of
    from scraper.onboarding.survey import Surveyor
    from scraper.profiles.reader import valid_name
    from scraper.profiles.site import Politeness, Site

    if host_of(url) is None:
        raise Misuse(f"{url!r} is no http or https address of a site's home page")
    if not allow_private and is_private_host(url):
        raise Misuse(f"{url}: a private address; where that is meant, say so with --allow-private")
    if name is not None and not valid_name(name):
        raise Misuse(f"--name: {name!r} must be lower-case letters and digits, joined by - or _")
    if name is not None:
        ProfileDraft.of(name).check(force=force)
    ways = Politeness(delay=delay, allow_private_addresses=allow_private)
    surveyor = Surveyor(url, ways)
    (survey,) = visit([Visit(surveyor.look, Site("", "", url, politeness=ways))], contact=contact)
    draft = ProfileDraft.of(name or name_of(survey.site))
    draft.check(force=force)
    whole = all(sample.article.title and sample.article.body for sample in survey.samples)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    saved = draft.write(survey, verified=today if whole and not allow_private else None)
    if as_json:
        print_json(
            {
                "files": [draft.profile, draft.page, draft.expected],
                "site": asdict(survey.site),
                "announced": survey.announced,
                "doubtful": survey.doubtful,
                "articles": [asdict(sample.article) for sample in survey.samples],
                "troubles": survey.troubles,
            }
        )
    else:
        console.print(survey_view(survey, draft, saved))
    for trouble in survey.troubles:
        complain(trouble)
    sys.exit(int(not whole))


@sites.command("check")
@click.argument("names", nargs=-1, metavar="[SITE…]")
@contact_option
@json_option
def sites_check(names: tuple[str, ...], contact: str | None, as_json: bool) -> None:
    """Say what of the profiles holds on the live sites.

    Of all enabled sites, or of those named; each is asked for a few pages.
    """
    from scraper.cli.terminal import console
    from scraper.cli.views.sites import checks_table
    from scraper.fetching.visits import Visit, visit
    from scraper.onboarding.check import Checker

    chosen = chosen_sites(names)
    found = visit([Visit(Checker(site).check, site) for site in chosen], contact=contact)
    results = {site.name: checks for site, checks in zip(chosen, found, strict=True)}
    if as_json:
        print_json({name: [asdict(check) for check in checks] for name, checks in results.items()})
    elif results:
        console.print(checks_table(results))
    sys.exit(int(any(not check.holds for checks in found for check in checks)))
