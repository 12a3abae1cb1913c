"""What tests of every room share: the real command, the demo's real sites, an archive crawled from them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

from tests.demo.server import DemoWeb
from tests.processes import Started

# The suite says the same of the same commit; what is found by chance is found by scripts/soak.
settings.register_profile("suite", derandomize=True, deadline=None)
settings.register_profile("soak", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def govnews() -> Command:
    """Runs the command as cron does, with no terminal, at 80 columns: `govnews("status", archive=folder)`."""

    def run(
        *arguments: str | Path, archive: Path | None = None, sites: Path | None = None, timeout: float = 60
    ) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GOVNEWS_")}
        environment |= {"COLUMNS": "80", "GOVNEWS_CONTACT": "tests@govnews.example"}
        if archive:
            environment["GOVNEWS_ARCHIVE"] = str(archive)
        if sites:
            environment["GOVNEWS_SITES"] = str(sites)
        started = Started("scraper.cli.main", [str(argument) for argument in arguments], environment)
        stdout, stderr = started.communicate(timeout)
        return subprocess.CompletedProcess(["govnews", *arguments], started.returncode or 0, stdout, stderr)

    return run


@pytest.fixture
def demo_web() -> Iterator[DemoWeb]:
    """The demo's sites, freshly started on free ports."""
    with DemoWeb(port=0) as web:
        yield web


def write_profiles(web: DemoWeb, folder: Path) -> Path:
    """The profiles of the running demo sites, as files that GOVNEWS_SITES can name."""
    folder.mkdir(exist_ok=True)
    for name, text in web.profiles().items():
        (folder / f"{name}.toml").write_text(text)
    return folder


@pytest.fixture
def demo_sites(demo_web: DemoWeb, tmp_path: Path) -> Path:
    """A folder with the profiles of `demo_web`."""
    return write_profiles(demo_web, tmp_path / "sites")


@pytest.fixture
def closed_sites(tmp_path: Path) -> Path:
    """A folder with the profiles of demo sites at which nobody listens any more."""
    with DemoWeb(port=0) as web:
        return write_profiles(web, tmp_path / "closed-sites")


@pytest.fixture(scope="session")
def crawled_once(govnews: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of all demo sites, crawled once for all of xdist's workers; read it, never write to it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # what the workers of a run share
    archive = folder / "crawled-once" / "archive"
    with FileLock(folder / "crawled-once.lock"):
        if not archive.exists():
            archive.parent.mkdir(exist_ok=True)
            with DemoWeb(port=0) as web:
                sites = write_profiles(web, archive.parent / "sites")
                done = govnews("crawl", archive=archive, sites=sites, timeout=120)
            assert done.returncode == 0, done.stdout + done.stderr
    return archive


@pytest.fixture
def demo_archive(crawled_once: Path, tmp_path: Path) -> Path:
    """A copy of `crawled_once` that a test may change."""
    return Path(shutil.copytree(crawled_once, tmp_path / "archive"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real Chromium. Without one the test is skipped, but never in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing, and CI has to have it (apt-get install chromium)")
        pytest.skip("NO CHROMIUM: what pages do in a browser is not tested here (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
