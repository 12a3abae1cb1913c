"""pywb and py-wacz, other people's readers of web archives, in an environment of their own, made once."""

from __future__ import annotations

import hashlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from platformdirs import user_cache_path

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = ROOT / "requirements-replay.lock"


def environment() -> Path:
    """The folder of the tools. Raises CalledProcessError where it cannot be made (no network, no package index)."""
    made_of = LOCK.read_bytes() + sys.version.encode() + str(Path(sys.executable).resolve()).encode()
    folder = user_cache_path("govnews") / f"replay-{hashlib.sha256(made_of).hexdigest()[:16]}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    whole = folder / ".installed"
    with FileLock(f"{folder}.lock"):
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)
            uv = shutil.which("uv")
            install: list[str | Path] = ["--quiet", "--require-hashes", "--requirement", LOCK]
            if uv:
                _run(uv, "venv", "--quiet", "--python", sys.executable, folder)
                _run(uv, "pip", "install", "--python", folder / "bin" / "python", *install)
            else:
                _run(sys.executable, "-m", "venv", folder)
                _run(folder / "bin" / "pip", "install", "--disable-pip-version-check", *install)
            whole.touch()
    return folder / "bin"


def _run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True, timeout=300)


@contextmanager
def pywb(tools: Path, folder: Path, collections: dict[str, list[Path]]) -> Iterator[str]:
    """A pywb that replays `collections` (name to WARC and WACZ files), kept in `folder`; its address."""
    for name, files in collections.items():
        manager: list[str | Path] = [tools / "wb-manager"]
        subprocess.run([*manager, "init", name], cwd=folder, check=True, capture_output=True)
        add: list[str | Path] = [*manager, "add", "--unpack-wacz", name, *files]
        done = subprocess.run(add, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command: list[str | Path] = [tools / "wayback", "--bind", "127.0.0.1", "--port", str(port), "--threads", "4"]
    with (folder / "pywb.log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server, folder / "pywb.log")
        yield address
    finally:
        server.kill()
        server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"pywb does not answer: {log.read_text()[-2000:]}")
