"""Fits the model of a field (`scraper/parsers/scoring/models/FIELD.toml`): see scripts/fit.

Every candidate that the field saw on a page with known contents is an example: its features, and whether the contents
hold it. Pages of one registered domain are never on both sides: five folds are fitted without a fifth of the domains
and judged on them, and the mean and spread over the folds are what counts. The weights are pulled (L2) towards those
that are there already, and each set of pages has a bias of its own, since sets differ in what they call a caption.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import glob
import gzip
import hashlib
import importlib.machinery
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scraper.hosts import domain_of, host_of  # noqa: E402
from scraper.parsers.assembly import assemble  # noqa: E402
from scraper.parsers.scoring import model as scoring  # noqa: E402
from tests.quality.perturbations import scrambled  # noqa: E402

EVALS = ROOT.parent / "shared" / "evals"
MODELS = ROOT / "scraper" / "parsers" / "scoring" / "models"
SETS = ("gov", "press")
#: Titles of the press are the head's, not the page's.
SETS_OF = {"title": ("gov", "web")}
FOLDS = 5
#: How strongly weights are pulled towards the prior: the variance that they may have around it is its inverse.
PULL = 1.0


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of one page: what it says, its features, and whether the page's known contents hold it."""

    page: int
    text: str
    features: Mapping[str, float]
    right: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page with known contents. `owed` are the values that the field should come to on it."""

    set: str
    slug: str
    domain: str
    owed: frozenset[str]
    gold: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    html: bytes = b""
    entry: Mapping[str, Any] = dataclasses.field(default_factory=dict)


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/fit", description=__doc__.splitlines()[0])
    parser.add_argument("field", choices=sorted(OWED))
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--sets", help="gov, press, or web (titles alone), with commas")
    parser.add_argument("--pull", type=float, default=PULL)
    parser.add_argument("--worst", type=int, default=0, help="pages that the model gets wrong when they are left out")
    parser.add_argument(
        "--fresh", action="store_true", help="from the weights set by hand, not from those that are there"
    )
    options = parser.parse_args()
    options.sets = options.sets or ",".join(SETS_OF.get(options.field, SETS))
    if not EVALS.is_dir():
        print("fit: NO PAGES: the pages with known contents are not beside the project", file=sys.stderr)
        return 1
    pages, examples, digest = gathered(options.field, options.sets.split(","))
    single = options.field in SINGLE
    there = prior_of(options.field)
    prior = PRIORS.get(options.field, scoring.Model(0.0, 0.5, {})) if options.fresh else there
    names = sorted({name for example in examples for name in example.features} | there.weights.keys())
    table = Table(pages, examples, names)
    scores: dict[tuple[str, str], list[tuple[float, int]]] = {}
    wrong: list[str] = []
    for fold in range(FOLDS):
        inside = np.array([fold_of(page.domain) != fold for page in pages])
        fitted = table.fit(inside, prior, options.pull)
        floor = best_floor(table, fitted, inside, single)
        for name, model in (("fitted", (fitted, floor)), ("as it is", (table.weights_of(there), there.floor))):
            for set_ in options.sets.split(","):
                held = np.array([not kept and page.set == set_ for kept, page in zip(inside, pages, strict=True)])
                score = measured(options.field, table, *model, held) if options.field in MARKS else None
                score = table.score(*model, held, single) if score is None else score
                scores.setdefault((name, set_), []).append((score, int(held.sum())))
        held = ~inside
        wrong += table.wrong(fitted, floor, held, single)
    print(f"{options.field}: {len(examples)} candidates on {len(pages)} pages, {len(names)} features")
    told = {}
    for (name, set_), folds in scores.items():
        values = [value for value, size in folds if size]
        told[name, set_] = float(np.average(values, weights=[size for _, size in folds if size]))
        print(f"  {name:9} {set_:6} left out: {told[name, set_]:.3f}  (spread {np.std(values):.3f})")
    if options.worst:
        print("\n".join(wrong[: options.worst]))
    if options.write:
        everything = np.ones(len(pages), dtype=bool)
        fitted = table.fit(everything, prior, options.pull)
        floor = best_floor(table, fitted, everything, single)
        write(options.field, fitted, floor, names, digest, {s: told["fitted", s] for s in options.sets.split(",")})
    return 0


class Table:
    """The examples as numbers: a row a candidate, a column a feature, and one a set of pages for its bias."""

    def __init__(self, pages: list[Page], examples: list[Example], names: list[str]) -> None:
        self.pages, self.examples, self.names = pages, examples, names
        sets = sorted({page.set for page in pages})
        column = {name: k for k, name in enumerate(names)}
        self.x = np.zeros((len(examples), len(names) + len(sets) + 1))
        self.y = np.array([example.right for example in examples], dtype=float)
        self.page = np.array([example.page for example in examples])
        for row, example in enumerate(examples):
            for name, value in example.features.items():
                self.x[row, column[name]] = value
            self.x[row, len(names)] = 1
            self.x[row, len(names) + 1 + sets.index(pages[example.page].set)] = 1
        # The government's pages are what the parser is for: on them the bias of a set counts as well.
        self.home = len(names) + 1 + (sets.index("gov") if "gov" in sets else 0)

    def weights_of(self, model: scoring.Model) -> Any:
        """A model's weights as a column vector; the sets have no bias of their own there."""
        weights = np.zeros(self.x.shape[1])
        weights[: len(self.names)] = [model.weights.get(name, 0.0) for name in self.names]
        weights[len(self.names)] = model.bias
        return weights

    def fit(self, inside: Any, prior: scoring.Model, pull: float) -> Any:
        """The weights with the greatest posterior likelihood over the pages inside, by Newton's method."""
        rows = inside[self.page]
        x, y, mean = self.x[rows], self.y[rows], self.weights_of(prior)
        ridge = np.full(len(mean), pull)
        ridge[len(self.names)] = 0.01
        weights = mean.copy()

        def loss(at: Any) -> float:
            odds = x @ at
            return float(np.logaddexp(0, odds).sum() - y @ odds + (ridge * (at - mean) ** 2).sum() / 2)

        for _ in range(50):
            p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
            gradient = x.T @ (y - p) - ridge * (weights - mean)
            hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
            step = np.linalg.solve(hessian, gradient)
            size = 1.0
            while size > 1e-4 and loss(weights + size * step) > loss(weights):
                size /= 2  # far from the optimum a whole step may lead away from it
            weights = weights + size * step
            if np.abs(step).max() < 1e-6 or size <= 1e-4:
                break
        weights[len(self.names)] += weights[self.home]
        weights[len(self.names) + 1 :] = 0
        return weights

    def score(self, weights: Any, floor: float, held: Any, single: bool) -> float:
        """Share of the pages that come out right, or the mean F1 of their values where a page has several."""
        marks = [self._page_score(k, weights, floor, single) for k in self._those(held)]
        known = [mark for mark in marks if mark is not None]
        return float(np.mean(known)) if known else 1.0

    def f1(self, weights: Any, floor: float, held: Any) -> float:
        """F1 of the candidates that are taken, over all of them together."""
        rows = held[self.page]
        taken = self.x[rows, : len(self.names) + 1] @ weights[: len(self.names) + 1] >= np.log(floor / (1 - floor))
        return float(2 * (taken * self.y[rows]).sum() / max(taken.sum() + self.y[rows].sum(), 1))

    def wrong(self, weights: Any, floor: float, held: Any, single: bool) -> list[str]:
        """A line for each page that does not come out right."""
        lines = []
        for k in self._those(held):
            mark = self._page_score(k, weights, floor, single)
            if mark is not None and mark < 1:
                got = [self.examples[row].text[:70] for row in self._chosen(k, weights, floor, single)]
                lines.append(f"{self.pages[k].slug}: {mark:.2f} owed {sorted(self.pages[k].owed)} got {got}")
        return lines

    @staticmethod
    def _those(held: Any) -> list[int]:
        return [int(k) for k in np.flatnonzero(held)]

    def _chosen(self, page: int, weights: Any, floor: float, single: bool) -> list[int]:
        rows = np.flatnonzero(self.page == page)
        odds = self.x[rows, : len(self.names) + 1] @ weights[: len(self.names) + 1]
        least = np.log(floor / (1 - floor))
        if single:
            return [int(rows[odds.argmax()])] if len(rows) and odds.max() >= least else []
        return [int(row) for row, odd in zip(rows, odds, strict=True) if odd >= least]

    def _page_score(self, page: int, weights: Any, floor: float, single: bool) -> float | None:
        owed = self.pages[page].owed
        chosen = [self.examples[row] for row in self._chosen(page, weights, floor, single)]
        if single:
            return float(any(example.right for example in chosen) if owed else not chosen)
        got = {plain(example.text) for example in chosen}
        if not owed and not got:
            return None
        hits = len({plain(example.text) for example in chosen if example.right})
        return 2 * hits / (len(owed) + len(got))


def best_floor(table: Table, weights: Any, inside: Any, single: bool) -> float:
    """The floor that does best on the pages inside."""
    floors = [round(0.05 * k, 2) for k in range(1, 20)]
    if not single:
        return max(floors, key=lambda floor: (table.f1(weights, floor, inside), -abs(floor - 0.5)))
    return max(floors, key=lambda floor: (table.score(weights, floor, inside, single), -abs(floor - 0.5)))


def measured(field: str, table: Table, weights: Any, floor: float, held: Any) -> float:
    """The mean of the scorer's mark for a field over the pages held, each parsed anew with these weights."""
    model = scoring.Model(
        float(weights[len(table.names)]), floor, {name: float(w) for name, w in zip(table.names, weights, strict=False)}
    )
    assert _SCORE is not None
    marks = []
    with in_place_of(field, model):
        for k in np.flatnonzero(held):
            page = table.pages[k]
            article = assemble(page.html, page.entry["url"], encoding=page.entry.get("encoding")).article
            marks.append(_SCORE.score_page(page.gold, article)[0][MARKS[field]])
    known = [mark for mark in marks if mark is not None]
    return float(np.mean(known)) if known else 1.0


@contextmanager
def in_place_of(field: str, model: scoring.Model) -> Iterator[None]:
    """Meanwhile the parser has this model of the field."""
    kept = dict(scoring.REPLACED)
    scoring.REPLACED[field] = model
    try:
        yield
    finally:
        scoring.REPLACED.clear()
        scoring.REPLACED.update(kept)


def fold_of(domain: str) -> int:
    """The fold that a registered domain belongs to, the same on every machine."""
    return hashlib.sha256(domain.encode()).digest()[0] % FOLDS


def gathered(field: str, sets: Iterable[str]) -> tuple[list[Page], list[Example], str]:
    """The pages, what the field saw on each of them, and a digest of what is known of them."""
    pages: list[Page] = []
    examples: list[Example] = []
    digest = hashlib.sha256()
    right = RIGHT.get(field, _is_owed)
    for name in sets:
        for entry, html, gold in web_titles() if name == "web" else pages_of(name):
            owed = frozenset(filter(None, map(plain, OWED[field](gold))))
            digest.update(json.dumps(gold, sort_keys=True).encode())
            url = entry["url"]
            for variant in VARIANTS.get(field, (as_served,)):
                pages.append(
                    Page(name, entry["slug"], domain_of(host_of(url)) or url, owed, gold, variant(html), entry)
                )
                made = assemble(pages[-1].html, url, encoding=entry.get("encoding"), trace=True)
                examples += [
                    Example(len(pages) - 1, seen.text, seen.features, right(seen.text, owed))
                    for seen in made.page.trace or ()
                    if seen.field == field
                ]
    return pages, examples, digest.hexdigest()[:16]


Saved = tuple[Mapping[str, Any], bytes, Mapping[str, Any]]


def pages_of(name: str) -> Iterator[Saved]:
    """The pages of a set whose every field is known: entry of the index, bytes, contents."""
    folder = EVALS / name
    for entry in json.loads((folder / "index.json").read_text()):
        gold = json.loads((folder / "gold" / f"{entry['slug']}.json").read_text())
        yield entry, page_of(folder / "pages" / entry["slug"]), gold


def web_titles() -> Iterator[Saved]:
    """The pages of trafilatura's evaluation whose titles are known."""
    folder = EVALS / "web" / "traf" / "tests"
    for url, gold in json.loads((folder / "evaldata.json").read_text()).items():
        stem = gold.get("file", "").removesuffix(".html")
        found = [path for part in ("cache", "eval") for path in (folder / part).glob(f"{glob.escape(stem)}.html*")]
        if gold.get("title") and stem and found:
            yield {"slug": stem, "url": url}, page_of(found[0].with_name(stem)), gold


def as_served(html: bytes) -> bytes:
    """The page as it is."""
    return html


def unframed(html: bytes) -> bytes:
    """The page with its names scrambled and a plain `div` for every `figure` and `figcaption`."""
    return _FRAME.sub(rb"<\1div", scrambled(html))


_FRAME = re.compile(rb"<(/?)(?:figure|figcaption)\b", re.IGNORECASE)


def page_of(stem: Path) -> bytes:
    """A saved page, packed or not."""
    packed = stem.with_name(stem.name + ".html.gz")
    return gzip.decompress(packed.read_bytes()) if packed.exists() else stem.with_name(stem.name + ".html").read_bytes()


def prior_of(field: str) -> scoring.Model:
    """The weights that are there, or none at all."""
    path = MODELS / f"{field}.toml"
    return scoring.model_of(field) if path.exists() else scoring.Model(0.0, 0.5, {})


def write(field: str, weights: Any, floor: float, names: list[str], digest: str, scores: Mapping[str, float]) -> None:
    """Write the model's file; weights that round to nothing are left out."""
    said = ", ".join(f"{name} {score:.3f}" for name, score in scores.items())
    lines = [
        f"# Fitted by scripts/fit {field} on {dt.date.today():%Y-%m-%d}, on pages with the digest {digest}.",
        f"# On registered domains that were left out: {said}.",
        f"bias = {weights[len(names)]:.2f}",
        f"floor = {floor:.2f}",
        "",
        "[weights]",
    ]
    lines += [f'"{name}" = {w:.2f}' for name, w in zip(names, weights, strict=False) if abs(w) >= 0.05]
    (MODELS / f"{field}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _score_module() -> Any:
    """The scorer beside the pages: what counts as the same text is its business."""
    path = EVALS / "score"
    loader = importlib.machinery.SourceFileLoader("govnews_evals_score", str(path))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def plain(text: str | None) -> str:
    """A text as the scorer compares it."""
    assert _SCORE is not None
    return str(_SCORE.plain(text))


def _figures(key: str) -> Callable[[Mapping[str, Any]], list[str]]:
    return lambda gold: [figure[key] for figure in gold["figures"] if figure.get(key)]


#: What a page's known contents owe a field.
OWED: dict[str, Callable[[Mapping[str, Any]], list[str | None]]] = {
    "title": lambda gold: [gold.get("title")],
    "kicker": lambda gold: [gold.get("kicker")],
    "byline": lambda gold: [gold.get("byline"), *gold.get("authors", ())],
    "published": lambda gold: [(gold.get("published") or "")[:10]],
    "lead": lambda gold: [gold.get("lead")],
    "caption": lambda gold: [figure.get(key) for figure in gold["figures"] for key in ("caption", "credit")],
    "credit": _figures("credit"),  # type: ignore[dict-item]
}


def _is_owed(text: str, owed: frozenset[str]) -> bool:
    return plain(text) in owed


def _is_of_picture(text: str, owed: frozenset[str]) -> bool:
    """Whether a text is a picture's caption or credit, or both together, or a part of a caption."""
    said = plain(text)
    if any(len(said) >= 20 and said in each for each in owed):
        return True
    within = [each for each in owed if each in said]
    return bool(within) and len(said) <= 1.5 * sum(map(len, within)) + 40


#: Whether a candidate is right, where that is not that its text is owed.
RIGHT: dict[str, Callable[[str, frozenset[str]], bool]] = {"caption": _is_of_picture}
#: Fields whose models are judged by the scorer, on the whole Article that comes of them; and the mark's name there.
MARKS = {"caption": "captions F1", "credit": "credits F1"}
#: Pages as they are and with less to hold on to, for fields that must not lean on names: see tests/quality.
VARIANTS: dict[str, tuple[Callable[[bytes], bytes], ...]] = {
    "caption": (as_served, scrambled, unframed),
    "credit": (as_served, scrambled, unframed),
}
#: Weights set by hand, from which a field is fitted for the first time, and anew where its features change: those that
#: are there were fitted on all pages, and would tell of domains that a fold leaves out.
PRIORS = {
    "caption": scoring.Model(
        -4.0,
        0.5,
        {
            "rule:any": 6.0, "shape:credit alone": 2.0, "shape:credit at end": 1.5, "shape:instruction": -3.0,
            "shape:very long": -3.0, "shape:long": -1.0, "shape:colon at end": -1.0,
            "structure:after": 1.0, "structure:fills box": 1.0, "structure:is prose": -0.5, "structure:place 2": -1.0,
            "structure:style only beside pictures": 1.5, "structure:style of text": -1.5, "type:links": -2.0,
            "type:heading": -1.0, "type:quotation": -4.0, "type:button": -3.0, "type:list": -2.0, "type:em": 0.7,
            "type:all em": 0.7, "type:small": 0.7, "type:all small": 0.7, "type:figcaption": 3.0,
            "agreement:described by": 2.0, "agreement:same words": 2.0, "agreement:begins with": 1.0,
            "words:caption": 1.5, "words:credit": 1.5, "words:picture box": 0.5,
        },
    )
}  # fmt: skip
#: Fields of which an article has one at most.
SINGLE = frozenset(("title", "kicker", "byline", "published", "lead"))
_SCORE = _score_module() if EVALS.is_dir() else None

if __name__ == "__main__":
    sys.exit(main())
