"""Names from CLDR are those of the babel that the locks name."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_lexicon_s_names_are_those_that_the_script_writes() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "cldr"))
    assert script["OUTPUT"] == ROOT / "scraper" / "parsers" / "lexicon" / "cldr.py"
    assert script["OUTPUT"].read_text(encoding="utf-8") == script["render"](), "run scripts/cldr"


def test_a_language_s_names_do_not_depend_on_those_read_before() -> None:
    names = runpy.run_path(str(ROOT / "scripts" / "cldr"))["names"]
    danish = names("da", "months", "abbreviated")
    names("az", "months", "abbreviated")
    assert names("da", "months", "abbreviated") == danish
