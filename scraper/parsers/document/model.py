"""A page as it is: nodes and text runs in document order, what its head says, and what its markup claims to be.

Nothing in it is decided: which text is the title, and where the article lies, is for the parts of the parser (they
keep it in `scraper.parsers.extraction`), and which link leads to an article for `scraper.discovery`. A Document never
changes; what is costly is worked out when it is first asked for. `scraper.parsers.document.build` makes it of bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from scraper.parsers.document.addresses import joined, query_in
from scraper.parsers.document.elements import Elements
from scraper.parsers.document.head import Metadata
from scraper.parsers.document.node import Node
from scraper.parsers.document.regions import regions_of
from scraper.parsers.document.tree import NOT_INDEXED
from scraper.parsers.text.prose import prose_sums

_JOINED_SPACES = re.compile(r"  +")


@dataclass(frozen=True, eq=False, repr=False)
class Document:
    """One page, read from its bytes.

    `runs` are pieces of text in reading order with white space collapsed (no-break spaces are kept); a run `"\\n"` is
    where a line ends. `owners[k]` is the index of the node that run k stands directly in. `lines_of_text` are the lines
    that have text: (first run, last run + 1, characters, characters within links). `claimed` are the nodes that by tag,
    role or name claim to be a part of the page around an article, with that part's name; `typed_links` the `a` elements
    with `rel` or `hreflang`; `preformatted` the elements whose text keeps its lines and spaces; `head_title` the text
    of `<title>`. `encoding` is Python's name of what the bytes were in, `encoding_rule` how that was told (see
    `scraper.parsers.document.encoding`), `query_encoding` what its links send queries in, and `html5` says that an
    HTML5 parser read the page.
    """

    url: str
    encoding: str
    encoding_rule: str
    query_encoding: str
    html5: bool
    head_title: str | None
    nodes: Sequence[Node]
    runs: Sequence[str]
    owners: Sequence[int]
    lines_of_text: Sequence[tuple[int, int, int, int]]
    claimed: Sequence[tuple[int, str]]
    #: Inline scripts, other than JSON-LD, that may say when the page was published.
    code: Sequence[str]
    typed_links: Sequence[int]
    preformatted: Sequence[int]
    #: For the selectors of a profile, where they were asked for.
    elements: Elements | None
    #: Indexes by tag, for all but the commonest tags; of the nodes with microdata or RDFa; and the JSON-LD scripts.
    _tagged: dict[str, list[int]]
    _properties: Sequence[int]
    _scripts: Sequence[str]

    @cached_property
    def meta(self) -> Metadata:
        """What the page's head says about it."""
        tagged = self._tagged
        return Metadata(
            [self.nodes[i].attrs for i in tagged.get("meta", ())],
            [self.nodes[i].attrs for i in tagged.get("link", ())],
            self._scripts,
        )

    @cached_property
    def _prose(self) -> tuple[list[int], list[tuple[int, int, int]]]:
        return prose_sums(self.runs, self.lines_of_text)

    @property
    def prose(self) -> Sequence[int]:
        """Prefix sums over runs of the characters that stand in lines of running text: see `prose_in`."""
        return self._prose[0]

    @property
    def lines_of_prose(self) -> Sequence[tuple[int, int, int]]:
        """The lines of running text: (first run, last run + 1, characters outside links)."""
        return self._prose[1]

    def prose_in(self, index: int) -> int:
        """How many characters of running text (long lines that are not links) the subtree at `index` holds."""
        node, prose = self.nodes[index], self._prose[0]
        return prose[node.run_end] - prose[node.run]

    @cached_property
    def regions(self) -> Sequence[str]:
        """For each node, the part of the page around an article that it is in by its markup, `""` for none."""
        return regions_of(self.nodes, self.claimed, self.prose, self.text)

    @cached_property
    def base(self) -> str:
        """What the page's links are relative to: the first `<base href>`, else the page's own address."""
        for i in self._tagged.get("base", ()):
            if href := self.nodes[i].attrs.get("href"):
                return joined(self.url, "", href) or self.url
        return self.url

    def absolute(self, href: str | None) -> str | None:
        """`href` as an absolute URL of any scheme but `javascript:` and `data:`; None where it is none."""
        url = joined(self.base, self._origin, href) if href else None
        return url if url is None or url.isascii() else query_in(url, self.query_encoding)

    @cached_property
    def _origin(self) -> str:
        """Scheme and host of what the page's links are relative to; empty where that is no address on the web."""
        try:
            parts = urlsplit(self.base)
        except ValueError:
            return ""
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc and parts.scheme in ("http", "https") else ""

    def tagged(self, *tags: str) -> Sequence[int]:
        """Indexes of the elements with one of these tags, in document order."""
        if len(tags) == 1:
            found = self._tagged.get(tags[0])
            if found is None and tags[0] in NOT_INDEXED:
                found = self._tagged[tags[0]] = [node.index for node in self.nodes if node.tag == tags[0]]
            return found or ()
        return sorted(i for tag in tags for i in self.tagged(tag))

    def itemprops(self, *names: str) -> Sequence[int]:
        """Indexes of the elements with one of these microdata or RDFa properties (prefix aside), in order."""
        return sorted({i for name in names for i in self._by_property.get(name.lower(), ())})

    @cached_property
    def _by_property(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i in self._properties:
            attrs: Mapping[str, Any] = self.nodes[i].attrs
            if self.nodes[i].tag != "meta" or "itemprop" in attrs:
                for name in f"{attrs.get('itemprop', '')} {attrs.get('property', '')}".split():
                    found.setdefault(name.rpartition(":")[2].lower(), []).append(i)
        return found

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

    def within(self, index: int, ancestor: int) -> bool:
        """Whether the node at `index` is the one at `ancestor`, or in it."""
        return ancestor <= index < self.nodes[ancestor].end
