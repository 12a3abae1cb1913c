"""What a block keeps of its markup: deletions, links, numbers, cells in their columns, lines of a bulletin."""

from __future__ import annotations

import pytest

from archive.model.article import Block, Cell
from scraper.parsers import parse_article

FIRST = (
    "The ministry opened forty new counters for residents on Monday, after two years of work on the old post offices."
)
SECOND = "Residents can hand in forms, have photographs taken and pick up passports there without an appointment."
THIRD = "Opening hours follow those of the town halls, and staff speak the languages that are spoken in the district."


def blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a page whose text is `body` between two paragraphs, without these."""
    page = (
        "<html lang='en'><head><title>Forty new counters open</title></head><body><h1>Forty new counters open</h1>"
        f"<main><p>{FIRST}</p>{body}<p>{THIRD}</p></main></body></html>"
    )
    found = parse_article(page.encode(), "https://news.example.gov/2024/counters").blocks
    assert (found[0].text, found[-1].text) == (FIRST, THIRD)
    return found[1:-1]


def said(block: Block) -> list[tuple[str, str, str | None]]:
    return [(span.kind, block.text[span.start : span.end], span.href) for span in block.spans]


@pytest.mark.parametrize(
    ("markup", "spans"),
    [
        ("The limit is <del>30</del> <ins>50</ins> tonnes.", [("deleted", "30", None), ("inserted", "50", None)]),
        ("The limit is <s>30</s> <strike>50</strike> tonnes.", [("deleted", "30", None), ("deleted", "50", None)]),
        (
            "It is <span style='text-decoration: line-through'>30</span> tonnes of CO<sub>2</sub> on 5 km<sup>2</sup>.",
            [("deleted", "30", None), ("subscript", "2", None), ("superscript", "2", None)],
        ),
        (
            "See  the <a href='/law?utm_source=x#p3'> law  of <em>1998</em> </a> or <a href='mailto:a@b.gov'>us</a>.",
            [
                ("link", "law of 1998", "https://news.example.gov/law"),
                ("emphasis", "1998", None),
                ("link", "us", "mailto:a@b.gov"),
            ],
        ),
        ("They <strong>must not</strong> be used.", [("strong", "must not", None)]),
        (
            "As was said<sup><a href='#fn1'>[1]</a></sup> and again<a href='#note-2'>2</a>, it opens.",
            [("footnote", "[1]", None), ("superscript", "[1]", None), ("footnote", "2", None)],
        ),
        ("Never <a href='javascript:alert(1)'>this</a> nor <a href='data:text/html,x'>that</a> is a link.", []),
        ("Nor is <a name='x'>this</a>, nor <a href='#top'>what leads up</a> on the page.", []),
    ],
)
def test_markup_that_changes_what_a_sentence_says_is_kept(
    markup: str, spans: list[tuple[str, str, str | None]]
) -> None:
    for body in (
        f"<p>{markup}</p>",
        f"<ul><li>{markup}</li></ul>",
        f"<h3>{markup}</h3>",
        f"<div>{SECOND}<br>{markup}</div>",
    ):
        assert said(blocks(body)[-1]) == spans


def test_a_list_keeps_the_numbers_that_it_begins_and_goes_on_with() -> None:
    found = blocks(
        "<ol start='4'><li>Forms</li><li>Photographs</li><li value='9'>Passports</li></ol><ol><li>One</li></ol>"
    )
    assert [(block.text, block.start) for block in found] == [
        ("Forms", 4),
        ("Photographs", None),
        ("Passports", 9),
        ("One", None),
    ]


def test_a_cell_stands_in_its_column_whatever_others_cover() -> None:
    (table,) = blocks(
        "<table><caption>Vehicles a day</caption>"
        "<tr><th rowspan='2'>Region</th><th colspan='2'>Year</th></tr><tr><th>2020</th><th>2021</th></tr>"
        "<tr><td></td></tr><tr><th>North</th><td>12<sup>a</sup></td><td><del>13</del> 14</td></tr></table>"
    )
    assert table.rows == (("Region", "Year"), ("", "2020", "2021"), ("North", "12a", "13 14"))
    assert table.caption == "Vehicles a day"
    assert table.text == "Vehicles a day\nRegion\tYear\n\t2020\t2021\nNorth\t12a\t13 14"
    assert table.cells == (
        Cell(0, 0, header=True, rowspan=2),
        Cell(0, 1, header=True, colspan=2),
        Cell(1, 1, header=True),
        Cell(1, 2, header=True),
        Cell(2, 0, header=True),
    )
    assert said(table) == [("superscript", "a", None), ("deleted", "13", None)]


@pytest.mark.parametrize("spans", ["rowspan='0'", "rowspan='65535' colspan='99999'", "colspan='-1'", "rowspan='x'"])
def test_absurd_spans_do_no_harm(spans: str) -> None:
    (table,) = blocks(f"<table><tr><td {spans}>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>")
    assert table.text.split() == ["a", "b", "c", "d"]


RELEASE = """
     The ministry said on Friday that the new bridge over the river will
open to traffic in June, after two years of <b>work that cost twelve
million</b> euros and employed ninety people from the valley.

    Year      Vehicles     Cost
    2023         4,100      12.1
    2024         5,000      13.4

* It is closed to lorries of more than twelve tonnes on all weekdays, and
  at night.
* It is open to bicycles.

Ministry of Works
12 Main Street
"""
SAID = [
    (
        "paragraph",
        "The ministry said on Friday that the new bridge over the river will open to traffic in June, after two years "
        "of work that cost twelve million euros and employed ninety people from the valley.",
    ),
    (
        "preformatted",
        "Year      Vehicles     Cost\n2023         4,100      12.1\n2024         5,000      13.4",
    ),
    ("paragraph", "* It is closed to lorries of more than twelve tonnes on all weekdays, and at night."),
    ("paragraph", "* It is open to bicycles."),
]


@pytest.mark.parametrize(
    "element",
    [
        "<pre>{}</pre>",
        "<div><pre class='release'>{}</pre></div>",
        "<div style='white-space: pre-wrap'>{}</div>",
        "<p><span style='font-family: monospace; white-space:pre'>{}</span></p>",
        "<pre><code>{}</code></pre>",
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_bulletin_keeps_its_paragraphs_and_the_lines_of_its_tables(element: str, line_end: str) -> None:
    found = blocks(element.format(RELEASE).replace("\n", line_end))
    assert [(block.kind, block.text) for block in found[:4]] == SAID
    assert said(found[0]) == [("strong", "work that cost twelve million", None)]
    assert found[4].text == "Ministry of Works\n12 Main Street"


@pytest.mark.parametrize(
    "poem",
    [
        "<pre>Across the water\nwe built a bridge,\nand none may cross.</pre>",
        "<p style='white-space: pre-line'>Across the water\n    we built a bridge,\nand none may cross.</p>",
        "<p>Across the water<br>we built a bridge,<br>and none may cross.</p>",
    ],
)
def test_lines_that_readers_see_are_lines(poem: str) -> None:
    (found,) = blocks(poem)
    assert [line.strip() for line in found.text.split("\n")] == [
        "Across the water",
        "we built a bridge,",
        "and none may cross.",
    ]


def test_where_a_film_or_frame_stood_is_marked() -> None:
    found = blocks(
        f"<iframe src='https://films.example/embed/7?utm_source=x'></iframe><p>{SECOND}</p>"
        "<video controls><source src='/media/opening.mp4'></video>"
        "<iframe src='https://www.googletagmanager.com/ns.html?id=1' width=0 height=0></iframe>"
        "<noscript><iframe src='https://counter.example/1'></iframe></noscript><iframe src='about:blank'></iframe>"
    )
    assert [(block.kind, block.text, block.href) for block in found] == [
        ("embed", "", "https://films.example/embed/7"),
        ("paragraph", SECOND, None),
        ("embed", "", "https://news.example.gov/media/opening.mp4"),
    ]


def test_a_page_that_leaves_an_element_open_in_noscript_is_read() -> None:
    page = (
        "<html><head><title>Forty new counters open</title></head><body><noscript><div id='nojs'></noscript>"
        f"<h1>Forty new counters open</h1><p>{FIRST}</p><noscript><p>Turn scripts on.</p></noscript><p>{SECOND * 3}</p>"
        f"<p>{THIRD * 3}</p></body></html>"
    )
    assert parse_article(page.encode(), "https://news.example.gov/1").blocks[0].text == FIRST
