"""A site's profile makes fields exact, and what it does not find is found the generic way."""

from __future__ import annotations

from scraper.parsers import parse_article
from scraper.profiles.reader import parse_profile

PROFILE = """
title = "Halls"
home_url = "https://example.gov/"

[[layouts]]
name = "old"
match = "div.old-look"
[layouts.fields]
title = "h4"

[[layouts]]
name = "new"
match = "div.new-look"
[layouts.fields]
title = [".missing", ".headline"]
kicker = "//p[@class='over']"
lead = ".standfirst"
body = ".text"
section = ".rubric"
tags = ".label"
remove = [".promo"]
byline = ".nobody"
"""
TEXT = "<p>The ministry opened forty new counters for residents on Monday, after two years of work on the halls.</p>"
PAGE = f"""<html lang="en"><head><title>Something else</title></head><body><div class="new-look">
<h1>Counters for all</h1><svg><path d="M0"/><title>logo</title></svg><select><option>one</option></select>
<p class="over">Administration</p><p class="headline">Forty counters</p><p class="rubric">Services</p>
<p class="standfirst">A short line</p>
<div class="text">{TEXT}<p>Short</p><div class="promo">{TEXT[:-5]} Buy!</p></div>{TEXT}.</div>
<span class="label">halls</span><span class="label">counters</span>
<div class="other">{TEXT[:-5]} Not this.</p></div></div></body></html>"""


def test_selectors_are_exact() -> None:
    article = parse_article(PAGE.encode(), "https://example.gov/a", site=parse_profile(PROFILE, "halls"))
    assert (article.title, article.kicker, article.lead) == ("Forty counters", "Administration", "A short line")
    assert (article.section, article.tags) == ("Services", ("halls", "counters"))
    assert [block.text for block in article.blocks][1] == "Short"
    assert "Not this" not in article.body
    assert "Buy!" not in article.body
    assert article.provenance["layout"] == "new"
    assert article.provenance["title"] == "profile:new"


def test_a_selector_that_finds_nothing_is_told_and_the_generic_way_taken() -> None:
    page = PAGE.replace("headline", "other-name").replace("<p>Short</p>", "")
    article = parse_article(page.encode(), "https://example.gov/a", site=parse_profile(PROFILE, "halls"))
    assert article.title == "Counters for all"
    assert article.provenance["title"] == "heuristic:h1 (profile:new found nothing)"
    assert article.provenance["byline"] == "nothing (profile:new found nothing)"


def test_layouts_are_told_by_what_the_page_looks_like() -> None:
    page = PAGE.replace("new-look", "old-look").replace("<h1>Counters for all</h1>", "<h4>An old page</h4>")
    article = parse_article(page.encode(), "https://example.gov/a", site=parse_profile(PROFILE, "halls"))
    assert article.title == "An old page"
    assert article.provenance["layout"] == "old"


def test_a_page_that_no_layout_matches_is_read_without_one() -> None:
    article = parse_article(
        PAGE.replace("new-look", "").encode(), "https://example.gov/a", site=parse_profile(PROFILE, "halls")
    )
    assert "layout" not in article.provenance
    assert article.blocks


def test_a_selected_element_is_found_among_the_nodes_whatever_stands_around_it() -> None:
    """Comments, what XML has no name or character for, what nobody closes, elements without a node."""
    odd = (
        '<!-- a comment --><o:p>office</o:p><p =x <b "y" class="z">half a tag</p>'
        '<ahref="https:>half</ahref="https:><p title="\x01">\x02 &#3;</p></span></p></nothing>'
        '<svg><p class="headline">drawn</p></svg>'
        '<select><option class="headline">choice</option></select><td>cell</td><font><font><?php echo 1 ?>'
    )
    page = PAGE.replace("<h1>Counters for all</h1>", odd + "<h1>Halls</h1>")
    article = parse_article(page.encode(), "https://example.gov/a", site=parse_profile(PROFILE, "halls"))
    assert (article.title, article.kicker, article.lead) == ("Forty counters", "Administration", "A short line")
    assert (article.section, article.tags) == ("Services", ("halls", "counters"))
    assert "Buy!" not in article.body


def test_selectors_find_what_libxml2_lost() -> None:
    page = PAGE.replace("<body>", "<body><svg width=1><path d='M0 0'><div>" + "<p>menu</p>" * 40).replace(
        TEXT[:-5], TEXT[:-5] * 8
    )
    article = parse_article(page.encode(), "https://example.gov/a", site=parse_profile(PROFILE, "halls"))
    assert article.provenance["markup"] == "html5lib"
    assert (article.title, article.kicker) == ("Forty counters", "Administration")


def test_an_element_deeper_than_the_nodes_go_is_not_selected() -> None:
    page = PAGE.replace('<p class="headline">', "<div>" * 600 + '<p class="headline">', 1)
    article = parse_article(page.encode(), "https://example.gov/a", site=parse_profile(PROFILE, "halls"))
    assert article.provenance["title"] == "heuristic:h1 (profile:new found nothing)"
