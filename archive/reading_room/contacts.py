"""Finding contact blocks: by number in any spelling, by words of their heading, labels and values, by kind.

A block is stored once however many pages show it. One that only withheld articles showed is never found.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import phonenumbers

from archive.model.article import ContactEntry

KINDS = ("phone", "fax", "sms", "email", "url", "address", "social", "person", "other")
_NUMBERS = ("phone", "fax", "sms")
#: A part of a number is looked for from this many digits on: two or three are a short code, or nothing.
_PART = 4
_NUMBER = re.compile(r"\+?[0-9][0-9 ./()\u00a0\u202f\u2011-]{0,24}")

#: Blocks that no article shows that may be read.
_WITHHELD = """
    SELECT hidden.contact_block_id FROM article_contact_blocks AS hidden
    WHERE hidden.article_id IN (SELECT id FROM articles WHERE status = 'withheld') AND NOT EXISTS (
        SELECT 1 FROM article_contact_blocks AS other JOIN articles ON articles.id = other.article_id
        WHERE other.contact_block_id = hidden.contact_block_id AND articles.status != 'withheld'
    )
"""
_SHOWN = """
    SELECT shown.contact_block_id, articles.site, count(*) AS articles, min(shown.first_seen) AS first_seen,
        max(shown.last_seen) AS last_seen
    FROM article_contact_blocks AS shown CROSS JOIN articles ON articles.id = shown.article_id
    WHERE shown.contact_block_id IN (SELECT value FROM json_each(:ids)) AND articles.status != 'withheld'
    GROUP BY shown.contact_block_id, articles.site ORDER BY articles DESC, articles.site
"""
_ARTICLES = """
    SELECT articles.id, articles.site, articles.title, articles.language, articles.published, shown.first_seen,
        shown.last_seen
    FROM article_contact_blocks AS shown JOIN articles ON articles.id = shown.article_id
    WHERE shown.contact_block_id = :id AND articles.status != 'withheld'
    ORDER BY shown.last_seen DESC, articles.id LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. `kind` is one of KINDS, or None for all; `site` a site's name, or None."""

    text: str = ""
    kind: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A contact block, its entries, and for each site how many articles showed it, from when until when."""

    id: int
    heading: str | None
    scope: str
    entries: Sequence[ContactEntry]
    shown: Sequence[Mapping[str, Any]]


def is_number(text: str) -> bool:
    """Whether `text` could be a telephone number.

    >>> is_number("39 19"), is_number("+33 (0)1 23-45"), is_number("covid-19")
    (True, True, False)
    """
    return bool(_NUMBER.fullmatch(text.strip()))


def spellings(text: str, countries: Sequence[str]) -> list[str]:
    """The numbers that `text` may mean, as the archive keeps them: a short code, or E.164 in one of `countries`.

    >>> spellings("39 19", ["FR"]), spellings("01 42 92 20 00", ["FR"]), spellings("0033 1 42 92 20 00", [])
    (['3919'], ['0142922000', '+33142922000'], ['0033142922000', '+33142922000'])
    """
    text = unicodedata.normalize("NFKC", text).strip()
    digits = "".join(character for character in text if character.isdecimal())
    found = [f"+{digits}" if text.startswith("+") else digits]
    for country in [None, *countries]:
        try:
            international = f"+{digits[2:]}" if digits.startswith("00") else text
            parsed = phonenumbers.parse(international, country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(parsed):
            found.append(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    return list(dict.fromkeys(found))


def fold(text: str | None) -> str:
    """`text` without accents, capitals and kinds of apostrophe, for SQL: `govnews_fold(label)`.

    >>> fold("Préfecture de l’Isère")
    "prefecture de l'isere"
    """
    plain = unicodedata.normalize("NFKD", (text or "").replace("’", "'").casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


async def find(database: Any, wanted: Wanted, *, limit: int, offset: int = 0) -> list[int]:
    """The ids of the blocks wanted, those that most articles show first."""
    conditions = [f"shown.contact_block_id NOT IN ({_WITHHELD})"]
    values: dict[str, object] = {"limit": limit, "offset": offset}
    if wanted.text or wanted.kind:
        where, more = await _entries(database, wanted)
        conditions.append(f"shown.contact_block_id IN ({where})")
        values |= more
    if wanted.site:
        conditions.append(
            "EXISTS (SELECT 1 FROM article_contact_blocks AS there JOIN articles ON articles.id = there.article_id "
            "WHERE there.contact_block_id = shown.contact_block_id AND articles.site = :site "
            "AND articles.status != 'withheld')"
        )
        values["site"] = wanted.site
    sql = f"""
        SELECT shown.contact_block_id FROM article_contact_blocks AS shown WHERE {" AND ".join(conditions)}
        GROUP BY shown.contact_block_id ORDER BY count(*) DESC, shown.contact_block_id LIMIT :limit OFFSET :offset
    """
    return [row[0] for row in await database.execute(sql, values)]


async def _entries(database: Any, wanted: Wanted) -> tuple[str, dict[str, object]]:
    """The SQL for the blocks with what is wanted, and its parameters."""
    kind = " AND kind = :kind" if wanted.kind else ""
    values: dict[str, object] = {"kind": wanted.kind} if wanted.kind else {}
    if not wanted.text:
        return f"SELECT contact_block_id FROM contact_entries WHERE true{kind}", values
    if is_number(wanted.text):
        countries = [row[0] for row in await database.execute("SELECT DISTINCT country FROM sites") if row[0]]
        numbers = spellings(wanted.text, countries)
        values |= {"numbers": json.dumps(numbers), "part": f"%{numbers[0].lstrip('+0')}%"}
        exact = "normalized IN (SELECT value FROM json_each(:numbers))"
        known = f"SELECT 1 FROM contact_entries WHERE {exact}{kind} LIMIT 1"
        # A part of a number only where no number is meant.
        if len(numbers[0].lstrip("+0")) >= _PART and not (await database.execute(known, values)).rows:
            exact = f"kind IN {_NUMBERS} AND normalized LIKE :part"
        return f"SELECT contact_block_id FROM contact_entries WHERE {exact}{kind}", values
    words = fold(wanted.text).split()[:8]
    values |= {f"word{number}": word for number, word in enumerate(words)}
    everything = (
        "govnews_fold(coalesce(heading, '') || ' ' || coalesce(label, '') || ' ' || value || ' ' "
        "|| coalesce(normalized, ''))"
    )
    having = "".join(f" AND instr({everything}, :word{number})" for number in range(len(words)))
    return (
        "SELECT contact_block_id FROM contact_entries "
        f"JOIN contact_blocks ON contact_blocks.id = contact_block_id WHERE true{kind}{having}",
        values,
    )


async def blocks(database: Any, ids: Sequence[int]) -> list[ShownBlock]:
    """The blocks `ids`, in this order."""
    values = {"ids": json.dumps(ids)}
    heads = await database.execute(
        "SELECT id, heading, scope FROM contact_blocks WHERE id IN (SELECT value FROM json_each(:ids))", values
    )
    rows = {row["id"]: row for row in heads}
    entries: dict[int, list[ContactEntry]] = {id_: [] for id_ in ids}
    found = await database.execute(
        "SELECT contact_block_id, label, kind, value, normalized FROM contact_entries "
        "WHERE contact_block_id IN (SELECT value FROM json_each(:ids)) ORDER BY contact_block_id, position",
        values,
    )
    for row in found:
        entries[row[0]].append(ContactEntry(*tuple(row)[1:]))
    shown: dict[int, list[Any]] = {id_: [] for id_ in ids}
    for row in await database.execute(_SHOWN, values):
        shown[row["contact_block_id"]].append(row)
    return [
        ShownBlock(id_, rows[id_]["heading"], rows[id_]["scope"], entries[id_], shown[id_])
        for id_ in ids
        if id_ in rows
    ]


async def articles(database: Any, block_id: int, limit: int) -> list[Any]:
    """The articles that showed a block, those that showed it last first."""
    return list(await database.execute(_ARTICLES, {"id": block_id, "limit": limit}))
