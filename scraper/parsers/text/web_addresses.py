"""Web addresses and social handles that a contact line shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin, urlsplit

#: A web address in plain sight: with a scheme, with `www.`, or a bare host under a top-level domain of offices.
_URL = re.compile(
    r"(?<![\w@./-])(?:https?://[^\s<>\"|]+|www\.[^\s<>\"|]*[^\W_][^\s<>\"|]*"
    r"|(?:[a-z0-9äöüé](?:[a-z0-9äöüé-]*[a-z0-9äöüé])?\.)+"
    r"(?:gov|mil|int|org|com|net|info|eu|edu|app|berlin|bayern|hamburg|koeln|wien|tirol|swiss|scot|wales|cat|paris|bzh|"
    r"de|at|ch|li|lu|fr|be|nl|it|es|pt|uk|ie|ca|us|au|nz|za|in|br|mx|ar|cl|co|pe|pl|cz|sk|hu|ro|bg|gr|si|hr|rs|ua|"
    r"ru|by|"
    r"ee|lv|lt|fi|se|no|dk|is|mt|cy|tr|il|jp|kr|cn|tw|hk|sg|th|vn|ph|id|my|ma|tn|dz|sn|ci|tg|bj|cm|ke|ng|gh)"
    r"(?:/[^\s<>\"|]*)?(?![\w@-])(?!\.\w))",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@./])@(?!\d+\b)[A-Za-z0-9_]{2,30}(?![\w@]|\.\w)")
_NETWORK_NAMES = (
    "twitter|x|facebook|instagram|youtube|linkedin|mastodon|threads|bluesky|telegram|tiktok|xing|flickr|vk|weibo|wechat"
)
_NETWORK = re.compile(rf"\b({_NETWORK_NAMES})\b", re.IGNORECASE)
_SOCIAL_HOST = re.compile(
    r"(?:^|\.)(?:twitter|x|facebook|instagram|youtube|linkedin|threads|bsky|tiktok|xing|flickr|vk|weibo|mastodon|"
    r"social\.bund|mstdn)\.(?:com|de|net|app|social|ru)$|(?:^|\.)(?:t\.me|youtu\.be|fb\.me|"
    r"social\.network\.europa\.eu)$"
)
_PROFILE = {
    "twitter": "https://twitter.com/", "x": "https://x.com/", "instagram": "https://www.instagram.com/",
    "threads": "https://www.threads.net/@", "telegram": "https://t.me/", "tiktok": "https://www.tiktok.com/@",
    "facebook": "https://www.facebook.com/", "youtube": "https://www.youtube.com/@",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address in `line[start:end]`: `value` as shown, `normalized` as the absolute URL (None: not to be told)."""

    start: int
    end: int
    kind: Literal["url", "social"]
    value: str
    normalized: str | None


def find_web_addresses(line: str, links: Sequence[tuple[int, int, str]] = (), base: str = "") -> list[WebAddress]:
    """Web addresses and social handles that `line` shows; `links` are its (start, end, href).

    A link whose text is words is no address shown: `Find us` leads somewhere, and says nowhere.

    >>> [(a.kind, a.value, a.normalized) for a in find_web_addresses("www.urgence114.fr or @BSI_Bund on Twitter")]
    [('url', 'www.urgence114.fr', 'http://www.urgence114.fr'), ('social', '@BSI_Bund', 'https://twitter.com/BSI_Bund')]
    """
    found: list[WebAddress] = []
    if "." in line:
        for match in _URL.finditer(line):
            value = _without_punctuation(match[0])
            start, end = match.start(), match.start() + len(value)
            href = next((href for a, b, href in links if a < end and start < b), None)
            target = _target(value, href, base)
            host = (urlsplit(target).hostname or "") if target else ""
            kind: Literal["url", "social"] = "social" if _SOCIAL_HOST.search(host) else "url"
            found.append(WebAddress(start, end, kind, value, target))
    if "@" in line:
        for match in _HANDLE.finditer(line):
            network = _NETWORK.search(line)
            href = next((href for a, b, href in links if a < match.end() and match.start() < b), None)
            if href and href.startswith("http"):
                target = href
            else:
                prefix = _PROFILE.get(network[1].lower()) if network else None
                target = prefix + match[0][1:] if prefix else None
            found.append(WebAddress(match.start(), match.end(), "social", match[0], target))
    found.sort(key=lambda address: address.start)
    return found


def _without_punctuation(text: str) -> str:
    """`text` without the sentence's punctuation at its end, and without a bracket that it did not open."""
    while text:
        last = text[-1]
        if last in ".,;:!?'’”»…" or (last == ")" and text.count(")") > text.count("(")) or last in "]}":
            text = text[:-1]
        else:
            break
    return text


def _target(value: str, href: str | None, base: str) -> str | None:
    """Where the address leads: the link's target when it has one on the web, else the address itself."""
    try:
        if href and not href.lower().startswith(("mailto:", "javascript:", "#", "tel:")):
            return urljoin(base, href) if base else href
        target = value if "://" in value else f"http://{value}"
        urlsplit(target)
    except ValueError:
        return None
    return target
