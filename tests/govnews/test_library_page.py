"""docs/library.md shows what happens: it is run, line by line, against an archive that is really there."""

import doctest
from pathlib import Path

import pytest

from tests.govnews.conftest import ROOT


def test_the_page_for_programmers_shows_what_happens(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data.parent)
    page = ROOT / "docs/library.md"
    result = doctest.testfile(
        str(page), module_relative=False, optionflags=doctest.REPORT_NDIFF, encoding="utf-8", verbose=False
    )
    assert result.attempted > 20
    assert result.failed == 0
