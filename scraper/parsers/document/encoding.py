"""Which encoding a page's bytes are in, and the same page in UTF-8.

A byte order mark wins, then the charset of the HTTP header, then the page's own `<meta>` (WHATWG HTML, 13.2.3.2),
but each only as far as the bytes bear it out: a fifth of government pages declare nothing and are UTF-8, and many
that call themselves ISO-8859-1, or UTF-8, are windows-1252.
"""

from __future__ import annotations

import codecs
import re

import webencodings
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

#: The spec looks for a declaration in the first 1024 bytes; pages that begin with comments and scripts put it later.
_DECLARATION_WITHIN = 16 * 1024
_SAMPLE = 64 * 1024
_SINGLE_BYTE = frozenset(("cp1252", "ascii", "iso8859-1", "latin-1", "iso8859-15"))
_WIDE = ("utf-16", "utf-32")
#: ISO-2022 encodings look like ASCII; this byte gives them away.
_ESCAPE = b"\x1b"
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_LATIN = frozenset(
    (
        "cp1250",
        "cp1252",
        "cp1254",
        "cp1257",
        "cp850",
        "cp858",
        "cp437",
        "cp852",
        "latin_1",
        "iso8859_2",
        "iso8859_9",
        "iso8859_10",
        "iso8859_13",
        "iso8859_14",
        "iso8859_15",
        "iso8859_16",
        "mac_roman",
        "mac_latin2",
        "mac_iceland",
        "mac_turkish",
        "hp_roman8",
        "cp037",
        "cp1140",
        "cp273",
        "cp500",
    )
)
_LANGUAGE = re.compile(rb"""<html[^>]{0,300}?\blang=["']?([a-z]{2})""", re.IGNORECASE)
_CENTRAL_EUROPEAN = frozenset((b"pl", b"cs", b"sk", b"hu", b"sl", b"hr", b"bs", b"ro", b"sq"))
#: Python's names of encodings of text that the WHATWG does not list; its other codecs are none (`hex`, `rot13`).
_OF_TEXT = re.compile(r"(?:cp|ibm|windows|iso|mac|koi|gb|hz|johab|tis|ptcp|kz|utf)[\w-]{0,20}", re.IGNORECASE)
_TAGS = re.compile(b"<[^>]*>")


def to_utf8(html: bytes, http_charset: str | None = None) -> tuple[bytes, str, str]:
    """The page in UTF-8 without byte order mark and NULs, the encoding it was in (Python's name), and the rule.

    Rules: `bom`, `http`, `meta`, `valid-utf-8`, `detected`, `fallback`.
    """
    encoding, rule, valid = _encoding(html, http_charset)
    if encoding == "utf-8":
        body = html[3:] if html.startswith(codecs.BOM_UTF8) else html
        if not valid:
            body = body.decode(errors="replace").encode()
    else:
        bom = read_bom(html)[1] or b""
        body = html[len(bom) :].decode(encoding, errors="replace").encode(errors="replace")
    return (body.replace(b"\x00", b"") if b"\x00" in body else body), encoding, rule


def _encoding(html: bytes, http_charset: str | None) -> tuple[str, str, bool]:
    """The encoding, the rule, and whether the bytes are valid UTF-8."""
    if bom := read_bom(html)[0]:
        return str(bom), "bom", str(bom) == "utf-8" and _is_utf8(html)
    if b"\x00" in html[:64] and (wide := _wide(html[:64])):
        return wide, "detected", False
    valid = _is_utf8(html)
    if valid and _ESCAPE not in html:
        # What bytes that are valid UTF-8 call themselves changes nothing: they are, by more than chance.
        return "utf-8", "http" if known_encoding(http_charset) == "utf-8" else "valid-utf-8", True
    for rule, claim in _claims(html, http_charset):
        if (encoding := known_encoding(claim)) and _bears_out(html, encoding):
            # A page whose declaration can be read as ASCII is no UTF-16 (WHATWG says: take it for UTF-8).
            return ("utf-8" if encoding.startswith(_WIDE) else encoding), rule, False
    if valid:
        return "utf-8", "valid-utf-8", True
    if found := _detect(html):
        return found, "detected", False
    return _latin(html), "fallback", False


def query_encoding(html: bytes, used: str, http_charset: str | None) -> str:
    """The encoding (Python's name) in which queries of a page's links go out, where the page was read as `used`.

    That is the page's own; where its bytes are ASCII, which says nothing, the one that it names.
    """
    if used == "utf-8" and html.isascii():
        return next((encoding for _, claim in _claims(html, http_charset) if (encoding := known_encoding(claim))), used)
    return used


def _claims(html: bytes, http_charset: str | None) -> tuple[tuple[str, str | None], ...]:
    return ("http", http_charset), ("meta", html_body_declared_encoding(html[:_DECLARATION_WITHIN]))


def _wide(start: bytes) -> str | None:
    """UTF-16 that has no byte order mark: every other byte of its first letters is 0."""
    if start[1::2].count(0) > len(start) // 3:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > len(start) // 3 else None


def _bears_out(html: bytes, encoding: str) -> bool:
    """Whether the bytes can be what they are called; windows-1252 often calls itself something else."""
    if encoding == "utf-8" or encoding.startswith(_WIDE):
        return _mostly_utf8(html)
    return encoding in _SINGLE_BYTE or _decodes(html, encoding)


def known_encoding(label: str | None) -> str | None:
    """Python's name of the encoding that a header or a page calls `label`; None for none that is known.

    By the WHATWG's table of labels, and by the names that Python has for further encodings of text.

    >>> [known_encoding(label) for label in ("windows-1251", "KS_C_5601-1989", "logical", "rot13")]
    ['cp1251', 'cp949', 'iso8859-8', None]
    """
    label = (label or "").strip()
    if not label.isascii():
        return None
    listed = webencodings.lookup(label)
    if listed is None or listed.name == "replacement":  # browsers show nothing of these, though some can be read
        return resolve_encoding(label) if _OF_TEXT.fullmatch(label) else None
    if listed.name == "x-user-defined":  # WHATWG HTML, 13.2.3.2: in a page it is windows-1252
        return "cp1252"
    return resolve_encoding(listed.name) or listed.codec_info.name


def _is_utf8(html: bytes) -> bool:
    try:
        html.decode()
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(html: bytes) -> bool:
    """Whether a page that calls itself UTF-8 is, but for a few broken characters (a cut, a pasted line)."""
    broken = html.decode(errors="replace").count("\ufffd")
    letters = sum(1 for _ in _NOT_ASCII.finditer(html))
    return broken * 5 < letters


def _decodes(html: bytes, encoding: str) -> bool:
    broken = html.decode(encoding, errors="replace").count("\ufffd")
    return broken <= len(html) // 1000


def _latin(html: bytes) -> str:
    language = _LANGUAGE.search(html[:4096])
    return "cp1250" if language and language[1].lower() in _CENTRAL_EUROPEAN else "cp1252"


def _detect(html: bytes) -> str | None:
    """A guess from the text between the tags: the letters of markup would only make everything look English.

    Single-byte Latin encodings are told apart by the page's language, since short texts do not tell.
    """
    import charset_normalizer  # slow to import, and most pages tell their encoding

    sample = _TAGS.sub(b" ", html)[:_SAMPLE]
    best = charset_normalizer.from_bytes(sample, steps=5, chunk_size=1024).best()
    if best is None or best.encoding in ("utf_8", "ascii"):
        return None
    if best.encoding in _LATIN:
        return _latin(html)
    encoding = known_encoding(best.encoding.replace("_", "-")) or best.encoding
    return encoding if _decodes(html, encoding) else None
