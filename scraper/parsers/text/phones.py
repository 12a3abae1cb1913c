"""Phone, fax and text numbers in a line of text, with what they are and what one would dial.

A number is shown in every form that people type: `0800 6 888 000`, `05971/938-4215`, `(+32) 2 28 32547`,
`+41.31.322.55.11`, `1-800-555-HELP`. What it normalizes to is E.164 (ITU-T E.164), as the numbering plan of the
site's country has it, or the short code itself: `17`, `112`, `3919` from `39 19`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from scraper.parsers.lexicon.contacts import is_help_label
from scraper.parsers.text.addresses import looks_like_street

PhoneKind = Literal["phone", "fax", "sms"]

_DASH = r"\-‐‑‒–—−"
_SPACE = " \t\u00a0\u2007\u2009\u202f"
_CANDIDATE = re.compile(
    rf"(?<![\w@#+,.])(?<![\d][/{_DASH}])\(?(?:\+|00)?[{_SPACE}]?\(?\d(?:[{_SPACE}()./{_DASH}]{{0,3}}\d){{2,40}}\)?"
    rf"(?![\w@])(?:[{_SPACE}]?(?:ext\.?|extension|x|poste|Durchwahl|DW|int\.|interno|ramal|"
    rf"доб\.)[{_SPACE}]?\d{{1,5}}\b)?",
    re.IGNORECASE,
)
_BETWEEN_TWO = re.compile(rf"[{_SPACE}]*/[{_SPACE}]*(?=[(+\d])|[{_SPACE}]*[{_DASH}{_SPACE}][{_SPACE}]*(?=\(?(?:\+|0))")
_MIN_BESIDE_SLASH, _MIN_DIGITS, _MAX_DIGITS = 7, 5, 16
#: No plan has numbers shorter than this, but for services.
_SHORTEST_OF_PLANS = 4
#: Fewer digits than this are a number only where the country's plan has such short ones.
_FEW_DIGITS = 6
#: The last of several lines: `926-3590-4`, `33 45 12 10/11`.
_LAST_OF_RANGE = re.compile(rf"[{_SPACE}]?[/{_DASH}][{_SPACE}]?\d{{1,2}}$")
_ABROAD = re.compile(rf"^\(?00[{_SPACE}]?(?=\(?[1-9])")
_TRUNK_IN_BRACKETS = re.compile(rf"(?<=\d)[{_SPACE}.)]*\([{_SPACE}]?0[{_SPACE}]?\)[{_SPACE}.]*")
#: North American numbers spelled on the keys of a phone: 1-800-555-HELP.
_VANITY = re.compile(
    rf"(?<![\w-])(?:\+?1[{_SPACE}{_DASH}.])?\(?8\d\d\)?[{_SPACE}{_DASH}.](?=[\d{_DASH}]*[A-Z])[A-Z\d]{{1,7}}"
    rf"(?:[{_DASH}][A-Z\d]{{1,7}}){{0,2}}(?![\w{_DASH}])"
)
_NORTH_AMERICAN = re.compile(rf"(?:1[{_SPACE}.{_DASH}])?[2-9]\d\d[{_SPACE}.{_DASH}][2-9]\d\d[{_SPACE}.{_DASH}]\d{{4}}")
_SHORT = re.compile(
    rf"(?<![\w@#+./:,{_DASH}])(\d\d[{_SPACE}]\d\d|\d{{2,6}})(?![\w@:%€$£]|[./,{_DASH}]\d|[{_SPACE}][%€$£])"
)
_MORE_OF_CODE = re.compile(rf"[{_SPACE}]\d{{2,3}}(?![\w])")
_EXTENSION = re.compile(r"(?:ext\.?|extension|x|poste|durchwahl|dw|int\.|interno|ramal|доб\.)\s*\d+$", re.IGNORECASE)

_DATE = re.compile(
    rf"\d{{1,2}}[{_SPACE}]?([./{_DASH}])[{_SPACE}]?\d{{1,2}}[{_SPACE}]?\1[{_SPACE}]?(?:\d{{4}}|\d\d)(?!\d)"
    rf"|(?:19|20)\d\d([./{_DASH}])\d{{1,2}}\2\d{{1,2}}(?!\d)"
    rf"|(?:19|20)\d\d[{_SPACE}]?[/{_DASH}][{_SPACE}]?(?:19|20)?\d\d$"
)
_TIMES = re.compile(rf"[0-2]?\d[.:][0-5]\d[{_SPACE}]*[{_DASH}][{_SPACE}]*[0-2]?\d(?:[.:][0-5]\d)?$")

_FAX = r"tele?fax\w*|fax|t[ée]l[ée]copie(?:ur)?|faks\w*|факс|φαξ|传真|傳真|팩스|ファックス|فاكس|โทรสาร"
_SMS = r"sms|texto|text(?:\s+(?:number|line|message))?(?:\s+to)?|短信|whatsapp|смс"
_PHONE = (
    r"tel\w*|tél\w*|phones?|fon[eo]?|ph|call|dial|ring|mobile?|m[óo]vil|handy|cell\w*|celular|hotline|helpline|"
    r"freephone|toll[ -]free|tty|tdd|ttd|textphone|relay|switchboard|out of hours|"
    r"(?:bürger|service|presse|info)telefon|durchwahl|rufnummer|notruf\w*|ruf|natel|portable|standard|num[ée]ro|"
    r"appel\w*|composez|joindre|num[ée]ro vert|"
    r"\w+ hattı|l[íi]nea (?:gratuita|directa|de (?:ayuda|emergencias?|atención))|info-?lin(?:e|ia|ka)|linka|"
    r"горяч\w+ лини\w+|гаряч\w+ ліні\w+|\w*콜센터|상담전화|สายด่วน|"
    r"tālr\w*|centralino|chiamare|llame|ligue|tlf|puh\w*|gsm|kom|faste?telefon|växel|тел\w*|телефон\w*|моб|τηλ\w*|κιν|"
    r"电话(?:号码)?|電話(?:番号|番號|號碼)?|代表電話|联系电话|热线|热线电话|"
    r"전화|연락처|هاتف|الهاتف|تلفون|جوال|โทร\w*|điện thoại|telpon|telepon"
)
_EITHER = r"(?:call|phone|dial|appel\w*|llam\w*|ligue)\s+(?:or|and|ou|et|o|y|e)\s+(?:text|sms|texto)"
_CALL_OR_TEXT = re.compile(_EITHER, re.IGNORECASE)
_KIND = re.compile(rf"(?<![^\W_])(?:(?P<fax>{_FAX})|(?P<sms>{_SMS})|(?P<phone>{_PHONE}))(?![^\W_])", re.IGNORECASE)
_LETTER = re.compile(rf"(?:^|[{_SPACE},;|/({_DASH}])([TFMP])[.:]?[{_SPACE}]*\(?$")
_AFTER = re.compile(
    r"\s*[(,]?\s*(?:(?:par|per|via|by|por|als|as)\s+)?(sms|texto|text message|fax|telefax)\b(?!\s*[:.]?\s*[+(\d\-–])",
    re.IGNORECASE,
)
#: Between two numbers that one word names: `Composez le 17 ou le 112`.
_AS_WELL = re.compile(
    rf"[{_SPACE}]*(?:[,/]|(?:ou|or|oder|und|et|and|o|y|e|of|en|lub)[{_SPACE}])[{_SPACE}]*(?:(?:le|"
    rf"la|the|die|al|il|de)[{_SPACE}]+)?"
)
#: Whom a short number at a line's head reaches, and that it is for text messages.
_WHOM = re.compile(rf"[{_SPACE}]+(?=[^\W\d_])(?![a-zà-ÿ])[^\W\d_]{{3,}}")
_BY_TEXT = re.compile(r"\(sms\)|\b(?:par|per|via|by|por|als|as) (?:sms|texto|text)\b", re.IGNORECASE)
#: What stands before a number that nobody can ring.
_NO_NUMBER = re.compile(
    r"(?:\biban\W{0,3}[A-Z]{0,2}[\d \u00a0]*|\b(?:iban|bic|blz|kontonummer|konto(?:-?nr)?|ust\W?id\w*|steuer\w*|hrb|"
    r"hra|cnpj|cif|nif|nipc|rcs|siren|siret|"
    r"p\.?\s?iva|partita iva|c\.?f\.?|codice fiscale|isbn|issn|doi|az|aktenzeichen|vat|abn|reg(?:istration)?|"
    r"duns|docket|release|case|nr|no|n°|nº|№|id|cep|plz|zip|postcode|postal code|código postal|邮编|邮政编码|郵遞區號|"
    r"우편번호|郵便番号|bp|cs|postfach|p\.?\s?o\.?\s?box|apartado|csp|инн|огрн|кпп|"
    r"icp|备)|号|[$€£#])\W{0,3}(?:no|nr|number)?\W{0,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number in `line[start:end]`: `value` as shown, `normalized` as E.164 or short code (None: no such number).

    `named` says whether a word beside it calls it a phone, fax or text number.
    """

    start: int
    end: int
    kind: PhoneKind
    value: str
    normalized: str | None
    named: bool


def find_numbers(line: str, country: str | None, *, short_codes: bool = False) -> list[PhoneNumber]:
    """The numbers of `line` from left to right; `country` is the site's, as ISO 3166-1 alpha-2.

    A number that no word names must be a valid one of that country, and begin as one dials it. In a line that is
    known to be of a contact block, `short_codes` takes bare short numbers and such without a prefix too.

    >>> [(n.kind, n.value, n.normalized) for n in find_numbers("Tel. 05971/938-4215, Fax: -4216", "DE")]
    [('phone', '05971/938-4215', '+4959719384215')]
    """
    return list(_find_numbers(line, country, short_codes))


@lru_cache(4096)
def _find_numbers(line: str, country: str | None, short_codes: bool) -> tuple[PhoneNumber, ...]:
    """Remembered, since a line is read by itself and in its block, and a site shows its own numbers on every page."""
    found: list[PhoneNumber] = []
    for start, end in _spans(line):
        kind = _kind(line, found[-1].end if found else 0, start, end)
        if kind is None and found and found[-1].named and _AS_WELL.fullmatch(line, found[-1].end, start):
            kind = found[-1].kind
        value = line[start:end]
        if _NO_NUMBER.search(line, max(0, start - 30), start) and kind is None:
            continue
        normalized = normalize_phone(value, country or _country_of(value), valid=kind is None)
        few = len(_digits(value)) < _FEW_DIGITS
        if normalized is None and (kind is None or few):
            continue
        if few and not (normalized or "").startswith("+"):
            continue
        if kind is None and not short_codes and not _dialled(value):
            continue
        found.append(PhoneNumber(start, end, kind or "phone", value, normalized, kind is not None))
    if _SHORT.search(line) and (short_codes or _KIND.search(line)):
        found += _short_codes(line, found, country, bare=short_codes)
        found.sort(key=lambda number: number.start)
    return tuple(found)


def normalize_phone(value: str, country: str | None, *, valid: bool = False) -> str | None:
    """`value` as E.164 or short code; None where it is no number of `country`'s plan (`valid`: of those in use).

    >>> normalize_phone("(+32) 2 28 32547", None)
    '+3222832547'
    """
    import phonenumbers  # slow to import, and most lines have no number
    from phonenumbers import shortnumberinfo

    text = _EXTENSION.sub("", value).strip()
    digits = _digits(text)
    head, _, tail = text.rpartition("/")
    if len(_digits(head)) >= 8 and len(_digits(tail)) <= 5:
        text = head  # 866-7010/7011: two extensions of one line
    for part in _readings(text, head, country):
        try:
            number = phonenumbers.parse(part, country)
        except phonenumbers.NumberParseException:
            continue
        if country and len(digits) <= 6 and shortnumberinfo.is_valid_short_number_for_region(number, country):
            return digits
        if country and not part.startswith(("+", "0", "(")) and _trunk_prefix(country) == "0":
            national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
            if not phonenumbers.is_valid_number(number) or _digits(national) != digits:
                return None  # a local number, whose area only its neighbours know
        if phonenumbers.is_valid_number(number) if valid else phonenumbers.is_possible_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def _readings(text: str, head: str, country: str | None) -> Iterator[str]:
    """The ways to read a number, the likeliest first.

    `00` is dialled for `+` in most of the world, whatever the country dials itself; a trunk prefix in brackets after
    the country's code (`+44 (0)20 …`) is for callers at home, and no digit of the number but where the plan says so.
    """

    plain = text.replace("(+", "+(")
    abroad = _ABROAD.sub("+", plain)
    for part in dict.fromkeys((_TRUNK_IN_BRACKETS.sub(" ", abroad), abroad)):
        if part.startswith("+") and part != plain and _is_in_use(part, country):
            yield part
    first = _LAST_OF_RANGE.sub("", plain)
    if first != plain and not _is_in_use(plain, country) and _is_in_use(first, country):
        yield first
    yield plain
    if head:
        yield head.replace("(+", "+(")


def _is_in_use(text: str, country: str | None) -> bool:
    """Whether `text` is a number of a plan's ranges in use."""
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, country))
    except phonenumbers.NumberParseException:
        return False


@cache
def _trunk_prefix(country: str) -> str | None:
    """What one dials before a national number in a country."""
    from phonenumbers import PhoneMetadata

    metadata = PhoneMetadata.metadata_for_region(country, None)
    return metadata.national_prefix if metadata else None


def _country_of(value: str) -> str | None:
    """The country whose numbers look like nobody else's, for sites that do not tell theirs: `508-555-0100`."""
    return "US" if _NORTH_AMERICAN.fullmatch(value.replace("(", "").replace(") ", "-").replace(")", "-")) else None


def _dialled(value: str) -> bool:
    """Whether a number begins with a prefix or has North America's form: `2 234 567` may count inhabitants."""
    return value.startswith(("+", "0", "(")) or _NORTH_AMERICAN.fullmatch(value) is not None


def _spans(line: str) -> list[tuple[int, int]]:
    """Where in `line` something of a phone number's shape stands."""
    spans = [match.span() for match in _VANITY.finditer(line)]
    for match in _CANDIDATE.finditer(line):
        start, end = match.span()
        if any(start < taken_end and taken < end for taken, taken_end in spans):
            continue
        for piece_start, piece_end in _split_pair(line, start, end):
            piece = line[piece_start:piece_end]
            while piece.count(")") > piece.count("("):
                piece_end = piece_start + piece.rindex(")")
                piece = line[piece_start:piece_end].rstrip(_SPACE)
                piece_end = piece_start + len(piece)
            opened = piece.rfind("(")
            if piece.count("(") > piece.count(")") and len(_digits(piece[:opened])) >= _MIN_DIGITS:
                piece = piece[:opened].rstrip(_SPACE)  # `0300 123 4567 (24 hours)`
                piece_end = piece_start + len(piece)
            while piece.count("(") > piece.count(")"):
                piece_start += piece.index("(") + 1
                piece = line[piece_start:piece_end]
            if piece.startswith("(") and piece.endswith(")") and piece.count("(") == 1:
                piece_start, piece_end, piece = piece_start + 1, piece_end - 1, piece[1:-1]
            piece_start += len(piece) - len(piece.lstrip())
            if (
                _MIN_DIGITS <= len(_digits(_EXTENSION.sub("", piece))) <= _MAX_DIGITS
                and not _DATE.match(piece)
                and not _TIMES.match(piece)
            ):
                spans.append((piece_start, piece_end))
    return sorted(spans)


def _split_pair(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """Two whole numbers with a slash between them, or a dash or space and a prefix, are two spans."""
    for gap in _BETWEEN_TWO.finditer(line, start, end):
        left, right = (len(_digits(line[a:b])) for a, b in ((start, gap.start()), (gap.end(), end)))
        whole = line[gap.end()] in "+0(" or abs(left - right) <= 1 or left + right > _MAX_DIGITS
        if whole and min(left, right) >= (_MIN_BESIDE_SLASH if "/" in gap[0] else 8):
            return [(start, gap.start()), *_split_pair(line, gap.end(), end)]
    return [(start, end)]


def _kind(line: str, since: int, start: int, end: int) -> PhoneKind | None:
    """What the words between the last number and this one call it; the nearest wins, one right behind it over all."""
    after = _AFTER.match(line, end)
    if after:
        return "fax" if after[1].lower().endswith("fax") else "sms"
    before = line[max(since, start - 90) : start]
    words = list(_KIND.finditer(before))
    if words:
        last = words[-1]
        if last["fax"]:
            # 'Tel./Fax' is a phone first.
            return "phone" if re.search(r"\b(?:tel|tél|phone)\w*\W{1,3}$", before[: last.start()], re.I) else "fax"
        return "sms" if last["sms"] else "phone"
    letter = _LETTER.search(before)
    if letter:
        return "fax" if letter[1] == "F" else "phone"
    return None


def _short_codes(line: str, longer: list[PhoneNumber], country: str | None, *, bare: bool) -> list[PhoneNumber]:
    """Short numbers that a word names (`Text 82111`, `114 par SMS`), and with `bare` those that end a labelled line."""
    found: list[PhoneNumber] = []
    for match in _SHORT.finditer(line):
        start, end = match.start(), _end_of_code(line, match, country)
        if any(start < number.end and number.start < end for number in longer + found):
            continue
        since = max([number.end for number in longer + found if number.end <= start], default=0)
        kind = _short_kind(line, since, start, end)
        if kind is None and found and _AS_WELL.fullmatch(line, found[-1].end, start):
            kind = found[-1].kind
        if kind is None and not (bare and _ends_labelled_line(line, start, end)):
            if not (bare and _opens_line(line, start, end, country)):
                continue
            kind = "sms" if _BY_TEXT.search(line, end) else None
        value = line[start:end]
        if kind != "sms" and (len(_digits(value)) > 6 or _NO_NUMBER.search(line, max(0, start - 30), start)):
            continue
        normalized = _digits(value)
        if (
            country
            and kind != "sms"
            and len(normalized) >= _SHORTEST_OF_PLANS
            and not is_short_code(normalized, country)
        ):
            normalized = normalize_phone(value, country, valid=True) or normalized  # islands number few phones
        found.append(PhoneNumber(start, end, kind or "phone", value, normalized, kind is not None))
    return found


def _end_of_code(line: str, match: re.Match[str], country: str | None) -> int:
    """Where a short number ends: `114 14` is one where the country's plan has it, `112 24 hours` is not."""
    more = _MORE_OF_CODE.match(line, match.end()) if country and len(match[0]) == 3 else None
    return more.end() if more and is_short_code(_digits(match[0] + more[0]), country or "") else match.end()


def _short_kind(line: str, since: int, start: int, end: int) -> PhoneKind | None:
    """A short number is named only by the word right beside it: the floor in `Tel., 4th floor, room 112` is none."""
    after = _AFTER.match(line, end)
    if after and not after[1].lower().endswith("fax"):
        return "sms"
    before = re.search(
        rf"(?<![^\W_])(?:{_EITHER}|(?P<sms>{_SMS})|(?P<phone>{_PHONE}))[{_SPACE}]*"
        rf"(?:(?:to|the|le|au|la|al|die|unter|auf|auf die|on|at|en el|no|o|n°|nr\.?|no\.?|number)[{_SPACE}]+)?"
        rf"[:：.]?[{_SPACE}]*$",
        line[max(since, start - 40) : start],
        re.IGNORECASE,
    )
    if before is None:
        return None
    return "sms" if before["sms"] and not _CALL_OR_TEXT.search(before[0]) else "phone"


def _ends_labelled_line(line: str, start: int, end: int) -> bool:
    """`Urgence Europe : 112`, `112 – Emergencies`: a label, a separator, and nothing but the number; `SOS 112`."""
    if is_help_label(line[:start]) and not line[end:].strip(_SPACE + ".,;()"):
        return True
    before, after = line[:start].rstrip(), line[end:].strip(_SPACE + ".,;()")
    if before:
        return not after and bool(re.search(rf"[:：{_DASH}]$", before)) and bool(re.search(r"[^\W\d_]{2}", before))
    return not after or bool(re.match(rf"[:：{_DASH}]\s*[^\W\d_]", line[end:].lstrip(_SPACE)))


def _opens_line(line: str, start: int, end: int, country: str | None) -> bool:
    """`112 Emergencies`, `17 Police`: a short number of the country's plan, then whom it reaches; no street."""
    if country is None or line[:start].strip() or not _WHOM.match(line, end):
        return False
    return is_short_code(_digits(line[start:end]), country) and not looks_like_street(line)


@cache
def is_short_code(digits: str, country: str) -> bool:
    """Whether the country's plan has these digits as a short number: `17`, `3919`."""
    from phonenumbers import NumberParseException, parse, shortnumberinfo

    try:
        number = parse(digits, country)
    except NumberParseException:
        return False
    return shortnumberinfo.is_valid_short_number_for_region(number, country)


@cache
def is_emergency(digits: str, country: str | None) -> bool:
    """Whether one dials these digits for help in the country: `112`, `911`."""
    from phonenumbers import shortnumberinfo

    return country is not None and bool(shortnumberinfo.is_emergency_number(digits, country))


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
