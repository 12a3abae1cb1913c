"""What is wrong with a profile; apart from its reader, so that who only reports it need not import lxml."""

from __future__ import annotations

from collections.abc import Iterable


class ProfileError(ValueError):
    """A profile, or several, that cannot be used. `problems` has one line each: file, key, what is wrong, what is
    allowed."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))
