"""Where an export goes: a file appears whole or not at all, and never in the place of another one by accident."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.exporting import FORMATS, ExportSelection, Format, export
from archive.model.errors import ArchiveError
from tests.archive.conftest import Crawl
from tests.conftest import Command


def run(folder: Path, out: Path, *, form: Format = "jsonl", force: bool = False) -> int:
    return export(folder, form, ExportSelection(), out, software="govnews/test", force=force)


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_is_there_stays_unless_forced(small_archive: Path, tmp_path: Path, form: Format) -> None:
    out = tmp_path / "out"
    out.write_text("mine")
    with pytest.raises(ArchiveError, match="--force"):
        run(small_archive, out, form=form)
    assert out.read_text() == "mine"
    assert run(small_archive, out, form=form, force=True) > 0
    assert out.read_bytes() != b"mine"


def test_an_export_that_fails_leaves_nothing_behind(small_archive: Path, tmp_path: Path, crawl: Crawl) -> None:
    crawl.writer.close()
    for path in (small_archive / "warc").glob("*.warc.gz"):
        path.unlink()
    with pytest.raises(ArchiveError, match="missing"):
        run(small_archive, tmp_path / "out.warc.gz", form="warc")
    assert not list(tmp_path.glob("out*"))


def test_the_archives_own_warc_folder_is_refused(small_archive: Path) -> None:
    with pytest.raises(ArchiveError, match="somewhere else"):
        run(small_archive, small_archive / "warc" / "export.warc.gz", form="warc")


def test_without_a_folder_to_write_to_there_is_one_line(small_archive: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no folder"):
        run(small_archive, tmp_path / "none" / "out")


def test_the_command_writes_to_standard_output_or_a_file(govnews: Command, demo_archive: Path, tmp_path: Path) -> None:
    done = govnews("export", "--format", "jsonl", archive=demo_archive)
    assert done.returncode == 0, done.stderr
    written = govnews("export", "--format", "jsonl", "--output", tmp_path / "out.jsonl", archive=demo_archive)
    assert written.stdout == f"{tmp_path}/out.jsonl: {len(done.stdout.splitlines())} articles\n"
    assert (tmp_path / "out.jsonl").read_text() == done.stdout
    again = govnews("export", "--format", "jsonl", "--output", tmp_path / "out.jsonl", archive=demo_archive)
    assert again.returncode == 1
    assert again.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "wrong", [("--site", "atlantis"), ("--since", "tomorrow"), ("--query", '"'), ("--format", "pdf")]
)
def test_wrong_use_ends_with_2(govnews: Command, demo_archive: Path, wrong: tuple[str, ...]) -> None:
    done = govnews("export", "--format", "jsonl", *wrong, archive=demo_archive)
    assert done.returncode == 2
    assert done.stdout == ""
    assert wrong[1] in done.stderr
