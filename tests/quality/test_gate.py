"""A fall of the parser's quality is found, told page by page, and not forgotten: on a corpus of three made-up pages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.quality import floors as kept
from tests.quality.sets import SETS

pytestmark = pytest.mark.integration

ROOT = Path(__file__).resolve().parents[2]

SCORER = """
def read_page(stem):
    return (stem.parent / f"{stem.name}.html").read_bytes()

def score_page(gold, article):
    found = bool(article) and article.title == gold["title"]
    return {"title": float(found), "lead": None if "lead" not in gold else float(article.lead == gold["lead"])}, []
"""

PAGE = """<!doctype html><html lang=en><head><title>{title} | Ministry</title></head><body><main><article>
<h1>{title}</h1><p class=lead>The harbour opens in May after two years of work on its northern quay.</p>
<p>{text}</p><p>{text}</p></article></main></body></html>"""

TITLES = {
    "quay": "The northern quay opens in May",
    "bridge": "A bridge for the valley",
    "school": "Forty schools mended",
}


class Corpus:
    """The pages, the floors, and the command over both."""

    def __init__(self, folder: Path) -> None:
        self.evals, self.floors = folder / "evals", folder / "floors.toml"
        (self.evals / "gov/pages").mkdir(parents=True)
        (self.evals / "gov/gold").mkdir()
        (self.evals / "score").write_text(SCORER)
        index = [{"slug": slug, "url": f"https://ministry.example/news/{slug}"} for slug in TITLES]
        (self.evals / "gov/index.json").write_text(json.dumps(index))
        for slug, title in TITLES.items():
            self.page(slug).write_text(PAGE.format(title=title, text="Works took longer than was planned. " * 9))
            self.gold(slug, title)

    def page(self, slug: str) -> Path:
        return self.evals / f"gov/pages/{slug}.html"

    def gold(self, slug: str, title: str) -> None:
        (self.evals / f"gov/gold/{slug}.json").write_text(json.dumps({"title": title}))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "tests.quality",
            "--jobs",
            "1",
            "--evals",
            self.evals,
            "--floors",
            self.floors,
        ]
        return subprocess.run([*command, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=100)

    def raise_floor(self, measure: str, value: float) -> None:
        """As if an earlier parser had done better: a floor above what this one scores."""
        floors, marks = kept.read(self.floors)
        old = floors["gov"][measure]
        floors["gov"][measure] = kept.Floor(value, old.corpus, old.date)
        marks["gov"] = {}
        kept.write(self.floors, floors, marks)

    def floor(self, measure: str) -> float:
        return kept.read(self.floors)[0]["gov"][measure].value


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path)


@pytest.fixture
def short(corpus: Corpus) -> Corpus:
    """One title of three is missed; the floors say so."""
    corpus.gold("bridge", "A bridge for the upper valley")
    assert corpus.run("--set").returncode == 0
    return corpus


def test_floors_are_set_and_hold(short: Corpus) -> None:
    assert short.floor("title") == 0.6666
    again = short.run()
    assert again.returncode == 0, again.stdout + again.stderr
    assert "Quality holds." in again.stdout


def test_all_perturbations_of_the_government_pages_have_floors(short: Corpus) -> None:
    floors, _ = kept.read(short.floors)
    assert set(floors) == {"gov", "gov-scrambled", "gov-unsectioned"}
    assert all(set(own) == {"read", "title"} for own in floors.values())


def test_a_fall_is_found_and_its_pages_are_named(short: Corpus) -> None:
    short.raise_floor("title", 1.0)
    told = short.run("gov")
    assert told.returncode == 1
    assert "QUALITY FELL in 1 of 2 measures" in told.stdout
    lines = told.stdout.splitlines()
    assert ["gov", "title", "1.0000", "0.6666", "-0.3334", "FELL"] in [line.split() for line in lines]
    assert ["bridge", "1.0000", "0.0000", "-1.0000"] in [line.split() for line in lines]
    assert max(map(len, lines)) <= 80


def test_a_floor_is_lowered_only_when_asked_and_then_it_says_so(short: Corpus) -> None:
    short.raise_floor("title", 1.0)
    refused = short.run("--set", "gov")
    assert (refused.returncode, short.floor("title")) == (1, 1.0)
    assert "not lowered: gov title 1.0000; it measures 0.6666" in refused.stdout
    lowered = short.run("--set", "--lower", "gov")
    assert (lowered.returncode, short.floor("title")) == (0, 0.6666)
    assert "lowered: gov title 1.0000 -> 0.6666" in lowered.stdout
    assert short.run().returncode == 0


def test_a_rise_passes_is_told_and_is_kept_once_set(short: Corpus) -> None:
    short.raise_floor("title", 0.3333)
    better = short.run("gov")
    assert better.returncode == 0
    assert "Better in 1 measures" in better.stdout
    assert short.run("--set", "gov").returncode == 0
    assert short.floor("title") == 0.6666


@pytest.mark.parametrize("what", ["page", "gold", "index", "new page", "scorer"])
def test_a_corpus_that_changed_is_told_and_not_compared(short: Corpus, what: str) -> None:
    match what:
        case "page":
            short.page("quay").write_text(short.page("quay").read_text() + "<!-- served again -->")
        case "gold":
            short.gold("bridge", TITLES["bridge"])
        case "index":
            (short.evals / "gov/index.json").write_text((short.evals / "gov/index.json").read_text() + " ")
        case "new page":
            short.page("harbour").write_text("<h1>Not in the index yet</h1>")
        case "scorer":
            (short.evals / "score").write_text(SCORER + "\n# stricter\n")
    told = short.run("gov")
    assert told.returncode == 1
    assert "NOT COMPARED: 2 floors are of another corpus" in told.stdout
    assert "scripts/quality --set" in told.stdout
    assert short.run("--set").returncode == 0
    assert short.run().returncode == 0


def test_a_set_that_is_gone_is_no_success(short: Corpus) -> None:
    (short.evals / "news").mkdir()
    (short.evals / "news/index.json").write_text("[]")
    floors, marks = kept.read(short.floors)
    kept.write(short.floors, floors | {"press": floors["gov"]}, marks)
    told = short.run()
    assert told.returncode == 1
    assert "NOT MEASURED: 2 floors" in told.stdout


def test_a_measure_without_a_floor_is_no_success(corpus: Corpus) -> None:
    told = corpus.run("gov")
    assert told.returncode == 1
    assert "NO FLOOR for 2 measures" in told.stdout


@pytest.mark.parametrize(("arguments", "status"), [([], 1), (["--if-present"], 0)])
def test_absent_pages_are_told_loudly(tmp_path: Path, arguments: list[str], status: int) -> None:
    command: list[str | Path] = [sys.executable, "-m", "tests.quality", "--evals", tmp_path / "nowhere", *arguments]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert told.returncode == status
    assert "QUALITY WAS NOT MEASURED" in told.stdout
    assert not told.stderr


@pytest.mark.parametrize("arguments", [["pres"], ["--lower"], ["--jobs", "many"]])
def test_wrong_use_is_told_in_one_line(tmp_path: Path, arguments: list[str]) -> None:
    command: list[str | Path] = [sys.executable, "-m", "tests.quality", "--evals", tmp_path, *arguments]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert told.returncode == 2
    assert "Traceback" not in told.stderr


def test_the_floors_of_the_project_are_readable_and_complete() -> None:
    floors, marks = kept.read(Path(__file__).with_name("floors.toml"))
    assert set(floors) == set(SETS)
    assert all(len({floor.corpus for floor in own.values()}) == 1 for own in floors.values())
    assert set(marks) == set(floors)
