"""Versions are derived: each is a longest run of an article's captures that say the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Observation:
    """A capture in which an article was found: the capture's id, when it was fetched, what the article said."""

    capture_id: int
    fetched_at: str
    content_sha256: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version: `capture_id` (its first capture's, and its own id), its number from 1, and the time it was seen."""

    capture_id: int
    number: int
    seen_at: str
    last_seen: str
    content_sha256: str


def derive(observations: Iterable[Observation]) -> list[Version]:
    """The versions that `observations`, in any order, make; a text that comes back is a version again.

    >>> first, last, between = Observation(1, "2020", "a"), Observation(3, "2022", "a"), Observation(2, "2021", "b")
    >>> [version.number for version in derive([first, last, between])]
    [1, 2, 3]
    """
    versions: list[Version] = []
    for one in sorted(observations, key=lambda one: (one.fetched_at, one.capture_id)):
        if versions and versions[-1].content_sha256 == one.content_sha256:
            last = versions[-1]
            versions[-1] = Version(last.capture_id, last.number, last.seen_at, one.fetched_at, last.content_sha256)
        else:
            number = len(versions) + 1
            versions.append(Version(one.capture_id, number, one.fetched_at, one.fetched_at, one.content_sha256))
    return versions
