"""Pages that libxml2 loses are read again as a browser reads them."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from scraper.parsers import parse_article
from scraper.parsers.document.html5 import is_costly, send


def tree_of(html: str) -> etree._Element:
    builder = etree.TreeBuilder()
    send(html, builder)
    return builder.close()


def test_elements_attributes_and_text_come_in_document_order_without_comments() -> None:
    root = tree_of('<!doctype html><p class="a b">One <b>two</b><!-- no --> three<br>four')
    body = root.find("body")
    assert body is not None
    assert etree.tostring(body, encoding="unicode") == '<body><p class="a b">One <b>two</b> three<br/>four</p></body>'


def test_attributes_that_are_no_names_are_left_out() -> None:
    (paragraph,) = tree_of('<p "x" a<b=1 id=ok>').iter("p")
    assert {str(name): value for name, value in paragraph.items()} == {"id": "ok"}


def test_pages_that_would_take_minutes_are_not_read_again() -> None:
    assert is_costly("<div>" * 5000)
    assert is_costly("<p>" * 30_000)
    assert is_costly("x" * 4_000_000)
    assert not is_costly("<p>x</p>" * 5000)


def test_nothing_that_a_page_says_raises() -> None:
    for html in ("", "\x00", "<" * 1000, "<table><tr><p></table>x", "</p></div>", "<svg><p>x", "http://example.gov/"):
        assert tree_of(html).tag == "html"


BROKEN = ["<p ", '<a"b>', "</", "&#1;", "&#xFFFE;", "\x01", "=", "'", ">", "<table>", "é", "x"]


@given(st.lists(st.sampled_from(BROKEN)))
def test_no_broken_markup_raises(pieces: list[str]) -> None:
    assert tree_of("".join(pieces)).tag == "html"


# libxml2 takes all that follows an svg element that is never closed for a part of it; HTML5 ends it at the first div.
LOST = (
    "<html><head><title>Pont rouvert</title></head><body><svg><path d='M0 0'><div><h1>Pont rouvert</h1>"
    + "".join(f"<p>Le pont numéro {n} a rouvert ce matin, deux ans après le début des travaux.</p>" for n in range(12))
    + "</div></body></html>"
)


def test_an_article_that_libxml2_loses_is_found() -> None:
    article = parse_article(LOST.encode(), "https://example.gouv.fr/1")
    assert article.provenance["markup"] == "html5lib"
    assert article.body.count("deux ans après") == 12
