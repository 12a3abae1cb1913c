"""A real archive in a folder of its own, and a parser of its own: small, but it reads real HTML."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from archive.model.article import Article, Attachment, Block, ContactBlock, ContactEntry, Figure, Link
from archive.model.exchange import Exchange, Parsed, StoredPage
from archive.wire.records import SiteRecord, Stored
from archive.writer.writer import ArchiveWriter

SITE = SiteRecord(
    name="example",
    profile='name = "example"\n',
    title="Ministry of Examples",
    country="FR",
    language="fr",
    home_url="https://www.example.gouv.fr/",
)


def read(page: StoredPage) -> Parsed:
    """h1 is the title, p.by the byline, time the date, p.lead the lead; div.contact holds `label: number` lines."""
    if b"Access denied" in page.payload:
        return Parsed("blocked")
    if b"Page introuvable" in page.payload or not page.payload.strip():
        return Parsed("soft_404")
    if page.payload.startswith(b"Go to "):
        return Parsed("redirect", onward=page.payload.decode().removeprefix("Go to "))
    tree: Any = html.document_fromstring(page.payload.decode(page.encoding or "utf-8"))
    if not tree.xpath("//h1"):
        return Parsed("ok")

    def text(path: str) -> str | None:
        found = tree.xpath(path)
        return " ".join(found[0].text_content().split()) if found else None

    canonical = tree.xpath("string(//link[@rel='canonical']/@href)")
    contacts = []
    for block in tree.xpath("//div[@class='contact']"):
        lines = [line.text_content().partition(":") for line in block.xpath("./p")]
        entries = tuple(ContactEntry(label.strip(), "phone", value.strip(), value.strip()) for label, _, value in lines)
        contacts.append(ContactBlock(block.get("title"), block.get("data-scope") or "article", entries))
    return Parsed(
        "ok",
        Article(
            url=canonical or page.url,
            title=text("//h1"),
            byline=text("//p[@class='by']"),
            authors=tuple(filter(None, (text("//p[@class='by']") or "").split(" et "))),
            published=tree.xpath("string(//time/@datetime)") or None,
            language=tree.get("lang"),
            lead=text("//p[@class='lead']"),
            blocks=tuple(Block("paragraph", p.text_content()) for p in tree.xpath("//article/p")),
            figures=tuple(
                Figure(img.get("src"), img.get("alt"), img.get("title"), position=n)
                for n, img in enumerate(tree.xpath("//img"))
            ),
            contacts=tuple(contacts),
            attachments=tuple(Attachment(a.get("href"), a.text) for a in tree.xpath("//a[@class='pdf']")),
            related=tuple(Link(a.get("href"), a.text) for a in tree.xpath("//a[@class='related']")),
            coverage=1.0,
        ),
    )


def page(
    title: str = "L’Intérieur recrute", body: str = "Le ministère recrute.", *, more: str = "", head: str = ""
) -> bytes:
    """An article's page as a server would send it."""
    return (
        f'<html lang="fr"><head><meta charset="utf-8">{head}</head><body><h1>{title}</h1>'
        f'<p class="by">Céline Morin et Paul Roux</p><time datetime="2020-02-04">4 février 2020</time>'
        f'<p class="lead">Un chapô.</p><article><p>{body}</p></article>'
        f'<img src="https://www.example.gouv.fr/a.jpg" title="Légende" alt="x">'
        f'<a class="pdf" href="https://www.example.gouv.fr/a.pdf">Dossier</a>'
        f'<div class="contact" title="Presse"><p>Standard: 17</p></div>{more}</body></html>'
    ).encode()


@dataclasses.dataclass
class Crawl:
    """A run against an archive, in few words: `get` stores an answer and waits for its receipt."""

    writer: ArchiveWriter
    run_id: int
    site: str = "example"
    day: int = 0

    def exchange(
        self,
        path: str,
        body: bytes = b"",
        *,
        status: int = 200,
        at: str | None = None,
        headers: dict[str, str] | None = None,
        kind: str = "article",
        requested: str | None = None,
        truncated: str | None = None,
    ) -> Exchange:
        if at is None:
            self.day += 1
            at = f"2026-{1 + self.day // 28:02}-{1 + self.day % 28:02}T06:00:00.000Z"
        url = path if "://" in path else f"https://www.example.gouv.fr{path}"
        asked = requested or path
        lines = {"Content-Type": "text/html; charset=utf-8", **(headers or {})}
        head = f"HTTP/1.1 {status} Whatever\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items()) + "\r\n"
        return Exchange(
            site=self.site,
            run_id=self.run_id,
            kind=kind,  # type: ignore[arg-type]
            url=url,
            requested_url=asked if "://" in asked else f"https://www.example.gouv.fr{asked}",
            fetched_at=at,
            request=f"GET {path} HTTP/1.1\r\nHost: www.example.gouv.fr\r\n\r\n".encode(),
            response=head.encode("latin-1"),
            body=body,
            ip="192.0.2.1",
            truncated=truncated,
        )

    def get(self, path: str, body: bytes = b"", **more: Any) -> Stored:
        return self.writer.put(self.exchange(path, body, **more)).result(30)


def open_writer(folder: Path, **more: Any) -> ArchiveWriter:
    more.setdefault("parser_version", "1")
    more.setdefault("parse", read)
    return ArchiveWriter(folder, operator="test@example.org", software="govnews/test", **more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def crawl(folder: Path) -> Iterator[Crawl]:
    with open_writer(folder) as writer:
        yield Crawl(writer, writer.begin_run(SITE))


Rows = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def rows(folder: Path) -> Rows:
    """Runs a query on the archive as any reader of the file would, and gives its rows."""

    def query(sql: str, *values: object) -> list[tuple[Any, ...]]:
        with sqlite3.connect(f"file:{folder}/govnews.db?mode=ro", uri=True) as connection:
            return connection.execute(sql, values).fetchall()

    return query


def dump(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, full-text index included."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if not name.startswith("articles_fts_")
        ]
        tables = {name: connection.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() for name in names}
        tables["schema"] = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
        return tables
