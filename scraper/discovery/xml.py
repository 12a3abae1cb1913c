"""XML as news sites serve it: wrong encodings, HTML entities, junk before the declaration, attacks.

Document types are cut out before parsing, so that there are neither entities to expand nor files to fetch.
"""

from __future__ import annotations

import re
from html.entities import html5

from lxml import etree
from w3lib.encoding import read_bom, resolve_encoding

Element = etree._Element

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
#: What feeds and sitemaps begin with; anything may stand before it.
_ROOT = re.compile(r"<(?:\w{1,20}:)?(?:rss|rdf|feed|channel|urlset|sitemapindex)\b", re.IGNORECASE)
_SUBSET_END = re.compile(r"\]\s{0,100}>")
#: A document type stands within so many characters from the beginning.
_PROLOG = 65536
# Left as they are: CDATA sections, and references by number to a character. The rest of what an ampersand begins is
# rewritten: libxml2, told to recover, takes `&#xD800;` for a character, and lxml then raises.
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:(?:([A-Za-z][A-Za-z\d]{1,31})|#(\d{1,9})|#x([\da-fA-F]{1,8}));)?", re.DOTALL
)
# XML 1.0, section 2.2: what is no character there.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean_xml(data: bytes) -> bytes:
    """`data` as well-behaved UTF-8 for an XML parser: no declaration, no document type, no HTML entities."""
    text = _NO_CHARACTER.sub("", _decoded(data))
    text = _without_doctype(_DECLARATION.sub("", text[max(text.find("<"), 0) :], count=1))
    root = _ROOT.search(text[:_PROLOG])
    text = text[root.start() :] if root else text
    return _AMPERSAND.sub(_by_number, text).encode()


def _without_doctype(text: str) -> str:
    start = text[:_PROLOG].upper().find("<!DOCTYPE")
    if start < 0:
        return text
    subset, end = text.find("[", start), text.find(">", start)
    if 0 <= subset < end and (close := _SUBSET_END.search(text, subset)):
        end = close.end() - 1
    return text[:start] + text[end + 1 :] if end >= 0 else text[:start]


def _decoded(data: bytes) -> str:
    bom, data_encoding = read_bom(data)[0], _DECLARED.match(data)
    declared = bom or (resolve_encoding(data_encoding[1].decode()) if data_encoding else None)
    for encoding in filter(None, (declared, "utf-8")):
        try:
            return data.decode(encoding).lstrip("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _by_number(match: re.Match[str]) -> str:
    """What an ampersand begins, as references by number: libxml2 drops named ones once it has met an error."""
    if match[0].startswith("<"):
        return match[0]
    if match[2] or match[3]:
        code = int(match[2] or match[3], 10 if match[2] else 16)
        return match[0] if code <= 0x10FFFF and not _NO_CHARACTER.match(chr(code)) else ""
    characters = html5.get(f"{match[1]};", match[0]) if match[1] else "&"
    return "".join(f"&#{ord(character)};" for character in characters)
