"""A web server that sends exactly the bytes it is told to, also such as no server should, and logs what it got."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser


@dataclass(frozen=True)
class Asked:
    """One request: when its head had arrived (monotonic seconds), its path with the query, and the head as sent."""

    at: float
    path: str
    head: bytes

    def header(self, name: str) -> str | None:
        """The value of a header, in any case of its name."""
        return BytesHeaderParser().parsebytes(self.head.partition(b"\r\n")[2]).get(name)


@dataclass
class Raw:
    """Bytes to send. With `close` the connection ends after them; with `drip` each of the body takes so long."""

    data: bytes
    close: bool = False
    drip: float = 0.0
    #: Seconds before the first byte.
    after: float = 0.0


Route = Raw | Callable[[Asked], Raw]


def answer(
    body: bytes | str = b"", status: int = 200, media_type: str = "text/html; charset=utf-8", **headers: str
) -> Raw:
    """A well-behaved answer; `headers` are named with underscores, as `Retry_After="1"`."""
    body = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Said", f"Content-Type: {media_type}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return Raw("\r\n".join([*lines, "", ""]).encode() + (b"" if status == 304 else body))


@dataclass
class RawWeb:
    """Serves `routes` on loopback while it is open; what has no route is answered 404."""

    routes: dict[str, Route] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)
    tls: ssl.SSLContext | None = None
    #: Maximum number of requests that were under way at the same time.
    most_at_once: int = 0
    _under_way: int = 0

    def __enter__(self) -> RawWeb:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=32)
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        # Closing alone would leave the thread that accepts waiting for one more connection.
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    @property
    def base(self) -> str:
        """The server's address without a trailing slash."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """The absolute URL of `path`."""
        return self.base + path

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [asked.path for asked in self.log]

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            for head in self._requests(connection):
                asked = Asked(time.monotonic(), head.split(b" ")[1].decode(), head)
                self.log.append(asked)
                self._under_way += 1
                self.most_at_once = max(self.most_at_once, self._under_way)
                route = self.routes.get(asked.path, answer("not here", 404))
                reply = route if isinstance(route, Raw) else route(asked)
                time.sleep(reply.after)
                self._under_way -= 1
                self._send(connection, reply)
                if reply.close:
                    return

    @staticmethod
    def _send(connection: socket.socket, reply: Raw) -> None:
        if not reply.drip:
            connection.sendall(reply.data)
            return
        head, end, body = reply.data.partition(b"\r\n\r\n")
        connection.sendall(head + end)
        for number in range(len(body)):
            connection.sendall(body[number : number + 1])
            time.sleep(reply.drip)

    @staticmethod
    def _requests(connection: socket.socket) -> Iterator[bytes]:
        received = b""
        while True:
            while b"\r\n\r\n" not in received:
                data = connection.recv(65536)
                if not data:
                    return
                received += data
            head, _, received = received.partition(b"\r\n\r\n")
            yield head + b"\r\n\r\n"
