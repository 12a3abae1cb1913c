"""What sites call the element that holds an article's lead."""

from __future__ import annotations

import re

_LEADS = (
    r"lead|leader|leadin|lead-?(?:text|paragraph|body|in)|lede|standfirst|chapo|chapeau|intro|introduction|introtext|"
    r"intro-text|article-?intro|abstract|summary|resume|teaser-?text|bajada|copete|entradilla|sommario|"
    r"einleitung|vorspann|anriss|kurztext|deck|dek|excerpt|entete|accroche|linha-fina|gravata|samenvatting|inleiding|"
    r"zajawka|perex|sapo|documentdescription|ingress|preamble|manchet|resumen|headertext"
)
_SUBTITLES = (
    r"subtitle|subheadline|sub-headline|subhead|sub-?title|sous-titre|soustitre|subtitulo|sottotitolo|occhiello|"
    r"untertitel|catchline"
)
_NAMES = re.compile(rf"(?<![a-z0-9])(?:(?P<lead>{_LEADS})|{_SUBTITLES})(?![a-z0-9])")
#: Boxes of pictures and films, whose first text is theirs.
_OF_PICTURES = re.compile(
    r"(?<![a-z])(?:images?|img|pictures?|photos?|fotos?|videos?|media|player|carousel|gallery)(?![a-z])"
)


def lead_rank(names: str) -> int:
    """2 where an element's class and id, `names`, call it a lead, 1 where a second headline, 0 where neither.

    What belongs to a picture or film is neither.
    """
    found = _NAMES.search(names) if names else None
    if found is None or _OF_PICTURES.search(names):
        return 0
    return 2 if found["lead"] else 1
