"""Made-up listing pages on which something beside the articles looks like articles, or the articles hardly do."""

# ruff: noqa: E501 - markup in long lines, as it is served

from __future__ import annotations

import datetime as dt

from tests.scraper.discovery.pages import (
    ENGLISH,
    EVENTS,
    FRENCH,
    GERMAN,
    RUSSIAN,
    SPANISH,
    Listing,
    american,
    day,
    divs,
    french,
    links,
    modern,
    shape,
    slug,
    tables,
)


@shape
def long_menu_of_sentences_and_few_undated_articles() -> Listing:
    menu = "".join(
        f'<div class="m"><a href="/{area}/{slug(words)}">{words}</a></div>'
        for area in ("services", "district", "issues-and-votes", "about")
        for words in [
            "Getting help with a federal agency",
            "Ordering a flag flown over the Capitol",
            "Visiting the capital with your family",
            "Applying to a service academy",
            "Starting and growing a small business",
            "What the committees do and how to follow them",
            "Grants, loans and scholarships",
        ]
    )
    rows, urls = "", []
    for title in ENGLISH[:6]:
        path = f"/media/releases/{slug(title)}"
        urls.append(f"http://member.example{path}")
        rows += f'<div class="r"><a href="{path}">{title}</a><p>The ministry said today that work would begin at once, and more.</p></div>'
    return Listing("http://member.example/media/releases", divs(menu + rows), tuple(urls))


@shape
def press_releases_beside_the_news_of_others() -> Listing:
    rows, urls, others = "", [], ""
    for number, title in enumerate(ENGLISH[:8]):
        path = f"/news/press-releases/{slug(title)}"
        urls.append(f"https://member.example{path}")
        rows += f'<li><a href="{path}">{title}</a> <i>{american(day(number))}</i></li>'
        others += f'<li><a href="https://www.gazette{number}.example/2024/03/{slug(title)}">Gazette: {title}</a> <i>{american(day(number))}</i></li>'
    main = f"<h2>Press releases</h2><ul>{rows}</ul><h2>In the news</h2><ul>{others}</ul>"
    return Listing("https://member.example/news/press-releases", divs(main), tuple(urls))


@shape
def a_pdf_in_the_same_cell() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(GERMAN):
        path = f"/presse/2024/{number + 11:03}.html"
        urls.append(f"https://amt.example{path}")
        rows += f'<li>{day(number):%d.%m.%Y} <a href="{path}">{title}</a> (<a href="/presse/2024/{number + 11:03}.pdf">PDF</a>)</li>'
    return Listing("https://amt.example/presse/", divs(f"<ul>{rows}</ul>", lang="de"), tuple(urls))


@shape
def a_different_author_and_topic_in_each_item() -> Listing:
    people = ["Ann Alder", "Bo Birch", "Cy Cedar", "Di Dogwood", "Ed Elm", "Flo Fir", "Gus Gum", "Hal Hazel"]
    topics = [
        "Rivers and lakes of the north",
        "Roads",
        "Parks and recreation",
        "Rural libraries",
        "Harbours",
        "Lighthouses",
        "Budget",
        "Passports and visas",
    ]
    rows, urls = "", []
    for number, title in enumerate(ENGLISH[:8]):
        path = f"/blog/{slug(title)}"
        urls.append(f"https://ministry.example{path}")
        rows += f"""<div class="post"><div class="topic"><a href="/blog/section/{slug(topics[number])}">{topics[number]}</a></div>
        <h3><a href="{path}">{title}</a></h3><div>By <a href="/blog/writers/{slug(people[number])}">{people[number]}</a> on {american(day(number))}</div>
        <p>The ministry said, citing <a href="/library/report-{number + 2}-on-the-state-of-things">its own report on the state of things</a>, that work would begin.</p></div>"""
    return Listing("https://ministry.example/blog", divs(rows), tuple(urls))


@shape
def sixty_months_of_archive_and_topics_with_counts() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(FRENCH[:6]):
        path = f"/presse/communiques/{slug(title)}"
        urls.append(f"https://prefecture.example{path}")
        rows += f'<div class="i"><span class="d">{french(day(number))}</span><p><a href="{path}">{title}</a></p></div>'
    months = links(
        *(
            (f"/presse/communiques/{y}/{m:02}", f"{dt.date(y, m, 1):%m}/{y}")
            for y in range(2019, 2024)
            for m in range(1, 13)
        )
    )
    named = links(
        *(
            (f"/presse/communiques/archives/{m}-2023", f"{m} 2023 ({n + 3})")
            for n, m in enumerate(["janvier", "février", "mars", "avril", "mai"])
        )
    )
    topics = links(
        *(
            (f"/presse/communiques/themes/{slug(t)}", f"{t} (12)")
            for t in ["Eau et rivières du nord", "Routes", "Sécurité des personnes et des biens"]
        )
    )
    main = f"{rows}<ul>{months}</ul><ul>{named}</ul><ul>{topics}</ul>"
    return Listing("https://prefecture.example/presse/communiques", divs(main, lang="fr"), tuple(urls))


@shape
def joomla_blog_behind_one_script() -> Listing:
    base = "http://www.gob.example/index.php"
    rows, urls = "", []
    for number, title in enumerate(SPANISH):
        query = f"option=com_content&view=article&id={430 - number}:{slug(title)}&catid=8:noticias&Itemid=102"
        urls.append(f"{base}?{query}")
        href = f"/index.php?{query.replace('&', '&amp;')}"
        rows += f"""<div class="items-row cols-1 row-{number}"><div class="item column-1"><h2><a href="{href}">{title}</a></h2>
        <dl class="article-info"><dd class="published">Publicado el {day(number):%d-%m-%Y}</dd></dl><p>Las obras empezarán.</p><p class="readmore"><a href="{href}">Leer más: {title}</a></p></div></div>"""
    menu = links(
        *(
            (f"/index.php?option=com_content&amp;view=category&amp;id={n}&amp;Itemid={n + 90}", words)
            for n, words in (
                (8, "Noticias"),
                (9, "Transparencia y acceso a la información"),
                (10, "Trámites"),
                (11, "El ministerio y su organización"),
            )
        )
    )
    pages = links(
        *(
            (f"/index.php?option=com_content&amp;view=category&amp;id=8&amp;Itemid=102&amp;limitstart={n}0", str(n))
            for n in range(1, 7)
        )
    )
    return Listing(
        f"{base}?option=com_content&view=category&id=8&Itemid=102",
        divs(f"<ul>{menu}</ul>{rows}<ul>{pages}</ul>", lang="es"),
        tuple(urls),
    )


@shape
def typo3_before_speaking_addresses() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(GERMAN):
        query = f"id=120&tx_ttnews[tt_news]={2345 - number}&cHash={number * 7919:08x}"
        urls.append(f"http://www.kreis.example/index.php?{query}")
        rows += f'<div class="news-list-item"><span class="d">{day(number):%d.%m.%y}</span><h2><a href="index.php?{query.replace("&", "&amp;")}" title="{title}">{title}</a></h2><p>Das Land stellt die Mittel bereit.<a href="index.php?{query.replace("&", "&amp;")}">[mehr]</a></p></div>'
    menu = links(
        *(
            (f"index.php?id={n}", words)
            for n, words in (
                (5, "Der Landkreis"),
                (6, "Bürgerservice von A bis Z"),
                (7, "Bauen, Wohnen und Umwelt"),
                (8, "Kontakt"),
            )
        )
    )
    pages = "".join(f'<a href="index.php?id=119&amp;tx_ttnews[pointer]={n}">{n + 1}</a> ' for n in range(1, 5))
    return Listing(
        "http://www.kreis.example/index.php?id=119",
        divs(f"<ul>{menu}</ul>{rows}<p>{pages}</p>", lang="de"),
        tuple(urls),
    )


@shape
def two_articles_a_table_row() -> Listing:
    def cell(number: int) -> str:
        path = f"/NewsRoom/Details.aspx?NewsId={5000 - number}"
        urls.append(f"http://agency.example{path}")
        return f'<td><img src="t{number}.gif"><br><a href="{path}"><b>{ENGLISH[number]}</b></a><br>{american(day(number))}</td>'

    urls: list[str] = []
    rows = "".join(f"<tr>{cell(number)}{cell(number + 1)}</tr>" for number in range(0, 10, 2))
    return Listing("http://agency.example/NewsRoom/Default.aspx", tables(f"<table>{rows}</table>"), tuple(urls))


@shape
def tags_left_open_as_twenty_years_ago() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH):
        name = f"r{2024 - number // 4}{number:02}.html"
        urls.append(f"http://bureau.example/press/{name}")
        rows += f"<LI><FONT FACE=Arial>{day(number):%m/%d/%Y} <A HREF={name}>{title}</A>\n"
    menu = "".join(
        f'<A HREF="/{name}/index.html">{name.title()}</A><BR>\n' for name in ("about", "jobs", "data", "maps", "press")
    )
    return Listing(
        "http://bureau.example/press/index.html",
        f"<HTML><BODY><TABLE><TR><TD>{menu}<TD><UL>{rows}</UL></TABLE>".encode(),
        tuple(urls),
    )


@shape
def titles_as_pictures_with_alternative_text() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH[:8]):
        path = f"/stories/{slug(title)}/"
        urls.append(f"https://park.example{path}")
        rows += f'<div class="tile"><a href="{path}"><img src="/t/{number}.jpg" alt="{title}"></a></div>'
    return Listing("https://park.example/stories/", divs(rows), tuple(urls))


@shape
def a_calendar_beside_the_list() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(FRENCH[:7]):
        path = f"/actualites/{slug(title)}"
        urls.append(f"https://ville.example{path}")
        rows += f'<div class="v"><h3><a href="{path}">{title}</a></h3><p class="d">{day(number):%d/%m/%Y}</p></div>'
    grid = (
        "<table class='cal'>"
        + "".join(
            "<tr>"
            + "".join(
                f'<td><a href="/agenda/2024/03/{w * 7 + d + 1:02}" title="{w * 7 + d + 1} mars 2024">{w * 7 + d + 1}</a></td>'
                for d in range(7)
            )
            + "</tr>"
            for w in range(4)
        )
        + "</table>"
    )
    return Listing("https://ville.example/actualites", divs(rows, aside=grid + EVENTS, lang="fr"), tuple(urls))


@shape
def liferay_publisher() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(SPANISH):
        path = f"/web/gob/noticias/-/asset_publisher/aB3xYz/content/{slug(title)}?inheritRedirect=false"
        urls.append(f"https://www.gob.example{path}")
        rows += f'<div class="asset-abstract"><h3 class="asset-title"><a href="{path}">{title}</a></h3><div class="asset-summary">Las obras empezarán. <a href="{path}">Leer más <span class="hide-accessible">sobre {title}</span> »</a></div><span class="metadata-publish-date">{day(number):%d/%m/%y}</span></div>'
    return Listing("https://www.gob.example/web/gob/noticias", divs(rows, lang="es"), tuple(urls))


@shape
def dates_in_three_fields() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(RUSSIAN):
        path = f"/novosti/{91200 - number * 7}"
        urls.append(f"https://ministr.example{path}")
        when = day(number)
        rows += f'<a class="card" href="{path}"><div class="date"><b>{when.day}</b><i>марта</i><u>{when.year}</u></div><div class="t">{title}</div></a>'
    return Listing("https://ministr.example/novosti", divs(rows, lang="ru"), tuple(urls))


@shape
def headlines_of_one_word_link_and_tail_in_text() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH):
        path = f"/press/pr-{500 - number}.htm"
        urls.append(f"http://bureau.example{path}")
        first, _, rest = title.partition(" ")
        rows += f'<p><a href="{path}">{first}</a> {rest} ({american(day(number))})</p>'
    return Listing("http://bureau.example/press/", tables(rows), tuple(urls))


@shape
def results_of_a_faceted_search() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH):
        path = f"/en/newsroom/{slug(title)}-{day(number):%Y-%m-%d}_en"
        urls.append(f"https://union.example{path}")
        rows += f"""<article class="ecl-content-item"><ul class="ecl-content-block__primary-meta"><li>Press release</li><li><time datetime="{day(number)}">{day(number).day} {day(number):%B %Y}</time></li></ul>
        <div class="ecl-content-block__title"><a class="ecl-link" href="{path}">{title}</a></div><p>Work will begin at once.</p></article>"""
    facets = "".join(
        f'<li><a href="/en/newsroom?f%5B0%5D=topic%3A{n}&amp;f%5B1%5D=type%3A7">{t} ({n + 20})</a></li>'
        for n, t in enumerate(["Rivers and lakes", "Roads", "Night trains and buses of the union"])
    )
    sort = '<a href="/en/newsroom?sort_by=title">Title</a> <a href="/en/newsroom?sort_by=date">Date of publication</a>'
    return Listing("https://union.example/en/newsroom", modern(f"<ul>{facets}</ul>{sort}{rows}"), tuple(urls))


@shape
def section_with_its_own_host() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(GERMAN):
        url = f"https://presse.stadt.example/meldung/{7400 - number}"
        urls.append(url)
        rows += f'<li><time datetime="{day(number)}">{day(number):%d.%m.}</time> <a href="{url}">{title}</a></li>'
    return Listing("https://www.stadt.example/aktuelles", modern(f"<ul>{rows}</ul>", lang="de"), tuple(urls))


@shape
def a_lone_teaser_above_short_undated_titles() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(
        ["Floods in the valley", "Budget vote", "New bridge opens", "Night train hearing", "Harbour works in March"]
    ):
        path = f"/press/show.aspx?id={5100 - number}"
        urls.append(f"https://town.example{path}")
        rows += f'<li><a href="{path}">{title}</a></li>'
    teaser = """<div class="t"><h3><a href="/citizens-and-visitors/what-to-do-when-the-river-rises">What to do when the river rises</a></h3>
    <p>Updated on March 3, 2024: all that you need to know, on one page, for citizens and visitors alike.</p></div>"""
    return Listing("https://town.example/press/", divs(f"{teaser}<ul>{rows}</ul>"), tuple(urls))


@shape
def the_last_page_with_one_article() -> Listing:
    url = f"https://ministry.example/news/{slug(ENGLISH[0])}"
    row = f'<div class="n"><h3><a href="/news/{slug(ENGLISH[0])}">{ENGLISH[0]}</a></h3><p>{american(day(0))}</p></div>'
    pages = "".join(f'<a href="/news?page={number}">{number}</a>' for number in range(1, 7))
    return Listing("https://ministry.example/news?page=7", modern(f"{row}<nav>{pages}</nav>"), (url,))


@shape
def events_in_the_very_form_of_news() -> Listing:
    rows, urls, events = "", [], ""
    for number, title in enumerate(ENGLISH[:5]):
        urls.append(f"https://ministry.example/news/{slug(title)}")
        rows += f'<div class="i"><a href="/news/{slug(title)}"><h3>{title}</h3></a><span>{american(day(number))}</span></div>'
        events += f'<div class="i"><a href="/events/{slug(title)}"><h3>Talk: {title}</h3></a><span>{american(day(number))}</span></div>'
    main = f"<div><h2>Latest news</h2>{rows}</div><div><h2>Coming events</h2>{events}</div>"
    return Listing("https://ministry.example/news", divs(main), tuple(urls))


@shape
def lists_by_month_and_the_years_before() -> Listing:
    rows, urls = "", []
    for month in ("06", "05"):
        items = [(f"/newsroom/2023/{month}-{number}/", title) for number, title in enumerate(ENGLISH[:4])]
        urls += [f"https://town.example{path}" for path, _ in items]
        rows += f"<h2>{month}/2023</h2><ul>{links(*items)}</ul>"
    years = links(*((f"/newsroom/{year}/", str(year)) for year in (2022, 2021)))
    return Listing("https://town.example/newsroom/", divs(f"{rows}<h2>Archive</h2><ul>{years}</ul>"), tuple(urls))


@shape
def a_blog_whose_dates_are_links() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH[:4]):
        path = f"/{day(number):%Y/%m/%d}/{slug(title)}/"
        urls.append(f"https://ministry.example{path}")
        rows += (
            f'<article><h2><a href="{path}">{title}</a></h2><p><a href="/{day(number):%Y/%m/%d}/">{american(day(number))}</a></p>'
            f'<p>Words of it. <a href="{path}#more">Continue</a></p></article>'
        )
    return Listing("https://ministry.example/blog/", modern(rows), tuple(urls))


@shape
def the_page_of_older_releases_beside_the_list() -> Listing:
    rows, urls = "", []
    for number, title in enumerate(ENGLISH[:5]):
        path = f"/press/pr{day(number):%m%d%y}.shtml"
        urls.append(f"http://member.example{path}")
        rows += f'<tr><td>{day(number):%m/%d/%y}</td><td><a href="{path}">{title}</a></td></tr>'
    main = f'<table>{rows}</table><p><a href="archive.shtml">All press releases since the year 2001</a></p>'
    return Listing("http://member.example/press/index.shtml", tables(main), tuple(urls))
