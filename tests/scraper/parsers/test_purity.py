"""Parsing is a pure function of what it is handed: import-linter bars modules that open files, this the rest."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import scraper.parsers

SOURCES = sorted(Path(scraper.parsers.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(SOURCES[0].parent)))
def test_no_module_of_the_parsers_opens_a_file_or_asks_the_clock(path: Path) -> None:
    asked = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            asked.append(called.id if isinstance(called, ast.Name) else getattr(called, "attr", ""))
    assert not {"open", "__import__", "input", "now", "today", "utcnow", "time"} & set(asked)
