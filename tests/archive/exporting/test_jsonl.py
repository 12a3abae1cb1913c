"""JSON lines: one schema.org NewsArticle an article, with what the archive knows of it."""

from __future__ import annotations

import json
from typing import Any

from tests.archive.conftest import Rows
from tests.archive.exporting.conftest import Export

SITE = "https://www.example.gouv.fr"


def lines(data: bytes) -> dict[str, dict[str, Any]]:
    return {article["url"]: article for article in map(json.loads, data.splitlines())}


def test_an_article_says_what_its_page_said_in_schema_orgs_words(exported: Export) -> None:
    article = lines(exported("jsonl"))[f"{SITE}/b"]
    assert article["@context"][0] == "https://schema.org"
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == "Bêta"
    assert article["author"] == [{"name": "Céline Morin"}, {"name": "Paul Roux"}]
    assert article["creditText"] == "Céline Morin et Paul Roux"
    assert article["datePublished"] == "2020-02-04"
    assert article["inLanguage"] == "fr"
    assert article["abstract"] == "Un chapô."
    assert article["articleBody"] == "L’Intérieur."
    assert article["govnews:blocks"] == [{"kind": "paragraph", "text": "L’Intérieur."}]
    assert article["image"] == [
        {
            "@type": "ImageObject",
            "contentUrl": f"{SITE}/a.jpg",
            "description": "x",
            "caption": "Légende",
            "position": 0,
        }
    ]
    assert article["contactPoint"][0]["telephone"] == "17"
    assert article["contactPoint"][0]["name"] == "Presse"
    assert article["associatedMedia"][0]["contentUrl"] == f"{SITE}/a.pdf"
    assert article["publisher"]["name"] == "Ministry of Examples"
    assert article["creativeWorkStatus"] == "live"


def test_the_bytes_that_it_was_read_in_can_be_found_and_checked(exported: Export, rows: Rows) -> None:
    archived = lines(exported("jsonl"))[f"{SITE}/b"]["archivedAt"]
    assert rows(
        "SELECT url, fetched_at, sha256 FROM captures WHERE warc_file = ? AND warc_offset = ?",
        archived["govnews:warcFile"],
        archived["govnews:warcOffset"],
    ) == [(archived["url"], archived["dateCreated"], archived["sha256"])]


def test_earlier_versions_are_there_whole_the_oldest_first(exported: Export) -> None:
    article = lines(exported("jsonl"))[f"{SITE}/a"]
    assert (article["version"], article["articleBody"]) == (2, "Deux fait deux.")
    (earlier,) = article["workExample"]
    assert (earlier["version"], earlier["articleBody"]) == (1, "=1+1 fait deux.")
    assert earlier["temporalCoverage"].partition("/")[0] < article["temporalCoverage"].partition("/")[0]
    assert earlier["govnews:contentDigest"] != article["govnews:contentDigest"]


def test_what_a_page_does_not_say_is_left_out(exported: Export) -> None:
    article = lines(exported("jsonl"))[f"{SITE}/b"]
    assert not {"alternativeHeadline", "dateModified", "keywords", "workExample", "license"} & article.keys()
