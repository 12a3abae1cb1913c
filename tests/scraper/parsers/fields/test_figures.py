"""Pictures of an article in whole pages: which, with which words, and what the body keeps."""

from __future__ import annotations

import pytest

from scraper.parsers import parse_article
from scraper.profiles.site import Layout, Site
from tests.scraper.parsers.pages import PROSE, page, read


def words(html: bytes) -> list[tuple[str | None, str | None]]:
    return [(figure.caption, figure.credit) for figure in read(html).figures]


@pytest.mark.parametrize(
    "markup",
    [
        "<figure><img src='a.jpg'><figcaption>The bridge © J. Roe</figcaption></figure>",
        "<figure><img src='a.jpg'><p class='copyright'>Beeld: ©J. Roe</p><figcaption>The bridge</figcaption></figure>",
        "<figure><img src='a.jpg'><figcaption>The bridge <span class='credit'>Photo: J. Roe</span>"
        "</figcaption></figure>",
        "<figure><img src='a.jpg'><figcaption>The bridge<br>Quelle: <cite>J. Roe</cite></figcaption></figure>",
        "<figure><img src='a.jpg'><figcaption><span class='caption'>The bridge</span><span class='source'>© "
        "<cite>J. Roe</cite></span></figcaption></figure>",
        "<figure><img src='a.jpg'><button>©</button><figcaption>The bridge<button>View image credit</button>"
        "<small>J. Roe</small></figcaption></figure>",
        "<div class='images'><img src='a.jpg'><p>The bridge (Foto: J. Roe, 15.01.2022)</p></div>",
        "<p class='picture'><span class='wrapper'><img src='a.jpg'></span><span class='caption'>The bridge<br>"
        "Quelle:&nbsp;<cite>J. Roe</cite></span></p>",
        "<div><div><img src='a.jpg'></div><div class='photo-credits'>J. Roe</div><div class='photo-caption'>The bridge"
        "</div></div>",
        "<div class='media'><img src='a.jpg'></div><p class='annotation'>The bridge</p><p class='annotation'>"
        "J. Roe</p>",
        "<div><img src='a.jpg'></div><p class='t7'>The bridge</p><p class='t7'>J. Roe</p>",
        "<figure><img src='a.jpg'><figcaption>The bridge<div><button>View image credit</button></div><div>J. Roe</div>"
        "</figcaption></figure>",
        "<table><tr><td><img src='a.jpg'></td></tr><tr><td>The bridge (Photo: J. Roe)</td></tr></table>",
        "<div class='item'><div class='box'><img src='a.jpg'><a href='a.jpg'>Full screen</a></div><div class='count'>"
        "Image 1 of 3</div><div class='imageCaption'>The bridge (Photo: J. Roe)</div></div>",
        "<div style='text-align:center'><img src='a.jpg'></div><div style='text-align:center'><b>The bridge (Photo: "
        "J. Roe)</b></div>",
        "<div class='wp-caption'><a href='a-large.jpg'><img src='a.jpg'></a><p class='wp-caption-text'>The bridge © "
        "J. Roe</p></div>",
        "<dl class='gallery-item'><dt><img src='a.jpg'></dt><dd class='gallery-caption'>The bridge © J. Roe</dd></dl>",
        "<div class='ezimage-field'><img src='a.jpg'></div><div class='legende'>The bridge<br>© J. Roe</div>",
    ],
)
def test_forms_in_which_caption_and_credit_stand(markup: str) -> None:
    for html in (page(article=markup), page(before=markup)):
        article = read(html)
        assert [(figure.caption, figure.credit) for figure in article.figures] == [("The bridge", "J. Roe")]
        assert article.figures[0].image_url == "https://www.agency.gov.uk/news/a.jpg"
        assert "J. Roe" not in article.body
        assert "Image 1 of 3" not in article.body


def test_an_alt_text_is_no_caption() -> None:
    figure = read(page(article="<p><img src='a.jpg' alt='A  bridge at night'></p>")).figures[0]
    assert (figure.alt, figure.caption, figure.credit) == ("A bridge at night", None, None)


def test_a_credit_without_a_caption() -> None:
    assert words(page(article="<figure><img src='a.jpg'><figcaption>© J. Roe</figcaption></figure>")) == [
        (None, "J. Roe")
    ]


def test_a_paragraph_around_a_picture_stays_in_the_body() -> None:
    text = "The old bridge, of which two piers are left, will be a footpath from the spring of next year on."
    article = read(page(article=f"<p><img src='a.jpg' class='alignleft'> {text}</p>"))
    assert [(figure.caption, figure.credit) for figure in article.figures] == [(None, None)]
    assert text in article.body


def test_a_paragraph_after_a_picture_stays_in_the_body() -> None:
    text = "The old bridge will be a footpath."
    article = read(page(article=f"<p><img src='a.jpg'></p><p>{text}</p>"))
    assert article.figures[0].caption is None
    assert text in article.body


def test_a_credit_in_one_pictures_caption_is_not_for_all() -> None:
    one = "<figure><img src='a.jpg'><figcaption>The bridge. <em>Photo: J. Roe</em></figcaption></figure>"
    two = "<figure><img src='b.jpg'><figcaption>The valley</figcaption></figure>"
    assert words(page(article=one + two)) == [("The bridge.", "J. Roe"), ("The valley", None)]


def test_one_line_of_credits_at_the_end_is_for_all_pictures() -> None:
    article = read(
        page(
            article="<p><img src='a.jpg'></p><figure><img src='b.jpg'><figcaption>The pier © A. Other"
            "</figcaption></figure>"
            "<p><strong>Photos</strong>: J. Roe</p>"
        )
    )
    assert [(figure.caption, figure.credit) for figure in article.figures] == [
        (None, "J. Roe"),
        ("The pier", "A. Other"),
    ]
    assert "J. Roe" not in article.body


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("<img src='s.jpg' srcset='s.jpg 300w, l.jpg 1200w, m.jpg 800w'>", "l.jpg"),
        ("<img src='s.jpg' srcset='s.jpg, l.jpg 2x'>", "l.jpg"),
        ("<img src='data:image/gif;base64,R0lG' data-src='l.jpg'>", "l.jpg"),
        ("<img src='/placeholder.png' data-srcset='s.jpg 300w, l.jpg 900w' class='lazy'>", "l.jpg"),
        ("<img src='/placeholder.png' data-lg='l.jpg' data-xs='s.jpg'>", "l.jpg"),
        ("<picture><source srcset='s.webp 400w, l.webp 1600w'><img src='s.jpg'></picture>", "l.webp"),
        ("<img src='plain one.jpg'>", "plain%20one.jpg"),
        ("<div class='gallery-slide' style=\"background-image: url('l.jpg')\"></div>", "l.jpg"),
        ("<video poster='l.jpg'><source src='film.mp4'></video>", "l.jpg"),
    ],
)
def test_the_largest_form_of_a_picture(markup: str, name: str) -> None:
    article = read(page(article=f"<figure>{markup}<figcaption>The bridge</figcaption></figure>"))
    assert [figure.image_url for figure in article.figures] == [f"https://www.agency.gov.uk/news/{name}"]


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='/icons/arrow.svg'>", "<img src='/logo.png' alt='Logo'>", "<img src='t.gif' width='1' height='1'>",
        "<img src='x.png' class='icon'>", "<a href='/news/other'><img src='o.jpg'><h3>Another story of today</h3></a>",
        "<div class='related'><img src='o.jpg'></div>", "<noscript><img src='https://stats.example/p.gif'></noscript>",
        "<div class='teaser'><h3><a href='/other'>Another story</a></h3><img src='o.jpg'><p>Short text</p></div>",
        "<button><img src='print.png'></button>",
        "<div class='author-info'><div><img src='a.jpg' alt='Jo Roe'></div><div>Jo Roe</div></div>",
    ],
)  # fmt: skip
def test_furniture_and_teasers_are_no_figures(markup: str) -> None:
    assert read(page(article=markup)).figures == ()


def test_figures_come_in_reading_order_and_once() -> None:
    markup = "".join(f"<figure><img src='{name}.jpg'><figcaption>{name}</figcaption></figure>" for name in "cabca")
    figures = read(page(article=markup)).figures
    assert [(figure.position, figure.caption) for figure in figures] == [(0, "c"), (1, "a"), (2, "b")]


def test_a_name_in_a_bare_span_after_the_caption_is_its_credit() -> None:
    markup = "<figure><img src='a.jpg'><figcaption>The bridge at night. <span>Agency/Roe</span></figcaption></figure>"
    assert words(page(article=markup)) == [("The bridge at night.", "Agency/Roe")]


def test_two_short_paragraphs_in_the_style_of_all_others_are_body() -> None:
    html = page(
        article="<p><img src='a.jpg'></p><p class='m'>It rained.</p><p class='m'>Nobody came</p><p class='m'>Yet.</p>"
    )
    article = read(html)
    assert article.figures[0].caption is None
    assert "It rained." in article.body


def test_a_picture_in_the_header_of_the_article_is_the_articles() -> None:
    html = (
        b"""<html><body><header><img src='/banner.jpg' width='900'></header><main><article><header><h1>A new bridge</h1>
    <figure><img src='a.jpg'><figcaption>The bridge</figcaption></figure></header>"""
        + PROSE.encode()
        + b"</article></main>"
    )
    assert [figure.caption for figure in read(html).figures] == ["The bridge"]


def test_a_picture_above_the_headline() -> None:
    html = (
        b"""<html><body><div id='top'><img src='/banner.jpg' width='900'></div><div id='page'><figure><img src='a.jpg'>
    <figcaption>The bridge</figcaption></figure><h1>A new bridge</h1>"""
        + PROSE.encode()
        + b"</div>"
    )
    assert [figure.caption for figure in read(html).figures] == ["The bridge"]


def test_a_figure_that_was_never_closed_leaves_the_text_to_the_body() -> None:
    html = page(before="<figure><img src='a.jpg'><figcaption>The bridge</figcaption>")
    article = read(html)
    assert [figure.caption for figure in article.figures] == ["The bridge"]
    assert "embankment needs time" in article.body


def test_a_quotation_in_a_figure_is_no_caption() -> None:
    quote = "We promised the valley a bridge, and here it is."
    article = read(page(article=f"<figure><img src='a.jpg'><blockquote>{quote}</blockquote></figure>"))
    assert article.figures[0].caption is None
    assert quote in article.body


def test_a_film_in_a_frame_is_a_figure_by_its_caption() -> None:
    html = page(article="<figure><iframe src='/film'></iframe><figcaption>The first train</figcaption></figure>")
    article = read(html)
    assert [(figure.image_url, figure.caption) for figure in article.figures] == [(None, "The first train")]
    assert "The first train" not in article.body


def test_the_second_copy_of_a_picture_leaves_no_caption_behind() -> None:
    copy = "<div class='{}'><img src='a.jpg'><p class='caption'>The bridge at night</p></div>"
    article = read(page(before=copy.format("wide") + copy.format("narrow")))
    assert [figure.caption for figure in article.figures] == ["The bridge at night"]
    assert "at night" not in article.body


def test_a_profile_may_say_which_pictures_are_the_articles() -> None:
    site = Site(
        "agency", "Agency", "https://www.agency.gov.uk", layouts=(Layout("news", fields={"figures": (".shown",)}),)
    )
    html = page(
        article="<div class='shown'><img src='a.jpg'><p class='caption'>The bridge</p></div><p><img src='b.jpg'></p>"
    )
    article = parse_article(html, "https://www.agency.gov.uk/news/bridge", site=site)
    assert [figure.caption for figure in article.figures] == ["The bridge"]
    assert article.provenance["figures"] == "profile:news"


def test_caption_and_credit_may_follow_a_figure_that_has_no_words() -> None:
    markup = (
        "<figure><img src='a.jpg'></figure><div class='image-legend'>The bridge at night.</div>"
        "<div class='image-credit'>© J. Roe</div>"
    )
    article = read(page(before=markup))
    assert [(figure.caption, figure.credit) for figure in article.figures] == [("The bridge at night.", "J. Roe")]
    assert "at night" not in article.body


def test_in_a_gallery_the_text_beside_each_picture_is_its_caption() -> None:
    html = page(
        article="<div class='gallery'><h3>Pictures (1)</h3><ul><li><a href='a.jpg'><img src='a.jpg'></a>"
        "<p>The bridge at night</p></li></ul></div>"
    )
    assert words(html) == [("The bridge at night", None)]


def test_a_short_article_in_chinese_is_not_the_box_around_its_picture() -> None:
    text = "水利局昨日宣布，新桥已经完工，明天起全线通车。桥长三百米，共有四条车道。"
    html = (
        f"<html lang='zh'><title>新桥通车</title><body><main><h1>新桥通车</h1><div class='c'><p>{text}</p>"
        f"<p><img src='a.jpg'></p><p>夜色中的新桥。（李明摄）</p><p>{text[::-1]}</p><p>{text}完。</p></div>"
        "</main></body></html>"
    )
    assert words(html.encode()) == [("夜色中的新桥。", "李明")]


def test_lines_after_the_text_that_a_picture_stands_in_are_no_caption() -> None:
    html = page(before="<div class='photo'><div><img src='a.jpg'>The agency thanks all crews.</div><p>Share</p></div>")
    assert words(html) == [(None, None)]


def test_a_height_of_nought_is_no_height() -> None:
    figure = "<figure><img src='a.jpg' width='800' height='0'><figcaption>The bridge</figcaption></figure>"
    html = page(article=figure)
    assert words(html) == [("The bridge", None)]
    pixel = page(article="<img src='p.gif' width='0' height='0'>")
    assert words(pixel) == []


@pytest.mark.parametrize("ahead", ["1 of 12 ", "1/3 ", "Image caption "])
def test_counters_and_labels_for_screen_readers_are_no_part_of_a_caption(ahead: str) -> None:
    html = page(article=f"<figure><img src='a.jpg'><figcaption>{ahead}The bridge © J. Roe</figcaption></figure>")
    assert words(html) == [("The bridge", "J. Roe")]


def test_a_text_that_says_what_the_alt_says_is_the_caption() -> None:
    html = page(
        article="<div><a href='a.jpg'><img src='a.jpg' alt='The bridge at night'></a><p>The bridge at night</p></div>"
    )
    assert words(html) == [("The bridge at night", None)]
    other = page(
        article="<div><a href='a.jpg'><img src='a.jpg' alt='The bridge at night'></a><p>Crews worked on.</p></div>"
    )
    assert words(other) == [(None, None)]


@pytest.mark.parametrize(
    "attributes", ["data-credit='Jane Doe'", "title='Photo: Jane Doe'", "data-copyright='© Jane Doe'"]
)
def test_a_credit_may_stand_in_an_attribute(attributes: str) -> None:
    figure = f"<figure><img src='a.jpg' alt='A' {attributes}><figcaption>The bridge (Jane Doe)</figcaption></figure>"
    assert words(page(article=figure)) == [("The bridge", "Jane Doe")]


def test_a_title_that_is_no_credit_is_none() -> None:
    assert words(page(article="<img src='a.jpg' title='The bridge at night'>")) == [(None, None)]


def test_a_labelled_line_right_after_a_picture_within_the_text_is_its_caption() -> None:
    text = "<br><br>The agency opened the bridge on Monday, after two years of work on both banks of the river.<br>"
    html = page(article=f"<div>{text}<img src='a.jpg'><br><i>The bridge at night (Photo Roe)</i>{text}</div>")
    assert words(html) == [("The bridge at night", "Roe")]


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='a.jpg' title='The river at noon | Bild: dpa | J. Roe'>",
        "<img src='a.jpg' alt='The river at noon © J. Roe/dpa'>",
        "<img src='a.jpg' data-portal-copyright='J. Roe/dpa'>",
        "<img src='a.jpg' data-image-credit='Photo: J. Roe/dpa'>",
        "<a href='a-large.jpg' data-title='The river at noon - © J. Roe/dpa'><img src='a.jpg'></a>",
    ],
)
def test_a_credit_behind_a_description_in_an_attribute_is_the_pictures(markup: str) -> None:
    assert words(page(article=f"<div>{markup}</div>"))[0][0] is None
    assert words(page(article=f"<div>{markup}</div>"))[0][1] in ("J. Roe/dpa", "dpa | J. Roe")


@pytest.mark.parametrize("alt", ["Foto: People mend old lamps and chairs", "Picture: a map of the valley", "Bild 3"])
def test_an_alt_text_that_says_that_it_is_a_picture_is_no_credit(alt: str) -> None:
    assert words(page(article=f"<div><img src='a.jpg' alt='{alt}'></div>")) == [(None, None)]


def test_a_credit_known_from_an_attribute_is_no_part_of_the_caption() -> None:
    markup = (
        "<figure><img src='a.jpg' title='A meadow - © Tom Roe'><figcaption>A meadow<span><i class='x'></i>Tom Roe"
        "</span></figcaption></figure>"
    )
    assert words(page(article=markup)) == [("A meadow", "Tom Roe")]


@pytest.mark.parametrize(
    "image",
    [
        "<img src='/i/a.jpg' width='16' height='9'>",
        "<img src='/i/20220121-summit-logo.jpg'>",
        "<img src='/i/WhatsApp-Image-2024.jpg' width='1044' height='696'>",
        "<img src='/i/logo_white_16_9.svg' data-src='/i/a.jpg' width='960' height='540'>",
        "<noscript><img src='/i/a.jpg'></noscript>",
    ],
)
def test_a_picture_with_a_caption_is_no_furniture_of_the_page(image: str) -> None:
    markup = f"<figure>{image}<figcaption>The bridge</figcaption></figure>"
    assert words(page(article=markup)) == [("The bridge", None)]


def test_a_picture_for_readers_without_scripts_counts_where_no_other_stands_beside_it() -> None:
    lazy = "<span class='p'><span data-src='s.jpg'></span><noscript><img src='a.jpg'></noscript></span>"
    assert [figure.image_url for figure in read(page(article=f"<div>{lazy}</div>")).figures] == [
        "https://www.agency.gov.uk/news/a.jpg"
    ]
    double = "<figure><img data-src='a.jpg' src='data:,'><noscript><img src='a-copy.jpg'></noscript></figure>"
    assert [figure.image_url for figure in read(page(article=double)).figures] == [
        "https://www.agency.gov.uk/news/a.jpg"
    ]


@pytest.mark.parametrize(
    ("attributes", "name"),
    [
        ("src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src='b.jpg'", "b.jpg"),
        ("src='grey.png' data-src='b.jpg'", "b.jpg"),
        ("src='small.jpg' data-lazy-srcset='a.jpg 300w, b.jpg 900w'", "b.jpg"),
        ("src='' data-original='b.jpg'", "b.jpg"),
        ("src='b.jpg' data-src='{{ picture }}'", "b.jpg"),
    ],
)
def test_the_picture_that_a_loader_puts_in_place_is_the_picture(attributes: str, name: str) -> None:
    figures = read(page(article=f"<figure><img {attributes}><figcaption>The bridge</figcaption></figure>")).figures
    assert [figure.image_url for figure in figures] == [f"https://www.agency.gov.uk/news/{name}"]


def test_the_caption_of_a_link_to_another_article_is_none_of_ours() -> None:
    card = "<a href='/news/other'><figure><img src='o.jpg'><figcaption>Something else</figcaption></figure></a>"
    assert words(page(article=f"<div class='x'>{card}{card}</div>")) == []


def test_the_byline_beside_a_portrait_is_no_caption() -> None:
    portrait = "<figure><img src='j.jpg'><figcaption>By <a rel='author' href='/j'>Jane Doe</a></figcaption></figure>"
    article = read(page(before=portrait))
    assert [figure.caption for figure in article.figures if figure.caption] == []


#: Forms of a caption and a credit beside a picture that nothing but structure tells: no name, no label, no figure.
_NAMELESS = [
    "<div><img src='{n}.jpg'><div><em>The bridge from the {n} bank</em></div></div>",
    "<div><div><a href='{n}-large.jpg'><img src='{n}.jpg'></a></div><span>The bridge from the {n} bank</span></div>",
    "<div class='n3f'><p><img src='{n}.jpg'></p><div class='n7'>The bridge from the {n} bank</div></div>",
    "<div><img src='{n}.jpg' alt='The bridge from the {n} bank'><p>The bridge from the {n} bank</p></div>",
    "<div><picture><source srcset='{n}.webp'><img src='{n}.jpg'></picture><div><small>The bridge from the {n} bank"
    "</small></div></div>",
]


@pytest.mark.parametrize("form", _NAMELESS)
def test_words_beside_each_picture_are_captions_by_structure_alone(form: str) -> None:
    markup = PROSE.join(form.format(n=n) for n in ("north", "south", "west"))
    article = read(page(article=markup))
    assert [figure.caption for figure in article.figures] == [
        f"The bridge from the {n} bank" for n in ("north", "south", "west")
    ]
    assert "The bridge from the" not in article.body


@pytest.mark.parametrize("box", ["<p><img src='{n}.jpg'></p>", "<div><img src='{n}.jpg'></div>", "<img src='{n}.jpg'>"])
def test_paragraphs_after_pictures_are_text_however_many_pictures_there_are(box: str) -> None:
    texts = [
        f"On day {k} the crew closed the road for an hour, laid the last beam of that week and opened it again in time "
        "for the school bus, as the mayor had asked them to do in the spring."
        for k in range(1, 4)
    ]
    markup = "".join(f"{box.format(n=k)}<p>{text}</p>" for k, text in enumerate(texts))
    article = read(page(article=markup))
    assert [figure.caption for figure in article.figures] == [None, None, None]
    assert all(text in article.body for text in texts)


def test_a_line_that_begins_with_a_short_caption_stays_in_the_text() -> None:
    line = "Jane Roe told the town on Friday that it stays open."
    figure = "<figure><img src='a.jpg'><figcaption>Jane Roe</figcaption></figure>"
    article = read(page(article=f"{figure}{PROSE}<p>{line}</p>{PROSE}"))
    assert article.figures[0].caption == "Jane Roe"
    assert line in article.body
