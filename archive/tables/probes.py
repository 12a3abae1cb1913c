"""What a site answers to an address that cannot exist, asked for once a run, and which pages are that answer."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from archive.model.likeness import is_same_answer
from archive.tables.articles import Sighting
from archive.tables.parses import ParsedText, Parses
from archive.tables.sites import Run


@dataclass(frozen=True, slots=True)
class _Answer:
    """The last page that a run's probe was led to, by its URL key; `text` where it reads like an article."""

    key: str
    was_redirected: bool
    text: ParsedText | None


class Probes:
    """Compares pages with the answer to the probe of the same run, where that was no plain 404."""

    def __init__(self, connection: sqlite3.Connection, parses: Parses) -> None:
        self._connection = connection
        self._parses = parses
        #: Of the run that is at hand.
        self._answer: tuple[int, _Answer | None] | None = None

    def arrived(self) -> None:
        """A probe was answered: what is known may be no longer so."""
        self._answer = None

    def is_answer(self, seen: Sighting, text: ParsedText) -> bool:
        """Whether a page is what the site shows where it has nothing."""
        answer = self._of(seen.run)
        if answer is None:
            return False
        if answer.was_redirected and seen.key == answer.key != seen.requested_key:
            return True
        return answer.text is not None and is_same_answer(answer.text.article, text.article)

    def _of(self, run: Run) -> _Answer | None:
        if self._answer is None or self._answer[0] != run.id:
            row = self._connection.execute(
                "SELECT id, url, requested_url FROM captures WHERE run_id = ? AND kind = 'probe' "
                "AND outcome IN ('ok', 'unchanged') ORDER BY id DESC LIMIT 1",
                (run.id,),
            ).fetchone()
            self._answer = (run.id, self._read(run, *row) if row else None)
        return self._answer[1]

    def _read(self, run: Run, capture_id: int, url: str, requested_url: str) -> _Answer:
        key = run.key(url)
        return _Answer(key, key != run.key(requested_url), self._parses.text_of(capture_id, run.id))
