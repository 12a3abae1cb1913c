"""What `scripts/fit` writes is fitted on some domains and judged on others, and says which features count."""

from __future__ import annotations

import numpy as np

from scraper.parsers.scoring.model import Model
from scripts.fit_model import Example, Page, Table, best_floor, fold_of

NO_PRIOR = Model(0.0, 0.5, {})


def made_up() -> Table:
    """Twenty sites, a page each: its headline is an h1, and what is called a headline is one on every other site."""
    pages, examples = [], []
    for k in range(20):
        pages.append(Page("gov", f"page-{k}", f"site-{k}.example", frozenset({f"headline {k}"})))
        examples.append(Example(k, f"Headline {k}", {"type:h1": 1.0, "words:headline": float(k % 2)}, right=True))
        examples.append(Example(k, "Menu", {"type:h2": 1.0, "words:headline": float(k % 2)}, right=False))
    return Table(pages, examples, ["type:h1", "type:h2", "words:headline"])


def test_what_tells_right_from_wrong_gets_the_weight_and_what_does_not_gets_none() -> None:
    table = made_up()
    weights = dict(zip(table.names, table.fit(np.ones(20, dtype=bool), NO_PRIOR, 1.0), strict=False))
    assert weights["type:h1"] > 1 > -1 > weights["type:h2"]
    assert abs(weights["words:headline"]) < 0.1


def test_pages_that_were_left_out_come_out_right_by_what_was_learnt_on_others() -> None:
    table = made_up()
    inside = np.arange(20) < 10
    fitted = table.fit(inside, NO_PRIOR, 1.0)
    floor = best_floor(table, fitted, inside, single=True)
    assert table.score(fitted, floor, ~inside, single=True) == 1.0
    assert table.wrong(fitted, floor, ~inside, single=True) == []


def test_weights_without_evidence_stay_where_they_were() -> None:
    table = made_up()
    table.names.append("shape:never-seen")
    table.x = np.insert(table.x, 3, 0.0, axis=1)
    table.home += 1
    fitted = table.fit(np.ones(20, dtype=bool), Model(0.0, 0.5, {"shape:never-seen": 0.7}), 1.0)
    assert fitted[3] == 0.7


def test_the_pages_of_a_domain_are_never_on_both_sides() -> None:
    assert [fold_of("police.example") for _ in range(3)] == [fold_of("police.example")] * 3
    assert len({fold_of(f"site-{k}.example") for k in range(100)}) == 5
