"""A crawl as a program of its own: `sys.argv` names the archive; it prints the summaries and ends as a command does."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from archive.model.errors import ArchiveError, ArchiveHeld
from scraper.crawling.crawl import crawl, exit_status
from scraper.profiles.reader import load_profiles


def main() -> None:
    try:
        summaries = crawl(load_profiles().values(), Path(sys.argv[1]), contact="press@archive.example")
    except ArchiveError as error:
        print(f"govnews: {error}", file=sys.stderr)
        sys.exit(75 if isinstance(error, ArchiveHeld) else 1)
    print(json.dumps([asdict(summary) for summary in summaries]))
    sys.exit(exit_status(summaries))
