"""What of a page becomes the article's body, and as which blocks."""

from __future__ import annotations

import re

import pytest

from archive.model.article import Article
from scraper.parsers import parse_article

FIRST = (
    "The ministry opened forty new counters for residents on Monday, after two years of work on the old post offices."
)
SECOND = "Residents can hand in forms, have photographs taken and pick up passports there without an appointment."
THIRD = "Opening hours follow those of the town halls, and staff speak the languages that are spoken in the district."


def article(body: str, *, head: str = "<title>Forty new counters open</title>", html: str = "") -> Article:
    page = f'<html lang="en"><head>{head}</head><body {html}><h1>Forty new counters open</h1>{body}</body></html>'
    return parse_article(page.encode(), "https://news.example.gov/2024/counters")


def kinds(found: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in found.blocks]


def test_paragraphs_headings_and_quotes_come_in_reading_order_with_their_kind() -> None:
    found = article(
        f"<main><p>{FIRST}</p><h2>Where</h2><p>{SECOND}</p><blockquote><p>{THIRD}</p></blockquote>"
        f"<p>{FIRST[:70]}.</p></main>"
    )
    assert kinds(found) == [
        ("paragraph", FIRST),
        ("heading", "Where"),
        ("paragraph", SECOND),
        ("quote", THIRD),
        ("paragraph", f"{FIRST[:70]}."),
    ]
    assert found.blocks[1].level == 2


def test_nested_lists_keep_their_depth_and_their_order() -> None:
    found = article(
        f"<main><p>{FIRST}</p><p>Bring along:</p><ol><li>a passport<ul><li>or an identity card</li></ul></li>"
        f"<li>a photograph</li></ol><p>{SECOND}</p></main>"
    )
    items = [(block.text, block.level, block.ordered) for block in found.blocks if block.kind == "list_item"]
    assert items == [("a passport", 1, True), ("or an identity card", 2, False), ("a photograph", 1, True)]


def test_paragraphs_within_one_list_item_stay_one_item() -> None:
    found = article(
        f"<main><p>{FIRST}</p><ul><li><p>{SECOND}</p><p>{THIRD}</p></li><li>Short.</li></ul><p>{FIRST}!</p></main>"
    )
    assert ("list_item", f"{SECOND}\n{THIRD}") in kinds(found)


def test_a_table_keeps_its_cells_and_reads_as_text() -> None:
    found = article(
        f"<main><p>{FIRST}</p><table><tr><th>Town</th><th>Opens</th></tr>"
        "<tr><td>Aldbury</td><td>1 March</td></tr></table>"
        f"<p>{SECOND}</p></main>"
    )
    table = next(block for block in found.blocks if block.kind == "table")
    assert table.rows == (("Town", "Opens"), ("Aldbury", "1 March"))
    assert table.text == "Town\tOpens\nAldbury\t1 March"


def test_a_table_that_only_lays_the_page_out_is_paragraphs() -> None:
    found = article(
        f"<table><tr><td><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{FIRST} {SECOND}</p></td></tr></table>"
    )
    assert {block.kind for block in found.blocks} == {"paragraph"}
    assert len(found.blocks) == 4


def test_two_breaks_part_paragraphs_and_one_is_a_line_within() -> None:
    found = article(f"<main><div>{FIRST}<br><br>{SECOND}<br><br>Office 1<br>Main Street<br><br>{THIRD}</div></main>")
    assert [block.text for block in found.blocks] == [FIRST, SECOND, "Office 1\nMain Street", THIRD]


def test_long_lines_that_one_break_parts_are_paragraphs() -> None:
    found = article(f"<main><div>{FIRST}<br>{SECOND}<br>{THIRD}</div></main>")
    assert [block.text for block in found.blocks] == [FIRST, SECOND, THIRD]


def test_text_directly_in_divs_is_text() -> None:
    found = article(f"<div id=a><div>{FIRST}</div>{SECOND}<div>{THIRD}</div></div>")
    assert [block.text for block in found.blocks] == [FIRST, SECOND, THIRD]


def test_definition_lists_and_details_are_part_of_the_text() -> None:
    found = article(
        f"<main><p>{FIRST}</p><dl><dt>Fee</dt><dd>None for residents.</dd></dl>"
        f"<details><summary>Who may come</summary><p>{SECOND}</p></details><p>{THIRD}</p></main>"
    )
    assert [block.text for block in found.blocks] == [
        FIRST,
        "Fee",
        "None for residents.",
        "Who may come",
        SECOND,
        THIRD,
    ]


def test_the_button_that_opens_an_accordion_is_its_heading() -> None:
    found = article(
        f"<main><p>{FIRST}</p><section><h3><button>Who may come</button></h3><div><p>{SECOND}</p></div></section>"
        f"<p>{THIRD}</p></main>"
    )
    assert [(block.kind, block.text) for block in found.blocks][1:3] == [
        ("heading", "Who may come"),
        ("paragraph", SECOND),
    ]


def test_words_are_neither_glued_nor_split_at_inline_tags() -> None:
    found = article(
        f"<main><p>The <b>first</b> <i>edition</i> of the 1<sup>er</sup> re<b>port</b>. {SECOND}</p>"
        f"<p>{FIRST}</p></main>"
    )
    assert found.blocks[0].text.startswith("The first edition of the 1er report.")


def test_no_break_spaces_and_quotation_marks_stay_as_they_are() -> None:
    text = "«\u00a0Une réponse\u202f!\u00a0», a dit la ministre, qui présentait hier un budget de 1\u202f300 millions."
    found = article(f"<main><p>{text}</p><p>{text.replace('hier', 'lundi')}</p></main>")
    assert found.blocks[0].text == text


def test_chinese_and_arabic_text_is_found() -> None:
    chinese = "省政府今天上午召开新闻发布会，介绍全省公共服务中心建设情况，并回答记者提问。"
    found = article(
        f"<div><p>{chinese}</p><p>{chinese[:-1]}，会议由副省长主持。</p></div>", head="<title>发布会</title>"
    )
    assert len(found.blocks) == 2
    assert found.language == "zh"
    arabic = "أعلنت الوزارة اليوم عن افتاح أربعين مركزا جديدا لخدمة المواطنين في جميع أنحاء البلاد بعد عامين من العمل."
    found = article(f"<div dir=rtl><p>{arabic}</p><p>{arabic} وقال الوزير ذلك.</p></div>", head="<title>مراكز</title>")
    assert found.blocks[0].text == arabic
    assert found.language == "ar"


def test_a_release_of_short_sentences_has_a_body_though_no_line_of_it_is_long() -> None:
    said = ["The new scheme opens today.", "Farmers can apply for £2,000.", "The minister said:", "“It will help.”"]
    notice = "<footer><p>This site is run by the ministry, and all that is on it may be used by anybody.</p></footer>"
    found = article("<main><div>" + "".join(f"<p>{line}</p>" for line in said) + f"</div></main>{notice}")
    assert [block.text for block in found.blocks] == said


def test_whose_words_a_quotation_is_belongs_to_it() -> None:
    quote = f"<blockquote><p>{SECOND}</p><footer>— Ann Lee, director</footer></blockquote>"
    found = article(f"<main><p>{FIRST}</p>{quote}<p>{THIRD}</p></main>")
    assert kinds(found)[1:3] == [("quote", SECOND), ("quote", "— Ann Lee, director")]


def test_datelines_end_marks_and_notes_to_editors_belong_to_a_press_release() -> None:
    found = article(
        f"<main><p>ALDBURY, 4 February 2024 — {FIRST}</p><p>{SECOND}</p><p>ENDS</p><h2>Notes to editors"
        f"</h2><p>{THIRD}</p></main>"
    )
    assert [block.text for block in found.blocks] == [
        f"ALDBURY, 4 February 2024 — {FIRST}",
        SECOND,
        "ENDS",
        "Notes to editors",
        THIRD,
    ]


@pytest.mark.parametrize(
    "said",
    [
        # Minutes: the same members vote on two questions.
        "<h2>Policy</h2><p>{first}</p><p>Voting for this action: Ann Lee, Joe Roe and Mary Bow.</p>"
        "<h2>Notation vote</h2><p>{second}</p><p>Voting for this action: Ann Lee, Joe Roe and Mary Bow.</p>",
        # One item below two headings.
        "<p>{first}</p><h2>North</h2><ul><li>Closed to lorries of 12 tonnes from Monday.</li><li>Diversion A.</li>"
        "</ul><h2>South</h2><ul><li>Closed to lorries of 12 tonnes from Monday.</li><li>Diversion B.</li></ul>",
        # The same answer to two questions.
        "<p>{first}</p><p>Mr Roe asked when it would open.</p><p>The minister answered that it was too early "
        "to tell.</p><p>Mr Lee asked for its cost.</p><p>The minister answered that it was too early to tell.</p>",
        # A heading that the list of contents names before.
        "<ul><li>What the counters are meant for</li><li>Who may come and at what hours</li></ul><p>{first}</p>"
        "<h2>What the counters are meant for</h2><p>{second}</p><h2>Who may come and at what hours</h2>",
        # A refrain.
        "<p>{first}</p><p>We shall not stop before the last of the counters is open.</p><p>{second}</p>"
        "<p>We shall not stop before the last of the counters is open.</p>",
        # Two rows of a table with the same cell, and twice the same right after each other.
        "<p>{first}</p><table><tr><th>Town</th><th>Hours</th></tr><tr><td>Ald</td><td>Open on weekdays from 9 to 17"
        "</td></tr><tr><td>Bex</td><td>Open on weekdays from 9 to 17</td></tr></table>",
        "<p>{first}</p><p>The counters are open, and stay open!</p><p>The counters are open, and stay open!</p>",
    ],
)
def test_what_a_text_says_twice_comes_twice(said: str) -> None:
    written = said.format(first=FIRST, second=SECOND)
    found = article(f"<main>{written}<p>{THIRD}</p></main>")
    said_lines = [line.strip() for line in re.split(r"<[^<>]*>", written) if line.strip()]
    got = [text for block in found.blocks for text in re.split(r"[\n\t]", block.text)]
    assert got == [*said_lines, THIRD]


@pytest.mark.parametrize(
    "copy",
    [
        "<div class='easy-view'><h2>Where</h2><p>{first}</p><p>{second}</p></div>",
        "<section><p>{first}</p><p>Print view</p><p>{second}</p><p>{third}</p></section>",
        "<div><div>{first}<br><br>{second}<br><br>{third}</div></div>",
        "<p>{first}</p><p>{second}</p><p>{third}</p>",
    ],
)
def test_a_second_copy_of_the_article_is_left_out(copy: str) -> None:
    texts = {"first": FIRST, "second": SECOND, "third": THIRD}
    found = article(f"<div><p>{FIRST}</p><h2>Where</h2><p>{SECOND}</p><p>{THIRD}</p></div>{copy.format(**texts)}")
    assert [block.text for block in found.blocks if block.text != "Print view"] == [FIRST, "Where", SECOND, THIRD]


def test_the_copy_of_a_paragraph_for_small_screens_does_not_come_twice() -> None:
    found = article(
        f'<main><p>{FIRST}</p><div class="mobile-only"><p>{SECOND}</p></div><div class="desktop-only">'
        f"<p>{SECOND}</p></div>"
        f"<p>{THIRD}</p></main>"
    )
    assert [block.text for block in found.blocks] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "machinery",
    [
        '<nav><ul><li><a href="/a">Ministries</a></li><li><a href="/b">Services of the state</a></li></ul></nav>',
        '<div class="cookie-banner">'
        "<p>We use cookies to measure how this site is used and to remember what you chose.</p></div>",
        '<div class="social-share"><a href="/s">Share on a network</a><a href="/t">Share by e-mail</a></div>',
        '<ul class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul>',
        '<div role="navigation">'
        "<p>In this section you will find all the news of the ministry of the interior.</p></div>",
        '<section id="comments">'
        "<p>I have been waiting for this for years and am very happy that it is here at last.</p></section>",
        '<p><a href="/all">Back to the overview of all news</a></p>',
        "<p>Share this page</p>",
        "<p>Get the latest updates right in your inbox. Subscribe to our newsletters.</p>",
        "<h2>Was this page helpful?</h2><p>Thank you for your feedback.</p>",
        "<p>Cette page vous a-t-elle été utile ?</p>",
        "<p>Hat Ihnen der Beitrag gefallen?</p>",
        "<p><strong>Read more:</strong> <a href='/news/rivers'>Rivers in 2021</a></p>",
        "<p>You are here:</p><p>Télécharger le PDF »</p><p>Schriftgröße</p><p>打印本页</p>",
        "<p>Home &gt; News &gt; 2023</p>",
        "<p>This content is hosted by a third party. By showing it you accept their terms and their cookies.</p>",
        "<p><em>Crédit photo : Agence</em></p>",
        "<p>{{ article.footer }}</p>",
        "<div hidden>"
        "<p>This site needs scripts to show the map of all counters in the country to its visitors.</p></div>",
    ],
)
def test_machinery_within_the_container_is_no_text(machinery: str) -> None:
    found = article(f"<main><p>{FIRST}</p>{machinery}<p>{SECOND}</p><p>{THIRD}</p>{machinery}</main>")
    assert [block.text for block in found.blocks] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "heading", ["Read also", "À lire aussi", "Das könnte Sie auch interessieren", "Te puede interesar"]
)
def test_a_box_of_other_articles_is_related_and_no_text(heading: str) -> None:
    box = (
        f'<div><h3>{heading}</h3><ul><li><a href="/2024/bridge">A new bridge across the river Ald</a></li>'
        '<li><a href="/2024/ferry">The ferry sails again from May</a></li></ul></div>'
    )
    found = article(f"<main><p>{FIRST}</p>{box}<p>{SECOND}</p><p>{THIRD}</p></main>")
    assert [block.text for block in found.blocks] == [FIRST, SECOND, THIRD]
    assert [link.url for link in found.related] == [
        "https://news.example.gov/2024/bridge",
        "https://news.example.gov/2024/ferry",
    ]


def test_what_a_box_tells_of_the_author_is_no_text() -> None:
    box = f"<div><h4>About the author</h4><p>{SECOND}</p></div>"
    found = article(f"<main><p>{FIRST}</p><p>{THIRD}</p>{box}</main>")
    assert [block.text for block in found.blocks] == [FIRST, THIRD]


def test_cards_of_other_articles_are_told_by_how_they_repeat() -> None:
    cards = "".join(
        f'<div class="c{k}"><a href="/{k}">Another article about subject number {k}</a>'
        f"<p>{SECOND} Number {k}.</p></div>"
        for k in range(4)
    )
    found = article(
        f"<main><div><p>{FIRST}</p><p>{FIRST} {SECOND}</p><p>{THIRD} {FIRST}</p><p>{THIRD}</p></div>"
        f"<div>{cards}</div></main>"
    )
    assert not any("Another article" in block.text or "Number" in block.text for block in found.blocks)


def test_a_list_of_links_that_the_text_announces_is_text() -> None:
    found = article(
        f'<main><p>{FIRST}</p><p>The forms are here:</p><ul><li><a href="/f1">Form for passports</a></li>'
        f'<li><a href="/f2">Form for permits</a></li></ul><p>{SECOND}</p></main>'
    )
    assert ("list_item", "Form for permits") in kinds(found)


def test_the_text_survives_an_element_that_is_named_like_machinery() -> None:
    found = article(f'<div class="sidebar-layout related"><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>')
    assert [block.text for block in found.blocks] == [FIRST, SECOND, THIRD]


def test_pictures_stand_where_the_text_has_them() -> None:
    found = article(
        f'<main><p>{FIRST}</p><figure><img src="/hall.jpg" width=600 height=400 alt="A counter">'
        f"<figcaption>The counter in Aldbury</figcaption></figure><p>{SECOND}</p><p>{THIRD}</p></main>"
    )
    assert [block.kind for block in found.blocks] == ["paragraph", "figure", "paragraph", "paragraph"]
    assert found.figures[0].caption == "The counter in Aldbury"
    assert "The counter in Aldbury" not in found.body


def test_what_no_field_took_is_counted() -> None:
    whole = article(f"<main><p>{FIRST}</p><p>{SECOND}</p></main>")
    silent = article(f'<main><p>{FIRST}</p><p>{SECOND}</p><div class="cookie-note"><p>{THIRD}</p></div></main>')
    assert whole.coverage == 1.0
    assert silent.coverage is not None
    assert silent.coverage < 0.8


def test_short_items_under_a_heading_in_a_box_stay() -> None:
    box = "<div class='infobox'><h4>Hours</h4><ul><li>Weekdays: 6 to 20</li><li>Sundays: 9 to 22</li></ul></div>"
    found = article(f"<main><div><p>{FIRST}</p>{box}<p>{SECOND}</p><p>{THIRD}</p></div></main>")
    assert "Weekdays: 6 to 20" in found.body
    assert "Sundays: 9 to 22" in found.body


def test_a_short_div_among_divs_of_text_is_text() -> None:
    found = article(
        f"<main><div><div>{FIRST}</div><div>&nbsp;</div><div><span>Where to go</span></div><div>{SECOND}</div>"
        f"<div>{THIRD}</div></div></main>"
    )
    assert [text for _, text in kinds(found)] == [FIRST, "Where to go", SECOND, THIRD]


def test_what_only_screen_readers_say_is_no_text() -> None:
    found = article(
        f"<main><div><p>{FIRST}</p><h2 class='visually-hidden'>Details of this news</h2><p>{SECOND}</p>"
        f"<p class='sr-only-focusable'>{THIRD}</p></div></main>"
    )
    assert [text for _, text in kinds(found)] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    [
        "ページの先頭へ戻る",
        "목록으로",
        "【打印本页】 【关闭窗口】",
        "Visitor Counter : 812",
        "Compartilhe por WhatsApp",
    ],
)
def test_machinery_of_pages_in_further_languages_is_no_text(line: str) -> None:
    found = article(f"<main><div><p>{FIRST}</p><p>{SECOND}</p><p>{line}</p><p>{THIRD}</p></div></main>")
    assert [text for _, text in kinds(found)] == [FIRST, SECOND, THIRD]


def test_a_box_that_asks_to_subscribe_is_no_text_whatever_it_is_called() -> None:
    box = "<div class='x7'><h2>Abonnez-vous à nos nouvelles</h2><p>Recevez-les chaque matin par courriel.</p></div>"
    found = article(f"<main><div class='x1'><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>{box}</main>")
    assert [text for _, text in kinds(found)] == [FIRST, SECOND, THIRD]


def test_text_that_runs_on_behind_a_date_in_its_line_stays() -> None:
    found = article(
        f"<div class='news-detail'><span class='news-date-time'>05.03.2024 10:15</span><img src='a.jpg'>\n{FIRST}"
        f"<br><br>{SECOND}<br><br>{THIRD}</div>"
    )
    assert kinds(found) == [("figure", ""), *(("paragraph", text) for text in (FIRST, SECOND, THIRD))]
    assert found.published is not None
    assert found.published.startswith("2024")


def test_a_list_of_particulars_that_holds_the_date_is_no_text() -> None:
    particulars = "<dl><dt>Date</dt><dd>5 March 2024</dd><dt>Place</dt><dd>Aldbury</dd></dl>"
    found = article(f"<main><div>{particulars}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div></main>")
    assert [text for _, text in kinds(found)] == [FIRST, SECOND, THIRD]


def test_an_article_element_within_the_article_that_holds_its_text_is_the_text() -> None:
    found = parse_article(
        f"<title>Counters</title><article><header><h1>Counters</h1></header><div><article class='story'><p>{FIRST}</p>"
        f"<p>{SECOND}</p><p>{THIRD}</p></article></div><article class='card'><p><a href='/b'>{THIRD[:60]}</a></p>"
        f"<p>{SECOND} Elsewhere.</p></article></article>".encode(),
        "https://news.example.gov/a",
    )
    assert found.body.split("\n\n") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "again", ["Forty new counters open", "The old post office", "The old post office — Photo: J. Roe"]
)
def test_headline_and_captions_are_not_said_again(again: str) -> None:
    figure = "<figure><img src='/a.jpg'><figcaption>The old post office © J. Roe</figcaption></figure>"
    found = article(f"<main>{figure}<p>{again}</p><p>{FIRST}</p><p>{SECOND}</p><p>{again}</p></main>")
    assert found.body.split("\n\n") == [FIRST, SECOND]


def test_a_caption_without_its_picture_is_no_text() -> None:
    found = article(f"<main><p>{FIRST}</p><div><figcaption>{THIRD}</figcaption></div><p>{SECOND}</p></main>")
    assert found.body.split("\n\n") == [FIRST, SECOND]


def test_whose_words_a_quotation_is_stays() -> None:
    quote = (
        f"<figure><blockquote><p>{THIRD}</p></blockquote><figcaption>Jane Roe, mayor of Aldbury</figcaption></figure>"
    )
    found = article(f"<main><p>{FIRST}</p>{quote}<p>{SECOND}</p></main>")
    assert found.body.split("\n\n") == [FIRST, THIRD, "Jane Roe, mayor of Aldbury", SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "Press Ctrl+Enter to report a mistake in the marked text",
        "/tiempo de lectura: 4 minutos/",
        "This story was published more than 7 years ago.",
        "Contacts:",
    ],
)
def test_what_a_page_says_of_itself_is_no_text(line: str) -> None:
    found = article(f"<main><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{line}</p></main>")
    assert found.body.split("\n\n") == [FIRST, SECOND, THIRD]


def test_a_short_last_line_in_a_cell_of_a_page_laid_out_as_a_table_is_text() -> None:
    text = "某市公安局刑警大队经过两个月的侦查，成功破获一起系列盗窃案，抓获犯罪嫌疑人三名。"
    html = (
        "<html><title>破获盗窃案件一起</title><table><tr><td><b>破获盗窃案件一起</b></td></tr>"
        f"<tr><td>发布时间：2003年06月05日</td></tr><tr><td>　　{text}<br>　　案件正在审理中。</td></tr></table>"
    )
    blocks = parse_article(html.encode(), "http://www.example.gov.cn/x.htm").blocks
    assert [block.text for block in blocks] == [text, "案件正在审理中。"]


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<dl><div><dt>Length</dt><dd>9 km</dd></div><div><dt>Day</dt><dd>May</dd></div></dl>", "Length 9 km Day May"),
        ("<ul><li><div class='x'>Coffee</div></li><li><div><p>Milk</p></div></li></ul>", "Coffee Milk"),
        ("<blockquote><div><p>Short words</p></div></blockquote>", "Short words"),
        ("<details><summary>Who</summary><div class='a'><div class='b'>Towns</div></div></details>", "Who Towns"),
        ("<details open><summary><h3>Who</h3></summary><section>Towns</section></details>", "Who Towns"),
    ],
)
def test_what_stands_in_a_box_within_an_item_is_text(markup: str, said: str) -> None:
    found = article(f"<main><p>{FIRST}</p>{markup}<p>{SECOND}</p></main>")
    assert " ".join(block.text for block in found.blocks[1:-1]) == said


@pytest.mark.parametrize(
    "cap",
    [
        "<p><span class='dropcap'>{0}</span>{1}</p>",
        "<p><span style='float: left'>\n{0}</span>{1}</p>",
        "<div><div style='float:left'>{0}</div>{1}</div>",
        "<section><div class='x'>{0}</div><p>{1}</p></section>",
    ],
)
def test_a_large_first_letter_begins_its_word(cap: str) -> None:
    found = article(f"<main>{cap.format(FIRST[0], FIRST[1:])}<p>{SECOND}</p></main>")
    assert [block.text for block in found.blocks] == [FIRST, SECOND]
