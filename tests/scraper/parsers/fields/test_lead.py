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
