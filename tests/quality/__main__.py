"""Hold what the parser finds on pages with known contents against the floors in tests/quality/floors.toml.

    scripts/quality                  measure everything and compare; exit status 1 when anything fell
    scripts/quality gov press        these sets alone
    scripts/quality --set            raise the floors to what was measured, and set those that are missing
    scripts/quality --set --lower    lower those that fell too, and say which: for a change that is worth it

The pages are other people's and lie beside the project, in ../shared/evals.
"""

from __future__ import annotations

import argparse
import datetime
import os
import resource
import sys
import time
from itertools import groupby
from pathlib import Path

from tests.quality import floors as kept
from tests.quality.floors import Verdict
from tests.quality.sets import SETS, Score, measure

HERE = Path(__file__).resolve().parent
EVALS = HERE.parents[2] / "shared" / "evals"
PAGES_SHOWN = 10


def main() -> int:
    options = argparse.ArgumentParser(
        prog="scripts/quality", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("sets", nargs="*", metavar="SET", help=f"one of: {', '.join(SETS)}")
    options.add_argument("--set", action="store_true", dest="renew", help="write the floors anew; none is lowered")
    options.add_argument("--lower", action="store_true", help="with --set: lower the floors that are not held")
    options.add_argument("--all", action="store_true", help="show every measure, not only what changed")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: one a core)")
    options.add_argument("--evals", type=Path, default=EVALS, help="where the pages are")
    options.add_argument("--floors", type=Path, default=HERE / "floors.toml", help="where the floors are")
    options.add_argument("--if-present", action="store_true", help="exit status 0 where the pages are not there")
    args = options.parse_args()
    if unknown := [name for name in args.sets if name not in SETS]:
        options.error(f"no set {unknown[0]!r}; there are: {', '.join(SETS)}")
    if args.lower and not args.renew:
        options.error("--lower goes with --set")

    started = time.monotonic()
    wanted = args.sets or SETS
    scores = measure(args.evals.resolve(), wanted, max(1, args.jobs))
    if not scores:
        print(f"{'*' * 80}\nQUALITY WAS NOT MEASURED: no pages with known contents in {args.evals}\n{'*' * 80}")
        return 0 if args.if_present else 1
    floors, marks = kept.read(args.floors)
    compared = {name: own for name, own in floors.items() if name in wanted}
    verdicts = kept.compare(compared, scores, marks)

    print(table(verdicts, scores, every=args.all))
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{sum(len(score.marks) for score in scores.values())} pages in {len(scores)} sets: "
        f"{time.monotonic() - started:.0f} s, of the processor {spent.ru_utime + spent.ru_stime:.0f} s"
    )
    if not args.renew:
        for line in advice(verdicts):
            print(line)
        return 0 if all(verdict.holds for verdict in verdicts) else 1

    renewed = kept.renew(floors, scores, marks, lower=args.lower, today=datetime.date.today())
    kept.write(args.floors, renewed.floors, renewed.marks)
    for verdict in renewed.lowered:
        print(f"lowered: {verdict.set_name} {verdict.measure} {_number(verdict.floor)} -> {_number(verdict.now)}")
    for verdict in renewed.refused:
        print(f"not lowered: {verdict.set_name} {verdict.measure} {_number(verdict.floor)}; it measures "
              f"{_number(verdict.now)}")  # fmt: skip
    print("Floors written." if not renewed.refused else "Floors written, but for these: --lower lowers them.")
    return 1 if renewed.refused else 0


def table(verdicts: list[Verdict], scores: dict[str, Score], *, every: bool) -> str:
    """One table of 80 columns: a line a measure that changed, with the pages that lost; a line a set that did not."""
    lines = [f"{'set':16} {'measure':32} {'floor':>6} {'now':>6} {'change':>7}", "-" * 80]
    for name, group in groupby(verdicts, key=lambda verdict: verdict.set_name):
        own = list(group)
        shown = own if every else [verdict for verdict in own if verdict.state != "held"]
        if held := len(own) - len(shown):
            pages = f", {len(scores[name].marks)} pages" if scores[name].marks else ""
            lines.append(f"{name:16} {f'{held} measures{pages}':55} held")
        for one in shown:
            change = f"{kept.cut(one.now) - one.floor:+.4f}" if one.now is not None and one.floor is not None else ""
            state = one.state.upper() if not one.holds else one.state
            line = f"{name:16} {one.measure[:32]:32} {_number(one.floor):>6} {_number(one.now):>6} {change:>7} {state}"
            lines.append(line.rstrip())
            for page, was, now in one.pages[:PAGES_SHOWN]:
                lines.append(f"    {page[:45]:45} {was:6.4f} {now:6.4f} {now - was:+7.4f}")
            if len(one.pages) > PAGES_SHOWN:
                lines.append(f"    and {len(one.pages) - PAGES_SHOWN} pages more")
    return "\n".join(lines)


def advice(verdicts: list[Verdict]) -> list[str]:
    """For each kind of verdict what to do, a line each; the first is what a hurried reader needs."""
    count = {
        state: sum(verdict.state == state for verdict in verdicts) for state in dict.fromkeys(v.state for v in verdicts)
    }
    lines = []
    if fell := count.get("fell"):
        lines.append(
            f"QUALITY FELL in {fell} of {len(verdicts)} measures. If it is meant: scripts/quality --set --lower"
        )
    if other := count.get("other corpus"):
        lines.append(
            f"NOT COMPARED: {other} floors are of another corpus than the one that is there now. Look at the figures "
            "above,\nthen set floors anew: scripts/quality --set, and --lower where the new pages are harder"
        )
    if count.get("no floor"):
        lines.append(f"NO FLOOR for {count['no floor']} measures. Set them: scripts/quality --set")
    if count.get("not measured"):
        lines.append(f"NOT MEASURED: {count['not measured']} floors have no pages, or no such measure, in the folder.")
    if count.get("rose"):
        lines.append(f"Better in {count['rose']} measures: raise their floors with the change, scripts/quality --set")
    if not lines:
        lines.append("Quality holds.")
    return lines


def _number(value: float | None) -> str:
    return "" if value is None else f"{kept.cut(value):.4f}"


if __name__ == "__main__":
    sys.exit(main())
