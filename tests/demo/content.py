"""Articles as they are written: a text file each, TOML between two `+++` lines, then the body.

The body's marks, each at the beginning of a line; paragraphs and groups of lines are separated by blank lines::

    ## Heading          (### one level deeper)
    - list item         (1. in an ordered list)
    > quotation         (its last line may be `> — who said it`)
    | cell | cell |     (the first row is the header)
    !city-3.png | what it shows | caption | credit      (caption and credit may be empty)

In running text `**strong**`, `*emphasis*`, `^superscript^` and `[words](address)`.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Figure:
    """A picture: the file's name (its first word says what is drawn), alternative text, caption and credit as shown."""

    file: str
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True)
class Block:
    """One piece of a body: paragraph, heading, list, quote, table or figure."""

    kind: str
    text: str = ""
    level: int = 0
    ordered: bool = False
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    figure: Figure | None = None
    source: str = ""


@dataclass(frozen=True)
class Contact:
    """A contact block of an article: lines are `Label: value`, or a line alone (a name, an office, an address)."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A PDF that an article offers."""

    file: str
    label: str


@dataclass(frozen=True)
class Article:
    """One article. `byline` is as the page shows it, without the `By` of its site; dates may have a time."""

    slug: str
    title: str
    published: dt.date
    updated: dt.date | None = None
    kicker: str = ""
    byline: str = ""
    place: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    lead: str = ""
    language: str = ""
    translation: str = ""
    image: Figure | None = None
    blocks: tuple[Block, ...] = ()
    contacts: tuple[Contact, ...] = ()
    documents: tuple[Document, ...] = ()
    related: tuple[str, ...] = ()
    source: str = ""

    @property
    def modified(self) -> dt.date:
        """When it last changed."""
        return self.updated or self.published

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All its pictures, in reading order."""
        pictures = (self.image, *(block.figure for block in self.blocks))
        return tuple(picture for picture in pictures if picture)

    def edited(self, replacements: list[list[str]], updated: dt.date | None) -> Article:
        """The article with words exchanged in its source; ValueError where the words are not there."""
        source = self.source
        for old, new in replacements:
            if old not in source:
                raise ValueError(f"{self.slug}: there is no {old!r} to replace")
            source = source.replace(old, new)
        return replace(parse(source, self.slug), updated=updated or self.updated)


def load(folder: Path) -> list[Article]:
    """All articles of a folder, the newest first; those of one day in order of their file names."""
    articles = [parse(path.read_text("utf-8"), path.stem) for path in sorted(folder.glob("*.txt"))]
    return sorted(articles, key=lambda article: str(article.published)[:10], reverse=True)


def parse(source: str, slug: str) -> Article:
    """The article that `source` describes; `slug` is its file's name, and the last part of its address."""
    head, body = source.removeprefix("+++\n").split("\n+++\n", 1)
    values: dict[str, Any] = tomllib.loads(head)
    values["tags"] = tuple(values.get("tags", ()))
    values["related"] = tuple(values.get("related", ()))
    values["contacts"] = tuple(Contact(entry["heading"], tuple(entry["lines"])) for entry in values.get("contacts", ()))
    values["documents"] = tuple(Document(**entry) for entry in values.get("documents", ()))
    if "image" in values:
        values["image"] = _figure(values["image"])
    return Article(slug=slug, blocks=tuple(map(_block, re.split(r"\n{2,}", body.strip()))), source=source, **values)


def _block(text: str) -> Block:
    lines = text.splitlines()
    first = lines[0]
    if first.startswith("#"):
        marks, _, words = text.partition(" ")
        return Block("heading", words, level=len(marks))
    if first.startswith("!"):
        return Block("figure", figure=_figure(first[1:]))
    if first.startswith("- ") or re.match(r"\d+\. ", first):
        items = tuple(line.partition(" ")[2] for line in lines)
        return Block("list", ordered=first[0] != "-", items=items)
    if first.startswith("> "):
        said = [line[2:] for line in lines]
        said_by = said.pop().removeprefix("— ") if said[-1].startswith("— ") else ""
        return Block("quote", " ".join(said), source=said_by)
    if first.startswith("| "):
        rows = (tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in lines)
        return Block("table", rows=tuple(rows))
    return Block("paragraph", " ".join(lines))


def _figure(line: str) -> Figure:
    file, alt, caption, credit = (*(part.strip(" ") for part in line.split("|")), "", "", "")[:4]
    return Figure(file, alt, caption, credit)
