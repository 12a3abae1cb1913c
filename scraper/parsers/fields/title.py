"""The headline: which visible text it is, judged by what the head calls the page, and without the site's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.findings import Candidates
from scraper.parsers.text.folding import plain
from scraper.parsers.text.prose import is_ideographic

MAX_TITLE = 400
#: What stands between a headline and a site's name in `<title>`.
_SEPARATOR = re.compile(r"\s+[|–—\-·•»«:/~>]{1,2}\s+|\s*[|»«•]\s*|:: | - |> ")
#: Line breaks that somebody put into a `<title>`.
_BREAK = re.compile(r"\s*</?br\s*/?>\s*", re.IGNORECASE)
_TITLE_NAMES = re.compile(
    r"(?<![a-z0-9])(?:(?:page|entry|post|article|news|story|content|main|node|press|detail|aka)[-_]*(?:title|h1|headline|"
    r"heading|header|titel)|title|titles|headline|titre|titulo|titolo|titel|headertext|ueberschrift|tytul|tit|att-title|"
    r"h1|biaoti)(?![a-z0-9])"
)
_HIDDEN_NAMES = re.compile(
    r"(?<![a-z0-9])(?:sr-only|visually-?hidden|visuallyhidden|screen-reader(?:-text)?|aural|element-invisible|hidden|"
    r"invisible|offscreen|hide|ausblenden|a11y-hidden|u-hidden)(?![a-z0-9])"
)
_RANK = {"h1": 40, "h2": 22, "h3": 12, "h4": 6, "h5": 3, "h6": 2}
#: What stands over all news of a site: its headings for them, as `plain` writes them.
_SECTION = re.compile(
    r"(?:latest |all )?(?:news|press|media)(?: (?:releases?|room|cent(?:re|er)|statements?|flash|details?))?|"
    r"news and events|newsroom|statements?|speeches|announcements?|blog|events|"
    r"(?:toutes les )?actualités?|actu|espace presse|salle de presse|communiqués?(?: de presse)?|nouvelles|"
    r"aktuell(?:es)?|nachrichten|meldung(?:en)?|(?:presse|medien)(?:mitteilung(?:en)?|information(?:en)?|meldung(?:en)?)?|"
    r"noticias?|sala de prensa|prensa|notas? de prensa|comunicados?(?: de prensa)?|"
    r"notizie|news e comunicati|sala stampa|comunicat[oi](?: stampa)?|"
    r"notícias?|sala de imprensa|imprensa|nieuws(?:berichten)?|persberichten|nyheter|nyheder|uutiset|"
    r"aktualności|wiadomości|komunikaty(?: prasowe)?|știri|comunicate(?: de presă)?|aktuality|hírek|"
    r"новости|новини|пресс центр|νέα|ειδήσεις|δελτία τύπου|الأخبار|أخبار|"
    r"新闻(?:中心|动态|发布)?|要闻|通知公告|政务动态|报道|報道発表(?:資料)?|ニュース|お知らせ|新着情報|보도자료|뉴스|새소식|ข่าว"
)
_SECTION_COST = 40
_REGION_COST = {
    "navigation": 60,
    "footer": 60,
    "consent": 80,
    "comments": 60,
    "hidden": 40,
    "related": 40,
    "aside": 30,
    "form": 40,
    "share": 30,
    "advert": 40,
}
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
#: What may stand between a kicker and the headline, or a headline and a date, in one heading.
_AROUND = " \u00a0:–—-|•·/"
#: What a headline does not go on with: a bar, or a day.
_SET_OFF = re.compile(r"[|•·/]|[:–—-]?\s*\(?\d")
_MIN_PART = 12
#: What a press release is headed with besides its headline.
_RELEASE = re.compile(
    r"(?:(?:for )?immediate )?(?:press |news |media )?release(?: .{0,20})?|pour diffusion immédiate|"
    r"communiqué(?: de presse)?|pressemitteilung|medienmitteilung|comunicado de prensa|comunicato stampa"
)
#: So much running text may stand above a headline: what a banner says.
_BANNER = 200
#: Among so many links from the top of the page one to the home page is looked for.
_FIRST_LINKS = 40
_MAX_CANDIDATES = 40
#: Marks from which a heading needs no rival, and below which the head's own words are better.
_CERTAIN, _GOOD = 80.0, 30.0
#: Parts of a page that a headline may stand in.
_LIKELY = frozenset(("", "header", "hidden", "related", "aside"))
#: What separates the parts of a `<title>`, in Chinese without spaces.
_PART_ENDS = re.compile(r"\s+[|–—\-·•»«:/~>_]{1,2}\s+|\s*[|»«•_]\s*|:: ")
_MIN_IDEOGRAPHIC_PART = 5
#: The headline is among so many lines of text.
_FIRST_LINES = 300
_TITLE_NAMED: dict[str, bool] = {}


@dataclass(frozen=True, slots=True)
class Title:
    """The headline, the line above it, and the node that shows it (None: only the head has it)."""

    title: str | None = None
    kicker: str | None = None
    node: int | None = None
    rule: str | None = None
    candidates: Candidates = ()


def find_title(page: Extraction) -> Title:
    """The page's headline."""
    for i in page.selected.get("title", ()):
        if text := page.text(i):
            kickers = [page.text(k) for k in page.selected.get("kicker", ())]
            return Title(text[:MAX_TITLE], next(filter(None, kickers), None), i, "profile")
    said = head_titles(page)
    named = [(rule, text) for rule, text in said if not _is_general(text)]
    head = plain(page.head_title or "")
    claims = list(dict.fromkeys(plain(text) for _, text in named))
    scored = _scored(page, _headings(page), head, claims)
    if not scored or scored[0][0] < _CERTAIN:
        scored = sorted(scored + _scored(page, _named(page), head, claims), key=_rank)
    if (not scored or scored[0][0] < _CERTAIN) and (parts := _parts(page)):
        scored = sorted(scored + _scored(page, _shown(page, parts), head, claims), key=_rank)
    if said and not named:
        scored = [entry for entry in scored if _may_be_headline(page, *entry)]
        named = [] if scored else said
    lost = tuple(("title", f"heuristic:{node.tag}", text[:120]) for _, node, text in scored[1:4])
    lost += tuple(("title", rule, text[:120]) for rule, text in named[:3])
    if scored and (scored[0][0] >= _GOOD or not named or _says_more(page, scored[0][1], named)):
        _, node, text = scored[0]
        if below := _headline_below(page, node):
            return Title(page.text(below.index), text, below.index, f"heuristic:{below.tag}", lost)
        title, kicker = _split_kicker(page, node, text, named)
        return Title(title, kicker, node.index, f"heuristic:{node.tag}", lost)
    if bold := _emphasized(page, named):
        return Title(page.text(bold.index), None, bold.index, "heuristic:bold", lost)
    if named:
        rule, text = named[0]
        return Title(text, None, None, rule, lost)
    return Title()


def _may_be_headline(page: Extraction, score: float, node: Node, text: str) -> bool:
    """Whether a heading of a page whose head does not know its headline stands above the text and is long enough."""
    enough = _MIN_IDEOGRAPHIC_PART if is_ideographic(text) else _MIN_PART
    return score > 0 and len(text) >= enough and page.prose[node.run] <= _BANNER


def _says_more(page: Extraction, node: Node, named: list[tuple[str, str]]) -> bool:
    """Whether a heading above the text tells more than a `<title>` that is the same on every page of the site.

    Such a title has no word of the page's headings, and nothing else in the head names the page.
    """
    made_for_it = node.tag in ("h1", "h2") or (node.tag not in _RANK and _TITLE_NAMES.search(node.names) is not None)
    return made_for_it and _is_news_to(page, node, named)


def _is_news_to(page: Extraction, node: Node, named: list[tuple[str, str]]) -> bool:
    """Whether a text above the running text is long enough for a headline, and no word of it is in a mere `<title>`."""
    if not _MIN_PART <= node.chars <= MAX_TITLE or page.prose[node.run] > _BANNER:
        return False
    words = set(plain(page.text(node.index)).split())
    return all(rule == "title-element" and words.isdisjoint(plain(text).split()) for rule, text in named)


def _emphasized(page: Extraction, named: list[tuple[str, str]]) -> Node | None:
    """The last line in bold type above the text of a page without headings, if it tells more than its `<title>`."""
    found: Node | None = None
    for index in page.tagged("b", "strong"):
        node = page.nodes[index]
        if page.prose[node.run] > _BANNER:
            break
        if node.link_chars or page.regions[index] not in _LIKELY:
            continue
        if not _is_news_to(page, node, named):
            if any(len(_long_words(page.text(index)) & _long_words(text)) > 1 for _, text in named):
                return None  # the head knows the headline
            continue
        text = page.text(index)
        alone = page.runs[node.run_end : node.run_end + 1] == ["\n"]
        is_sentence = text.endswith(".") and not text.isupper()
        if alone and not is_sentence and not _RELEASE.fullmatch(plain(text)):
            found = node
    return found


def _long_words(text: str) -> set[str]:
    return {word for word in plain(text).split() if len(word) > 2 and word.isalpha()}


def head_titles(page: Extraction) -> list[tuple[str, str]]:
    """What the head calls the page, without the site's name, most exact source first: (rule, text)."""
    meta = page.meta
    found: list[tuple[str, str]] = []
    headline = meta.article.get("headline")
    sources = (
        ("json-ld", headline if isinstance(headline, str) else None),
        ("opengraph", meta.get("og:title")),
        ("dublin-core", meta.get("dcterms.title", "dc.title", "citation_title")),
        ("meta", meta.get("twitter:title", "title", "headline")),
        ("title-element", page.head_title),
    )
    for rule, text in sources:
        if text and (clean := without_site_name(_spaced(_BREAK.sub(" ", text)), page)):
            found.append((rule, clean[:MAX_TITLE]))
    return found


def _is_general(text: str) -> bool:
    """Whether all that a head says is where the page stands on its site: `Media Statement`, `보도자료> 뉴스·소식`."""
    parts = [part for piece in _SEPARATOR.split(text) if (part := plain(piece))]
    named = [part for part in parts if not _SECTION.fullmatch(part)]
    return len(named) < len(parts) and all(len(part) < _MIN_PART for part in named)


def without_site_name(text: str, page: Extraction) -> str:
    """`text` without the parts that a separator sets off and that are the site's name, not the page's."""
    section, _, rest = text.partition("：")
    if rest and _SECTION.fullmatch(plain(section)):
        text = rest.strip()
    spans: list[tuple[int, int]] = []
    at = 0
    bars = False
    for match in _SEPARATOR.finditer(text):
        spans.append((at, match.start()))
        at = match.end()
        bars = "|" in match[0]
    if not spans:
        return text
    spans.append((at, len(text)))
    names = _site_names(page)
    first, last = 0, len(spans) - 1
    while first < last and plain(text[slice(*spans[last])]) in names:
        last -= 1
    while first < last and plain(text[slice(*spans[first])]) in names:
        first += 1
    if last - first == len(spans) - 1:
        # No name to go by: the last part is the site's where it is short, or where a bar sets it off.
        longest = max(end - begin for begin, end in spans)
        if bars or spans[last][1] - spans[last][0] < 0.7 * longest:
            last -= 1
    return text[spans[first][0] : spans[last][1]].strip()


def _site_names(page: Extraction) -> set[str]:
    """What the site calls itself: in the head, in the profile, and on links to its home page."""
    meta = page.meta
    names = [meta.get("og:site_name"), meta.get("application-name"), page.site.title if page.site else None]
    origin = "/".join(page.url.split("/", 3)[:3])
    for i in page.tagged("a")[:_FIRST_LINKS]:
        node = page.nodes[i]
        if node.attrs.get("href") in ("/", origin, f"{origin}/"):
            names += [page.text(i), node.attrs.get("title")]
            names += [child.attrs.get("alt") for child in page.children(i) if child.tag == "img"]
    return {plain(name) for name in names if name}


@lru_cache(4096)
def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


def _headings(page: Extraction) -> list[tuple[Node, str]]:
    """Headings, and what is marked up as one, that may show the headline, with their text."""
    regions = page.regions
    wanted = page.tagged("h1", "h2", "h3", "h4")
    if properties := page.itemprops("headline", "name"):
        wanted = sorted({*wanted, *properties})
    found: list[tuple[Node, str]] = []
    for i in wanted:
        node = page.nodes[i]
        if 2 <= node.chars <= MAX_TITLE and (node.tag == "h1" or regions[i] in _LIKELY) and (text := page.text(i)):
            found.append((node, text))
            if len(found) >= _MAX_CANDIDATES:
                break
    return found


def _named(page: Extraction) -> list[tuple[Node, str]]:
    """Other elements whose class or id says title, with their text."""
    found: list[tuple[Node, str]] = []
    regions = page.regions
    for node in page.nodes:
        names = node.names
        if names and 4 <= node.chars <= MAX_TITLE and node.tag not in _RANK and regions[node.index] in _LIKELY:
            named = _TITLE_NAMED.get(names)
            if named is None:
                if len(_TITLE_NAMED) > 50_000:
                    _TITLE_NAMED.clear()
                named = _TITLE_NAMED[names] = _TITLE_NAMES.search(names) is not None
            if named and (text := page.text(node.index)):
                found.append((node, text))
                if len(found) >= _MAX_CANDIDATES:
                    break
    return found


def _parts(page: Extraction) -> set[str]:
    """The parts that separators set off in `<title>`, of which one is the headline, that are long enough for one."""
    parts = (plain(part) for part in _PART_ENDS.split(page.head_title or ""))
    return {part for part in parts if len(part) >= (_MIN_IDEOGRAPHIC_PART if is_ideographic(part) else _MIN_PART)}


def _shown(page: Extraction, parts: set[str]) -> list[tuple[Node, str]]:
    """Lines of text that are one of these parts as a whole, however they are marked up."""
    found: list[tuple[Node, str]] = []
    for first, last, chars, links in page.lines_of_text[:_FIRST_LINES]:
        owner = page.owners[first]
        if not _MIN_IDEOGRAPHIC_PART <= chars <= MAX_TITLE or links * 2 > chars or page.regions[owner] not in _LIKELY:
            continue
        text = page.text_between(first, last)
        if plain(text) in parts:
            node = page.nodes[owner]
            while node.run_end < last and node.parent >= 0:
                node = page.nodes[node.parent]
            if node.chars <= chars + 2:
                found.append((node, text))
    return found


def _scored(
    page: Extraction, nodes: list[tuple[Node, str]], head: str, claims: list[str]
) -> list[tuple[float, Node, str]]:
    """Candidates with their marks, best first."""
    return sorted(((_score(page, node, text, head, claims), node, text) for node, text in nodes), key=_rank)


def _rank(entry: tuple[float, Node, str]) -> tuple[float, int]:
    return -entry[0], entry[1].index


def _score(page: Extraction, node: Node, text: str, head: str, claims: list[str]) -> float:
    words = plain(text)
    if not words:
        return -100.0
    score = float(_RANK.get(node.tag, 8))
    if node.tag not in _RANK and node.names and _TITLE_NAMES.search(node.names):
        score += 6
    if "headline" in node.attrs.get("itemprop", ""):
        score += 15
    agree = max((_agreement(words, claim) for claim in claims), default=0.0)
    score += 60 * agree
    if head and words == head and claims and any(claim != head for claim in claims):
        score -= 8
    score -= _REGION_COST.get(page.regions[node.index], 0)
    if node.names and _HIDDEN_NAMES.search(node.names):
        score -= 25
    if node.link_chars > 0.5 * node.chars:
        score -= 15
    if len(words) < 8:
        score -= 10
    if _SECTION.fullmatch(words):
        score -= _SECTION_COST
    return score


def _agreement(words: str, claim: str) -> float:
    """How far a visible text and a claim say the same, 0 to 1."""
    if not claim:
        return 0.0
    if words == claim:
        return 1.0
    shorter, longer = sorted((words, claim), key=len)
    if shorter in longer:
        return len(shorter) / len(longer)
    a, b = set(words.split()), set(claim.split())
    return 0.8 * len(a & b) / len(a | b)


def _split_kicker(page: Extraction, node: Node, text: str, named: list[tuple[str, str]]) -> tuple[str, str | None]:
    """The headline, and what stands before it in the same heading, where the head knows only a part of it."""
    words = plain(text)
    if any(words == plain(claim) for _, claim in named):
        return text, None
    lines = page.lines(node.index)
    pieces = lines if len(lines) > 1 else [page.text(child.index) for child in page.children(node.index)]
    claims = {plain(claim) for _, claim in named}
    for piece in pieces:
        part = plain(piece)
        if part and len(part) < len(words) and part in claims:
            return piece.strip(), text.partition(piece)[0].strip(_AROUND) or None
    for _, claim in named:
        at = text.lower().find(claim.lower())
        if at < 0 or len(claim) < _MIN_PART or len(claim) * 3 < len(text):
            continue
        before, after = text[:at].rstrip(), text[at + len(claim) :].lstrip()
        if (not before or before[-1] in _AROUND) and (not after or _SET_OFF.match(after)):
            return text[at : at + len(claim)], before.strip(_AROUND) or None
    return text, None


def _headline_below(page: Extraction, node: Node) -> Node | None:
    """A heading of much higher rank right below this one: then this one is its kicker."""
    rank = _LEVELS.get(node.tag, 6)
    if rank < 3:
        return None
    for other in page.nodes[node.end : node.end + 12]:
        if page.prose[other.run] > page.prose[node.run_end]:
            return None
        if _LEVELS.get(other.tag, 9) > rank - 2 or not _MIN_PART <= other.chars <= MAX_TITLE:
            continue
        if page.regions[other.index] in _LIKELY and not _HIDDEN_NAMES.search(other.names):
            return other
    return None
