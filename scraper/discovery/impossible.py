"""An address that no page of a site can have, beside those of its articles."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit, urlunsplit


def impossible(url: str, *seed: object) -> str:
    """An address like that of the article at `url`, which cannot exist; the same for the same `seed`.

    Sites say "not found" by folder, by file type and by parameter: what names the page is replaced, nothing else.

    >>> impossible("https://example.gov/news/flood.html", "site", 7)
    'https://example.gov/news/govnews-probe-0f9480017e7c.html'
    >>> impossible("https://example.gov/page.php?lang=fr&id=7", "site", 7)
    'https://example.gov/page.php?lang=fr&id=govnews-probe-0f9480017e7c'
    """
    parts = urlsplit(url)
    name = "govnews-probe-" + hashlib.sha256("|".join(map(str, seed)).encode()).hexdigest()[:12]
    if "=" in parts.query:
        return urlunsplit(parts._replace(query=f"{parts.query.rpartition('=')[0]}={name}", fragment=""))
    folder, _, last = parts.path.rstrip("/").rpartition("/")
    dot = last.rpartition(".")
    extension = f".{dot[2]}" if dot[1] and dot[2].isalpha() and len(dot[2]) <= 5 else ""
    slash = "/" if parts.path.endswith("/") and len(parts.path) > 1 else ""
    return urlunsplit(parts._replace(path=f"{folder}/{name}{extension}{slash}", query="", fragment=""))
