"""On a listing page never seen, the articles are told from everything else that a page links to."""

# ruff: noqa: E501 - markup in long lines, as it is served

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import tests.scraper.discovery.harder_pages  # noqa: F401 - adds its shapes
from scraper.discovery import article_links
from scraper.profiles.reader import parse_profile
from tests.scraper.discovery.pages import ENGLISH, SHAPES, divs, modern, slug

NEWS = "https://ministry.example/news"


@pytest.mark.parametrize("name", SHAPES)
def test_articles_are_found_on(name):
    listing = SHAPES[name]()
    assert set(article_links(listing.html, listing.url)) == set(listing.articles)


@pytest.mark.parametrize("name", SHAPES)
def test_articles_come_in_the_order_of_the_page(name):
    listing = SHAPES[name]()
    assert tuple(article_links(listing.html, listing.url)) == listing.articles


def test_a_profiles_patterns_decide_alone():
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


def test_without_patterns_a_profile_still_excludes():
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
def test_a_page_that_lists_nothing_gives_nothing(html):
    assert article_links(html, NEWS) == []


ROWS = "".join(f'<li><a href="/news/{n}-{slug(t)}">{t}</a> 3 March 2024</li>' for n, t in enumerate(ENGLISH))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_page_is_read_in_the_encoding_that_it_has(encoding):
    html = f"<html><body><p>é</p><ul>{ROWS}</ul></body></html>".encode(encoding)
    assert len(article_links(html, NEWS)) == len(ENGLISH)


def test_a_page_whose_links_libxml2_loses_is_read_by_an_html5_parser():
    html = ("<div>" * 300 + f"<ul>{ROWS}</ul>").encode()
    assert len(article_links(html, NEWS)) == len(ENGLISH)


@given(st.binary(), st.sampled_from([NEWS, "", "nonsense", "http://[", "http://a.gov:99999/"]))
@example(b"<a href='http://[::1'>x</a>" * 9, NEWS)
@example(b"<a href='http://a:b:c/'>x</a>" * 9, NEWS)
@example(b"<base href='http://['><a href=/x/y>a long title for it</a>", NEWS)
@example(b'<meta charset="nonsense"><a href=/x>x</a>', NEWS)
@example(b"<a href=' \x85/news/\xe9?a=%zz&b=\xff'>title of four words</a>", NEWS)
def test_no_bytes_make_it_raise(data, url):
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
def test_no_markup_makes_it_raise(parts):
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
def test_a_hostile_page_costs_seconds_at_most(html):
    started = time.process_time()
    article_links(html, NEWS)
    assert time.process_time() - started < 8
