"""The same page with less to hold on to: what a parser finds there, it found by structure and not by a system's names.

Both work on the bytes, tag by tag, and leave everything else as served: to parse and write a page anew would mend it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

#: What HTML's tokenizer calls an attribute: a name, and perhaps a value in one of three spellings.
_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'>][^\s>]*)"""
_ATTRIBUTE = re.compile(rf"([^\s/>=]+)(\s*=\s*)({_VALUE})")

#: A comment, a script or a style sheet, which are passed over; or a tag with its name and its attributes.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|title)\b.*?(?:</(?P=raw)|\Z)|"
    rf"(?P<open></?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>(?:[\s/]+|[^\s/>=]+(?:\s*=\s*{_VALUE})?|=)*+)>",
    re.DOTALL | re.IGNORECASE,
)

#: Attributes that hold names of classes or elements, and those that may point at one by `#name`.
_NAMING = frozenset(
    ("class", "id", "for", "headers", "list", "form", "itemref", "aria-labelledby", "aria-describedby", "aria-details",
     "aria-controls", "aria-owns", "aria-flowto", "aria-activedescendant")
)  # fmt: skip
_POINTING = frozenset(("href", "xlink:href", "data-target", "usemap"))

#: HTML's sectioning content and the landmarks beside it. A figure with its caption is none of these, and stays.
_SECTIONING = frozenset(("article", "main", "section", "header", "footer", "aside", "nav", "hgroup"))


def scrambled(html: bytes) -> bytes:
    """The page with every class and id, and what refers to one, under another name; the same name always the same."""
    return _each_tag(html, lambda name: name, _scramble)


def unsectioned(html: bytes) -> bytes:
    """The scrambled page with a plain `div` for every sectioning element."""
    return _each_tag(html, lambda name: "div" if name.lower() in _SECTIONING else name, _scramble)


def _each_tag(html: bytes, rename: Callable[[str], str], change: Callable[[re.Match[str]], str]) -> bytes:
    def tag(match: re.Match[str]) -> str:
        if match["name"] is None:
            return match[0]
        return f"{match['open']}{rename(match['name'])}{_ATTRIBUTE.sub(change, match['rest'])}>"

    # Latin-1 gives each byte a character and takes it back: tags are ASCII, what lies between them is not looked at.
    return _TAG.sub(tag, html.decode("latin-1")).encode("latin-1")


def _scramble(attribute: re.Match[str]) -> str:
    name, equals, value = attribute.groups()
    quote = value[0] if value[0] in "\"'" else ""
    inner = value[1:-1] if quote else value
    if name.lower() in _NAMING:
        inner = re.sub(r"\S+", lambda word: _other_name(word[0]), inner)
    elif name.lower() in _POINTING and inner.startswith("#") and len(inner) > 1:
        inner = "#" + _other_name(inner[1:])
    return f"{name}{equals}{quote}{inner}{quote}"


def _other_name(name: str) -> str:
    return "n" + hashlib.sha256(name.encode()).hexdigest()[:8]
