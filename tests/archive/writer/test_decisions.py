"""A lawful takedown is in effect at once, a crawl in progress or not, and a rebuild keeps it."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from archive.model.errors import ArchiveError, ArchiveHeld
from archive.upkeep.rebuild import rebuild
from archive.writer.decisions import FOLDER, Decision, decide
from archive.writer.lock import ArchiveLock
from tests.archive.conftest import SITE, Crawl, Rows, dump, open_writer, page, read

ROOT = Path(__file__).parents[3]
URL = "https://www.example.gouv.fr/a"
WITHHOLD = Decision("withhold", URL, "Court order 7")
STATUS = "SELECT status, title FROM articles"


def put_into_effect(folder: Path, decision: Decision, **more: float) -> bool:
    return decide(folder, decision, partial(open_writer, folder), **more)


@pytest.fixture
def held(folder: Path) -> Path:
    """An archive with one article."""
    with open_writer(folder) as writer:
        Crawl(writer, writer.begin_run(SITE)).get("/a", page())
    return folder


def test_without_a_crawl_the_decision_is_written_by_whoever_makes_it(held: Path, rows: Rows) -> None:
    assert put_into_effect(held, WITHHOLD)
    assert rows(STATUS) == [("withheld", None)]
    assert put_into_effect(held, Decision("release", URL, None))
    assert rows(STATUS) == [("live", "L’Intérieur recrute")]


IN_ANOTHER_PROCESS = """
import sys
from functools import partial
from pathlib import Path
from archive.writer.decisions import Decision, decide
from tests.archive.conftest import open_writer
folder = Path(sys.argv[1])
sys.exit(not decide(folder, Decision(sys.argv[2], sys.argv[3], "Court order 7"), partial(open_writer, folder)))
"""


def elsewhere(folder: Path, verb: str, url: str) -> int:
    done = subprocess.run([sys.executable, "-c", IN_ANOTHER_PROCESS, folder, verb, url], cwd=ROOT, timeout=30)
    return done.returncode


@pytest.mark.integration
def test_amid_a_crawl_the_crawls_own_writer_takes_it_up_and_a_rebuild_gives_the_same_rows(
    held: Path, rows: Rows
) -> None:
    with open_writer(held) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE), day=9)
        crawl.get("/b", page("B"))
        assert elsewhere(held, "withhold", URL) == 0
        assert rows(f"{STATUS} WHERE url = ?", URL) == [("withheld", None)]
        assert rows("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'interieur'") == [(0,)]
        crawl.get("/a", page("L’Intérieur recrute encore"))
        assert rows(f"{STATUS} WHERE url = ?", URL) == [("withheld", None)]
        assert elsewhere(held, "withhold", f"{URL}/nothing") == 1
        assert elsewhere(held, "release", URL) == 0
        assert rows(f"{STATUS} WHERE url = ?", URL) == [("live", "L’Intérieur recrute encore")]
    assert list((held / FOLDER).iterdir()) == []
    before = dump(held / "govnews.db")
    (held / "govnews.db").unlink()
    rebuild(held, read, parser_version="1")
    assert dump(held / "govnews.db") == before


def test_where_the_holder_takes_nothing_up_the_decision_is_kept_until_the_archive_is_opened_again(
    held: Path, rows: Rows
) -> None:
    lock = ArchiveLock(held)
    started = time.monotonic()
    with pytest.raises(ArchiveHeld, match="the decision is kept"):
        put_into_effect(held, WITHHOLD, patience=0.5)
    assert time.monotonic() - started < 25
    lock.release()
    open_writer(held).close()
    assert rows(STATUS) == [("withheld", None)]


def test_what_is_no_decision_is_put_aside_and_stops_nothing(held: Path, rows: Rows) -> None:
    (held / FOLDER).mkdir()
    (held / FOLDER / "1.json").write_text("{")
    open_writer(held).close()
    assert [path.name for path in (held / FOLDER).iterdir()] == ["1.unreadable"]


def test_where_there_is_no_archive_nothing_can_be_withheld(folder: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive here"):
        put_into_effect(folder, WITHHOLD)
