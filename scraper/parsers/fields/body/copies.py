"""A second copy of the article on its own page: for small screens, in easy reading, to be printed.

Only that is a copy. What a text says twice (a vote in minutes, an answer, an item below two headings, a refrain) it
says twice: a copy is told by its extent and its order, or by the two elements that say the very same one after the
other under different names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from scraper.parsers.extraction import Extraction
from scraper.parsers.signals.lines import BodyLine

#: Shorter lines tell no copy.
_LINE = 30
#: A copy says again at least this share of what stands before it, and so many characters in two lines or more.
_EXTENT, _LEAST = 0.5, 200
#: So many lines within a copy may be its own: a label, a date.
_OWN = 2


def copies(page: Extraction, lines: Sequence[BodyLine]) -> frozenset[int]:
    """Which of the lines, by number, belong to a second copy of what stands before them."""
    places: dict[str, list[int]] = {}
    first: dict[str, int] = {}
    for k, line in enumerate(lines):
        first.setdefault(line.text, k)
        if len(line.text) >= _LINE:
            places.setdefault(line.text, []).append(k)
    if all(len(found) == 1 for found in places.values()):
        return frozenset()
    found = {k for k in range(1, len(lines)) if lines[k].text == lines[k - 1].text and _are_variants(page, lines, k)}
    new: list[int] = [0]  # characters that no line before has said, up to each line
    for k, line in enumerate(lines):
        new.append(new[-1] + (len(line.text) if len(line.text) >= _LINE and first[line.text] == k else 0))
    k = 0
    while k < len(lines):
        same = places.get(lines[k].text)
        if same is None or same[0] == k:
            k += 1
            continue
        end, repeated = _run(lines, places, k)
        if len(repeated) > 1 and sum(len(lines[i].text) for i in repeated) >= max(_EXTENT * new[k], _LEAST):
            found.update(i for i in range(k, end) if first[lines[i].text] < k)
        k = end
    return frozenset(found)


def _run(lines: Sequence[BodyLine], places: dict[str, list[int]], start: int) -> tuple[int, list[int]]:
    """Where the lines from `start` on end that repeat lines before it in their order, and which of them do."""
    repeated: list[int] = []
    last, own = -1, 0
    for k in range(start, len(lines)):
        text = lines[k].text
        if len(text) < _LINE:
            continue
        same = places[text]
        at = bisect_right(same, last)
        if at < len(same) and same[at] < start:
            last, own = same[at], 0
            repeated.append(k)
        else:
            own += 1
            if own > _OWN:
                break
    return repeated[-1] + 1, repeated


def _are_variants(page: Extraction, lines: Sequence[BodyLine], k: int) -> bool:
    """Whether a line and the one before stand in two elements side by side that differ but by name."""
    one, other = page.nodes[lines[k - 1].block], page.nodes[lines[k].block]
    if len(lines[k].text) < _LINE or one.tag in ("td", "th"):
        return False
    while one.parent != other.parent:
        if one.parent > other.parent:
            one = page.nodes[one.parent]
        else:
            other = page.nodes[other.parent]
    return one is not other and one.tag == other.tag and one.names != other.names
