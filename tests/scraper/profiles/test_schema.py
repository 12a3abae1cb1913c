"""The JSON Schema of a profile: an editor that holds to it takes what the reader takes, and marks what is wrong."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from scraper.profiles.errors import ProfileError
from scraper.profiles.reader import load_profile, packaged_sites, parse_profile
from scraper.profiles.schema import profile_schema, text

ROOT = Path(__file__).resolve().parents[3]
LEAST = 'title = "Rivers"\nhome_url = "https://www.rivers.example/"\n'
PROFILES = sorted([*packaged_sites().glob("*.toml"), *(ROOT / "tests/demo/profiles").glob("*.toml")])


def problems(profile: str) -> list[str]:
    """What an editor would mark; it sees dates as text, as taplo does."""
    table: dict[str, Any] = json.loads(json.dumps(tomllib.loads(profile), default=str))
    return [error.message for error in Draft7Validator(profile_schema()).iter_errors(table)]


def test_the_file_is_the_one_that_the_keys_give() -> None:
    document = (ROOT / "docs/profile.schema.json").read_text(encoding="utf-8")
    assert document == text(), "write it anew: python -m scraper.profiles.schema > docs/profile.schema.json"
    Draft7Validator.check_schema(json.loads(document))


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_every_profile_of_ours_is_taken(path: Path) -> None:
    load_profile(path)
    assert problems(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "more",
    [
        'country = "FR"\nlanguage = "sr-Latn-RS"\nverified = 2026-11-01\nenabled = false\nnote = "x"\n',
        'verified = "2026-11-01"\nrights = "Licence ouverte"\nlicence = "etalab-2.0"\n',
        '[former_domains]\n"old.example" = "www.rivers.example/news"\n',
        '[discovery]\nfeeds = ["https://www.rivers.example/feed"]\nlisting_pages = 1\n',
        '[discovery]\narticle_patterns = ["^/news/\\\\d+$"]\nexclude_patterns = ["/archive/"]\n',
        '[politeness]\nobey_robots = false\nlegal_basis = "the deposit law"\nhours = "22:00-06:00"\ndelay = 0.5\n',
        "[politeness]\ndelay = 3600\nconcurrency = 8\nrechecks = 0\n",
        "[media]\nfetch = true\nimage_size = 30\n[expect]\nbody = 1\nbyline = 0.5\narticles = 3\n",
        '[[layouts]]\nname = "old"\nmatch = "//main"\n[layouts.fields]\ntitle = "h1"\nbody = ["main", "article"]\n'
        '[[layouts]]\nname = "new"\n',
    ],
)
def test_what_the_reader_takes_is_taken(more: str) -> None:
    parse_profile(LEAST + more, "rivers")
    assert problems(LEAST + more) == []


@pytest.mark.parametrize(
    "profile",
    [
        'title = "Rivers"\n',
        LEAST.replace("https", "ftp"),
        LEAST.replace("Rivers", " "),
        LEAST + "delai = 2\n",
        LEAST + 'country = "UK"\n',
        LEAST + 'language = "français"\n',
        LEAST + "enabled = 1\n",
        LEAST + '[discovery]\nfeeds = "https://www.rivers.example/feed"\n',
        LEAST + '[discovery]\nfeeds = ["/feed"]\n',
        LEAST + "[discovery]\nlisting_pages = 0\n",
        LEAST + "[politeness]\nobey_robots = false\n",
        LEAST + "[politeness]\ndelay = -1\n",
        LEAST + "[politeness]\nconcurrency = 2.5\n",
        LEAST + '[politeness]\nhours = "22-6"\n',
        LEAST + "[expect]\nbody = 95\n",
        LEAST + '[former_domains]\n"https://old.example" = "www.rivers.example"\n',
        LEAST + '[[layouts]]\nmatch = "main"\n',
        LEAST + '[[layouts]]\nname = "x"\n[layouts.fields]\nheadline = "h1"\n',
        LEAST + '[layouts]\nname = "x"\n',
    ],
)
def test_what_the_reader_refuses_is_marked(profile: str) -> None:
    with pytest.raises(ProfileError):
        parse_profile(profile, "rivers")
    assert problems(profile)
