"""A French ministry's site of the eZ Publish years: nested `div`s whose classes are the CMS's attribute names."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

from tests.demo.content import Article, Contact, Figure
from tests.demo.looks.look import Look
from tests.demo.markup import blocks, inline, linked, month, plain, split_line

if TYPE_CHECKING:
    from tests.demo.site import Moment


class EzPublish(Look):
    css = "ezpublish.css"

    def article(self, article: Article, related: list[Article], moment: Moment) -> str:
        byline = f'<li class="author">{inline(article.byline)}</li>\n' if article.byline else ""
        updated = f'\n<li class="modified">Mis à jour le {_date(article.updated)}</li>' if article.updated else ""
        lead = f'<div class="att-intro">\n<p>{inline(article.lead)}</p>\n</div>\n' if article.lead else ""
        image = self.figure(article, article.image, "att-image") if article.image else ""
        main = f"""<div class="content-view-full">
<div class="class-article">
<div class="attribute-header">
<h1 class="att-title">{inline(article.title)}</h1>
</div>
<ul class="att-infos">
{byline}<li class="date">Publié le {_date(article.published)}</li>{updated}
</ul>
{self.share(article)}
{image}
{lead}<div class="att-body">
{blocks(article.blocks, lambda figure: self.figure(article, figure))}
</div>
{self.documents(article)}
{"".join(map(_contact, article.contacts))}
</div>
</div>
{self.contacts()}
{self.related(related)}"""
        head = f"""<link rel="canonical" href="{self.site.url(article)}">
<meta name="description" content="{escape(plain(article.lead or article.title))}">
<meta name="generator" content="eZ Publish">"""
        return self.frame(plain(article.title), main, head=head, crumb=article.section)

    def figure(self, article: Article, figure: Figure, place: str = "object-center") -> str:
        """A picture as the CMS embeds it: caption and copyright are attributes of the image object."""
        caption = f'\n<div class="attribute-caption">{inline(figure.caption)}</div>' if figure.caption else ""
        credit = f'\n<div class="attribute-copyright">{inline(figure.credit)}</div>' if figure.credit else ""
        return f"""<div class="{place}">
<div class="content-view-embed class-image">
<div class="attribute-image"><img src="{self.site.image_path(article, figure.file)}" alt="{escape(figure.alt)}" \
width="640" height="400"></div>{caption}{credit}
</div>
</div>"""

    def documents(self, article: Article) -> str:
        if not article.documents:
            return ""
        links = "\n".join(
            f'<li><a href="{self.site.document_path(document.file)}">{escape(document.label)}</a> '
            '<span class="size">(PDF, 2 Ko)</span></li>'
            for document in article.documents
        )
        return f'<div class="att-files">\n<h3>À télécharger</h3>\n<ul>\n{links}\n</ul>\n</div>'

    def contacts(self) -> str:
        """The contact blocks that every page of the site shows."""
        lists = "\n".join(
            f'<div class="contact-list">\n<h3>{escape(block["heading"])}</h3>\n<ul>\n'
            + "\n".join(f"<li>{line}</li>" for line in block["lines"])
            + "\n</ul>\n</div>"
            for block in self.site.contacts
        )
        return f'<div class="block-contact">\n<h2>{escape(self.site.contacts_heading)}</h2>\n{lists}\n</div>'

    def related(self, related: list[Article]) -> str:
        items = "\n".join(
            f'<li><a href="{self.site.path(article)}">{inline(article.title)}</a></li>' for article in related
        )
        return (
            f'<div class="block-related">\n<h2>{escape(self.site.related_heading)}</h2>\n<ul>\n{items}\n</ul>\n</div>'
        )

    def share(self, article: Article) -> str:
        return f"""<div class="share-bar"><span>Partager</span>
<a href="https://social.example/partager?u={self.site.url(article)}">Partager sur Réseau</a>
<a href="mailto:?subject={escape(plain(article.title))}">Envoyer par courriel</a>
<a href="javascript:print()">Imprimer</a>
</div>"""

    def listing(self, articles: list[Article], number: int) -> str:
        paths = self.site.listing_paths()
        pages = " ".join(
            f'<span class="current">{page + 1}</span>' if page == number else f'<a href="{path}">{page + 1}</a>'
            for page, path in enumerate(paths)
        )
        after = f' <span class="next"><a href="{paths[number + 1]}">Suivant »</a></span>' if paths[number + 1 :] else ""
        main = f"""<div class="content-view-full"><div class="class-folder">
<div class="attribute-header"><h1>Actualités</h1></div>
{self.teasers(articles)}
<div class="pagenavigator"><p>{pages}{after}</p></div>
</div></div>"""
        return self.frame("Actualités", main)

    def teasers(self, articles: list[Article]) -> str:
        return '<div class="content-view-children">\n' + "\n".join(map(self._teaser, articles)) + "\n</div>"

    def _teaser(self, article: Article) -> str:
        path = self.site.path(article)
        lead = plain(article.lead or article.blocks[0].text)
        short = lead if len(lead) < 160 else lead[:150].rpartition(" ")[0] + " […]"
        return f"""<div class="content-view-line"><div class="class-article">
<h2><a href="{path}">{inline(article.title)}</a></h2>
<p class="date">{article.published:%d/%m/%Y}</p>
<p>{escape(short)}</p>
<p class="more"><a href="{path}">Lire la suite</a></p>
</div></div>"""

    def frame(self, title: str, main: str, *, head: str = "", moment: Moment | None = None, crumb: str = "") -> str:
        site = self.site
        here = f' <span class="delimiter">/</span> <a href="{site.listing_path}">Actualités</a>' if crumb else ""
        if crumb not in ("", "Actualités"):
            here += f' <span class="delimiter">/</span> <span>{escape(crumb, quote=False)}</span>'
        body = f"""<body>
<div id="cookies" class="cookie-banner">
<p>Ce site utilise des cookies de mesure d'audience. <a href="#" class="accept">Tout accepter</a> \
<a href="#" class="refuse">Tout refuser</a> <a href="/donnees-personnelles">En savoir plus</a></p>
</div>
<div id="page">
<div id="header">
<div id="logo"><a href="/" title="Retour à l'accueil">{escape(site.title)}</a><span>{escape(site.tagline)}</span></div>
<form id="search" action="/content/search"><label for="q">Rechercher</label><input id="q" name="SearchText"> \
<input type="submit" value="OK"></form>
<ul id="languages"><li class="current">FR</li><li><a href="/eng">EN</a></li></ul>
</div>
<div id="topmenu"><ul>
{self.menu()}
</ul></div>
<div id="path"><p><a href="/">Accueil</a>{here} <span class="delimiter">/</span> <span>{inline(title)}</span></p></div>
<div id="columns"><div id="main">
{main}
</div>
<div id="side">
<div class="box"><h3>En ce moment</h3><ul>
<li><a href="/recrutement">Devenir gendarme : les épreuves de sélection</a></li>
<li><a href="/conseils">Vos démarches et nos conseils</a></li>
</ul></div>
<div class="box"><h3>Lettre d'information</h3><p>Recevez chaque mois l'essentiel de l'actualité.</p></div>
</div></div>
<div id="footer"><ul>
{self.footer_links()}
</ul><p>Une reconstruction, sans lien avec le ministère</p></div>
</div>
</body>"""
        return self.document(title, head, body)


def _contact(contact: Contact) -> str:
    lines = "<br>\n".join(
        f"{escape(label)}\u00a0: {linked(value)}" if label else linked(value)
        for label, value in map(split_line, contact.lines)
    )
    return f'<div class="att-contact">\n<h3>{escape(contact.heading)}</h3>\n<p>{lines}</p>\n</div>'


def _date(date: dt.date) -> str:
    return f"{date.day:02} {month(date, 'fr')} {date.year}"
