"""What an answer's body is to the crawl: decoded once, whatever its coding, and followed where it refreshes."""

from __future__ import annotations

import gzip

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd

from tests.scraper.conftest import PATTERNS, Crawls, article, listing, profile
from tests.scraper.raw_web import RawWeb, answer

CODED = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstd.compress}


@pytest.mark.parametrize("coding", CODED)
def test_listings_and_articles_are_read_in_every_coding_that_is_asked_for(
    crawls: Crawls, web: RawWeb, coding: str
) -> None:
    code = CODED[coding]
    web.routes["/news"] = answer(code(listing("/news/1", "/news/2", "/news/3").encode()), Content_Encoding=coding)
    web.routes["/news/2"] = answer(code(article(2).encode()), Content_Encoding=coding)
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    assert done.summaries["site"]["new"] == 3
    assert done.rows("SELECT title FROM articles ORDER BY title") == [("Article 1",), ("Article 2",), ("Article 3",)]


@pytest.mark.parametrize("where", ["plain", "compressed", "late"])
def test_a_page_that_refreshes_to_the_article_leads_there(crawls: Crawls, web: RawWeb, where: str) -> None:
    refresh = '<html><head><META http-equiv="Refresh" content="0; url=/news/2/full"></head></html>'
    early = ("<!-- " + "é" * 3000 + " -->" if where == "late" else "") + refresh
    body = early.encode()
    web.routes["/news/2"] = (
        answer(gzip.compress(body), Content_Encoding="gzip") if where == "compressed" else answer(body)
    )
    web.routes["/news/2/full"] = answer(article(2))
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    assert "/news/2/full" in web.paths
    assert done.rows("SELECT count(*) FROM articles") == [(3,)]
    hop = "SELECT outcome, redirect_to FROM captures WHERE url = ?"
    assert done.rows(hop, web.url("/news/2")) == [("redirect", web.url("/news/2/full"))]
    crawls.make_due()
    again = crawls()
    assert (again.status, again.summaries["site"]["unchanged"]) == (0, 3)


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate", "identity", "gzip, br", "x-unknown"])
def test_a_page_that_names_a_coding_and_is_plain_is_one_article_and_no_failure(
    crawls: Crawls, web: RawWeb, coding: str
) -> None:
    web.routes["/news/2"] = answer(article(2), Content_Encoding=coding)
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    assert (done.summaries["site"]["new"], done.summaries["site"]["failed"]) == (3, 0)
    assert done.rows("SELECT failures FROM urls WHERE url = ?", web.url("/news/2")) == [(0,)]


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate"])
def test_a_listing_that_names_a_coding_and_is_plain_is_read(crawls: Crawls, web: RawWeb, coding: str) -> None:
    web.routes["/news"] = answer(listing("/news/1", "/news/2", "/news/3"), Content_Encoding=coding)
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    assert (done.summaries["site"]["new"], done.summaries["site"]["outcome"]) == (3, "finished")


def test_a_page_transferred_in_gzip_is_read(crawls: Crawls, web: RawWeb) -> None:
    web.routes["/news/2"] = answer(gzip.compress(article(2).encode()), Transfer_Encoding="gzip")
    web.routes["/news"] = answer(
        gzip.compress(listing("/news/1", "/news/2", "/news/3").encode()), Transfer_Encoding="gzip"
    )
    done = crawls(site=profile(web, listings=["/news"], article_patterns=PATTERNS))
    assert (done.summaries["site"]["new"], done.summaries["site"]["failed"]) == (3, 0)
