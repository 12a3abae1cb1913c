"""Postal addresses in the lines of a contact block.

An address is known by its end, the postcode and town as a country writes them (UPU S42, and what people type),
and reaches up to its street, P.O. box or building. Names of offices and persons above it are not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|D\\.C\\.|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|"
    "OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
)
_PROVINCES = "AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT|Ontario|Qu[ée]bec|Alberta|British Columbia|Manitoba|Nova Scotia"
_TOWN = r"(?P<town>[^\W\d_][^\d,;|•·+@:\n]{1,45})"
_SP = "[ \u00a0]"
_FIVE_DIGITS = re.compile(rf"(?<![\w/.-])(?P<code>(?:[A-Za-z]{{1,3}}-)?[0-9]{{5}})(?![\d/.-]){_SP}+{_TOWN}")
_FOUR_DIGITS = re.compile(rf"(?<![\w/.-])(?P<code>(?:[A-Z]{{1,2}}-)?[0-9]{{4}})(?![\d/.-]){_SP}+{_TOWN}")
_SIX_DIGITS = re.compile(rf"(?<![\w/.-])(?P<code>[0-9]{{6}})(?![\d/.-]){_SP}+{_TOWN}")
#: Postcode and town as countries write them, each with the quick look that must succeed first.
_PLACES = (
    (re.compile(r"[0-9]{5}[ \u00a0]"), _FIVE_DIGITS),
    (
        re.compile(r"[0-9]{4}[ \u00a0].*, "),
        re.compile(
            rf"(?<![\w/.-])[0-9]{{4}}{_SP}+[^\W\d_][^\d,;|@:\n]{{1,30}},{_SP}*[^\d,;|@:\n]{{2,40}}"
            rf"(?:utca|u\.|útja?|tér|körút|krt\.|sétány|rakpart){_SP}*[0-9]{{1,4}}(?:[-–/][0-9]{{1,4}})?"
        ),
    ),
    (
        re.compile(r"[0-9]{2}-[0-9]{3}[ \u00a0].*, "),
        re.compile(
            rf"(?<![\w/.-])[0-9]{{2}}-[0-9]{{3}}{_SP}+[^\W\d_][^\d,;|@:\n]{{1,30}},{_SP}*(?:ul|al|pl|os)\.?{_SP}"
            rf"[^\d,;|@:\n]{{2,40}}[0-9]{{1,4}}[A-Za-z]?(?:/[0-9]{{1,4}})?"
        ),
    ),
    (re.compile(r"[0-9]{4}[ \u00a0]"), _FOUR_DIGITS),
    (re.compile(r"[0-9]{6}[ \u00a0]"), _SIX_DIGITS),
    (
        re.compile(r"[0-9][A-Z]{2}(?!\w)"),
        re.compile(rf"(?<!\w)(?P<code>GIR{_SP}?0AA|[A-Z]{{1,2}}[0-9][A-Z0-9]?{_SP}?[0-9][A-Z]{{2}})(?!\w)"),
    ),
    (
        re.compile(r"[0-9]{5}(?![0-9])"),
        re.compile(rf"[^\W\d_][\w.'’ -]{{1,40}},?{_SP}+(?:{_STATES}){_SP}+[0-9]{{5}}(?:-[0-9]{{4}})?(?![0-9])"),
    ),
    (
        re.compile(r"[0-9][A-Z][0-9](?!\w)"),
        re.compile(rf"(?<!\w)(?:{_PROVINCES})?\)?,?{_SP}*(?P<code>[A-Z][0-9][A-Z]{_SP}?[0-9][A-Z][0-9])(?!\w)"),
    ),
    (
        re.compile(r"[0-9][ \u00a0-]?(?:[A-Z]{2}[ \u00a0]|[0-9]{2,3}[ \u00a0])"),
        re.compile(
            rf"(?<![\w/.-])(?P<code>[0-9]{{4}}{_SP}?[A-Z]{{2}}|[0-9]{{2}}-[0-9]{{3}}|[0-9]{{4}}-[0-9]{{3}}|"
            rf"[0-9]{{3}}{_SP}[0-9]{{2}}){_SP}+{_TOWN}"
        ),
    ),
    (
        re.compile(r"-[0-9]{3}(?!\w)"),
        re.compile(
            rf"(?:(?<![\w/.-])[^\W\d_][^\d,;|@:\n/–-]{{1,40}}{_SP}?[-–/,]{_SP}?[A-Z]{{2}}{_SP}?[-–.,]?{_SP}*(?:CEP:?{_SP}*)?)?"
            r"(?<![\w/.-])(?P<code>[0-9]{5}|[0-9]{2}\.[0-9]{3})-[0-9]{3}(?![\d-])"
        ),
    ),
    (
        re.compile(r"[A-Z]{2}[ \u00a0]+[0-9]{4}(?![0-9])"),
        re.compile(rf"[^\W\d_][\w.' -]{{2,30}},?{_SP}+(?:ACT|NSW|NT|QLD|SA|TAS|VIC|WA){_SP}+[0-9]{{4}}(?![0-9])"),
    ),
    (
        re.compile(r"〒|T\.?K|Τ\.?Κ"),
        re.compile(r"(?:〒|\bT\.?K\.?|\bΤ\.?Κ\.?)[ :]*[0-9]{3}[- ]?[0-9]{2,4}(?![0-9])[^,;|@:]{0,40}"),
    ),
    (
        re.compile(r"[0-9]{5},"),
        re.compile(
            rf"(?<![0-9])[0-9]{{5}},{_SP}*(?:м\.|місто|смт|с\.){_SP}*[^\W\d_][^\d,;|@:\n]{{1,40}}"
            rf"(?:,{_SP}*(?:вул|просп|пл|бульв|пров)[^\d;|@\n]{{2,40}}[0-9]{{0,4}}\w?)?"
        ),
    ),
    (re.compile(r"[0-9]{6},"), re.compile(rf"(?<![0-9])[0-9]{{6}},{_SP}*(?:г\.|м\.|[^\W\d_]){_TOWN}")),
    (re.compile(r", [A-Z.]{2,4}$"), re.compile(rf"^[^\W\d_][\w.' -]{{2,30}}, (?:{_STATES})$")),
)
#: Countries where five digits before a word are a house number.
_TOWN_FIRST_COUNTRIES = frozenset(("US", "CA", "GB", "IE", "AU", "NZ", "IN"))
#: Countries with postcodes of four digits, which may be years too.
_FOUR_DIGIT_COUNTRIES = frozenset(re.findall("..", "ATCHLILUBEDKNOHUSIBGLVCYAUNZZATNGEAMPHNL"))
#: What a number of one or two digits may follow: `CEDEX 08`, `Praha 7`.
_WITH_DISTRICTS = ("cedex", "praha", "brno", "ostrava", "plzeň", "bratislava", "košice")
_DISTRICT = re.compile(r"[ \u00a0]\d{1,2}(?![\d.])")
_NOT_TOWNS = re.compile(
    r"(?:euros?|eur|chf|franken|usd|dollars?|menschen|personen|people|personnes|persone|personas|januar|february|"
    r"(?:mio|mrd)\b|millionen|stück|uhr|jahre?|tage|km|ha|mw|bis|und|and|et|e|y|oder|or|to|a)\b",
    re.IGNORECASE,
)
_LABEL_AHEAD = re.compile(
    r"[ \u00a0–—-]*(?<!\w)(?:fon|ph|www|http|mobil|t|f)\b[.:]?[ \u00a0]*$"
    r"|[ \u00a0–—-]*(?<!\w)(?:tel|tél|fax|telefon|telefax|téléphone|phone|e-?mail|mail|courriel|fone|internet|web)\b.*"
    r"|[ \u00a0\u3000,，；;]*(?:總機|(?:联系)?电话|(?:聯絡)?電話|传真|傳真|邮编|邮政编码|郵遞區號|전화|팩스|邮箱)"
    r"\s?[:：]?.*",
    re.IGNORECASE,
)

_NUMBER = r"\d{1,5}(?:[ \u00a0]?[a-zA-Z])?(?:[ \u00a0]?[-–/+][ \u00a0]?\d{1,5}[a-zA-Z]?)*(?!\d)"
_STREET = re.compile(
    # Street, then number: German, Dutch, Nordic, Slavic, Romance.
    rf"(?:[^\W\d_][\w.'’-]*(?:str(?:\.|aße|asse|aat)|platz|weg|allee|gasse|ring|ufer|damm|markt|graben|hof|berg|tor|"
    rf"steig|"
    rf"chaussee|promenade|brücke|laan|plein|kade|gracht|dijk|straat|gatan|gata|gade|vej|vägen|katu|tie|utca|út|tér)"
    rf"|(?:[^\W\d_][\w.'’-]*[ \u00a0]){{1,4}}(?:str(?:\.|aße|asse)|platz|weg|allee|gasse|ring|ufer|damm|markt|graben|"
    rf"chaussee|utca|út|tér|ulica|ul\.|cesta|třída|náměstí|nám\.|katu|gatan|gade)"
    rf"|(?:am|an der|an den|auf der|auf dem|im|in der|zum|zur|unter den|bei der|alte[rn]?|große[rn]?|kleine[rn]?)"
    rf"[ \u00a0][^\W\d_][\w.'’-]*(?:[ \u00a0][^\W\d_][\w.'’-]*)?"
    rf"|(?<!\w)(?:via|viale|piazza|piazzale|piazzetta|corso|largo|lungotevere|vicolo|calle|c/|avda\.?|avenida|av\.|"
    rf"plaza|"
    rf"paseo|pº|carrera|rua|praça|travessa|alameda|largo|estrada|rodovia|ul\.|ulica|al\.|pl\.|plac|str\.|strada|calea|"
    rf"bulevardul|bd\.|b-dul|piața|șos\.|ул\.|улица|вул\.|пр\.|просп\.|проспект|пл\.|площадь|наб\.|бул\.|οδός|λεωφ\.|"
    rf"rue|avenue|boulevard|place|quai|route|chemin|allée)[ \u00a0][^\d\n]{{2,50}}?)"
    rf",?[ \u00a0]*(?:n[.°º]?[ \u00a0]?|nr\.?[ \u00a0]?|no\.?[ \u00a0]?|д\.[ \u00a0]?)?{_NUMBER}"
    # Number, then street: English, French.
    rf"|(?<![\w/.-])\d{{1,5}}(?:[ \u00a0]?(?:bis|ter|quater|[a-zA-Z]))?(?:[-–]\d{{1,5}})?,?[ \u00a0]+"
    rf"(?:rue|avenue|av\.|boulevard|bd\.?|place|quai|allée|chemin|cours|impasse|route|square|passage|esplanade|cité|"
    rf"faubourg|"
    rf"promenade|pont|rond-point|voie|villa|mail|parvis|carrer)\b[^\d,;|\n]{{2,60}}"
    rf"|(?<![\w/.-])\d{{1,5}}(?:[-–]\d{{1,5}})?[a-zA-Z]?,?[ \u00a0]+"
    rf"(?:[^\W\d_][\w.'’&-]*[ \u00a0]+|\d{{1,3}}(?:st|nd|rd|th)[ \u00a0]+){{1,5}}"
    rf"(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|way|square|sq|place|pl|court|ct|terrace|"
    rf"parkway|pkwy|"
    rf"highway|hwy|circle|gate|row|crescent|embankment|gardens|hill|walk|quay|mall|plaza|building)\b\.?"
    rf"(?:[ \u00a0]*,?[ \u00a0]*(?:NW|NE|SW|SE|N|S|E|W|N\.W\.|S\.W\.|N\.E\.|S\.E\.)(?!\w))?",
    re.IGNORECASE,
)
#: A street that only its place, right above postcode and town, tells: `Alt-Moabit 140`.
_NAME_AND_NUMBER = re.compile(r"[^\W\d_][^\d,;:@|]{2,40}[ \u00a0]\d{1,4}[ \u00a0]?[a-zA-Z]?")
#: Lines that are part of an address without number: a road's name, a building, a box, a campus.
_PART = re.compile(
    r"\b(?:building|house|tower|court|park|campus|street|road|avenue|lane|square|place|way|drive|quay|hall|wing|"
    r"complex)"
    r"(?:[ ,]+[\w/-]{1,5})?$|^(?:building|block|floor|room|suite|level|unit|mail stop|gebäude|haus|stock|bâtiment|"
    r"immeuble|étage|tour|hôtel|edificio|palazzo|planta|piso|piano|sala|bloco|andar|place|rue|quai|boulevard|avenue|"
    r"plaza|"
    r"piazza|praça)\b(?! of\b)|\d(?:st|nd|rd|th) floor\b|\w+(?:haus|gebäude|hof|straße|strasse|platz)(?: \w+)?$",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"(?<!\w)(?:p\.?\s?o\.?\s?box|postfach|bp|cs|tsa|boîte postale|case postale|apartado(?: de correos)?|"
    r"casella postale|caixa postal|postbus|postboks|locked bag|private bag)[ \u00a0]*(?:n°)?[ \u00a0]*\d[\d\u00a0 ]*",
    re.IGNORECASE,
)
#: A box and its town, in countries that deliver to boxes and have no postcodes.
_BOX_IN_LINE = re.compile(
    rf"(?:^|(?<=, )|(?<=- )|(?<=: ))(?:{_BOX.pattern})(?:-\d+)?[ \u00a0]*[,;–-]?[ \u00a0]*"
    rf"(?P<town>[^\W\d_][\w'’ -]{{2,30}}?)"
    rf"(?=[ \u00a0]*(?:[,;|–]|$))",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^(?:(?:post|haus|besucher|liefer)?(?:anschrift|adresse)|(?:mailing |postal |street |visiting |our )?address|"
    r"adresse(?: postale)?|dirección|domicilio|indirizzo|sede|endereço|morada|adres|adresa|adress|cím|osoite|"
    r"адреса?|διεύθυνση|地址|通讯地址|单位地址|住所|所在地|주소|العنوان|ที่อยู่|địa chỉ|alamat)\s*[:：]\s*",
    re.IGNORECASE,
)
_LABELLED_OTHERWISE = re.compile(r"[:：]\s*$|^\W*(?:tel|tél|fax|phone|fon)", re.IGNORECASE)
_MARKS = (", ", " - ", " – ", " | ", ": ", " · ", "; ")
_DIGIT = re.compile(r"\d")
_MAX_LINES_UP = 5


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """An address from `start` in line `first` to `end` in line `last`; `lines` are its parts as shown."""

    first: int
    start: int
    last: int
    end: int
    lines: tuple[str, ...]


def find_addresses(lines: Sequence[str], country: str | None) -> list[PostalAddress]:
    """The postal addresses in `lines`, top to bottom; `country` is the site's, as ISO 3166-1 alpha-2.

    >>> [a.lines for a in find_addresses(["Press office", "Randolph Building", "401 Dulany Street",
    ...                                   "Alexandria, VA 22314"], "US")]
    [('Randolph Building', '401 Dulany Street', 'Alexandria, VA 22314')]
    """
    found: list[PostalAddress] = []
    for index, line in enumerate(lines):
        floor = found[-1].last + 1 if found else 0
        labelled = _LABELLED.match(line)
        address = None
        if len(line) <= 300:
            address = _by_place(lines, index, floor, country)
        if address is None and labelled and len(line) - labelled.end() >= 6 and not _ends_below(lines, index, country):
            text = _LABEL_AHEAD.sub("", line[labelled.end() :]).rstrip(" ,;")
            address = PostalAddress(index, labelled.end(), index, labelled.end() + len(text), (text,))
        box = _BOX_IN_LINE.search(line) if address is None else None
        if box and box["town"][0].isupper() and not _ends_below(lines, index, country):
            address = PostalAddress(index, box.start(), index, box.end(), (box[0].strip(),))
        if address is not None and index >= floor:
            found.append(address)
    return found


def _ends_below(lines: Sequence[str], index: int, country: str | None) -> bool:
    """Whether the address that begins in line `index` has its postcode in one of the next lines."""
    for below in range(index + 1, min(index + 4, len(lines))):
        address = _by_place(lines, below, index, country)
        if address is not None:
            return address.first == index
    return False


def looks_like_street(line: str) -> bool:
    """Whether `line` is a street with its number, or a P.O. box."""
    return _DIGIT.search(line) is not None and bool(_STREET.search(line) or _BOX.search(line))


def _by_place(lines: Sequence[str], index: int, floor: int, country: str | None) -> PostalAddress | None:
    """The address that ends with a postcode in line `index`, and begins no higher than line `floor`."""
    line = lines[index]
    if _DIGIT.search(line) is None:
        return None
    for hint, pattern in _PLACES:
        if hint.search(line) is None or (pattern is _FIVE_DIGITS and country in _TOWN_FIRST_COUNTRIES):
            continue
        for place in pattern.finditer(line):
            end = _end_of_place(line, place)
            if end is None:
                continue
            address = _from_place(lines, index, floor, place, end)
            if address is None or (pattern is _FOUR_DIGITS and not _credible(lines, address, place, country)):
                continue
            if pattern is _SIX_DIGITS and not any(looks_like_street(part) for part in address.lines):
                continue  # a number of something, and a word
            return address
    return None


def _end_of_place(line: str, place: re.Match[str]) -> int | None:
    """Where postcode and town end; None where what follows the digits is no town."""
    town = place.groupdict().get("town")
    if town is None:
        return place.end()
    if not town[0].isupper() or _NOT_TOWNS.match(town) or len(town.split()) > 7:
        return None
    kept = _LABEL_AHEAD.sub("", town)
    kept = re.split(r" [-–—] ", kept)[0].rstrip(" .–—-(\u00a0")
    if not kept:
        return None
    end = place.start("town") + len(kept)
    district = _DISTRICT.match(line, end) if kept.lower().endswith(_WITH_DISTRICTS) else None
    return district.end() if district else end


def _from_place(lines: Sequence[str], index: int, floor: int, match: re.Match[str], end: int) -> PostalAddress | None:
    line, place = lines[index], match.start()
    before = line[:place].strip(" ,-–—|·•:")
    if before:
        start = _start_in_line(line[:place])
        if start is not None:
            return PostalAddress(index, start, index, end, (line[start:end].strip(),))
        if "town" in match.groupdict() or len(before.split()) > 4 or any(character.isdigit() for character in before):
            return None
        place = 0  # the town stands before its code
    first = _first_line(lines, index, floor)
    if first == index:
        return PostalAddress(index, place, index, end, (line[place:end].strip(" ,"),))
    street = _STREET.search(lines[first]) or _BOX.search(lines[first])
    start = _part_start(lines[first], street.start()) if street else 0
    parts = (lines[first][start:], *lines[first + 1 : index], line[place:end])
    return PostalAddress(first, start, index, end, tuple(part.strip(" ,") for part in parts))


def _first_line(lines: Sequence[str], index: int, floor: int) -> int:
    """How far up the address of the postcode in line `index` reaches: to its street, and the building above that."""
    first = index
    for above in range(index - 1, max(floor, index - _MAX_LINES_UP) - 1, -1):
        text = lines[above]
        if len(text) > 80 or "@" in text or _LABELLED_OTHERWISE.search(text):
            break
        if looks_like_street(text) or (above == index - 1 and _NAME_AND_NUMBER.fullmatch(text)):
            first = above
            if above > floor and _is_part(lines[above - 1]):
                first -= 1
            break
        if _is_part(text):
            first = above
        elif first < index and above < first - 1:
            break
    return first


def _part_start(line: str, street: int) -> int:
    """Where the part of `line` that holds the street begins: after the last comma, dash or label before it."""
    labelled = _LABELLED.match(line)
    starts = [line.rfind(mark, 0, street + 1) + len(mark) for mark in _MARKS if mark in line[: street + 1]]
    return max([labelled.end() if labelled else 0, *starts])


def _start_in_line(before: str) -> int | None:
    """Where an address begins in the text before its postcode; None where that text is a sentence."""
    labelled = _LABELLED.match(before)
    offset = labelled.end() if labelled else 0
    street = _STREET.search(before, offset) or _BOX.search(before, offset)
    if street is not None:
        start = _part_start(before, street.start())
        building = _part_start(before, max(0, start - 3))
        return building if building < start and _is_part(before[building:start].strip(" ,")) else start
    text = before[offset:].strip(" ,\n\t\u00a0")
    if not text:
        return None
    last = text.rpartition(", ")[2]
    if last != text and _NAME_AND_NUMBER.fullmatch(last):
        return before.rindex(last)  # `Police of the Republic, Strojnická 27, 170 89 Praha 7`
    return offset if len(text) <= 90 and len(text.split()) <= 12 and before.rstrip()[-1] in ",;|-–·" else None


def _is_part(text: str) -> bool:
    return len(text) <= 60 and "@" not in text and bool(_PART.search(text)) and not text.rstrip().endswith((":", "."))


def _credible(lines: Sequence[str], address: PostalAddress, place: re.Match[str], country: str | None) -> bool:
    """Whether four digits and a word are postcode and town: in a country that has such, and rather not a year."""
    code = place["code"]
    if not code[0].isdigit():
        return True
    street = any(looks_like_street(part) for part in address.lines)
    if country is not None and country not in _FOUR_DIGIT_COUNTRIES:
        return False
    if street:
        return True
    year = 1900 <= int(code) <= 2100
    return country is not None and not year and len(lines[address.last]) <= 90
