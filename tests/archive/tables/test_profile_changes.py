"""A profile changes between runs, in any of its keys: the next run begins, and a rebuild gives the same rows."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archive.tables.frontier import FoundUrl
from archive.upkeep.rebuild import rebuild
from tests.archive.conftest import SITE, Crawl, dump, open_writer, page, read

PREFIXES = ["www.example.gouv.fr", "old.example.fr", "older.example.fr/news", "old.example.fr/a", "third.example.fr"]
MOVES = st.dictionaries(st.sampled_from(PREFIXES), st.sampled_from(PREFIXES), max_size=3)
WORDS = st.none() | st.text(max_size=12)
PROFILES = st.builds(
    dataclasses.replace,
    st.just(SITE),
    profile=st.text(max_size=20),
    title=WORDS,
    country=WORDS,
    language=WORDS,
    home_url=WORDS,
    rights=WORDS,
    licence=WORDS,
    verified=WORDS,
    moves=MOVES,
)
ADDRESSES = st.builds("https://{}/{}".format, st.sampled_from(PREFIXES), st.sampled_from(["a", "b", "news/a"]))
STEPS = st.lists(st.tuples(st.sampled_from(["get", "found", "failed", "gone"]), ADDRESSES), max_size=6)


def live(folder: Path, runs: list[tuple[object, list[tuple[str, str]]]]) -> None:
    with open_writer(folder) as writer:
        for number, (profile, steps) in enumerate(runs):
            crawl = Crawl(writer, writer.begin_run(profile), day=20 * number)  # type: ignore[arg-type]
            for step, url in steps:
                if step == "found":
                    writer.found("example", crawl.run_id, [FoundUrl(url)]).result(30)
                elif step == "failed":
                    writer.failed("example", crawl.run_id, "article", url, "DNS").result(30)
                else:
                    crawl.get(url, page(url[-1]) if step == "get" else b"", status=200 if step == "get" else 404)
            writer.end_run(crawl.run_id, "finished", {})


def assert_rebuilt_alike(folder: Path) -> None:
    before = dump(folder / "govnews.db")
    assert rebuild(folder, read, parser_version="1") == []
    after = dump(folder / "govnews.db")
    for table, rows in before.items():
        assert after[table] == rows, table


TO_NEW = dataclasses.replace(SITE, moves={"old.example.fr": "www.example.gouv.fr"})
BACK = dataclasses.replace(SITE, moves={"www.example.gouv.fr": "old.example.fr"})
OLD, NEW = "https://old.example.fr/a", "https://www.example.gouv.fr/a"


@pytest.mark.parametrize("profiles", [(TO_NEW, SITE), (SITE, TO_NEW, SITE), (TO_NEW, BACK, TO_NEW), (SITE, BACK, SITE)])
def test_a_former_domain_that_comes_or_goes_blocks_no_run(folder: Path, profiles: tuple[object, ...]) -> None:
    steps = [("get", OLD), ("found", NEW), ("get", NEW), ("failed", OLD)]
    live(folder, [(profile, steps) for profile in profiles])
    assert_rebuilt_alike(folder)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(PROFILES, STEPS), min_size=2, max_size=5))
@example([(TO_NEW, [("get", OLD)]), (SITE, [("found", NEW), ("get", NEW), ("get", OLD)]), (TO_NEW, [("get", NEW)])])
def test_whatever_changes_in_a_profile_the_next_run_begins(runs: list[tuple[object, list[tuple[str, str]]]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        live(Path(name) / "archive", runs)
        assert_rebuilt_alike(Path(name) / "archive")
