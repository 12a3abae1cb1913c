"""What a person at a terminal sees while a crawl goes on: a line a site, on standard error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from scraper.fetching.sink import Sink

#: The counts that are shown while they grow.
_SHOWN = ("fetched", "new", "changed", "unchanged", "failed")


@contextmanager
def progress(sites: Mapping[str, Sink]) -> Iterator[None]:
    """Show how the crawls of `sites` get on until the block ends; where nobody watches, show nothing."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield
        return
    with Live(console=console, get_renderable=lambda: _lines(sites), refresh_per_second=4, transient=True):
        yield


def _lines(sites: Mapping[str, Sink]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    for name, run in sites.items():
        if not run.run_id:
            said = "starts"
        elif not run.counts["fetched"] and not run.outcome:
            said = f"looks for articles, {run.counts['discovered']} new so far"
        else:
            counts = (f"{run.counts[count]} {count}" for count in _SHOWN if run.counts[count])
            said = ", ".join(filter(None, (run.outcome, *counts, run.reason if run.outcome else None)))
        table.add_row(Text(name), Text(said))
    return table
