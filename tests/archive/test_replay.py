"""Other people's readers take our files: pywb replays them, warcio and py-wacz find nothing wrong with them."""

from __future__ import annotations

import gzip
import json
import os
import re
import sqlite3
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.exporting import ExportSelection, export
from archive.exporting.surt import surt
from tests.archive import replay_tools
from tests.conftest import Command
from tests.demo.site import NewsSite

REFERENCE = "gendinfo"
#: The first of these tests installs pywb, which takes a slow machine minutes.
pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def tools() -> Path:
    """The folder of pywb's and py-wacz's commands. Without them a test is skipped, but never in CI."""
    try:
        return replay_tools.environment()
    except (subprocess.SubprocessError, OSError) as error:
        reason = str(getattr(error, "stderr", None) or error).strip().splitlines()[-1:]
        if os.environ.get("CI") == "true":
            pytest.fail(f"pywb and wacz cannot be installed, and CI has to have them: {reason}")
        pytest.skip(f"NO PYWB: how others read our files is not tested here: {reason}")


@pytest.fixture(scope="module")
def exports(crawled_once: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demo's archive as a WARC and as a WACZ."""
    folder = tmp_path_factory.mktemp("exports")
    files = {"warc": folder / "export.warc.gz", "wacz": folder / "export.wacz"}
    for form, path in files.items():
        export(crawled_once, form, ExportSelection(), path, software="govnews/test")  # type: ignore[arg-type]
    return files


@pytest.fixture(scope="module")
def imported(
    govnews: Command, crawled_once: Path, exports: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """An archive made of that WACZ."""
    folder = tmp_path_factory.mktemp("imported")
    done = govnews("import", exports["wacz"], archive=folder, sites=crawled_once.parent / "sites")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def pywb(
    tools: Path, crawled_once: Path, exports: dict[str, Path], imported: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """pywb with four collections: the archive's own WARC files, their export, the WACZ, an archive made of that."""
    collections = {
        "archive": sorted((crawled_once / "warc").glob("*.warc.gz")),
        "warc": [exports["warc"]],
        "wacz": [exports["wacz"]],
        "imported": sorted((imported / "warc").glob("*.warc.gz")),
    }
    with replay_tools.pywb(tools, tmp_path_factory.mktemp("pywb"), collections) as address:
        yield address


def articles(folder: Path, site: str) -> list[tuple[str, str, str]]:
    """URL, time as pywb writes it, and title of what was read as articles."""
    with sqlite3.connect(folder / "govnews.db") as db:
        return [
            (url, re.sub(r"\D", "", at)[:14], title)
            for url, at, title in db.execute(
                "SELECT c.url, c.fetched_at, a.title FROM captures c JOIN versions v ON v.capture_id = c.id "
                "JOIN articles a ON a.id = v.article_id WHERE c.site = ? ORDER BY c.id",
                (site,),
            )
        ]


@pytest.mark.parametrize("collection", ["archive", "warc", "wacz", "imported"])
def test_raw_replay_gives_the_html_that_was_served(pywb: str, crawled_once: Path, collection: str) -> None:
    replayed = 0
    for url, at, _ in articles(crawled_once, REFERENCE):
        parts = re.fullmatch(r"(http://[^/]+)(/.*)", url)
        assert parts, url
        base, path = parts.groups()
        served = NewsSite(REFERENCE, base).answer(path)
        with urllib.request.urlopen(f"{pywb}/{collection}/{at}id_/{url}", timeout=30) as answer:
            assert answer.headers["Content-Type"] == served.media_type
            assert answer.read() == served.body, url
        replayed += 1
    assert replayed > 5


@pytest.mark.browser
@pytest.mark.parametrize("collection", ["archive", "wacz"])
def test_a_reader_sees_the_article_in_pywb(chromium: Any, pywb: str, crawled_once: Path, collection: str) -> None:
    url, at, title = articles(crawled_once, REFERENCE)[0]
    page = chromium.new_page()
    page.goto(f"{pywb}/{collection}/{at}/{url}")
    heading = page.frame_locator("iframe").locator("h1")
    heading.wait_for()
    shown = heading.inner_text()
    page.close()
    assert " ".join(shown.split()) == " ".join(title.split())


def test_warcio_check_passes_on_the_archives_files_and_on_exports(crawled_once: Path, exports: dict[str, Path]) -> None:
    files = [*(crawled_once / "warc").glob("*.warc.gz"), exports["warc"]]
    done = subprocess.run(
        [Path(sys.executable).with_name("warcio"), "check", "--verbose", *files], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("digest pass") > 100
    assert "digest not present" not in done.stdout


def validated(tools: Path, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([tools / "wacz", "validate", "-f", path], capture_output=True, text=True, check=False)


def test_py_wacz_calls_the_wacz_valid(tools: Path, exports: dict[str, Path]) -> None:
    done = validated(tools, exports["wacz"])
    assert done.returncode == 0, done.stdout
    assert "is valid" in done.stdout


def test_py_wacz_sees_it_when_a_file_in_it_is_another_one(
    tools: Path, exports: dict[str, Path], tmp_path: Path
) -> None:
    with zipfile.ZipFile(exports["wacz"]) as good, zipfile.ZipFile(tmp_path / "bad.wacz", "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b"json-pages", b"jsun-pages"))
    assert "is valid" not in validated(tools, tmp_path / "bad.wacz").stdout


def test_the_wacz_index_is_the_one_that_cdxj_indexer_makes(
    tools: Path, exports: dict[str, Path], tmp_path: Path
) -> None:
    with zipfile.ZipFile(exports["wacz"]) as package:
        ours = gzip.decompress(package.read("indexes/index.cdx.gz")).decode().splitlines()
        package.extract("archive/govnews.warc.gz", tmp_path)
    command: list[str | Path] = [
        tools / "cdxj-indexer",
        "--sort",
        "--records",
        "response,revisit",
        "archive/govnews.warc.gz",
    ]
    theirs = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.splitlines()

    def entry(line: str) -> tuple[str, str, dict[str, str]]:
        key, at, said = line.split(" ", 2)
        fields = json.loads(said)
        # It takes a parameter of the media type along, and says nothing where there is none.
        fields["mime"] = fields.get("mime", "unk").partition(";")[0]
        return key, at, fields

    assert [entry(line) for line in ours] == [entry(line) for line in theirs]


URLS = [
    "http://www.example.gouv.fr/",
    "https://www2.example.gouv.fr/Actualites/Une-Nouvelle/",
    "https://example.gov:443/news?b=2&a=1&a&c=",
    "http://example.gov:8080/a//b/../c?",
    "http://127.0.0.1:8474/news/2024/01/new-buoy-data-policy",
    "https://example.gouv.fr/actualités/été?q=forêt d’été",
    "https://example.gouv.fr/a%20b/%C3%A9t%C3%A9?x=%2F&y=a+b",
    "https://exämple.gov/straße",
    "https://example.gov/index.php?id=7&Lang=FR#haut",
    "https://example.gov",
    "https://example.gov?x=1",
    "https://example.gov/a?x=1&PHPSESSID=0123456789abcdef0123456789ABCDEF",
    "https://example.gov/a?sid=0123456789abcdef0123456789abcdef&x=1",
    "https://example.gov./%2561",
]


def test_keys_are_those_that_other_readers_look_up(tools: Path) -> None:
    code = "import json, sys; from surt import surt; print(json.dumps([surt(url) for url in json.load(sys.stdin)]))"
    done = subprocess.run(
        [tools / "python", "-c", code], input=json.dumps(URLS), capture_output=True, text=True, check=True
    )
    assert [surt(url) for url in URLS] == json.loads(done.stdout)
