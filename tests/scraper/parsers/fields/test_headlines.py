"""Headlines and kickers on made-up pages, each built as a content system of governments builds its news pages."""

from __future__ import annotations

import pytest

from scraper.parsers import parse_article

EN = (
    "The ministry opened forty new counters for residents on Monday, after two years of work on the halls. "
    "Staff will answer questions there from eight in the morning, and the mayor thanked all who had helped. "
)
DE = (
    "Das Ministerium hat am Montag vierzig neue Schalter für die Bürgerinnen und Bürger geöffnet, nach zwei Jahren "
    "Bauzeit. Dort werden ab acht Uhr Fragen beantwortet, und die Ministerin dankte allen Beteiligten. "
)
FR = (
    "Le ministère a ouvert lundi quarante nouveaux guichets pour les habitants, après deux années de travaux dans les "
    "halles. Le personnel y répond aux questions dès huit heures, et la maire a remercié les équipes. "
)
ES = (
    "El ministerio abrió el lunes cuarenta nuevas ventanillas para los vecinos, después de dos años de obras en las "
    "naves. El personal atiende desde las ocho de la mañana, y la alcaldesa agradeció el trabajo de todos. "
)
PT = (
    "O ministério abriu na segunda-feira quarenta novos balcões para os moradores, depois de dois anos de obras nos "
    "pavilhões. Os funcionários atendem desde as oito da manhã, e a prefeita agradeceu a todos. "
)
ZH = (
    "市政厅星期一新开四十个服务窗口，方便居民办理各项业务。工作人员从上午八点起解答群众提出的问题，市长向"
    "参与建设的全体人员表示感谢。"
)
JA = (
    "市役所は月曜日、住民のために四十の窓口を新しく開設しました。職員は午前八時から質問に答え、市長は協力"
    "した人々に感謝を述べました。"
)
KO = (
    "시청은 월요일 주민들을 위해 마흔 개의 새 창구를 열었다고 밝혔다. 직원들은 오전 여덟 시부터 질문에 "
    "답하며 시장은 도와준 모든 사람에게 감사를 전했다. "
)
RU = (
    "Министерство открыло в понедельник сорок новых окон для жителей после двух лет работ в залах. Сотрудники отвечают "
    "на вопросы с восьми часов утра, а мэр поблагодарила всех, кто помогал в строительстве. "
)
AR = (
    "افتتحت الوزارة يوم الاثنين أربعين نافذة جديدة لخدمة السكان بعد عامين من العمل في القاعات. ويجيب "
    "الموظفون عن الأسئلة منذ الثامنة صباحا، وشكر الوزير جميع من ساهموا في المشروع. "
)
EL = (
    "Το υπουργείο άνοιξε τη Δευτέρα σαράντα νέες θυρίδες για τους κατοίκους, "
    "μετά από δύο χρόνια εργασιών στις αίθουσες. "
    "Οι υπάλληλοι απαντούν σε ερωτήσεις από τις οκτώ το πρωί, και ο δήμαρχος ευχαρίστησε όλους. "
)
VI = (
    "Bộ đã khai trương bốn mươi quầy phục vụ mới cho người dân vào thứ Hai, sau hai năm thi công các hội trường. "
    "Cán bộ trả lời câu hỏi từ tám giờ sáng, và thị trưởng đã cảm ơn tất cả những người giúp đỡ. "
)


def prose(text: str, tag: str = "p") -> str:
    return f"<{tag}>{text * 2}</{tag}>" * 3


def page(head: str, body: str, lang: str = "en") -> str:
    return f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


#: What each shows as its headline and kicker.
PAGES: dict[str, tuple[str, str, str | None]] = {
    "GSB: day as topline within the h1": (
        page(
            "<title>BfS - Meldungen - Vierzig Schalter eröffnet</title>"
            '<meta name="twitter:title" content="Vierzig Schalter eröffnet">',
            '<h1 class="aural">Bundesamt für Schalter</h1><h2 class="aural">Servicemenü</h2><ul><li>'
            '<a href="/">Start</a>'
            '</li></ul><div id="main"><h1 class="isFirstInSlot"><span class="topline"><span class="date">03.05.2024'
            f"</span></span>Vierzig Schalter eröffnet</h1>{prose(DE)}</div>",
            "de",
        ),
        "Vierzig Schalter eröffnet",
        None,
    ),
    "GSB: kicker in an em within the h1, hyphens in the words": (
        page(
            "<title>Stadt - Texte - Vierzig Schalter eröffnet</title>"
            '<meta property="og:title" content="Vierzig Schalter eröffnet">',
            '<h1 class="logo"><a href="/"><img src="l.png" alt="Stadt"></a></h1><article>'
            "<h1><em>Tag der Verwaltung </em>Vier\u00adzig Schal\u00adter er\u00adöff\u00adnet</h1>"
            f'<div class="intro">{prose(DE)}</div></article>',
            "de",
        ),
        "Vierzig Schalter eröffnet",
        "Tag der Verwaltung",
    ),
    "TYPO3: kicker in a span named for it, nothing in the head": (
        page(
            "<title>Aktuelles</title>",
            '<header><a href="/">Landkreis</a></header><main><div class="news-single"><h1 itemprop="headline">'
            f'<span class="roofline">Bauen</span> Vierzig Schalter eröffnet</h1>{prose(DE)}</div></main>',
            "de",
        ),
        "Vierzig Schalter eröffnet",
        "Bauen",
    ),
    "TYPO3: h1 names the section, the headline is an h2": (
        page(
            "<title>Pressemitteilungen: Landkreis Musterland</title>",
            '<div id="header"><a href="/">Landkreis Musterland</a></div><div id="content"><h1>Pressemitteilungen</h1>'
            '<div class="news-single"><p>3. Mai 2024</p><h2>Vierzig Schalter eröffnet</h2>'
            f'<div class="bodytext">{prose(DE)}</div><h2>Weitere Meldungen</h2></div></div>',
            "de",
        ),
        "Vierzig Schalter eröffnet",
        None,
    ),
    "Drupal: h1 is the site's name in the banner, headline a page-title block": (
        page(
            '<title>Forty counters open | Ministry of Halls</title><meta property="og:title" content="Forty counters">',
            '<header role="banner"><h1 class="site-name"><a href="/">Ministry of Halls</a></h1></header>'
            '<div class="block-page-title"><h2 class="page-header"><span>Forty counters open</span></h2></div>'
            f'<div class="field--name-body">{prose(EN)}</div>',
        ),
        "Forty counters open",
        None,
    ),
    "Drupal: og:title written for search engines": (
        page(
            "<title>New service counters 2024: opening hours and addresses | Halls</title>"
            '<meta property="og:title" content="New service counters 2024: opening hours and addresses">',
            '<header><a href="/">Halls</a></header><main><h1 class="page-title">Forty counters open in the halls</h1>'
            f"<div>{prose(EN)}</div><h2>Opening hours of service counters</h2>{prose(EN)}</main>",
        ),
        "Forty counters open in the halls",
        None,
    ),
    "Plone: Portuguese, kicker in a paragraph above": (
        page(
            "<title>Balcões abertos em toda a cidade — Prefeitura</title>",
            '<div id="portal-breadcrumbs"><a href="/">Página Inicial</a> <a href="/n">Notícias</a></div>'
            '<div id="content">'
            '<p class="nitfSubtitle">ATENDIMENTO</p>'
            '<h1 class="documentFirstHeading">Balcões abertos em toda a cidade</h1>'
            f'<div id="content-core">{prose(PT)}</div></div>',
            "pt",
        ),
        "Balcões abertos em toda a cidade",
        None,
    ),
    "SharePoint: title from a web part's div": (
        page(
            "<title>\r\n\tPress Releases\r\n</title>",
            '<form id="aspnetForm"><div id="s4-titlerow"><h1 class="ms-core-pageTitle"><a href="/">Department of Halls'
            '</a></h1></div><div id="DeltaPlaceHolderMain"><div class="pr-date">May 3, 2024</div>'
            '<div class="pr-title"><strong>Forty Counters Open Across the State</strong></div>'
            f'<div class="ms-rtestate-field">{prose(EN)}</div></div></form>',
        ),
        "Forty Counters Open Across the State",
        None,
    ),
    "WordPress: page header with the section's h1, entry title h2": (
        page(
            "<title>Forty counters open &#8211; Town of Hallow</title>",
            '<header><h1 class="site-title"><a href="/">Town of Hallow</a></h1></header>'
            '<div class="page-banner"><h1>News'
            '</h1></div><article><h2 class="entry-title">Forty counters open</h2><div class="entry-content">'
            f"{prose(EN)}</div></article>",
        ),
        "Forty counters open",
        None,
    ),
    "SPIP: surtitre, titre, soustitre": (
        page(
            "<title>Quarante guichets ouverts - Préfecture de la Halle</title>",
            '<div id="entete"><a rel="start home" href="/">Préfecture de la Halle</a></div><div class="cartouche">'
            '<p class="surtitre">Services publics</p><h1 class="titre-6">Quarante guichets ouverts</h1></div>'
            f'<div class="texte">{prose(FR)}</div>',
            "fr",
        ),
        "Quarante guichets ouverts",
        "Services publics",
    ),
    "DSFR: headline repeated in the trail, dash within": (
        page(
            "<title>Guichets – quarante ouvertures en mai - Préfecture</title>",
            '<header class="fr-header"><a href="/" title="Accueil - Préfecture">Préfecture</a></header><nav class='
            '"fr-breadcrumb"><ol><li><a href="/">Accueil</a></li><li><a aria-current="page">Guichets – quarante '
            "ouvertures en mai</a></li></ol></nav><main><h1>Guichets – quarante ouvertures en mai</h1>"
            f"{prose(FR)}</main>",
            "fr",
        ),
        "Guichets – quarante ouvertures en mai",
        None,
    ),
    "AEM: hidden h1 with the site's name, headline a div": (
        page(
            '<title>Press release</title><meta property="og:title" content="Press release">',
            '<h1 class="sr-only">Canton of Hallow</h1><div class="cmp-title">'
            '<div class="cmp-title__text">Forty counters '
            f'open in the halls</div></div><div class="cmp-text">{prose(EN)}</div>',
        ),
        "Forty counters open in the halls",
        None,
    ),
    "Liferay: title split over two lines": (
        page(
            "<title>El ministerio abre cuarenta ventanillas en las naves - Noticias - Ministerio</title>",
            '<h1 class="site-title"><a class="logo" href="/web/guest"><img src="l" alt="Ministerio"></a></h1>'
            "<div class="
            '"asset-content"><h3 class="noticia-titulo">El ministerio abre<br>cuarenta ventanillas en las naves</h3>'
            f"{prose(ES)}</div>",
            "es",
        ),
        "El ministerio abre cuarenta ventanillas en las naves",
        None,
    ),
    "ASP.NET of 2004: tables and FONT, title the site's": (
        page(
            "<title>Department of Halls</title>",
            '<table width="760"><tr><td bgcolor="#003366"><font color="#FFFFFF" size="5"><b>Department of Halls'
            "</b></font>"
            '</td></tr><tr><td><font size="2">May 3, 2004</font><br><br><font size="4" face="Arial"><b>FORTY COUNTERS '
            f"OPEN IN THE HALLS</b></font><br><br>{prose(EN)}</td></tr></table>",
        ),
        "FORTY COUNTERS OPEN IN THE HALLS",
        None,
    ),
    "Hyweb: Chinese site name before the headline without spaces": (
        page(
            "<title>市政府-市政新闻-市政厅新开四十个服务窗口</title>",
            '<div class="path"><a href="/">首页</a>&gt;<a href="/x">市政新闻</a></div><div class="arti">'
            '<div class="t">'
            f"市政厅新开四十个服务窗口</div><span>2024-05-03</span>{prose(ZH)}</div>",
            "zh",
        ),
        "市政厅新开四十个服务窗口",
        None,
    ),
    "Japanese: h1 is the site's logo, h2 the headline": (
        page(
            "<title>四十の窓口を開設｜あおば市</title>",
            '<div id="head"><h1><a href="/"><img src="l.png" alt="あおば市"></a></h1></div><p>'
            '<a href="/">ホーム</a> &gt; '
            f'報道発表</p><h2 class="ttl">四十の窓口を開設</h2>{prose(JA)}',
            "ja",
        ),
        "四十の窓口を開設",
        None,
    ),
    "Korean: board view with the headline in a cell": (
        page(
            "<title>보도자료 | 시청</title>",
            '<h1><a href="/">시청</a></h1><h2>보도자료</h2><table class="view"><tr><th>제목</th>'
            "<td>주민 위한 마흔 개 새 창구 열어</td>"
            f"</tr><tr><th>작성일</th><td>2024-05-03</td></tr><tr><td colspan=2>{prose(KO)}</td></tr></table>",
            "ko",
        ),
        "주민 위한 마흔 개 새 창구 열어",
        None,
    ),
    "Russian: title cut with an ellipsis": (
        page(
            "<title>Министерство открыло сорок новых окон…</title>",
            '<div class="top"><a href="/">Министерство залов</a></div><div class="news-detail">'
            "<h3>Министерство открыло сорок "
            f"новых окон для жителей столицы</h3>{prose(RU)}</div>",
            "ru",
        ),
        "Министерство открыло сорок новых окон для жителей столицы",
        None,
    ),
    "Arabic: headline in an h4 after the section's h1": (
        page(
            "<title>وزارة القاعات - افتتاح أربعين نافذة جديدة لخدمة السكان</title>",
            '<div class="banner"><h1>المركز الإعلامي</h1></div><div class="details">'
            "<h4>افتتاح أربعين نافذة جديدة لخدمة السكان"
            f"</h4>{prose(AR)}</div>",
            "ar",
        ),
        "افتتاح أربعين نافذة جديدة لخدمة السكان",
        None,
    ),
    "CivicPlus: headline in a header outside the container": (
        page(
            "<title>News Flash • Hallow, CA • CivicEngage</title>",
            '<div id="bannerContainer"><a href="/"><img src="l" alt="Hallow, CA Homepage"></a></div>'
            '<div class="pageHeader">'
            '<h1 id="versionHeadLine">News Flash</h1></div><div class="newsHead"><h2>Forty counters open downtown</h2>'
            f'<p>Posted on May 3, 2024</p></div><div class="fr-view">{prose(EN)}</div>',
        ),
        "Forty counters open downtown",
        None,
    ),
    # Those below were written after the rules for those above, and tried once before anything was mended by them.
    "GSB: kicker before a colon in a span, logo h1 in the banner": (
        page(
            "<title>BMX - Presse - Vierzig Schalter in den Hallen</title>",
            '<div id="wrapperOuter"><div class="logo"><h1><a href="/">Bundesministerium für Hallen</a></h1>'
            "</div></div>"
            '<div id="content"><h1><span class="topline">Verwaltung<span class="aural">: </span></span>'
            f"<span>Vierzig Schalter in den Hallen</span></h1>{prose(DE)}</div>",
            "de",
        ),
        "Vierzig Schalter in den Hallen",
        "Verwaltung",
    ),
    "Government Site Builder: number and day above, headline in a p": (
        page(
            "<title>Pressemitteilung</title>",
            '<div class="kopf"><a href="/">Senatskanzlei</a></div><div class="inhalt">'
            '<p class="datum">Nr. 12/2024 vom '
            '3. Mai 2024</p><p class="ueberschrift">Senat beschließt neue Öffnungszeiten für Schalter</p>'
            f"{prose(DE)}</div>",
            "de",
        ),
        "Senat beschließt neue Öffnungszeiten für Schalter",
        None,
    ),
    "TYPO3: several h1, one a section": (
        page(
            "<title>Neue Schalter: Gemeinde Hallau</title>",
            '<div class="claim"><h1>Willkommen in Hallau</h1></div><div class="csc-default"><h1>Aktuelles</h1></div>'
            f'<div class="news"><h1>Neue Schalter</h1>{prose(DE)}</div><div class="box"><h1>Kontakt</h1></div>',
            "de",
        ),
        "Neue Schalter",
        None,
    ),
    "Drupal: title field split over two spans, the head has both": (
        page(
            "<title>Remarks by the Mayor at the Opening of the Halls | City of Hallow</title>"
            '<meta property="og:site_name" content="City of Hallow">',
            '<header><a href="/" rel="home">City of Hallow</a></header><main><h1 class="page-title">'
            "<span>Remarks by the "
            f"Mayor</span> <span>at the Opening of the Halls</span></h1><div>{prose(EN)}</div></main>",
        ),
        "Remarks by the Mayor at the Opening of the Halls",
        None,
    ),
    "Drupal: colon in the headline, no site's name in the head": (
        page(
            "<title>Counters: what changes in May</title>",
            '<header><a href="/">Halls</a></header><h1>Counters: what changes in May</h1>' + prose(EN),
        ),
        "Counters: what changes in May",
        None,
    ),
    "Plone: no h1, title from a dash": (
        page(
            "<title>Horários — novos balcões em maio — Câmara Municipal</title>",
            '<a id="portal-logo" title="Câmara Municipal" href="/"><img src="l" alt="Câmara Municipal"></a>'
            f'<div id="content"><span class="documentByLine">por Redação</span>{prose(PT)}</div>',
            "pt",
        ),
        "Horários — novos balcões em maio",
        None,
    ),
    "SharePoint: headline in an h2 under the library's name": (
        page(
            "<title>Pages - 2024-05-03-counters</title>",
            '<h1 id="pageTitle"><a href="/Pages/default.aspx">Newsroom</a></h1><div class="article-content"><h2>Forty '
            f'counters open across the county</h2><div class="ms-rtestate-field">{prose(EN)}</div></div>',
        ),
        "Forty counters open across the county",
        None,
    ),
    "WordPress: Greek, site name first, with a pipe": (
        page(
            "<title>Υπουργείο Αιθουσών | Άνοιξαν σαράντα θυρίδες</title>",
            '<header><p class="site-title"><a href="/">Υπουργείο Αιθουσών</a></p></header><article><header><h1 class='
            f'"entry-title">Άνοιξαν σαράντα θυρίδες</h1></header><div class="entry-content">{prose(EL)}</div>'
            "</article>",
            "el",
        ),
        "Άνοιξαν σαράντα θυρίδες",
        None,
    ),
    "SPIP: date within the h1 in a small": (
        page(
            "<title>Ouverture de quarante guichets | Mairie</title>",
            '<div class="entete"><h1 class="logo"><a href="/">Mairie</a></h1></div><h1 class="titre">'
            "<small>3 mai 2024</small>"
            f"Ouverture de quarante guichets</h1>{prose(FR)}",
            "fr",
        ),
        "Ouverture de quarante guichets",
        None,
    ),
    "DSFR: tag above the headline": (
        page(
            "<title>Ouverture de quarante guichets - Préfecture</title>",
            '<header class="fr-header"><p class="fr-header__service-title">Préfecture</p></header><main>'
            '<p class="fr-badge">'
            f"Communiqué local</p><h1 class='fr-h1'>Ouverture de quarante guichets</h1>{prose(FR)}</main>",
            "fr",
        ),
        "Ouverture de quarante guichets",
        "Communiqué local",
    ),
    "AEM: hero with the section, headline below in an h2, og generic": (
        page(
            '<title>News | State of Hallow</title><meta property="og:title" content="News | State of Hallow">',
            '<div class="hero"><h1>News</h1></div><nav class="breadcrumb"><a href="/">Home</a> News</nav><div class='
            f'"title"><h2 class="cmp-title__text">State opens forty counters for residents</h2></div>{prose(EN)}',
        ),
        "State opens forty counters for residents",
        None,
    ),
    "Liferay: Portuguese, h1 is the portal's name": (
        page(
            "<title>Quarenta balcões abertos na cidade - Portal da Prefeitura - Prefeitura de Halas</title>",
            '<h1 class="portal-title">Prefeitura de Halas</h1><div class="journal-content-article">'
            '<div class="chapeu">'
            f'Atendimento</div><div class="titulo">Quarenta balcões abertos na cidade</div>{prose(PT)}</div>',
            "pt",
        ),
        "Quarenta balcões abertos na cidade",
        "Atendimento",
    ),
    "Classic ASP: headline in bold within a cell after the kind of page": (
        page(
            "<title>Bureau of Counters</title>",
            "<table><tr><td><img src=banner.gif></td></tr><tr><td><center><b>FOR IMMEDIATE RELEASE</b>"
            "<br>May 3, 2004<br>"
            f"<br><b>GOVERNOR ANNOUNCES FORTY NEW COUNTERS</b></center>{prose(EN)}</td></tr></table>",
        ),
        "GOVERNOR ANNOUNCES FORTY NEW COUNTERS",
        None,
    ),
    "Frame's inner page without a title": (
        page(
            "",
            '<p align="center"><font size="+2">Forty Counters Open in the Halls</font></p><p>Hallow, May 3'
            f"</p>{prose(EN)}",
        ),
        "Forty Counters Open in the Halls",
        None,
    ),
    "Chinese: headline in a td, title with underscores": (
        page(
            "<title>关于新开四十个服务窗口的通知_通知公告_市政府门户网站</title>",
            '<div class="dqwz">当前位置：<a href="/">首页</a> &gt; 通知公告</div><table><tr>'
            '<td class="tt">关于新开四十个服务窗口的通知'
            f"</td></tr><tr><td>发布日期：2024-05-03</td></tr><tr><td>{prose(ZH)}</td></tr></table>",
            "zh",
        ),
        "关于新开四十个服务窗口的通知",
        None,
    ),
    "Chinese: the headline broken over two lines, the head general": (
        page(
            "<title>政务动态</title>",
            '<div class="nav"><a href="/">首页</a></div><div class="content">'
            '<p style="text-align:center;font-size:24px">'
            f"市政厅召开会议<br>研究新开服务窗口工作</p><p>来源：市政府办公室</p>{prose(ZH)}</div>",
            "zh",
        ),
        "市政厅召开会议 研究新开服务窗口工作",
        None,
    ),
    "Japanese: site name before without spaces, h1 the headline": (
        page(
            "<title>あおば市：四十の窓口を新しく開設します</title>",
            '<div id="header"><p><a href="/">あおば市</a></p></div><div id="tmp_contents">'
            "<h1>四十の窓口を新しく開設します</h1>"
            f"<p>更新日：2024年5月3日</p>{prose(JA)}</div>",
            "ja",
        ),
        "四十の窓口を新しく開設します",
        None,
    ),
    "Korean: dl board with a subject": (
        page(
            "<title>시청 > 소식 > 보도자료</title>",
            '<div class="top"><a href="/">시청</a></div><h3>보도자료</h3><dl class="board_view">'
            '<dt class="subject">마흔 개 창구 새로 열어'
            f" 주민 편의 높여</dt><dd>담당부서: 민원과</dd><dd>{prose(KO)}</dd></dl>",
            "ko",
        ),
        "마흔 개 창구 새로 열어 주민 편의 높여",
        None,
    ),
    "Russian Bitrix: h1 the section, h2 the headline, day before it": (
        page(
            "<title>Новости - Министерство залов</title>",
            '<div class="header"><a href="/">Министерство залов</a></div><h1>Новости</h1>'
            '<div class="news-detail"><span class='
            f'"news-date-time">03.05.2024</span><h2>Открыто сорок новых окон</h2>{prose(RU)}</div>',
            "ru",
        ),
        "Открыто сорок новых окон",
        None,
    ),
    "Vietnamese portal: headline in a div, title the portal's": (
        page(
            "<title>Cổng thông tin điện tử Bộ Hội trường</title>",
            '<div class="banner"><a href="/"><img src="b" alt="Cổng thông tin điện tử Bộ Hội trường"></a></div>'
            "<div class="
            '"article-detail"><div class="title-detail">Khai trương bốn mươi quầy phục vụ người dân</div>'
            "<div>03/05/2024</div>"
            f"{prose(VI)}</div>",
            "vi",
        ),
        "Khai trương bốn mươi quầy phục vụ người dân",
        None,
    ),
    "CivicPlus: headline as a link to itself": (
        page(
            "<title>City of Hallow, TX &gt; News &gt; City Council approves forty counters</title>",
            '<div id="logo"><a href="/"><img alt="City of Hallow, TX"></a></div><div class="item"><h3>'
            '<a href="/news/4711.html">'
            f"City Council approves forty counters</a></h3><p>Posted: May 3</p>{prose(EN)}</div>",
        ),
        "City Council approves forty counters",
        None,
    ),
    "Arabic: site name and headline by a pipe, hidden h1": (
        page(
            "<title>بوابة الوزارة | أربعون نافذة جديدة لخدمة السكان</title>",
            '<h1 class="visually-hidden">بوابة الوزارة</h1><div class="page">'
            '<h2 class="title">أربعون نافذة جديدة لخدمة السكان</h2>'
            f"{prose(AR)}</div>",
            "ar",
        ),
        "أربعون نافذة جديدة لخدمة السكان",
        None,
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_headline_is_found_however_a_content_system_writes_it(name: str) -> None:
    html, title, kicker = PAGES[name]
    found = parse_article(html.encode(), "https://www.halls.example/news/4711.html")
    assert (found.title, found.kicker) == (title, kicker)
    assert title not in found.body
