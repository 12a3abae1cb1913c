"""SURT keys, by which indexes of web archives are sorted: the host back to front, then path and query.

The keys are those that pywb and py-wacz look up, and tests compare them with theirs. (The package `surt` is under the
AGPL.)
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes, urlsplit

_WWW = re.compile(r"www\d*\.")
_PORTS = {"http": 80, "https": 443}
#: What stays as it is; all other bytes are escaped.
_SAFE = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"
#: Arguments that name a session.
_SESSION = re.compile(
    r"(?:(?:jsessionid|phpsessid|sid)=[0-9a-z]{32}|aspsessionid[a-z]{8}=[a-z]{24}|cfid=[^&]{1,1000}&cftoken=[^&]+)(?:&|$)"
)


def surt(url: str) -> str:
    """The key of an http(s) URL: no scheme, `www.`, default port or session, all in lower case, arguments sorted.

    Of any other URL it is the URL itself.

    >>> surt("https://WWW.Example.gov/News/?b=2&a=1#top"), surt("http://127.0.0.1:8471/")
    ('gov,example)/news?a=1&b=2', '1,0,0,127:8471)/')
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        return url
    if parts.scheme not in _PORTS or not host:
        return url
    www = _WWW.match(host)
    key = ",".join(reversed(host[www.end() if www else 0 :].strip(".").split(".")))
    if port not in (None, _PORTS[parts.scheme]):
        key += f":{port}"
    query = _SESSION.sub("", _escaped(parts.query))
    return f"{key}){_path(parts.path)}" + (f"?{_sorted(query)}" if query else "")


def _path(path: str) -> str:
    """The path without `.`, `..`, empty parts, or a slash at its end."""
    kept: list[str] = []
    for part in _escaped(path).split("/"):
        if part == ".." and kept:
            kept.pop()
        elif part not in ("", "."):
            kept.append(part)
    return "/" + "/".join(kept)


def _sorted(query: str) -> str:
    """By name, then by value; an argument without a value comes before one with."""
    arguments = sorted(tuple(argument.split("=", 1)) for argument in query.split("&"))
    return "&".join("=".join(argument) for argument in arguments)


def _escaped(text: str) -> str:
    """Escaped once, however often it was before; in lower case."""
    data = text.encode("utf-8", "replace")
    while (plain := unquote_to_bytes(data)) != data:
        data = plain
    return quote(data, safe=_SAFE).lower()
