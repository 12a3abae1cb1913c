"""Bytes that are no web page, whatever their server calls them: a file, JSON, bare text, noise."""

from __future__ import annotations

import json
import re

#: https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern and what else is served under `.html`.
_FILES = (
    b"%PDF-", b"\x89PNG\r\n", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"\x00\x00\x01\x00", b"PK\x03\x04", b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"{\\rtf", b"OggS", b"ID3", b"\x1aE\xdf\xa3", b"wOF",
)  # fmt: skip
#: https://mimesniff.spec.whatwg.org/#binary-data-byte, without the NUL that broken pages are strewn with.
_BINARY = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_TAG = re.compile(rb"<[A-Za-z!?/]")
_EXAMINED = 4096
#: More of the bytes than this are no text's.
_MOST_BINARY = 0.02
_XML = re.compile(
    rb"\s*<\?xml\b.*?\?>(?:\s+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*<([\w.:-]+)", re.DOTALL
)


def is_no_page(html: bytes, encoding: str | None) -> bool:
    """Whether `html` is anything but a web page; `encoding` is the charset that its header names."""
    body = html.removeprefix(b"\xef\xbb\xbf").lstrip()
    if body.startswith(_FILES):
        return True
    if body.startswith(_WIDE) or (encoding or "").lower().startswith(("utf-16", "utf-32", "ucs-2")):
        return False
    start = body[:_EXAMINED]
    if len(_BINARY.findall(start)) > max(2, _MOST_BINARY * len(start)):
        return True
    narrow = body.replace(b"\x00", b"")  # UTF-16 without a mark
    if _TAG.search(narrow) is None:
        return True
    if body[:1] in (b"{", b"["):
        return _is_json(body)
    root = _XML.match(body)
    return root is not None and root[1].lower().rpartition(b":")[2] not in (b"html", b"body", b"head")


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True
