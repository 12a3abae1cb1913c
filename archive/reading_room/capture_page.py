"""/govnews/captures/<id>/page: an article's page as it was captured; its bytes, headers and WARC record to download.

Only captures of an article that may be read are shown: a listing or a feed may name what is withheld.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from datasette import Response  # type: ignore[import-untyped]

from archive.reading_room import replay as captured
from archive.reading_room.budget import Work
from archive.reading_room.i18n import gettext as _
from archive.reading_room.pages import DATABASE, article_path, message_page, page
from archive.reading_room.pictures import MEDIA_TYPES, payload
from archive.reading_room.security import OUR_POLICY
from archive.reading_room.withheld import tombstone
from archive.wire import http, warc

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_CAPTURE = """
    SELECT captures.id, captures.url, captures.requested_url, captures.fetched_at, captures.http_status,
        captures.media_type, captures.sha256, captures.size, captures.warc_file, captures.warc_offset,
        captures.warc_length, captures.record, captures.article_id, bytes.warc_file AS bytes_file,
        bytes.warc_offset AS bytes_offset, bytes.media_type AS bytes_type, articles.status
    FROM captures JOIN articles ON articles.id = captures.article_id
    LEFT JOIN captures AS bytes ON bytes.id = coalesce(captures.original_id, captures.id)
    WHERE captures.id = ?
"""
_PICTURES = """
    SELECT DISTINCT figures.image_url, pictures.media_type, bytes.warc_file, bytes.warc_offset, bytes.size
    FROM figures JOIN captures AS pictures ON pictures.id = figures.capture_id
    JOIN captures AS bytes ON bytes.id = coalesce(pictures.original_id, pictures.id)
    WHERE figures.article_id = ? AND pictures.http_status IN (200, 304)
"""


async def capture_page(request: Any, datasette: Any) -> Response:
    """The page around the frame, or what it frames, or one of the files: by `form` in the address."""
    permissions = [("view-table", (DATABASE, "captures")), ("view-database", DATABASE), "view-instance"]
    await datasette.ensure_permissions(request.actor, permissions)
    database = datasette.get_database(DATABASE)
    capture_id = min(int(request.url_vars["id"]), 2**63 - 1)
    row = (await database.execute(_CAPTURE, [capture_id])).first()
    if row is None:
        text = _("The archive shows no captured page with this number.")
        return await message_page(datasette, request, _("Not found"), text, status=404)
    if row["status"] == "withheld":
        article = (await database.execute("SELECT * FROM articles WHERE id = ?", [row["article_id"]])).first()
        return await page(datasette, request, "withheld.html", await tombstone(database, article), status=410)
    folder = Path(database.path).parent / "warc"
    match request.url_vars["form"]:
        case "page":
            context = {
                "capture": row,
                "here": datasette.urls.path(f"/{DATABASE}/captures/{row['id']}"),
                "article": article_path(datasette, row["article_id"]),
                "is_page": row["bytes_type"] in _HTML,
            }
            return await page(datasette, request, "captured.html", context, policy=f"{OUR_POLICY}; frame-src 'self'")
        case "content":
            return await _content(datasette, request, database, row, folder)
        case _ as form:
            return await _download(datasette, request, row, folder, form)


async def _content(datasette: Any, request: Any, database: Any, row: Any, folder: Path) -> Response:
    """The captured page for the frame."""
    if row["bytes_type"] not in _HTML:
        return await _unreadable(datasette, request)
    found = [tuple(picture) for picture in await database.execute(_PICTURES, [row["article_id"]])]

    def make() -> bytes | None:
        block = _block(folder, row["bytes_file"], row["bytes_offset"])
        if block is None:
            return None
        head = http.parse_head(block[0])
        decoded = http.decode(head, block[1], captured.MAX_PAGE).data
        pictures: dict[str, tuple[str, bytes]] = {}
        room, work = captured.MAX_PICTURES, Work()
        for url, media_type, file, offset, size in found:
            if work.is_over():
                break
            data = payload(folder, file, offset) if media_type in MEDIA_TYPES and size <= room else None
            if data is not None and len(data) <= room:
                pictures[url] = (media_type, data)
                room -= len(data)
        return captured.framed(captured.text_of(decoded, head.get("content-type")), row["url"], pictures)

    content = await asyncio.to_thread(make)
    if content is None:
        return await _unreadable(datasette, request)
    headers = {
        "Content-Security-Policy": captured.POLICY,
        "X-Frame-Options": "SAMEORIGIN",
        "X-DNS-Prefetch-Control": "off",
        "X-Robots-Tag": "noindex",
        "Cache-Control": "no-cache",
    }
    return Response(content, headers=headers, content_type="text/html; charset=utf-8")


async def _download(datasette: Any, request: Any, row: Any, folder: Path, form: str) -> Response:
    """The body as served, the head as served, or the WARC record as it lies in its file."""
    is_warc = form == "warc.gz"
    file, offset = (row["warc_file"], row["warc_offset"]) if is_warc else (row["bytes_file"], row["bytes_offset"])

    def make() -> bytes | None:
        if is_warc:
            return _slice(folder, file, offset, row["warc_length"])
        block = _block(folder, file, offset)
        return None if block is None else block[0] if form == "headers" else block[1]

    content = await asyncio.to_thread(make) if file else None
    if content is None:
        return await _unreadable(datasette, request)
    name = {"headers": "headers.txt", "body": "body.bin", "warc.gz": "record.warc.gz"}[form]
    headers = {"Content-Disposition": f'attachment; filename="capture-{row["id"]}-{name}"'}
    return Response(content, headers=headers, content_type="application/octet-stream")


async def _unreadable(datasette: Any, request: Any) -> Response:
    text = _("The archive has no page to show here: it was no HTML, or its WARC record cannot be read.")
    return await message_page(datasette, request, _("Not found"), text, status=404)


def _block(folder: Path, file: str, offset: int) -> tuple[bytes, bytes] | None:
    """Head and body of the answer that is kept at `offset`, as they crossed the wire; None where it is not readable."""
    try:
        record = warc.read_at(folder, Path(file).name, offset)
    except (OSError, ValueError):
        return None
    head, blank, body = record.block.partition(b"\r\n\r\n")
    return (head + blank, body) if record.type == "response" else None


def _slice(folder: Path, file: str, offset: int, length: int) -> bytes | None:
    """A WARC record as it lies in its file: a gzip member of its own, and so a WARC file of one record."""
    try:
        with warc.locate(folder, Path(file).name).open("rb") as source:
            source.seek(offset)
            content = source.read(length)
    except (OSError, ValueError):
        return None
    return content if len(content) == length and content.startswith(b"\x1f\x8b") else None
