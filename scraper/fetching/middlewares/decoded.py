"""Hands on the body that the archive has decoded already; what it has not, Scrapy decodes."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes

from scraper.fetching.middlewares.capture import DECODED


class Decoded(HttpCompressionMiddleware):
    """Scrapy's own middleware, which would decompress every page a second time, and twice as slowly."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """`response` with its decoded body, as the kind of response that this body is."""
        body: bytes | None = request.meta.pop(DECODED, None)
        if not response.body:
            return response  # a 304 has the headers of the page that it does not repeat
        if body is None or "Content-Encoding" not in response.headers:
            return super().process_response(request, response)
        del response.headers["Content-Encoding"]
        kind = responsetypes.from_args(headers=response.headers, url=response.url, body=body)
        # None has the encoding told from the decoded body.
        more: dict[str, Any] = {"encoding": None} if issubclass(kind, TextResponse) else {}
        return response.replace(cls=kind, body=body, **more)
