"""E-mail addresses, in plain sight and hidden from harvesters."""

from __future__ import annotations

import pytest

from scraper.parsers.text.emails import email_of_link, find_emails


@pytest.mark.parametrize(
    ("line", "value", "normalized"),
    [
        ("E-Mail: presse@amt.example.de, Fax", "presse@amt.example.de", "presse@amt.example.de"),
        ("name(at)agency.gov", "name(at)agency.gov", "name@agency.gov"),
        ("buergerservice [at] amt [dot] de", "buergerservice [at] amt [dot] de", "buergerservice@amt.de"),
        ("name at agency dot gov", "name at agency dot gov", "name@agency.gov"),
        ("press~agency.gov", "press~agency.gov", "press@agency.gov"),
        ("jean.dupont (arobase) agence.fr", "jean.dupont (arobase) agence.fr", "jean.dupont@agence.fr"),
        ("a.b-c@d-e.gov.uk.", "a.b-c@d-e.gov.uk", "a.b-c@d-e.gov.uk"),
        ("vog.ycnega@sserp", "press@agency.gov", "press@agency.gov"),
        ("Mail: ed.tma@esserp", "presse@amt.de", "presse@amt.de"),
        ("rf.vuog.ecnega@tnopud.naej", "jean.dupont@agence.gouv.fr", "jean.dupont@agence.gouv.fr"),
        ("ue.ycnega.sserp@a.enaj", "jane.a@press.agency.eu", "jane.a@press.agency.eu"),
        ("gro.ecnega@ofni, Tel.", "info@agence.org", "info@agence.org"),
    ],
)
def test_addresses_in_text(line: str, value: str, normalized: str) -> None:
    assert [(e.value, e.normalized) for e in find_emails(line)] == [(value, normalized)]


@pytest.mark.parametrize(
    "line", ["Have a look at agency.gov", "We met at noon.The rest", "http://x.org/~bob.html", "@agency"]
)
def test_what_only_looks_like_one(line: str) -> None:
    assert find_emails(line) == []


@pytest.mark.parametrize(
    ("href", "attributes", "address"),
    [
        ("mailto:press%40agency.gov?subject=Bridge", {}, "press@agency.gov"),
        ("javascript:linkTo_UnCryptMailto('ocknvq,rtguuBcigpea0iqx');", {}, "press@agency.gov"),
        ("javascript:linkTo_UnCryptMailto(%27nbjmup%2BqsfttAbhfodz%2Fhpw%27);", {}, "press@agency.gov"),
        ("#", {"data-mailto-token": "nbjmup+qsfttAbhfodz/hpw", "data-mailto-vector": "1"}, "press@agency.gov"),
        ("/cdn-cgi/l/email-protection#543931142c7a373b39", {}, "me@x.com"),
        ("javascript:mailTo('press', 'agency.gov')", {}, "press@agency.gov"),
        ("javascript:sendMail('press','agency','gov');", {}, "press@agency.gov"),
        ("javascript:openMail('press@agency.gov')", {}, "press@agency.gov"),
        ("javascript:share('press', 'agency.gov')", {}, None),
        ("", {"first": "cHJlc3M=", "last": "YWdlbmN5Lmdvdg=="}, "press@agency.gov"),
        ("", {"first": "1", "last": "9"}, None),
        ("#", {"data-email": "cHJlc3NAYWdlbmN5Lmdvdg=="}, "press@agency.gov"),
        ("#", {"data-mailbox": "newsletter1234"}, None),
        ("#", {"data-enc-email": "cerff[at]ntrapl.tbi"}, "press@agency.gov"),
        (None, {"data-cfemail": "543931142c7a373b39"}, "me@x.com"),
        (None, {"data-user": "press", "data-domain": "agency.gov"}, "press@agency.gov"),
        ("/contact", {}, None),
        ("mailto:?subject=A%20bridge", {}, None),
    ],
)
def test_addresses_hidden_in_links(href: str | None, attributes: dict[str, str], address: str | None) -> None:
    assert email_of_link(href, attributes) == address
