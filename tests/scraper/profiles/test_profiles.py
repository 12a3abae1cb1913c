"""A site is one TOML file; whatever is wrong with it is said in one line each, all at once."""

import contextlib
import dataclasses
import datetime as dt
import os
import re
import textwrap
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from archive.model.identity import url_key
from scraper.discovery.scope import is_article_url, on_site
from scraper.profiles.errors import ProfileError
from scraper.profiles.keys import COUNTRIES, KEYS, LAYOUT_FIELDS, key_table
from scraper.profiles.reader import load_profile, load_profiles, parse_profile, site_record
from scraper.profiles.site import DiscoveryRules, Layout, Politeness, Site

WHOLE = """
title = "Ministry of Rivers"
home_url = "https://www.rivers.example/"
language = "pt-BR"
country = "BR"
enabled = false
rights = "Reuse with mention of the source."
licence = "CC-BY-4.0"
verified = 2026-01-31
note = "Press moved in 2020."

[former_domains]
"streams.example" = "www.rivers.example"
"www.press.example/rivers" = "www.rivers.example/press"

[discovery]
feeds = ["https://www.rivers.example/feed"]
sitemaps = ["https://static.rivers.example/sitemap.xml"]
listings = ["https://www.rivers.example/news"]
article_patterns = ['^/news/\\d{4}/']
exclude_patterns = ["/print$"]
listing_pages = 3

[politeness]
delay = 5
concurrency = 2
obey_robots = false
legal_basis = "Legal Deposit Act, section 4"
hours = "22:00-06:00"
allow_private_addresses = true

[[layouts]]
name = "old"
match = "#content.old"
[layouts.fields]
title = "h2.title"
body = [".text", "//div[@class='body']"]
remove = [".share"]

[[layouts]]
name = "new"
"""

LEAST = 'title = "Rivers"\nhome_url = "https://rivers.example/"\n'


def problems(text: str, name: str = "rivers") -> tuple[str, ...]:
    with pytest.raises(ProfileError) as caught:
        parse_profile(text, name)
    assert all("\n" not in line for line in caught.value.problems)
    return caught.value.problems


def problem(addition: str) -> str:
    (only,) = problems(LEAST + addition)
    return only


def test_every_key_arrives_in_the_site() -> None:
    assert parse_profile(WHOLE, "rivers") == Site(
        name="rivers",
        title="Ministry of Rivers",
        home_url="https://www.rivers.example/",
        language="pt-BR",
        country="BR",
        enabled=False,
        rights="Reuse with mention of the source.",
        licence="CC-BY-4.0",
        verified="2026-01-31",
        note="Press moved in 2020.",
        former_domains={
            "streams.example": "www.rivers.example",
            "www.press.example/rivers": "www.rivers.example/press",
        },
        discovery=DiscoveryRules(
            feeds=("https://www.rivers.example/feed",),
            sitemaps=("https://static.rivers.example/sitemap.xml",),
            listings=("https://www.rivers.example/news",),
            article_patterns=(r"^/news/\d{4}/",),
            exclude_patterns=("/print$",),
            listing_pages=3,
        ),
        politeness=Politeness(
            delay=5.0,
            concurrency=2,
            obey_robots=False,
            legal_basis="Legal Deposit Act, section 4",
            hours="22:00-06:00",
            allow_private_addresses=True,
        ),
        layouts=(
            Layout(
                "old",
                "#content.old",
                {"title": ("h2.title",), "body": (".text", "//div[@class='body']"), "remove": (".share",)},
            ),
            Layout("new"),
        ),
        source=WHOLE,
    )


def test_a_title_and_a_home_page_are_enough() -> None:
    site = parse_profile(LEAST, "rivers")
    assert (site.discovery, site.politeness, site.layouts) == (DiscoveryRules(), Politeness(), ())
    assert site.verified is None


def test_the_keys_of_a_profile_are_the_attributes_of_a_site() -> None:
    attributes = {field.name for field in dataclasses.fields(Site)} - {"name", "source"}
    assert {key.name.partition(".")[0] for key in KEYS} == attributes
    for table, kind in (("discovery", DiscoveryRules), ("politeness", Politeness), ("layouts", Layout)):
        below = {key.name.split(".")[1] for key in KEYS if key.name.startswith(f"{table}.")}
        assert below == {field.name for field in dataclasses.fields(kind)}, table


def test_the_keys_are_explained_as_they_are_checked() -> None:
    document = Path(__file__).resolve().parents[3] / "docs/adding-a-site.md"
    assert key_table() in document.read_text(), "put in the table that `python -m scraper.profiles.keys` prints"


def test_the_profiles_in_the_explanation_are_profiles() -> None:
    document = (Path(__file__).resolve().parents[3] / "docs/adding-a-site.md").read_text()
    pieces = [textwrap.dedent(piece) for piece in re.findall(r"```toml\n(.*?)```", document, re.DOTALL)]
    draft, layout, expect, former = pieces
    parse_profile(f"{draft}{layout}{expect}", "rivers")
    parse_profile(f'title = "Rivers"\nhome_url = "https://www.rivers.example/"\n{former}', "rivers")


def test_all_problems_of_a_profile_are_told_in_one_go() -> None:
    told = problems('titel = "Rivers"\nhome_url = "rivers.example"\n[politeness]\ndelay = -1\n')
    assert [line.split(": ")[:2] for line in told] == [
        ["rivers.toml", "titel"],
        ["rivers.toml", "home_url"],
        ["rivers.toml", "title"],
        ["rivers.toml", "politeness.delay"],
    ]


def test_an_unknown_key_is_told_with_the_one_that_was_meant() -> None:
    assert problem("[discovery]\nfeed = []\n").startswith(
        "rivers.toml: discovery.feed: is not a known key; did you mean 'feeds'? known are article_patterns, "
    )


def test_a_problem_says_file_key_what_is_wrong_and_what_is_allowed() -> None:
    assert problem('country = "UK"\n') == (
        "rivers.toml: country: 'UK' is no country code (did you mean 'GB'?); "
        "must be an ISO 3166-1 alpha-2 code such as 'FR'"
    )


@pytest.mark.parametrize(
    ("addition", "key", "wrong"),
    [
        ("enabled = 1", "enabled", "1 is neither true nor false"),
        ("rights = ''", "rights", "is empty"),
        ("note = 3", "note", "3 is not a string"),
        ("language = 'french'", "language", "'french' is no language tag"),
        ("language = 'fr_FR'", "language", "'fr_FR' is no language tag"),
        ("country = 'fr'", "country", "'fr' is no country code (did you mean 'FR'?)"),
        ("country = 'ZZ'", "country", "'ZZ' is no country code"),
        ("verified = 'yesterday'", "verified", "'yesterday' is not a date"),
        ("verified = 2026-01-31T10:00:00", "verified", "2026-01-31 10:00:00 is not a date"),
        ("discovery = 'x'", "discovery", "'x' is not a table"),
        ("layouts = 'x'", "layouts", "is not a list of tables"),
        ("[discovery]\nfeeds = 'https://rivers.example/feed'", "discovery.feeds", "is not a list"),
        ("[discovery]\nlistings = ['/news']", "discovery.listings[0]", "'/news' is no web address"),
        ("[discovery]\nlistings = ['ftp://rivers.example/']", "discovery.listings[0]", "is no web address"),
        ("[discovery]\nlistings = ['https://a b/']", "discovery.listings[0]", "is no web address"),
        ("[discovery]\nlistings = ['https://rivers.example:99999/']", "discovery.listings[0]", "is no web address"),
        (
            "[discovery]\nlistings = ['https://me:pw@rivers.example/']",
            "discovery.listings[0]",
            "names a user or password",
        ),
        (
            "[discovery]\nlistings = ['https://rivers.example/a', 'https://lakes.example/']",
            "discovery.listings[1]",
            "'https://lakes.example/' is not on the site's own domain; must be on rivers.example",
        ),
        (
            "[discovery]\narticle_patterns = ['/news/(']",
            "discovery.article_patterns[0]",
            "is no regular expression: missing )",
        ),
        ("[discovery]\nlisting_pages = 0", "discovery.listing_pages", "0 is out of range"),
        ("[discovery]\nlisting_pages = 2.5", "discovery.listing_pages", "2.5 is not a whole number"),
        ("[politeness]\ndelay = 4000", "politeness.delay", "4000 is out of range; must be seconds, from 0 to 3600"),
        ("[politeness]\ndelay = nan", "politeness.delay", "nan is out of range"),
        ("[politeness]\ndelay = true", "politeness.delay", "true is not a number"),
        ("[politeness]\nhours = '22-6'", "politeness.hours", "'22-6' is no span of hours"),
        ("[politeness]\nhours = '24:00-06:00'", "politeness.hours", "is no span of hours"),
        (
            "[politeness]\nobey_robots = false",
            "politeness.legal_basis",
            "is missing; obey_robots = false needs the law",
        ),
        (
            "[former_domains]\n'https://old.example' = 'rivers.example'",
            "former_domains.https://old.example",
            "what an address begins with",
        ),
        (
            "[former_domains]\n'old.example' = 'lakes.example'",
            "former_domains.old.example",
            "is not on the site's own domain",
        ),
        (
            "[former_domains]\nold.example = 'rivers.example'",
            "former_domains.old",
            "is a table; write the former address in quotes",
        ),
        ("[[layouts]]\nmatch = 'a'", "layouts[0].name", "is missing"),
        ("[[layouts]]\nname = 'a'\n[[layouts]]\nname = 'a'", "layouts[1].name", "'a' is there twice"),
        ("[[layouts]]\nname = 'a'\nmatch = 'div['", "layouts[0].match", "'div[' does not compile"),
        ("[[layouts]]\nname = 'a'\nmatch = '//div['", "layouts[0].match", "'//div[' does not compile"),
        (
            "[[layouts]]\nname = 'a'\nmatch = '//div[matches(., 1)]'",
            "layouts[0].match",
            "does not compile: XPath 1.0 has no function matches()",
        ),
        ("[[layouts]]\nname = 'a'\nmatch = '//meta/@content'", "layouts[0].match", "finds attributes, text or a value"),
        ("[[layouts]]\nname = 'a'\nmatch = '/html/text()'", "layouts[0].match", "finds attributes, text or a value"),
        ("[[layouts]]\nname = 'a'\nmatch = 'a::attr(href)'", "layouts[0].match", "does not compile"),
        ("[[layouts]]\nname = 'a'\nfields = {headline = 'h1'}", "layouts[0].fields.headline", "is not a known key"),
        ("[[layouts]]\nname = 'a'\nfields = {title = ['h1', 2]}", "layouts[0].fields.title[1]", "2 is not a string"),
        ("[[layouts]]\nname = 'a'\nfields = 'h1'", "layouts[0].fields", "'h1' is not a table"),
    ],
)
def test_a_wrong_value_is_told(addition: str, key: str, wrong: str) -> None:
    told = problem(addition)
    assert told.startswith(f"rivers.toml: {key}: ")
    assert wrong in told


@pytest.mark.parametrize("text", ["title = ", "a = 1\na = 2", "a = " + "9" * 5000, "a = " + "[" * 5000, "title = 'x"])
def test_what_is_not_toml_is_one_line(text: str) -> None:
    (only,) = problems(text)
    assert only.startswith(("rivers.toml: is not TOML: ", "rivers.toml: is not a profile: "))


def test_the_files_name_is_the_sites_name_and_has_a_shape() -> None:
    assert "the file's name is the site's" in problems(LEAST, "My Site")[0]


@pytest.mark.parametrize("tag", ["fr", "pt-BR", "zh-Hant", "zh-Hant-TW", "sr-Latn", "es-419", "de-CH-1996", "fil"])
def test_language_tags_of_bcp_47_are_taken(tag: str) -> None:
    assert parse_profile(f"{LEAST}language = '{tag}'\n", "rivers").language == tag


@given(st.text())
def test_no_text_makes_it_raise_anything_else(text: str) -> None:
    with contextlib.suppress(ProfileError):
        parse_profile(text, "rivers")


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"^gone\.toml: cannot be read: No such file or directory$"):
        load_profile(tmp_path / "gone.toml")
    (tmp_path / "latin.toml").write_bytes(b'title = "\xe9"')
    with pytest.raises(ProfileError, match=r"^latin\.toml: is not UTF-8: byte 9 is 0xe9$"):
        load_profile(tmp_path / "latin.toml")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "rivers.toml").write_bytes(b"\xef\xbb\xbf" + LEAST.replace("\n", "\r\n").encode())
    assert load_profile(tmp_path / "rivers.toml").title == "Rivers"


def test_a_folder_of_profiles_is_read_whole_with_the_problems_of_all_files(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(LEAST)
    (tmp_path / "a.toml").write_text(LEAST)
    (tmp_path / "notes.txt").write_text("no profile")
    assert list(load_profiles(tmp_path)) == ["a", "b"]
    (tmp_path / "c.toml").write_text("title = 1")
    (tmp_path / "d.toml").write_text("=")
    with pytest.raises(ProfileError) as caught:
        load_profiles(tmp_path)
    assert [line.split(":")[0] for line in caught.value.problems] == ["c.toml", "c.toml", "d.toml"]


def test_the_environment_names_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "demo.toml").write_text(LEAST)
    monkeypatch.setenv("GOVNEWS_SITES", os.fspath(tmp_path))
    assert list(load_profiles()) == ["demo"]
    monkeypatch.setenv("GOVNEWS_SITES", os.fspath(tmp_path / "none"))
    with pytest.raises(ProfileError, match="there is no such folder of site profiles"):
        load_profiles()


def test_the_archive_gets_the_profile_as_it_stands_in_its_file() -> None:
    record = site_record(parse_profile(WHOLE, "rivers"))
    assert (record.name, record.title, record.country, record.verified) == (
        "rivers",
        "Ministry of Rivers",
        "BR",
        "2026-01-31",
    )
    assert record.profile == WHOLE
    assert record.moves["streams.example"] == "www.rivers.example"


def test_sources_may_lie_on_any_host_of_the_sites_domain_but_not_of_its_public_suffix() -> None:
    parse_profile(f"{LEAST}[discovery]\nfeeds = ['https://feeds.rivers.example/rss']\n", "rivers")
    (told,) = problems(
        "title = 'a'\nhome_url = 'https://www.a.gouv.fr/'\n[discovery]\nfeeds = ['https://www.b.gouv.fr/']\n"
    )
    assert "is not on the site's own domain; must be on a.gouv.fr" in told


def test_a_site_on_a_loopback_address_owns_its_port_only() -> None:
    home = "title = 'a'\nhome_url = 'http://127.0.0.1:8471/'\n[discovery]\n"
    parse_profile(home + "feeds = ['http://127.0.0.1:8471/feed']\n", "demo")
    assert "must be on 127.0.0.1:8471" in problems(home + "feeds = ['http://127.0.0.1:8472/feed']\n")[0]


def test_patterns_say_which_urls_are_articles() -> None:
    site = parse_profile(WHOLE, "rivers")
    assert is_article_url("https://www.rivers.example/news/2024/flood", site) is True
    assert is_article_url("https://www.rivers.example/about", site) is False
    assert is_article_url("https://www.rivers.example/news/2024/flood/print", site) is False
    assert is_article_url("https://elsewhere.example/news/2024/flood", site) is False
    assert is_article_url("https://rivers.example/anything", parse_profile(LEAST, "rivers")) is None


def test_former_domains_and_hosts_of_sources_belong_to_the_site() -> None:
    site = parse_profile(WHOLE, "rivers")
    for url in ("http://streams.example/a", "https://press.example/rivers/a", "https://static.rivers.example/x"):
        assert on_site(url, site), url
    assert not on_site("https://other.rivers.example/", site)


class TestGendarmerie:
    site = load_profiles()["gendarmerie"]

    def test_it_says_that_it_was_never_verified(self) -> None:
        assert self.site.verified is None
        assert "Never verified against the live site" in (self.site.note or "")

    @pytest.mark.parametrize(
        "path",
        ["actualites/2020/rencontres-numeriques", "dossiers/cyber/enquete", "histoire/perspectives-historiques/x"],
    )
    def test_its_articles_are_known_by_their_address(self, path: str) -> None:
        now = f"https://www.gendarmerie.interieur.gouv.fr/gendinfo/{path}"
        before = f"http://www.gendinfo.fr/{path}"
        assert is_article_url(now, self.site)
        assert is_article_url(before, self.site)
        assert url_key(before, self.site.former_domains) == url_key(now, self.site.former_domains)

    @pytest.mark.parametrize(
        "path", ["", "gendinfo", "gendinfo/actualites", "gendinfo/actualites/2020", "recrutement/2020/x"]
    )
    def test_its_listings_and_other_pages_are_no_articles(self, path: str) -> None:
        assert is_article_url(f"https://www.gendarmerie.interieur.gouv.fr/{path}", self.site) is False


def test_every_packaged_profile_is_dated_or_says_that_it_was_never_verified() -> None:
    for name, site in load_profiles().items():
        if site.verified is None:
            assert "never verified" in (site.note or "").lower(), name
        else:
            assert dt.date.fromisoformat(site.verified), name


def test_a_layouts_fields_are_attributes_of_an_article() -> None:
    assert {"title", "byline", "published", "lead", "body", "figures", "contacts", "remove"} <= set(LAYOUT_FIELDS)


def test_the_country_codes_are_those_of_cldr_that_are_countries() -> None:
    exceptional = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
    groups_and_tests = {"EZ", "QO", "UN", "XA", "XB", "ZZ"}
    territories = {code for code in map(str, Locale("en").territories) if len(code) == 2}
    assert territories - exceptional - groups_and_tests == COUNTRIES
