"""Serves the demo's sites over real HTTP on loopback, one port a site.

From a shell, until Ctrl-C::

    python -m tests.demo.server [--port BASE] [--changed] [--redesigned]
    curl -X POST http://127.0.0.1:8471/_demo/change       # or reset, or redesign: all sites, while they run
    curl http://127.0.0.1:8471/_demo/log                  # every request so far, as JSON

From a test::

    with DemoWeb(port=0) as web:
        profiles = web.profiles()
        web.change()
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import hashlib
import json
import signal
import sys
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.demo.site import Answer, NewsSite, site_names

#: The first site's port; the others follow it in the order of their `site.toml`.
FIRST_PORT = 8471
PROFILES = Path(__file__).with_name("profiles")
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Request:
    """One request as the server answered it; `at` is UTC, `target` the path with its query, `size` the body's bytes."""

    at: dt.datetime
    site: str
    method: str
    target: str
    status: int
    size: int
    user_agent: str | None
    if_none_match: str | None
    if_modified_since: str | None

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]


class PortInUseError(OSError):
    """Another program listens where the demo wants to."""


class DemoWeb:
    """The demo's web: a context manager that listens while it is open.

    `port` is the first site's port, the others take the next ones; with 0 each takes any free one. `names` picks
    some of the sites. Raises PortInUseError on entry.
    """

    def __init__(self, port: int = FIRST_PORT, names: Iterable[str] | None = None) -> None:
        self.names = list(names or site_names())
        self.port = port
        self.sites: dict[str, NewsSite] = {}
        self._log: list[Request] = []
        self._servers: list[_Server] = []
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> DemoWeb:
        order = site_names()
        try:
            for name in self.names:
                port = self.port and self.port + order.index(name)
                server = _Server(self, port)
                self._servers.append(server)
                server.site = self.sites[name] = NewsSite(name, f"http://{HOST}:{server.server_address[1]}")
        except BaseException:
            self._close()
            raise
        # The interval, in seconds, at which a server looks whether it should stop.
        self._threads = [threading.Thread(target=server.serve_forever, args=(0.1,)) for server in self._servers]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.shutdown()
        for thread in self._threads:
            thread.join()
        self._close()

    def _close(self) -> None:
        for server in self._servers:
            server.server_close()
        self._servers = []

    @property
    def urls(self) -> dict[str, str]:
        """The home page of every site, by its name."""
        return {name: f"{site.base}/" for name, site in self.sites.items()}

    @property
    def log(self) -> list[Request]:
        """All requests so far, in the order in which they were answered; each is here before its answer leaves."""
        return list(self._log)

    def forget_log(self) -> None:
        """Starts the log anew."""
        self._log.clear()

    def profiles(self) -> dict[str, str]:
        """The sites' profiles for govnews, by name: TOML with the addresses at which the sites are now."""
        order = site_names()
        return {
            name: (PROFILES / f"{name}.toml")
            .read_text("utf-8")
            .replace(f"http://{HOST}:{FIRST_PORT + order.index(name)}", site.base)
            for name, site in self.sites.items()
        }

    def change(self) -> None:
        """Time passes: on every site what its `[[changes]]` say happens (edited, deleted, gone, moved)."""
        for site in self.sites.values():
            site.to_stage(changed=True)

    def redesign(self) -> None:
        """Every site puts on another look; what it says stays the same."""
        for site in self.sites.values():
            site.to_stage(redesigned=True)

    def reset(self) -> None:
        """Back to what the sites were at the start."""
        for site in self.sites.values():
            site.to_stage()

    def record(self, request: Request) -> None:
        self._log.append(request)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    site: NewsSite

    def __init__(self, web: DemoWeb, port: int) -> None:
        self.web = web
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise PortInUseError(f"port {port} on {HOST} cannot be used: {error.strerror}") from error

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is its own affair; anything else is a defect of ours and shows."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "govnews-demo"
    sys_version = ""
    timeout = 60
    server: _Server

    def do_GET(self) -> None:
        if self.path == "/_demo/log":
            log = json.dumps([asdict(entry) for entry in self.server.web.log], default=str, indent=1)
            self._send(Answer(200, log.encode(), "application/json"))
            return
        site = self.server.site
        answer = site.answer(self.path)
        headers = self._validators(answer) if answer.status == 200 else {}
        if answer.location:
            headers["Location"] = site.base + answer.location
        if headers and self._is_unchanged(headers):
            answer = Answer(304)
        # Before it is sent, so that a client that has its answer finds itself in the log.
        self._record(answer)
        self._send(answer, headers)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        web = self.server.web
        stages = {"/_demo/change": web.change, "/_demo/reset": web.reset, "/_demo/redesign": web.redesign}
        if self.path not in stages:
            self._send(Answer(405, b"only GET and HEAD\n", "text/plain"), {"Allow": "GET, HEAD"})
            return
        stages[self.path]()
        self._send(Answer(200, b"done\n", "text/plain"))

    def _validators(self, answer: Answer) -> dict[str, str]:
        """ETag and Last-Modified (RFC 9110, section 8.8), as far as this site sends them."""
        if answer.modified is None:
            return {}
        headers = {"Last-Modified": format_datetime(answer.modified, usegmt=True)}
        kind = self.server.site.etag
        if kind != "none":
            tag = f'"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
            headers["ETag"] = f"W/{tag}" if kind == "weak" else tag
        return headers

    def _is_unchanged(self, headers: dict[str, str]) -> bool:
        """Whether what the client has is still right; If-None-Match wins (RFC 9110, section 13.2.2)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            ours = headers.get("ETag", "").removeprefix("W/")
            theirs = [tag.strip().removeprefix("W/") for tag in tags.split(",")]
            return bool(ours) and (ours in theirs or "*" in theirs)
        since = self.headers.get("If-Modified-Since")
        if since is None or "Last-Modified" not in headers:
            return False
        try:
            return parsedate_to_datetime(headers["Last-Modified"]) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False

    def _send(self, answer: Answer, headers: dict[str, str] | None = None) -> None:
        body, site = answer.body, self.server.site
        self.send_response(answer.status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if answer.status == HTTPStatus.NOT_MODIFIED:
            self.end_headers()
            return
        self.send_header("Content-Type", answer.media_type)
        if site.settings.get("gzip") and answer.media_type.startswith("text/"):
            self.send_header("Vary", "Accept-Encoding")
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                self.send_header("Content-Encoding", "gzip")
                body = gzip.compress(body, mtime=0)
        if site.settings.get("chunked"):
            self.send_header("Transfer-Encoding", "chunked")
            pieces = [body[start : start + 4096] for start in range(0, len(body), 4096)]
            body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _record(self, answer: Answer) -> None:
        self.server.web.record(
            Request(
                at=dt.datetime.now(dt.UTC),
                site=self.server.site.name,
                method=self.command,
                target=self.path,
                status=answer.status,
                size=len(answer.body),
                user_agent=self.headers.get("User-Agent"),
                if_none_match=self.headers.get("If-None-Match"),
                if_modified_since=self.headers.get("If-Modified-Since"),
            )
        )

    def log_message(self, *_: object) -> None:
        """Silence: requests are in the web's log."""


def main(arguments: list[str] | None = None) -> int:
    """Serves until Ctrl-C or SIGTERM; the first line on stdout says that all sites listen."""
    parser = argparse.ArgumentParser(prog="python -m tests.demo.server", description="Serve the demo's news sites.")
    parser.add_argument("--port", type=int, default=FIRST_PORT, help="the first site's port (default: %(default)s)")
    parser.add_argument("--changed", action="store_true", help="after an edit, a deletion, a withdrawal and a move")
    parser.add_argument("--redesigned", action="store_true", help="the same articles in other looks")
    options = parser.parse_args(arguments)
    last = 65535 - len(site_names())
    if not 0 < options.port <= last:
        parser.error(f"--port: {options.port} is no port; it must be 1 to {last}")
    # Waited for, not handled: a handler that a second signal interrupts would wait for itself.
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    try:
        with DemoWeb(options.port) as web:
            if options.changed:
                web.change()
            if options.redesigned:
                web.redesign()
            print("The demo's news sites:", *web.urls.values(), flush=True)
            signal.sigwait(ends)
    except PortInUseError as error:
        print(f"govnews demo: {error}; end what listens there, or choose others with --port", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
