"""What a page's head and its structured data say about it: evidence for the parts to weigh, never the truth.

`<meta>` elements of every vocabulary (OpenGraph, Dublin Core, DCTERMS, citation_*, governments' own) are one table
of names; JSON-LD objects are one flat list.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from scraper.parsers.text.folding import collapsed

_ARTICLE_TYPE = re.compile(r"(?:article|posting|report|statement|pressrelease|announcement|newsitem)$", re.IGNORECASE)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
#: Objects of one page that are looked at; a page that lists more is no article's.
_MAX_OBJECTS = 2000


class Metadata:
    """`<meta>`, `<link>` and JSON-LD of one page."""

    def __init__(
        self, metas: Iterable[Mapping[str, str]], links: Sequence[Mapping[str, str]], scripts: Sequence[str]
    ) -> None:
        """Of the attributes of `<meta>` and `<link>` elements and the texts of JSON-LD scripts, in document order."""
        self._links = links
        self._scripts = scripts
        table: dict[str, list[str]] = {}
        for attrs in metas:
            # Some sites write <meta name=… value=…>, which is no HTML but clear enough.
            value = attrs.get("content") or attrs.get("value")
            if not value or not (value := collapsed(value).strip()):
                continue
            for kind in ("property", "name", "itemprop", "http-equiv"):
                if kind in attrs:
                    for name in attrs[kind].lower().split():
                        table.setdefault(name, []).append(value)
        self._table = table

    def __contains__(self, name: str) -> bool:
        """Whether the page gives this name (lower-case) a value."""
        return name in self._table

    def get(self, *names: str) -> str | None:
        """The first value of the first of these names (lower-case) that the page gives."""
        for name in names:
            if name in self._table:
                return self._table[name][0]
        return None

    def all(self, *names: str) -> list[str]:
        """All values of these names (lower-case), in the order of the names, then of the page."""
        return [value for name in names for value in self._table.get(name, ())]

    def links(self, rel: str) -> list[Mapping[str, str]]:
        """The attributes of the page's `<link>` elements whose rel contains this word."""
        return [attrs for attrs in self._links if rel in attrs.get("rel", "").lower().split()]

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        """All JSON-LD objects, graphs and nested objects flattened, outer before inner."""
        found: list[dict[str, Any]] = []
        for script in self._scripts:
            for thing in _objects(_read_json(script)):
                found.append(thing)
                if len(found) >= _MAX_OBJECTS:
                    return found
        return found

    @cached_property
    def article(self) -> dict[str, Any]:
        """The JSON-LD object that describes the article itself, or an empty one."""
        for thing in self.json_ld:
            types = thing.get("@type")
            for kind in types if isinstance(types, list) else [types]:
                if isinstance(kind, str) and _ARTICLE_TYPE.search(kind):
                    return thing
        return {}


def _read_json(script: str) -> Any:
    """The value in a script, which some sites wrap in a comment or a CDATA section, or end in a comma too many."""
    text = script.strip().rstrip(";")
    if text[:1] not in ("{", "["):
        first = min((at for at in (text.find("{"), text.find("[{")) if at >= 0), default=-1)
        last = max(text.rfind("}"), text.rfind("}]") + 1)
        if first < 0 or last < 0:
            return None
        text = text[first : last + 1]
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(_TRAILING_COMMA.sub(r"\1", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    queue = deque([value])
    while queue:
        thing = queue.popleft()
        if isinstance(thing, dict):
            yield thing
            queue.extend(inner for inner in thing.values() if isinstance(inner, dict | list))
        elif isinstance(thing, list):
            queue.extend(inner for inner in thing if isinstance(inner, dict | list))
