"""Reads site profiles: one TOML file a site, checked as a whole, every problem told at once.

What the keys mean stands in `docs/adding-a-site.md`; `scraper.profiles.keys` holds them and their checks.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from archive.model.expectations import Expect
from archive.wire.records import SiteRecord
from scraper.hosts import domain_of, same_domain
from scraper.profiles.errors import ProfileError
from scraper.profiles.keys import KEYS, LAYOUT_FIELDS, Key, shown
from scraper.profiles.site import DiscoveryRules, Layout, MediaRules, Politeness, Site

#: The folder of profiles that replaces the packaged one, as the demo does.
SITES_VARIABLE = "GOVNEWS_SITES"

_PACKAGED_SITES = Path(__file__).parents[1] / "sites"
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_BY_NAME = {key.name: key for key in KEYS}


def packaged_sites() -> Path:
    """The folder of profiles that come with govnews."""
    return _PACKAGED_SITES


def valid_name(name: str) -> bool:
    """Whether a site may be called so, and its profile's file with it."""
    return _NAME.fullmatch(name) is not None


@lru_cache(maxsize=1024)
def parse_profile(text: str, name: str) -> Site:
    """The Site that `text` (TOML) describes; `name` is its file's name without `.toml`.

    Raises ProfileError with every problem that it has.
    """
    problems: list[str] = []
    if not _NAME.fullmatch(name):
        problems.append(f"{name}.toml: the file's name is the site's: lower-case letters and digits, joined by - or _")
    try:
        table = tomllib.loads(text)
    except ValueError as error:
        raise ProfileError([*problems, f"{name}.toml: is not TOML: {error}"]) from None
    except RecursionError:
        raise ProfileError([*problems, f"{name}.toml: is not a profile: nested too deeply"]) from None
    site = _Reader(f"{name}.toml", problems).site(table, name, text)
    if problems:
        raise ProfileError(problems)
    return site


def load_profile(path: Path) -> Site:
    """The Site in the TOML file at `path`. Raises ProfileError, also where the file cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ProfileError([f"{path.name}: cannot be read: {error.strerror or error}"]) from None
    except UnicodeDecodeError as error:
        raise ProfileError(
            [f"{path.name}: is not UTF-8: byte {error.start} is {error.object[error.start]:#04x}"]
        ) from None
    return parse_profile(text, path.stem)


def load_profiles(folder: Path | None = None) -> dict[str, Site]:
    """All profiles of a folder by name, in order of name; without one that of GOVNEWS_SITES, else the packaged one.

    Raises ProfileError with the problems of all files together.
    """
    folder = folder or Path(os.environ.get(SITES_VARIABLE) or _PACKAGED_SITES)
    if not folder.is_dir():
        raise ProfileError([f"{folder}: there is no such folder of site profiles"])
    sites: dict[str, Site] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            sites[path.stem] = load_profile(path)
        except ProfileError as error:
            problems += error.problems
    if problems:
        raise ProfileError(problems)
    return sites


def site_record(site: Site) -> SiteRecord:
    """What the archive keeps of a profile."""
    return SiteRecord(
        name=site.name,
        profile=site.source,
        title=site.title,
        country=site.country,
        language=site.language,
        home_url=site.home_url,
        rights=site.rights,
        licence=site.licence,
        verified=site.verified,
        moves=site.former_domains,
    )


class _Reader:
    """Walks one profile's tables, turning values into Site's and gathering problems."""

    def __init__(self, file: str, problems: list[str]) -> None:
        self.file = file
        self.problems = problems

    def site(self, table: Mapping[str, Any], name: str, source: str) -> Site:
        plain = self.table(
            table, "", subtables=("former_domains", "discovery", "politeness", "media", "expect", "layouts")
        )
        former = self.former_domains(self.subtable(table, "former_domains"))
        discovery = self.table(self.subtable(table, "discovery"), "discovery.")
        politeness = self.table(self.subtable(table, "politeness"), "politeness.")
        media = self.table(self.subtable(table, "media"), "media.")
        expect = self.table(self.subtable(table, "expect"), "expect.")
        layouts = self.layouts(table.get("layouts", []))
        self.own_addresses(plain.get("home_url"), discovery, former)
        if politeness.get("obey_robots") is False and "legal_basis" not in politeness:
            self.problem("politeness.legal_basis", "is missing", "obey_robots = false needs the law that it rests on")
        return Site(
            name=name,
            **{"title": "", "home_url": "", **plain},
            former_domains=former,
            discovery=DiscoveryRules(**discovery),
            politeness=Politeness(**politeness),
            media=MediaRules(**media),
            expect=Expect(**expect),
            layouts=layouts,
            source=source,
        )

    def problem(self, key: str, wrong: str, allowed: str) -> None:
        self.problems.append(f"{self.file}: {key}: {wrong}; {allowed}")

    def subtable(self, table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        value = table.get(name, {})
        if isinstance(value, dict):
            return value
        self.problem(name, f"{shown(value)} is not a table", f"write [{name}] and its keys below")
        return {}

    def table(
        self, table: Mapping[str, Any], prefix: str, *, where: str | None = None, subtables: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """The checked values of one table; `where` is its place in the file, when that is not its prefix."""
        where = prefix if where is None else where
        known = {name.removeprefix(prefix): key for name, key in _BY_NAME.items() if _is_child(name, prefix)}
        any_name = known.pop("*", None)
        values = {}
        for name, value in table.items():
            if name in subtables:
                continue
            key = known.get(name) or any_name
            if key is None:
                self.unknown(where + name, name, (*known, *subtables))
            elif (checked := self.value(key, where + name, value)) is not None:
                values[name] = checked
        for name, key in known.items():
            if key.required and name not in table:
                self.problem(where + name, "is missing", f"must be {key.allowed}")
        return values

    def unknown(self, place: str, name: str, known: tuple[str, ...]) -> None:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean '{near[0]}'? " if near else ""
        self.problem(place, "is not a known key", f"{hint}known are {', '.join(sorted(known))}")

    def value(self, key: Key, place: str, value: Any) -> Any:
        if not key.many:
            return self.checked(key, place, value)
        if not isinstance(value, list):
            self.problem(place, f"{shown(value)} is not a list", f"must be a list, each entry {key.allowed}")
            return None
        entries = [self.checked(key, f"{place}[{number}]", entry) for number, entry in enumerate(value)]
        return tuple(entry for entry in entries if entry is not None)

    def checked(self, key: Key, place: str, value: Any) -> Any:
        try:
            return key.check(value)
        except ValueError as error:
            self.problem(place, str(error), f"must be {key.allowed}")
            return None

    def layouts(self, tables: Any) -> tuple[Layout, ...]:
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self.problem("layouts", "is not a list of tables", "write [[layouts]] and its keys below, once a layout")
            return ()
        layouts: list[Layout] = []
        for number, table in enumerate(tables):
            where = f"layouts[{number}]."
            plain = self.table(table, "layouts.", where=where, subtables=("fields",))
            if any(plain.get("name") == layout.name for layout in layouts):
                self.problem(f"{where}name", f"{shown(plain['name'])} is there twice", "must be text, each name once")
            fields = table.get("fields", {})
            if not isinstance(fields, dict):
                self.problem(f"{where}fields", f"{shown(fields)} is not a table", "write [layouts.fields]")
                fields = {}
            for name in [name for name in fields if name not in LAYOUT_FIELDS]:
                self.unknown(f"{where}fields.{name}", name, LAYOUT_FIELDS)
            one_or_many = {
                name: [value] if isinstance(value, str) else value
                for name, value in fields.items()
                if name in LAYOUT_FIELDS
            }
            selectors = self.table(one_or_many, "layouts.fields.", where=f"{where}fields.")
            layouts.append(Layout(plain.get("name", ""), plain.get("match"), selectors))
        return tuple(layouts)

    def former_domains(self, table: Mapping[str, Any]) -> dict[str, str]:
        for former, present in table.items():
            if isinstance(present, dict):
                self.problem(
                    f"former_domains.{former}", "is a table", 'write the former address in quotes: "host" = "host"'
                )
            else:
                self.checked(_BY_NAME["former_domains.*"], f"former_domains.{former}", former)
        return self.table(
            {key: value for key, value in table.items() if not isinstance(value, dict)}, "former_domains."
        )

    def own_addresses(self, home_url: str | None, discovery: Mapping[str, Any], former: Mapping[str, str]) -> None:
        """Sources, and what former addresses became, lie on the site's own domain; moves go one step."""
        if home_url is None:
            return
        for name in ("feeds", "sitemaps", "listings"):
            for number, url in enumerate(discovery.get(name, ())):
                if not same_domain(url, home_url):
                    self.problem(
                        f"discovery.{name}[{number}]",
                        f"{shown(url)} is not on the site's own domain",
                        f"must be on {domain_of(home_url)}",
                    )
        for old, present in former.items():
            if not same_domain(f"http://{present}", home_url):
                self.problem(
                    f"former_domains.{old}",
                    f"{shown(present)} is not on the site's own domain",
                    f"must begin with {domain_of(home_url)} or a host below it",
                )
            if present in former:
                self.problem(
                    f"former_domains.{old}", f"{shown(present)} is itself a former address", "must be the present one"
                )


def _is_child(name: str, prefix: str) -> bool:
    return name.startswith(prefix) and "." not in name[len(prefix) :]
