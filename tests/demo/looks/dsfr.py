"""A French agency's site in the state's design system (DSFR): its class names, tags, cards, callouts and quotations."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

from tests.demo.content import Article, Block, Contact, Figure
from tests.demo.looks.look import Look, clock
from tests.demo.markup import blocks, inline, linked, month, plain, split_line

if TYPE_CHECKING:
    from tests.demo.site import Moment


class Dsfr(Look):
    css = "dsfr.css"

    def article(self, article: Article, related: list[Article], moment: Moment) -> str:
        updated = f"\u00a0| Mis à jour le {_date(article.updated)}" if article.updated else ""
        byline = f'<p class="fr-text--sm fr-mb-1w">{inline(article.byline)}</p>\n' if article.byline else ""
        kicker = f'<p class="fr-badge fr-badge--info">{inline(article.kicker)}</p>\n' if article.kicker else ""
        lead = f'<p class="fr-text--lead">{inline(article.lead)}</p>\n' if article.lead else ""
        tags = "\n".join(
            f'<li><a href="#" class="fr-tag fr-tag--sm" rel="tag">{escape(tag)}</a></li>' for tag in article.tags
        )
        main = f"""{_breadcrumb(self.site.listing_path, article)}
<div class="fr-grid-row">
<article class="fr-col-12 fr-col-md-8">
{kicker}<h1>{inline(article.title)}</h1>
{byline}<p class="fr-text--sm">Publié le {_date(article.published)}{updated}</p>
{lead}{self.figure(article, article.image) if article.image else ""}
{blocks(article.blocks, lambda figure: self.figure(article, figure), _quote)}
{self.documents(article)}
{"".join(map(_contact, article.contacts))}
<ul class="fr-tags-group">
{tags}
</ul>
{_SHARE}
</article>
</div>
<section class="fr-mt-6w" aria-labelledby="related">
<h2 id="related" class="fr-h4">À lire aussi</h2>
{self.teasers(related)}
</section>"""
        head = f"""<link rel="canonical" href="{self.site.url(article)}">
<meta name="description" content="{escape(plain(article.lead))}">
<meta property="og:type" content="article">
<meta property="og:title" content="{escape(plain(article.title))}">
<meta property="og:site_name" content="{escape(self.site.title)}">"""
        return self.frame(plain(article.title), main, head=head)

    def figure(self, article: Article, figure: Figure) -> str:
        """Content media: the credit follows the caption in the same element."""
        legend = " ".join(filter(None, (inline(figure.caption), inline(figure.credit))))
        label = f' aria-label="{escape(plain(figure.caption))}"' if figure.caption else ""
        return f"""<figure role="group" class="fr-content-media"{label}>
<div class="fr-content-media__img"><img class="fr-responsive-img fr-ratio-16x9" \
src="{self.site.image_path(article, figure.file)}" alt="{escape(figure.alt)}"></div>
<figcaption class="fr-content-media__caption">{legend}</figcaption>
</figure>"""

    def documents(self, article: Article) -> str:
        return "\n".join(
            f'<div class="fr-download"><p><a href="{self.site.document_path(document.file)}" download '
            f'class="fr-download__link">{escape(document.label)}\n'
            '<span class="fr-download__detail">PDF – 2 Ko</span></a></p></div>'
            for document in article.documents
        )

    def listing(self, articles: list[Article], number: int) -> str:
        paths = self.site.listing_paths()
        pages = "\n".join(
            f'<li><a class="fr-pagination__link" href="{path}"{" aria-current=page" if page == number else ""} '
            f'title="Page {page + 1}">{page + 1}</a></li>'
            for page, path in enumerate(paths)
        )
        after = (
            '<li><a class="fr-pagination__link fr-pagination__link--next" '
            f'href="{paths[number + 1]}">Page suivante</a></li>'
            if paths[number + 1 :]
            else ""
        )
        main = f"""<h1>Actualités</h1>
{self.teasers(articles)}
<nav role="navigation" class="fr-pagination" aria-label="Pagination"><ul class="fr-pagination__list">
{pages}
{after}
</ul></nav>"""
        return self.frame("Actualités", main)

    def teasers(self, articles: list[Article]) -> str:
        return '<div class="fr-grid-row fr-grid-row--gutters">\n' + "\n".join(map(self._card, articles)) + "\n</div>"

    def _card(self, article: Article) -> str:
        picture = article.figures[0] if article.figures else None
        image = (
            f'<div class="fr-card__header"><img class="fr-responsive-img" alt="" loading="lazy" '
            f'src="{self.site.image_path(article, picture.file)}"></div>'
            if picture
            else ""
        )
        return f"""<div class="fr-col-12 fr-col-md-4"><div class="fr-card fr-enlarge-link">
<div class="fr-card__body"><div class="fr-card__content">
<h3 class="fr-card__title"><a href="{self.site.path(article)}">{inline(article.title)}</a></h3>
<p class="fr-card__detail">{_date(article.published)}</p>
</div></div>
{image}
</div></div>"""

    def frame(self, title: str, main: str, *, head: str = "", moment: Moment | None = None) -> str:
        site = self.site
        body = f"""<body>
<div class="fr-skiplinks"><a class="fr-link" href="#content">Contenu</a>
<a class="fr-link" href="#footer">Pied de page</a></div>
<header role="banner" class="fr-header">
<div class="fr-container"><div class="fr-header__brand"><p class="fr-logo">Demo<br>nation</p>
<div class="fr-header__service"><a href="/" title="Accueil">
<p class="fr-header__service-title">{escape(site.title)}</p></a>
<p class="fr-header__service-tagline">{escape(site.tagline)}</p></div></div></div>
<div class="fr-header__menu"><nav class="fr-nav fr-container" aria-label="Menu principal"><ul class="fr-nav__list">
{self.menu()}
</ul></nav></div>
</header>
<main role="main" id="content" class="fr-container fr-py-4w">
{main}
</main>
<div class="fr-follow"><div class="fr-container"><h2 class="fr-h5">Abonnez-vous à notre lettre d’information</h2>
<p>Une fois par mois, l’essentiel de l’actualité des cours d’eau.</p></div></div>
<footer class="fr-footer" role="contentinfo" id="footer"><div class="fr-container">
<ul class="fr-footer__bottom-list">
{self.footer_links()}
</ul>
<p class="fr-footer__bottom-copy">Sauf mention contraire, les textes de ce site sont sous licence ouverte 2.0.</p>
</div></footer>
<dialog id="fr-consent" class="fr-modal" aria-labelledby="consent-title">
<h1 id="consent-title" class="fr-modal__title">Gestion des cookies</h1>
<p>Vous pouvez choisir les services que vous autorisez.</p></dialog>
</body>"""
        return self.document(title, head, body)


_SHARE = """<div class="fr-share"><p class="fr-share__title">Partager la page</p>
<ul class="fr-btns-group"><li><a class="fr-btn--mail" href="mailto:?body=page">Partager par email</a></li>
<li><button class="fr-btn--copy" type="button">Copier dans le presse-papier</button></li></ul></div>"""


def _breadcrumb(listing: str, article: Article) -> str:
    return f"""<nav role="navigation" class="fr-breadcrumb" aria-label="vous êtes ici :">
<ol class="fr-breadcrumb__list">
<li><a class="fr-breadcrumb__link" href="/">Accueil</a></li>
<li><a class="fr-breadcrumb__link" href="{listing}">Actualités</a></li>
<li><a class="fr-breadcrumb__link" aria-current="page">{inline(article.title)}</a></li>
</ol></nav>"""


def _quote(block: Block) -> str:
    author = f'<p class="fr-quote__author">{inline(block.source)}</p>'
    said_by = f"\n<figcaption>{author}</figcaption>" if block.source else ""
    return f"""<figure class="fr-quote fr-quote--column">
<blockquote><p>{inline(block.text)}</p></blockquote>{said_by}
</figure>"""


def _contact(contact: Contact) -> str:
    lines = "\n".join(
        f"<li>{escape(label)}\u00a0: {linked(value)}</li>" if label else f"<li>{linked(value)}</li>"
        for label, value in map(split_line, contact.lines)
    )
    return f"""<div class="fr-callout">
<h3 class="fr-callout__title">{escape(contact.heading)}</h3>
<ul class="fr-raw-list fr-callout__text">
{lines}
</ul>
</div>"""


def _date(date: dt.date) -> str:
    day = "1er" if date.day == 1 else date.day
    time = f" à {clock(date).replace(':', 'h')}" if clock(date) else ""
    return f"{day} {month(date, 'fr')} {date.year}{time}"
