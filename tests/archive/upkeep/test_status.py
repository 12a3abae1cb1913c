"""`govnews status`: what is there, and what a person should look at; nothing else is trouble."""

from __future__ import annotations

from pathlib import Path

from archive.tables.frontier import FoundUrl
from archive.upkeep.status import archive_status
from tests.archive.conftest import SITE, Crawl, open_writer, page

HOME = "https://www.example.gouv.fr"


def test_a_healthy_archive_has_no_trouble_to_tell(folder: Path) -> None:
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        writer.found("example", crawl.run_id, [FoundUrl(f"{HOME}/a"), FoundUrl(f"{HOME}/z")]).result(30)
        crawl.get("/a", page())
        crawl.get("/a", page(body="Deux."))
        crawl.get("/b", page("B"))
        crawl.get("/b", status=404)
        writer.end_run(crawl.run_id, "finished", {"fetched": 4, "new": 2})
    status = archive_status(folder, "2026-01-10T00:00:00Z")
    (site,) = status.sites
    assert (status.articles, status.versions, status.captures, status.warc_files) == (2, 3, 4, 1)
    assert (site.articles, site.live, site.missing, site.versions, site.new_lately) == (2, 1, 1, 3, 2)
    assert site.waiting == 0
    assert site.last_run is not None
    assert (site.last_run.outcome, site.last_run.new) == ("finished", 2)
    assert (status.trouble, site.trouble) == ((), ())
    assert status.held_since is None


def test_a_run_that_was_killed_is_trouble_and_one_that_goes_on_is_none(folder: Path) -> None:
    with open_writer(folder) as writer:
        Crawl(writer, writer.begin_run(SITE)).get("/a", page())
        going_on = archive_status(folder)
    assert going_on.held_since is not None
    assert going_on.sites[0].trouble == ()
    assert archive_status(folder).sites[0].trouble == ("the last run was killed",)


def test_addresses_that_fail_again_and_again_are_named_with_the_reason(folder: Path) -> None:
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        for _ in range(3):
            writer.failed("example", crawl.run_id, "article", f"{HOME}/a", "connection refused").result(30)
        crawl.get("/b", status=403)
        writer.end_run(crawl.run_id, "failed", {"failed": 3, "blocked": 1}, "the site cannot be reached")
    (site,) = archive_status(folder).sites
    assert site.trouble == (
        "the last run failed: the site cannot be reached",
        "the site refused 1 requests of the last run",
        f"1 addresses fail again and again: {HOME}/a (3 times, connection refused)",
    )


def test_a_lost_warc_file_is_trouble(folder: Path) -> None:
    with open_writer(folder) as writer:
        Crawl(writer, writer.begin_run(SITE)).get("/a", page())
    (path,) = (folder / "warc").glob("*.warc.gz")
    path.unlink()
    assert archive_status(folder).trouble == (f"1 WARC files are not there: {path.name}",)


def test_a_run_that_holds_the_archive_for_a_day_is_trouble(folder: Path) -> None:
    with open_writer(folder) as writer:
        writer.begin_run(SITE)
        (trouble,) = archive_status(folder, "2999-01-01T00:00:00Z").trouble
    assert trouble.startswith("a run holds the archive since 20")
