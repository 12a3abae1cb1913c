"""The pages of articles as a WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/): a WARC file, its index, the list
of its pages, and digests of all three, in one ZIP file that replays by itself."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from archive.exporting import choose, warc
from archive.exporting.choose import ExportSelection
from archive.exporting.surt import surt
from archive.exporting.warc import Written
from archive.model import clock
from archive.tables import store

VERSION = "1.1.1"
_WARC, _PAGES = "archive/govnews.warc.gz", "pages/pages.jsonl"
_INDEX, _INDEX_OF_INDEX = "indexes/index.cdx.gz", "indexes/index.idx"
#: How many lines of the index a reader loads at a time.
_BLOCK = 300

#: The versions of an article whose bytes are in the file: all but those that lean on a withheld article's.
_VERSIONS = """
    SELECT v.id, v.article, c.url, c.fetched_at FROM versions v JOIN captures c ON c.id = v.capture_id
    LEFT JOIN captures o ON o.id = c.original_id LEFT JOIN articles a ON a.id = o.article_id
    WHERE v.article_id = ? AND coalesce(a.status, '') <> 'withheld' ORDER BY v.number
"""


def write(
    connection: sqlite3.Connection, folder: Path, selection: ExportSelection, out: BinaryIO, *, software: str
) -> int:
    """Write the records of the articles chosen from the archive `folder`; how many answers they were."""
    package = _Package(ZipFile(out, "w"), clock.now())
    with package.zip, _Index() as index:
        with package.file(_WARC, ZIP_STORED) as file:
            count = 0
            for written in warc.records(connection, folder, selection, file, software=software):  # type: ignore[arg-type]
                index.add(written)
                count += 1
        with package.file(_INDEX, ZIP_STORED) as file:
            blocks = list(_write_blocks(index.lines(), file))
        with package.file(_INDEX_OF_INDEX, ZIP_DEFLATED) as file:
            file.writelines(blocks)
        with package.file(_PAGES, ZIP_DEFLATED) as file:
            file.writelines(_json_line(page) for page in _pages(connection, selection))
        package.describe(software, count)
    return count


def _pages(connection: sqlite3.Connection, selection: ExportSelection) -> Iterator[dict[str, Any]]:
    """A page for every version of an article, with its text for the reader's search."""
    yield {"format": "json-pages-1.0", "id": "pages", "title": "Articles", "hasText": True}
    for row in choose.articles(connection, selection):
        for version_id, article_json, url, at in connection.execute(_VERSIONS, (row["id"],)).fetchall():
            article = store.from_json(article_json)
            text = "\n\n".join(filter(None, (article.lead, article.body, article.captions)))
            yield {"id": str(version_id), "url": url, "ts": at, "title": article.title or url, "text": text}


def _write_blocks(lines: Iterator[bytes], out: IO[bytes]) -> Iterator[bytes]:
    """Write the lines in gzip members of _BLOCK each, and give the lines of the index that leads to the members."""
    name = _INDEX.rpartition("/")[2]
    yield b"!meta 0 " + _json_line({"format": "cdxj-gzip-1.0", "filename": name})
    offset = 0
    while block := list(islice(lines, _BLOCK)):
        member = gzip.compress(b"".join(block), mtime=0)
        out.write(member)
        digest = "sha256:" + hashlib.sha256(member).hexdigest()
        said = {"offset": offset, "length": len(member), "digest": digest, "filename": name}
        yield block[0].partition(b" {")[0] + b" " + _json_line(said)
        offset += len(member)


class _Index:
    """The CDXJ lines of the answers, sorted on the disk, since an archive's may be millions."""

    def __enter__(self) -> _Index:
        self._lines = sqlite3.connect("", isolation_level=None)
        self._lines.execute("CREATE TABLE lines (key TEXT, offset INTEGER, line TEXT, PRIMARY KEY (key, offset))")
        self._lines.execute("BEGIN")
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()

    def add(self, answer: Written) -> None:
        """Enter an answer."""
        said = {
            "url": answer.url,
            "mime": "warc/revisit" if answer.record == "revisit" else answer.media_type or "unk",
            "status": str(answer.http_status),
            "digest": f"sha256:{answer.body_sha256}",
            "length": str(answer.length),
            "offset": str(answer.offset),
            "filename": _WARC.rpartition("/")[2],
        }
        key = f"{surt(answer.url)} {timestamp(answer.fetched_at)}"
        self._lines.execute("INSERT INTO lines VALUES (?, ?, ?)", (key, answer.offset, json.dumps(said)))

    def lines(self) -> Iterator[bytes]:
        """The lines, in the order of their bytes."""
        for key, line in self._lines.execute("SELECT key, line FROM lines ORDER BY key, offset"):
            yield f"{key} {line}\n".encode()


def timestamp(at: str) -> str:
    """A WARC-Date as indexes write it, to the second.

    >>> timestamp("2026-11-23T21:05:19.123Z")
    '20261123210519'
    """
    return re.sub(r"\D", "", at)[:14]


@dataclass
class _Package:
    """The ZIP file and what datapackage.json says of the files in it (https://specs.frictionlessdata.io/data-package/)."""

    zip: ZipFile
    created: str
    resources: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def file(self, path: str, compression: int) -> Iterator[IO[bytes]]:
        """A file to write in the ZIP; it is entered with its size and digest."""
        with self._open(path, compression) as member:
            hashing = _Hashing(member)
            yield hashing  # type: ignore[misc]
        name = path.rpartition("/")[2]
        self.resources.append({"name": name.lower(), "path": path, "hash": hashing.digest, "bytes": hashing.size})

    def describe(self, software: str, count: int) -> None:
        """Write what is in the package, and the digest of that."""
        said = {
            "profile": "data-package",
            "wacz_version": VERSION,
            "title": "Government news, archived by govnews",
            "description": f"{count} answers, as they were served",
            "created": self.created[:19] + "Z",
            "software": software,
            "resources": self.resources,
        }
        text = json.dumps(said, ensure_ascii=False, indent=2).encode()
        digest = {"path": "datapackage.json", "hash": "sha256:" + hashlib.sha256(text).hexdigest()}
        for path, data in (("datapackage.json", text), ("datapackage-digest.json", json.dumps(digest).encode())):
            with self._open(path, ZIP_DEFLATED) as member:
                member.write(data)

    def _open(self, path: str, compression: int) -> IO[bytes]:
        info = ZipInfo(path, tuple(map(int, re.findall(r"\d+", self.created)[:6])))  # type: ignore[arg-type]
        info.compress_type = compression
        info.external_attr = 0o644 << 16
        return self.zip.open(info, "w", force_zip64=True)


class _Hashing:
    """Writes on, and keeps count and digest of what went by."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.size = 0

    @property
    def digest(self) -> str:
        return "sha256:" + self._hash.hexdigest()

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        self.size += len(data)
        return self._file.write(data)

    def writelines(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self.write(line)


def _json_line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
