"""Finding articles: a bounded amount of work, however common the words.

Ranking costs a read per match, so that ordering every match of a common word takes seconds in a large archive. Up
to RANKED matches are all found and ranked by BM25. Beyond that the newest CANDIDATES are taken, and those with the
words in their headline come first.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.reading_room.budget import Work
from archive.reading_room.excerpts import excerpt, marked, pattern
from archive.reading_room.i18n import gettext as _
from archive.tables.query import Query, parse

#: How many matches are all ranked, and how many of the newest are looked at when there are more.
RANKED = 1000
CANDIDATES = 500
#: How many of the newest articles are tried for a common word, and how many of them have to have it: else the word
#: is not that common, and all its matches are sorted by date.
WALK = 4000
ENOUGH = 100

FACETS = ("site", "year", "language", "status")
#: All that narrows a search down.
NARROWING = ("author", *FACETS)
_EXCERPTS = ("body", "lead", "captions", "byline", "contacts")
#: BM25 weights of title, lead, body, byline, captions, contacts.
WEIGHTS = "10.0, 4.0, 1.0, 3.0, 1.0, 1.0"

NOT_WITHHELD = "articles.id NOT IN (SELECT id FROM articles WHERE status = 'withheld')"
#: How much of a title and of a text is looked at, in characters.
TITLE, TEXT = 400, 1_000_000


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep; None keeps all. `author` is words of a byline, `order` is `relevance` or `date`."""

    author: str | None = None
    site: str | None = None
    year: int | None = None
    language: str | None = None
    status: str | None = None
    order: str = "relevance"
    #: Whether what earlier versions said and the present ones no more say is looked through as well.
    all_versions: bool = False

    def clauses(self) -> tuple[str, dict[str, object]]:
        """The SQL condition on `articles`, and its parameters."""
        values = {name: getattr(self, name) for name in FACETS if getattr(self, name) is not None}
        return " AND ".join([NOT_WITHHELD, *(f"articles.{name} = :{name}" for name in values)]), values


@dataclass(frozen=True, slots=True)
class Found:
    """The ids found, best first. `total` is None when there are more than RANKED, and `counts` are empty then."""

    ids: Sequence[int]
    total: int | None
    counts: Mapping[str, Mapping[Any, int]] = field(default_factory=dict)
    #: Of those ids that only an earlier version was found for: the version, by its id.
    former: Mapping[int, int] = field(default_factory=dict)


async def find(database: Any, query: Query, filters: Filters) -> Found:
    """The articles that `query` asks for. Raises datasette's QueryInterrupted beyond its time limit.

    With all versions, articles that only say it no more come first, or all by date.
    """
    found = await _find(database, query, filters)
    if not filters.all_versions or not query.wanted:
        return found
    former = await _former(database, query, filters, found.ids)
    ids = [*former, *found.ids]
    if filters.order == "date":
        sql = "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY published DESC, id"
        ids = [row[0] for row in await database.execute(sql, [json.dumps(ids)])]
    total = None if found.total is None or len(former) == CANDIDATES else found.total + len(former)
    return Found(ids, total, found.counts, former)


async def _former(database: Any, query: Query, filters: Filters, present: Sequence[int]) -> dict[int, int]:
    """Articles of which a line that is gone has what is wanted, and which do not have it now; the last such versions.

    The words have to be in what was taken out at one time.
    """
    where, values = filters.clauses()
    match = f"({query.wanted}) NOT ({query.unwanted})" if query.unwanted else query.wanted
    author = parse(filters.author or "").wanted
    if author:
        where += " AND articles.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :author)"
        values["author"] = f"byline : ({author})"
    sql = f"""
        SELECT former_lines.article_id, max(former_lines.id) FROM (
            SELECT rowid FROM articles_fts_former WHERE articles_fts_former MATCH :match
            ORDER BY rowid DESC LIMIT {WALK}
        ) AS found
        CROSS JOIN former_lines ON former_lines.id = found.rowid
        CROSS JOIN articles ON articles.id = former_lines.article_id
        WHERE {where} AND articles.id NOT IN (SELECT value FROM json_each(:present))
        GROUP BY former_lines.article_id ORDER BY max(former_lines.id) DESC LIMIT {CANDIDATES}
    """
    rows = await database.execute(sql, {"match": match, "present": json.dumps(present), **values})
    former = {row[0]: row[1] for row in rows}
    if len(present) < CANDIDATES or not former:
        return former
    # More say it now than were looked at.
    now = await _matching(database, match or "", [*former], query.simple, len(former))
    return {article: version for article, version in former.items() if article not in now}


async def _find(database: Any, query: Query, filters: Filters) -> Found:
    author = parse(filters.author or "").wanted
    wanted = " AND ".join(filter(None, (query.wanted, author and f"byline : ({author})")))
    if not wanted:
        return await _browse(database, query, filters)
    match = f"({wanted}) NOT ({query.unwanted})" if query.unwanted else wanted
    counting = f"SELECT count(*) FROM (SELECT 1 FROM articles_fts WHERE articles_fts MATCH :match LIMIT {RANKED + 1})"
    matches = (await database.execute(counting, {"match": match})).single_value()
    if matches <= RANKED:
        return await _all_matches(database, match, filters)
    return await _newest_matches(database, query, match, filters)


async def _browse(database: Any, query: Query, filters: Filters) -> Found:
    """No word wanted: the newest articles that the filters keep."""
    where, values = filters.clauses()
    if query.unwanted:
        where += " AND articles.id NOT IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :unwanted)"
        values["unwanted"] = query.unwanted
    sql = f"SELECT id FROM articles WHERE {where} ORDER BY published DESC, id LIMIT {CANDIDATES + 1}"
    ids = [row[0] for row in await database.execute(sql, values)]
    return Found(ids[:CANDIDATES], len(ids) if len(ids) <= CANDIDATES else None)


async def _all_matches(database: Any, match: str, filters: Filters) -> Found:
    where, values = filters.clauses()
    order = "" if filters.order == "date" else f"bm25(articles_fts, {WEIGHTS}),"
    sql = f"""
        SELECT articles.id, {", ".join(f"articles.{name}" for name in FACETS)}
        FROM articles_fts CROSS JOIN articles ON articles.id = articles_fts.rowid
        WHERE articles_fts MATCH :match AND {where} ORDER BY {order} articles.published DESC, articles.id
    """
    rows = list(await database.execute(sql, {"match": match, **values}))
    counts = {name: Counter(row[name] for row in rows if row[name] is not None) for name in FACETS}
    return Found([row["id"] for row in rows], len(rows), counts)


async def _newest_matches(database: Any, query: Query, match: str, filters: Filters) -> Found:
    where, values = filters.clauses()
    walk = f"SELECT id FROM articles WHERE {where} ORDER BY published DESC LIMIT {WALK}"
    newest = [row[0] for row in await database.execute(walk, values)]
    simple = query.simple and not filters.author
    with_words = await _matching(database, match, newest, simple, CANDIDATES)
    ids = [id_ for id_ in newest if id_ in with_words][:CANDIDATES]
    if len(ids) < ENOUGH:
        sort = f"""
            SELECT articles.id FROM articles_fts CROSS JOIN articles ON articles.id = articles_fts.rowid
            WHERE articles_fts MATCH :match AND {where} ORDER BY articles.published DESC LIMIT {CANDIDATES + 1}
        """
        ids = [row[0] for row in await database.execute(sort, {"match": match, **values})]
    total = len(ids) if len(ids) < ENOUGH else None
    ids = ids[:CANDIDATES]
    if filters.order == "relevance" and query.wanted:
        titled = await _matching(database, f"title : ({query.wanted})", ids, query.simple, len(ids))
        ids.sort(key=lambda id_: id_ not in titled)  # stable: the newest stay first
    return Found(ids, total)


async def _matching(database: Any, match: str, ids: Sequence[int], one_by_one: bool, limit: int) -> set[int]:
    """Those of `ids` that match: the first `limit` of them, looked up one by one; or all, in one pass over the index.

    Each look for a beginning, or for words that have to be in it together, reads as much as a pass does.
    """
    sql = """
        SELECT rowid FROM articles_fts
        WHERE articles_fts MATCH :match AND +rowid IN (SELECT value FROM json_each(:ids))
    """
    if one_by_one:
        sql = f"""
            SELECT value FROM json_each(:ids)
            WHERE EXISTS (SELECT 1 FROM articles_fts WHERE articles_fts MATCH :match AND rowid = value) LIMIT {limit}
        """
    return {row[0] for row in await database.execute(sql, {"ids": json.dumps(ids), "match": match})}


@dataclass(frozen=True, slots=True)
class Hit:
    """An article in a list: its row, and its title and an excerpt as pieces of text that are marked or not."""

    article: Any
    title: Sequence[tuple[str, bool]]
    excerpt: Sequence[tuple[str, bool]]
    #: The version that was found, with its `number` and `last_seen`, where only an earlier one was.
    version: Any = None


async def hits(
    database: Any, query: Query, ids: Sequence[int], work: Work, former: Mapping[int, int] | None = None
) -> list[Hit]:
    """The articles `ids`, in this order, with what matches marked, as far as there is time for that `work`."""
    # In the order in which an excerpt is taken from them.
    texts = ", ".join(f"substr({name}, 1, {TEXT}) AS in_{name}" for name in _EXCERPTS) if query.terms else "NULL"
    sql = f"""
        SELECT id, site, url, title, byline, published, language, status, missing_since,
            version_count, substr(coalesce(lead, body), 1, 300) AS lead, {texts},
            coalesce((SELECT seen_at FROM versions WHERE versions.id = version_id), first_seen) AS seen_at
        FROM articles WHERE id IN (SELECT value FROM json_each(?))
    """
    rows = {row["id"]: row for row in await database.execute(sql, [json.dumps(ids)])}
    wanted = [version for article, version in (former or {}).items() if article in rows]
    sql = f"""
        SELECT versions.article_id, versions.number, versions.last_seen, substr(former_lines.text, 1, {TEXT}) AS text
        FROM versions JOIN former_lines ON former_lines.id = versions.id
        WHERE versions.id IN (SELECT value FROM json_each(?))
    """
    found = await database.execute(sql, [json.dumps(wanted)]) if wanted else ()
    versions = {row["article_id"]: row for row in found}
    return await asyncio.to_thread(_hits, query, [rows[id_] for id_ in ids if id_ in rows], work, versions)


def _hits(query: Query, rows: Sequence[Any], work: Work, versions: Mapping[int, Any]) -> list[Hit]:
    wanted = pattern(query.terms)
    found = []
    for row in rows:
        version = versions.get(row["id"])
        texts = [version["text"]] if version else (row[f"in_{name}"] for name in _EXCERPTS) if wanted else []
        excerpts = (excerpt(text, wanted, work) for text in texts if text)
        lead = [(_shorten(row["lead"] or ""), False)]
        title = marked((row["title"] or "")[:TITLE], wanted)
        found.append(Hit(row, title, next(filter(None, excerpts), lead), version))
    return found


def _shorten(text: str, length: int = 260) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "…"


async def choices(database: Any) -> dict[str, list[tuple[Any, str]]]:
    """What the filters can be set to: values that occur, each with its name."""
    sites = await database.execute("SELECT name, coalesce(title, name) FROM sites ORDER BY 2 COLLATE NOCASE")
    return {
        "site": [(row[0], row[1]) for row in sites],
        "year": [(year, str(year)) for year in await _distinct(database, "year", "max", "<")],
        "language": [(language, language) for language in await _distinct(database, "language", "min", ">")],
        "status": [
            ("live", _("still online")),
            ("missing", _("no longer found")),
            ("gone", _("removed by the site")),
        ],
    }


async def _distinct(database: Any, column: str, first: str, beyond: str) -> list[Any]:
    """The values of an indexed column, by a jump through its index instead of a scan."""
    sql = f"""
        WITH RECURSIVE found(value) AS (
            SELECT {first}({column}) FROM articles
            UNION ALL
            SELECT (SELECT {first}({column}) FROM articles WHERE {column} {beyond} found.value)
            FROM found WHERE found.value IS NOT NULL
        )
        SELECT value FROM found WHERE value IS NOT NULL LIMIT 200
    """
    return [row[0] for row in await database.execute(sql)]
