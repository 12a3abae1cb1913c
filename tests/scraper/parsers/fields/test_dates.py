"""The dates of an article among the other dates of its page, on pages made up for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.parsers import parse_article
from tests.scraper.parsers.made_up import BODY, TEXT, article, meta


@pytest.mark.parametrize(
    ("lang", "line", "expected"),
    [
        ("en", "<p>4 February 2020</p>", "2020-02-04"),
        ("fr", "<p class='infos'>Publié le mardi 4 février 2020</p>", "2020-02-04"),
        ("de", "<div>Ort Berlin<br>Datum 04.02.2020</div>", "2020-02-04"),
        ("de", "<p>Bern, 04.02.2020 - Rede von Bundesrat Beispiel</p>", "2020-02-04"),
        ("de", "<p>04.02.2020 - Meldung - Thema</p>", "2020-02-04"),
        ("it", "<p>( Roma, 04 Febbraio 20 )</p>", "2020-02-04"),
        ("es", "<p>Martes, 4 de febrero de 2020</p>", "2020-02-04"),
        ("pt", "<small>04/02/2020 - Publicado por: Ana Souza - Categoria: Saúde</small>", "2020-02-04"),
        ("pl", "<p>4 lutego 2020</p>", "2020-02-04"),
        ("ro", "<p>Publicat la: 4 februarie 2020</p>", "2020-02-04"),
        ("el", "<p>Τρίτη, 4 Φεβρουαρίου 2020</p>", "2020-02-04"),
        ("uk", "<p>Опубліковано 04 лютого 2020 року о 14:02</p>", "2020-02-04"),
        ("ru", "<div>4 Февраля 2020 14:02</div>", "2020-02-04"),
        ("ar", "<p>الثلاثاء، 4 فبراير 2020</p>", "2020-02-04"),
        ("zh-CN", "<p>发布日期：2020-02-04 来源：办公室</p>", "2020-02-04"),
        ("ja", "<p>令和2年2月4日</p>", "2020-02-04"),
        ("ko", "<p>등록일 2020.02.04</p>", "2020-02-04"),
        ("th", "<p>วันที่ 4 กุมภาพันธ์ 2563</p>", "2020-02-04"),
        ("en", "<dl><dt>Published</dt><dd>4 February 2020</dd></dl>", "2020-02-04"),
        ("en", "<p>Date</p><p>4 February 2020</p>", "2020-02-04"),
        ("en", "<time datetime='2020-02-04T11:00:00+01:00'>4 February</time>", "2020-02-04T11:00:00+01:00"),
    ],
)
def test_the_line_under_the_headline_tells_when_it_was_published(lang: str, line: str, expected: str) -> None:
    assert article(lang=lang, below=line).published == expected
    assert article(lang=lang, above=line).published == expected


@pytest.mark.parametrize(
    ("lang", "line", "expected"),
    [
        ("de", f"<p>Bern, 17.08.2007 - Rede von Bundesrätin Beispiel. {TEXT[:90]}</p>", "2007-08-17"),
        ("de", "<p>Pressemitteilung Nr. 12/2020 vom 04.02.2020</p>", "2020-02-04"),
        ("de", "<p>Erscheinungsdatum 04.02.2020</p><p>Artikel drucken</p>", "2020-02-04"),
        ("en", "<ul><li>News announcement</li><li>12 May 2021</li><li>Office for Fish</li></ul>", "2021-05-12"),
        ("en", "<div><span>Press release</span><span>12 May 2021</span><span>Brussels</span></div>", "2021-05-12"),
        ("en", "<p>For Immediate Release: Wednesday, March 18, 2020</p><p>Contact: Media Relations</p>", "2020-03-18"),
        ("en", "<p>Press Statement</p><p>Jane Doe, Secretary</p><p>July 3, 2019</p>", "2019-07-03"),
        ("en", "<table><tr><th>Date</th><td>04/02/2020</td></tr></table>", "2020-02-04"),
        ("zh", "<table><tr><td>成文日期<td>2016年11月20日<tr><td>发布日期<td>2016-11-22</table>", "2016-11-22"),
        ("nl", "<p>Nieuwsbericht | 14-05-2020 | 10:00</p>", "2020-05-14"),
        ("pt-BR", "<p>por <b>Ascom</b> — publicado <b>04/02/2020 14h30</b>, última modificação <b>05/02/2020</b></p>",
         "2020-02-04"),
        ("ko", "<p>작성일 2020-02-04 조회수 123</p>", "2020-02-04"),
        ("fr", "<p>Le 4 février 2020 – Ottawa (Ontario) – Ministère de l’Environnement</p>", "2020-02-04"),
        ("es", "<p>4/2/2020 | Actualizado a las 14:30 h</p>", "2020-02-04"),
        ("tr", "<p>04 Şubat 2020 Salı</p>", "2020-02-04"),
    ],
)  # fmt: skip
def test_what_else_stands_in_the_line_does_no_harm(lang: str, line: str, expected: str) -> None:
    assert article(lang=lang, below=line).published == expected


def test_the_visible_date_wins_over_metadata_that_contradicts_it() -> None:
    found = article(
        head=meta("article:published_time", "2019-12-01T10:00:00Z"), below="<p>Published 4 February 2020</p>"
    )
    assert found.published == "2020-02-04"
    assert found.provenance["published"].startswith("heuristic:")


def test_a_bare_date_under_the_headline_wins_over_structured_data() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-01-15"}</script>'
    assert article(head=data, below="<p>4 February 2020</p>").published == "2020-02-04"


def test_a_time_in_utc_does_not_move_the_day_that_is_shown() -> None:
    found = article(head=meta("article:published_time", "2020-02-05T00:04:00Z"), below="<p>Feb. 4, 2020 7:04 pm ET</p>")
    assert found.published == "2020-02-04"


def test_a_date_line_may_come_after_a_long_standfirst() -> None:
    head = meta("article:published_time", "2019-12-01")
    assert article(head=head, below=f"<p class='lead'>{TEXT}</p><p>4 February 2020</p>").published == "2020-02-04"


def test_metadata_adds_time_and_offset_to_the_day_that_is_shown() -> None:
    head = meta("article:published_time", "2020-02-04T17:30:00+01:00")
    assert article(head=head, below="<p>4 février 2020</p>", lang="fr").published == "2020-02-04T17:30:00+01:00"


def test_midnight_in_metadata_is_no_time_of_publication() -> None:
    head = meta("article:published_time", "2020-02-04T00:00:00+01:00")
    assert article(head=head, below="<p>4 February 2020</p>").published == "2020-02-04"


@pytest.mark.parametrize(
    "head",
    [
        meta("article:published_time", "2020-02-04"),
        meta("dcterms.issued", "2020-02-04"),
        meta("DC.date.issued", "2020-02-04"),
        meta("govuk:first-published-at", "2020-02-04"),
        '<meta name="article:published_time" value="2020-02-04">',
        '<meta name="PubDate" content="2020/02/04">',
        '<script type="application/ld+json">{"@graph": [{"@type": "Report", "datePublished": "2020-02-04"}]}</script>',
        '<meta itemprop="datePublished" content="2020-02-04">',
        '<meta property="article:published_time" content="Tue Feb 04 14:57:21 2020">',
    ],
)
def test_metadata_tells_where_the_page_shows_no_date(head: str) -> None:
    assert article(head=head).published == "2020-02-04"


def test_todays_date_in_the_page_header_is_not_the_articles() -> None:
    top = "<div>Tuesday, 14 November 2023</div>"
    assert article(top=top).published is None
    assert article(top=top, below="<p>4 February 2020</p>").published == "2020-02-04"
    assert article(top=top, head=meta("dcterms.issued", "2020-02-04")).published == "2020-02-04"


def test_dates_in_the_running_text_and_of_teasers_are_not_the_articles() -> None:
    body = BODY + "<p>The rules of 3 March 2018 apply until 5 May 2021. " + TEXT + "</p>" + BODY
    assert article(body=body).published is None
    assert (
        article(body="<p>On 3 March 2018 the minister opened the new hospital in the city.</p>" + BODY).published
        is None
    )


def test_dates_in_a_list_within_the_text_are_not_the_articles() -> None:
    lines = "<p>All may come.</p><ul><li>One</li><li>Two</li><li>Three</li><li>Four</li><li>12 May 2020</li></ul>"
    assert article(head=meta("dcterms.issued", "2020-02-04"), body=lines + BODY).published == "2020-02-04"


def test_a_time_element_after_the_word_reviewed_is_a_change() -> None:
    found = article(end="<p>Last reviewed: <time datetime='2020-03-18'>March 18, 2020</time></p>")
    assert (found.published, found.modified) == (None, "2020-03-18")


def test_dates_of_comments_are_not_the_articles() -> None:
    comments = '<div class="comments"><p class="comment-date">5 May 2021</p><p>Nice.</p></div>'
    assert article(end=comments).published is None


def test_a_date_may_be_glued_to_the_headline() -> None:
    html = "<html lang='de'><title>Rat tagt in Wien</title><body><h1>{}</h1>" + BODY
    for headline in (
        "<span>04.02.2020</span> Rat tagt in Wien",
        "Rat tagt in Wien<br>4. Februar 2020",
        "04.02.2020 | Rat tagt in Wien",
        "Rat tagt in Wien (04.02.2020)",
    ):
        assert parse_article(html.format(headline).encode(), "https://www.example.at/x").published == "2020-02-04"
    headline = "Rat tagt am 4. Februar 2020 in Wien"
    assert parse_article(html.format(headline).encode(), "https://www.example.at/x").published is None


def test_an_event_announced_under_the_headline_is_not_its_publication() -> None:
    found = article(below="<p>Deadline: 30 May 2021</p>", head=meta("dcterms.issued", "2021-02-04"))
    assert found.published == "2021-02-04"
    assert article(below="<p>Wochenbericht 14. - 20. Januar 2022</p>", lang="de").published is None


def test_a_date_beside_a_venue_is_the_events() -> None:
    found = article(below="<p>Date: 12 May 2020<br>Venue: Town Hall<br>Booking: 020 7946 0018</p>")
    assert found.published is None
    assert "12 May 2020" in found.body
    found = article(below="<p>Ort: Bonn<br>Datum: 28.01.2022</p>", lang="de")
    assert found.published == "2022-01-28"


def test_a_date_after_the_text_counts_where_there_is_no_better_one() -> None:
    assert article(end="<p>Friday, October 09, 2015/Categories: News</p>").published == "2015-10-09"
    assert article(end="<p>Erschienen am 9. Okt. 2015 im Format Meldung</p>", lang="de").published == "2015-10-09"


def test_a_release_may_tell_its_date_at_the_head_of_its_first_paragraph() -> None:
    first = f"<p>PARIS, le 4 février 2020 — {TEXT}</p>"
    assert article(body=first + BODY, lang="fr").published == "2020-02-04"
    first = f"<p>Pressemitteilung vom 25. Januar 2022 | Berlin – {TEXT}</p>"
    assert article(body=first + BODY, lang="de").published == "2022-01-25"


def test_the_last_resort_is_the_day_in_the_address() -> None:
    found = article(url="https://www.example.org/news/2020/02/04/support")
    assert (found.published, found.provenance["published"]) == ("2020-02-04", "url")


def test_the_country_decides_an_ambiguous_order() -> None:
    line = "<p>02/04/2020</p>"
    assert article(below=line, url="https://www.agency.gov/news/x").published == "2020-02-04"
    assert article(below=line, url="https://www.agency.gov.uk/news/x").published == "2020-04-02"
    assert article(below=line, lang="fr", url="https://www.agency.gouv.fr/actualites/x").published == "2020-04-02"


def test_the_pages_other_dates_decide_an_ambiguous_order_before_the_country_does() -> None:
    head = meta("dcterms.issued", "2020-02-04")
    assert article(below="<p>02/04/2020</p>", head=head, url="https://www.agency.gov.uk/x").published == "2020-02-04"


def test_the_date_of_a_document_to_download_is_not_the_articles() -> None:
    annex = '<p><a href="/annex.pdf">The annex <span>PDF – 0.2 MB – 11/07/2023</span></a></p>'
    assert article(end=annex).published is None


def test_the_date_of_a_quoted_post_is_not_the_articles() -> None:
    post = "<blockquote><p>Well done!</p>— Agency (@agency) <a href='https://x.example/1'>June 5, 2023</a></blockquote>"
    assert article(end=post).published is None


def test_the_visible_change_is_told_from_the_publication() -> None:
    found = article(below="<p>Publié le 4 février 2020 - Mis à jour le 6 mars 2020</p>", lang="fr")
    assert (found.published, found.modified) == ("2020-02-04", "2020-03-06")
    found = article(below="<p>Published: 4 February 2020</p><p>Updated: 11am Friday 6 March 2020</p>")
    assert (found.published, found.modified) == ("2020-02-04", "2020-03-06")
    found = article(below="<p>04.02.2020</p>", end="<p>Stand: 06.03.2020</p>", lang="de")
    assert (found.published, found.modified) == ("2020-02-04", "2020-03-06")


def test_a_page_that_only_shows_its_last_change_has_no_date_of_publication() -> None:
    found = article(end="<p>Page last updated: March 6, 2020</p>")
    assert (found.published, found.modified) == (None, "2020-03-06")


def test_metadata_tells_the_change_that_nobody_sees() -> None:
    head = meta("article:published_time", "2020-02-04T10:00:00Z") + meta(
        "article:modified_time", "2020-03-06T12:00:00Z"
    )
    assert article(head=head).modified == "2020-03-06T12:00:00+00:00"


def test_when_the_site_was_last_changed_says_nothing_of_the_page() -> None:
    for label in ("Last site update", "Website last updated on", "Última actualización del sitio"):
        found = article(below="<p>4 May 2020</p>", end=f"<footer><p>{label}: 2 March 2024</p></footer>")
        assert (found.published, found.modified) == ("2020-05-04", None), label


def test_a_change_before_the_publication_is_none() -> None:
    head = meta("article:published_time", "2020-02-04T10:00:00Z") + meta(
        "article:modified_time", "2020-02-03T12:00:00Z"
    )
    assert article(head=head).modified is None


def test_the_stamp_of_the_machine_that_made_the_page_is_no_date() -> None:
    assert (
        article(head=meta("gentime", "Wed Jul 08 16:36:31 CEST 2020") + meta("expires", "2021-01-01")).published is None
    )


def test_the_date_line_is_no_body_text() -> None:
    found = article(below="<p>Published: 4 February 2020</p>", end="<p>Last updated: 6 March 2020</p>")
    assert "4 February 2020" not in found.body
    assert "6 March 2020" not in found.body
    assert "town hall" in found.body


def test_a_date_line_that_is_only_a_part_of_its_paragraph_is_no_body_text_either() -> None:
    found = article(below="<p>Ort Bonn<br>Datum 28.01.2022</p>", lang="de")
    assert found.published == "2022-01-28"
    assert "28.01.2022" not in found.body


PIECES = st.sampled_from(
    ["4 May 2020", "<time>", "<time datetime='2020-05-04'>", "<p>", "<br>", "</p>", "<dl><dt>Published", "<dd>",
     "Updated:", "By Jane Doe", "<div class='author'>", "<li>", "31/31/2020", "2020年", "<h1>News", "<article>",
     "<nav>", "（张三）", " - ", "<meta itemprop='datePublished' content='4'>",
     "<meta name=date content='2020-99-99'>", TEXT],
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_page_made_of_such_pieces_raises(html: str) -> None:
    assert "error" not in parse_article(html.encode(), "https://www.example.org/2020/05/04/x").provenance


def test_the_day_right_below_the_headline_is_the_articles_whatever_its_class_was_made_for() -> None:
    assert article(lang="pl", below="<p class='event-date'>04.02.2020</p>").published == "2020-02-04"


def test_but_not_further_down() -> None:
    below = "<p>Warsaw</p><p class='event-date'>04.02.2020</p>"
    assert article(lang="pl", below=below).published is None


def test_an_element_for_the_date_after_the_text_is_no_body_text_whichever_source_the_date_came_from() -> None:
    end = "<p class='publication'>Published on <time datetime='2020-02-04'>4 Feb 2020</time> in <em>News</em></p>"
    found = article(end=end)
    assert found.published == "2020-02-04"
    assert "4 Feb" not in found.body


def test_a_line_that_tells_when_it_happened_stays_in_the_text() -> None:
    particulars = "<p>Ort: Neustadt, Lindenstraße, am alten Rathaus und davor<br>Zeit: 03.05.2020, 14:10 Uhr</p>"
    found = article(lang="de", below=f"<p>04.05.2020</p>{particulars}")
    assert found.published == "2020-05-04"
    assert "Zeit: 03.05.2020, 14:10 Uhr" in found.body


def test_the_date_on_a_related_articles_card_is_not_this_ones() -> None:
    card = "<div class='related-news'><h2>You may also like</h2><h3><a href='/2'>Lakes</a></h3><p>May 2, 2022</p></div>"
    found = article(body=f"<p>{TEXT[:130]}.</p>", end=f"</article>{card}", url="https://www.example.org/x")
    assert found.published is None
