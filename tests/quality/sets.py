"""The sets of pages with known contents, and what the parser scores on each: with the scorers that lie beside them.

`EVALS/score` knows the sets with a folder of pages and one of gold, `EVALS/bench` the public corpora in `EVALS/web`.
Both are loaded, not copied: what they count as right is the same for the gate as for whoever runs them by hand.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import importlib.machinery
import importlib.util
import json
import re
import statistics
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.quality.perturbations import scrambled, unsectioned

#: For each page what it scored, by measure; a corpus whose pages have one mark alone has it under ANY.
Marks = dict[str, dict[str, float]]
ANY = "page"

#: The share of pages that were read without an exception: an exception is a defect on any page.
READ = "read"


@dataclass(frozen=True)
class Score:
    """What the parser scored on a set: `corpus` is the digest of its pages, its gold and its scorer."""

    corpus: str
    measures: dict[str, float]
    marks: Marks = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """What one worker measures in one go: the sets that it yields, the folder and the scorer that they need."""

    sets: tuple[str, ...]
    folder: str
    scorer: str
    measure: Callable[[Path, ModuleType], dict[str, tuple[dict[str, float], Marks]]]

    def is_in(self, evals: Path) -> bool:
        return (evals / self.folder).is_dir() and (evals / self.scorer).is_file()


def measure(evals: Path, wanted: Iterable[str], workers: int) -> dict[str, Score]:
    """The scores of those of the `wanted` sets that are in `evals`, measured by that many processes."""
    wanted = set(wanted)
    parts = [number for number, part in enumerate(PARTS) if wanted & set(part.sets) and part.is_in(evals)]
    with ProcessPoolExecutor(workers) as pool:
        results = list(pool.map(_measure_part, [evals] * len(parts), parts))
    scores = {name: score for result in results for name, score in result.items()}
    return {name: scores[name] for name in SETS if name in scores and name in wanted}


def _measure_part(evals: Path, number: int) -> dict[str, Score]:
    part = PARTS[number]
    corpus = _digest([evals / part.scorer, *sorted((evals / part.folder).rglob("*"))], evals)
    scores = part.measure(evals / part.folder, _load(evals / part.scorer))
    return {name: Score(corpus, measures, marks) for name, (measures, marks) in scores.items()}


def _digest(files: Iterable[Path], base: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        if file.is_file():
            digest.update(
                f"{file.relative_to(base).as_posix()} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode()
            )
    return digest.hexdigest()[:16]


def _load(file: Path) -> ModuleType:
    """The scorer, a program without a suffix, as a module; nothing is written beside it."""
    sys.dont_write_bytecode = True
    loader = importlib.machinery.SourceFileLoader(f"evals_{file.name}", str(file))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[loader.name] = module
    loader.exec_module(module)
    return module


# Sets with a page and its gold a file each ------------------------------------------------------------------------


def _pages(name: str, change: Callable[[bytes], bytes] = bytes) -> Callable[..., Any]:
    """Every field of every page of a set, after `change` was made to the page."""

    def run(folder: Path, scorer: ModuleType) -> dict[str, tuple[dict[str, float], Marks]]:
        from scraper.parsers import parse_article

        marks: Marks = {}
        for entry in json.loads((folder / "index.json").read_text()):
            slug = entry["slug"]
            gold = json.loads((folder / "gold" / f"{slug}.json").read_text())
            article, read = None, 1.0
            try:
                article = parse_article(change(scorer.read_page(folder / "pages" / slug)), entry["url"])
            except Exception:
                read = 0.0
            found, _leaks = (scorer.score_body if "body" in gold else scorer.score_page)(gold, article)
            marks[slug] = {READ: read, **{key: float(mark) for key, mark in found.items() if mark is not None}}
        return {name: (_means(marks), marks)}

    return run


def _listings(folder: Path, _scorer: ModuleType) -> dict[str, tuple[dict[str, float], Marks]]:
    """Recall and precision of the article links, listing by listing: a mean would let one pay for another."""
    from scraper.discovery import article_links

    def key(url: str) -> str:
        return re.sub(r"^https?://(www\.)?", "", url.split("#")[0]).rstrip("/").lower()

    measures: dict[str, float] = {}
    for listing in json.loads((folder / "index.json").read_text()):
        slug = listing["slug"]
        expected = {key(link["url"]) for link in listing["article_links"]}
        found = {key(url) for url in article_links((folder / f"{slug}.html").read_bytes(), listing["url"])}
        hits = len(expected & found)
        measures[f"recall {slug}"] = hits / max(1, len(expected))
        measures[f"precision {slug}"] = hits / max(1, len(found))
    return {"listings": (measures, {})}


def _means(marks: Marks) -> dict[str, float]:
    names = dict.fromkeys(name for page in marks.values() for name in page)
    return {name: statistics.fmean(page[name] for page in marks.values() if name in page) for name in names}


# Public corpora ---------------------------------------------------------------------------------------------------

_OPTIONS = {
    "only": "project", "skip": None, "subset": None, "half": "all", "limit": 0, "repeat": 1, "save_text": False,
    "data": "wcxb", "types": "article", "gold": "htmldate", "url": "real",
}  # fmt: skip


def _corpus(**sets: tuple[str, tuple[str, ...]]) -> Callable[..., Any]:
    """Sets of one corpus: for each the bench's command, and which of its figures are measures."""

    def run(_folder: Path, bench: ModuleType) -> dict[str, tuple[dict[str, float], Marks]]:
        from scraper.parsers import parse_article

        # Several commands read the same pages; each is parsed once.
        bench.PROJECT["fn"] = functools.lru_cache(maxsize=None)(lambda html, url: parse_article(html, url))
        bench.signal.signal(bench.signal.SIGALRM, bench._alarm)
        return {name: _bench(bench, *what) for name, what in sets.items()}

    return run


def _bench(bench: ModuleType, command: str, figures: tuple[str, ...]) -> tuple[dict[str, float], Marks]:
    done = bench.COMMANDS[command](argparse.Namespace(cmd=command, cmd_name=command, **_OPTIONS))
    (row,) = (row for row in done["rows"] if row["extractor"] == "project")
    measures = {READ: 1 - row["errors"] / done["pages"]}
    for figure in figures:
        # The share of pages without an author for which one was invented is the one figure of which less is better.
        measures["not invented" if figure == "spurious" else figure] = (
            1 - row[figure] if figure == "spurious" else row[figure]
        )
    marks = {}
    for page, said in done["per_page"].items():
        if "project" in said:
            marks[Path(said["file"]).stem if "file" in said else page] = {ANY: float(said["project"]["f1"])}
    return measures, marks


#: The longest first, so that no worker is left alone with one at the end.
PARTS = (
    Part(
        ("segments", "titles", "authors"),
        "web/traf",
        "bench",
        _corpus(
            segments=("segments", ("f1", "precision", "recall")),
            titles=("titles", ("exact", "normal", "token_f1")),
            authors=("authors", ("exact", "set_equal", "f1", "precision", "recall", "spurious")),
        ),
    ),
    Part(("texts",), "web/wcxb", "bench", _corpus(texts=("body", ("f1", "precision", "recall", "word_f1")))),
    Part(("dates",), "web/hdate", "bench", _corpus(dates=("dates", ("f1", "precision", "recall", "share_right")))),
    Part(("gov",), "gov", "score", _pages("gov")),
    Part(("gov-scrambled",), "gov", "score", _pages("gov-scrambled", scrambled)),
    Part(("gov-unsectioned",), "gov", "score", _pages("gov-unsectioned", unsectioned)),
    Part(("press",), "press", "score", _pages("press")),
    Part(("news",), "news", "score", _pages("news")),
    Part(("listings",), "listings", "score", _listings),
)

#: All sets, in the order in which they are shown.
SETS = ("gov", "gov-scrambled", "gov-unsectioned", "press", "news", "listings",
        "segments", "texts", "dates", "titles", "authors")  # fmt: skip
