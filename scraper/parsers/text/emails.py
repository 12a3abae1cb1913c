"""E-mail addresses, visible or hidden from harvesters, as shown and as one would write to them.

Hidden in text: `name(at)agency.gov`, `name [at] agency [dot] gov`, `name at agency dot gov`, `name~agency.gov`.
Hidden in a link: percent and entity encoding, TYPO3's shifted characters (`linkTo_UnCryptMailto`), Cloudflare's
XOR (`data-cfemail`), `data-` attributes (plain, base64, ROT13), Joomla's `first` and `last`, a script's arguments.
Hidden by writing: backwards, for a style sheet to turn round. Where a link's address differs from the one that it
shows, the link is bait for harvesters, and the visible address is the right one.
"""

from __future__ import annotations

import base64
import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

#: Characters that a reader does not see, put into addresses against harvesters and for line breaks.
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_AT_WORD = r"at|ät|a|arobase|arroba|chiocciola|apestaartje|małpa|собака|αт|@"
_DOT_WORD = r"dot|punkt|point|punto|ponto|kropka|tečka|bod|точка|τελεία|\."
_AT = (
    rf"(?:[ \u00a0]*[\[({{<|][ \u00a0]*(?:{_AT_WORD})[ \u00a0]*[\])}}>|][ \u00a0]*"
    r"|[ \u00a0]*[@＠][ \u00a0]?|[-_](?:at|AT)[-_]|~|[ \u00a0]+(?:at|AT|ät|arobase|arroba)[ \u00a0]+)"
)
_DOT = (
    rf"(?:\.|[ \u00a0]*[\[({{<|][ \u00a0]*(?:{_DOT_WORD})[ \u00a0]*[\])}}>|][ \u00a0]*"
    r"|[ \u00a0]+(?:dot|DOT|punkt)[ \u00a0]+)"
)
_LOCAL = rf"[^\W_](?:[\w+'%&-]|{_DOT}(?=\w)){{0,63}}?"
_ADDRESS = re.compile(
    rf"(?<![\w.%+-])({_LOCAL}){_AT}((?:[^\W_](?:[\w-]{{0,62}}[^\W_])?{_DOT}){{1,6}}[^\W\d_]{{2,24}})(?![\w@])",
    re.IGNORECASE,
)
_MIGHT_BE = re.compile(
    r"[@＠~]|[\[({<|]\s*(?:at|ät|a|arobase|arroba|chiocciola|małpa|собака)\s*[\])}>|]|\bat\b|-at-|_at_", re.I
)
_PLAIN = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"/?#]+\.[^\W\d_]{2,24}$")
#: `name at agency.gov` needs a second sign of being an address: 'have a look at agency.gov' has none.
_BARE_AT = re.compile(r"[ \u00a0](?:at|ät|arobase|arroba)[ \u00a0]", re.I)
_BARE_DOT = re.compile(r"[ \u00a0](?:dot|punkt)[ \u00a0]", re.I)
#: TYPO3 shifts each character within its range (typo3/sysext/core, `encryptEmail`).
_SHIFTED = re.compile(r"UnCryptMailto\((?:'|%27|\")(.+?)(?:'|%27|\")")
_MAX_ATTRIBUTE = 1000
#: An address written backwards: `vog.ycnega@sserp`, with a top-level domain in front and none at its end.
_BACKWARDS = re.compile(r"(?<![\w.@-])([a-z]{2,6})(?:\.[\w-]+){1,5}@[\w.+-]*\w(?![\w@])", re.IGNORECASE)
_KNOWN_ENDS = frozenset(["gov", "mil", "int", "org", "com", "net", "info", "edu", "eu"])
#: `javascript:mailTo('press', 'agency.gov')`.
_SCRIPTED = re.compile(r"javascript:[\w.]*mail[\w.]*\((.{3,200})\)", re.IGNORECASE)
_ARGUMENT = re.compile(r"""['"]([\w.+@-]+)['"]""")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{8,}={0,2}")
_RANGES = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """An address in `line[start:end]`: `value` as shown, `normalized` as one writes to it."""

    start: int
    end: int
    value: str
    normalized: str


def find_emails(line: str) -> list[EmailAddress]:
    """The addresses that `line` shows, from left to right; `line` without unseen characters (`clean`).

    >>> [(e.value, e.normalized) for e in find_emails("Write to press [at] agency [dot] gov.")]
    [('press [at] agency [dot] gov', 'press@agency.gov')]
    """
    if not _MIGHT_BE.search(line):
        return []
    found = []
    for match in _ADDRESS.finditer(line):
        shown = match[0]
        if _BARE_AT.search(shown) and not _BARE_DOT.search(shown) and not _stands_alone(line, match):
            continue
        if "~" in shown and "/" in line[: match.start()].rpartition(" ")[2]:
            continue  # a home directory in a URL
        found.append(EmailAddress(match.start(), match.end(), shown, _decoded(match[1], match[2])))
    if "@" in line:
        for match in _BACKWARDS.finditer(line):
            ahead, behind = match[1][::-1].lower(), match[0].rpartition(".")[2].rpartition("@")[2].lower()
            if _may_end(ahead) and not (
                behind in _KNOWN_ENDS or ("." in match[0].rpartition("@")[2] and len(behind) == 2)
            ):
                found = [email for email in found if email.end <= match.start() or match.end() <= email.start]
                shown = match[0][::-1]
                found.append(EmailAddress(match.start(), match.end(), shown, shown.lower()))
        found.sort(key=lambda email: email.start)
    return found


def _may_end(label: str) -> bool:
    """Whether an address may end in this label: one that offices use, or a country's."""
    return label in _KNOWN_ENDS or len(label) == 2


def email_of_link(href: str | None, attributes: Mapping[str, str]) -> str | None:
    """The address that a link leads to, however it is hidden; None where it leads to no mailbox.

    >>> email_of_link("javascript:linkTo_UnCryptMailto('ocknvq,rtguuBcigpea0iqx');", {})
    'press@agency.gov'
    """
    href = (href or "")[:_MAX_ATTRIBUTE]
    lowered = href[:40].lower()
    if lowered.startswith("mailto:"):
        return _as_address(unquote(href[7:].partition("?")[0]))
    if "uncryptmailto" in href.lower():
        return _unshift(href)
    if "email-protection#" in href:
        return _cloudflare(href.rpartition("#")[2])
    scripted = _SCRIPTED.match(href) if lowered.startswith("javascript:") else None
    if scripted and (address := _from_arguments(_ARGUMENT.findall(unquote(scripted[1])))):
        return address
    return _of_attributes(attributes)


def _of_attributes(attributes: Mapping[str, str]) -> str | None:
    """The address that attributes keep for a script to put together."""
    if "first" in attributes and "last" in attributes:
        return _from_base64(attributes["first"], attributes["last"])
    for name, value in attributes.items():
        if not name.startswith("data-") or len(value) > _MAX_ATTRIBUTE:
            continue
        if name == "data-cfemail":
            return _cloudflare(value)
        if name == "data-mailto-token":
            return _unshift(f"UnCryptMailto('{value}')")
        if "@" in value or "[at]" in value or "(at)" in value:
            plain = value.replace("[at]", "@")
            emails = find_emails(codecs.decode(plain, "rot13") if "enc" in name or "rot13" in name else plain)
            if emails:
                return emails[0].normalized
        elif "mail" in name and (address := _from_base64(value)):
            return address
    return _from_halves(attributes)


def clean(text: str) -> str:
    """`text` without characters that nobody sees."""
    return _UNSEEN.sub("", text)


def _stands_alone(line: str, match: re.Match[str]) -> bool:
    """Whether the address fills its line, or follows a label's colon."""
    return not line[match.end() :].strip(" .") and (
        not line[: match.start()].strip() or line[: match.start()].rstrip()[-1] in ":："
    )


def _decoded(local: str, domain: str) -> str:
    dot = re.compile(_DOT, re.IGNORECASE)
    return f"{dot.sub('.', local)}@{dot.sub('.', domain)}".replace(" ", "").lower()


def _as_address(text: str) -> str | None:
    """`text` when it is one plain address, perhaps as `Name <address>`; of several the first."""
    text = clean(text).strip().removeprefix("//")
    if "<" in text:
        text = text.partition("<")[2].partition(">")[0]
    text = re.split(r"[,;\s]", text.strip())[0]
    if _PLAIN.match(text):
        return text
    emails = find_emails(text)
    return emails[0].normalized if emails else None


def _unshift(href: str) -> str | None:
    """Undo TYPO3's shift by the one amount that makes the text begin with `mailto:`."""
    match = _SHIFTED.search(href)
    if match is None:
        return None
    token = unquote(match[1])
    for amount in range(-25, 26):
        if amount and "".join(_shift(character, amount) for character in token[:7]) == "mailto:":
            return _as_address("".join(_shift(character, amount) for character in token)[7:].partition("?")[0])
    return None


def _shift(character: str, amount: int) -> str:
    code = ord(character)
    for low, high in _RANGES:
        if low <= code <= high:
            return chr(low + (code - low + amount) % (high - low + 1))
    return character


def _cloudflare(token: str) -> str | None:
    """Cloudflare's e-mail obfuscation: hexadecimal bytes, each XORed with the first."""
    try:
        data = bytes.fromhex(token.strip())
    except ValueError:
        return None
    return _as_address(bytes(byte ^ data[0] for byte in data[1:]).decode("utf-8", "replace")) if data else None


def _from_arguments(arguments: list[str]) -> str | None:
    """The address in what a script is called with: whole, or mailbox and host in two or three pieces."""
    if len(arguments) == 1:
        return _as_address(arguments[0])
    if len(arguments) == 2:
        return _as_address("@".join(arguments))
    return _as_address(f"{arguments[0]}@{arguments[1]}.{arguments[2]}") if len(arguments) == 3 else None


def _from_base64(*values: str) -> str | None:
    """The address in one value, or in two of mailbox and host, that are base64 of UTF-8 (RFC 4648)."""
    pieces = []
    for value in values:
        if len(values) == 1 and not _BASE64.fullmatch(value):
            return None
        try:
            pieces.append(base64.b64decode(value, validate=True).decode())
        except ValueError:
            return None
    return _as_address("@".join(pieces))


def _from_halves(attributes: Mapping[str, str]) -> str | None:
    """`data-user="press" data-domain="agency.gov"`, put together by a script."""
    local = domain = None
    for name, value in attributes.items():
        if not name.startswith("data-") or not value or " " in value:
            continue
        if re.search(r"(?:user|name|local|mailbox)$", name):
            local = value
        elif re.search(r"(?:domain|host|server)$", name) and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", value):
            domain = value
    return f"{local}@{domain}" if local and domain and re.fullmatch(r"[\w.+-]+", local) else None
