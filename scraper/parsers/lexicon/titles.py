"""Words about headlines: what a site heads all its news with, what headings are called, what readers do not see."""

from __future__ import annotations

import re
from functools import lru_cache

#: What stands over all news of a site: its headings for them, as `plain` writes them.
_SECTION = re.compile(
    r"(?:latest |all |our )?(?:news|press|media)(?: (?:releases?|room|cent(?:re|er)|statements?|flash|details?|items?|"
    r"stories|article|archive))?|"
    r"news (?:and|&) events|newsroom|statements?|speech(?:es)?|announcements?|"
    r"(?:press|media) (?:and|&) news|blog|events|"
    r"(?:for )?immediate release|public notices?|updates?|"
    r"(?:toutes (?:les|nos) )?actualités?|actu|espace presse|salle de presse|communiqués?(?: de presse)?|nouvelles|"
    r"aktuell(?:es)?|nachrichten|meldung(?:en)?|(?:presse|medien)(?:mitteilung(?:en)?|information(?:en)?|meldung(?:en)?)?|"
    r"presseservice|pressestelle|"
    r"noticias?|sala de prensa|prensa|notas? de prensa|comunicados?(?: de prensa)?|actualidad|boletines|"
    r"notizie|news e comunicati|sala stampa|comunicat[oi](?: stampa)?|"
    r"notícias?|sala de imprensa|imprensa|nieuws(?:berichten)?|persberichten|nyheter|nyheder|uutiset|"
    r"pressmeddelanden?|pressemeddelelser|pressemeldinger|tiedotteet|"
    r"aktualności|wiadomości|komunikaty(?: prasowe)?|știri|comunicate(?: de presă)?|aktuality|hírek|közlemények|"
    r"vijesti|"
    r"tiskové zprávy|novice|uudised|naujienos|ziņas|haberler|duyurular|basın açıklamaları|"
    r"новости|новини|пресс центр|пресс служба|пресс релизы|νέα|ειδήσεις|δελτία τύπου|ανακοινώσεις|"
    r"الأخبار|أخبار|المركز الإعلامي|البيانات الصحفية|חדשות|הודעות|समाचार|प्रेस विज्ञप्ति|"
    r"tin tức(?: sự kiện)?|thông báo|berita|siaran pers|"
    r"新闻(?:中心|动态|发布|资讯)?|新聞(?:稿|發布|中心)?|要闻|通知公告|公告|政务动态|政务要闻|政务公开|工作动态|最新消息|"
    r"报道|報道発表(?:資料)?|記者発表|ニュース(?:リリース)?|プレスリリース|お知らせ|新着情報|トピックス|"
    r"보도자료|뉴스|새소식|공지사항|알림|ข่าว|ข่าวประชาสัมพันธ์"
)
TITLE_NAMES = re.compile(
    r"(?<![a-z0-9])(?:(?:page|entry|post|article|news|story|content|main|node|press|pr|detail|aka|noticia)[-_]*(?:title|h1|"
    r"headline|heading|header|titel|titulo|titre)|title|titles|headline|titre|titulo|titolo|titel|headertext|"
    r"ueberschrift|tytul|tit|att-title|h1|biaoti|bt|ttl|tieude|tieu-de|zagolovok)(?![a-z0-9])"
)
HIDDEN_NAMES = re.compile(
    r"(?<![a-z0-9])(?:sr-only|visually-?hidden|visuallyhidden|screen-reader(?:-text)?|aural|element-invisible|hidden|"
    r"invisible|offscreen|hide|hideme|hiddendash|ausblenden|a11y-hidden|u-hidden)(?![a-z0-9])"
)
#: What a kicker is called.
KICKER_NAMES = re.compile(
    r"(?<![a-z0-9])(?:[a-z]*(?:kicker|eyebrow|topline|dachzeile|surtitre|roofline|overline|toptitle)|over-?title|"
    r"super-?title|sup-?title|title-?header|pre-?title|pre-?head(?:line|er|ing)?|roof-?line|top-?line|dach-?zeile|spitz-?marke|ober-?zeile|ober-?titel|vor-?zeile|sur-?titres?|sus-?titres?|"
    r"ante-?titulos?|ante-?t[ií]tulo|volanta|cintillo|epigrafe|chapeu|cartola|occhiello|sopra-?titolo|"
    r"boven-?(?:kop|titel)|nadtytul|nad-?titulek|fels[oő]cim|over-?rubrik|stikk?tittel|trompete|strapline)(?![a-z0-9])"
)
#: What a press release is headed with besides its headline.
RELEASE = re.compile(
    r"(?:(?:for )?immediate )?(?:press |news |media )?release(?: .{0,20})?|pour diffusion immédiate|"
    r"communiqué(?: de presse)?|pressemitteilung|medienmitteilung|comunicado de prensa|comunicato stampa"
)


@lru_cache(8192)
def is_section(text: str) -> bool:
    """Whether a folded text (`plain`) is what stands over all news of a site."""
    return len(text) < 40 and _SECTION.fullmatch(text) is not None


def names_kicker(names: str) -> bool:
    """Whether class and id names (`Node.names`) say that an element is a kicker."""
    return bool(names) and KICKER_NAMES.search(names) is not None
