"""Options that several verbs take, each written once, and what the verbs make of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper import places
from scraper.cli.errors import Misuse

if TYPE_CHECKING:  # reading profiles takes lxml, and not every verb reads one
    from scraper.profiles.site import Site

archive_option = click.option(
    "--archive",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="GOVNEWS_ARCHIVE",
    default=places.default_archive,
    metavar="DIR",
    help="The archive's folder; also GOVNEWS_ARCHIVE. By default data/ in the project's root.",
)
contact_option = click.option(
    "--contact",
    envvar="GOVNEWS_CONTACT",
    metavar="ADDRESS",
    help="An e-mail or web address at which a site's webmaster reaches you; also GOVNEWS_CONTACT.",
)
operator_option = click.option(
    "--contact",
    "operator",
    envvar="GOVNEWS_CONTACT",
    default="",
    metavar="ADDRESS",
    help="Who runs this, for the WARC file that is written; also GOVNEWS_CONTACT.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def day(text: str) -> date:
    """A day as a person types it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no date; write it as 2020-02-04") from None


def software() -> str:
    """What goes into files as the program that wrote them."""
    from importlib.metadata import version

    return f"govnews/{version('govnews')}"


def counted(count: int, noun: str) -> str:
    """`1 record`, `2,000 records`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def print_json(value: object) -> None:
    """One JSON document on standard output, readable and in UTF-8."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str).encode("utf-8", "replace"))


def chosen_sites(names: tuple[str, ...]) -> list[Site]:
    """The profiles that are named, or all enabled ones; an unknown name is wrong use."""
    from scraper.profiles.reader import load_profiles

    profiles = load_profiles()
    unknown = [name for name in names if name not in profiles]
    if unknown:
        raise Misuse(f"no site {unknown[0]!r}; there are: {', '.join(profiles) or 'none'}")
    return [profiles[name] for name in names] or [site for site in profiles.values() if site.enabled]


def site_of(url: str, profiles: Iterable[Site]) -> Site | None:
    """The profile of the site that `url` is on, if there is one."""
    from scraper.discovery.scope import on_site

    return next((site for site in profiles if on_site(url, site)), None)
