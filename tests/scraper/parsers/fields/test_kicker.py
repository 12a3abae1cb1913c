"""The short line above the headline, where a page marks one."""

from __future__ import annotations

import pytest

from tests.scraper.parsers.made_up import BODY, article


@pytest.mark.parametrize(
    "above",
    [
        '<p class="kicker">Winter services</p>',
        '<p class="dachzeile">Winter services:</p>',
        '<div class="c-article__overline"><span>Winter services</span></div>',
        '<p class="surtitre">Winter services</p>',
        '<p class="fr-badge fr-badge--info">Winter services</p>',
        '<p class="usa-tag">Winter services</p>',
        '<ul><li class="label">Winter services</li></ul>',
        '<span class="article-topline"><a href="/winter">Winter services</a></span><p>14 March 2023</p>',
    ],
)
def test_a_short_line_above_the_headline_that_is_named_as_one_is_the_kicker(above: str) -> None:
    found = article(above=above)
    assert (found.kicker, found.provenance["kicker"]) == ("Winter services", "heuristic:name")
    assert found.title == "Support for local services"
    assert "Winter services" not in found.body


@pytest.mark.parametrize(
    "above",
    [
        "<p>Press release</p>",
        '<div class="count"><span class="label">comments</span></div>',
        '<p class="topline">14 March 2023 - Report</p>',
        '<nav class="breadcrumb"><span class="label">Winter services</span></nav>',
        '<ul><li class="tag">Winter</li><li class="tag">Services</li></ul>',
        '<p class="tag"><a href="/winter">Winter services</a></p>',
        '<p class="kicker">Winter services</p><p>All of them</p>',
        '<aside><span class="label">Picture</span></aside>',
    ],
)
def test_trails_dates_kinds_of_page_and_rows_of_tags_are_none(above: str) -> None:
    assert article(above=above).kicker is None


def test_what_shares_an_hgroup_with_the_headline_is_the_kicker_where_it_stands_first() -> None:
    html = f"<hgroup><p>Winter services</p><h1>Support for local services</h1></hgroup>{BODY}"
    found = article(above=html)
    assert (found.kicker, found.provenance["kicker"]) == ("Winter services", "hgroup")
