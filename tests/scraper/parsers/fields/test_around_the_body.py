"""What stands about an article's text, in its own container, and is no part of that text."""

from __future__ import annotations

import pytest

from scraper.parsers import parse_article
from tests.scraper.parsers.made_up import BODY, article

SENTENCES = tuple(BODY.removeprefix("<p>").removesuffix("</p>").split("</p><p>"))


def body_of(**parts: str) -> list[str]:
    return [block.text for block in article(**parts).blocks if block.kind != "figure"]


def the_text() -> list[str]:
    return [text.strip() for text in SENTENCES]


def test_the_place_in_one_paragraph_with_the_date_is_no_text() -> None:
    found = article(below="<p><b>Ort</b> Neustadt<br><b>Datum</b> 14.03.2023</p>", lang="de")
    assert found.published == "2023-03-14"
    assert [block.text for block in found.blocks] == the_text()


def test_nor_is_what_stands_in_one_paragraph_with_the_date_below_the_text() -> None:
    end = "<p class='info'>Article 24512 of Tuesday, 7 May 2024<br>Tell the editors what you think</p>"
    assert "editors" not in article(end=end).body


def test_a_short_line_after_a_days_particulars_within_the_text_stays() -> None:
    hours = "<p>From Tuesday on<br>doors open at nine</p>"
    assert "From Tuesday on\ndoors open at nine" in body_of(body=BODY + hours + BODY.replace("town", "guild"))


def test_the_button_in_one_line_with_a_caption_is_no_text() -> None:
    picture = (
        '<p class="picture"><a href="/hall-large.jpg"><img src="/hall.jpg" alt="The hall"><span>Bild vergrößern</span>'
        '</a><span class="caption">The new hall in spring<br>Foto: R. Tamm</span></p>'
    )
    found = article(body=BODY + picture + BODY.replace("town", "guild"))
    assert [(one.caption, one.credit) for one in found.figures] == [("The new hall in spring", "R. Tamm")]
    assert not [block for block in found.blocks if "hall in spring" in block.text or "Bild" in block.text]


def test_what_a_films_player_says_of_it_is_no_text() -> None:
    film = "<div class='video-card'><img src='/f.jpg'><div class='video-card__title'>Mayor opens the hall</div></div>"
    more = BODY.replace("town", "guild")
    assert body_of(body=BODY + film + more) == body_of(body=BODY + more)


def test_an_address_that_the_last_sentence_announces_is_text_though_it_is_a_link() -> None:
    end = '<p>What the hall will offer to whom is told at:</p><p><a href="https://hall.example.gov/">https://hall.example.gov/</a></p>'
    assert body_of(end=end)[-1] == "https://hall.example.gov/"


def test_a_lead_above_a_picture_with_a_long_caption_is_the_lead_however_short_the_text() -> None:
    caption = "The forty members of the volunteers' brigade stand in front of the new hall, which they helped to build."
    found = article(
        below='<p class="page-intro">Forty volunteers have moved into a hall that they had helped to build.</p>'
        f'<figure><img src="/hall.jpg" alt=""><figcaption>{caption} Photo: R. Tamm</figcaption></figure>',
        body=f'<div class="entry-content"><p>{SENTENCES[0]}</p></div>',
    )
    assert found.lead == "Forty volunteers have moved into a hall that they had helped to build."
    assert found.body == SENTENCES[0].strip()


def test_boxes_beside_a_short_article_are_no_text_though_the_trail_above_it_is_long() -> None:
    title = "The seven mounted patrols of the northern forests are given back their old stables"
    html = f"""<html lang="en"><head><title>{title} - Rangers</title></head><body>
    <div id="trail"><p>Start / <a href="/n">News</a> / <span>{title}</span></p></div><div id="all"><div id="left">
    <h1>{title}</h1><div class="words"><p>{SENTENCES[0]}</p></div></div>
    <div id="right"><div><h3>These days</h3><ul><li><a href="/join">Become a ranger</a></li></ul></div>
    <div><h3>Our letter</h3><p>Once a month we write to all who like the forests.</p></div></div></div>
    </body></html>"""
    assert parse_article(html.encode(), "https://rangers.example.org/stables").body == SENTENCES[0].strip()


@pytest.mark.parametrize(
    "tags",
    [
        '<ul><li><a href="#" rel="tag">Winter</a></li><li><a href="#" rel="tag">Town halls</a></li></ul>',
        '<p>Filed in <a href="/w" rel="category tag">Winter</a> and <a href="/t" rel="tag">Town halls</a></p>',
        '<ul class="article-tags"><li>Winter</li><li>Town halls</li></ul>',
    ],
)
def test_a_list_of_tags_is_no_text(tags: str) -> None:
    assert "Town halls" not in article(end=tags).body


def test_a_tag_within_a_sentence_is_part_of_it() -> None:
    linked = BODY.replace("town hall", '<a href="/t" rel="tag">town hall</a>')
    assert body_of(body=linked) == the_text()


def test_what_says_that_it_has_tags_is_no_list_of_them() -> None:
    assert body_of(body=f'<div class="teaser has-tags">{BODY}</div>') == the_text()


def test_a_share_bar_that_explains_itself_at_length_is_no_text() -> None:
    bar = (
        "<div class='fr-share'><p>Share it</p><ul><li><a href='#'>On Facebook</a></li><li><button>Copy it</button></li>"
        "</ul><p>You must allow cookies of other sites before you can share this with anybody there.</p></div>"
    )
    assert body_of(below=bar) == the_text()


def test_a_quoted_post_in_an_element_named_like_a_share_bar_stays() -> None:
    words = "The bridge is open again, and traffic flows in both directions as it did before the flood of last winter."
    post = f"<div class='social-post'><p>{words} <a href='#'>@roads</a></p></div>"
    assert f"{words} @roads" in body_of(body=BODY + post + BODY.replace("town", "guild"))


def test_the_form_for_a_pages_mistakes_and_the_search_by_its_keywords_are_no_text() -> None:
    end = (
        "<section><h3>Search for related information by keyword:</h3><span><a href='/a'>Ice</a> | <a href='/b'>Sea</a>"
        "</span></section><section class='pagedetails'><details><summary>Tell us what is wrong</summary>"
        "<p>Please select all that apply to this page:</p><label>A link is not working</label></details></section>"
    )
    assert body_of(end=end) == the_text()


def test_a_line_of_buttons_is_no_text_in_any_language() -> None:
    for line in (
        "<a href='#'>vytisknout</a> <a href='#'>e-mailem</a>",
        "<a href='/p'>Print</a> | <a href='/m'>Tweet</a>",
    ):
        assert article(end=f"<p>{line}</p>").body == article().body


@pytest.mark.parametrize(
    "line", ["Visto: 1234 veces", "Valora este artículo: ★★★★★", "浏览次数：123", "Vues : 12 fois"]
)
def test_counters_and_ratings_are_no_text(line: str) -> None:
    assert article(below=f"<p>4 May 2020</p><p>{line}</p>").body == article().body
