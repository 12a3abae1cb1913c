"""What the archive is told of a stored answer: an article, a page that is gone without saying so, or a wall."""

from __future__ import annotations

import pytest

from archive.model.exchange import Parsed, StoredPage
from scraper.parsing import parse_stored

TEXT = "<p>The ministry opened forty new counters for residents on Monday, after two years of work on the halls.</p>"
ARTICLE = f"<title>Forty counters</title><main><h1>Forty counters</h1>{TEXT * 4}</main>"
URL = "https://example.gov/news/counters"


def reading(html: str, url: str = URL, requested: str = URL, profile: str = "") -> Parsed:
    return parse_stored(StoredPage(url, 200, html.encode(), "utf-8", "article", "halls", profile, requested))


def test_an_article_is_ok() -> None:
    found = reading(ARTICLE, profile='title = "Halls"\nhome_url = "https://example.gov/"\n')
    assert found.answer == "ok"
    assert found.article is not None
    assert found.article.title == "Forty counters"


def test_a_profile_that_is_no_longer_valid_does_not_stop_the_reading() -> None:
    assert reading(ARTICLE, profile="no = profile").answer == "ok"


@pytest.mark.parametrize(
    "html",
    [
        "<title>Page not found | Ministry</title><h1>Page not found</h1>"
        "<p>Sorry, this page does not exist any more.</p>",
        "<title>404</title><h1>Error 404</h1>",
        "<title>Ministère</title><h1>Page introuvable</h1><p>La page demandée n’existe plus.</p>",
        "<title>Seite nicht gefunden</title><h1>Seite nicht gefunden</h1>",
        "<title>页面不存在</title><p>您访问的页面不存在</p>",
        '<title>Ministry</title><link rel="canonical" href="https://example.gov/"><h1>Welcome</h1><p>All services.</p>',
    ],
)
def test_a_200_that_says_not_found_is_a_soft_404(html: str) -> None:
    assert (reading(html).answer, reading(html).article) == ("soft_404", None)


def test_a_redirect_to_the_home_page_is_a_soft_404() -> None:
    assert reading(ARTICLE, url="https://example.gov/").answer == "soft_404"
    assert reading(ARTICLE, url="https://example.gov/en/").answer == "soft_404"


def test_an_article_about_error_pages_is_an_article() -> None:
    assert reading(ARTICLE.replace("Forty counters", "How to report a page not found") + TEXT * 20).answer == "ok"


@pytest.mark.parametrize(
    "html",
    [
        "<title>Just a moment...</title><p>Checking your browser.</p>"
        "<script src='/cdn-cgi/challenge-platform/h/b/x.js'></script>",
        "<title>Request Rejected</title>The requested URL was rejected. Please consult with your administrator. "
        "Your support ID is: 1234567890",
        "<title>Attention Required!</title><p>Please complete the security check to access the site. Ray ID: 7f</p>",
        "<html><body>"
        "<iframe src='/_Incapsula_Resource?x=1'>Request unsuccessful. Incapsula incident ID: 7</iframe></body></html>",
    ],
)
def test_a_200_that_is_a_wall_is_blocked(html: str) -> None:
    assert reading(html) == Parsed("blocked", reason="challenge")


def test_an_article_about_captchas_is_an_article() -> None:
    html = ARTICLE.replace("Forty counters", "Why we ask you to verify that you are not a robot") + TEXT * 20
    assert reading(html).answer == "ok"


@pytest.mark.parametrize(
    "content",
    ["0; url=/news/moved", "2;URL='https://example.gov/news/moved'", "0, url = https://example.gov/news/moved"],
)
def test_a_page_that_only_sends_its_reader_on_is_a_redirect(content: str) -> None:
    found = reading(f'<title>Moved</title><META HTTP-EQUIV="refresh" CONTENT="{content}"><p>One moment.</p>')
    assert (found.answer, found.article, found.onward) == ("redirect", None, "https://example.gov/news/moved")


@pytest.mark.parametrize(
    "refresh",
    [
        '<noscript><meta http-equiv="refresh" content="0; url=/plain"></noscript>',  # for readers without scripts
        '<meta http-equiv="refresh" content="600">',  # itself, every ten minutes
        f'<meta http-equiv="refresh" content="0; url={URL}#top">',
        '<meta http-equiv="refresh" content="30; url=/news">',  # time enough to read it
        '<meta http-equiv="refresh" content="0; url=javascript:alert(1)">',
    ],
)
def test_a_page_that_is_there_to_be_read_is_none(refresh: str) -> None:
    assert reading(f"<title>Counters</title>{refresh}<h1>Counters</h1>").answer != "redirect"


def test_an_article_that_sends_on_is_still_an_article() -> None:
    assert reading('<meta http-equiv="refresh" content="0; url=/news">' + ARTICLE).answer == "ok"
