"""MANIFEST.sha256: the digests of the closed WARC files, in the form that `sha256sum -c` reads."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from archive.wire.warc import SUFFIX, sync_folder

NAME = "MANIFEST.sha256"


def read(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file that the manifest of `folder` names; lines that are no entries are passed over."""
    try:
        lines = (folder / NAME).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    entries = (line.partition("  ") for line in lines)
    return {name: sha256 for sha256, _, name in entries if name and len(sha256) == 64}


def enter(folder: Path, name: str, sha256: str) -> None:
    """Add a closed file."""
    write(folder, {**read(folder), name: sha256})


def write(folder: Path, entries: Mapping[str, str]) -> None:
    """Write the manifest anew. It is replaced whole: a kill leaves the old one or the new one."""
    text = "".join(f"{value}  {key}\n" for key, value in sorted(entries.items()))
    draft = folder / (NAME + ".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / NAME)
    sync_folder(folder)


def missing(folder: Path) -> list[Path]:
    """Closed files that the manifest does not name: a kill came between closing and entering them."""
    known = read(folder)
    return sorted(path for path in folder.glob(f"*{SUFFIX}") if path.name not in known)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
