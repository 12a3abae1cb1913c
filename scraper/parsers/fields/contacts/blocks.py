"""Where contact blocks stand on a page: under the headings that announce them, and where lines hold nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.model.article import ContactEntry
from scraper.parsers.document.node import Node
from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.contacts.entries import WAYS, entries_of
from scraper.parsers.fields.contacts.lines import MAX_BOX, Lines, Span
from scraper.parsers.lexicon.contacts import (
    is_contact_heading,
    is_help_label,
    is_press_line,
    names_contact,
    names_values,
)
from scraper.parsers.text.addresses import find_addresses
from scraper.parsers.text.emails import email_of_link
from scraper.parsers.text.phones import is_emergency, is_short_code

#: What may be a number; every candidate is looked at closely.
_NUMBER = re.compile(r"[0-9](?![0-9]?[./][0-9]{1,2}[./][0-9]{2,4}(?![0-9]))[0-9 ()./\u00a0\u202f–-]{4,}[0-9]")
#: The end of a line that is a short number with its label.
_DIGIT_AT_END = re.compile(r"[0-9] ?\n")
_LABELLED_CODE = re.compile(r"(.{3,40}?)(?<![\w.,/-])(\d{2,5}|\d\d \d\d|116[ \u00a0]?\d{3})\s*")
#: What a postcode may look like, before or after its town.
_TOWN = re.compile(
    r"(?<![\d/.,-])(?:[0-9]{4,6}|[0-9]{3}[ \u00a0][0-9]{2,3}|[0-9]{2}-[0-9]{3}|[0-9]{4}-[0-9]{3})[ \u00a0,]+[^\W\d_]{2}"
    r"|[A-Z][0-9][0-9A-Z]?[ \u00a0]?[0-9][A-Z]{2}(?!\w)|[A-Z][0-9][A-Z][ \u00a0]?[0-9][A-Z][0-9](?!\w)|〒"
    r"|(?:(?<=[^\W\d_][ \u00a0,-])|(?<=[–,-] )(?!(?:19|"
    r"20)[0-9]{2}[^0-9]))[0-9]{4,6}(?:-[0-9]{3,4})?[ \u00a0.]*\n|[0-9]{5}-[0-9]{3}|"
    r"[路街道段][^\n]{0,8}[号號]|[로길] ?[0-9]"
)
_MAX_LABELLED = 50
#: What begins the line of who made or owns the site.
_COPYRIGHT = ("©", "(c) ", "Copyright")
#: What an e-mail address has in it, visible or hidden, by the character that it begins with.
_AT_SIGNS = {
    "@": ("@",),
    "＠": ("＠",),
    "~": ("~",),
    "(": ("(at)", "(AT)", "(ät)", "( at )", "(a)"),
    "[": ("[at]", "[AT]", "[ät]", "[ at ]", "[a]", "[arroba]", "[email"),
    "{": ("{at}",),
}
#: A line that ends as a sentence does, and is long enough for one: text that stands above the block.
_SENTENCE = re.compile(r"^.{40,}[^\W\d_]{3}[.!?…][»”\"']?$|^.{20,}[。！？]$")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Parts of a page whose lines need less to be contacts.
MARGINS = frozenset(("footer", "header", "aside", "form", "related"))
_NO_BLOCKS = frozenset(("navigation", "share", "consent", "comments", "hidden", "advert", "removed"))
_ITEMS = frozenset(("li", "dd", "dt", "td", "th", "tr", "tbody"))
_LONG = 250
_MAX_LINES = 25
_MAX_ABOVE = 8
#: Between two blocks, so many lines of so many characters at most name whom the lower one reaches.
_MAX_NAMES, _LONG_NAME = 6, 70
#: More lines without a value than this end a block.
_MAX_SILENT = 10
#: More words than this beside its values make a line prose.
_MAX_WORDS = 8
_MAX_WORDS_OF_SENTENCE = 4
_MAX_WORDS_IN_ALL = 22


#: How the links begin that may be for dialling or writing.
_REACHING = frozenset(("tel:", "mail", "java", "/cdn", "#"))


def _reaches_somebody(node: Node) -> bool:
    """Whether a link is one for dialling or writing."""
    href = node.attrs.get("href", "#")
    if href.startswith("mailto:"):
        # A letter of which the site has written the subject is a service: `Report a barrier`, `Recommend this page`.
        return "subject=" not in href
    if href.startswith("tel:"):
        return True
    if href == "#" and not any("mail" in name or name == "first" for name in node.attrs):
        return False
    return email_of_link(href, node.attrs) is not None


@dataclass(slots=True)
class FoundBlock:
    """Lines that may be a contact block; `entries` are filled in by whoever reads them."""

    heading: str | None
    heading_span: Span | None
    spans: list[Span]
    rule: str
    #: The index of the heading that holds this and other blocks together: `Contact us` above `Press` and `Police`.
    section: int | None = None
    entries: list[ContactEntry] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The first run."""
        return self.heading_span.first if self.heading_span else self.spans[0].first

    @property
    def last(self) -> int:
        """The run after the last."""
        return self.spans[-1].last


class BlockFinder:
    """Finds candidates for contact blocks; whether one is worth the name is for its reader to say."""

    def __init__(self, page: Extraction, lines: Lines) -> None:
        self.page = page
        self.lines = lines

    # Blocks under headings

    def under_headings(self) -> Iterator[FoundBlock]:
        """Blocks under heading elements, in document order."""
        for heading, section in self._headings():
            block = self._under(heading, section)
            if block is not None:
                yield block

    def under_bold_lines(self) -> Iterator[FoundBlock]:
        """Blocks under lines in bold type that announce contacts, in document order."""
        page, lines = self.page, self.lines
        for index in page.tagged("strong", "b", "summary", "legend", "caption"):
            node = page.nodes[index]
            if (
                not 2 < node.chars <= 90
                or page.regions[index] in _NO_BLOCKS
                or not is_contact_heading(page.text(index))
            ):
                continue
            span = lines.line(node.run)
            if lines.is_bold(span) or node.tag not in ("strong", "b"):
                block = self._under(node, index, span)
                if block is not None:
                    yield block

    def _headings(self) -> Iterator[tuple[Node, int]]:
        """Heading elements that announce contacts, and those below one of them, each with the outermost one."""
        page = self.page
        under, section = 0, 0
        for index in page.tagged("h1", "h2", "h3", "h4", "h5", "h6"):
            node = page.nodes[index]
            if not 2 < node.chars <= 120 or page.regions[index] in _NO_BLOCKS or index == page.title_node:
                under = 0 if node.chars else under
                continue
            level = int(node.tag[1])
            if is_contact_heading(page.text(index)):
                if not under or level <= under:
                    under, section = level, index
                yield node, section
            elif under and level > under:
                yield node, section
            else:
                under = 0

    def _under(self, heading: Node, section: int, line: Span | None = None) -> FoundBlock | None:
        """The block of lines below a heading, as far as its section goes; `line` is that of one in bold type."""
        span = line or Span(heading.run, heading.run_end)
        spans: list[Span] = []
        region = self.page.regions[heading.index]
        end = self._section_end(heading)
        below = self.lines.below(span)
        while below is not None and below.first < end and len(spans) < _MAX_LINES:
            if self.lines.heading(below) is not None or self.lines.is_taken(below):
                break
            if self.lines.region(below) != region or len(self.lines.shown(below)) > _LONG:
                break
            if line is not None and spans and self.lines.is_bold(below) and not self.lines.values(below):
                break
            spans.append(below)
            below = self.lines.below(below)
        spans = self._trimmed(spans)
        return FoundBlock(self.lines.shown(span), span, spans, "heading", section) if spans else None

    def _section_end(self, heading: Node) -> int:
        """Where the text of the smallest element ends that holds the heading and something after it."""
        nodes, runs, node = self.page.nodes, self.page.runs, heading
        run = heading.run_end
        while run < len(runs) and runs[run].isspace():
            run += 1
        while node.parent >= 0 and node.run_end <= run:
            node = nodes[node.parent]
        return node.run_end

    def _trimmed(self, spans: list[Span]) -> list[Span]:
        """The lines down to the last one with a value, and what stands in one paragraph with that."""
        last = -1
        for position, span in enumerate(spans):
            if self.lines.values(span):
                last = position
            elif position - last > _MAX_SILENT:
                break
        if last < 0:
            return []
        block = self.lines.block(spans[last])
        end = last + 1
        while end < len(spans) and block.run <= spans[end].first < block.run_end:
            end += 1
        return spans[:end]

    # Blocks that only their lines give away

    def groups(self) -> Iterator[FoundBlock]:
        """Runs of neighbouring lines that hold values and little else."""
        group: list[Span] = []
        for span in self._compact_lines():
            if group and not self._neighbours(group[-1], span):
                yield self._grown(group)
                group = []
            group.append(span)
        if group:
            yield self._grown(group)

    def take_names_between(self, upper: FoundBlock, lower: FoundBlock) -> bool:
        """Give a block without a heading the few short lines between it and the block above: whom it reaches."""
        lines = self.lines
        if lower.heading is not None or lower.rule != "lines":
            return False
        between: list[Span] = []
        span = lines.below(Span(upper.last, upper.last))
        while span is not None and span.first < lower.first and len(between) <= _MAX_NAMES:
            text = lines.shown(span)
            if len(text) > _LONG_NAME or _SENTENCE.search(text) or lines.is_taken(span):
                return False
            if lines.region(span) != lines.region(lower.spans[0]):
                return False
            between.append(span)
            span = lines.below(span)
        if not 0 < len(between) <= _MAX_NAMES:
            return False
        if lines.is_bold(between[0]) or lines.heading(between[0]) is not None:
            lower.heading_span = between.pop(0)
            lower.heading = lines.shown(lower.heading_span)
        lower.spans[:0] = between
        return True

    def _compact_lines(self) -> Iterator[Span]:
        lines = self.lines
        previous = Span(-1, -1)
        for offset in self._hints():
            run = lines.run_at(offset)
            if run < previous.last:
                continue
            previous = span = lines.line(run)
            if lines.region(span) in _NO_BLOCKS or lines.is_taken(span):
                continue
            text = lines.text[lines.offset(span.first) : lines.offset(span.last)]
            if text.lstrip().startswith(_COPYRIGHT):
                continue  # whoever made the site is not whom it is about
            short = len(text) <= _LONG and len(_WORD.findall(text)) <= _MAX_WORDS_IN_ALL
            long = len(text) <= 2 * _LONG and (is_press_line(text) or names_values(text))
            if (short or long) and self._is_compact(span):
                yield span

    def _hints(self) -> list[int]:
        """Where in the page's text something of a number's or an e-mail address's shape begins."""
        page, text = self.page, self.lines.text
        found = [match.start() for match in _NUMBER.finditer(text)]
        for tag in ("a", "joomla-hidden-mail"):
            linked = (page.nodes[index] for index in page.tagged(tag))
            found += [
                self.lines.offset(node.run)
                for node in linked
                if node.attrs.get("href", "#")[:4] in _REACHING and node.chars and _reaches_somebody(node)
            ]
        found += self.lines.at_pictures()
        for digit in _DIGIT_AT_END.finditer(text):
            end = digit.end() - 1
            start = text.rfind("\n", max(0, end - _MAX_LABELLED), end) + 1
            code = _LABELLED_CODE.fullmatch(text, start, end) if start else None
            if code and self._is_dialled(code):
                found.append(code.start(2))
        found += self._towns()
        for first, signs in _AT_SIGNS.items():
            offset = text.find(first)
            while offset >= 0:
                # An at sign without a name before it is a handle.
                if text[offset - 1 : offset].isalnum() if first == "@" else text.startswith(signs, offset):
                    found.append(offset)
                offset = text.find(first, offset + 1)
        return sorted(found)

    def _is_dialled(self, code: re.Match[str]) -> bool:
        """Whether a short number is one that people dial: by its label, or by the plan of the country."""
        country, label, digits = self.page.country, code[1], code[2].replace(" ", "").replace("\u00a0", "")
        if is_help_label(label):
            return True
        if not label.rstrip().endswith((":", "：")):
            return False
        if is_emergency(digits, country):
            return True
        region = self.page.regions[self.page.owners[self.lines.run_at(code.start(2))]]
        return country is not None and len(digits) in (3, 5) and region in MARGINS and is_short_code(digits, country)

    def _towns(self) -> Iterator[int]:
        """Where something of a postcode's shape stands in the page's footers, and where the markup tells an address."""
        page, lines, text = self.page, self.lines, self.lines.text
        yield from lines.marked_addresses()
        owners, regions = page.owners, page.regions
        footers = [page.nodes[index] for index in page.tagged("footer")] or [
            page.nodes[index] for index, region in page.claimed if region == "footer"
        ]
        end = 0
        for footer in footers:
            first, last = lines.offset(max(footer.run, end)), lines.offset(footer.run_end)
            end = max(end, footer.run_end)
            for town in _TOWN.finditer(text, first, last):
                if regions[owners[lines.run_at(town.start())]] == "footer":
                    yield town.start()

    def _is_compact(self, span: Span) -> bool:
        """Whether the line holds values and next to nothing else."""
        line = self.lines.read(span)
        in_margin = self.lines.region(span) in MARGINS
        found = entries_of([line], self.page.country, self.page.base, short_codes=in_margin)
        if not any(entry.kind in WAYS for entry in found):
            return False
        if is_press_line(line.text):
            return True
        text = line.text
        if names_values(text) and not text.rstrip().endswith((".", "!", "?")):
            return len({entry.kind for entry in found if entry.kind in WAYS}) > 1
        for entry in found:
            text = text.replace(entry.value.replace("\n", " "), " ")
        if line.text.endswith((".", "!", "?")) and len(_WORD.findall(text)) > _MAX_WORDS_OF_SENTENCE:
            return False
        for entry in found:
            if entry.label and len(entry.label) <= 40:
                text = text.replace(entry.label, " ")
        return len(_WORD.findall(text)) <= _MAX_WORDS

    def _neighbours(self, upper: Span, lower: Span) -> bool:
        """Whether at most three short lines, and no heading, stand between two lines of one box or paragraph list."""
        lines, span = self.lines, upper
        for _ in range(4):
            below = lines.below(span)
            if below is None:
                return False
            if lines.heading(below) is not None or lines.region(below) != lines.region(upper):
                return False
            if below == lower:
                return True
            if len(lines.shown(below)) > 100 or is_contact_heading(lines.shown(below)):
                return False
            span = below
        return False

    def _grown(self, group: list[Span]) -> FoundBlock:
        """The group with the lines above that name whom one reaches, its heading, and the end of its paragraph."""
        lines = self.lines
        first, last = group[0], group[-1]
        box = lines.box(first)
        above, heading, announced = self._above(first, box)
        if heading is None:
            above, heading = self._without_heading(above, first, box)
        spans = [*reversed(above), *self._between(first, last), *self._below(last, box, headed=heading is not None)]
        rule = "lines under a heading" if announced else "lines"
        return FoundBlock(lines.shown(heading) if heading else None, heading, spans, rule)

    def _above(self, first: Span, box: Node) -> tuple[list[Span], Span | None, bool]:
        """Lines above a group up to its heading, the heading, and whether that one announces contacts."""
        lines = self.lines
        paragraph, region = lines.block(first), lines.region(first)
        above: list[Span] = []
        within: int | None = None  # a line of the paragraph itself that could be its heading
        span = lines.above(first)
        while (
            span is not None and len(above) < _MAX_ABOVE and not lines.is_taken(span) and lines.region(span) == region
        ):
            text = lines.shown(span)
            title = lines.heading(span)
            announces = is_contact_heading(text)
            inside = box.run <= span.first
            if announces and title is None and inside and lines.block(span).index >= paragraph.index:
                within = len(above)
            elif announces or (inside and (title is not None or lines.is_bold(span))):
                return above, span, announces
            if title is not None or len(text) > _LONG or _SENTENCE.search(text):
                break
            above.append(span)
            span = lines.above(span)
        if within is not None:
            return above[:within], above[within], True
        return above, None, False

    def _without_heading(self, above: list[Span], first: Span, box: Node) -> tuple[list[Span], Span | None]:
        """Of the lines above, those of the same paragraph, card or postal address; a card's first is its heading."""
        paragraph = self.lines.block(first)
        in_box = [span for span in above if box.run <= span.first]
        if names_contact(box.names):
            if in_box and len(self.lines.shown(in_box[-1])) <= 80:
                return in_box[:-1], in_box[-1]
            return in_box, None
        reach = sum(paragraph.run <= span.first for span in above)
        texts = [self.lines.shown(span) for span in reversed(in_box)]
        for address in find_addresses([*texts, self.lines.shown(first)], self.page.country):
            reach = max(reach, len(texts) - address.first)  # it may end in the first line itself
        return above[:reach], None

    def _below(self, last: Span, box: Node, *, headed: bool) -> list[Span]:
        """The lines after a group that belong to it: its paragraph's, and of its list or card those with values."""
        lines = self.lines
        paragraph = lines.block(last)
        end = paragraph.run_end
        if headed:
            around = paragraph
            while around.parent >= 0 and around.tag in _ITEMS:
                around = self.page.nodes[around.parent]
            end = max(end, around.run_end if around.chars <= MAX_BOX else 0)
            if box.run <= last.first and names_contact(box.names):
                end = max(end, box.run_end)
        spans: list[Span] = []
        kept = 0
        below = lines.below(last)
        while below is not None and below.first < end and len(lines.shown(below)) <= 100:
            if lines.heading(below) is not None or lines.is_taken(below):
                break
            spans.append(below)
            if below.first < paragraph.run_end or names_contact(box.names) or self.lines.values(below):
                kept = len(spans)
            below = lines.below(below)
        return spans[:kept]

    def _between(self, first: Span, last: Span) -> Iterator[Span]:
        span: Span | None = first
        while span is not None and span.first <= last.first:
            yield span
            span = self.lines.below(span)
