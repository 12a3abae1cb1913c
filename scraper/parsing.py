"""The parser as the archive is handed it: a stored answer to what kind of answer it is, and its article.

Parsers are imported at the first page: to compile their expressions takes a third of a second, which a crawl, whose
pages another process parses, does not have to wait for.
"""

from __future__ import annotations

from archive.model.exchange import Parsed, StoredPage
from scraper.profiles.site import Site


def parse_stored(page: StoredPage) -> Parsed:
    """What `page` says: `ok` with its article, or `soft_404`, `blocked`, `failed`, `redirect`. Never raises."""
    from scraper.parsers.judge import judge

    return judge(page.payload, page.url, page.requested_url, encoding=page.encoding, site=_site(page))


def _site(page: StoredPage) -> Site | None:
    """The profile that was in force; None for one that today's reader refuses, so that the page is still parsed."""
    from scraper.profiles.errors import ProfileError
    from scraper.profiles.reader import parse_profile

    if not page.profile:
        return None
    try:
        return parse_profile(page.profile, page.site)
    except ProfileError:
        return None
