"""Whatever the text is: the readers of single lines never raise, and what they find is where they say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scraper.parsers.fields.contacts.entries import ContactLine, LineLink, entries_of
from scraper.parsers.text.addresses import find_addresses
from scraper.parsers.text.credits import is_instruction, split_caption
from scraper.parsers.text.emails import email_of_link, find_emails
from scraper.parsers.text.phones import find_numbers
from scraper.parsers.text.web_addresses import find_web_addresses

pieces = st.sampled_from(
    ["Tel. ", " Fax: ", "+49", "0", "(0)", "030 ", "1234", "-", "/", ".", " ", "\u00a0", "112", "SMS", "@",
     "(at)", " dot ", "[at]", "agency", ".gov", "www.", "https://", "D-53179 Bonn", "SW1P 4DF", "Street ", "12 ",
     "Uferweg 7", "©", "Foto: ", "(", ")", ", 15.01.2022", "摄", "\n", "\u00ad", "é", "Ж", "٣", "🐘", "a", "B", ":"]
)  # fmt: skip
lines = st.lists(pieces | st.text(max_size=3), max_size=25).map("".join)
countries = st.sampled_from(["DE", "FR", "GB", "US", "CH", "BR", "XX", None])


@given(lines, countries, st.booleans())
def test_numbers_are_where_they_say(line: str, country: str | None, short_codes: bool) -> None:
    end = 0
    for number in find_numbers(line, country, short_codes=short_codes):
        assert number.value == line[number.start : number.end]
        assert number.start >= end
        end = number.end


@given(lines)
def test_addresses_on_the_web_are_where_they_say(line: str) -> None:
    for email in find_emails(line):
        assert email.value == line[email.start : email.end]
        assert email.normalized.count("@") == 1
        assert " " not in email.normalized
    for address in find_web_addresses(line, base="https://agency.gov/"):
        assert address.value == line[address.start : address.end]


@given(st.lists(lines, max_size=6), countries)
def test_postal_addresses_lie_within_their_lines(texts: list[str], country: str | None) -> None:
    last = -1
    for address in find_addresses(texts, country):
        assert last < address.first <= address.last < len(texts)
        assert 0 <= address.start <= len(texts[address.first])
        assert 0 <= address.end <= len(texts[address.last])
        last = address.last


@given(st.lists(lines, max_size=6), countries, st.booleans())
def test_any_lines_give_entries_with_a_value(texts: list[str], country: str | None, linked: bool) -> None:
    links = (LineLink(0, 3, "mailto:press@agency.gov", {}),) if linked else ()
    for entry in entries_of([ContactLine(text, links) for text in texts], country, "https://agency.gov/"):
        assert entry.value.strip()


@given(lines)
def test_caption_and_credit_are_parts_of_the_text(text: str) -> None:
    caption, credit = split_caption(text)
    assert caption is None or caption.strip()
    assert credit is None or credit.strip()
    is_instruction(text)


@given(
    lines, st.dictionaries(st.sampled_from(["data-cfemail", "data-mailto-token", "data-user", "data-domain"]), lines)
)
def test_a_link_leads_to_one_mailbox_or_none(href: str, attributes: dict[str, str]) -> None:
    for prefix in ("", "mailto:", "javascript:linkTo_UnCryptMailto('"):
        address = email_of_link(prefix + href, attributes)
        assert address is None or "@" in address
