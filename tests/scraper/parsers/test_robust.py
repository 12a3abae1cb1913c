"""Whatever the bytes are, an Article comes out, of the same bytes the same, and the work grows with the page alone."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model.article import Article, from_dict, to_dict
from archive.model.digest import content_digest
from scraper.parsers import parse_article
from scraper.parsers.document.build import read_document
from scraper.parsers.document.tree import MAX_DEPTH
from scraper.parsers.explain import explain

URL = "https://example.gov/news/a"
SENTENCE = "The ministry opened forty new counters for residents on Monday, after two years of work on the halls. "
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Forty counters | Ministry</title>'
    '<meta property="article:published_time" content="2024-02-05T10:00:00+01:00"></head><body>'
    '<nav><ul><li><a href="/">Home</a></li></ul></nav><main><article><h1>Forty counters</h1>'
    '<p class="date">5 February 2024</p><p class="author">By Jane Doe</p>'
    f'<p class="lead">{SENTENCE}</p><figure><img src="a.jpg"><figcaption>A hall © J. Doe</figcaption></figure>'
    f"<p>{SENTENCE * 3}</p><h2>Where</h2><ul><li>Aldbury<li>Birch</ul><table><tr><td>a<td>b</table>"
    f"<p>{SENTENCE * 2}</p>"
    '<div class="contact"><h3>Press contact</h3><p>Tel.: +44 20 7946 0000<br>press(at)example.gov</p></div>'
    "</article></main><footer>© Ministry</footer></body></html>"
)


def parses(html: bytes) -> Article:
    article = parse_article(html, URL)
    assert "error" not in article.provenance
    assert from_dict(to_dict(article)) == article
    assert len(content_digest(article)) == 64
    return article


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2000))
def test_random_bytes_do_not_raise(html: bytes) -> None:
    parses(html)


_TAGS = (
    "div p span a h1 h2 ul ol li table tr td th dl dt dd blockquote figure figcaption img br time nav article main "
    "section aside header footer details summary script style svg template noscript form select option iframe b i x-y"
)
TAGS = st.sampled_from(_TAGS.split())
TEXTS = st.sampled_from(
    [SENTENCE, "By Jane Doe", "5 May 2024", "Tel.: 17", "©", "\u00a0", "a@b.gov", "", "&nbsp;&#0;&bogus;", "🏛"]
)
ATTRIBUTES = st.sampled_from(
    ["", " class=byline", " class='share date'", " href=/a.pdf", " src=a.jpg", " itemprop=headline", " hidden"]
)


@st.composite
def markup(draw: st.DrawFn) -> str:
    pieces = []
    for _ in range(draw(st.integers(1, 40))):
        tag = draw(TAGS)
        pieces.append(draw(st.sampled_from([f"<{tag}{draw(ATTRIBUTES)}>", f"</{tag}>", draw(TEXTS)])))
    return "".join(pieces)


@settings(max_examples=200, deadline=None)
@given(markup())
def test_random_trees_do_not_raise(html: str) -> None:
    parses(html.encode())


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_page_that_is_cut_or_has_lost_pieces_does_not_raise(source: random.Random) -> None:
    html = PAGE.encode()
    parses(html[: source.randrange(len(html))])
    parses(html[source.randrange(len(html)) :])
    pieces = PAGE.split("<")
    del pieces[source.randrange(len(pieces))]
    source.shuffle(pieces)
    parses("<".join(pieces).encode())


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"\x00" * 1000,
        b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000,
        b"<b><p>" * 50_000,
        b"<table><tr><td>" * 20_000,
        b"<p title='" + b"x" * 1_000_000 + b"'>text</p>",
        b"<p class='" + b"share " * 200_000 + b"'>" + SENTENCE.encode() * 9,
        b"<p>" + b"&amp;" * 200_000,
        b"<p>" + b"&" * 100_000 + b"&#x110000;&#xd800;&#99999999999;",
        b"<!--" * 50_000,
        b"<script>" + b"<" * 100_000,
        b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>",
        b'<script type="application/ld+json">{"@type":"NewsArticle","headline":7,"keywords":{"a":1}}</script>',
        b'<link rel=canonical href="http://[::1"><base href="http://["><a href="http://[x.pdf">a</a><p>'
        + SENTENCE.encode() * 9,
        "<p>\ud800</p>".encode("utf-8", "surrogatepass"),
        b"<html" + b" a=b" * 50_000 + b"><p>x",
    ],
)
def test_hostile_pages_do_not_raise(html: bytes) -> None:
    parses(html)


#: CPU seconds that any page of a few megabytes may take: some ten times what these do, on a busy machine.
GENEROUS = 20


@pytest.mark.parametrize(
    "html",
    [
        b"<!--" * 300_000,
        b"<div>" * 100_000 + SENTENCE.encode(),
        b"<p>word " * 200_000,
        b"<p>" + b"Call 030 12.5 or 18. " * 250_000,
        b"<p>" + b"a@" * 500_000,
        b"<a href " * 300_000,
        b'<a href="/x">y</a>' * 200_000,
        b"<h1>Contact</h1><p>x</p>" * 20_000,
        b"<h1>Pictures</h1>" + b"<img src=/a.jpg><p>" * 20_000,
        b"<h1>Forty counters</h1>" + b"<time datetime=2020-01-01>1 January 2020</time>" * 20_000,
    ],
    ids=[
        "comments",
        "depth",
        "unclosed",
        "one line",
        "at signs",
        "half tags",
        "links",
        "headings",
        "pictures",
        "dates",
    ],
)
def test_a_hostile_page_is_done_with_in_seconds(html: bytes) -> None:
    started = time.process_time()
    parses(html)
    assert time.process_time() - started < GENEROUS


@pytest.mark.parametrize(
    "url", ["", "no url", "http://[", "https://example.gov:99999999/", "ftp://x", "//", "http://\x00"]
)
def test_odd_addresses_do_not_raise(url: str) -> None:
    article = parse_article(PAGE.encode(), url)
    assert "error" not in article.provenance
    assert article.title == "Forty counters"


def test_the_same_bytes_give_the_same_article() -> None:
    assert parse_article(PAGE.encode(), URL) == parse_article(PAGE.encode(), URL)
    assert explain(PAGE.encode(), URL).article == parse_article(PAGE.encode(), URL)


def test_no_node_is_deeper_than_a_walk_to_the_root_may_be_long() -> None:
    tree = read_document(b"<div>" * 5000 + b"deep", URL)
    assert len(tree.nodes) <= MAX_DEPTH + 5
    assert "deep" in tree.runs


def test_nothing_is_kept_twice_when_a_page_grows() -> None:
    one, ten = (read_document(PAGE.encode() * count, URL) for count in (1, 10))
    assert len(ten.nodes) <= 10 * len(one.nodes)
    assert len(ten.runs) <= 10 * len(one.runs) + 10
