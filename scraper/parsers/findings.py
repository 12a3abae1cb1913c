"""What the parts of the parser hand to the assembly, besides what `archive.model.article` defines.

Every finding names the nodes that it `taken` from the page: indexes of nodes whose whole text belongs to that
field, so that the body leaves them out. `candidates` are for `--explain`: (field, rule, text) of what was seen and
lost, best first, each text short.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.article import ContactBlock, Figure

Candidates = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """`published` and `modified` as Article holds them; rules are None where there is no date."""

    published: str | None = None
    modified: str | None = None
    published_rule: str | None = None
    modified_rule: str | None = None
    candidates: Candidates = ()
    taken: tuple[int, ...] = ()
    #: Ranges of runs: lines, which may be only part of a node that the body needs the rest of.
    taken_runs: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Byline:
    """`byline` as Article holds it, split into `authors`, of whom the metadata may know more than the page names."""

    byline: str | None = None
    authors: tuple[str, ...] = ()
    rule: str | None = None
    #: Where the authors come from, if not from the byline.
    authors_rule: str | None = None
    candidates: Candidates = ()
    taken: tuple[int, ...] = ()
    #: Ranges of runs: lines, which may be only part of a node that the body needs the rest of.
    taken_runs: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """`found` pairs the node that shows a picture (its `img`, `video` or frame) with the Figure, in reading order.

    Positions are set: 0, 1, 2 … `rule` is the rule that found most of them.
    """

    found: tuple[tuple[int, Figure], ...] = ()
    rule: str | None = None
    candidates: Candidates = ()
    taken: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Contacts:
    """`blocks` in reading order, those of the article first."""

    blocks: tuple[ContactBlock, ...] = ()
    rule: str | None = None
    candidates: Candidates = ()
    taken: tuple[int, ...] = ()
    #: Ranges of runs, where a block is only some lines of a node that the body needs the rest of.
    taken_runs: tuple[tuple[int, int], ...] = ()
