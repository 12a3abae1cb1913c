"""Which articles an export takes: by site, time and words. What is withheld is never among them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")

#: An article's day: when it was published, or first seen where the page does not say.
_DAY_SQL = "substr(coalesce(articles.published, articles.first_seen), 1, 10)"


class SelectionError(ValueError):
    """What was asked for makes no sense: a mistake of the caller's."""


@dataclass(frozen=True, slots=True)
class ExportSelection:
    """What to take; empty takes all.

    `since` and `until` are ISO 8601 days, months or years, both included, and compared with the day an article was
    published (or first seen, where the page does not say). `query` is read as the reading room's search box reads it.
    """

    sites: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    query: str | None = None

    def clause(self) -> tuple[str, dict[str, object]]:
        """The SQL condition on `articles`, and its parameters."""
        conditions = ["articles.status <> 'withheld'"]
        values: dict[str, object] = {f"site{number}": name for number, name in enumerate(self.sites)}
        if self.sites:
            conditions.append(f"articles.site IN ({', '.join(f':{name}' for name in values)})")
        if self.since:
            conditions.append(f"{_DAY_SQL} >= :since")
            values["since"] = self.since
        if self.until:
            # Cut to the same length, so that a month includes its last day.
            conditions.append(f"substr({_DAY_SQL}, 1, {len(self.until)}) <= :until")
            values["until"] = self.until
        if self.query:
            conditions += _matching(self.query, values)
        return " AND ".join(conditions), values


def check(connection: sqlite3.Connection, selection: ExportSelection) -> None:
    """Raises SelectionError for a site that the archive does not have, a date that is none, a query without a word."""
    known = [name for (name,) in connection.execute("SELECT name FROM sites ORDER BY name")]
    for name in selection.sites:
        if name not in known:
            raise SelectionError(f"no site {name!r} in this archive; there are: {', '.join(known) or 'none'}")
    for day in filter(None, (selection.since, selection.until)):
        try:
            date.fromisoformat((day + "-01-01")[:10] if _DAY.fullmatch(day) else day + "?")
        except ValueError:
            raise SelectionError(f"{day!r} is no date; write 2020, 2020-02 or 2020-02-04") from None
    selection.clause()


def articles(connection: sqlite3.Connection, selection: ExportSelection) -> Iterator[sqlite3.Row]:
    """The rows of the articles chosen, by site and day.

    Outside a transaction, what another connection withholds or joins to another article meanwhile is left out.
    """
    where, values = selection.clause()
    ids = connection.execute(f"SELECT id FROM articles WHERE {where} ORDER BY site, {_DAY_SQL}, id", values).fetchall()
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    for (article_id,) in ids:
        row = cursor.execute("SELECT * FROM articles WHERE id = ? AND status <> 'withheld'", (article_id,)).fetchone()
        if row is not None:
            yield row


def _matching(query: str, values: dict[str, object]) -> list[str]:
    """Conditions for the words of `query`; their parameters are added to `values`."""
    from archive.tables.query import parse

    parsed = parse(query)
    if parsed.wanted is None and parsed.unwanted is None:
        raise SelectionError(f"{query!r} has no word to search for")
    conditions = []
    for name, words, negation in (("wanted", parsed.wanted, ""), ("unwanted", parsed.unwanted, "NOT ")):
        if words is not None:
            values[name] = words
            found = f"SELECT rowid FROM articles_fts WHERE articles_fts MATCH :{name}"
            conditions.append(f"articles.id {negation}IN ({found})")
    return conditions
