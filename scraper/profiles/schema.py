"""The JSON Schema of a profile, for editors: `docs/profile.schema.json`, made by `python -m scraper.profiles.schema`.

It comes from `scraper.profiles.keys` and takes every profile that the reader takes. The reader knows more: which
addresses are on the site's own domain, which selectors and patterns compile.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from scraper.profiles import keys
from scraper.profiles.keys import KEYS, LAYOUT_FIELDS, Key, WholeNumber, left_out

Schema = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"  # the newest that taplo, the reader of Even Better TOML, knows
_TEXT: Schema = {"type": "string", "pattern": r"\S"}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
#: What each check lets through, as far as JSON Schema can say it.
_VALUES: Mapping[keys.Check, Schema] = {
    keys.text: _TEXT,
    keys.boolean: {"type": "boolean"},
    keys.seconds: {"type": "number", "minimum": 0, "maximum": 3600},
    keys.share: _SHARE,
    keys.web_address: {"type": "string", "pattern": r"^\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s]+\s*$"},
    keys.language_tag: {"type": "string", "pattern": r"^\s*[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\s*$"},
    keys.country_code: {"type": "string", "enum": sorted(keys.COUNTRIES)},
    keys.day: {"type": "string", "format": "date"},
    keys.hours: {"type": "string", "pattern": r"^\s*([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d\s*$"},
    keys.pattern: {"type": "string", "minLength": 1},
    keys.selector: _TEXT,
    keys.address_prefix: {"type": "string", "pattern": r"^\s*[^\s/:?#]+(:\d{1,5})?(/[^\s?#]*)?\s*$"},
}


def profile_schema() -> Schema:
    """The schema of a whole profile."""
    tables: dict[str, Schema] = {}
    for key in KEYS:
        path = key.name.split(".")
        if path[0] == "layouts":
            continue
        where = _properties(tables, path[:-1])
        where[path[-1]] = _value(key)
    former = tables.pop("former_domains")["properties"]["*"]
    tables["former_domains"] = {
        "type": "object",
        "description": former["description"],
        "propertyNames": {"pattern": former["pattern"]},
        "additionalProperties": {name: value for name, value in former.items() if name != "description"},
    }
    tables["layouts"] = {"type": "array", "items": _layout()}
    return {
        "$schema": _DIALECT,
        "title": "A site's profile in govnews",
        **_table(tables, [key.name for key in KEYS if key.required and "." not in key.name]),
        "if": {
            "properties": {
                "politeness": {"properties": {"obey_robots": {"const": False}}, "required": ["obey_robots"]}
            },
            "required": ["politeness"],
        },
        "then": {"properties": {"politeness": {"required": ["legal_basis"]}}},
    }


def text() -> str:
    """The file's text."""
    return json.dumps(profile_schema(), ensure_ascii=False, indent=2) + "\n"


def _layout() -> Schema:
    below = {key.name.removeprefix("layouts."): key for key in KEYS if key.name.startswith("layouts.")}
    field = below.pop("fields.*")
    value = _value(field)
    description = value.pop("description")
    # One selector may stand without the list's brackets.
    one_or_many = {"anyOf": [value["items"], value]}
    selectors = _table(dict.fromkeys(LAYOUT_FIELDS, one_or_many))
    properties = {name: _value(key) for name, key in below.items()}
    properties["fields"] = {"description": description, **selectors}
    return _table(properties, [name for name, key in below.items() if key.required])


def _properties(tables: dict[str, Schema], path: list[str]) -> dict[str, Schema]:
    """Where the keys of the table at `path` are described; a table that is not there yet is added."""
    for name in path:
        found: dict[str, Schema] = tables.setdefault(name, _table({}))["properties"]
        tables = found
    return tables


def _table(properties: dict[str, Schema], required: list[str] | None = None) -> Schema:
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return schema | {"required": required} if required else schema


def _value(key: Key) -> Schema:
    check = key.check
    if isinstance(check, WholeNumber):
        value: Schema = {"type": "integer", "minimum": check.least, "maximum": check.most}
    else:
        value = dict(_VALUES[check])
    described: Schema = {"description": f"{key.meaning} {key.allowed[:1].upper()}{key.allowed[1:]}."}
    default = left_out(key)
    if default is not None:
        described["default"] = default
    return described | ({"type": "array", "items": value} if key.many else value)


if __name__ == "__main__":
    print(text(), end="")
