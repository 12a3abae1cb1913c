"""A page as the archive asks for it: whether it is an article, and else what it is."""

from __future__ import annotations

from archive.model.exchange import Parsed
from scraper.parsers.assembly import assemble, unreadable, without_collection
from scraper.parsers.verdicts.blocked import is_blocked
from scraper.parsers.verdicts.no_page import is_no_page
from scraper.parsers.verdicts.outage import outage
from scraper.parsers.verdicts.refresh import sends_on_to
from scraper.parsers.verdicts.soft404 import soft_404
from scraper.parsers.verdicts.target import doubt
from scraper.profiles.site import Site


@without_collection()
def judge(html: bytes, url: str, requested_url: str, *, encoding: str | None, site: Site | None) -> Parsed:
    """What a page says: `ok` with its article, or `soft_404`, `blocked`, `failed`, `redirect`. Never raises.

    `requested_url` is where the chain of redirects began that led to `url`.
    """
    if is_no_page(html, encoding):
        return Parsed("failed", reason="not_html")
    try:
        made = assemble(html, url, encoding=encoding, site=site)
        if onward := sends_on_to(made.page, made.article):
            return Parsed("redirect", onward=onward)
        if is_blocked(made.page, made.article):
            return Parsed("blocked", reason="challenge")
        if reason := soft_404(made.page, made.article, requested_url):
            return Parsed("soft_404", reason=reason)
        if trouble := outage(made.page, made.article):
            return Parsed(trouble[0], reason=trouble[1])
        return Parsed("ok", made.article, reason=doubt(made.page, made.article, requested_url))
    except Exception as error:  # the contract: whatever the bytes are, a Parsed comes out
        return Parsed("ok", unreadable(url, error))
