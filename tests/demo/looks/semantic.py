"""A modern site that says what things are: `article`, `time`, `address`, JSON-LD, Open Graph, hreflang."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

from tests.demo.content import Article, Block, Contact, Figure
from tests.demo.looks.look import Look, clock
from tests.demo.markup import blocks, inline, linked, month, plain, split_line

if TYPE_CHECKING:
    from tests.demo.site import Moment

_NAMES = ("published", "updated", "related", "files", "toc")
_WORDS = {
    "de": ("Veröffentlicht am", "Aktualisiert am", "Mehr zum Thema", "Downloads", "Auf dieser Seite"),
    "en": ("Published", "Updated", "Read also", "Documents", "On this page"),
    "fr": ("Publié le", "Mis à jour le", "À lire aussi", "Documents", "Sur cette page"),
}


class Semantic(Look):
    css = "semantic.css"

    def article(self, article: Article, related: list[Article], moment: Moment) -> str:
        language = article.language or self.site.language[:2]
        words = dict(zip(_NAMES, _WORDS[language], strict=True))
        updated = f" · {words['updated']} {_time(article.updated, language)}" if article.updated else ""
        byline = f'<p class="byline"><span rel="author">{inline(article.byline)}</span></p>\n' if article.byline else ""
        kicker = f'<p class="kicker">{inline(article.kicker)}</p>\n' if article.kicker else ""
        lead = f'<p class="standfirst">{inline(article.lead)}</p>\n' if article.lead else ""
        tags = "\n".join(f'<li><a href="/topics/" rel="tag">{escape(tag)}</a></li>' for tag in article.tags)
        links = "\n".join(f'<li><a href="{self.site.path(other)}">{inline(other.title)}</a></li>' for other in related)
        main = f"""<article class="news">
<header>
{kicker}<h1>{inline(article.title)}</h1>
{lead}{byline}<p class="dates">{words["published"]} {_time(article.published, language)}{updated}</p>
</header>
{self.figure(article, article.image) if article.image else ""}
{_contents(article, words["toc"])}
{_with_anchors(blocks(article.blocks, lambda figure: self.figure(article, figure), _quote))}
{self.documents(article, words["files"])}
<footer>
{"".join(map(_contact, article.contacts))}
<ul class="tags">
{tags}
</ul>
</footer>
</article>
<aside class="related" aria-labelledby="related"><h2 id="related">{words["related"]}</h2>
<ul>
{links}
</ul></aside>"""
        return self.frame(plain(article.title), main, head=self._head(article), language=article.language)

    def _head(self, article: Article) -> str:
        data = json.dumps(self._json_ld(article), ensure_ascii=False, indent=1).replace("<", "\\u003c")
        other = self.site.by_slug.get(article.translation)
        pair = sorted((article, other), key=lambda one: one.language) if other else []
        languages = "".join(
            f'\n<link rel="alternate" hreflang="{one.language or self.site.language}" href="{self.site.url(one)}">'
            for one in pair
        )
        return f"""<link rel="canonical" href="{self.site.url(article)}">{languages}
<meta name="description" content="{escape(plain(article.lead))}">
<meta property="og:type" content="article">
<meta property="og:title" content="{escape(plain(article.title))}">
<meta property="og:url" content="{self.site.url(article)}">
<script type="application/ld+json">
{data}
</script>"""

    def _json_ld(self, article: Article) -> dict[str, Any]:
        data: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": plain(article.title),
            "datePublished": article.published.isoformat(),
            "dateModified": article.modified.isoformat(),
            "inLanguage": article.language or self.site.language,
            "articleSection": article.section,
            "keywords": ", ".join(article.tags),
            "publisher": {"@type": "GovernmentOrganization", "name": self.site.title},
            "mainEntityOfPage": self.site.url(article),
        }
        if article.byline:
            names = re.split(r", | and | et ", re.sub(r"^(?:By|Par) ", "", article.byline))
            data["author"] = [{"@type": "Person", "name": name} for name in names]
        if article.figures:
            data["image"] = [
                self.site.base + self.site.image_path(article, picture.file) for picture in article.figures
            ]
        return data

    def figure(self, article: Article, figure: Figure) -> str:
        legend = inline(figure.caption)
        if figure.credit:
            legend += f' <small class="credit">{inline(figure.credit)}</small>'
        caption = f"\n<figcaption>{legend.strip()}</figcaption>" if legend else ""
        return f"""<figure>
<img src="{self.site.image_path(article, figure.file)}" alt="{escape(figure.alt)}" width="640" height="400">{caption}
</figure>"""

    def documents(self, article: Article, heading: str) -> str:
        if not article.documents:
            return ""
        links = "\n".join(
            f'<li><a href="{self.site.document_path(document.file)}" type="application/pdf">'
            f"{escape(document.label)}</a></li>"
            for document in article.documents
        )
        return f'<section class="documents"><h2>{heading}</h2>\n<ul>\n{links}\n</ul></section>'

    def listing(self, articles: list[Article], number: int) -> str:
        paths = self.site.listing_paths()
        before = f'<a rel="prev" href="{paths[number - 1]}">Newer</a>' if number else ""
        after = f'<a rel="next" href="{paths[number + 1]}">Older</a>' if paths[number + 1 :] else ""
        main = f"""<h1>News</h1>
{self.teasers(articles)}
<nav class="pages" aria-label="Pages">{before} <span>Page {number + 1} of {len(paths)}</span> {after}</nav>"""
        return self.frame("News", main)

    def teasers(self, articles: list[Article]) -> str:
        items = "\n".join(
            f"""<li><article><h2><a href="{self.site.path(article)}">{inline(article.title)}</a></h2>
<p>{_time(article.published, self.site.language[:2])}</p>
<p>{escape(plain(article.lead or article.blocks[0].text))}</p></article></li>"""
            for article in articles
        )
        return f'<ul class="stream">\n{items}\n</ul>'

    def frame(self, title: str, main: str, *, head: str = "", moment: Moment | None = None, language: str = "") -> str:
        site = self.site
        body = f"""<body>
<header class="masthead"><p class="name"><a href="/">{escape(site.title)}</a></p><p>{escape(site.tagline)}</p>
<nav aria-label="Main"><ul>
{self.menu()}
</ul></nav></header>
<main>
{main}
</main>
<footer class="colophon"><ul>
{self.footer_links()}
</ul><p>All content is available under the Open Government Licence v3.0, except where otherwise stated.</p></footer>
</body>"""
        return self.document(title, head, body, language)


def _contents(article: Article, heading: str) -> str:
    """Links to the article's sections, where it has several."""
    sections = [block for block in article.blocks if block.kind == "heading"]
    if len(sections) < 2:
        return ""
    items = "\n".join(
        f'<li><a href="#section-{n}">{inline(block.text)}</a></li>' for n, block in enumerate(sections, 1)
    )
    return f'<nav class="contents" aria-label="{heading}"><p>{heading}</p>\n<ol>\n{items}\n</ol></nav>'


def _with_anchors(html: str) -> str:
    parts = re.split(r"<(h[23])>", html)
    for number, place in enumerate(range(1, len(parts), 2), 1):
        parts[place] = f'<{parts[place]} id="section-{number}">'
    return "".join(parts)


def _quote(block: Block) -> str:
    said_by = f"\n<figcaption>— {inline(block.source)}</figcaption>" if block.source else ""
    return f'<figure class="quotation">\n<blockquote><p>{inline(block.text)}</p></blockquote>{said_by}\n</figure>'


def _contact(contact: Contact) -> str:
    lines = "<br>\n".join(
        f"{escape(label)}: {linked(value)}" if label else linked(value)
        for label, value in map(split_line, contact.lines)
    )
    return (
        f'<section class="contact">\n<h2>{escape(contact.heading)}</h2>\n<address>\n{lines}\n</address>\n</section>\n'
    )


def _time(date: dt.date, language: str) -> str:
    hour = f", {clock(date)}" if clock(date) else ""
    return f'<time datetime="{date.isoformat()}">{date.day} {month(date, language)} {date.year}{hour}</time>'
