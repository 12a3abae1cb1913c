"""On a listing page never seen, the articles are told from everything else that a page links to."""

# ruff: noqa: E501 - markup in long lines, as it is served

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import tests.scraper.discovery.harder_pages  # noqa: F401 - adds its shapes
from scraper.discovery import article_links
from scraper.parsers.document.encoding import known_encoding
from scraper.profiles.reader import parse_profile
from tests.scraper.discovery.pages import ENGLISH, SHAPES, divs, modern, slug

CASES = Path(__file__).resolve().parents[4] / "shared/cases"

NEWS = "https://ministry.example/news"


@pytest.mark.parametrize("name", SHAPES)
def test_articles_are_found_on(name: str) -> None:
    listing = SHAPES[name]()
    assert set(article_links(listing.html, listing.url)) == set(listing.articles)


@pytest.mark.parametrize("name", SHAPES)
def test_articles_come_in_the_order_of_the_page(name: str) -> None:
    listing = SHAPES[name]()
    assert tuple(article_links(listing.html, listing.url)) == listing.articles


def test_a_profiles_patterns_decide_alone() -> None:
    site = parse_profile(
        """
        title = "Ministry"
        home_url = "https://ministry.example/"
        [former_domains]
        "old-ministry.example" = "ministry.example"
        [discovery]
        article_patterns = ['^/a/\\d+$']
        exclude_patterns = ['^/a/13$']
        """,
        "ministry",
    )
    page = modern(
        '<a href="/a/1">x</a><a href="/a/13">y</a><a href="/b/2">A long title of something else</a>'
        '<a href="http://old-ministry.example/a/7#top">z</a><a href="https://elsewhere.example/a/3">w</a><a href="/a/1">x</a>'
    )
    assert article_links(page, NEWS, site=site) == ["https://ministry.example/a/1", "http://old-ministry.example/a/7"]


def test_without_patterns_a_profile_still_excludes() -> None:
    listing = SHAPES["bare_list_without_dates"]()
    site = parse_profile(
        "title = 'a'\nhome_url = 'https://ministry.example/'\n[discovery]\nexclude_patterns = ['budget']", "ministry"
    )
    found = article_links(listing.html, listing.url, site=site)
    assert set(found) == {url for url in listing.articles if "budget" not in url}


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"\x00\xff\xfe",
        b"%PDF-1.7 \x80\x81",
        b'{"not": "html"}',
        b"<p>no links</p>",
        modern("<p>An article, and no list.</p>"),
        divs("<p>Nothing was found. Try <a href='/search?q='>another search</a>.</p>"),
    ],
)
def test_a_page_that_lists_nothing_gives_nothing(html: bytes) -> None:
    assert article_links(html, NEWS) == []


ROWS = "".join(f'<li><a href="/news/{n}-{slug(t)}">{t}</a> 3 March 2024</li>' for n, t in enumerate(ENGLISH))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_page_is_read_in_the_encoding_that_it_has(encoding: str) -> None:
    html = f"<html><body><p>é</p><ul>{ROWS}</ul></body></html>".encode(encoding)
    assert len(article_links(html, NEWS)) == len(ENGLISH)


RUSSIAN = "".join(
    f'<li><a href="/news/мост-открыт-{n}">Мост номер {n} открыт в долине реки</a> {n + 1}.05.2024</li>'
    for n in range(9)
)


def codec(label: str) -> str:
    found = known_encoding(label)
    assert found
    return found


@pytest.mark.parametrize(
    "label", ["windows-1251", "cp1251", "x-cp1251", "KOI8-R", "koi", "ISO-8859-5", "csISOLatinCyrillic"]
)
def test_the_charset_of_the_header_is_the_pages(label: str) -> None:
    html = f"<html><head><title>Новости</title></head><body><ul>{RUSSIAN}</ul></body></html>"
    expected = [f"https://ministry.example/news/мост-открыт-{n}" for n in range(9)]
    assert article_links(html.encode(codec(label)), NEWS, encoding=label) == expected


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not beside the project")
def test_a_listing_whose_header_alone_names_its_charset_keeps_its_links() -> None:
    html = (CASES / "listing-charset-header/listing.html").read_bytes()
    assert article_links(html, NEWS, encoding="windows-1251") == ["https://ministry.example/news/мост-открыт-0"]


@pytest.mark.parametrize(
    ("encoding", "query", "sent"),
    [
        ("windows-1251", "q=мост", "q=%EC%EE%F1%F2"),
        ("koi8-r", "q=мост", "q=%CD%CF%D3%D4"),
        ("iso-8859-1", "titre=été&n=1", "titre=%E9t%E9&n=1"),
        ("gb2312", "t=新闻", "t=%D0%C2%CE%C5"),
        ("shift_jis", "t=東京", "t=%93%8C%8B%9E"),
        ("windows-1252", "q=a→b", "q=a%26%238594%3Bb"),
        ("windows-1251", "q=%D0%BC", "q=%D0%BC"),
        ("utf-8", "q=мост", "q=мост"),
        ("utf-16", "q=мост", "q=мост"),
    ],
)
def test_queries_go_out_in_the_encoding_of_their_page(encoding: str, query: str, sent: str) -> None:
    written = query.replace("→", "&rarr;").replace("&n=", "&amp;n=")
    rows = "".join(f"<li><a href='/новости?{written}&id={n}'>{t}</a> 3 March 2024" for n, t in enumerate(ENGLISH))
    html = (
        f"<meta charset={encoding}><p>мы"
        if encoding.startswith(("windows-1251", "koi"))
        else f"<meta charset={encoding}>"
    )
    rows = rows if encoding.startswith(("windows-1251", "koi", "utf")) else rows.replace("новости", "news")
    found = article_links(f"{html}<ul>{rows}</ul>".encode(codec(encoding)), NEWS, encoding=encoding)
    path = "новости" if encoding.startswith(("windows-1251", "koi", "utf")) else "news"
    assert found == [f"https://ministry.example/{path}?{sent}&id={n}" for n in range(len(ENGLISH))]


@pytest.mark.parametrize("edge", ["\u00a0", "&nbsp;", "&#160; ", "\u200b", "&#65279;", " \n"])
def test_what_an_editor_left_at_the_edge_of_an_address_is_not_of_it(edge: str) -> None:
    html = re.sub(r'href="([^"]+)"', rf'href="{edge}\1{edge}"', f"<ul>{ROWS}</ul>")
    anchored = re.sub(r'href="([^"]+)"', rf'href="\1{edge}#top"', f"<ul>{ROWS}</ul>")
    for page in (html, anchored):
        assert article_links(modern(page), NEWS) == article_links(modern(f"<ul>{ROWS}</ul>"), NEWS)


@pytest.mark.parametrize(
    ("base", "lead"),
    [
        ("/archive/", "https://ministry.example/archive/"),
        ("https://www.ministry.example/en/", "https://www.ministry.example/en/"),
        ("https://news.ministry.example/", "https://news.ministry.example/"),
        ("https://staging-7.pages.cloud.example.org/site/ministry/", "https://ministry.example/"),
        ("http://localhost:8080/", "https://ministry.example/"),
        ("file:///C:/www/", "https://ministry.example/"),
        ("http://[", "https://ministry.example/"),
    ],
)
def test_links_are_relative_to_the_base_and_to_the_sites_root_where_it_leads_off_the_site(base: str, lead: str) -> None:
    html = modern(f"<ul>{ROWS}</ul>".replace('href="/', 'href="'), head=f'<base href="{base}">')
    assert article_links(html, NEWS) == [f"{lead}news/{n}-{slug(t)}" for n, t in enumerate(ENGLISH)]


def test_a_base_on_another_of_the_sites_hosts_is_kept() -> None:
    site = parse_profile(
        """
        title = "Ministry"
        home_url = "https://ministry.example/"
        [former_domains]
        "old-ministry.example" = "ministry.example"
        """,
        "ministry",
    )
    html = modern(f"<ul>{ROWS}</ul>".replace('href="/', 'href="'), head='<base href="https://old-ministry.example/">')
    assert all(url.startswith("https://old-ministry.example/news/") for url in article_links(html, NEWS, site=site))


def test_a_page_whose_links_libxml2_loses_is_read_by_an_html5_parser() -> None:
    html = ("<div>" * 300 + f"<ul>{ROWS}</ul>").encode()
    assert len(article_links(html, NEWS)) == len(ENGLISH)


@given(st.binary(), st.sampled_from([NEWS, "", "nonsense", "http://[", "http://a.gov:99999/"]))
@example(b"<a href='http://[::1'>x</a>" * 9, NEWS)
@example(b"<a href='http://a:b:c/'>x</a>" * 9, NEWS)
@example(b"<base href='http://['><a href=/x/y>a long title for it</a>", NEWS)
@example(b'<meta charset="nonsense"><a href=/x>x</a>', NEWS)
@example(b"<a href=' \x85/news/\xe9?a=%zz&b=\xff'>title of four words</a>", NEWS)
def test_no_bytes_make_it_raise(data: bytes, url: str) -> None:
    article_links(data, url)


@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<ul>",
                "<li>",
                "<h2>",
                "</h2>",
                "<td>",
                "<tr>",
                "<table>",
                "</a>",
                "text ",
                "4.2.2020 ",
                "<a href=/n/1-a-b-c>",
                "<a href=?page=2>2",
                "<a href=//x>",
                "<a href='x:y'>",
                "<nav>",
                "<time>",
            ]
        ),
        max_size=60,
    )
)
def test_no_markup_makes_it_raise(parts: list[str]) -> None:
    article_links("".join(parts).encode(), NEWS)


@pytest.mark.parametrize(
    "html",
    [
        b"<div>" * 20_000 + b"<a href=/news/a>b</a>" * 10,
        b"".join(b"<a href=/news/%d>title number %d of many</a>" % (n, n) for n in range(20_000)),
        b"<a href=/news/x>same</a>" * 20_000,
        b"<!--" * 200_000,
        b"<a " * 200_000,
        b"<a href=/news/1>x</a>" + b"1 of " * 200_000,
        b"<div>" + b"<h2>x</h2>" * 20_000 + b"<a href=/news/x>x</a></div>",
    ],
    ids=["nested", "links", "one address", "comments", "open tags", "almost dates", "headings"],
)
def test_a_hostile_page_costs_seconds_at_most(html: bytes) -> None:
    started = time.process_time()
    article_links(html, NEWS)
    assert time.process_time() - started < 8
