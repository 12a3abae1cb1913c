"""What changed between two texts of an article, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.model.article import Article

Change = Literal["same", "gone", "new"]
Words = Sequence[tuple[Change, str]]

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
#: What may be compared of a pair of articles: steps of the comparison, and characters cut into words. It is a fifth of
#: a second's work or so. What is beyond is shown as one that went and one that came.
STEPS, CHARACTERS = 400_000, 600_000


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that differs: its name (`title`, `body`, …), and its words, each the same, gone or new."""

    part: str
    words: Words


class Budget:
    """How much may still be compared; `is_spent` once something was not compared for lack of it."""

    def __init__(self, steps: int = STEPS, characters: int = CHARACTERS) -> None:
        self._left = {"steps": steps, "characters": characters}
        self.is_spent = False

    def take(self, what: Literal["steps", "characters"], amount: int) -> bool:
        """Whether there is as much left; then it is taken."""
        if amount > self._left[what]:
            self.is_spent = True
            return False
        self._left[what] -= amount
        return True


def differences(before: Article, after: Article, *, budget: Budget | None = None) -> list[Difference]:
    """What a reader of `after` reads otherwise than a reader of `before` did, in reading order.

    Word by word as far as `budget` goes; the rest as what went and what came.
    """
    budget = budget or Budget()
    found = []
    for part in ("kicker", "title", "byline", "published", "modified", "lead"):
        old, new = getattr(before, part) or "", getattr(after, part) or ""
        if old != new:
            found.append(Difference(part, words(old, new, budget)))
    for part, old_texts, new_texts in (
        ("body", [block.text for block in before.blocks], [block.text for block in after.blocks]),
        ("picture", _captions(before), _captions(after)),
        ("document", _attachments(before), _attachments(after)),
        ("contact", _contacts(before), _contacts(after)),
    ):
        found += [Difference(part, changed) for changed in paragraphs(old_texts, new_texts, budget)]
    return found


def paragraphs(before: Sequence[str], after: Sequence[str], budget: Budget | None = None) -> Iterator[Words]:
    """The paragraphs that differ; one that was rewritten beside what it was, as long as there are two to compare."""
    budget = budget or Budget()
    before, after = [text for text in before if text], [text for text in after if text]
    changes, is_shortest = _changes(before, after, budget)
    for a, b, c, d in changes:
        if not is_shortest:
            yield [("gone", "\n\n".join(before[a:b])), ("new", "\n\n".join(after[c:d]))]
            continue
        both = min(b - a, d - c)
        for number in range(both):
            yield words(before[a + number], after[c + number], budget)
        for text in before[a + both : b]:
            yield [("gone", text)]
        for text in after[c + both : d]:
            yield [("new", text)]


def words(before: str, after: str, budget: Budget | None = None) -> list[tuple[Change, str]]:
    """Both texts in one, by words, spaces and marks.

    >>> words("12 sites, soon", "14 sites, soon")
    [('gone', '12'), ('new', '14'), ('same', ' sites, soon')]
    """
    budget = budget or Budget()
    if not budget.take("characters", len(before) + len(after)):
        return [("gone", before), ("new", after)]
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[tuple[Change, str]] = []
    at = 0
    for a, b, c, d in _changes(old, new, budget)[0]:
        found += [("same", "".join(old[at:a]))] if a > at else []
        found += [("gone", "".join(old[a:b]))] if b > a else []
        found += [("new", "".join(new[c:d]))] if d > c else []
        at = b
    return found + ([("same", "".join(old[at:]))] if at < len(old) else [])


def _changes(old: Sequence[str], new: Sequence[str], budget: Budget) -> tuple[list[tuple[int, int, int, int]], bool]:
    """Where the two differ, as `old[a:b]` that became `new[c:d]`, and whether that is the least that there can be: else
    it is one for all between the first and the last difference, beyond the budget."""
    begin, old_end, new_end = 0, len(old), len(new)
    while begin < min(old_end, new_end) and old[begin] == new[begin]:
        begin += 1
    while min(old_end, new_end) > begin and old[old_end - 1] == new[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
    if begin == min(old_end, new_end):
        return [(begin, old_end, begin, new_end)] if old_end != new_end else [], True
    steps = _shortest(old[begin:old_end], new[begin:new_end], budget)
    if steps is None:
        return [(begin, old_end, begin, new_end)], False
    found: list[tuple[int, int, int, int]] = []
    for x, y, is_new in steps:
        a, c = begin + x, begin + y
        b, d = (a, c + 1) if is_new else (a + 1, c)
        if found and found[-1][1] == a and found[-1][3] == c:
            a, c = found[-1][0], found[-1][2]
            found.pop()
        found.append((a, b, c, d))
    return found, True


def _shortest(old: Sequence[str], new: Sequence[str], budget: Budget) -> list[tuple[int, int, bool]] | None:
    """The shortest way from `old` to `new`: at which place of each a token goes, or one comes. None beyond the budget.

    E. Myers, An O(ND) Difference Algorithm and Its Variations, 1986.
    """
    furthest, rows = {1: 0}, list[dict[int, int]]()
    for changes in range(len(old) + len(new) + 1):
        rows.append(dict(furthest))
        walked = 2 * changes + 1
        for k in range(-changes, changes + 1, 2):
            down = k == -changes or (k != changes and furthest[k - 1] < furthest[k + 1])
            x = furthest[k + 1] if down else furthest[k - 1] + 1
            first, y = x, x - k
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            furthest[k] = x
            walked += x - first
            if x >= len(old) and y >= len(new):
                return _way_back(rows, changes, len(old), len(new))
        if not budget.take("steps", walked):
            return None
    raise AssertionError("unreachable")


def _way_back(rows: Sequence[Mapping[int, int]], changes: int, x: int, y: int) -> list[tuple[int, int, bool]]:
    found = []
    for number in range(changes, 0, -1):
        furthest, k = rows[number], x - y
        down = k == -number or (k != number and furthest[k - 1] < furthest[k + 1])
        before = k + 1 if down else k - 1
        x = furthest[before]
        y = x - before
        found.append((x, y, down))
    return found[::-1]


def _captions(article: Article) -> list[str]:
    return [" © ".join(filter(None, (figure.caption, figure.credit))) for figure in article.figures]


def _attachments(article: Article) -> list[str]:
    return [" ".join(filter(None, (attachment.label, attachment.url))) for attachment in article.attachments]


def _contacts(article: Article) -> list[str]:
    return [
        " ".join(filter(None, (block.heading, entry.label, entry.value)))
        for block in article.contacts
        if block.scope == "article"
        for entry in block.entries
    ]
