"""Pages that others archived: taken as they are, in the order of time, from whatever wrote them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from archive.exporting import ExportSelection, export
from archive.importing import Choice, Imported, import_files
from archive.upkeep.rebuild import rebuild
from archive.wire import warc
from tests.archive.conftest import SITE, Crawl, Rows, dump, open_writer, page, read
from tests.conftest import Command
from tests.demo.server import DemoWeb

HOME = "https://www.example.gouv.fr"


def choose(url: str) -> Choice | None:
    """Articles lie under /a; whether there are any under /maybe, the page has to say; the rest is nobody's."""
    if not url.startswith(f"{HOME}/"):
        return None
    path = url.removeprefix(HOME)
    return Choice(SITE, certain=path.startswith("/a")) if path.startswith(("/a", "/maybe")) else None


def take(folder: Path, *files: Path) -> list[Imported]:
    return import_files(folder, files, choose, parse=read, operator="", software="govnews/test", parser_version="1")


class Foreign:
    """A WARC file as somebody else writes it, with warcio's own writer."""

    def __init__(self, *, compress: bool = True, version: str = "WARC/1.0") -> None:
        self.data = io.BytesIO()
        self.writer = WARCWriter(self.data, gzip=compress, warc_version=version)
        self.writer.write_record(self.writer.create_warcinfo_record("other.warc.gz", {"software": "other/1"}))

    def add(
        self,
        path: str,
        body: bytes,
        at: str = "2019-05-06T07:08:09Z",
        *,
        status: str = "200 OK",
        media_type: str = "text/html",
        request: str | None = "GET",
        **fields: str,
    ) -> None:
        url = path if "://" in path else HOME + path
        head = StatusAndHeaders(status, [("Content-Type", media_type), ("X-Odd", "as  served")], protocol="HTTP/1.1")
        answer = self.writer.create_warc_record(
            url, "response", io.BytesIO(body), http_headers=head, warc_headers_dict={"WARC-Date": at, **fields}
        )
        if request is None:
            self.writer.write_record(answer)
            return
        asked = StatusAndHeaders(f"{request} / HTTP/1.1", [("Host", "www.example.gouv.fr")], is_http_request=True)
        record = self.writer.create_warc_record(url, "request", http_headers=asked, warc_headers_dict={"WARC-Date": at})
        self.writer.write_request_response_pair(record, answer)

    def save(self, path: Path) -> Path:
        path.write_bytes(self.data.getvalue())
        return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    other = Foreign()
    other.add("/a", page("Alpha", "Le texte de 2019."))
    return other.save(tmp_path / "other.warc.gz")


@pytest.mark.parametrize("body", [b"<p>" * 400_000, b"a&amp;" * 2_000_000, b"x" * 40_000_000], ids=["p", "amp", "long"])
def test_a_page_beyond_the_bounds_is_kept_and_marked_as_in_a_crawl(
    folder: Path, tmp_path: Path, rows: Rows, body: bytes
) -> None:
    other = Foreign()
    other.add("/a", page("Alpha"))
    other.add("/a2", body)
    (result,) = take(folder, other.save(tmp_path / "other.warc.gz"))
    assert (result.taken, result.cut, result.damaged) == (2, 0, 0)
    reason = "length" if len(body) > 32 << 20 else "limit"
    kept = "SELECT outcome, truncated, size FROM captures ORDER BY id DESC LIMIT 1"
    assert rows(kept) == [("failed", reason, min(len(body), 32 << 20))]
    before = dump(folder / "govnews.db")
    assert rebuild(folder, read, parser_version="1") == []
    assert dump(folder / "govnews.db") == before


def test_an_older_text_becomes_the_earlier_version_and_the_article_stays_as_it_is(
    folder: Path, file: Path, rows: Rows
) -> None:
    with open_writer(folder) as writer:
        Crawl(writer, writer.begin_run(SITE)).get("/a", page("Alpha", "Le texte de 2026."), headers={"ETag": '"1"'})
    memory = rows("SELECT * FROM urls")
    (result,) = take(folder, file)
    assert (result.taken, result.held, result.troubles) == (1, 0, [])
    assert rows("SELECT number, seen_at, json_extract(article, '$.blocks[0].text') FROM versions ORDER BY number") == [
        (1, "2019-05-06T07:08:09Z", "Le texte de 2019."),
        (2, "2026-01-02T06:00:00.000Z", "Le texte de 2026."),
    ]
    assert rows("SELECT body, first_seen, last_seen, version_count FROM articles") == [
        ("Le texte de 2026.", "2019-05-06T07:08:09Z", "2026-01-02T06:00:00.000Z", 2)
    ]
    assert rows("SELECT * FROM urls") == memory


def test_a_later_text_becomes_the_present_one(folder: Path, file: Path, tmp_path: Path, rows: Rows) -> None:
    take(folder, file)
    later = Foreign()
    later.add("/a", page("Alpha", "Le texte de 2021."), "2021-01-01T00:00:00Z")
    assert take(folder, later.save(tmp_path / "later.warc.gz"))[0].outcomes == {"changed": 1}
    assert rows("SELECT body, version_count FROM articles") == [("Le texte de 2021.", 2)]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2), (2, 0, 3, 1)])
def test_versions_are_the_same_in_whatever_order_the_files_come(
    folder: Path, tmp_path: Path, rows: Rows, order: tuple[int, ...]
) -> None:
    files = []
    for year, text in ((2016, "A"), (2017, "B"), (2018, "B"), (2019, "A")):
        other = Foreign()
        other.add("/a", page("Alpha", text, head=f"<!-- {year} -->"), f"{year}-01-01T00:00:00Z")
        files.append(other.save(tmp_path / f"{year}.warc.gz"))
    take(folder, *(files[number] for number in order))
    assert rows(
        "SELECT number, seen_at, last_seen, json_extract(article, '$.blocks[0].text') FROM versions ORDER BY number"
    ) == [
        (1, "2016-01-01T00:00:00Z", "2016-01-01T00:00:00Z", "A"),
        (2, "2017-01-01T00:00:00Z", "2018-01-01T00:00:00Z", "B"),
        (3, "2019-01-01T00:00:00Z", "2019-01-01T00:00:00Z", "A"),
    ]
    assert rows("SELECT body, first_seen, last_seen FROM articles") == [
        ("A", "2016-01-01T00:00:00Z", "2019-01-01T00:00:00Z")
    ]


def test_what_the_archive_holds_is_passed_over(folder: Path, file: Path) -> None:
    take(folder, file)
    before = dump(folder / "govnews.db")
    (again,) = take(folder, file)
    assert (again.taken, again.held) == (0, 1)
    assert dump(folder / "govnews.db") == before


def test_the_bytes_are_kept_with_their_date_and_say_where_they_come_from(folder: Path, file: Path, rows: Rows) -> None:
    take(folder, file)
    with file.open("rb") as stream:
        theirs = {
            record.rec_type: (record.rec_headers, record.raw_stream.read())
            for record in ArchiveIterator(stream, no_record_parse=True)
        }
    (warc,) = (folder / "warc").glob("*.warc.gz")
    with warc.open("rb") as stream:
        ours = {
            record.rec_type: (record.rec_headers, record.raw_stream.read())
            for record in ArchiveIterator(stream, no_record_parse=True)
        }
    for kind in ("response", "request"):
        assert ours[kind][1] == theirs[kind][1]
        assert ours[kind][0]["WARC-Date"] == theirs[kind][0]["WARC-Date"] == "2019-05-06T07:08:09Z"
    assert ours["response"][0]["Govnews-Imported-From"] == "other.warc.gz"
    assert ours["response"][0]["Govnews-Imported-Record-ID"] == theirs["response"][0]["WARC-Record-ID"]
    assert rows("SELECT site, outcome, reason, new, fetched FROM runs") == [
        ("example", "imported", "from other.warc.gz", 1, 1)
    ]
    assert rows("SELECT last_crawled FROM sites") == [(None,)]


def test_a_rebuild_gives_the_same(folder: Path, tmp_path: Path, file: Path) -> None:
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get("/a", page("Alpha", "Le texte de 2026."))
        crawl.get("/a", status=404)
        writer.end_run(crawl.run_id, "finished", {"new": 1})
    other = Foreign()
    for at, text in (("2018-01-01T00:00:00Z", "B"), ("2017-01-01T00:00:00Z", "A"), ("2027-01-01T00:00:00Z", "C")):
        other.add("/a", page("Alpha", text), at)
    other.add("/a", b"", "2018-06-01T00:00:00Z", status="404 Not Found")
    take(folder, file, other.save(tmp_path / "second.warc.gz"))
    before = dump(folder / "govnews.db")
    (folder / "govnews.db").unlink()
    assert rebuild(folder, read, parser_version="1") == []
    after = dump(folder / "govnews.db")
    for table, table_rows in before.items():
        assert after[table] == table_rows, table


def as_wacz(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("datapackage.json", "{}")
        package.writestr("archive/data.warc.gz", data)
    return out.getvalue()


@pytest.mark.parametrize("version", ["WARC/1.0", "WARC/1.1"])
@pytest.mark.parametrize(
    ("compress", "wrap"),
    [(True, bytes), (False, bytes), (False, gzip.compress), (True, as_wacz)],
    ids=["gzipped by record", "plain", "gzipped as a whole", "wacz"],
)
def test_every_way_of_packing_is_read(
    folder: Path, tmp_path: Path, version: str, compress: bool, wrap: Callable[[bytes], bytes]
) -> None:
    other = Foreign(compress=compress, version=version)
    other.add("/a", page("Alpha"))
    other.add("/a2", page("Bêta"), request=None)
    path = tmp_path / "file"
    path.write_bytes(wrap(other.data.getvalue()))
    (result,) = take(folder, path)
    assert (result.taken, result.troubles) == (2, [])


def test_old_wgets_angle_brackets_around_urls_are_no_part_of_them(folder: Path, tmp_path: Path, rows: Rows) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page("Alpha")
    (tmp_path / "old.warc").write_bytes(
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://www.example.gouv.fr/a>\r\n"
        b"WARC-Date: 2014-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        b"Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n" % (len(block), block)
    )
    assert take(folder, tmp_path / "old.warc")[0].taken == 1
    assert rows("SELECT url FROM captures") == [(f"{HOME}/a",)]


def test_only_articles_of_known_sites_are_taken(folder: Path, tmp_path: Path, rows: Rows) -> None:
    other = Foreign()
    other.add("/a", page("Alpha"))
    other.add("/list", page("Liste"))
    other.add("https://elsewhere.example/a", page("Autre"))
    other.add("/a.png", b"\x89PNG", media_type="image/png")
    other.add("/a-form", page("Merci de votre message"), request="POST")
    other.add("/a-error", page("Alpha"), status="500 Oops")
    other.add("/maybe/list", page("Liste", "Court."))
    other.add("/maybe/article", page("Gamma", "Une phrase assez longue pour un article. " * 9))
    take(folder, other.save(tmp_path / "other.warc.gz"))
    assert rows("SELECT url FROM captures ORDER BY id") == [(f"{HOME}/a",), (f"{HOME}/maybe/article",)]


def test_a_404_counts_only_where_an_article_was(folder: Path, tmp_path: Path, rows: Rows) -> None:
    other = Foreign()
    other.add("/a-never", b"", status="404 Not Found")
    other.add("/a", page("Alpha"), "2019-01-01T00:00:00Z")
    other.add("/a", b"", "2019-02-01T00:00:00Z", status="404 Not Found")
    take(folder, other.save(tmp_path / "other.warc.gz"))
    assert rows("SELECT url, outcome FROM captures ORDER BY id") == [(f"{HOME}/a", "new"), (f"{HOME}/a", "missing")]
    assert rows("SELECT status, missing_since FROM articles") == [("missing", "2019-02-01T00:00:00Z")]


def test_a_page_that_was_cut_short_is_counted_and_passed_over(folder: Path, tmp_path: Path) -> None:
    other = Foreign()
    other.add("/a", page("Alpha"), **{"WARC-Truncated": "length"})
    other.add("/a2", page("Bêta"))
    (result,) = take(folder, other.save(tmp_path / "other.warc.gz"))
    assert (result.taken, result.cut, result.troubles) == (1, 1, [])


@pytest.mark.parametrize("at", ["2999-01-01T00:00:00Z", "20", "yesterday", "2019-02-30T00:00:00Z", "2019-13"])
def test_a_date_that_cannot_be_right_is_told_and_its_record_passed_over(folder: Path, tmp_path: Path, at: str) -> None:
    other = Foreign()
    other.add("/a", page("Alpha"), at)
    other.add("/a2", page("Bêta"))
    (result,) = take(folder, other.save(tmp_path / "other.warc.gz"))
    assert result.taken == 1
    assert len(result.troubles) == 1
    assert at in result.troubles[0]


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("2019", "2019-01-01T00:00:00Z"),
        ("2019-05", "2019-05-01T00:00:00Z"),
        ("2019-05-06", "2019-05-06T00:00:00Z"),
        ("2019-05-06T07:08Z", "2019-05-06T07:08:00Z"),
        ("2019-05-06T07:08:09+00:00", "2019-05-06T07:08:09Z"),
        ("2019-05-06T07:08:09+02:00", "2019-05-06T05:08:09Z"),
        ("2019-05-06T07:08:09.123456789+02:00", "2019-05-06T05:08:09.123Z"),
        ("20190506070809", "2019-05-06T07:08:09Z"),
    ],
)
def test_a_date_of_less_precision_is_its_first_moment_and_stays_as_it_was_written(
    folder: Path, tmp_path: Path, rows: Rows, said: str, at: str
) -> None:
    other = Foreign(version="WARC/1.1")
    other.add("/a", page("Alpha"), said)
    (result,) = take(folder, other.save(tmp_path / "other.warc.gz"))
    assert (result.taken, result.troubles) == (1, [])
    assert rows("SELECT fetched_at FROM captures") == [(at,)]
    (place,) = rows("SELECT warc_file, warc_offset FROM captures")
    assert warc.read_at(folder / "warc", *place).fields["Govnews-Imported-Date"] == said
    assert take(folder, tmp_path / "other.warc.gz")[0].held == 1


def response(
    url: str, body: bytes, *, head: bytes = b"Content-Type: text/html", line: bytes = b"HTTP/1.1 200 OK"
) -> bytes:
    """A record as its bytes."""
    block = line + b"\r\n" + head + b"\r\n\r\n" + body
    fields = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2019-05-06T07:08:09Z\r\n"
    return fields.encode() + b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (len(block), block)


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ("HTTPS://WWW.EXAMPLE.GOUV.FR/a", f"{HOME}/a"),
        ("Https://www.Example.gouv.fr/aB?C=D", f"{HOME}/aB?C=D"),
        (f"<{HOME}/a>", f"{HOME}/a"),
        (f"{HOME}/a b c", f"{HOME}/a%20b%20c"),
    ],
)
def test_an_address_is_taken_however_it_is_written(
    folder: Path, tmp_path: Path, rows: Rows, said: str, url: str
) -> None:
    (tmp_path / "a.warc").write_bytes(response(said, page("Alpha")))
    assert take(folder, tmp_path / "a.warc")[0].taken == 1
    assert rows("SELECT url FROM captures") == [(url,)]


@pytest.mark.parametrize(
    "said",
    ["http://[", "http://[::1/b", "http:///d", "http://x.gov:99999/a", "http://x.gov:abc/", "http://a b/", "https://<x>/",
     "http://" + "x" * 300 + "\u2044/"],
)  # fmt: skip
def test_an_address_that_no_page_can_have_is_counted_and_costs_no_other(
    folder: Path, tmp_path: Path, said: str
) -> None:
    (tmp_path / "a.warc").write_bytes(response(said, page("Beta")) + response(f"{HOME}/a", page("Alpha")))
    result = import_files(
        folder, [tmp_path / "a.warc"], lambda url: Choice(SITE, certain=True), parse=read, operator="", software="x"
    )[0]
    assert (result.taken, result.passed, result.troubles) == (1, {"at addresses that no page can have": 1}, [])


@pytest.mark.parametrize(
    ("head", "line", "taken"),
    [
        (b"X: y", b"HTTP/1.1 200 OK", 1),
        (b"Content-Type:", b"HTTP/1.1 200 OK", 1),
        (b"Content-Type: unknown/unknown", b"HTTP/1.1 200 OK", 1),
        (b"content-type: TEXT/HTML", b"HTTP/2 200", 1),
        (b"Content-Type: text/html, text/html", b"HTTP/1.1 200 OK", 1),
        (b"Content-Type: text/html\r\nContent-Encoding: br", b"http/1.0 200", 1),
        (b"Content-Type: application/json", b"HTTP/1.1 200 OK", 0),
    ],
)
def test_a_page_is_one_by_its_type_and_where_it_says_none_by_its_bytes(
    folder: Path, tmp_path: Path, head: bytes, line: bytes, taken: int
) -> None:
    (tmp_path / "a.warc").write_bytes(
        response(f"{HOME}/a", b"\r\n<!doctype html>" + page("Alpha"), head=head, line=line)
        + response(f"{HOME}/a2", b"%PDF-1.7", head=b"X: y")
    )
    (result,) = take(folder, tmp_path / "a.warc")
    assert result.taken == taken
    assert result.passed == {"no pages": 2 - taken}


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("令和六年五月四日、県は新しい橋の開通式を行い、多くの市民が参加しました。交通の便が良くなります。", 1),
        ("สะพานใหม่เปิดให้ประชาชนใช้แล้วในวันนี้หลังจากก่อสร้างนานสามปี", 1),
        ("Le pont est ouvert. " * 8, 1),
        ("정부는 오늘 새 다리를 열었다 " * 6, 1),
        ("Voir la liste.", 0),
        ("一覧", 0),
    ],
)
def test_how_much_text_an_article_has_is_told_in_its_own_script(
    folder: Path, tmp_path: Path, text: str, taken: int
) -> None:
    other = Foreign()
    other.add("/maybe/article", page("Titre", text))
    (result,) = take(folder, other.save(tmp_path / "other.warc.gz"))
    assert result.taken == taken
    assert result.passed["with too little text"] == 1 - taken


@pytest.mark.parametrize("digest", ["sha1:" + "A" * 32, "xxh3:00", "shake_128:00", "nonsense", "md5:é", "\u0000:x"])
def test_a_digest_that_nobody_can_check_stops_nothing_and_a_wrong_one_is_told(
    folder: Path, tmp_path: Path, digest: str
) -> None:
    said = f"WARC-Block-Digest: {digest}\r\nWARC-Payload-Digest: {digest}\r\nWARC-Date".encode()
    bad = response(f"{HOME}/a", page("Alpha")).replace(b"WARC-Date", said)
    (tmp_path / "a.warc").write_bytes(bad + response(f"{HOME}/a2", page("Beta")))
    (result,) = take(folder, tmp_path / "a.warc")
    wrong = digest.startswith(("sha1:", "md5:"))
    assert (result.taken, result.damaged, len(result.troubles)) == (2 - wrong, wrong, wrong)


@pytest.mark.parametrize("chunked", [False, True])
def test_a_right_payload_is_taken_though_the_blocks_digest_is_wrong(
    folder: Path, tmp_path: Path, chunked: bool
) -> None:
    body = page("Alpha")
    sent = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if chunked else body
    digest = "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()
    head = b"Content-Type: text/html" + (b"\r\nTransfer-Encoding: chunked" if chunked else b"")
    record = response(f"{HOME}/a", sent, head=head)
    (tmp_path / "a.warc").write_bytes(
        record.replace(
            b"\r\n", f"\r\nWARC-Block-Digest: sha1:{'A' * 32}\r\nWARC-Payload-Digest: {digest}\r\n".encode(), 1
        )
    )
    (result,) = take(folder, tmp_path / "a.warc")
    assert (result.taken, result.troubles) == (1, [])
    assert "a payload that is what its digest says, and a block that is not" in result.notes[0]


@pytest.mark.parametrize("count", range(1, 5))
def test_line_ends_that_a_length_counts_by_mistake_are_no_part_of_the_page(
    folder: Path, tmp_path: Path, rows: Rows, count: int
) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page("Alpha")
    digest = "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode()
    record = response(f"{HOME}/a", page("Alpha")).replace(
        b"WARC-Date", f"WARC-Block-Digest: {digest}\r\nWARC-Date".encode()
    )
    said = record.replace(b"Length: %d" % len(block), b"Length: %d" % (len(block) + count))
    (tmp_path / "a.warc").write_bytes(said + response(f"{HOME}/a2", page("Beta")))
    (result,) = take(folder, tmp_path / "a.warc")
    assert (result.taken, result.troubles, len(result.notes)) == (2, [], 1)
    assert rows("SELECT size FROM captures WHERE url LIKE '%/a'") == [(len(page("Alpha")),)]


@pytest.mark.parametrize("uri", ["http://[", "http://x:99999/", "urn:x", "<>", ""])
def test_a_revisit_that_refers_to_an_impossible_address_is_told(folder: Path, tmp_path: Path, uri: str) -> None:
    record = response(f"{HOME}/a", b"").replace(
        b"response\r\n", f"revisit\r\nWARC-Refers-To-Target-URI: {uri}\r\nWARC-Payload-Digest: sha1:A\r\n".encode()
    )
    (tmp_path / "a.warc").write_bytes(record)
    (result,) = take(folder, tmp_path / "a.warc")
    assert "neither here nor in the archive" in result.troubles[0]


@pytest.mark.parametrize(("method", "taken"), [("get", 1), ("Get", 1), ("HEAD", 0), ("post", 0), ("OPTIONS", 0)])
def test_an_answer_is_a_page_where_get_was_asked_however_it_is_written(
    folder: Path, tmp_path: Path, method: str, taken: int
) -> None:
    asked = response(f"{HOME}/a", b"", line=f"{method} /a HTTP/2".encode()).replace(b"response\r\n", b"request\r\n")
    (tmp_path / "a.warc").write_bytes(asked + response(f"{HOME}/a", page("Alpha")))
    (result,) = take(folder, tmp_path / "a.warc")
    assert (result.taken, result.records) == (taken, 2)
    assert result.passed["answers to something else than GET"] == 1 - taken


def test_packages_in_packages_are_read_to_a_bound(folder: Path, tmp_path: Path) -> None:
    one, two = Foreign(), Foreign()
    one.add("/a", page("Alpha"))
    two.add("/a2", page("Beta"))
    path = tmp_path / "nested.wacz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("one.wacz", as_wacz(one.data.getvalue()))
        package.writestr("two.WACZ", as_wacz(two.data.getvalue()))
        package.writestr("broken.wacz", b"PK\x03\x04")
        deep = as_wacz(one.data.getvalue())
        for _ in range(6):
            with zipfile.ZipFile(out := io.BytesIO(), "w") as outer:
                outer.writestr("inner.wacz", deep)
            deep = out.getvalue()
        package.writestr("deep.wacz", deep)
    (result,) = take(folder, path)
    assert result.taken == 2
    assert ["cannot be read" in trouble or "unpack it first" in trouble for trouble in result.troubles] == [True, True]


def test_every_record_of_a_file_is_counted_once(folder: Path, tmp_path: Path) -> None:
    other = Foreign(compress=False)
    other.add("/a", page("Alpha"))
    other.add("/a", page("Alpha"))
    other.add("/list", page("Liste"))
    other.add("/a.png", b"\x89PNG", media_type="image/png")
    other.add("/a-form", page("Merci"), request="POST")
    other.add("/a-cut", page("Beta"), **{"WARC-Truncated": "length"})
    other.add("/a-late", page("Beta"), "2999-01-01T00:00:00Z")
    other.add("/a-never", b"", status="404 Not Found")
    other.add("/maybe/short", page("Gamma", "Court."))
    (result,) = take(folder, other.save(tmp_path / "other.warc"))
    with (tmp_path / "other.warc").open("rb") as file:
        assert result.records == sum(1 for _ in ArchiveIterator(file, no_record_parse=True)) == 19
    assert (result.taken, result.held, result.cut, result.damaged) == (1, 1, 1, 1)
    assert result.passed == {
        "requests": 9,
        "warcinfo records": 1,
        "of no known site, or no article there": 1,
        "no pages": 1,
        "answers to something else than GET": 1,
        "gone, where no article was": 1,
        "with too little text": 1,
    }


def test_our_own_export_comes_in_again_revisits_included(crawl: Crawl, folder: Path, tmp_path: Path) -> None:
    crawl.get("/a", page("Alpha"))
    crawl.get("/a-twin", page("Alpha"))
    crawl.get("/a", page("Alpha", "Changé."))
    crawl.get("/a", page("Alpha"))
    for form in ("warc", "wacz"):
        out, copy = tmp_path / f"export.{form}", tmp_path / f"copy-{form}"
        export(folder, form, ExportSelection(), out, software="govnews/test")
        (result,) = take(copy, out)
        assert (result.taken, result.troubles) == (4, [])
        same = "SELECT article_id, number, seen_at, content_sha256, article FROM versions ORDER BY article_id, number"
        with sqlite3.connect(folder / "govnews.db") as one, sqlite3.connect(copy / "govnews.db") as other:
            assert one.execute(same).fetchall() == other.execute(same).fetchall()


def test_a_revisit_whose_original_is_nowhere_is_told(folder: Path, tmp_path: Path) -> None:
    other = Foreign()
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    other.writer.write_record(
        other.writer.create_revisit_record(
            f"{HOME}/a", "sha1:" + "A" * 32, f"{HOME}/a", "2018-01-01T00:00:00Z", http_headers=head
        )
    )
    (result,) = take(folder, other.save(tmp_path / "other.warc.gz"))
    assert result.taken == 0
    assert "import the file with that first" in result.troubles[0]


BAD = {
    "empty": b"",
    "text": b"this is somebody's diary\n" * 50,
    "zip": as_wacz(b"")[:-30],
    "zip without records": b"PK\x05\x06" + bytes(18),
    "gzip of nothing": gzip.compress(b"nothing"),
    "broken gzip": b"\x1f\x8b\x08" + b"\xff" * 100,
    "html": b"<html><title>404</title></html>",
    "ARC": b"filedesc://a.arc 0.0.0.0 20200101000000 text/plain 20\n1 0 Archive\nURL IP\n\n",
    "no length": b"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + page(),
    "wrong length": b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nabcdefgh\r\n\r\nxyz",
}


@pytest.mark.parametrize("name", [*BAD, "missing", "folder"])
def test_a_bad_file_is_told_in_one_line_and_the_good_ones_are_taken(
    folder: Path, tmp_path: Path, file: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad file"
    if name in BAD:
        bad.write_bytes(BAD[name])
    elif name == "folder":
        bad.mkdir()
    wrong, right = take(folder, bad, file)
    assert [trouble.count("\n") for trouble in wrong.troubles] == [0]
    assert "bad file" in wrong.troubles[0]
    assert (wrong.taken, right.taken, right.troubles) == (0, 1, [])
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("compress", [True, False])
def test_a_file_cut_anywhere_gives_what_is_whole_and_says_that_it_is_cut(tmp_path: Path, compress: bool) -> None:
    from archive.importing import foreign

    other = Foreign(compress=compress)
    ends = []
    for path in ("/a", "/a2"):
        other.add(path, b"<h1>x</h1>")
        ends.append(other.data.tell())
    data, cut = other.data.getvalue(), tmp_path / "cut.warc"
    for length in range(1, len(data)):
        cut.write_bytes(data[:length])
        found = list(foreign.read(cut, lambda url, head: None))
        answers = [item for item in found if isinstance(item, foreign.Foreign)]
        assert all(answer.body == b"<h1>x</h1>" for answer in answers)
        assert len(answers) >= sum(length >= end for end in ends)
        if compress and not _at_the_end_of_a_member(data, length):
            assert any(isinstance(item, foreign.Damaged) for item in found), length


def _at_the_end_of_a_member(data: bytes, length: int) -> bool:
    return data[length : length + 3] == b"\x1f\x8b\x08"


def test_a_record_that_is_not_what_its_digest_says_is_told_and_passed_over(folder: Path, tmp_path: Path) -> None:
    other = Foreign(compress=False)
    other.add("/a", page("Alpha"))
    other.add("/a2", page("Bêta"))
    path = tmp_path / "other.warc"
    path.write_bytes(other.data.getvalue().replace(b"Alpha", b"Alpho"))
    (result,) = take(folder, path)
    assert result.taken == 1
    assert "/a is not what its digest says" in result.troubles[0]


@pytest.mark.integration
def test_memory_stays_the_same_however_long_the_file_is(tmp_path: Path) -> None:
    """A film of 300 MB, and a page that says it is as long."""
    path = tmp_path / "long.warc"
    with path.open("wb") as file:
        for media_type in (b"video/mp4", b"text/html"):
            head = b"HTTP/1.1 200 OK\r\nContent-Type: " + media_type + b"\r\n\r\n"
            file.write(
                b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.example.gouv.fr/a\r\n"
                b"WARC-Date: 2019-01-01T00:00:00Z\r\nContent-Type: application/http;msgtype=response\r\n"
                b"Content-Length: %d\r\n\r\n%b" % (len(head) + 300_000_000, head)
            )
            file.seek(300_000_000, os.SEEK_CUR)
            file.write(b"\r\n\r\n")
    code = (
        "import resource, sys, pathlib\nfrom archive.importing import foreign\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "why_not = lambda url, head: 'a film' if head.media_type != 'text/html' else None\n"
        "found = list(foreign.read(pathlib.Path(sys.argv[1]), why_not))\n"
        "film, long = found\n"
        "assert film.why == 'a film' and 'longer than any page' in long.note and len(long.body) == 32 << 20, found\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 120_000  # kilobytes: what is kept of the page, twice while it is read


def test_what_wget_saved_of_the_demo_reads_like_what_a_crawl_of_it_gives(
    govnews: Command, demo_web: DemoWeb, demo_sites: Path, crawled_once: Path, tmp_path: Path
) -> None:
    wget = shutil.which("wget")
    if wget is None:
        assert not os.environ.get("CI"), "wget is not installed, and CI has to have it"
        pytest.skip("wget is not installed")
    command = [wget, "--quiet", "--recursive", "--level=3", "--delete-after", "--no-directories", "-e", "robots=off"]
    (tmp_path / "saved").mkdir()
    # No check of its exit status: a link of the demo leads to an error, as it should.
    subprocess.run(
        [*command, f"--warc-file={tmp_path}/wget", *demo_web.urls.values()], cwd=tmp_path / "saved", check=False
    )
    done = govnews("import", tmp_path / "wget.warc.gz", archive=tmp_path / "archive", sites=demo_sites)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    said = "SELECT site, title, byline, published, lead, body, captions FROM articles ORDER BY site, title, body"
    with sqlite3.connect(tmp_path / "archive" / "govnews.db") as db:
        imported = db.execute(said).fetchall()
    with sqlite3.connect(crawled_once / "govnews.db") as db:
        crawled = db.execute(said).fetchall()
    assert len(imported) > 40
    assert set(imported) <= set(crawled)


def test_the_command_ends_with_1_and_a_line_for_each_bad_file(
    govnews: Command, demo_sites: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.warc.gz").write_bytes(b"no")
    done = govnews("import", tmp_path / "bad.warc.gz", tmp_path / "none.warc", archive=tmp_path / "a", sites=demo_sites)
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["govnews", "govnews"]
    assert "Traceback" not in done.stderr


def test_with_any_site_a_host_without_a_profile_becomes_a_site(
    govnews: Command, demo_sites: Path, tmp_path: Path
) -> None:
    other = Foreign()
    other.add("https://news.unknown.example/2019/a", page("Une nouvelle", "Une phrase assez longue. " * 20))
    other.add("https://news.unknown.example/", page("Accueil", "Une phrase assez longue. " * 20))
    path = other.save(tmp_path / "other.warc.gz")
    done = govnews("import", path, archive=tmp_path / "a", sites=demo_sites)
    assert done.returncode == 0
    govnews("import", "--any-site", path, archive=tmp_path / "a", sites=demo_sites)
    with sqlite3.connect(tmp_path / "a" / "govnews.db") as db:
        assert db.execute("SELECT site, title FROM articles").fetchall() == [("news_unknown_example", "Une nouvelle")]
        assert db.execute("SELECT title, home_url FROM sites").fetchall() == [
            ("news.unknown.example", "https://news.unknown.example/")
        ]
