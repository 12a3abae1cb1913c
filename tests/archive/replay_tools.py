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

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = ROOT / "requirements-replay.lock"
FOLDER = ROOT / ".venv-replay"


def environment() -> Path:
    """The folder of the tools. Raises CalledProcessError where it cannot be made (no network, no package index)."""
    stamp, wanted = FOLDER / ".installed", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    with FileLock(f"{FOLDER}.lock"):
        if not stamp.exists() or stamp.read_text() != wanted:
            shutil.rmtree(FOLDER, ignore_errors=True)
            uv = shutil.which("uv")
            install = ["--quiet", "--require-hashes", "--requirement", LOCK]
            if uv:
                _run(uv, "venv", "--quiet", "--python", sys.executable, FOLDER)
                _run(uv, "pip", "install", "--python", FOLDER / "bin" / "python", *install)
            else:
                _run(sys.executable, "-m", "venv", FOLDER)
                _run(FOLDER / "bin" / "pip", "install", "--disable-pip-version-check", *install)
            stamp.write_text(wanted)
    return FOLDER / "bin"


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True, timeout=300)


@contextmanager
def pywb(tools: Path, folder: Path, collections: dict[str, list[Path]]) -> Iterator[str]:
    """A pywb that replays `collections` (name to WARC and WACZ files), kept in `folder`; its address."""
    for name, files in collections.items():
        manager = [tools / "wb-manager"]
        subprocess.run([*manager, "init", name], cwd=folder, check=True, capture_output=True)
        add = [*manager, "add", "--unpack-wacz", name, *files]
        done = subprocess.run(add, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [tools / "wayback", "--bind", "127.0.0.1", "--port", str(port), "--threads", "4"]
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
