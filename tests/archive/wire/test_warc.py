"""WARC files that every reader of WARC agrees with, and that hold what was served."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from archive.tables.frontier import FoundUrl
from archive.wire import manifest, warc
from tests.archive.conftest import SITE, Crawl, Rows, open_writer, page


def records(folder: Path) -> Iterator[tuple[str, dict[str, str], bytes]]:
    """Every record as warcio reads it: type, fields, block."""
    for path in sorted((folder / "warc").glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, no_record_parse=True):
                yield record.rec_type, dict(record.rec_headers.headers), record.raw_stream.read()


@pytest.fixture
def crawled(folder: Path) -> Path:
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        writer.found("example", crawl.run_id, [FoundUrl("https://www.example.gouv.fr/a")]).result(30)
        crawl.get("/a", page(), headers={"ETag": '"1"'})
        crawl.get("/a", page())
        crawl.get("/a", status=304)
        crawl.get("/robots.txt", b"User-agent: *\n", kind="robots")
        writer.end_run(crawl.run_id, "finished", {"fetched": 4})
    return folder


def test_a_run_is_told_in_its_records_in_this_order(crawled: Path) -> None:
    told = [fields.get("Govnews-Record") or kind for kind, fields, _ in records(crawled)]
    assert told == [
        "warcinfo",
        "profile",
        "run-start",
        "found",
        "response",
        "request",
        "revisit",
        "request",
        "revisit",
        "request",
        "response",
        "request",
        "run-end",
        "tables",
    ]


def test_the_first_record_says_who_made_the_file_with_what(crawled: Path) -> None:
    _, fields, block = next(records(crawled))
    assert re.fullmatch(r"govnews-\d{8}T\d{6}Z-00001\.warc\.gz", fields["WARC-Filename"])
    assert b"software: govnews/test\r\n" in block
    assert b"operator: test@example.org\r\n" in block
    assert b"parser: 1\r\n" in block


def test_the_profile_in_force_is_kept_as_its_file_stands(crawled: Path) -> None:
    blocks = [block for _, fields, block in records(crawled) if fields.get("Govnews-Record") == "profile"]
    assert blocks == [SITE.profile.encode()]


def test_a_response_record_says_where_when_from_whom_and_what_it_was_asked_for_as(crawled: Path) -> None:
    fields = next(fields for kind, fields, _ in records(crawled) if kind == "response")
    assert fields["WARC-Date"] == "2026-01-02T06:00:00.000Z"
    assert fields["WARC-Target-URI"] == "https://www.example.gouv.fr/a"
    assert fields["WARC-IP-Address"] == "192.0.2.1"
    assert fields["WARC-Payload-Digest"] == "sha256:" + hashlib.sha256(page()).hexdigest()
    assert (fields["Govnews-Site"], fields["Govnews-Run"], fields["Govnews-Kind"]) == ("example", "1", "article")


def test_what_did_not_come_again_is_referred_to(crawled: Path) -> None:
    first = next(fields for kind, fields, _ in records(crawled) if kind == "response")
    same, not_modified = (fields for kind, fields, _ in records(crawled) if kind == "revisit")
    assert same["WARC-Profile"].endswith("/identical-payload-digest")
    assert not_modified["WARC-Profile"].endswith("/server-not-modified")
    for fields in (same, not_modified):
        assert fields["WARC-Refers-To-Target-URI"] == first["WARC-Target-URI"]
        assert fields["WARC-Refers-To-Date"] == first["WARC-Date"]
        assert fields["WARC-Payload-Digest"] == first["WARC-Payload-Digest"]


def test_a_request_is_tied_to_its_answer(crawled: Path) -> None:
    answers = {fields["WARC-Record-ID"] for kind, fields, _ in records(crawled) if kind in ("response", "revisit")}
    asked = {fields["WARC-Concurrent-To"] for kind, fields, _ in records(crawled) if kind == "request"}
    assert asked == answers


def test_every_block_has_its_digest_and_every_record_its_gzip_member(crawled: Path) -> None:
    for _, fields, block in records(crawled):
        assert fields["WARC-Block-Digest"] == "sha256:" + hashlib.sha256(block).hexdigest()
    (path,) = (crawled / "warc").glob("*.warc.gz")
    data = path.read_bytes()
    for item in warc.read(crawled / "warc", path.name):
        member = data[item.place.offset : item.place.offset + item.place.length]
        assert gzip.decompress(member).startswith(b"WARC/1.1\r\n")


@pytest.mark.integration
def test_warcio_finds_nothing_to_complain_of(crawled: Path) -> None:
    for path in (crawled / "warc").glob("*.warc.gz"):
        check = subprocess.run([sys.executable, "-m", "warcio.cli", "check", path], capture_output=True, text=True)
        assert (check.returncode, check.stdout, check.stderr) == (0, "", "")


@pytest.mark.integration
def test_closed_files_are_in_the_manifest_that_sha256sum_reads(folder: Path) -> None:
    for _ in range(2):
        with open_writer(folder) as writer:
            Crawl(writer, writer.begin_run(SITE)).get("/a", page())
    check = subprocess.run(
        ["sha256sum", "-c", manifest.NAME], cwd=folder / "warc", capture_output=True, text=True, check=True
    )
    assert len(check.stdout.splitlines()) == 2


def test_a_file_that_has_grown_enough_is_closed_and_the_next_begun(folder: Path, rows: Rows) -> None:
    with open_writer(folder, roll_at=5000) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        for number in range(20):
            crawl.get(f"/{number}", page(str(number)))
        assert list((folder / "warc").glob("*.open"))
    names = warc.names(folder / "warc")
    assert len(names) > 2
    assert names == sorted(manifest.read(folder / "warc"))
    assert [name for (name,) in rows("SELECT DISTINCT warc_file FROM captures ORDER BY id")] == names
    for path in (folder / "warc").glob("*.warc.gz"):
        assert path.stat().st_size < 10_000


def test_an_archive_that_is_only_opened_gets_no_file(folder: Path) -> None:
    open_writer(folder).close()
    assert list((folder / "warc").iterdir()) == []


def test_a_line_break_in_an_address_forges_no_field(folder: Path) -> None:
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get("/a\r\nGovnews-Kind: robots", page())
    fields = next(fields for kind, fields, _ in records(folder) if kind == "response")
    assert fields["Govnews-Kind"] == "article"
    assert fields["WARC-Target-URI"] == "https://www.example.gouv.fr/a%0D%0AGovnews-Kind:%20robots"


@settings(max_examples=60, deadline=None)
@given(blocks=st.lists(st.binary(max_size=200), min_size=1, max_size=4), data=st.data())
def test_no_byte_can_be_lost_or_changed_without_being_noticed(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[bytes], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("warc")
    fields = {"WARC-Type": "resource", "WARC-Date": "2026-01-01T00:00:00Z", "WARC-Record-ID": "<urn:x>"}
    members = [warc.serialize(warc.NewRecord(fields, block))[1] for block in blocks]
    whole = b"".join(members)
    at = data.draw(st.integers(0, len(whole) - 1))
    path = folder / "x.warc.gz"

    path.write_bytes(whole[:at])
    read = list(warc.read(folder, "x.warc.gz"))
    boundaries = [sum(map(len, members[:count])) for count in range(len(members) + 1)]
    assert any(isinstance(item, warc.Damage) for item in read) == (at not in boundaries)

    path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x01]) + whole[at + 1 :])
    read = list(warc.read(folder, "x.warc.gz"))
    intact = [item.block for item in read if isinstance(item, warc.Record)]
    hit = next(count for count, boundary in enumerate(boundaries[1:]) if at < boundary)
    assert [block for count, block in enumerate(blocks) if count != hit] == (
        intact if len(intact) < len(blocks) else [block for count, block in enumerate(intact) if count != hit]
    )


def test_the_run_start_record_says_what_the_site_is(crawled: Path) -> None:
    block = next(block for _, fields, block in records(crawled) if fields.get("Govnews-Record") == "run-start")
    assert json.loads(block)["title"] == "Ministry of Examples"
