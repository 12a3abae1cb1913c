"""Floors: what a measure of a set may not fall under. Kept in `floors.toml`, and page by page in `pages.json`.

A floor is a measured value with its fifth decimal and what follows cut off: the measures are the same on every run, so
nothing more needs to be allowed for. It counts for one corpus only, told by its digest. `pages.json` has every page
that has less than full marks, so that a fall can be told page by page.
"""

from __future__ import annotations

import datetime
import json
import math
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.quality.sets import ANY, Marks, Score

#: One in the last decimal that is kept: less than half of a page in the largest set.
TOLERANCE = 1e-4

HEAD = """\
# What the parser scores at least on pages with known contents. Written by `scripts/quality --set`; not by hand.
# A floor is a measured value cut off after the fourth decimal; it counts for the corpus with this digest.
"""


@dataclass(frozen=True)
class Floor:
    value: float
    corpus: str
    date: datetime.date


#: By set, then by measure.
Floors = dict[str, dict[str, Floor]]

State = Literal["held", "rose", "fell", "other corpus", "no floor", "not measured"]


@dataclass(frozen=True)
class Verdict:
    """What became of one measure; `pages` are those that lost marks: name, mark before, mark now."""

    set_name: str
    measure: str
    floor: float | None
    now: float | None
    state: State
    pages: tuple[tuple[str, float, float], ...] = ()

    @property
    def holds(self) -> bool:
        return self.state in ("held", "rose")


def cut(value: float) -> float:
    """The value as a floor: four decimals, never rounded up.

    >>> cut(0.97999), cut(1.0), cut(2 / 3)
    (0.9799, 1.0, 0.6666)
    """
    # 0.29 is 2900 ten-thousandths, though 0.29 * 10000 is a little less in binary.
    return math.floor(round(value / TOLERANCE, 6)) / 10_000


def compare(floors: Floors, scores: dict[str, Score], before: dict[str, Marks]) -> list[Verdict]:
    """A verdict for every measure that has a floor or was measured; `before` are the pages' marks of the floors."""
    verdicts = []
    for name in dict.fromkeys((*scores, *floors)):
        score, kept = scores.get(name), floors.get(name, {})
        for measure in dict.fromkeys((*(score.measures if score else ()), *kept)):
            floor, now = kept.get(measure), score.measures.get(measure) if score else None
            state = _state(floor, now, score)
            pages = _lost(measure, before.get(name, {}), score.marks) if score and state == "fell" else ()
            verdicts.append(Verdict(name, measure, floor.value if floor else None, now, state, pages))
    return verdicts


def _state(floor: Floor | None, now: float | None, score: Score | None) -> State:
    if score is None or now is None:
        return "not measured"
    if floor is None:
        return "no floor"
    if floor.corpus != score.corpus:
        return "other corpus"
    if cut(now) < floor.value:
        return "fell"
    return "rose" if cut(now) > floor.value else "held"


def _lost(measure: str, before: Marks, now: Marks) -> tuple[tuple[str, float, float], ...]:
    """The pages that have fewer marks in this measure than they had, the largest loss first."""
    lost = []
    for page, marks in now.items():
        key = measure if measure in marks else ANY
        was, got = before.get(page, {}).get(key, 1.0), marks.get(key)
        if got is not None and got < was - TOLERANCE:
            lost.append((page, was, got))
    return tuple(sorted(lost, key=lambda one: one[2] - one[1]))


@dataclass(frozen=True)
class Renewed:
    """Floors set anew: what they are now, and the measures that went down, or would have to go down."""

    floors: Floors
    marks: dict[str, Marks]
    lowered: tuple[Verdict, ...]
    refused: tuple[Verdict, ...]


def renew(
    floors: Floors, scores: dict[str, Score], before: dict[str, Marks], *, lower: bool, today: datetime.date
) -> Renewed:
    """The floors raised to what was measured; with `lower` those above it are lowered too, else they are refused.

    What was not measured keeps its floor, unless its set was measured without it, which counts as a fall.
    """
    new: Floors = {name: dict(kept) for name, kept in floors.items()}
    marks = dict(before)
    lowered: list[Verdict] = []
    refused: list[Verdict] = []
    for verdict in compare(floors, scores, before):
        if (score := scores.get(verdict.set_name)) is None:
            continue
        below = verdict.floor is not None and (verdict.now is None or cut(verdict.now) < verdict.floor)
        if below:
            (lowered if lower else refused).append(verdict)
        if verdict.state == "held" or (below and not lower):
            continue
        kept = new.setdefault(verdict.set_name, {})
        if verdict.now is None:
            del kept[verdict.measure]
        else:
            kept[verdict.measure] = Floor(cut(verdict.now), score.corpus, today)
    for name, score in scores.items():
        if name not in {verdict.set_name for verdict in refused}:
            marks[name] = _below_full(score.marks)
    return Renewed(new, marks, tuple(lowered), tuple(refused))


def _below_full(marks: Marks) -> Marks:
    short = {page: {key: cut(mark) for key, mark in own.items() if cut(mark) < 1} for page, own in marks.items()}
    return {page: own for page, own in sorted(short.items()) if own}


def read(file: Path) -> tuple[Floors, dict[str, Marks]]:
    """The floors in `file` and the marks beside it; none where there is no file yet."""
    beside = file.with_name("pages.json")
    if not file.exists():
        return {}, {}
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    floors = {
        name: {measure: Floor(one["floor"], one["corpus"], one["date"]) for measure, one in kept.items()}
        for name, kept in said.items()
    }
    return floors, json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}


def write(file: Path, floors: Floors, marks: dict[str, Marks]) -> None:
    """Both files, a measure or a page a line, so that a change is read and merged line by line."""
    lines = [HEAD]
    for name, kept in floors.items():
        lines.append(f"[{name}]\n")
        for measure, floor in kept.items():
            lines.append(
                f"{json.dumps(measure)} = {{ floor = {floor.value:.4f}, corpus = {json.dumps(floor.corpus)}, "
                f"date = {floor.date} }}\n"
            )
        lines.append("\n")
    file.write_text("".join(lines).rstrip() + "\n", encoding="utf-8")
    sets = []
    for name, pages in marks.items():
        rows = (f"  {json.dumps(page, ensure_ascii=False)}: {json.dumps(own)}" for page, own in pages.items())
        sets.append(f"{json.dumps(name)}: {{\n" + ",\n".join(rows) + "\n}")
    file.with_name("pages.json").write_text("{\n" + ",\n".join(sets) + "\n}\n", encoding="utf-8")
