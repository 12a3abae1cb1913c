"""Today's parsers over everything that is stored, and what that changes, article by article."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archive import database, store
from archive.capture import Page, Read, Reading
from archive.differences import Difference, differences
from archive.rebuild import made_anew, take_its_place
from archive.recovery import Finding


@dataclass(frozen=True, slots=True)
class Change:
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
    """A `read` that spares the pages of other sites the parser; nothing that it makes of them is looked at."""

    def __init__(self, read: Read, sites: Collection[str]) -> None:
        self._read = read
        self._sites = sites

    def __call__(self, page: Page) -> Reading:
        return self._read(page) if page.site in self._sites else Reading("ok")


def reparse(
    folder: Path,
    read: Read,
    *,
    parser_version: str,
    jobs: int = 0,
    progress: Callable[[int], None] = lambda _: None,
) -> Reparsed:
    """Read every stored page again, without a request; afterwards the database is the one that a rebuild gives.

    On `jobs` cores, by default all. The old database stays in use until the new one is whole. Raises ArchiveError,
    ArchiveHeld.
    """
    result = Reparsed()
    jobs = jobs or os.cpu_count() or 1
    with made_anew(folder, read, parser_version=parser_version, jobs=jobs, progress=progress) as (new, findings):
        result.findings = findings
        if (folder / database.NAME).exists():
            for change in _changes(folder / database.NAME, new, (), result):
                _count(result, change)
        take_its_place(folder, new)
    return result


def preview(
    folder: Path,
    read: Read,
    tell: Callable[[Change], None],
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
    database.open_reader(folder / database.NAME).close()
    jobs = jobs or os.cpu_count() or 1
    some = _OnlyOf(read, frozenset(sites)) if sites else read
    with made_anew(folder, some, parser_version=parser_version, jobs=jobs, progress=progress) as (new, findings):
        result.findings = findings
        for change in _changes(folder / database.NAME, new, sites, result):
            _count(result, change)
            tell(change)
    return result


def _count(result: Reparsed, change: Change) -> None:
    result.changed += 1
    result.fields.update(change.fields)


def _changes(old: Path, new: Path, sites: Collection[str], result: Reparsed) -> Iterator[Change]:
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


def _change(connection: sqlite3.Connection, site: str, article_id: int, url: str) -> Change | None:
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
    return Change(site, article_id, url, (len(was), len(now)), found, len([key for key in differing if [key] != last]))


def _differ(one: str, other: str) -> bool:
    return bool(differences(store.from_json(one), store.from_json(other)))
