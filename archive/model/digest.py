"""The content digest: what a reader of the article reads, as one SHA-256.

Two hashes serve two questions. A capture's `sha256` is fixity: are these the bytes that were served? The
content digest is change: does the article say anything else than before? Nonces, counters, related links and
whatever the site shows on every page are not in it.
"""

from __future__ import annotations

import hashlib
import json

from archive.model.article import Article


def content_digest(article: Article) -> str:
    """The SHA-256, as 64 hexadecimal digits, of the parts of `article` that its reader reads."""
    read = [
        article.title,
        article.byline,
        article.published,
        article.lead,
        [[block.kind, block.text, block.level] for block in article.blocks],
        [[figure.caption, figure.credit] for figure in article.figures],
        [[attachment.url, attachment.label] for attachment in article.attachments],
        [
            [block.heading, [[entry.label, entry.kind, entry.value] for entry in block.entries]]
            for block in article.contacts
            if block.scope == "article"
        ],
    ]
    return hashlib.sha256(json.dumps(read, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
