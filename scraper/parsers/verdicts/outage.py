"""A status of 200 in front of nothing to read: an error of the site's software, maintenance, a wall of consent."""

from __future__ import annotations

import re

from archive.model.article import Article
from archive.model.exchange import Reason, Verdict
from scraper.parsers.extraction import Extraction

#: Longer pages have something to say.
_MAX_PROSE = 900
_MAX_CHARS = 2500
_SOFTWARE = re.compile(
    r"error establishing a database connection|erreur lors de la connexion à la base de données|"
    r"(?:wordpress|drupal|joomla) database error|database (?:connection )?error|critical error on (?:this|your) "
    r"website|erreur critique sur (?:ce|votre) site|the website encountered an unexpected error|"
    r"le site (?:web )?a rencontré une erreur inattendue|\b(?:fatal|parse) error\s*:|warning\s*: \w+\(\)|"
    r"uncaught \w*(?:exception|error)\b|unhandled exception|stack ?trace\s*:|traceback \(most recent|sqlstate\[|"
    r"\bora-\d{5}\b|\bsql syntax\b|server error in .{0,40}application|\bruntime error\b|whitelabel error page|"
    r"java\.lang\.\w+|system\.\w+exception|http status 5\d\d|internal server error|erreur interne du serveur|"
    r"bad gateway|gateway time-?out|service (?:temporarily )?unavailable|application error|proxy error|"
    r"requested url could not be retrieved|apache2? .{0,30}default page|welcome to nginx|^it works!?$|"
    r"iis windows server|account (?:has been )?suspended|^index of /|exception de type|an error (?:has )?occurred|"
    r"une erreur (?:est survenue|s(?:'|’)est produite)|ein fehler ist aufgetreten|se ha producido un error|"
    r"si è verificato un errore|ocorreu um erro",
    re.IGNORECASE,
)
_MAINTENANCE = re.compile(
    r"(?:under|scheduled|planned|routine|emergency|for|in|undergoing) maintenance|maintenance (?:mode|page|in progress|"
    r"en cours|programmée|planifiée|work)|(?:en|pour(?: cause de)?|opérations? de) maintenance|"
    r"(?:temporarily|currently) (?:unavailable|down|offline|closed)|(?:momentanément|temporairement|actuellement) "
    r"(?:indisponible|inaccessible|fermée?)|technical difficult|difficultés techniques|(?:we(?:'|’)ll|will) be "
    r"(?:right )?back|back (?:soon|shortly)|bientôt de retour|de retour (?:bientôt|dans)|wartungs(?:arbeiten|modus)|"
    r"in wartung|vorübergehend nicht|en mantenimiento|in manutenzione|em manutenção|onderhoud|przerwa techniczna|"
    r"технические работы|技术维护|系统维护|メンテナンス",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"we (?:value|respect|care about) your privacy|before you continue|your (?:privacy|cookie) (?:choices|preferences|"
    r"settings)|cookie (?:consent|settings|preferences|notice)|(?:we|this (?:site|website)) uses? cookies|"
    r"(?:accept|enable|allow) (?:all )?(?:the )?cookies|"
    r"(?:nous respectons|respect de) votre vie privée|votre vie privée|(?:gestion|paramètres|utilisation|préférences) "
    r"(?:des|de) (?:vos )?cookies|(?:acceptez|accepter|activer|autoriser) (?:tous )?les cookies|votre consentement|"
    r"ihre (?:privatsphäre|einwilligung)|cookie-einstellungen|su privacidad|tu privacidad|la tua privacy|"
    r"confirm (?:that )?you are (?:over|at least)|(?:please )?(?:log|sign) in to continue|session (?:has )?expired|"
    r"session a expiré|connectez-vous pour",
    re.IGNORECASE,
)


def outage(page: Extraction, article: Article) -> tuple[Verdict, Reason] | None:
    """What a page is that came with status 200 and has only its site's trouble to tell; None for one to read.

    It is short, names no day of publication and does not say that it is an article; the words stand in its title or its
    headline, or make up most of it.
    """
    if not page.nodes or page.nodes[0].chars > _MAX_CHARS or page.prose[-1] > _MAX_PROSE:
        return None
    if article.published or page.meta.article or (page.meta.get("og:type") or "").lower() == "article":
        return None
    text = page.text(0)
    titles = [title.strip() for title in (page.head_title, article.title) if title]
    said = [*titles, text[:300]] if len(text) > 300 else [*titles, text]
    for words, found in ((_SOFTWARE, ("failed", "software")), (_MAINTENANCE, ("failed", "maintenance"))):
        if any(map(words.search, said)):
            return found  # type: ignore[return-value]
    return ("blocked", "consent") if any(map(_CONSENT.search, said)) else None
