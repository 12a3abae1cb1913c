"""Withhold and release: at once, whether a crawl writes to the archive or nobody does.

There is one writer an archive. Where it is another process's, the decision is left in a folder beside the lock, and
that process's writer takes it up within moments; so its record has its place in the order of records, and a rebuild
gives the same rows.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Protocol

from archive.model.errors import ArchiveError, ArchiveHeld, Refused
from archive.tables import database
from archive.tables.apply import key_of
from archive.wire import warc

log = logging.getLogger(__name__)

#: The folder of decisions that wait for the writer.
FOLDER = "decisions"

#: Interval between two looks at that folder, and the longest wait for the writer. Seconds.
_EVERY, _PATIENCE = 0.2, 30.0


@dataclass(frozen=True, slots=True)
class Decision:
    """An article is withheld from readers, or shown again; the reason is public."""

    verb: Literal["withhold", "release"]
    url: str
    reason: str | None


class Decides(Protocol):
    """What puts a decision into effect: the archive's writer."""

    def decide(self, decision: Decision) -> bool:
        """Record `decision`; False where there is no such article. Raises ArchiveError where nothing can be written."""


def decide(
    folder: Path,
    decision: Decision,
    open_writer: Callable[[], AbstractContextManager[Decides]],
    patience: float = _PATIENCE,
) -> bool:
    """Put `decision` into effect in the archive `folder`; False where it has no such article.

    Raises ArchiveError where there is no archive; ArchiveHeld where who holds it does not take the decision up in
    `patience` seconds: then it is kept, and in effect as soon as the archive is next opened for writing.
    """
    if not (folder / database.NAME).exists():
        raise ArchiveError(f"{folder}: no archive here; --archive names another folder")
    deadline = time.monotonic() + patience
    left: Path | None = None
    while left is None or left.exists():
        try:
            # Opening takes up what was left.
            with open_writer() as writer:
                return left is not None or writer.decide(decision)
        except ArchiveHeld as held:
            if left is None:
                if not _is_known(folder, decision.url):
                    return False
                left = _leave(folder, decision)
            elif time.monotonic() > deadline:
                raise ArchiveHeld(f"{held}; the decision is kept, and takes effect when that run ends") from None
        time.sleep(_EVERY)
    return True


class Inbox:
    """Hands `writer` the decisions left in the archive `folder`: those there are now, then each as it comes."""

    def __init__(self, folder: Path, writer: Decides) -> None:
        self._folder = folder / FOLDER
        self._writer = writer
        self._stop = threading.Event()
        self._take_up()
        self._thread = threading.Thread(target=self._watch, name="archive-decisions", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Take up nothing more; what is left then waits for the next writer."""
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(_EVERY):
            self._take_up()

    def _take_up(self) -> None:
        # Where the writer has stopped, whoever uses it is told; what is left here waits for the next one.
        with suppress(ArchiveError):
            for path, decision in _left(self._folder):
                try:
                    self._writer.decide(decision)
                except Refused as error:
                    _put_aside(path, error)
                path.unlink(missing_ok=True)


def _leave(folder: Path, decision: Decision) -> Path:
    """Write the decision down for the writer, whole or not at all."""
    (folder / FOLDER).mkdir(exist_ok=True)
    path = folder / FOLDER / f"{time.time_ns()}-{uuid.uuid4().hex}.json"
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(asdict(decision), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    warc.sync_folder(folder / FOLDER)
    return path


def _left(folder: Path) -> Iterator[tuple[Path, Decision]]:
    """The decisions in `folder`, in the order in which they were made."""
    for path in sorted(folder.glob("*.json")):
        try:
            yield path, Decision(**json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError) as error:
            _put_aside(path, error)


def _put_aside(path: Path, error: Exception) -> None:
    log.warning("%s: no decision (%s); put aside", path, error)
    path.replace(path.with_suffix(".unreadable"))


def _is_known(folder: Path, url: str) -> bool:
    connection = database.open_reader(folder / database.NAME)
    try:
        return key_of(connection, url) is not None
    finally:
        connection.close()
