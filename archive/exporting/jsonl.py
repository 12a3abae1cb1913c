"""Articles as JSON lines, each a schema.org NewsArticle (https://schema.org/NewsArticle).

What schema.org has no word for stands under `govnews:`. `docs/exchange.md` lists the keys.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any, BinaryIO

from archive.exporting import choose
from archive.exporting.choose import ExportSelection
from archive.model.article import Article, Block, ContactBlock, ContactEntry, Figure
from archive.tables import store

CONTEXT = ["https://schema.org", {"govnews": "urn:govnews:"}]

_NUMBER = {"phone": "telephone", "sms": "telephone", "fax": "faxNumber"}


def write(connection: sqlite3.Connection, selection: ExportSelection, out: BinaryIO) -> int:
    """Write the articles chosen, one a line, in UTF-8; how many they were."""
    count = 0
    for row in choose.articles(connection, selection):
        line = json.dumps(news_article(connection, row), ensure_ascii=False, separators=(",", ":"))
        out.write(line.encode() + b"\n")
        count += 1
    return count


def news_article(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    """One article, a row of `articles`, with all its versions, as a JSON-LD object."""
    versions = connection.execute(
        "SELECT v.number, v.seen_at, v.last_seen, v.content_sha256, v.article, c.url, c.fetched_at, c.sha256, "
        "coalesce(o.warc_file, c.warc_file), coalesce(o.warc_offset, c.warc_offset) "
        "FROM versions v JOIN captures c ON c.id = v.capture_id LEFT JOIN captures o ON o.id = c.original_id "
        "WHERE v.article_id = ? ORDER BY v.number",
        (row["id"],),
    ).fetchall()
    site = connection.execute(
        "SELECT title, home_url, country, rights, licence FROM sites WHERE name = ?", (row["site"],)
    ).fetchone()
    title, home_url, country, rights, licence = site
    *earlier, present = [_version(*version) for version in versions] or [{}]
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "@id": f"urn:govnews:article:{row['id']}",
            "url": row["url"],
            **present,
            "publisher": _filled({"@type": "GovernmentOrganization", "name": title or row["site"], "url": home_url}),
            "countryOfOrigin": country,
            "license": licence,
            "usageInfo": rights,
            "creativeWorkStatus": row["status"],
            "workExample": earlier,
            "govnews:site": row["site"],
            "govnews:firstSeen": row["first_seen"],
            "govnews:lastSeen": row["last_seen"],
            "govnews:lastChecked": row["last_checked"],
            "govnews:missingSince": row["missing_since"],
        }
    )


def _version(
    number: int,
    seen_at: str,
    last_seen: str,
    content_sha256: str,
    article: str,
    url: str,
    fetched_at: str,
    sha256: str,
    warc_file: str,
    warc_offset: int,
) -> dict[str, Any]:
    """A version: what the article said, and the capture that it was read in."""
    return {
        "@type": "NewsArticle",
        "version": number,
        **said(store.from_json(article)),
        "temporalCoverage": f"{seen_at}/{last_seen}",
        "archivedAt": {
            "@type": "WebPage",
            "url": url,
            "dateCreated": fetched_at,
            "sha256": sha256,
            "govnews:warcFile": warc_file,
            "govnews:warcOffset": warc_offset,
        },
        "govnews:contentDigest": f"sha256:{content_sha256}",
    }


def _block(block: Block) -> dict[str, Any]:
    """A block as `docs/article.md` has it, without what is not there."""
    parts = {
        **{name: getattr(block, name) for name in block.__dataclass_fields__ if name not in ("spans", "cells")},
        "spans": [{name: getattr(span, name) for name in span.__dataclass_fields__} for span in block.spans],
        "cells": [{name: getattr(cell, name) for name in cell.__dataclass_fields__} for cell in block.cells],
    }
    return {
        name: value for name, value in parts.items() if not (value is None or value is False or value in ("", (), []))
    }


def said(article: Article) -> dict[str, Any]:
    """What an Article says, in schema.org's words; what it does not say is left out."""
    return _filled(
        {
            "headline": article.title,
            "alternativeHeadline": article.kicker,
            "creditText": article.byline,
            "author": [{"name": name} for name in article.authors],
            "datePublished": article.published,
            "dateModified": article.modified,
            "inLanguage": article.language,
            "articleSection": article.section,
            "keywords": list(article.tags),
            "abstract": article.lead,
            "articleBody": article.body,
            "govnews:blocks": [_block(block) for block in article.blocks],
            "image": [_image(figure) for figure in article.figures],
            "contactPoint": [point for block in article.contacts for point in _contact_points(block)],
            "associatedMedia": [
                _filled(
                    {
                        "@type": "MediaObject",
                        "contentUrl": attachment.url,
                        "name": attachment.label,
                        "encodingFormat": attachment.media_type,
                    }
                )
                for attachment in article.attachments
            ],
            "workTranslation": [
                _filled({"@type": "NewsArticle", "url": link.url, "inLanguage": link.language, "name": link.text})
                for link in article.translations
            ],
            "relatedLink": [link.url for link in article.related],
        }
    )


def _image(figure: Figure) -> dict[str, Any]:
    return _filled(
        {
            "@type": "ImageObject",
            "contentUrl": figure.image_url,
            "description": figure.alt,
            "caption": figure.caption,
            "creditText": figure.credit,
            "position": figure.position,
        }
    )


def _contact_points(block: ContactBlock) -> list[dict[str, Any]]:
    return [
        _filled(
            {
                "@type": "ContactPoint",
                "name": block.heading,
                "contactType": entry.label,
                **_reached(entry),
                "govnews:kind": entry.kind,
                "govnews:scope": block.scope,
                "govnews:shownAs": entry.value,
            }
        )
        for entry in block.entries
    ]


def _reached(entry: ContactEntry) -> dict[str, str]:
    """How the entry reaches somebody; a name or an address is there as shown only."""
    value = entry.normalized or entry.value
    if entry.kind in _NUMBER:
        return {_NUMBER[entry.kind]: value}
    if entry.kind == "email":
        return {"email": value}
    return {"url": value} if entry.kind in ("url", "social") else {}


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """`values` without what is None, empty text or an empty list."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}
