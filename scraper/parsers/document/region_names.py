"""What tags, roles, class names and ids say about the part of a page that an element is.

HTML5 tags, ARIA roles, and the words that content management systems in many languages put into class names and ids.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: What elements and roles say by themselves.
BY_TAG = {"nav": "navigation", "footer": "footer", "header": "header", "aside": "aside", "dialog": "hidden"}
BY_ROLE = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "toolbar": "navigation",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "form": "form",
    "dialog": "consent",
    "alertdialog": "consent",
}

#: Words of class names and ids, as they stand between hyphens and underscores.
_WORDS = {
    "consent": "consent gdpr rgpd tarteaucitron onetrust didomi klaro orejime",
    "share": """addthis addtoany a2a teilen shariff compartir condividi delen bookmark bookmarks sns reseaux rrss
        follow""",
    "navigation": """nav navi navs navbar menu menus menubar mainmenu megamenu submenu topnav subnav sidenav crumb
        crumbs ariane filariane migas briciole okruszki krume pagination pager paging skiplink skiplinks skip skipnav
        toolbar sitemap toc jumplink jumplinks langues topbar tags taglist tagcloud keywords schlagworte
        schlagwoerter motscles etiquetas argomenti""",
    "footer": "foot pied pie fusszeile colophon rodape rodapie footernav",
    "related": """readmore associe associes connexe connexes gerelateerd recent popular trending mostread teaserlist
        outbrain taboola promo promos seealso""",
    "comments": "comment comments commentaire commentaires disqus comentario comentarios commenti respond livefyre",
    "advert": "ad ads adsense adslot publicite publicidad werbung anzeige dfp gpt",
    "form": "signup abonnement suche recherche buscador feedback rating survey pagedetails pagefeedback",
    "header": "masthead topheader headerbar siteheader bandeau kopfzeile cabecalho cabecera",
    "aside": "rail aside seitenleiste",
    "hidden": "modal modals popup popups offcanvas",
}
#: Two words that only together say something.
_PAIRS = {
    "read-also": "related",
    "lire-aussi": "related",
    "see-also": "related",
    "site-header": "header",
    "header-bar": "header",
    "right-col": "aside",
    "right-column": "aside",
    "colonne-droite": "aside",
    "barra-lateral": "aside",
    "side-bar": "aside",
    "pop-up": "hidden",
    "off-canvas": "hidden",
    "page-details": "form",
    "page-feedback": "form",
    "bread-crumb": "navigation",
    "language-switcher": "navigation",
    "banner-ad": "advert",
    # What has tags is no list of them.
    "has-tags": "",
    "with-tags": "",
    # A picture's legend, in Spanish its foot, and a quotation's attribution, in Bootstrap its footer.
    "pie-foto": "",
    "pie-de": "",
    "blockquote-footer": "",
}
#: What begins with, ends in or holds a word that is nothing else; first match wins.
_PATTERNS = (
    ("consent", r"\w*cookies?\w*"),
    (
        "share",
        r"share(?!point|d)\w*|sharing\w*|\w+(?:sharing|share(?:bar|buttons?|links?|icons?|tools?))|partage\w*"
        r"|social\w*|compartilh\w*",
    ),
    (
        "navigation",
        r"\w*navigation\w*|\w*breadcrumbs?\w*|brotkrum\w*|migaja\w*|pagenav\w*|langswitch\w*|metanav\w*"
        r"|servicenav\w*",
    ),
    ("footer", r"\w*(?<!quote)footer(?:container|wrapper|area|content|inner)?"),
    (
        "related",
        r"related\w*|\w+related|recommend\w*|similar\w*|verwandt\w*|weiterfuehrend\w*|relacionad\w*|correlat\w*"
        r"|latest\w*|recirc\w*|teasers|teaser(?:list|box|group|container|grid|row|slider)",
    ),
    ("teaser", r"\w*teasers?"),
    ("comments", r"kommentar\w*"),
    ("advert", r"advert\w*|sponsor\w*"),
    ("form", r"\w*newsletters?|subscri\w*|search\w*"),
    ("aside", r"\w*sidebar\w*|rightcol\w*|marginal\w*"),
)
_TOKEN = re.compile(r"[a-z0-9]+")
_PATTERN = re.compile("|".join(f"(?P<{region}>{pattern})" for region, pattern in _PATTERNS))
#: Words seen so far, with the part of a page that they speak of.
_MEANINGS: dict[str, str] = {word: region for region, words in _WORDS.items() for word in words.split()}
_MAX_MEANINGS = 50_000
_PAIR_BEGINS = frozenset(pair.partition("-")[0] for pair in _PAIRS)
_NOT_SHOWN = re.compile(r"display\s*:\s*none")


def region_of_role(attrs: Mapping[str, str]) -> str:
    """The part of a page that an element's ARIA role, or its being hidden, says it is; `""` for none."""
    if "role" in attrs and (region := BY_ROLE.get(attrs["role"].strip().lower())):
        return region
    if "hidden" in attrs or ("style" in attrs and _NOT_SHOWN.search(attrs["style"][:300].lower())):
        return "hidden"
    return ""


def region_named(names: str) -> str:
    """The part of a page that lower-case class names or an id speak of; `""` for none.

    >>> region_named("c-main-nav__item"), region_named("relatedArticles".lower()), region_named("article-body")
    ('navigation', 'related', '')
    """
    words = _TOKEN.findall(names)
    for k, word in enumerate(words):
        if word in _PAIR_BEGINS and k + 1 < len(words):
            pair = _PAIRS.get(f"{word}-{words[k + 1]}")
            if pair is not None:
                return pair
        region = _MEANINGS.get(word)
        if region is None:
            region = _meaning(word)
        if region:
            return region
    return ""


def _meaning(word: str) -> str:
    found = _PATTERN.fullmatch(word) if 4 < len(word) < 40 else None
    region = (found.lastgroup or "") if found else ""
    if len(_MEANINGS) < _MAX_MEANINGS:
        _MEANINGS[word] = region
    return region
