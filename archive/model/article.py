"""What a page yields: the Article and its parts, plain frozen values that the archive keeps.

The meaning of every attribute is fixed in `docs/article.md`; `archive.model.digest` says which of them count as
what a reader of the article reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeVar

Part = TypeVar("Part")
BlockKind = Literal["paragraph", "heading", "list_item", "quote", "table", "preformatted", "figure", "embed"]
SpanKind = Literal["link", "footnote", "deleted", "inserted", "subscript", "superscript", "emphasis", "strong"]
Scope = Literal["article", "site"]
EntryKind = Literal["phone", "fax", "sms", "email", "url", "address", "social", "person", "other"]


@dataclass(frozen=True, slots=True)
class Span:
    """Markup within a block that says something: it holds for `text[start:end]`. `href` is where a link leads."""

    kind: SpanKind
    start: int
    end: int
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What is special about a table's cell, `rows[row][column]`: that it is a header, or covers others beside it."""

    row: int
    column: int
    header: bool = False
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the body, in reading order.

    `text` is what a reader reads (a table's is its caption and its rows, cells separated by tabs; that of a figure and
    of an embed, which stands where the page had a film or a frame, is empty). `level` is a heading's 1 to 6, or a list
    item's depth from 1. `ordered` belongs to list items, and `start` is the number of the first of a list that does
    not begin with 1, or of one that is numbered otherwise. `rows` are a table's cells, each in its column (what a cell
    beside or above covers is empty), `cells` what is special about some, `caption` is its caption. `figure` is the
    position in `Article.figures` of the picture that stands here, `href` the address of what is embedded.
    """

    kind: BlockKind
    text: str = ""
    level: int | None = None
    ordered: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    figure: int | None = None
    spans: tuple[Span, ...] = ()
    start: int | None = None
    cells: tuple[Cell, ...] = ()
    caption: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture or video of the article. `image_url` is absolute; `credit` is without its label."""

    image_url: str | None
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """One way to reach somebody: `value` as shown; `normalized` as E.164 or short code, address or URL."""

    label: str | None
    kind: EntryKind
    value: str
    normalized: str | None = None


@dataclass(frozen=True, slots=True)
class ContactBlock:
    """Contact entries under one heading; of scope `site` when it belongs to the whole site."""

    heading: str | None
    scope: Scope
    entries: tuple[ContactEntry, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that the article links to."""

    url: str
    label: str | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A related article, or the same one in another language (then `language` is its BCP 47 tag)."""

    url: str
    text: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as one page showed it. What is not there is None or empty."""

    url: str
    title: str | None = None
    kicker: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    lead: str | None = None
    blocks: tuple[Block, ...] = ()
    figures: tuple[Figure, ...] = ()
    contacts: tuple[ContactBlock, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    translations: tuple[Link, ...] = ()
    related: tuple[Link, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)
    #: Share of the text in the article's container that some field took, 0 to 1; None where there is no container.
    coverage: float | None = None

    @property
    def body(self) -> str:
        """The text of the blocks, separated by blank lines."""
        return "\n\n".join(block.text for block in self.blocks if block.text)

    @property
    def captions(self) -> str:
        """Captions and credits of all figures, one line a figure, as the full-text index holds them."""
        lines = (" © ".join(filter(None, (figure.caption, figure.credit))) for figure in self.figures)
        return "\n".join(line for line in lines if line)


def to_dict(article: Article) -> dict[str, Any]:
    """The Article as JSON-ready values; `from_dict` is its inverse."""
    return asdict(article)


def from_dict(data: Mapping[str, Any]) -> Article:
    """The Article that `to_dict` wrote. Unknown keys are ignored everywhere, so that newer archives stay readable."""
    values = _known(Article, data)
    values["blocks"] = tuple(
        Block(
            **_known(Block, block)
            | {
                "rows": tuple(map(tuple, block.get("rows", ()))),
                "spans": _parts(Span, block.get("spans", ())),
                "cells": _parts(Cell, block.get("cells", ())),
            }
        )
        for block in data.get("blocks", ())
    )
    values["contacts"] = tuple(
        ContactBlock(**_known(ContactBlock, block) | {"entries": _parts(ContactEntry, block["entries"])})
        for block in data.get("contacts", ())
    )
    values["figures"] = _parts(Figure, data.get("figures", ()))
    values["attachments"] = _parts(Attachment, data.get("attachments", ()))
    for name in ("translations", "related"):
        values[name] = _parts(Link, data.get(name, ()))
    for name in ("authors", "tags"):
        values[name] = tuple(data.get(name, ()))
    return Article(**values)


def _parts(kind: type[Part], rows: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    return tuple(kind(**_known(kind, row)) for row in rows)


def _known(kind: type[Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """What of `data` a dataclass has a field for."""
    known = kind.__dataclass_fields__
    return {name: value for name, value in data.items() if name in known}
