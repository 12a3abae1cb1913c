"""What can stop the archive. Each message is one line: what is wrong, and what to do."""

from __future__ import annotations


class ArchiveError(Exception):
    """The work could not be done and a person should look: exit status 1."""


class Refused(ArchiveError):  # noqa: N818
    """One thing could not be written as it was handed over, and nothing of it was; the archive goes on."""


class UnknownRun(LookupError):  # noqa: N818
    """A run was named that was never begun: a mistake of the caller's."""


class ArchiveHeld(ArchiveError):  # noqa: N818 - the name says what is the case, as BlockingIOError does
    """Another run holds the archive: exit status 75 (EX_TEMPFAIL)."""
