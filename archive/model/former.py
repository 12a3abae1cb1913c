"""What an article no longer says: the lines of one of its versions that the next one has not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any


def former_lines(before: str, after: str) -> str | None:
    """The lines, in their order, of the Article `before` that `after` has not (both as JSON); None where all stayed.

    Lines are those of the title, kicker, byline and lead, of each block and caption, and the article's own contacts.

    >>> old = '{"title": "A", "blocks": [{"text": "One."}, {"text": "Two."}]}'
    >>> former_lines(old, '{"title": "A", "blocks": [{"text": "Two."}, {"text": "Three."}]}')
    'One.'
    """
    kept = set(_lines(json.loads(after)))
    return "\n".join(line for line in dict.fromkeys(_lines(json.loads(before))) if line not in kept) or None


def _lines(article: dict[str, Any]) -> Iterator[str]:
    texts = [article.get(name) for name in ("title", "kicker", "byline", "lead")]
    texts += [block.get("text") for block in article.get("blocks", ())]
    texts += [figure.get(name) for figure in article.get("figures", ()) for name in ("caption", "credit")]
    for contact in article.get("contacts", ()):
        if contact.get("scope") == "article":
            texts.append(contact.get("heading"))
            for entry in contact.get("entries", ()):
                texts.append(" ".join(filter(None, (entry.get("label"), entry.get("value"), entry.get("normalized")))))
    for text in texts:
        yield from filter(None, map(str.strip, (text or "").splitlines()))
