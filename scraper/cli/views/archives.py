"""What a crawl, an import, a reparse and an archive are, in tables and lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.filesize import decimal
from rich.table import Table
from rich.text import Text

from scraper.cli.terminal import plain_table

if TYPE_CHECKING:  # what is shown was imported by who hands it over
    from archive.importing import Imported
    from archive.upkeep.reparse import ArticleChange
    from archive.upkeep.status import ArchiveStatus
    from scraper.crawling.crawl import RunSummary


def runs_table(summaries: Iterable[RunSummary]) -> Table:
    """`govnews crawl`: a line a site, with the counts that its run ended with."""
    every = ("fetched", "new", "changed", "unchanged", "moved", "gone", "blocked", "failed")
    summaries = list(summaries)
    counts = [count for count in every if count in every[:2] or any(getattr(run, count) for run in summaries)]
    return plain_table(
        ("site", "run", *counts),
        ((run.site, run.outcome, *(getattr(run, count) or "·" for count in counts)) for run in summaries),
        right=counts,
    )


def imports_view(imported: Iterable[Imported]) -> RenderableType:
    """`govnews import`: the table, then where every record of the files went, and what was odd with those taken."""
    imported = list(imported)
    passed = sum((file.passed for file in imported), Counter[str]())
    counts = {
        "taken": sum(file.taken for file in imported),
        "held already": sum(file.held for file in imported),
        "cut short": sum(file.cut for file in imported),
        "damaged": sum(file.damaged for file in imported),
        **{f"passed over: {why}": count for why, count in passed.most_common()},
    }
    lines = [f"{sum(counts.values()):,} records"]
    lines += [f"  {count:,} {what}" for what, count in counts.items() if count]
    return Group(
        imports_table(imported), Text("\n".join(["", *lines, *(note for file in imported for note in file.notes)]))
    )


def imports_table(imported: Iterable[Imported]) -> Table:
    """`govnews import`: a line a file, with what became of the pages that were taken from it."""
    imported = list(imported)
    every = ("new", "changed", "unchanged", "moved", "missing", "gone", "blocked", "soft_404", "empty", "failed")
    counts = [name for name in every if name == "new" or any(file.outcomes[name] for file in imported)]
    rows = [
        [file.file.name, file.taken, *(file.outcomes[name] or "·" for name in counts), file.held] for file in imported
    ]
    names = ["taken", *counts, "held already"]
    if any(file.cut for file in imported):
        rows = [[*row, file.cut or "·"] for row, file in zip(rows, imported, strict=True)]
        names.append("cut short")
    return plain_table(("file", *names), rows, right=names)


def change_lines(change: ArticleChange) -> Text:
    """`govnews reparse --diff`: what becomes of one article, a line a field."""
    before, after = change.versions
    told = "" if before == after else f" ({before} -> {after} versions)"
    lines = Text(f"{change.site}: {change.url}{told}\n", style="bold")
    for difference in change.differences:
        line = Text(f"  {difference.part}: ", style="not bold")
        for kind, words in difference.words:
            if kind == "same":
                line.append(words if len(words) <= 60 else f"{words[:25]} … {words[-25:]}")
            else:
                line.append(
                    f"[-{words}-]" if kind == "gone" else f"{{+{words}+}}", "red" if kind == "gone" else "green"
                )
        lines.append(line).append("\n")
    if change.others:
        lines.append(f"  and in {change.others} earlier versions\n", "not bold")
    lines.rstrip()
    return lines


def status_view(status: ArchiveStatus) -> RenderableType:
    """`govnews status`: what there is, a line a site, and last what needs a person."""
    held = f", a run has held it since {_minute(status.held_since)}" if status.held_since else ""
    parts: list[RenderableType] = [
        Text(f"{status.folder}{held}"),
        Text(
            f"{status.articles:,} articles in {status.versions:,} versions from {status.captures:,} captures; "
            f"database {decimal(status.database_size)}, WARC {decimal(status.warc_size)}\n"
        ),
        plain_table(
            ("site", "articles", "vanished", "new in 30 days", "due", "newest", "last run"),
            (
                (
                    site.name,
                    site.articles,
                    site.missing + site.gone or "·",
                    site.new_lately or "·",
                    site.due or "·",
                    (site.newest or "")[:10],
                    _minute(site.last_run.started) if site.last_run else "never",
                )
                for site in status.sites
            ),
            right=("articles", "vanished", "new in 30 days", "due"),
        ),
    ]
    trouble = [*status.trouble, *(f"{site.name}: {line}" for site in status.sites for line in site.trouble)]
    parts.append(Text("\n" + "\n".join(trouble) if trouble else "\nNothing needs a person."))
    return Group(*parts)


def _minute(time: str | None) -> str:
    """A UTC time of ours, to the minute, as a person reads it."""
    return (time or "")[:16].replace("T", " ")
