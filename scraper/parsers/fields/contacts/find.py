"""Contact blocks: in the article, in the margins, in header and footer of the page.

Two things give a block away: a heading that announces one (`Pressekontakt`, `Numéros d'urgence`), and a few short
lines that are nothing but ways to reach somebody. A number in a running sentence is neither, and stays body text.
"""

from __future__ import annotations

import re

from archive.model.article import ContactBlock, Scope
from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.contacts.blocks import MARGINS, BlockFinder, FoundBlock
from scraper.parsers.fields.contacts.entries import WAYS, entries_of
from scraper.parsers.fields.contacts.lines import Lines, Span
from scraper.parsers.findings import Candidates, Contacts
from scraper.parsers.lexicon.contacts import is_press_heading, is_press_line, is_site_wide, names_contact
from scraper.parsers.text.addresses import is_only_a_town

_OTHER_FIELD = re.compile(r"[^\W\d][\w ]{1,24}[:：]\s*\S")


def find_contacts(page: Extraction) -> Contacts:
    """All contact blocks of `page`, those of the article first, and what they take from its text."""
    lines = Lines(page)
    blocks = _selected(page, lines)
    rejected: list[FoundBlock] = []
    if not blocks:
        blocks, rejected = _found(page, lines)
    everybodys = {block.section for block in blocks if block.section and is_site_wide(block.heading or "")}
    scoped: list[ContactBlock] = []
    seen: set[tuple[object, ...]] = set()
    for block in blocks:
        key = tuple(sorted((entry.kind, entry.normalized or entry.value) for entry in block.entries))
        if key not in seen:  # a copy for narrow screens says it again
            scope = _scope(page, lines, block, for_everybody=block.section in everybodys)
            scoped.append(ContactBlock(block.heading, scope, tuple(block.entries)))
        seen.add(key)
    scoped.sort(key=lambda block: block.scope != "article")
    candidates: Candidates = tuple(("contacts", block.rule, block.heading or "") for block in rejected[:6])
    return Contacts(
        tuple(scoped),
        blocks[0].rule if blocks else None,
        candidates,
        tuple(sorted({block.section for block in blocks if block.section})),
        tuple((block.first, block.last) for block in blocks),
    )


def _selected(page: Extraction, lines: Lines) -> list[FoundBlock]:
    """The blocks that the site's profile points at, each with its first heading or announcing line as heading."""
    blocks = []
    for index in page.selected.get("contacts", ()):
        spans = list(lines.within(page.nodes[index]))
        heading: Span | None = None
        if len(spans) > 1 and (lines.heading(spans[0]) is not None or not lines.values(spans[0])):
            heading = spans.pop(0)
        block = FoundBlock(lines.shown(heading) if heading else None, heading, spans, "profile")
        if spans and _read(page, lines, block):
            blocks.append(block)
    return blocks


def _found(page: Extraction, lines: Lines) -> tuple[list[FoundBlock], list[FoundBlock]]:
    """Blocks under headings first, then those that only their lines give away; and what turned out to be none."""
    finder = BlockFinder(page, lines)
    used = bytearray(len(page.runs))
    blocks: list[FoundBlock] = []
    rejected: list[FoundBlock] = []
    for candidates in (finder.under_headings(), finder.under_bold_lines(), finder.groups()):
        for block in candidates:
            if 1 in used[block.first : block.last] and not _cut(lines, block, used):
                continue
            if _read(page, lines, block):
                used[block.first : block.last] = b"\1" * (block.last - block.first)
                blocks.append(block)
            else:
                rejected.append(block)
    found: list[FoundBlock] = []
    lost: list[FoundBlock] = []
    accepted = {id(block) for block in blocks}
    for block in sorted((*blocks, *rejected), key=lambda block: block.first):
        # A number alone is no block, but with a name right below another block it is.
        named = bool(found) and finder.take_names_between(found[-1], block) and _read(page, lines, block)
        (found if named or id(block) in accepted else lost).append(block)
    return found, lost


def _cut(lines: Lines, block: FoundBlock, used: bytearray) -> bool:
    """Cut what another block has from the beginning of one that only its lines give away; whether any line is left."""
    if block.rule == "heading":
        return False
    block.rule = "lines"
    taken = [1 in used[span.first : span.last] for span in block.spans]
    first = len(taken) - taken[::-1].index(True) if True in taken else 0
    block.heading = block.heading_span = None
    block.spans = block.spans[first:]
    if len(block.spans) > 1 and lines.is_bold(block.spans[0]) and not lines.values(block.spans[0]):
        block.heading_span = block.spans.pop(0)
        block.heading = lines.shown(block.heading_span)
    return bool(block.spans)


def _read(page: Extraction, lines: Lines, block: FoundBlock) -> bool:
    """Fill the block's entries in; False where it is no contact block."""
    read = [lines.read(span) for span in block.spans]
    headed = block.heading is not None
    in_margin = lines.region(block.spans[0]) in MARGINS
    block.entries = entries_of(read, page.country, page.base, short_codes=headed or in_margin)
    ways = [entry for entry in block.entries if entry.kind in WAYS]
    if block.rule == "profile":
        return bool(block.entries)
    if headed and block.rule != "lines":
        return bool(ways) or any(entry.kind == "url" for entry in block.entries)
    if not headed and len(ways) == 1 and ways[0].kind == "address":
        return in_margin and not is_only_a_town(ways[0].value)
    if in_margin and not headed:
        return any(entry.kind != "email" for entry in ways) or len(ways) > 1
    if not headed and any(entry.kind == "other" and _OTHER_FIELD.match(entry.value) for entry in block.entries):
        return False  # Date, time, venue, telephone: an event's particulars
    if len(ways) > 1 or not ways:
        return bool(ways)
    return len(block.spans) > 1 or is_press_line(read[0].text) or names_contact(lines.box(block.spans[0]).names)


def _scope(page: Extraction, lines: Lines, block: FoundBlock, *, for_everybody: bool) -> Scope:
    """`article` for what stands in the article or beside it, `site` for what the whole site shows."""
    node, region = lines.block(block.spans[0]), lines.region(block.spans[0])
    if region in ("footer", "header"):
        return "article" if _in_article(page, node) else "site"
    if page.container is None:
        return "article"
    container = page.nodes[page.container]
    for_everybody = for_everybody or is_site_wide(block.heading or "")
    if container.index <= node.index < container.end:
        section = page.nodes[max(node.parent, container.index)]
        text_follows = page.prose[section.run_end] > page.prose[min(block.last, section.run_end)]
        return "site" if for_everybody and not text_follows else "article"
    if for_everybody:
        return "site"
    around = container
    while around.parent >= 0 and not around.index <= node.index < around.end:
        around = page.nodes[around.parent]
    if around.tag not in ("body", "html") and "footer" not in page.regions[around.index : around.end]:
        return "article"
    return "article" if region == "aside" or is_press_heading(block.heading or "") else "site"


def _in_article(page: Extraction, node: Node) -> bool:
    """Whether a header or footer is that of the `article` element that holds the article."""
    container = page.container
    return container is not None and any(
        around.tag == "article" and around.index <= container < around.end for around in page.ancestors(node.index)
    )
