"""Takes every answer, nearest to the wire, to the archive before anyone else sees it."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy import Request, exceptions
from scrapy.crawler import Crawler
from scrapy.http import Response

from archive.model import clock
from archive.model.exchange import Exchange
from archive.wire.response import take_apart
from scraper.fetching.handler import WIRE, Wire
from scraper.fetching.sink import Sink
from scraper.fetching.site_spider import sink_of

#: Where a request's meta holds the future of what the archive made of its answer.
STORED = "govnews_stored"
#: And where the decoded body of an answer: all of it, or what there was before it broke.
DECODED = "govnews_decoded"

#: Why an answer is shorter than it was meant to be: WARC 1.1, 5.13.
_TRUNCATED = (
    (exceptions.DownloadCancelledError, "length"),
    (exceptions.DownloadTimeoutError, "time"),
    (exceptions.ResponseDataLossError, "disconnect"),
    (exceptions.DownloadFailedError, "disconnect"),
)


class Capture:
    """Makes an Exchange of every answer: redirect hops, errors, robots.txt and broken-off ones too."""

    def __init__(self, sink: Sink, longest: int) -> None:
        self._sink = sink
        self._longest = longest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Capture:
        return cls(sink_of(crawler), crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    async def process_response(self, request: Request, response: Response) -> Response:
        """Hand the answer on once the archive has taken it; the pipeline awaits that it is stored."""
        await self._take(request, None)
        return response

    async def process_exception(self, request: Request, exception: Exception) -> None:
        """Keep what came of an answer that broke off; Scrapy then asks again, or gives up."""
        truncated = next((word for kind, word in _TRUNCATED if isinstance(exception, kind)), "unspecified")
        await self._take(request, truncated)

    async def _take(self, request: Request, truncated: str | None) -> None:
        wire: Wire | None = request.meta.pop(WIRE, None)
        if wire is None:
            return
        head, body = wire.answer()
        if self._longest and truncated == "length":
            body = body[: self._longest]
        exchange = Exchange(
            site=self._sink.site,
            run_id=self._sink.run_id,
            kind=request.meta.get("kind", "article"),
            url=request.url.partition("#")[0],
            requested_url=request.meta.get("shown_as")
            or request.meta.get("redirect_urls", [request.url])[0].partition("#")[0],
            fetched_at=clock.text(wire.began or datetime.now(UTC), "milliseconds"),
            request=wire.request,
            response=head,
            body=body,
            ip=wire.ip,
            truncated=truncated,
        )
        answer = take_apart(head, body, truncated)
        request.meta[DECODED] = answer.payload
        request.meta[STORED] = await self._sink.put(exchange, answer)
