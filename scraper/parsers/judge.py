"""A page as the archive asks for it: whether it is an article, and else what it is."""

from __future__ import annotations

from archive.model.exchange import Parsed, Verdict
from scraper.parsers.assembly import assemble, unreadable, without_collection
from scraper.parsers.verdicts.blocked import is_blocked
from scraper.parsers.verdicts.refresh import sends_on_to
from scraper.parsers.verdicts.soft404 import is_soft_404
from scraper.profiles.site import Site


@without_collection()
def judge(html: bytes, url: str, requested_url: str, *, encoding: str | None, site: Site | None) -> Parsed:
    """What a page says: `ok` with its article, `soft_404`, `blocked`, or `redirect`. Never raises.

    `requested_url` is where the chain of redirects began that led to `url`.
    """
    try:
        made = assemble(html, url, encoding=encoding, site=site)
        if onward := sends_on_to(made.page, made.article):
            return Parsed("redirect", onward=onward)
        verdict: Verdict = "ok"
        if is_blocked(made.page, made.article):
            verdict = "blocked"
        elif is_soft_404(made.page, made.article, requested_url):
            verdict = "soft_404"
    except Exception as error:  # the contract: whatever the bytes are, a Parsed comes out
        return Parsed("ok", unreadable(url, error))
    return Parsed(verdict, made.article if verdict == "ok" else None)
