"""The parser beside its peers: quality and time of each on the same pages, in one process, in one table.

    scripts/bench parse [--set DIR ...] [--rounds N] [--profile | --growth]

A set is a folder with `index.json` (a list of {"slug", "url"}), `pages/SLUG.html` or `.html.gz`, and `gold/SLUG.json`
with `body` (text), or `body_paragraphs`, `body_optional`, `lead`, `title` and `published`. Without --set those beside
the checkout, in ../shared/evals, are taken. Times are the best of N rounds, CPU seconds, tools taking turns on every
page, and shown as multiples of merely parsing it with lxml. Peers are those of the extra `bench`; what is not
installed is named and left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SETS = [ROOT.parent / "shared" / "evals" / name for name in ("gov", "news")]
sys.path.insert(0, str(ROOT))

#: What a tool found on a page; None for what it does not give at all.
Found = dict[str, str | None]
Tool = Callable[[bytes, str], Found]

_DASHES_AND_QUOTES = str.maketrans("’‘ʼ“”„«»‹›–—‐‑−", "'''\"\"\"\"\"''-----")


@dataclass(frozen=True, slots=True)
class Case:
    """A saved page, and what a person read on it."""

    slug: str
    url: str
    html: bytes
    gold: dict[str, Any]


def main() -> int:
    """Run the tools over the sets and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--set", type=Path, action="append", dest="sets")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--profile", action="store_true", help="show where the parser's own time goes")
    options.add_argument("--growth", action="store_true", help="show the time of a page that is repeated to 10 MB")
    arguments = options.parse_args()
    sets = arguments.sets or [folder for folder in SETS if folder.is_dir()]
    if not sets:
        print("bench: no saved pages beside this checkout; name a set with --set DIR", file=sys.stderr)
        return 2
    for folder in sets:
        cases = read_set(folder)
        if arguments.profile:
            profile(cases)
            continue
        if arguments.growth:
            growth(cases)
            continue
        tools, missing = available_tools()
        size = statistics.median(len(case.html) for case in cases) // 1024
        print(f"\n{folder.name}: {len(cases)} pages, {size:.0f} KB (median)")
        print_table(cases, measure(tools, cases, arguments.rounds))
        if missing:
            print(f"not installed (extra `bench`): {', '.join(missing)}")
    return 0


def read_set(folder: Path) -> list[Case]:
    """The pages of a set with their gold."""
    cases = []
    for entry in json.loads((folder / "index.json").read_text()):
        packed = folder / "pages" / f"{entry['slug']}.html.gz"
        plain_file = folder / "pages" / f"{entry['slug']}.html"
        html = gzip.decompress(packed.read_bytes()) if packed.exists() else plain_file.read_bytes()
        gold = json.loads((folder / "gold" / f"{entry['slug']}.json").read_text())
        cases.append(Case(entry["slug"], entry["url"], html, gold))
    return cases


def available_tools() -> tuple[dict[str, Tool], list[str]]:
    """The tools by name, the bare parse first, and the names of those that are not installed."""
    tools: dict[str, Tool] = {}
    missing = []
    makers = {
        "lxml": _lxml,
        "govnews": _govnews,
        "trafilatura": _trafilatura,
        "readability-lxml": _readability,
        "newspaper4k": _newspaper,
        "resiliparse": _resiliparse,
    }
    for name, make in makers.items():
        try:
            tool = make()
        except ImportError:
            missing.append(name)
            continue
        try:
            tools[f"{name} {version(name)}"] = tool
        except PackageNotFoundError:
            tools[name] = tool
    return tools, missing


def _lxml() -> Tool:
    from lxml import html

    def parse(page: bytes, url: str) -> Found:
        html.document_fromstring(page)
        return {}

    return parse


def _govnews() -> Tool:
    from scraper.parsers import parse_article

    def parse(page: bytes, url: str) -> Found:
        article = parse_article(page, url)
        body = article.body
        if article.lead and plain(article.lead) not in plain(body):
            body = f"{article.lead}\n{body}"
        return {"body": body, "title": article.title, "published": article.published}

    return parse


def _trafilatura() -> Tool:
    import trafilatura

    def parse(page: bytes, url: str) -> Found:
        document = trafilatura.bare_extraction(page, url=url, with_metadata=True, include_comments=False)
        if document is None:
            return {"body": None, "title": None, "published": None}
        return {"body": document.text, "title": document.title, "published": document.date}

    return parse


def _readability() -> Tool:
    from lxml import html
    from readability import Document

    def parse(page: bytes, url: str) -> Found:
        document = Document(page.decode("utf-8", "replace"))
        text = "\n".join(map(str, html.fromstring(document.summary()).itertext()))
        return {"body": text, "title": document.short_title()}

    return parse


def _newspaper() -> Tool:
    import newspaper

    def parse(page: bytes, url: str) -> Found:
        article = newspaper.Article(url)
        article.download(input_html=page.decode("utf-8", "replace"))
        article.parse()
        published = article.publish_date
        return {"body": article.text, "title": article.title, "published": published.isoformat() if published else None}

    return parse


def _resiliparse() -> Tool:
    from resiliparse.extract.html2text import extract_plain_text

    def parse(page: bytes, url: str) -> Found:
        return {"body": extract_plain_text(page.decode("utf-8", "replace"), main_content=True)}

    return parse


def measure(tools: dict[str, Tool], cases: list[Case], rounds: int) -> dict[str, list[tuple[Found, float]]]:
    """For each tool what it found on each page, and its best CPU time in milliseconds."""
    results: dict[str, list[tuple[Found, float]]] = {name: [] for name in tools}
    for number, case in enumerate(cases, 1):
        if sys.stderr.isatty():
            print(f"\r{number}/{len(cases)} {case.slug[:40]:40}", end="", file=sys.stderr)
        found: dict[str, Found] = {}
        best = dict.fromkeys(tools, float("inf"))
        for _ in range(rounds):
            for name, tool in tools.items():
                started = time.process_time()
                try:
                    found[name] = tool(case.html, case.url)
                except Exception as error:  # a peer that raises has found nothing
                    found[name] = {"body": None, "error": str(error)}
                best[name] = min(best[name], 1000 * (time.process_time() - started))
        for name in tools:
            results[name].append((found[name], best[name]))
    if sys.stderr.isatty():
        print("\r", end="", file=sys.stderr)
    return results


def print_table(cases: list[Case], results: dict[str, list[tuple[Found, float]]]) -> None:
    """One line a tool: quality, median milliseconds, and the median multiple of the bare parse."""
    bare = [milliseconds for _, milliseconds in next(iter(results.values()))]
    head = ("tool", "title", "date", "body P", "body R", "body F1", "ms", "x lxml")
    print("  ".join((f"{head[0]:24}", *(f"{name:>8}" for name in head[1:]))))
    for name, rows in results.items():
        marks = [_marks(case, found) for case, (found, _) in zip(cases, rows, strict=True)]
        times = [milliseconds for _, milliseconds in rows]
        cells = [_mean(marks, key) for key in ("title", "date", "P", "R", "F1")]
        cells.append(f"{statistics.median(times):.1f}")
        cells.append(f"{statistics.median(ours / theirs for ours, theirs in zip(times, bare, strict=True)):.1f}")
        print("  ".join((f"{name:24}", *(f"{cell:>8}" for cell in cells))))


def _mean(marks: list[dict[str, float]], key: str) -> str:
    values = [mark[key] for mark in marks if key in mark]
    return f"{statistics.fmean(values):.3f}" if values else ""


def _marks(case: Case, found: Found) -> dict[str, float]:
    """Precision, recall and F1 of the body by shingles of four words; title and day exact, where the gold has them."""
    marks: dict[str, float] = {}
    if "title" in case.gold and found.get("title") is not None:
        marks["title"] = float(plain(case.gold["title"]) == plain(found["title"]))
    if "published" in case.gold and "published" in found:
        marks["date"] = float((case.gold["published"] or "")[:10] == (found["published"] or "")[:10])
    if "body" not in found:
        return marks
    gold = case.gold.get("body") or "\n".join(
        filter(None, [case.gold.get("lead"), *case.gold.get("body_paragraphs", [])])
    )
    got = plain(found.get("body"))
    for piece in sorted(map(plain, case.gold.get("body_optional", [])), key=len, reverse=True):
        if piece and piece not in plain(gold):
            got = got.replace(piece, " ")
    marks["P"], marks["R"], marks["F1"] = overlap(shingles(plain(gold)), shingles(got))
    return marks


def plain(text: str | None) -> str:
    """Text as compared: NFKC, no soft hyphens, one kind of quote and dash, single spaces, lower case."""
    text = unicodedata.normalize("NFKC", (text or "").replace("\u00ad", "")).translate(_DASHES_AND_QUOTES).casefold()
    return re.sub(r"\s+", " ", text).strip()


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """All runs of four words; of four characters in Chinese, Japanese and Korean."""
    wide = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text)) > 0.2 * max(1, len(text))
    words = re.findall(r"\w" if wide else r"\w+", text)
    if len(words) < 4:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[k : k + 4]) for k in range(len(words) - 3))


def overlap(expected: Counter[tuple[str, ...]], got: Counter[tuple[str, ...]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of two multisets."""
    hit = sum((expected & got).values())
    precision = hit / sum(got.values()) if got else 0.0
    recall = hit / sum(expected.values()) if expected else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0


def growth(cases: list[Case]) -> None:
    """Time a kilobyte of the median page, its body's contents repeated up to 10 MB: it should stay the same."""
    parse = _govnews()
    case = sorted(cases, key=lambda case: len(case.html))[len(cases) // 2]
    parts = re.fullmatch(rb"(?is)(.*?<body[^>]*>)(.*?)(</body.*|$)", case.html)
    assert parts
    before, body, after = parts.groups()
    parse(case.html, case.url)  # the first page of all pays for imports and tables
    while len(before) + len(body) < 10_000_000:
        started = time.process_time()
        parse(before + body + after, case.url)
        seconds = time.process_time() - started
        size = (len(before) + len(body) + len(after)) / 1024
        print(f"{size:10.0f} KB {1000 * seconds:10.1f} ms {1000 * seconds / size:8.4f} ms/KB")
        body += body


def profile(cases: list[Case]) -> None:
    """Where the parser's time goes, by function."""
    import cProfile
    import pstats

    parse = _govnews()
    with cProfile.Profile() as profiler:
        for case in cases:
            parse(case.html, case.url)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    sys.exit(main())
