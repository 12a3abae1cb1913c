"""One writer an archive: the second is told who the first is, and a dead one holds nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from archive.model.errors import ArchiveHeld
from archive.writer.lock import ArchiveLock, held_since
from tests.archive.conftest import open_writer

ROOT = Path(__file__).parents[3]
HOLD = "import sys, time; from pathlib import Path; from archive.writer.lock import ArchiveLock\n"
HOLD += "lock = ArchiveLock(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"


@pytest.mark.integration
def test_an_archive_held_by_another_process_is_refused_with_its_pid_and_since_when(folder: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(ArchiveHeld) as refused:
            open_writer(folder)
        assert f"pid {holder.pid} since 20" in str(refused.value)
        assert "\n" not in str(refused.value)
        assert (held_since(folder) or "").endswith("Z")
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert held_since(folder) is None
    open_writer(folder).close()


def test_a_lock_is_held_until_it_is_released(folder: Path) -> None:
    lock = ArchiveLock(folder)
    with pytest.raises(ArchiveHeld, match=f"pid {os.getpid()}"):
        ArchiveLock(folder)
    lock.release()
    ArchiveLock(folder).release()


def test_asking_whether_an_archive_is_held_keeps_no_run_from_starting(folder: Path) -> None:
    ArchiveLock(folder).release()
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            held_since(folder)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for _ in range(20):
            ArchiveLock(folder).release()
    finally:
        stop.set()
        asking.join()


def test_an_archive_that_nobody_ever_wrote_is_not_held(folder: Path) -> None:
    assert held_since(folder) is None
