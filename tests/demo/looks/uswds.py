"""A federal agency's site in the manner of the US Web Design System, run by a Drupal: nonces, boxes that change."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

from tests.demo.content import Article, Block, Contact, Figure
from tests.demo.looks.look import Look, clock
from tests.demo.markup import blocks, inline, linked, month, plain, split_line

if TYPE_CHECKING:
    from tests.demo.site import Moment


class Uswds(Look):
    css = "uswds.css"

    def article(self, article: Article, related: list[Article], moment: Moment) -> str:
        byline = f'<p class="node__byline">{inline(article.byline)}</p>\n' if article.byline else ""
        kicker = f'<p class="usa-tag">{inline(article.kicker)}</p>\n' if article.kicker else ""
        lead = f'<p class="usa-intro">{inline(article.lead)}</p>\n' if article.lead else ""
        updated = f"\n<p class='last-updated'>Last updated: {_date(article.updated)}</p>" if article.updated else ""
        topics = ", ".join(f'<a href="/topics" rel="tag">{escape(tag)}</a>' for tag in article.tags)
        topics = f'\n<p class="field--topics">Topics: {topics}</p>' if topics else ""
        links = "\n".join(
            '<li class="usa-collection__item">'
            f'<a class="usa-link" href="{self.site.path(other)}">{inline(other.title)}</a></li>'
            for other in related
        )
        main = f"""<nav class="usa-breadcrumb" aria-label="Breadcrumbs"><ol class="usa-breadcrumb__list">
<li class="usa-breadcrumb__list-item"><a href="/" class="usa-breadcrumb__link">Home</a></li>
<li class="usa-breadcrumb__list-item"><a href="{self.site.listing_path}" class="usa-breadcrumb__link">News</a></li>
</ol></nav>
<div class="node node--type-news node--view-mode-full">
{kicker}<h1 class="page-title"><span class="field field--name-title">{inline(article.title)}</span></h1>
<div class="node__meta"><span class="date-display">{_date(article.published)}</span></div>
{byline}{lead}{self.figure(article, article.image) if article.image else ""}
<div class="field field--name-body usa-prose">
{blocks(article.blocks, lambda figure: self.figure(article, figure), _quote)}
</div>
{self.documents(article)}{"".join(map(_contact, article.contacts))}{topics}{updated}
</div>
<aside class="block-related usa-summary-box"><h2 class="usa-summary-box__heading">Related news</h2>
<ul class="usa-collection">
{links}
</ul></aside>"""
        issued = article.published.isoformat()
        head = f"""<link rel="canonical" href="{self.site.url(article)}">
<meta name="dcterms.title" content="{escape(plain(article.title))}">
<meta property="article:published_time" content="{issued}">
<meta property="og:image" content="{self.site.base}{self._picture(article)}">"""
        return self.frame(plain(article.title), main, head=head, moment=moment)

    def _picture(self, article: Article) -> str:
        return self.site.image_path(article, article.figures[0].file) if article.figures else "/favicon.ico"

    def figure(self, article: Article, figure: Figure) -> str:
        """Caption and credit stand in elements of their own."""
        credit = f'<span class="photo-credit">{inline(figure.credit)}</span>' if figure.credit else ""
        caption = f'<span class="photo-caption">{inline(figure.caption)}</span> ' if figure.caption else ""
        return f"""<figure class="media media--image">
<img src="{self.site.image_path(article, figure.file)}" alt="{escape(figure.alt)}" loading="lazy">
<figcaption>{caption}{credit}</figcaption>
</figure>"""

    def documents(self, article: Article) -> str:
        if not article.documents:
            return ""
        links = "\n".join(
            f'<li><a class="usa-link" href="{self.site.document_path(document.file)}" type="application/pdf">'
            f"{escape(document.label)}</a> [PDF, 2 KB]</li>"
            for document in article.documents
        )
        return f'<div class="field--documents"><h2>Documents</h2>\n<ul>\n{links}\n</ul></div>\n'

    def listing(self, articles: list[Article], number: int) -> str:
        paths = self.site.listing_paths()
        pages = "\n".join(
            f'<li class="usa-pagination__item"><a href="{path}" class="usa-pagination__button" '
            f'aria-label="Page {page + 1}"{" aria-current=page" if page == number else ""}>{page + 1}</a></li>'
            for page, path in enumerate(paths)
        )
        after = (
            f'<li class="usa-pagination__item"><a href="{paths[number + 1]}" class="usa-pagination__next-page" '
            'aria-label="Next page"><span>Next</span></a></li>'
            if paths[number + 1 :]
            else ""
        )
        main = f"""<h1>News releases</h1>
{self.teasers(articles)}
<nav aria-label="Pagination" class="usa-pagination"><ul class="usa-pagination__list">
{pages}
{after}
</ul></nav>"""
        return self.frame("News releases", main)

    def teasers(self, articles: list[Article]) -> str:
        return '<ul class="usa-collection">\n' + "\n".join(map(self._teaser, articles)) + "\n</ul>"

    def _teaser(self, article: Article) -> str:
        return f"""<li class="usa-collection__item"><div class="usa-collection__body">
<h3 class="usa-collection__heading">
<a class="usa-link" href="{self.site.path(article)}">{inline(article.title)}</a></h3>
<p class="usa-collection__description">{escape(plain(article.lead or article.blocks[0].text))}</p>
<ul class="usa-collection__meta"><li>{_date(article.published)}</li></ul>
</div></li>"""

    def frame(self, title: str, main: str, *, head: str = "", moment: Moment | None = None) -> str:
        site = self.site
        nonce = f' nonce="{moment.nonce}"' if moment else ""
        build = f'<script{nonce}>window.page = {{"view": "{moment.nonce}"}};</script>' if moment else ""
        body = f"""<body class="path-node">
<a class="usa-skipnav" href="#main-content">Skip to main content</a>
<section class="usa-banner" aria-label="About this site">
<p class="usa-banner__header-text">A demonstration website. Its government does not exist.</p></section>
<header class="usa-header usa-header--basic"><div class="usa-nav-container">
<div class="usa-logo"><a href="/">{escape(site.title)}</a><p>{escape(site.tagline)}</p></div>
<nav class="usa-nav" aria-label="Primary"><ul class="usa-nav__primary">
{self.menu()}
</ul></nav></div></header>
<main id="main-content" class="grid-container">
{main}
</main>
<footer class="usa-footer"><div class="usa-footer__primary-section"><ul>
{self.footer_links()}
</ul></div>
<div class="usa-footer__contact-links"><h3>{escape(site.title)} contact center</h3>
<p><a href="tel:+12025550100">202-555-0100</a>
<a href="mailto:info@coastal.example.gov">info@coastal.example.gov</a></p></div>
</footer>
{build}
</body>"""
        return self.document(title, head, body)


def _quote(block: Block) -> str:
    said_by = f" <cite>— {inline(block.source)}</cite>" if block.source else ""
    return f'<blockquote class="usa-quote"><p>{inline(block.text)}</p>{said_by}</blockquote>'


def _contact(contact: Contact) -> str:
    rows = []
    for label, value in map(split_line, contact.lines):
        rows.append(f"<dt>{escape(label)}:</dt>\n<dd>{linked(value)}</dd>" if label else f"<dd>{linked(value)}</dd>")
    lines = "\n".join(rows)
    return f'<div class="field--contact">\n<h2>{escape(contact.heading)}</h2>\n<dl>\n{lines}\n</dl>\n</div>\n'


def _date(date: dt.date) -> str:
    hour = f" at {date.strftime('%I:%M %p').lstrip('0')} ET" if clock(date) else ""
    return f"{month(date, 'en')} {date.day}, {date.year}{hour}"
