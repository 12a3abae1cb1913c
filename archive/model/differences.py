"""What changed between two texts of an article, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from archive.model.article import Article

Change = Literal["same", "gone", "new"]
Words = Sequence[tuple[Change, str]]

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
#: Texts whose lengths multiply to more than this are shown as one that went and one that came.
_MOST = 4_000_000


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that differs: its name (`title`, `body`, …), and its words, each the same, gone or new."""

    part: str
    words: Words


def differences(before: Article, after: Article) -> list[Difference]:
    """What a reader of `after` reads otherwise than a reader of `before` did, in reading order."""
    found = []
    for part in ("kicker", "title", "byline", "published", "modified", "lead"):
        old, new = getattr(before, part) or "", getattr(after, part) or ""
        if old != new:
            found.append(Difference(part, words(old, new)))
    for part, old_texts, new_texts in (
        ("body", [block.text for block in before.blocks], [block.text for block in after.blocks]),
        ("picture", _captions(before), _captions(after)),
        ("document", _attachments(before), _attachments(after)),
        ("contact", _contacts(before), _contacts(after)),
    ):
        found += [Difference(part, changed) for changed in paragraphs(old_texts, new_texts)]
    return found


def paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[Words]:
    """The paragraphs that differ; one that was rewritten beside what it was, as long as there are two to compare."""
    before, after = [text for text in before if text], [text for text in after if text]
    if len(before) * len(after) > _MOST:
        yield [("gone", "\n\n".join(before)), ("new", "\n\n".join(after))]
        return
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        both = min(b - a, d - c)
        for number in range(both):
            yield words(before[a + number], after[c + number])
        for text in before[a + both : b]:
            yield [("gone", text)]
        for text in after[c + both : d]:
            yield [("new", text)]


def words(before: str, after: str) -> list[tuple[Change, str]]:
    """Both texts in one, by words, spaces and marks.

    >>> words("12 sites, soon", "14 sites, soon")
    [('gone', '12'), ('new', '14'), ('same', ' sites, soon')]
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) * len(new) > _MOST:
        return [("gone", before), ("new", after)]
    found: list[tuple[Change, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(old[a:b])))
            continue
        found += [("gone", "".join(old[a:b]))] if b > a else []
        found += [("new", "".join(new[c:d]))] if d > c else []
    return found


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
