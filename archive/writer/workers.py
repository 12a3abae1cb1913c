"""Functions run in processes of their own: on another core, and where neither crash nor hang of theirs does harm."""

from __future__ import annotations

import os
import pickle
import queue
import resource
import signal
import socket
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")

#: What a process may have as data, in bytes: a call that wants more fails, and nothing else does.
MEMORY = 512 * 1024 * 1024
#: How long one call may take, in seconds.
LIMIT = 60.0
#: How much longer a process is waited for that should have ended itself, in seconds.
_GRACE = 30.0
#: Maximum number of calls given to a process at a time, so that with one done the next is there.
_PREFETCH = 2
#: While fewer calls than these wait for each process, another one would not be worth its start.
_BACKLOG = 4
#: Seconds after which the thread that takes in a call gets its turn beside the one that does one.
_SWITCH_INTERVAL = 0.0005
#: Whoever ends a run ends it by its first process; these then end with it.
_OF_THE_PARENT = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class WorkerError(Exception):
    """The process that ran the call ended before it was done; the message says how."""


class Workers:
    """A number of processes at most, started as there is work for them.

    A call that takes longer than `limit` seconds ends its process. What they run has to be a module's function, of
    arguments and with a result that can be pickled. They end with this process, however that ends. A context manager.
    """

    def __init__(self, processes: int, limit: float = LIMIT) -> None:
        self._limit = limit
        self._calls: queue.SimpleQueue[tuple[Future[Any], bytes] | None] = queue.SimpleQueue()
        self._processes = processes
        self._threads: list[threading.Thread] = []
        self._starting = threading.Lock()
        self._ended = threading.Event()

    def submit(self, function: Callable[..., T], *arguments: Any) -> Future[T]:
        """Have `function` called in another process; the future raises what it raises, or WorkerError."""
        future: Future[T] = Future()
        call = (function.__module__, function.__qualname__, arguments)
        self._calls.put((future, pickle.dumps(call, pickle.HIGHEST_PROTOCOL)))
        with self._starting:
            if len(self._threads) < self._processes and self._calls.qsize() >= _BACKLOG * len(self._threads):
                self._threads.append(threading.Thread(target=self._serve, name="worker", daemon=True))
                self._threads[-1].start()
        return future

    def close(self) -> None:
        """Let the processes end; calls that none has begun are cancelled."""
        while not self._calls.empty():
            waiting = self._calls.get()
            if waiting is not None:
                waiting[0].cancel()
        self._calls.put(None)
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _serve(self) -> None:
        """One process after another, as long as there are calls; a thread's work."""
        worker: _Worker | None = None
        given: deque[tuple[Future[Any], bytes]] = deque()
        while self._take(given):
            future = given[0][0]
            try:
                worker = worker or _Worker(self._limit)
                result = worker.answer([call for _, call in given])
            except BaseException as error:
                if not isinstance(error, _CallError):
                    # The first call did it; those after it were not begun, and go to the next process.
                    if worker is not None:
                        worker.end()
                    worker = None
                given.popleft()
                future.set_exception(error.args[0] if isinstance(error, _CallError) else error)
            else:
                given.popleft()
                future.set_result(result)
        if worker is not None:
            worker.end()

    def _take(self, given: deque[tuple[Future[Any], bytes]]) -> bool:
        """Have as many calls in `given` as there are, waiting for a first one; False when none comes any more."""
        while len(given) < _PREFETCH and not self._ended.is_set():
            try:
                waiting = self._calls.get(block=not given)
            except queue.Empty:
                break
            if waiting is None:
                self._ended.set()
                self._calls.put(None)
            elif waiting[0].set_running_or_notify_cancel():
                given.append(waiting)
        return bool(given)


class _CallError(Exception):
    """The function raised what is in `args`; its process is well."""


class _Worker:
    """One process, and the socket to it."""

    def __init__(self, limit: float) -> None:
        self._limit = limit
        here, there = socket.socketpair()
        with there:
            paths = os.pathsep.join(path or os.getcwd() for path in sys.path)  # noqa: PTH109
            before = signal.pthread_sigmask(signal.SIG_BLOCK, _OF_THE_PARENT)
            try:
                # The mask is inherited: there is no moment at which Ctrl-C would reach it.
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "archive.writer.workers", str(there.fileno()), str(limit)],
                    env={**os.environ, "PYTHONPATH": paths},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=(there.fileno(),),
                )
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
        self._connection = Connection(here.detach())
        self._sent = 0

    def answer(self, calls: Sequence[bytes]) -> Any:
        """What comes of the first of `calls`, which this process has been given up to some point; the rest it gets."""
        try:
            for call in calls[self._sent :]:
                self._connection.send_bytes(call)
                self._sent += 1
            if not self._connection.poll(self._limit + _GRACE):
                raise WorkerError(f"took longer than {self._limit:g} seconds")
            result, error = pickle.loads(self._connection.recv_bytes())
            self._sent -= 1
        except (OSError, EOFError):
            raise WorkerError(self._how_it_ended()) from None
        if error is not None:
            raise _CallError(error)
        return result

    def end(self) -> None:
        self._connection.close()
        if self._process.poll() is None:
            try:
                self._process.wait(1)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._process.wait()

    def _how_it_ended(self) -> str:
        status = self._process.wait()
        if status == -signal.SIGALRM:
            return f"took longer than {self._limit:g} seconds"
        if status < 0:
            return f"its process was ended by {signal.Signals(-status).name}"
        return f"its process ended with status {status}"


def _work(connection: Connection, limit: float) -> None:
    """In the other process: answer calls until the socket is closed."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    sys.setswitchinterval(_SWITCH_INTERVAL)
    calls: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, calls), daemon=True).start()
    while (call := calls.get()) is not None:
        try:
            module, name, arguments = pickle.loads(call)
            found: Any = import_module(module)
            for part in name.split("."):
                found = getattr(found, part)
            # No Python runs when this fires: it ends a loop in C as well.
            signal.setitimer(signal.ITIMER_REAL, limit)
            answer = pickle.dumps((found(*arguments), None), pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            answer = pickle.dumps((None, _plain(error)), pickle.HIGHEST_PROTOCOL)
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            connection.send_bytes(answer)
        except OSError:
            return


def _receive(connection: Connection, calls: queue.SimpleQueue[bytes | None]) -> None:
    """Take in calls while others are done: whoever sends one never waits for that."""
    try:
        while True:
            calls.put(connection.recv_bytes())
    except (EOFError, OSError):
        calls.put(None)


def _plain(error: Exception) -> Exception:
    """`error`, or one that says the same where it cannot be pickled."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


if __name__ == "__main__":
    _work(Connection(int(sys.argv[1])), float(sys.argv[2]))
