"""The headline: the visible one, whole, and without what stands around it."""

from __future__ import annotations

import pytest

from archive.model.article import Article
from scraper.parsers import parse_article

TEXT = (
    "<p>The ministry opened forty new counters for residents on Monday, after two years of work on the halls.</p>" * 3
)


def parsed(head: str, body: str) -> Article:
    return parse_article(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "https://www.example.gov/n/1")


@pytest.mark.parametrize(
    "head",
    [
        "<title>Forty counters open | Ministry of Halls</title>",
        "<title>Ministry of Halls - Forty counters open</title>",
        '<title>x</title><meta property="og:title" content="Forty counters open – Ministry of Halls">'
        '<meta property="og:site_name" content="Ministry of Halls">',
        '<title>News</title><script type="application/ld+json">'
        '{"@type": "NewsArticle", "headline": "Forty counters open"}</script>',
    ],
)
def test_the_sites_name_is_no_part_of_it(head: str) -> None:
    home = '<a href="/"><img src="/logo.png" alt="Ministry of Halls"></a>'
    assert parsed(head, f"{home}<main><h2>Forty counters open</h2>{TEXT}</main>").title == "Forty counters open"
    assert parsed(head, f"{home}<main>{TEXT}</main>").title == "Forty counters open"


def test_the_heading_that_the_head_names_wins_over_an_h1_that_says_something_else() -> None:
    found = parsed(
        "<title>Forty counters open - Ministry</title>",
        f"<h1>Press releases</h1><main><h2>Forty counters open</h2>{TEXT}<h2>More counters</h2></main>",
    )
    assert found.title == "Forty counters open"
    assert found.provenance["title"] == "heuristic:h2"


def test_a_heading_above_the_text_wins_over_a_title_that_is_the_same_on_every_page() -> None:
    found = parsed("<title>Press Release:Bureau of Halls</title>", f"<h2>Forty counters open</h2>{TEXT}<h2>Where</h2>")
    assert found.title == "Forty counters open"


def test_on_an_old_page_without_headings_the_line_in_bold_type_above_the_text_is_the_headline() -> None:
    bold = "<center><b>FOR IMMEDIATE RELEASE</b></center><center><font><b>HALLS OPEN COUNTERS</b></font></center>"
    found = parsed("<title>News Release</title>", f"<table><tr><td>{bold}{TEXT}</td></tr></table>")
    assert (found.title, found.provenance["title"]) == ("HALLS OPEN COUNTERS", "heuristic:bold")


def test_the_name_of_the_sites_news_is_no_headline_though_it_is_in_the_title_and_ranks_higher() -> None:
    head = "<title>Forty counters open - Press releases - Ministry of Halls</title>"
    assert parsed(head, f"<h2>Press releases</h2><h3>Forty counters open</h3>{TEXT}").title == "Forty counters open"


def test_a_title_without_any_heading_is_found_by_its_name() -> None:
    found = parsed(
        "<title>Forty counters open</title>", f'<main><p class="titulo">Forty counters open</p>{TEXT}</main>'
    )
    assert found.title == "Forty counters open"
    assert "Forty counters open" not in found.body


@pytest.mark.parametrize("glue", [" : ", ":", " | ", " – "])
def test_a_kicker_within_the_heading_is_parted_from_it(glue: str) -> None:
    found = parsed(
        "<title>Forty counters open</title>",
        f"<main><h1>Release of the hall office{glue}Forty counters open</h1>{TEXT}</main>",
    )
    assert (found.title, found.kicker) == ("Forty counters open", "Release of the hall office")


def test_a_kicker_in_an_element_of_its_own_is_parted_from_it() -> None:
    found = parsed(
        "<title>Forty counters open</title>",
        f"<main><h1><span>Administration</span><br><span>Forty counters open</span></h1>{TEXT}</main>",
    )
    assert (found.title, found.kicker) == ("Forty counters open", "Administration")


def test_a_heading_in_the_menu_is_no_headline() -> None:
    found = parsed(
        "<title>Ministry of Halls</title>",
        f"<nav><h2>Ministry of Halls</h2></nav><main><h1>Forty counters open</h1>{TEXT}</main>",
    )
    assert found.title == "Forty counters open"


def test_typography_is_the_visible_headlines() -> None:
    found = parsed("<title>L'accord est signe</title>", f"<h1>L’accord est signé\u00a0!</h1>{TEXT}")
    assert found.title == "L’accord est signé\u00a0!"


@pytest.mark.parametrize(
    ("head", "shown", "title"),
    [
        (
            "Ministry of Halls - Press Release - Forty counters open",
            "<font size=4><b>{}</b></font>",
            "Forty counters open",
        ),
        (
            "市政厅新开四十个窗口_工作动态_市政厅",
            "<table><tr><td class=bt>{}</td></tr></table>",
            "市政厅新开四十个窗口",
        ),
    ],
)
def test_a_line_that_is_a_part_of_the_title_is_the_headline_however_it_is_marked_up(
    head: str, shown: str, title: str
) -> None:
    found = parsed(f"<title>{head}</title>", f"<p>Ministry of Halls</p>{shown.format(title)}{TEXT}")
    assert found.title == title
    assert title not in found.body


@pytest.mark.parametrize(
    ("head", "shown", "title"),
    [
        ("Media Statement | Halls", "<h3>Media Statement</h3><h4>{}</h4>", "Forty counters open"),
        ("보도자료> 행정안전부> 뉴스·소식", "<h3>보도자료</h3><h4>{}</h4>", "전국 마흔 개 창구 개소"),
        ("GNR - Comunicado", "<span class=titulo>{}</span>", "Setúbal - Quarenta balcões abertos"),
    ],
)
def test_a_heads_mere_place_on_the_site_is_no_headline_where_the_page_shows_one(
    head: str, shown: str, title: str
) -> None:
    assert parsed(f"<title>{head}</title>", shown.format(title) + TEXT).title == title


def test_a_line_break_written_into_the_head_and_the_kind_of_page_before_it_are_no_part() -> None:
    found = parsed("<title>報道発表資料：四十の窓口を開設<br> - 国土交通省</title>", f"<h1>報道発表資料</h1>{TEXT}")
    assert found.title == "四十の窓口を開設"


@pytest.mark.parametrize("shown", ["Forty counters open: what changes", "Forty counters open - a long-awaited day"])
def test_a_headline_of_which_the_head_has_the_beginning_stays_whole(shown: str) -> None:
    assert parsed("<title>Forty counters open | Ministry</title>", f"<h1>{shown}</h1>{TEXT}").title == shown


@pytest.mark.parametrize("after", [" - 5 June 2023", " | News"])
def test_a_day_or_a_bar_after_a_headline_is_no_part_of_it(after: str) -> None:
    found = parsed("<title>Forty counters open</title>", f"<h1>Forty counters open{after}</h1>{TEXT}")
    assert found.title == "Forty counters open"


def test_an_element_named_for_it_tells_more_than_a_head_that_is_the_sites() -> None:
    cell = "<table><tr><td class=tit>OPERAZIONE A NAPOLI</td></tr></table>"
    assert parsed("<title>Arma dei Carabinieri - Comunicati</title>", cell + TEXT).title == "OPERAZIONE A NAPOLI"


def test_of_bold_lines_none_is_the_headline_where_the_head_has_the_words_of_one() -> None:
    lines = "<center><b>THE WHITE HOUSE</b></center><center><b>EXECUTIVE ORDER<br>PROTECTION OF RIVERS</b></center>"
    assert parsed("<title>EXECUTIVE ORDER ON RIVERS</title>", lines + TEXT).title == "EXECUTIVE ORDER ON RIVERS"
