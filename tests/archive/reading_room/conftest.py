"""An archive on a shelf, and Datasette over it as `govnews serve` opens it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive.reading_room import budget
from archive.reading_room.serve import SETTINGS, datasette_for
from tests.archive.reading_room.shelf import stock

#: Seconds that the queries of a request may take here: on a busy machine too, no small archive is too much to search.
PATIENCE = 60


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """A request has time. What happens when it is over is for tests that set a limit, or have a query without end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(budget, "QUERIES", PATIENCE)
        patch.setitem(SETTINGS, "sql_time_limit_ms", 1000 * PATIENCE)
        patch.setitem(SETTINGS, "facet_time_limit_ms", 1000 * PATIENCE)
        yield


def run(awaitable: Coroutine[Any, Any, Any]) -> Any:
    """What `awaitable` gives, in a thread of its own: Playwright keeps an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, awaitable).result()


@dataclass
class Reader:
    """Asks a Datasette for pages, in process."""

    folder: Path
    ids: dict[str, int]
    datasette: Any

    def get(self, path: str, **more: Any) -> Any:
        return run(self.datasette.client.get(path, **more))

    def article(self, name: str, rest: str = "") -> Any:
        return self.get(f"/govnews/articles/{self.ids[name]}{rest}")


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A folder with a dozen articles, for tests that only read."""
    folder = tmp_path_factory.mktemp("archive")
    return folder, stock(folder)


@pytest.fixture
def reader(stocked: tuple[Path, dict[str, int]]) -> Reader:
    folder, ids = stocked
    return Reader(folder, ids, datasette_for(folder))


@pytest.fixture
def public_reader(stocked: tuple[Path, dict[str, int]]) -> Reader:
    folder, ids = stocked
    return Reader(folder, ids, datasette_for(folder, public=True))


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Path], Reader]:
    """A reader of an archive that the test filled itself."""
    return lambda folder: Reader(folder, {}, datasette_for(folder))


@dataclass
class Server:
    """`serve` in a process of its own: the line that it printed, and the address in it."""

    process: subprocess.Popen[str]
    line: str

    @property
    def url(self) -> str:
        return self.line.rpartition(" ")[2]


def start(folder: Path, public: bool = False, base_url: str = "/") -> Server:
    """A server over `folder` on a free port, ready."""
    code = "import sys; from pathlib import Path; from archive.reading_room import budget; "
    code += "from archive.reading_room.serve import SETTINGS, serve\n"
    code += f"budget.QUERIES = {PATIENCE}; SETTINGS['sql_time_limit_ms'] = 1000 * {PATIENCE}\n"
    code += f"serve(Path(sys.argv[1]), port=0, public={public}, base_url={base_url!r})"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    return Server(process, process.stdout.readline().strip())


def end(servers: list[Server]) -> None:
    for server in servers:
        server.process.kill()
        server.process.communicate()


@pytest.fixture
def serve(stocked: tuple[Path, dict[str, int]]) -> Iterator[Callable[..., Server]]:
    """Starts servers on free ports over the stocked archive or another folder; ends them with the test."""
    servers: list[Server] = []

    def begin(folder: Path = stocked[0], public: bool = False, base_url: str = "/") -> Server:
        servers.append(start(folder, public, base_url))
        return servers[-1]

    yield begin
    end(servers)


@pytest.fixture(scope="session")
def served() -> Iterator[Callable[[Path], str]]:
    """The address of a server over a folder that tests only read: one a folder, until the last test is done."""
    servers: dict[Path, Server] = {}

    def address(folder: Path) -> str:
        if folder not in servers:
            servers[folder] = start(folder)
        return servers[folder].url

    yield address
    end([*servers.values()])
