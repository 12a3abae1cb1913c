"""A news page made up for tests, whose parts around the text can be filled, and the Article that is read from it."""

from __future__ import annotations

from archive.model.article import Article
from scraper.parsers import parse_article

TEXT = (
    "The department has set out how it will support local services through the winter, and which of them will be open "
    "on public holidays. Residents can find the full list at their town hall, where staff answer their questions. "
)
BODY = "".join(f"<p>{text}</p>" for text in (TEXT, TEXT.upper().capitalize(), TEXT.replace("winter", "summer")))
TEASERS = "".join(
    f'<li class="teaser"><span class="date">{day}.11.2023</span> <span class="author">By Rita Other</span>'
    f'<h3><a href="/news/{day}">Another piece</a></h3></li>'
    for day in range(11, 16)
)


def meta(name: str, content: str) -> str:
    """A `<meta>` element."""
    return f'<meta name="{name}" content="{content}">'


def article(
    *,
    head: str = "",
    top: str = "",
    above: str = "",
    below: str = "",
    body: str = BODY,
    end: str = "",
    lang: str = "en",
    url: str = "https://www.example.org/news/support-for-local-services",
) -> Article:
    """The Article of a page with `head` in its head, `top` in the site's header, `above` and `below` the headline."""
    html = f"""<!doctype html><html lang="{lang}"><head><meta charset="utf-8">
<title>Support for local services</title>{head}</head>
<body><header class="site-header">{top}<nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
<main><article>{above}<h1>Support for local services</h1>{below}{body}{end}</article></main>
<section class="related"><h2>More news</h2><ul>{TEASERS}</ul></section>
<footer>© 2024 Department</footer></body></html>"""
    return parse_article(html.encode(), url)
