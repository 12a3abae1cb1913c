"""URL keys and stable ids: what makes an article the same article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.identity import stable_id, url_key, without_tracking


@pytest.mark.parametrize(
    "spelling",
    [
        "https://www.example.gouv.fr/actualites/2020/rencontres",
        "http://www.example.gouv.fr/actualites/2020/rencontres",
        "https://example.gouv.fr/actualites/2020/rencontres/",
        "https://WWW.EXAMPLE.GOUV.FR:443/actualites/2020/rencontres",
        "https://www.example.gouv.fr/actualites/2020/rencontres#contacts",
        "https://www.example.gouv.fr/actualites/2020/rencontres?utm_source=x&utm_medium=y",
        "https://www.example.gouv.fr/actualites/2020/rencontres?fbclid=1&xtor=RSS-1",
        "https://www.example.gouv.fr/actualites/2020/rencontres;jsessionid=0A1B",
        "  https://www.example.gouv.fr/actualites/2020/rencontres ",
    ],
)
def test_spellings_of_one_page_share_a_key(spelling: str) -> None:
    assert url_key(spelling) == "example.gouv.fr/actualites/2020/rencontres"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.gov/news?id=1", "https://example.gov/news?id=2"),
        ("https://example.gov/news", "https://example.gov/News"),
        ("https://example.gov:8443/news", "https://example.gov/news"),
        ("https://news.example.gov/1", "https://example.gov/1"),
    ],
)
def test_different_pages_have_different_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


def test_the_order_of_a_query_makes_no_difference() -> None:
    assert url_key("https://example.gov/n?b=2&a=1") == url_key("https://example.gov/n?a=1&b=2")


def test_a_request_keeps_the_order_of_its_query() -> None:
    assert without_tracking("https://example.gov/n?b=2&utm_source=x&a=1#top") == "https://example.gov/n?b=2&a=1"


def test_an_article_keeps_its_key_when_the_site_moves_to_another_domain() -> None:
    moves = {"www.gendinfo.fr": "www.gendarmerie.interieur.gouv.fr/gendinfo"}
    before = url_key("http://www.gendinfo.fr/actualites/2020/rencontres/", moves)
    assert before == url_key("https://www.gendarmerie.interieur.gouv.fr/gendinfo/actualites/2020/rencontres", moves)


def test_a_move_touches_only_the_address_that_it_names() -> None:
    moves = {"old.example/news": "example.gov/news"}
    assert url_key("https://old.example/newsletter", moves) == "old.example/newsletter"


@given(st.text(max_size=300))
def test_any_text_has_a_key_without_scheme_and_fragment(text: str) -> None:
    key = url_key("https://example.gov/" + text)
    assert "#" not in key
    assert key.startswith("example.gov")
    assert 0 < stable_id("article", key) < 2**53


def test_ids_never_change_between_versions_of_the_program() -> None:
    assert stable_id("article", "example.gov/news") == 1467471912843561
    assert stable_id("a", "bc") != stable_id("ab", "c")
