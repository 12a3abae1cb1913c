"""WACZ: one file with the records, their index and the list of pages; what py-wacz says of it is in test_replay.py."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from archive.exporting.surt import surt
from tests.archive.conftest import Crawl, page
from tests.archive.exporting.conftest import Export
from tests.conftest import Command

SITE = "https://www.example.gouv.fr"


@pytest.fixture
def wacz(exported: Export) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(exported("wacz")))


def json_lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def index_of(wacz: zipfile.ZipFile) -> list[bytes]:
    return gzip.decompress(wacz.read("indexes/index.cdx.gz")).splitlines()


def test_every_file_in_it_is_named_with_its_size_and_digest(wacz: zipfile.ZipFile) -> None:
    package = json.loads(wacz.read("datapackage.json"))
    assert package["wacz_version"] == "1.1.1"
    named = {resource["path"]: resource for resource in package["resources"]}
    assert set(wacz.namelist()) == {*named, "datapackage.json", "datapackage-digest.json"}
    for path, resource in named.items():
        data = wacz.read(path)
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
    digest = json.loads(wacz.read("datapackage-digest.json"))
    assert digest["hash"] == f"sha256:{hashlib.sha256(wacz.read('datapackage.json')).hexdigest()}"


def test_the_records_are_stored_so_that_a_reader_can_jump_into_them(wacz: zipfile.ZipFile) -> None:
    for name in ("archive/govnews.warc.gz", "indexes/index.cdx.gz"):
        assert wacz.getinfo(name).compress_type == zipfile.ZIP_STORED


def test_a_long_index_is_read_in_blocks_that_an_index_of_its_own_leads_to(crawl: Crawl, exported: Export) -> None:
    for number in range(700):
        crawl.writer.put(crawl.exchange(f"/{number:03}", page(f"Numéro {number}")))
    crawl.get("/last", page("La dernière"))
    with zipfile.ZipFile(io.BytesIO(exported("wacz"))) as wacz:
        data = wacz.read("indexes/index.cdx.gz")
        head, *blocks = wacz.read("indexes/index.idx").decode().splitlines()
    assert json.loads(head.removeprefix("!meta 0 "))["format"] == "cdxj-gzip-1.0"
    assert len(blocks) == 3
    for block in blocks:
        key, said = block.split(" {")
        place = json.loads("{" + said)
        member = data[place["offset"] : place["offset"] + place["length"]]
        assert gzip.decompress(member).decode().startswith(key + " ")
        assert place["digest"] == f"sha256:{hashlib.sha256(member).hexdigest()}"


def test_the_index_leads_to_every_answer_and_is_sorted(wacz: zipfile.ZipFile) -> None:
    data = wacz.read("archive/govnews.warc.gz")
    lines = index_of(wacz)
    assert lines == sorted(lines)
    urls = []
    for line in lines:
        key, timestamp, said = line.decode().split(" ", 2)
        entry = json.loads(said)
        member = data[int(entry["offset"]) : int(entry["offset"]) + int(entry["length"])]
        (record,) = ArchiveIterator(io.BytesIO(member))
        header = record.rec_headers.get_header
        assert header("WARC-Target-URI") == entry["url"]
        assert header("WARC-Payload-Digest") == entry["digest"]
        assert header("WARC-Date").translate(str.maketrans("", "", "-:TZ."))[:14] == timestamp
        assert record.http_headers.get_statuscode() == entry["status"]
        assert key == surt(entry["url"])
        urls.append(entry["url"].removeprefix(SITE))
    assert sorted(urls) == ["/a", "/a", "/a", "/b", "/copy", "/old-b"]


def test_every_version_is_a_page_with_its_title_time_and_text(wacz: zipfile.ZipFile) -> None:
    head, *pages = json_lines(wacz.read("pages/pages.jsonl"))
    assert head["format"] == "json-pages-1.0"
    assert sorted((entry["url"].removeprefix(SITE), entry["title"]) for entry in pages) == [
        ("/a", "Alpha"),
        ("/a", "Alpha"),
        ("/b", "Bêta"),
        ("/copy", "Bêta"),
    ]
    assert all("L’Intérieur." in entry["text"] for entry in pages if entry["title"] == "Bêta")
    captured = {tuple(line.decode().split(" ")[:2]) for line in index_of(wacz)}
    for entry in pages:
        assert (surt(entry["url"]), entry["ts"].translate(str.maketrans("", "", "-:TZ."))[:14]) in captured


def test_nothing_in_it_tells_of_a_withheld_article(wacz: zipfile.ZipFile) -> None:
    for name in wacz.namelist():
        data = wacz.read(name)
        assert b"secret" not in (gzip.decompress(data) if name.endswith(".gz") else data), name


def test_it_can_be_written_to_a_pipe(govnews: Command, demo_archive: Path, tmp_path: Path) -> None:
    program = str(Path(sys.executable).with_name("govnews"))
    command = [program, "export", "--format", "wacz", "--archive", str(demo_archive)]
    data = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
