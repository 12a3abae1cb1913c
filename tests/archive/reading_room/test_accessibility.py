"""For everyone: axe-core in a real Chromium, the keyboard alone, dark mode, every width, no request to elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "axe"
#: WCAG 2.2 at level AA, and what axe's authors hold good practice beyond it.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What can differ by night, where nothing changes but colours.
COLOURS = ["color-contrast", "link-in-text-block"]
PAGES = [
    "", "search", "search?q=bridge", "search?q=nowherefound", "contacts", "contacts?q=39+19", "changes", "removals",
    "operations", "nowhere", "govnews/articles/{reference}", "govnews/articles/{changed}/versions/1",
    "govnews/articles/{changed}/changes/1/2", "govnews/articles/{changed}/history", "govnews/articles/{missing}",
    "govnews/articles/{withheld}", "govnews/captures/1/page", "search?lang=fr", "govnews/articles/{reference}?lang=fr",
]  # fmt: skip


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core's script, installed from the lock by npm where it is not there yet."""
    script = AXE / "node_modules" / "axe-core" / "axe.min.js"
    version = json.loads((AXE / "package.json").read_text(encoding="utf-8"))["devDependencies"]["axe-core"]
    if not script.exists() or f"axe v{version}" not in script.read_text(encoding="utf-8")[:400]:
        done = None
        if npm := shutil.which("npm"):
            done = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=AXE, capture_output=True, text=True)
        if done is None or done.returncode:
            why = done.stderr.strip()[-300:] if done else "npm is missing"
            if os.environ.get("CI") == "true":
                pytest.fail(f"axe-core is missing, and CI has to have it: {why}")
            pytest.skip(f"NO AXE-CORE: accessibility is not tested here ({why})")
    return script.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site(stocked: tuple[Path, dict[str, int]], served: Callable[[Path], str]) -> str:
    return served(stocked[0])


@pytest.fixture(scope="module")
def only_tab(chromium: Any) -> Iterator[Any]:
    """To open one takes as long as most of these tests do in it."""
    context = chromium.new_context(bypass_csp=True)  # for axe's own script; that ours need none is tested elsewhere
    yield context.new_page()
    context.close()


@pytest.fixture
def tab(only_tab: Any) -> Any:
    only_tab.emulate_media(color_scheme="light")
    only_tab.set_viewport_size({"width": 1280, "height": 720})
    return only_tab


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation_by_day_and_by_night(
    tab: Any, site: str, axe: str, stocked: tuple[Path, dict[str, int]], path: str
) -> None:
    tab.goto(site + path.format(**stocked[1]))
    for element in tab.query_selector_all("details"):
        element.evaluate("e => { e.open = true }")
    tab.evaluate(axe)
    # The page as captured is what a site made of it; nothing of ours is in its frame.
    for scheme, rules in (("light", TAGS), ("dark", COLOURS)):
        tab.emulate_media(color_scheme=scheme)
        options = {"runOnly": rules, "iframes": False}
        found = tab.evaluate("options => axe.run(document, options)", options)["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == [], scheme


def test_axe_would_find_one(tab: Any, site: str, axe: str) -> None:
    tab.goto(site)
    tab.evaluate("document.body.style.color = '#bbb'")
    tab.evaluate(axe)
    found = tab.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)["violations"]
    assert {"color-contrast"} <= {rule["id"] for rule in found}


@pytest.mark.parametrize(
    "path", ["", "search?q=bridge", "contacts", "changes", "operations", "govnews/articles/{reference}"]
)
def test_the_keyboard_alone_reaches_everything_in_order_and_shows_where_it_is(
    tab: Any, site: str, stocked: tuple[Path, dict[str, int]], path: str
) -> None:
    tab.goto(site + path.format(**stocked[1]))
    wanted = tab.evaluate(
        "Array.from(document.querySelectorAll('a[href], button, input, select, summary, [tabindex=\"0\"]'))"
        ".filter(e => e.checkVisibility()).length"
    )
    seen = set()
    for number in range(wanted):
        tab.keyboard.press("Tab")
        place, outline, left = tab.evaluate(
            "(() => { const e = document.activeElement; return ["
            "Array.from(document.querySelectorAll('*')).indexOf(e), getComputedStyle(e).outlineStyle, "
            "e.getBoundingClientRect().left] })()"
        )
        assert outline != "none", f"element {number} does not show that it has the focus"
        assert left >= -1, f"element {number} is not to be seen"
        seen.add(place)
    assert len(seen) == wanted


def test_the_keyboard_alone_skips_to_the_text_searches_and_opens_an_article(tab: Any, site: str) -> None:
    tab.goto(f"{site}search")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "content"
    tab.keyboard.press("Tab")
    tab.keyboard.type("interieur")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search?q=interieur*")
    tab.keyboard.press("Tab")
    tab.locator(".hits a").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/govnews/articles/*")
    assert "rencontres numériques" in tab.inner_text("h1")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_every_width_and_asks_no_one_else(
    tab: Any, site: str, stocked: tuple[Path, dict[str, int]], path: str
) -> None:
    asked: list[str] = []

    def note(request: Any) -> None:
        asked.append(request.url)

    tab.on("request", note)
    tab.goto(site + path.format(**stocked[1]))
    for width in (320, 390, 768, 1280, 2560):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, width
    tab.remove_listener("request", note)
    assert [url for url in asked if not url.startswith(site)] == []
