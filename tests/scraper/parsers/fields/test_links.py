"""What an article links to besides its text: what else to read, and its documents."""

from __future__ import annotations

import pytest

from archive.model.article import Article
from scraper.parsers import parse_article

TEXT = (
    "<p>The county has bought the meadows along the lower river, so that the water may rise there in winter.</p>"
    "<p>The farmers who rent them keep their leases, and mow no earlier than in the second half of June.</p>"
)
OTHERS = (
    '<ul><li><a href="/news/weir">The old weir is taken down</a></li>'
    '<li><a href="/news/otter">An otter at the county bridge</a></li></ul>'
)


def article(after: str = "", *, within: str = "", lang: str = "en") -> Article:
    html = f"""<html lang="{lang}"><head><title>Meadows bought</title></head><body><main>
    <div class="story"><div class="top"><h1>Meadows bought</h1></div>
    <div class="article-body">{TEXT}</div>{within}</div>
    {after}</main><footer><a href="/rules.pdf">House rules</a></footer></body></html>"""
    return parse_article(html.encode(), "https://county.example.gov/news/meadows")


@pytest.mark.parametrize(
    ("language", "heading"),
    [("fr", "À lire aussi"), ("en", "Read also"), ("de", "Mehr zum Thema"), ("es", "Lea también")],
)
@pytest.mark.parametrize(
    "box",
    [
        '<section aria-labelledby="related"><h2 id="related">{heading}</h2><div>{links}</div></section>',
        '<aside class="related"><h2 id="related">{heading}</h2>{links}</aside>',
        '<aside class="more-related">{links}</aside>',
        "<div><p><strong>{heading}</strong></p>{links}</div>",
    ],
)
def test_what_stands_under_a_heading_that_offers_more_to_read_is_related(language: str, heading: str, box: str) -> None:
    found = article(box.format(heading=heading, links=OTHERS), lang=language)
    assert [(link.url, link.text) for link in found.related] == [
        ("https://county.example.gov/news/weir", "The old weir is taken down"),
        ("https://county.example.gov/news/otter", "An otter at the county bridge"),
    ]
    assert len(found.blocks) == 2


@pytest.mark.parametrize(
    ("href", "words", "label"),
    [
        ("/f/plan.pdf", "The flood plan (PDF, 1.2 MB, not accessible)", "The flood plan"),
        ("/f/plan.pdf", "Le plan des crues <span>PDF – 2 Ko</span>", "Le plan des crues"),
        ("/f/plan.pdf", "Le plan des crues (pdf, 1 Mo)", "Le plan des crues"),
        ("/media/41/file", "Der Hochwasserplan [PDF, 1,2 MB]", "Der Hochwasserplan"),
        ("/media/41/file", "The flood plan (PDF)", "The flood plan (PDF)"),
        ("/f/plan.pdf?v=3#page=2", "Budget 2024", "Budget 2024"),
    ],
)
def test_a_document_is_called_what_it_is_and_not_how_large(href: str, words: str, label: str) -> None:
    (found,) = article(within=f'<div><p><a href="{href}">{words}</a></p></div>').attachments
    assert (found.label, found.media_type) == (label, "application/pdf")


@pytest.mark.parametrize(
    "box",
    [
        '<div class="att-files">{link}</div>',
        '<div class="field--documents">{link}</div>',
        "<section><h2>À télécharger</h2><ul><li>{link}</li></ul></section>",
        "<aside><h3>Downloads</h3><p>{link}</p></aside>",
    ],
)
def test_documents_below_and_beside_the_text_are_the_articles(box: str) -> None:
    shown = box.format(link='<a href="/f/leases.pdf">The leases</a> <small>(PDF, 40 KB)</small>')
    for found in (article(within=shown), article(shown)):
        assert [(one.url, one.label) for one in found.attachments] == [
            ("https://county.example.gov/f/leases.pdf", "The leases")
        ]


def test_documents_of_the_site_are_not_the_articles() -> None:
    elsewhere = '<aside><h3>The county</h3><a href="/f/history.pdf">Its history</a></aside>'
    assert article(elsewhere).attachments == ()
