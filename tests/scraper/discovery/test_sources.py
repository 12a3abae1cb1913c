"""Where a site's news is found when its profile does not say."""

# ruff: noqa: E501 - markup in long lines, as it is served

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.discovery.sources import Sources, find_sources, robots_sitemaps, usual_sitemaps
from tests.scraper.discovery.pages import modern

HOME = "https://ministry.example/"


def test_feeds_that_the_page_declares_come_without_those_of_comments_and_events() -> None:
    head = """<link rel="alternate" type="application/rss+xml" title="News" href="/news.xml">
    <link rel="alternate" type="application/atom+xml" href="/atom"><link rel="alternate" type="application/feed+json" href="/feed.json">
    <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
    <link rel="alternate" type="application/rss+xml" title="Events" href="/events.rss">
    <link rel="alternate" type="application/rss+xml" href="https://elsewhere.example/feed">
    <link rel="alternate" hreflang="fr" href="/fr">"""
    assert find_sources(modern("", head=head), HOME).feeds == (
        "https://ministry.example/news.xml",
        "https://ministry.example/atom",
        "https://ministry.example/feed.json",
    )


def test_feeds_that_are_only_linked_are_known_by_their_address() -> None:
    page = modern(
        '<a href="/rss/news.xml">x</a><a href="/news/feed/">RSS</a><a href="/about-feeds">About</a><a href="/a.rss">y</a>'
    )
    assert find_sources(page, HOME).feeds == ("https://ministry.example/news/feed/", "https://ministry.example/a.rss")


def test_sitemaps_are_linked_declared_or_named_in_robots_txt() -> None:
    page = modern('<a href="/sitemap-news.xml">Sitemap</a>', head='<link rel="sitemap" href="/map.xml">')
    assert find_sources(page, HOME).sitemaps == (
        "https://ministry.example/map.xml",
        "https://ministry.example/sitemap-news.xml",
    )
    robots = b"\xef\xbb\xbfSitemap: https://ministry.example/a.xml\r\nUser-agent: *\r\nDisallow: /x\r\nsitemap:/b.xml # new\r\nSitemap: ftp://x/\r\n#Sitemap: /c.xml"
    assert robots_sitemaps(robots, "https://ministry.example/robots.txt") == (
        "https://ministry.example/a.xml",
        "https://ministry.example/b.xml",
    )
    assert usual_sitemaps(HOME) == (
        "https://ministry.example/sitemap.xml",
        "https://ministry.example/sitemap_index.xml",
    )


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ('<a href="/gendinfo/actualites">Toutes les actualités</a>', "/gendinfo/actualites"),
        ('<a href="/x/y">Pressemitteilungen</a>', "/x/y"),
        ('<a href="/DE/Presse/pressemitteilungen.html">alle</a>', "/DE/Presse/pressemitteilungen.html"),
        ('<a href="/sala-de-prensa">Sala</a>', "/sala-de-prensa"),
        ('<a href="/media-center/press-releases">Releases</a>', "/media-center/press-releases"),
        ('<a href="/xwzx/">新闻</a>', "/xwzx/"),
        ('<a href="/n">Новости</a>', "/n"),
        ('<a href="/newsroom"><span>News</span> room ›</a>', "/newsroom"),
    ],
)
def test_listings_are_known_by_what_they_are_called_in_many_languages(link: str, path: str) -> None:
    page = f'<html><meta charset="utf-8"><a href="/">Home</a><a href="/newsletter">Newsletter</a><a href="/jobs">Jobs</a>{link}</html>'
    assert find_sources(page.encode(), HOME).listings == (f"https://ministry.example{path}",)


def test_a_feed_is_no_listing() -> None:
    page = b'<a href="/rss/feed/actualites">News</a><a href="/news/feed/">News</a><a href="/news">News</a>'
    assert find_sources(page, HOME).listings == ("https://ministry.example/news",)


def test_what_promises_most_comes_first_and_strangers_not_at_all() -> None:
    page = """<meta charset="utf-8"><a href="/magazine">Magazine</a><a href="/presse">Presse</a><a href="/actus">Actualités</a>
    <a href="https://elsewhere.example/news">News</a><a href="/actus#top">Actualités</a>"""
    assert find_sources(page.encode(), HOME).listings == tuple(
        f"https://ministry.example/{name}" for name in ("actus", "presse", "magazine")
    )


def test_a_page_without_any_gives_nothing() -> None:
    assert find_sources(b"", HOME) == Sources()
    assert find_sources(b"<p>Hello", HOME) == Sources()


@given(st.binary(), st.sampled_from([HOME, "", "http://["]))
def test_no_bytes_make_it_raise(data: bytes, url: str) -> None:
    find_sources(data, url)
    find_sources(b"<a href='http://[/news'>News</a><a href='/news" + data + b"'>News</a>", url)
    robots_sitemaps(data, url)
    robots_sitemaps(b"Sitemap: " + data, url)
