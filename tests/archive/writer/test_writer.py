"""What a crawl may rely on when it hands an answer to the archive."""

from __future__ import annotations

import dataclasses
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.model.errors import ArchiveError, UnknownRun
from archive.model.exchange import Parsed, StoredPage
from archive.writer.jobs import Job, JobQueue
from tests.archive.conftest import SITE, Crawl, Rows, open_writer, page, read


def test_a_first_look_makes_an_article_and_its_receipt_says_so(crawl: Crawl, rows: Rows) -> None:
    stored = crawl.get("/a", page())
    assert stored.outcome == "new"
    assert rows("SELECT id, title, status, version_count FROM articles") == [
        (stored.article_id, "L’Intérieur recrute", "live", 1)
    ]
    assert rows("SELECT id, capture_id, content_sha256 FROM versions") == [
        (stored.capture_id, stored.capture_id, stored.content_sha256)
    ]


def test_the_same_bytes_again_are_unchanged_and_make_a_revisit_record(crawl: Crawl, rows: Rows) -> None:
    first = crawl.get("/a", page())
    again = crawl.get("/a", page())
    assert (again.outcome, again.article_id) == ("unchanged", first.article_id)
    assert rows("SELECT record, original_id FROM captures ORDER BY id") == [
        ("response", None),
        ("revisit", first.capture_id),
    ]


def test_another_text_is_a_new_version(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/a", page())
    assert crawl.get("/a", page(body="Autre chose.")).outcome == "changed"
    assert rows("SELECT number FROM versions ORDER BY number") == [(1,), (2,)]
    assert rows("SELECT body, version_count FROM articles") == [("Autre chose.", 2)]


@pytest.mark.parametrize(
    ("kind", "status", "headers", "outcome"),
    [
        ("robots", 200, {}, "ok"),
        ("listing", 200, {}, "ok"),
        ("feed", 404, {}, "missing"),
        ("sitemap", 410, {}, "gone"),
        ("home", 302, {"Location": "/fr"}, "redirect"),
        ("listing", 302, {}, "failed"),
        ("listing", 403, {}, "blocked"),
        ("listing", 502, {}, "failed"),
        ("article", 206, {}, "failed"),
    ],
)
def test_listings_feeds_robots_and_errors_are_kept_like_articles(
    crawl: Crawl, rows: Rows, kind: str, status: int, headers: dict[str, str], outcome: str
) -> None:
    assert crawl.get("/x", page(), kind=kind, status=status, headers=headers).outcome == outcome
    assert rows("SELECT kind, http_status, outcome FROM captures") == [(kind, status, outcome)]


def test_when_a_receipt_comes_other_readers_see_the_rows_and_the_bytes_are_in_the_file(
    folder: Path, rows: Rows
) -> None:
    with open_writer(folder) as writer:
        stored = Crawl(writer, writer.begin_run(SITE)).get("/a", page())
        ((file, offset, length),) = rows(
            "SELECT warc_file, warc_offset, warc_length FROM captures WHERE id = ?", stored.capture_id
        )
        assert (folder / "warc" / f"{file}.open").stat().st_size > offset + length


def test_receipts_of_one_thread_come_in_the_order_of_its_exchanges(crawl: Crawl) -> None:
    futures = [crawl.writer.put(crawl.exchange(f"/{number}", page(str(number)))) for number in range(250)]
    ids = [future.result(30).capture_id for future in futures]
    assert ids == sorted(ids)


def test_several_sites_write_side_by_side(folder: Path, rows: Rows) -> None:
    def crawl_one(name: str) -> None:
        site = dataclasses.replace(SITE, name=name, home_url=f"https://{name}.example/")
        run = Crawl(writer, writer.begin_run(site), site=name)
        for number in range(20):
            run.get(f"https://{name}.example/{number}", page(f"{name} {number}"))
        writer.end_run(run.run_id, "finished", {"new": 20})

    with open_writer(folder) as writer, ThreadPoolExecutor(4) as pool:
        list(pool.map(crawl_one, ["a", "b", "c", "d"]))
    assert rows("SELECT site, count(*) FROM articles GROUP BY site") == [("a", 20), ("b", 20), ("c", 20), ("d", 20)]
    assert rows("SELECT site, outcome, new, finished IS NOT NULL FROM runs ORDER BY site") == [
        (name, "finished", 20, 1) for name in "abcd"
    ]


def test_a_run_that_was_never_begun_is_the_callers_mistake_and_stops_nothing(crawl: Crawl, rows: Rows) -> None:
    lost = dataclasses.replace(crawl.exchange("/a", page()), run_id=99)
    with pytest.raises(UnknownRun, match="no run 99"):
        crawl.writer.put(lost).result(30)
    assert crawl.get("/b", page()).outcome == "new"
    assert rows("SELECT count(*) FROM captures") == [(1,)]


def test_a_caller_that_gives_up_waiting_loses_nothing(crawl: Crawl, rows: Rows) -> None:
    futures = [crawl.writer.put(crawl.exchange(f"/{number}", page(str(number)))) for number in range(50)]
    for future in futures:
        future.cancel()
    crawl.get("/last", page("last"))
    assert rows("SELECT count(*) FROM articles") == [(51,)]


def test_a_closed_writer_says_so(folder: Path) -> None:
    writer = open_writer(folder)
    crawl = Crawl(writer, writer.begin_run(SITE))
    writer.close()
    writer.close()
    with pytest.raises(ArchiveError, match="closed"):
        writer.put(crawl.exchange("/a", page()))


def test_what_was_handed_over_before_closing_is_stored(folder: Path, rows: Rows) -> None:
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        for number in range(300):
            writer.put(crawl.exchange(f"/{number}", page(str(number))))
    assert rows("SELECT count(*) FROM articles") == [(300,)]


def test_a_run_that_follows_a_killed_one_marks_it_interrupted(folder: Path, rows: Rows) -> None:
    with open_writer(folder) as writer:
        writer.begin_run(SITE)
    with open_writer(folder) as writer:
        writer.end_run(writer.begin_run(SITE), "finished", {})
    assert rows("SELECT outcome FROM runs ORDER BY id") == [("interrupted",), ("finished",)]


def test_the_parser_is_told_the_page_as_it_was_served(folder: Path) -> None:
    seen = []

    def spy(shown: StoredPage) -> Parsed:
        seen.append(shown)
        return read(shown)

    with open_writer(folder, parse=spy) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get("/b", page(), headers={"Content-Type": "text/html; charset=ISO-8859-15"}, requested="/a")
    (shown,) = seen
    assert (shown.url, shown.requested_url) == ("https://www.example.gouv.fr/b", "https://www.example.gouv.fr/a")
    assert (shown.status, shown.payload, shown.encoding) == (200, page(), "iso-8859-15")
    assert (shown.site, shown.profile, shown.kind) == ("example", SITE.profile, "article")


def job(weight: int = 0) -> Job:
    return Job(lambda: None, Future(), weight)


def test_the_queue_holds_so_many_bytes_and_no_more() -> None:
    queue = JobQueue(jobs=10, weight=100)
    queue.put(job(80))
    waiting = threading.Thread(target=lambda: queue.put(job(30)))
    waiting.start()
    time.sleep(0.05)
    assert waiting.is_alive()
    assert len(queue.take(10, 0, 0)) == 1
    waiting.join(60)
    assert len(queue.take(10, 0, 0)) == 1


def test_a_job_that_is_too_heavy_for_the_queue_goes_in_alone() -> None:
    queue = JobQueue(jobs=10, weight=100)
    assert queue.put(job(5000))
    assert len(queue.take(10, 1, 0.01)) == 1


def test_a_closed_queue_lets_nothing_in_and_gives_out_what_it_has() -> None:
    queue = JobQueue(jobs=1, weight=100)
    queue.put(job())
    refused = []
    waiting = threading.Thread(target=lambda: refused.append(queue.put(job())))
    waiting.start()
    queue.close()
    waiting.join(60)
    assert refused == [False]
    assert [len(queue.take(10, 1, 1)), len(queue.take(10, 1, 1))] == [1, 0]
