"""Links that belong to the article and not to its text: translations, and what else to read."""

from __future__ import annotations

from collections.abc import Mapping

from archive.model.article import Link
from scraper.parsers.extraction import Extraction

_MAX_LINKS = 200


def find_translations(page: Extraction) -> tuple[Link, ...]:
    """The same article in other languages, as `hreflang` names them in the head or on visible links."""
    found: dict[str, Link] = {}
    own = (page.language or "").lower()
    claims: list[tuple[Mapping[str, str], str | None]] = [
        (attrs, None) for attrs in page.meta.links("alternate") if "hreflang" in attrs
    ]
    claims += [
        (page.nodes[i].attrs, page.text(i))
        for i in page.typed_links
        if "hreflang" in page.nodes[i].attrs and "alternate" in page.nodes[i].attrs.get("rel", "").lower()
    ]
    for attrs, text in claims:
        language = attrs["hreflang"].strip().replace("_", "-")
        url = page.absolute(attrs.get("href"))
        if not url or not url.startswith(("http:", "https:")) or not language or language.lower() in ("x-default", own):
            continue
        if url.partition("#")[0] == page.url.partition("#")[0]:
            continue
        found.setdefault(language.lower(), Link(url, text or attrs.get("title") or None, language))
    return tuple(found.values())[:_MAX_LINKS]


def find_related(page: Extraction) -> tuple[Link, ...]:
    """What the page offers to read besides: links in boxes beside, within and below the article that say so."""
    found: dict[str, Link] = {}
    own = page.url.partition("#")[0]
    chosen = page.selected.get("related")
    regions = page.regions
    for i in page.tagged("a"):
        if chosen:
            if not any(page.within(i, box) for box in chosen):
                continue
        elif regions[i] != "related":
            continue
        node = page.nodes[i]
        if "href" not in node.attrs or (not chosen and node.chars < 12):
            continue
        url = page.absolute(node.attrs["href"])
        if not url or not url.startswith(("http:", "https:")):
            continue
        url = url.partition("#")[0]
        if url != own and url not in found:
            found[url] = Link(url, page.text(i) or None)
    return tuple(found.values())[:_MAX_LINKS]
