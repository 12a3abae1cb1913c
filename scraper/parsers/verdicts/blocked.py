"""Pages that a firewall, a bot check or a login serves instead of the article, with status 200."""

from __future__ import annotations

import re

from archive.model.article import Article
from scraper.parsers.extraction import Extraction

#: Longer pages are no interstitials.
_MAX_CHARS = 3000
_NEXT_TO_NOTHING = 200
_TITLE = re.compile(
    r"^(?:just a moment|attention required|access denied|accès refusé|zugriff verweigert|acceso denegado|"
    r"accesso negato|"
    r"acesso negado|forbidden|403\b|request rejected|you have been blocked|are you (?:a )?(?:human|robot)|"
    r"security check|checking your browser|ddos[- ]guard|bot verification|robot check|one moment, please|"
    r"verify(?:ing)? you are human|pardon our interruption|human verification|client challenge|安全验证|访问验证|"
    r"доступ (?:запрещ|огранич|ограничен))",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"incapsula incident|request unsuccessful|cloudflare ray id|ray id:|support id is|the requested url was rejected|"
    r"please enable (?:javascript|cookies) (?:and|to)|complete the (?:security check|captcha)|verify (?:that )?you are "
    r"(?:not a robot|a human|human)|unusual traffic|automated (?:requests|access)|i(?:'|’)m not a robot|"
    r"je ne suis pas un robot|ich bin kein roboter|no soy un robot|non sono un robot|não sou um robô|"
    r"has been blocked by|vous avez été bloqué|reference #[0-9a-f.]{8,}|errors\.edgesuite\.net|人机验证|"
    r"проверк[аи] браузера",
    re.IGNORECASE,
)
#: What only challenge pages load, and what they share with contact forms.
_CHALLENGE = re.compile(
    r"/cdn-cgi/challenge-platform|challenges\.cloudflare\.com|_Incapsula_Resource|captcha-delivery\.com|geo\.captcha|"
    r"perimeterx|px-captcha|datadome|awswaf|distil_r_captcha|arkoselabs",
    re.IGNORECASE,
)
_CAPTCHA = re.compile(r"hcaptcha\.com|recaptcha/api", re.IGNORECASE)


def is_blocked(page: Extraction, article: Article) -> bool:
    """Whether the page is a block or a challenge: little text, and words or scripts that only those have."""
    if not page.nodes:
        return False
    chars = page.nodes[0].chars
    if chars > _MAX_CHARS:
        return False
    signs = 0
    if _TITLE.search((page.head_title or "").strip()) or _TITLE.search((article.title or "").strip()):
        signs += 2
    if _TEXT.search(page.text(0)):
        signs += 2
    loaded = [page.nodes[i].attrs.get("src", "")[:500] for i in page.tagged("script", "iframe")]
    challenged = any(map(_CHALLENGE.search, loaded))
    if challenged and chars < _NEXT_TO_NOTHING:
        return True
    if challenged or any(map(_CAPTCHA.search, loaded)):
        signs += 1
    return signs >= 3 or (signs == 2 and chars < 1200 and page.prose[-1] < 600)
