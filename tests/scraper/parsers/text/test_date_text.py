"""Dates in short strings: the languages, orders, calendars and clocks that government pages write them in."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.parsers.lexicon.cldr import MONTHS, SHORT_MONTHS
from scraper.parsers.lexicon.dates import MONTHS_APART, MORE_MONTHS, SHORT_EVERYWHERE
from scraper.parsers.text.date_text import FIRST_YEAR, LAST_YEAR, numeric_order, read_date, read_dates
from scraper.parsers.text.folding import fold, tidy

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2069, 12, 31))


def months(language: str) -> list[list[str]]:
    """The names that each month of a language has in full."""
    return [names.split(",") for names in MONTHS[language].split("|")]


#: How a date is written out: day, month's name, year.
WRITTEN = {
    "ar": "{d} {m} {y}", "bg": "{d} {m} {y} г.", "ca": "{d} de {m} de {y}", "cs": "{d}. {m} {y}", "cy": "{d} {m} {y}",
    "da": "{d}. {m} {y}", "de": "{d}. {m} {y}", "el": "{d} {m} {y}", "en": "{d} {m} {y}", "es": "{d} de {m} de {y}",
    "et": "{d}. {m} {y}", "fi": "{d}. {m} {y}", "fr": "{d} {m} {y}", "gl": "{d} de {m} de {y}", "he": "{d} ב{m} {y}",
    "hu": "{y}. {m} {d}.", "id": "{d} {m} {y}", "is": "{d}. {m} {y}", "it": "{d} {m} {y}", "lt": "{y} m. {m} {d} d.",
    "lv": "{y}. gada {d}. {m}", "nb": "{d}. {m} {y}", "nl": "{d} {m} {y}", "pl": "{d} {m} {y} r.",
    "pt": "{d} de {m} de {y}", "ro": "{d} {m} {y}", "ru": "{d} {m} {y} г.", "sk": "{d}. {m} {y}", "sl": "{d}. {m} {y}",
    "sq": "{d} {m} {y}", "sr": "{d}. {m} {y}.", "sv": "den {d} {m} {y}", "th": "{d} {m} {y}", "tr": "{d} {m} {y}",
    "uk": "{d} {m} {y} року", "vi": "ngày {d} {m} năm {y}", "mt": "{d} ta’ {m} {y}", "ga": "{d} {m} {y}",
}  # fmt: skip


@pytest.mark.parametrize("language", WRITTEN)
@given(day=DAYS)
def test_a_date_written_out_is_read_back_in_every_language(language: str, day: dt.date) -> None:
    for name in months(language)[day.month - 1]:
        text = WRITTEN[language].format(d=day.day, m=name, y=day.year)
        assert read_date(text) == day.isoformat()
        assert read_date(text.upper()) == day.isoformat()


def test_every_short_name_of_a_month_is_read_on_pages_in_its_language() -> None:
    for language, months in SHORT_MONTHS.items():
        for number, names in enumerate(months.split("|"), start=1):
            for name in names.split(","):
                if " " not in name:
                    assert read_date(f"3 {name} 2024", language=language) == f"2024-{number:02}-03", (language, name)


def test_words_that_are_common_elsewhere_are_no_months_there() -> None:
    assert read_date("iPhone 12 Pro 2020", language="en") is None
    assert read_date("12. pro 2020", language="cs") == "2020-12-12"
    assert read_date("12 ara 2020", language="es") is None
    assert read_date("12 Ara 2020", language="tr") == "2020-12-12"


def test_one_word_is_one_month_wherever_the_language_does_not_tell() -> None:
    meanings: dict[str, set[int]] = {}
    tables = [*MONTHS.values(), *MORE_MONTHS.values(), *(SHORT_MONTHS[one] for one in SHORT_EVERYWHERE.split(","))]
    for months in tables:
        for number, names in enumerate(months.split("|"), start=1):
            for name in filter(None, names.split(",")):
                meanings.setdefault(fold(name).rstrip("."), set()).add(number)
    assert {name for name, numbers in meanings.items() if len(numbers) > 1} == set(MONTHS_APART)


@given(day=DAYS, separator=st.sampled_from("/.-"), short=st.booleans(), padded=st.booleans())
def test_a_numeric_date_is_read_in_the_order_of_its_country(
    day: dt.date, separator: str, short: bool, padded: bool
) -> None:
    number = "{:02}" if padded else "{}"
    year = f"{day.year % 100:02}" if short else str(day.year)
    dmy = separator.join((number.format(day.day), number.format(day.month), year))
    assert read_date(dmy, "dmy") == day.isoformat()
    if separator != ".":
        mdy = separator.join((number.format(day.month), number.format(day.day), year))
        assert read_date(mdy, "mdy") == day.isoformat()


@given(
    day=DAYS,
    template=st.sampled_from(
        ["{}-{:02}-{:02}", "{}/{}/{}", "{}.{}.{}", "{}. {}. {}.", "{}年{}月{}日", "{}년 {}월 {}일"]
    ),
)
def test_a_date_that_begins_with_its_year_has_one_reading(day: dt.date, template: str) -> None:
    text = template.format(day.year, day.month, day.day)
    assert read_date(text, "dmy") == read_date(text, "mdy") == day.isoformat()


@given(day=DAYS, clock=st.times(), hours=st.integers(-11, 14))
def test_a_time_with_its_offset_is_kept_as_published(day: dt.date, clock: dt.time, hours: int) -> None:
    zone = dt.timezone(dt.timedelta(hours=hours))
    time = dt.datetime.combine(day, clock.replace(microsecond=0), zone)
    assert read_date(time.isoformat()) == time.isoformat()
    assert read_date(time.strftime("%a, %d %b %Y %H:%M:%S %z")) == time.isoformat()
    assert read_date(time.strftime("%Y-%m-%dT%H:%M:%S.123%z")) == time.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Publié le mardi 4 février 2020", "2020-02-04"),
        ("Paris, le 1er février 2020", "2020-02-01"),
        ("4 févr. 2020", "2020-02-04"),
        ("le 4 février 2020 à 18h30", "2020-02-04"),
        ("February 3rd, 2020", "2020-02-03"),
        ("the 4th of February, 2020", "2020-02-04"),
        ("11am Wednesday 18 March 2020", "2020-03-18"),
        ("Friday, October 09, 2015/Categories", "2015-10-09"),
        ("January 17, 2017 at 6:08 PM ET", "2017-01-17"),
        ("( Roma, 14 Gennaio 20 )", "2020-01-14"),
        ("4 FEB '20", "2020-02-04"),
        ("Lübeck, 31. März 2003", "2003-03-31"),
        ("am 26. Jan 2022 im Format", "2022-01-26"),
        ("15.12.2020 – 14:49", "2020-12-15"),
        ("1 Декабря 2020 14:02", "2020-12-01"),
        ("4 лютого 2020", "2020-02-04"),
        ("发布日期：2016-11-22", "2016-11-22"),
        ("时间：2019-09-18 06:23 来源：", "2019-09-18"),
        ("二〇二〇年十一月二十三日", "2020-11-23"),
        ("二〇二〇年十月一日", "2020-10-01"),
        ("令和2年2月4日", "2020-02-04"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成30年12月7日", "2018-12-07"),
        ("中華民國109年2月4日", "2020-02-04"),
        ("２０２０年２月４日", "2020-02-04"),
        ("2020.02.04(화) 14:30", "2020-02-04"),
        ("4 กุมภาพันธ์ 2563", "2020-02-04"),
        ("4 ก.พ. 2563", "2020-02-04"),
        ("๔ กุมภาพันธ์ พ.ศ. ๒๕๖๓", "2020-02-04"),
        ("4 ก.พ. 63", "2020-02-04"),
        ("04/02/2563", "2020-02-04"),
        ("٤ فبراير ٢٠٢٠", "2020-02-04"),
        ("4 شباط/فبراير 2020", "2020-02-04"),
        ("الثلاثاء 4 كانون الثاني 2022", "2022-01-04"),
        ("4.II.2020", "2020-02-04"),
        ("4 VIII 2020 r.", "2020-08-04"),
        ("Mon Oct 11 14:57:21 CEST 2021", "2021-10-11T14:57:21+02:00"),
        ("Thu, 09/25/2025 - 11:38", "2025-09-25"),
        ("26 January 2022 (10:30 CET)", "2022-01-26T10:30:00+01:00"),
        ("18/07/2019 11:37 UTC+2", "2019-07-18T11:37:00+02:00"),
        ("20200204", "2020-02-04"),
        ("20200204T101112Z", "2020-02-04T10:11:12+00:00"),
        ("2020-02-04T10:00:00", "2020-02-04"),
        ("4-Feb-2020", "2020-02-04"),
        ("4\u00a0février\u202f2020", "2020-02-04"),
        ("4. Fe\u00adbru\u00adar 2020", "2020-02-04"),
        ("3 copies, 4 May 2020", "2020-05-04"),
    ],
)
def test_dates_are_read_as_pages_write_them(text: str, expected: str) -> None:
    assert read_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2020", "2021-02-29", "30/02/2020", "Tel. 01.02.03.04.05", "192.168.10.20", "version 3.14.12",
        "10 avril 20 heures", "March 2020", "2020", "Article 12 of May", "20 may apply", "0800 12 12 2020 20",
        "4 fruits 2020", "1 234 567", "", "99999999999999", "²³/¹¹/²⁰²⁰", "ISBN 978-3-16-148410-0", "12:30:45",
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert read_date(text) is None


def test_a_number_beyond_twelve_decides_the_order_whatever_the_country() -> None:
    assert read_date("25/03/2020", "mdy") == read_date("03/25/2020", "dmy") == "2020-03-25"


def test_an_ambiguous_date_carries_its_other_reading() -> None:
    (span,) = read_dates("02/03/2020", "mdy")
    assert (span.value, span.swapped) == ("2020-02-03", "2020-03-02")
    (span,) = read_dates("02.03.2020", "dmy")
    assert (span.value, span.swapped) == ("2020-03-02", None)
    assert read_date("06.25.2020", "mdy") == "2020-06-25"
    assert read_date("05.06.2020", "mdy", "en") == "2020-05-06"
    assert read_date("05.06.2020", "mdy", "pl") == "2020-06-05"


def test_one_word_is_another_month_in_croatia() -> None:
    assert read_date("4. listopada 2020.", language="hr") == "2020-10-04"
    assert read_date("4 listopada 2020", language="pl") == "2020-11-04"


def test_years_of_the_republic_are_read_in_taiwan_only() -> None:
    assert read_date("109-02-04", language="zh-Hant-TW") == "2020-02-04"
    assert read_date("109-02-04", language="zh-CN") is None


@pytest.mark.parametrize(
    ("language", "country", "host", "order"),
    [
        ("en", None, "www.nsf.gov", "mdy"),
        ("en-US", None, "agency.example", "mdy"),
        ("en", "GB", "example.gov.uk", "dmy"),
        ("en", None, "gov.example", "dmy"),
        ("es", "US", "agency.gov", "mdy"),
        ("fr-FR", None, "", "dmy"),
        ("ko", None, "", "ymd"),
        (None, None, "", "dmy"),
    ],
)
def test_who_writes_decides_which_number_is_the_day(
    language: str | None, country: str | None, host: str, order: str
) -> None:
    assert numeric_order(language, country, host) == order


@given(st.text(max_size=120))
def test_no_string_raises_and_every_date_is_one_of_the_calendar(text: str) -> None:
    clean = tidy(text)
    for span in read_dates(clean, "ymd", "th", "TW"):
        day = dt.date.fromisoformat(span.value[:10])
        assert FIRST_YEAR <= day.year <= LAST_YEAR
        assert 0 <= span.start < span.end <= len(clean)


@given(st.text(alphabet="0123456789./-:年月日年년월일TZ+janfebIVX,ก.พ", max_size=60))
def test_nor_does_a_string_of_pieces_of_dates(text: str) -> None:
    ends = [(span.start, span.end) for span in read_dates(tidy(text))]
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(ends))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("05 ივნისი 2023", "ka"), ("5 հունիսի 2023", "hy"), ("5 iyun 2023", "az"), ("5 маусым 2023", "kk"),
        ("5 јуни 2023", "mk"), ("5 Jun 2023", "ms"),
    ],
)  # fmt: skip
def test_months_from_the_caucasus_to_malaysia(text: str, language: str) -> None:
    assert read_date(text, language=language) == "2023-06-05"
