"""Long lists of words as regular expressions that read each letter once, however many of the words begin with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, for the longest one that fits, without a capturing group.

    >>> any_of(["mai", "maj", "mars", "mar", "juni"])
    '(?:juni|ma(?:i|j|r(?:s)?))'
    """
    found = sorted(set(words))
    branches = []
    for letter, group in groupby((word for word in found if word), key=lambda word: word[0]):
        rests = [word[1:] for word in group]
        branches.append(re.escape(letter) + (any_of(rests) if len(rests) > 1 else re.escape(rests[0])))
    pattern = "|".join(branches)
    if "" in found:
        return f"(?:{pattern})?" if pattern else ""
    return f"(?:{pattern})" if len(branches) > 1 else pattern
