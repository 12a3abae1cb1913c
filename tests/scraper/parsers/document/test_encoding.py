"""Pages are read in the encoding that they are in, which is not always the one that they name."""

from __future__ import annotations

import codecs

import pytest
from webencodings.labels import LABELS

from scraper.parsers import parse_article
from scraper.parsers.document.encoding import known_encoding, to_utf8

FRENCH = "L’été, les gendarmes réservistes surveillent les plages ; « c’est nécessaire », dit-on."


def page(text: str, charset: str | None = None) -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<html><head>{meta}<title>Page</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("written", "declared", "header", "rule"),
    [
        ("utf-8", "utf-8", None, "valid-utf-8"),
        ("utf-8", None, None, "valid-utf-8"),
        ("utf-8", "iso-8859-1", None, "valid-utf-8"),
        ("utf-8", None, "utf-8", "http"),
        ("cp1252", "iso-8859-1", None, "meta"),
        ("cp1252", None, "iso-8859-1", "http"),
        ("utf-8-sig", "iso-8859-1", "iso-8859-1", "bom"),
        ("utf-16", None, None, "bom"),
        ("utf-16-le", None, None, "detected"),
        ("cp1252", "utf-8", "utf-8", "detected"),
    ],
)
def test_french_is_read_right(written: str, declared: str | None, header: str | None, rule: str) -> None:
    html, _, found = to_utf8(page(FRENCH, declared).encode(written), header)
    assert FRENCH in html.decode()
    assert found == rule


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("发布日期：省政府召开新闻发布会，介绍公共服务中心建设情况", "gb18030"),
        ("平成三十年の報告書が公表されました", "shift_jis"),
        ("平成三十年の報告書が公表されました", "iso-2022-jp"),
        ("국립중앙도서관은 오늘 새로운 열람실을 열었다", "euc-kr"),
        ("Сегодня министр открыл новый центр", "windows-1251"),
        ("Η κυβέρνηση ανακοίνωσε σήμερα τα μέτρα", "iso-8859-7"),
    ],
)
def test_what_the_server_or_the_page_names_is_believed_where_the_bytes_bear_it_out(text: str, encoding: str) -> None:
    assert text in to_utf8(page(text).encode(encoding), encoding)[0].decode()
    assert text in to_utf8(page(text, encoding).encode(encoding))[0].decode()


def test_a_polish_page_without_a_declaration_is_central_european() -> None:
    text = "Łódź: wójt złożył podpis"
    html = page(text).replace("<html>", '<html lang="pl">').encode("cp1250")
    assert text in to_utf8(html)[0].decode()


def test_a_broken_character_does_not_make_a_utf_8_page_something_else() -> None:
    html = page(FRENCH * 5, "utf-8").encode()
    at = html.index("é".encode())
    broken = html[: at + 1] + html[at + 2 :]
    fixed, encoding, _ = to_utf8(broken)
    assert encoding == "utf-8"
    assert "nécessaire" in fixed.decode()


def test_nuls_and_unknown_names_do_no_harm() -> None:
    assert to_utf8(b"<p>a\x00b</p>" + b" " * 80, "no-such-charset")[0].startswith(b"<p>ab</p>")


def test_the_encoding_that_was_used_is_told() -> None:
    article = parse_article(page(FRENCH, "iso-8859-1").encode("cp1252"), "https://example.fr/a")
    assert article.provenance["encoding"] == "meta:cp1252"


@pytest.mark.parametrize("label", sorted(LABELS))
def test_every_label_that_browsers_know_names_an_encoding_that_can_be_read(label: str) -> None:
    encoding = known_encoding(f" {label.upper()} ")
    if LABELS[label] != "replacement":
        assert encoding
    assert codecs.decode(b"abc", encoding or "ascii", "replace")


@pytest.mark.parametrize("label", ["rot13", "hex", "idna", "undefined", "unicode_escape", "replacement", "\x00é"])
def test_a_label_that_names_no_encoding_of_text_changes_nothing(label: str) -> None:
    html = page(FRENCH).encode("cp1252")
    assert to_utf8(html, label) == to_utf8(html)
    assert parse_article(page(FRENCH, label).encode("cp1252"), "https://example.gov/a").title == "Page"
