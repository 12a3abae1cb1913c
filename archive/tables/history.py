"""The versions of an article, as rows: added one by one, or derived anew from its captures."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from archive.model.article import Article
from archive.model.versions import Observation, Version, derive
from archive.tables import store
from archive.tables.parses import ParsedText

#: Parses a capture, by its id, again, under the profile of a run, by its id.
TextOf = Callable[[int, int], ParsedText | None]


def note_former_lines(connection: sqlite3.Connection, article_id: int, since: int = 1) -> None:
    """What the versions of an article, from number `since` on, said and the next ones no more say, to be searched.

    The rows go with their versions. Migration 0006 does the same for all articles.
    """
    connection.execute(
        "INSERT INTO former_lines (id, article_id, text) SELECT id, article_id, text FROM ("
        "SELECT former.id, former.article_id, govnews_former_lines(former.article, next.article) AS text "
        "FROM versions AS former "
        "JOIN versions AS next ON next.article_id = former.article_id AND next.number = former.number + 1 "
        "WHERE former.article_id = ? AND former.number >= ?) WHERE text IS NOT NULL",
        (article_id, since),
    )


class History:
    """Keeps versions, all read by `parser_version`'s parser; `text_of` parses a capture again.

    All captures of an article are read under one profile, that of the run that saw it last when they were read: a
    profile that was mended reads the same bytes otherwise, and that is no change of the site.
    """

    def __init__(self, connection: sqlite3.Connection, text_of: TextOf, parser_version: str) -> None:
        self._connection = connection
        self._text_of = text_of
        self._parser_version = parser_version

    def is_comparable(self, version_id: int, run_id: int) -> bool:
        """Whether a version was read as the run `run_id` reads: by the same parser, under the same profile."""
        row = self._connection.execute(
            "SELECT versions.parser_version = ? AND versions.profile_id IS runs.profile_id FROM versions, runs "
            "WHERE versions.id = ? AND runs.id = ?",
            (self._parser_version, version_id, run_id),
        ).fetchone()
        return bool(row and row[0])

    def add(self, article_id: int, capture_id: int, number: int, at: str, text: ParsedText, run_id: int) -> None:
        """The article has a new version, its last one: it says `text` since `at`."""
        self._insert(article_id, Version(capture_id, number, at, at, text.content_sha256), text.json, run_id)
        note_former_lines(self._connection, article_id, number - 1)
        store.note_contacts(self._connection, article_id, text.article.contacts, at, at)
        store.show(self._connection, article_id, text.article, version=(capture_id, number))

    def reread_as_last_seen(self, article_id: int) -> None:
        """The same as `reread`, under the profile of the run that saw the article last."""
        row = self._connection.execute(
            "SELECT run_id FROM captures WHERE article_id = ? AND content_sha256 IS NOT NULL ORDER BY id DESC LIMIT 1",
            (article_id,),
        ).fetchone()
        if row is not None:
            self.reread(article_id, row[0])

    def settle(self, article_id: int, texts: dict[int, ParsedText], run_id: int) -> None:
        """Derive the versions anew; read the captures again where a version was not read as the run `run_id` reads."""
        versions = self._connection.execute("SELECT id FROM versions WHERE article_id = ?", (article_id,)).fetchall()
        if all(self.is_comparable(version_id, run_id) for (version_id,) in versions):
            self.rederive(article_id, texts, run_id)
        else:
            self.reread(article_id, run_id)

    def reread(self, article_id: int, run_id: int) -> None:
        """Parse every capture with today's parser, under the profile of a run, and derive the versions anew."""
        texts: dict[int, ParsedText] = {}
        for capture_id, vouched_for in self._connection.execute(
            "SELECT c.id, CASE WHEN c.http_status = 304 AND c.url = o.url THEN o.id END FROM captures c "
            "LEFT JOIN captures o ON o.id = c.original_id "
            "WHERE c.article_id = ? AND c.content_sha256 IS NOT NULL ORDER BY c.id",
            (article_id,),
        ).fetchall():
            text = texts.get(vouched_for) or self._text_of(capture_id, run_id)
            if text is not None:
                texts[capture_id] = text
            self._connection.execute(
                "UPDATE captures SET content_sha256 = ? WHERE id = ?", (text and text.content_sha256, capture_id)
            )
        self._connection.execute("DELETE FROM versions WHERE article_id = ?", (article_id,))
        self.rederive(article_id, texts, run_id)

    def rederive(self, article_id: int, texts: dict[int, ParsedText], run_id: int) -> None:
        """Derive the versions from the captures; `texts` holds what is known of captures' texts without parsing."""
        kept = dict(
            self._connection.execute("SELECT id, article FROM versions WHERE article_id = ?", (article_id,)).fetchall()
        )
        versions = derive(
            Observation(*row)
            for row in self._connection.execute(
                "SELECT id, fetched_at, content_sha256 FROM captures "
                "WHERE article_id = ? AND content_sha256 IS NOT NULL",
                (article_id,),
            )
        )
        for table in ("versions", "article_contact_blocks"):
            self._connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
        article = None
        for version in versions:
            article, text = self._article_of(version, kept, texts, run_id)
            self._insert(article_id, version, text, run_id)
            store.note_contacts(self._connection, article_id, article.contacts, version.seen_at, version.last_seen)
        note_former_lines(self._connection, article_id)
        if article is not None:
            store.show(self._connection, article_id, article, version=(versions[-1].capture_id, len(versions)))

    def _article_of(
        self, version: Version, kept: dict[int, str], texts: dict[int, ParsedText], run_id: int
    ) -> tuple[Article, str]:
        if version.capture_id in kept:
            return store.from_json(kept[version.capture_id]), kept[version.capture_id]
        text = texts.get(version.capture_id) or self._text_of(version.capture_id, run_id)
        if text is not None:
            return text.article, text.json
        return Article(url=""), store.to_json(Article(url=""))

    def _insert(self, article_id: int, version: Version, article: str, run_id: int) -> None:
        self._connection.execute(
            "INSERT INTO versions (id, article_id, number, capture_id, seen_at, last_seen, content_sha256, "
            "parser_version, article, profile_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT profile_id FROM runs WHERE id = ?))",
            (
                version.capture_id,
                article_id,
                version.number,
                version.capture_id,
                version.seen_at,
                version.last_seen,
                version.content_sha256,
                self._parser_version,
                article,
                run_id,
            ),
        )

    def extend(self, article_id: int, version_id: int, last_seen: str, at: str) -> None:
        """The present version, last seen at `last_seen`, was seen once more."""
        self._connection.execute("UPDATE versions SET last_seen = ? WHERE id = ?", (at, version_id))
        self._connection.execute(
            "UPDATE article_contact_blocks SET last_seen = ? WHERE article_id = ? AND last_seen = ?",
            (at, article_id, last_seen),
        )
