"""A status of 200 that says 'not found': an error page, or a home page where an article was asked for."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from archive.model.article import Article
from archive.model.exchange import Reason
from scraper.parsers.extraction import Extraction

_PHRASES = re.compile(
    r"\b(?:(?:error|erreur|fehler|errore|erro)\s*404|404\s*(?:error|not found|erreur|-|–|:|$)|http 404|"
    r"page (?:not found|(?:was|could) not (?:be )?found|introuvable|inexistante|non trouvée|cannot be found|"
    r"can(?:'|’)t be found|does(?: not|n(?:'|’)t) exist|you (?:are|were) looking for|no longer (?:exists|available))|"
    r"(?:article|document|content|contenu) (?:not found|introuvable|no longer available)|"
    r"this (?:page|article|document|content) (?:has been|was) (?:removed|deleted|withdrawn|unpublished)|"
    r"ce(?:tte page|t article| document| contenu) (?:a été (?:supprimée?|retirée?|dépubliée?)|n(?:'|’)est plus)|"
    r"cette page n(?:'|’)existe (?:pas|plus)|page demandée n(?:'|’)(?:existe|est)|"
    r"seite (?:(?:wurde |konnte )?(?:leider )?nicht gefunden|existiert nicht|nicht verfügbar)|"
    r"página (?:no (?:encontrada|existe|se ha encontrado)|não (?:encontrada|existe|foi encontrada))|"
    r"pagina non (?:trovata|esiste|disponibile)|pagina niet gevonden|strona nie (?:została znaleziona|istnieje)|"
    r"nie znaleziono strony|pagina nu (?:a fost găsită|există)|η σελίδα δεν (?:βρέθηκε|υπάρχει)|"
    r"сторінк\w+ не (?:знайдено|існує)|страниц\w+ не (?:найдена|существует)|siden blev ikke fundet|"
    r"sidan (?:hittades inte|kunde inte hittas)|sivua ei löyt\w+|stránka (?:nenalezena|nebyla nalezena|nenájdená)|"
    r"sayfa bulunamadı|not found)|页面不存在|找不到(?:页面|网页|该页)|頁面不存在|ページが見つかりません|"
    r"페이지를 찾을 수 없|ไม่พบหน้า|الصفحة غير موجودة|لم يتم العثور على الصفحة",
    re.IGNORECASE,
)
_MAX_PROSE = 1500


def soft_404(page: Extraction, article: Article, requested_url: str) -> Reason | None:
    """Why a page that came with status 200 says that there is no such page; None where it does not.

    Either its title says so (and it holds no long text), or it is the home page while an article was asked for, or it
    names the home page as its canonical address.
    """
    said = " | ".join(filter(None, (page.head_title, article.title)))
    if _PHRASES.search(said) and page.prose[-1] < _MAX_PROSE:
        return "words"
    if is_home(page.url) and not is_home(requested_url):
        return "home"
    own = page.url
    for attrs in page.meta.links("canonical"):
        url = page.absolute(attrs.get("href"))
        if url and not is_home(own) and is_home(url) and _host(url) == _host(own):
            return "canonical" if page.prose[-1] < _MAX_PROSE else None
    return None


def is_home(url: str) -> bool:
    """Whether an address looks like a site's home page, in whatever language."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        re.fullmatch(
            r"(?:/[a-z]{2}(?:-[a-z]{2})?)?/?(?:(?:index|home|default)\.\w{3,5})?", parts.path or "/", re.IGNORECASE
        )
        is not None
        and not parts.query
    )


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
