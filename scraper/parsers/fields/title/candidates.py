"""What may be the headline, with what speaks for it and against it.

Candidates are headings, elements named for a title, the lines above the text that have an element of their own, and
what the head says. All have their features on one scale (`scraper.parsers.scoring.model`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.title.head import MAX_TITLE, Said, is_home, long_enough, names_host
from scraper.parsers.fields.title.parts import headline_in, is_day
from scraper.parsers.lexicon.boilerplate import is_boilerplate
from scraper.parsers.lexicon.titles import HIDDEN_NAMES, RELEASE, TITLE_NAMES, is_section
from scraper.parsers.signals.lines import HEADINGS, block_of
from scraper.parsers.text.folding import plain
from scraper.parsers.text.prose import LONG_LINE, SENTENCE_ENDS, is_ideographic

#: Parts of a page that a headline without a heading's tag may stand in.
LIKELY = frozenset(("", "header", "hidden", "related", "aside"))
LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_MAX_HEADINGS, _MAX_NAMED, _MAX_LINES = 40, 20, 25
#: Among so many lines from the top one is looked for that the head says.
_MAX_CLAIMED = 300
#: Characters outside links from which a line is a paragraph, though it ends in no full stop.
_PARAGRAPH = 140
#: So much text before a candidate is all that can be; and so much in an element makes it the text's.
_FAR, _TEXT = 800, 300
_MAX_UP = 12
#: Over so many lines a headline may be broken.
_MAX_BROKEN = 3
#: So much may stand beside headline and kicker in an element that is no heading: a day.
_BESIDES = 20
#: So many words a body's name has.
_MAX_NAME = 5
_BOLD = frozenset(("b", "strong"))
_LARGE_STYLE = re.compile(r"font(?:-size)?\s*:[^;]*?(?:1[6-9]|[2-9]\d)\s*p[xt]|(?:x-|xx-)large|[1-9]\.?[2-9]\d*\s*r?em")
#: A label and what it labels: `来源：市政府办公室`, `Contact: J. Doe`.
_PAIR = re.compile(r"[^\s:：]{1,8}\s?：.{1,40}$|[^:：]{1,20}: .{1,40}$")
_NAMED: dict[str, bool] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate: its headline and kicker, the node that shows it (None: only the head has it), rule, features."""

    text: str
    kicker: str | None
    node: Node | None
    rule: str
    features: dict[str, float]


def candidates(page: Extraction, said: Said) -> list[Found]:
    """Everything that may be the headline."""
    signals = _Signals(page, said)
    nodes = dict.fromkeys(_headings(page))
    nodes.update(dict.fromkeys(_named(page, signals.end)))
    nodes.update(dict.fromkeys(signals.lines()))
    found = [one for index in sorted(nodes) if (one := signals.shown(page.nodes[index]))]
    if said.whole and not any("agree:whole" in one.features for one in found):
        found += [one for index in signals.claimed_lines() if (one := signals.shown(page.nodes[index]))]
    shown = {plain(one.text) for one in found}
    words = {word for text in shown for word in text.split()}
    for one in signals.head():
        if (folded := plain(one.text)) not in shown:
            if words and not is_ideographic(one.text) and words.isdisjoint(folded.split()):
                one.features["head:unseen"] = 1.0
            found.append(one)
    return found


def _headings(page: Extraction) -> list[int]:
    wanted = page.tagged("h1", "h2", "h3", "h4")
    if properties := page.itemprops("headline", "name"):
        wanted = sorted({*wanted, *properties})
    regions, nodes = page.regions, page.nodes
    found = [i for i in wanted if 2 <= nodes[i].chars <= MAX_TITLE and (nodes[i].tag == "h1" or regions[i] in LIKELY)]
    return found[:_MAX_HEADINGS]


def _named(page: Extraction, end: int) -> list[int]:
    """Other elements whose class or id says title, as far as the run `end`."""
    found: list[int] = []
    regions = page.regions
    for node in page.nodes:
        if node.run > end:
            break
        names = node.names
        if names and 4 <= node.chars <= MAX_TITLE and node.tag not in LEVELS and regions[node.index] in LIKELY:
            named = _NAMED.get(names)
            if named is None:
                if len(_NAMED) > 50_000:
                    _NAMED.clear()
                named = _NAMED[names] = TITLE_NAMES.search(names) is not None
            if named:
                found.append(node.index)
                if len(found) >= _MAX_NAMED:
                    break
    return found


class _Signals:
    """What is worked out once a page for all its candidates."""

    def __init__(self, page: Extraction, said: Said) -> None:
        self.page, self.said = page, said
        self.paragraphs: list[tuple[int, int]] = list(self._paragraphs())
        self.starts = [first for first, _ in self.paragraphs]
        self.before = [0]
        for _, chars in self.paragraphs:
            self.before.append(self.before[-1] + chars)
        #: The run from which so much text stands above that only what the head says can be the headline.
        self.end = next((self.starts[k] for k, chars in enumerate(self.before[:-1]) if chars >= _FAR), len(page.runs))
        self.origin = "/".join(page.url.split("/", 3)[:3])
        self.levels: dict[str, int] = {}
        for tag in ("h1", "h2", "h3"):
            self.levels[tag] = sum(
                1 for i in page.tagged(tag) if page.nodes[i].chars and not HIDDEN_NAMES.search(page.nodes[i].names)
            )
        self.claimed_words = [set(words.split()) for words in said.whole]

    def _paragraphs(self) -> Iterator[tuple[int, int]]:
        """The paragraphs of text outside menus and headings: first run, characters."""
        page = self.page
        for first, last, chars in page.lines_of_prose:
            owner = page.owners[first]
            if page.regions[owner] not in LIKELY:
                continue
            if chars < _PARAGRAPH and not page.runs[last - 1].rstrip().endswith(SENTENCE_ENDS):
                continue
            if page.nodes[block_of(page, owner)].tag not in HEADINGS:
                yield first, chars

    def lines(self) -> Iterator[int]:
        """The lines right above the text that have an element of their own, as its index."""
        page, nodes = self.page, self.page.nodes
        lines = page.lines_of_text
        stop = bisect_left(lines, (self.starts[0],)) if self.starts else min(len(lines), 2 * _MAX_LINES)
        left = _MAX_LINES
        for first, last, chars, links in reversed(lines[:stop]):
            owner = page.owners[first]
            if not 4 <= chars <= MAX_TITLE or links * 2 > chars or page.regions[owner] not in LIKELY:
                continue
            node = nodes[owner]
            while node.run_end < last and node.parent >= 0:
                node = nodes[node.parent]
            if node.tag in ("label", "button", "option", "time"):
                continue
            if node.chars > chars + 2 and not self._broken(node):
                continue
            while node.parent >= 0 and nodes[node.parent].chars == node.chars and nodes[node.parent].tag in HEADINGS:
                node = nodes[node.parent]
            yield node.index
            left -= 1
            if not left:
                break

    def claimed_lines(self) -> Iterator[int]:
        """Lines with an element of their own, anywhere near the top, that say what the head says."""
        page = self.page
        for first, last, chars, links in page.lines_of_text[:_MAX_CLAIMED]:
            owner = page.owners[first]
            if not 4 <= chars <= MAX_TITLE or links * 2 > chars or page.regions[owner] not in LIKELY:
                continue
            node = page.nodes[owner]
            if node.chars <= chars + 2 and plain(page.text_between(first, last)) in self.said.whole:
                yield node.index

    def _broken(self, node: Node) -> bool:
        """Whether an element holds but a line or two more, as a headline broken by hand does."""
        page = self.page
        owners = {page.owners[k] for k in range(node.run, node.run_end) if page.runs[k] != "\n"}
        if node.chars > MAX_TITLE // 2 or owners != {node.index}:
            return False
        if self.said.claims and plain(page.text(node.index)) not in self.said.whole:
            return False  # the head knows the headline, and this is another
        lines = page.lines(node.index)
        return len(lines) <= _MAX_BROKEN and not any(is_day(line) or RELEASE.fullmatch(plain(line)) for line in lines)

    def shown(self, node: Node) -> Found | None:
        """A node's candidate."""
        page, said = self.page, self.said
        if node.run > self.end and node.tag != "h1" and plain(page.text(node.index)) not in said.whole:
            return None
        text, kicker = headline_in(page, node, said)
        words = plain(text)
        if not words or len(text) > MAX_TITLE:
            return None
        if node.tag not in LEVELS and node.chars > len(text) + len(kicker or "") + _BESIDES:
            return None  # a box that holds the headline among other things
        features = self._agreement(words, text)
        features.update(_shape(words, text))
        self._type(node, text, features)
        self._place(node, features)
        region = page.regions[node.index]
        if region:
            features[f"region:{region}"] = 1.0
        if node.names and HIDDEN_NAMES.search(node.names):
            features["names:hidden"] = 1.0
        if node.link_chars * 2 > node.chars:
            features["shape:linked"] = 1.0
            if self._leads_home(node):
                features["shape:home"] = 1.0
        bold = "type:bold" in features and "type:named" not in features
        return Found(text, kicker, node, f"heuristic:{'bold' if bold else node.tag}", features)

    def head(self) -> Iterator[Found]:
        """What the head says, once each."""
        seen: set[str] = set()
        for order, claim in enumerate((*self.said.claims, *self.said.general)):
            words = plain(claim.text)
            if not words or words in seen:
                continue
            seen.add(words)
            features = self._agreement(words, claim.text)
            features.update(_shape(words, claim.text))
            features["head"] = 1.0
            features[f"head:{claim.rule}"] = 1.0
            if order >= len(self.said.claims):
                features["head:general"] = 1.0
            yield Found(claim.text, None, None, claim.rule, features)

    def _agreement(self, words: str, text: str) -> dict[str, float]:
        said = self.said
        found: dict[str, float] = {}
        mine = set(words.split())
        if count := said.whole.get(words, 0):
            found["agree:whole"] = 1.0
            found["agree:sources"] = min((count - 1) / 2, 1.0)
        else:
            part = said.parts.get(words, 0.0)
            if part and long_enough(text):
                found["agree:part"] = part
            elif said.whole:
                best = max(
                    _likeness(words, mine, claim, theirs)
                    for claim, theirs in zip(said.whole, self.claimed_words, strict=True)
                )
                if best:
                    found["agree:words"] = best
                else:
                    found["agree:nothing"] = 1.0
            if any(cut and words.startswith(cut) and len(words) > len(cut) for cut in said.cut):
                found["agree:goes-on"] = 1.0
        if words in said.site:
            found["shape:site"] = 1.0
        elif said.hosts and len(mine) <= _MAX_NAME and names_host(words, said.hosts):
            found["shape:host"] = 1.0
            if "agree:whole" in found and not found["agree:sources"]:
                found["agree:host"] = 1.0  # a `<title>` that is the same on every page of the site
        if said.slug and (both := len(said.slug & {_ascii(word) for word in mine})):
            found["agree:slug"] = both / len(said.slug)
        return found

    def _type(self, node: Node, text: str, features: dict[str, float]) -> None:
        tag = self._heading_tag(node)
        if tag in LEVELS:
            features[f"type:{tag}"] = 1.0
            if self.levels.get(tag) == 1:
                features[f"type:only-{tag}"] = 1.0
        else:
            features["type:line"] = 1.0
        if node.names and TITLE_NAMES.search(node.names):
            features["type:named"] = 1.0
        if "headline" in node.attrs.get("itemprop", ""):
            features["type:headline"] = 1.0
        if tag not in LEVELS:
            self._typography(node, features)
            if features.keys().isdisjoint(("type:bold", "type:large", "type:named", "type:headline")):
                features["type:bare"] = 1.0
                if _PAIR.match(text):
                    features["shape:pair"] = 1.0

    def _heading_tag(self, node: Node) -> str:
        """The tag of the heading that a node is, or that holds it alone; else its own."""
        if node.tag not in LEVELS:
            for around in self.page.ancestors(node.index):
                if around.chars > node.chars + 2:
                    break
                if around.tag in LEVELS:
                    return around.tag
        return node.tag

    def _typography(self, node: Node, features: dict[str, float]) -> None:
        """Bold or large type, by elements or styles in a line or right around it."""
        page = self.page
        inner = [node, *page.nodes[node.index + 1 : min(node.end, node.index + 6)]]
        inner += [around for around in _take(page.ancestors(node.index), 3) if around.chars <= node.chars + 2]
        if any(one.tag in _BOLD or "bold" in one.attrs.get("style", "") for one in inner):
            features["type:bold"] = 1.0
        if any(_is_large(one) for one in inner):
            features["type:large"] = 1.0

    def _place(self, node: Node, features: dict[str, float]) -> None:
        page = self.page
        at = bisect_left(self.starts, node.run)
        total = self.before[-1]
        features["place:after-text"] = min(self.before[at] / _FAR, 1.0)
        if total:
            features["place:text-below"] = (total - self.before[at]) / total
        if at < len(self.starts):
            lines = page.lines_of_text
            between = bisect_left(lines, (self.starts[at],)) - bisect_left(lines, (node.run_end,))
            features["place:near"] = 1 / (1 + max(between, 0) / 2)
        for up, around in enumerate(_take(page.ancestors(node.index), _MAX_UP)):
            if page.prose[around.run_end] - page.prose[min(node.run_end, around.run_end)] >= _TEXT:
                features["place:with-text"] = 1 / (1 + up / 2)
                break

    def _leads_home(self, node: Node) -> bool:
        page = self.page
        links = [one for one in page.nodes[node.index : node.end] if one.tag == "a"]
        links += [one for one in _take(page.ancestors(node.index), 2) if one.tag == "a"]
        return any(is_home(link.attrs.get("href"), self.origin) for link in links)


def _shape(words: str, text: str) -> dict[str, float]:
    ideographic = is_ideographic(text)
    enough = long_enough(text)
    told = {
        "short": not enough,
        "tiny": not enough and len(words) < (3 if ideographic else 8),
        "full": enough and len(text) >= (12 if ideographic else 30),
        "long": len(text) > 180,
        "section": is_section(words) or RELEASE.fullmatch(words) is not None,
        "sentence": text[-1:] in ".。" and len(text) > LONG_LINE,
        "label": text[-1:] in ":：",
        "day": is_day(text),
        "capitals": text.isupper(),
        "machinery": "@" in text or is_boilerplate(text),
    }
    return {f"shape:{name}": 1.0 for name, holds in told.items() if holds}


def _likeness(words: str, mine: set[str], claim: str, theirs: set[str]) -> float:
    """How far a visible text and a claim say the same, 0 to 1."""
    if words in claim or claim in words:
        return min(len(words), len(claim)) / max(len(words), len(claim))
    both = len(mine & theirs)
    return 0.8 * both / (len(mine) + len(theirs) - both)


def _take(nodes: Iterator[Node], count: int) -> Iterator[Node]:
    for _, node in zip(range(count), nodes, strict=False):
        yield node


def _is_large(node: Node) -> bool:
    size = node.attrs.get("size", "")
    if node.tag == "font" and size:
        return size.lstrip("+").isdigit() and (int(size.lstrip("+")) >= 4 or size.startswith("+"))
    style = node.attrs.get("style", "")
    return bool(style) and _LARGE_STYLE.search(style) is not None


@lru_cache(8192)
def _ascii(word: str) -> str:
    """A word as addresses write it."""
    word = word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
