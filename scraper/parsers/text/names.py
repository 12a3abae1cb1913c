"""Read an author's name in a short line: `Par le commandant Céline Morin`, `Written by: A. Smith and B. Jones`.

Few lines name an author, and a wrong one is worse than none. So a line is read only where it begins with an explicit
label or preposition and everything after that looks like names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from scraper.parsers.lexicon.bylines import (
    ARTICLES,
    BODIES,
    CONJUNCTIONS,
    HAN_LABELS,
    ISSUERS,
    LABELS,
    NEXT_LABELS,
    NO_NAMES,
    NO_POSTNOMINALS,
    NO_SURNAMED,
    NOBODY,
    PARTICLES,
    PERSON_LABELS,
    POSTNOMINALS,
    PREPOSITIONS,
    ROLES,
    SURNAMES,
    TITLES_AFTER,
)
from scraper.parsers.lexicon.dates import WEEKDAYS
from scraper.parsers.text.folding import fold

Strength = Literal["label", "preposition"]
Sort = Literal["person", "body"]

#: Longer strings are no byline.
MAX_LENGTH = 160
_MAX_NAMES = 90
_MAX_WORDS = 14


@dataclass(frozen=True, slots=True)
class Named:
    """What a line calls its author, how clearly, and whether a person is among the authors."""

    byline: str
    authors: tuple[str, ...]
    strength: Strength
    sort: Sort


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(unicodedata.normalize("NFC", word)) for word in words.split(",") if word)


def _alternatives(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(_folded(words), key=len, reverse=True))


_ROLES, _BODIES, _NOBODY, _NO_NAMES = _folded(ROLES), _folded(BODIES), _folded(NOBODY), _folded(NO_NAMES)
_PARTICLES = _folded(PARTICLES)
_LABEL = re.compile(
    rf"(?P<label>{_alternatives(LABELS)})\s*(?P<colon>[:：/]|-(?=\s))?\s*|(?P<person>{_alternatives(PERSON_LABELS)})\s*(?:[:：]|(?<=文)\s*/)\s*"
    rf"|(?P<issued>{_alternatives(','.join(w for w in PERSON_LABELS.split(',') if ' ' in w))})\s+"
    rf"|(?P<preposition>{_alternatives(PREPOSITIONS)})\s*(?::\s*|\s)"
)
#: What tells something else than an author where an author is awaited: `From: X`, `Source: X`, `Fot. X`.
_OTHER_LABEL = re.compile(rf"(?:{_alternatives(ISSUERS)})\s|[^\W\d_]+(?: [^\W\d_]+)?\s?[:：]|(?:fot|phot)\.")
_FIRST_WORD = re.compile(r"[^\s:：]+")
_BEGINNINGS = _folded(f"{LABELS},{PERSON_LABELS},{PREPOSITIONS}")
#: What a line with a label begins with, to pass over all others cheaply.
_FIRST_WORDS = frozenset(word.split()[0] for word in _BEGINNINGS)
_FIRST_SIGNS = frozenset(word[0] for word in _BEGINNINGS if word[0] >= "\u0e00")
_BREAKS = str.maketrans(":：/|(", "     ")
_ARTICLE = re.compile(rf"(?:(?:{_alternatives(ARTICLES)})\s+|l'\s?)")
_SEPARATOR = re.compile(r"\s+[-–—|•·/»›]+\s+|\s*[|•;\t]\s*|\s{2,}|\s*[(\[（]|\s*@|\s+https?:")
_ON_A_DAY = re.compile(r"\s(?:on|am|le|el|il|op)\s[^\d,]{0,20}\d.*$", re.DOTALL)
_NEXT_LABEL = re.compile(rf"[\s,.]*(?<!\w)(?:{_alternatives(NEXT_LABELS)})\s*[:：/].*$", re.DOTALL | re.IGNORECASE)
_AUTHORS = re.compile(
    rf"\s*(,\s*(?:{_alternatives(CONJUNCTIONS)})\s+|,|;|、|，|\s(?:{_alternatives(CONJUNCTIONS)})\s|\s&\s)\s*"
)
_DAY = "|".join(re.escape(day) for day in sorted(WEEKDAYS.split(","), key=len, reverse=True))
#: What is left of a date after the name: `by X on Monday,`, `por X el`. A day's name without comma or preposition, and
#: with a capital, is a family name: `Plácido Domingo`, `Jan Piątek`.
_TRAILING = re.compile(
    rf"(?:\s*,\s*(?i:{_DAY})|[\s,]+(?i:on|am|le|el|il|op|em|at|à|a|den|the|in)\b(?:[\s,]+(?i:{_DAY}))?"
    rf"|\s+(?![A-ZÀ-ÞĀ-ŽΑ-ΫА-Я])(?i:{_DAY}))?[\s,:]*$"
)
_POSTNOMINALS, _NO_POSTNOMINALS = _folded(POSTNOMINALS), _folded(NO_POSTNOMINALS)
_TITLES_AFTER = _folded(TITLES_AFTER)
#: `M.P.H.`, `Ph. D.`, `LL.M.`, `Dr.P.H.`
_DOTTED = re.compile(r"(?:[A-Z][A-Za-z]{0,3}\.[\s-]?){2,5}[A-Z]{0,3}$|[A-Z]{1,3}[a-z]?\.[A-Z][A-Za-z]{0,3}$")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?){1,4}$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_UNCASED = re.compile(r"[\u0590-\u08ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u10a0-\u10ff\u0900-\u097f]")
_HAN_NAME = re.compile(rf"[{SURNAMES}][\u4e00-\u9fff·]{{1,3}}$")
_AT_END = re.compile(
    r"[（(]\s*(?:(?:本报|本网|通讯员|特约)?(?:记者|作者|通讯员|撰稿|文)?[：:\s/]*)([\u4e00-\u9fff·]{2,4}(?:[\s、，\u3000]+[\u4e00-\u9fff·]{2,4}){0,3})"
    r"\s*[）)]\s*$"
)
_BY_AT_END = re.compile(r"\((by\s[^()]{4,60})\)\W{0,3}$", re.IGNORECASE)
_AT_HEAD = re.compile(
    r"[（(](?:本报|本网|本台|特约)?(?:通讯员|见习)?[记記]者[：:\s]*([\u4e00-\u9fff·]{2,4}(?:[\s、，\u3000]+[\u4e00-\u9fff·]{2,4}){0,3})[）)]"
)
#: `记者 张三 李四`, `文 / 张三`: a label of its own word, then nothing but names.
_HAN_LABELLED = re.compile(
    rf"(?:{'|'.join(sorted(HAN_LABELS.split(','), key=len, reverse=True))})[\s\u3000]*[/ \u3000][\s\u3000]*"
    r"([\u4e00-\u9fff·]{2,4}(?:[\s\u3000、，]+[\u4e00-\u9fff·]{2,4}){0,3})"
    r"(?:[\s\u3000]+(?:图|图片|摄影|编辑|责任编辑|通讯员)[\s\u3000]*[:：/ ].*)?$"
)
#: `홍길동 기자`, `기자 홍길동`: a Korean reporter, with or without an address.
_KOREAN_REPORTER = re.compile(r"(?:([가-힣]{2,4})\s?기자|기자\s([가-힣]{2,4}))(?:\s+\S+@\S+)?$")
#: A preposition that its element glued to the name: `ByJane Doe`.
_GLUED = re.compile(r"(By|Von|Par|Por|Door)(?=[A-ZÀ-Þ][\w'’.-]*\s[A-ZÀ-Þ])")
_SINGLE = re.compile(r"[A-ZÀ-ÞА-Я][^\W\d_]*[^\W\d_A-Z]['’-]?[^\W\d_]*$")
_NO_SURNAMED = frozenset(NO_SURNAMED.split(","))
_HAN_BODY = re.compile(r"[部局厅委办处科社网报台院站所室会司组队馆厂校区县市省]$")
_AGENCY = re.compile(r"[A-Z]{2,5}|dpa|ots")
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th|er|re|e|º|ª|ème|\.)(?=\s)")
_FORBIDDEN = re.compile(r"[\d@<>{}=_?!\"“”«»\[\]#*+]|https?:|www\.|\.(?:com|org|gov|net|eu|de|fr)\b")
_SENTENCE_END = re.compile(r"([^\W\d_]{5,})\.\s")


def read_byline(text: str, *, known: bool = False, single: bool = False) -> Named | None:
    """Whom a line names as author, or None. `known` lines stand where only a byline does: a bare person is one.

    With `single` a label or a preposition vouches for one name alone: `By Ramona`.

    >>> read_byline("Par le commandant Céline Morin").byline, read_byline("Von der Pressestelle").byline
    ('commandant Céline Morin', 'Pressestelle')
    >>> read_byline("Autoren Eva Maus und Jan Fuchs").authors, read_byline("By law, all of it is public.")
    (('Eva Maus', 'Jan Fuchs'), None)
    """
    text = unicodedata.normalize("NFC", text.replace("\u00ad", "")).replace("\u00a0", " ").strip(" \u200b\t\n|•·-–—/,")
    if not 4 <= len(text) <= MAX_LENGTH:
        return None
    text = _GLUED.sub(r"\1 ", text, count=1)
    if not text.isascii():
        if found := _HAN_LABELLED.match(text):
            return _han_names(found[1])
        if (found := _KOREAN_REPORTER.match(text)) and _sort_uncased(name := found[1] or found[2]) == "person":
            return Named(name, (name,), "label", "person")
    folded = fold(text)
    first = _FIRST_WORD.match(folded)
    label = _LABEL.match(folded) if first and (first[0] in _FIRST_WORDS or first[0][0] in _FIRST_SIGNS) else None
    if label is None:
        return _named(text, "label", person=True) if known and not _OTHER_LABEL.match(folded) else None
    start = label.end()
    if start < len(text) and folded[start - 1].isalnum() and folded[start].isalnum() and not _HAN.match(text[start]):
        return _named(text, "label", person=True) if known else None
    if single and (alone := read_single(text[start:])):
        return alone
    if label["preposition"]:
        return _named(text[start:], "preposition", person=False)
    if label["label"] and not label["colon"] and _UNCASED.match(text):
        # `记者从…获悉` and `كتب …` begin sentences; `（记者 …）` is read by `read_signature`.
        return None
    return _named(text[start:], "label", person=not label["label"])


def read_single(text: str) -> Named | None:
    """One name alone, up to a date or another detail."""
    name = _SEPARATOR.split(_ON_A_DAY.sub("", text).strip(), maxsplit=1)[0].strip(" ,.:")
    folded = fold(name)
    if not 3 <= len(name) <= 24 or not _SINGLE.match(name) or is_nobody(name) or _is_body(name):
        return None
    return None if folded in _NO_NAMES | _ROLES | _FIRST_WORDS else Named(name, (name,), "label", "person")


def may_name(text: str) -> bool:
    """Whether any word of a line could begin a byline; cheap, so that most lines are passed over with it."""
    if _GLUED.match(text) or "기자" in text:
        return True
    folded = fold(text)
    if not _FIRST_WORDS.isdisjoint(folded.translate(_BREAKS).split()):
        return True
    return not folded.isascii() and not _FIRST_SIGNS.isdisjoint(folded)


def read_signature(paragraph: str) -> Named | None:
    """The author in brackets at the end of a text: `……（张三）`, `（记者 张三 李四）`, `(By Jane Doe)`.

    >>> read_signature("活动将先后在三国举行。（张三）").byline, read_signature("（试行）")
    ('张三', None)
    """
    if found := _AT_END.search(paragraph[-40:]):
        return _han_names(found[1])
    if found := _BY_AT_END.search(paragraph[-90:]):
        return read_byline(found[1])
    return None


def read_reporter(paragraph: str) -> Named | None:
    """The reporter in brackets at the head of a Chinese text: `本报太原2月4日讯（记者 张三）…`."""
    head = paragraph[:80]
    found = _AT_HEAD.search(head) if "记者" in head or "記者" in head else None
    return _han_names(found[1]) if found else None


def _han_names(text: str) -> Named | None:
    names = re.split(r"[\s、，]+", text)
    if not all(_is_han_name(name) for name in names):
        return None
    return Named("、".join(names), tuple(names), "label", "person")


def is_label(text: str) -> bool:
    """Whether a line is nothing but a label, so that the name stands on the next: `Author:`, `By`."""
    return len(text) <= 28 and fold(text).strip(" :：") in _BEGINNINGS


def is_nobody(name: str) -> bool:
    """Whether a name is what content systems write for want of an author: `admin`, `Super User`, `webmaster`."""
    folded = fold(name).strip(" .:")
    return folded in _NOBODY or any(word in _NOBODY for word in folded.split() if word.startswith(("admin", "webm")))


def _is_han_name(name: str) -> bool:
    return bool(_HAN_NAME.match(name)) and name not in _NO_SURNAMED and not _HAN_BODY.search(name)


def _named(text: str, strength: Strength, *, person: bool) -> Named | None:
    """The authors in what follows a label; `person`: only if it is a person."""
    text = _ON_A_DAY.sub("", text)
    text = _NEXT_LABEL.sub("", _SEPARATOR.split(text.strip(), maxsplit=1)[0]).strip(" ,:;|-–—")
    if not is_postnominal(text.rpartition(",")[2]):  # `John Roe, DO` holds no Donnerstag
        text = _TRAILING.sub("", text)
    text = text.replace(" ,", ",")
    folded = fold(text)
    article = _ARTICLE.match(folded)
    if article and (text[0].islower() or fold(text[: article.end()]).strip() == "the"):
        text = text[article.end() :]
    last = text.rsplit(" ", 1)[-1]
    if text.endswith(".") and not (_INITIALS.search(last) or is_postnominal(last)):
        text = text[:-1]
    if (
        not 2 <= len(text) <= _MAX_NAMES
        or _FORBIDDEN.search(_ORDINAL.sub("", text))
        or any(fold(end[1]) not in _ROLES for end in _SENTENCE_END.finditer(text))  # `sierż. szt. Ewa Lis`
        or is_nobody(text)
    ):
        return None
    parts = _parts(text)
    if _is_body(text) and not _person_first([part.name for part in parts]):
        parts = [_Part(text, text, "")]
    kept = _told_apart(parts, strength)
    if not kept or (person and kept[0][1] != "person"):
        return None
    authors = tuple(name for name, _ in kept)
    byline = text if len(kept) == len(parts) else text[: text.index(authors[-1]) + len(authors[-1])]
    return Named(byline, authors, strength, "person" if any(sort == "person" for _, sort in kept) else "body")


@dataclass(frozen=True, slots=True)
class _Part:
    """A name in a list of them, also with the letters that follow it, and what stands before it."""

    name: str
    full: str
    separator: str


def _parts(text: str) -> list[_Part]:
    """The names that commas and conjunctions separate; letters after a name (`, Ph.D., MBA`) stay with it."""
    parts: list[_Part] = []
    at, start, separator = 0, 0, ""
    for end, after, following in [*((m.start(), m.end(), m[1]) for m in _AUTHORS.finditer(text)), (len(text), 0, "")]:
        name = text[at:end]
        in_title = bool(parts) and parts[-1].full != parts[-1].name and name[:1].islower()  # `docteur` | en | `droit`
        if parts and (in_title or ("," in separator and is_postnominal(name))):
            parts[-1] = _Part(parts[-1].name, text[start:end], parts[-1].separator)
        else:
            start = at
            parts.append(_Part(name, name, separator))
        at, separator = after, following
    return parts


def is_postnominal(text: str) -> bool:
    """Whether a string is what follows a person's name after a comma: degrees, honours, a seat in parliament.

    >>> is_postnominal("M.P.H."), is_postnominal("Ph. D."), is_postnominal("MdB"), is_postnominal("docteur en droit")
    (True, True, True, True)
    >>> is_postnominal("D.C."), is_postnominal("CNN"), is_postnominal("Ann Poe")
    (False, False, False)
    """
    words = text.split()
    if not words or len(words) > 6:
        return False
    plain = [re.sub(r"[.()]", "", fold(word)) for word in words]
    joined = "".join(plain)
    if joined in _NO_POSTNOMINALS:
        return False
    if joined in _POSTNOMINALS or all(word in _POSTNOMINALS for word in plain) or _DOTTED.match(text):
        return True
    return plain[0] in _TITLES_AFTER and all(word.islower() for word in words)


def _told_apart(parts: list[_Part], strength: Strength) -> list[tuple[str, Sort]]:
    """Persons and bodies among names, without what only says where a person works; empty where one is no name."""
    kept: list[tuple[str, Sort]] = []
    described = False  # what the last person is was told: `Jane Doe, Director of Roads and Bridges`
    for part in parts:
        name, separator = part.name, part.separator
        after_person = bool(kept) and kept[-1][1] == "person"
        if not name or (after_person and _AGENCY.fullmatch(name)):
            continue  # `Jane Doe, CNN`
        sort = None if after_person and _is_office(name) else _sort(name)
        if sort is None and strength == "label" and _is_body(name) and len(_words(name)) <= 6:
            sort = "body"  # a label vouches for what is written small: `Автор: прес-служба міністерства`
        if sort is None and after_person and (described or _is_role(name) or _describes(name, separator, strength)):
            described = True
            continue  # `Jane Doe, editor`
        if sort is None and after_person and not separator.strip(" ,") and name[0].isupper() and len(_words(name)) <= 2:
            continue  # `Jane Doe, Springfield`
        if sort is None:
            return []
        joined = separator.strip(" ,") != "" and sort == "person"  # `… and Sergeant Jane Doe`
        if after_person and not joined and (sort == "body" or _is_role(name)):
            continue  # `Jane Doe, Office of Public Affairs`
        kept.append((_without_article(part.full), sort))
    return kept


def _is_office(name: str) -> bool:
    """Whether a string is an office and what it is for: `Director of Roads`, `Leiterin der Abteilung`."""
    words = _words(name)
    return len(words) > 2 and _is_role(words[0]) and words[1].islower() and fold(words[1]) in _PARTICLES


def _describes(name: str, separator: str, strength: Strength) -> bool:
    """Whether a string after a labelled person's name and a comma says what he is: `professor at Springfield`."""
    return strength == "label" and not separator.strip(" ,") and any(word.islower() for word in _words(name))


def _without_article(name: str) -> str:
    article = _ARTICLE.match(fold(name))
    return name[article.end() :] if article and name[0].islower() else name


def _person_first(names: list[str]) -> bool:
    return len(names) > 1 and _sort(names[0]) == "person"


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\s\u00a0]+", name) if word]


def _is_body(name: str) -> bool:
    words = [fold(word).strip(".,'()") for word in _words(name)]
    if words[:1] == ["staff"] and words[1:2] and words[1] in _ROLES:  # `Staff Sgt. Jane Doe`
        words = words[1:]
    return any(word.rpartition("'")[2] in _BODIES for word in words) or any(
        word.endswith(
            (
                "ministerium",
                "stelle",
                "referat",
                "redaktion",
                "prasidium",
                "amt",
                "behorde",
                "inspektion",
                "direktion",
                "verwaltung",
                "wache",
            )
        )
        for word in words
    )


def _is_role(name: str) -> bool:
    words = [fold(word).strip(".,'()") for word in _words(name)]
    return any(
        word in _ROLES or word in ("writer", "editor", "director", "secretary", "leiter", "leiterin") for word in words
    )


def _sort(name: str) -> Sort | None:
    """Whether a string is a person's name, a body's, or (None) no name at all."""
    name = name.strip()
    if not name or is_nobody(name):
        return None
    if _UNCASED.search(name):
        return _sort_uncased(name)
    words = _words(name)
    if not 1 <= len(words) <= _MAX_WORDS:
        return None
    capitals = 0
    for_certain = sum(fold(word).strip(".,'()") in _BODIES for word in words) > 1
    for number, word in enumerate(words):
        plain = fold(word).strip(".,'()")
        if plain in _NO_NAMES and not for_certain:
            return None
        first = word.lstrip("'’(")[:1]
        if first.isupper():
            capitals += plain not in _ROLES or number == len(words) - 1
        elif not (
            plain in _PARTICLES
            or plain in _ROLES
            or _ORDINAL.match(word + " ")
            or plain in _BODIES
            or re.match(r"(?:d|l|dell|dall|o)['’]", word.lower())
        ):
            return None
    if _is_body(name):
        return "body"
    return "person" if 2 <= capitals <= 6 or (capitals == 1 and len(words) > 1 and _is_role(words[0])) else None


def _sort_uncased(name: str) -> Sort | None:
    if _HAN.match(name):
        if any("\u3040" <= char <= "\u30ff" for char in name):
            return "person" if len(name) <= 10 else None
        return "person" if _is_han_name(name) else "body" if _HAN_BODY.search(name) and len(name) <= 16 else None
    words = _words(name)
    if len(words) > 6 or len(name) > 45:
        return None
    if any(fold(word) in _BODIES for word in words):
        return "body"
    if "\uac00" <= name[0] <= "\ud7af":
        person = re.fullmatch(r"([\uac00-\ud7af]{2,4})(?:\s?기자)?", name)
        return "person" if person and not re.search(r"[과부청실처국팀원]$", person[1]) else None
    return "person" if len(words) >= 2 or "\u0e00" <= name[0] <= "\u0e7f" else None
