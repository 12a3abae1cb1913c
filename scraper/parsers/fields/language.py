"""The page's language (declared, then read off its words) and its country."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scraper.parsers.extraction import Extraction

_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")

#: Commonest words of languages in the Latin, Cyrillic and Arabic scripts; other scripts speak for themselves.
_STOPWORDS = {
    "en": "the of and to in is that for was with as it are on this by have from be which not will has were been their",
    "fr": "le la les des et du une est dans pour que qui sur par plus au avec ce sont pas cette aux son ont être ses",
    "de": "der die und das den von zu mit ist im für auf des ein eine dem nicht sich auch werden wird bei als sind hat",
    "es": "el la de que los las del una por con para se su al lo como más ha este esta son sus fue está sobre entre",
    "it": "il di che la e per un in del della con non è le dei gli sono al una si nel da alla delle ha anche più dal",
    "pt": "de que o a os do da em um para com não uma no na por mais dos das se ao foi como são pelo pela também seu",
    "nl": "de het van een en in is dat op te voor met zijn die aan niet er om ook door bij naar wordt deze worden uit",
    "ca": "el de la que i els les del una per amb no és dels en un al ha són més aquest aquesta pel seva com també",
    "gl": "o a de que e do da os as en un unha para con non se por máis no na dos das é como ao pola polo súa",
    "ro": "de și în la a cu pe din care pentru nu o să este că au mai un fi prin sau sunt al ale lui fost ce după",
    "pl": "w i na z do się że nie o jest to dla od po przez za oraz są jak ale został które był tym przy który jego",
    "cs": "a v na se je že s z do o k pro to ve za by jsou od po jako i při které který také bude podle ale bylo než",
    "sk": "a v na sa je že s z do o k pre to vo za by sú od po ako aj pri ktoré ktorý tiež bude podľa ale bolo než",
    "sl": "in v na je se za da z so ki pri tudi s po ne bo iz do kot od bi ali o ter sta pa ob bil",
    "hr": "i u na je se za da od su o s koji iz do koje koja kako ne bi te što po kao će ili sve ali biti",
    "hu": "a az és hogy nem is egy meg van volt ez ezt azt de csak már el még vagy lesz mint szerint után kell",
    "fi": "ja on ei että se hän oli ovat mutta myös sekä joka kun ole tai voi kuin sen mukaan olla sitä joita",
    "sv": "och att det i som en på är av för med den till inte har om ett var de vi från kan ska vid eller",
    "da": "og i at det er en til på som for med der de af den har et ikke om fra kan vil ved blev eller også",
    "no": "og i at det er en til på som for med de av den har et ikke om fra kan vil ved ble eller også være",
    "et": "ja on ei et see ta oli ka kui mis ning oma või aga selle kes seda nii siis üle kuid tema välja",
    "lv": "un ir ar no uz par ka kas lai pie tas arī kā gan bet vai tiek pēc šo to nav līdz būs ne",
    "lt": "ir yra kad su iš į tai ar už kaip buvo bei jo bet nuo apie po taip ne dėl šio tik arba",
    "tr": "ve bir bu için ile de da olarak daha olan çok gibi kadar sonra en ise ne var göre tarafından",
    "id": "yang dan di dengan untuk dari pada ini itu dalam tidak akan oleh juga adalah ke telah sebagai atau",
    "vi": "và của là có các cho trong được với một không những người này để tại đã về theo năm khi vào",
    "sq": "dhe të në e për me është një që i nga do së si më ka por edhe nuk këtë janë kanë duke",
    "mt": "li u ta il fil tal għal ma minn dan kien din hija huwa dwar bħala għandu kif biex dawn",
    "ga": "agus an na ar le i go do is tá ag bhí sé a leis ach mar sin atá ó faoi seo",
    "cy": "y yr yn a ac i o ar am wedi gan mae ei eu bod hyn fel ond hefyd sydd bydd gyda",
    "eu": "eta da ez du bat ere dira dute izan hau den baina dituzte egin beste behar zen horretan",
    "ru": "в и на с по не что для от к из это как о также за был его или при года более их до все",
    "uk": "в і на з що та не для до від за це як про також є або при його які був року щодо під її",
    "bg": "на и в за от да се с по че е не са при през до като или ще това бе които след към има",
    "sr": "и у на је се за да од су о са који из до које која како не би те што по као ће или",
    "be": "і ў на з што не для да ад за як па гэта аб таксама пры або яго быў года іх якія",
    "ar": "في من على إلى أن التي هذا عن مع الذي هذه ما لا كان بعد بين كما قد خلال و ذلك",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شد می شده های",
    "ur": "کے میں کی ہے اور سے کا کو پر نے ہیں یہ کہ اس کر بھی ہو وہ ان گیا لیے",
}
_SETS = {language: frozenset(words.split()) for language, words in _STOPWORDS.items()}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3041-\u30ff]"), 0.05),
    ("ko", re.compile(r"[\uac00-\ud7af]"), 0.3),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), 0.3),
    ("th", re.compile(r"[\u0e00-\u0e7f]"), 0.3),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"), 0.4),
    ("he", re.compile(r"[\u0590-\u05ff]"), 0.4),
    ("hy", re.compile(r"[\u0530-\u058f]"), 0.4),
    ("ka", re.compile(r"[\u10a0-\u10ff]"), 0.4),
    ("hi", re.compile(r"[\u0900-\u097f]"), 0.4),
    ("bn", re.compile(r"[\u0980-\u09ff]"), 0.4),
    ("ta", re.compile(r"[\u0b80-\u0bff]"), 0.4),
    ("am", re.compile(r"[\u1200-\u137f]"), 0.4),
    ("km", re.compile(r"[\u1780-\u17ff]"), 0.4),
    ("lo", re.compile(r"[\u0e80-\u0eff]"), 0.4),
    ("my", re.compile(r"[\u1000-\u109f]"), 0.4),
)
#: Languages that share a script other than Latin, by which a declared language is checked.
_SCRIPT_OF = {
    **{code: code for code, _, _ in _SCRIPTS},
    **dict.fromkeys(["ru", "uk", "bg", "sr", "be", "mk", "kk", "ky", "mn", "tg"], "cyrillic"),
    **dict.fromkeys(["ar", "fa", "ur", "ps", "ku", "ckb", "ug", "sd", "dv"], "arabic"),
}
_NOT_LATIN = re.compile(r"[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_SAMPLE = 1000

_COUNTRY_DOMAINS = {
    "uk": "GB",
    "gov": "US",
    "mil": "US",
    "eu": "EU",
    "va": "VA",
    "cat": "ES",
    "wales": "GB",
    "scot": "GB",
    "berlin": "DE",
    "hamburg": "DE",
    "bayern": "DE",
    "nrw": "DE",
    "wien": "AT",
    "tirol": "AT",
    "paris": "FR",
    "bzh": "FR",
    "re": "RE",
    "swiss": "CH",
    "zuerich": "CH",
    "рф": "RU",
    "xn--p1ai": "RU",
    "su": "RU",
}
#: Country domains that are used as if they were general ones.
_GENERAL_DOMAINS = frozenset(["io", "co", "me", "tv", "ai", "cc", "ws", "fm", "ly", "gg", "to", "sh", "ac"])
_LANGUAGE_HOME = {
    "de": "DE",
    "fr": "FR",
    "it": "IT",
    "pl": "PL",
    "ro": "RO",
    "el": "GR",
    "uk": "UA",
    "ja": "JP",
    "ko": "KR",
    "th": "TH",
    "cs": "CZ",
    "sk": "SK",
    "hu": "HU",
    "fi": "FI",
    "sv": "SE",
    "da": "DK",
    "no": "NO",
    "nb": "NO",
    "nn": "NO",
    "bg": "BG",
    "hr": "HR",
    "sl": "SI",
    "et": "EE",
    "lv": "LV",
    "lt": "LT",
    "tr": "TR",
    "ru": "RU",
    "zh": "CN",
    "vi": "VN",
    "id": "ID",
    "he": "IL",
    "nl": "NL",
}


def find_language(page: Extraction) -> tuple[str | None, str | None]:
    """The language as a BCP 47 tag, and the rule; a declaration that the text's own script or words deny loses."""
    declared, rule = _declared(page)
    sample = _sample(page)
    if declared is None:
        if found := detect(sample):
            return found, "heuristic:words"
        if page.site and page.site.language:
            return page.site.language, "profile"
        return None, None
    primary = declared.partition("-")[0]
    denial = _denial(sample, primary)
    if denial and (found := detect(sample, against=primary if denial == "words" else None)):
        return found, f"heuristic:{denial}"
    return declared, rule


def _denial(sample: str, primary: str) -> str | None:
    """What of a text contradicts its declared language: its `script`, or, where templates say English, its `words`."""
    script = _script(sample)
    if script is None:
        return None
    if script != _SCRIPT_OF.get(primary, "latin"):
        return None if script == "zh" and primary in ("ja", "yue", "ko") else "script"
    if primary != "en":
        return None
    words = sample.lower().split()
    return "words" if 8 * sum(map(_SETS["en"].__contains__, words)) < len(words) else None


def detect(text: str, *, against: str | None = None) -> str | None:
    """The language of a piece of running text; None where it is too short to tell.

    `against` is a language that it is said to be in: another must be far more likely.

    >>> detect("Le ministre a présenté les mesures qui sont dans le plan pour la sécurité des enfants.")
    'fr'
    """
    script = _script(text)
    if script is None:
        return None
    if script in _SCRIPT_OF and script not in ("cyrillic", "arabic"):
        return script
    words = [word.lower() for word in _WORD.findall(text)]
    distinct = set(words)
    # Of two languages with as many of the text's words, the one with more different ones: all have `de` and `la`.
    most, _, best = max(
        (sum(map(known.__contains__, words)), len(known & distinct), language) for language, known in _SETS.items()
    )
    if most < max(3, len(words) // 12):
        return None
    if against and (most < 5 or most < 4 * sum(map(_SETS[against].__contains__, words))):
        return None
    return best


def country_of(url: str, language: str | None) -> str | None:
    """ISO 3166-1 alpha-2 code of the country whose site this is, from its domain, else from the language's region."""
    try:
        last = (urlsplit(url).hostname or "").rpartition(".")[2].lower()
    except ValueError:
        last = ""
    if last in _COUNTRY_DOMAINS:
        return _COUNTRY_DOMAINS[last]
    if len(last) == 2 and last.isalpha() and last.isascii() and last not in _GENERAL_DOMAINS:
        return last.upper()
    parts = (language or "").split("-")
    for part in parts[1:]:
        if len(part) == 2 and part.isalpha():
            return part.upper()
    return _LANGUAGE_HOME.get(parts[0].lower())


def _declared(page: Extraction) -> tuple[str | None, str | None]:
    meta = page.meta
    attrs = page.nodes[0].attrs if page.nodes else {}
    in_language = meta.article.get("inLanguage")
    claims = (
        ("html-lang", attrs.get("lang") or attrs.get("xml:lang")),
        ("meta", meta.get("content-language", "language", "dcterms.language", "dc.language")),
        ("json-ld", in_language if isinstance(in_language, str) else None),
        ("opengraph", meta.get("og:locale")),
    )
    for rule, claim in claims:
        if claim and (match := _TAG.match(claim.strip())) and match.end() == len(claim.strip().split(",")[0].strip()):
            return _tag(match[0]), rule
    return None, None


def _tag(claim: str) -> str:
    """A tag in the case that RFC 5646 recommends: `de`, `pt-BR`, `zh-Hant`."""
    parts = claim.replace("_", "-").split("-")
    cased = [parts[0].lower()]
    cased += [part.title() if len(part) == 4 else part.upper() for part in parts[1:]]
    return "-".join(cased)


def _sample(page: Extraction) -> str:
    """Some running text of the article."""
    node = page.nodes[page.container] if page.container is not None else None
    pieces: list[str] = []
    size = 0
    for first, last, chars, links in page.lines_of_text:
        if node is not None and (first < node.run or last > node.run_end):
            continue
        if chars - links < 20 or links * 2 > chars:
            continue
        pieces.append("".join(page.runs[first:last]))
        size += chars
        if size > _SAMPLE:
            break
    return " ".join(pieces)[:_SAMPLE]


def _script(text: str) -> str | None:
    if len(text) < 20:
        return None
    others = 0 if text.isascii() else len(_NOT_LATIN.findall(text))
    letters = len(text) - text.count(" ")
    if others < 0.3 * letters:
        return "latin"
    for code, pattern, share in _SCRIPTS:
        if len(pattern.findall(text)) > share * letters:
            return code
    if len(_CYRILLIC.findall(text)) > 0.4 * letters:
        return "cyrillic"
    if len(_ARABIC.findall(text)) > 0.4 * letters:
        return "arabic"
    return "latin"
