"""Fetches URLs with the tee alone, in a process of its own, and prints what the tee kept: one JSON line each.

python -m tests.scraper.wire_probe URL…
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import AsyncIterator

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure

from scraper.fetching.failure import describe
from scraper.fetching.handler import WIRE, Wire


class Probe(Spider):
    name = "probe"
    urls: list[str]

    async def start(self) -> AsyncIterator[Request]:
        for url in self.urls:
            yield Request(url, callback=self.parse, errback=self.lost, dont_filter=True)

    def parse(self, response: Response) -> None:
        assert response.request
        self.say(response.request, status=response.status, body=response.body.decode("latin-1"))

    def lost(self, failure: Failure) -> None:
        self.say(failure.request, error=describe(failure.value))  # type: ignore[attr-defined]  # set by Scrapy

    def say(self, request: Request, **more: object) -> None:
        wire: Wire | None = request.meta.get(WIRE)
        kept: dict[str, str | None] = {}
        if wire is not None:
            head, body = wire.answer()
            parts = {"request": wire.request, "head": head, "wire": body}
            kept = {name: base64.b64encode(data).decode() for name, data in parts.items()}
            kept["ip"] = wire.ip
        print(json.dumps({"url": request.url, **kept, **more}), flush=True)


def main(urls: list[str]) -> None:
    handler = "scraper.fetching.handler.TeeHandler"
    process = AsyncCrawlerProcess(
        {
            "DOWNLOAD_HANDLERS": {
                "http": handler,
                "https": handler,
                "file": None,
                "ftp": None,
                "data": None,
                "s3": None,
            },
            "GOVNEWS_ALLOW_PRIVATE_ADDRESSES": True,
            "DOWNLOAD_MAXSIZE": 100_000,
            "DOWNLOAD_TIMEOUT": 3,
            "DOWNLOAD_VERIFY_CERTIFICATES": True,
            "RETRY_ENABLED": False,
            "HTTPERROR_ALLOW_ALL": True,
            "REDIRECT_ENABLED": False,
            "CONCURRENT_REQUESTS": 1,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "LOG_ENABLED": False,
        }
    )
    process.crawl(Probe, urls=urls)
    process.start()


if __name__ == "__main__":
    main(sys.argv[1:])
