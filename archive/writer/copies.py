"""Whether a folder is an archive, or a backup's copy of one.

Nothing is recorded in a copy, or it would be another archive, that no later backup could bring up to date. A copy that
is written to all the same (a crawl, once it was restored) is an archive from then on.
"""

from __future__ import annotations

from pathlib import Path

from archive.model import clock

#: The file that says that its folder is a copy, and of what.
NAME = "COPY"


def mark(target: Path, source: Path) -> None:
    """`target` is a copy of the archive `source`, as of now."""
    text = f"A copy of {source.resolve()}, made by govnews backup at {clock.now()}.\n"
    (target / NAME).write_text(text, encoding="utf-8", errors="surrogateescape")


def is_copy(folder: Path) -> bool:
    """Whether `folder` is a copy."""
    return (folder / NAME).exists()


def unmark(folder: Path) -> None:
    """`folder` is an archive of its own."""
    (folder / NAME).unlink(missing_ok=True)
