"""The keys of a site profile: what each means, what may stand there, and how it is checked.

`KEYS` is the one place where that is written: `scraper.profiles.reader` validates with it, and the table in
`docs/adding-a-site.md` is generated from it (`python -m scraper.profiles.keys`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError
from lxml import etree

from archive.model.article import Article
from archive.model.expectations import Expect
from scraper.profiles.site import DiscoveryRules, Layout, MediaRules, Politeness, Site

Check = Callable[[Any], Any]

_COUNTRIES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW EU XK
"""
#: ISO 3166-1 alpha-2; with EU, which it reserves for the European Union, and XK, which is in use for Kosovo.
COUNTRIES = frozenset(_COUNTRIES.split())
#: What a layout's selectors may find: Article's attributes that a page shows, and what to leave out of all of them.
LAYOUT_FIELDS = tuple(
    sorted({field.name for field in fields(Article)} - {"url", "blocks", "provenance", "coverage"} | {"body", "remove"})
)

# RFC 5646, section 2.1: language, script, region, variants, extensions, private use; no grandfathered tags.
_BCP47 = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?",
    re.IGNORECASE,
)
# XPath 1.0, sections 2.3 and 4: node tests and functions; operators may stand before a bracket too.
_XPATH_CALLS = """
    and or div mod comment text processing-instruction node last position count id local-name namespace-uri name string
    concat starts-with contains substring-before substring-after substring string-length normalize-space translate
    boolean not true false lang number sum floor ceiling round
"""
_KNOWN_CALLS = frozenset(_XPATH_CALLS.split())
_NO_ELEMENTS = re.compile(r"/\s*(?:@[^/\]]+|attribute::[^/\]]+|(?:text|comment)\(\s*\))\s*$")
_CALL = re.compile(r"([\w:-]+)\s*\(")
_XPATH_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
_HOUR = r"(?:[01]\d|2[0-3]):[0-5]\d"
_HOURS = re.compile(rf"({_HOUR})-({_HOUR})")
_ADDRESS_PREFIX = re.compile(r"(?:[\w-]+\.)*[\w-]+(?::\d{1,5})?(?:/[^\s?#]*)?")


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a profile, under its dotted name.

    `check` returns the value as Site holds it, or raises ValueError with what is wrong, in words that go between
    the key's name and `allowed`. Where `many` is true a list stands there, and `check` takes each of its entries.
    """

    name: str
    allowed: str
    check: Check
    meaning: str
    many: bool = False
    required: bool = False


def shown(value: object) -> str:
    """A value as an error message quotes it: as TOML would write it, on one line, not too long."""
    text = str(value).lower() if isinstance(value, bool) else repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 80 else text[:77] + "..."


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{shown(value)} is not a string")
    if not value.strip():
        raise ValueError("is empty")
    return value.strip()


def boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{shown(value)} is neither true nor false")
    return value


def seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{shown(value)} is not a number")
    if not 0 <= value <= 3600:
        raise ValueError(f"{value} is out of range")
    return float(value)


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """The check of a whole number from `least` to `most`."""

    least: int
    most: int

    def __call__(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError(f"{shown(value)} is not a whole number")
        if not self.least <= value <= self.most:
            raise ValueError(f"{value} is out of range")
        return value


def share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{shown(value)} is not a number")
    if not 0 <= value <= 1:
        raise ValueError(f"{value} is out of range")
    return float(value)


def web_address(value: Any) -> str:
    url = text(value)
    try:
        parts = urlsplit(url)
        broken = parts.port == 0
    except ValueError:
        broken = True
    if broken or parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", url):
        raise ValueError(f"{shown(url)} is no web address")
    if parts.username is not None or parts.password is not None:
        raise ValueError("names a user or password, which a profile must not hold")
    return url


def language_tag(value: Any) -> str:
    tag = text(value)
    if not _BCP47.fullmatch(tag):
        raise ValueError(f"{shown(tag)} is no language tag")
    return tag


def country_code(value: Any) -> str:
    code = text(value)
    if code not in COUNTRIES:
        hint = {"UK": "GB", "EL": "GR"}.get(code.upper(), code.upper())
        raise ValueError(
            f"{shown(code)} is no country code" + (f" (did you mean {hint!r}?)" if hint in COUNTRIES else "")
        )
    return code


def day(value: Any) -> str:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    try:
        return dt.date.fromisoformat(text(value)).isoformat()
    except ValueError:
        raise ValueError(f"{shown(value)} is not a date") from None


def hours(value: Any) -> str:
    match = _HOURS.fullmatch(text(value))
    if not match or match[1] == match[2]:
        raise ValueError(f"{shown(value)} is no span of hours")
    return match[0]


def pattern(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{shown(value)} is not a pattern")
    try:
        re.compile(value)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"{shown(value)} is no regular expression: {error}") from None
    return value


def selector(value: Any) -> str:
    """A CSS selector, or an XPath when it begins with `/` or `./`, that finds elements; run once on an empty page."""
    written = text(value)
    is_xpath = written.startswith(("/", "./"))
    try:
        found = etree.XPath(written if is_xpath else HTMLTranslator().css_to_xpath(written))(etree.Element("html"))
    except (SelectorError, etree.XPathError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ValueError(f"{shown(written)} does not compile: {reason}") from None
    if not isinstance(found, list) or _NO_ELEMENTS.search(written):
        raise ValueError(f"{shown(written)} finds attributes, text or a value, not elements")
    calls = _CALL.findall(_XPATH_STRING.sub("", written)) if is_xpath else []
    unknown = [call for call in calls if call.rpartition("::")[2] not in _KNOWN_CALLS]
    if unknown:
        raise ValueError(f"{shown(written)} does not compile: XPath 1.0 has no function {unknown[0]}()")
    return written


def address_prefix(value: Any) -> str:
    prefix = text(value)
    if "://" in prefix or not _ADDRESS_PREFIX.fullmatch(prefix):
        raise ValueError(f"{shown(prefix)} is not what an address begins with")
    return prefix


_URL = "an absolute http(s) URL on the site's own domain"
_SHARE = "a share from 0 to 1"
_EXPECTED_FIELDS = {
    "title": "a title",
    "published": "a date of publication",
    "body": "a body",
    "byline": "a byline",
    "captions": "a caption or credit",
    "contacts": "contacts",
}
_REGEX = "a Python regular expression, searched in the URL's path and query"

KEYS = (
    Key("title", "text", text, "The site's name as readers know it.", required=True),
    Key("home_url", "an absolute http(s) URL", web_address, "The page that everything starts from.", required=True),
    Key("language", "a BCP 47 tag such as 'fr' or 'pt-BR'", language_tag, "What most of the site is written in."),
    Key("country", "an ISO 3166-1 alpha-2 code such as 'FR'", country_code, "Whose government it is."),
    Key("enabled", "true or false", boolean, "Whether a crawl of all sites takes it along."),
    Key("rights", "text", text, "What the site itself says about reuse, in its own words."),
    Key("licence", "a licence's name or URL", text, "The licence that the site names, if it names one."),
    Key(
        "verified",
        "a date, YYYY-MM-DD",
        day,
        "When the profile was last checked against the live site; leave it out until it was.",
    ),
    Key("note", "text", text, "What the next person should know."),
    Key(
        "former_domains.*",
        "'host' or 'host/path', former = present",
        address_prefix,
        "What former addresses began with, and what they begin with now: articles keep their identity in a move.",
    ),
    Key("discovery.feeds", _URL, web_address, "RSS, Atom or JSON feeds.", many=True),
    Key("discovery.sitemaps", _URL, web_address, "Sitemaps or sitemap indexes.", many=True),
    Key("discovery.listings", _URL, web_address, "Pages that list articles; their pagination is followed.", many=True),
    Key(
        "discovery.article_patterns",
        _REGEX,
        pattern,
        "Which URLs are articles. Without any, links are judged by how listing pages show them.",
        many=True,
    ),
    Key("discovery.exclude_patterns", _REGEX, pattern, "Which URLs are never articles.", many=True),
    Key(
        "discovery.listing_pages",
        "a whole number from 1 to 10000",
        WholeNumber(1, 10_000),
        "How many pages of one paginated listing a run follows at most.",
    ),
    Key(
        "politeness.delay",
        "seconds, from 0 to 3600",
        seconds,
        "Pause between two requests; a longer Crawl-delay in robots.txt wins.",
    ),
    Key("politeness.concurrency", "a whole number from 1 to 8", WholeNumber(1, 8), "Requests under way at a time."),
    Key(
        "politeness.rechecks",
        "a whole number from 0 to 1000000",
        WholeNumber(0, 1_000_000),
        "Articles fetched before that a run looks at again, at most; those most overdue come first.",
    ),
    Key(
        "politeness.probe",
        "true or false",
        boolean,
        "Whether a run asks once for an address that cannot exist, to know by which pages the site says 'not found'.",
    ),
    Key("politeness.obey_robots", "true or false", boolean, "False only with a legal basis."),
    Key(
        "politeness.legal_basis",
        "text",
        text,
        "Why robots.txt may be overridden here, such as a legal deposit law; recorded with every run.",
    ),
    Key("politeness.hours", "'HH:MM-HH:MM' in UTC, may pass midnight", hours, "When the site may be crawled."),
    Key(
        "politeness.allow_private_addresses",
        "true or false",
        boolean,
        "Whether addresses on loopback and in private networks are fetched.",
    ),
    Key(
        "media.fetch",
        "true or false",
        boolean,
        "Whether pictures and documents of articles are fetched, after the pages, as far as they are on the site.",
    ),
    Key("media.image_size", "megabytes, from 1 to 30", WholeNumber(1, 30), "The largest picture that is fetched."),
    Key("media.document_size", "megabytes, from 1 to 30", WholeNumber(1, 30), "The largest document that is fetched."),
    Key(
        "expect.articles",
        "a whole number from 1 to 10000",
        WholeNumber(1, 10_000),
        "Articles that a run finds announced on feeds, sitemaps and listings, at least, unless some had not changed.",
    ),
    *(
        Key(f"expect.{name}", _SHARE, share, f"Share of the articles that a run reads with {words}, at least.")
        for name, words in _EXPECTED_FIELDS.items()
    ),
    Key("expect.coverage", _SHARE, share, "Mean share of the articles' text that some field took, at least."),
    Key(
        "expect.days_without_article",
        "a whole number from 1 to 3650",
        WholeNumber(1, 3650),
        "Days since a run found a new article, at most.",
    ),
    Key("expect.blocked", _SHARE, share, "Share of the articles asked for that the site refused, at most."),
    Key("expect.failed", _SHARE, share, "Share of the articles asked for that could not be fetched, at most."),
    Key("layouts.name", "text, each name once", text, "What this look of the site's pages is called.", required=True),
    Key(
        "layouts.match",
        "a CSS selector, or an XPath that begins with '/' or './'",
        selector,
        "The layout is used on pages where this finds something; without it on every page.",
    ),
    Key(
        "layouts.fields.*",
        "CSS selectors, or XPaths that begin with '/' or './'",
        selector,
        "Where this field stands, best first. Fields: " + ", ".join(f"`{name}`" for name in LAYOUT_FIELDS) + ".",
        many=True,
    ),
)


def left_out(key: Key) -> object:
    """What holds where a profile leaves the key out; None where nothing does."""
    table, _, name = key.name.partition(".")
    kinds = {
        "discovery": DiscoveryRules,
        "politeness": Politeness,
        "media": MediaRules,
        "expect": Expect,
        "layouts": Layout,
    }
    kind = kinds.get(table, Site) if name else Site
    found = next((one for one in fields(kind) if one.name == (name or table)), None)
    return None if found is None or found.default in (MISSING, ()) else found.default


def default_of(key: Key) -> str:
    """What holds where a profile leaves the key out, as TOML would write it."""
    if key.required:
        return "required"
    value = left_out(key)
    if isinstance(value, bool):
        return f"`{value}`".lower()
    return f"`{value:g}`" if isinstance(value, int | float) else ""


def key_table() -> str:
    """The table of keys in Markdown, as `docs/adding-a-site.md` has it."""
    rows = ["| key | what may stand there | left out | what it means |", "|---|---|---|---|"]
    for key in KEYS:
        allowed = f"a list; each entry {key.allowed}" if key.many else key.allowed
        rows.append(f"| `{key.name}` | {allowed} | {default_of(key)} | {key.meaning} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(key_table())
