"""Other processes do the work; none of them can harm or hold up this one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.writer.workers import WorkerError, Workers

pytestmark = pytest.mark.integration


def double(number: int) -> int:
    return 2 * number


def process(seconds: float = 0) -> int:
    time.sleep(seconds)
    return os.getpid()


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def refuse(what: str) -> None:
    raise ValueError(what)


def spin() -> None:
    # What holds the interpreter's lock: no thread beside it would ever run.
    sum(range(10**12))


def hoard(size: int) -> int:
    return len(bytearray(size))


def test_a_call_that_wants_too_much_memory_fails_alone() -> None:
    with Workers(1) as workers:
        assert workers.submit(hoard, 100_000_000).result(30) == 100_000_000
        with pytest.raises((MemoryError, WorkerError)):
            workers.submit(hoard, 2_000_000_000).result(30)
        assert workers.submit(double, 21).result(30) == 42


def test_calls_are_answered_by_other_processes() -> None:
    with Workers(2) as workers:
        futures = [workers.submit(process, 0.1) for _ in range(8)]
        processes = {future.result(30) for future in futures}
        assert workers.submit(double, 21).result(30) == 42
    assert os.getpid() not in processes
    assert len(processes) == 2


def test_one_process_is_enough_for_calls_that_come_one_by_one() -> None:
    with Workers(4) as workers:
        assert len({workers.submit(process).result(30) for _ in range(8)}) == 1


def test_what_a_call_raises_is_raised() -> None:
    with Workers(1) as workers:
        before = workers.submit(process).result(30)
        with pytest.raises(ValueError, match="no such thing"):
            workers.submit(refuse, "no such thing").result(30)
        assert workers.submit(process).result(30) == before


def test_a_crash_costs_one_call_and_nothing_else() -> None:
    with Workers(1) as workers:
        broken, whole = workers.submit(crash), workers.submit(double, 1)
        with pytest.raises(WorkerError, match="ended by SIGSEGV"):
            broken.result(30)
        assert whole.result(30) == 2


def test_a_call_that_takes_too_long_is_ended() -> None:
    with Workers(1, limit=0.5) as workers:
        endless, short = workers.submit(spin), workers.submit(double, 1)
        with pytest.raises(WorkerError, match=r"took longer than 0\.5 seconds"):
            endless.result(30)
        assert short.result(30) == 2


def test_ctrl_c_does_not_reach_them() -> None:
    with Workers(1) as workers:
        worker = workers.submit(process).result(30)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            os.kill(worker, number)
        assert workers.submit(process).result(30) == worker


def test_they_end_with_the_process_that_started_them_however_it_ends(tmp_path: Path) -> None:
    program = (
        "import time\nfrom archive.writer.workers import Workers\n"
        "from tests.archive.writer.test_workers import process\n"
        "print(Workers(1).submit(process).result(30), flush=True); time.sleep(60)"
    )
    root = Path(__file__).parents[3]
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=root) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 60
    while _runs(worker):
        assert time.monotonic() < deadline, "it outlived its parent"
        time.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def echo(data: bytes) -> bytes:
    return data


def test_pages_and_answers_of_many_megabytes_do_not_block_each_other() -> None:
    pages = [bytes([number]) * 5_000_000 for number in range(6)]
    with Workers(1) as workers:
        futures = [workers.submit(echo, data) for data in pages]
        assert [future.result(60) for future in futures] == pages


def test_a_call_that_waited_behind_a_crash_is_answered_by_the_next_process() -> None:
    with Workers(1) as workers:
        crashed = workers.submit(crash)
        behind = [workers.submit(echo, b"x" * 1_000_000) for _ in range(3)]
        assert isinstance(crashed.exception(30), WorkerError)
        assert [len(future.result(30)) for future in behind] == [1_000_000] * 3
