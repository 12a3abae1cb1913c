"""Whom a page names as the article's author, on pages made up for these tests."""

from __future__ import annotations

import pytest

from scraper.parsers import parse_article
from tests.scraper.parsers.made_up import BODY, TEXT, article, meta


@pytest.mark.parametrize(
    ("lang", "line", "byline"),
    [
        ("fr", "<p>Par le commandant Céline Morin</p>", "commandant Céline Morin"),
        ("fr", "<p>Publié le 4 février 2020 par Claire Petit</p>", "Claire Petit"),
        ("fr", "<div class='auteur'>Auteur : <span>Claire Petit</span></div>", "Claire Petit"),
        ("fr", "<dl><dt>Auteur</dt><dd>Claire Petit</dd></dl>", "Claire Petit"),
        ("de", "<p>Von der Pressestelle</p>", "Pressestelle"),
        ("de", "<p>04.02.2020 | Von Eva Maus</p>", "Eva Maus"),
        ("en", "<p>By the Office of Public Affairs</p>", "Office of Public Affairs"),
        ("en", "<p>January 17, 2017 at 6:08 PM ET by Kori Example</p>", "Kori Example"),
        ("en", "<div class='byline'>By <a href='/people/jane'>Jane Doe</a></div>", "Jane Doe"),
        ("en", "<div class='byline'><b>Jane Doe</b><i>Staff Writer</i></div>", "Jane Doe"),
        ("en", "<p><span class='author'>Jane Doe</span><span class='date'>4 May 2020</span></p>", "Jane Doe"),
        ("en", "<p><span class='date'>4 May 2020</span> <span class='author-name'>Jane Doe</span></p>", "Jane Doe"),
        ("en", "<p class='byline'>Jane Doe <span>4 May 2020</span> 3 comments</p>", "Jane Doe"),
        ("en", "<p><a rel='author' href='/people/jane'>Jane Doe</a></p>", "Jane Doe"),
        ("en", "<p itemprop='author'>Jane Doe</p>", "Jane Doe"),
        ("en", "<p>By Jane Doe on Monday, November 18th, 2019</p>", "Jane Doe"),
        ("en", "<p>Posted by: <a>Jane Doe</a>, Posted on: 4 May 2020 - Categories: News</p>", "Jane Doe"),
        ("zh-CN", "<p>来源：省政府网 作者：张三 责任编辑：李四</p>", "张三"),
        ("zh-CN", "<p>2020-02-04 来源：省政府网 作者：张三 编辑：李四</p>", "张三"),
        ("zh-CN", "<p>本报太原2月4日讯（记者 张三）会议强调，各部门要认真落实有关要求。</p>", "张三"),
        ("pt", "<small>05/10/2018 - Publicado por: Clara Souza - Categoria: Saúde</small>", "Clara Souza"),
        ("es", "<p>Por Juan Pérez</p>", "Juan Pérez"),
        (
            "fr",
            "<p>lundi 5 juin 2023<span>, par <span class='vcard author'><a>Claire Petit</a></span></span></p>",
            "Claire Petit",
        ),
        (
            "id",
            "<p><i class='fa fa-calendar'></i> 20 Mei 2024 <i class='fa fa-user'></i> Budi Santoso "
            "<i class='fa fa-eye'></i> 512 kali dilihat</p>",
            "Budi Santoso",
        ),
        ("ru", "<p>Автор: Иван Петров</p>", "Иван Петров"),
        ("zh-CN", "<p>发布时间：2020-02-04 作者：张三 来源：办公室</p>", "张三"),
        ("zh-CN", "<p><i>日期：2020-02-04</i><i>来源：市府网</i><i>作者：张三</i><i>浏览次数：8</i></p>", "张三"),
    ],
)
def test_a_line_near_the_headline_names_the_author(lang: str, line: str, byline: str) -> None:
    found = article(lang=lang, below=line)
    assert (found.byline, found.authors) == (byline, (byline,))
    assert found.provenance["byline"].startswith("heuristic:")


@pytest.mark.parametrize(
    ("lang", "line", "authors"),
    [
        ("de", "<p>Autoren Eva Maus und Jan Fuchs</p>", ("Eva Maus", "Jan Fuchs")),
        ("ru", "<p>Автор: Иван Петров</p>", ("Иван Петров",)),
        ("en", "<p>Written by: Jane Doe</p>", ("Jane Doe",)),
    ],
)
def test_so_does_a_labelled_line_after_the_text(lang: str, line: str, authors: tuple[str, ...]) -> None:
    assert article(lang=lang, end=line).authors == authors


def test_authors_in_elements_of_their_own_are_all_named() -> None:
    line = "<p>By <a rel='author'>Jane Doe</a>, <a rel='author'>John Roe</a> and <a rel='author'>Ann Poe</a></p>"
    assert article(below=line).authors == ("Jane Doe", "John Roe", "Ann Poe")


def test_a_chinese_text_may_end_with_its_authors_name() -> None:
    text = (
        "会议强调，各部门要认真落实有关要求，切实做好冬季保供工作，确保群众温暖过冬，并加强值班值守和信息报送工作。" * 3
    )
    found = article(lang="zh-CN", body=f"<p>{text}</p><p>{text}</p><p>{text}（张三）</p>")
    assert found.byline == "张三"
    assert "温暖过冬" in found.body


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"head": meta("author", "admin")},
        {"head": meta("author", "Department for Local Services")},
        {"head": meta("author", "Jane Doe")},
        {"head": meta("dcterms.creator", "Jane Doe") + meta("twitter:creator", "@agency")},
        {"head": '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"jdoe"}}</script>'},
        {"below": "<p>Office of the Press Secretary</p>"},
        {"below": "<p>From: <a href='/home-office'>Home Office</a></p>"},
        {"below": "<p>Published 4 May 2020 by Home Office</p>"},
        {"below": "<p class='author'>Press Office</p>"},
        {"below": "<p class='byline'>By admin</p>"},
        {"below": "<figure><img src='a.jpg'><figcaption>By Jane Doe</figcaption></figure>"},
        {"below": "<p>Photo by Jane Doe</p>"},
        {"top": "<p>By Topic</p><p>By Region And Country</p>"},
        {"end": "<blockquote><p>A fine place.</p><p>By Jane Doe</p></blockquote>"},
        {"end": "<div class='comments'><p>By Jane Doe</p></div>"},
        {"end": "<div class='contact'><p>Press contact:</p><p>Jane Doe</p><p>Tel. 030 1234567</p></div>"},
        {"body": BODY + f"<p>The book by Jane Doe is out. {TEXT}</p>"},
        {"body": "<p>By Jane Doe's account, the bridge was already closed when the police came.</p>" + BODY},
    ],
)
def test_a_page_that_names_nobody_has_no_byline(parts: dict[str, str]) -> None:
    found = article(**parts)
    assert (found.byline, found.authors) == (None, ())


def test_the_sites_own_name_is_no_author() -> None:
    head = '<meta property="og:site_name" content="City Press Office">'
    assert article(head=head, below="<p>By City Press Office</p>").byline is None


def test_metadata_confirms_a_name_that_stands_alone_on_its_line() -> None:
    found = article(head=meta("author", "Jane Doe"), below="<p>Jane Doe</p>")
    assert (found.byline, found.provenance["byline"]) == ("Jane Doe", "meta:author")


def test_the_byline_is_no_body_text() -> None:
    found = article(below="<p>4 May 2020<br>By the Office of Public Affairs</p>")
    assert "Public Affairs" not in found.body
    assert "2020" not in found.body
    assert "town hall" in found.body


def test_a_photographer_under_the_picture_is_no_author() -> None:
    below = "<img src='a.jpg'><p class='main-photo-author'>Fot. Anna Nowak</p>"
    found = article(lang="pl", below=below)
    assert found.byline is None
    assert [figure.credit for figure in found.figures] == ["Anna Nowak"]


def test_an_agency_that_posted_a_page_on_a_day_is_its_issuer() -> None:
    assert article(below="<div>Posted On: 24 DEC 2023 5:14PM by ABC London</div>").byline is None


@pytest.mark.parametrize("office", ["Northern Coast Guard", "Polizeiinspektion Neustadt", "Department of Roads"])
def test_an_office_in_the_metadata_that_stands_alone_on_a_line_is_the_issuer(office: str) -> None:
    assert article(head=meta("author", office), below=f"<p><a href='/us'>{office}</a></p>").byline is None


@pytest.mark.parametrize("style", ["style='text-align: right'", "class='has-text-align-right'", "align='right'"])
def test_a_name_below_the_text_and_at_the_right_signs_it(style: str) -> None:
    found = article(lang="vi", end=f"<p {style}><strong>Nguyễn Hương</strong></p>")
    assert (found.byline, found.provenance["byline"]) == ("Nguyễn Hương", "heuristic:signature")
    assert "Hương" not in found.body


@pytest.mark.parametrize(
    "line",
    [
        "<p>Nguyễn Hương</p>",
        "<p align='right'>Jane Roe<br>Secretary of Rivers</p>",
        "<p align='right'>Hanoi</p>",
        "<p align='right'>Press Office</p>",
    ],
)
def test_any_other_short_last_line_does_not(line: str) -> None:
    assert article(lang="vi", end=line).byline is None


@pytest.mark.parametrize("account", ["Log In", "My Account", "Mein Konto", "Iniciar Sesión"])
def test_the_drawing_of_a_person_beside_an_account_names_nobody(account: str) -> None:
    button = f"<a href='/account'><i class='fa fa-user'></i> {account}</a>"
    assert article(top=button).byline is None
    assert article(above=f"<p>{button}</p>").byline is None


@pytest.mark.parametrize(
    ("lang", "line", "authors"),
    [
        ("en", "<p class='byline'>By Jane Doe, Ph.D.</p>", ("Jane Doe, Ph.D.",)),
        ("en", "<p>Written by Jane Doe, RN, MSN, and John Roe, DO</p>", ("Jane Doe, RN, MSN", "John Roe, DO")),
        ("en", "<div><span>By Joe Roe, Jr., Tara Poe, M.D., M.P.H., FACS and Ann Fox</span></div>",
         ("Joe Roe, Jr.", "Tara Poe, M.D., M.P.H., FACS", "Ann Fox")),
        ("en", "<p class='author'>The Rt Hon Sir Alan Fox, KC, MP</p>", ("Rt Hon Sir Alan Fox, KC, MP",)),
        ("en", "<p>By Mary Major, Esq.</p>", ("Mary Major, Esq.",)),
        ("fr", "<p class='auteur'>Par Luc Petit, Ph. D., et Ida Roy, ing.</p>", ("Luc Petit, Ph. D.", "Ida Roy, ing.")),
        ("fr", "<p>Par Claire Petit, docteure en droit</p>", ("Claire Petit, docteure en droit",)),
        ("de", "<p>Von Eva Maus, MdB, und Dr. med. Ida Lux, M. Sc.</p>", ("Eva Maus, MdB", "Dr. med. Ida Lux, M. Sc.")),
        ("de", "<p>Autor: Prof. Dr. Jan Fuchs, LL.M.</p>", ("Prof. Dr. Jan Fuchs, LL.M.",)),
        ("cs", "<p class='author'>Jan Novák, Ph.D., MBA</p>", ("Jan Novák, Ph.D., MBA",)),
        ("pl", "<p>Autor: Jan Kowalski, dr hab.</p>", ("Jan Kowalski, dr hab.",)),
        ("it", "<p>Di Anna Rossi, PhD e Marco Bianchi</p>", ("Anna Rossi, PhD", "Marco Bianchi")),
    ],
)  # fmt: skip
def test_letters_after_a_name_belong_to_it_and_are_nobody(lang: str, line: str, authors: tuple[str, ...]) -> None:
    found = article(lang=lang, below=line)
    assert found.authors == authors
    assert all(author in (found.byline or "") for author in authors)
    assert found.body.startswith("The department")


@pytest.mark.parametrize(
    ("lang", "line", "author"),
    [
        ("es", "<p>Por Plácido Domingo</p>", "Plácido Domingo"),
        ("pl", "<p>Autor: Jan Piątek</p>", "Jan Piątek"),
        ("en", "<p>By Billy Sunday</p>", "Billy Sunday"),
        ("de", "<p class='autor'>Von Ida Freitag</p>", "Ida Freitag"),
        ("en", "<p>By Matt Monday, 4 May 2020</p>", "Matt Monday"),
        ("de", "<p>Von Uwe Sonntag und Ida Samstag</p>", "Ida Samstag"),
        ("en", "<p>By Jane Doe, Monday</p>", "Jane Doe"),
        ("en", "<p>By Jane Doe on Monday</p>", "Jane Doe"),
        ("es", "<p>Por Juan Pérez, el lunes</p>", "Juan Pérez"),
    ],
)
def test_a_family_name_may_be_a_day_of_the_week(lang: str, line: str, author: str) -> None:
    assert article(lang=lang, below=line).authors[-1:] == (author,)


def ld(author: str) -> str:
    """JSON-LD of an article by `author`, itself JSON."""
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","author":{author}}}</script>'


@pytest.mark.parametrize(
    ("head", "authors", "rule"),
    [
        (ld('[{"@type":"Person","name":"Ida H."},{"name":"Sean Roe"}]'), ("Ida H.", "Sean Roe"), "json-ld"),
        (ld('{"@type":"Person","name":"Jane Doe and Sean Roe"}'), ("Jane Doe", "Sean Roe"), "json-ld"),
        (ld('"Jane Doe, MD"'), ("Jane Doe, MD",), "json-ld"),
        (ld('{"@type":"Person","name":["Jane Doe","Sean Roe"]}'), ("Jane Doe", "Sean Roe"), "json-ld"),
        (ld('{"@type":"Person","@id":"#a"},"x":{"@id":"#a","name":"Jane Doe"}'), ("Jane Doe",), "json-ld"),
        (meta("author", "Jane Doe"), ("Jane Doe",), "meta:author"),
        (meta("author", "Jane Doe, Sean Roe"), ("Jane Doe", "Sean Roe"), "meta:author"),
        (meta("author", "By Jane Doe"), ("Jane Doe",), "meta:author"),
        (meta("author", "Press Office") + meta("article:author", "Jane Doe"), ("Jane Doe",), "meta:article:author"),
    ],
)  # fmt: skip
def test_authors_whom_the_metadata_names_are_told_as_its_word(head: str, authors: tuple[str, ...], rule: str) -> None:
    found = article(
        head=head, end="<p>Jane Doe and Sean Roe have been at the town hall for years, and know it well.</p>"
    )
    assert (found.byline, found.authors, found.provenance["authors"]) == (None, authors, rule)


@pytest.mark.parametrize(
    "head",
    [
        meta("author", "Jane Doe"),
        ld('{"@type":"Person","@id":"https://www.example.org/#/schema/person/1","name":"Jane Doe"}'),
        meta("author", "admin"),
        meta("author", "webmaster@example.org"),
        meta("author", "Portal"),
        meta("author", "www.example.org"),
        meta("author", "jane.doe"),
        meta("author", "https://www.facebook.com/example"),
        meta("author", "Department for Local Services"),
        meta("author", "Example GmbH"),
        meta("author", "City Example") + '<meta property="og:site_name" content="City Example">',
        meta("author", "Frank Maker - https://themes.example"),
        ld('{"@type":"Organization","name":"Jane Doe Foundation"}'),
        ld('{"@type":"Organization","name":"North Sea"}'),
        ld('{"@type":"Person","name":"jdoe"}'),
        ld('{"@type":"Person","name":"Super User"}'),
    ],
)
def test_accounts_bodies_and_addresses_that_no_line_names_in_the_metadata_are_no_authors(head: str) -> None:
    assert article(head=head).authors == ()


def test_several_authors_in_structured_data_need_no_line_of_the_page() -> None:
    found = article(head=ld('[{"name":"Jane Doe"},{"name":"Sean Roe"}]'))
    assert (found.byline, found.authors) == (None, ("Jane Doe", "Sean Roe"))


def test_structured_data_completes_the_authors_of_whom_a_line_names_one() -> None:
    found = article(head=ld('[{"name":"Jane Doe"},{"name":"Sean Roe"}]'), below="<p>By Jane Doe</p>")
    assert (found.byline, found.authors) == ("Jane Doe", ("Jane Doe", "Sean Roe"))
    assert found.provenance["authors"] == "json-ld"


LEAD = (
    "<p class='intro'>A short text under the headline says what this is about, before anybody is named on the page.</p>"
)


@pytest.mark.parametrize(
    ("lang", "below", "authors"),
    [
        ("en", LEAD + "<div><a rel='author' href='/p/1'>Jane Doe</a></div>", ("Jane Doe",)),
        ("en", LEAD + "<p class='article__author-name'>Jane Doe</p>", ("Jane Doe",)),
        ("de", LEAD + "<div itemprop='author'><span itemprop='name'>Eva Maus, 02.02.2022</span></div>", ("Eva Maus",)),
        ("de", LEAD + "<a class='author-link' href='/suche?a=1'>Interview: Eva Maus</a>", ("Eva Maus",)),
        ("en", "<header><a href='https://www.example.org/author/jane-doe/'>Jane Doe</a></header>", ("Jane Doe",)),
        ("fr", "<div><a href='/auteurs/claire-petit'>Claire Petit</a></div>", ("Claire Petit",)),
        ("en", "<div class='x1'><span>By</span><span>Jane Doe</span></div>", ("Jane Doe",)),
        ("en", "<p>ByJane Doe</p>", ("Jane Doe",)),
        ("de", "<p>Interview: Eva Maus</p>", ("Eva Maus",)),
        ("de", "<p>Eine Kolumne von Eva Maus</p>", ("Eva Maus",)),
        ("de", "<p>Ein Artikel von Eva Maus | 27.01.2022 - 12:45</p>", ("Eva Maus",)),
        ("en", "<p>Blog post from Jane Doe, Director of Roads and Bridges</p>", ("Jane Doe",)),
        ("en", "<p>Posted by Jane Doe</p>", ("Jane Doe",)),
        ("en", "<p>By Jane Doe, Springfield</p>", ("Jane Doe",)),
        ("en", "<p>By Jane Doe, Washington, D.C.</p>", ("Jane Doe",)),
        ("zh-CN", "<p>记者 张三 李四</p>", ("张三", "李四")),
        ("zh-CN", "<p>文/张三</p>", ("张三",)),
        ("zh-CN", "<p>文 / 张三 图 / 李四</p>", ("张三",)),
        ("ko", "<p>홍길동 기자</p>", ("홍길동",)),
        ("ko", "<p>기자 홍길동</p>", ("홍길동",)),
        ("en", "<p class='meta'>By <a rel='author' href='/a/1'>Ramona</a> on 4 May 2020</p>", ("Ramona",)),
        ("de", "<p><span class='author vcard'>von <a href='/author/tine'>Tine</a></span></p>", ("Tine",)),
    ],
)  # fmt: skip
def test_bylines_of_many_kinds_are_read(lang: str, below: str, authors: tuple[str, ...]) -> None:
    assert article(lang=lang, below=below).authors == authors


@pytest.mark.parametrize(
    ("lang", "below"),
    [
        ("zh-CN", "<p>责任编辑：李四</p>"),
        ("zh-CN", "<p>编辑：李四 审核：王五</p>"),
        ("en", "<p class='author'>webmaster</p>"),
        ("en", "<p>Posted by <a rel='author' href='/user/1'>admin</a></p>"),
        ("en", "<p class='author'>Portal</p>"),
        ("en", "<p class='author'>Author: Portal Admin</p>"),
        ("en", "<p class='byline'>By <a rel='author' href='/author/jdoe'>jdoe</a></p>"),
        ("en", "<p class='author'>Home</p>"),
        ("en", "<p>By Road</p>"),
        ("en", LEAD + "<p>Jane Doe</p>"),
    ],
)
def test_accounts_and_editors_are_no_authors(lang: str, below: str) -> None:
    found = article(lang=lang, below=below)
    assert (found.byline, found.authors) == (None, ())


@pytest.mark.parametrize(
    ("end", "authors"),
    [
        ("<footer class='entry-footer'><span class='author vcard'>Jane Doe</span></footer>", ("Jane Doe",)),
        ("<div class='author-box'><h3>About the author</h3><p class='author-name'>Jane Doe</p></div>", ("Jane Doe",)),
        ("<p class='byline'>By Jane Doe, Ph.D.</p>", ("Jane Doe, Ph.D.",)),
        ("<p>Text: Jane Doe</p>", ("Jane Doe",)),
        ("<p>Blog post by Jane Doe, Director of Roads</p>", ("Jane Doe",)),
        ("<aside class='related'><a href='/b'>Third story</a> <span class='author'>by Rita Other</span></aside>", ()),
        ("<ul class='more'><li><a href='/b'>Third story</a> <span class='author'>by Rita Other</span></li></ul>", ()),
    ],
)
def test_authors_after_the_text_are_those_of_the_article(end: str, authors: tuple[str, ...]) -> None:
    assert article(end=end).authors == authors


def test_the_sites_name_as_its_address_writes_it_is_no_author() -> None:
    head = ld('{"@type":"Person","name":"Town Example"}')
    found = article(head=head, below="<p class='author'>Town Example</p>", url="https://www.town-example.org/news/1")
    assert (found.byline, found.authors) == (None, ())


def test_an_element_around_headline_and_author_is_no_teaser_of_another_article() -> None:
    html = f"""<html lang="en"><title>Support for local services</title><main><div class="teaser">
<h1>Support for local services</h1><p>By Jane Doe</p></div>{BODY}</main></html>"""
    assert parse_article(html.encode(), "https://www.example.org/news/1").authors == ("Jane Doe",)


def test_one_name_alone_counts_in_an_authors_line_only_behind_a_preposition() -> None:
    assert article(below="<p class='byline'>4 May 2020 · by Ramona · in News</p>").authors == ("Ramona",)
    assert article(below="<p class='byline'>4 May 2020 · News</p>").authors == ()
