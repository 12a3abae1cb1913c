"""The command `govnews`: a module a group of verbs, each verb thin.

What a verb needs is imported when it is called, so that `govnews --help` does not wait for Scrapy.
"""

from __future__ import annotations

import io
import os
import sys

import click

from scraper.cli.crawl import crawl
from scraper.cli.decisions import release, withhold
from scraper.cli.errors import Commands
from scraper.cli.exchange import export, import_
from scraper.cli.reading import parse
from scraper.cli.serve import serve
from scraper.cli.sites import sites
from scraper.cli.upkeep import backup, rebuild, reparse, status, verify


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(package_name="govnews", prog_name="govnews")
def cli() -> None:
    """Crawl government news, keep every page as it was served, read the archive in Datasette."""


for verb in (crawl, serve, status, parse, rebuild, reparse, verify, backup, export, import_, withhold, release, sites):
    cli.add_command(verb)


def main() -> None:
    """The console script."""
    os.environ.setdefault("PYTHONUTF8", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a caller may have closed it
            # What the locale has no letter for is no reason to say nothing.
            stream.reconfigure(errors="replace")
    cli()
