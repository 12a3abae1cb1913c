"""The URL that the article is known by: the page's own claim, where it may be believed."""

from __future__ import annotations

from urllib.parse import urlsplit

from archive.model.identity import without_tracking
from scraper.hosts import same_domain
from scraper.parsers.extraction import Extraction


def canonical_url(page: Extraction) -> tuple[str, str]:
    """The article's URL and the rule that found it: `canonical`, or `requested`.

    `rel=canonical` (RFC 6596) is believed on the same site only, and not where it sends every page to the home page.
    """
    own = without_tracking(page.url)
    for attrs in page.meta.links("canonical"):
        url = page.absolute(attrs.get("href"))
        if url and same_domain(url, page.url) and not (_is_home(url) and not _is_home(page.url)):
            return without_tracking(url), "canonical"
    return own, "requested"


def _is_home(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path.strip("/") in ("", "index.html", "index.php") and not parts.query
