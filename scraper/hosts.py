"""Hosts of addresses, and the registered domains that they are below."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract

_PORTS = {"http": 80, "https": 443}


@lru_cache(4096)
def host_of(url: str) -> str | None:
    """The host that answers for `url`, lower case, without `www.`, with its port where that is not the scheme's own.

    None for what is no http(s) URL, or a broken one.

    >>> host_of("https://WWW.Example.gov:443/news"), host_of("http://127.0.0.1:8471/"), host_of("mailto:a@b.gov")
    ('example.gov', '127.0.0.1:8471', None)
    >>> host_of("https://Bücher.example/") == host_of("https://xn--bcher-kva.example/")
    True
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    host = parts.hostname.rstrip(".").removeprefix("www.")
    if not host.isascii():
        try:
            host = host.encode("idna").decode()  # as it is asked for, and as redirects name it
        except UnicodeError:
            return None
    return host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"


@lru_cache(4096)
def domain_of(url: str) -> str:
    """The registered domain that `url` is below; for an IP address or a bare name the host with its port.

    >>> domain_of("https://www.rivers.gouv.fr/a"), domain_of("http://127.0.0.1:8471/")
    ('rivers.gouv.fr', '127.0.0.1:8471')
    """
    host = host_of(url) or ""
    parts = _suffixes()(host)
    if parts.suffix or not parts.subdomain:
        return parts.top_domain_under_public_suffix or host
    return f"{parts.subdomain.rpartition('.')[2]}.{parts.domain}"  # the Public Suffix List's rule for what it lacks


def same_domain(url: str, other: str) -> bool:
    """Whether both are http(s) URLs below one registered domain.

    >>> same_domain("https://www.example.gouv.fr/a", "http://news.example.gouv.fr/b")
    True
    """
    host, others = host_of(url), host_of(other)
    if host is None or others is None:
        return False
    return host == others or domain_of(url) == domain_of(other)


@cache
def _suffixes() -> TLDExtract:
    """The Public Suffix List that tldextract brings; imported when asked for, since an HTTP client comes with it."""
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)
