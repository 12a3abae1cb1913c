"""What leaves an archive and what comes in from others': `govnews export` and `govnews import`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli.errors import Misuse, Trouble, complain
from scraper.cli.options import archive_option, counted, json_option, operator_option, print_json, software

if TYPE_CHECKING:
    from archive.exporting import Format


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "warc", "wacz"]),
    required=True,
    help="jsonl and csv: what the articles say; warc and wacz: their pages as served.",
)
@click.option(
    "--site", "sites", multiple=True, metavar="NAME", help="Articles of this site; give it again for another."
)
@click.option("--since", metavar="DATE", help="Published on this day or later: 2020-02-04, 2020-02 or 2020.")
@click.option("--until", metavar="DATE", help="Published on this day or earlier.")
@click.option("--query", metavar="WORDS", help="Articles that the reading room's search would find.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write; else standard output.",
)
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@archive_option
def export(
    form: Format,
    sites: tuple[str, ...],
    since: str | None,
    until: str | None,
    query: str | None,
    output: Path | None,
    force: bool,
    folder: Path,
) -> None:
    """Hand out articles, or their pages as they were served.

    What is withheld is never among them. docs/exchange.md says what is in each format.
    """
    from archive.exporting import ExportSelection, SelectionError
    from archive.exporting import export as hand_out

    if output is None and sys.stdout is None:
        raise Trouble("standard output is closed; name a file with --output")
    if output is None and form in ("warc", "wacz") and sys.stdout.isatty():
        raise Misuse(f"{form} is not for a terminal; name a file with --output")
    selection = ExportSelection(sites, since, until, query)
    try:
        count = hand_out(folder, form, selection, output or sys.stdout.buffer, software=software(), force=force)
    except SelectionError as error:
        raise Misuse(str(error)) from None
    if output is not None:
        click.echo(f"{output}: {counted(count, 'article' if form in ('jsonl', 'csv') else 'answer')}")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--any-site", is_flag=True, help="Take pages of sites without a profile too, each host as a site.")
@operator_option
@archive_option
@json_option
def import_(files: tuple[Path, ...], any_site: bool, operator: str, folder: Path, as_json: bool) -> None:
    """Take in pages from WARC and WACZ files that others made.

    Those of sites with a profile, and what the archive holds already not twice.
    """
    from archive.importing import import_files
    from scraper.cli.terminal import console, counting
    from scraper.cli.views.archives import imports_view
    from scraper.discovery.site_chooser import chooser
    from scraper.parser_version import parser_version
    from scraper.parsing import parse_stored
    from scraper.profiles.reader import load_profiles

    choose = chooser(load_profiles().values(), any_site=any_site)
    take = partial(
        import_files, parse=parse_stored, operator=operator, software=software(), parser_version=parser_version()
    )
    with counting("pages looked at") as progress:
        imported = take(folder, files, choose, progress=progress)
    if as_json:
        print_json([{**asdict(file), "records": file.records, "taken": file.taken} for file in imported])
    else:
        console.print(imports_view(imported), soft_wrap=True)
    troubles = [trouble for file in imported for trouble in file.troubles]
    for trouble in troubles:
        complain(trouble)
    sys.exit(int(bool(troubles)))
