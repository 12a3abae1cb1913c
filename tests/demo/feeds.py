"""The demo's feeds and sitemaps: RSS 2.0, Atom (RFC 4287), sitemaps.org's protocol with an index."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.demo.content import Article
from tests.demo.markup import plain

if TYPE_CHECKING:
    from tests.demo.site import NewsSite

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!-- A reconstruction, written for govnews\'s demo. -->\n'
_SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def rss(site: NewsSite, articles: list[Article]) -> str:
    """The articles as RSS 2.0."""
    items = "\n".join(
        f"""    <item>
      <title>{escape(plain(article.title))}</title>
      <link>{site.url(article)}</link>
      <guid isPermaLink="true">{site.url(article)}</guid>
      <pubDate>{format_datetime(_moment(article.published))}</pubDate>
      <description>{escape(plain(article.lead or article.blocks[0].text))}</description>
    </item>"""
        for article in articles
    )
    return f"""{_HEAD}<rss version="2.0">
  <channel>
    <title>{escape(site.title)}</title>
    <link>{site.base}/</link>
    <description>{escape(site.tagline)}</description>
    <language>{site.language}</language>
{items}
  </channel>
</rss>
"""


def atom(site: NewsSite, articles: list[Article]) -> str:
    """The articles as Atom."""
    entries = "\n".join(
        f"""  <entry>
    <title>{escape(plain(article.title))}</title>
    <id>{site.url(article)}</id>
    <link rel="alternate" type="text/html" href="{site.url(article)}"/>
    <published>{_moment(article.published).isoformat()}</published>
    <updated>{_moment(article.modified).isoformat()}</updated>
    <summary>{escape(plain(article.lead or article.blocks[0].text))}</summary>
  </entry>"""
        for article in articles
    )
    return f"""{_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{site.language}">
  <title>{escape(site.title)}</title>
  <id>{site.base}/</id>
  <link rel="self" href="{site.base}{site.feed_path}"/>
  <link href="{site.base}/"/>
  <updated>{site.newest.isoformat()}</updated>
  <author><name>{escape(site.title)}</name></author>
{entries}
</feed>
"""


def sitemap_index(parts: list[tuple[str, dt.datetime]]) -> str:
    """A sitemap that names other sitemaps."""
    lines = "\n".join(
        f"  <sitemap><loc>{escape(url)}</loc><lastmod>{modified.isoformat()}</lastmod></sitemap>"
        for url, modified in parts
    )
    return f"{_HEAD}<sitemapindex {_SITEMAPS}>\n{lines}\n</sitemapindex>\n"


def sitemap(urls: list[tuple[str, dt.datetime | None]]) -> str:
    """A sitemap of pages, each with the time of its last change where that is known."""
    lines = []
    for url, modified in urls:
        lastmod = f"<lastmod>{modified.isoformat()}</lastmod>" if modified else ""
        lines.append(f"  <url><loc>{escape(url)}</loc>{lastmod}</url>")
    body = "\n".join(lines)
    return f"{_HEAD}<urlset {_SITEMAPS}>\n{body}\n</urlset>\n"


def _moment(date: dt.date) -> dt.datetime:
    from tests.demo.site import moment_of

    return date if isinstance(date, dt.datetime) else moment_of(date)
