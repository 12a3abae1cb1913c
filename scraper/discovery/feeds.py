"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom (RFC 4287) and JSON Feed 1.1, also broken ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from archive.tables.frontier import FoundUrl
from scraper.discovery.addresses import absolute
from scraper.discovery.times import iso_time
from scraper.discovery.xml import Element, clean_xml

#: Longer feeds are cut here.
MAX_BYTES = 20 * 1024 * 1024

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_RELATIONS = "http://www.iana.org/assignments/relation/"
_MODIFIED = ("updated", "modified", "pubdate", "published", "date", "issued", "created")


def read_feed(data: bytes, url: str) -> list[FoundUrl]:
    """The entries' addresses in the feed's order, each once; empty for what is no feed. Never raises on any bytes."""
    data = data[:MAX_BYTES]
    entries = _json_entries(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml_entries(data, url)
    found: dict[str, FoundUrl] = {}
    for href, base, modified in entries:
        target = absolute(href, base or url)
        if target:
            found.setdefault(target, FoundUrl(url=target, lastmod=iso_time(modified), found_on=url))
    return list(found.values())


def _json_entries(data: bytes) -> Iterator[tuple[str, str | None, str | None]]:
    try:
        feed: Any = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            href = next((item[key] for key in ("url", "external_url", "id") if isinstance(item.get(key), str)), "")
            modified = item.get("date_modified") or item.get("date_published")
            yield href, None, modified if isinstance(modified, str) else None


def _xml_entries(data: bytes, url: str) -> Iterator[tuple[str, str | None, str | None]]:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(clean_xml(data), parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is None or local_name(root) not in ("rss", "rdf", "feed", "channel"):
        return
    for entry in root.iter():
        if local_name(entry) in ("item", "entry"):
            yield _link(entry), _base(entry, url), _modified(entry)


def _link(entry: Element) -> str:
    """An entry's address: what a redirecting service says it was, its link, its permanent id; its children first."""
    links: dict[str, str] = {}
    for child in (*entry, *entry.iterdescendants()):
        name, text = local_name(child), (child.text or "").strip()
        if name == "link" and child.get("href"):
            if _is_alternate(child.get("rel")):
                links.setdefault(_kind(child.get("type")), child.get("href", ""))
        elif name in ("link", "origlink") and text:
            links.setdefault(name, text)
        elif name in ("guid", "id") and child.get("isPermaLink", "true") == "true" and text.startswith("http"):
            links.setdefault("id", text)
    about = next((value for key, value in entry.attrib.items() if str(key).endswith("}about")), "")
    return next((links[name] for name in ("origlink", "page", "link", "other", "id") if name in links), str(about))


def _is_alternate(rel: str | None) -> bool:
    """Whether a link leads to the entry itself (RFC 4287, 4.2.7.2): in any case, also as IANA's registry names it."""
    names = (rel or "alternate").lower().split()
    return any(name.removeprefix(_RELATIONS) == "alternate" for name in names)


def _kind(media_type: str | None) -> str:
    """What an alternate is: a page, something of another kind, or a link that does not say."""
    named = (media_type or "").partition(";")[0].strip().lower()
    return "page" if named in ("text/html", "application/xhtml+xml") else "other" if named else "link"


def _base(entry: Element, url: str) -> str:
    chain = [element.get(_XML_BASE) for element in (entry, *entry.iterancestors())]
    base = url
    for part in reversed([part for part in chain if part]):
        try:
            base = urljoin(base, part)
        except ValueError:
            return url
    return base


def _modified(entry: Element) -> str | None:
    times = {local_name(child): (child.text or "").strip() for child in entry}
    return next((times[name] for name in _MODIFIED if times.get(name)), None)


def local_name(element: Element) -> str:
    """An element's name without its namespace, lower case; empty for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
