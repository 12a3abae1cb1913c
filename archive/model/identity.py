"""Who is who: URL keys, and ids that come out the same in every rebuild.

A URL is kept three ways: as requested, as landed, and as a *key* that many spellings of the same page share.
Keys are compared and hashed, never requested.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from w3lib.url import canonicalize_url, url_query_cleaner

from archive.model.address import storable

#: Query parameters that name a campaign, a click or a session, never a page.
TRACKING = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_\w+|at_(?:medium|campaign|custom\d)|fbclid|gclid|dclid|msclkid|yclid|igshid|"
    r"mc_[ce]id|xtor|xtref|_ga|_gl|cmpid|wt_mc|nl_id|phpsessid|jsessionid|sessionid|aspsessionid\w*)",
    re.IGNORECASE,
)
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid)=[^/?#]*", re.IGNORECASE)
_PORTS = {"http": ":80", "https": ":443"}


def without_tracking(url: str) -> str:
    """`url` without its fragment, session id and tracking parameters; the rest, order included, stays.

    >>> without_tracking("https://example.gov/news?id=7&utm_source=x#top")
    'https://example.gov/news?id=7'
    """
    url = _SESSION_IN_PATH.sub("", url)
    head, _, query = url.partition("#")[0].partition("?")
    names = [pair.partition("=")[0] for pair in query.split("&") if pair]
    tracking = [name for name in names if TRACKING.fullmatch(name)]
    if not tracking:
        return f"{head}?{query}" if query else head
    return str(url_query_cleaner(f"{head}?{query}", tracking, remove=True, unique=False))


def url_key(url: str, moves: Mapping[str, str] | None = None) -> str:
    """The key that spellings of one page share: no scheme, `www.`, default port, trailing slash or tracking.

    `moves` maps what a site's former addresses began with (`host` or `host/path`) to what the present ones
    begin with, so that an article keeps its key when the site changes its domain.

    >>> url_key("HTTPS://www.Example.gov:443/news/?b=2&a=1&utm_source=x#top")
    'example.gov/news?a=1&b=2'
    >>> url_key("http://old.example.fr/actualites/7", {"old.example.fr": "www.example.gouv.fr/info"})
    'example.gouv.fr/info/actualites/7'

    What is no URL at all is its own key: this never raises.

    >>> url_key("http://[")
    'http://['
    """
    url = storable(url).strip()
    try:
        canonical = canonicalize_url(without_tracking(url))
        parts = urlsplit(canonical)
    except ValueError:
        return url
    key = parts.netloc.rpartition("@")[2].lower().removesuffix(_PORTS.get(parts.scheme, ":"))
    key = key.removeprefix("www.") + parts.path.rstrip("/")
    if parts.query:
        key += "?" + parts.query
    for former, present in (moves or {}).items():
        former, present = former.removeprefix("www.").rstrip("/"), present.removeprefix("www.").rstrip("/")
        if key == former or key.startswith((former + "/", former + "?")):
            return present + key[len(former) :]
    return key


def stable_id(*parts: object) -> int:
    """A positive integer below 2**53 (exact in JSON for every reader), the same for the same parts everywhere.

    >>> stable_id("article", "example.gov/news") == stable_id("article", "example.gov/news")
    True
    """
    name = "\x1f".join("" if part is None else str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 11 or 1
