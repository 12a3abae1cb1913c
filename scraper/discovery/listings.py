"""Listing pages that go on: the next page of a paginated listing.

Tried in order: what the page says itself (`rel=next`), a link that is called 'next' in one of the languages of
governments or looks like an arrow, the number after the current one.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from archive.model.identity import url_key
from scraper.discovery.anchors import labels
from scraper.discovery.hyperlinks import Hyperlinks, squeeze, words_of
from scraper.discovery.traps import is_trap
from scraper.hosts import host_of
from scraper.parsers.document.build import read_document
from scraper.parsers.document.model import Document

#: What a link to the following page is called, whole.
_NEXT = re.compile(
    r"""(?:go\ to\ |aller\ à\ la\ |zur\ )?(?:
    next|next\ page|next\ (?:\d+\ )?(?:results|items|entries)|older|older\ (?:posts|entries|news|articles)|
    suivante?s?|page\ suivante|articles?\ (?:plus\ anciens|suivants?)|actualités\ (?:plus\ anciennes|suivantes)|
    nächster?s?|nächste\ seite|vor|vorwärts|weiter|eine\ seite\ vor|ältere\ (?:beiträge|meldungen|einträge)|
    (?:página\ |pàgina\ )?(?:siguiente|següent|seguinte)|(?:página\ )?próxim[ao]|entradas\ antiguas|
    (?:pagina\ )?(?:successiva|seguente)|successiv[oi]|avanti|prossim[ao]|
    volgende|volgende\ pagina|nästa|neste|næste|seuraava|järgmine|nākamā|kitas|następna|następny|dalej|další|
    ďalšie|ďalšia|następna\ strona|következő|naslednja|sljedeća|следећа|înainte|următoarea|pagina\ următoare|
    следующая|далее|вперед|вперёд|наступна|напред|следваща|επόμενη|επόμενο|sonraki|sonraki\ sayfa|
    下一页|下一頁|下页|后页|次へ|次のページ|다음|다음\ 페이지|التالي|הבא|الصفحة\ التالية|بعدی|अगला
    )""",
    re.IGNORECASE | re.VERBOSE,
)
#: The same in words that also lead to articles: they count only where the address is one of the same listing.
_MORE = re.compile(
    r"""load\ more.*|show\ more.*|view\ more.*|see\ more.*|more|more\ (?:news|results|articles|releases)|
    voir\ plus.*|afficher\ plus.*|charger\ plus.*|plus\ d.actualités|mehr|mehr\ (?:laden|anzeigen).*|
    weitere.*(?:laden|anzeigen|meldungen|ergebnisse)|cargar\ más.*|ver\ más.*|ver\ mais.*|carregar\ mais.*|
    carica\ altri.*|mostra\ altri.*|meer\ laden|toon\ meer|показать\ ещё|加载更多|更多|もっと見る|더보기""",
    re.IGNORECASE | re.VERBOSE,
)
_ARROW = re.compile(r"[>›»→⟩❯▶►]{1,3}")
_LAST = re.compile(r"last|dernière|letzte|última|ultim[ao]|laatste|末页|尾页", re.IGNORECASE)
#: Names of query parameters that number a listing's pages or say where in it a page begins.
PAGE_PARAMETER = re.compile(
    r"(?:.*[\[_.-])?(?:page|pages|paged|pagenum|pagenumber|page_?no|page_?id(?=\d)|pg|p|seite|pagina|página|strana|"
    r"start|limitstart|pointer|offset|from|first|skip|b_start|currentpage|cur|pageindex|pi|gtp|gts_?page)(?:\d*|:int|\])",
    re.IGNORECASE,
)
#: The same in a path: `/page/2`, `/p2`, `page-2.html`, eZ Publish's `/(offset)/10`.
PAGE_IN_PATH = re.compile(
    r"/(?:page|pages?|seite|pagina|p|\(offset\)|offset|index|start)[/_:=-]?\(?(\d{1,6})\)?(?:\.\w{2,5})?/?$",
    re.IGNORECASE,
)


def next_page(html: bytes, url: str, *, encoding: str | None = None) -> str | None:
    """The address of the page that follows `url` in its listing, or None on the last one, or where there is none.

    It lies on the same host and is another page than `url`. `encoding` is the charset that the HTTP header names.
    Never raises on any bytes.
    """
    return page_after(read_document(html, url, encoding=encoding))


def page_after(document: Document) -> str | None:
    """As `next_page`, on a page that is read already."""
    if host_of(document.url) is None:
        return None
    links = Hyperlinks(document)
    for found in (_by_relation(links), _by_name(links), _by_number(links)):
        for href in found:
            target = links.absolute(href)
            if target and _is_another_page(target, document.url):
                return target
    return None


def page_number(url: str) -> int | None:
    """The page or offset that `url` names, where it names one.

    >>> page_number("https://example.gov/news?page=3"), page_number("https://example.gov/news/page/12/")
    (3, 12)
    >>> page_number("https://example.gov/news/2024") is None
    True
    """
    parts = urlsplit(url)
    for name, value in parse_qsl(parts.query):
        if PAGE_PARAMETER.fullmatch(name) and re.fullmatch(r"\d{1,6}", value):
            return int(value)
    match = PAGE_IN_PATH.search(parts.path)
    return int(match[1]) if match else None


def without_page(url: str) -> str:
    """`url` without what numbers its page, as a key: the pages of one listing share it.

    >>> without_page("https://example.gov/news?topic=a&page=3") == without_page("https://example.gov/news?topic=a")
    True
    """
    parts = urlsplit(url)
    query = "&".join(
        pair for pair in parts.query.split("&") if pair and not PAGE_PARAMETER.fullmatch(pair.partition("=")[0])
    )
    return url_key(parts._replace(path=PAGE_IN_PATH.sub("", parts.path), query=query, fragment="").geturl())


def _is_another_page(target: str, url: str) -> bool:
    return host_of(target) == host_of(url) and url_key(target) != url_key(url) and not is_trap(target)


def _by_relation(links: Hyperlinks) -> list[str]:
    nodes = links.document.nodes
    related = (nodes[i].attrs for i in links.document.tagged("link", "a"))
    return [attrs.get("href", "") for attrs in related if "next" in attrs.get("rel", "").lower().split()]


def _by_name(links: Hyperlinks) -> list[str]:
    """Links called 'next' by their text, label, title or picture, those with a page's number first."""
    document, url = links.document, links.document.url
    numbered: list[str] = []
    named: list[str] = []
    arrows: list[str] = []
    for node in links:
        href = node.attrs.get("href", "")
        called = (words_of(document, node, 80), *map(squeeze, labels(document, node)))
        words = [word for word in called if 0 < len(word) <= 80]
        names = [re.sub(r"^[\W_]+|[\W_]+$", "", word) for word in words]
        is_next = any(_NEXT.fullmatch(name) for name in names)
        is_more = any(_MORE.fullmatch(name) for name in names) or any(_ARROW.fullmatch(word) for word in words[:1])
        if not (is_next or is_more) or any(_LAST.search(name) for name in names):
            continue
        target = links.absolute(href)
        if not target:
            continue
        same_listing = without_page(target) == without_page(url)
        if is_next:
            (numbered if same_listing or page_number(target) is not None else named).append(href)
        elif same_listing:
            arrows.append(href)
    return numbered + arrows + named


def _by_number(links: Hyperlinks) -> list[str]:
    """The link with the next number, of those that differ from the listing's address in nothing but the page."""
    url = links.document.url
    listing, here = without_page(url), page_number(url)
    numbered: dict[int, str] = {}
    for node in links:
        match = re.fullmatch(r"(?:\D{0,20}\s)?(\d{1,5})", words_of(links.document, node, 40))
        target = links.target(node) if match else None
        if match and target and without_page(target) == listing:
            numbered.setdefault(int(match[1]), target)
    if here is None:  # a listing's own address is its first page
        return [numbered[2]] if 2 in numbered else []
    later = [(number, target) for target in numbered.values() if (number := page_number(target) or 0) > here]
    return [min(later)[1]] if later else []
