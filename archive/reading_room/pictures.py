"""/-/govnews/pictures/<capture id>: the archive's own copy of a picture, out of its WARC record."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from datasette import Response  # type: ignore[import-untyped]

from archive.reading_room.pages import DATABASE
from archive.wire import http, warc

#: Media types that a browser draws and cannot run. SVG is not one of them.
MEDIA_TYPES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/bmp"})
MAX_BYTES = 32 * 1024 * 1024

#: A picture is shown only where an article that may be read shows it.
_PICTURE = """
    SELECT captures.media_type, captures.sha256, bytes.warc_file, bytes.warc_offset
    FROM captures JOIN captures AS bytes ON bytes.id = coalesce(captures.original_id, captures.id)
    WHERE captures.id = ? AND captures.http_status IN (200, 304) AND EXISTS (
        SELECT 1 FROM figures JOIN articles ON articles.id = figures.article_id
        WHERE figures.capture_id = captures.id AND articles.status != 'withheld'
    )
"""


async def picture(request: Any, datasette: Any) -> Response:
    """The bytes of a picture, as one of MEDIA_TYPES; 404 for anything else."""
    await datasette.ensure_permissions(request.actor, [("view-table", (DATABASE, "captures")), "view-instance"])
    database = datasette.get_database(DATABASE)
    capture_id = int(request.url_vars["id"])
    row = (await database.execute(_PICTURE, [capture_id])).first() if capture_id < 2**63 else None
    if row is None or row["media_type"] not in MEDIA_TYPES:
        return Response.text("There is no such picture.\n", status=404)
    # Every time asked anew: a picture whose article is withheld by now is shown from no cache.
    headers = {"Cache-Control": "no-cache", "ETag": f'"{row["sha256"]}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response("", status=304, headers=headers)
    folder = Path(database.path).parent / "warc"
    data = await asyncio.to_thread(payload, folder, row["warc_file"], row["warc_offset"])
    if data is None:
        return Response.text("The WARC record of this picture cannot be read.\n", status=404)
    return Response(data, headers=headers, content_type=row["media_type"])


def payload(folder: Path, file: str, offset: int) -> bytes | None:
    """The decoded body of the answer that is kept at `offset`; None where it cannot be read whole."""
    try:
        record = warc.read_at(folder, Path(file).name, offset)
    except (OSError, ValueError):
        return None
    head, _, body = record.block.partition(b"\r\n\r\n")
    decoded = http.decode(http.parse_head(head), body, MAX_BYTES)
    return decoded.data if record.type == "response" and decoded.problem is None else None
