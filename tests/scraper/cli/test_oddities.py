"""What surrounds the command may be odd (a locale, a closed output, a device): one line, the right status, no harm."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.conftest import SITE, Crawl, open_writer, page
from tests.conftest import Command

pytestmark = pytest.mark.integration


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with an article that no ASCII locale has letters for."""
    folder = tmp_path / "archive"
    with open_writer(folder) as writer:
        run_id = writer.begin_run(SITE)
        Crawl(writer, run_id).get("/a", page("Été à l’île"))
        writer.end_run(run_id, "finished", {"new": 1})
    return folder


def run(script: str, archive: Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    """`script` in a shell, in which `govnews` is the command."""
    govnews = f'govnews() {{ "{sys.executable}" -m scraper.cli "$@"; }}\n'
    environment = {**os.environ, "GOVNEWS_ARCHIVE": str(archive), "GOVNEWS_CONTACT": "x@y.example", **more}
    return subprocess.run(["bash", "-c", govnews + script], env=environment, capture_output=True, check=False)


@pytest.mark.parametrize("command", ["status", "status --json", "export --format jsonl", "verify", "sites list"])
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_locale_without_the_letters_costs_letters_only(archive: Path, command: str, encoding: str) -> None:
    done = run(f"govnews {command}", archive, PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0")
    assert b"Traceback" not in done.stderr
    assert done.stdout
    if "json" in command:
        done.stdout.decode("utf-8")


@pytest.mark.parametrize("table", ["urls", "sites", "articles", "runs", "events", "warc_files", "captures"])
@pytest.mark.parametrize(
    "command", ["status", "verify", "export --format csv", "withhold https://x.example/ --reason x"]
)
def test_without_a_table_every_command_says_so_in_one_line(archive: Path, table: str, command: str) -> None:
    with sqlite3.connect(archive / "govnews.db") as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f"DROP TABLE {table}")
    done = run(f"govnews {command}", archive)
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 1)
    if command == "verify":
        assert done.returncode == 1
        assert table.encode() in done.stderr


@pytest.mark.parametrize(
    ("script", "status"),
    [
        ("govnews export --format jsonl >&-", 1),
        ("govnews export --format wacz >&-", 1),
        ("govnews export --format jsonl > /dev/full", 1),
        ("govnews export --format warc > /dev/full", 1),
        ("govnews status > /dev/full", 1),
        ("set -o pipefail; govnews export --format jsonl | true", 1),
    ],
)
def test_an_output_that_takes_nothing_is_told_in_one_line(archive: Path, script: str, status: int) -> None:
    done = run(script, archive)
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    assert done.stderr.count(b"\n") <= 1
    assert done.returncode in (status, 0 if "| true" in script else status)


@pytest.mark.parametrize("url", ["http://[", "http://example.org:99999/x", "http://", "https://a:b/", "http://[::1/x"])
@pytest.mark.parametrize("verb", ["withhold", "release"])
def test_what_is_no_address_is_wrong_use(govnews: Command, archive: Path, url: str, verb: str) -> None:
    done = govnews(verb, url, "--reason", "t", archive=archive)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "is no address" in done.stderr


@pytest.mark.parametrize("form", ["jsonl", "csv", "warc", "wacz"])
def test_a_device_or_a_pipe_is_written_to_and_stays_what_it_is(archive: Path, tmp_path: Path, form: str) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    done = run(f"cat {pipe} | wc -c & govnews export --format {form} --output {pipe} --force; wait", archive)
    assert (done.returncode, done.stderr) == (0, b"")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert max(int(word) for word in done.stdout.split() if word.isdigit()) > 100
    (tmp_path / "null").symlink_to("/dev/null")
    for name in ("/dev/null", tmp_path / "null"):
        done = run(f"govnews export --format {form} --output {name} --force", archive)
        assert (done.returncode, done.stderr) == (0, b"")
        assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert (tmp_path / "null").is_symlink()


def test_a_link_to_a_file_stays_a_link(govnews: Command, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "out")
    for _ in range(2):
        done = govnews("export", "--format", "csv", "--output", tmp_path / "link", "--force", archive=archive)
        assert done.returncode == 0
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real" / "out").stat().st_size > 100


def test_an_empty_database_says_what_it_is_and_is_made_anew(govnews: Command, archive: Path) -> None:
    (archive / "govnews.db").write_bytes(b"")
    done = govnews("status", archive=archive)
    assert (done.returncode, "empty; govnews rebuild makes it" in done.stderr) == (1, True)
    assert govnews("rebuild", archive=archive).returncode == 0
    assert "1 article" in govnews("status", archive=archive).stdout


@pytest.mark.parametrize("name", ["a#b", "a?b", "a%20b", "a b", "a'b", 'a"b', "a\nb", "é", "a:b", "-a", "file:x"])
def test_an_archive_may_lie_in_a_folder_of_any_name(govnews: Command, archive: Path, tmp_path: Path, name: str) -> None:
    odd = tmp_path / name
    archive.rename(odd)
    for words in (["status"], ["verify"], ["rebuild"], ["backup", tmp_path / f"{name} copy"], ["verify", "--quick"]):
        done = govnews(*words, archive=odd)
        assert "Traceback" not in done.stderr
        assert done.returncode == 0, (words, done.stderr)
    assert govnews("verify", archive=tmp_path / f"{name} copy").returncode == 0
