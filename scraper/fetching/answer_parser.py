"""The heads of answers read as browsers read them, where Scrapy's and Twisted's parser refuses the whole answer.

Leans on private names of Scrapy 2.19 and Twisted, as `scraper.fetching.handler` does.
"""

from __future__ import annotations

import re

from scrapy.core.downloader.handlers.http11 import _LenientHTTPClientParser
from twisted.web import _newclient

#: Maximum number of bytes in a line of a head, and in a head: what Chromium takes.
MAX_LINE = MAX_HEAD = 256 * 1024

_STATUS = re.compile(rb"HTTP/(\d)(?:\.(\d+))?[ \t]+(\d{3})(?!\d)[ \t]*(.*)", re.IGNORECASE | re.DOTALL)
#: RFC 9110, 5.6.2.
_TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


class BadAnswer(_newclient.ParseError):
    """An answer that browsers refuse too; the message says why in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, b"")  # type: ignore[no-untyped-call]

    def __str__(self) -> str:
        return str(self.args[0])


class AnswerParser(_LenientHTTPClientParser):
    """Passes over what is no header, and over codings and lengths that say nothing."""

    MAX_LENGTH = MAX_LINE
    _head_size = 0

    def lineReceived(self, line: bytes) -> None:  # noqa: N802
        self._head_size += len(line) + 1
        if self._head_size > MAX_HEAD:
            raise BadAnswer(f"the answer's head is longer than {MAX_HEAD // 1024} kB")
        blank = not line.strip(b"\r")
        if self.state == _newclient.STATUS and blank:
            return  # empty lines before an answer: RFC 9112, 2.2
        if self.state == _newclient.HEADER and self._partialHeader is None and line[:1] in b" \t" and not blank:
            return  # continues no header: RFC 9112, 2.2
        super().lineReceived(line)

    def lineLengthExceeded(self, line: bytes) -> None:  # noqa: N802
        raise BadAnswer(f"a line of the answer's head is longer than {MAX_LINE // 1024} kB")

    def statusReceived(self, status: bytes) -> None:  # noqa: N802
        found = _STATUS.match(status)
        if found is None:
            raise BadAnswer("the answer is not HTTP")
        self.response = _newclient.Response._construct(  # type: ignore[no-untyped-call]
            (b"HTTP", int(found[1]), int(found[2] or 0)),
            int(found[3]),
            found[4].strip(),
            self.headers,
            self.transport,
            self.request,
        )

    def headerReceived(self, name: bytes, value: bytes) -> None:  # noqa: N802
        name = name.strip()
        if _TOKEN.fullmatch(name):
            super().headerReceived(name, value)  # type: ignore[no-untyped-call]

    def allHeadersReceived(self) -> None:  # noqa: N802
        codings = _values(self.connHeaders.getRawHeaders(b"Transfer-Encoding"))
        lengths = _values(self.connHeaders.getRawHeaders(b"Content-Length"))
        self.connHeaders.removeHeader(b"Transfer-Encoding")
        self.connHeaders.removeHeader(b"Content-Length")
        if b"chunked" in codings:
            self.connHeaders.setRawHeaders(b"Transfer-Encoding", [b"chunked"])
        else:
            # Any other coding is undone from the bytes that are kept. A length that is no number says nothing.
            sizes = {int(length) for length in lengths if length.isdigit() and len(length) < 19}
            if len(sizes) > 1:
                raise BadAnswer("the answer names two lengths")
            if sizes:
                self.connHeaders.setRawHeaders(b"Content-Length", [b"%d" % sizes.pop()])
        super().allHeadersReceived()  # type: ignore[no-untyped-call]


def _values(headers: object) -> list[bytes]:
    """The comma-separated values of some headers of one name, in lower case."""
    joined = b",".join(headers) if isinstance(headers, (list, tuple)) else b""
    return [value.strip().lower() for value in joined.split(b",") if value.strip()]
