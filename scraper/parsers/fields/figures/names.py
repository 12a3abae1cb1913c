"""What content management systems in many languages call the elements that hold pictures, captions and credits."""

from __future__ import annotations

import re

CAPTION = re.compile(
    r"caption|legend|l[ée]gende|bildunterschrift|bildtext|bild-?text|image-?text|img-?text|photo-?text|foto-?text|"
    r"subtitle-?image|"
    r"(?:^|[^a-z])(?:annotation|leyenda|epigrafe|didascalia|pie-?(?:de-?)?foto|piefoto|onderschrift|podpis|"
    r"bildbeschreibung|"
    r"(?:image|photo|picture|img|bild|foto|media|figure)[-_]*(?:desc(?:ription)?|title|info|subline|meta|details)|"
    r"figcaption)"
)
CREDIT = re.compile(
    r"credit|copyright|(?<![a-z])(?:source|quelle|bildquelle|bildnachweis|bildrechte|bildautor|urheber|fotograf|"
    r"photographer|"
    r"fotograaf|fonte|fuente|rights|byline-?photo|(?:photo|image|foto|bild)[-_]*(?:author|autor|source|by|"
    r"rights))(?![a-z])"
)
PICTURE_BOX = re.compile(
    r"(?:^|[^a-z])(?:images?|imgs?|pictures?|photos?|fotos?|bild(?:er)?|figures?|media|gallery|galerie|slides?|"
    r"slider|carousel|"
    r"hero|visuel|illustration|imagen|imagem|immagine|thumbnail|diaporama|visual|poster)(?![a-z])|"
    r"(?:image|picture|photo|gallery|slide)[a-z]*|(?<![a-z])img[a-z]*"
)
