"""Which parser this is: a number for people, and a digest of everything that can change what it finds on a page.

`4+1f3a9c2e`. Two parsers with the same version find the same on the same page under the same profile. The archive keeps
it with each run and each version of an article, and tells by it a better parser from a site that changed its text. The
profile of the site is no part of it: it differs from site to site, and the archive keeps with each version which one
that was read under.

Computed at the first use, not at import, and not by the parsers, which open no files.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from scraper.parsers.version import PARSER_VERSION

#: Whose text counts: folders and files, by package. A list, since to follow imports means to parse every file, where
#: this only reads them; tests/scraper/test_parser_version.py holds it against the real imports. `archive.model.digest`
#: is what the archive compares an Article by.
SOURCES: Mapping[str, tuple[str, ...]] = {
    "archive": (
        "model/address.py",
        "model/article.py",
        "model/bounds.py",
        "model/digest.py",
        "model/exchange.py",
        "model/expectations.py",
        "model/identity.py",
    ),
    "scraper": ("hosts.py", "parsers", "parsing.py", "profiles"),
}

#: Distributions whose release can change a result. html5lib is what Beautiful Soup is told to read broken pages with.
#: Names of months and countries that come from babel are written into the lexicon, and count as its text.
LIBRARIES = (
    "beautifulsoup4",
    "charset-normalizer",
    "cssselect",
    "html5lib",
    "lxml",
    "parsel",
    "phonenumbers",
    "tldextract",
    "w3lib",
    "webencodings",
)


@cache
def parser_version() -> str:
    """The version, such as `4+1f3a9c2e`: the same wherever the same sources run with the same libraries."""
    return f"{PARSER_VERSION}+{digest(sources(), libraries())}"


def digest(texts: Iterable[tuple[str, bytes]], releases: Mapping[str, str]) -> str:
    """Eight hexadecimal digits over names and texts of files, and releases of libraries, in whatever order they come.

    >>> digest([("a.py", b"x = 1\\r\\n"), ("b.py", b"")], {}) == digest([("b.py", b""), ("a.py", b"x = 1\\n")], {})
    True
    """
    lines = [f"{name} {hashlib.sha256(_plain(text)).hexdigest()}\n" for name, text in texts]
    lines += [f"{name} {release}\n" for name, release in releases.items()]
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()[:8]


def _plain(text: bytes) -> bytes:
    """As every machine checks it out."""
    return text.replace(b"\r\n", b"\n")


def sources() -> Iterator[tuple[str, bytes]]:
    """Name and text of every file in SOURCES, in a checkout, a wheel or a zip."""
    for package, names in SOURCES.items():
        for name in names:
            yield from _texts(files(package).joinpath(name), f"{package}/{name}")


def _texts(place: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    if not place.is_dir():
        yield name, place.read_bytes()
        return
    for inner in place.iterdir():
        # What Python or an editor leaves beside a source is none.
        if not inner.name.startswith((".", "__pycache__")) and not inner.name.endswith((".pyc", "~", ".orig", ".rej")):
            yield from _texts(inner, f"{name}/{inner.name}")


def libraries() -> dict[str, str]:
    """The releases in use; of libxml2 the one that was linked, and of Python its tables of characters."""
    from lxml import etree

    return {
        **{name: version(name) for name in LIBRARIES},
        "libxml2": ".".join(map(str, etree.LIBXML_VERSION)),
        "Unicode": unicodedata.unidata_version,
    }
