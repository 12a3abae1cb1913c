"""Which addresses a crawl may connect to: public ones, so that no page can send it into the network it runs in."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest


class PrivateAddress(IgnoreRequest):
    """The host is, or resolves to, an address of loopback, link-local or a private network."""


def is_private(address: str | IPv4Address | IPv6Address) -> bool:
    """Whether `address` is none that the internet routes to (IANA's special-purpose registries, RFC 6890).

    >>> [is_private(a) for a in ("127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "::ffff:192.168.0.1", "100.64.0.1")]
    [True, True, True, True, True, True]
    >>> is_private("1.1.1.1"), is_private("2606:4700::1111")
    (False, False)
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        # An IPv4 address in IPv6's clothes: mapped (RFC 4291), 6to4 (RFC 3056), NAT64 (RFC 6052).
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and int(ip) >> 32 == 0x0064FF9B << 64:
            inner = IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_private(inner)
    return not ip.is_global or ip.is_multicast


def is_private_host(url: str) -> bool:
    """Whether the host that `url` names is, by its name alone, this machine or in a private network.

    >>> [is_private_host(url) for url in ("http://localhost:8471/", "http://[::1]/", "http://10.0.0.1/", "http://a.gov/")]
    [True, True, True, False]
    """
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return is_private(host)
    except ValueError:  # a name, not an address
        return host == "localhost" or host.endswith(".localhost")
