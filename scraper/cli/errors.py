"""What the commands say when something is wrong: one line on standard error, and an exit status.

0: all is well; 1: a person should look; 2: wrong use; 75: another run holds the archive.
"""

from __future__ import annotations

import sqlite3
from typing import Any

import click

from archive.model.errors import ArchiveError, ArchiveHeld
from scraper.profiles.errors import ProfileError


def complain(line: object) -> None:
    """A line on standard error that says whose it is: crontabs mail it beside those of others."""
    click.echo(f"govnews: {line}", err=True)


class Trouble(click.ClickException):
    """Ends the command with a line on standard error: the work could not be done, and a person should look."""

    def show(self, file: Any = None) -> None:
        for line in self.message.splitlines():
            complain(line)


class Misuse(Trouble):
    """The command, or what it was given, is wrong."""

    exit_code = 2


class Held(Trouble):
    """Another run holds the archive."""

    exit_code = 75  # EX_TEMPFAIL of sysexits.h: try again later


class Commands(click.Group):
    """Lists its commands in the order in which they were added, and ends every error in one line and an exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            raise _in_a_line(error) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise _in_a_line(error) from None
        except ArchiveHeld as error:
            raise Held(str(error)) from None
        except ArchiveError as error:
            raise Trouble(str(error)) from None
        except ProfileError as error:
            raise Misuse(str(error)) from None
        except BrokenPipeError:
            raise
        except sqlite3.Error as error:
            raise Trouble(f"the database: {error}; govnews verify says more, govnews rebuild makes it anew") from None
        except OSError as error:
            named = f"{error.filename}: " if error.filename else ""
            raise Trouble(f"{named}{error.strerror or error}") from None


def _in_a_line(error: click.UsageError) -> click.ClickException:
    """What click tells in four lines, with where to read on; a group without a command shows its help as ever."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error
    command = error.ctx.command_path if error.ctx else "govnews"
    message = " ".join(error.format_message().split()).rstrip(".")
    return Misuse(f"{message} ({command} --help says more)")
