"""A database is opened, upgraded in place, or refused in one line; never harmed."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from archive.model.errors import ArchiveError
from archive.tables import database
from tests.archive.conftest import SITE, Crawl, open_writer, page
from tests.archive.reading_room.shelf import Shelf, article

ROOT = Path(__file__).parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "govnews.db"


def first_schema(path: Path) -> None:
    """A database as the first migration left it, with a row in it."""
    with sqlite3.connect(path) as connection:
        connection.executescript(database.migrations()[0])
        connection.execute("INSERT INTO sites (id, name, profile, profile_sha256) VALUES (1, 'old', '', '')")
        connection.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    connection.close()


def shape(path: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()


def test_a_new_database_is_in_wal_mode_with_foreign_keys(path: Path) -> None:
    connection = database.open_database(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(database.migrations()),)


def test_every_table_has_one_integer_primary_key_named_id(path: Path) -> None:
    connection = database.open_database(path)
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith("articles_fts")
    ]
    for table in tables:
        keys = [(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({table})") if row[5]]
        assert keys == [("id", "INTEGER")], table


def test_an_older_database_is_upgraded_in_place_and_keeps_its_rows(path: Path, tmp_path: Path) -> None:
    first_schema(path)
    database.open_database(path).close()
    database.open_database(tmp_path / "new.db").close()
    assert shape(path) == shape(tmp_path / "new.db")
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sites").fetchall() == [("old",)]


@pytest.mark.integration
def test_a_kill_amid_an_upgrade_leaves_the_old_database_usable(path: Path) -> None:
    first_schema(path)
    before = shape(path)
    script = """
import os, signal, sys
from pathlib import Path
from archive.tables import database
scripts = database.migrations()
done = []
def statements(script, real=database.statements):
    for statement in real(script):
        if len(done) == 4:
            os.kill(os.getpid(), signal.SIGKILL)
        done.append(statement)
        yield statement
database.statements = statements
database.open_database(Path(sys.argv[1]))
"""
    killed = subprocess.run([sys.executable, "-c", script, path], cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL
    assert shape(path) == before
    database.open_database(path).close()
    assert shape(path) != before


def not_sqlite(path: Path) -> None:
    path.write_bytes(b"<html>not a database</html>" * 100)


def of_somebody_else(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, mine TEXT)")


def of_another_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA application_id = 4711")


def newer(path: Path) -> None:
    database.open_database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9999")


@pytest.mark.parametrize("opener", [database.open_database, database.open_reader])
@pytest.mark.parametrize(
    ("make", "says"),
    [
        (not_sqlite, "not an SQLite database"),
        (of_somebody_else, "not govnews's"),
        (of_another_program, "not govnews's"),
        (newer, "upgrade govnews"),
    ],
)
def test_what_is_not_ours_is_refused_in_one_line_and_left_as_it_is(
    path: Path, make: Callable[[Path], None], says: str, opener: Callable[[Path], sqlite3.Connection]
) -> None:
    make(path)
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match=says) as refused:
        opener(path)
    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == before


def test_a_writer_refuses_a_foreign_database_and_lets_go_of_the_lock(folder: Path) -> None:
    folder.mkdir()
    of_somebody_else(folder / "govnews.db")
    with pytest.raises(ArchiveError, match="not govnews's"):
        open_writer(folder)
    (folder / "govnews.db").unlink()
    open_writer(folder).close()


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="file"):
        open_writer(tmp_path / "file" / "archive")


def test_a_reader_needs_an_archive_and_cannot_write(path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive here"):
        database.open_reader(path)
    database.open_database(path).close()
    with pytest.raises(sqlite3.OperationalError):
        database.open_reader(path).execute("DELETE FROM sites")


def test_a_reader_sees_what_is_committed_while_a_crawl_goes_on(folder: Path) -> None:
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        reader = database.open_reader(folder / "govnews.db")
        for number in range(3):
            crawl.get(f"/{number}", page(str(number)))
            assert reader.execute("SELECT count(*) FROM articles").fetchone() == (number + 1,)


def test_the_full_text_index_follows_every_insert_update_and_delete(path: Path) -> None:
    connection = database.open_database(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    count = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
    connection.execute(
        "INSERT INTO articles (id, site, url, url_key, status, first_seen, last_seen, last_checked, title) "
        "VALUES (7, 's', 'u', 'k', 'live', '', '', '', 'Été à l’île')"
    )
    assert connection.execute(count, ["ete"]).fetchone() == (1,)
    connection.execute("UPDATE articles SET last_seen = 'x'")
    connection.execute("UPDATE articles SET title = 'Hiver'")
    assert [connection.execute(count, [word]).fetchone()[0] for word in ("ete", "hiver")] == [0, 1]
    connection.execute("DELETE FROM articles")
    assert connection.execute(count, ["hiver"]).fetchone() == (0,)
    connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")


def test_a_copied_archive_opens_elsewhere(folder: Path, tmp_path: Path) -> None:
    with open_writer(folder) as writer:
        Crawl(writer, writer.begin_run(SITE)).get("/a", page())
    shutil.copytree(folder, tmp_path / "copy")
    with open_writer(tmp_path / "copy") as writer:
        assert Crawl(writer, writer.begin_run(SITE), day=3).get("/a", page()).outcome == "unchanged"


def test_what_articles_no_longer_say_is_there_after_an_upgrade(tmp_path: Path) -> None:
    """The migration says the same as the writer."""
    with Shelf(tmp_path) as shelf:
        shelf.site("s", "A site", "FR", "fr", "https://s.example/")
        shelf.article(
            "s", *(article("https://s.example/a", "A", "2026-01-01", "fr", text) for text in ("One.", "Two."))
        )
    read = "SELECT id, article_id, text FROM former_lines"
    with closing(database.open_database(tmp_path / database.NAME)) as connection:
        written = connection.execute(read).fetchall()
        for drop in ("TABLE former_lines", "TABLE articles_fts_former"):
            connection.execute(f"DROP {drop}")
        connection.execute("ALTER TABLE captures DROP COLUMN reason")  # a later migration's
        connection.execute("PRAGMA user_version = 5")
    with closing(database.open_database(tmp_path / database.NAME)) as connection:
        assert connection.execute(read).fetchall() == written
        assert [text for _, _, text in written] == ["One."]
        found = "SELECT rowid FROM articles_fts_former WHERE articles_fts_former MATCH 'one'"
        assert connection.execute(found).fetchall() == [(written[0][0],)]
