"""Today's parsers over everything that is stored, and what that changes, article by article."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from archive.model.differences import Difference, differences
from archive.model.exchange import Parse, Parsed, StoredPage
from archive.tables import database, store
from archive.upkeep.rebuild import made_anew, take_its_place
from archive.writer.recovery import Finding


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What a reparse makes of one article.

    `versions` is how many there were and are. `differences` are those of the last version's text; `others` says in how
    many of the earlier versions something differs too.
    """

    site: str
    article_id: int
    url: str
    versions: tuple[int, int]
    differences: tuple[Difference, ...]
    others: int

    @property
    def fields(self) -> tuple[str, ...]:
        """The parts that differ, each once; `article` where it comes or goes, `versions` where some merge or split."""
        if not all(self.versions):
            return ("article",)
        parts = dict.fromkeys(difference.part for difference in self.differences)
        return (*parts, *(("versions",) if self.versions[0] != self.versions[1] else ()))


@dataclass
class Reparsed:
    """How many articles were compared and differ, by field how many; and what was found damaged on the way."""

    articles: int = 0
    changed: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)


class _OnlyOf:
    """A `parse` for pages of `sites`; of other sites' it says what the database says already, if that knows them."""

    def __init__(self, parse: Parse, sites: Collection[str], known: Path) -> None:
        self._parse = parse
        self._sites = sites
        self._known = known

    def __call__(self, page: StoredPage) -> Parsed:
        return self._parse(page) if page.site in self._sites else self._said_before(page) or self._parse(page)

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        return database.open_reader(self._known)

    def __getstate__(self) -> dict[str, object]:
        """For another process, which opens a connection of its own."""
        return {name: value for name, value in self.__dict__.items() if name != "_connection"}

    def _said_before(self, page: StoredPage) -> Parsed | None:
        row = self._connection.execute(
            "SELECT c.outcome, c.reason, v.article FROM captures c "
            "LEFT JOIN versions v ON v.article_id = c.article_id AND v.content_sha256 = c.content_sha256 "
            "WHERE c.sha256 = ? AND c.url = ? AND c.requested_url = ? AND c.kind = 'article' "
            "AND c.record = 'response' ORDER BY c.id LIMIT 1",
            (hashlib.sha256(page.payload).hexdigest(), page.url, page.requested_url),
        ).fetchone()
        if row is None:
            return None
        outcome, reason, article = row
        if article is not None:
            return Parsed("ok", store.from_json(article))
        return Parsed(outcome, reason=reason) if outcome == "ok" or reason is not None else None


def reparse(
    folder: Path,
    parse: Parse,
    *,
    parser_version: str,
    sites: Collection[str] = (),
    jobs: int = 0,
    progress: Callable[[int], None] = lambda _: None,
) -> Reparsed:
    """Read every stored page again, without a request; afterwards the database is the one that a rebuild gives.

    Where `sites` are named, so it is for them, and what other sites' pages say stays as it was. On `jobs` cores, by
    default all. The old database stays in use until the new one is whole. Raises ArchiveError, ArchiveHeld.
    """
    result = Reparsed()
    old = folder / database.NAME
    with _parse_anew(folder, parse, parser_version, sites, jobs, progress) as (new, findings):
        result.findings = findings
        if old.exists():
            for change in _changes(old, new, sites, result):
                _count(result, change)
        if sites:
            _keep_parser_versions(old, new, sites)
        take_its_place(folder, new)
    return result


def preview(
    folder: Path,
    parse: Parse,
    tell: Callable[[ArticleChange], None],
    *,
    parser_version: str,
    sites: Collection[str] = (),
    jobs: int = 0,
    progress: Callable[[int], None] = lambda _: None,
) -> Reparsed:
    """Tell what a reparse would change, of `sites` or of all, in the order of sites and addresses; change nothing.

    Raises ArchiveError where there is no database to compare with, ArchiveHeld.
    """
    result = Reparsed()
    old = folder / database.NAME
    database.open_reader(old).close()
    with _parse_anew(folder, parse, parser_version, sites, jobs, progress) as (new, findings):
        result.findings = findings
        for change in _changes(old, new, sites, result):
            _count(result, change)
            tell(change)
    return result


def _parse_anew(
    folder: Path,
    parse: Parse,
    parser_version: str,
    sites: Collection[str],
    jobs: int,
    progress: Callable[[int], None],
) -> AbstractContextManager[tuple[Path, list[Finding]]]:
    """The database that comes of reading the pages of `sites`, or all, again."""
    if sites:
        database.open_reader(folder / database.NAME).close()  # or a page would be the first to say that it cannot
        parse = _OnlyOf(parse, frozenset(sites), folder / database.NAME)
    return made_anew(folder, parse, parser_version=parser_version, jobs=jobs or os.cpu_count() or 1, progress=progress)


def _keep_parser_versions(old: Path, new: Path, sites: Collection[str]) -> None:
    """What was not read again keeps the version of the parser that read it."""
    with closing(database.open_database(new)) as connection:
        connection.execute("ATTACH ? AS old", (f"{old.absolute().as_uri()}?mode=ro",))
        connection.execute(
            "UPDATE main.versions SET parser_version = was.parser_version, profile_id = was.profile_id "
            "FROM old.versions was "
            "WHERE was.id = versions.id AND was.content_sha256 = versions.content_sha256 AND versions.article_id IN "
            "(SELECT id FROM main.articles WHERE site NOT IN (SELECT value FROM json_each(?)))",
            (json.dumps([*sites]),),
        )
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _count(result: Reparsed, change: ArticleChange) -> None:
    result.changed += 1
    result.fields.update(change.fields)


def _changes(old: Path, new: Path, sites: Collection[str], result: Reparsed) -> Iterator[ArticleChange]:
    """The articles whose versions differ between two databases; `result.articles` counts those looked at."""
    connection = database.open_reader(new)
    try:
        connection.execute("ATTACH ? AS old", (f"{old.absolute().as_uri()}?mode=ro",))
        articles = connection.execute(
            "SELECT site, id, max(url) FROM (SELECT site, id, url FROM main.articles WHERE status <> 'withheld' "
            "UNION ALL SELECT site, id, url FROM old.articles WHERE status <> 'withheld') GROUP BY id ORDER BY site, 3"
        )
        for site, article_id, url in articles:
            if sites and site not in sites:
                continue
            result.articles += 1
            change = _change(connection, site, article_id, url)
            if change is not None:
                yield change
    finally:
        connection.close()


def _change(connection: sqlite3.Connection, site: str, article_id: int, url: str) -> ArticleChange | None:
    before, after = (
        connection.execute(
            f"SELECT id, article FROM {name}.versions WHERE article_id = ? ORDER BY number", (article_id,)
        )
        for name in ("old", "main")
    )
    was, now = dict(before.fetchall()), dict(after.fetchall())
    differing = [key for key in was.keys() & now.keys() if was[key] != now[key] and _differ(was[key], now[key])]
    if was.keys() == now.keys() and not differing:
        return None
    found: tuple[Difference, ...] = ()
    if was and now:
        found = tuple(differences(*(store.from_json(list(texts.values())[-1]) for texts in (was, now))))
    last = list(now)[-1:]
    return ArticleChange(
        site, article_id, url, (len(was), len(now)), found, len([key for key in differing if [key] != last])
    )


def _differ(one: str, other: str) -> bool:
    return bool(differences(store.from_json(one), store.from_json(other)))
