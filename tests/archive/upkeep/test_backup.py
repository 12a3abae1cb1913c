"""A copy that is made while a crawl goes on can be restored, and knows all that was stored by then."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from archive.model.errors import ArchiveError
from archive.upkeep import backup as backups
from archive.upkeep.backup import backup
from archive.upkeep.rebuild import rebuild
from tests.archive.conftest import SITE, Crawl, dump, open_writer, page, read
from tests.archive.upkeep.test_rebuild import a_life
from tests.archive.upkeep.test_verify import audit
from tests.conftest import Command


def test_a_copy_made_amid_a_crawl_is_whole_wherever_it_was_caught(folder: Path, tmp_path: Path) -> None:
    done = threading.Event()
    with open_writer(folder, roll_at=20_000) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get("/0", page("0"))

        def write() -> None:
            number = 0
            while not done.is_set():
                number += 1
                crawl.get(f"/{number}", page(str(number)))

        thread = threading.Thread(target=write)
        thread.start()
        try:
            for number in range(8):
                backup(folder, tmp_path / f"copy-{number}")
        finally:
            done.set()
            thread.join()
    for number in range(8):
        copy = tmp_path / f"copy-{number}"
        open_writer(copy).close()
        assert audit(copy).problems == ()
        before = dump(copy / "govnews.db")
        assert rebuild(copy, read, parser_version="1") == []
        assert dump(copy / "govnews.db") == before


def test_the_next_copy_into_the_same_folder_takes_only_what_is_new(folder: Path, tmp_path: Path) -> None:
    for day, copied in ((0, 1), (9, 1), (9, 0)):
        if copied:
            with open_writer(folder) as writer:
                Crawl(writer, writer.begin_run(SITE), day=day).get("/a", page(str(day)))
        assert backup(folder, tmp_path / "copy") == copied


def test_restored_it_is_the_archive(folder: Path, tmp_path: Path) -> None:
    with open_writer(folder) as writer:
        a_life(writer)
    before = dump(folder / "govnews.db")
    backup(folder, tmp_path / "copy")
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "copy", folder)
    open_writer(folder).close()
    assert dump(folder / "govnews.db") == before


def test_a_copy_of_another_archive_is_left_alone(folder: Path, tmp_path: Path) -> None:
    for one in (folder, tmp_path / "other"):
        with open_writer(one) as writer:
            Crawl(writer, writer.begin_run(SITE)).get("/a", page())
    backup(folder, tmp_path / "copy")
    with pytest.raises(ArchiveError, match="not this archive's"):
        backup(tmp_path / "other", tmp_path / "copy")
    with pytest.raises(ArchiveError, match="the archive itself"):
        backup(folder, folder)


def test_a_copy_is_verified_where_it_lies_and_refreshed_afterwards(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for day in range(0, 9, 3):
        with open_writer(folder) as writer:
            run = writer.begin_run(SITE)
            Crawl(writer, run, day=day).get("/a", page(str(day)))
            backup(folder, copy)
            assert audit(copy).problems == ()
            writer.end_run(run, "finished", {})
        backup(folder, copy)
        before = sorted(path.name for path in (copy / "warc").iterdir())
        for quick in (False, True):
            assert audit(copy, quick=quick).problems == ()
        assert sorted(path.name for path in (copy / "warc").iterdir()) == before


def test_a_copy_that_is_written_to_is_an_archive_of_its_own(folder: Path, tmp_path: Path) -> None:
    with open_writer(folder) as writer:
        Crawl(writer, writer.begin_run(SITE)).get("/a", page())
    backup(folder, tmp_path / "copy")
    with open_writer(tmp_path / "copy") as writer:
        Crawl(writer, writer.begin_run(SITE), day=3).get("/b", page("B"))
    assert audit(tmp_path / "copy").problems == ()
    with open_writer(tmp_path / "copy") as writer:
        assert writer.findings == []
    with pytest.raises(ArchiveError, match="not this archive's"):
        backup(folder, tmp_path / "copy")


def test_files_that_are_closed_while_others_are_copied_are_no_fault_of_the_copys(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Caught between the files and the manifest, at every closing of a file."""
    with open_writer(folder, roll_at=1) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        for number in range(4):
            crawl.get(f"/{number}", page(str(number)))
        copied = backups._copy_manifest

        def late(here: Path, there: Path) -> None:
            for _ in range(3):
                crawl.get(f"/{crawl.day}", page(str(crawl.day)))
            copied(here, there)

        monkeypatch.setattr(backups, "_copy_manifest", late)
        backup(folder, tmp_path / "copy")
    assert audit(tmp_path / "copy").problems == ()
    open_writer(tmp_path / "copy").close()
    assert audit(tmp_path / "copy").problems == ()


@pytest.mark.integration
def test_a_full_disk_is_one_line_and_the_next_copy_goes_on(folder: Path, govnews: Command, tmp_path: Path) -> None:
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        for number in range(40):
            crawl.get(f"/{number}", page(str(number), random.Random(number).randbytes(9000).hex()))
    for size in (0, 1_000, 100_000, 400_000):
        started = subprocess.run(
            ["bash", "-c", f"ulimit -f {size // 1000}; trap '' XFSZ; exec \"$@\"", "-",
             sys.executable, "-m", "scraper.cli", "backup", tmp_path / "copy", "--archive", folder],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert started.returncode == 1, size
        assert (started.stderr.count("\n"), "Traceback" in started.stderr) == (1, False), started.stderr
    assert govnews("backup", tmp_path / "copy", archive=folder).returncode == 0
    assert audit(tmp_path / "copy").problems == ()
