"""The lines of one contact block to its entries: label, kind, value as shown, and what it normalizes to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from archive.model.article import ContactEntry, EntryKind
from scraper.parsers.lexicon.contacts import is_person_label, is_value_label, name_part
from scraper.parsers.text.addresses import PostalAddress, find_addresses
from scraper.parsers.text.emails import clean, email_of_link, find_emails
from scraper.parsers.text.phones import find_numbers
from scraper.parsers.text.web_addresses import find_web_addresses

#: The kinds of entry that reach somebody; a web address alone may be anything.
WAYS = frozenset(("phone", "fax", "sms", "email", "address"))


class LineLink(NamedTuple):
    """A link, or another element with an address in its attributes, at `line.text[start:end]`."""

    start: int
    end: int
    href: str
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One line of a block as shown; `is_label` where its element is a label by nature (`dt`, `th`)."""

    text: str
    links: tuple[LineLink, ...] = ()
    is_label: bool = False
    #: Which postal address the markup, or the page's structured data, says that the whole line is part of.
    place: int | None = None


@dataclass(slots=True)
class _Value:
    start: int
    end: int
    kind: EntryKind
    value: str
    normalized: str | None


_EDGES = " \t\u00a0\u202f:：-–—|•·,;/>*▪►"
_CONNECTIVE = re.compile(
    r"(?:ou|or|oder|und|et|and|y|e|o|of|en|bzw|sowie|par|per|via|by|under|unter|au|at|bei|či|lub|или|и|або|et/ou|"
    r"and/or)?[.]?",
    re.IGNORECASE,
)
#: What joins a label to what stands before it: `, or e-mail`, `. Out of hours`.
_AHEAD = re.compile(r"^(?:[.!?)]\s+(?=\S)|(?:or|and|oder|und|ou|et|o|u|y|e)\s+(?=[^\W\d_]{2}))")
_DIGIT = re.compile(r"\d")
_BETWEEN_SPACES = re.compile(r"[^\u3000]+")
#: What ends a press release: `(END)`, `-30-`.
_END_MARK = re.compile(r"\W*(?:ends?|fin|ende|fine?|30)\W*", re.IGNORECASE)
_MAX_LABEL = 120
_MAX_TEXT = 100
_MAX_ADDRESS = 200
#: What a line of an address does not hold.
_HAS_WAY = re.compile(r"@|\+\d|www\.|://|\d{7}|(?<![^\W_])(?:t[ée]l|fax|phone|e-?mail)(?![^\W_])", re.IGNORECASE)
_NAME = re.compile(
    r"(?:(?:Herr|Frau|Mr|Mrs|Ms|Miss|M|Mme|Mlle|Sr|Sra|Dott|Dott\.ssa|Dr|Prof|Ing|Mag|Lic|Dipl|Dña|Don|Lt|Col|Maj|"
    r"Capt|Sgt)\.?"
    r"[ \u00a0])*(?:[^\W\d_a-zß-öø-ÿ][\w'’.-]*[ \u00a0]){1,3}(?:(?:von|van|de|der|den|du|da|dos|di|del|la|le|zu|"
    r"y)[ \u00a0]){0,2}"
    r"[^\W\d_a-zß-öø-ÿ][\w'’-]+(?:[ \u00a0]\([^)]{1,12}\))?"
)
_FINE_PRINT = re.compile(
    r"©|copyright|all rights reserved|privacy|datenschutz|impressum|mentions légales|cookies?\b", re.I
)
_OFFICE = re.compile(
    r"\b(?:press\w*|presse\w*|ministr?\w*|office|amt|bundes\w*|service|depart\w*|dipartim\w*|direction|referat|abteilung|team|"
    r"agency|"
    r"police|polizei|policía|polizia|council|commission|kommission|institut\w*|university|universit\w*|centre|"
    r"center|zentrum|"
    r"division|unit|media|medien|communication\w*|kommunikation|öffentlichkeitsarbeit|behörde|stadt|land|landes\w*|"
    r"kreis|"
    r"government|regierung|gouvernement|cabinet|secretar\w*|bureau|ufficio|oficina|gabinete|embassy|botschaft|"
    r"ambassade|"
    r"staatskanzlei|kanzlei|federal|national|public|health|street|straße|enquiries|inquiries|hotline|newsdesk|desk|"
    r"gmbh|"
    r"sûreté|gendarmerie|préfecture|mairie|parquet|guardia|comisaría|questura|comune|prefeitura|ayuntamiento|"
    r"museum|bibliothek|library|kontakt|contact|email|e-mail|telefon|website|internet|further|information|twitter|"
    r"facebook)\b",
    re.IGNORECASE,
)


def entries_of(
    lines: Sequence[ContactLine], country: str | None, base: str = "", *, short_codes: bool = True
) -> list[ContactEntry]:
    """The entries of a block's `lines`, top to bottom; lines that only name whom one reaches come as person or other.

    `short_codes` takes bare short numbers after a label (`Fire brigade: 18`). `base` makes links absolute.

    >>> entries_of([ContactLine("Deaf and hard of hearing: www.urgence114.fr or 114 by SMS")], "FR")[1]
    ContactEntry(label='Deaf and hard of hearing', kind='sms', value='114', normalized='114')
    """
    lines = _joined([piece for line in lines for piece in _apart(line)])
    texts = [line.text for line in lines]
    inside, first_lines = _addresses(lines, texts, country)
    found: list[ContactEntry] = []
    waiting: list[str] = []  # lines without values that may label the next value
    names: dict[str, str] = {}
    for index, line in enumerate(lines):
        values = _values(line, inside.get(index, ()), country, base, short_codes=short_codes)
        values += first_lines.get(index, ())
        if values:
            values.sort(key=lambda value: value.start)
            label_above = _label_of_lines_above(found, waiting, line.text[: values[0].start])
            found += _labelled(line.text, values, label_above)
        elif index not in inside and not _only_link(line) and (text := line.text.strip()):
            part = name_part(waiting[-1]) if waiting else ""
            if part:
                names[part] = text
                waiting.pop()
            elif waiting and is_person_label(waiting[-1]) and len(text) <= _MAX_TEXT and not line.is_label:
                found.append(ContactEntry(_label(waiting.pop()), "person", text))
            elif name_part(text) or len(text) <= _MAX_TEXT:
                waiting.append(text)
    _label_of_lines_above(found, waiting, " ")
    if "family" in names or "given" in names:
        name = " ".join(names[part] for part in ("given", "family") if part in names)
        found.insert(0, ContactEntry(names.get("role"), "person", name))
    return _without_repeats(found)


def _label_of_lines_above(found: list[ContactEntry], waiting: list[str], own_label: str) -> str | None:
    """The lines that wait for a value become entries, but for the last when it labels a value without a label."""
    label = None
    any_value = any(entry.kind not in ("person", "other") for entry in found)
    if waiting and not _label(own_label) and own_label != " ":
        last = waiting[-1]
        alone = any_value and len(waiting) == 1
        names_whom = _NAME.fullmatch(last) or _OFFICE.search(last) or "," in last or last.endswith(".")
        if last.endswith((":", "：")) or (alone and not names_whom):
            label = _label(waiting.pop())
    for text in waiting:
        found += _plain(text)
    waiting.clear()
    return label


def _apart(line: ContactLine) -> Iterator[ContactLine]:
    """The pieces of a line that ideographic spaces separate: name, address and number of a Japanese footer."""
    if "\u3000" not in line.text:
        yield line
        return
    for piece in _BETWEEN_SPACES.finditer(line.text):
        start, end = piece.span()
        links = (link for link in line.links if start <= link.start and link.end <= end)
        shifted = tuple(link._replace(start=link.start - start, end=link.end - start) for link in links)
        yield ContactLine(piece[0], shifted, line.is_label)


def _joined(lines: Sequence[ContactLine]) -> list[ContactLine]:
    """Lines that are nothing but a value's label joined to the value below: `Telefon` and `030 1234`."""
    joined: list[ContactLine] = []
    waiting: ContactLine | None = None
    for raw in lines:
        line = replace(raw, text=clean(raw.text)) if "\u00ad" in raw.text or "\u200b" in raw.text else raw
        if waiting is not None:
            if is_value_label(line.text):
                joined.append(waiting)
            else:
                gap = "" if waiting.text.rstrip().endswith((":", "：")) else ":"
                head = f"{waiting.text.rstrip()}{gap} "
                links = tuple(
                    link._replace(start=link.start + len(head), end=link.end + len(head)) for link in line.links
                )
                joined.append(ContactLine(head + line.text, links))
                waiting = None
                continue
        waiting = None
        if is_value_label(line.text) and not line.links:
            waiting = line
        else:
            joined.append(line)
    if waiting is not None:
        joined.append(waiting)
    return joined


def _addresses(
    lines: Sequence[ContactLine], texts: Sequence[str], country: str | None
) -> tuple[dict[int, list[tuple[int, int]]], dict[int, list[_Value]]]:
    """Which parts of each line belong to postal addresses, and each address at its first line."""
    inside: dict[int, list[tuple[int, int]]] = {}
    first: dict[int, list[_Value]] = {}
    for address in _with_marked(lines, texts, find_addresses(texts, country)):
        for index in range(address.first, address.last + 1):
            start = address.start if index == address.first else 0
            end = address.end if index == address.last else len(texts[index])
            inside.setdefault(index, []).append((start, end))
        start, end = inside[address.first][-1]
        value = _Value(start, end, "address", "\n".join(address.lines), ", ".join(address.lines))
        first.setdefault(address.first, []).append(value)
    return inside, first


def _with_marked(lines: Sequence[ContactLine], texts: Sequence[str], found: list[PostalAddress]) -> list[PostalAddress]:
    """The addresses with those that the markup tells, which know better where they begin and end."""
    index = 0
    while index < len(lines):
        first, place = index, lines[index].place
        index += 1
        if place is None:
            continue
        while index < len(lines) and lines[index].place == place:
            index += 1
        marked = [text.strip(" ,") for text in texts[first:index]]
        whole = len(", ".join(marked)) <= _MAX_ADDRESS and (len(marked) > 1 or "," in marked[0])
        office = _OFFICE.search(marked[0]) and not _DIGIT.search(marked[0])
        read = any(first <= address.first and address.last < index for address in found)
        if whole and not (office and read) and not any(_HAS_WAY.search(text) for text in marked):
            found = [address for address in found if address.last < first or index <= address.first]
            found.append(PostalAddress(first, 0, index - 1, len(texts[index - 1]), tuple(marked)))
    return sorted(found, key=lambda address: address.first)


def _values(
    line: ContactLine, addresses: Sequence[tuple[int, int]], country: str | None, base: str, *, short_codes: bool
) -> list[_Value]:
    """E-mails, web addresses and numbers of one line, none within another."""
    text = line.text
    for start, end in addresses:
        text = text[:start] + "\0" * (end - start) + text[end:]
    values = [_Value(e.start, e.end, "email", e.value, e.normalized) for e in find_emails(text)]
    text = _masked(text, values)
    for link in line.links:
        hidden = email_of_link(link.href, link.attributes)
        shown = any(value.start < link.end and link.start < value.end for value in values)
        if hidden and not shown:
            values.append(_Value(link.start, link.end, "email", hidden, hidden))
            text = _masked(text, values)
    spans = [(link.start, link.end, link.href) for link in line.links]
    values += [_Value(a.start, a.end, a.kind, a.value, a.normalized) for a in find_web_addresses(text, spans, base)]
    text = _masked(text, values)
    # Who makes a link for dialling of it vouches for a short number.
    short_codes = short_codes or any(link.href.startswith("tel:") for link in line.links)
    if _DIGIT.search(text):
        values += [
            _Value(n.start, n.end, n.kind, n.value, n.normalized)
            for n in find_numbers(text, country, short_codes=short_codes)
        ]
    return values


def _masked(text: str, values: Sequence[_Value]) -> str:
    for value in values:
        text = text[: value.start] + "\0" * (value.end - value.start) + text[value.end :]
    return text


def _labelled(text: str, values: Sequence[_Value], label_above: str | None) -> Iterator[ContactEntry]:
    """Entries of one line: each value's label is the text before it, or after it, or the one of the value before."""
    before, last_label = 0, label_above
    for number, value in enumerate(values):
        gap = text[before : value.start] if value.start >= before else ""
        label = last_label if _CONNECTIVE.fullmatch(gap.strip(_EDGES + "()")) else _label(gap)
        if label is None and number == len(values) - 1:
            label = _label(re.sub(r"^\s*(?:par|per|via|by)\b.*", "", text[value.end :]))
        before = max(before, value.end)
        last_label = label or last_label
        yield ContactEntry(label, value.kind, value.value, value.normalized)


def _label(text: str) -> str | None:
    """The label in the text before a value, without separators; of a long one its end."""
    text = text.replace("\0", " ").strip(_EDGES)
    last = re.split(r"\s[-–—|•·]\s", text)[-1]
    if is_value_label(last):
        text = last
    text = _AHEAD.sub("", text[-_MAX_LABEL:].strip(_EDGES))
    if text.count("(") != text.count(")"):
        text = text.strip("() ")
    if sum(character.isdigit() for character in text) > len(text) / 3:
        return None
    return text if any(character.isalnum() for character in text) else None


def _plain(text: str) -> Iterator[ContactEntry]:
    """A line without values: a person, or an office, opening hours, a remark."""
    if not any(character.isalnum() for character in text) or text.endswith((":", "：")) or text.startswith("#"):
        return
    if _FINE_PRINT.search(text) or _END_MARK.fullmatch(text):
        return
    label, colon, labelled = text.partition(":")
    if colon and is_person_label(label) and _NAME.fullmatch(labelled.strip()):
        yield ContactEntry(label.strip(), "person", labelled.strip())
        return
    name, _, role = text.partition(",")
    if _NAME.fullmatch(name.strip()) and not _OFFICE.search(name):
        yield ContactEntry(role.strip() or None, "person", name.strip())
    else:
        yield ContactEntry(None, "other", text)


def _only_link(line: ContactLine) -> bool:
    """Whether the line is a link and nothing else: `How to find us` leads somewhere, and says nothing."""
    covered = sum(link.end - link.start for link in line.links if link.href)
    return covered > 0 and covered >= len(line.text.strip()) - 2


def _without_repeats(entries: Sequence[ContactEntry]) -> list[ContactEntry]:
    kept: dict[tuple[str, str], ContactEntry] = {}
    for entry in entries:
        kept.setdefault((entry.kind, entry.normalized or entry.value), entry)
    return list(kept.values())
