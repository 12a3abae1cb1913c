"""What the commands print for a person: tables and articles, readable at 80 columns and in a log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.filesize import decimal
from rich.padding import Padding
from rich.progress import Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from archive.importing import Imported
from archive.model.article import Article, Block, ContactBlock, Figure
from archive.upkeep.reparse import ArticleChange
from archive.upkeep.status import ArchiveStatus
from scraper.profiles.site import Site

if TYPE_CHECKING:  # Scrapy takes long to import, and few commands need it
    from scraper.crawling.crawl import RunSummary
    from scraper.onboarding.check import CheckResult
    from scraper.onboarding.draft import ProfileDraft
    from scraper.onboarding.survey import Sample, Survey
    from scraper.parsers.explain import Explanation

#: Nothing that a page says is markup here, and nothing is coloured where it is not a terminal.
console = Console(highlight=False, markup=False, emoji=False)


def plain_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[str] = ()) -> Table:
    """A table without rules, its header bold; the columns named in `right` are set flush right."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(
            column, justify="right" if column in right else "left", overflow="fold", no_wrap=column == columns[0]
        )
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    return table


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], None]]:
    """Show how many of `what` are done while work goes on; where nobody watches, show nothing."""
    watched = Console(stderr=True, highlight=False)
    if not watched.is_terminal:
        yield lambda count: None
        return
    columns = (TextColumn("{task.completed:,} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=watched, transient=True) as shown:
        task = shown.add_task(what, total=None)
        yield lambda count: shown.advance(task, count)


def sites_table(sites: Iterable[Site]) -> Table:
    """`govnews sites list`: a line a profile."""
    return plain_table(
        ("name", "title", "country", "language", "crawled", "verified"),
        (
            (
                site.name,
                site.title,
                site.country,
                site.language,
                "yes" if site.enabled else "no",
                site.verified or "never",
            )
            for site in sites
        ),
    )


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


def imports_table(imported: Iterable[Imported]) -> Table:
    """`govnews import`: a line a file, with what became of the pages that were taken from it."""
    imported = list(imported)
    every = ("new", "changed", "unchanged", "moved", "missing", "gone", "blocked", "soft_404", "failed")
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


def survey_view(survey: Survey, draft: ProfileDraft, saved: Sample) -> RenderableType:
    """`govnews sites new`: what was found, the articles field by field, and the files that were written."""
    site, sources = survey.site, survey.site.discovery
    found = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    found.add_column(style="bold", no_wrap=True)
    found.add_column(overflow="fold", ratio=1)
    for name, value in (("title", site.title), ("language", site.language), ("country", site.country)):
        found.add_row(name, Text(value or "could not be told"))
    for name in ("feeds", "sitemaps", "listings", "article_patterns"):
        found.add_row(name, Text("\n".join(getattr(sources, name)) or "none"))
    found.add_row("articles", Text(f"{survey.announced} announced, {len(survey.samples)} read"))
    parts: list[RenderableType] = [found]
    for number, sample in enumerate(survey.samples, 1):
        article, rows = sample.article, Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        rows.add_column(style="bold", no_wrap=True)
        rows.add_column(overflow="fold", ratio=1)
        words = len(article.body.split())
        for name in ("url", "title", "byline", "published", "language", "lead"):
            rows.add_row(name, Text(getattr(article, name) or "none"))
        rows.add_row("body", Text(f"{words} words: {article.body[:100].strip()}…" if words else "none"))
        rows.add_row("captions", Text(article.captions or "none"))
        rows.add_row("contacts", Text("; ".join(block.heading or "no heading" for block in article.contacts) or "none"))
        parts += [Text(f"\narticle {number}", style="bold"), rows]
    paths = (
        (draft.profile, "the profile: say what the site's terms allow, correct what is wrong"),
        (draft.page, f"the page of {saved.article.url}"),
        (draft.expected, "what it yields: correct it to what a person reads there"),
    )
    parts += _section("written", (Text(f"{path}\n  {what}") for path, what in paths))
    return Group(*parts)


def checks_table(results: Mapping[str, Sequence[CheckResult]]) -> Table:
    """`govnews sites check`: a line a thing that was looked at; where it does not hold, with addresses."""
    return plain_table(
        ("site", "holds", "what", "found"),
        (
            (name, "yes" if check.holds else "NO", check.what, "\n".join((check.detail, *check.samples)))
            for name, checks in results.items()
            for check in checks
        ),
    )


def _minute(time: str | None) -> str:
    """A UTC time of ours, to the minute, as a person reads it."""
    return (time or "")[:16].replace("T", " ")


def article_view(article: Article) -> RenderableType:
    """`govnews parse`: every field of the article, and beside it the rule that found it."""
    fields = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    fields.add_column(style="bold", no_wrap=True)
    fields.add_column(overflow="fold", ratio=1)
    fields.add_column(style="dim", overflow="fold", max_width=22)
    for name in ("url", "kicker", "title", "byline", "published", "modified", "language", "section", "lead"):
        value = getattr(article, name)
        if value or name in ("title", "byline", "published", "lead"):
            fields.add_row(name, Text(value or "none"), Text(article.provenance.get(name, "")))
    if len(article.authors) > 1:
        fields.add_row("authors", Text("; ".join(article.authors)), "")
    if article.tags:
        fields.add_row("tags", Text(", ".join(article.tags)), Text(article.provenance.get("tags", "")))
    parts: list[RenderableType] = [fields]
    parts += _section("body", (_block(block, article.figures) for block in article.blocks))
    parts += _section("figures", (_figure(figure) for figure in article.figures))
    parts += _section("contacts", (_contacts(block) for block in article.contacts))
    parts += _section("attachments", (Text(f"{item.label or ''} {item.url}".strip()) for item in article.attachments))
    parts += _section("translations", (Text(f"{link.language or ''} {link.url}") for link in article.translations))
    parts += _section("related", (Text(f"{link.text or ''} {link.url}".strip()) for link in article.related))
    if article.coverage is not None:
        parts.append(Text(f"\n{article.coverage:.0%} of the text in the article's container is in some field"))
    return Group(*parts)


def explanation_view(explanation: Explanation) -> RenderableType:
    """`govnews parse --explain`: the article, each field's rule, what lost against it, and what no field took."""
    rules = sorted(explanation.article.provenance.items())
    parts = [article_view(explanation.article)]
    parts += _section("rules", [plain_table(("field", "found by"), rules)] if rules else ())
    parts += _section(
        "candidates that lost",
        [plain_table(("field", "rule", "text"), explanation.candidates)] if explanation.candidates else (),
    )
    parts += _section("text in the article's container that no field took", map(Text, explanation.left))
    return Group(*parts)


def _section(name: str, items: Iterable[RenderableType]) -> list[RenderableType]:
    indented: list[RenderableType] = [Padding(item, (0, 0, 0, 2), expand=False) for item in items]
    return [Text(f"\n{name}", style="bold"), *indented] if indented else []


def _block(block: Block, figures: Sequence[Figure]) -> Text:
    if block.kind == "heading":
        return Text(f"{'#' * (block.level or 1)} {block.text}\n", style="bold")
    if block.kind == "list_item":
        return Text(f"{'  ' * ((block.level or 1) - 1)}{'1.' if block.ordered else '-'} {block.text}\n")
    if block.kind == "quote":
        return Text(f"> {block.text}\n")
    if block.kind == "figure":
        caption = next((figure.caption for figure in figures if figure.position == block.figure), None)
        return Text(f"[figure {block.figure}: {caption or 'no caption'}]\n", style="dim")
    return Text(f"{block.text}\n")


def _figure(figure: Figure) -> Text:
    says = " © ".join(filter(None, (figure.caption, figure.credit)))
    return Text(f"{figure.position}  {says or 'no caption'}\n   {figure.image_url}")


def _contacts(block: ContactBlock) -> Text:
    lines = [f"{block.heading or 'without a heading'} ({block.scope})"]
    for entry in block.entries:
        label = f"{entry.label.rstrip(' :')}: " if entry.label else ""
        normalized = f" = {entry.normalized}" if entry.normalized and entry.normalized != entry.value else ""
        lines.append(f"  {label}{entry.value}{normalized} ({entry.kind})")
    return Text("\n".join(lines) + "\n")
