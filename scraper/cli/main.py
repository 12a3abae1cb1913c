"""The command `govnews`: one function a verb, each thin.

Exit status: 0 all is well; 1 a person should look; 2 wrong use; 75 another run holds the archive. An error is one
line that says what is wrong and what to do.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from archive.model.errors import ArchiveError, ArchiveHeld
from archive.writer.lock import hangs
from scraper import places
from scraper.discovery.scope import on_site
from scraper.profiles.reader import ProfileError, load_profiles
from scraper.profiles.site import Site

if TYPE_CHECKING:
    from archive.exporting import Format

Verb = TypeVar("Verb", bound=Callable[..., Any])


class Trouble(click.ClickException):
    """Ends the command with a line on standard error: the work could not be done, and a person should look."""

    def show(self, file: Any = None) -> None:
        for line in self.message.splitlines():
            click.echo(f"govnews: {line}", file=file or sys.stderr)


class Misuse(Trouble):
    """The command, or what it was given, is wrong."""

    exit_code = 2


class Held(Trouble):
    """Another run holds the archive."""

    exit_code = 75  # EX_TEMPFAIL of sysexits.h: try again later


class Commands(click.Group):
    """Turns the errors that the packages raise into one line and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ArchiveHeld as error:
            raise Held(str(error)) from None
        except ArchiveError as error:
            raise Trouble(str(error)) from None
        except ProfileError as error:
            raise Misuse(str(error)) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            named = f"{error.filename}: " if error.filename else ""
            raise Trouble(f"{named}{error.strerror or error}") from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(package_name="govnews", prog_name="govnews")
def cli() -> None:
    """Crawl government news, keep every page as it was served, read the archive in Datasette."""


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
DAY = click.DateTime(["%Y-%m-%d"])
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def software() -> str:
    """What goes into files as the program that wrote them."""
    return f"govnews/{version('govnews')}"


def print_json(value: object) -> None:
    """One JSON document on standard output, readable and in UTF-8."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def chosen_sites(names: tuple[str, ...]) -> list[Site]:
    """The profiles that are named, or all enabled ones; an unknown name is wrong use."""
    profiles = load_profiles()
    unknown = [name for name in names if name not in profiles]
    if unknown:
        raise click.UsageError(f"no site {unknown[0]!r}; there are: {', '.join(profiles) or 'none'}")
    return [profiles[name] for name in names] or [site for site in profiles.values() if site.enabled]


def site_of(url: str, profiles: Iterable[Site]) -> Site | None:
    """The profile of the site that `url` is on, if there is one."""
    return next((site for site in profiles if on_site(url, site)), None)


@cli.command()
@click.argument("sites", nargs=-1, metavar="[SITE…]")
@contact_option
@click.option("--since", type=DAY, metavar="DATE", help="Go back to articles of this day or later.")
@click.option("--until", type=DAY, metavar="DATE", help="Leave out articles of later days, where addresses tell.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Fetch so many new articles a site at most.")
@click.option("--pages", type=click.IntRange(1), metavar="N", help="Ask each site for so many pages at most.")
@click.option("--minutes", type=click.FloatRange(0, min_open=True), metavar="N", help="Stop crawling a site then.")
@click.option("--recheck", is_flag=True, help="Look at every known article again, due or not.")
@click.option("--quiet", is_flag=True, help="Print only trouble, so that cron mails only trouble.")
@archive_option
@json_option
def crawl(
    sites: tuple[str, ...],
    contact: str | None,
    since: datetime | None,
    until: datetime | None,
    limit: int | None,
    pages: int | None,
    minutes: float | None,
    recheck: bool,
    quiet: bool,
    folder: Path,
    as_json: bool,
) -> None:
    """Crawl the sites named, or all enabled ones, into the archive.

    With --since or --until a run also goes back through listings, newest first; the next one goes on where it stopped.
    """
    chosen = chosen_sites(sites)  # before Scrapy is imported: a mistyped name is told at once

    from scraper.cli.terminal import console, runs_table
    from scraper.crawling import crawl as crawling
    from scraper.fetching.plan import Plan
    from scraper.parsing import parse_stored

    plan = Plan(since and since.date(), until and until.date(), limit, pages, minutes, recheck)
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
            click.echo(f"govnews: {run.site}: {run.reason}", err=True)
    sys.exit(crawling.exit_status(runs))


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535), help="0: any free one.")
@click.option("--public", is_flag=True, help="For readers from outside: no SQL, no download of the database.")
@click.option("--base-url", default="/", metavar="PATH", help="The path under which a proxy serves it.")
@archive_option
def serve(host: str, port: int, public: bool, base_url: str, folder: Path) -> None:
    """Serve the archive in Datasette until Ctrl-C."""
    from archive.reading_room.serve import serve as run

    run(folder, host=host, port=port, public=public, base_url=base_url)


@cli.command()
@archive_option
@json_option
def status(folder: Path, as_json: bool) -> None:
    """Say what the archive holds, how the last runs went, and what needs a person."""
    from archive.upkeep.status import archive_status
    from scraper.cli.terminal import console, status_view

    now = archive_status(folder)
    if as_json:
        print_json(asdict(now))
    else:
        console.print(status_view(now))
    sys.exit(int(bool(now.trouble or any(site.trouble for site in now.sites))))


@cli.command()
@click.argument("page", metavar="FILE|URL")
@click.option("--url", help="Where the page in FILE came from, so that its links become absolute.")
@click.option("--site", "name", metavar="SITE", help="Parse with this site's profile; else the URL's own, if any.")
@click.option("--encoding", help="The charset that the server named, if it named one.")
@click.option("--explain", is_flag=True, help="Show the rule that found each field, and what lost against it.")
@contact_option
@archive_option
@json_option
def parse(
    page: str,
    url: str | None,
    name: str | None,
    encoding: str | None,
    explain: bool,
    contact: str | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Show what the parsers find in a saved page, or in one fetched now; nothing is stored."""
    from archive.model.article import to_dict
    from archive.model.digest import content_digest
    from scraper.cli.terminal import article_view, console, explanation_view
    from scraper.parsers.explain import explain as explained

    profiles = load_profiles()
    if page.startswith(("http://", "https://")):
        from scraper.fetching.visits import fetch

        fetched = fetch(page, site_of(page, profiles.values()), contact=contact)
        html, url, encoding = fetched.body, fetched.url, encoding or fetched.encoding
    else:
        html, url = Path(page).read_bytes(), url or Path(page).absolute().as_uri()
    site = chosen_sites((name,))[0] if name else site_of(url, profiles.values())
    reasons = explained(html, url, encoding=encoding, site=site)
    article = reasons.article
    if as_json:
        why = {"candidates": reasons.candidates, "left": reasons.left} if explain else {}
        print_json({**to_dict(article), "body": article.body, "content_sha256": content_digest(article), **why})
    else:
        console.print(explanation_view(reasons) if explain else article_view(article))


@cli.command()
@archive_option
def rebuild(folder: Path) -> None:
    """Make the database anew from the WARC files alone."""
    from archive.upkeep.rebuild import rebuild as make_anew
    from scraper.cli.terminal import counting
    from scraper.parsers import PARSER_VERSION
    from scraper.parsing import parse_stored

    with counting("records") as progress:
        findings = make_anew(
            folder, parse_stored, parser_version=PARSER_VERSION, jobs=os.cpu_count() or 1, progress=progress
        )
    for finding in findings:
        click.echo(f"govnews: {finding.file}: {finding.detail}", err=True)
    sys.exit(int(bool(findings)))


@cli.command()
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "csv", "warc", "wacz"]), required=True, help="See docs/exchange.md."
)
@click.option("--site", "sites", multiple=True, metavar="NAME", help="Articles of this site; give it again for more.")
@click.option("--since", metavar="DATE", help="Published on this day or later: 2020-02-04, 2020-02 or 2020.")
@click.option("--until", metavar="DATE", help="Published on this day or earlier.")
@click.option("--query", metavar="WORDS", help="Articles that the reading room's search would find.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Else standard output.")
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
    """Hand out articles (jsonl, csv) or their pages as served (warc, wacz)."""
    from archive.exporting import ExportSelection, SelectionError
    from archive.exporting import export as hand_out

    if output is None and form in ("warc", "wacz") and sys.stdout.isatty():
        raise click.UsageError(f"{form} is not for a terminal; name a file with --output")
    selection = ExportSelection(sites, since, until, query)
    try:
        count = hand_out(folder, form, selection, output or sys.stdout.buffer, software=software(), force=force)
    except SelectionError as error:
        raise click.UsageError(str(error)) from None
    if output is not None:
        click.echo(f"{output}: {count:,} {'articles' if form in ('jsonl', 'csv') else 'answers'}")


@cli.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--any-site", is_flag=True, help="Take pages of sites without a profile too, each host as a site.")
@operator_option
@archive_option
@json_option
def import_(files: tuple[Path, ...], any_site: bool, operator: str, folder: Path, as_json: bool) -> None:
    """Take in the pages of known sites from WARC and WACZ files that others made."""
    from archive.importing import import_files
    from scraper.cli.site_chooser import chooser
    from scraper.cli.terminal import console, counting, imports_table
    from scraper.parsers import PARSER_VERSION
    from scraper.parsing import parse_stored

    choose = chooser(load_profiles().values(), any_site=any_site)
    take = partial(
        import_files, parse=parse_stored, operator=operator, software=software(), parser_version=PARSER_VERSION
    )
    with counting("pages looked at") as progress:
        imported = take(folder, files, choose, progress=progress)
    if as_json:
        print_json([asdict(file) for file in imported])
    else:
        console.print(imports_table(imported))
    troubles = [trouble for file in imported for trouble in file.troubles]
    for trouble in troubles:
        click.echo(f"govnews: {trouble}", err=True)
    sys.exit(int(bool(troubles)))


@cli.command()
@click.argument("sites", nargs=-1, metavar="[SITE…]")
@click.option("--diff", is_flag=True, help="Show what would change, article by article; change nothing.")
@archive_option
def reparse(sites: tuple[str, ...], diff: bool, folder: Path) -> None:
    """Read the stored pages of all sites, or of those named, again with today's parsers, without a request."""
    from archive.upkeep import reparse as reparsing
    from scraper.cli.terminal import change_lines, console, counting
    from scraper.parsers import PARSER_VERSION
    from scraper.parsing import parse_stored

    named = [site.name for site in chosen_sites(sites)] if sites else []
    if diff:
        result = reparsing.preview(
            folder,
            parse_stored,
            lambda change: console.print(change_lines(change), soft_wrap=True),
            parser_version=PARSER_VERSION,
            sites=named,
        )
    else:
        with counting("records") as progress:
            result = reparsing.reparse(
                folder, parse_stored, parser_version=PARSER_VERSION, sites=named, progress=progress
            )
    counts = "".join(f", {name} {count:,}" for name, count in result.fields.most_common())
    click.echo(f"{result.changed:,} of {result.articles:,} articles {'would change' if diff else 'changed'}{counts}")
    for finding in result.findings:
        click.echo(f"govnews: {finding.file}: {finding.detail}", err=True)
    sys.exit(int(bool(result.findings)))


@cli.command()
@click.option("--quick", is_flag=True, help="Pass over the files that the last audit without a problem has seen.")
@operator_option
@archive_option
@json_option
def verify(quick: bool, operator: str, folder: Path, as_json: bool) -> None:
    """Check every file, record and row against each other; a line a problem."""
    from archive.upkeep.verify import verify as audit
    from scraper.cli.terminal import counting
    from scraper.parsers import PARSER_VERSION
    from scraper.parsing import parse_stored

    with counting("records") as progress:
        result = audit(
            folder,
            parse=parse_stored,
            operator=operator,
            software=software(),
            parser_version=PARSER_VERSION,
            quick=quick,
            progress=progress,
        )
    if as_json:
        print_json(asdict(result))
    else:
        for problem in result.problems:
            click.echo(f"govnews: {problem}", err=True)
        click.echo(f"{result.files:,} WARC files, {result.records:,} records, {len(result.problems):,} problems")
    sys.exit(int(bool(result.problems)))


@cli.command()
@click.argument("target", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@archive_option
def backup(target: Path, folder: Path) -> None:
    """Copy the archive to DIR, also while a crawl goes on; an earlier copy there is brought up to date."""
    from archive.upkeep.backup import backup as copy

    count = copy(folder, target)
    click.echo(f"{target}: the database, and {count:,} WARC files that were not there yet")


@cli.command()
@click.argument("url")
@click.option("--reason", required=True, metavar="TEXT", help="Why, in words for the public.")
@operator_option
@archive_option
def withhold(url: str, reason: str, operator: str, folder: Path) -> None:
    """Keep the article at URL from readers, at once; its bytes stay in the WARC files."""
    decide("withhold", url, reason, operator, folder)


@cli.command()
@click.argument("url")
@click.option("--reason", metavar="TEXT", help="Why, in words for the public.")
@operator_option
@archive_option
def release(url: str, reason: str | None, operator: str, folder: Path) -> None:
    """Show a withheld article again."""
    decide("release", url, reason, operator, folder)


def decide(verb: Literal["withhold", "release"], url: str, reason: str | None, operator: str, folder: Path) -> None:
    """Have the archive record a decision on the article at `url`, and wait until it is in effect."""
    from archive.writer.decisions import Decision
    from archive.writer.decisions import decide as put_into_effect
    from archive.writer.writer import ArchiveWriter
    from scraper.parsers import PARSER_VERSION
    from scraper.parsing import parse_stored

    writer = partial(
        ArchiveWriter, folder, parse=parse_stored, operator=operator, software=software(), parser_version=PARSER_VERSION
    )
    if not put_into_effect(folder, Decision(verb, url, reason), writer):
        raise Trouble(f"{url}: no article of the archive was ever at this address")
    click.echo(f"{url}: {'withheld' if verb == 'withhold' else 'released'}")


@cli.group()
def sites() -> None:
    """The profiles of sites."""


@sites.command("list")
@json_option
def sites_list(as_json: bool) -> None:
    """List the site profiles."""
    from scraper.cli.terminal import console, sites_table

    profiles = load_profiles()
    if as_json:
        print_json([asdict(site) for site in profiles.values()])
    elif profiles:
        console.print(sites_table(profiles.values()))


@sites.command("new")
@click.argument("url", metavar="URL")
@click.option("--name", metavar="NAME", help="What the site is called here for good; else as its domain is.")
@click.option("--allow-private", is_flag=True, help="The site may be on loopback or in a private network.")
@click.option("--delay", type=click.FloatRange(0, 3600), default=2.0, show_default=True, help="Seconds of pause.")
@click.option("--force", is_flag=True, help="Overwrite the files of a site of that name.")
@contact_option
@json_option
def sites_new(
    url: str, name: str | None, allow_private: bool, delay: float, force: bool, contact: str | None, as_json: bool
) -> None:
    """Look at the site at URL and draft its profile, a saved page, and what it yields."""
    import datetime as dt

    from scraper.cli.terminal import console, survey_view
    from scraper.fetching.network import is_private_host
    from scraper.fetching.visits import Visit, visit
    from scraper.hosts import host_of
    from scraper.onboarding.draft import ProfileDraft, name_of
    from scraper.onboarding.survey import Surveyor
    from scraper.profiles.reader import valid_name
    from scraper.profiles.site import Politeness

    if host_of(url) is None:
        raise Misuse(f"{url!r} is no http or https address of a site's home page")
    if not allow_private and is_private_host(url):
        raise Misuse(f"{url}: a private address; where that is meant, say so with --allow-private")
    if name is not None and not valid_name(name):
        raise Misuse(f"--name: {name!r} must be lower-case letters and digits, joined by - or _")
    if name is not None:
        ProfileDraft.of(name).check(force=force)
    ways = Politeness(delay=delay, allow_private_addresses=allow_private)
    surveyor = Surveyor(url, ways)
    (survey,) = visit([Visit(surveyor.look, Site("", "", url, politeness=ways))], contact=contact)
    draft = ProfileDraft.of(name or name_of(survey.site))
    draft.check(force=force)
    whole = all(sample.article.title and sample.article.body for sample in survey.samples)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    saved = draft.write(survey, verified=today if whole and not allow_private else None)
    if as_json:
        print_json(
            {
                "files": [draft.profile, draft.page, draft.expected],
                "site": asdict(survey.site),
                "announced": survey.announced,
                "doubtful": survey.doubtful,
                "articles": [asdict(sample.article) for sample in survey.samples],
                "troubles": survey.troubles,
            }
        )
    else:
        console.print(survey_view(survey, draft, saved))
    for trouble in survey.troubles:
        click.echo(f"govnews: {trouble}", err=True)
    sys.exit(int(not whole))


@sites.command("check")
@click.argument("names", nargs=-1, metavar="[SITE…]")
@contact_option
@json_option
def sites_check(names: tuple[str, ...], contact: str | None, as_json: bool) -> None:
    """Fetch from the live sites, all enabled ones by default, and say what of their profiles holds."""
    from scraper.cli.terminal import checks_table, console
    from scraper.fetching.visits import Visit, visit
    from scraper.onboarding.check import Checker

    chosen = chosen_sites(names)
    found = visit([Visit(Checker(site).check, site) for site in chosen], contact=contact)
    results = {site.name: checks for site, checks in zip(chosen, found, strict=True)}
    if as_json:
        print_json({name: [asdict(check) for check in checks] for name, checks in results.items()})
    elif results:
        console.print(checks_table(results))
    sys.exit(int(any(not check.holds for checks in found for check in checks)))


def main() -> None:
    """The console script."""
    os.environ.setdefault("PYTHONUTF8", "1")
    cli()
