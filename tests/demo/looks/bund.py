"""A German federal agency's site: no `h1`, lines of place and date, `p.picture`, a vCard, a clock in the footer."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

from tests.demo.content import Article, Contact, Figure
from tests.demo.looks.look import Look
from tests.demo.markup import blocks, inline, linked, plain, split_line

if TYPE_CHECKING:
    from tests.demo.site import Moment


class Bund(Look):
    css = "bund.css"

    def article(self, article: Article, related: list[Article], moment: Moment) -> str:
        place = f"<span>Ort</span> {escape(article.place)}<br>\n" if article.place else ""
        kicker = f'<p class="dachzeile">{inline(article.kicker)}</p>\n' if article.kicker else ""
        lead = f'<p class="abstract">{inline(article.lead)}</p>\n' if article.lead else ""
        byline = f'\n<p class="autor">{inline(article.byline)}</p>' if article.byline else ""
        state = f'\n<p class="stand">Stand: {_date(article.updated)}</p>' if article.updated else ""
        main = f"""<div id="content" class="content">
{kicker}<h2 class="isFirstInSlot">{inline(article.title)}</h2>
<p class="docMeta">{place}<span>Datum</span> {_date(article.published)}</p>
{lead}{self.figure(article, article.image) if article.image else ""}
{blocks(article.blocks, lambda figure: self.figure(article, figure))}{byline}
{self.documents(article)}
{"".join(map(_contact, article.contacts))}{state}
</div>
<div id="service" class="navServiceBox">
<h3>Zum Thema</h3>
<ul class="links">
{self._links(related)}
</ul>
</div>"""
        head = f'<meta name="keywords" content="{escape(", ".join(article.tags))}">'
        return self.frame(plain(article.title), main, head=head, moment=moment)

    def _links(self, articles: list[Article]) -> str:
        return "\n".join(
            f'<li><a class="RichTextIntLink" href="{self.site.path(article)}">{inline(article.title)}</a></li>'
            for article in articles
        )

    def figure(self, article: Article, figure: Figure) -> str:
        """A paragraph that holds the picture, what enlarges it, and a line of caption and source."""
        legend = "<br>".join(filter(None, (inline(figure.caption), inline(figure.credit))))
        source = self.site.image_path(article, figure.file)
        return f"""<p class="picture"><a href="{source}" title="Bild vergrößern">\
<img src="{source}" alt="{escape(figure.alt)}"><span class="aural">Bild vergrößern</span></a>\
<span class="caption">{legend}</span></p>"""

    def documents(self, article: Article) -> str:
        if not article.documents:
            return ""
        links = "\n".join(
            f'<li><a class="downloadLink" href="{self.site.document_path(document.file)}">{escape(document.label)} '
            "(PDF, 2 KB, Datei ist nicht barrierefrei)</a></li>"
            for document in article.documents
        )
        return f'<h3>Downloads</h3>\n<ul class="downloads">\n{links}\n</ul>'

    def listing(self, articles: list[Article], number: int) -> str:
        paths = self.site.listing_paths()
        pages = "\n".join(
            f"<li><strong>{page + 1}</strong></li>" if page == number else f'<li><a href="{path}">{page + 1}</a></li>'
            for page, path in enumerate(paths)
        )
        after = (
            f'\n<li><a class="forward" href="{paths[number + 1]}">Nächste Seite</a></li>' if paths[number + 1 :] else ""
        )
        main = f"""<div id="content" class="content">
<h2>Meldungen</h2>
<p>Ergebnis {number + 1} von {len(paths)} Seiten</p>
{self.teasers(articles)}
<ul class="navIndex">
{pages}{after}
</ul>
</div>"""
        return self.frame("Meldungen", main)

    def teasers(self, articles: list[Article]) -> str:
        return "\n".join(
            f"""<div class="teaser"><p class="metadata">{_date(article.published)} - {escape(article.section)}</p>
<h3><a href="{self.site.path(article)}">{inline(article.title)}</a></h3>
<p>{inline(article.lead or article.blocks[0].text)}</p></div>"""
            for article in articles
        )

    def home(self, articles: list[Article]) -> str:
        return self.frame(self.site.title, f'<div id="content"><h2>Aktuelles</h2>\n{self.teasers(articles)}</div>')

    def plain(self, heading: str, text: str) -> str:
        paragraphs = "\n".join(f"<p>{inline(part)}</p>" for part in text.strip().split("\n\n"))
        return self.frame(heading, f'<div id="content"><h2>{escape(heading)}</h2>\n{paragraphs}</div>')

    def frame(self, title: str, main: str, *, head: str = "", moment: Moment | None = None) -> str:
        site = self.site
        visit = (
            f'<p class="visit">Sie sind Besucher Nr. {moment.visitors}. '
            f"Seite erzeugt um {moment.now:%H:%M:%S} Uhr (UTC).</p>"
            if moment
            else ""
        )
        body = f"""<body class="gsb startseite">
<div id="wrapperOuter">
<p class="aural"><a id="Start"></a>Navigation und Service</p>
<ul id="navSkip"><li><a href="#content">Springe direkt zu: Inhalt</a></li></ul>
<div id="branding"><p><a href="/">{escape(site.title)}</a></p><p class="claim">{escape(site.tagline)}</p></div>
<ul id="navPrimary">
{self.menu()}
</ul>
<div id="main">
{main}
</div>
<div id="footer"><ul id="navFunction">
{self.footer_links()}
</ul>
<p>© {escape(site.title)} - Eine Nachbildung</p>
{visit}
</div>
</div>
</body>"""
        return self.document(title, head, body)


def _contact(contact: Contact) -> str:
    """A vCard; mail addresses are written with `(at)`, as many offices do."""
    rows = []
    for label, value in map(split_line, contact.lines):
        if not label:
            rows.append(f'<span class="fn">{escape(value)}</span>')
        elif "@" in value:
            rows.append(f'<span class="email">{escape(label)}: {escape(value.replace("@", "(at)"))}</span>')
        else:
            rows.append(f'{escape(label)}: <span class="tel">{linked(value)}</span>')
    lines = "<br>\n".join(rows)
    return f'<div class="contact">\n<h3>{escape(contact.heading)}</h3>\n<p class="vcard">{lines}</p>\n</div>'


def _date(date: dt.date) -> str:
    return f"{date:%d.%m.%Y}"
