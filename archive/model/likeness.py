"""How far two texts are the same text: by the share of their runs of words (shingles) that both have.

Broder, On the resemblance and containment of documents, 1997: what an editor changes touches few runs of words; texts
of two authors share next to none, whatever words they have in common. Titles alone, or names of files, agree too often.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.model.article import Article

#: Words in a run.
_RUN = 4
#: Texts of fewer words are compared as they are: a run or two more or less would be chance.
SHORT = 12
#: The share of runs, of either text, that is enough for one story under one title. A judgement: at a half, a reader
#: still finds what he read.
ONE_STORY = 0.5
#: The same where nothing but a page's own claim says that two pages are one: form letters share more than a half.
CLAIMED = 0.9
#: The share with which two pages are one answer to two questions: an address that they repeat touches few runs.
ONE_ANSWER = 0.8
#: What a page must still have of an article, in characters, to be another text rather than none.
_SOME_TEXT = 600

#: Writing without spaces between its words is compared sign by sign.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What of an article is compared: its title, its day, its words, and their runs."""

    title: str
    published: str | None
    words: tuple[str, ...]
    runs: frozenset[tuple[str, ...]]
    chars: int


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article's lead and body."""
    text = "\n".join(filter(None, (article.lead, article.body)))
    words = tuple(_WORD.findall(text.casefold()))
    runs = frozenset(words[n : n + _RUN] for n in range(max(1, len(words) - _RUN + 1))) if words else frozenset()
    title = " ".join(_WORD.findall((article.title or "").casefold()))
    return Fingerprint(title, (article.published or "")[:10] or None, words, runs, len(text))


def likeness(one: Fingerprint, other: Fingerprint) -> float:
    """The share of runs that both have, of the text that has more of them: 0 to 1, 1 for two empty ones."""
    longer = max(len(one.runs), len(other.runs))
    return len(one.runs & other.runs) / longer if longer else 1.0


def same_story(one: Article, other: Article, *, claimed: bool = False) -> bool:
    """Whether two pages surely show one article.

    Their days must not differ. Either their texts are the same, word by word; or their titles are, and half of the
    text, at least, is in both; where it is only `claimed` that they are one, nearly all of it, numbers included. Short
    texts must be the same below the same title: much is announced in the same few words.

    >>> same_story(Article("", title="Notice", lead="Closed."), Article("", title="Notice", lead="Open."))
    False
    """
    here, there = fingerprint(one), fingerprint(other)
    if here.published and there.published and here.published != there.published:
        return False
    titled = here.title == there.title
    if min(len(here.words), len(there.words)) < SHORT:
        return titled and bool(here.title or here.words) and here.words == there.words
    if here.words == there.words:
        return True
    if claimed and _numbers(here) != _numbers(there):
        return False
    return titled and likeness(here, there) >= (CLAIMED if claimed else ONE_STORY)


def is_same_answer(one: Article, other: Article) -> bool:
    """Whether two pages say the same but for what they were asked for: what a site shows where it has nothing."""
    here, there = fingerprint(one), fingerprint(other)
    if min(len(here.words), len(there.words)) < SHORT:
        return here.title == there.title and bool(here.title) and here.words == there.words
    return likeness(here, there) >= ONE_ANSWER


def is_nothing_left(before: Article, now: Article) -> bool:
    """Whether a page at the address of `before` has nothing left of it, and little of its own to say instead.

    An article that is written anew says something; an error, a wall or a blank page says little, or nothing.
    """
    was, is_now = fingerprint(before), fingerprint(now)
    if len(was.words) < SHORT or was.runs & is_now.runs:
        return False
    if not is_now.words:
        return not (now.figures or now.attachments)
    return was.title != is_now.title and is_now.chars < min(_SOME_TEXT, was.chars)


def _numbers(text: Fingerprint) -> list[str]:
    """What form letters differ in."""
    return [word for word in text.words if any(map(str.isdigit, word))]
