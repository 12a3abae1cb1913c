"""What every look can do: an article, a listing, the home page, a plain page."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

from tests.demo.content import Article
from tests.demo.markup import NOTICE, inline, plain

if TYPE_CHECKING:
    from tests.demo.site import Moment, NewsSite


class Look:
    """The markup of one site. Subclasses bring `frame`, `article` and `listing`; all return whole pages."""

    css = ""

    def __init__(self, site: NewsSite) -> None:
        self.site = site

    def frame(self, title: str, main: str, *, head: str = "", moment: Moment | None = None) -> str:
        """A page: the site's header, menus and footer around `main`."""
        raise NotImplementedError

    def article(self, article: Article, related: list[Article], moment: Moment) -> str:
        raise NotImplementedError

    def listing(self, articles: list[Article], number: int) -> str:
        """Page `number` (from 0) of the listing."""
        raise NotImplementedError

    def home(self, articles: list[Article]) -> str:
        return self.frame(self.site.title, f"<h1>{escape(self.site.title)}</h1>\n{self.teasers(articles)}")

    def teasers(self, articles: list[Article]) -> str:
        raise NotImplementedError

    def plain(self, heading: str, text: str) -> str:
        """A page that is no article: about the site, an error."""
        paragraphs = "\n".join(f"<p>{inline(part)}</p>" for part in text.strip().split("\n\n"))
        return self.frame(heading, f"<h1>{escape(heading)}</h1>\n{paragraphs}")

    def document(self, title: str, head: str, body: str, language: str = "") -> str:
        """An HTML document with the notice on top."""
        full_title = title if title == self.site.title else f"{title} - {self.site.title}"
        return f"""<!DOCTYPE html>
{NOTICE}
<html lang="{language or self.site.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(plain(full_title))}</title>
<link rel="icon" href="/favicon.ico">
<link rel="stylesheet" href="/static/{self.css}">
<link rel="alternate" type="application/{self.site.feed}+xml" title="{escape(self.site.title)}" \
href="{self.site.feed_path}">
{head}
</head>
{body}
</html>
"""

    def menu(self) -> str:
        """The site's menu as list items."""
        return "\n".join(f'<li><a href="{path}">{escape(words)}</a></li>' for words, path in self.site.menu)

    def footer_links(self) -> str:
        """Links of the footer as list items; among them the one that robots.txt forbids."""
        return "\n".join(f'<li><a href="{path}">{escape(words)}</a></li>' for words, path in self.site.footer)


def clock(date: dt.date) -> str:
    """The time of a date-time, `14:05`; empty for a date."""
    return f"{date:%H:%M}" if isinstance(date, dt.datetime) else ""
