"""Whatever one answer, one address or one decision holds, the writer goes on, and a rebuild makes of it the same."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archive.model.article import Article
from archive.model.errors import Refused
from archive.model.exchange import Parse, Parsed, StoredPage
from archive.tables.frontier import FoundUrl
from archive.upkeep.rebuild import rebuild
from archive.upkeep.verify import verify
from tests.archive.conftest import SITE, Crawl, dump, open_writer, page, read
from tests.archive.model.test_address import ADDRESSES

Rows = Callable[..., list[tuple[Any, ...]]]

HEADERS = st.sampled_from(["Location", "Content-Type", "ETag", "Last-Modified", "Content-Encoding", "X-Any"])
VALUES = ADDRESSES.map(lambda text: text.encode("latin-1", "replace").decode("latin-1")) | st.sampled_from(
    ["http://[", "//[", "text/html; charset=\x00", "gzip, gzip", "gzip;q=1", "br", "zstd", "deflate", "x" * 70_000]
)
STATUSES = st.sampled_from([200, 204, 206, 301, 302, 304, 404, 410, 429, 500, 0, 999])


def read_addresses(page: StoredPage) -> Parsed:
    """A parser that believes what a page says of addresses, and hands it on as it stands."""
    if page.payload.startswith(b"go "):
        return Parsed("redirect", onward=page.payload[3:].decode("utf-8", "surrogatepass"))
    if page.payload.startswith(b"is "):
        return Parsed("ok", Article(url=page.payload[3:].decode("utf-8", "surrogatepass"), title="T"))
    return read(page)


def rebuilt(folder: Path, parse: Parse = read) -> dict[str, list[tuple[Any, ...]]]:
    assert rebuild(folder, parse, parser_version="1") == []
    return dump(folder / "govnews.db")


@pytest.mark.parametrize("location", ["http://[", "//[", "http://h:99999/", "https://[::1", "//\u2100.gov/"])
@pytest.mark.parametrize("kind", ["article", "listing", "robots", "feed", "image"])
def test_a_redirect_to_no_address_failed_and_all_others_go_on(
    folder: Path, rows: Rows, kind: str, location: str
) -> None:
    location = location.encode().decode("latin-1")
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get("/a", page("A"))
        assert crawl.get("/b", status=301, headers={"Location": location}, kind=kind).outcome == "failed"
        assert crawl.get("/c", page("C")).outcome == "new"
    assert rows("SELECT outcome, redirect_to FROM captures WHERE url LIKE '%/b'") == [("failed", None)]
    ((trouble, failures),) = rows("SELECT trouble, failures FROM urls WHERE url LIKE '%/b'")
    assert trouble.startswith("failed: HTTP 301 leads to no address: ")
    assert failures == 1
    before = dump(folder / "govnews.db")
    assert rebuilt(folder) == before
    audit = verify(folder, parse=read, operator="x", software="y", parser_version="1")
    assert audit.problems == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(STATUSES, st.lists(st.tuples(HEADERS, VALUES), max_size=3), ADDRESSES), min_size=1, max_size=6),
    st.lists(ADDRESSES, max_size=4),
)
@example([(301, [("Location", "http://[")], "/x")], ["http://[", "\ud800", "https://a.gov/\udfff"])
def test_whatever_headers_and_addresses_hold_every_record_has_the_rows_of_a_rebuild(
    answers: list[tuple[int, list[tuple[str, str]], str]], found: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "archive"
        with open_writer(folder, parse=read_addresses) as writer:
            crawl = Crawl(writer, writer.begin_run(SITE))
            bodies = [page("A"), b"go \xed\xa0\x80http://[", b"is http://[", b"is \xed\xa0\x80"]
            for number, (status, headers, address) in enumerate(answers):
                body = b"go " + address.encode("utf-8", "surrogatepass") if number % 2 else bodies[number % 4]
                exchange = crawl.exchange(f"/{number}", body, status=status, headers=dict(headers))
                crawl.writer.put(exchange).result(30)
                crawl.writer.put(dataclasses.replace(exchange, url=address, requested_url=address)).result(30)
            urls = [FoundUrl(url, found_on=url) for url in found]
            writer.found("example", crawl.run_id, urls).result(30)
            for url in found:
                writer.failed("example", crawl.run_id, "article", url, url).result(30)
                writer.withhold(url, url)
            assert crawl.get("/last", page("Last")).outcome == "new"
            writer.end_run(crawl.run_id, "finished", {}, "".join(found))
        before = dump(folder / "govnews.db")
        after = rebuilt(folder, read_addresses)
        for table, rows in before.items():
            assert after[table] == rows, table


def test_a_record_that_no_row_can_be_made_of_is_one_that_failed(folder: Path, rows: Rows) -> None:
    """An address of an article that is no text: what only a defect of ours, or of a parser, makes of a page."""

    def broken(page: StoredPage) -> Parsed:
        if b"broken" in page.payload:
            return Parsed("ok", dataclasses.replace(read(page).article, published=7))  # type: ignore[type-var]
        return read(page)

    with open_writer(folder, parse=broken) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get("/a", page("A"))
        jobs = [writer.put(crawl.exchange(f"/{n}", page("broken" if n == 1 else "B"))) for n in range(3)]
        assert [job.result(30).outcome for job in jobs] == ["new", "failed", "new"]
    ((trouble,),) = rows("SELECT trouble FROM urls WHERE failures = 1")
    assert trouble.startswith("kept, but not understood (")
    before = dump(folder / "govnews.db")
    assert rebuilt(folder, broken) == before
    assert verify(folder, parse=broken, operator="x", software="y", parser_version="1").problems == ()


def test_a_job_that_cannot_be_done_is_refused_alone(folder: Path) -> None:
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        good = writer.put(crawl.exchange("/a", page("A")))
        bad = writer.put(dataclasses.replace(crawl.exchange("/b", page("B")), fetched_at=7))  # type: ignore[arg-type]
        also_good = writer.put(crawl.exchange("/c", page("C")))
        assert good.result(30).outcome == also_good.result(30).outcome == "new"
        with pytest.raises(Refused):
            bad.result(30)
    before = dump(folder / "govnews.db")
    assert rebuilt(folder) == before
