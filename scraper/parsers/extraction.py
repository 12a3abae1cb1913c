"""The page as every part of the parser sees it: nodes and text runs in document order, and what is known so far.

How to use it from a part (dates, byline, figures, contacts, title, body, …):

* `page.nodes[i]` is a `scraper.parsers.document.tree.Node`: `tag`, `attrs` (a dict), `names` (class and id, lower-case,
  with a space at either end: `" byline " in node.names`), `parent` (index, -1 for the root), `end` (descendants are
  `nodes[i + 1 : node.end]`; skip a subtree with `i = node.end`), `chars`, `link_chars` (text length, and how much of
  it is in links), `run`, `run_end` (its text is `runs[run:run_end]`).
* `page.tagged("time", "img")` gives the indexes of those elements in document order without any walk;
  `page.itemprops("datePublished")` those that carry one of these microdata or RDFa (`property=`) names.
* `page.runs` holds the text in reading order, white space collapsed but no-break spaces kept. A run `"\\n"` is a line
  end: the edge of a block, or a `br`. `page.owners[k]` is the node that run k stands directly in. Texts of scripts,
  styles, templates, forms' choices, noscript and frames are not in it.
* `page.text(i)` is a subtree's text in one line; `page.lines(i)` its lines, as blocks and `br` break them, without
  empty ones; `page.text_between(a, b)` and `page.lines_between(a, b)` the same for runs a to b.
* `page.regions[i]` says which part of a page around an article node i is in: `""` for none, else `"navigation"`,
  `"header"`, `"footer"`, `"aside"`, `"related"`, `"share"`, `"consent"`, `"form"`, `"comments"`, `"advert"`,
  `"hidden"` (see `scraper.parsers.document.regions`; it is a judgement from tags, roles and names, so weigh it).
* `page.title_node` is the node of the visible headline (None: there is none); `page.title` its text, cleaned.
* `page.container` is the index of the node that holds the article (None: no article seen): its range is
  `page.container .. page.nodes[page.container].end`. Headline, date line and byline may stand before it.
  `page.content` is `(first, last + 1)`, the range of nodes from headline to the end of the container, whichever
  comes first: visible dates, bylines, figures and the article's own contacts are looked for there.
* `page.meta` (`scraper.parsers.document.head.Metadata`, read when first asked): `page.meta.get("dcterms.issued", …)`
  is the first value of any of these `<meta>` names or properties, lower-case; `page.meta.all("article:tag")`; and
  `page.meta.json_ld` (all JSON-LD objects of the page, flat), `page.meta.article` (the JSON-LD object of this
  article, or `{}`), `page.meta.links("alternate")` (attributes of `<link rel=…>`).
* `page.absolute(href)` makes a URL absolute (None when it is none).
* `page.language` (BCP 47, lower-case primary tag first; may be None), `page.country` (ISO 3166-1 alpha-2 or None;
  the profile's, else what host and language say), `page.site` (the profile or None), `page.url`.
* `page.selected` maps Article attributes to node indexes that the profile's selectors found, for instance
  `page.selected.get("published", ())`. A part looks there first, and names the rule `profile:<layout>`.
* `page.taker[k]` is the field that took run k, `""` for none. A part does not write it: it returns `taken` node
  indexes (see `scraper.parsers.findings`), and the assembly calls `page.take(i, field)`. Order of the assembly:
  metadata, title, container, dates, byline, figures, contacts, lead, body; each sees what earlier ones took.

Walk `nodes` at most once and only within the range that you need; match regular expressions on short strings
only (a node whose `chars` is small, an attribute's value). All of parsing has some 5 microseconds an element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from scraper.parsers.document.head import Metadata
from scraper.parsers.document.regions import regions_of
from scraper.parsers.document.tree import NOT_INDEXED, Node, Tree
from scraper.parsers.scoring.model import Candidate
from scraper.parsers.text.prose import prose_sums
from scraper.profiles.site import Site

_JOINED_SPACES = re.compile(r"  +")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
#: An address, or a path from a site's root, with nothing in it to resolve, decode or drop.
_PLAIN = r"[\w!$&'()*+,=:@%~./-]*(?:\?[\w!$&'()*+,=:@%~./?-]+)?"
_PLAIN_URL = re.compile(rf"https?://[a-z0-9.-]+(?:/{_PLAIN})?", re.ASCII)
_PLAIN_PATH = re.compile(rf"/{_PLAIN}", re.ASCII)
_UNPRINTABLE = re.compile(r"[\t\r\n]")


class Extraction:
    """One page on its way to an Article; this module's docstring says how it is used."""

    def __init__(self, tree: Tree, url: str, *, site: Site | None = None, language: str | None = None) -> None:
        self.nodes: list[Node] = tree.nodes
        self.runs: list[str] = tree.runs
        self.owners: list[int] = tree.owners
        #: Lines that have text: (first run, last run + 1, characters, characters within links).
        self.lines_of_text: list[tuple[int, int, int, int]] = tree.lines
        self.taker: list[str] = [""] * len(tree.runs)
        self.url = url
        self.site = site
        self.head_title = tree.head_title
        self.language: str | None = language
        self.country: str | None = site.country if site else None
        self.title: str | None = None
        self.title_node: int | None = None
        self.container: int | None = None
        self.content: tuple[int, int] = (0, len(tree.nodes))
        self.selected: Mapping[str, Sequence[int]] = {}
        #: What fields with a model saw, where somebody wants to know (`explain`, `scripts/fit`).
        self.trace: list[Candidate] | None = None
        self._tree = tree

    @cached_property
    def meta(self) -> Metadata:
        """What the page's head says about it."""
        return Metadata(self._tree)

    @cached_property
    def _prose(self) -> tuple[list[int], list[tuple[int, int, int]]]:
        return prose_sums(self.runs, self.lines_of_text)

    @cached_property
    def prose(self) -> list[int]:
        """Prefix sums over runs of the characters that stand in lines of running text: see `prose_in`."""
        return self._prose[0]

    @property
    def lines_of_prose(self) -> list[tuple[int, int, int]]:
        """The lines of running text: (first run, last run + 1, characters outside links)."""
        return self._prose[1]

    def prose_in(self, index: int) -> int:
        """How many characters of running text (long lines that are not links) the subtree at `index` holds."""
        node = self.nodes[index]
        return self.prose[node.run_end] - self.prose[node.run]

    @cached_property
    def regions(self) -> list[str]:
        """For each node, the part of the page around an article that it is in, `""` for none."""
        return regions_of(self, self._tree.regions)

    @cached_property
    def base(self) -> str:
        """What the page's links are relative to."""
        for i in self._tree.tagged.get("base", ()):
            if href := self.nodes[i].attrs.get("href"):
                return _join(self.url, "", href) or self.url
        return self.url

    @cached_property
    def _properties(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i in self._tree.properties:
            attrs = self.nodes[i].attrs
            if self.nodes[i].tag != "meta" or "itemprop" in attrs:
                for name in f"{attrs.get('itemprop', '')} {attrs.get('property', '')}".split():
                    found.setdefault(name.rpartition(":")[2].lower(), []).append(i)
        return found

    def tagged(self, *tags: str) -> list[int]:
        """Indexes of the elements with one of these tags, in document order."""
        if len(tags) == 1:
            found = self._tree.tagged.get(tags[0])
            if found is None and tags[0] in NOT_INDEXED:
                found = self._tree.tagged[tags[0]] = [node.index for node in self.nodes if node.tag == tags[0]]
            return found or []
        return sorted(i for tag in tags for i in self.tagged(tag))

    def itemprops(self, *names: str) -> list[int]:
        """Indexes of the elements with one of these microdata or RDFa properties (prefix aside), in order."""
        return sorted({i for name in names for i in self._properties.get(name.lower(), ())})

    def text_between(self, first: int, last: int) -> str:
        """The text of `runs[first:last]` in one line."""
        text = "".join(self.runs[first:last]).replace("\n", " ")
        text = (_JOINED_SPACES.sub(" ", text) if "  " in text else text).strip()
        # Within a text a zero-width space tells where a word ends; at its edges it is what an editor left.
        return text.strip(" \u00a0\u200b") if text[:1] == "\u200b" or text[-1:] == "\u200b" else text

    def lines_between(self, first: int, last: int) -> list[str]:
        """The lines of `runs[first:last]` that have any text."""
        lines = "".join(self.runs[first:last]).split("\n")
        return [_JOINED_SPACES.sub(" ", line) if "  " in line else line for line in map(str.strip, lines) if line]

    def text(self, index: int) -> str:
        """The text of the subtree at `index` in one line."""
        node = self.nodes[index]
        return self.text_between(node.run, node.run_end)

    def lines(self, index: int) -> list[str]:
        """The lines of the subtree at `index` that have any text."""
        node = self.nodes[index]
        return self.lines_between(node.run, node.run_end)

    def ancestors(self, index: int) -> Iterator[Node]:
        """The nodes around the one at `index`, from its parent to the root."""
        parent = self.nodes[index].parent
        while parent >= 0:
            node = self.nodes[parent]
            yield node
            parent = node.parent

    def children(self, index: int) -> Iterator[Node]:
        """The child elements of the node at `index`."""
        child, end = index + 1, self.nodes[index].end
        while child < end:
            node = self.nodes[child]
            yield node
            child = node.end

    @property
    def typed_links(self) -> list[int]:
        """The `a` elements with `rel` or `hreflang`."""
        return self._tree.typed_links

    @property
    def claimed(self) -> list[tuple[int, str]]:
        """Nodes that by tag, role or name claim to be a part of the page around an article, with that part's name."""
        return self._tree.regions

    def within(self, index: int, ancestor: int) -> bool:
        """Whether the node at `index` is the one at `ancestor`, or in it."""
        return ancestor <= index < self.nodes[ancestor].end

    def take(self, index: int, field: str) -> None:
        """Note that `field` took the text of the subtree at `index`."""
        node = self.nodes[index]
        self.take_runs(node.run, node.run_end, field)

    def take_runs(self, first: int, last: int, field: str) -> None:
        """Note that `field` took `runs[first:last]`, as far as no other field had."""
        self.taker[first:last] = [taker or field for taker in self.taker[first:last]]

    def absolute(self, href: str | None) -> str | None:
        """`href` as an absolute URL of any scheme but `javascript:` and `data:`; None where it is none."""
        return _join(self.base, self._origin, href) if href else None

    @cached_property
    def _origin(self) -> str:
        """Scheme and host of what the page's links are relative to; empty where that is no address on the web."""
        try:
            parts = urlsplit(self.base)
        except ValueError:
            return ""
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc and parts.scheme in ("http", "https") else ""


def _join(base: str, origin: str, href: str) -> str | None:
    # Nearly every link is one of these two, and `urljoin` would return it as it is.
    if _PLAIN_URL.fullmatch(href):
        return href
    if origin and "//" not in href and "/." not in href and _PLAIN_PATH.fullmatch(href):
        return origin + href
    href = _UNPRINTABLE.sub("", href).strip()
    scheme = _SCHEME.match(href)
    if not href or (scheme and scheme[1].lower() in ("javascript", "data", "about", "blob", "vbscript")):
        return None
    try:
        return urljoin(base, href).replace(" ", "%20")
    except ValueError:
        return None
