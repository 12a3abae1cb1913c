"""A server that runs shows the archive as it is: after a rebuild, and after something is withheld."""

from __future__ import annotations

import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.tables.database import NAME
from archive.upkeep.rebuild import take_its_place
from tests.archive.reading_room.conftest import Server
from tests.archive.reading_room.shelf import Shelf, stock

SECRET = b" repairs, phase 3"
PAGES = [
    "", "search?q=bridge", "search.json?q=phase", "search.atom", "contacts", "operations", "govnews/newest.json",
    "govnews/articles", "govnews/articles.json?_size=max", "govnews/versions.json?_size=max", "govnews/articles/{id}",
    "govnews/articles/{id}.json", "govnews/articles/%2B{id}", "govnews/articles/~{first}{rest}.json",
]  # fmt: skip


def shown(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        return f"HTTP {error.code}: ".encode() + error.read()


def withhold(folder: Path, article: int) -> None:
    with Shelf(folder) as shelf:
        shelf.connection.execute("UPDATE articles SET status = 'withheld' WHERE id = ?", [article])


def pages(server: Server, article: int) -> dict[str, bytes]:
    number = str(article)
    paths = [path.format(id=number, first=f"{ord(number[0]):02X}", rest=number[1:]) for path in PAGES]
    found = {path: shown(server.url + path) for path in paths * 2}
    assert not [path for path, page in found.items() if page.startswith(b"HTTP 5")]
    return found


@pytest.mark.parametrize("public", [False, True])
def test_a_withheld_article_is_out_of_sight_at_once(tmp_path: Path, serve: Callable[..., Server], public: bool) -> None:
    article = stock(tmp_path)["bridge3"]
    servers = [serve(tmp_path, public), serve(tmp_path, public)]
    assert all(sum(SECRET in page for page in pages(server, article).values()) > 5 for server in servers)
    withhold(tmp_path, article)
    for server in servers:
        assert not [path for path, page in pages(server, article).items() if SECRET in page]


@pytest.mark.parametrize("public", [False, True])
def test_so_it_is_where_a_rebuild_put_another_file_in_the_place(
    tmp_path: Path, serve: Callable[..., Server], public: bool
) -> None:
    """The server had the old file open, in each of its threads, before and while the new one was made."""
    archive, other = tmp_path / "archive", tmp_path / "other"
    article = stock(archive)["bridge3"]
    server = serve(archive, public)
    pages(server, article)
    shutil.copytree(archive, other)
    withhold(other, article)
    pages(server, article)
    shutil.move(other / NAME, archive / (NAME + ".new"))
    take_its_place(archive, archive / (NAME + ".new"))
    assert not [path for path, page in pages(server, article).items() if SECRET in page]
    withhold(archive, stock(tmp_path / "ids")["bridge1"])  # what is written to the new file is seen too
    assert b" repairs, phase 1" not in shown(f"{server.url}search?q=bridge")


def test_the_old_file_gives_its_space_back(tmp_path: Path, serve: Callable[..., Server]) -> None:
    archive = tmp_path / "archive"
    stock(archive)
    server = serve(archive)
    shown(server.url)
    shutil.copy(archive / NAME, archive / (NAME + ".new"))
    take_its_place(archive, archive / (NAME + ".new"))
    held = Path(f"/proc/{server.process.pid}/fd")
    until = time.monotonic() + 60
    while any("(deleted)" in (name := str(link.readlink())) and NAME in name for link in held.iterdir()):
        assert time.monotonic() < until
        for _ in range(8):  # one request after the other reaches each of a few threads
            shown(f"{server.url}search?q=bridge")


def test_rows_are_read_on_while_one_rebuild_follows_the_other(tmp_path: Path, serve: Callable[..., Server]) -> None:
    archive = tmp_path / "archive"
    stock(archive)
    server = serve(archive)
    kept = shutil.copy(archive / NAME, tmp_path / "kept")
    for _ in range(15):
        shutil.copy(kept, archive / (NAME + ".new"))
        take_its_place(archive, archive / (NAME + ".new"))
        assert SECRET in shown(f"{server.url}search?q=bridge")
        assert SECRET in shown(f"{server.url}govnews/articles.json?_size=max")
