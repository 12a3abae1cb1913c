"""Hands on the body as the archive decodes it, so that a page is one thing to the crawl and to the archive."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes

from archive.wire.response import take_apart
from scraper.fetching.handler import WIRE, Wire
from scraper.fetching.middlewares.capture import DECODED


class Decoded(HttpCompressionMiddleware):
    """Scrapy's own middleware, which would decompress every page a second time, twice as slowly, and raise on a plain
    page that names a coding."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """`response` with its decoded body, as the kind of response that this body is."""
        body: bytes | None = request.meta.pop(DECODED, None)
        wire: Wire | None = request.meta.pop(WIRE, None)
        if not response.body:
            return response  # a 304 has the headers of the page that it does not repeat
        if body is None and wire is not None:  # a visit, which has no archive
            body = take_apart(*wire.answer(), None, digests=False).payload
        if body is None or ("Content-Encoding" not in response.headers and body == response.body):
            return response
        response.headers.pop("Content-Encoding", None)
        kind = responsetypes.from_args(headers=response.headers, url=response.url, body=body)
        # None has the encoding told from the decoded body.
        more: dict[str, Any] = {"encoding": None} if issubclass(kind, TextResponse) else {}
        return response.replace(cls=kind, body=body, **more)
