"""Follows redirects as browsers resolve them, and as the archive does."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response

from archive.model.address import resolve_header


class Redirect(RedirectMiddleware):
    """Scrapy's own middleware, which knows no backslashes, and raises where a Location is no address."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The request that the answer redirects to; or `response`, where it leads nowhere."""
        location = response.headers.get(b"Location")
        if location is None:
            return response
        target = resolve_header(request.url, location)
        if target is None or not target.startswith(("http://", "https://")):
            return response
        headers = response.headers.copy()
        headers["Location"] = target
        answer = super().process_response(request, response.replace(headers=headers))
        return answer if isinstance(answer, Request) else response
