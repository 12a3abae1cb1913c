"""A page as it was captured, made fit for a frame in which nothing runs and from which nothing is fetched.

The wall is the policy of the answer (`POLICY`): a sandbox without origin, scripts, forms, popups or navigation of
what is around it, where even pictures come from nowhere but the document itself. So the archive's copies of the
pictures are written into it as `data:` URLs. Beside that the markup loses what reaches out without asking the policy:
the names of `link` (preconnect, DNS prefetch), `meta` (refresh), `base`, of what embeds another page, of what animates
an address (SMIL), and links out of the page. Chromium connects to where a frame or a link leads before the policy
forbids to go there. None of the markup is trusted: a page may do to this copy what it likes, in its frame.

The page is read tag by tag (WHATWG HTML 13.2.5), each character once. What is written has one reading, in HTML and in
SVG alike: nothing is left that a browser could take for the beginning of something else.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from w3lib.encoding import html_to_unicode

from archive.reading_room.budget import Work
from archive.reading_room.i18n import gettext as _

#: For the copy in the frame. `sandbox` gives it an origin of its own, which no cookie or page of ours shares.
POLICY = (
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
#: How much of a page is decoded, in bytes.
MAX_PAGE = 16 * 1024 * 1024
#: What the pictures of one page may weigh together, in bytes, each as often as it is shown; the others stay blank.
MAX_PICTURES = 24 * 1024 * 1024

#: Elements that reach out, or whose content is no markup in HTML; under another name they do neither.
_RENAMED = frozenset(
    {"link", "meta", "base", "iframe", "frame", "frameset", "object", "embed", "applet", "portal", "fencedframe"}
    | {"animate", "animatemotion", "animatetransform", "animatecolor", "set", "discard", "handler", "listener"}
    | {"xmp", "noembed", "noframes", "plaintext"}
)
#: Elements whose content HTML reads as text up to their end tag, and what becomes of a `<` in it. SVG has the same
#: names for elements with markup in them: so there is no markup left in it.
_TEXT = {"style": "\\3c ", "script": None, "title": "&lt;", "textarea": "&lt;"}
#: Attributes that lead somewhere. An address within the page stays.
_LINKS = frozenset({"href", "xlink:href", "action", "formaction", "ping", "manifest", "target"})
_PICTURES = ("src", "data-src", "data-original", "data-lazy-src")
_SETS = frozenset({"srcset", "data-srcset", "imagesrcset"})

# Possessive throughout: nothing that has been read is read again.
_TAG = re.compile(r"<(/?+)([A-Za-z][^\s/>]*+)")
_ATTRIBUTE = re.compile(r"[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|(?![\"'])[^\s>]++|(?=>)))?+")
#: What is left of an attribute whose quote is never closed.
_UNCLOSED = re.compile(r"\s*+=")
_NOT_A_NAME = re.compile(r"[\"'<=]")
_END = re.compile(r"[\s/]*+>")
_SELF_CLOSING = re.compile(r"/\s*+>\Z")


def text_of(page: bytes, content_type: str | None) -> str:
    """The page as text, by the charset that a browser would take (WHATWG Encoding, HTML 13.2.3)."""
    _encoding, text = html_to_unicode(content_type, page, default_encoding="utf-8")
    return text


def framed(text: str, url: str, pictures: Mapping[str, tuple[str, bytes]]) -> bytes:
    """The page for the frame, in UTF-8. `pictures` are media type and bytes by absolute URL.

    As much of it as there is time for; where that is not all, it ends with a word of ours that says so.
    """
    page = _Page(url, pictures)
    made = "".join(page.written(text))
    # The charset of the header goes before any that the page names; a surrogate that it smuggled in has none.
    return made.encode("utf-8", "replace")


class _Page:
    def __init__(self, url: str, pictures: Mapping[str, tuple[str, bytes]]) -> None:
        self._base, self._pictures, self._room = url, pictures, MAX_PICTURES
        self._work = Work()

    def written(self, text: str) -> Iterator[str]:
        """`text` as it is shown, piece by piece."""
        at, tags = 0, 0
        while (begin := text.find("<", at)) >= 0:
            yield text[at:begin]
            tags += 1
            if tags % 500 == 0 and self._work.is_over():
                yield _more()
                return
            tag = _TAG.match(text, begin)
            if tag is None:
                piece, at = _no_tag(text, begin)
                yield piece
                continue
            attributes, end = _attributes(text, tag.end(), self._work)
            if end is None:
                # A tag that never ends: browsers drop it, and there is nothing after it.
                yield _more() if self._work.is_over() else ""
                return
            name = tag[2].lower()
            if tag[1]:
                yield f"</{_named(name)}>"
                at = end
                continue
            yield self._start(name, attributes, bool(_SELF_CLOSING.search(text, tag.end(), end)))
            at = end
            if name in _TEXT:
                # In SVG such a tag may close itself, in HTML it never does: here it has an end in either.
                stop = end if text[end - 2 : end] == "/>" else _end_of(text, name, end)
                replaced = _TEXT[name]
                yield text[end:stop].replace("<", replaced) if replaced else ""
                yield f"</{name}>"
                at = _after_end_tag(text, name, stop, self._work)
        yield text[at:]

    def _start(self, name: str, attributes: list[tuple[str, str | None]], closes_itself: bool) -> str:
        if name == "base":
            named = next((value for key, value in attributes if key == "href" and value), "")
            self._base = _joined(self._base, named) or self._base
        if name == "script":
            return "<script>"
        shown = self._picture(attributes) if name in ("img", "source", "image") else None
        parts = [f"<{_named(name)}"]
        if shown:
            # The first of two attributes of one name counts (HTML 13.2.5.33).
            parts.append(f'{"href" if name == "image" else "src"}="{shown}"')
        for key, value in attributes:
            if shown and (key in _SETS or key in ("src", "xlink:href", "href")):
                continue
            if key in _LINKS and not (value or "").strip().startswith("#"):
                key = f"data-{key.replace(':', '-')}"
            parts.append(key if value is None else f'{key}="{value.replace(chr(34), "&quot;")}"')
        return " ".join(parts) + (" />" if closes_itself and name not in _TEXT else ">")

    def _picture(self, attributes: list[tuple[str, str | None]]) -> str | None:
        """The picture that a tag shows, if the archive has it and there is room, as a `data:` URL."""
        for key, value in attributes:
            if key not in (*_PICTURES, "href", "xlink:href") or not value:
                continue
            found = self._pictures.get(_joined(self._base, value) or "")
            if found and len(found[1]) <= self._room:
                self._room -= len(found[1])
                return f"data:{found[0]};base64,{base64.b64encode(found[1]).decode('ascii')}"
        return None


def _more() -> str:
    text = _("The page goes on: this is what could be shown of it.")
    return f'<p role="note">{html.escape(text)}</p>'


def _attributes(text: str, at: int, work: Work) -> tuple[list[tuple[str, str | None]], int | None]:
    """The attributes of the tag whose name ends at `at`, values as they are written, and where the tag ends."""
    found: list[tuple[str, str | None]] = []
    read = 0
    while not (end := _END.match(text, at)):
        attribute = _ATTRIBUTE.match(text, at)
        read += 1
        if attribute is None or (read % 500 == 0 and work.is_over()):
            return found, None
        value = attribute[2]
        if value is None and _UNCLOSED.match(text, attribute.end()):
            return found, None
        if value and value[0] in "\"'":
            value = value[1:-1]
        name = attribute[1].lower()
        # A name may hold quotes and `<`; one that is written again has to mean the same.
        if not _NOT_A_NAME.search(name):
            found.append((name, value))
        at = attribute.end()
    return found, end.end()


def _named(name: str) -> str:
    plain = re.sub(r"[^a-z0-9:_-]", "-", name)
    return f"captured-{plain}" if plain in _RENAMED or plain.rpartition(":")[2] in _RENAMED else plain


def _no_tag(text: str, at: int) -> tuple[str, int]:
    """What is written for a `<` that begins no tag, and where to read on: comments are left out."""
    following = text[at + 1 : at + 2]
    if text.startswith("<!--", at):
        if text.startswith(("<!-->", "<!--->"), at):
            return "", text.index(">", at) + 1
        ends = [(found, mark) for mark in ("-->", "--!>") if (found := text.find(mark, at + 4)) >= 0]
        found, mark = min(ends, default=(len(text), ""))
        return "", found + len(mark)
    if following in ("!", "?", "/") and following:
        end = text.find(">", at)
        end = len(text) if end < 0 else end + 1
        is_doctype = text[at : at + 9].lower() == "<!doctype"
        if text.startswith("<![CDATA[", at):
            return "", at + 9  # text in SVG; in HTML a comment to the next `>`
        return (text[at:end] if is_doctype and text[end - 1] == ">" and "<" not in text[at + 1 : end] else ""), end
    return "&lt;", at + 1


def _end_of(text: str, name: str, at: int) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
    return found.start() if found else len(text)


def _after_end_tag(text: str, name: str, at: int, work: Work) -> int:
    """Behind the end tag at `at`, if there is one."""
    if not text.startswith("</", at) or text[at + 2 : at + 2 + len(name)].lower() != name:
        return at
    end = _attributes(text, at + 2 + len(name), work)[1]
    return len(text) if end is None else end


def _joined(base: str, address: str) -> str | None:
    try:
        return urljoin(base, html.unescape(address).strip())
    except ValueError:
        return None
