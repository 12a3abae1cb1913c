"""The lanes of the suite, as a plugin of pytest: which tests run together, and that each runs in its own.

`unit` needs this process and its files, and nothing else; `integration` starts processes and servers; `browser` drives
Chromium; `replay` needs other people's tools. A test gets its marks by the fixtures that it asks for; one that starts
something by itself says `integration`, and a unit test that does so fails. See pyproject.toml for the marks, and
scripts/test for the commands.
"""

from __future__ import annotations

import sys
from collections.abc import Generator

import pytest

#: What a test asks for, by the mark that it gets.
FIXTURES = {
    "browser": {"chromium"},
    "replay": {"tools"},
    "integration": {
        "govnews",
        "closed_sites",
        "demo_web",
        "crawled_once",
        "crawls",
        "crawls_of_module",
        "serve",
        "served",
        "web",
    },
}
#: What a test does that is beyond its process: events of `sys.audit`.
BEYOND = {"socket.connect", "subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn"}

_done: set[str] = set()


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in BEYOND:
        _done.add(event)


def pytest_configure() -> None:
    sys.addaudithook(_watch)


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        asked = {*getattr(item, "fixturenames", ())}
        for mark, fixtures in FIXTURES.items():
            if asked & fixtures:
                item.add_marker(mark)
        if not any(item.get_closest_marker(mark) for mark in FIXTURES):
            item.add_marker("unit")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    _done.clear()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    result = yield
    if _done and item.get_closest_marker("unit"):
        pytest.fail(f"a unit test that goes beyond its process ({', '.join(sorted(_done))}): mark it `integration`")
    return result


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A run of which every test was skipped has tested nothing, and says so by its exit status."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus or reporter is None or session.config.option.collectonly or hasattr(session.config, "workerinput"):
        return
    if not reporter.stats.get("passed") and not reporter.stats.get("xfailed"):
        reporter.write_line("No test ran: all were skipped.", red=True)
        session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED
