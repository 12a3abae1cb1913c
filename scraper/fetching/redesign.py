"""A redesign told from the markup alone: the names of classes that a page's elements have, then and now.

A parser may read a new look as well as the old one, or lose a little on each page. That the look is another one should
be known at once, from the first page of it that a run fetches, be it a listing.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from archive.tables.parses import answer_of
from archive.upkeep.health import Symptom
from archive.wire import warc

#: Fewer words on both pages together tell nothing.
LEAST_WORDS = 12
#: What pages of one look have in common at least, as a share of the words on both.
COMMON = 0.3
#: Maximum number of a run's pages compared.
PAGES = 20
SAMPLES = 3

_CLASS = re.compile(rb"""\sclass\s*=\s*(?:"([^"]{1,500})"|'([^']{1,500})'|([^\s"'>]{1,100}))""", re.IGNORECASE)
_WORD = re.compile(rb"[A-Z]?[a-z]{2,}|[A-Z]{3,}")


def class_words(html: bytes) -> frozenset[bytes]:
    """The words that class names on a page are made of; what build tools append to them is left out.

    >>> sorted(class_words(b'<p class="c-article__title Nav_x9"><b class=teaserList>'))
    [b'article', b'list', b'nav', b'teaser', b'title']
    """
    names = (b" ".join(found) for found in _CLASS.findall(html))
    return frozenset(word.lower() for name in names for word in _WORD.findall(name))


def new_look(folder: Path, connection: sqlite3.Connection, run_id: int) -> Symptom | None:
    """What to say of the run if most pages that it fetched again are made of other markup than the last time."""
    rows = connection.execute(
        "SELECT c.url, c.warc_file, c.warc_offset, p.warc_file, p.warc_offset, l.warc_file, l.warc_offset "
        "FROM captures c JOIN captures p ON p.id = (SELECT max(id) FROM captures WHERE url_key = c.url_key "
        "  AND site = c.site AND run_id < c.run_id AND http_status = 200 AND record = 'response') "
        "JOIN captures l ON l.id = (SELECT max(id) FROM captures WHERE site = c.site AND kind = c.kind "
        "  AND run_id < c.run_id AND http_status = 200 AND record = 'response') "
        "WHERE c.run_id = ? AND c.kind IN ('home', 'listing', 'article') AND c.http_status = 200 "
        "AND c.record = 'response' AND c.truncated IS NULL "
        "AND c.outcome NOT IN ('blocked', 'failed', 'soft_404', 'empty') "
        "ORDER BY c.kind = 'article', c.id LIMIT ?",
        (run_id, PAGES),
    ).fetchall()
    compared, other = 0, []
    for url, *places in rows:
        # A page that was not fetched lately may have the look that the latest of its kind has: that is no news.
        now, before, latest = (_words(folder, *place) for place in (places[:2], places[2:4], places[4:]))
        if len(now | before) < LEAST_WORDS:
            continue
        compared += 1
        if all(len(now & then) < COMMON * len(now | then) for then in (before, latest)):
            other.append(url)
    if not other or 2 * len(other) <= compared:
        return None
    detail = f"markup: {len(other)} of {compared} pages have another look than before; see that they are read well"
    return Symptom("markup", detail, tuple(other[:SAMPLES]))


def _words(folder: Path, file: str, offset: int) -> frozenset[bytes]:
    return class_words(answer_of(warc.read_at(folder / "warc", file, offset)).payload)
