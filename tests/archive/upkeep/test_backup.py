"""A copy that is made while a crawl goes on can be restored, and knows all that was stored by then."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from archive.model.errors import ArchiveError
from archive.upkeep.backup import backup
from archive.upkeep.rebuild import rebuild
from tests.archive.conftest import SITE, Crawl, dump, open_writer, page, read
from tests.archive.upkeep.test_rebuild import a_life
from tests.archive.upkeep.test_verify import audit


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
