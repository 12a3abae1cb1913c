"""What people decide about single articles: `govnews withhold` and `govnews release`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Literal

import click

from scraper.cli.errors import Misuse, Trouble
from scraper.cli.options import archive_option, operator_option, software


@click.command()
@click.argument("url")
@click.option("--reason", required=True, metavar="TEXT", help="Why, in words for the public.")
@operator_option
@archive_option
def withhold(url: str, reason: str, operator: str, folder: Path) -> None:
    """Keep the article at URL from readers, at once.

    Its bytes stay in the WARC files, and the decision is recorded there.
    """
    decide("withhold", url, reason, operator, folder)


@click.command()
@click.argument("url")
@click.option("--reason", metavar="TEXT", help="Why, in words for the public.")
@operator_option
@archive_option
def release(url: str, reason: str | None, operator: str, folder: Path) -> None:
    """Show a withheld article again."""
    decide("release", url, reason, operator, folder)


def decide(verb: Literal["withhold", "release"], url: str, reason: str | None, operator: str, folder: Path) -> None:
    """Have the archive record a decision on the article at `url`, and wait until it is in effect."""
    from archive.model.address import resolve
    from archive.writer.decisions import Decision
    from archive.writer.decisions import decide as put_into_effect
    from archive.writer.writer import ArchiveWriter
    from scraper.parser_version import parser_version
    from scraper.parsing import parse_stored

    if resolve("https://www.example/", url) is None:
        raise Misuse(f"{url}: is no address that a page can have")
    writer = partial(
        ArchiveWriter,
        folder,
        parse=parse_stored,
        operator=operator,
        software=software(),
        parser_version=parser_version(),
    )
    if not put_into_effect(folder, Decision(verb, url, reason), writer):
        raise Trouble(f"{url}: no article of the archive was ever at this address")
    click.echo(f"{url}: {'withheld' if verb == 'withhold' else 'released'}")
