"""Postal addresses in the lines of a contact block.

An address is known by its end, the postcode and town as a country writes them (UPU S42, and what people type),
and reaches up to its street, P.O. box or building. Names of offices and persons above it are not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from scraper.parsers.lexicon.postcodes import NO_POSTCODES, THREE_DIGITS, TOWN_BEFORE_CODE

_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|D\\.C\\.|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|"
    "OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
)
_PROVINCES = "AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT|Ontario|Qu[ée]bec|Alberta|British Columbia|Manitoba|Nova Scotia"
_TOWN = r"(?P<town>[^\W\d_][^\d,;|•·+@:\n]{1,45})"
_SP = "[ \u00a0]"
_FIVE_DIGITS = re.compile(rf"(?<![\w/.-])(?P<code>(?:[A-Za-z]{{1,3}}-)?[0-9]{{5}})(?![\d/.-]){_SP}+{_TOWN}")
_FOUR_DIGITS = re.compile(rf"(?<![\w/.-])(?P<code>(?:[A-Z]{{1,2}}-)?[0-9]{{4}})(?![\d/.-]){_SP}+{_TOWN}")
_THREE_DIGITS = re.compile(rf"(?<![\w/.-])(?P<code>[0-9]{{3}})(?![\d/.-]){_SP}+{_TOWN}$")
_SIX_DIGITS = re.compile(rf"(?<![\w/.-])(?P<code>[0-9]{{6}})(?![\d/.-]){_SP}+{_TOWN}")
#: East Asian addresses go from the large to the small, and end with the house: no town follows them.
_KOREAN = re.compile(
    r"(?:\(?우?\)?[0-9]{5}\)?[ \u00a0,]*)?(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청|"
    r"충북|충남|전라|전북|전남|경상|경북|경남|제주)"
    r"[^,;|@:\n]{2,40}?(?:로|길)[ \u00a0]?[0-9]+(?:번?길[ \u00a0]?[0-9]+)?(?:-[0-9]+)?"
    r"(?:,?[ \u00a0]?\([^)\n]{1,30}\))?"
)
_CHINESE = re.compile(
    r"(?:[0-9]{3,6}[ \u00a0]*)?(?<![^\W\d_])[^\W\d_]{2,8}?(?:省|市|縣|自治区)[^\s,;|"
    r"@:：，；]{0,40}?(?:路|街|道|巷|弄|段|胡同|里)"
    r"[^\s,;|@:：，；]{0,6}?[0-9一二三四五六七八九十甲之]{1,5}[号號](?:[0-9A-Z]{1,4}[楼樓栋座室])*"
)
_JAPANESE = re.compile(
    r"(?:〒[ \u00a0]?)?(?:[0-9]{3}-[0-9]{4}[ \u00a0\u3000]*)?(?:東京都|北海道|京都府|大阪府|[^\W\d_]{2,3}県)"
    r"[^\s,;|@:：\u3000。、]{2,40}?[0-9０-９](?:[0-9０-９]|丁目|番地?|号|[-－‐ー−の])*"
)
#: What an address's first line may be in Japan, by itself.
_CODE_ALONE = re.compile(r"〒?[ \u00a0]?[0-9]{3}-[0-9]{4}|〒[ \u00a0]?[0-9]{3}-?[0-9]{2,4}")
_THAI = re.compile(
    r"(?:เลขที่[ \u00a0]?)?[0-9/-]{1,8}[ \u00a0](?=[^\n]{0,80}(?:ถนน|ถ\.|แขวง|ตำบล|ต\.|เขต|อำเภอ|"
    r"อ\.))[^,;|@:\n]{4,90}[ \u00a0][0-9]{5}(?!\d)"
)
_WHOLE = frozenset((_THAI, _KOREAN, _CHINESE, _JAPANESE))
#: Postcode and town as countries write them, each with the quick look that must succeed first.
_PLACES = (
    (re.compile(r"[0-9]{5}[ \u00a0]"), _FIVE_DIGITS),
    (
        re.compile(r"[0-9]{4}[ \u00a0].*, "),
        re.compile(
            rf"(?<![\w/.-])[0-9]{{4}}{_SP}+[^\W\d_][^\d,;|@:\n]{{1,30}},{_SP}*[^\d,;|@:\n]{{2,40}}"
            rf"(?:utca|u\.|útja?|tér|körút|krt\.|sétány|rakpart){_SP}*[0-9]{{1,4}}(?:[-–/][0-9]{{1,4}})?"
        ),
    ),
    (
        re.compile(r"[0-9]{2}-[0-9]{3}[ \u00a0].*, "),
        re.compile(
            rf"(?<![\w/.-])[0-9]{{2}}-[0-9]{{3}}{_SP}+[^\W\d_][^\d,;|@:\n]{{1,30}},{_SP}*(?:ul|al|pl|os)\.?{_SP}"
            rf"[^\d,;|@:\n]{{2,40}}[0-9]{{1,4}}[A-Za-z]?(?:/[0-9]{{1,4}})?"
        ),
    ),
    (re.compile(r"[0-9]{4}[ \u00a0]"), _FOUR_DIGITS),
    (re.compile(r"[0-9]{6}[ \u00a0]"), _SIX_DIGITS),
    (re.compile(r"^[0-9]{3}[ \u00a0]|[^0-9][0-9]{3}[ \u00a0]"), _THREE_DIGITS),
    (
        re.compile(r"[0-9][A-Z]{2}(?!\w)"),
        re.compile(rf"(?<!\w)(?P<code>GIR{_SP}?0AA|[A-Z]{{1,2}}[0-9][A-Z0-9]?{_SP}?[0-9][A-Z]{{2}})(?!\w)"),
    ),
    (
        re.compile(r"[0-9]{5}(?![0-9])"),
        re.compile(rf"[^\W\d_][\w.'’ -]{{1,40}},?{_SP}+(?:{_STATES}){_SP}+[0-9]{{5}}(?:-[0-9]{{4}})?(?![0-9])"),
    ),
    (
        re.compile(r"[0-9][A-Z][0-9](?!\w)"),
        re.compile(rf"(?<!\w)(?:{_PROVINCES})?\)?,?{_SP}*(?P<code>[A-Z][0-9][A-Z]{_SP}?[0-9][A-Z][0-9])(?!\w)"),
    ),
    (
        re.compile(r"[0-9][ \u00a0-]?(?:[A-Z]{2}[ \u00a0]|[0-9]{2,3}[ \u00a0])"),
        re.compile(
            rf"(?<![\w/.-])(?P<code>[0-9]{{4}}{_SP}?[A-Z]{{2}}|[0-9]{{2}}-[0-9]{{3}}|[0-9]{{4}}-[0-9]{{3}}|"
            rf"[0-9]{{3}}{_SP}[0-9]{{2}}){_SP}+{_TOWN}"
        ),
    ),
    (
        re.compile(r"-[0-9]{3}(?!\w)"),
        re.compile(
            rf"(?:(?<![\w/.-])[^\W\d_][^\d,;|"
            rf"@:\n/–-]{{1,40}}{_SP}?[-–/,]{_SP}?[A-Z]{{2}}{_SP}?[-–.,]?{_SP}*(?:CEP:?{_SP}*)?)?"
            r"(?<![\w/.-])(?P<code>[0-9]{5}|[0-9]{2}\.[0-9]{3})-[0-9]{3}(?![\d-])"
        ),
    ),
    (
        re.compile(r"[A-Z]{2}[ \u00a0]+[0-9]{4}(?![0-9])"),
        re.compile(rf"[^\W\d_][\w.' -]{{2,30}},?{_SP}+(?:ACT|NSW|NT|QLD|SA|TAS|VIC|WA){_SP}+[0-9]{{4}}(?![0-9])"),
    ),
    (
        re.compile(r"〒|T\.?K|Τ\.?Κ"),
        re.compile(r"(?:〒|\bT\.?K\.?|\bΤ\.?Κ\.?)[ :]*[0-9]{3}[- ]?[0-9]{2,4}(?![0-9])[^,;|@:]{0,40}"),
    ),
    (
        re.compile(r"[0-9]{5},"),
        re.compile(
            rf"(?<![0-9])[0-9]{{5}},{_SP}*(?:м\.|місто|смт|с\.){_SP}*[^\W\d_][^\d,;|@:\n]{{1,40}}"
            rf"(?:,{_SP}*(?:вул|просп|пл|бульв|пров)[^\d;|@\n]{{2,40}}[0-9]{{0,4}}\w?(?:/\w{{1,4}})?)?"
        ),
    ),
    (
        re.compile(r"[0-9][0-9W][ \u00a0]?[0-9A-Z]{4}(?!\w)"),
        re.compile(rf"(?<!\w)(?P<code>[AC-FHKNPRTV-Y][0-9][0-9W]{_SP}?[0-9AC-FHKNPRTV-Y]{{4}})(?!\w)"),
    ),
    (
        re.compile(r"[A-Z][0-9]{4}[A-Z]{3}"),
        re.compile(rf"(?<!\w)\(?(?P<code>[A-HJ-NP-Z][0-9]{{4}}[A-Z]{{3}})\)?,?{_SP}+{_TOWN}"),
    ),
    (
        re.compile(r"(?:C\.?[ \u00a0]?P\.?|tal)[.:]?[ \u00a0]*[0-9]{5}"),
        re.compile(
            rf"(?<!\w)(?:C\.?{_SP}?P\.?|[Cc]ode?{_SP}po[sșş]tal|[Cc][óo]digo{_SP}[Pp]ostal):?{_SP}*[0-9]{{5,6}}("
            rf"?:,?{_SP}+[^\W\d_][^\d,;|@:.\n]{{2,40}}){{0,2}}"
        ),
    ),
    (re.compile(r"[\u0e00-\u0e7f].*[0-9]{5}"), _THAI),
    (re.compile(r"[로길][ \u00a0]?[0-9]"), _KOREAN),
    (re.compile(r"[0-9一二三四五六七八九十甲之]{1,4}[号號]"), _CHINESE),
    (re.compile(r"[都道府県].{0,30}[0-9０-９]"), _JAPANESE),
    (re.compile(r"[0-9]{6},"), re.compile(rf"(?<![0-9])[0-9]{{6}},{_SP}*(?:(?:г|м|гор)\.{_SP}*)?{_TOWN}")),
    (re.compile(r", [A-Z.]{2,4}$"), re.compile(rf"^[^\W\d_][\w.' -]{{2,30}}, (?:{_STATES})$")),
)
#: A town, district or country, perhaps with the number of its district: `Kingston 10`, `Jamaica W.I.`.
_TOWN_ALONE = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][^\W\d_.'’-]*(?:[ \u00a0-][^\W\d_a-zß-öø-ÿ][\w.'’-]*){0,3}(?:[ \u00a0]\d{1,2})?"
)
#: Countries where five digits before a word are a house number.
_TOWN_FIRST_COUNTRIES = frozenset(("US", "CA", "GB", "IE", "AU", "NZ", "IN"))
#: Countries with postcodes of four digits, which may be years too.
_FOUR_DIGIT_COUNTRIES = frozenset(re.findall("..", "ATCHLILUBEDKNOHUSIBGLVCYAUNZZATNGEAMPHNL"))
#: What a number of one or two digits may follow: `CEDEX 08`, `Praha 7`.
_WITH_DISTRICTS = ("cedex", "praha", "brno", "ostrava", "plzeň", "bratislava", "košice")
_DISTRICT = re.compile(r"[ \u00a0]\d{1,2}(?![\d.])")
_LAST_DISTRICT = re.compile(r"[ \u00a0]\d{1,2}(?=[ \u00a0]*(?:$|[,;|]))")
_NOT_TOWNS = re.compile(
    r"(?:euros?|eur|chf|franken|usd|dollars?|menschen|personen|people|personnes|persone|personas|januar|february|"
    r"(?:mio|mrd)\b|millionen|stück|uhr|jahre?|tage|km|ha|mw|bis|und|and|et|e|y|oder|or|to|a)\b",
    re.IGNORECASE,
)
_LABEL_AHEAD = re.compile(
    r"[ \u00a0–—-]*(?<!\w)(?:fon|ph|www|http|mobil|t|f)\b[.:]?[ \u00a0]*$"
    r"|[ \u00a0–—-]*(?<!\w)(?:tel|tél|fax|telefon|telefax|téléphone|phone|e-?mail|mail|courriel|fone|internet|web|"
    r"(?:post|haus|besucher|liefer)?(?:anschrift|adresse)|p\.?iva|cnpj|nif|cvr|c\.f\.)\b.*"
    r"|[ \u00a0\u3000,，；;]*(?:總機|(?:联系)?电话|(?:聯絡)?電話|传真|傳真|邮编|邮政编码|郵遞區號|전화|팩스|邮箱)"
    r"\s?[:：]?.*",
    re.IGNORECASE,
)

_NUMBER = r"\d{1,5}(?:[ \u00a0]?[a-zA-Z])?(?:[ \u00a0]?[-–/+][ \u00a0]?\d{1,5}[a-zA-Z]?)*(?!\d)"
_STREET = re.compile(
    # Street, then number: German, Dutch, Nordic, Slavic, Romance.
    rf"(?:[^\W\d_][\w.'’-]*(?:str(?:\.|aße|asse|aat)|platz|weg|allee|gasse|ring|ufer|damm|markt|graben|hof|berg|tor|"
    rf"steig|"
    rf"chaussee|promenade|brücke|laan|plein|kade|gracht|dijk|straat|gatan|gata|gade|vej|vägen|katu|tie|utca|út|tér)"
    rf"|(?:[^\W\d_][\w.'’-]*[ \u00a0]){{1,4}}(?:str(?:\.|aße|asse)|platz|weg|allee|gasse|ring|ufer|damm|markt|graben|"
    rf"vägen|väg|vej|veien|vei|plads|plass|torg|torget|torv|allé|brygge|strand|kaj|kai|"
    rf"caddesi|cad\.|cd\.|sokağı|sokak|sok\.|sk\.|bulvarı|blv\.|meydanı|yolu|"
    rf"chaussee|utca|út|tér|ulica|ul\.|cesta|třída|náměstí|nám\.|katu|gatan|gade)"
    rf"|(?:am|an der|an den|auf der|auf dem|im|in der|zum|zur|unter den|bei der|alte[rn]?|große[rn]?|kleine[rn]?)"
    rf"[ \u00a0][^\W\d_][\w.'’-]*(?:[ \u00a0][^\W\d_][\w.'’-]*)?"
    rf"|(?<!\w)(?:via|viale|piazza|piazzale|piazzetta|corso|largo|lungotevere|vicolo|calle|c/|avda\.?|avenida|av\.|"
    rf"plaza|"
    rf"paseo|pº|carrera|rua|praça|travessa|alameda|largo|estrada|rodovia|ul\.|ulica|al\.|pl\.|plac|str\.|strada|calea|"
    rf"bulevardul|bd\.|b-dul|piața|șos\.|ул\.|улица|вул\.|пр\.|просп\.|проспект|пл\.|площадь|наб\.|бул\.|οδός|λεωφ\.|"
    rf"rue|avenue|boulevard|place|quai|route|chemin|allée|jalan|jl\.|đường|phố|sos\.|bul\.|trg|"
    rf"ulitsa)[ \u00a0][^\d\n]{{2,50}}?)"
    rf",?[ \u00a0]*(?:n[.°º]?[ \u00a0]?|nr\.?[ \u00a0]?|no[.:]{{0,2}}[ \u00a0]?|s/n|д\.[ \u00a0]?)?{_NUMBER}"
    # The grid of Colombia's towns.
    rf"|(?<!\w)(?:calle|carrera|cra\.?|cl\.?|avenida|av\.?|diagonal|"
    rf"transversal)[ \u00a0]\d{{1,3}}[ \u00a0]?[a-z]?(?:[ \u00a0](?:sur|norte|bis))?"
    rf"[ \u00a0]*(?:no\.?|n[°º]|#|núm\.?)[ \u00a0]*\d{{1,3}}[ \u00a0]?[a-z]?[ \u00a0]?[-–][ \u00a0]?\d{{1,3}}"
    # Number, then street: English, French.
    rf"|(?<![\w/.-])\d{{1,5}}(?:[ \u00a0]?(?:bis|ter|quater|[a-zA-Z]))?(?:[-–]\d{{1,5}})?,?[ \u00a0]+"
    rf"(?:rue|avenue|av\.|boulevard|bd\.?|place|quai|allée|chemin|cours|impasse|route|square|passage|esplanade|cité|"
    rf"faubourg|"
    rf"promenade|pont|rond-point|voie|villa|mail|parvis|carrer)\b[^\d,;|\n]{{2,60}}"
    rf"|(?<![\w/.-])\d{{1,5}}(?:[-–]\d{{1,5}})?[a-zA-Z]?,?[ \u00a0]+"
    rf"(?:[^\W\d_][\w.'’&-]*[ \u00a0]+|\d{{1,3}}(?:st|nd|rd|th)[ \u00a0]+){{1,5}}"
    rf"(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|way|square|sq|place|pl|court|ct|terrace|"
    rf"parkway|pkwy|"
    rf"highway|hwy|circle|gate|row|crescent|embankment|gardens|hill|walk|quay|mall|plaza|building)\b\.?"
    rf"(?:[ \u00a0]*,?[ \u00a0]*(?:NW|NE|SW|SE|N|S|E|W|N\.W\.|S\.W\.|N\.E\.|S\.E\.)(?!\w))?",
    re.IGNORECASE,
)
#: A street that only its place, right above postcode and town, tells: `Alt-Moabit 140`.
_NAME_AND_NUMBER = re.compile(r"[^\W\d_][^\d,;:@|]{2,40}[ \u00a0]\d{1,4}[ \u00a0]?[a-zA-Z]?(?:[/–-]\d{1,4}[a-zA-Z]?)?")
_NUMBER_AND_NAME = re.compile(r"\d{1,5}[a-zA-Z]?,?[ \u00a0][^\W\d_a-zß-öø-ÿ][^\d,;:@|]{3,40}")
#: Lines that are part of an address without number: a road's name, a building, a box, a campus.
_PART = re.compile(
    r"\b(?:building|house|tower|court|park|campus|street|road|avenue|lane|square|place|way|drive|quay|hall|wing|"
    r"complex|buildings|marg|nagar|chowk|bhawan|bhavan|sadan|plaza|towers?|mansions?|chambers|castle|cent(?:re|er))"
    r"(?:[ ,]+[\w/-]{1,5})?$|^(?:blok|bloc|kompleks|complexe|quartier|barrio|colonia|wisma|menara|gedung|plot|"
    r"sector|building|block|floor|room|suite|level|unit|mail stop|gebäude|haus|stock|bâtiment|"
    r"immeuble|étage|tour|hôtel|edificio|palazzo|planta|piso|piano|sala|bloco|andar|place|rue|quai|boulevard|avenue|"
    r"plaza|"
    r"piazza|praça)\b(?! of\b)|\d(?:st|nd|rd|th) floor\b|\w+(?:haus|gebäude|hof|straße|strasse|platz)(?: \w+)?$",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"(?<!\w)(?:(?:g\.?)?p\.?\s?o\.?\s?box|postfach|bp|cs|tsa|boîte postale|case postale|apartado(?: de correos)?|"
    r"casella postale|caixa postal|postbus|postboks|locked bag|"
    r"private bag)[ \u00a0]*(?:n°)?[ \u00a0]*(?:(?-i:[A-Z]{1,3})[ \u00a0]?)?\d[\d\u00a0 ]*"
    r"|(?<!\w)(?:(?-i:PL|Box|Pf\.)|а/я|п/я)[ \u00a0]\d[\d\u00a0 ]*",
    re.IGNORECASE,
)
#: A box and its town, in countries that deliver to boxes and have no postcodes.
_BOX_AHEAD = re.compile(r"\b(?:box|bag|boîte|postale|postal|apartado|bp|cs)\W*$", re.IGNORECASE)
_BOX_IN_LINE = re.compile(
    rf"(?:^|(?<=, )|(?<=- )|(?<=: ))(?:{_BOX.pattern})(?:[ \u00a0]?[-–][ \u00a0]?\d+)?[ \u00a0]*[,;–-]?[ \u00a0]*"
    rf"(?P<town>[^\W\d_][\w'’ -]{{2,30}}?)"
    rf"(?=[ \u00a0]*(?:[,;|–]|$))(?:(?:,[ \u00a0](?-i:[A-ZÀ-Þ])[^\W\d_]+(?:[ \u00a0][^\W\d_]+){{0,3}}){{1,2}}$)?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^(?:\w{0,12}(?:anschrift|adress[ea]?|adres|osoite)|(?:[a-z]+ )?address|(?:head |main |our )?office|headquarters|"
    r"location|adresse [\w ]{1,20}|siège(?: social)?|(?:dirección|domicilio|sede|indirizzo|endereço|morada)(?: \w+)?|"
    r"cím|székhely|sídlo|siedziba|sediul|adresi|"
    r"адреса?|διεύθυνση|地址|通讯地址|单位地址|住所|所在地|주소|العنوان|ที่อยู่|địa chỉ|alamat)\s*[:：]\s*",
    re.IGNORECASE,
)
_LABELLED_OTHERWISE = re.compile(r"[:：]\s*$|^\W*(?:tel|tél|fax|phone|fon)", re.IGNORECASE)
_MARKS = (", ", " - ", " – ", " | ", ": ", " · ", "; ")
#: A street without its number, known by the word that it begins with.
_STREET_NAME = re.compile(
    r"(?:(?<=^)|(?<=[,;|–-] )|(?<=: ))(?:via|viale|piazza|piazzale|corso|largo|calle|avda\.?|avenida|av\.|plaza|"
    r"paseo|carrera|rua|"
    r"praça|alameda|ul\.|ulica|plac|strada|calea|bulevardul|piața|ул\.|улица|вул\.|пр\.|проспект|"
    r"пл\.|площадь|наб\.|бул\.|"
    r"οδός|λεωφ\.|rue|avenue|boulevard|place|quai|route|chemin|jalan|jl\.|đường|"
    r"phố)[ \u00a0](?=[^\W\d_])[^\d\n,;|@:]{2,50}",
    re.IGNORECASE,
)
#: A part of an address after its street: house, building, flat, floor.
_HOUSE = re.compile(
    r"(?:д|дом|стр|строение|корп|корпус|к|оф|офис|кв|под|буд|б|офіс|nr|no|n°|bl|sc|et|ap|sz|em|kat|"
    r"daire|d|piso|of|local|int)"
    r"\.?[ \u00a0]?\d{1,4}[ \u00a0]?\w?(?:[-/]\w{1,4})?|\d{1,4}[ \u00a0]?\w?(?:[-/]\w{1,4})?|"
    r"\d{1,2}\.?[ \u00a0](?:em(?:elet)?|floor|étage|stock|piso)\.?",
    re.IGNORECASE,
)
_STREET_LAST = re.compile(
    r"[^\W\d_][\w -]{2,40}[ \u00a0](?:ул|пр|пр-т|просп|проспект|пер|наб|пл|бул|шоссе|вул|улица)\.?", re.IGNORECASE
)
_SETTLEMENT = re.compile(
    r"(?:г|город|м|пос|с|п)\.?[ \u00a0][^\W\d_][\w-]+|[^\W\d_][\w-]+[ \u00a0](?:обл(?:\.|асть)?|край|район|р-н)",
    re.IGNORECASE,
)
_NEXT_PART = re.compile(r"[ \u00a0]*[,–-]?[ \u00a0]*(?P<text>[^,;|•·@:\n–]{1,60})")
#: An office before the address in one line: `Ministry of Roads, `.
_OFFICE_AHEAD = re.compile(
    r"(?=[^,;|–]*(?:minist|department|office|agency|amt\b|referat|dienst|behörde|verwaltung|service|direction|ente\b|"
    r"ufficio|secretar|authority|council|bureau|institut|presse|press\b))[^,;|–]{3,80}?(?:,|;|\||[ ][–-])[ \u00a0]*",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ONE_NUMBER = re.compile(r"[^\d\n,]*\d[\d -]*[^\d\n,]*")
_MAX_LINES_UP = 5


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """An address from `start` in line `first` to `end` in line `last`; `lines` are its parts as shown."""

    first: int
    start: int
    last: int
    end: int
    lines: tuple[str, ...]


def find_addresses(lines: Sequence[str], country: str | None) -> list[PostalAddress]:
    """The postal addresses in `lines`, top to bottom; `country` is the site's, as ISO 3166-1 alpha-2.

    >>> [a.lines for a in find_addresses(["Press office", "Randolph Building", "401 Dulany Street",
    ...                                   "Alexandria, VA 22314"], "US")]
    [('Randolph Building', '401 Dulany Street', 'Alexandria, VA 22314')]
    """
    found: list[PostalAddress] = []
    for index, line in enumerate(lines):
        floor = found[-1].last + 1 if found else 0
        labelled = _LABELLED.match(line)
        address = None
        if len(line) <= 300:
            address = _by_place(lines, index, floor, country)
        if address is None and labelled and len(line) - labelled.end() >= 6 and not _ends_below(lines, index, country):
            text = _LABEL_AHEAD.sub("", line[labelled.end() :]).rstrip(" ,;")
            address = PostalAddress(index, labelled.end(), index, labelled.end() + len(text), (text,))
        if address is None:
            address = _by_street(lines, index, country)
        box = _BOX_IN_LINE.search(line) if address is None else None
        if box and box["town"][0].isupper() and not _ends_below(lines, index, country):
            address = PostalAddress(index, box.start(), index, box.end(), (box[0].strip(),))
        if address is not None and index >= floor:
            found += [address, *_labelled_after(address, line, country)]
    return found


def _labelled_after(address: PostalAddress, line: str, country: str | None) -> list[PostalAddress]:
    """Further addresses of a line, each with its label: `Uferweg 7, 10117 Berlin Postanschrift: 11055 Berlin`."""
    rest = line[address.end :].lstrip(" ,;|·–-\u00a0")
    if len(line) > 300 or not _LABELLED.match(rest):
        return []
    at, index = len(line) - len(rest), address.last
    return [PostalAddress(index, a.start + at, index, a.end + at, a.lines) for a in find_addresses([rest], country)]


def _ends_below(lines: Sequence[str], index: int, country: str | None) -> bool:
    """Whether the address that begins in line `index` has its postcode in one of the next lines."""
    for below in range(index + 1, min(index + 4, len(lines))):
        address = _by_place(lines, below, index, country)
        if address is not None:
            return address.first == index
    return False


#: What may stand before the number of a house.
_BEFORE_NUMBER = re.compile(r"(?:plot|no|house|block|unit|stand|erf)\b[ .,]*", re.IGNORECASE)


def _by_street(lines: Sequence[str], index: int, country: str | None) -> PostalAddress | None:
    """The address that has no postcode: a street with its number, then the town in the same line or the next."""
    line = lines[index]
    if len(line) > 120 or _DIGIT.search(line) is None or line.rstrip().endswith((".", "!", "?")):
        return None
    if "," not in line and country not in NO_POSTCODES and country not in TOWN_BEFORE_CODE:
        return None
    labelled = _LABELLED.match(line)
    offset = labelled.end() if labelled else 0
    ahead = _BEFORE_NUMBER.match(line, offset)
    street = _STREET.match(line, ahead.end() if ahead else offset)
    if street is None or _ends_below(lines, index, country):
        return None
    rest = _LABEL_AHEAD.sub("", line[street.end() :]).rstrip(" ,;")
    towns = [part.strip() for part in rest.split(",")]
    if rest:
        places = towns if towns[0] else towns[1:]
        enough = len(towns) > 1 or country in NO_POSTCODES or country in TOWN_BEFORE_CODE
        if not places or not enough or not all(map(_TOWN_ALONE.fullmatch, places)):
            return None
        end = street.end() + len(rest)
        return PostalAddress(index, offset, index, end, (line[offset:end].strip(),))
    below = lines[index + 1].strip(" ,") if index + 1 < len(lines) else ""
    if country in NO_POSTCODES and _TOWN_ALONE.fullmatch(below):
        return PostalAddress(index, offset, index + 1, len(lines[index + 1]), (line[offset:].strip(" ,"), below))
    return None


def looks_like_street(line: str) -> bool:
    """Whether `line` is a street with its number, or a P.O. box."""
    return _DIGIT.search(line) is not None and bool(_STREET.search(line) or _BOX.search(line))


def is_only_a_town(address: str) -> bool:
    """Whether an address is no more than postcode and town: `31000 Toulouse`."""
    return _ONE_NUMBER.fullmatch(address) is not None and not _has_street(address)


def _by_place(lines: Sequence[str], index: int, floor: int, country: str | None) -> PostalAddress | None:
    """The address that ends with a postcode in line `index`, and begins no higher than line `floor`."""
    line = lines[index]
    if _DIGIT.search(line) is None:
        return None
    if country is not None and country in TOWN_BEFORE_CODE and (address := _by_town(lines, index, floor, country)):
        return address
    if _CODE_ALONE.fullmatch(line.strip()) and index + 1 < len(lines) and _JAPANESE.match(lines[index + 1]):
        return None
    for hint, pattern in _places_of(country):
        if hint.search(line) is None:
            continue
        for place in pattern.finditer(line):
            address = _at_place(lines, index, floor, place, country)
            if address is not None:
                return address
    return None


def _by_town(lines: Sequence[str], index: int, floor: int, country: str) -> PostalAddress | None:
    """The address that ends with a town and its code in line `index`, in a country that writes them so."""
    line = lines[index]
    for place in _town_first(country).finditer(line):
        if _BOX_AHEAD.search(line, place.start(), place.start("code")):
            continue  # the number of a box
        address = _from_place(lines, index, floor, place, place.end())
        if address is not None and _has_more_than_town(address, line):
            return address
    return None


def _at_place(
    lines: Sequence[str], index: int, floor: int, place: re.Match[str], country: str | None
) -> PostalAddress | None:
    """The address that ends with what looks like postcode and town; None where it is something else."""
    pattern = place.re
    end = _end_of_place(lines[index], place)
    if end is None:
        return None
    if pattern in _WHOLE:
        return _whole(lines, index, floor, place)
    address = _from_place(lines, index, floor, place, end)
    if address is None or (pattern is _FOUR_DIGITS and not _credible(lines, address, place, country)):
        return None
    if pattern is _SIX_DIGITS and not any(looks_like_street(part) for part in address.lines):
        return None  # a number of something, and a word
    return address


@cache
def _places_of(country: str | None) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Postcode and town as they may be written in a country."""
    other = {_FIVE_DIGITS if country in _TOWN_FIRST_COUNTRIES else None}
    other.add(_THREE_DIGITS if country not in THREE_DIGITS else None)
    return tuple((hint, pattern) for hint, pattern in _PLACES if pattern not in other)


@cache
def _town_first(country: str) -> re.Pattern[str]:
    """A town and its postcode, in a country that writes them in this order: `New Delhi - 110 001`."""
    return re.compile(
        rf"(?<![\w'’-])[^\W\d_a-zß-öø-ÿ][^\d,;|@:\n(–]{{1,40}}?(?:{_SP}[0-9]{{1,2}})?(?:{_SP}+[,(–-]?|[,(–-]){_SP}*"
        rf"(?:(?:pin(?:{_SP}?code)?|zip|código postal|postal code)[:.]?{_SP}*(?:-{_SP}*)?)?"
        rf"(?<![0-9])(?P<code>{TOWN_BEFORE_CODE[country]})(?![\w/-])\)?(?:,{_SP}*[^\W\d_][^\d,;|"
        rf"@:\n]{{2,30}}(?=$|[.;|]))?",
    )


def _has_more_than_town(address: PostalAddress, line: str) -> bool:
    """Whether an address has a street, a line above its town, or is a list of places that fills its line."""
    if len(address.lines) > 1 or looks_like_street(address.lines[0]):
        return True
    return "," in address.lines[0] and not line[address.end :].strip(" .") and len(line) <= 120


def _whole(lines: Sequence[str], index: int, floor: int, place: re.Match[str]) -> PostalAddress:
    """An East Asian address, with the postcode in the line above it."""
    text = place[0].strip(" ,")
    above = lines[index - 1].strip() if index > floor else ""
    if not lines[index][: place.start()].strip() and _CODE_ALONE.fullmatch(above):
        return PostalAddress(index - 1, 0, index, place.end(), (above, text))
    labelled = _LABELLED.match(lines[index])
    start = place.start()
    if labelled and labelled.end() < start and not lines[index][labelled.end() : start].strip():
        start = labelled.end()
    end = place.end()
    return PostalAddress(index, start, index, end, (lines[index][start:end].strip(" ,"),))


def _end_of_place(line: str, place: re.Match[str]) -> int | None:
    """Where postcode and town end; None where what follows the digits is no town."""
    town = place.groupdict().get("town")
    if town is None:
        return place.end()
    if not town[0].isupper() or _NOT_TOWNS.match(town) or len(town.split()) > 7:
        return None
    kept = _LABEL_AHEAD.sub("", town)
    kept = re.split(r" [-–—] ", kept)[0].rstrip(" .–—-(\u00a0")
    if not kept:
        return None
    end = place.start("town") + len(kept)
    district = (_DISTRICT if kept.lower().endswith(_WITH_DISTRICTS) else _LAST_DISTRICT).match(line, end)
    return district.end() if district else end


def _from_place(lines: Sequence[str], index: int, floor: int, match: re.Match[str], end: int) -> PostalAddress | None:
    line, place = lines[index], match.start()
    labelled = _LABELLED.match(line)
    before = line[:place].strip(" ,-–—|·•:")
    if before and not (labelled and labelled.end() >= place):
        start = _start_in_line(line[:place])
        if start is None:
            if "town" in match.groupdict() or len(before.split()) > 4 or any(map(str.isdigit, before)):
                return None
            place = 0  # the town stands before its code
        elif _has_street(line[start:place]) or _first_line(lines, index, floor) == index:
            end = end if _has_street(line[start:place]) else _streets_after(line, end)
            return PostalAddress(index, start, index, end, (line[start:end].strip(" ,-–"),))
        else:
            place = start
    first = _first_line(lines, index, floor)
    if first == index:
        end = _streets_after(line, end)
        return PostalAddress(index, place, index, end, (line[place:end].strip(" ,"),))
    start = _start_of_street(lines[first])
    parts = (lines[first][start:], *lines[first + 1 : index], line[place:end])
    return PostalAddress(first, start, index, end, tuple(part.strip(" ,") for part in parts))


def _has_street(text: str) -> bool:
    """Whether `text` holds a street with or without its number, or a box."""
    return bool(_STREET.search(text) or _BOX.search(text) or _STREET_NAME.search(text))


def _start_of_street(line: str) -> int:
    """Where in an address's first line it begins: at the building before its street, after office and label."""
    street = _STREET.search(line) or _BOX.search(line)
    if street is None:
        labelled = _LABELLED.match(line)
        return labelled.end() if labelled else 0
    start = _part_start(line, street.start())
    building = _part_start(line, max(0, start - 3))
    return building if building < start and _is_part(line[building:start].strip(" ,-–")) else start


def _streets_after(line: str, end: int) -> int:
    """Where an address ends whose street follows its town: `1190 Wien, Hohe Warte 38`, `Москва, ул. Садовая, д. 10`."""
    found = False
    reach = end
    for part in _NEXT_PART.finditer(line, end):
        if part.start() != reach:
            break
        text = _LABEL_AHEAD.sub("", part["text"]).rstrip(" .,;–-")
        street = looks_like_street(text) or _NAME_AND_NUMBER.fullmatch(text)
        named = _STREET_NAME.match(part["text"]) or _STREET_LAST.fullmatch(text) or _SETTLEMENT.fullmatch(text)
        if not text or not (street or named or _HOUSE.fullmatch(text)):
            break
        found = found or bool(street) or any(map(str.isdigit, text))
        reach = part.end()
        if found:
            end = part.start("text") + len(text)
        if len(text) < len(part["text"].rstrip(" .,;–-")):
            break  # a label began
    return end


def _first_line(lines: Sequence[str], index: int, floor: int) -> int:
    """How far up the address of the postcode in line `index` reaches: to its street, and the building above that."""
    first = index
    for above in range(index - 1, max(floor, index - _MAX_LINES_UP) - 1, -1):
        labelled = _LABELLED.match(lines[above])
        text = lines[above][labelled.end() :] if labelled else lines[above]
        if len(text) > 80 or "@" in text or _LABELLED_OTHERWISE.search(text):
            break
        right_above = above == index - 1
        if looks_like_street(text) or (right_above and _is_name_with_number(text)):
            first = above
            if _STREET.search(text) is None and not labelled and _BOX.search(text):
                continue  # a box, and perhaps a street above it
            while first > max(floor, index - _MAX_LINES_UP) and not labelled and _is_upper_part(lines[first - 1]):
                first -= 1
            break
        goes_on = text.rstrip().endswith(",") and not _OFFICE_AHEAD.match(text)
        if _is_part(text) or (right_above and (_STREET_NAME.match(text) or goes_on)):
            first = above
        elif first < index and above < first - 1:
            break
    return first


def _is_upper_part(text: str) -> bool:
    """Whether a line above a street, or above a town's district, is part of the same address."""
    return _is_part(text) or (len(text) <= 60 and looks_like_street(text) and not _LABELLED.match(text))


def _is_name_with_number(text: str) -> bool:
    """Whether a line right above a town is a street by its place alone: `Alt-Moabit 140`, `875, Grande Allée Est`."""
    return bool(_NAME_AND_NUMBER.fullmatch(text) or _NUMBER_AND_NAME.fullmatch(text))


def _part_start(line: str, street: int) -> int:
    """Where the part of `line` that holds the street begins: after the last comma, dash or label before it."""
    labelled = _LABELLED.match(line)
    starts = [line.rfind(mark, 0, street + 1) + len(mark) for mark in _MARKS if mark in line[: street + 1]]
    return max([labelled.end() if labelled else 0, *starts])


def _start_in_line(before: str) -> int | None:
    """Where an address begins in the text before its postcode; None where that text is a sentence."""
    labelled = _LABELLED.match(before)
    offset = labelled.end() if labelled else 0
    street = _STREET.search(before, offset) or _BOX.search(before, offset)
    if street is not None:
        return _start_of_street(before)
    named = _STREET_NAME.search(before, offset)
    if named is not None:
        return _part_start(before, named.start())
    text = before[offset:].strip(" ,(\n\t\u00a0")
    if not text:
        return None
    if _NAME_AND_NUMBER.fullmatch(text):
        return offset
    last = text.rpartition(", ")[2]
    if last != text and _NAME_AND_NUMBER.fullmatch(last):
        start = before.rindex(last)  # `Police of the Republic, Strojnická 27, 170 89 Praha 7`
        above = _part_start(before, max(0, start - 3))
        return above if above < start and _is_part(before[above:start].strip(" ,")) else start
    if len(text) > 90 or len(text.split()) > 12 or before.rstrip()[-1] not in ",;|-–·":
        return None
    while (office := _OFFICE_AHEAD.match(before, offset)) and office.end() < len(before.rstrip(" ,-–|·;")):
        offset = office.end()
    return offset


def _is_part(text: str) -> bool:
    text = text.rstrip(" ,")
    return len(text) <= 60 and "@" not in text and bool(_PART.search(text)) and not text.rstrip().endswith((":", "."))


def _credible(lines: Sequence[str], address: PostalAddress, place: re.Match[str], country: str | None) -> bool:
    """Whether four digits and a word are postcode and town: in a country that has such, and rather not a year."""
    code = place["code"]
    if not code[0].isdigit():
        return True
    street = any(looks_like_street(part) for part in address.lines)
    if country is not None and country not in _FOUR_DIGIT_COUNTRIES:
        return False
    if street:
        return True
    year = 1900 <= int(code) <= 2100
    return country is not None and not year and len(lines[address.last]) <= 90
