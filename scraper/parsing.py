"""The parser as the archive is handed it: a stored answer to what kind of answer it is, and its article."""

from __future__ import annotations

from archive.model.exchange import Answer, Page, Reading
from scraper.parsers.assembly import assemble, unreadable, without_collection
from scraper.parsers.verdicts.blocked import is_blocked
from scraper.parsers.verdicts.refresh import sends_on_to
from scraper.parsers.verdicts.soft404 import is_soft_404
from scraper.profiles.reader import ProfileError, parse_profile
from scraper.profiles.site import Site


@without_collection()
def read(page: Page) -> Reading:
    """What `page` says: `ok` with its article, `soft_404`, `blocked`, or `redirect`. Never raises."""
    try:
        made = assemble(page.payload, page.url, encoding=page.encoding, site=_site(page))
        answer: Answer = "ok"
        if onward := sends_on_to(made.page, made.article):
            return Reading("redirect", onward=onward)
        if is_blocked(made.page, made.article):
            answer = "blocked"
        elif is_soft_404(made.page, made.article, page.requested_url):
            answer = "soft_404"
    except Exception as error:  # the contract: whatever the bytes are, a Reading comes out
        return Reading("ok", unreadable(page.url, error))
    return Reading(answer, made.article if answer == "ok" else None)


def _site(page: Page) -> Site | None:
    """The profile that was in force; None for one that today's reader refuses, so that the page is still read."""
    if not page.profile:
        return None
    try:
        return parse_profile(page.profile, page.site)
    except ProfileError:
        return None
