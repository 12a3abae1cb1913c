"""Documents that an article offers: links to files in its text, below it, and in boxes that say what they hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from archive.model.article import Attachment
from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "epub": "application/epub+zip",
    "zip": "application/zip",
}
_DOCUMENT_TYPES = frozenset(MEDIA_TYPES.values())
_NOT_THE_ARTICLES = frozenset(("navigation", "footer", "header", "consent", "comments", "share", "advert", "form"))
#: Parts of a page whose documents are the article's only where they stand in its text.
_BESIDE = _NOT_THE_ARTICLES | {"related", "aside", "hidden"}
_PAGE = frozenset(("html", "body", "main"))
_MAX_LINKS = 200
_MAX_BOX = 2000
_MAX_HEADING = 60
_MAX_LABEL = 400

_SUFFIX = "|".join(sorted(MEDIA_TYPES, key=len, reverse=True))
_SIZE = r"\d[\d.,\u00a0\u202f ]{0,12}(?:[kmg]i?[bo]|bytes|octets|кб|мб)\b"
#: What a label says of the file and not of what is in it: `(PDF, 1,2 MB, not accessible)`, `PDF – 2 Ko`, `[340 kB]`.
_DETAIL = re.compile(
    rf"[\s,;|–-]*(?:[(\[][^()\[\]]{{0,30}}?(?:{_SIZE})[^()\[\]]{{0,60}}[)\]]|"
    rf"\b(?:{_SUFFIX})\b[\s,;:/|–-]{{0,4}}(?:{_SIZE})|(?:{_SIZE})[\s,;:/|–-]{{1,4}}(?:{_SUFFIX}))\s*",
    re.IGNORECASE,
)
_TYPE = re.compile(rf"(?:^|[(\[\s])({_SUFFIX})(?=[\s)\],;:/–-]|$)", re.IGNORECASE)
_SUFFIXES = tuple(MEDIA_TYPES)
_BRACKETED_TYPE = re.compile(rf"\s*[(\[]\s*({_SUFFIX})\b[^()\[\]]{{0,60}}[)\]]", re.IGNORECASE)
_NAMES = re.compile(
    r"(?<![a-z])(?:attachments?|downloads?|documents?|files|anlagen?|anhaenge|telechargements?|pieces?-jointes?|"
    r"descargas?|adjuntos?|documentos?|allegat[io]|documenti|anexos?|bijlagen|zalaczniki)(?![a-z])"
)
_HEADING = re.compile(
    r"(?:(?:documents? |fichiers? )?à télécharger|(?:en )?téléchargements?|pièces? jointes?|(?:associated |related |"
    r"supporting )?documents?|attachments?|downloads?|files?|zum (?:herunterladen|download)|(?:weitere )?(?:anlagen?|"
    r"dateien|dokumente|anhänge?)|(?:documentos?|archivos?)(?: adjuntos?| relacionad[oa]s?| para descargar)?|"
    r"descargas?|adjuntos?|allegat[io]|document[io](?: allegati| correlati)?|anexos?|ficheiros|arquivos|bijlagen?|"
    r"documenten|załączniki?|pliki do pobrania|dokumenty|documente|документы|файлы|вложения|документи|έγγραφα|"
    r"συνημμένα|附件(?:下载)?|相关附件|相關附件|添付(?:ファイル|資料)|첨부 ?(?:파일)?|المرفقات|مرفقات)\W*",
    re.IGNORECASE,
)


def find_attachments(page: Extraction) -> tuple[Attachment, ...]:
    """Documents that the article links to, each once, in reading order."""
    found: dict[str, Attachment] = {}
    for i, media_type in _documents(page):
        node = page.nodes[i]
        url = page.absolute(node.attrs["href"])
        if url and url.startswith(("http:", "https:")) and (key := url.partition("#")[0]) not in found:
            page.take(i, "attachments")
            text = page.text(i)
            found[key] = Attachment(key, _label(text) or text or node.attrs.get("title") or None, media_type)
    return tuple(found.values())[:_MAX_LINKS]


def _documents(page: Extraction) -> Iterator[tuple[int, str | None]]:
    """The links to the article's documents with the type of each, where one can tell."""
    frame = _frame(page)
    chosen, regions = page.selected.get("attachments"), page.regions
    first, last = page.content[0], frame.end if frame else page.content[1]
    some_shown = _tells_types(page, first, last)
    links = page.tagged("a")
    for i in links if chosen else links[bisect_left(links, first) :]:
        node = page.nodes[i]
        href = node.attrs.get("href")
        if not href or (not chosen and regions[i] in _NOT_THE_ARTICLES):
            continue
        media_type = _media_type(href, node.attrs.get("type", ""))
        if media_type is None and (chosen or (some_shown and i < last)):
            media_type = _shown_type(page, node)
        if chosen:
            if any(page.within(i, box) for box in chosen):
                yield i, media_type
        elif (media_type or "download" in node.attrs) and (_stands_in(page, i, frame) or _is_offered(page, node)):
            yield i, media_type


def _tells_types(page: Extraction, first: int, last: int) -> bool:
    """Whether the text of these nodes names a file's type anywhere: before that no pattern is tried."""
    if first >= len(page.nodes):
        return False
    runs = page.runs[page.nodes[first].run : page.nodes[last - 1].run_end]
    text = "".join(runs).lower()
    if " pdf" in text or "\npdf" in text:
        return True
    for bracket in "([":
        at = text.find(bracket)
        while at >= 0:
            if text.startswith(_SUFFIXES, at + 1):
                return True
            at = text.find(bracket, at + 1)
    return False


def _media_type(href: str, declared: str) -> str | None:
    if declared in _DOCUMENT_TYPES:
        return declared
    path = href.partition("#")[0].partition("?")[0].rstrip()
    return MEDIA_TYPES.get(path[-5:].rpartition(".")[2].lower()) if "." in path[-5:] else None


def _shown_type(page: Extraction, node: Node) -> str | None:
    """The type that the link, or what stands right after it in brackets, names: `The plan [PDF, 2 MB]`."""
    if node.chars > _MAX_LABEL:
        return None
    text = page.text(node.index)
    detail = _DETAIL.search(text) or _BRACKETED_TYPE.search(text)
    if detail is None and node.run_end < len(page.runs):
        detail = _BRACKETED_TYPE.match(page.runs[node.run_end])
    named = _TYPE.search(detail[0]) if detail else None
    return MEDIA_TYPES[named[1].lower()] if named else None


def _label(text: str) -> str:
    """The label without the file's type and size, where it ends with them.

    >>> _label("The flood plan (PDF, 1.2 MB, not accessible)"), _label("The plan (PDF)"), _label("Budget 2024")
    ('The flood plan', 'The plan (PDF)', 'Budget 2024')
    """
    if len(text) > _MAX_LABEL:
        return text
    detail = next((found for found in _DETAIL.finditer(text) if found.end() == len(text)), None)
    return text[: detail.start()] if detail else text


def _frame(page: Extraction) -> Node | None:
    """The innermost element around headline and text: what stands in it below the text is the article's as well."""
    if page.container is None or page.title_node is None:
        return None
    node = page.nodes[page.container]
    while not page.within(page.title_node, node.index):
        node = page.nodes[node.parent]
    return node


def _stands_in(page: Extraction, link: int, frame: Node | None) -> bool:
    """Whether a link stands in the article, or below its text in its frame."""
    first, last = page.content
    if first <= link < last:
        return True
    if frame is None or frame.tag in _PAGE or not last <= link < frame.end:
        return False
    return page.regions[link] not in _BESIDE


def _is_offered(page: Extraction, link: Node) -> bool:
    """Whether a link stands after the headline in a box that says by name or heading that it holds documents."""
    for box in page.ancestors(link.index):
        if box.tag in _PAGE or box.chars > _MAX_BOX:
            return False
        if box.names and _NAMES.search(box.names):
            return True
        lines = page.lines_between(box.run, min(box.run_end, box.run + 12))
        if lines and len(lines[0]) <= _MAX_HEADING and _HEADING.fullmatch(lines[0]):
            return True
    return False
