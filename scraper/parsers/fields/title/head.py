"""What the head calls the page, and what of that is the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from scraper.parsers.extraction import Extraction
from scraper.parsers.lexicon.titles import is_section
from scraper.parsers.text.folding import plain
from scraper.parsers.text.prose import is_ideographic

MAX_TITLE = 400
MIN_PART, MIN_IDEOGRAPHIC_PART = 12, 5
#: What stands between a headline and a site's name in `<title>`.
SEPARATOR = re.compile(
    r"\s+(?:[|–—\-·•»«:/~>│｜]{1,2}|//)\s+|\s*[|»«•│｜]\s*|:: | - |> |--(?=\S)|"
    r"(?<=[\u2e80-\uffef])[-_–—](?=[\u2e80-\uffef])|_(?=[\u2e80-\uffef])"
)
_BARS = frozenset("|│｜")
#: Line breaks that somebody put into a `<title>`.
_BREAK = re.compile(r"\s*</?br\s*/?>\s*", re.IGNORECASE)
#: What a text that was cut ends in.
_CUT = re.compile(r"\s*(?:…|\.\.\.)\s*$")
#: Among so many links from the top of the page one to the home page is looked for.
_FIRST_LINKS = 40
_HOME = re.compile(
    r"(?:\./|/)?(?:(?:[a-z]{2}|web/guest|index|home|default)(?:[-_][a-z]{2})?)?(?:\.(?:html?|php|aspx?|jsp|do))?/?",
    re.IGNORECASE,
)
#: Labels of hosts that tell a kind of site, not whose it is.
_KINDS_OF_HOST = frozenset(
    ("gov", "gob", "gouv", "gub", "com", "org", "net", "edu", "mil", "int", "news", "press", "media", "web", "portal")
)
#: What the last of several parts of a `<title>` counts.
_LAST = 0.3
#: Of a slug so many words tell what the page is about.
_SLUG_WORDS = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source in the head calls the page: `text` without the site's name, and `full` as it stands there."""

    rule: str
    text: str
    full: str


@dataclass(frozen=True, slots=True)
class Said:
    """All that the head and the address say about the headline, folded (`plain`) where it is for comparison.

    `claims` leave out what only says where on the site the page stands. `whole` counts the sources that may mean a text
    as a whole. `parts` are what separators set off, with their length beside the longest. `cut` are beginnings,
    `site` the site's names, `slug` the address's words, `hosts` the labels of its host.
    """

    claims: tuple[Claim, ...]
    general: tuple[Claim, ...]
    whole: dict[str, int]
    parts: dict[str, float]
    cut: tuple[str, ...]
    site: frozenset[str]
    slug: frozenset[str]
    hosts: frozenset[str]


def said_in_head(page: Extraction) -> Said:
    """Everything that the head says."""
    names = site_names(page)
    all_claims = list(_claims(page, names))
    claims = [claim for claim in all_claims if not is_general(claim.text)]
    whole: dict[str, int] = {}
    parts: dict[str, float] = {}
    cut: list[str] = []
    for claim in claims:
        mine = {plain(claim.text)}
        pieces = [piece for piece in SEPARATOR.split(claim.full) if plain(piece)]
        if len(pieces) > 1:
            mine.add(plain(claim.full))
            of_page = [part for part in map(plain, pieces) if not _is_name(part, names) and not is_section(part)]
            longest = max(map(len, of_page), default=1)
            last = plain(pieces[-1]) if len(pieces) > 2 else None
            for part in of_page:
                weight = len(part) / longest
                if part == last and weight < 1:
                    weight *= _LAST  # of three and more the last is mostly the site's
                parts[part] = max(parts.get(part, 0.0), weight)
        for text in mine - {""}:
            if not _is_name(text, names):
                whole[text] = whole.get(text, 0) + 1
        if _CUT.search(claim.text):
            cut.append(plain(claim.text))
    return Said(
        tuple(claims),
        tuple(claim for claim in all_claims if claim not in claims),
        whole,
        parts,
        tuple(cut),
        names,
        _slug(page.url),
        _labels(page.url),
    )


def _claims(page: Extraction, names: frozenset[str]) -> Iterator[Claim]:
    """What each source says, the most exact first."""
    meta = page.meta
    headline = meta.article.get("headline")
    sources = (
        ("json-ld", headline if isinstance(headline, str) else None),
        ("opengraph", meta.get("og:title")),
        ("dublin-core", meta.get("dcterms.title", "dc.title", "citation_title")),
        ("meta", meta.get("twitter:title", "title", "headline")),
        ("title-element", page.head_title),
    )
    for rule, text in sources:
        if text and (full := _spaced(_BREAK.sub(" ", text))[: 2 * MAX_TITLE]):
            clean = without_site_name(full, names, named=meta.get("og:site_name") is not None)
            if clean:
                yield Claim(rule, clean[:MAX_TITLE], full)


@lru_cache(4096)
def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


def is_general(text: str) -> bool:
    """Whether all that a head says is where the page stands on its site: `Media Statement`, `보도자료> 뉴스·소식`."""
    parts = [part for piece in SEPARATOR.split(text) if (part := plain(piece))]
    named = [part for part in parts if not is_section(part)]
    return len(named) < len(parts) and all(len(part) < MIN_PART for part in named)


def without_site_name(text: str, names: frozenset[str], *, named: bool = False) -> str:
    """`text` without the parts that a separator sets off and that are the site's name, not the page's.

    `names` are the site's, folded; `named` says that the head itself gives one.
    """
    section, colon, rest = text.partition("：")
    if not rest:
        section, colon, rest = text.partition(": ")
    if rest and is_section(plain(section)) and (colon == "：" or _is_name(plain(rest), names)):
        text = rest.strip()
    spans: list[tuple[int, int]] = []
    at = 0
    bars = False
    for match in SEPARATOR.finditer(text):
        spans.append((at, match.start()))
        at = match.end()
        bars = not _BARS.isdisjoint(match[0])
    if not spans:
        return text
    spans.append((at, len(text)))
    first, last = 0, len(spans) - 1
    while first < last and _is_name(plain(text[slice(*spans[last])]), names):
        last -= 1
    while first < last and _is_name(plain(text[slice(*spans[first])]), names):
        first += 1
    if last - first == len(spans) - 1:
        # No name to go by: the last part is the site's where it is short, or where a bar sets it off.
        longest = max(end - begin for begin, end in spans)
        begin, end = spans[last]
        short = end - begin < 0.7 * longest and not text[begin : begin + 1].islower() and not named
        if bars and spans[first][1] - spans[first][0] < 0.6 * (end - begin):
            first += 1
        elif bars or short:
            last -= 1
    return text[spans[first][0] : spans[last][1]].strip()


def _is_name(part: str, names: frozenset[str]) -> bool:
    return part in names or (bool(part) and part.replace(" ", "") in names)


def site_names(page: Extraction) -> frozenset[str]:
    """What the site calls itself, folded: in head, profile and address, and on links to its home page."""
    meta = page.meta
    names = [meta.get("og:site_name"), meta.get("application-name"), page.site.title if page.site else None]
    publisher = meta.article.get("publisher")
    if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
        names.append(publisher["name"])
    names += [thing.get("name") for thing in meta.json_ld if thing.get("@type") == "WebSite"]
    origin = "/".join(page.url.split("/", 3)[:3])
    for i in page.tagged("a")[:_FIRST_LINKS]:
        node = page.nodes[i]
        if is_home(node.attrs.get("href"), origin):
            names += [page.text(i), node.attrs.get("title")]
            names += [child.attrs.get("alt") for child in page.children(i) if child.tag == "img"]
    found = {plain(name) for name in names if isinstance(name, str) and name}
    found |= _labels(page.url)
    return frozenset(found - {""})


def _labels(url: str) -> frozenset[str]:
    """The host's labels but the last that may be an abbreviation of whose it is, and the host in one word."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return frozenset()
    labels = {label for label in host.split(".")[:-1] if len(label) > 2} - _KINDS_OF_HOST
    return frozenset({*labels, plain(host).replace(" ", "")} - {""})


def names_host(words: str, labels: frozenset[str]) -> bool:
    """Whether few words hold a label of the host, or begin with its letters: `Department of Public Safety`, dps."""
    parts = words.split()
    if not labels.isdisjoint(parts):
        return True
    initials = "".join(part[0] for part in parts)
    large = "".join(part[0] for part in parts if len(part) > 3)
    return len(large) > 1 and not labels.isdisjoint((initials, large))


def is_home(href: str | None, origin: str) -> bool:
    """Whether an address is that of the site's home page."""
    if href is None or len(href) > len(origin) + 30:
        return False
    return href != "" and _HOME.fullmatch(href.removeprefix(origin)) is not None and "#" not in href


def _slug(url: str) -> frozenset[str]:
    """The words of the last part of an address, where it has enough of them."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return frozenset()
    for part in reversed(path.split("/")):
        words = [word for word in re.split(r"[-_+.]|%20", part.lower()) if len(word) > 2 and word.isalpha()]
        if len(words) >= _SLUG_WORDS:
            return frozenset(words)
    return frozenset()


def long_enough(text: str) -> bool:
    """Whether a text is as long as headlines are."""
    return len(text) >= (MIN_IDEOGRAPHIC_PART if is_ideographic(text) else MIN_PART)
