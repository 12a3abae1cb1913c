"""The words by which contact blocks are known: headings, labels, class names, in the languages of governments."""

from __future__ import annotations

import re

_HEADINGS = (
    # English
    r"(?:(?:media|press|news|general|further|public(?: affairs)?|key|useful|main|more|emergency|newsdesk|"
    r"journalists?) )*"
    r"(?:contacts?|enquiries|inquiries|queries|press office|newsroom contacts?)(?: (?:us|details|info(?:rmation)?|"
    r"persons?|numbers?|points?|for (?:the )?(?:media|press|journalists)|\w+))?",
    r"(?:\S+ ){0,4}(?:media|press) (?:office|officer|team|contacts?|enquiries|inquiries|queries|relations|desk)",
    r"(?:points? of contact|get in touch|how to (?:reach|contact) us|reach us|helplines?|hotlines?|where to get help|"
    r"emergency (?:numbers?|contacts?|services)|useful numbers|for (?:more|further|additional) (?:information|details)"
    r"(?:,? (?:please )?contact)?|for (?:media|press) (?:enquiries|inquiries|queries)(?:,? (?:please )?contact)?|"
    r"(?:please )?(?:direct|address|send) .{0,30}(?:enquiries|inquiries|questions) to|contact .{2,40})",
    # French
    r"(?:vos |nos )?contacts?(?: (?:de )?(?:presse|m[ée]dias?|utiles?|journalistes?|pour la presse))?(?: .{0,30})?",
    r"(?:nous contacter|contactez[- ]nous|contacter .{2,40}|relations? (?:avec les )?(?:m[ée]dias|presse)|"
    r"service (?:de )?(?:presse|communication).{0,30}|bureau de presse|attach[ée]+s? de presse|"
    r"personnes?[- ]ressources?|renseignements|coordonn[ée]es|num[ée]ros? (?:d['’]urgence|utiles?|verts?|"
    r"d['’][ée]coute)|"
    r"pour nous joindre|nous joindre|pour (?:plus|toute?) d['’]?\s?(?:informations?|renseignements?|demande).{0,30}|"
    r"informations? presse|urgences?|en cas d['’]urgence|adresse pour l['’]envoi de questions|auteurs?)",
    # German
    r"(?:presse|medien|redaktions|fach|bürger)?-?kontakte?(?:daten|adresse|möglichkeiten|personen?|informationen)?"
    r"(?: (?:für|zu[rm]?|mit|presse).{0,30})?",
    r"(?:ihr[e]? )?ansprech(?:partner(?:in(?:nen)?)?|partner[*:/_]in(?:nen)?|personen?|stellen?).{0,30}",
    r"(?:bei |für |ihre )?(?:presse|medien)?-?(?:rück|an)fragen?(?:hinweise?)?(?: .{0,40})?",
    r"(?:presse|medien)(?:stelle|telefon|sprecher(?:in)?|auskunft|auskünfte|büro|dienst)(?: .{0,30})?|"
    r"adresse für rückfragen",
    r"(?:herausgeber(?:in)?|so erreichen sie uns|für sie erreichbar|weitere auskünfte|auskünfte|"
    r"sie haben fragen.{0,30}|"
    r"(?:weitere )?(?:informationen|auskünfte) (?:erteilt|erteilen|bei|gibt).{0,30}|notruf(?:nummern?|e)?|"
    r"(?:bürger|service|sorgen)telefon|wichtige (?:ruf|telefon)nummern|verantwortlich(?: für den inhalt)?)",
    # Spanish, Portuguese, Italian
    r"(?:datos de )?(?:contacto|contato|contatti|contatto)s?(?: .{0,30})?",
    r"(?:oficina|gabinete|servicio|departamento|jefatura) de (?:prensa|comunicaci[óo]n)|(?:atenci[óo]n a|"
    r"para) (?:los )?medios"
    r"|tel[ée]fonos? (?:de (?:emergencia|contacto|inter[ée]s)|[úu]tiles)|n[úu]meros? de emergencia|cont[áa]ct[ae]nos",
    r"(?:assessoria|gabinete|secretaria) de (?:imprensa|comunica[çc][ãa]o)(?: .{0,30})?|fale conosco|telefones [úu]teis"
    r"|informa[çc][õo]es [àa] imprensa|contacte-nos",
    r"ufficio (?:stampa|comunicazione)(?: .{0,30})?|recapiti|numeri (?:utili|di emergenza)|addett[oa] stampa"
    r"|per (?:ulteriori )?informazioni|numero verde|indirizzo cui rivolgere domande|autor[ei]",
    # Dutch, Nordic
    r"(?:pers)?contact(?:gegevens|personen?|informatie)?|pers(?:voorlichting|woordvoerder.{0,20})|noodnummers?"
    r"|voor (?:de pers|vragen|meer informatie)|(?:press?e?)?kontakt(?:er|uppgifter|personer?|oplysninger|informasjon)?"
    r"(?: (?:för|for|til) .{0,30})?"
    r"|(?:press?e?)?kontaktperson(?:er)?|for (?:mere?|yderligere) (?:informasjon|information|oplysninger)|"
    r"för mer information|yhteystiedot"
    r"|lisätietoja|medieyhteydet",
    # Central and Eastern Europe, Greek, Turkish
    r"kontakty?(?: (?:dla|pro|za) .{0,30})?|biuro prasowe|rzeczni(?:k|czka) prasow[ya]|numery alarmowe|"
    r"tiskov[ée] (?:oddělení|odbor)"
    r"|kapcsolat|sajtó(?:kapcsolat|osztály)|biroul de presă|date de contact|za medije",
    r"контакт\w*(?: .{0,30})?|пресс?-служба.{0,30}|для (?:сми|прессы|медиа)|επικοινωνία|γραφείο τύπου|"
    r"στοιχεία επικοινωνίας"
    r"|iletişim(?: bilgileri)?|basın (?:irtibat|bürosu|müşavirliği)",
    # Arabic, Asian
    r"للتواصل.{0,30}|اتصل بنا|جهات? الاتصال|للاستفسار.{0,30}|معلومات الاتصال"
    r"|联系(?:方式|我们|人|电话)|聯絡(?:方式|我們|人)"
    r"|(?:新闻|媒体)联系人?|(?:お?問い?合わ?せ|連絡)(?:先)?|報道関係.{0,10}"
    r"|본?문의(?:처)?|연락처|담당(?:자| ?부서)|ติดต่อ.{0,20}|liên hệ",
)
_HEADING = re.compile(rf"(?:\d{{1,2}}[.)] ?)?(?:{'|'.join(_HEADINGS)})\W*", re.IGNORECASE)
#: A second condition on headings: no contact heading is without one of these.
_HEADING_HINT = re.compile(
    r"onta|enquir|inquir|quer[iy]|press|touch|reach|help|hotline|emergenc|numbers|information|joindre|ressource|"
    r"renseign|"
    r"coordonn|num[ée]ro|urgence|rück|anfrage|sprech|auskunft|auskünft|medien|m[ée]dia|erreich|herausgeber|"
    r"haben fragen|notruf|"
    r"telefon|rufnummer|verantwort|questions|domande|aut(?:eu|o)r|"
    r"prensa|medios|tel[ée]fono|n[úu]mero|imprensa|comunica|conosco|stampa|recapit|"
    r"informazion|"
    r"pers|noodn|voor |for |för |yhteys|lisät|prasow|alarm|tisk|kapcs|sajtó|medije|контакт|пресс?-|для|επικοιν|"
    r"τύπου|στοιχ|"
    r"iletişim|basın|تواصل|اتص|استفسار|联系|聯絡|合わ|合せ|連絡|報道|문의|연락|담당|ติดต่อ|liên|"
    r"direct|send|address|num[ée]ri|numeri",
    re.IGNORECASE,
)
_CONTAINER = re.compile(
    r"(?<![a-z])(?:contacts?|contact-?(?:info|box|card|block|details?|person|data)|press-?contacts?|v-?card|h-card|"
    r"kontakte?|"
    r"kontakt-?(?:box|daten|karte|person)|pressekontakt|ansprechpartner|ansprechperson|coordonnees|contacto|"
    r"contatti|contato|"
    r"recapiti|yhteystiedot)(?![a-z])"
)
#: Labels that name what follows: their line is joined to the line below.
_VALUE_LABEL = re.compile(
    r"(?:tel(?:efon(?:nummer|isch)?|e(?:phone|foon|fon[oe]))?|tél(?:éphone)?|phone(?: number)?|fon[eo]?|call|"
    r"mobile?|mobiltelefon|"
    r"handy|cell|portable|móvil|fax|telefax|télécopie|télécopieur|e-?mail(?:-?adresse)?|mail|courriel|"
    r"correo(?: electrónico)?|"
    r"posta elettronica|pec|web(?:site|seite)?|internet(?:adresse)?|site(?: (?:web|internet))?|homepage|sitio web|"
    r"sito(?: web)?|"
    r"(?:post)?adresse|anschrift|postanschrift|address|dirección|indirizzo|endereço|adres|sms|text|tty|tdd|twitter|"
    r"facebook|"
    r"switchboard|out of hours|press enquiries|alternative number|телефон|факс|адрес|тел|电话|传真|地址|邮箱|"
    r"電話|住所|전화|이메일|"
    r"هاتف|فاكس|البريد الإلكتروني|τηλ(?:έφωνο)?|φαξ|διεύθυνση)\.?\s*[:：]?",
    re.IGNORECASE,
)
_PERSON_LABEL = re.compile(
    r"(?:name|ansprech\w+|(?:presse)?sprecher(?:in)?|pressesprecher(?:in)?|contact(?: person)?|spokes(?:person|man|"
    r"woman)|"
    r"press officer|porte-parole|attachée? de presse|responsable(?: presse)?|portavoz|portavoce|persona di contatto|"
    r"contactpersoon|woordvoerder|kontaktperson|rzecznik prasowy|联系人|담당자|担当)",
    re.IGNORECASE,
)
_GIVEN_NAME = re.compile(r"(?:vorname|prénom|first name|given name|nombre|imię|voornaam)\s*:?", re.IGNORECASE)
_FAMILY_NAME = re.compile(
    r"(?:nachname|familienname|nom(?: de famille)?|last name|surname|family name|apellidos?|cognome)\s*:?", re.I
)
_ROLE_LABEL = re.compile(
    r"(?:position|funktion|fonction|role|title|job title|cargo|ruolo|função|functie|stanowisko)\s*:?", re.I
)


def is_contact_heading(text: str) -> bool:
    """Whether `text`, a short line or heading, announces a contact block."""
    return (
        3 <= len(text) <= 90
        and "@" not in text
        and not text.rstrip().endswith((".", "!", ","))
        and _HEADING.fullmatch(text.strip()) is not None  # fails at the first letter, mostly: cheaper than a search
        and _HEADING_HINT.search(text) is not None
    )


def names_contact(names: str) -> bool:
    """Whether a node's class and id say that it holds contacts."""
    return ("onta" in names and _CONTAINER.search(names) is not None) or _CARD.search(names) is not None


_CARD = re.compile(r"(?<![a-z])(?:v-?card|h-card|ansprechp\w+|coordonnees|recapiti|yhteystiedot)(?![a-z])")


_LABELS_IN_LINE = re.compile(
    r"(?<![^\W_])(?:t[ée]l(?:[ée]phone|[ée]fono|efoon|efon|efone|\. ?kom)?|phone|cell(?:ulaire|ulare|phone)?|"
    r"mobiel|mobile?|m[óo]vil|"
    r"telem[óo]vel|handy|fax|e-?mail|mail|courriel|correo(?: electr[óo]nico)?|e-?post|tlf|puh|gsm|"
    r"телефон|тел|факс|эл\. ?почта|τηλ|电话|電話|邮箱|전화|이메일)\.?[ \u00a0]*(?:[:：]|"
    r"(?=[ \u00a0][+(\d]|[ \u00a0][\w.+-]+@))",
    re.IGNORECASE,
)


def names_values(text: str) -> bool:
    """Whether a line names two or more values by labels, as no sentence does: `Courriel : … Cellulaire : …`."""
    first = _LABELS_IN_LINE.search(text)
    return first is not None and _LABELS_IN_LINE.search(text, first.end()) is not None


def is_value_label(text: str) -> bool:
    """Whether `text` is nothing but the label of a value: `Telefon:`, `E-mail`."""
    return len(text) <= 30 and _VALUE_LABEL.fullmatch(text.strip()) is not None


def is_person_label(text: str) -> bool:
    """Whether `text` is the label of a person: `Ansprechpartnerin:`, `Spokesperson`."""
    return len(text) <= 60 and _PERSON_LABEL.match(text.strip()) is not None


def name_part(label: str) -> str:
    """`given`, `family` or `role` when `label` names that part of a person, else an empty string."""
    text = label.strip()
    if len(text) > 30:
        return ""
    for part, pattern in (("given", _GIVEN_NAME), ("family", _FAMILY_NAME), ("role", _ROLE_LABEL)):
        if pattern.fullmatch(text):
            return part
    return ""


_SITE_WIDE = re.compile(
    r"num[ée]ros? (?:d['’]urgence|utiles?|verts?|d['’][ée]coute)|urgences?\b|emergency|useful numbers|notruf|"
    r"n[úu]meros? de emerg|"
    r"tel[ée]fonos? (?:de emerg|[úu]tiles)|telefones [úu]teis|numeri (?:utili|di emerg)|alarm|noodnummer|"
    r"wichtige (?:ruf|telefon)|bürgertelefon|servicetelefon",
    re.IGNORECASE,
)


_HELP = re.compile(
    r"emerg|urgen|notruf|notfall|alarm|hätä|nødnum|segély|\bsos\b|pronto intervento|\bacil\b|nagł|tísň|экстрен|"
    r"екстрен|spoed|"
    r"طوارئ|help-?line|hot-?line|lifeline|crisis|polic|poliz|polis|πολιτ|pompier|feuerwehr|fire|"
    r"bombero|bombeiro|vigili|"
    r"ambulan|samu\b|rettung|violen|écoute|seelsorge|enfance|child|kinder|women|mujer|mulher|guardia civil|gendarmer|"
    r"carabinieri|protec|proteç",
    re.IGNORECASE,
)


def is_help_label(text: str) -> bool:
    """Whether a short label is of a number that one calls for help: `Emergencias`, `SAMU :`."""
    return 3 <= len(text.strip()) <= 40 and _HELP.search(text) is not None


_PRESS_LINE = re.compile(
    r"(?:\W|\d{1,2}[.)])*(?:(?:for (?:all |any |further |more )?)?(?:media|press|interview)[^.:]{0,30}"
    r"(?:contacts?|enquir|inquir|quer|office|please|information)|(?:media |press )?contacts?\s*:|"
    r"(?:media|press|presse|medien|prensa|imprensa|stampa)\s*:|"
    r"journalists\b.{0,40}contact|"
    r"(?:presse|medien)-?(?:kontakte?|anfragen|rückfragen|stelle|auskünfte)\b|"
    r"(?:(?:bei|für) )?(?:presse|medien)?rückfragen\b|"
    r"(?:weitere )?auskünfte\s*:|kontakt\s*:|contacts? (?:presse|m[ée]dias?)\b|relations (?:presse|m[ée]dias?)\b|"
    r"(?:renseignements?|infos?|informations?)\s?:|(?:para m(?:ás|ayor) informaci[óo]n|mais informaç[õo]es|"
    r"(?:pour )?(?:toute|plus d)['’ ]|per (?:ulteriori )?informazioni)"
    r"[^.:]{0,60}(?:prensa|imprensa|presse|stampa)\b|"
    r"contacto (?:de |para )?(?:prensa|medios)|contatos? (?:para )?(?:a )?imprensa|ufficio stampa\b|contatti stampa|"
    r"perscontact|연락처|담당(?:자|\s?[:：])|문의처?(?:\s*[:：]|\s+\d)|(?:联系|咨询)(?:电话|人)|聯絡(?:電話|人)|"
    r"(?:お?問い?合わ?せ|連絡)先?\s*[:：])",
    re.IGNORECASE,
)


def is_press_line(text: str) -> bool:
    """Whether a line begins as one does that tells journalists whom to reach: `Media enquiries: …`."""
    return _PRESS_LINE.match(text) is not None


_PRESS = re.compile(
    r"press|presse|m[ée]dia|medien|journalist|newsdesk|rückfrag|ansprech|prensa|medios|imprensa|"
    r"stampa|\bpers|sajtó|prasow|"
    r"пресс|сми\b|τύπου|basın|新闻|媒体|報道|ressources",
    re.IGNORECASE,
)


def is_press_heading(text: str) -> bool:
    """Whether a heading is of people who answer for what the page says: `Press contact`, `Ansprechpartner`."""
    return _PRESS.search(text) is not None


def is_site_wide(heading: str) -> bool:
    """Whether a heading is of numbers that are for everybody, whatever the article is about."""
    return _SITE_WIDE.search(heading) is not None
