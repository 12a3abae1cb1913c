"""A copy of an archive that is right while a crawl writes to it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from archive.model.errors import ArchiveError
from archive.tables import database
from archive.wire import manifest, warc
from archive.writer import decisions


def backup(folder: Path, target: Path) -> int:
    """Copy the archive `folder` to `target`, an earlier copy or a new folder; how many WARC files were copied.

    The database first, as of one moment; then the WARC files, which hold at least what its rows say, since bytes come
    before rows. What they hold more, and a record that was cut off while it was copied, is taken up when the copy is
    opened. Closed WARC files never change: those that the copy has are not copied again.

    Raises ArchiveError where there is no archive, or `target` is another one's copy.
    """
    with closing(database.open_reader(folder / database.NAME)) as reader:
        if target.resolve() == folder.resolve():
            raise ArchiveError(f"{target}: this is the archive itself; name another folder")
        known = manifest.read(folder / "warc")
        for name, sha256 in manifest.read(target / "warc").items():
            if known.get(name) != sha256:
                raise ArchiveError(f"{target}: has {name}, which is not this archive's; name another folder")
        (target / "warc").mkdir(parents=True, exist_ok=True)
        _copy_database(reader, target)
    copied = 0
    # A file may be closed, and lose its `.open`, while others are copied.
    while left := [name for name in warc.names(folder / "warc") if not _has(target, name, folder)]:
        for name in left:
            copied += _copy(warc.locate(folder / "warc", name), target / "warc", name)
    for extra in (folder / "warc" / manifest.NAME, *(folder / decisions.FOLDER).glob("*.json")):
        if extra.exists():
            place = target / extra.relative_to(folder)
            place.parent.mkdir(exist_ok=True)
            shutil.copyfile(extra, place)
    return copied


def _copy_database(reader: sqlite3.Connection, target: Path) -> None:
    draft = target / (database.NAME + ".new")
    draft.unlink(missing_ok=True)
    with closing(sqlite3.connect(draft)) as copy:
        reader.backup(copy)
    for suffix in ("-wal", "-shm"):
        (target / (database.NAME + suffix)).unlink(missing_ok=True)
    draft.replace(target / database.NAME)


def _has(target: Path, name: str, folder: Path) -> bool:
    """Whether the copy has the file: the closed one whole, or the open one as it was when copying began."""
    here, there = warc.locate(folder / "warc", name), warc.locate(target / "warc", name)
    return there.exists() and there.name == here.name and (here.name != name or _same_size(here, there))


def _same_size(one: Path, other: Path) -> bool:
    """Whether two files are equally long."""
    return one.stat().st_size == other.stat().st_size


def _copy(source: Path, folder: Path, name: str) -> int:
    """Copy one file; 0 where it was closed just now, and is found under its other name."""
    draft = folder / "copying"
    try:
        shutil.copyfile(source, draft)
    except FileNotFoundError:
        return 0
    for stale in (folder / name, folder / (name + warc.OPEN)):
        stale.unlink(missing_ok=True)
    draft.replace(folder / source.name)
    warc.sync_folder(folder)
    return 1
