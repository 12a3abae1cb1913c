"""No regular expression over what is stored, or over an address, takes the square of the length of what it reads.

Minutes: `scripts/soak` runs it. The parsers' own read lines that were squeezed and cut before, and are not among them.
Each is tried as it is used, on texts that begin a match again and again and never end it: the ways in which a pattern
that backtracks is known to be slow.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import archive
import scraper.discovery

#: From how many characters to how many; and up to how much processor time, in seconds, a text is made longer.
SHORTEST, LONGEST, ENOUGH = 250, 64_000, 0.4
#: What grows with the length grows twofold, what grows with its square fourfold.
BETWEEN = 3.2
#: Ends no match of anything.
END = "\x00"
METHODS = {"search": "search", "match": "match", "fullmatch": "fullmatch", "findall": "search", "finditer": "search"}
METHODS |= {"sub": "search", "subn": "search", "split": "search"}


@cache
def modules() -> list[ModuleType]:
    return [
        importlib.import_module(found.name)
        for package in (archive, scraper.discovery)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]


def within(value: Any, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value: itself, or what a collection or an object holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        for part in (*value.keys(), *value.values()):
            yield from within(part, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from within(part, depth - 1)
    elif depth and hasattr(value, "__dict__") and type(value).__module__.startswith(("archive.", "scraper.")):
        yield from within(vars(value), depth - 1)


def patterns() -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    """Every pattern that a module has a name for or writes where it is used, and how it is used."""
    trees = {module: ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")) for module in modules()}
    used: defaultdict[str, set[str]] = defaultdict(set)
    for module, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                name = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
                used[f"{module.__name__}.{name}" if name.startswith("_") else name].add(METHODS[node.attr])
    for module, tree in trees.items():
        for name, value in vars(module).items():
            full = f"{module.__name__}.{name}"
            ways = used.get(full if name.startswith("_") else name) if isinstance(value, re.Pattern) else None
            for pattern in within(value):
                yield full, pattern, ways or {"search", "fullmatch"}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (written := written_there(node)):
                yield f"{module.__name__}:{node.lineno}", *written


def written_there(call: ast.Call) -> tuple[re.Pattern[Any], set[str]] | None:
    """The pattern in a call such as `re.sub("a+", …)`, and how it is used."""
    match call:
        case ast.Call(ast.Attribute(ast.Name("re"), method), [ast.Constant(str() | bytes() as text), *_]):
            return (re.compile(text), {METHODS[method]}) if method in METHODS else None
    return None


def hostile(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """Texts as a beginning and what is repeated after it: openings of a match, and each repeat of the pattern."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(text, pattern.flags & ~re.UNICODE & ~re.DEBUG if isinstance(pattern.pattern, bytes) else 0)
    flat = "".join(sample(tree))
    seen = set[tuple[str, str]]()
    for opening in (*dict.fromkeys(flat[:40]), *(flat[:end] for end in range(1, min(len(flat), 24) + 1))):
        seen |= {("", opening), ("", f"{opening} ")}
    for before, body in repeats(tree, ""):
        seen |= {(before, body), ("", before + body), ("", body)}
    yield from sorted((before, body) for before, body in seen if body)


def repeats(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """What a match may have had when it comes to each repeat, and one turn of that."""
    for part in tree:
        code, argument = part
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield before, "".join(sample(argument[2]))
            yield from repeats(argument[2], before)
        elif code is codes.SUBPATTERN:
            yield from repeats(argument[3], before)
        elif code is codes.ATOMIC_GROUP:
            yield from repeats(argument, before)
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from repeats(branch, before)
        before += "".join(sample([part]))


def sample(tree: Any) -> Iterator[str]:
    """The characters of one text that the pattern would match, roughly."""
    for code, argument in tree:
        if code is codes.LITERAL:
            yield chr(argument)
        elif code is codes.IN:
            yield member(argument)
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            for _ in range(max(1, min(argument[0], 8))):
                yield from sample(argument[2])
        elif code is codes.SUBPATTERN:
            yield from sample(argument[3])
        elif code is codes.BRANCH:
            yield from sample(argument[1][0])
        elif code is codes.ATOMIC_GROUP:
            yield from sample(argument)
        elif code in (codes.ANY, codes.NOT_LITERAL, codes.CATEGORY):
            yield "a"


def member(parts: Iterable[Any]) -> str:
    """A character of a class."""
    for code, argument in parts:
        if code is codes.LITERAL:
            return chr(argument)
        if code is codes.RANGE:
            return chr(argument[0])
        if code is codes.CATEGORY:
            return {codes.CATEGORY_SPACE: " ", codes.CATEGORY_DIGIT: "1", codes.CATEGORY_NOT_WORD: "-"}.get(
                argument, "a"
            )
    return "a"


def seconds(pattern: re.Pattern[Any], way: str, text: Any) -> float:
    """The processor's time for reading all of `text` that way."""
    began = time.thread_time()
    if way == "search":
        for _ in pattern.finditer(text):
            pass
    else:
        getattr(pattern, way)(text)
    return time.thread_time() - began


def growth(pattern: re.Pattern[Any], way: str, before: str, body: str) -> float:
    """How much longer a text of twice the length takes, where that takes long; 0 where the longest takes no time."""
    length, last = SHORTEST, 0.0
    while length <= LONGEST:
        text: Any = before + body * (length // len(body) + 1) + END
        now = seconds(pattern, way, text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace"))
        if now > ENOUGH:
            return now / last if last else float("inf")
        length, last = 2 * length, now
    return 0.0


@pytest.mark.soak
def test_a_pattern_takes_a_time_that_grows_with_the_length_of_what_it_reads() -> None:
    found = list(patterns())
    assert len(found) > 100
    slow = {
        (name, way, before[:20], body[:20])
        for name, pattern, ways in found
        for way in sorted(ways)
        for before, body in hostile(pattern)
        if growth(pattern, way, before, body) > BETWEEN
    }
    assert not slow, "\n".join(map(repr, sorted(slow)))


@pytest.mark.parametrize(
    ("text", "body"), [(r"\s+x", " "), (r"(a|aa)+b", "a"), (r'"[^"]*"x', '"'), (r"a.*b.*c", "aab")]
)
def test_what_is_slow_would_be_found(text: str, body: str) -> None:
    """The texts that are tried have in them what makes each of these slow."""
    assert any(found == ("", body) or found[1] == body for found in hostile(re.compile(text)))
