"""What the archive holds, how its last runs went, and what a person should look at."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.model import clock
from archive.tables import database
from archive.upkeep import health
from archive.wire import manifest, warc
from archive.writer.lock import HANGING_AFTER, held_since

#: Number of days over which growth is counted, and for which an event is news.
GROWTH_DAYS = 30
NEWS_DAYS = 7
#: Number of requests in vain for one address that are trouble.
MANY_FAILURES = 3
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class RunStatus:
    """A run as its row says. `outcome` is None while it runs, or where it was killed and none followed."""

    id: int
    started: str
    finished: str | None
    outcome: str | None
    reason: str | None
    discovered: int
    fetched: int
    unchanged: int
    new: int
    changed: int
    moved: int
    gone: int
    blocked: int
    failed: int


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """One site. `due` addresses are to be looked at now, `waiting` of them for the first time."""

    name: str
    title: str | None
    articles: int
    live: int
    missing: int
    gone: int
    withheld: int
    versions: int
    newest: str | None
    due: int
    waiting: int
    new_lately: int
    last_run: RunStatus | None
    #: What the last run read less well than those before it, or than the profile expects.
    health: tuple[health.Symptom, ...]
    trouble: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """The whole archive. Sizes are in bytes; `held_since` is when a run that is going on now took the lock."""

    folder: str
    held_since: str | None
    articles: int
    versions: int
    captures: int
    database_size: int
    warc_files: int
    warc_size: int
    sites: tuple[SiteStatus, ...]
    trouble: tuple[str, ...]


def archive_status(folder: Path, now: str | None = None) -> ArchiveStatus:
    """The state of the archive `folder`. Raises ArchiveError where there is none, or it is not ours."""
    now = now or clock.now()
    connection = database.open_reader(folder / database.NAME)
    try:
        # One snapshot, while a crawl goes on.
        connection.execute("BEGIN")
        held = held_since(folder)
        names = [name for (name,) in connection.execute("SELECT name FROM sites ORDER BY name")]
        sites = tuple(_site(connection, name, now, running=held is not None) for name in names)
        files = [warc.locate(folder / "warc", name) for name in warc.names(folder / "warc")]
        return ArchiveStatus(
            folder=str(folder),
            held_since=held,
            articles=sum(site.articles for site in sites),
            versions=sum(site.versions for site in sites),
            captures=_count(connection, "SELECT count(*) FROM captures"),
            database_size=sum(path.stat().st_size for path in folder.glob(f"{database.NAME}*")),
            warc_files=len(files),
            warc_size=sum(path.stat().st_size for path in files),
            sites=sites,
            trouble=tuple(_trouble(connection, folder, held, now)),
        )
    finally:
        connection.close()


def _site(connection: sqlite3.Connection, name: str, now: str, *, running: bool) -> SiteStatus:
    (title,) = connection.execute("SELECT title FROM sites WHERE name = ?", (name,)).fetchone()
    by_status = dict(
        connection.execute("SELECT status, count(*) FROM articles WHERE site = ? GROUP BY status", (name,)).fetchall()
    )
    versions, newest, new_lately = connection.execute(
        "SELECT coalesce(sum(version_count), 0), max(published), coalesce(sum(first_seen >= ?), 0) "
        "FROM articles WHERE site = ?",
        (_before(now, GROWTH_DAYS), name),
    ).fetchone()
    due, waiting = connection.execute(
        "SELECT count(*), coalesce(sum(last_fetched IS NULL), 0) FROM urls WHERE site = ? AND next_check <= ?",
        (name, now),
    ).fetchone()
    last_run = _last_run(connection, name)
    findings = health.check(connection, last_run.id) if last_run and last_run.outcome else ()
    return SiteStatus(
        name=name,
        title=title,
        articles=sum(by_status.values()),
        live=by_status.get("live", 0),
        missing=by_status.get("missing", 0),
        gone=by_status.get("gone", 0),
        withheld=by_status.get("withheld", 0),
        versions=versions,
        newest=newest,
        due=due,
        waiting=waiting,
        new_lately=new_lately,
        last_run=last_run,
        health=findings,
        trouble=tuple(_site_trouble(connection, name, last_run, findings, running=running)),
    )


def _last_run(connection: sqlite3.Connection, site: str) -> RunStatus | None:
    columns = ", ".join(RunStatus.__dataclass_fields__)
    row = connection.execute(
        f"SELECT {columns} FROM runs WHERE site = ? AND outcome IS NOT 'imported' ORDER BY id DESC LIMIT 1", (site,)
    ).fetchone()
    return RunStatus(*row) if row else None


def _site_trouble(
    connection: sqlite3.Connection,
    site: str,
    run: RunStatus | None,
    findings: tuple[health.Symptom, ...],
    *,
    running: bool,
) -> list[str]:
    trouble = []
    if run is not None and (run.outcome == "failed" or (run.outcome in (None, "interrupted") and not running)):
        trouble.append(f"the last run {run.outcome or 'was killed'}{f': {run.reason}' if run.reason else ''}")
    trouble += [words for words in map(str, findings) if not any(words in line for line in trouble)]
    if run is not None and run.blocked:
        trouble.append(f"the site refused {run.blocked} requests of the last run")
    failing = connection.execute(
        "SELECT url, failures, trouble FROM urls WHERE site = ? AND failures >= ? ORDER BY failures DESC, url",
        (site, MANY_FAILURES),
    ).fetchall()
    if failing:
        samples = "; ".join(f"{url} ({times} times, {why or 'no answer'})" for url, times, why in failing[:_SAMPLES])
        trouble.append(f"{len(failing)} addresses fail again and again: {samples}")
    return trouble


def _trouble(connection: sqlite3.Connection, folder: Path, held: str | None, now: str) -> list[str]:
    trouble = []
    since, present = clock.moment(held), clock.moment(now)
    if since is not None and present is not None and present - since >= HANGING_AFTER:
        trouble.append(f"a run holds the archive since {held}")
    rows = connection.execute(
        "SELECT at, object, detail FROM events WHERE kind = 'recovery' AND at >= ? ORDER BY at",
        (_before(now, NEWS_DAYS),),
    )
    trouble += [f"{at}: {file}: {detail}" for at, file, detail in rows]
    present_files = set(warc.names(folder / "warc"))
    known = {name for (name,) in connection.execute("SELECT name FROM warc_files")}
    lost = sorted((known | manifest.read(folder / "warc").keys()) - present_files)
    if lost:
        trouble.append(f"{len(lost)} WARC files are not there: {', '.join(lost[:_SAMPLES])}")
    return trouble


def _before(now: str, days: int) -> str:
    return clock.text((clock.moment(now) or datetime.now(UTC)) - timedelta(days=days))


def _count(connection: sqlite3.Connection, sql: str) -> int:
    (count,) = connection.execute(sql).fetchone()
    return int(count)
