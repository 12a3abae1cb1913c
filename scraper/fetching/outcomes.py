"""What became of the articles that were asked for, counted as `runs` counts them."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from scrapy.crawler import Crawler

from archive.model.errors import Refused
from archive.wire.records import Outcome, Stored
from scraper.fetching.sink import Sink
from scraper.fetching.site_spider import sink_of

#: The archive's outcomes, and the count of each: an article that is not there is gone, however its server says so.
_COUNT = {
    "new": "new",
    "changed": "changed",
    "unchanged": "unchanged",
    "moved": "moved",
    "missing": "gone",
    "gone": "gone",
    "soft_404": "gone",
    "empty": "failed",
    "blocked": "blocked",
    "failed": "failed",
}


@dataclass(frozen=True, slots=True)
class FetchedArticle:
    """The item: an article's URL was asked for, and the archive is storing the answer."""

    url: str
    stored: Future[Stored]


class Outcomes:
    """Awaits the archive's receipt for each article, and counts it."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Outcomes:
        return cls(sink_of(crawler))

    async def process_item(self, item: FetchedArticle) -> FetchedArticle:
        """Return `item` once its answer is on the disk. Raises ArchiveError when it cannot be."""
        try:
            outcome: Outcome = (await self._sink.stored(item.stored)).outcome
        except Refused as error:
            outcome = "failed"
            await self._sink.failed("article", item.url, str(error))
        self._sink.counts["fetched"] += 1
        self._sink.counts["answered"] += 1
        if name := _COUNT.get(outcome):
            self._sink.counts[name] += 1
        return item
