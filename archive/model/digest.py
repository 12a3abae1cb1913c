"""The content digest: what a reader of the article reads, as one SHA-256.

Two hashes serve two questions. A capture's `sha256` is fixity: are these the bytes that were served? The
content digest is change: does the article say anything else than before? Nonces, counters, related links and
whatever the site shows on every page are not in it.
"""

from __future__ import annotations

import hashlib
import json

from archive.model.article import Article, Block
from archive.model.identity import url_key


def content_digest(article: Article) -> str:
    """The SHA-256, as 64 hexadecimal digits, of the parts of `article` that its reader reads."""
    read = [
        article.title,
        article.byline,
        article.published,
        article.lead,
        [_block(block) for block in article.blocks],
        [[figure.caption, figure.credit] for figure in article.figures],
        [[attachment.url, attachment.label] for attachment in article.attachments],
        [
            [block.heading, [[entry.label, entry.kind, entry.value] for entry in block.entries]]
            for block in article.contacts
            if block.scope == "article"
        ],
    ]
    return hashlib.sha256(json.dumps(read, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _block(block: Block) -> list[object]:
    """A block as it is read: addresses by their keys, so that a session's number in one is no change."""
    return [
        block.kind,
        block.text,
        block.level,
        block.start,
        [[span.kind, span.start, span.end, _target(span.href)] for span in block.spans],
        [[cell.row, cell.column, cell.header, cell.rowspan, cell.colspan] for cell in block.cells],
        _target(block.href.partition("?")[0]) if block.href else None,
    ]


def _target(href: str | None) -> str | None:
    return url_key(href) if href and href.startswith("http") else href
