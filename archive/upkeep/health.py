"""Whether a run read its site as it used to: held against the site's own history, and what its profile expects.

A parser that a redesign has emptied raises no error; it finds less. So the articles that a run read are compared with
those read before it, field by field, and those that were looked at again with what was read on them the last time.
Nothing is said of a first run, nor of one that read little: what is missing must be more than chance explains.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from archive.model import clock
from archive.model.expectations import Expect, expectations

#: What happens by chance less often than this is no chance.
UNLIKELY = 0.01
#: A share must fall by this much, and text coverage too, before anyone is called.
FALL = 0.3
#: Maximum number of a site's latest versions that are its history; fewer than LEAST_HISTORY are none.
HISTORY, LEAST_HISTORY = 500, 5
#: How many of a site's articles change between two looks, where its history does not tell yet.
USUAL_CHANGES = 0.05
#: Days on which articles came that a site must have shown before its silence says something; and how many times the
#: longest pause so far, and how many days at least, a silence is.
LEAST_DAYS, SILENCE_FACTOR, SILENCE_DAYS = 5, 3, 14
#: Maximum number of a run's captures examined.
MOST_PAGES = 5000
SAMPLES = 3
#: So many looks in a row without its text are no bad moment of a site, also where it is one article's alone.
STUCK_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Symptom:
    """What a person should look at: the field, what is wrong with it in words, addresses to see it at."""

    field: str
    detail: str
    samples: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.detail}: {' '.join(self.samples)}" if self.samples else self.detail


@dataclass(frozen=True, slots=True)
class _ParsedArticle:
    """An article as a capture showed it, and as the version before it was, where there is one."""

    url: str
    outcome: str
    article: dict[str, Any]
    coverage: float | None
    before: dict[str, Any] | None


#: The fields that are held to account, what they are called in a sentence, and whether an article has them.
_FIELDS: dict[str, tuple[str, Callable[[dict[str, Any]], bool]]] = {
    "title": ("a title", lambda article: bool(article.get("title"))),
    "published": ("a date of publication", lambda article: bool(article.get("published"))),
    "body": ("a body", lambda article: any(block.get("text") for block in article.get("blocks", ()))),
    "byline": ("a byline", lambda article: bool(article.get("byline"))),
    "captions": (
        "a caption or credit",
        lambda article: any(one.get("caption") or one.get("credit") for one in article.get("figures", ())),
    ),
    "contacts": ("contacts", lambda article: bool(article.get("contacts"))),
}
#: What a reader reads, of which a redesign changes much at once.
_READ = ("title", "byline", "published", "lead", "blocks", "figures", "attachments", "contacts")


def check(connection: sqlite3.Connection, run_id: int, expect: Expect | None = None) -> tuple[Symptom, ...]:
    """What is wrong with the run as its rows show it; `expect` is by default what the profile in force then says."""
    row = connection.execute(
        "SELECT r.site, r.started, p.profile FROM runs r LEFT JOIN profiles p ON p.id = r.profile_id WHERE r.id = ?",
        (run_id,),
    ).fetchone()
    if row is None:
        return ()
    site, started, profile = row
    expect = expect or expectations(profile or "")
    pages, earlier = _pages(connection, run_id), _history(connection, site, run_id)
    return (
        *_without_text(connection, run_id),
        *_empty_fields(pages, earlier, expect),
        *_coverage(pages, earlier, expect),
        *_read_otherwise(connection, site, run_id, pages),
        *_outcomes(connection, run_id, expect),
        *_silence(connection, site, run_id, started, expect),
        *_stuck(connection, run_id),
    )


#: From so many pages on it is no single article that lost its text.
_SEVERAL = 3


def _without_text(connection: sqlite3.Connection, run_id: int) -> Iterable[Symptom]:
    """Pages that made no version since nothing is left of their articles, where they are most: the site is another."""
    rows = connection.execute(
        "SELECT url, coalesce(reason, '') IN ('no_text', 'nothing_left') FROM captures "
        "WHERE run_id = ? AND kind = 'article' AND record = 'response' AND http_status = 200 ORDER BY id LIMIT ?",
        (run_id, MOST_PAGES),
    ).fetchall()
    empty = [url for url, is_empty in rows if is_empty]
    if len(empty) >= _SEVERAL and 2 * len(empty) > len(rows):
        detail = f"body: {len(empty)} of {len(rows)} pages are without a body; what they said before stays"
        yield Symptom("body", detail, _samples(empty))


def _pages(connection: sqlite3.Connection, run_id: int) -> list[_ParsedArticle]:
    """The articles that this run read on pages whose bytes were new."""
    rows = connection.execute(
        "SELECT c.url, c.outcome, v.article, c.coverage, "
        "  (SELECT w.article FROM versions w WHERE w.article_id = v.article_id AND w.number = v.number - 1 "
        "   AND w.parser_version = v.parser_version AND v.capture_id = c.id) "
        "FROM captures c JOIN versions v ON v.id = (SELECT max(id) FROM versions "
        "  WHERE article_id = c.article_id AND content_sha256 = c.content_sha256) "
        "WHERE c.run_id = ? AND c.kind = 'article' AND c.record = 'response' ORDER BY c.id LIMIT ?",
        (run_id, MOST_PAGES),
    )
    return [
        _ParsedArticle(url, outcome, json.loads(article), coverage, json.loads(before) if before else None)
        for url, outcome, article, coverage, before in rows
    ]


def _history(connection: sqlite3.Connection, site: str, run_id: int) -> list[_ParsedArticle]:
    """What runs before this one read, the latest versions."""
    rows = connection.execute(
        "SELECT c.url, c.outcome, v.article, c.coverage FROM captures c JOIN versions v ON v.capture_id = c.id "
        "WHERE c.site = ? AND c.run_id < ? ORDER BY c.id DESC LIMIT ?",
        (site, run_id, HISTORY),
    )
    return [
        _ParsedArticle(url, outcome, json.loads(article), coverage, None) for url, outcome, article, coverage in rows
    ]


def _empty_fields(
    pages: Sequence[_ParsedArticle], earlier: Sequence[_ParsedArticle], expect: Expect
) -> Iterable[Symptom]:
    # Old articles, fetched when a site is followed back, have what was usual then.
    comparable = [page for page in pages if not _is_older(page, earlier)]
    for field, (words, has) in _FIELDS.items():
        held = sum(has(page.article) for page in earlier)
        usual = (held + 1) / (len(earlier) + 2)  # Laplace's rule: a short history promises little
        empty = [page.url for page in comparable if not has(page.article)]
        missing = [page.url for page in pages if not has(page.article)]
        least = getattr(expect, field)
        if len(earlier) >= LEAST_HISTORY and _fell(len(empty), len(comparable), usual):
            detail = f"{field}: {len(empty)} of {len(comparable)} pages are without {words}"
            yield Symptom(field, f"{detail}; before, {len(earlier) - held} of {len(earlier)} were", _samples(empty))
        elif least is not None and pages and 1 - len(missing) / len(pages) < least:
            detail = f"{field}: {len(missing)} of {len(pages)} pages are without {words}"
            yield Symptom(field, f"{detail}; the profile expects it on {least:.0%}", _samples(missing))


def _fell(empty: int, of: int, usual: float) -> bool:
    """Whether so many empty ones are far more than a field that is there on a share `usual` of pages explains."""
    return of > 0 and usual - (1 - empty / of) >= FALL and at_least(empty, of, 1 - usual) < UNLIKELY


def _is_older(page: _ParsedArticle, earlier: Sequence[_ParsedArticle]) -> bool:
    """Whether the article was published before any of those in `earlier`."""
    published = str(page.article.get("published") or "")[:10]
    dates = [str(date)[:10] for one in earlier if (date := one.article.get("published"))]
    return bool(published and dates) and published < min(dates)


def _coverage(pages: Sequence[_ParsedArticle], earlier: Sequence[_ParsedArticle], expect: Expect) -> Iterable[Symptom]:
    read = sorted((page.coverage, page.url) for page in pages if page.coverage is not None)
    if not read:
        return
    mean = math.fsum(coverage for coverage, _ in read) / len(read)
    before = [page.coverage for page in earlier if page.coverage is not None]
    usual = math.fsum(before) / len(before) if len(before) >= LEAST_HISTORY else None
    samples = _samples(url for _, url in read)
    if usual is not None and len(read) >= SAMPLES and usual - mean >= FALL:
        yield Symptom("coverage", f"coverage: {mean:.0%} of the articles' text was read; before, {usual:.0%}", samples)
    elif expect.coverage is not None and mean < expect.coverage:
        wanted = f"the profile expects {expect.coverage:.0%}"
        yield Symptom("coverage", f"coverage: {mean:.0%} of the articles' text was read; {wanted}", samples)


def _read_otherwise(
    connection: sqlite3.Connection, site: str, run_id: int, pages: Sequence[_ParsedArticle]
) -> Iterable[Symptom]:
    """Known articles that read differently all at once: a redesign far more often than an editor's busy day."""
    known = [page for page in pages if page.outcome != "new"]
    changed = [page for page in known if page.outcome == "changed" and page.before is not None]
    looks, edits = connection.execute(
        "SELECT count(*), coalesce(sum(outcome = 'changed'), 0) FROM captures "
        "WHERE site = ? AND run_id < ? AND kind = 'article' AND outcome IN ('changed', 'unchanged')",
        (site, run_id),
    ).fetchone()
    usual = max(USUAL_CHANGES, (edits + 1) / (looks + 2) if looks >= 2 * LEAST_HISTORY else 0)
    if len(changed) <= SAMPLES or at_least(len(changed), len(known), usual) >= UNLIKELY:
        return
    fields = Counter(
        "body" if name == "blocks" else name
        for page in changed
        for name in _READ
        if page.before is not None and page.article.get(name) != page.before.get(name)
    )
    differ = ", ".join(name for name, _ in fields.most_common(SAMPLES)) or "text"
    detail = f"{differ}: {len(changed)} of {len(known)} known articles read otherwise than before, all at once"
    yield Symptom(differ.partition(",")[0], detail, _samples(page.url for page in changed))


def _outcomes(connection: sqlite3.Connection, run_id: int, expect: Expect) -> Iterable[Symptom]:
    """Articles that could not be had, and known ones that vanished together."""
    rows = connection.execute(
        "SELECT requested_url, outcome, article_id IS NOT NULL FROM captures "
        "WHERE run_id = ? AND kind = 'article' AND outcome <> 'redirect' ORDER BY id",
        (run_id,),
    ).fetchall()
    for name in ("blocked", "failed"):
        most, these = getattr(expect, name), [url for url, outcome, _ in rows if outcome == name]
        if most is not None and rows and len(these) / len(rows) > most:
            detail = f"{name}: {len(these)} of {len(rows)} articles; the profile expects at most {most:.0%}"
            yield Symptom(name, detail, _samples(these))
    known = [(url, outcome) for url, outcome, is_known in rows if is_known and outcome != "new"]
    lost = [url for url, outcome in known if outcome in ("missing", "gone", "soft_404")]
    if len(lost) > SAMPLES and 2 * len(lost) > len(known):
        yield Symptom("missing", f"missing: {len(lost)} of {len(known)} known articles, all at once", _samples(lost))


def _stuck(connection: sqlite3.Connection, run_id: int) -> Iterable[Symptom]:
    """Single articles that have been blocked, failed or come without their text for several looks in a row."""
    # An answer that was asked for again within a run is one look with it.
    rows = connection.execute(
        "SELECT c.requested_url, c.outcome, c.reason FROM captures c WHERE c.run_id = :run AND c.kind = 'article' "
        "AND c.article_id IS NOT NULL AND c.outcome IN ('blocked', 'failed', 'empty') "
        "AND (SELECT count(DISTINCT b.run_id) FROM captures b WHERE b.article_id = c.article_id AND b.run_id <= :run "
        "  AND b.outcome IN ('blocked', 'failed', 'empty') AND b.fetched_at > coalesce((SELECT max(g.fetched_at) "
        "    FROM captures g WHERE g.article_id = c.article_id AND g.run_id <= :run "
        "    AND g.outcome NOT IN ('blocked', 'failed', 'empty', 'redirect')), '')) >= :looks "
        "GROUP BY c.article_id ORDER BY c.id",
        {"run": run_id, "looks": STUCK_LOOKS},
    ).fetchall()
    if rows:
        said = ", ".join(sorted({reason or outcome for _, outcome, reason in rows}))
        number = "one known article has" if len(rows) == 1 else f"{len(rows)} known articles have"
        detail = f"article: {number} not been readable for {STUCK_LOOKS} looks or more ({said})"
        yield Symptom("article", detail, _samples(url for url, _, _ in rows))


def _silence(connection: sqlite3.Connection, site: str, run_id: int, started: str, expect: Expect) -> Iterable[Symptom]:
    """No new article for longer than the profile, or the site's own rhythm, lets one think."""
    rows = connection.execute(
        "SELECT DISTINCT substr(c.fetched_at, 1, 10) FROM captures c JOIN runs r ON r.id = c.run_id "
        "WHERE c.site = ? AND c.run_id <= ? AND c.kind = 'article' AND c.outcome = 'new' "
        "AND r.outcome IS NOT 'imported' ORDER BY 1",
        (site, run_id),
    )
    days = [moment for (day,) in rows if (moment := clock.moment(day))]
    today = clock.moment(started[:10])
    if not days or today is None:
        return
    silent = (today - days[-1]).days
    if (most := expect.days_without_article) is not None:
        why = f"the profile expects at most {most}"
    elif len(days) >= LEAST_DAYS:
        longest = max((later - day).days for day, later in pairwise(days))
        most, why = max(SILENCE_DAYS, SILENCE_FACTOR * longest), f"before, never for more than {longest}"
    if most is not None and silent > most:
        yield Symptom("articles", f"articles: none that is new for {silent} days; {why}")


def _samples(urls: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(urls))[:SAMPLES]


def at_least(count: int, of: int, chance: float) -> float:
    """How likely `count` or more of `of` are, where each happens by `chance` (the binomial distribution's tail).

    >>> round(at_least(2, 2, 0.5), 2), round(at_least(0, 9, 0.1), 2), at_least(3, 3, 0.1) < UNLIKELY
    (0.25, 1.0, True)
    """
    ways = (math.lgamma(of + 1) - math.lgamma(k + 1) - math.lgamma(of - k + 1) for k in range(count, of + 1))
    odds = (k * math.log(chance) + (of - k) * math.log1p(-chance) for k in range(count, of + 1))
    return min(1.0, math.fsum(math.exp(way + odd) for way, odd in zip(ways, odds, strict=True)))
