"""Articles and their pages, handed out in the formats that others read: JSON lines, CSV, WARC, WACZ."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import BinaryIO, Literal

from archive.exporting import choose, csv, jsonl, wacz, warc
from archive.exporting.choose import ExportSelection, SelectionError
from archive.model.errors import ArchiveError
from archive.tables import database

__all__ = ["FORMATS", "ExportSelection", "Format", "SelectionError", "export"]

Format = Literal["jsonl", "csv", "warc", "wacz"]
FORMATS: tuple[Format, ...] = ("jsonl", "csv", "warc", "wacz")


def export(
    folder: Path,
    form: Format,
    selection: ExportSelection,
    out: Path | BinaryIO,
    *,
    software: str,
    force: bool = False,
) -> int:
    """Write what is chosen of the archive `folder` to `out`; how many articles, or of warc and wacz answers, it is.

    What is written is the archive as it is at one moment, a crawl in progress or not. A file appears whole or not at
    all, and only with `force` in the place of another one; a device or a pipe is written to. Raises SelectionError for
    a selection that makes no sense, ArchiveError where there is no archive, a record of it is damaged, or the file is
    there already.
    """
    connection = database.open_reader(folder / database.NAME)
    try:
        connection.execute("BEGIN")
        choose.check(connection, selection)
        if not isinstance(out, Path):
            return _write(connection, folder, form, selection, out, software)
        _refuse(out, folder, force)
        if _is_written_through(out):
            with out.open("wb") as file:
                return _write(connection, folder, form, selection, file, software)
        out = out.resolve()  # a link stays one
        draft = out.with_name(out.name + ".new")
        try:
            with draft.open("wb") as file:
                count = _write(connection, folder, form, selection, file, software)
            draft.replace(out)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        return count
    finally:
        connection.close()


def _is_written_through(out: Path) -> bool:
    """Whether `out` is a device, a pipe or another process's file, which nothing may take the place of."""
    place = out.absolute()
    if out.exists() and not out.is_file():
        return True
    special = any(Path(top) in place.parents for top in ("/dev", "/proc"))
    return special and Path("/dev/shm") not in place.parents  # a folder of plain files, in memory


def _write(
    connection: sqlite3.Connection, folder: Path, form: Format, selection: ExportSelection, out: BinaryIO, software: str
) -> int:
    match form:
        case "jsonl":
            return jsonl.write(connection, selection, out)
        case "csv":
            return csv.write(connection, selection, out)
        case "warc":
            return warc.write(connection, folder, selection, out, software=software)
        case "wacz":
            return wacz.write(connection, folder, selection, out, software=software)


def _refuse(out: Path, folder: Path, force: bool) -> None:
    if out.parent.resolve() == (folder / "warc").resolve():
        raise ArchiveError(f"{out}: the archive would take it for one of its own files; write it somewhere else")
    if not out.parent.is_dir():
        raise ArchiveError(f"{out}: there is no folder {out.parent}; make it, or name another file")
    if out.is_dir():
        raise ArchiveError(f"{out}: is a folder; name a file in it")
    if out.exists() and not force:
        raise ArchiveError(f"{out}: is there already; --force overwrites it")
