"""The next page of a listing, however the site turns its pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.discovery.listings import next_page, page_number, without_page
from tests.scraper.discovery.pages import SHAPES, modern

NEWS = "https://ministry.example/news"


def following(markup: str, url: str = NEWS) -> str | None:
    found = next_page(modern(markup), url)
    return found and found.removeprefix("https://ministry.example")


@pytest.mark.parametrize(
    ("markup", "path"),
    [
        ('<a rel="next" href="/news?page=2">anything</a>', "/news?page=2"),
        ('<a href="/news/page/2/">Older posts</a>', "/news/page/2/"),
        ('<a href="?page=2">Next ›</a>', "/news?page=2"),
        ('<a href="?page=2" aria-label="Next page"><svg></svg></a>', "/news?page=2"),
        ('<a href="?page=2"><img alt="Next" src="n.gif"></a>', "/news?page=2"),
        ('<a href="?seite=2">nächste Seite</a>', "/news?seite=2"),
        ('<a href="/news/(offset)/10">Suivant</a>', "/news/(offset)/10"),
        ('<a href="?b_start:int=20">Siguiente »</a>', "/news?b_start:int=20"),
        ('<a href="index_1.html">下一页</a>', "/index_1.html"),
        ('<a href="?page=1">Load more</a>', "/news?page=1"),
        ('<a href="?page=2">»</a> <a href="?page=9">Last »</a>', "/news?page=2"),
        ('<b>1</b> <a href="?p=2">2</a> <a href="?p=3">3</a>', "/news?p=2"),
        ('<a href="/news">1</a> <a href="?p=2">2</a> <a href="?p=3">3</a>', "/news?p=2"),
        ('<a href="?topic=a&amp;page=2">2</a>', None),
        ('<a href="/news/next-generation-bridges">Next</a><a href="?page=2">Next</a>', "/news?page=2"),
        ('<a href="/news/flood">Mehr</a> <a href="/news/fire">View more</a>', None),
        ('<a href="https://elsewhere.example/news?page=2" rel="next">Next</a>', None),
        ('<a href="/news" rel="next">Next</a>', None),
        ('<a href="#" rel="next">Next</a> <a href="javascript:next()">Next</a>', None),
        ("<p>The only page.</p>", None),
    ],
)
def test_the_next_page_is_found(markup: str, path: str | None) -> None:
    assert following(markup) == path


def test_the_head_may_say_it() -> None:
    html = modern("<p>x</p>", head='<link rel="next" href="/news?page=7">')
    assert next_page(html, NEWS) == f"{NEWS}?page=7"


def test_pages_are_turned_one_by_one_until_the_last() -> None:
    def page(number: int) -> bytes:
        return modern("".join(f'<a href="?page={n}">{n}</a>' if n != number else f"<b>{n}</b>" for n in range(1, 5)))

    url: str | None = NEWS
    seen = []
    for number in range(1, 5):
        assert url
        seen.append(url)
        url = next_page(page(number), url)
    assert seen == [NEWS, f"{NEWS}?page=2", f"{NEWS}?page=3", f"{NEWS}?page=4"]
    assert url is None


def test_a_calendar_is_not_turned() -> None:
    assert following('<a rel="next" href="/events/calendar/2024-05">Next</a>') is None


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("drupal_view", 1),
        ("wordpress_archive", 2),
        ("govuk_document_list", 2),
        ("coldfusion_records", 2),
        ("ez_publish_lines", 10),
        ("dsfr_cards", 2),
    ],
)
def test_made_up_listings_go_on(name: str, number: int) -> None:
    listing = SHAPES[name]()
    target = next_page(listing.html, listing.url)
    assert target is not None
    assert page_number(target) == number


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://a.example/news?page=3", 3),
        ("https://a.example/news?x=1&start=20", 20),
        ("https://a.example/index.php?tx_ttnews[pointer]=2", 2),
        ("https://a.example/news/page/2/", 2),
        ("https://a.example/news/page-2.html", 2),
        ("https://a.example/news/2024", None),
        ("https://a.example/news?page=last", None),
        ("https://a.example/news/flood-2", None),
    ],
)
def test_a_pages_number_is_read_from_its_address(url: str, number: int | None) -> None:
    assert page_number(url) == number


def test_pages_of_one_listing_share_their_key_and_filters_part_it() -> None:
    assert without_page("https://a.example/news/page/2/") == without_page("https://a.example/news/")
    assert without_page("https://a.example/news?page=2&topic=b") == without_page(
        "https://a.example/news?topic=b&page=9"
    )
    assert without_page("https://a.example/news?topic=a") != without_page("https://a.example/news?topic=b")


@given(st.binary(), st.sampled_from([NEWS, "", "http://[", "nonsense"]))
def test_no_bytes_make_it_raise(data: bytes, url: str) -> None:
    next_page(data, url)
    next_page(b"<a rel=next href='http://['>next</a><a href='" + data + b"'>2</a>", url)
