"""Serve an archive: what `govnews serve` does."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette  # type: ignore[import-untyped]

from archive.model.errors import ArchiveError
from archive.reading_room.pages import DATABASE
from archive.tables.database import NAME, open_reader

SETTINGS = {
    # Looking for facets in every column costs most of a table page's time.
    "suggest_facets": False,
    "sql_time_limit_ms": 1000,
    "truncate_cells_html": 300,
    # Seconds matter to an archivist who reads while a crawl writes.
    "default_cache_ttl": 0,
}
#: What the reading room's own addresses begin with: below such a path they would not be told apart.
_TAKEN = frozenset({DATABASE, "-", "contacts", "search", "web", "changes", "removals", "operations"})
PUBLIC_SETTINGS = {"default_allow_sql": False, "allow_download": False}


def metadata_file() -> Path:
    """datasette-metadata.json: in the project's root, or in the package where it is installed from a wheel."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "datasette-metadata.json"
    return installed if installed.exists() else package.parent / "datasette-metadata.json"


def datasette_for(folder: Path, *, public: bool = False, base_url: str = "/") -> Any:
    """A Datasette over the archive in `folder`, live: what a crawl commits is there at the next request.

    `public` closes SQL, downloads and Datasette's pages about itself. `base_url` is the path that a proxy serves it
    under. Raises ArchiveError when there is no archive to read.
    """
    database = folder / NAME
    open_reader(database).close()
    metadata: dict[str, Any] = json.loads(metadata_file().read_text(encoding="utf-8"))
    metadata["plugins"] = {"govnews": {"public": public}}
    settings = {**SETTINGS, **(PUBLIC_SETTINGS if public else {}), "base_url": base_url}
    # Never immutable=1 (`-i`): a file that is being written looks damaged to it, or stays as it was.
    return Datasette([str(database)], metadata=metadata, settings=settings)


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to `host` and `port` (0: any that is free). Raises ArchiveError with one clear line."""
    if not 0 <= port <= 65535:
        raise ArchiveError(f"cannot listen on port {port}: ports go from 0 to 65535")
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, protocol)
    except OSError as error:
        raise ArchiveError(f"cannot listen on {host}: {error.strerror or error}") from None
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(where)
        bound.listen()
    except OSError as error:
        bound.close()
        why = error.strerror or error
        raise ArchiveError(f"cannot listen on {host}, port {port}: {why}; choose another with --port") from None
    return bound


def address(bound: socket.socket, host: str, base_url: str = "/") -> str:
    """The URL of a bound socket, with a host that a browser on this machine can open."""
    anywhere = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "[::1]"}
    name = anywhere.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{bound.getsockname()[1]}{base_url}"


#: When a server that was told to end is no more, in seconds; those whom it answers get three of them.
_LAST = 4.5


class _Server(uvicorn.Server):
    """Says where it listens once it does, and ends quietly, however often it is told to."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGINT and SIGTERM end the server. uvicorn's own raises them again afterwards, into a traceback."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._end) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _end(self, *_: object) -> None:
        self.should_exit = True
        # From now on a request that is cut off is no error to tell.
        logging.getLogger("uvicorn.error").addFilter(_is_no_cut)
        # Threads that still work on a request would be waited for. They only read: they may be left where they are.
        last = threading.Timer(_LAST, os._exit, [0])
        last.daemon = True
        last.start()


def _is_no_cut(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


def say_at_once(line: str) -> None:
    """Prints `line`, through a pipe without delay too."""
    print(line, flush=True)


def serve(
    folder: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8001,
    public: bool = False,
    base_url: str = "/",
    say: Callable[[str], None] = say_at_once,
) -> None:
    """Serve the archive in `folder` until SIGINT or SIGTERM; `say` gets one line with the address when it is ready.

    Raises ArchiveError when there is no archive, or the port is in use.
    """
    base_url = f"/{base_url.strip('/')}/" if base_url.strip("/") else "/"
    if base_url.split("/")[1] in _TAKEN:
        raise ArchiveError(
            f"cannot serve below {base_url}: the reading room has pages there; choose another --base-url"
        )
    datasette = datasette_for(folder, public=public, base_url=base_url)
    with contextlib.closing(listen(host, port)) as bound:
        where = address(bound, host, base_url)
        config = uvicorn.Config(
            datasette.app(), log_level="warning", lifespan="on", server_header=False, timeout_graceful_shutdown=3
        )
        server = _Server(config, lambda: say(f"The reading room is open at {where}"))
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[bound])
