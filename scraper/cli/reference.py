"""The reference of the command line, `docs/cli.md`, made from the commands: `python -m scraper.cli.reference`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from scraper.cli.main import cli

_HEAD = """# The command line

Made from the commands themselves by `python -m scraper.cli.reference`; a test fails when it says something else than
they do. `govnews COMMAND --help` shows the same.

Exit status: 0 all is well; 1 a person should look; 2 wrong use; 75 another run holds the archive. Errors are one line
on standard error each. What goes to standard output is the answer, with `--json` one JSON document.
"""

#: What click makes of a terminal of 80 columns; not that of whatever terminal this runs in.
_WIDTH = 78


def commands(group: click.Group, parent: click.Context) -> Iterator[tuple[click.Context, click.Command]]:
    """Every command below `group` that does something, with its context, as they are listed."""
    for name in group.list_commands(parent):
        command = group.commands[name]
        context = click.Context(command, info_name=name, parent=parent)
        if isinstance(command, click.Group):
            yield from commands(command, context)
        else:
            yield context, command


def reference() -> str:
    """The reference in Markdown."""
    root = click.Context(cli, info_name="govnews", **cli.context_settings)
    found = list(commands(cli, root))
    parts = [_HEAD, "\n".join(f"- [`{context.command_path}`](#{_anchor(context)})" for context, _ in found) + "\n"]
    for context, command in found:
        formatter = click.HelpFormatter(width=_WIDTH)
        command.format_help(context, formatter)
        parts.append(f"## {context.command_path}\n\n```\n{formatter.getvalue().rstrip()}\n```\n")
    return "\n".join(parts)


def _anchor(context: click.Context) -> str:
    return context.command_path.replace(" ", "-")


if __name__ == "__main__":
    print(reference(), end="")
