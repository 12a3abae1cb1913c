"""Feeds of every kind, as they should be and as they are."""

from __future__ import annotations

# ruff: noqa: E501 - markup in long lines, as it is served
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.tables.frontier import FoundUrl
from scraper.discovery.feeds import read_feed

URL = "https://ministry.example/feed"


def addresses(data: bytes | str, url: str = URL) -> list[str]:
    return [found.url for found in read_feed(data.encode() if isinstance(data, str) else data, url)]


def rss(items: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><link>https://ministry.example/</link>{items}</channel></rss>'


def test_rss_2_gives_links_and_times_in_its_order() -> None:
    data = rss(
        "<item><title>B</title><link>https://ministry.example/b</link><pubDate>Tue, 04 Feb 2020 10:00:00 +0100</pubDate></item>"
        "<item><title>A</title><link> /a </link></item>"
    )
    assert read_feed(data.encode(), URL) == [
        FoundUrl("https://ministry.example/b", lastmod="2020-02-04T09:00:00Z", found_on=URL, kind="article"),
        FoundUrl("https://ministry.example/a", lastmod=None, found_on=URL, kind="article"),
    ]


def test_rss_1_and_0_9_put_items_beside_the_channel() -> None:
    data = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel><link>https://ministry.example/</link></channel>
    <item rdf:about="https://ministry.example/a"><link>https://ministry.example/a</link><dc:date>2020-02-04T09:30+01:00</dc:date></item>
    <item rdf:about="https://ministry.example/b"/></rdf:RDF>"""
    found = read_feed(data.encode(), URL)
    assert [(one.url, one.lastmod) for one in found] == [
        ("https://ministry.example/a", "2020-02-04T08:30:00Z"),
        ("https://ministry.example/b", None),
    ]


def test_atom_takes_the_alternate_link_the_base_and_the_last_change() -> None:
    data = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/news/"><link rel="self" href="feed"/><link href="https://ministry.example/"/>
    <entry><link rel="enclosure" href="a.pdf"/><link rel="alternate" href="a"/><published>2020-01-01T00:00:00Z</published><updated>2020-01-02T00:00:00Z</updated></entry>
    <entry><id>https://ministry.example/news/b</id><published>2020-01-01</published></entry></feed>"""
    assert [(one.url, one.lastmod) for one in read_feed(data.encode(), URL)] == [
        ("https://ministry.example/news/a", "2020-01-02T00:00:00Z"),
        ("https://ministry.example/news/b", "2020-01-01"),
    ]


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"url": "https://ministry.example/a", "date_published": "2020-02-04T10:00:00+01:00"},
            {"id": "/b", "date_modified": 7},
            {"id": 3},
            "no item",
        ],
    }
    assert addresses(json.dumps(feed)) == ["https://ministry.example/a", "https://ministry.example/b"]


def test_a_permanent_id_stands_in_for_a_link_and_an_original_one_goes_before_it() -> None:
    items = """<item><guid>https://ministry.example/a</guid></item>
    <item><guid isPermaLink="false">https://ministry.example/no</guid></item>
    <item><link>https://redirect.example/x</link><feedburner:origLink xmlns:feedburner="f">https://ministry.example/b</feedburner:origLink></item>"""
    assert addresses(rss(items)) == ["https://ministry.example/a", "https://ministry.example/b"]


def test_an_address_comes_once_and_only_web_addresses_come() -> None:
    items = "".join(
        f"<item><link>{href}</link></item>" for href in ("/a", "/a#top", "mailto:x@y.example", "javascript:x()", "/b")
    )
    assert addresses(rss(items)) == ["https://ministry.example/a", "https://ministry.example/b"]


@pytest.mark.parametrize(
    "data",
    [
        b'\n\n <?xml version="1.0" encoding="utf-8"?><rss><channel><item><title>\xe9t\xe9</title><link>/a?x=1&amp;y=2</link></item></channel></rss>',
        b'<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><item><title>\xe9</title><link>/a?x=1&amp;y=2</link></item></channel></rss>',
        '<?xml version="1.0" encoding="utf-16"?><rss><channel><item><link>/a?x=1&amp;y=2</link></item></channel></rss>'.encode(
            "utf-16"
        ),
        b"\xef\xbb\xbf<rss><channel><item><link>/a?x=1&y=2</link></item></channel></rss>",
        b"<rss><channel><item><title>R&D & more &eacute;&nbsp;<br></title><link>/a?x=1&amp;y=2</link></item></channel></rss>",
        b"<rss><channel><item><link><![CDATA[/a?x=1&y=2]]></link></item></channel></rss>",
        b"<rss><channel><item><title>\x0b\x00</title><link>/a?x=1&amp;y=2</link></item>",
        b"Warning: mysql_connect() failed<br><rss><channel><item><link>/a?x=1&amp;y=2</link></item></channel></rss>",
    ],
    ids=[
        "wrong encoding",
        "latin-1",
        "utf-16",
        "bare ampersand",
        "html in a title",
        "cdata",
        "controls, cut off",
        "php warning",
    ],
)
def test_a_broken_feed_is_read_as_far_as_it_goes(data: bytes) -> None:
    assert addresses(data) == ["https://ministry.example/a?x=1&y=2"]


@pytest.mark.parametrize(
    "data",
    ["", "no feed", "<html><body><a href='/a'>A</a></body></html>", "{", "[]", "{}", '{"items": 3}', "[" * 90_000],
)
def test_what_is_no_feed_gives_nothing(data: str) -> None:
    assert addresses(data) == []


class TestAttacks:
    def test_entities_are_not_expanded(self) -> None:
        entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
        head = f"<!DOCTYPE rss [{entities}]>"
        started = time.process_time()
        found = addresses(rss("<item><title>&a11;</title><link>/a</link></item><item><link>/&a11;</link></item>", head))
        assert found[0] == "https://ministry.example/a"
        assert all(len(url) < 100 for url in found)
        assert time.process_time() - started < 1

    def test_files_are_not_read(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("https://ministry.example/secret")
        head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret"><!ENTITY % y SYSTEM "file://{tmp_path}/secret"> %y;]>'
        assert not any("secret" in url for url in addresses(rss("<item><link>&x;</link></item>", head)))

    def test_a_document_type_that_never_ends_takes_no_time(self) -> None:
        started = time.process_time()
        assert addresses("<!DOCTYPE x [" * 100_000) == []
        assert addresses("<rss>" + "<![CDATA[" * 100_000) == []
        assert time.process_time() - started < 2

    def test_deep_nesting_takes_no_time(self) -> None:
        started = time.process_time()
        addresses("<rss>" + "<item>" * 100_000)
        assert time.process_time() - started < 4


@given(st.binary())
def test_no_bytes_make_it_raise(data: bytes) -> None:
    read_feed(data, URL)


@given(
    st.lists(
        st.sampled_from(
            [
                "<rss>",
                "<item>",
                "</item>",
                "<link>",
                "http://[",
                "</link>",
                "<entry xml:base='http://['>",
                "<link href='//['/>",
                "<pubDate>",
                "99 Foo 2020 99:99",
                "&",
                "<!DOCTYPE",
                "[",
                "]>",
                "<?xml",
            ]
        )
    )
)
def test_no_markup_makes_it_raise(parts: list[str]) -> None:
    read_feed("".join(parts).encode(), URL)
