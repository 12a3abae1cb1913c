"""A tee below Scrapy's HTTP/1.1 client: every answer is kept byte for byte, as it crossed the wire.

What middlewares see has lost the reason phrase, the order, case and folding of headers, and the chunks. This leans
on private names of Scrapy 2.19 and Twisted; `tests/scraper/fetching/test_handler.py` is the canary that sings when they
change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers import http11
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred
from twisted.internet.error import ConnectionAborted
from twisted.python.failure import Failure

from scraper.fetching.answer_parser import AnswerParser
from scraper.fetching.network import PrivateAddress, is_private

#: Where a request's meta holds the Wire of its answer, as soon as the answer's head is there.
WIRE = "govnews_wire"
#: What chunks and headers may add to a body of the greatest size that is taken, in bytes.
_FRAMING = 1024 * 1024
# The end of a head as the client sees it: an empty line, whichever way lines end.
_HEAD_END = re.compile(rb"\n\r?\n")
_INTERIM = re.compile(rb"HTTP/\d(?:\.\d+)?[ \t]+1\d\d\b", re.IGNORECASE)
_BLANK = re.compile(rb"[\r\n]*")


class Wire:
    """One request and what came back: `request` is the head as sent, `ip` the peer, `began` the first byte's time."""

    __slots__ = ("_received", "began", "ip", "request")

    def __init__(self, request: bytes, ip: str | None) -> None:
        self.request = request
        self.ip = ip
        self.began: datetime | None = None
        self._received = bytearray()

    def __len__(self) -> int:
        return len(self._received)

    def feed(self, data: bytes) -> None:
        """Take `data` as it came from the socket."""
        self.began = self.began or datetime.now(UTC)
        self._received += data

    def drop_end(self, size: int) -> None:
        """The last `size` bytes came after the answer's end and are none of it."""
        if size:
            del self._received[-size:]

    def answer(self) -> tuple[bytes, bytes]:
        """Head and body of the final answer; interim ones (RFC 9110, 15.2) are left out. No head, no answer: empty."""
        # Empty lines before an answer are none of it either (RFC 9112, 2.2).
        start = _start(self._received, 0)
        while end := _HEAD_END.search(self._received, start):
            if not _INTERIM.match(self._received, start):
                return bytes(self._received[start : end.end()]), bytes(self._received[end.end() :])
            start = _start(self._received, end.end())
        return b"", b""


def _start(received: bytearray, at: int) -> int:
    """Where a head begins, from `at` on."""
    blank = _BLANK.match(received, at)
    return blank.end() if blank else at


class TeeHandler(http11.HTTP11DownloadHandler):
    """Scrapy's handler for http and https, with the tee, and with private addresses refused where they shall be."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._allow_private = crawler.settings.getbool("GOVNEWS_ALLOW_PRIVATE_ADDRESSES")
        limit = self._default_maxsize + _FRAMING if self._default_maxsize else None
        self._pool._factory = partial(_TeeFactory, limit)  # type: ignore[assignment]

    async def download_request(self, request: Request) -> Response:
        """Fetch `request`; its meta gets the Wire. Raises PrivateAddress, or what Scrapy's handler raises."""
        if not self._allow_private and not request.meta.get("proxy"):
            await _refuse_private(request)
        agent = _TeeAgent(
            contextFactory=self._contextFactory,
            bindAddress=self._bind_address,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self._crawler,
            tls_verbose_logging=self._tls_verbose_logging,
        )
        with wrap_twisted_exceptions():
            return await maybe_deferred_to_future(agent.download_request(request))


async def _refuse_private(request: Request) -> None:
    """Raise PrivateAddress when the host resolves to one; the connection then uses the same, cached, resolution."""
    from twisted.internet import reactor

    host = urlparse_cached(request).hostname or ""
    try:
        address = host if is_private(host) else None
    except ValueError:
        with wrap_twisted_exceptions():
            resolving: Deferred[str] = reactor.resolve(host)  # type: ignore[arg-type]
            address = await maybe_deferred_to_future(resolving)
    if address is not None and is_private(address):
        raise PrivateAddress(f"{host} is {address}, a private address" if address != host else f"{host} is private")


class _TeeAgent(http11._ScrapyAgent):
    def _cb_bodyready(self, txresponse: Any, request: Request) -> Any:
        request.meta[WIRE] = txresponse._govnews_wire
        return super()._cb_bodyready(txresponse, request)


class _TeeProtocol(http11._LenientHTTP11ClientProtocol):
    """Keeps what is sent and received; on a connection that serves several requests, one Wire each."""

    _wire: Wire | None = None
    _limit: int | None = None

    def request(self, request: Any) -> Deferred[Any]:
        sent = _Sent()
        request._writeHeaders(sent, None)
        transport: Any = self.transport
        wire = self._wire = Wire(b"".join(sent.lines), transport.getPeer().host)

        def attach(response: Any) -> Any:
            response._govnews_wire = wire
            return response

        answered = super().request(request).addCallback(attach)
        # As Scrapy does it with its own: the class is named nowhere that could be overridden.
        self._parser.__class__ = AnswerParser
        return answered

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        if self._wire is not None:
            self._wire.feed(data)
            if self._limit is not None and len(self._wire) > self._limit:
                self._giveUp(Failure(ConnectionAborted()))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]

    def _finishResponse(self, rest: bytes) -> None:  # noqa: N802
        if self._wire is not None:
            self._wire.drop_end(len(rest))
            self._wire = None
        super()._finishResponse(rest)


class _TeeFactory(http11._LenientHTTP11ClientFactory):
    def __init__(self, limit: int | None, quiescent: Any, metadata: Any) -> None:
        super().__init__(quiescent, metadata)  # type: ignore[no-untyped-call]
        self._limit = limit

    def buildProtocol(self, addr: Any) -> _TeeProtocol:  # noqa: N802
        protocol = _TeeProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
        protocol._limit = self._limit
        return protocol


class _Sent:
    """Takes a request's head in a transport's place."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def writeSequence(self, lines: Iterable[bytes]) -> None:  # noqa: N802
        self.lines.extend(lines)
