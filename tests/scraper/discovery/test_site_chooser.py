"""Whose the pages in other people's archives are."""

import pytest

from scraper.discovery.site_chooser import chooser
from scraper.profiles.reader import parse_profile

PATTERNS = parse_profile(
    'title = "A"\nhome_url = "https://www.a.gov/"\n[former_domains]\n"old.a.gov" = "www.a.gov/news"\n'
    "[discovery]\nlistings = [\"https://www.a.gov/news\"]\narticle_patterns = ['^/news/\\d+', '^/\\d+$']\n"
    "exclude_patterns = ['/print$']\n",
    "a",
)
OPEN = parse_profile('title = "B"\nhome_url = "https://b.gov/"\n[discovery]\nlistings = ["https://b.gov/news"]\n', "b")


def where(url: str, *, any_site: bool = False) -> tuple[str, bool] | None:
    choice = chooser([PATTERNS, OPEN], any_site=any_site)(url)
    return (choice.site.name, choice.certain) if choice else None


def test_a_profiles_patterns_decide_alone() -> None:
    assert where("http://a.gov/news/7") == ("a", True)
    assert where("https://www.a.gov/contact") is None
    assert where("https://www.a.gov/news/7/print") is None


def test_former_addresses_are_the_sites_too() -> None:
    assert where("http://old.a.gov/7") == ("a", True)


def test_without_patterns_the_page_has_to_say_unless_it_is_a_list() -> None:
    assert where("https://b.gov/some/page") == ("b", False)
    assert where("https://b.gov/news") is where("https://b.gov/") is None


def test_other_hosts_are_nobodys_unless_any_site_is_wanted() -> None:
    assert where("https://c.gov/news/7") is None
    assert where("https://c.gov/news/7", any_site=True) == ("c_gov", False)
    assert where("https://c.gov/", any_site=True) is where("https://c.gov/news?page=2", any_site=True) is None
    assert where("https://www.a.gov/contact", any_site=True) is None


@pytest.mark.parametrize(
    "host", ["a-b.gov", "a.b.gov", "a_b.gov", "a.b-gov", "127.0.0.1:8080", "xn--bcher-kva.example"]
)
def test_a_host_becomes_a_site_by_a_name_that_a_profile_may_have(host: str) -> None:
    choice = chooser([], any_site=True)(f"http://{host}/x")
    if choice is not None:
        assert parse_profile(choice.site.profile, choice.site.name).title == host


def test_hosts_that_differ_are_sites_that_differ() -> None:
    choose = chooser([], any_site=True)
    choices = [choose(f"http://{host}/x") for host in ("a-b.gov", "a.b.gov", "a.b-gov", "www.a.b.gov")]
    assert None not in choices
    assert len({choice.site.name for choice in choices if choice}) == 3


@pytest.mark.parametrize("url", ["http://[::1]/x", 'http://a".gov/x', "http://a b/x", "http:///x", "ftp://a.gov/x"])
def test_odd_hosts_are_nobodys(url: str) -> None:
    assert where(url, any_site=True) is None
