"""`govnews crawl`."""

from __future__ import annotations

import math
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from archive.model.errors import ArchiveHeld
from scraper.cli.errors import Held, complain
from scraper.cli.options import archive_option, chosen_sites, contact_option, day, json_option, print_json


@click.command()
@click.argument("sites", nargs=-1, metavar="[SITE…]")
@contact_option
@click.option("--since", type=day, metavar="DATE", help="Go back to articles of this day or later: 2020-02-04.")
@click.option("--until", type=day, metavar="DATE", help="Leave out articles of later days, where addresses tell.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Fetch at most N new articles a site.")
@click.option("--pages", type=click.IntRange(1), metavar="N", help="Ask each site for at most N pages.")
@click.option(
    "--minutes", type=click.FloatRange(0, min_open=True), metavar="N", help="Crawl each site for at most N minutes."
)
@click.option("--recheck", is_flag=True, help="Look at every known article again, due or not.")
@click.option("--quiet", is_flag=True, help="Print only trouble, so that cron mails only trouble.")
@archive_option
@json_option
def crawl(
    sites: tuple[str, ...],
    contact: str | None,
    since: date | None,
    until: date | None,
    limit: int | None,
    pages: int | None,
    minutes: float | None,
    recheck: bool,
    quiet: bool,
    folder: Path,
    as_json: bool,
) -> None:
    """Crawl the sites named, or all enabled ones.

    With --since or --until a run also goes back through listings, newest first; the next one goes on where it stopped.
    """
    chosen = chosen_sites(sites)  # before Scrapy is imported: a mistyped name is told at once

    from archive.writer.lock import hangs
    from scraper.cli.terminal import console
    from scraper.cli.views.archives import runs_table
    from scraper.crawling import crawl as crawling
    from scraper.fetching.plan import Plan
    from scraper.parsing import parse_stored

    if minutes is not None and not math.isfinite(minutes):
        raise click.BadParameter("a number of minutes, such as 90", param_hint="--minutes")
    plan = Plan(since, until, limit, pages, minutes, recheck)
    try:
        runs = crawling.crawl(chosen, folder, parse=parse_stored, contact=contact, plan=plan)
    except ArchiveHeld:
        # Two runs that overlap are no trouble; one that does not come to its end is.
        if quiet and not hangs(folder):
            sys.exit(Held.exit_code)
        raise
    if as_json:
        print_json([asdict(run) for run in runs])
    elif any(run.outcome in ("finished", "paused") for run in runs) and not quiet:
        console.print(runs_table(runs))
    for run in runs:
        if run.reason and (run.outcome not in ("finished", "paused") or not quiet):
            complain(f"{run.site}: {run.reason}")
    sys.exit(crawling.exit_status(runs))
