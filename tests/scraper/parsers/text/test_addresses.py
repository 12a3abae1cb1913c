"""Postal addresses in the lines of a contact block, as countries write them."""

from __future__ import annotations

import pytest

from scraper.parsers.text.addresses import find_addresses


@pytest.mark.parametrize(
    ("country", "lines", "expected"),
    [
        ("DE", ["Amt für Brücken", "Uferweg 7", "53179 Bonn", "Telefon: 0228 1234"], ("Uferweg 7", "53179 Bonn")),
        ("DE", ["Amt, Wörther Platz 1, 06844 Dessau-Roßlau, Telefon: 0340"], ("Wörther Platz 1, 06844 Dessau-Roßlau",)),
        ("DE", ["Amt für Brücken", "Alt-Weiden 140", "53179 Bonn"], ("Alt-Weiden 140", "53179 Bonn")),
        ("DE", ["Postfach 12 34", "53175 Bonn"], ("Postfach 12 34", "53175 Bonn")),
        ("AT", ["Minderplatz 8, 1010 Wien"], ("Minderplatz 8, 1010 Wien",)),
        ("CH", ["Bundeshaus Nord, 3003 Bern +41.31.322.55.11"], ("Bundeshaus Nord, 3003 Bern",)),
        ("FR", ["Place Bellevue", "75800 Paris Cedex 08"], ("Place Bellevue", "75800 Paris Cedex 08")),
        ("FR", ["Agence des ponts, 11 rue des Saules, 75008 Paris - Tél. 01"], ("11 rue des Saules, 75008 Paris",)),
        ("IT", ["Via XX Settembre, 97 - 00187 Roma"], ("Via XX Settembre, 97 - 00187 Roma",)),
        ("ES", ["Calle de Alcalá, 9", "28014 Madrid"], ("Calle de Alcalá, 9", "28014 Madrid")),
        ("NL", ["Rijnstraat 8", "2515 XP Den Haag"], ("Rijnstraat 8", "2515 XP Den Haag")),
        ("PL", ["ul. Wspólna 30", "00-930 Warszawa"], ("ul. Wspólna 30", "00-930 Warszawa")),
        ("UA", ["01601, м. Київ, вул. Зразкова, 10"], ("01601, м. Київ, вул. Зразкова, 10",)),
        ("GB", ["2 Marsh Street", "London", "SW1P 4DF"], ("2 Marsh Street", "London", "SW1P 4DF")),
        (
            "GB",
            ["Bridge agency", "Building R103", "Fern Avenue", "Harwell", "Oxfordshire", "OX11 0QX"],
            ("Building R103", "Fern Avenue", "Harwell", "Oxfordshire", "OX11 0QX"),
        ),
        (
            "US",
            ["Press office", "1600 Pine Ave NW", "Washington, DC 20500"],
            ("1600 Pine Ave NW", "Washington, DC 20500"),
        ),
        ("CA", ["80 Wellington Street", "Ottawa ON K1A 0A2"], ("80 Wellington Street", "Ottawa ON K1A 0A2")),
        (
            "BR",
            ["Rua das Pontes, 1111 - Barra - 89259-565 - Fone: (047)"],
            ("Rua das Pontes, 1111 - Barra - 89259-565",),
        ),
        (
            "BR",
            ["Av. das Pontes, 260 - Canindé", "São Paulo - SP - CEP 03033-020"],
            ("Av. das Pontes, 260 - Canindé", "São Paulo - SP - CEP 03033-020"),
        ),
        ("CZ", ["Policie republiky, Strojní 27, 170 89 Praha 7, tel.: 974"], ("Strojní 27, 170 89 Praha 7",)),
        ("HU", ["Rendőrség", "1139 Budapest, Teve u. 4-6."], ("1139 Budapest, Teve u. 4-6",)),
        ("PL", ["02-624 Warszawa, ul. Wspólna 148/150"], ("02-624 Warszawa, ul. Wspólna 148/150",)),
        ("CN", ["地址：北京市西城区1号"], ("北京市西城区1号",)),
    ],
)
def test_addresses_of_many_countries(country: str, lines: list[str], expected: tuple[str, ...]) -> None:
    assert [address.lines for address in find_addresses(lines, country)] == [expected]


@pytest.mark.parametrize(
    ("country", "line"),
    [
        ("AT", "Im Jahr 2022 Berlin"),
        ("AT", "2012 Olympia"),
        ("DE", "Es wurden 20000 Euro gezahlt"),
        ("GB", "Form A12 3BC4"),
    ],
)
def test_figures_that_are_no_postcodes(country: str, line: str) -> None:
    assert find_addresses([line], country) == []


@pytest.mark.parametrize(
    ("country", "line"),
    [
        ("RO", "Str. Lacului nr. 6, sector 1, 010018 București"),
        ("KE", "P.O. Box 30555-00100, Nairobi"),
        ("SN", "BP 4027, Dakar"),
    ],
)
def test_addresses_whose_postcode_is_long_or_missing(country: str, line: str) -> None:
    assert [address.lines for address in find_addresses([line], country)] == [(line,)]


@pytest.mark.parametrize("line", ["Record 010018 București", "P.O. Box 30555", "BP 4027 du 3 mai"])
def test_a_box_or_six_digits_alone_are_none(line: str) -> None:
    assert find_addresses([line], "RO") == []


def test_a_box_with_its_town_within_a_line() -> None:
    line = "Contact : Cellule de communication, BP 4021 Dakar, Tél : (221) 33 855 12 12"
    assert [address.lines for address in find_addresses([line], "SN")] == [("BP 4021 Dakar",)]


def test_a_chinese_address_ends_at_the_next_label() -> None:
    assert [
        address.lines for address in find_addresses(["地址：新北市新店區湖濱路43號　總機：(02)2555-0000"], "TW")
    ] == [("新北市新店區湖濱路43號",)]


@pytest.mark.parametrize(
    ("country", "line", "expected"),
    [
        (
            "DE",
            "Uferweg 7, 10117 Berlin Postanschrift: 11055 Berlin Tel.: 030 1",
            ["Uferweg 7, 10117 Berlin", "11055 Berlin"],
        ),
        (
            "CH",
            "Adresse: Seestrasse 2, 6003 Luzern, Postadresse: Postfach 12, 6002 Luzern",
            ["Seestrasse 2, 6003 Luzern", "Postfach 12, 6002 Luzern"],
        ),
        (
            "NL",
            "Bezoekadres: Spui 7, 2511 BT Den Haag | Postadres: Postbus 12, 2500 DJ Den Haag",
            ["Spui 7, 2511 BT Den Haag", "Postbus 12, 2500 DJ Den Haag"],
        ),
        (
            "SE",
            "Besöksadress: Storgatan 2, 111 51 Stockholm, Postadress: Box 12, 111 82 Stockholm",
            ["Storgatan 2, 111 51 Stockholm", "Box 12, 111 82 Stockholm"],
        ),
        (
            "NO",
            "Besøksadresse: Storgata 2, 0155 Oslo, Postadresse: Postboks 12, 0102 Oslo",
            ["Storgata 2, 0155 Oslo", "Postboks 12, 0102 Oslo"],
        ),
    ],
)
def test_two_addresses_of_one_line_each_with_its_label(country: str, line: str, expected: list[str]) -> None:
    assert [", ".join(address.lines) for address in find_addresses([line], country)] == expected
