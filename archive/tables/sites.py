"""Sites, their profiles, and their runs, as rows; and what a run's captures need to know of them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlite_utils import Database

from archive.model.errors import UnknownRun
from archive.model.identity import stable_id, url_key

_COUNTS = ("discovered", "fetched", "unchanged", "new", "changed", "moved", "gone", "blocked", "failed")


@dataclass(frozen=True, slots=True)
class Run:
    """A run: its site, the site's profile in force, and the site's former addresses, for `url_key`."""

    id: int
    site: str
    profile_id: int
    profile: str
    moves: Mapping[str, str]

    def key(self, url: str) -> str:
        """The URL key of `url`, on this site."""
        return _key(url, tuple(self.moves.items()))


@lru_cache(maxsize=2048)
def _key(url: str, moves: tuple[tuple[str, str], ...]) -> str:
    return url_key(url, dict(moves))


class Sites:
    """Applies the records about sites and runs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._runs: dict[int, Run] = {}

    def run(self, run_id: int) -> Run:
        """The run `run_id`. Raises UnknownRun when none is recorded."""
        if run_id not in self._runs:
            row = self._connection.execute(
                "SELECT runs.id, runs.site, profiles.id, profiles.profile, sites.moves FROM runs "
                "JOIN profiles ON profiles.id = runs.profile_id JOIN sites ON sites.name = runs.site WHERE runs.id = ?",
                (run_id,),
            ).fetchone()
            if row is None:
                raise UnknownRun(f"no run {run_id} was begun")
            self._runs[run_id] = Run(row[0], row[1], row[2], row[3], json.loads(row[4]))
        return self._runs[run_id]

    def forget(self) -> None:
        """After a rollback: what was remembered of runs may not be so."""
        self._runs.clear()

    def next_run_id(self) -> int:
        """The id for a run that is about to be recorded."""
        (last,) = self._connection.execute("SELECT coalesce(max(id), 0) FROM runs").fetchone()
        return int(last) + 1

    def add_profile(self, site: str, profile: str, at: str) -> None:
        """The profile as it stands; the last one recorded is the site's."""
        sha256 = hashlib.sha256(profile.encode()).hexdigest()
        db = Database(self._connection)
        db.table("sites").upsert(
            {"id": stable_id("site", site), "name": site, "profile": profile, "profile_sha256": sha256}, pk="id"
        )
        version = {"site": site, "sha256": sha256, "profile": profile, "first_used": at}
        db.table("profiles").insert({"id": stable_id("profile", site, sha256), **version}, ignore=True)

    def start_run(self, run_id: int, site: str, said: Mapping[str, object], at: str, warc_file: str) -> None:
        """A run of `site` begins; one that never ended was killed."""
        moves = said.get("moves") or {}
        (before,) = self._connection.execute("SELECT moves FROM sites WHERE name = ?", (site,)).fetchone()
        names = ("title", "country", "language", "home_url", "rights", "licence", "verified")
        self._connection.execute(
            f"UPDATE sites SET {', '.join(f'{name} = ?' for name in names)}, moves = ?, "
            "last_crawled = coalesce(?, last_crawled) WHERE name = ?",
            (*(said.get(name) for name in names), json.dumps(moves), None if said.get("outcome") else at, site),
        )
        if json.loads(before) != moves:
            self._fold_keys(site)
        self._connection.execute("UPDATE runs SET outcome = 'interrupted' WHERE site = ? AND outcome IS NULL", (site,))
        self._connection.execute(
            "INSERT INTO runs (id, site, started, outcome, parser_version, warc_file, profile_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                run_id,
                site,
                at,
                said.get("outcome"),
                said.get("parser_version"),
                warc_file,
                stable_id("profile", site, said["profile"]),
            ),
        )

    def end_run(self, run_id: int, said: Mapping[str, object], at: str) -> None:
        """A run's summary."""
        counts = said.get("counts")
        counts = counts if isinstance(counts, dict) else {}
        self._connection.execute(
            f"UPDATE runs SET finished = ?, outcome = ?, reason = ?, {', '.join(f'{name} = ?' for name in _COUNTS)} "
            "WHERE id = ?",
            (at, said.get("outcome"), said.get("reason"), *(int(counts.get(name, 0)) for name in _COUNTS), run_id),
        )

    def _fold_keys(self, site: str) -> None:
        """The site's former addresses are others than before: what lay under them is found under the present ones."""
        self._runs.clear()
        (moves,) = self._connection.execute("SELECT moves FROM sites WHERE name = ?", (site,)).fetchone()
        folded = json.loads(moves)
        of_site = {
            "captures": "site = ?",
            "article_urls": "article_id IN (SELECT id FROM articles WHERE site = ?)",
        }
        for table, condition in of_site.items():
            rows = self._connection.execute(
                f"SELECT id, url, url_key FROM {table} WHERE {condition} ORDER BY id", (site,)
            ).fetchall()
            changed = [(new, row_id) for row_id, url, old in rows if (new := url_key(url, folded)) != old]
            self._connection.executemany(f"UPDATE {table} SET url_key = ? WHERE id = ?", changed)
        self._fold_frontier(site, folded)

    def _fold_frontier(self, site: str, moves: Mapping[str, str]) -> None:
        """The same of the frontier, where a key has one row, whose id is the key's.

        Of two spellings of one page that is kept which was fetched last, and another site's before this one's.
        """
        rows = self._connection.execute(
            "SELECT id, url, url_key FROM urls WHERE site = ? ORDER BY last_fetched IS NULL, last_fetched DESC, id",
            (site,),
        ).fetchall()
        others = "SELECT 1 FROM urls WHERE url_key = ? AND site <> ?"
        kept: dict[str, int] = {}
        for row_id, url, _ in rows:
            key = url_key(url, moves)
            if key not in kept and self._connection.execute(others, (key, site)).fetchone() is None:
                kept[key] = row_id
        left = set(kept.values())
        self._connection.executemany("DELETE FROM urls WHERE id = ?", [(row[0],) for row in rows if row[0] not in left])
        old = {row_id: key for row_id, _, key in rows}
        changed = [
            (key, row_id) for key, row_id in kept.items() if old[row_id] != key or row_id != stable_id("url", key)
        ]
        # Out of each other's way first: one row's new key may be another's old one.
        self._connection.executemany(
            "UPDATE urls SET id = -id, url_key = '\n' || id WHERE id = ?", [(row_id,) for _, row_id in changed]
        )
        self._connection.executemany(
            "UPDATE urls SET id = ?, url_key = ? WHERE id = ?",
            [(stable_id("url", key), key, -row_id) for key, row_id in changed],
        )
