"""What the site files the article under: its section, and its tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from scraper.parsers.extraction import Extraction
from scraper.parsers.lexicon.boilerplate import is_boilerplate
from scraper.parsers.signals.lines import block_of

_MAX_TAGS = 50
_MAX_TAG = 80
#: What sites call the box that holds an article's tags, how long one is, and where other articles' tags stand.
_TAG_BOX = re.compile(
    r"(?<![a-z])(?:tags|taglist|keywords|schlagworte|schlagwoerter|motscles|etiquetas|argomenti)(?![a-z])"
)
_LABEL = re.compile(
    r"(?:tags?|keywords|mots[- ]cl[ée]s|étiquettes|schlagw(?:o|ö)rte?r?|etiquetas|palabras clave|palavras[- ]chave|"
    r"parole chiave|trefwoorden|tagi|słowa kluczowe|теги|ключевые слова|ключові слова|标签|關鍵字|关键词|タグ)\s*[:：]",
    re.IGNORECASE,
)
_MAX_BOX = 500
_ELSEWHERE = frozenset(("related", "footer", "header", "aside"))
_TRAIL = re.compile(r"bread|crumb|ariane|brotkrum|migas|briciole|okruszki")


def find_section(page: Extraction) -> tuple[str | None, str | None]:
    """The section and the rule that found it; (None, None) where the page names none."""
    meta = page.meta
    for i in page.selected.get("section", ()):
        if section := _clean(page.text(i)):
            return section, "profile"
    if section := _clean(meta.get("article:section")):
        return section, "opengraph"
    value = meta.article.get("articleSection")
    if isinstance(value, list):
        value = next((entry for entry in value if isinstance(entry, str)), None)
    if isinstance(value, str) and (section := _clean(value)):
        return section, "json-ld"
    if section := _clean(meta.get("parsely-section", "section", "dcterms.category", "category", "newstype")):
        return section, "meta"
    for i in page.itemprops("articleSection"):
        if section := _clean(page.nodes[i].attrs.get("content") or page.text(i)):
            return section, "microdata"
    return _from_breadcrumb(page)


def find_tags(page: Extraction) -> tuple[tuple[str, ...], str | None]:
    """The tags, each once, and the rule that found them."""
    meta = page.meta
    keywords = meta.article.get("keywords")
    listed = [entry for entry in keywords if isinstance(entry, str)] if isinstance(keywords, list) else []
    if isinstance(keywords, str):
        listed = _split(keywords)
    sources: tuple[tuple[str, Callable[[], Iterable[str]]], ...] = (
        ("profile", lambda: map(page.text, page.selected.get("tags", ()))),
        ("opengraph", lambda: (tag for value in meta.all("article:tag") for tag in _split(value))),
        ("json-ld", lambda: listed),
        (
            "link",
            lambda: (page.text(i) for i in page.typed_links if "tag" in page.nodes[i].attrs.get("rel", "").split()),
        ),
        ("heuristic:box", lambda: _from_box(page)),
        ("heuristic:labelled", lambda: _from_line(page)),
        ("dublin-core", lambda: (tag for value in meta.all("dcterms.subject", "dc.subject") for tag in _split(value))),
        ("meta", lambda: (tag for value in meta.all("news_keywords", "keywords") for tag in _split(value))),
    )
    for rule, values in sources:
        tags = tuple(dict.fromkeys(tag for value in values() if (tag := _clean(value)) and len(tag) <= _MAX_TAG))
        if tags:
            return tags[:_MAX_TAGS], rule
    return (), None


def _from_box(page: Extraction) -> list[str]:
    """What the links, or else the items, of the first box of tags below the headline say."""
    nodes = page.nodes
    start = page.content[0] if page.title_node is None else page.title_node
    for index, region in page.claimed:
        node = nodes[index]
        if index < start or region != "navigation" or not 0 < node.chars <= _MAX_BOX or not _is_of_tags(node.names):
            continue
        if page.regions[max(node.parent, 0)] in _ELSEWHERE:
            continue
        inner = nodes[index + 1 : node.end]
        links = [page.text(each.index) for each in inner if each.tag == "a" and each.chars]
        items = links or [page.text(each.index) for each in inner if each.tag == "li" and each.chars]
        items = items or [line for line in page.lines(index) if line.startswith("#")]
        return [item for item in items if not is_boilerplate(item, linked=True)]
    return []


def _from_line(page: Extraction) -> list[str]:
    """The links of the first line below the headline that begins with a label of tags."""
    start = page.content[0] if page.title_node is None else page.title_node
    for first, last, chars, links in page.lines_of_text:
        owner = page.owners[first]
        if not links or owner < start or chars > _MAX_BOX or page.regions[owner] in _ELSEWHERE:
            continue
        if _LABEL.match(page.runs[first].lstrip()):
            return [page.text(i) for i in page.tagged("a") if first <= page.nodes[i].run < last]
    return []


@lru_cache(4096)
def _is_of_tags(names: str) -> bool:
    return _TAG_BOX.search(names) is not None


def tag_links(page: Extraction) -> tuple[int, ...]:
    """The links that are tags (`rel="tag"`, microformats) and stand in no running text."""
    found = []
    for i in page.typed_links:
        if "tag" in page.nodes[i].attrs.get("rel", "").split():
            block = page.nodes[block_of(page, i)]
            if page.prose[block.run] == page.prose[block.run_end]:
                found.append(i)
    return tuple(found)


def _from_breadcrumb(page: Extraction) -> tuple[str | None, str | None]:
    """The last step of the page's trail before the article itself."""
    for thing in page.meta.json_ld:
        if thing.get("@type") == "BreadcrumbList" and isinstance(thing.get("itemListElement"), list):
            names = [_step_name(step) for step in thing["itemListElement"] if isinstance(step, dict)]
            trail = [name for name in names if name and name != page.title]
            if len(trail) > 1:
                return trail[-1], "json-ld"
    for index, region in page.claimed:
        node = page.nodes[index]
        if region == "navigation" and node.names and node.chars < 600 and _is_trail(node.names):
            links = [
                page.text(i)
                for i in page.tagged("a")
                if node.index < i < node.end
                and page.nodes[i].chars < _MAX_TAG
                and "aria-current" not in page.nodes[i].attrs
            ]
            trail = [name for name in links if name and name != page.title]
            if len(trail) > 1:
                return _clean(trail[-1]), "heuristic:breadcrumb"
            return None, None
    return None, None


@lru_cache(4096)
def _is_trail(names: str) -> bool:
    return _TRAIL.search(names) is not None


def _step_name(step: dict[str, object]) -> str | None:
    name = step.get("name")
    item = step.get("item")
    if not isinstance(name, str) and isinstance(item, dict):
        name = item.get("name")
    return _clean(name) if isinstance(name, str) else None


def _split(value: str) -> list[str]:
    return re.split(r"[,;،、，；]\s*", value)


def _clean(value: str | None) -> str | None:
    if not isinstance(value, str):
        return None
    return re.sub(r"\s+", " ", value).strip(" #,;|>/»›") or None
