"""The flat page that all parts read: what its nodes, runs, lines and regions are."""

from __future__ import annotations

import pytest

from archive.model import bounds
from scraper.parsers.document.build import read_document
from scraper.parsers.extraction import Extraction

URL = "https://example.gov/news/a"


def page(html: str) -> Extraction:
    return Extraction(read_document(html.encode(), URL))


def test_nodes_stand_in_document_order_with_the_range_of_their_subtree() -> None:
    found = page("<div id=Top class='Big Box'><p>one <b>two</b></p><p>three</p></div>")
    box = next(node for node in found.nodes if node.tag == "div")
    assert [node.tag for node in found.nodes[box.index + 1 : box.end]] == ["p", "b", "p"]
    assert box.names == " big box top "
    assert found.nodes[box.index + 1].parent == box.index
    assert [child.tag for child in found.children(box.index)] == ["p", "p"]
    assert [node.tag for node in found.ancestors(box.index + 2)] == ["p", "div", "body", "html"]


def test_text_is_in_one_line_and_lines_break_at_blocks_and_breaks() -> None:
    found = page("<div>one <b>t</b>wo\n  three<br>four<p>five</p>six</div>")
    box = next(node.index for node in found.nodes if node.tag == "div")
    assert found.text(box) == "one two three four five six"
    assert found.lines(box) == ["one two three", "four", "five", "six"]


def test_lengths_count_text_and_the_part_of_it_that_is_links() -> None:
    found = page('<p>read <a href="/x">this</a> or <a href="#note">that</a></p>')
    paragraph = found.nodes[found.tagged("p")[0]]
    assert (paragraph.chars, paragraph.link_chars) == (len("read this or that"), len("this"))


def test_code_drawings_and_form_choices_are_no_text() -> None:
    found = page(
        "<style>p {}</style><script>var a = '<p>x</p>'</script><svg><title>icon</title><text>drawn</text></svg>"
        "<template><p>later</p></template><select><option>one</option></select>"
        "<noscript><p>turn it on</p></noscript><p>text</p>"
    )
    assert found.text(0) == "text"


def test_soft_hyphens_go_and_no_break_spaces_stay() -> None:
    found = page("<p>Minis\u00adte\u00adrium 5\u00a0000\u202f€</p>")
    assert found.text(0) == "Ministerium 5\u00a0000\u202f€"


def test_entities_are_letters_of_their_word() -> None:
    assert page("<p>l&rsquo;Int&eacute;rieur&nbsp;: 5&#8239;%</p>").text(0) == "l’Intérieur\u00a0: 5\u202f%"


def test_a_zero_width_space_at_the_edge_is_what_an_editor_left() -> None:
    assert page("<p>&#8203;Guichets ouverts&#8203;</p>").text(0) == "Guichets ouverts"
    assert page("<p>กรุงเทพ&#8203;มหานคร</p>").text(0) == "กรุงเทพ\u200bมหานคร"


def test_regions_come_from_tags_roles_and_names_and_hold_for_what_is_inside() -> None:
    found = page(
        "<nav><p>a</p></nav><div role=search><p>b</p></div><div class='c-cookie-banner'><p>c</p></div>"
        "<div style='display: none'><p>d</p></div><div class=content><p>e</p></div>"
    )
    assert [found.regions[i] for i in found.tagged("p")] == ["navigation", "form", "consent", "hidden", ""]


def test_what_holds_most_of_the_text_is_no_boilerplate_whatever_its_name() -> None:
    text = "The ministry opened forty new counters for residents on Monday after two years of work. " * 5
    found = page(f"<div class='sidebar-right related'><p>{text}</p></div>")
    assert found.regions[found.tagged("p")[0]] == ""


def test_microdata_and_rdfa_are_found_by_their_names() -> None:
    found = page("<time itemprop='datePublished'>1</time><span property='schema:author'>X</span>")
    assert found.itemprops("datePublished") == found.tagged("time")
    assert found.text(found.itemprops("author")[0]) == "X"


def test_metadata_of_all_vocabularies_is_one_table() -> None:
    found = page(
        "<head><meta property='og:title' content='A'><meta name='DCTERMS.issued' content='2020-01-02'>"
        "<meta name='article:modified_time' value='2020-01-03'></head>"
    ).meta
    assert found.get("og:title") == "A"
    assert found.get("dc.date", "dcterms.issued") == "2020-01-02"
    assert found.get("article:modified_time") == "2020-01-03"
    assert found.get("nothing") is None


def test_json_ld_is_read_with_its_graph_and_with_its_usual_faults() -> None:
    found = page(
        '<script type="application/ld+json">'
        '{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "A",}]}'
        '</script><script type="application/ld+json">// <![CDATA[\n{"@type": "Organization"}\n// ]]></script>'
        '<script type="application/ld+json">{broken</script>'
    ).meta
    assert found.article["headline"] == "A"
    assert {"@type": "Organization"} in found.json_ld


def test_links_are_made_absolute_against_the_base_of_the_page() -> None:
    found = page("<head><base href='/archive/'></head><a href='a b.pdf'>x</a>")
    assert found.absolute("a b.pdf") == "https://example.gov/archive/a%20b.pdf"
    assert found.absolute("javascript:void(0)") is None
    assert found.absolute("mailto:press@example.gov") == "mailto:press@example.gov"


def test_a_page_that_libxml2_loses_is_read_by_an_html5_parser() -> None:
    text = "A sentence that stands on the page and wants to be read. " * 20
    html = f"<html><body><svg width=1><path d='M0 0'><div><p>{text}</p></div></body></html>"
    tree = read_document(html.encode(), URL)
    assert tree.html5
    assert Extraction(tree).text(0) == text.strip()


def test_a_page_with_little_text_is_read_once() -> None:
    assert not read_document(b"<html><script>" + b"var a = 1;" * 5000 + b"</script><p>text</p></html>", URL).html5


def test_a_page_of_which_libxml2_loses_the_links_alone_is_read_by_an_html5_parser() -> None:
    text = "A sentence that stands on the page and wants to be read. " * 9
    links = "".join(f"<li><a href=/news/{n}>Forty counters were opened, part {n}</a>" for n in range(20))
    document = read_document(f"<body><p>{text}</p><svg><g><ul>{links}</ul>".encode(), URL)
    assert len(document.tagged("a")) == 20
    assert document.html5


def test_a_text_in_many_pieces_is_one_text() -> None:
    """Parsers hand over a text piece by piece at each character reference: no time grows with its square."""
    words = "a&amp;b " * 100_000
    page = read_document(f"<p>{words}<b>end</b> of&nbsp;it</p>".encode(), "https://example.gov/a")
    assert "".join(page.runs).strip() == "a&b " * 100_000 + "end of\u00a0it"


@pytest.mark.parametrize("piece", ["a<br>", "a&amp;", "<p>", "<div><span>x</span>", "<img src=a>"])
def test_of_a_page_with_more_marks_than_anyone_reads_the_beginning_is_read(piece: str) -> None:
    page = read_document(f"<h1>Title</h1>{piece * 400_000}<p>The end</p>".encode(), "https://example.gov/a")
    assert "Title" in page.runs
    assert "The end" not in page.runs
    assert max(len(page.nodes), len(page.runs)) < 3 * bounds.MAX_MARKS
