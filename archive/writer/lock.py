"""One writer an archive: a lock file that dies with its process, and says who holds it since when."""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from archive.model import clock
from archive.model.errors import ArchiveError, ArchiveHeld

NAME = "lock"

#: A lock that is held for longer is a run that hangs.
HANGING_AFTER = timedelta(days=1)

#: Who only asks whether the archive is held has the lock for a moment; that is waited for. Seconds.
_PATIENCE = 0.3


class ArchiveLock:
    """The lock of the archive `folder`, held from now until `release` or the end of the process.

    Raises ArchiveHeld when another process has it, ArchiveError when the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._lock = FileLock(self._path, timeout=_PATIENCE, poll_interval=0.05, thread_local=False)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except Timeout:
            raise ArchiveHeld(f"{folder}: {holder(folder) or 'another run'} holds the archive; try later") from None
        except OSError as error:
            raise ArchiveError(f"{folder}: {error.strerror or error}; check the folder's permissions") from error
        since = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        # A full disk must not keep a run from telling so in its own words.
        with contextlib.suppress(OSError):
            self._path.write_text(f"pid {os.getpid()} since {since}\n", encoding="ascii")

    def release(self) -> None:
        """Let go of the archive."""
        self._lock.release()


def holder(folder: Path) -> str | None:
    """Who took the lock last, as `pid 4711 since 2026-11-23T21:00:00Z`; None when nobody ever did."""
    try:
        return (folder / NAME).read_text(encoding="ascii", errors="replace").strip() or None
    except OSError:
        return None


def held_since(folder: Path) -> str | None:
    """Since when the archive is held by a living process, ISO 8601; None when it is free."""
    held = holder(folder)
    if held is None or not _is_alive(held):
        return None
    try:
        with FileLock(folder / NAME, timeout=0, thread_local=False):
            return None
    except (Timeout, OSError):
        return held.rpartition(" ")[2]


def hangs(folder: Path) -> bool:
    """Whether a run has held the archive for longer than any run should take."""
    since = clock.moment(held_since(folder))
    return since is not None and datetime.now(UTC) - since >= HANGING_AFTER


def _is_alive(held: str) -> bool:
    """Whether the process that `holder` names still runs."""
    words = held.split()
    if len(words) < 2 or not words[1].isdecimal():
        return False
    try:
        os.kill(int(words[1]), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
