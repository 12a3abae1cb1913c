"""A copy of an archive that is right while a crawl writes to it."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from archive.model.errors import ArchiveError
from archive.tables import database, digests
from archive.wire import manifest, warc
from archive.writer import copies, decisions

#: How long a file that was closed just now may take to be entered in the manifest. Seconds.
_ENTERED_WITHIN = 2.0
_DATABASE_DRAFT, _DRAFT = database.NAME + ".new", "copying"


def backup(folder: Path, target: Path) -> int:
    """Copy the archive `folder` to `target`, an earlier copy or a new folder; how many WARC files were copied.

    The database first, as of one moment; then the WARC files, which hold at least what its rows say, since bytes come
    before rows. What they hold more, and a record that was cut off while it was copied, is taken up when the copy is
    opened. Closed WARC files never change: those that the copy has are not copied again.

    Raises ArchiveError where there is no archive, `target` is another one's copy, or it cannot be written.
    """
    with closing(database.open_reader(folder / database.NAME)) as reader:
        if target.resolve() == folder.resolve():
            raise ArchiveError(f"{target}: this is the archive itself; name another folder")
        known = manifest.read(folder / "warc")
        for name, sha256 in manifest.read(target / "warc").items():
            if known.get(name) != sha256:
                raise ArchiveError(f"{target}: has {name}, which is not this archive's; name another folder")
        try:
            (target / "warc").mkdir(parents=True, exist_ok=True)
            copies.mark(target, folder)
            _copy_database(reader, folder, target)
            return _copy_files(folder, target)
        except (OSError, sqlite3.Error) as error:
            for draft in (target / _DATABASE_DRAFT, target / "warc" / _DRAFT):
                draft.unlink(missing_ok=True)
            reason = (error.strerror if isinstance(error, OSError) else None) or error
            raise ArchiveError(f"{target}: {reason}; free space or mend the disk, then run again") from error


def _copy_files(folder: Path, target: Path) -> int:
    copied = 0
    # A file may be closed, and lose its `.open`, while others are copied.
    while left := [name for name in warc.names(folder / "warc") if not _has(target, name, folder)]:
        for name in left:
            copied += _copy(warc.locate(folder / "warc", name), target / "warc", name)
    _copy_manifest(folder / "warc", target / "warc")
    for extra in (folder / decisions.FOLDER).glob("*.json"):
        place = target / extra.relative_to(folder)
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(extra, place)
    return copied


def _copy_manifest(folder: Path, target: Path) -> None:
    """The entries of the files that are closed in the copy: others may have been closed since they were copied."""
    closed = {path.name for path in target.glob(f"*{warc.SUFFIX}")}
    deadline = time.monotonic() + _ENTERED_WITHIN
    while closed - (entries := manifest.read(folder)).keys() and time.monotonic() < deadline:
        time.sleep(0.02)
    manifest.write(target, {name: sha256 for name, sha256 in entries.items() if name in closed})


def _copy_database(reader: sqlite3.Connection, folder: Path, target: Path) -> None:
    draft = target / _DATABASE_DRAFT
    anew = (folder / digests.ANEW).exists()
    draft.unlink(missing_ok=True)
    with closing(sqlite3.connect(draft)) as copy:
        reader.backup(copy)
    for suffix in ("-wal", "-shm"):
        (target / (database.NAME + suffix)).unlink(missing_ok=True)
    if anew:
        (target / digests.ANEW).touch()
    draft.replace(target / database.NAME)
    if not anew:
        (target / digests.ANEW).unlink(missing_ok=True)


def _has(target: Path, name: str, folder: Path) -> bool:
    """Whether the copy has the file: the closed one whole, or the open one as it was when copying began."""
    here, there = warc.locate(folder / "warc", name), warc.locate(target / "warc", name)
    return there.exists() and there.name == here.name and (here.name != name or _same_size(here, there))


def _same_size(one: Path, other: Path) -> bool:
    """Whether two files are equally long."""
    return one.stat().st_size == other.stat().st_size


def _copy(source: Path, folder: Path, name: str) -> int:
    """Copy one file; 0 where it was closed just now, and is found under its other name."""
    draft = folder / _DRAFT
    try:
        shutil.copyfile(source, draft)
    except FileNotFoundError:
        return 0
    for stale in (folder / name, folder / (name + warc.OPEN)):
        stale.unlink(missing_ok=True)
    draft.replace(folder / source.name)
    warc.sync_folder(folder)
    return 1
