"""Small pieces of HTML that all looks are made of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from html import escape

from tests.demo.content import Block, Figure

#: Stands in the first lines of every page.
NOTICE = "<!-- A reconstruction, written for govnews's demo. This is no page of any government. -->"

_MONTHS = """
    fr janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    en January February March April May June July August September October November December
    de Januar Februar März April Mai Juni Juli August September Oktober November Dezember
"""
MONTHS = {language: names for language, *names in map(str.split, _MONTHS.strip().splitlines())}


def inline(text: str) -> str:
    """Running text with its marks, as HTML."""
    html = escape(text, quote=False)
    html = re.sub(r"\[([^]]+)\]\(([^)\s]+)\)", r'<a href="\2">\1</a>', html)
    html = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html)
    html = re.sub(r"\*(.+?)\*", r"<em>\1</em>", html)
    return re.sub(r"\^(.+?)\^", r"<sup>\1</sup>", html)


def plain(text: str) -> str:
    """Running text without its marks, as a feed or a `<title>` shows it (not escaped)."""
    return re.sub(r"\[([^]]+)\]\([^)\s]+\)", r"\1", text).replace("**", "").replace("*", "").replace("^", "")


def month(date: dt.date, language: str) -> str:
    """The name of the date's month."""
    return MONTHS[language][date.month - 1]


def split_line(line: str) -> tuple[str, str]:
    """A contact's line as label and value; a line without a colon has no label.

    >>> split_line("Phone: +44 1632 960123"), split_line("Press office")
    (('Phone', '+44 1632 960123'), ('', 'Press office'))
    """
    label, colon, value = re.sub(r"[ \u00a0]?:[ \u00a0]", ":\0", line, count=1).partition(":\0")
    return (label, value) if colon else ("", line)


def linked(value: str) -> str:
    """A contact's value with its e-mail address or web address made a link."""
    html = escape(value, quote=False)
    if re.fullmatch(r"[\w.+-]+@[\w.-]+", value):
        return f'<a href="mailto:{html}">{html}</a>'
    if re.fullmatch(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?", value):
        return f'<a href="{html if "://" in html else "https://" + html}">{html}</a>'
    return html


def blocks(
    body: tuple[Block, ...], figure: Callable[[Figure], str], quote: Callable[[Block], str] | None = None
) -> str:
    """A body as HTML; looks bring their own figures, and quotations where they have a way of their own with them."""
    return "\n".join(_block(block, figure, quote or _quote) for block in body)


def _block(block: Block, figure: Callable[[Figure], str], quote: Callable[[Block], str]) -> str:
    match block.kind:
        case "heading":
            return f"<h{block.level}>{inline(block.text)}</h{block.level}>"
        case "list":
            tag = "ol" if block.ordered else "ul"
            items = "\n".join(f"  <li>{inline(item)}</li>" for item in block.items)
            return f"<{tag}>\n{items}\n</{tag}>"
        case "quote":
            return quote(block)
        case "table":
            return _table(block.rows)
        case "figure":
            assert block.figure
            return figure(block.figure)
        case _:
            return f"<p>{inline(block.text)}</p>"


def _quote(block: Block) -> str:
    said_by = f"\n  <footer>— {inline(block.source)}</footer>" if block.source else ""
    return f"<blockquote>\n  <p>{inline(block.text)}</p>{said_by}\n</blockquote>"


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    head, *body = ("".join(f"<{tag}>{inline(cell)}</{tag}>" for cell in row) for row, tag in _with_tags(rows))
    lines = "\n".join(f"    <tr>{row}</tr>" for row in body)
    return f"<table>\n  <thead>\n    <tr>{head}</tr>\n  </thead>\n  <tbody>\n{lines}\n  </tbody>\n</table>"


def _with_tags(rows: tuple[tuple[str, ...], ...]) -> list[tuple[tuple[str, ...], str]]:
    return [(row, "td" if number else "th") for number, row in enumerate(rows)]
