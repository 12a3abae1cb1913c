"""Whom the page names as the article's author, if anybody.

Most releases name nobody, and content systems put the name of whoever pressed the button into the metadata. So a
byline is what a reader sees: a line that says `By …` or `Author: …` near the headline or at the end, or an element
made for the author's name. Metadata only confirms a name that stands on a line of its own there. An office that merely
issues the page is no author; after an explicit `By` it is one.

Persons whom the metadata alone calls authors are the article's `authors`, under the rule that says so, and no byline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scraper.parsers.document.node import INLINE
from scraper.parsers.extraction import Extraction
from scraper.parsers.findings import Byline
from scraper.parsers.signals.surroundings import FOREIGN, NearbyLine, address_of, lines_around
from scraper.parsers.text.date_labels import kind_of
from scraper.parsers.text.date_text import read_dates
from scraper.parsers.text.folding import fold, tidy
from scraper.parsers.text.names import (
    MAX_LENGTH,
    Named,
    is_label,
    is_nobody,
    may_name,
    read_byline,
    read_reporter,
    read_signature,
    read_single,
)

#: Class names and ids of elements made for an author's name.
_AUTHOR_NAMES = re.compile(
    r"(?<![a-z])(?:by-?line|authors?|author[-_]*names?|auteurs?|autor(?:e|a|en|es)?|verfasser|written-?by|redacteur|"
    r"post-?author|article-?author|entry-?author|signature|yazar|autorzy)(?![a-z])"
)
_AUTHORS_BOX = re.compile(r"(?<![a-z])(?:author|autor|auteur)s?[-_]*(?:box|bio|info|card|details|profile|meta)")
#: Addresses of pages about authors.
_AUTHORS_PAGE = re.compile(r"/(?:authors?|auteurs?|auto(?:r|res|ren|rs|rin)|byline|redakteure?|columnists?)/[^/]+/?$")
#: Elements whose text is about a picture, a quotation or another article.
_ELSEWHERE = re.compile(
    r"(?<![a-z])(?:img|image|photo)?-?(?:caption|credit|legend|quote|teaser|related|comment|copyright)|"
    r"(?:photo|foto|image|img|picture|bild|video|media)s?[-_]?(?:author|autor|auteur|by)"
)
_META_NAMES = (
    "author", "article:author", "dcterms.creator", "dc.creator", "dcterms:creator", "citation_author", "parsely-author",
    "sailthru.author", "byl", "article.author",
)  # fmt: skip
#: Names for whoever made the page, who is often but the person at the button.
_PUBLISHERS_HANDS = ("meta:dcterms.creator", "meta:dc.creator", "meta:dcterms:creator")
_COMPANY = re.compile(r"\b(?:GmbH|AG|Inc|Ltd|LLC|e\.\s?V|S\.?A|B\.?V|SARL|Verlag|Stiftung)\b\.?|\bOnline\b|Redaktion")
_ADDRESS = re.compile(r"https?:|www\.|@")
#: Family and given name with a space between, as Japanese publishers write them.
_HAN_FULL_NAME = re.compile(r"[\u4e00-\u9fff]{1,3}[ \u3000][\u4e00-\u9fff]{1,3}")
#: Longer lists of names are those of works cited, or of everybody who writes for a site.
_MAX_CLAIMED = 12
_OUTSIDE = FOREIGN | {"related", "footer", "aside"}
_PIECES = re.compile(r"\s+[-–—|•·/»›]\s+|\s*[|•\t]\s*|\s{2,}|/(?=[^\W\d_]{4,}:)")
_PUBLISHED_BY = 24
#: The weight of an element made for an author's name that is not beside the headline.
_FAR = 64.0
#: Longer lines sign nothing; so many elements around one may set it at the right.
_MAX_SIGNATURE, _SIGNATURE_DEPTH = 60, 3
#: Chinese lines of details separate them by a space before the next label, or by the next label alone.
_HAN_LABELS = re.compile(
    r"[\s\u3000]+(?=[\u4e00-\u9fff]{1,6}\s?[:：])"
    r"|(?<=[^\s\u3000])(?=(?:作者|撰稿人?|撰文|(?<!本报|本网)[记記]者|(?:信息)?来源|(?:责任)?编辑|审核|[浏瀏][览覽]|点击|阅读|"
    r"字[体號号])[^:：\s]{0,4}[:：])"
)
#: What fonts of icons call the drawing of a person, behind which sites put an author's name.
_PERSON_ICON = re.compile(
    r"(?<![a-z])(?:fa|icon|bi|glyphicon|ion|ti|la|mdi|icofont|dashicons)-(?:admin-)?(?:user|person|author)"
)
_ICON_TAGS = frozenset(("i", "span", "em", "b", "svg", "img", "use"))
#: Of a text that stands at the right, as signatures do.
_AT_RIGHT = re.compile(
    r"text-align\s*:\s*(?:right|end)|(?<![a-z])(?:text|align|has-text-align)-?(?:right|end)(?![a-z])"
)
_HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Candidate:
    named: Named
    weight: float
    rule: str
    #: The line that names the author, as a range of runs, where it says little else.
    line: tuple[int, int] | None = None


def find_byline(page: Extraction, lines: list[NearbyLine] | None = None) -> Byline:
    """The article's byline. `lines` are `lines_around(page)`, where they are known already."""
    found = list(_selected(page))
    claimed_by: str | None = None
    claimed: tuple[str, ...] = ()
    if not found:
        if lines is None:
            lines = lines_around(page)
        found = [*_shown(page, lines), *_confirmed(page, lines)]
        site = _site_names(page)
        found = [candidate for candidate in found if not _is_of(site, candidate.named.byline)]
        claimed_by, claimed = _claimed(page, lines)
        found = _agreeing(found, claimed)
    if not found:
        return Byline(authors=claimed, authors_rule=claimed_by, candidates=tuple(_doubted(page)))
    best = max(found, key=lambda candidate: candidate.weight)
    lost = [("byline", other.rule, other.named.byline) for other in found if other.named.byline != best.named.byline]
    authors = _as_claimed(best.named.authors, claimed) if best.named.sort == "person" else best.named.authors
    taken = {other.line for other in found if other.line and other.named.authors == best.named.authors}
    return Byline(
        byline=best.named.byline,
        authors=authors,
        rule=best.rule,
        authors_rule=claimed_by if authors != best.named.authors else None,
        candidates=tuple(lost[:6]) + tuple(_doubted(page)),
        taken_runs=tuple(sorted(taken)),
    )


def _agreeing(found: list[_Candidate], claimed: tuple[str, ...]) -> list[_Candidate]:
    """The candidates without elements for authors that contradict the metadata, where another line agrees with it.

    One far from the headline needs no other line: it is another article's.
    """
    names = set(map(fold, claimed))
    agreed = [bool(names.intersection(map(fold, candidate.named.authors))) for candidate in found]
    return [
        candidate
        for candidate, agrees in zip(found, agreed, strict=True)
        if agrees
        or not names
        or not (candidate.weight == _FAR or (any(agreed) and candidate.rule == "heuristic:author-element"))
    ]


def _as_claimed(named: tuple[str, ...], claimed: tuple[str, ...]) -> tuple[str, ...]:
    """The authors a line names, with those whom the metadata adds, without what it shows to be no part of a name."""
    whole = {fold(name): name for name in claimed}
    if len(claimed) > len(named) and {fold(name) for name in named} <= whole.keys():
        return claimed
    return tuple(
        next((name for key, name in whole.items() if fold(author).startswith(key + " ")), author) for author in named
    )


def _selected(page: Extraction) -> Iterator[_Candidate]:
    """What the site's profile points at, without its preposition; a person's name needs none."""
    for i in page.selected.get("byline", ()):
        text = page.nodes[i].attrs.get("content") or page.text(i)
        named = read_byline(text, known=True)
        if named is None and text and not is_nobody(text) and len(text) <= MAX_LENGTH:
            named = Named(text, (text,), "label", "body")
        if named:
            yield _Candidate(named, 1000, "profile", (page.nodes[i].run, page.nodes[i].run_end))


def _shown(page: Extraction, lines: list[NearbyLine]) -> Iterator[_Candidate]:
    """Bylines in the lines around the article."""
    awaited = False  # the line before was a label alone: `Author:`
    last_prose = max((k for k, line in enumerate(lines) if _is_text(line)), default=-1)
    for number, line in enumerate(lines):
        if line.place == "title" or (line.region in FOREIGN and line.region != "share"):
            continue
        if number == last_prose and (named := read_signature(line.text)):
            yield _Candidate(named, 70, "heuristic:signature")
        elif line.place == "below" and line.prose == 0 and (named := read_reporter(line.text)):
            yield _Candidate(named, 65, "heuristic:reporter")
        if len(line.text) > MAX_LENGTH:
            awaited = False
            continue
        awaited_now, awaited = awaited, is_label(line.text)
        yield from _of_line(page, line, awaited_now)


def _is_text(line: NearbyLine) -> bool:
    return (
        line.place != "after" and line.region not in _OUTSIDE and len(line.text) >= 20 and line.text[-1] in ")）。.!?”»"
    )


def _of_line(page: Extraction, line: NearbyLine, awaited: bool) -> Iterator[_Candidate]:
    near = (line.place == "below" and line.prose == 0) or (line.place == "above" and line.distance <= 4)
    at_end = _is_in_articles_end(page, line)
    if line.region in _OUTSIDE and not (near and line.distance <= 3) and not at_end:
        return
    if line.place == "after" and line.distance > 4:
        return
    # The lead, one text, may stand between headline and author.
    introduced = line.place == "below" and line.prose <= 1 and line.distance <= 5
    own_texts = _in_authors_elements(page, line) if near or introduced or at_end else []
    if near and not own_texts:
        own_texts = _behind_icon(page, line)
    yield from _of_texts(page, line, own_texts, near=near, awaited=awaited)


def _of_texts(
    page: Extraction, line: NearbyLine, own_texts: list[str], *, near: bool, awaited: bool
) -> Iterator[_Candidate]:
    """The byline in a line, of which `own_texts` stand in elements made for authors."""
    made_for_it = bool(own_texts)
    if not made_for_it and _is_signature(page, line):
        named = read_byline(line.text, known=True)
        if named and named.sort == "person" and not _is_elsewhere(page, line.node):
            yield _Candidate(named, 58, "heuristic:signature", (line.first, line.last))
        return
    if not (made_for_it or awaited or may_name(line.text)):
        return
    texts = own_texts or [line.text]
    whole = _whole(page, line, texts, made_for_it=made_for_it, awaited=awaited)
    pieces = [line.text] if whole else _split(page, texts[0])
    for number, piece in enumerate(pieces):
        named = whole or read_byline(piece, known=made_for_it and number == 0, single=made_for_it)
        if named is None or (not whole and _is_body(named) and kind_of(line.text[:_PUBLISHED_BY]) == "published"):
            continue  # `Published 4 May 2020 by Home Office` names the issuer
        weight = _weight(named, line, near, made_for_it, awaited)
        if weight <= 0 or _is_elsewhere(page, line.node):
            return
        rule = "heuristic:author-element" if made_for_it else f"heuristic:{named.strength}"
        yield _Candidate(named, weight, rule, (line.first, line.last) if len(line.text) <= 120 else None)
        return


def _whole(page: Extraction, line: NearbyLine, texts: list[str], *, made_for_it: bool, awaited: bool) -> Named | None:
    """Whom the first of these texts that is a byline as a whole names; one name alone with a label or a link."""
    for text in texts:
        if named := read_byline(text, known=made_for_it or awaited, single=made_for_it):
            return named
    linked = made_for_it and (may_name(line.text) or _is_linked_as_author(page, line))
    return read_single(texts[-1]) if linked else None


def _is_in_articles_end(page: Extraction, line: NearbyLine) -> bool:
    """Whether a short line stands below the text, but within the element of the article, and in no list."""
    if line.place not in ("end", "after") or line.distance > 5:
        return False
    if page.title_node is None or len(line.text) > _MAX_SIGNATURE:
        return False
    node = page.nodes[line.node]
    in_box = line.region not in ("related", "aside")
    while node.parent >= 0:
        in_box = in_box or _AUTHORS_BOX.search(node.names) is not None
        if node.tag in ("li", "aside", "section") or (
            node.tag == "article" and not node.index <= page.title_node < node.end
        ):
            return False
        if node.tag in ("article", "main") and node.index <= page.title_node < node.end:
            return in_box
        node = page.nodes[node.parent]
    return False


def _is_linked_as_author(page: Extraction, line: NearbyLine) -> bool:
    """Whether a line has a link that says it leads to the author."""
    owners = {index for owner in page.owners[line.first : line.last] for index in (owner, page.nodes[owner].parent)}
    return any(index >= 0 and "author" in page.nodes[index].attrs.get("rel", "") for index in owners)


def _is_body(named: Named) -> bool:
    """Whether a name is a body's, or begins with what may be an agency's short name: `ABC London`."""
    first, _, rest = named.byline.partition(" ")
    return named.sort == "body" or (2 <= len(first) <= 4 and first.isupper() and first.isalpha() and not rest.isupper())


def _in_authors_elements(page: Extraction, line: NearbyLine) -> list[str]:
    """What the elements of a line that are made for authors' names say: from first to last, and the first alone."""
    found = {_authors_element(page, owner) for owner in dict.fromkeys(page.owners[line.first : line.last])}
    nodes = [page.nodes[i] for i in found if i is not None]
    if not nodes:
        return []
    nodes.sort(key=lambda node: node.index)
    ends = [max(node.run_end for node in nodes)] + [nodes[0].run_end] * (len(nodes) > 1)
    return [_unglued(page, max(line.first, nodes[0].run), min(line.last, end)) for end in ends]


def _behind_icon(page: Extraction, line: NearbyLine) -> list[str]:
    """What stands behind the drawing of a person in a line, up to the next drawing; not that of an account."""
    if line.region == "header":
        return []
    node = page.nodes[line.node]
    while node.run_end < line.last and node.parent >= 0:
        node = page.nodes[node.parent]
    icons = [
        inner
        for inner in page.nodes[node.index + 1 : node.end]
        if inner.run == inner.run_end
        and inner.names
        and inner.tag in _ICON_TAGS
        and line.first <= inner.run <= line.last
    ]
    for k, icon in enumerate(icons):
        if _PERSON_ICON.search(icon.names):
            last = icons[k + 1].run if k + 1 < len(icons) else line.last
            return [text] if (text := page.text_between(icon.run, last)) else []
    return []


def _is_signature(page: Extraction, line: NearbyLine) -> bool:
    """Whether a short line is a paragraph below all running text of the article, and at the right."""
    container = None if page.container is None else page.nodes[page.container]
    if container is None or len(line.text) > _MAX_SIGNATURE or not container.run < line.first < container.run_end:
        return False
    prose = page.prose
    if not prose[container.run] < prose[line.first] == prose[container.run_end]:
        return False
    node = page.nodes[line.node]
    while node.tag in INLINE and node.parent >= 0:
        node = page.nodes[node.parent]
    if page.text(node.index) != line.text:
        return False
    for _ in range(_SIGNATURE_DEPTH):
        if node.attrs.get("align") == "right" or _AT_RIGHT.search(f"{node.names} {node.attrs.get('style', '')}"):
            return True
        if node.parent < 0 or node.index == container.index:
            break
        node = page.nodes[node.parent]
    return False


def _unglued(page: Extraction, first: int, last: int) -> str:
    """The text of runs with a bar where two elements meet without a space: `<b>Eva Maus</b><i>Reporter</i>`."""
    parts: list[str] = []
    for run in page.runs[first:last]:
        if parts and parts[-1][-1:].islower() and run[:1].isupper():
            parts.append(" | ")
        parts.append(run)
    return "".join(parts)


def _split(page: Extraction, text: str) -> list[str]:
    """What a line of details says, piece by piece, without its dates: `4 May 2020 | by X | Category: Y`."""
    has_han_labels = not text.isascii() and _HAN_LABELS.search(text) is not None
    if not _HAS_DIGIT.search(text):
        return (_HAN_LABELS if has_han_labels else _PIECES).split(text)[1:]
    text = tidy(text)
    at, parts = 0, []
    for span in read_dates(text, language=page.language, country=page.country):
        parts.append(text[at : span.start])
        at = span.end
    if not at:
        return _PIECES.split(text)[1:] if _PIECES.search(text) else []
    parts.append(text[at:])
    pieces = [piece for part in parts for piece in _PIECES.split(part)]
    if has_han_labels:
        pieces = [labelled for piece in pieces for labelled in _HAN_LABELS.split(piece)]
    return [stripped for piece in pieces if (stripped := piece.strip(" ,.-–—|"))]


def _weight(named: Named, line: NearbyLine, near: bool, made_for_it: bool, awaited: bool) -> float:
    if made_for_it:
        return 96.0 if near else _FAR
    if named.strength == "label" or awaited:
        return 90.0 if near else 80.0 if line.place in ("end", "below") else 60.0
    if near:
        return 86.0 - line.distance
    if line.place in ("end", "below") and named.sort == "person" and (line.place == "below" or line.distance <= 3):
        return 55.0
    return 0.0


def _authors_element(page: Extraction, index: int) -> int | None:
    """The node that is made for the author's name: this one, or the one around it."""
    for _ in range(2):
        if index < 0:
            return None
        node = page.nodes[index]
        attrs = node.attrs
        if attrs:
            if "author" in attrs.get("itemprop", "") or "author" in attrs.get("rel", ""):
                return index
            if node.names and _AUTHOR_NAMES.search(node.names):
                return index
            if node.tag == "a" and _AUTHORS_PAGE.search(attrs.get("href", "")):
                return index
        index = node.parent
    return None


def _is_elsewhere(page: Extraction, index: int) -> bool:
    """Whether a node is within a picture's caption, a quotation, or a box about something else."""
    for _ in range(4):
        if index < 0 or index == page.container:
            return False
        node = page.nodes[index]
        if page.title_node is not None and node.index <= page.title_node < node.end:
            return False
        if node.tag in ("figcaption", "figure", "blockquote", "q") or _ELSEWHERE.search(node.names):
            return True
        index = node.parent
    return False


def _confirmed(page: Extraction, lines: list[NearbyLine]) -> Iterator[_Candidate]:
    """An author's name from the metadata that also stands alone on a line near the headline or at the end."""
    claims = {fold(name): rule for rule, name in _claims(page)}
    if not claims:
        return
    for line in lines:
        if len(line.text) > 80 or line.place in ("title", "after") or line.region in _OUTSIDE:
            continue
        rule = claims.get(fold(line.text).strip(" .,:|"))
        named = read_byline(line.text, known=True) if rule else None
        if rule and named and not _is_body(named) and not _is_elsewhere(page, line.node):
            yield _Candidate(named, 72, rule, (line.first, line.last))


def _claims(page: Extraction) -> Iterator[tuple[str, str]]:
    """Authors that the metadata names: (rule, name)."""
    for name in _names_in(page, page.meta.article.get("author")):
        yield "json-ld", name
    for key in _META_NAMES:
        for name in page.meta.all(key):
            yield f"meta:{key}", name


def _names_in(page: Extraction, author: object) -> Iterator[str]:
    """The names in JSON-LD's `author`: a name, a thing with one or several, a reference to it, or a list of these."""
    for thing in author if isinstance(author, list) else [author]:
        names = thing
        if isinstance(thing, dict):
            kinds = thing.get("@type")
            if "Organization" in str(kinds):
                continue
            names = thing.get("name") or _named_elsewhere(page, thing.get("@id"))
        for name in names if isinstance(names, list) else [names]:
            if isinstance(name, str) and name.strip():
                yield name.strip()


def _named_elsewhere(page: Extraction, reference: object) -> object:
    """The name of the JSON-LD thing that a reference points to."""
    if not isinstance(reference, str):
        return None
    return next(
        (thing["name"] for thing in page.meta.json_ld if thing.get("@id") == reference and "name" in thing), None
    )


def _claimed(page: Extraction, lines: list[NearbyLine]) -> tuple[str | None, tuple[str, ...]]:
    """The persons whom the first of the metadata's sources that names any calls the authors: (rule, names).

    Content systems name whoever has the account. So a person counts who is named on the page too, or whom the page's
    structured data names among several, or by name alone and not as an account (with an `@id`).
    """
    site = _site_names(page)
    persons: dict[str, list[str]] = {}
    for rule, name in _claims(page):
        if rule.startswith(_PUBLISHERS_HANDS) or _ADDRESS.search(name):
            continue
        named = read_byline(name, known=True)
        if rule == "json-ld" and _HAN_FULL_NAME.fullmatch(name):
            named = Named(name, (name,), "label", "person")
        if named and named.sort == "person" and not _COMPANY.search(name):
            authors = [author for author in named.authors if not _is_of(site, author)]
            persons.setdefault(rule, []).extend(authors)
    shown: str | None = None
    for rule, names in persons.items():
        names = list(dict.fromkeys(names))
        if not names or len(names) > _MAX_CLAIMED:
            continue
        if rule == "json-ld" and (len(names) > 1 or not _are_accounts(page.meta.article.get("author"))):
            return rule, tuple(names)
        if shown is None:
            shown = fold("\n".join(line.text for line in lines if len(line.text) <= MAX_LENGTH))
        if all(fold(name) in shown for name in names):
            return rule, tuple(names)
    return None, ()


def _are_accounts(author: object) -> bool:
    """Whether JSON-LD's `author` is the record of an account: a thing with an identity of its own."""
    return any(
        isinstance(thing, dict) and "@id" in thing for thing in (author if isinstance(author, list) else [author])
    )


def _doubted(page: Extraction) -> Iterator[tuple[str, str, str]]:
    """What the metadata names, for the record."""
    for rule, name in _claims(page):
        yield "byline", rule, name[:80]


def _site_names(page: Extraction) -> set[str]:
    host = address_of(page)[0]
    names = [page.meta.get("og:site_name", "application-name"), page.site and page.site.title, host]
    names.append(host.removeprefix("www."))
    labels = (label for label in host.split(".")[:-1] if len(label) >= 5)
    return {fold(name) for name in names if name} | {re.sub(r"[\W_]", "", fold(label)) for label in labels}


def _is_of(site: set[str], name: str) -> bool:
    """Whether a name is the site's, also as its address writes it: `Daily Example` of www.daily-example.org."""
    folded = fold(name)
    return folded in site or (" " in folded and re.sub(r"[\W_]", "", folded) in site)
