"""Whole pages around the few lines that a test is about."""

from __future__ import annotations

from archive.model.article import Article, ContactBlock
from scraper.parsers import parse_article

PROSE = (
    "<p>The agency opened the new crossing on Tuesday after two years of work, and the first trains passed it in the "
    "evening without any delay, as the engineers had promised to the people of the valley.</p>"
    "<p>Forty crews worked by day and by night. The river, which had taken the old bridge in the flood of the winter "
    "before last, is now crossed thirty metres further up, where its bed is rock and its banks are high.</p>"
    "<p>Traffic on the road will stay limited to one lane until the end of the month, the agency said, because the "
    "embankment needs time to settle before the heavy lorries return to it.</p>"
)


def page(
    *, article: str = "", before: str = "", aside: str = "", footer: str = "", header: str = "", lang: str = "en"
) -> bytes:
    """A page of a plain site: `before` stands between headline and text, `article` after the text."""
    return f"""<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>A new bridge - Agency
    </title></head>
    <body><header><a href="/">Agency</a>{header}</header>
    <nav><ul><li><a href="/news">News</a></li><li><a href="/contact">Contact</a></li></ul></nav>
    <main><article><h1>A new bridge</h1>{before}{PROSE}{article}</article>{aside}</main>
    <footer><p><a href="/imprint">Imprint</a></p>{footer}</footer></body></html>""".encode()


def read(html: bytes, url: str = "https://www.agency.gov.uk/news/bridge") -> Article:
    return parse_article(html, url)


def entries(block: ContactBlock) -> list[tuple[str, str, str | None]]:
    """Kind, value and normalized of the ways to reach somebody; persons and remarks left out."""
    return [(e.kind, e.value, e.normalized) for e in block.entries if e.kind not in ("person", "other")]
