"""A database of the first release, made by a crawl of one of the demo's sites, opens in this one and loses nothing."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archive.tables import database
from archive.tables.store import contacts_text, from_json
from archive.upkeep.status import archive_status
from tests.archive.conftest import open_writer

ROOT = Path(__file__).parents[2]
SQL = Path(__file__).parent / "fixtures" / "first-release.sql"


@pytest.fixture
def old(folder: Path) -> Path:
    folder.mkdir()
    with sqlite3.connect(folder / "govnews.db") as connection:
        connection.executescript(SQL.read_text(encoding="utf-8"))
    connection.close()
    return folder / "govnews.db"


def columns(path: Path) -> dict[str, list[str]]:
    with sqlite3.connect(path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            for (table,) in tables
            if not table.startswith("articles_fts")
        }


def rows(path: Path, of: dict[str, list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    with sqlite3.connect(path) as connection:
        return {
            table: connection.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY id").fetchall()
            for table, names in of.items()
        }


def test_it_is_upgraded_and_keeps_every_row(old: Path, tmp_path: Path) -> None:
    had = columns(old)
    before = rows(old, had)
    assert len(before["articles"]) == len(before["versions"]) == 9
    database.open_database(old).close()
    assert rows(old, had) == before
    database.open_database(tmp_path / "new.db").close()
    assert columns(old) == columns(tmp_path / "new.db")


def test_search_works_in_it(old: Path) -> None:
    connection = database.open_database(old)
    assert connection.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'riviere*'").fetchone()[0] > 0
    connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")


def test_what_its_contacts_say_is_found_as_if_it_had_been_written_today(old: Path) -> None:
    connection = database.open_database(old)
    sql = "SELECT articles.contacts, versions.article FROM articles JOIN versions ON versions.id = articles.version_id"
    found = connection.execute(sql).fetchall()
    assert [text for text, _ in found] == [contacts_text(from_json(article).contacts) for _, article in found]
    assert any(text for text, _ in found)


def test_a_crawl_writes_to_it_and_its_status_is_told(old: Path) -> None:
    open_writer(old.parent).close()
    assert archive_status(old.parent).articles == 9


@pytest.mark.integration
@pytest.mark.parametrize("before_statement", [0, 3])
def test_a_kill_amid_the_upgrade_leaves_it_as_it_was(old: Path, before_statement: int) -> None:
    had = columns(old)
    before = rows(old, had)
    script = """
import os, signal, sys
from pathlib import Path
from archive.tables import database
done = []
def statements(script, real=database.statements):
    for statement in real(script):
        if len(done) == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        done.append(statement)
        yield statement
database.statements = statements
database.open_database(Path(sys.argv[1]))
"""
    killed = subprocess.run([sys.executable, "-c", script, old, str(before_statement)], cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL
    with sqlite3.connect(old) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    assert rows(old, had) == before
    database.open_database(old).close()
    assert rows(old, had) == before
