"""A logistic model a field: what speaks for a candidate and against it, added up on one scale.

A candidate has features, numbers between 0 and 1 under names (`shape:one-line`, `words:caption`). The model holds what
each of them adds to the log odds that the candidate is right; `scripts/fit` writes these weights, from pages of which
the contents are known, and says in the head of each file how well they did on domains that were left out.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that might be a field's value: the rule that proposes it, its features, and its log odds."""

    field: str
    rule: str
    text: str
    features: Features
    log_odds: float


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of one field. Candidates whose probability is below `floor` are none."""

    bias: float
    floor: float
    weights: Mapping[str, float]

    def log_odds(self, features: Features) -> float:
        """The log odds that a candidate with these features is right; features without a weight add nothing.

        >>> Model(-1.0, 0.5, {"shape:short": 2.0}).log_odds({"shape:short": 1.0, "type:bold": 1.0})
        1.0
        """
        weights = self.weights
        return self.bias + sum(weights[name] * value for name, value in features.items() if name in weights)

    def reasons(self, features: Features, most: int = 5) -> tuple[tuple[str, float], ...]:
        """The features that add most to the log odds, or take most from them, the strongest first.

        >>> Model(0.0, 0.5, {"a": 1.0, "b": -3.0}).reasons({"a": 1.0, "b": 0.5, "c": 1.0})
        (('b', -1.5), ('a', 1.0))
        """
        weights = self.weights
        shares = [(name, weights[name] * value) for name, value in features.items() if weights.get(name) and value]
        return tuple(sorted(shares, key=lambda share: (-abs(share[1]), share[0]))[:most])


def probability(log_odds: float) -> float:
    """Log odds as a probability between 0 and 1.

    >>> probability(0.0), round(probability(2.0), 2)
    (0.5, 0.88)
    """
    return 1 / (1 + math.exp(-log_odds)) if log_odds > -700 else 0.0


#: Models in place of the fitted ones, while `scripts/fit` judges them.
REPLACED: dict[str, Model] = {}


def model_of(field: str) -> Model:
    """The fitted model of a field, from `models/FIELD.toml` in this package."""
    return REPLACED.get(field) or _fitted(field)


@cache
def _fitted(field: str) -> Model:
    text = files(__package__).joinpath("models", f"{field}.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    return Model(float(read["bias"]), float(read["floor"]), {name: float(w) for name, w in read["weights"].items()})
