"""The suite's own rules: a lane holds what it says, and a run that tested nothing is no success."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[1]


def run(folder: Path, code: str, *options: str) -> subprocess.CompletedProcess[str]:
    """pytest, with the suite's settings, over one file."""
    path = folder / "test_one.py"
    path.write_text(code)
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        ROOT / "pyproject.toml",
        "--rootdir",
        folder,
        "-p",
        "no:cacheprovider",
    ]
    return subprocess.run([*command, *options, path], cwd=ROOT, capture_output=True, text=True, check=False)


ONE_OF_EACH = """
import pytest
@pytest.fixture
def govnews(): return None
crawls = chromium = tools = other = govnews
def test_unit(other): pass
def test_integration(govnews): pass
def test_integration_too(crawls): pass
def test_browser(chromium): pass
def test_replay(tools): pass
@pytest.mark.integration
def test_integration_that_says_so(): pass
"""


@pytest.mark.parametrize(("lane", "count"), [("unit", 1), ("integration", 3), ("browser", 1), ("replay", 1)])
def test_a_test_runs_in_the_lane_of_what_it_asks_for(tmp_path: Path, lane: str, count: int) -> None:
    done = run(tmp_path, ONE_OF_EACH, "-m", lane, "-vv")
    assert done.returncode == 0, done.stdout
    assert (done.stdout.count(f"::test_{lane}"), done.stdout.count("PASSED")) == (count, count), done.stdout


def test_a_unit_test_that_starts_a_process_fails_and_is_told_its_mark(tmp_path: Path) -> None:
    start = "(): subprocess.run(['true'], check=True)\n"
    code = f"import pytest, subprocess\ndef test_one{start}@pytest.mark.integration\ndef test_two{start}"
    done = run(tmp_path, code)
    assert (done.returncode, "1 failed, 1 passed" in done.stdout) == (1, True), done.stdout
    assert "mark it `integration`" in done.stdout


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_run_whose_tests_were_all_skipped_fails_and_tells_why_they_were(tmp_path: Path, workers: str) -> None:
    code = "import pytest\n@pytest.mark.skip(reason='there is no moon')\ndef test_it(): pass\n"
    done = run(tmp_path, code, "-n", workers)
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED, done.stdout
    assert "there is no moon" in done.stdout


def test_a_mark_that_nobody_declared_is_an_error(tmp_path: Path) -> None:
    done = run(tmp_path, "import pytest\n@pytest.mark.brwoser\ndef test_it(): pass\n")
    assert done.returncode != 0
    assert "brwoser" in done.stdout
