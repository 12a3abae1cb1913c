"""What sites call the element that holds an article's lead."""

from __future__ import annotations

import re

from scraper.parsers.tree import Node

_LEAD_NAMES = re.compile(
    r"(?<![a-z0-9])(?:lead|leader|leadin|lead-?(?:text|paragraph|body|in)|lede|standfirst|chapo|chapeau|intro|"
    r"introduction|introtext|intro-text|abstract|summary|resume|teaser-?text|subtitle|subheadline|sub-headline|"
    r"subhead|sub-?title|sous-titre|soustitre|subtitulo|bajada|copete|entradilla|sommario|sottotitolo|occhiello|"
    r"einleitung|vorspann|anriss|untertitel|kurztext|deck|dek|excerpt|article-?intro|entete|accroche|linha-fina|"
    r"gravata|samenvatting|inleiding|zajawka|perex|ingress|resumen|catchline|headertext)(?![a-z0-9])"
)
#: Boxes of pictures and films, whose first text is theirs.
_OF_PICTURES = re.compile(
    r"(?<![a-z])(?:images?|img|pictures?|photos?|fotos?|videos?|media|player|carousel|gallery)(?![a-z])"
)


def is_named_lead(node: Node) -> bool:
    """Whether class or id of an element call it a lead, and not one of a picture or film."""
    return bool(node.names and _LEAD_NAMES.search(node.names)) and not _OF_PICTURES.search(node.names)
