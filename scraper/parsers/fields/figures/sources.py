"""The address of a picture: what a browser would show at its largest, and what is no picture of the article at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction

_PLACEHOLDER = re.compile(
    r"^data:|(?:^|[/_.-])(?:blank|spacer|placeholder|lazy(?:load(?:ing)?)?|loading|transparent|empty|pixel|1x1|"
    r"clear|dummy|"
    r"preload(?:er)?|trans)(?:[_.-]|$)|lazyloading|placeholder",
    re.IGNORECASE,
)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|bmp|svg|jfif)(?:$|[?#;])", re.IGNORECASE)
#: Drawings of the page's own furniture, by the words in their file and class names.
_FURNITURE = re.compile(
    r"(?:(?<![a-z])|(?-i:(?<=[a-z])(?=Logo|Icon)))(?:icons?|ico|logos?|wordmark|sprites?|bullets?|arrows?|pfeil|"
    r"buttons?|btn|badge|emoji|smil(?:ey|ies)|avatars?|"
    r"gravatar|favicon|spinner|loader|loupe|lupe|lightbox_lupe|zoom|magnif\w*|tracking|counter|zaehlpixel|pixel|"
    r"spacer|share|"
    r"facebook|twitter|linkedin|whatsapp|instagram|youtube|rss|print(?:er)?|drucken|captcha|piwik|matomo|webtrends|"
    r"externallink|"
    r"extlink|ext_link|mailto|divider|wappen|flag|flags|header-?bg|backgrounds?|close|menu|hamburger|search|"
    r"qr-?code)(?![a-z])",
    re.IGNORECASE,
)
_CSS_URL = re.compile(r"background(?:-image)?\s*:[^;]*?url\(\s*['\"]?([^'\")]+)['\"]?\s*\)", re.IGNORECASE)
_SRCSET = re.compile(r"(?<![^\s,])([^\s,][^\s]*[^\s,]|[^\s,])(?:\s+(\d+(?:\.\d+)?)([wxh]))?\s*(?:,|$)")
_LAZY = (
    "data-srcset", "data-lazy-srcset", "data-src", "data-lazy-src", "data-original", "data-lazy", "data-lg",
    "data-large", "data-large-file", "data-full", "data-hi-res-src", "data-image", "data-url", "data-echo", "data-img",
    "data-bg",
    "data-background", "data-background-image", "data-md", "data-sm",
)  # fmt: skip
_SMALLEST = 48
#: A photograph of this width and height is none of the page's own drawings, whatever its file is called.
_LARGE = 200
_PHOTOGRAPH = re.compile(r"\.(?:jpe?g|webp|avif)$", re.IGNORECASE)
#: Widths and heights that tell a shape and no size.
_RATIOS = frozenset(((16, 9), (9, 16), (16, 10), (4, 3), (3, 4), (3, 2), (2, 3), (21, 9), (5, 4), (4, 5)))
#: Where loaders keep the address of a picture for which another stands in `src` until it comes into sight.
_DEFERRED = ("data-srcset", "data-lazy-srcset", "data-src", "data-lazy-src", "data-original", "data-lazy", "data-echo")
#: Longer attributes are no addresses that somebody typed; they are not looked into.
_MAX_ATTRIBUTE = 10_000


def picture_url(page: Extraction, node: Node) -> str | None:
    """The absolute URL of the largest form of the picture (or a video's poster) that `node` shows."""
    attrs = node.attrs
    if node.tag == "video":
        return page.absolute(attrs.get("poster") or attrs.get("data-poster"))
    found = _largest(attrs.get("srcset", ""))
    if found is None or found[1] == 0:
        found = max(filter(None, (found, _from_sources(page, node))), key=lambda pair: pair[1], default=None)
    if found is not None and not _PLACEHOLDER.search(found[0]):
        return page.absolute(found[0])
    src = attrs.get("src", "")[:_MAX_ATTRIBUTE].strip()
    if src and not _PLACEHOLDER.search(src):
        return page.absolute(_deferred(node) or src)
    return page.absolute(
        _lazy(attrs) or background_url(attrs) or (src if src and not src.startswith("data:") else None)
    )


def background_url(attrs: Mapping[str, str]) -> str | None:
    """The picture that an element has as its background, by its style or for a script to set."""
    style = attrs.get("style", "")
    match = _CSS_URL.search(style[:_MAX_ATTRIBUTE]) if "url(" in style else None
    if match:
        return None if _PLACEHOLDER.search(match[1]) else match[1].strip()
    for name in ("data-bg", "data-background", "data-background-image"):
        if attrs.get(name):
            return _lazy({name: attrs[name]})
    return None


def is_furniture(node: Node) -> bool:
    """Whether the picture is an icon, a logo, a spacer or a tracking pixel."""
    attrs = node.attrs
    sizes = [_pixels(attrs.get(side, "")) for side in ("width", "height")]
    known = [size for size in sizes if size is not None]
    if any(known) and 0 in known:
        known.remove(0)  # as large as the page has room for
    if tuple(known) in _RATIOS:
        known = []
    if known and (min(known) < 16 or (len(known) == 2 and max(known) < _SMALLEST)):
        return True
    src = _deferred(node) or attrs.get("src", "")
    if not src or src.startswith("data:") or len(src) > _MAX_ATTRIBUTE:
        src = _lazy(attrs) or ""
    name = src.partition("?")[0].rpartition("/")[2]
    large = len(known) == 2 and min(known) >= _LARGE and _PHOTOGRAPH.search(name) is not None
    if _FURNITURE.search(node.names) or (not large and _FURNITURE.search(name[:120])):
        return True
    if attrs.get("aria-hidden") == "true" or attrs.get("alt", "").strip().lower() == "placeholder":
        return True
    return any(folder in src for folder in ("/icons/", "/icon/", "/logos/", "/avatar/", "gravatar."))


def is_picture_link(href: str) -> bool:
    """Whether a link leads to a picture: to the same one, larger."""
    return _PICTURE_FILE.search(href) is not None or "__blob=" in href


def _largest(srcset: str) -> tuple[str, float] | None:
    """The candidate of a srcset with the largest width or density, and that number (HTML Standard, 4.8.4.2.1)."""
    best: tuple[str, float] | None = None
    if not srcset or len(srcset) > _MAX_ATTRIBUTE:
        return None
    for match in _SRCSET.finditer(srcset):
        size = float(match[2]) if match[2] else 0.0
        if best is None or size > best[1]:
            best = (match[1], size)
    return best


def _from_sources(page: Extraction, node: Node) -> tuple[str, float] | None:
    """The largest candidate of the `source` elements beside an `img` in a `picture`."""
    if node.parent < 0 or page.nodes[node.parent].tag not in ("picture", "source"):
        return None
    picture = page.nodes[node.parent]
    while picture.tag == "source" and picture.parent >= 0:
        picture = page.nodes[picture.parent]
    best: tuple[str, float] | None = None
    for index in range(picture.index + 1, picture.end):
        source = page.nodes[index]
        if source.tag == "source":
            found = _largest(source.attrs.get("srcset", "") or source.attrs.get("data-srcset", ""))
            if found is not None and not found[0].startswith("data:") and (best is None or found[1] > best[1]):
                best = found
    return best


def _deferred(node: Node) -> str | None:
    """What a loader puts in the place of an `img`'s `src`, whatever stands there."""
    return _lazy(node.attrs, _DEFERRED) if node.tag == "img" else None


def _lazy(attrs: Mapping[str, str], names: Sequence[str] = _LAZY) -> str | None:
    """What a script would show when the picture comes into sight."""
    for name in names:
        value = attrs.get(name, "").strip()
        if not value or len(value) > _MAX_ATTRIBUTE or value.startswith("{") or _PLACEHOLDER.search(value):
            continue
        if name.endswith("srcset"):
            largest = _largest(value)
            if largest:
                return largest[0]
        elif "/" in value or _PICTURE_FILE.search(value):
            return value
    return None


def _pixels(text: str) -> int | None:
    match = re.match(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*$", text)
    return int(match[1]) if match else None
