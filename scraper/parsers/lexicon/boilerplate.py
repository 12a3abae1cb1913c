"""Short lines that belong to a page's machinery, whatever the page: share, print, read more, back to top, tags.

Matched on whole short lines only, so that a sentence about cookies stays a sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.parsers.lexicon.controls import is_control

#: Longer lines are text, whatever words they hold.
MAX_LINE = 160

_NETWORKS = (
    r"(?:e-?mail|facebook|twitter|x|whatsapp|linkedin|xing|instagram|pinterest|pint|reddit|telegram|mail|sms|print|rss|"
    r"google\+?|tumblr|flipboard|messenger|wechat|weibo|line|youtube|threads|bluesky|mastodon|copy(?: link| url)?|"
    r"permalink|link)"
)
#: Machinery whether it is a link or not.
_ALWAYS = re.compile(
    r"(?:click (?:here )?to share .{0,60}|share(?: (?:this|on|via|with your|article|page|post|story)\b.{0,40})?|"
    r"tweet(?: this)?|partager(?: (?:sur|cette?|la|l.article)\b.{0,40})?|(?:seite |artikel )?teilen|"
    r"compartir(?: en .{0,30})?|condividi|compartilh(?:e|ar)|delen|udostępnij|поделиться|поширити|分享(?:到)?|シェア|"
    r"공유(?:하기)?|print(?: (?:this )?(?:page|article|version|story))?|(?:seite )?drucken|"
    r"imprimer(?: .{0,20})?|imprimir|"
    r"diese seite\s?:|(?:per|als) e-?mail (?:empfehlen|versenden|senden|weiterempfehlen)|"
    r"(?:seite|artikel|beitrag) (?:empfehlen|weiterempfehlen|versenden|merken|vorlesen)|vorlesen|"
    r"envoyer par (?:e-?mail|courriel)|e-?mail this (?:page|article|story)|send (?:by e-?mail|to a friend)|"
    r"enviar por (?:correo|e-?mail).{0,20}|invia per e-?mail|"
    r"stampa|druckversion|打印|印刷|인쇄|(?:back|return|jump|skip|scroll) to (?:the )?(?:top|main|content|navigation|"
    r"overview|list|news).{0,20}|(?:nach|zum) (?:oben|seitenanfang)|seitenanfang|zurück(?: zu\w* \w+)?|"
    r"haut de (?:la )?page|retour(?: en haut.*)?|volver(?: arriba)?|voltar(?: ao topo)?|torna (?:su|indietro|"
    r"all'inizio)|terug naar boven|do góry|наверх|назад|返回(?:顶部|首页|列表)?|(?:read|load|show|see|"
    r"view) (?:more|all|less)|"
    r"en savoir plus|lire (?:la )?suite|weiterlesen|mehr(?: lesen| erfahren| anzeigen)?|leer más|ver más|leggi tutto|"
    r"saiba mais|leia mais|ler mais|lees meer|czytaj więcej|citește mai mult|читать далее|подробнее|更多|"
    r"続きを読む|더보기|(?:この)?ページの?(?:先頭|トップ|上部?)(?:へ|に)?(?:戻る|移動)?|(?:トップ|一覧)(?:ページ)?(?:へ|に)戻る|"
    r"목록(?:으로)?(?: ?보기)?|맨 ?위로(?: 가기)?|返回(?:上一[页級级]|頁首)|"
    r"(?:【(?:打印|关闭|返回|收藏)[^】]{0,6}】\s*)+|"
    r"العودة إلى الأعلى|طباعة|مشاركة|επιστροφή(?: στ\w+ .{0,20})?|εκτύπωση|κοινοποίηση|กลับ(?:ด้านบน|หน้าหลัก)|แชร์|พิมพ์|"
    r"înapoi(?: sus)?|partajează(?: .{0,20})?|distribuie(?: .{0,20})?|поділитися(?: .{0,20})?|роздрукувати|нагору|"
    r"search for related information.{0,30}|rechercher des renseignements connexes.{0,30}|"
    r"report a problem (?:or mistake )?(?:on|with) this page|signaler un problème.{0,40}|original-content von: .{0,90}|"
    r"\(release (?:id|no|number)\b[^)]*\).{0,40}|"
    r"this (?:story|article|post|page|content) (?:was (?:first |last )?published|is) more than \d+ (?:year|month)s "
    r"(?:ago|old)|(?:cet article|dieser artikel|este artículo|questo articolo) (?:a plus de|ist (?:älter|mehr) als|"
    r"tiene más de|ha più di) .{1,20}|opinions expressed (?:by|in) .{0,60}\bare (?:their own|the author's)|"
    r".{0,90}\bctrl ?\+ ?enter\b.{0,90}|/?(?:tiempo de lectura|temps de lecture|lesezeit|reading time)\s*[:：].{1,20}|"
    r"(?:page |visitor )?(?:views?|hits|visits|visitors|counter|read|visto|leído|visitas|lecturas|vues|vu|lu|aufrufe|"
    r"gelesen|letto|visualizzazioni|visualizações|acessos|odsłon|wyświetleń|просмотров|просмотры|переглядів|görüntülenme|"
    r"lượt xem|dilihat|阅读|阅读次数|浏览|浏览次数|點閱數|閲覧数|조회수?)\s*[:：]\s*[\d., ]+"
    r"(?: ?(?:times|veces|fois|mal|volte|vezes|razy))?|"
    r"(?:number of )?views?\s*\(\d+\)(?:\s*[/|]\s*comments?\s*\(\d+\))?|"
    r".{0,60}[★☆]{3,}.{0,20}|"
    r"répondre à cet article|réagir à cet article|envoyer (?:cet article )?à un ami|возврат к списку|все новости|"
    r"drukuj|wydrukuj|powrót|compartilhe(?: (?:por|em|no|isto|esta) .{0,20})?|quick ?links|argomenti|parole chiave|"
    r"(?:previous|next|newer|older)(?: (?:article|post|story|page|entry|news|blog post|item))?|précédente?|suivante?|"
    r"article (?:précédent|suivant)|vorheriger?|nächster?|weiter|siguiente|anterior|successivo|próxim[oa]|vorige|"
    r"volgende|(?:上一[篇页条]|下一[篇页条]|前へ|次へ).{0,40}|(?:tags?|topics?|schlagw(?:o|ö)rte?r?|"
    r"mots[- ]cl[ée]s|etiquetas|"
    r"palabras clave|palavras-chave|keywords|labels|filed under|posted in|categor(?:y|ies)|catégories?|kategorien?|"
    r"categorías?|categorias?|теги|标签|关键词|タグ)(?:\s*[:：].{0,150})?|(?:follow|like|find|join) us(?: on .{0,40})?|"
    r"suivez[- ]nous.{0,40}|folgen sie uns.{0,40}|síguenos.{0,40}|seguici.{0,40}|siga-nos.{0,40}|volg ons.{0,40}|"
    r"subscribe(?: (?:now|to (?:our|the) .{0,40}))?|"
    r"(?:get|have|receive) .{3,60} (?:in|to) your inbox\b.{0,60}|"
    r"sign up(?: (?:for|to) .{0,60})?|log ?in|sign in|register|"
    r"abonnez-vous.{0,40}|s'abonner.{0,40}|(?:jetzt )?abonnieren|anmelden|suscríbete.{0,40}|iscriviti.{0,40}|"
    r"inscreva-se.{0,40}|(?:advertisement|advert|ad|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|"
    r"реклама|广告|sponsored)(?: content| below| - continue.*| continue.*)?|(?:\d+ )?(?:comments?|commentaires?|"
    r"kommentare?|comentarios?|commenti)(?: \(?\d+\)?| off| are closed\.?)?|leave a (?:comment|reply).{0,20}|"
    r"laisser un commentaire|(?:add|post) a comment|no comments(?: yet)?|zum vergrößern (?:an)?klicken|"
    r"bild vergrößern|zoom|enlarge(?: image)?|agrandir(?: l.image)?|cliquez pour agrandir|(?:view|open|"
    r"download) (?:full[- ]?size|image|gallery|slideshow|original)\b.{0,30}|vollbild|full ?screen|plein écran|(?:this|"
    r"the) (?:video|slideshow|content|player) (?:requires|cannot|can.t)\b.{0,80}|close|schließen|fermer|cerrar|chiudi|"
    r"fechar|play|pause|mute|unmute|loading\W*|chargement\W*|laden\W*|扫一扫.{0,30}|(?:image|bild|foto|photo|"
    r"slide) \d+ (?:of|von|sur|de|di|/) \d+|(?:©|\(c\)|copyright)\s.{0,120}|all rights reserved.?|"
    r"tous droits réservés.?|alle rechte vorbehalten.?|original-content von:.{0,120}|(?:recommended|related|latest|"
    r"trending|popular|most read|also read|see also|read also|explore further|you (?:may|might) also like|"
    r"more stories|more news|related (?:content|articles|stories|topics|links|news|posts))|"
    rf"{_NETWORKS}(?:\W+{_NETWORKS})*)[\s.:…»>→|•·-]*",
    re.IGNORECASE,
)
#: Questions about the page itself, and thanks for the answers.
_FEEDBACK = re.compile(
    r"(?:(?:was|is|did you find) this (?:page|article|information|content|site)\b.{0,40}(?:helpful|useful|looking for)|"
    r"how (?:helpful|useful) was this\b.{0,30}|rate this\b.{0,20}|thank(?:s| you) for your (?:feedback|rating)|"
    r"(?:give|send|leave|provide)(?: us)?(?: your)? feedback\b.{0,40}|help us improve\b.{0,40}|"
    r"(?:cette page|cet article|ce contenu|cette information|cette actualité)\b.{0,30}(?:utile|aidée?)|"
    r"merci (?:pour|de) votre (?:avis|retour)|votre avis(?: nous intéresse)?|"
    r"(?:war|waren|ist|fanden sie)\b.{0,50}(?:hilfreich|nützlich)|hat ihnen\b.{0,50}(?:gefallen|geholfen)|ihre meinung|"
    r"¿?(?:te|le) (?:ha|fue|resultó|pareció)\b.{0,30}útil\b.{0,30}|¿?ha sido útil\b.{0,30}|"
    r"quanto sono chiare\b.{0,60}|questa pagina\b.{0,30}utile|esta (?:página|informação) foi útil|"
    r"(?:is|was|heeft) (?:deze|dit)\b.{0,40}(?:nuttig|geholpen)|"
    r"czy (?:ta|ten|te)\b.{0,40}(?:przydatn|pomoc)\w+)"
    r"[\s.!?…]*",
    re.IGNORECASE,
)
#: What stands in for a film or map of somebody else until the reader agrees: about that, to the reader, of agreement.
_OF_OTHERS = (
    "external content", "external media", "external service", "third part", "third-part", "youtube", "vimeo",
    "drittanbieter", "service tiers", "contenu tiers", "contenus tiers", "contenido externo", "contenuto estern",
    "contenuti estern", "conteúdo externo",
)  # fmt: skip
_EXTERNAL = re.compile(r"externe[nrs]? (?:inhalt|medi|dienst|video|quelle|anbieter|karte|web|seite)")
_TO_THE_READER = re.compile(
    r"(?<!\w)(?:you|your|sie|ihre?|du|dein\w*|vous|votre|usted|su|tu|você|seu)(?!\w)", re.IGNORECASE
)
_AGREEMENT = re.compile(
    r"accept|agree|consent|privacy|cookie|zustimm|einwillig|akzeptier|einverstanden|übertrag|übermittelt|"
    r"datenschutz|privatsphäre|autoris|acepta|accetta|aceita|consentement|tracking",
    re.IGNORECASE,
)
MAX_EMBEDDED = 500
#: The way from the home page, as text.
_TRAIL = re.compile(
    r"(?:home(?: ?page)?|accueil|start(?:seite)?|inicio|início|strona główna|acasă|главная|головна|αρχική|الرئيسية|"
    r"首[页頁]|ホーム|トップ(?:ページ)?|홈)\s*[>»›→/|]\s*\S.{0,140}",
    re.IGNORECASE,
)
#: What another article to read begins with, within the text.
_READ_ALSO = re.compile(
    r"(?:read (?:more|also|next)|related(?: stor(?:y|ies))?|see also|also read|more on this|"
    r"(?:à )?lire (?:aussi|également)|voir aussi|"
    r"lesen sie auch|auch interessant|siehe auch|mehr zum thema|lea también|ver también|te puede interesar|"
    r"leggi anche|leia também|veja também|lees ook|zie ook|(?:czytaj|zobacz) (?:też|także|również)|citește și|"
    r"(?:читайте|смотрите) также|(?:читайте|дивіться) також|διαβάστε επίσης)\s*[:：]",
    re.IGNORECASE,
)
#: Machinery where the line is a link.
_LINKED = re.compile(
    r"(?:(?:share|tweet|print|e-?mail|read|find out|learn|see|show|view|load|discover|subscribe|sign up|register|"
    r"log ?in|follow|download|listen|watch|more|back|return|next|previous|click|partager|imprimer|lire|voir|retour|"
    r"découvr\w+|télécharger|teilen|drucken|mehr|weiter|zurück|zum|zur|alle|jetzt|compartir|imprimir|leer|ver|volver|"
    r"condividi|stampa|leggi|torna|scopri|compartilh\w+|saiba|leia|veja|ler|voltar|delen|lees|bekijk|meer|terug|"
    r"czytaj|zobacz|więcej|citește|читать|подробнее|назад|ще|детальніше|δείτε|διαβάστε)\b.{0,70}|.{0,60}(?:»|›|→|"
    r">>)\s*)",
    re.IGNORECASE,
)
#: What is left of templates, shortcodes and pasted markup that nobody filled in or escaped.
_REMAINS = re.compile(
    r"\s*(?:<(?:img|script|div|iframe|a|p|style|link|ins)\b[^>]*>|\{\{.*\}\}|\[\w+ \w+=.*\]|\[/\w+\]|\{%.*%\})"
)

#: What pages set behind links, for those who hear them.
_ASIDE = re.compile(
    r"\s?[(\[]\s*(?:(?:this |the )?link (?:is external|sends e-?mail|opens? in (?:a )?new (?:window|tab))|"
    r"external (?:link|site|website)|opens? (?:an external site )?in (?:a )?new (?:browser )?(?:window|tab)|"
    r"(?:opens in )?new window|(?:le )?lien (?:est )?externe|"
    r"(?:s['’])?ouvre (?:dans )?une? nouvel(?:le fenêtre| onglet)|nouvelle fenêtre|"
    r"externer link|öffnet (?:in |ein )?(?:einem )?neue[nms]? (?:fenster|tab)|neues fenster|"
    r"(?:el )?enlace (?:es )?externo|enlace externo|abre en (?:una )?(?:ventana nueva|nueva ventana)|"
    r"(?:link|collegamento) esterno|si apre in una nuova finestra|link externo|abre (?:em|numa) nova janela|"
    r"externe link|opent in (?:een )?nieuw (?:venster|tabblad))\s*[)\]]",
    re.IGNORECASE,
)

_RELATED = re.compile(
    r"(?:(?:à |a )?(?:lire|voir|découvrir)(?: aussi| également| ensuite)|sur le même (?:sujet|thème)|"
    r"dans la même rubrique|(?:articles?|contenus?|actualités?|pages?|liens?|documents?|dossiers?|vidéos?) (?:associé|"
    r"lié|connexe|similaire|utile|relatif|complémentaire)\w*|ces (?:contenus|articles|actualités) .{0,40}|"
    r"pour (?:aller plus loin|en savoir plus)|en (?:lien|relation|complément)\b.{0,40}|vous (?:aimerez|"
    r"pourriez) .{0,40}|nos (?:autres|derni[èe]r\w+) .{0,30}|autres (?:articles|actualités).{0,30}|related\b.{0,40}|"
    r"read (?:also|next|more)|see also|also (?:read|see)|more (?:on this|like this|stories|news|in|from|"
    r"about)\b.{0,40}|more .{0,30}(?:stories|articles|coverage|headlines)|further (?:information|reading|links)|"
    r"you (?:may|might) (?:also )?(?:like|be interested).{0,40}|recommended.{0,30}|explore (?:further|more|"
    r"the topic).{0,30}|latest (?:news|stories|articles|posts).{0,30}|most (?:read|popular|viewed).{0,30}|(?:top|"
    r"other|trending|popular) (?:stories|news|articles).{0,30}|up next|in this (?:section|story)|what to read next|"
    r"(?:das könnte|dies könnte|könnte) (?:sie|dich) .{0,40}|auch interessant.{0,30}|lesen sie (?:auch|mehr).{0,40}|"
    r"mehr (?:zum thema|dazu|zum ereignis|aus|zu)\b.{0,40}|verwandte (?:themen|artikel|beiträge|inhalte)|zum thema|"
    r"siehe auch|(?:ähnliche|weitere) (?:artikel|themen|beiträge|meldungen|nachrichten|pressemitteilungen|"
    r"informationen|links|inhalte).{0,30}|weiterführende (?:informationen|links|inhalte).{0,20}|passend(?:e artikel|"
    r" dazu)|(?:noticias|artículos|contenidos|enlaces|temas|contenido|información) relacionad[oa]s?|(?:lea|lee|leer|"
    r"ver|vea) (?:también|además).{0,30}|te puede interesar.{0,20}|también te .{0,30}|más (?:información|noticias|"
    r"sobre).{0,30}|(?:leggi|vedi) anche.{0,30}|(?:articoli|notizie|contenuti|link) (?:correlat|util)\w+|"
    r"potrebbe (?:interessarti|anche).{0,30}|(?:leia|veja|ver|saiba) (?:também|mais).{0,30}|(?:notícias|artigos|"
    r"conteúdos|links) relacionad[oa]s|você pode gostar.{0,20}|lees ook|gerelateerd\w*.{0,20}|meer (?:over|nieuws|"
    r"informatie).{0,30}|zie ook|(?:zobacz|czytaj|przeczytaj) (?:też|także|również).{0,30}|powiązane.{0,30}|"
    r"(?:citește|vezi) și.{0,30}|(?:читайте|смотрите) также.{0,30}|(?:похожие|другие) (?:новости|материалы).{0,20}|"
    r"(?:читайте|дивіться) також.{0,30}|інші новини|διαβάστε (?:επίσης|ακόμη).{0,20}|σχετικά.{0,20}|(?:相关|"
    r"相關)(?:新闻|链接|"
    r"阅读|文章|报道|信息|推荐|新聞)?|延伸阅读|热门.{0,8}|推荐阅读|関連(?:記事|リンク|情報|ニュース)?|"
    r"관련 ?(?:기사|뉴스|자료)?|(?:ข่าว|เรื่อง|บทความ)ที่เกี่ยวข้อง|"
    r"اقرأ أيضا.{0,10}|مواضيع ذات صلة|أخبار ذات صلة|"
    r"about the (?:author|writer|contributor)s?|über d(?:en|ie) autor(?:in|en|innen)?|(?:à propos de )?l['’]auteure?|"
    r"sobre (?:el autor|la autora|o autor|a autora)|sull['’]autor[ei]|over de auteur|об авторе|про автора|"
    # A box that wants the reader's address leads elsewhere too.
    r"(?:abonnez|inscrivez)[- ]vous\b.{0,60}|(?:subscribe|sign up)\b.{0,50}|"
    r"stay (?:informed|up to date|connected).{0,40}|"
    r"get (?:e-?mail )?(?:updates|alerts).{0,40}|(?:unser |our |notre )?newsletter|bleiben sie informiert.{0,20}|"
    r"(?:presse|medien)mitteilungen abonnieren|suscr[íi]b[ae](?:te|se)\b.{0,50}|iscriviti\b.{0,50}|"
    r"inscreva-se\b.{0,50}|"
    r"meld (?:u|je) aan\b.{0,40}|zapisz się\b.{0,40}|abonați-vă\b.{0,40}|подпишитесь\b.{0,40}|підпишіться\b.{0,40})\W*",
    re.IGNORECASE,
)

_FIRST_WORDS = """
    à- a- lire voir découvrir sur dans articles contenus actualités pages liens documents dossiers vidéos ces pour en
    vous nos autres related read see also more further you recommended explore latest most top other trending popular
    up in what das dies könnte auch lesen mehr verwandte zum siehe ähnliche weitere passend noticias artículos enlaces
    temas información leer ver te también más leggi vedi link notizie potrebbe leia saiba notícias você lees
    gerelateerd meer zie zobacz czytaj przeczytaj powiązane citește vezi читайте смотрите похожие другие інші διαβάστε
    σχετικά 相关 相關 延伸 热门 推荐 関連 관련 ข่าว เรื่อง บทความ اقرأ مواضيع
    about über l' l’ sobre sull over об про"""
#: What the first words begin with, so that most lines are told by two letters.
_RELATED_BEGINS = frozenset(word[:2].replace("-", " ") for word in _FIRST_WORDS.split())


def is_boilerplate(text: str, *, linked: bool = False) -> bool:
    """Whether a whole line is a page's machinery; `linked` says that most of it is a link.

    >>> is_boilerplate("Share this page"), is_boilerplate("Share prices fell again on Monday")
    (True, False)
    >>> is_boilerplate("Read the full report", linked=True), is_boilerplate("Read the full report")
    (True, False)
    """
    if len(text) > MAX_LINE:
        return _REMAINS.match(text) is not None or stands_in(text)
    return _is_machinery(text, linked)


def stands_in(text: str) -> bool:
    """Whether a line stands in for a film or map of somebody else until the reader agrees to it."""
    if len(text) > MAX_EMBEDDED:
        return False
    lowered = text.lower()
    about = any(words in lowered for words in _OF_OTHERS) or _EXTERNAL.search(lowered) is not None
    return about and _TO_THE_READER.search(text) is not None and _AGREEMENT.search(text) is not None


@lru_cache(8192)
def _is_machinery(text: str, linked: bool) -> bool:
    """Remembered, since the short lines of a site's pages are mostly the same."""
    text = text.strip()
    return is_control(text) or bool(
        _ALWAYS.fullmatch(text)
        or _FEEDBACK.fullmatch(text)
        or _TRAIL.fullmatch(text)
        or (linked and _LINKED.fullmatch(text))
        or _REMAINS.match(text)
        or stands_in(text)
    )


def is_aside(text: str) -> bool:
    """Whether a piece of a line is said of the link before it, not of anything else: `(link is external)`.

    >>> is_aside(" (link is external)"), is_aside("(the link is external to the ministry)")
    (True, False)
    """
    return len(text) <= 60 and _ASIDE.fullmatch(text.rstrip()) is not None


def offers_another(text: str) -> bool:
    """Whether a line of the text, much of it a link, offers another article.

    >>> offers_another("Read more: Rivers in 2021"), offers_another("Read more on rivers in the annex")
    (True, False)
    """
    return _READ_ALSO.match(text) is not None


def may_introduce_related(beginning: str) -> bool:
    """Whether a heading that begins so may announce other things to read; cheap enough for every line of a page."""
    beginning = beginning.lstrip()
    return len(beginning) < 2 or beginning[:2].lower() in _RELATED_BEGINS


def introduces_related(text: str) -> bool:
    """Whether a heading announces other things to read."""
    if len(text) > 80:
        return False
    text = text.strip()
    return text[:2].lower() in _RELATED_BEGINS and _RELATED.fullmatch(text) is not None
