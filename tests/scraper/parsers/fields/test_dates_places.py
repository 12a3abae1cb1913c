"""Where a page tells its day of publication: kinds of places, in made-up pages of many content systems."""

# ruff: noqa: E501 - markup in long lines, as it is served

from __future__ import annotations

from typing import Any

import pytest

from archive.model.article import Article
from scraper.parsers import parse_article

P = (
    "The ministry said on Friday that the new bridge over the river will open to traffic in June, after two years of "
    "work that cost twelve million euros and employed ninety people from the valley."
)
Q = (
    "Another sentence follows, in which the mayor of the town thanks everybody who took part in the work and promises "
    "that the old bridge will be kept for those who walk."
)


def page(
    *,
    before: str = "",
    first: str = "",
    last: str = "",
    after: str = "",
    aside: str = "",
    head: str = "",
    end: str = "",
    lang: str = "en",
    h1: str = "A new bridge opens in the valley",
    url: str = "https://www.works.example/news/bridge",
) -> Article:
    """A page without class names or metadata that would tell: only where and how the day is said can."""
    return parse_article(
        f'''<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{h1}</title>{head}</head><body>
        <header><a href="/">Ministry of Works</a><nav><a href="/news">News</a> <a href="/about">About</a></nav></header>
        <div class="c1"><div class="c2">{before}<h1>{h1}</h1>{first}<p>{P}</p><p>{Q}</p><p>{P} {Q}</p>{last}</div>{after}
        <div class="c3">{aside}</div></div><footer>© 2023 Ministry of Works <a href="/imprint">Imprint</a></footer>{end}
        </body></html>'''.encode(),
        url,
    )


@pytest.mark.parametrize(
    "places",
    [
        {"first": f"<p>4 February 2020. {P}</p>"},
        {"first": f"<p><b>Rome, 4 February 2020</b> {P}</p>"},
        {"first": f"<p>(Paris, le 4 février 2020) {P}</p>", "lang": "fr"},
        {"first": f"<p>WASHINGTON, D.C. (February 4, 2020) – {P}</p>", "lang": "en-US"},
        {"first": "<p>FOR IMMEDIATE RELEASE February 4, 2020</p>", "lang": "en-US"},
        {"first": f"<p><strong>04.02.2020</strong> {P}</p>", "lang": "de"},
        {"first": f"<p>Madrid, 4 de febrero de 2020.- {P}</p>", "lang": "es"},
        {"first": f"<p>Warszawa, 4 lutego 2020 r. {P}</p>", "lang": "pl"},
        {"first": f"<p>{P}</p><p>04.02.2020 {Q} {P}</p>", "lang": "de"},
        {"first": f"<p>NEW DELHI, Feb 4, 2020: {P}</p>"},
        {"first": f"<p>新华社北京2020年2月4日电 {P}</p>", "lang": "zh"},
        {"last": "<p>Berlin, den 4. Februar 2020</p>", "lang": "de"},
        {"last": "<p>Paris, le 4 février 2020.</p>", "lang": "fr"},
        {"last": "<p>(4 février 2020)</p>", "lang": "fr"},
        {"last": "<p>Posted 2/4/2020</p>", "lang": "en-US"},
        {"last": "<p>04.02.2020 / Pressestelle</p>", "lang": "de"},
        {"last": "<p style='text-align:right'>2020年2月4日</p>", "lang": "zh"},
        {"last": "<p>Rīga, 2020. gada 4. februāris</p>", "lang": "lv"},
        {"last": "<p>Dieser Artikel wurde am 4. Februar 2020 um 14:48 Uhr veröffentlicht.</p>", "lang": "de"},
        {"last": "<p>This entry was posted in News on February 4, 2020 by admin.</p>"},
        {"last": "<p>Cet article a été publié le 4 février 2020 dans Actualités.</p>", "lang": "fr"},
        {"last": "<div class='meta'>Von Christian am 04.02.2020, 11:51 | 0 Meinungen | Energie</div>", "lang": "de"},
        {
            "last": "<div>Friday, February 04, 2020/Categories: Modeling, Analysis, Predictions, and Projections, News, Task Force news</div>",
            "lang": "en-US",
        },
        {"after": "<div>Publicado: 4/2/2020 | Visto 123 veces</div>", "lang": "es"},
        {"after": "<div>Erstellt am 04.02.2020</div>", "lang": "de"},
        {"after": "<dl><dt>Date</dt><dd>4 Feb 2020</dd><dt>Category</dt><dd>Roads</dd></dl>"},
        {"after": "<footer class='entry-footer'>4 February 2020 | Roads</footer>"},
        {"after": "<table><tr><td>Published:</td><td>4 February 2020</td></tr></table>"},
        {
            "aside": "<aside><h3>Information</h3><dl><dt>Datum:</dt><dd>04.02.2020</dd><dt>Nummer</dt><dd>12/2020</dd></dl></aside>",
            "lang": "de",
        },
        {"aside": "<aside><p>Press Release Date: February 04, 2020</p></aside>"},
        {"aside": "<div><h4>Release Date</h4><p>February 4, 2020</p><h4>Contact</h4><p>Jane</p></div>"},
        {"aside": "<aside><ul><li>Publié le : 04/02/2020</li><li>Thème : Routes</li></ul></aside>", "lang": "fr"},
        {"before": "<aside class='sidebar'><p>Date published: 4 February 2020</p></aside>"},
        {"before": "<aside><div>4 February 2020</div></aside>"},
        {"end": '<script>window.__STATE__={"article":{"id":5,"datePublished":"2020-02-04T10:00:00Z"}}</script>'},
        {"end": '<script>var dataLayer=[{"publish_date":"2020-02-04"}];</script>'},
        {
            "end": '<script id="__NEXT_DATA__" type="application/json">{"props":{"post":{"title":"A new bridge","publishedAt":"2020-02-04T10:00:00.000Z"}}}</script>'
        },
        {"before": "<div class='date'><span>04</span><span>Feb</span><span>2020</span></div>"},
        {"before": "<div><div>04</div><div>Feb</div><div>2020</div></div>"},
        {"before": "<div><div>04</div><div>Feb 2020</div></div>"},
        {"before": "<div><div>Feb</div><div>04</div><div>2020</div></div>"},
        {"first": "<p class='d'><span>4</span> <span>février</span> <span>2020</span></p>", "lang": "fr"},
        {"first": "<div><b>4</b><br>février<br>2020</div>", "lang": "fr"},
        {"first": "<time><span>4</span><span>fév.</span><span>2020</span></time>", "lang": "fr"},
        {"first": "<div>成文日期：2020年02月01日 发布日期：2020年02月04日</div>", "lang": "zh"},
        {
            "first": "<table><tr><td>成文日期：</td><td>2020-02-01</td><td>发布日期：</td><td>2020-02-04</td></tr></table>",
            "lang": "zh",
        },
        {"first": "<p>Date of signature: 1 February 2020</p><p>Publication date: 4 February 2020</p>"},
        {"first": "<ul><li>Decision date: 1 February 2020</li><li>Released: 4 February 2020</li></ul>"},
        {"first": "<p>Adoptée le 1er février 2020 - Publiée le 4 février 2020</p>", "lang": "fr"},
        {"first": "<p>4 February 2020</p><p>Date of event: 10 March 2020</p>"},
        {"first": "<p>Veranstaltung am 10.03.2020</p><p>Meldung vom 04.02.2020</p>", "lang": "de"},
        {"first": "<p>When: 10 March 2020, 6 pm</p>", "last": "<p>4 February 2020</p>"},
        {
            "first": "<p>4 February 2020</p>",
            "head": '<meta property="article:published_time" content="2022-05-01T00:00:00Z">',
        },
        {"url": "https://www.works.example/news/04-02-2020-bridge"},
        {"url": "https://www.works.example/2020/02/04/bridge"},
        {"url": "https://www.works.example/news/20200204-bridge.html"},
        {"url": "https://www.works.example/news/bridge-2020-02-04"},
        {"h1": "04.02.2020 - A new bridge opens", "lang": "de"},
        {"before": "<p>Press release of 4 February 2020</p>"},
        {"before": "<p>Medieninformation Nr. 12 vom 04.02.2020</p>", "lang": "de"},
        {"before": "<p>N° 12/2020 - 4 février 2020</p>", "lang": "fr"},
        {"first": "<p>Comunicado 12 | 04/02/2020 | Por: Juan Pérez</p>", "lang": "es"},
        {"first": "<p>Δημοσίευση: 04/02/2020 12:30</p>", "lang": "el"},
        {"first": "<p>Дата публикации: 04.02.2020</p>", "lang": "ru"},
        {"first": "<p>등록일 2020-02-04 조회 123</p>", "lang": "ko"},
        {"first": "<p>Ngày đăng: 04/02/2020</p>", "lang": "vi"},
        {"first": "<p>วันที่ 4 กุมภาพันธ์ 2563</p>", "lang": "th"},
        {"first": "<p>Julkaistu 4.2.2020 klo 10.15</p>", "lang": "fi"},
        {"first": "<p>Megjelent: 2020. február 4.</p>", "lang": "hu"},
        {"first": "<p>Yayın tarihi: 04 Şubat 2020</p>", "lang": "tr"},
        {"first": "<p>प्रकाशित: 4 फरवरी 2020</p>", "lang": "hi"},
        {"first": "<p>نُشر في: 4 فبراير 2020</p>", "lang": "ar"},
        {"first": "<p>تاريخ النشر ٢٠٢٠/٠٢/٠٤</p>", "lang": "ar"},
        {"first": "<p>令和2年2月4日</p>", "lang": "ja"},
        {"first": "<p>Publikováno 4. 2. 2020</p>", "lang": "cs"},
        {"first": "<p>Diterbitkan: 4 Februari 2020</p>", "lang": "id"},
        {"first": "<p>Publicat el 4 de febrer de 2020</p>", "lang": "ca"},
        {"first": f"<p><em>Lisboa, 4 de fevereiro de 2020</em> – {P}</p>", "lang": "pt"},
        {"first": f"<p>BRUSSELS, 4 February 2020. {P}</p>"},
        {"first": f"<p>Bern, 04.02.2020. {P}</p>", "lang": "de"},
        {"first": f"<p>4 FEB 2020 | {P}</p>"},
        {"first": f"<p>Tuesday, February 4, 2020 {P}</p>", "lang": "en-US"},
        {"first": f"<p>Київ, 4 лютого 2020 року. {P}</p>", "lang": "uk"},
        {"first": f"<p>Praha 4. února 2020 – {P}</p>", "lang": "cs"},
        {"first": f"<p>Budapest, 2020. február 4. – {P}</p>", "lang": "hu"},
        {"first": f"<div><span>04/02/2020</span><span>{P}</span></div>", "lang": "fr"},
        {"last": "<p align=right>Roma, 4 febbraio 2020</p>", "lang": "it"},
        {"last": "<p>L'article a été mis en ligne le 4 février 2020 à 10h30.</p>", "lang": "fr"},
        {"last": "<div>Datum: 4. februar 2020 | Avtor: Urad vlade</div>", "lang": "sl"},
        {"last": "<p>Hannover, den 04.02.2020</p><p>Pressestelle</p>", "lang": "de"},
        {"last": "<div class=info>Autor: Jan Kowalski, 2020-02-04 10:15</div>", "lang": "pl"},
        {"last": "<p>发布时间：2020-02-04 来源：本站</p>", "lang": "zh"},
        {"after": "<div class=meta><span>Veröffentlicht</span><span>04.02.2020</span></div>", "lang": "de"},
        {"after": "<ul><li>Date: Feb 4, 2020</li><li>Type: Press release</li></ul>", "lang": "en-US"},
        {
            "aside": "<div class='box'><h3>About this release</h3><p>Published</p><p>4 February 2020</p><p>From</p><p>Ministry</p></div>"
        },
        {"aside": "<aside><p><strong>Erscheinungsdatum</strong><br>04.02.2020</p></aside>", "lang": "de"},
        {"before": "<div class=cal><span class=m>Feb</span><span class=d>04</span><span class=y>2020</span></div>"},
        {"before": "<div class=cal><p>4</p><p>Şubat</p><p>2020</p></div>", "lang": "tr"},
        {"before": "<div><div>2020</div><div>02/04</div></div>", "lang": "zh"},
        {"before": "<div><div>04</div><div>02.2020</div></div>", "lang": "de"},
        {"before": "<div><div>2020-02</div><div>04</div></div>", "lang": "zh"},
        {"first": "<div>印发日期：2020年1月31日</div><div>发布日期：2020年2月4日</div>", "lang": "zh"},
        {"first": "<p>Sitzung vom 31.01.2020</p><p>Veröffentlicht: 04.02.2020</p>", "lang": "de"},
        {"first": "<p>Fecha de publicación: 04/02/2020</p><p>Fecha de aprobación: 31/01/2020</p>", "lang": "es"},
        {"first": "<p>04.02.2020</p><p>Termin: 10.03.2020, 18 Uhr, Rathaus</p>", "lang": "de"},
        {"first": "<p>Published: 4 February 2020</p><p>Last updated: 3 January 2019</p>"},
        {"first": "<p>Lehdistötiedote 4.2.2020</p>", "lang": "fi"},
        {"first": "<p>Pressmeddelande från Regeringen, 04 februari 2020</p>", "lang": "sv"},
        {"first": "<p>Nr. 25/2020 vom 4. Februar 2020</p>", "lang": "de"},
        {"first": "<p>Thông cáo, Thứ ba, 04/02/2020 10:15 GMT+7</p>", "lang": "vi"},
        {"first": "<p>Posted On: 04 FEB 2020 3:15PM by PIB Delhi</p>"},
        {"first": "<p>Release No. 12-20 | Immediate Release | Feb. 4, 2020</p>", "lang": "en-US"},
        {
            "first": "<p>Última actualización: 5 de febrero de 2020</p><p>Publicado: 4 de febrero de 2020</p>",
            "lang": "es",
        },
        {"first": "<p>Дата: 04.02.2020 14:20 | Категорија: Вести</p>", "lang": "sr"},
        {"first": "<p>4/2/2020 10:15 π.μ.</p>", "lang": "el"},
        {"first": "<p>کابل - ۱۵ دلو</p><p>04 February 2020</p>", "lang": "fa"},
    ],
)
def test_the_day_of_publication_is_found_wherever_the_page_says_it(places: dict[str, Any]) -> None:
    assert (page(**places).published or "")[:10] == "2020-02-04"


@pytest.mark.parametrize(
    "places",
    [
        {"first": "<p>The event takes place on 10 March 2020 in the town hall, said the mayor.</p>"},
        {"url": "https://www.works.example/docs/api-2026-07-12-changes/index"},
        {"url": "https://www.works.example/releases/firmware-v2020.02.04-notes"},
        {
            "after": "<div class='related'><h3>Related</h3><ul><li><a href='/a'>Other news</a> 4 February 2020</li></ul></div>"
        },
        {"first": "<p>Applications are open until 4 February 2020.</p>"},
        {"end": '<script>var related=[{"datePublished":"2020-02-04"},{"datePublished":"2021-03-05"}]</script>'},
        {"first": "<p>In Rome, 4 February 2020 marks the anniversary of the bridge, which was built by the city.</p>"},
        {"last": "<p>This article explains the law that was published on 4 February 2020 in the official journal.</p>"},
        {"after": "<footer>Site last modified 4 February 2020</footer>"},
        {"url": "https://www.works.example/news/report-12-10-2020-2021-budget"},
        {"first": "<p>Office hours</p><p>04</p><p>May we help?</p>"},
        {"last": "<p>The study was published on 4 February 2020 by the university.</p>"},
    ],
)
def test_a_day_of_something_else_is_none(places: dict[str, Any]) -> None:
    assert page(**places).published is None
