"""After the pages, pictures and documents of articles are fetched where the profile asks for them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.conftest import Command

COUNTS = (
    "SELECT (SELECT count(*) FROM figures), (SELECT count(capture_id) FROM figures), "
    "(SELECT count(*) FROM attachments), (SELECT count(capture_id) FROM attachments)"
)


def counts(archive: Path) -> tuple[int, int, int, int]:
    with sqlite3.connect(archive / "govnews.db") as connection:
        found: tuple[int, int, int, int] = connection.execute(COUNTS).fetchone()
        return found


def change_profile(folder: Path, name: str, old: str, new: str) -> None:
    profile = folder / f"{name}.toml"
    text = profile.read_text()
    assert old in text
    profile.write_text(text.replace(old, new))


def test_each_is_fetched_once_after_the_pages(govnews: Command, demo_sites: Path, tmp_path: Path) -> None:
    for _ in range(2):
        done = govnews("crawl", "rivieres", archive=tmp_path / "archive", sites=demo_sites)
        assert done.returncode == 0, done.stderr
    figures, copied, documents, copies = counts(tmp_path / "archive")
    assert figures == copied > 0
    assert documents == copies > 0
    with sqlite3.connect(tmp_path / "archive" / "govnews.db") as connection:
        kinds = [kind for (kind,) in connection.execute("SELECT kind FROM captures WHERE run_id = 1 ORDER BY id")]
        again = connection.execute(
            "SELECT count(*) FROM captures WHERE run_id = 2 AND kind IN ('image', 'document')"
        ).fetchone()
    media = [number for number, kind in enumerate(kinds) if kind in ("image", "document")]
    assert media[0] > max(number for number, kind in enumerate(kinds) if kind == "article")
    assert again == (0,)


def test_nothing_is_fetched_where_the_profile_does_not_ask_for_it(
    govnews: Command, demo_sites: Path, tmp_path: Path
) -> None:
    change_profile(demo_sites, "rivieres", "fetch = true", "fetch = false")
    govnews("crawl", "rivieres", archive=tmp_path / "archive", sites=demo_sites)
    figures, copied, _, copies = counts(tmp_path / "archive")
    assert figures > 0
    assert (copied, copies) == (0, 0)
