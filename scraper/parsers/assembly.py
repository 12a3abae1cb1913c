"""The parts in their order: bytes to an Article, and how it came about."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from archive.model.article import Article
from scraper.parsers.document.build import read_document
from scraper.parsers.extraction import Extraction
from scraper.parsers.fields.attachments import find_attachments
from scraper.parsers.fields.body.blocks import make_blocks
from scraper.parsers.fields.body.lines import LEFT_OUT, body_lines, candidate_lines
from scraper.parsers.fields.byline import find_byline
from scraper.parsers.fields.canonical import canonical_url
from scraper.parsers.fields.contacts.find import find_contacts
from scraper.parsers.fields.dates.find import find_dates
from scraper.parsers.fields.figures.find import find_figures
from scraper.parsers.fields.kicker import Kicker, find_kicker
from scraper.parsers.fields.language import country_of, find_language
from scraper.parsers.fields.lead import find_lead
from scraper.parsers.fields.links import find_related, find_translations
from scraper.parsers.fields.subjects import find_section, find_tags, tag_links
from scraper.parsers.fields.title.find import Title, find_title
from scraper.parsers.selection import select
from scraper.parsers.signals.container import content_range, find_container
from scraper.parsers.signals.forms import mark_forms
from scraper.parsers.signals.surroundings import lines_around
from scraper.parsers.signals.teasers import mark, mark_teasers
from scraper.profiles.site import Site


@dataclass(slots=True)
class Assembled:
    """An Article with the page it came from and what lost against it."""

    article: Article
    page: Extraction
    candidates: list[tuple[str, str, str]] = field(default_factory=list)


#: The rule under which a profile's field is told, where the two have different names.
_RULE_OF = {"body": "blocks", "authors": "byline"}


@contextmanager
def without_collection() -> Iterator[None]:
    """No garbage collection meanwhile: a page is thousands of small objects, none of them garbage until it is read.

    Whoever wants but the Article lets go of the Page within: a collection that found it alive would walk it all.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@without_collection()
def assemble(
    html: bytes, url: str, *, encoding: str | None = None, site: Site | None = None, trace: bool = False
) -> Assembled:
    """The Article in `html`, which came from `url`; `encoding` is what the HTTP header said.

    With `trace` the page's `trace` holds every candidate that a field with a model saw.
    """
    document = read_document(html, url, encoding=encoding, elements=site is not None and bool(site.layouts))
    page = Extraction(document, site=site)
    page.trace = [] if trace else None
    chosen = select(document, site)
    page.selected = chosen.nodes
    for index in chosen.nodes.get("remove", ()):
        mark(page, page.nodes[index], "removed")

    title = find_title(page)
    kicker = take_headline(page, title)
    mark_teasers(page)
    mark_forms(page)
    page.container, container_rule = find_container(page)
    page.content = content_range(page)
    page.language, language_rule = find_language(page)
    page.country = page.country or country_of(url, page.language)

    around = lines_around(page)
    dates = find_dates(page, around)
    byline = find_byline(page, around)
    for first, last in dates.taken_runs:
        page.take_runs(first, last, "dates")
    for first, last in byline.taken_runs:
        page.take_runs(first, last, "byline")
    figures = find_figures(page)
    take(page, figures.taken, "figures")
    take(page, tag_links(page), "tags")
    contacts = find_contacts(page)
    take(page, contacts.taken, "contacts")
    for first, last in contacts.taken_runs:
        page.take_runs(first, last, "contacts")
    lines = candidate_lines(page)
    lead = find_lead(page, lines)
    for line in lead.lines:
        page.take_runs(line.first, line.last, "lead")
    rest = [line for line in lines if line not in lead.lines] if lead.lines else lines
    captions = [figure.caption for _, figure in figures.found if figure.caption]
    blocks = make_blocks(page, body_lines(page, rest, lead.lead, captions), figures, LEFT_OUT)
    address, address_rule = canonical_url(page)
    section, section_rule = find_section(page)
    tags, tags_rule = find_tags(page)
    rules = {
        "url": address_rule,
        "title": title.rule,
        "kicker": kicker.rule,
        "byline": byline.rule,
        "authors": byline.authors_rule,
        "published": dates.published_rule,
        "modified": dates.modified_rule,
        "language": language_rule,
        "section": section_rule,
        "tags": tags_rule,
        "lead": lead.rule,
        "blocks": container_rule if blocks else None,
        "figures": figures.rule,
        "contacts": contacts.rule,
        "encoding": f"{document.encoding_rule}:{document.encoding}",
        "markup": "html5lib" if document.html5 else None,
        "layout": chosen.layout,
    }
    for name, rule in rules.items():
        if rule == "profile":
            rules[name] = f"profile:{chosen.layout}"
    for name in chosen.missing:
        found = rules.get(_RULE_OF.get(name, name))
        rules[_RULE_OF.get(name, name)] = f"{found or 'nothing'} (profile:{chosen.layout} found nothing)"
    article = Article(
        url=address,
        title=title.title,
        kicker=kicker.kicker,
        byline=byline.byline,
        authors=byline.authors,
        published=dates.published,
        modified=dates.modified,
        language=page.language,
        section=section,
        tags=tags,
        lead=lead.lead,
        blocks=blocks,
        figures=tuple(figure for _, figure in figures.found),
        contacts=contacts.blocks,
        attachments=find_attachments(page),
        translations=find_translations(page),
        related=find_related(page),
        provenance={name: rule for name, rule in rules.items() if rule},
        coverage=coverage(page),
    )
    return Assembled(
        article,
        page,
        [*title.candidates, *dates.candidates, *byline.candidates, *figures.candidates, *contacts.candidates],
    )


def unreadable(url: str, error: Exception) -> Article:
    """What comes of a page that the parser failed on: an empty Article that says so."""
    return Article(url=url, provenance={"error": f"{type(error).__name__}: {error}"[:200]})


def take_headline(page: Extraction, title: Title) -> Kicker:
    """Note which text is the headline, and return the kicker that stands in it or above it."""
    page.title, page.title_node = title.title, title.node
    if title.node is not None:
        page.take(title.node, "title")
    kicker = Kicker(title.kicker, title.rule) if title.kicker else find_kicker(page)
    if kicker.line:
        page.take_runs(*kicker.line, "kicker")
    return kicker


def take(page: Extraction, nodes: tuple[int, ...], name: str) -> None:
    """Note that a field took the text of these nodes."""
    for index in nodes:
        page.take(index, name)


def coverage(page: Extraction) -> float | None:
    """The share of the text in the article's container that some field took."""
    if page.container is None:
        return None
    node = page.nodes[page.container]
    taken = sum(
        len(run)
        for run, taker in zip(page.runs[node.run : node.run_end], page.taker[node.run : node.run_end], strict=True)
        if taker and not run.isspace()
    )
    return round(taken / node.chars, 3) if node.chars else None
