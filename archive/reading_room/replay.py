"""A page as it was captured, made fit for a frame in which nothing runs and from which nothing is fetched.

The wall is the policy of the answer (`POLICY`): a sandbox without origin, scripts, forms, popups or navigation of
what is around it, where even pictures come from nowhere but the document itself. So the archive's copies of the
pictures are written into it as `data:` URLs. Beside that the markup only loses what reaches out without asking the
policy: the names of `link` (preconnect, DNS prefetch), `meta` (refresh), `base`, and of what embeds another page, and
links out of the page. Chromium connects to where a frame or a link leads before the policy forbids to go there.
None of the markup is trusted: a page may do to this copy what it likes, in its frame.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping
from urllib.parse import urljoin

from w3lib.encoding import html_to_unicode

#: For the copy in the frame. `sandbox` gives it an origin of its own, which no cookie or page of ours shares.
POLICY = (
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
#: What the pictures of one page may weigh together, in bytes; the others stay blank.
MAX_PICTURES = 24 * 1024 * 1024

_REACHING_OUT = re.compile(r"<(/?)(link|meta|base|i?frame|object|embed|portal)(?=[\s/>])", re.IGNORECASE)
#: A link is one no longer, unless it leads to a place in the page itself.
_LINK = re.compile(r"(?<=[\s\"'/:])href(?=\s*=)(?!\s*=\s*[\"']?#)", re.IGNORECASE)
_BASE = re.compile(r"<base\s[^>]*?href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_PICTURE = re.compile(r"<(?:img|source)\b[^>]{1,20000}>", re.IGNORECASE)
#: Attributes that name a picture: plain, and those that scripts for lazy loading read.
_ATTRIBUTE = re.compile(
    r"(?P<name>\s(?:src|data-src|data-original|data-lazy-src))\s*=\s*"
    r"(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'>]+)",
    re.IGNORECASE,
)
_SRCSET = re.compile(r"\s(?:data-)?srcset\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)


def text_of(page: bytes, content_type: str | None) -> str:
    """The page as text, by the charset that a browser would take (WHATWG Encoding, HTML 13.2.3)."""
    _, text = html_to_unicode(content_type, page, default_encoding="utf-8")
    return text


def framed(text: str, url: str, pictures: Mapping[str, tuple[str, bytes]]) -> bytes:
    """The page for the frame, in UTF-8. `pictures` are media type and bytes by absolute URL."""
    found = _BASE.search(text)
    base = urljoin(url, html.unescape(found[1])) if found else url
    text = _PICTURE.sub(lambda tag: _with_pictures(tag[0], base, pictures), text)
    text = _LINK.sub("data-href", _REACHING_OUT.sub(r"<\1captured-\2", text))
    # The charset of the header goes before any that the page names; a surrogate that it smuggled in has none.
    return text.encode("utf-8", "replace")


def _with_pictures(tag: str, base: str, pictures: Mapping[str, tuple[str, bytes]]) -> str:
    """An `img` or `source` tag whose picture, if the archive has it, is in it."""
    for attribute in _ATTRIBUTE.finditer(tag):
        try:
            address = urljoin(base, html.unescape(attribute["value"].strip("\"'")).strip())
        except ValueError:
            continue
        if address in pictures:
            media_type, data = pictures[address]
            inside = f'src="data:{media_type};base64,{base64.b64encode(data).decode("ascii")}"'
            # The first of two attributes of one name counts (HTML 13.2.5.33).
            name, rest = re.match(r"(<\w+)(.*)", _SRCSET.sub("", tag), re.DOTALL).groups()  # type: ignore[union-attr]
            return f"{name} {inside}{rest}"
    return tag
