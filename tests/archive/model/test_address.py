"""What an address means, as browsers say; and that nothing a server writes there raises."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.model.address import resolve, resolve_header, resolve_to_ask
from archive.model.identity import url_key

PAGE = "https://www.example.gov/news/today?page=2"

#: What addresses are made of, and what breaks them.
PIECES = st.sampled_from(
    [
        *(
            "http:",
            "https:",
            "HTTP:",
            "mailto:",
            "//",
            "/",
            "\\",
            "[",
            "]",
            "[::1]",
            "@",
            ":",
            ":80",
            ":99999",
            ":x",
            "?",
        ),
        *(
            "#",
            "%",
            "%zz",
            "..",
            ".",
            "\u2100",
            "é",
            "xn--",
            "news",
            "host",
            " ",
            "\t",
            "\n",
            "\x00",
            "\ud800",
            "\udfff",
        ),
        "a" * 300,
    ]
)
ADDRESSES = st.one_of(st.lists(PIECES, max_size=8).map("".join), st.text(max_size=60))


@pytest.mark.parametrize(
    ("reference", "meant"),
    [
        (r"\news\x", "https://www.example.gov/news/x"),
        (r"\\other.gov\x", "https://other.gov/x"),
        (r"https:\\other.gov/x?q=\y", r"https://other.gov/x?q=\y"),
        ("///other.gov/x", "https://other.gov/x"),
        ("http:/other.gov/x", "http://other.gov/x"),
        ("https:/x", "https://www.example.gov/x"),
        ("http%3A//other.gov/x", "https://www.example.gov/news/http%3A//other.gov/x"),
        (" \t/x\n/y#top ", "https://www.example.gov/x/y"),
        ("?page=3", "https://www.example.gov/news/today?page=3"),
        ("mailto:press@example.gov", "mailto:press@example.gov"),
        *(
            (broken, None)
            for broken in ("http://[", "//[", "https://[::1", "//host:port/", "//:80/", "//h:99999/", "http://", "//?q")
        ),
    ],
)
def test_an_address_means_what_it_means_to_browsers(reference: str, meant: str | None) -> None:
    assert resolve(PAGE, reference) == meant


def test_an_address_is_asked_for_in_ascii() -> None:
    assert resolve_header(PAGE, "/news/t-мост".encode()) == "https://www.example.gov/news/t-%D0%BC%D0%BE%D1%81%D1%82"
    assert resolve_header(PAGE, b"/t-\xe9") == "https://www.example.gov/t-%E9"
    assert resolve_to_ask(PAGE, "https://bücher.example/é") == "https://xn--bcher-kva.example/%C3%A9"


@given(ADDRESSES, ADDRESSES)
@example("https://a.gov/", "http://[")
@example("https://a.gov/", "//[")
@example("//[", "x")
def test_whatever_is_written_there_an_address_comes_out_or_none(base: str, reference: str) -> None:
    for meant in (resolve(base, reference), resolve_to_ask(base, reference), resolve_to_ask(PAGE, reference)):
        if meant is not None:
            urlsplit(meant)
            meant.encode()


@given(st.binary(max_size=60))
def test_whatever_a_header_holds_it_leads_somewhere_or_nowhere(value: bytes) -> None:
    meant = resolve_header(PAGE, value)
    assert meant is None or meant.isascii() or "://" not in meant or not (urlsplit(meant).hostname or "").isascii()


@given(ADDRESSES)
@example("http://[")
@example("\ud800")
def test_everything_has_a_key_that_a_database_holds(text: str) -> None:
    key = url_key(text)
    key.encode()
    assert url_key(key) == url_key(key)
