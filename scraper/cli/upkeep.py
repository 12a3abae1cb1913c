"""What keeps an archive in order: `govnews status`, `rebuild`, `reparse`, `verify` and `backup`."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path

import click

from scraper.cli.errors import complain
from scraper.cli.options import (
    archive_option,
    chosen_sites,
    counted,
    json_option,
    operator_option,
    print_json,
    software,
)


@click.command()
@archive_option
@json_option
def status(folder: Path, as_json: bool) -> None:
    """Say what the archive holds, and what needs a person.

    A line a site, with how its last run went. The exit status is 1 where a person should look.
    """
    from archive.upkeep.status import archive_status
    from scraper.cli.terminal import console
    from scraper.cli.views.archives import status_view

    now = archive_status(folder)
    if as_json:
        print_json(asdict(now))
    else:
        console.print(status_view(now))
    sys.exit(int(bool(now.trouble or any(site.trouble for site in now.sites))))


@click.command()
@archive_option
def rebuild(folder: Path) -> None:
    """Make the database anew from the WARC files alone."""
    from archive.upkeep.rebuild import rebuild as make_anew
    from scraper.cli.terminal import counting
    from scraper.parser_version import parser_version
    from scraper.parsing import parse_stored

    with counting("records") as progress:
        findings = make_anew(
            folder, parse_stored, parser_version=parser_version(), jobs=os.cpu_count() or 1, progress=progress
        )
    for finding in findings:
        complain(f"{finding.file}: {finding.detail}")
    sys.exit(int(bool(findings)))


@click.command()
@click.argument("sites", nargs=-1, metavar="[SITE…]")
@click.option("--diff", is_flag=True, help="Show what would change, article by article; change nothing.")
@archive_option
def reparse(sites: tuple[str, ...], diff: bool, folder: Path) -> None:
    """Read the stored pages again with today's parsers.

    Those of all sites, or of the sites named; no site is asked for anything.
    """
    from archive.upkeep import reparse as reparsing
    from scraper.cli.terminal import console, counting
    from scraper.cli.views.archives import change_lines
    from scraper.parser_version import parser_version
    from scraper.parsing import parse_stored

    named = [site.name for site in chosen_sites(sites)] if sites else []
    if diff:
        result = reparsing.preview(
            folder,
            parse_stored,
            lambda change: console.print(change_lines(change), soft_wrap=True),
            parser_version=parser_version(),
            sites=named,
        )
    else:
        with counting("records") as progress:
            result = reparsing.reparse(
                folder, parse_stored, parser_version=parser_version(), sites=named, progress=progress
            )
    counts = "".join(f", {name} {count:,}" for name, count in result.fields.most_common())
    click.echo(f"{result.changed:,} of {result.articles:,} articles {'would change' if diff else 'changed'}{counts}")
    for finding in result.findings:
        complain(f"{finding.file}: {finding.detail}")
    sys.exit(int(bool(result.findings)))


@click.command()
@click.option("--quick", is_flag=True, help="Pass over the files that the last audit without a problem has seen.")
@operator_option
@archive_option
@json_option
def verify(quick: bool, operator: str, folder: Path, as_json: bool) -> None:
    """Check files, records and rows against each other.

    A line a problem. The audit and its outcome are kept in the archive.
    """
    from archive.upkeep.verify import verify as audit
    from scraper.cli.terminal import counting
    from scraper.parser_version import parser_version
    from scraper.parsing import parse_stored

    with counting("records") as progress:
        result = audit(
            folder,
            parse=parse_stored,
            operator=operator,
            software=software(),
            parser_version=parser_version(),
            quick=quick,
            jobs=os.cpu_count() or 1,
            progress=progress,
        )
    if as_json:
        print_json(asdict(result))
    else:
        for problem in result.problems:
            complain(problem)
        for note in result.notes:
            click.echo(note)
        counts = ((result.files, "WARC file"), (result.records, "record"), (len(result.problems), "problem"))
        click.echo(", ".join(counted(count, noun) for count, noun in counts))
    sys.exit(int(bool(result.problems)))


@click.command()
@click.argument("target", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@archive_option
def backup(target: Path, folder: Path) -> None:
    """Copy the archive to DIR, also while a crawl goes on.

    An earlier copy there is brought up to date: WARC files that it has are not copied again.
    """
    from archive.upkeep.backup import backup as copy

    count = copy(folder, target)
    click.echo(f"{target}: the database, and {counted(count, 'WARC file')} not there before")
