"""/govnews/articles/<id>: an article to read, or one of its earlier texts, with where all of it comes from."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from datasette import Response  # type: ignore[import-untyped]

from archive.model.article import Article, Block, ContactEntry, from_dict
from archive.model.differences import Budget, differences
from archive.reading_room import withheld
from archive.reading_room.answers import LAST_ANSWER, in_words
from archive.reading_room.body import body
from archive.reading_room.citations import Source, bibtex, iso690, news_article
from archive.reading_room.i18n import gettext as _
from archive.reading_room.pages import DATABASE, article_path, message_page, page
from archive.reading_room.security import safe_link

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}

_ARTICLE = "SELECT * FROM articles WHERE id = ?"
_SITE = "SELECT name, coalesce(title, name) AS title, rights, licence FROM sites WHERE name = ?"
_VERSIONS = "SELECT id, number, seen_at, last_seen FROM versions WHERE article_id = ? ORDER BY number DESC"
_VERSION = """
    SELECT versions.number, versions.seen_at, versions.last_seen, versions.content_sha256, versions.parser_version,
        versions.article, captures.id AS capture_id, captures.url, captures.fetched_at, captures.http_status,
        captures.media_type, captures.sha256, captures.size, captures.warc_file, captures.warc_offset,
        captures.run_id, captures.coverage
    FROM versions LEFT JOIN captures ON captures.id = versions.capture_id
    WHERE versions.article_id = ? AND versions.number = ?
"""
_PICTURES = "SELECT image_url, capture_id FROM figures WHERE article_id = ? AND capture_id IS NOT NULL"
_ADDRESSES = "SELECT url, role, first_seen, last_seen FROM article_urls WHERE article_id = ? ORDER BY first_seen, url"


async def article_page(request: Any, datasette: Any) -> Response:
    """The article's page; 404 where there is none, 410 and a tombstone where it is withheld."""
    row = await article_row(request, datasette)
    if row is None:
        text = _("The archive has no article with this number. Its address may have been copied in part.")
        return await message_page(datasette, request, _("No such article"), text, status=404)
    database = datasette.get_database(DATABASE)
    if row["status"] == "withheld":
        context = await withheld.tombstone(database, row)
        return await page(datasette, request, "withheld.html", context, status=410)
    versions = list(await database.execute(_VERSIONS, [row["id"]]))
    asked = request.url_vars.get("number")
    number = int(asked) if asked else max((version["number"] for version in versions), default=0)
    version = (await database.execute(_VERSION, [row["id"], number])).first()
    if version is None and asked:
        text = _("This article has %(count)s versions.", count=len(versions))
        return await message_page(datasette, request, _("No such version"), text, status=404)
    whole = _read(version["article"] if version else None) or _from_row(row)
    article = _part(whole)
    context = await _context(datasette, request, row, article, version, versions)
    return await page(datasette, request, "article.html", {**context, "is_whole": article is whole})


async def changes_page(request: Any, datasette: Any) -> Response:
    """What changed from one version of an article to another."""
    row = await article_row(request, datasette)
    if row is None or row["status"] == "withheld":
        return await article_page(request, datasette)
    database = datasette.get_database(DATABASE)
    numbers = (int(request.url_vars["before"]), int(request.url_vars["after"]))
    before, after = [(await database.execute(_VERSION, [row["id"], number])).first() for number in numbers]
    if before is None or after is None:
        text = _("This article has %(count)s versions.", count=row["version_count"])
        return await message_page(datasette, request, _("No such version"), text, status=404)
    old, new = (_read(version["article"]) or _from_row(row) for version in (before, after))
    budget = Budget()
    context = {
        "article": new,
        "before": before,
        "after": after,
        "differences": await asyncio.to_thread(differences, old, new, budget=budget),
        "is_whole": not budget.is_spent,
        "language": language_tag(new.language),
        "here": article_path(datasette, row["id"]),
    }
    return await page(datasette, request, "difference.html", context)


async def article_bibtex(request: Any, datasette: Any) -> Response:
    """The article's BibTeX entry as a file."""
    row = await article_row(request, datasette)
    if row is None or row["status"] == "withheld":
        return Response.text("There is no such article.\n", status=404 if row is None else 410)
    database = datasette.get_database(DATABASE)
    site = (await database.execute(_SITE, [row["site"]])).first()
    number = row["version_count"]
    version = (await database.execute(_VERSION, [row["id"], number])).first()
    article = _read(version["article"] if version else None) or _from_row(row)
    entry = bibtex(_source(datasette, request, row, article, site["title"], version))
    response = Response(entry, content_type="application/x-bibtex; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="article-{row["id"]}.bib"'
    return response


async def article_row(request: Any, datasette: Any) -> Any:
    """The article's row, or None. Raises Forbidden where the reader may not see the table."""
    permissions = [("view-table", (DATABASE, "articles")), ("view-database", DATABASE), "view-instance"]
    await datasette.ensure_permissions(request.actor, permissions)
    article_id = int(request.url_vars["id"])
    if article_id >= 2**63:
        return None
    return (await datasette.get_database(DATABASE).execute(_ARTICLE, [article_id])).first()


#: How many parts of a kind a page shows, so that any article is shown in time; none that people wrote comes near.
_MOST = {"blocks": 8000, "figures": 1000, "contacts": 500, "attachments": 1000, "related": 500, "translations": 200}
_MOST_ENTRIES = 2000


def _part(article: Article) -> Article:
    """As much of the article as a page can show in time; the article itself where that is all of it."""
    cut: dict[str, Any] = {
        name: getattr(article, name)[:most] for name, most in _MOST.items() if len(getattr(article, name)) > most
    }
    if sum(len(block.entries) for block in article.contacts) > _MOST_ENTRIES:
        entries = (replace(block, entries=block.entries[:50]) for block in article.contacts[:40])
        cut["contacts"] = tuple(entries)
    return replace(article, **cut) if cut else article


def _read(text: str | None) -> Article | None:
    """The Article that a version keeps; None where it is not readable, so that the row's own columns are shown."""
    try:
        return from_dict(json.loads(text or "null"))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _from_row(row: Mapping[str, Any]) -> Article:
    names = ("url", "title", "kicker", "byline", "published", "modified", "language", "section", "lead")
    paragraphs = (text for text in (row["body"] or "").split("\n\n") if text)
    return Article(**{name: row[name] for name in names}, blocks=tuple(Block("paragraph", text) for text in paragraphs))


async def _context(
    datasette: Any, request: Any, row: Any, article: Article, version: Any, versions: list[Any]
) -> dict[str, object]:
    database = datasette.get_database(DATABASE)
    site = (await database.execute(_SITE, [row["site"]])).first()
    pictures = dict(tuple(row) for row in await database.execute(_PICTURES, [row["id"]]))
    known = await _known(database, [link.url for link in (*article.related, *article.translations)])
    hidden = {url for url, id_ in known.items() if id_ is None}
    article = replace(
        article,
        related=tuple(link for link in article.related if link.url not in hidden),
        translations=tuple(link for link in article.translations if link.url not in hidden),
    )
    source = _source(datasette, request, row, article, site["title"], version)
    since = [row["id"], row["missing_since"] or ""]
    answer = (await database.execute(LAST_ANSWER, since)).first() if row["status"] in ("missing", "gone") else None
    return {
        "row": row,
        "article": article,
        "answered": in_words(answer) if answer else None,
        "site": site,
        "body": body(article),
        "pictures": pictures,
        "contacts": [(block, [(entry, contact_link(entry)) for entry in block.entries]) for block in article.contacts],
        "known": known,
        "version": version,
        "versions": versions,
        "is_latest": not versions or version is None or version["number"] == versions[0]["number"],
        "addresses": list(await database.execute(_ADDRESSES, [row["id"]])),
        "language": language_tag(article.language),
        "direction": "rtl" if (article.language or "").lower().partition("-")[0] in _RIGHT_TO_LEFT else "ltr",
        "source": source,
        "iso690": iso690(source),
        "bibtex": bibtex(source),
        "json_ld": news_article(source),
        "here": article_path(datasette, row["id"]),
    }


async def _known(database: Any, urls: Iterable[str]) -> dict[str, int | None]:
    """Which of `urls` are articles of this archive, and their ids; None where one is withheld."""
    moves = (await database.execute(f"SELECT {withheld.moves()}")).single_value()
    keys = {url: withheld.key(url, moves) for url in urls}
    sql = """
        SELECT article_urls.url_key, CASE WHEN articles.status != 'withheld' THEN articles.id END
        FROM article_urls JOIN articles ON articles.id = article_urls.article_id
        WHERE article_urls.url_key IN (SELECT value FROM json_each(:keys))
        UNION ALL
        SELECT url_key, NULL FROM articles
        WHERE url_key IN (SELECT value FROM json_each(:keys)) AND status = 'withheld'
    """
    rows = await database.execute(sql, {"keys": json.dumps(list(keys.values()))})
    found: dict[str, int | None] = {row[0]: row[1] for row in rows}
    return {url: found[key] for url, key in keys.items() if key in found}


def _source(datasette: Any, request: Any, row: Any, article: Article, publisher: str, version: Any) -> Source:
    number = version["number"] if version else None
    path = article_path(datasette, row["id"], number if number != row["version_count"] else None)
    return Source(
        id=row["id"],
        title=article.title,
        authors=article.authors or ((article.byline,) if article.byline else ()),
        publisher=publisher,
        published=article.published,
        modified=article.modified,
        language=language_tag(article.language),
        description=article.lead,
        section=article.section,
        url=article.url,
        permalink=datasette.absolute_url(request, path),
        archived_at=version["seen_at"] if version else row["first_seen"],
    )


def language_tag(language: str | None) -> str | None:
    """The tag if it has BCP 47's form, so that it can be a `lang` attribute."""
    return language if language and _LANGUAGE.fullmatch(language) else None


def contact_link(entry: ContactEntry) -> str | None:
    """Where a contact entry leads: `tel:` (RFC 3966), `mailto:` (RFC 6068), or the link itself.

    >>> contact_link(ContactEntry(None, "phone", "39 19", "3919"))
    'tel:3919'
    >>> contact_link(ContactEntry(None, "email", "a (at) b.example", "a?bcc=x@b.example"))
    'mailto:a%3Fbcc%3Dx@b.example'
    """
    target = (entry.normalized or "").strip()
    if entry.kind == "phone":
        number = re.sub(r"[\s.()/-]", "", target)
        return f"tel:{number}" if re.fullmatch(r"\+?[0-9*]{2,20}", number) else None
    if entry.kind == "email":
        return f"mailto:{quote(target, safe='@')}" if re.fullmatch(r"[^@\s]+@[^@\s]+", target) else None
    if entry.kind in ("url", "social"):
        return safe_link(target)
    return None
