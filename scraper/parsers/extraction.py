"""An article on its way out of a page: the Document as every part of the parser reads it, and what is known so far.

What is read of a page stands in `page.document` (`scraper.parsers.document.model.Document`), which never changes; its
lists and readers are bound here too, since parts ask for them thousands of times. What parts decide is kept here alone.

How to use it from a part (dates, byline, figures, contacts, title, body, …):

* `page.nodes[i]` is a `scraper.parsers.document.node.Node`: `tag`, `attrs` (a dict), `names` (class and id, lower-case,
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
  `"hidden"` (see `scraper.parsers.document.regions`; it is a judgement from tags, roles and names, so weigh it). What
  the profile removes, and teasers of other articles, are marked in it before the fields are asked.
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

from collections.abc import Mapping, Sequence
from functools import cached_property

from scraper.parsers.document.head import Metadata
from scraper.parsers.document.model import Document
from scraper.parsers.scoring.model import Candidate
from scraper.profiles.site import Site


class Extraction:
    """One page on its way to an Article; this module's docstring says how it is used."""

    def __init__(self, document: Document, *, site: Site | None = None, language: str | None = None) -> None:
        self.document = document
        self.url = document.url
        self.nodes = document.nodes
        self.runs = document.runs
        self.owners = document.owners
        self.lines_of_text = document.lines_of_text
        self.head_title = document.head_title
        self.typed_links = document.typed_links
        self.claimed = document.claimed
        self.tagged = document.tagged
        self.itemprops = document.itemprops
        self.text = document.text
        self.lines = document.lines
        self.text_between = document.text_between
        self.lines_between = document.lines_between
        self.ancestors = document.ancestors
        self.children = document.children
        self.within = document.within
        self.absolute = document.absolute
        self.prose_in = document.prose_in

        self.site = site
        self.country: str | None = site.country if site else None
        self.language: str | None = language
        self.selected: Mapping[str, Sequence[int]] = {}
        self.title: str | None = None
        self.title_node: int | None = None
        self.container: int | None = None
        self.content: tuple[int, int] = (0, len(document.nodes))
        self.taker: list[str] = [""] * len(document.runs)
        #: What fields with a model saw, where somebody wants to know (`explain`, `scripts/fit`).
        self.trace: list[Candidate] | None = None

    @cached_property
    def meta(self) -> Metadata:
        """What the page's head says about it."""
        return self.document.meta

    @cached_property
    def base(self) -> str:
        """What the page's links are relative to."""
        return self.document.base

    @cached_property
    def prose(self) -> Sequence[int]:
        """Prefix sums over runs of the characters that stand in lines of running text: see `prose_in`."""
        return self.document.prose

    @cached_property
    def lines_of_prose(self) -> Sequence[tuple[int, int, int]]:
        """The lines of running text: (first run, last run + 1, characters outside links)."""
        return self.document.lines_of_prose

    @cached_property
    def regions(self) -> list[str]:
        """For each node, the part of the page around an article that it is in, `""` for none."""
        return list(self.document.regions)

    def take(self, index: int, field: str) -> None:
        """Note that `field` took the text of the subtree at `index`."""
        node = self.nodes[index]
        self.take_runs(node.run, node.run_end, field)

    def take_runs(self, first: int, last: int, field: str) -> None:
        """Note that `field` took `runs[first:last]`, as far as no other field had."""
        self.taker[first:last] = [taker or field for taker in self.taker[first:last]]
