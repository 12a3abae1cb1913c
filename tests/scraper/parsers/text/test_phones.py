"""Numbers in a line: what they are called, how they are shown, what one dials."""

from __future__ import annotations

import phonenumbers
import pytest

from scraper.parsers.text.phones import find_numbers, normalize_phone


@pytest.mark.parametrize(
    ("line", "country", "expected"),
    [
        ("Telefon: 0800 6 888 000", "DE", [("phone", "0800 6 888 000", "+498006888000")]),
        ("05971/938-4215", "DE", [("phone", "05971/938-4215", "+4959719384215")]),
        ("Tel.: 0331 866-7010/7011", "DE", [("phone", "0331 866-7010/7011", "+493318667010")]),
        ("T (+32) 2 28 32547", None, [("phone", "(+32) 2 28 32547", "+3222832547")]),
        ("3003 Bern +41.31.322.55.11", "CH", [("phone", "+41.31.322.55.11", "+41313225511")]),
        ("Tel.: 0228-999582-5777", "DE", [("phone", "0228-999582-5777", "+492289995825777")]),
        ("Telephone +44 (0)30 67704236", "GB", [("phone", "+44 (0)30 67704236", "+443067704236")]),
        ("(703) 292-5111", "US", [("phone", "(703) 292-5111", "+17032925111")]),
        ("Phone: 202-555-0134 ext. 12", "US", [("phone", "202-555-0134 ext. 12", "+12025550134")]),
        ("Call 1-800-273-TALK", "US", [("phone", "1-800-273-TALK", "+18002738255")]),
        ("Fone: (047) 2106-8000", "BR", [("phone", "(047) 2106-8000", "+554721068000")]),
        (
            "Tél. : 01 42 34 56 78 / 06 12 34 56 78",
            "FR",
            [("phone", "01 42 34 56 78", "+33142345678"), ("phone", "06 12 34 56 78", "+33612345678")],
        ),
        (
            "tel. +48 22 123 45 67, fax +48 22 123 45 68",
            "PL",
            [("phone", "+48 22 123 45 67", "+48221234567"), ("fax", "+48 22 123 45 68", "+48221234568")],
        ),
        (
            "T 030 18 681 0 F 030 18 681 2926",
            "DE",
            [("phone", "030 18 681 0", "+4930186810"), ("fax", "030 18 681 2926", "+4930186812926")],
        ),
        ("Ärztlicher Dienst: Tel. 116 117", "DE", [("phone", "116 117", "116117")]),
        ("Tel.: 122-1301", "DE", [("phone", "122-1301", None)]),
        ("phone 00 800 67 89 10 11", "BE", [("phone", "00 800 67 89 10 11", "+80067891011")]),
        ("Тел.: 8 (495) 606-20-11", "RU", [("phone", "8 (495) 606-20-11", "+74956062011")]),
        ("TTY 1-800-799-4889", "US", [("phone", "1-800-799-4889", "+18007994889")]),
        (
            "Tel. 91 537 10 00/91 537 10 01",
            "ES",
            [("phone", "91 537 10 00", "+34915371000"), ("phone", "91 537 10 01", "+34915371001")],
        ),
        (
            "Tel. 0221 1234567/1234568",
            "DE",
            [("phone", "0221 1234567", "+492211234567"), ("phone", "1234568", None)],
        ),
        ("İhbar Hattı: 156", "TR", [("phone", "156", "156")]),
        ("สายด่วน 1441", "TH", [("phone", "1441", "1441")]),
        ("Línea gratuita 147", "UY", [("phone", "147", "147")]),
        ("电话：010-12345678", "CN", [("phone", "010-12345678", "+861012345678")]),
        ("電話番号：03-3581-0141（代表）", "JP", [("phone", "03-3581-0141", "+81335810141")]),
        (
            "Gabinete de Prensa, teléfonos 915 146 010 y 915 146 014",
            "ES",
            [("phone", "915 146 010", "+34915146010"), ("phone", "915 146 014", "+34915146014")],
        ),
        ("Text 82111", "GB", [("sms", "82111", "82111")]),
        ("text to 61016", "GB", [("sms", "61016", "61016")]),
        ("ou 114 par SMS", "FR", [("sms", "114", "114")]),
        ("Media: (508) 555-0100", None, [("phone", "(508) 555-0100", "+15085550100")]),
        ("Tālrunis: 67 075 000", "LV", [("phone", "67 075 000", "+37167075000")]),
        ("Notruf 112", "DE", [("phone", "112", "112")]),
        ("Ring 114 14 för att lämna tips", "SE", [("phone", "114 14", "11414")]),
        ("Call 111 24 hours a day", "NZ", [("phone", "111", "111")]),
        ("Press office: 020 7946 0018 (24 hours)", "GB", [("phone", "020 7946 0018", "+442079460018")]),
    ],
)  # fmt: skip
def test_forms_and_labels(line: str, country: str | None, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(n.kind, n.value, n.normalized) for n in find_numbers(line, country)] == expected


@pytest.mark.parametrize(
    ("line", "value", "code"),
    [
        ("Police - Gendarmerie : 17", "17", "17"),
        ("Violences conjugales : 39 19", "39 19", "3919"),
        ("112 – Emergencies", "112", "112"),
    ],
)
def test_bare_short_codes_count_in_a_contact_block_only(line: str, value: str, code: str) -> None:
    assert [(n.value, n.normalized) for n in find_numbers(line, "FR", short_codes=True)] == [(value, code)]
    assert find_numbers(line, "FR") == []


@pytest.mark.parametrize(
    "line",
    [
        "12.10.2022 - 14.11.2022", "Mo-Fr 9.00 – 15.00 Uhr", "Alexandria, VA 22314", "Release 2022-123456", "2014-2020",
        "CNPJ: 83.102.459/0001-23", "IBAN DE12 5001 0517 0648 4898 90", "Room 112", "53179 Bonn", "1 300 000 000 euros",
    ],
)  # fmt: skip
def test_other_figures_are_no_numbers(line: str) -> None:
    assert find_numbers(line, "DE") == []


def test_a_number_of_no_country_normalizes_only_with_its_prefix() -> None:
    assert normalize_phone("020 7946 0018", None) is None
    assert normalize_phone("+44 20 7946 0018", None) == "+442079460018"


@pytest.mark.parametrize(
    ("line", "country", "expected"),
    [
        ("17 Police secours", "FR", [("phone", "17")]),
        ("114 Urgences par SMS", "FR", [("sms", "114")]),
        ("110 Polizei", "DE", [("phone", "110")]),
        ("15 rue des Saules", "FR", []),
        ("20 Agents à votre écoute", "FR", []),
        ("15 mars 2024", "FR", []),
    ],
)
def test_in_a_block_a_short_number_may_stand_before_whom_it_reaches(
    line: str, country: str, expected: list[tuple[str, str]]
) -> None:
    assert [(n.kind, n.normalized) for n in find_numbers(line, country, short_codes=True)] == expected


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("Composez le 17 ou le 112", ["17", "112"]),
        ("Call 999 or 112", ["999", "112"]),
        ("Call 999 and ask for 20 minutes", ["999"]),
    ],
)
def test_one_word_names_both_short_numbers(line: str, codes: list[str]) -> None:
    assert [number.normalized for number in find_numbers(line, "FR")] == codes


@pytest.mark.parametrize("kind", [phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE])
@pytest.mark.parametrize("country", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_the_numbers_of_every_country_in_the_ways_that_people_write_them(country: str, kind: int) -> None:
    example = phonenumbers.example_number_for_type(country, kind)
    if example is None:
        pytest.skip("no such number in the country's plan")
    e164, national, abroad = (
        phonenumbers.format_number(example, form)
        for form in (
            phonenumbers.PhoneNumberFormat.E164,
            phonenumbers.PhoneNumberFormat.NATIONAL,
            phonenumbers.PhoneNumberFormat.INTERNATIONAL,
        )
    )
    code, _, rest = abroad.partition(" ")
    written = {
        f"Tel.: {national}", f"Tel {abroad}", f"Tel: {e164}", f"Tel ({code}) {rest}", f"Tel {abroad.replace(' ', '.')}",
        f"Tel 00 {abroad[1:]}", f"Tel {code} (0) {rest}", national if "." not in national else abroad, abroad,
    }  # fmt: skip
    read = {line: [n.normalized for n in find_numbers(line, country, short_codes=True)] for line in written}
    assert read == {line: [e164] for line in written}


@pytest.mark.parametrize(
    ("line", "country"),
    [("Tel. 234 567", "DE"), ("Rooms 20-123", "TO"), ("Budget 131 234 5678", "CN")],
)
def test_a_number_without_its_area_is_none_where_areas_are_dialled(line: str, country: str) -> None:
    assert [n.normalized for n in find_numbers(line, country) if n.normalized] == []


@pytest.mark.parametrize(
    ("line", "country", "number"),
    [
        ("Tel: 1 (876) 926-3590-4", "JM", "+18769263590"),
        ("Tel. 01 40 20 50 50/51", "FR", "+33140205050"),
        ("Tel: 011-23710121/22", "IN", "+911123710121"),
        ("Tel: +65 6225 5632/3", "SG", "+6562255632"),
        ("Tel.: +36 1 441 1000-01", "HU", "+3614411000"),
        ("Tel. (02) 8931-8101-05", "PH", "+63289318101"),
    ],
)
def test_of_several_lines_in_a_row_the_first_is_told(line: str, country: str, number: str) -> None:
    assert [found.normalized for found in find_numbers(line, country)] == [number]
