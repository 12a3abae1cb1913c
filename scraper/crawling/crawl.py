"""Crawls many sites side by side in one process, into one archive."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from logging.handlers import RotatingFileHandler
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from archive.model.exchange import Parse
from scraper.crawling.progress import progress
from scraper.fetching.extensions import disk
from scraper.fetching.failure import Interrupted
from scraper.fetching.plan import EVERYDAY, Plan
from scraper.fetching.settings import user_agent
from scraper.fetching.sink import COUNTS, INTERRUPTED, Sink, open_writer
from scraper.fetching.slots import drop_waiting
from scraper.profiles.site import Site
from scraper.spiders.news import NewsSpider

log = logging.getLogger(__name__)

#: Maximum number of bytes of a log before it is put aside, and of logs kept.
LOG_BYTES, LOGS_KEPT = 5_000_000, 5


@dataclass(frozen=True, slots=True)
class RunSummary:
    """How the crawl of one site went: `outcome` is finished, paused (its hours or budget are over), failed or
    interrupted; the counts are those of `runs`.

    `reason` says in one line why a person should look, or why there was little to do; None where all went its way.
    """

    site: str
    outcome: str
    reason: str | None = None
    run_id: int | None = None
    discovered: int = 0
    fetched: int = 0
    unchanged: int = 0
    new: int = 0
    changed: int = 0
    moved: int = 0
    gone: int = 0
    blocked: int = 0
    failed: int = 0


def exit_status(summaries: Iterable[RunSummary]) -> int:
    """0 where all is well, 1 where a person should look.

    >>> exit_status([RunSummary("a", "finished"), RunSummary("b", "failed", "connection refused")])
    1
    """
    return int(any(summary.outcome not in ("finished", "paused") for summary in summaries))


def crawl(
    sites: Iterable[Site],
    folder: Path,
    *,
    parse: Parse | None = None,
    contact: str | None = None,
    plan: Plan = EVERYDAY,
) -> list[RunSummary]:
    """Crawl `sites` into the archive `folder`; once a process, since Twisted's reactor does not start again.

    `contact` is where a webmaster reaches the operator, `plan` what this run does beyond the everyday. Ends early, with
    runs recorded as interrupted, on SIGINT and SIGTERM. Raises ArchiveHeld when another run holds the archive,
    ArchiveError when it cannot be written, or its disk is nearly full.
    """
    settings = _settings(folder, parse, contact)
    settings.set("GOVNEWS_PAGES", plan.pages, priority="cmdline")
    settings.set("GOVNEWS_MINUTES", plan.minutes, priority="cmdline")
    disk.require(folder, settings.getint("GOVNEWS_FREE_BYTES"))
    writer = open_writer(settings)
    runs: dict[str, tuple[Sink, asyncio.Task[None]]] = {}
    try:
        with _log(folder / "log"):
            process = _Process(settings)
            # Scrapy has it make a record of every answer and every item, which no log of ours takes.
            logging.getLogger("scrapy").setLevel(logging.INFO)
            for site in sites:
                sink = Sink(writer, site)
                runs[site.name] = sink, process.crawl(NewsSpider, site=site, sink=sink, plan=plan)
            if runs:
                with progress({name: sink for name, (sink, _) in runs.items()}):
                    process.start()
            return [_summary(name, sink, task) for name, (sink, task) in runs.items()]
    finally:
        writer.close()


class _Process(AsyncCrawlerProcess):
    """Scrapy's process of many crawlers, told to hurry when it is told to end."""

    async def stop(self) -> None:
        """End all crawls once what is in flight has arrived; what waits for its turn is not sent any more."""
        for crawler in self.crawlers:
            if crawler.crawling:
                _drop_waiting(crawler)
        await super().stop()


def _drop_waiting(crawler: Crawler) -> None:
    try:
        downloader = crawler.engine.downloader
    except RuntimeError:  # not started yet
        return
    for slot in downloader.slots.values():
        drop_waiting(slot, Interrupted("the crawl was told to end"), downloader)


def _settings(folder: Path, parse: Parse | None, contact: str | None) -> Settings:
    settings = Settings()
    settings.setmodule(import_module("scraper.fetching.settings"), priority="project")
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")
    settings.set("GOVNEWS_ARCHIVE", str(folder), priority="cmdline")
    if parse is not None:
        settings.set("GOVNEWS_PARSE", parse, priority="cmdline")
    if contact:
        settings.set("USER_AGENT", user_agent(contact), priority="cmdline")
    return settings


def _summary(name: str, run: Sink, task: asyncio.Task[None]) -> RunSummary:
    """How the crawl went; one that Scrapy could not bring to its end has its run ended here."""
    if run.error is not None:
        raise run.error
    error = None if task.cancelled() or not task.done() else task.exception()
    if error is not None:
        log.error("%s: the crawl broke down", name, exc_info=error)
    if not run.run_id:
        if run.troubles:
            return RunSummary(name, "failed", run.reason)
        if error is None:
            return RunSummary(name, "interrupted", INTERRUPTED)
        return RunSummary(name, "failed", f"the crawl could not begin: {error!r}")
    if run.outcome is None:
        run.trouble(f"a defect in govnews: {error!r}; the log has the details" if error else INTERRUPTED)
        run.outcome = "failed" if error else "interrupted"
        run.record_end()
    counts = {count: run.counts[count] for count in COUNTS}
    return RunSummary(name, run.outcome, run.reason, run.run_id, **counts)


@contextmanager
def _log(folder: Path) -> Iterator[None]:
    """What Scrapy and we have to tell goes into a file that is rotated, and never to the terminal."""
    logging.raiseExceptions = False  # a full disk is told by the archive, once
    root = logging.getLogger()
    handler: logging.Handler
    try:
        folder.mkdir(exist_ok=True)
        handler = RotatingFileHandler(folder / "crawl.log", maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setLevel(logging.INFO)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.setLevel(before)
        # Tasks that are thrown away later still have words to say, and nobody should hear them.
        root.addHandler(logging.NullHandler())
        root.removeHandler(handler)
        handler.close()
