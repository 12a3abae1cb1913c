"""Postal addresses as offices in some fifty countries write them in footers and contact boxes."""

from __future__ import annotations

import pytest

from scraper.parsers.text.addresses import find_addresses


@pytest.mark.parametrize(
    ("country", "lines", "expected"),
    [
        ("DE", ["Bundesamt", "Stauffenbergstraße 18", "10785 Berlin"], ("Stauffenbergstraße 18", "10785 Berlin")),
        ("DE", ["Kreisverwaltung, Am Turm 2, 53721 Siegburg, Tel. 02241 130"], ("Am Turm 2, 53721 Siegburg",)),
        ("AT", ["1030 Wien, Radetzkystraße 2"], ("1030 Wien, Radetzkystraße 2",)),
        (
            "CH",
            ["Staatskanzlei", "Postgasse 68", "Postfach", "3000 Bern 8"],
            ("Postgasse 68", "Postfach", "3000 Bern 8"),
        ),
        ("LI", ["Peter-Kaiser-Platz 1", "9490 Vaduz"], ("Peter-Kaiser-Platz 1", "9490 Vaduz")),
        (
            "FR",
            ["Ministère", "20 avenue de Ségur", "TSA 10717", "75334 Paris Cedex 07"],
            ("20 avenue de Ségur", "TSA 10717", "75334 Paris Cedex 07"),
        ),
        ("BE", ["Rue de la Loi 16", "1000 Bruxelles"], ("Rue de la Loi 16", "1000 Bruxelles")),
        ("LU", ["4, place de l'Europe", "L-1499 Luxembourg"], ("4, place de l'Europe", "L-1499 Luxembourg")),
        ("NL", ["Turfmarkt 147, 2511 DP Den Haag"], ("Turfmarkt 147, 2511 DP Den Haag",)),
        ("IT", ["Piazza del Viminale, 1 - 00184 Roma"], ("Piazza del Viminale, 1 - 00184 Roma",)),
        ("ES", ["Paseo de la Castellana, 5. 28046 Madrid"], ("Paseo de la Castellana, 5. 28046 Madrid",)),
        (
            "PT",
            ["Praça do Comércio, Ala Oriental", "1149-015 Lisboa"],
            ("Praça do Comércio, Ala Oriental", "1149-015 Lisboa"),
        ),
        ("GB", ["2 Marsham Street", "London, SW1P 4DF"], ("2 Marsham Street", "London, SW1P 4DF")),
        ("IE", ["Leeson Lane, Dublin 2, D02 TR60"], ("Leeson Lane, Dublin 2, D02 TR60",)),
        (
            "IE",
            ["24-26 Upper Merrion Street", "Dublin 2", "D02 R583"],
            ("24-26 Upper Merrion Street", "Dublin 2", "D02 R583"),
        ),
        (
            "US",
            ["1500 Pennsylvania Avenue, NW", "Washington, D.C. 20220"],
            ("1500 Pennsylvania Avenue, NW", "Washington, D.C. 20220"),
        ),
        ("CA", ["330 Sparks Street, Ottawa, Ontario K1A 0N5"], ("330 Sparks Street, Ottawa, Ontario K1A 0N5",)),
        (
            "AU",
            ["Level 3, 111 Alinga Street", "Canberra ACT 2601"],
            ("Level 3, 111 Alinga Street", "Canberra ACT 2601"),
        ),
        ("NZ", ["3 Queens Wharf, Wellington 6011"], ("3 Queens Wharf, Wellington 6011",)),
        ("DK", ["Slotsholmsgade 10", "1216 København K"], ("Slotsholmsgade 10", "1216 København K")),
        ("NO", ["Besøksadresse: Akersgata 64", "0180 Oslo"], ("Akersgata 64", "0180 Oslo")),
        ("SE", ["Besöksadress: Stora Nygatan 2, 103 12 Stockholm"], ("Stora Nygatan 2, 103 12 Stockholm",)),
        ("FI", ["Käyntiosoite: Vuorikatu 20 A, 00100 Helsinki"], ("Vuorikatu 20 A, 00100 Helsinki",)),
        ("PL", ["ul. Batorego 5, 02-591 Warszawa"], ("ul. Batorego 5, 02-591 Warszawa",)),
        ("CZ", ["Nad Štolou 936/3", "170 34 Praha 7"], ("Nad Štolou 936/3", "170 34 Praha 7")),
        ("SK", ["Pribinova 2", "812 72 Bratislava"], ("Pribinova 2", "812 72 Bratislava")),
        ("HU", ["1051 Budapest, József Attila utca 2-4."], ("1051 Budapest, József Attila utca 2-4",)),
        (
            "RO",
            ["Piața Revoluției nr. 1A, sector 1, 010086 București"],
            ("Piața Revoluției nr. 1A, sector 1, 010086 București",),
        ),
        ("BG", ["ул. „Шести септември“ 29, 1000 София"], ("ул. „Шести септември“ 29, 1000 София",)),
        ("GR", ["Λεωφ. Μεσογείων 96, 115 27 Αθήνα"], ("Λεωφ. Μεσογείων 96, 115 27 Αθήνα",)),
        ("HR", ["Ulica grada Vukovara 33, 10000 Zagreb"], ("Ulica grada Vukovara 33, 10000 Zagreb",)),
        ("SI", ["Štefanova ulica 2", "1501 Ljubljana"], ("Štefanova ulica 2", "1501 Ljubljana")),
        ("EE", ["Pikk 61, 15065 Tallinn"], ("Pikk 61, 15065 Tallinn",)),
        ("LV", ["Čiekurkalna 1. līnija 1, Rīga, LV-1026"], ("Čiekurkalna 1. līnija 1, Rīga, LV-1026",)),
        ("LT", ["Šventaragio g. 2, LT-01510 Vilnius"], ("Šventaragio g. 2, LT-01510 Vilnius",)),
        ("RU", ["119049, г. Москва, ул. Житная, д. 16"], ("119049, г. Москва, ул. Житная, д. 16",)),
        ("UA", ["вул. Богомольця, 10, м. Київ, 01601"], ("вул. Богомольця, 10, м. Київ, 01601",)),
        ("TR", ["İnönü Bulvarı No: 4 06420 Çankaya/Ankara"], ("İnönü Bulvarı No: 4 06420 Çankaya/Ankara",)),
        ("IL", ["1 Kaplan Street, Jerusalem 9195015"], ("1 Kaplan Street, Jerusalem 9195015",)),
        (
            "IN",
            ["North Block, Central Secretariat, New Delhi - 110001"],
            ("North Block, Central Secretariat, New Delhi - 110001",),
        ),
        (
            "PK",
            ["Room 404, R Block, Pak Secretariat, Islamabad 44000"],
            ("Room 404, R Block, Pak Secretariat, Islamabad 44000",),
        ),
        (
            "SG",
            ["100 High Street, #01-01 The Treasury, Singapore 179434"],
            ("100 High Street, #01-01 The Treasury, Singapore 179434",),
        ),
        ("MY", ["Blok D1, Kompleks D", "62546 Putrajaya"], ("Blok D1, Kompleks D", "62546 Putrajaya")),
        (
            "ID",
            ["Jl. Medan Merdeka Utara No. 7, Jakarta Pusat 10110"],
            ("Jl. Medan Merdeka Utara No. 7, Jakarta Pusat 10110",),
        ),
        (
            "PH",
            ["NAPOLCOM Center, EDSA corner Quezon Avenue, Quezon City 1104"],
            ("NAPOLCOM Center, EDSA corner Quezon Avenue, Quezon City 1104",),
        ),
        ("JP", ["〒100-8918", "東京都千代田区霞が関2-1-3"], ("〒100-8918", "東京都千代田区霞が関2-1-3")),
        ("KR", ["(30128) 세종특별자치시 정부2청사로 13"], ("(30128) 세종특별자치시 정부2청사로 13",)),
        ("CN", ["北京市东城区东长安街14号"], ("北京市东城区东长安街14号",)),
        ("TW", ["10055 臺北市中正區忠孝東路一段1號"], ("10055 臺北市中正區忠孝東路一段1號",)),
        (
            "MX",
            ["Abraham González No. 48, Col. Juárez, C.P. 06600, Ciudad de México"],
            ("Abraham González No. 48, Col. Juárez, C.P. 06600, Ciudad de México",),
        ),
        ("AR", ["Balcarce 50, C1064AAB, Ciudad de Buenos Aires"], ("Balcarce 50, C1064AAB, Ciudad de Buenos Aires",)),
        ("ZA", ["231 Pretorius Street, Pretoria 0001"], ("231 Pretorius Street, Pretoria 0001",)),
        ("KE", ["P.O. Box 30510-00100, Nairobi"], ("P.O. Box 30510-00100, Nairobi",)),
        (
            "NG",
            ["Shehu Shagari Way, Area 10, Garki, Abuja 900001"],
            ("Shehu Shagari Way, Area 10, Garki, Abuja 900001",),
        ),
    ],
)
def test_an_address_as_the_country_writes_it(country: str, lines: list[str], expected: tuple[str, ...]) -> None:
    assert [address.lines for address in find_addresses(lines, country)] == [expected]
