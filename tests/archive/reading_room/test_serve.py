"""`govnews serve`: opens the archive live, says where, and ends cleanly."""

from __future__ import annotations

import contextlib
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from archive.model.errors import ArchiveError
from archive.reading_room.serve import address, datasette_for, listen, metadata_file
from tests.archive.reading_room.conftest import Reader, Server, run
from tests.archive.reading_room.shelf import Shelf, article


def test_it_prints_one_line_with_the_address_answers_there_and_ends_at_ctrl_c(serve: Callable[..., Server]) -> None:
    server = serve()
    assert server.line == f"The reading room is open at {server.url}"
    with urllib.request.urlopen(server.url) as answer:
        assert "News of governments" in answer.read().decode()
    server.process.send_signal(signal.SIGINT)
    rest, errors = server.process.communicate(timeout=60)
    assert (server.process.returncode, rest, errors) == (0, "", "")


@pytest.mark.parametrize("signals", [[signal.SIGTERM], [signal.SIGINT, signal.SIGINT], [signal.SIGINT, signal.SIGTERM]])
def test_it_ends_quietly_however_often_it_is_told_to(
    serve: Callable[..., Server], signals: list[signal.Signals]
) -> None:
    """A terminal's Ctrl-C reaches it, and the script that started it passes it on."""
    server = serve()
    host, _, port = server.url.removeprefix("http://").rstrip("/").partition(":")
    with socket.create_connection((host, int(port))):  # a browser that keeps its connection
        for number in signals:
            server.process.send_signal(number)
        rest, errors = server.process.communicate(timeout=60)
    assert (server.process.returncode, rest, errors) == (0, "", "")


def test_it_ends_in_mid_request_within_seconds(serve: Callable[..., Server]) -> None:
    """Queries that take their whole time, requests that were never finished, answers that nobody reads."""
    server = serve()
    host, _, port = server.url.removeprefix("http://").rstrip("/").partition(":")
    forever = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
    ask = [f"GET /govnews.json?sql={quote(forever)} HTTP/1.1\r\nHost: a\r\n\r\n"] * 20
    ask += ["GET /search HTTP/1.1\r\nHost: a\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na"]
    ask += ["GET /govnews/articles.json HTTP/1.1\r\nHost: a\r\n\r\n" * 200]
    with contextlib.ExitStack() as clients:
        for text in ask:
            clients.enter_context(socket.create_connection((host, int(port)))).sendall(text.encode())
        time.sleep(0.3)  # they are being worked on
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        rest, errors = server.process.communicate(timeout=30)
        took = time.monotonic() - began
    assert (server.process.returncode, rest) == (0, "")
    assert "Traceback" not in errors
    assert took < 15  # five on a machine with nothing else to do


def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ArchiveError, match=rf"^cannot listen on 127\.0\.0\.1, port {port}: .*--port$"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("no.such.host.invalid", 0), ("127.0.0.1", 65536), ("203.0.113.1", 0)])
def test_an_address_that_cannot_be_had_is_one_clear_line(host: str, port: int) -> None:
    with pytest.raises(ArchiveError, match=r"^cannot listen on [^\n]+$"):
        listen(host, port)


def test_the_address_is_one_that_a_browser_on_this_machine_opens() -> None:
    with listen("127.0.0.1", 0) as bound:
        port = bound.getsockname()[1]
        assert address(bound, "127.0.0.1") == f"http://127.0.0.1:{port}/"
        assert address(bound, "0.0.0.0", "/archive/") == f"http://127.0.0.1:{port}/archive/"
        assert address(bound, "::1") == f"http://[::1]:{port}/"


def test_no_archive_yet_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"no archive here.*govnews crawl"):
        datasette_for(tmp_path)


def test_a_database_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "govnews.db") as connection:
        connection.execute("CREATE TABLE t (x)")
    with pytest.raises(ArchiveError, match="not govnews's"):
        datasette_for(tmp_path)
    (tmp_path / "govnews.db").write_text("no database" * 100)
    with pytest.raises(ArchiveError, match="not an SQLite database"):
        datasette_for(tmp_path)


def test_it_serves_while_a_crawl_writes(tmp_path: Path, read: Callable[[Path], Reader]) -> None:
    with Shelf(tmp_path) as shelf:
        shelf.site("s", "A site", "CA", "en", "https://s.example/")
    reader = read(tmp_path)
    done = threading.Event()

    def crawl() -> None:
        for number in range(60):
            with Shelf(tmp_path) as shelf:
                shelf.article(
                    "s", article(f"https://s.example/{number}", f"Item {number}", "2026-01-01", "en", "Text.")
                )
        done.set()

    writer = threading.Thread(target=crawl)
    writer.start()
    statuses = set()
    while not done.is_set():
        statuses |= {reader.get(path).status_code for path in ("/", "/search?q=item", "/govnews/articles")}
    writer.join()
    assert statuses == {200}
    assert reader.get("/search.json?q=item").json()["total"] == 60


def test_a_reader_cannot_write(reader: Reader) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        run(reader.datasette.get_database("govnews").execute("DELETE FROM articles"))


def test_on_loopback_sql_is_open_and_in_public_it_is_closed(reader: Reader, public_reader: Reader) -> None:
    for path in ("/govnews.json?sql=select+1", "/govnews/articles?_where=1", "/-/databases.json"):
        assert reader.get(path).status_code == 200, path
    for path in ("/govnews.json?sql=select+1", "/govnews/articles?_where=1", "/govnews.db"):
        assert public_reader.get(path).status_code == 403, path
    for path in (
        "/-/databases.json",
        "/-/databases",
        "/-/threads.json",
        "/-/plugins.json",
        "/-/versions.json",
        "/-/patterns",
    ):
        assert public_reader.get(path).status_code == 404, path


def test_in_public_nothing_tells_a_path_of_this_machine(public_reader: Reader) -> None:
    for path in (
        "/",
        "/.json",
        "/govnews",
        "/govnews.json",
        "/govnews/articles",
        "/-/metadata.json",
        "/-/settings.json",
    ):
        assert str(public_reader.folder) not in public_reader.get(path).text, path


def test_in_public_an_archivist_still_has_tables_and_queries(public_reader: Reader) -> None:
    for path in ("/", "/search?q=bridge", "/govnews", "/govnews/articles.csv", "/govnews/newest.json"):
        assert public_reader.get(path).status_code == 200, path


def test_behind_a_proxy_every_link_has_its_path(stocked: tuple[Path, dict[str, int]]) -> None:
    folder, ids = stocked
    reader = Reader(folder, ids, datasette_for(folder, base_url="/archive/"))
    for path in ("/", "/search?q=bridge", f"/govnews/articles/{ids['reference']}"):
        html = reader.get(path).text
        assert 'href="/archive/' in html
        assert 'href="/-/' not in html
        assert 'href="/govnews' not in html
        assert 'action="/search' not in html


def test_behind_a_proxy_citations_and_feeds_have_the_address_that_readers_use(serve: Callable[..., Server]) -> None:
    forwarded = {"Host": "archive.example.org", "X-Forwarded-Proto": "https"}
    asked = urllib.request.Request(f"{serve().url}search.atom?q=bridge", headers=forwarded)
    with urllib.request.urlopen(asked) as answer:
        feed = answer.read().decode()
    assert "<id>https://archive.example.org/search.atom?q=bridge" in feed
    assert "http://127.0.0.1" not in feed


def test_the_metadata_is_found_in_a_checkout() -> None:
    assert metadata_file() == Path(__file__).parents[3] / "datasette-metadata.json"


@pytest.mark.integration
@pytest.mark.parametrize("first", ["datasette.app", "archive.reading_room.serve", "archive.reading_room.search"])
def test_the_plugin_is_whole_whatever_is_imported_first(first: str) -> None:
    code = f"import {first}, datasette.app; from datasette.plugins import pm; "
    code += "print(len(pm.hook.register_routes.get_hookimpls()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


def test_another_database_than_ours_sees_nothing_of_the_plugin(tmp_path: Path) -> None:
    from datasette.app import Datasette  # type: ignore[import-untyped]

    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE t (x)")
    other = Reader(tmp_path, {}, Datasette([str(tmp_path / "other.db")]))
    assert "News of governments" not in other.get("/").text
    assert other.get("/other/t").status_code == 200
    assert "content-security-policy" not in other.get("/").headers
