"""A page is taken its names and its sections, and nothing else."""

from __future__ import annotations

import re

import pytest

from tests.quality.perturbations import scrambled, unsectioned


def names(html: bytes, attribute: str) -> list[str]:
    return re.findall(rf"""\b{attribute}=["']?#?([^"'>]*)""", html.decode())


@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_classes_and_ids_get_other_names_however_they_are_quoted(quote: str) -> None:
    page = f"<div class={quote}lead{quote} id={quote}lead{quote}><p CLASS = {quote}lead{quote}>x</p></div>".encode()
    changed = scrambled(page)
    assert b"lead" not in changed
    assert len(set(re.findall(rb"n[0-9a-f]{8}", changed))) == 1
    assert changed == scrambled(page)


def test_each_class_of_several_is_renamed_by_itself() -> None:
    first, second = names(scrambled(b'<p class="lead big">a</p><p class="big">b</p>'), "class")
    assert first.split()[1] == second


def test_what_refers_to_an_id_still_does() -> None:
    page = b'<h2 id="top">x</h2><a href="#top">y</a><nav aria-labelledby="top"></nav><a href="/news#top">z</a>'
    changed = scrambled(page)
    (new,) = names(changed, "id")
    assert changed.count(new.encode()) == 3
    assert b'href="/news#top"' in changed


@pytest.mark.parametrize(
    "page",
    [
        b"<p>class=lead</p>",
        b'<a href="/?id=5&class=b" title="class=x">1 < 2 and id="3"</a>',
        b'<!-- <div class="lead"> --><p>x</p>',
        b"<script>var a = \"<div class='lead'>\"</script>",
        b"<title>id=lead</title>",
        b"<p data-class=lead>x",
        b"<p class>x",
        b"<p class=>x",
        '<p title="é">« ’ »</p>'.encode(),
        "é".encode("cp1252") + b"\x00\xff</p",
    ],
)
def test_everything_else_stays_as_served(page: bytes) -> None:
    assert scrambled(page) == page


@pytest.mark.parametrize("tag", ["article", "main", "section", "header", "footer", "aside", "nav", "NAV"])
def test_sections_become_plain_divisions(tag: str) -> None:
    assert unsectioned(f'<{tag} lang="fr"><p>x</p></{tag} >'.encode()) == b'<div lang="fr"><p>x</p></div >'


@pytest.mark.parametrize("tag", ["figure", "figcaption", "navigation", "headers", "mainly", "p"])
def test_what_is_no_section_keeps_its_name(tag: str) -> None:
    page = f"<{tag}><p>x</p></{tag}>".encode()
    assert unsectioned(page) == page


@pytest.mark.parametrize("page", [b"<p " * 300, b"<!--" * 300, b"<p a='" * 300, b"<script" * 300])
def test_broken_markup_is_passed_over(page: bytes) -> None:
    assert unsectioned(page) == page
