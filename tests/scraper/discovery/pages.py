"""Listing pages made up for the tests: the shapes that the widespread systems of government sites give them.

Each is a function from nothing to a Listing, its name the shape's. Titles, sites and offices are invented. Every page
has the furniture of a real one (menus, filters, calls for feedback, footers), since telling articles from that is
what is tested.
"""

# ruff: noqa: E501 - markup in long lines, as it is served

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

ENGLISH = [
    "Minister opens new bridge over the River Alder",
    "Statement on the winter floods",
    "Two hundred new rangers for national parks",
    "Grants of $4 million for rural libraries announced",
    "Harbour to close for repairs in March",
    "Senator calls for review of lighthouse funding",
    "Report: Fewer accidents on country roads",
    "Water quality improves for third year running",
    "Budget vote",
    "New passport office opens in Larkfield",
    "Governor appoints members to the coastal commission",
    "Public consultation on the night train begins",
]
FRENCH = [
    "Les gendarmes du lac renforcent leurs patrouilles",
    "Le ministre inaugure le pont de Valmont",
    "Qualité de l’eau : des progrès pour la troisième année",
    "Crues d’hiver : l’État aux côtés des sinistrés",
    "Recrutement : deux cents postes ouverts",
    "Un nouveau commissariat à Larcenay",
    "Enquête publique sur le train de nuit",
    "Journées du patrimoine : le programme",
    "Sécurité routière : bilan de l’été",
    "Vœux du préfet",
]
GERMAN = [
    "Ministerin eröffnet neue Brücke über die Alder",
    "Hochwasser: Land stellt Soforthilfe bereit",
    "Zweihundert neue Stellen für Nationalparks",
    "Bibliotheken auf dem Land erhalten vier Millionen Euro",
    "Badeseen so sauber wie lange nicht",
    "Nachtzug: Anhörung beginnt im Mai",
    "Bundesrat stimmt Küstengesetz zu",
    "Weniger Unfälle auf Landstraßen",
    "Haushalt 2024",
    "Neues Passamt in Lerchenfeld",
]
SPANISH = [
    "El ministro inaugura el puente sobre el río Aliso",
    "Doscientas nuevas plazas para los parques nacionales",
    "Mejora la calidad del agua por tercer año",
    "Ayudas para las bibliotecas rurales",
    "El puerto cerrará por obras en marzo",
    "Nueva oficina de pasaportes en Alondra",
    "Consulta pública sobre el tren nocturno",
    "Menos accidentes en las carreteras secundarias",
]
CHINESE = [
    "省政府召开常务会议研究河道治理工作",
    "全省农村图书馆建设资金下达",
    "关于加强山区公路安全的通知",
    "阿尔德河大桥正式通车",
    "国家公园新增护林员二百名",
    "水质连续三年改善",
    "沿海委员会成员名单公布",
    "夜间列车方案征求意见",
]
RUSSIAN = [
    "Министр открыл новый мост через реку Ольху",
    "Двести новых егерей для национальных парков",
    "Качество воды растёт третий год подряд",
    "Сельские библиотеки получат четыре миллиона",
    "Порт закроют на ремонт в марте",
    "В Жаворонково открылся паспортный стол",
]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page as served, its address, and the articles that it lists."""

    url: str
    html: bytes
    articles: tuple[str, ...]


SHAPES: dict[str, Callable[[], Listing]] = {}


def shape(function: Callable[[], Listing]) -> Callable[[], Listing]:
    SHAPES[function.__name__] = function
    return function


def slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]


def day(number: int) -> dt.date:
    """The date of the article of this number: later articles are older, at uneven distances."""
    return dt.date(2024, 3, 28) - dt.timedelta(days=number * number + 2 * number)


def american(date: dt.date) -> str:
    return f"{date:%B} {date.day}, {date.year}"


def french(date: dt.date) -> str:
    months = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ]
    return f"{date.day} {months[date.month - 1]} {date.year}"


def links(*pairs: tuple[str, str], item: str = "li") -> str:
    return "".join(f'<{item}><a href="{href}">{text}</a></{item}>' for href, text in pairs)


MENU = links(
    ("/", "Home"),
    ("/about", "About us"),
    ("/about/organisation-and-leadership", "Organisation and leadership"),
    ("/about/history", "History"),
    ("/services/apply-for-a-permit-or-licence", "Apply for a permit or licence"),
    ("/services/report-a-problem-on-the-road", "Report a problem on the road"),
    ("/services/grants", "Grants"),
    ("/topics/water-and-rivers", "Water and rivers"),
    ("/topics/roads-and-bridges", "Roads and bridges"),
    ("/topics/parks", "Parks"),
    ("/news", "News"),
    ("/news/press-releases", "Press releases"),
    ("/news/speeches", "Speeches"),
    ("/events", "Events"),
    ("/contact", "Contact"),
)
FOOTER = links(
    ("/accessibility-statement", "Accessibility statement"),
    ("/privacy-and-cookies", "Privacy and cookies policy"),
    ("/freedom-of-information", "Freedom of information"),
    ("/sitemap", "Site map"),
    ("https://twitter.example/ministry", "Follow us"),
    ("https://www.facebook.com/sharer.php?u=x", "Share"),
    ("mailto:press@ministry.example", "press@ministry.example"),
)


def modern(main: str, *, aside: str = "", lang: str = "en", head: str = "") -> bytes:
    """A page of today around `main`: landmarks, a menu, a footer."""
    return f"""<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>News</title>{head}</head><body>
    <a class="skip-link" href="#main">Skip to main content</a>
    <header><a href="/" class="logo">Ministry</a><nav aria-label="Main"><ul>{MENU}</ul></nav></header>
    <nav class="breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ol></nav>
    <main id="main"><h1>News</h1>{main}</main><aside>{aside}</aside>
    <footer><ul>{FOOTER}</ul><p>Was this page <a href="/feedback?about=news">useful</a>?</p></footer>
    </body></html>""".encode()


def tables(main: str, *, lang: str = "en", charset: str = "iso-8859-1") -> bytes:
    """A page of twenty years ago around `main`: tables for layout, no landmark, no useful class."""
    menu = MENU.replace("<li>", "<tr><td>").replace("</li>", "</td></tr>")
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>News</title></head>
    <body bgcolor="#ffffff"><table width="780" border="0"><tr><td colspan="3"><img src="/banner.gif" alt="">
    <a href="/index.html"><img src="/home.gif" alt="Home"></a></td></tr><tr><td width="150" valign="top">
    <table border="0">{menu}</table></td><td width="480" valign="top">{main}</td><td width="150" valign="top">
    <p><a href="/newsletter/subscribe.html">Subscribe to our weekly newsletter</a></p>
    <p><a href="/files/annual-report-2023.pdf">Read the annual report for the year 2023</a></p></td></tr>
    <tr><td colspan="3"><font size="1">{FOOTER.replace("<li>", " | ").replace("</li>", "")}</font></td></tr></table>
    </body></html>""".encode(charset, "xmlcharrefreplace")


def divs(main: str, *, lang: str = "en", aside: str = "") -> bytes:
    """A page without landmarks: nothing but div, ul and generated class names."""
    return f"""<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>News</title></head><body>
    <div class="a1"><div class="a2"><ul class="b1">{MENU}</ul></div></div>
    <div class="c1"><div class="c2"><div class="c3">{main}</div><div class="c4">{aside}</div></div></div>
    <div class="d1"><ul class="b1">{FOOTER}</ul></div></body></html>""".encode()


EVENTS = (
    "<h2>Coming up</h2><ul>"
    + "".join(
        f'<li><span>{number + 3} May 2024</span> <a href="/events/{slug(name)}">{name}</a></li>'
        for number, name in enumerate(
            ["Open day at the weather station", "River festival in Larkfield", "Lecture on the night train"]
        )
    )
    + "</ul>"
)


@shape
def drupal_view() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH):
        path = f"/news/press-releases/{slug(title)}"
        urls.append(f"https://ministry.example{path}")
        rows += f"""<div class="views-row views-row-{number + 1} views-row-{("odd", "even")[number % 2]}">
        <div class="views-field views-field-title"><span class="field-content"><a href="{path}">{title}</a></span></div>
        <div class="views-field views-field-created"><span class="field-content">{american(day(number))}</span></div>
        <div class="views-field views-field-field-topic"><a href="/topics/parks">Parks</a>, <a href="/news/press-releases">Press release</a></div>
        <div class="views-field views-field-body"><p>The ministry said today that work would begin at once.</p></div></div>"""
    pager = (
        '<ul class="pager">' + links(*((f"/news/press-releases?page={n}", str(n + 1)) for n in range(1, 9))) + "</ul>"
    )
    filters = (
        '<div class="view-filters"><ul>'
        + links(*((f"/news/press-releases?year={y}", str(y)) for y in range(2015, 2025)))
        + "</ul></div>"
    )
    return Listing(
        "https://ministry.example/news/press-releases", modern(filters + rows + pager, aside=EVENTS), tuple(urls)
    )


@shape
def wordpress_archive() -> Listing:
    posts, urls = "", []
    for number, title in enumerate(ENGLISH[:10]):
        url = f"https://blog.ministry.example/{day(number):%Y/%m}/{slug(title)}/"
        urls.append(url)
        posts += f"""<article id="post-{900 - number}" class="post-{900 - number} post type-post category-{slug(title)[:5]} hentry">
        <header class="entry-header"><div class="cat-links"><a href="https://blog.ministry.example/category/{("rivers", "roads")[number % 2]}/" rel="category tag">Rivers</a></div>
        <h2 class="entry-title"><a href="{url}" rel="bookmark">{title}</a></h2>
        <div class="entry-meta"><a href="{url}"><time datetime="{day(number)}">{american(day(number))}</time></a> by
        <a href="https://blog.ministry.example/author/press-office/">Press office</a></div></header>
        <div class="entry-summary"><p>The ministry said today that work would begin at once, and that nobody need worry.
        <a href="{url}" class="more-link">Continue reading</a></p></div>
        <footer class="entry-footer"><a href="{url}#respond">Leave a comment</a> <a href="https://blog.ministry.example/tag/bridges-and-tunnels-of-the-north/">bridges</a></footer></article>"""
    aside = (
        "<h2>Archives</h2><ul>"
        + links(
            *(
                (f"https://blog.ministry.example/2023/{m:02}/", f"{dt.date(2023, m, 1):%B} 2023")
                for m in range(12, 0, -1)
            )
        )
        + "</ul><h2>Categories</h2><ul>"
        + links(
            *(
                (f"https://blog.ministry.example/category/{c}/", f"{c.title()} (12)")
                for c in ("rivers", "roads", "parks", "grants")
            )
        )
        + "</ul>"
    )
    older = '<div class="nav-links"><a href="https://blog.ministry.example/page/2/">Older posts</a></div>'
    return Listing("https://blog.ministry.example/", modern(posts + older, aside=aside), tuple(urls))


@shape
def coldfusion_records() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH):
        path = f"/public/index.cfm/press-releases?ID={number:08X}-1D2C-4A5B-9E8F-{number * 7919:012X}"
        urls.append(f"http://www.senator.example{path}")
        rows += f"<tr><td>{day(number):%m/%d/%y}</td><td><a href='{path}'>{title}</a></td></tr>"
    pages = "".join(f" <a href='/public/index.cfm/press-releases?p={n}'>{n}</a>" for n in range(2, 9))
    months = "".join(f"<option value='{m}'>{m}</option>" for m in range(1, 13))
    body = f"""<h3>Press Releases</h3><form action="/public/index.cfm/press-releases"><select>{months}</select></form>
    <table class="recordList"><tr><th><a href="/public/index.cfm/press-releases?orderby=date">Date</a></th>
    <th><a href="/public/index.cfm/press-releases?orderby=title">Title</a></th></tr>{rows}</table>{pages}"""
    return Listing("http://www.senator.example/public/index.cfm/press-releases", tables(body), tuple(urls))


@shape
def fuseaction_menu_and_articles_share_one_script() -> Listing:
    rows, urls = "", []
    base = "http://www.senator.example/index.cfm"
    for number, title in enumerate(ENGLISH):
        query = f"FuseAction=PressOffice.PressReleases&ContentRecord_id={number * 104729:x}-a1&Region_id="
        urls.append(f"{base}?{query}")
        rows += f'<br><b>{day(number):%m/%d/%Y}</b> - <a href="index.cfm?{query.replace("&", "&amp;")}">{title}</a><br>'
    menu = "".join(
        f'<a href="index.cfm?FuseAction={name}">{words}</a><br>'
        for name, words in [
            ("AboutSenator.Biography", "Biography"),
            ("AboutSenator.Committees", "Committee Assignments"),
            ("Constituents.Casework", "Help with Federal Agencies"),
            ("Constituents.FlagRequests", "Order a Flag Flown over the Capitol"),
            ("IssuesAndLegislation.Issues", "Issues"),
            ("PressOffice.Photos", "Photos"),
            ("PressOffice.Audio", "Audio and Video"),
            ("Contact.Form", "Email the Senator"),
        ]
    )
    return Listing(
        f"{base}?FuseAction=PressOffice.PressReleases",
        f"<html><body><table><tr><td>{menu}</td><td><p>{rows}</p></td></tr></table></body></html>".encode(),
        tuple(urls),
    )


@shape
def document_query_with_posted_by() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH):
        url = f"http://member.example/news/documentsingle.aspx?DocumentID={398000 - number * 37}"
        urls.append(url)
        rows += f"""<li><a id="ctl00_ctl{number:02}_Hyper" class="middleheadline" href="documentsingle.aspx?DocumentID={398000 - number * 37}">{title}</a>
        <br><span class="middlecopy">Posted by Larkfield on {american(day(number))}</span></li>"""
    pages = "".join(f'<a href="documentquery.aspx?DocumentTypeID=27&amp;Page={n}">{n}</a> ' for n in range(2, 7))
    types = links(
        *(
            (f"documentquery.aspx?DocumentTypeID={n}", words)
            for n, words in ((27, "Press Releases"), (28, "Columns and Editorials of the Member"), (29, "Speeches"))
        )
    )
    main = f'<ul class="types">{types}</ul><ul class="UnorderedNewsList">{rows}</ul><div>{pages}</div>'
    return Listing("http://member.example/news/documentquery.aspx?DocumentTypeID=27", divs(main), tuple(urls))


@shape
def titles_in_text_links_say_read_more() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH):
        path = f"/newsroom/release/{slug(title)}"
        urls.append(f"https://ministry.example{path}")
        rows += f"""<div class="rel"><p class="when">{american(day(number))}</p><h3>{title}</h3>
        <p>Work will begin at once, the ministry said.</p><a class="btn" href="{path}">Read more</a></div>"""
    return Listing("https://ministry.example/newsroom", divs(rows, aside=EVENTS), tuple(urls))


@shape
def dates_are_the_links() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH):
        path = f"/press/{day(number):%Y%m%d}.htm"
        urls.append(f"http://ministry.example{path}")
        rows += f'<p><a href="{path}">{day(number):%m/%d/%Y}</a> {title}</p>'
    return Listing("http://ministry.example/press/index.htm", tables(rows), tuple(urls))


@shape
def months_with_undated_lists() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH):
        if number % 3 == 0:
            rows += ("</ul>" if number else "") + f"<h3>{day(number):%B %Y}</h3><ul>"
        path = f"/news/pr_{2024000 + number}.html"
        urls.append(f"http://ministry.example{path}")
        rows += f'<li><a href="{path}">{title}</a></li>'
    return Listing("http://ministry.example/news/", tables(rows + "</ul>"), tuple(urls))


@shape
def govuk_document_list() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH):
        path = f"/government/{('news', 'speeches', 'news')[number % 3]}/{slug(title)}"
        urls.append(f"https://www.state.example{path}")
        rows += f"""<li class="gem-c-document-list__item"><div class="gem-c-document-list__item-title"><a class="govuk-link" href="{path}">{title}</a></div>
        <p class="gem-c-document-list__item-description">Work will begin at once, the ministry said today.</p>
        <ul class="gem-c-document-list__item-metadata"><li>From: Ministry of Rivers</li><li>Updated: <time datetime="{day(number)}">{day(number).day} {day(number):%B %Y}</time></li></ul></li>"""
    facets = "".join(
        f'<li><a href="/search/news-and-communications?topic={t}">{t.title()} (34)</a></li>'
        for t in ("rivers", "roads", "parks")
    )
    main = f"""<div class="facets"><ul>{facets}</ul><a href="/search/news-and-communications.atom">Subscribe to feed</a>
    <a href="/email-signup?link=/search/news-and-communications">Get emails about this list of results</a></div>
    <ul class="gem-c-document-list">{rows}</ul><nav class="gem-c-pagination"><a rel="next" href="/search/news-and-communications?page=2">Next page <span>2 of 4,711</span></a></nav>"""
    return Listing("https://www.state.example/search/news-and-communications", modern(main), tuple(urls))


@shape
def dsfr_cards() -> Listing:
    cards, urls = "", []
    for number, title in enumerate(FRENCH):
        path = f"/actualites/{slug(title)}"
        urls.append(f"https://www.ministere.example{path}")
        cards += f"""<div class="fr-col-12 fr-col-md-4"><div class="fr-card fr-enlarge-link"><div class="fr-card__body"><div class="fr-card__content">
        <h3 class="fr-card__title"><a href="{path}">{title}</a></h3><p class="fr-card__desc">Le ministère annonce le début des travaux.</p>
        <div class="fr-card__start"><ul class="fr-tags-group"><li><a class="fr-tag" href="/actualites?theme=eau">Eau et rivières</a></li></ul>
        <p class="fr-card__detail">Publié le {french(day(number))}</p></div></div></div>
        <div class="fr-card__header"><img src="/i{number}.jpg" alt=""></div></div></div>"""
    pages = "".join(f'<li><a class="fr-pagination__link" href="/actualites?page={n}">{n}</a></li>' for n in range(1, 6))
    main = f'<div class="fr-grid-row">{cards}</div><nav class="fr-pagination"><ul>{pages}</ul></nav>'
    return Listing("https://www.ministere.example/actualites", modern(main, lang="fr"), tuple(urls))


@shape
def ez_publish_lines() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(FRENCH):
        path = f"/info/actualites/2024/{slug(title).replace('-', '_')}"
        urls.append(f"https://www.gendarmes.example{path}")
        rows += f"""<div class="content-view-line"><div class="class-article float-break"><div class="attribute-image">
        <a href="{path}"><img src="/var/site/{number}.jpg" alt="{title}"></a></div><h2><a href="{path}">{title}</a></h2>
        <div class="attribute-byline"><p class="date">{day(number):%d/%m/%Y}</p></div><div class="attribute-short"><p>Les équipes se sont mobilisées.</p></div>
        <p class="suite"><a href="{path}">Lire la suite</a></p></div></div>"""
    pages = "".join(
        f'<span class="other"><a href="/info/actualites/(offset)/{n}0">{n + 1}</a></span>' for n in range(1, 9)
    )
    side = (
        '<div class="bloc"><h2>Dossiers</h2><ul>'
        + links(
            ("/info/dossiers/cyber", "Cyber"),
            ("/info/histoire", "Histoire"),
            ("/info/recrutement-et-concours-de-la-fonction", "Recrutement"),
        )
        + "</ul></div>"
    )
    return Listing(
        "https://www.gendarmes.example/info/actualites", divs(rows + pages, lang="fr", aside=side), tuple(urls)
    )


@shape
def typo3_news() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(GERMAN):
        path = f"/presse/meldungen/detail/{slug(title)}"
        urls.append(f"https://www.land.example{path}")
        rows += f"""<div class="article articletype-0" itemscope itemtype="http://schema.org/Article"><div class="header"><h3>
        <a itemprop="url" title="{title}" href="{path}"><span itemprop="headline">{title}</span></a></h3></div>
        <div class="teaser-text"><div itemprop="description"><p>Das Land stellt die Mittel sofort bereit.</p></div>
        <a class="more" title="{title}" href="{path}">Weiterlesen</a></div>
        <div class="footer"><p><span class="news-list-date"><time itemprop="datePublished" datetime="{day(number)}">{day(number):%d.%m.%Y}</time></span>
        <span class="news-list-category">Umwelt</span></p></div></div>"""
    pages = links(*((f"/presse/meldungen/seite/{n}?cHash=ab{n}", str(n)) for n in range(2, 6)))
    return Listing(
        "https://www.land.example/presse/meldungen",
        modern(rows + f'<ul class="f3-widget-paginator">{pages}</ul>', lang="de"),
        tuple(urls),
    )


@shape
def gsb_teasers_nested_in_links() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(GERMAN):
        path = f"SharedDocs/Pressemitteilungen/DE/2024/{day(number):%y%m%d}_{slug(title)[:12]}.html"
        urls.append(f"https://www.bund.example/{path};jsessionid=AB12.live11?nn=4711")
        rows += f"""<div class="c-search-result-teaser"><a class="c-teaser__link" href="{path};jsessionid=AB12.live11?nn=4711">
        <p class="c-topline"><span>Datum</span> {day(number):%d.%m.%Y}</p><h3>{title}</h3><p>Das Land stellt die Mittel sofort bereit, sagte die Ministerin.</p></a></div>"""
    head = '<base href="https://www.bund.example/">'
    page = modern(f'<div class="results">{rows}</div>', lang="de", head=head)
    return Listing(
        "https://www.bund.example/DE/Presse/Pressemitteilungen/pressemitteilungen_node.html", page, tuple(urls)
    )


@shape
def uswds_collection() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH):
        path = f"/news/{day(number).year}/{slug(title)}"
        urls.append(f"https://www.agency.example{path}")
        rows += f"""<li class="usa-collection__item"><div class="usa-collection__calendar-date"><time datetime="{day(number)}"><span>{day(number):%b}</span><span>{day(number).day}</span></time></div>
        <div class="usa-collection__body"><h4 class="usa-collection__heading"><a class="usa-link" href="{path}">{title}</a></h4><p class="usa-collection__description">Work will begin at once.</p>
        <ul class="usa-collection__meta"><li class="usa-tag"><a href="/topics/rivers">Rivers</a></li></ul></div></li>"""
    return Listing(
        "https://www.agency.example/news", modern(f'<ul class="usa-collection">{rows}</ul>', aside=EVENTS), tuple(urls)
    )


@shape
def canada_wet_articles() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH):
        url = f"https://www.dominion.example/en/rivers/news/2024/03/{slug(title)}.html"
        urls.append(url)
        rows += f"""<article class="item"><h3 class="h5"><a href="{url}">{title}</a></h3><p><time datetime="{day(number)} 10:00">{day(number)} 10:00</time> | Ministry of Rivers | news releases</p>
        <p>Work will begin at once, the ministry said.</p></article>"""
    pages = links(*((f"?start={n}0", str(n + 1)) for n in range(1, 9)))
    return Listing(
        "https://www.dominion.example/en/news/advanced-news-search/news-results.html",
        modern(rows + f'<ul class="pagination">{pages}</ul>'),
        tuple(urls),
    )


@shape
def aem_teasers_without_dates() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH[:9]):
        path = f"/content/agency/en/home/newsroom/stories/{slug(title)}.html"
        urls.append(f"https://www.agency.example{path}")
        rows += f"""<div class="teaser aem-GridColumn aem-GridColumn--default--{4 + number % 2 * 4}"><div class="cmp-teaser" id="teaser-{number * 7919:x}"><div class="cmp-teaser__image"><a href="{path}"><img src="/i.jpg" alt=""></a></div>
        <div class="cmp-teaser__content"><h3 class="cmp-teaser__title"><a class="cmp-teaser__title-link" href="{path}">{title}</a></h3>
        <div class="cmp-teaser__description"><p>Read how it came about and who took part in the end.</p></div></div></div></div>"""
    return Listing(
        "https://www.agency.example/content/agency/en/home/newsroom/stories.html",
        modern(f'<div class="aem-Grid">{rows}</div>'),
        tuple(urls),
    )


@shape
def plone_tiles() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(SPANISH):
        url = f"https://www.gob.example/noticias/{slug(title)}"
        urls.append(url)
        rows += f"""<div class="tileItem visualIEFloatFix"><h2 class="tileHeadline"><a href="{url}" class="summary url">{title}</a></h2>
        <div class="documentByLine"><span>por <a href="https://www.gob.example/author/prensa">Prensa</a></span> — publicado {day(number):%d/%m/%Y}</div>
        <p class="tileBody"><span class="description">Las obras empezarán de inmediato.</span></p><p class="tileFooter"><a href="{url}">Leer más…</a></p></div>"""
    listing = "https://www.gob.example/noticias"
    batch = f'<div class="listingBar"><a href="{listing}?b_start:int=20">Siguientes 20 elementos »</a></div>'
    return Listing(listing, modern(rows + batch, lang="es"), tuple(urls))


@shape
def chinese_list_with_relative_addresses() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(CHINESE):
        name = f"{day(number):%Y%m}/t{day(number):%Y%m%d}_{880000 + number}.html"
        urls.append(f"http://www.sheng.example/xwzx/szyw/{name}")
        rows += f'<li><span>{day(number):%Y-%m-%d}</span><a href="./{name}" target="_blank" title="{title}">{title}</a></li>'
    menu = links(
        ("/", "首页"),
        ("/xwzx/", "新闻中心"),
        ("/zwgk/", "政务公开"),
        ("/hdjl/", "互动交流"),
        ("/xwzx/bmdt/", "部门动态"),
        ("/fw/", "便民服务大厅"),
    )
    html = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><div><ul>{menu}</ul></div>
    <div class="list"><ul>{rows}</ul></div><div class="page"><a href="index_1.html">2</a><a href="index_2.html">3</a><a href="index_1.html">下一页</a></div></body></html>"""
    return Listing("http://www.sheng.example/xwzx/szyw/", html.encode("gb2312"), tuple(urls))


@shape
def japanese_definition_list() -> Listing:
    titles = [
        "河川の水質が三年連続で改善",
        "新しい橋が開通しました",
        "国立公園の職員を募集します",
        "冬の洪水に関する大臣談話",
        "夜行列車に関する意見募集",
        "図書館への補助金について",
    ]
    rows, urls = "", []
    for number, title in enumerate(titles):
        path = f"/press/{day(number):%Y}/{day(number):%m%d}_{number:02}.html"
        urls.append(f"https://www.sho.example{path}")
        rows += f'<dt>{day(number).year}年{day(number).month}月{day(number).day}日</dt><dd><a href="{path}">{title}</a></dd>'
    return Listing("https://www.sho.example/press/index.html", divs(f"<dl>{rows}</dl>", lang="ja"), tuple(urls))


@shape
def russian_blocks() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(RUSSIAN):
        path = f"/events/news/{70000 - number * 13}/"
        urls.append(f"http://gov.example{path}")
        rows += f'<div class="hentry"><a href="{path}"><span class="time">{day(number).day} марта {day(number).year} года, 14:02</span><span class="name">{title}</span></a></div>'
    return Listing("http://gov.example/events/news/", divs(rows, lang="ru"), tuple(urls))


@shape
def paragraphs_with_breaks() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(GERMAN):
        path = f"pm{number + 101}.htm"
        urls.append(f"http://www.amt.example/presse/{path}")
        rows += f'{day(number):%d.%m.%Y}: <a href="{path}">{title}</a><br>\n'
    return Listing("http://www.amt.example/presse/presse.htm", tables(f"<h2>Presse</h2><p>{rows}</p>"), tuple(urls))


@shape
def bare_list_without_dates() -> Listing:
    rows, urls = "", []
    for title in ENGLISH:
        path = f"/newsroom/{slug(title)}"
        urls.append(f"https://ministry.example{path}")
        rows += f'<div class="x"><a href="{path}">{title}</a></div>'
    return Listing("https://ministry.example/newsroom", divs(rows), tuple(urls))


@shape
def handwritten_rows_of_uneven_markup() -> Listing:
    rows, urls = "", []
    wraps = ["<strong>{}</strong>", "{}", "<b><font size=2>{}</font></b>", "<em>{}</em>"]
    for number, title in enumerate(ENGLISH):
        path = f"/press/2024/release{number:03}.html"
        urls.append(f"http://ministry.example{path}")
        anchor = f'<a href="{path}">{title}</a>'
        rows += f"<p>{american(day(number))}<br>{wraps[number % 4].format(anchor)}</p>"
    return Listing("http://ministry.example/press/", tables(rows), tuple(urls))


@shape
def a_lead_story_and_three_columns() -> Listing:
    def card(number: int, level: str) -> str:
        path = f"/newsroom/articles/{1200 - number}"
        urls.append(f"https://ministry.example{path}")
        return f'<div class="card-{number}"><a href="{path}"><img src="x.jpg"></a><{level}><a href="{path}">{ENGLISH[number]}</a></{level}><span>{american(day(number))}</span></div>'

    urls: list[str] = []
    lead = f'<section class="lead">{card(0, "h2")}</section>'
    rows = "".join(
        f'<div class="row">{"".join(card(number, "h3") for number in range(first, first + 3))}</div>'
        for first in (1, 4, 7)
    )
    return Listing("https://ministry.example/newsroom", divs(lead + rows, aside=EVENTS), tuple(urls))


@shape
def several_languages_and_a_pdf_in_each_row() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH):
        path = f"/en/press/{number + 40}"
        urls.append(f"https://council.example{path}")
        rows += f"""<tr><td>{day(number):%d.%m.%Y}</td><td><a href="{path}">{title}</a></td>
        <td><a href="/fr/press/{number + 40}">FR</a> <a href="/de/press/{number + 40}">DE</a></td><td><a href="/files/pr{number + 40}.pdf">PDF (120 KB)</a></td></tr>"""
    return Listing("https://council.example/en/press", modern(f"<table><tbody>{rows}</tbody></table>"), tuple(urls))


@shape
def share_links_and_authors_in_each_item() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(SPANISH):
        path = f"/prensa/actualidad/Paginas/2024/{day(number):%d%m%y}-{slug(title)[:9]}.aspx"
        urls.append(f"https://www.gob.example{path}")
        rows += f"""<div class="noticia"><p class="fecha">{day(number):%d/%m/%Y}</p><p class="titulo"><a href="{path}">{title}</a></p><p>Las obras empezarán de inmediato.</p>
        <a href="https://www.facebook.com/sharer.php?u=https://www.gob.example{path}">Compartir en Facebook</a>
        <a href="/compartir/enviar-por-correo?url={path}">Enviar la noticia por correo electrónico</a></div>"""
    return Listing("https://www.gob.example/prensa/actualidad/Paginas/index.aspx", divs(rows, lang="es"), tuple(urls))


@shape
def short_titles_only() -> Listing:
    titles = ["Floods", "Budget", "New bridge", "Night train", "Larkfield", "Grants", "Harbour works", "Rangers"]
    rows, urls = "", []
    for number, title in enumerate(titles):
        path = f"/news/{slug(title)}"
        urls.append(f"https://town.example{path}")
        rows += f'<div class="n"><h3><a href="{path}">{title}</a></h3><span>{american(day(number))}</span></div>'
    return Listing("https://town.example/news", divs(rows), tuple(urls))


@shape
def three_articles_only() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(FRENCH[:3]):
        path = f"/actualites/{number + 1}-{slug(title)}"
        urls.append(f"https://commune.example{path}")
        rows += f'<li><a href="{path}">{title}</a> <small>{french(day(number))}</small></li>'
    return Listing("https://commune.example/actualites", modern(f"<ul>{rows}</ul>", lang="fr"), tuple(urls))
