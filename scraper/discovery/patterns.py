"""From addresses of articles to the patterns that a profile would have for them. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from archive.model.identity import url_key

#: A pattern must hold for this share of the addresses, and so many patterns are proposed at most.
LEAST_SHARE = 0.05
MOST = 6
#: A folder that has so many values beside the same neighbours is no name but a variable.
_MANY_VALUES = 3


def article_patterns(urls: Iterable[str]) -> tuple[str, ...]:
    """Regular expressions, searched in path and query, that hold for nearly all of `urls`; the most frequent first.

    >>> article_patterns(["https://a.gov/news/2024/flood", "https://a.gov/news/2023/bridge", "https://a.gov/"])
    ('^/news/\\\\d{4}/[^/?]+$',)
    """
    addresses = {url_key(url): url for url in urls}.values()
    paths = [urlsplit(url) for url in addresses if urlsplit(url).path.strip("/") or urlsplit(url).query]
    shapes = _open_folders([_shape(parts.path, parts.query) for parts in paths])
    counts = Counter(shapes)
    enough = max(1 if len(counts) == 1 else 2, LEAST_SHARE * len(paths))
    return tuple("".join(shape) for shape, count in counts.most_common(MOST) if count >= enough)


def _shape(path: str, query: str) -> tuple[str, ...]:
    """An address's pattern, part by part: folders, the last part, the query."""
    *folders, last = path.split("/")[1:]
    ending = "/$" if not last and folders else "$"
    last = last or (folders.pop() if folders else "")
    extension = re.search(r"\.[a-z]{2,5}$", last, re.IGNORECASE)
    if query:
        names = [re.escape(pair.partition("=")[0]) for pair in query.split("&")]
        numbered = [f"{name}=" + r"[^&]+" for name in names]
        return ("^", *(f"/{_folder(one)}" for one in folders), f"/{re.escape(last)}", r"\?" + "&".join(numbered), "$")
    slug = r"\d+" if last.isdigit() else "[^/?]+" + (re.escape(extension[0]) if extension else "")
    return ("^", *(f"/{_folder(one)}" for one in folders), f"/{slug}", ending)


def _folder(name: str) -> str:
    if re.fullmatch(r"(?:19|20)\d\d", name):
        return r"\d{4}"
    if name.isdigit():
        return r"\d{2}" if len(name) == 2 else r"\d+"
    return re.escape(name)


def _open_folders(shapes: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The shapes with folders left open that have many values beside the same neighbours."""
    longest = max(map(len, shapes), default=0)
    # The first folder names the section: it stays.
    for place in range(2, longest - 2):
        beside: dict[tuple[tuple[str, ...], tuple[str, ...]], set[str]] = defaultdict(set)
        for shape in shapes:
            if place < len(shape) - 2:
                beside[shape[:place], shape[place + 1 :]].add(shape[place])
        shapes = [
            (*shape[:place], "/[^/?]+", *shape[place + 1 :])
            if place < len(shape) - 2 and len(beside[shape[:place], shape[place + 1 :]]) > _MANY_VALUES
            else shape
            for shape in shapes
        ]
    return shapes
