"""Captions and credits: telling one from the other, and both from what is neither.

A caption says what a picture shows; a credit says whose it is, and is kept without its label. They come glued
together in many ways: `caption © Credit`, `caption (Foto: X, 15.01.2022)`, `caption Photo credit: X`, `（X摄）`.
"""

from __future__ import annotations

import re

_SPACE = " \t\u00a0\u202f"
#: Labels that need a colon (or `by`, `von`, …) after them to announce a credit.
_LABEL = (
    # English
    r"(?:(?:photo(?:graph)?s?|images?|pictures?|video|graphic|illustration)[ \u00a0])?credits?|"
    r"photos?|photograph(?:er|s|y)?|images?|pictures?|courtesy(?: of)?|source|copyright|illustration|graphic|"
    # French
    r"cr[ée]dits?(?:[ -](?:photos?|images?|photographiques?|vid[ée]o))?|photographies?|photographe|"
    # German
    r"fotos?|foto(?:nachweis|rechte|credit)|fotograf(?:in|ie)?|bild(?:er|quellen?|nachweise?|rechte|urheber|autor)?|"
    r"bildmaterial|abbildung(?:en)?|grafik(?:en)?|quellen?|urheber(?:in)?|"
    # Spanish, Portuguese, Italian
    r"fotograf[íi]as?|cr[ée]ditos?(?: (?:de )?(?:la )?(?:foto|imagen|imagem)s?)?|fuente|im[áa]gen(?:es)?|imagem|fonte|"
    r"immagin[ei]|cr[ée]diti|foto di|autore?|"
    # Dutch, Nordic, Finnish
    r"beeld|bron|fotograaf|bilde|billede|k[äi]lla|kilde|fotograf|kuva(?:aja)?|lähde|"
    # Central and Eastern Europe, Greek, Turkish
    r"fot|źródło|zdj(?:ęcie|ęcia)?|sursa|zdroj|fotó|forrás|foto ?kredit|снимка|джерело|"
    r"фото(?:граф|графия)?|источник|автор фото|φωτο(?:γραφία|γραφίες|γράφος)?|πηγή|fotoğraf|kaynak|"
    # Arabic, Asian
    r"تصوير|المصدر|الصورة|图片?(?:来源)?|摄影|攝影|来源|写真(?:提供)?|撮影|"
    r"出典|提供|사진(?: ?(?:제공|출처))?|출처|ภาพ|ảnh|nguồn"
)
_SIGN = r"©|\(c\)|ⓒ|copyright[ \u00a0]*:?[ \u00a0]*©?"
_BY = r"(?:by|par|von|door|av|di|por)"
#: `Photo: X` where a sentence may begin: at the start, behind a stop, dash, bar or bracket.
_LABELLED = re.compile(
    rf"(?:^|(?<=[.!?…»”\"'’)\]|–—;,{_SPACE}-])|(?<=\n)|(?=[（【\[]))[{_SPACE}]*(?P<open>[(\[（【])?[{_SPACE}]*"
    rf"(?:(?P<label>{_LABEL})[{_SPACE}]*"
    rf"(?:[.]?[:：=]|[/|](?=[{_SPACE}]?[^\W\d_])|[{_SPACE}]{_BY}[{_SPACE}]+(?=[^\W\d_])|(?=[{_SPACE}]*©))"
    rf"|(?:fot|phot|abb|φωτ)\.(?=[{_SPACE}]+[^\W\d_])"
    rf"|(?:photos?|photographs?|images?) courtesy(?: of)?)[{_SPACE}]*",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    rf"[{_SPACE}]*[(\[（]?[{_SPACE}]*(?P<sign>©|ⓒ|\((?:c|C)\)(?=[{_SPACE}]*\w)|"
    rf"\b[Cc]opyright\b:?)[{_SPACE}]*:?[{_SPACE}]*"
)
#: What every labelled credit has besides its label: most captions are told by one look for it.
_SETS_OFF = re.compile(rf"[:：=/|©]|courtesy|(?:fot|phot|abb|φωτ)\.|[{_SPACE}]{_BY}[{_SPACE}]", re.IGNORECASE)
_COPYRIGHT_SIGNS = ("©", "ⓒ", "(c)", "(C)", "opyright")
_LABEL_AHEAD = re.compile(rf"(?:^|(?<=[\s.(\[–—|-]))(?:{_LABEL})[{_SPACE}]*[.:：]?[{_SPACE}]*$", re.IGNORECASE)
_AGENCIES = (
    r"afp|ap|reuters|dpa|epa|ansa|efe|xinhua|getty(?: images)?|picture[ -]alliance|istock(?:photo)?|shutterstock|ddp|"
    r"adobe ?stock|fotolia|unsplash|pixabay|pexels|flickr|imago|keystone|belga|lusa|ntb|ritzau|pap|mti|tass|alamy|anp|"
    r"depositphotos|photothek|wikimedia(?: commons)?"
)
#: `(AP Photo/Jane Doe)`, `(U.S. Army photo by X)`, `(Reuters)`: a bracket at the end that is all credit.
_BRACKET = re.compile(
    rf"[{_SPACE}]*[(（【\[](?P<credit>[^()（）\[\]]{{0,90}}?"
    rf"(?:\b(?:photo(?:graph)?s?|foto|image|picture)(?:/|[ ](?:by|courtesy)[ ])[^()（）]{{2,80}}"
    rf"|\b(?:{_AGENCIES})\b[^()（）]{{0,60}}))[)）】\]][{_SPACE}.。]*$",
    re.IGNORECASE,
)
#: The first of these, `(U.S. Army photo by X)`, wherever in the text it stands.
_BRACKET_WITHIN = re.compile(
    rf"[{_SPACE}]*[(\[](?P<credit>[^()\[\]]{{0,40}}?\b(?:photo(?:graph)?s?|foto|image|picture)[ ](?:by|courtesy)[ ]"
    rf"[^()\[\]]{{2,80}})[)\]]",
    re.IGNORECASE,
)
#: Whose a picture is, before its label at the end of a caption: `… at noon. U.S. Air Force` `photo by`.
_WHOSE = re.compile(r"(?<=[.!?…”\"'’)] )(?:[A-Z][\w.’-]*[ ]){1,5}$")
#: `(Foto Meier)`: a label without a colon, but for the bracket.
_BRACKET_LABEL = re.compile(
    rf"[{_SPACE}]*[(\[](?i:fotos?|photos?|bild|image|picture)[{_SPACE}]+(?P<credit>[A-ZÀ-Þ][^()\[\]]{{1,50}})[)\]][{_SPACE}.]*$"
)
#: `(Agency/Jane Doe)`: two names with a slash between them, in brackets at the end.
_BRACKET_PAIR = re.compile(
    rf"[{_SPACE}]*[(\[](?P<credit>[A-ZÀ-Þ][^()\[\]/\d]{{1,40}}/[{_SPACE}]?[A-ZÀ-Þ][^()\[\]/\d]{{1,40}})[)\]][{_SPACE}.]*$"
)
_TAKEN_BY = re.compile(r"[（(【](?P<credit>[^（）()]{1,30}?)(?:记者)?[ ]?(?:摄影?|攝影?|撮影|提供|供图)[）)】][。.]?$")
_DATE_AT_END = re.compile(
    rf"[{_SPACE}]*[,;/|–-][{_SPACE}]*(?:\d{{1,2}}[./-][{_SPACE}]?\d{{1,2}}[./-][{_SPACE}]?(?:\d{{4}}|\d\d)|"
    rf"\d{{4}}-\d\d-\d\d|"
    rf"\d{{1,2}}\.?[{_SPACE}][^\W\d_]{{3,10}}\.?[{_SPACE}]\d{{4}})\.?$"
)
_AROUND = _SPACE + "\n-–—|•·,;:/"

_NOT_A_CAPTION = re.compile(
    r"(?:bitte )?(?:(?:zum|zur) (?:vergrößern|vergrößerung|bild|galerie)(?: (?:an)?klicken)?|"
    r"klick(?:en)?(?: sie)? .{0,40}vergrößer.{0,20}|"
    r"(?:bild |foto )?(?:vergrößern|vergrößerung|anzeigen|herunterladen|öffnen)|vollbild(?:modus)?|großansicht|"
    r"bildergalerie(?: öffnen)?|"
    r"(?:click|tap|select)(?: here)?(?: on)?(?: the)?(?: image| photo| picture)? ?(?:to|for|(?:here )?for a) .{0,40}|"
    r"(?:view|see|open|show|enlarge|zoom|expand|download|print)(?: the)?(?: full[- ]?size(?:d)?| larger|"
    r" high[- ]res(?:olution)?)?"
    r"(?: (?:image|photo|picture|video|gallery|figure|version|slideshow|credits?|caption|info(?:rmation)?|"
    r"details|original)){0,2}|"
    r"view image credit|image credit|hide caption|show caption|toggle caption|(?:enlarge|full) ?(?:screen|image|"
    r"size)?|fullscreen|zoom(?: in)?|"
    r"high[- ]resolution (?:picture|image|photo|version).{0,40}|(?:hi|high)-?res.{0,30}|larger image|"
    r"download(?: (?:the |this |full|high|image|photo|picture|original|as |jpe?g|png|pdf|file).{0,50}| ?\(.{0,40})?|"
    r"cliquez? (?:ici |sur .{0,30} )?pour .{0,40}|agrandir(?: l['’]image| la photo)?|voir (?:l['’]image|la photo|"
    r"en grand|plus grand)|"
    r"plein [ée]cran|t[ée]l[ée]charger.{0,60}|ouvrir (?:l['’]image|dans ).{0,40}|"
    r"(?:pulse|haga clic|clic|clique|clicar|clicca|cliccare|klik|kliknij) .{0,50}|ampliar(?: (?:la )?(?:imagen|foto|"
    r"imagem))?|"
    r"ver (?:imagen|imagem|foto|galer[íi]a).{0,20}|descargar.{0,40}|pantalla completa|ingrandisci.{0,20}|"
    r"schermo intero|scarica.{0,40}|"
    r"vergroot.{0,20}|volledig scherm|powiększ.{0,20}|увеличить.{0,20}|点击.{0,12}|查看大图|拡大.{0,12}|크게 보기|"
    r"(?:bild|foto|image|photo|picture|imagen|imagem|immagine|figure|figura|slide|afbeelding|vidéo|video)? ?\d{1,3} ?"
    r"(?:von|of|de|sur|di|van|/|z|из|av|af)? ?\d{0,3}|"
    r"(?:next|previous|play|pause|weiter|zurück|suivant|précédent|siguiente|anterior|share|teilen|partager|close|"
    r"schließen|fermer)"
    r"(?: (?:image|slide|bild|video|photo))?|"
    r"(?:bild|foto|photo|image|picture|imagen|video|vidéo|abbildung|grafik)|"
    r"(?:(?:facebook|twitter|pinterest|linkedin|reddit|whatsapp|e-?mail|xing|telegram|x) ?)+|"
    r"\(?(?:jpe?g|png|gif|pdf|tiff?|svg|mp4|webp)[ ,]*(?:\d[\d.,]* ?[kmg]i?[bo])?\)?|\d[\d.,]* ?[kmg]i?[bo]|"
    r"(?:view|see|show) (?:all )?\d{1,3} (?:images|photos|pictures)|fotostrecke.{0,40}|"
    r"(?:video|player|audio) (?:wird geladen|lädt)|"
    r"\d{2,5} ?[x×] ?\d{2,5}(?: ?px)?)"
    r"[.!:›»>… \u00a0]*",
    re.IGNORECASE,
)
_FILE_AT_END = re.compile(
    rf"[{_SPACE}]*[(\[](?:jpe?g|png|gif|pdf|tiff?|svg|webp)[, ]*\d[\d.,]*[{_SPACE}]?[kmg]i?[bo][^)\]]{{0,30}}[)\]]$",
    re.IGNORECASE,
)
#: What a script would have put a gallery's numbers in.
_TEMPLATE = re.compile(r"[ ]*(?:--\w+--|\{\{.{0,60}?\}\}|%\w+%)(?: [^\s\d]{1,4} (?:--\w+--|\{\{.{0,60}?\}\}|%\w+%))?")
#: What a gallery, or a label for screen readers, puts before a caption.
_AHEAD = re.compile(
    r"^(?:\d{1,3} ?(?:/|of|de|von|sur|di|van|z|из) ?\d{1,3}(?![\d.,])|image caption|bildunterschrift:|légende :)"
    r"[ \u00a0]+(?=\S)",
    re.IGNORECASE,
)
#: A word in small letters that is no article: the sentence goes on, and names nobody.
_LOWER = re.compile(r"(?!(?:the|la|le|les|der|die|das|el|il|lo|o|a) |l['’])[a-zà-ÿ]")
#: A word in small letters within a text that is no part of a name.
_LOWER_WITHIN = re.compile(
    r"\s(?!(?:von|van|vom|zu|de|der|den|di|da|du|dos|del|la|le|und|and|et|y|e|the|for|für)\b)[a-zà-ÿ]+\s"
)
_PICTURE_WORD = re.compile(
    r"(?:photo|foto|bild|image|imag[eé]n|picture|graphi|grafi|abbild|illustr|kuva|beeld|фото|φωτο)", re.I
)
#: `Fotos: X`, once for all pictures.
_FOR_ALL = re.compile(
    r"(?:alle )?(?:fotos?|photos?|bilder|bildnachweise?|bildquellen?|cr[ée]dits?(?: photos?)?|images?|"
    r"fotograf[íi]as?|im[áa]genes|"
    r"fotografie|photo credits?|pictures?|zdjęcia|фото)\s*(?:[:：©]|(?:by|von|par)\s)",
    re.IGNORECASE,
)
_MAX_NAME_WORDS = 7
_MAX_CREDIT = 120
_MAX_CREDIT_WORDS = 14


def split_caption(text: str) -> tuple[str | None, str | None]:
    """The caption and the credit in the text under a picture; either may be None. Lines are kept apart by newlines.

    >>> split_caption("The valley in May (Foto: A. Muster, 15.01.2022).")
    ('The valley in May', 'A. Muster')
    >>> split_caption("SG\\n© MI DICOM © A. Lejeune")
    ('SG', 'MI DICOM © A. Lejeune')
    """
    if "--" in text or "{{" in text or "%" in text:
        text = _TEMPLATE.sub("", text)
    lines = [_AHEAD.sub("", line.strip()) for line in text.split("\n")]
    announced = next((n for n, line in enumerate(lines) if "redit" in line and is_instruction(line)), None)
    if announced is not None and any(lines[announced + 1 :]):
        caption, credit = split_caption("\n".join(lines[:announced]))
        return caption, credit or clean_credit("\n".join(lines[announced + 1 :])) or None
    lines = [_FILE_AT_END.sub("", line) for line in lines if line and not is_instruction(line)]
    text = "\n".join(line for line in lines if line)
    if not text:
        return None, None
    for cut in (_at_taken_by, _at_copyright, _at_bracket, _at_label):
        pair = cut(text)
        if pair is not None:
            caption, credit = pair
            return _tidy(caption), credit
    return _tidy(text), None


def credit_of(text: str) -> str | None:
    """The credit in a text that is known to be one, without its label: `Photo: X`, `© X`, or X itself."""
    caption, credit = split_caption(text)
    if credit and caption:
        return clean_credit(text) if len(caption.split()) > 3 else clean_credit(credit)
    return clean_credit(credit or caption or "") or None


def only_credit(text: str) -> str | None:
    """The credit when `text` is a labelled credit and nothing else: `© X`, `Foto: X`."""
    caption, credit = split_caption(text)
    return credit if credit and caption is None else None


def labelled_at_end(text: str) -> str | None:
    """The credit at the end of a longer text, which its sign or its label with a colon tells for sure.

    >>> labelled_at_end("The flood at noon | Bild: dpa/A. Roe"), labelled_at_end("Foto: A flood")
    ('dpa/A. Roe', None)
    """
    if not any(sign in text for sign in (*_COPYRIGHT_SIGNS[:2], ":", "：")):
        return None
    caption, credit = split_caption(text)
    if caption is None and not text.lstrip().startswith(("©", "ⓒ")):
        return None
    return credit if credit and text.rstrip(_SPACE + ".)]").endswith(credit.rstrip(".)]")) else None


def without_credit(caption: str | None, credit: str) -> str | None:
    """A caption without the credit that ends it, which is known from elsewhere.

    >>> without_credit("A meadow under waterThomas Roe", "Thomas Roe"), without_credit("Thomas Roe", "Thomas Roe")
    ('A meadow under water', None)
    """
    if caption is None or not caption.rstrip(_SPACE + ".)]").endswith(credit.rstrip(".)]")):
        return caption
    return _tidy(caption[: caption.rindex(credit.rstrip(".)]"))])


def may_be_credits(text: str) -> bool:
    """Whether a line begins as one does that says whose pictures are: `Fotos: X`; cheap enough for every line."""
    return _FOR_ALL.match(text) is not None


def is_instruction(text: str) -> bool:
    """Whether `text` tells what to click, counts a gallery or names a file: no caption.

    >>> [is_instruction(text) for text in ("Click to enlarge", "Bild 1 von 10", "(jpeg, 1 MB)", "The new bridge")]
    [True, True, True, False]
    """
    text = text.strip()
    return not any(character.isalpha() for character in text) or (
        len(text) <= 90 and _NOT_A_CAPTION.fullmatch(text) is not None
    )


def clean_credit(text: str) -> str:
    """A credit without label, sign, brackets and date around it."""
    text = re.sub(rf"^[{_SPACE}]*(?:{_SIGN})[{_SPACE}]*", "", text.replace("\n", " "), flags=re.IGNORECASE)
    text = text.strip(_AROUND)
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1]
    text = _unbalanced(text)
    text = _DATE_AT_END.sub("", text).strip(_AROUND)
    if text.endswith(".") and not re.search(r"(?:\b\w|\b(?:e\.V|Inc|Ltd|Co|Corp|etc|Jr|St|jr))\.$", text):
        text = text[:-1]
    return text.strip(_AROUND)


def _at_taken_by(text: str) -> tuple[str, str] | None:
    match = _TAKEN_BY.search(text)
    return (text[: match.start()], match["credit"].strip(" :：")) if match else None


def _at_copyright(text: str) -> tuple[str, str] | None:
    """Everything after the first © is credit, further signs included."""
    match = _COPYRIGHT.search(text) if any(sign in text for sign in _COPYRIGHT_SIGNS) else None
    if match is None:
        return None
    label = _LABELLED.search(text, 0, match.start("sign"))
    if label is not None and match.start("sign") - label.end() > 2 and _is_credit(text[label.end() :]):
        shown = text[label.end() : match.start()].strip(_AROUND)
        if not _LOWER_WITHIN.search(shown):
            return None  # `Foto: X © Y`: the label comes first
        text = text[: label.start()] + shown + text[match.start() :]  # `Bild: The river in spring, © Y`
        match = _COPYRIGHT.search(text) or match
    ahead = _LABEL_AHEAD.search(text, 0, match.start("sign"))
    start = ahead.start() if ahead else match.start()
    rest = text[match.end() :]
    credit, _, after = rest.partition("\n")
    if not credit.strip():
        credit, _, after = after.partition("\n")
    credit = clean_credit(credit)
    if not _is_credit(credit):
        return None
    return "\n".join(filter(None, (text[:start], after))), credit


def _at_label(text: str) -> tuple[str, str] | None:
    if not _SETS_OFF.search(text):
        return None
    for match in _LABELLED.finditer(text):
        rest, _, after = text[match.end() :].partition("\n")
        if not rest.strip():
            rest, _, after = after.partition("\n")
        if match["open"]:
            closing = re.search(r"[)\]）】]", rest)
            if closing is not None:
                after = f"{rest[closing.end() :].strip(' .')}\n{after}".strip()
                rest = rest[: closing.start()]
        credit = clean_credit(rest)
        before = text[: match.start()]
        sure = match[0].rstrip().endswith((":", "：", "="))
        if not before.strip() and _PICTURE_WORD.match(match["label"] or "") and _is_description(credit):
            continue
        if credit and _is_credit(credit) and (sure or not before.strip() or not _LOWER.match(credit)):
            return "\n".join(filter(None, (before if sure else _WHOSE.sub("", before), after))), credit
    return None


def _is_description(text: str) -> bool:
    """Whether what follows `Photo:` says what is seen rather than whose it is."""
    return len(text.split()) > _MAX_NAME_WORDS and "/" not in text and "©" not in text


def _at_bracket(text: str) -> tuple[str, str] | None:
    if "(" not in text and not text.rstrip(_SPACE + ".。").endswith(("）", "】", "]")):
        return None
    match = _BRACKET_LABEL.search(text) or _BRACKET.search(text) or _BRACKET_PAIR.search(text)
    match = match or _BRACKET_WITHIN.search(text)
    if match is None or _LABELLED.match(match["credit"]) or _ends_label(text, match.start()):
        return None
    return text[: match.start()] + text[match.end() :], clean_credit(match["credit"])


def _ends_label(text: str, bracket: int) -> bool:
    """Whether a bracket is the last part of a labelled credit: `Photo: Jane Roe (Agency)`."""
    start = text.rfind("\n", 0, bracket) + 1
    labels = [match for match in _LABELLED.finditer(text, start, bracket) if match["label"] and not match["open"]]
    between = text[labels[-1].end() : bracket] if labels else ""
    return bool(between) and labels[-1][0].rstrip().endswith((":", "：")) and len(between.split()) <= _MAX_NAME_WORDS


def _is_credit(text: str) -> bool:
    """Whether `text` is short enough to name somebody, and no sentence."""
    return 0 < len(text) <= _MAX_CREDIT and len(text.split()) <= _MAX_CREDIT_WORDS and any(c.isalpha() for c in text)


def _tidy(caption: str) -> str | None:
    caption = re.sub(r"[ ]*\n[ ]*", " ", caption).strip(_SPACE + "\n")
    caption = re.sub(rf"[{_SPACE}]*[–—|(\[-]+$", "", caption)
    caption = re.sub(rf"[{_SPACE}]*[/,;]$", "", caption).strip(_SPACE)
    return caption if caption and any(character.isalnum() for character in caption) else None


def _unbalanced(text: str) -> str:
    for opening, closing in ("()", "[]", "（）"):
        if text.count(closing) > text.count(opening):
            text = text.replace(closing, "", 1) if not text.endswith(closing) else text[: -len(closing)]
        elif text.count(opening) > text.count(closing):
            text = text.replace(opening, "", 1) if text.startswith(opening) else text
    return text
