"""The archive beside plain tools, on the same pages, in one run: the ratios are what counts.

    scripts/bench archive [--pages N] [--rounds N]

The pages are those of `scripts/bench crawl`: the demo's articles in their sites' own looks, 150 KB and more each.
Writing is measured without a parser, which warcio has none of; everything else with govnews's. The best round counts.
"""

from __future__ import annotations

import argparse
import gzip
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from archive.model.exchange import Exchange, Parsed, StoredPage
from archive.upkeep.rebuild import made_anew, rebuild
from archive.upkeep.verify import verify
from archive.wire import warc
from archive.wire.records import SiteRecord
from archive.writer.writer import ArchiveWriter
from scraper.parser_version import parser_version
from scraper.parsing import parse_stored
from scripts.bench_crawl import pages as make_pages

SITE = SiteRecord(name="bench", profile='title = "Bench"\nhome_url = "https://www.example.gouv.fr/"\n', language="fr")
HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n"


def main() -> int:
    """Measure, and print the table; 1 where reparse on two cores is not 1.7 times as fast as on one."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=3)
    wanted = options.parse_args()
    pages = make_pages(wanted.pages)
    served = sum(map(len, pages))
    print(f"{len(pages)} pages, {served / len(pages) / 1000:.0f} KB each, the best of {wanted.rounds} rounds")
    with tempfile.TemporaryDirectory(prefix="govnews-bench-") as name:
        return bench(Path(name), pages, wanted.rounds)


def bench(folder: Path, pages: list[bytes], rounds: int) -> int:
    """One line a measure."""

    def fresh(number: int) -> Path:
        return folder / f"written-{number}"

    ours = best(rounds, lambda number: write(fresh(number), pages, lambda page: Parsed("ok")))
    plain = best(rounds, lambda number: write_plainly(folder / "plain.warc.gz", pages))
    row("writing, against warcio", f"{len(pages) / ours:.0f}/s", f"{len(pages) / plain:.0f}/s", plain / ours)

    archive = folder / "archive"
    write(archive, pages, parse_stored)
    one = best(rounds, lambda number: reread(archive, 1))
    two = best(rounds, lambda number: reread(archive, 2))
    row("reparse, two cores against one", f"{len(pages) / two:.0f}/s", f"{len(pages) / one:.0f}/s", one / two)

    files = [archive / "warc" / name for name in warc.names(archive / "warc")]
    audit = best(rounds, lambda number: check(archive))
    hashing = best(rounds, lambda number: subprocess.run(["sha256sum", *files], check=True, capture_output=True))
    row("verify, against sha256sum", f"{audit:.2f} s", f"{hashing:.2f} s", audit / hashing)

    size = sum(path.stat().st_size for path in files)
    zipped = sum(len(gzip.compress(page, 6)) for page in pages)
    row("size on disk, against gzip", f"{size / 1e6:.1f} MB", f"{zipped / 1e6:.1f} MB", size / zipped)

    anew = best(1, lambda number: rebuild(archive, parse_stored, parser_version=parser_version(), jobs=2))
    row("rebuild", f"{len(pages) / anew:.0f}/s", "", None)
    return int(one / two < 1.7)


def row(what: str, ours: str, other: str, ratio: float | None) -> None:
    """Print one measure."""
    print(f"{what:32}{ours:>12}{other:>12}{'' if ratio is None else f'{ratio:10.2f}'}", flush=True)


def best(rounds: int, work: Callable[[int], object]) -> float:
    """The shortest time of so many rounds, in seconds."""
    times = []
    for number in range(rounds):
        started = time.perf_counter()
        work(number)
        times.append(time.perf_counter() - started)
    return min(times)


def write(folder: Path, pages: list[bytes], parse: Callable[[StoredPage], Parsed]) -> None:
    """Everything that a crawl has the archive do: record, digest, compress, sync, rows."""
    with ArchiveWriter(folder, parse=parse, operator="", software="bench", parser_version=parser_version()) as writer:
        run = writer.begin_run(SITE)
        for number, page in enumerate(pages):
            url = f"https://www.example.gouv.fr/actualites/{number}"
            head = HEAD.format(len(page)).encode()
            at = f"2026-01-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}.000Z"
            writer.put(Exchange(SITE.name, run, "article", url, url, at, b"GET / HTTP/1.1\r\n\r\n", head, page))
        writer.end_run(run, "finished", {})


def write_plainly(path: Path, pages: list[bytes]) -> None:
    """The same answers as warcio's own documentation writes them."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, page in enumerate(pages):
            headers = StatusAndHeaders(
                "200 OK",
                [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page)))],
                protocol="HTTP/1.1",
            )
            url = f"https://www.example.gouv.fr/actualites/{number}"
            record = writer.create_warc_record(url, "response", payload=io.BytesIO(page), http_headers=headers)
            writer.write_record(record)


class _Seen(Exception):  # noqa: N818
    """The new database is whole; it is not wanted."""


def reread(folder: Path, jobs: int) -> None:
    """What a reparse does, as far as the new database."""
    with (
        suppress(_Seen),
        made_anew(folder, parse_stored, parser_version=parser_version(), jobs=jobs, progress=lambda _: None),
    ):
        raise _Seen


def check(folder: Path) -> None:
    """A full audit."""
    audit = verify(folder, parse=parse_stored, operator="", software="bench", parser_version=parser_version())
    if audit.problems:
        raise SystemExit(f"bench: {audit.problems[0]}")


if __name__ == "__main__":
    sys.exit(main())
