"""How to cite an article: ISO 690, BibTeX (biblatex's fields), and schema.org's NewsArticle.

Names stay in the order in which the page has them: which word is the family name, a page does not say.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archive.reading_room.dates import day
from archive.reading_room.i18n import gettext as _
from archive.reading_room.security import json_for_script, safe_link

_BIBTEX = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True, slots=True)
class Source:
    """What a citation names. Dates are ISO 8601; `archived_at` is when the archive first saw the text that is cited."""

    id: int
    title: str | None
    authors: Sequence[str]
    publisher: str
    published: str | None
    modified: str | None
    language: str | None
    description: str | None
    section: str | None
    url: str
    permalink: str
    archived_at: str


def iso690(source: Source) -> str:
    """An online article after ISO 690:2021: creator, title, medium, host, date, access, archive; in our language."""
    parts = [
        "; ".join(source.authors),
        source.title or _("Untitled"),
        _("Online"),
        source.publisher,
        day(source.published) or _("Undated"),
    ]
    text = " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)
    return text + _(
        " Available from: %(url)s. [Viewed %(day)s]. Archived at: %(permalink)s.",
        url=source.url,
        day=day(source.archived_at),
        permalink=source.permalink,
    )


def bibtex(source: Source) -> str:
    """An `@online` entry for biblatex. Names are in braces, so that BibTeX does not take them apart."""
    fields = {
        "author": " and ".join(f"{{{_bibtex(author)}}}" for author in source.authors),
        "title": f"{{{_bibtex(source.title or 'Untitled')}}}",
        "organization": f"{{{_bibtex(source.publisher)}}}",
        "date": (source.published or "")[:10],
        "url": _verbatim(source.url),
        "urldate": source.archived_at[:10],
        "note": f"Archived at \\url{{{_verbatim(source.permalink)}}}",
        "langid": source.language or "",
    }
    lines = "".join(f",\n  {name:<12} = {{{value}}}" for name, value in fields.items() if value)
    return f"@online{{{_key(source)}{lines}\n}}\n"


def _bibtex(text: str) -> str:
    return "".join(_BIBTEX.get(character, character) for character in " ".join(text.split()))


def _verbatim(url: str) -> str:
    """A URL in a verbatim field: only what would end the field is percent-encoded."""
    return url.translate({ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C", ord("\n"): "%0A"})


def _key(source: Source) -> str:
    """A key that people can read and that stays: publisher, year, id."""
    plain = unicodedata.normalize("NFKD", source.publisher).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-").partition("-")[0]
    return f"{name or 'article'}-{(source.published or 'undated')[:4]}-{source.id}"


def news_article(source: Source) -> Markup:
    """The article as schema.org's NewsArticle, JSON-LD that is safe inside a script element."""
    values = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": source.title,
        "description": source.description,
        "author": [{"@type": "Person", "name": author} for author in source.authors],
        "publisher": {"@type": "GovernmentOrganization", "name": source.publisher},
        "datePublished": source.published,
        "dateModified": source.modified,
        "inLanguage": source.language,
        "articleSection": source.section,
        "isBasedOn": safe_link(source.url),
        "url": source.permalink,
        "archivedAt": source.permalink,
    }
    return json_for_script(json.dumps({name: value for name, value in values.items() if value}, ensure_ascii=False))
