"""The body as the article page shows it: its markup in elements of ours, and nothing else of the page's."""

from __future__ import annotations

import pytest
from jinja2 import Environment, PackageLoader

from archive.model.article import Article, Block, Cell, Span
from archive.reading_room.body import body, marked_up
from archive.reading_room.security import safe_link


def shown(*blocks: Block) -> str:
    """The HTML of an article's body."""
    env = Environment(loader=PackageLoader("archive.reading_room"), autoescape=True, trim_blocks=True)
    env.filters["safe_link"] = safe_link
    env.globals["_"] = lambda text, **values: text % values if values else text
    template = env.from_string('{% from "govnews/_body.html" import pieces with context %}{{ pieces(pieces_, {}) }}')
    html: str = template.render(pieces_=body(Article("https://a.example/", blocks=blocks)).pieces, spoken="en")
    return html


def test_markup_is_shown() -> None:
    block = Block(
        "paragraph",
        "It was 30 50 t of CO2",
        spans=(
            Span("deleted", 7, 9),
            Span("inserted", 10, 12),
            Span("link", 18, 21, "https://a.example/c?a=1&b=2"),
            Span("subscript", 20, 21),
        ),
    )
    assert marked_up(block) == (
        'It was <del>30</del> <ins>50</ins> t of <a href="https://a.example/c?a=1&amp;b=2" '
        'rel="external nofollow noopener noreferrer">CO<sub>2</sub></a>'
    )


@pytest.mark.parametrize(
    "span",
    [
        Span("link", 0, 4, "javascript:alert(1)"),
        Span("link", 0, 4, "data:text/html,<script>"),
        Span("link", 0, 4, "//evil.example/"),
        Span("link", 0, 4, None),
        Span("link", 0, 4, "tel:17"),
        Span("script", 0, 4),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_safe_link_is_text(span: Span) -> None:
    assert marked_up(Block("paragraph", "<b>x", spans=(span,))) == "&lt;b&gt;x"


def test_spans_that_cross_or_reach_beyond_the_text_do_no_harm() -> None:
    spans = (Span("strong", 0, 5), Span("emphasis", 3, 8), Span("deleted", 7, 99), Span("inserted", 50, 60))
    assert marked_up(Block("paragraph", "abcdefghij", spans=spans)) == (
        "<strong>abc<em>de</em></strong>fg<del>hij</del>"
    )
    assert marked_up(Block("paragraph", "a<b", spans=(Span("strong", 0, 3, 'x" onload="'),))) == (
        "<strong>a&lt;b</strong>"
    )


def test_a_table_has_its_caption_headers_and_covered_places() -> None:
    html = shown(
        Block(
            "table",
            "Vehicles\nRegion\tYear\n\t2020\t2021\nNorth\t12a\t13",
            rows=(("Region", "Year"), ("", "2020", "2021"), ("North", "12a", "13")),
            cells=(Cell(0, 0, True, 2, 1), Cell(0, 1, True, 1, 2), Cell(2, 0, True)),
            spans=(Span("superscript", 40, 41),),
            caption="Vehicles",
        )
    )
    assert "<caption>Vehicles</caption>" in html
    assert '<tr><th rowspan="2">Region</th><th colspan="2">Year</th></tr>' in html
    assert "<tr><td>2020</td><td>2021</td></tr>" in html
    assert "<tr><th>North</th><td>12<sup>a</sup></td><td>13</td></tr>" in html


def test_numbers_lines_and_the_place_of_a_film_are_shown() -> None:
    html = shown(
        Block("list_item", "Four", level=1, ordered=True, start=4),
        Block("list_item", "Five", level=1, ordered=True),
        Block("preformatted", "a   1\nb   2"),
        Block("embed", href="https://films.example/7"),
        Block("embed", href="javascript:alert(1)"),
    )
    assert '<li value="4">Four</li>' in html
    assert "<li>Five</li>" in html
    assert ">a   1\nb   2</pre>" in html
    assert '<a href="https://films.example/7"' in html
    assert "javascript" not in html
