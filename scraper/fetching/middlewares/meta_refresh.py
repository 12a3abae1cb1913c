"""Follows `<meta http-equiv="refresh">`, on the few pages that have one."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

#: Scrapy looks for it in the first 4,096 characters; none has more than four bytes in UTF-8 and UTF-16.
_WITHIN = 4 * 4096


class MetaRefresh(MetaRefreshMiddleware):
    """Scrapy's own middleware, which would decode every page in whole, on pages that have the word at all."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The request that the page refreshes to, or `response`."""
        beginning = response.body[:_WITHIN].replace(b"\x00", b"").lower()
        if b"refresh" not in beginning:
            return response
        try:
            return super().process_response(request, response)
        except ValueError:  # it leads to no address
            return response
