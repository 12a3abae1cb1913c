"""What one hostile page costs each process that meets it: the largest memory, the longest request of a reader.

`scripts/soak tests/test_withstands.py -s` prints the table that docs/operations.md has.
"""

from __future__ import annotations

import gzip
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.scraper.conftest import PATTERNS, article, listing, profile
from tests.scraper.raw_web import RawWeb, answer

#: Megabytes: what each process may have at most, whatever one input is.
GOAL = 300
SENTENCE = b"The council opened the new bridge over the river on Friday. "
PAGES = {
    "30 MB of <p>": b"<p>" * 10_000_000,
    "63 MB of text": SENTENCE * 1_050_000,
    "2 million &amp;": b"a&amp;" * 2_000_000,
    "400,000 a<br>": b"a<br>" * 400_000,
    "299,000 <p>, just parsed": b"<p>a" * 299_000,
    "299,000 links, just parsed": b"<a href=/x>a" * 299_000,
    "299,000 nested <div>, just parsed": b"<div>a" * 299_000,
    "15 MB of text, just parsed": SENTENCE * 250_000,
    "100,000 pictures, just parsed": b"<img src=a.png>" * 100_000,
    "200 MB of zeros": bytes(200_000_000),
}
#: Runs a command and writes down the kilobytes of its largest process, workers too. A process of its own: what a
#: process is started by counts as its memory.
WATCH = (
    "import os, signal, subprocess, sys\nprocess = subprocess.Popen(sys.argv[2:])\n"
    "signal.signal(signal.SIGTERM, lambda *_: process.terminate())\n_, status, usage = os.wait4(process.pid, 0)\n"
    "open(sys.argv[1], 'w').write(str(usage.ru_maxrss))\nsys.exit(os.waitstatus_to_exitcode(status) % 256)"
)
GOVNEWS = (sys.executable, "-c", "from scraper.cli.main import main; main()")
SHORT = ["30 MB of <p>", "2 million &amp;"]


def start(*arguments: str, sites: Path, archive: Path) -> subprocess.Popen[bytes]:
    """`govnews ARGUMENTS`, watched; what it says goes into a file beside the archive."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GOVNEWS_")}
    environment |= {"GOVNEWS_SITES": str(sites), "GOVNEWS_ARCHIVE": str(archive)}
    command = [sys.executable, "-c", WATCH, str(archive.parent / "memory"), *GOVNEWS, *arguments]
    with (archive.parent / "said").open("w") as said:
        return subprocess.Popen(command, env=environment, stdout=said, stderr=said)


def memory(archive: Path) -> int:
    """The megabytes of the largest process of the command that ended last."""
    return int((archive.parent / "memory").read_text()) // 1024


def run(*arguments: str, sites: Path, archive: Path) -> tuple[int, int, str]:
    """The exit status of a command, the memory in MB of its largest process, and what it said."""
    status = start(*arguments, sites=sites, archive=archive).wait(600)
    return status, memory(archive), (archive.parent / "said").read_text()


def read_all(port: int) -> float:
    """Read pages about the archive; the longest request in seconds."""
    longest = 0.0
    paths = ["/", "/govnews/articles", "/govnews/captures/3", "/govnews/captures/3.json", "/govnews/captures/4"]
    for path in [*paths, "/govnews/-/search?q=bridge", "/govnews/versions/1"]:
        begin = time.monotonic()
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60).read()
        except urllib.error.HTTPError as error:
            if error.code >= 500:
                raise
        longest = max(longest, time.monotonic() - begin)
    return longest


def served(sites: Path, archive: Path) -> tuple[int, float]:
    """The memory in MB of a server whose pages about the archive were read, and the longest request in seconds."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = start("serve", "--port", str(port), sites=sites, archive=archive)
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        longest = read_all(port)
    finally:
        process.terminate()
        process.wait(30)
    return memory(archive), longest


def warc_file(path: Path, url: str, page: bytes) -> Path:
    """A WARC file as another program writes it, with one page."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}"
    )
    path.write_bytes(gzip.compress(head.encode() + b"\r\n\r\n" + block + b"\r\n\r\n", 1))
    return path


def measure(name: str, folder: Path) -> dict[str, float]:
    """The megabytes that each command took on an archive with the page `name`, and the longest request."""
    page = b"<!DOCTYPE html><title>Bridge</title><main><article><h1>Bridge</h1>" + PAGES[name]
    sites, archive = folder / "sites", folder / "archive"
    sites.mkdir()
    took: dict[str, float] = {}
    with RawWeb() as web:
        web.routes["/news"] = answer(listing("/news/1", "/news/2"))
        web.routes["/news/1"] = answer(article(1))
        web.routes["/news/2"] = answer(gzip.compress(page, 1), Content_Encoding="gzip")
        (sites / "site.toml").write_text(profile(web, listings=["/news"], article_patterns=PATTERNS))
        warc = warc_file(folder / "other.warc.gz", web.url("/news/3"), page)
        commands = {"crawl": ["crawl", "--json"], "import": ["import", str(warc)], "rebuild": ["rebuild"]}
        for command, arguments in {**commands, "verify": ["verify"]}.items():
            status, took[command], said = run(*arguments, sites=sites, archive=archive)
            assert "Traceback" not in said, said
            assert status == 0, (command, said)
            if command == "crawl":
                summary = json.loads(said[: said.rindex("]") + 1])[0]
                assert (summary["outcome"], summary["fetched"]) == ("finished", 2)
    took["serve"], took["request"] = served(sites, archive)
    return took


@pytest.mark.integration
@pytest.mark.parametrize("name", SHORT)
def test_a_page_that_grows_when_it_is_unpacked_costs_no_process_much(name: str, tmp_path: Path) -> None:
    took = measure(name, tmp_path)
    assert max(took.values()) < GOAL, took


@pytest.mark.soak
@pytest.mark.integration
def test_no_page_costs_any_process_much(tmp_path: Path) -> None:
    rows = {}
    for number, name in enumerate(PAGES):
        folder = tmp_path / str(number)
        folder.mkdir()
        rows[name] = measure(name, folder)
        columns = " | ".join(f"{value:.2f} s" if key == "request" else f"{value}" for key, value in rows[name].items())
        print(f"| {name} | {columns} |", flush=True)
    assert {name: took for name, took in rows.items() if max(took.values()) >= GOAL} == {}
