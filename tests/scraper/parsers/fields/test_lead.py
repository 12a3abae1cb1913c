"""The lead: a paragraph that the page sets apart, and only such a one."""

from __future__ import annotations

import pytest

from scraper.parsers import parse_article

LEAD = "Forty new counters for residents opened on Monday in the old post offices of the district of Aldbury."
TEXT = "<p>Residents can hand in forms, have photographs taken and pick up passports there without an appointment.</p>"


@pytest.mark.parametrize(
    "marked",
    [
        f'<p class="chapo">{LEAD}</p>',
        f'<p class="ds_leader">{LEAD}</p>',
        f'<div class="documentDescription">{LEAD}</div>',
        f'<div class="field--name-field-lead"><p>{LEAD}</p></div>',
        f'<p itemprop="description">{LEAD}</p>',
        f"<p><strong>{LEAD}</strong></p>",
        f"<h2>{LEAD}</h2>",
        f'<div class="article__summary">Summary: {LEAD}</div>',
    ],
)
def test_a_paragraph_that_is_set_apart_is_the_lead_and_stands_there_only(marked: str) -> None:
    text = f"{TEXT}{TEXT[:-5]} again.</p>{TEXT[:-5]}!</p>"
    html = f"<title>Counters</title><body><h1>Counters</h1><main>{marked}<div>{text}</div></main>"
    article = parse_article(html.encode(), "https://example.gov/a")
    assert article.lead == LEAD
    assert LEAD not in article.body


def test_a_lead_before_the_texts_own_element_is_the_lead_however_short_the_text() -> None:
    html = f'<h1>Counters</h1><div class="text--lead"><p>{LEAD}</p></div><div class="text">{TEXT}</div>'
    article = parse_article(html.encode(), "https://example.gov/a")
    assert article.lead == LEAD
    assert article.body == TEXT[3:-4]


def test_a_lead_in_several_items_is_whole() -> None:
    items = "".join(
        f"<li>{point}</li>" for point in ("Forty new counters open on Monday.", "Nobody needs to book one.")
    )
    html = f'<h1>Counters</h1><main><div class="entradilla"><ul>{items}</ul></div>{TEXT}{TEXT[:-4]} Again.</p></main>'
    article = parse_article(html.encode(), "https://example.gov/a")
    assert article.lead == "Forty new counters open on Monday.\nNobody needs to book one."
    assert "Nobody" not in article.body


def test_a_second_heading_above_the_date_is_the_lead_though_it_is_no_sentence() -> None:
    heads = "<h1>Counters</h1><h3>Minister opens forty of them in Aldbury</h3>"
    html = f"<title>Counters</title><main>{heads}<p>Posted on: 13 June 2023</p>{TEXT}{TEXT[:-4]} Again.</p></main>"
    assert parse_article(html.encode(), "https://example.gov/a").lead == "Minister opens forty of them in Aldbury"


def test_where_a_page_has_lead_and_second_headline_the_second_headline_is_body() -> None:
    html = (
        f'<h1>Counters</h1><p class="sous-titre">In forty old post offices</p><div class="chapo"><p>{LEAD}</p></div>'
        f"<div>{TEXT}{TEXT[:-4]} Again.</p></div>"
    )
    article = parse_article(html.encode(), "https://example.gov/a")
    assert article.lead == LEAD
    assert article.body.startswith("In forty old post offices\n\nResidents")


def test_a_first_paragraph_like_all_others_is_no_lead() -> None:
    html = f"<title>Counters</title><h1>Counters</h1><main><p>{LEAD}</p>{TEXT}<p>{LEAD} Truly.</p></main>"
    article = parse_article(html.encode(), "https://example.gov/a")
    assert article.lead is None
    assert article.body.startswith(LEAD)


def test_a_heading_for_screen_readers_does_not_hide_that_the_lead_stands_apart() -> None:
    text = f"{TEXT}{TEXT[:-5]} again.</p>{TEXT[:-5]}!</p>"
    html = (
        f"<title>Counters</title><body><main><div><h1>Counters</h1><h2 class='visually-hidden'>Details</h2>"
        f"<p>{LEAD}</p></div><div class='c'>{text}</div></main>"
    )
    article = parse_article(html.encode(), "https://example.gov/a")
    assert article.lead == LEAD


@pytest.mark.parametrize(
    "line", ["發布單位：湖泊署企劃組第二科", "Ministry of Halls Announced somehow 5.3.2024 13.02 News"]
)
def test_a_detail_that_stands_apart_is_no_lead(line: str) -> None:
    html = f"<title>Counters</title><h1>Counters</h1><main><div><span>{line}</span></div><div>{TEXT * 3}</div></main>"
    assert parse_article(html.encode(), "https://example.gov/a").lead is None


@pytest.mark.parametrize(
    "apart",
    [
        '<div class="tools"><p>Show more sharing options</p></div>',  # no sentence, and short
        '<div class="article__lede-video"><p>Minister opens forty counters in the district</p></div>',  # a film's title
        f"<figure><svg></svg><figcaption>{LEAD}</figcaption></figure>",  # a caption
    ],
)
def test_what_merely_stands_before_the_text_is_no_lead(apart: str) -> None:
    text = f"{TEXT}{TEXT[:-5]} again.</p>{TEXT[:-5]}!</p>"
    html = f"<title>Counters</title><body><h1>Counters</h1><main>{apart}<div>{text}</div></main>"
    assert parse_article(html.encode(), "https://example.gov/a").lead is None


PARAGRAPHS = "".join(f"<p>{k}. {TEXT[3:-4]}</p>" for k in range(4))


def described(description: str, top: str) -> str | None:
    """The lead of a page whose head says `description`, with `top` between headline and paragraphs."""
    html = (
        f'<head><title>Counters</title><meta property="og:description" content="{description}"></head>'
        f"<body><article><h1>Counters</h1>{top}</article></body>"
    )
    return parse_article(html.encode(), "https://example.gov/a").lead


@pytest.mark.parametrize(
    "top",
    [
        f'<p class="x7">{LEAD}</p>{PARAGRAPHS}',
        f'<div><p>{LEAD}</p></div><div class="x8">{PARAGRAPHS}</div>',
        f'<div class="x1"><div class="x2">{LEAD}</div><ul><li>Press release</ul></div><div>{PARAGRAPHS}</div>',
        f"<section><p>{LEAD}</p><div><a href='/s'>Share</a></div></section><main><div>{PARAGRAPHS}</div></main>",
    ],
)
def test_what_stands_apart_and_is_said_in_the_head_is_the_lead_whatever_it_is_called(top: str) -> None:
    assert described(LEAD, top) == LEAD


def test_a_second_headline_that_the_head_says_is_the_lead() -> None:
    line = "Forty new counters in the old post offices"
    assert described(line, f"<div><p>{line}</p>{PARAGRAPHS}</div>") == line


@pytest.mark.parametrize("description", [LEAD, f"{LEAD[:60]}…", LEAD[: LEAD.index(" in the")]])
def test_a_first_paragraph_like_all_others_is_no_lead_though_the_head_says_it(description: str) -> None:
    assert described(description, f"<div><p>{LEAD}</p>{PARAGRAPHS}</div>") is None
    assert (
        described(description, f'<div><p class="text">{LEAD}</p>{PARAGRAPHS.replace("<p", "<p class=text")}</div>')
        is None
    )


@pytest.mark.parametrize("description", [f"{LEAD[:60]}…", LEAD[: LEAD.index(" in the")]])
def test_a_description_that_is_cut_tells_the_lead_that_it_begins(description: str) -> None:
    assert described(description, f'<p class="x7">{LEAD}</p>{PARAGRAPHS}') == LEAD


def test_a_place_before_what_the_head_says_belongs_to_the_lead() -> None:
    assert described(LEAD, f'<p class="x7"><b>Aldbury.</b> {LEAD}</p>{PARAGRAPHS}') == f"Aldbury. {LEAD}"


@pytest.mark.parametrize("name", ["article-teaser", "teaser", "c-related-head"])
def test_the_opening_of_an_article_that_is_named_like_a_teaser_is_its_opening(name: str) -> None:
    html = (
        f'<head><title>Counters</title><meta name="description" content="{LEAD}"></head><body><article>'
        f'<header class="{name}"><h1>Counters</h1><p>{LEAD}</p><a href="/pictures">All the pictures</a></header>'
        f"<div>{PARAGRAPHS}</div></article></body>"
    )
    assert parse_article(html.encode(), "https://example.gov/a").lead == LEAD
