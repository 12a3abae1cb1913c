"""The reading room beside Datasette's own pages, on one file in one run: p50 and p95 of real requests on loopback.

The archive is synthetic: a vocabulary whose word frequencies fall as Zipf's law says, French-looking words with
accents, 5 sites, 12 years, a second version of every tenth article, a contact block in every third.

    scripts/bench serve [--articles 100000] [--keep FOLDER] [--requests 40]
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from urllib.parse import quote, urlsplit

from archive.model.article import Article, Block, ContactBlock, ContactEntry, to_dict
from archive.model.digest import content_digest
from archive.model.identity import stable_id, url_key
from archive.tables.database import NAME, open_database
from archive.tables.history import note_former_lines
from archive.tables.store import contacts_text

#: After how many seconds without an answer a request counts as failed, with this as its time.
PATIENCE = 10
VOCABULARY = 60_000
WORDS = 220
SITES = ("alpha", "beta", "gamma", "delta", "epsilon")
SYLLABLES = "la ré pu bli que mi nis tè re gen dar me rie po li ce sé cu ri té é ta na tion so cœur de".split()  # noqa: SIM905
CONTACT = ContactBlock("Presse", "article", (ContactEntry("Standard", "phone", "01 42 92 20 00", "+33142922000"),))


class Words:
    """Words by Zipf's law: the n-th is as frequent as 1/n. `of(rank)` is a word, `text(n)` n words."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        seen: dict[str, None] = {}
        while len(seen) < VOCABULARY:
            seen["".join(self._random.choices(SYLLABLES, k=self._random.randint(2, 4)))] = None
        self._words = list(seen)
        self._cumulative = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def of(self, rank: int) -> str:
        return self._words[rank]

    def text(self, number: int) -> str:
        total = self._cumulative[-1]
        return (
            " ".join(
                self._words[bisect(self._cumulative, self._random.random() * total)] for _ in range(number)
            ).capitalize()
            + "."
        )


def fill(folder: Path, articles: int) -> list[int]:
    """An archive of `articles` articles in `folder`; a sample of their ids."""
    folder.mkdir(parents=True, exist_ok=True)
    words, connection = Words(1), open_database(folder / NAME)
    connection.execute("BEGIN")
    for number, site in enumerate(SITES, start=1):
        connection.execute(
            "INSERT INTO sites (id, name, title, country, language, home_url, profile, profile_sha256) "
            "VALUES (?, ?, ?, 'FR', 'fr', ?, '', '')",
            (stable_id("site", site), site, f"Site {site}", f"https://{site}.example/"),
        )
        connection.execute(
            "INSERT INTO runs (id, site, started, finished, outcome, new) "
            "VALUES (?, ?, '2026-11-20T06:00:00Z', '2026-11-20T06:05:00Z', 'finished', ?)",
            (number, site, articles // len(SITES)),
        )
    ids, began = [], time.monotonic()
    for number in range(articles):
        ids.append(_article(connection, words, number))
        if number % 5000 == 4999:
            connection.commit()
            connection.execute("BEGIN")
            rate = (number + 1) / (time.monotonic() - began)
            print(f"\r{number + 1:,} of {articles:,} articles, {rate:,.0f} a second", end="", file=sys.stderr)
    connection.commit()
    connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    print(file=sys.stderr)
    return random.Random(2).sample(ids, min(200, len(ids)))


def _article(connection: sqlite3.Connection, words: Words, number: int) -> int:
    site, year = SITES[number % len(SITES)], 2015 + number % 12
    day = f"{year}-{number // 12 % 12 + 1:02}-{number // 144 % 28 + 1:02}"
    url = f"https://{site}.example/actualites/{number}"
    texts = [words.text(WORDS // 4) for _ in range(4)]
    article = Article(
        url=url, title=words.text(8), byline=words.text(2), published=day, language="fr", lead=words.text(25),
        blocks=tuple(Block("paragraph", text) for text in texts), contacts=(CONTACT,) if number % 3 == 0 else (),
    )  # fmt: skip
    article_id = stable_id("article", url_key(url))
    versions, seen = 2 if number % 10 == 0 else 1, f"{day}T06:00:00Z"
    connection.execute(
        "INSERT INTO articles (id, site, url, url_key, title, byline, published, year, lead, body, captions, contacts, "
        "language, tags, status, first_seen, last_seen, last_checked, version_count) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, 'fr', '[]', 'live', ?, ?, ?, ?)",
        (article_id, site, url, url_key(url), article.title, article.byline, day, year, article.lead, article.body,
         contacts_text(article.contacts), seen, seen, seen, versions),
    )  # fmt: skip
    for version in range(1, versions + 1):
        capture_id = number * 2 + version
        connection.execute(
            "INSERT INTO captures (id, run_id, site, kind, url, url_key, requested_url, fetched_at, http_status, "
            "outcome, media_type, sha256, size, warc_file, warc_offset, warc_length, record, article_id, "
            "content_sha256) "
            "VALUES (?, ?, ?, 'article', ?, ?, ?, ?, 200, ?, 'text/html', ?, 40000, 'a.warc.gz', ?, 9, 'response', "
            "?, ?)",
            (capture_id, number % len(SITES) + 1, site, url, url_key(url), url, seen,
             "new" if version == 1 else "changed", f"{capture_id:064x}", capture_id * 10, article_id,
             content_digest(article)),
        )  # fmt: skip
        connection.execute(
            "INSERT INTO versions (id, article_id, number, capture_id, seen_at, last_seen, content_sha256, "
            "parser_version, article) VALUES (?, ?, ?, ?, ?, ?, ?, '1', ?)",
            (capture_id, article_id, version, capture_id, seen, seen, content_digest(article),
             json.dumps(to_dict(article), ensure_ascii=False)),
        )  # fmt: skip
    note_former_lines(connection, article_id)
    connection.execute("UPDATE articles SET version_id = ? WHERE id = ?", (capture_id, article_id))
    connection.execute(
        "INSERT INTO article_urls (id, article_id, url, url_key, role, first_seen, last_seen) "
        "VALUES (?, ?, ?, ?, 'final', ?, ?)",
        (stable_id("article_url", article_id, url, "final"), article_id, url, url_key(url), seen, seen),
    )
    if article.contacts:
        connection.execute("INSERT OR IGNORE INTO contact_blocks (id, heading, scope) VALUES (1, 'Presse', 'article')")
        connection.execute(
            "INSERT OR IGNORE INTO contact_entries (id, contact_block_id, position, label, kind, value, normalized) "
            "VALUES (1, 1, 0, 'Standard', 'phone', '01 42 92 20 00', '+33142922000')"
        )
        connection.execute(
            "INSERT INTO article_contact_blocks (article_id, contact_block_id, position, first_seen, last_seen) "
            "VALUES (?, 1, 0, ?, ?)",
            (article_id, seen, seen),
        )
    return article_id


@contextmanager
def server(command: list[str], ready: Callable[[str], str | None]) -> Iterator[tuple[str, float]]:
    """A server's address and how long it took, in seconds, to answer; ended with the block."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout
        url = next(found for line in process.stdout if (found := ready(line)))
        get(url + "/-/static/app.css")
        yield url, time.monotonic() - began
    finally:
        process.terminate()
        process.wait(10)


def get(url: str, connection: http.client.HTTPConnection | None = None) -> int:
    """Ask for `url` and read it whole; the status."""
    parts = urlsplit(url)
    connection = connection or http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
    answer = connection.getresponse()
    answer.read()
    return answer.status


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of the requests for one kind of page, and the statuses that came other than 200 (0: no answer)."""

    times: list[float]
    failures: list[int]

    def __str__(self) -> str:
        ordered = sorted(self.times)
        p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
        errors = f" ({len(self.failures)} errors)" if self.failures else ""
        return f"{statistics.median(ordered):,.0f} / {p95:,.0f}{errors}"


def measure(base: str, paths: list[str]) -> Measured:
    """The times of `paths`, one after the other, over one connection, the first asked once before for warmth."""
    parts = urlsplit(base)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    times, failures = [], []
    for path in [paths[0], *paths]:
        began = time.perf_counter()
        try:
            status = get(base + path, connection)
        except TimeoutError:
            connection.close()
            status = 0
        times.append((time.perf_counter() - began) * 1000)
        failures += [status] if status != 200 else []
    found = Measured(times[1:], failures)
    print(f"{base}{paths[0]}: {found}", file=sys.stderr)
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, default=100_000)
    arguments.add_argument("--requests", type=int, default=40)
    arguments.add_argument("--keep", type=Path, help="an archive to make here, or to take from an earlier run")
    given = arguments.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp(prefix="govnews-bench-"))
    try:
        if not (folder / NAME).exists():
            fill(folder, given.articles)
        report(folder, given.requests)
    finally:
        if not given.keep:
            shutil.rmtree(folder)


def report(folder: Path, requests: int) -> None:
    """Measure both servers over the archive in `folder` and print the table."""
    connection = sqlite3.connect(folder / NAME)
    (count,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    ids = [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY url_key LIMIT ?", (requests,))]
    connection.close()
    words = Words(1)
    ranks = {"a rare word": range(20_000, 20_000 + requests), "a common word": range(50, 50 + requests)}
    ranks["the commonest words"] = range(3)
    chosen = {name: [quote(words.of(rank)) for rank in some] for name, some in ranks.items()}
    chosen["the commonest words"] *= requests // 3
    binary = Path(sys.executable).parent
    ours = [str(binary / "govnews"), "serve", "--archive", str(folder), "--port", "0"]
    plain = [str(binary / "datasette"), str(folder / NAME), "--metadata", "datasette-metadata.json", "--port", "0"]
    # Datasette alone: without our plugin, as an archivist has it who installed nothing else.
    without = [sys.executable, "-c", _PLAIN, *plain[1:]]
    rows: list[tuple[str, str, str]] = []
    with server(ours, lambda line: line.strip().rpartition(" ")[2].rstrip("/") if "open at" in line else None) as (
        url,
        took,
    ):
        mine = {
            "front page": measure(url, ["/"] * requests),
            "article, or row": measure(url, [f"/govnews/articles/{id_}" for id_ in ids]),
            "list of one site": measure(url, [f"/search?site={site}&order=date" for site in SITES] * (requests // 5)),
            **{f"search: {name}": measure(url, [f"/search?q={w}" for w in some]) for name, some in chosen.items()},
        }
        start = took
    with server(without, lambda line: line.split("running on ")[1].split(" ")[0] if "running on" in line else None) as (
        url,
        took,
    ):
        base = "/govnews/articles"
        theirs = {
            "front page": measure(url, [base] * requests),
            "article, or row": measure(url, [f"{base}/{id_}" for id_ in ids]),
            "list of one site": measure(url, [f"{base}?site={site}" for site in SITES] * (requests // 5)),
            **{f"search: {name}": measure(url, [f"{base}?_search={w}" for w in some]) for name, some in chosen.items()},
        }
        rows = [(name, str(mine[name]), str(theirs[name])) for name in mine]
        rows.append(("start, until the first answer", f"{start * 1000:,.0f}", f"{took * 1000:,.0f}"))
    size = (folder / NAME).stat().st_size / 1e6
    print(f"{count:,} articles, {size:,.0f} MB; milliseconds, p50 / p95 of {requests} requests\n")
    print("| page | reading room | Datasette alone |\n|---|---|---|")
    for row in rows:
        print(f"| {row[0]} | {row[1]} | {row[2]} |")
    print("\nDatasette's `front page` is its table of articles, and its searches are that table's.")


#: Datasette with no plugin that was installed beside it, at any port that is free.
_PLAIN = """
import sys, socket
import importlib.metadata as m
real = m.distributions
m.distributions = lambda **k: (d for d in real(**k) if d.metadata['Name'] != 'govnews')
import datasette.plugins, uvicorn, json
from datasette.app import Datasette
assert not any('govnews' in str(p) for _, p in datasette.plugins.pm.list_name_plugin()), 'our plugin is there'
app = Datasette([sys.argv[1]], metadata=json.load(open(sys.argv[3]))).app()
s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()
class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        print('running on http://127.0.0.1:%d ' % s.getsockname()[1], flush=True)
Server(uvicorn.Config(app, log_level='warning', lifespan='on')).run(sockets=[s])
"""

if __name__ == "__main__":
    main()
