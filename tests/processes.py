"""The tests' commands in processes of their own, forked from one that has imported them already.

To start Python and import Scrapy takes longer than what most tests ask of a command, and the suite starts hundreds.
`tests/test_wheel.py`, and `tests/test_cli.py` for a server, start the installed command as a shell does.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from tempfile import NamedTemporaryFile

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["scraper.cli.main", "tests.scraper.crawl_program"])


class Started:
    """A running `main()` of `module`, with `arguments` as in `sys.argv[1:]`, in an environment of its own.

    No file of its can grow beyond `largest_file` bytes: the disk is full then. What it prints is told by `communicate`.
    """

    def __init__(
        self,
        module: str,
        arguments: list[str],
        environment: Mapping[str, str],
        largest_file: int | None = None,
    ) -> None:
        self._arguments = arguments
        self._printed = [NamedTemporaryFile("r", encoding="utf-8") for _ in range(2)]  # noqa: SIM115 - closed in `communicate`
        names = [file.name for file in self._printed]
        told = module, arguments, dict(environment), names, largest_file
        self._process = _CONTEXT.Process(target=_run, args=told)
        self._process.start()

    @property
    def returncode(self) -> int | None:
        """The exit status, as `subprocess` has it; None while it runs."""
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        if self.returncode is None and self._process.pid is not None:
            os.kill(self._process.pid, number)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, timeout: float = 60) -> tuple[str, str]:
        """Wait for its end; return what it printed and what it complained of. Raises TimeoutExpired, and kills it."""
        self._process.join(timeout)
        late = self.returncode is None
        if late:
            self.kill()
            self._process.join()
        stdout, stderr = (file.read() for file in self._printed)
        for file in self._printed:
            file.close()
        if late:
            raise subprocess.TimeoutExpired(self._arguments, timeout, stdout, stderr)
        return stdout, stderr


def _run(
    module: str,
    arguments: list[str],
    environment: dict[str, str],
    printed: list[str],
    largest_file: int | None,
) -> None:
    """In the new process."""
    for number, name in enumerate(printed, start=1):
        file = os.open(name, os.O_WRONLY | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)
    if largest_file is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    # What has read the environment reads this one.
    sys.modules.pop("scraper.fetching.settings", None)
    sys.argv = [str(Path(sys.executable).with_name("govnews")), *arguments]
    import_module(module).main()
