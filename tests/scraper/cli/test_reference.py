"""What the commands say of themselves: whole at 80 columns, and the same in docs/cli.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from scraper.cli.main import cli
from scraper.cli.reference import commands, reference

ROOT = Path(__file__).resolve().parents[3]
COMMANDS = {
    context.command_path: command for context, command in commands(cli, click.Context(cli, info_name="govnews"))
}


def shown(*arguments: str) -> str:
    return CliRunner().invoke(cli, arguments, terminal_width=80, prog_name="govnews").output


def test_the_reference_says_what_the_commands_are() -> None:
    document = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    assert document == reference(), "write it anew: python -m scraper.cli.reference > docs/cli.md"


@pytest.mark.parametrize("group", [(), ("sites",)])
def test_a_list_of_commands_cuts_no_sentence_off(group: tuple[()] | tuple[str, ...]) -> None:
    listed = shown(*group, "--help").partition("Commands:")[2]
    assert listed.count("\n") > 3
    assert "..." not in listed


@pytest.mark.parametrize("path", COMMANDS)
def test_the_help_of_a_command_fits_80_columns_and_explains_every_option(path: str) -> None:
    text = shown(*path.split()[1:], "--help")
    assert text.startswith(f"Usage: {path} ")
    assert max(map(len, text.splitlines())) <= 80
    assert all(option.help for option in COMMANDS[path].params if isinstance(option, click.Option))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--fast"],
        ["fly"],
        ["crawl", "--fast"],
        ["crawl", "--limit", "0"],
        ["crawl", "--since", "yesterday"],
        ["export"],
        ["export", "--format", "pdf"],
        ["withhold", "https://www.example.gouv.fr/"],
        ["serve", "--port", "100000"],
        ["sites", "fly"],
        ["sites", "new"],
        ["sites", "check", "atlantis"],
        ["parse", "https://"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_told_in_one_line_with_status_2(arguments: list[str]) -> None:
    done = CliRunner().invoke(cli, arguments, prog_name="govnews")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("govnews: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["sites"]], ids=" ".join)
def test_a_group_without_a_command_shows_its_help(arguments: list[Any] | list[str]) -> None:
    done = CliRunner().invoke(cli, arguments, prog_name="govnews")
    assert done.exit_code == 2
    assert done.output == shown(*arguments, "--help")
