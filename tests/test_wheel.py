"""The installed wheel works without the checkout: it carries profiles, schema, templates and metadata."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from scraper.parser_version import parser_version
from tests.conftest import Command

pytestmark = pytest.mark.integration

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("govnews-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """A new environment with the wheel in it; its dependencies are those of the environment that runs the tests."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=False, symlinks=True)
    packages = next((folder / "env").glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as files:
        files.extractall(packages)
    dependencies = sysconfig.get_path("purelib")
    (packages / "dependencies.pth").write_text(dependencies + "\n")

    def python(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}
        program = folder / "env" / "bin" / "python"
        return subprocess.run(
            [program, "-c", code, *arguments], capture_output=True, text=True, cwd=folder, env=environment, check=False
        )

    return python


@pytest.fixture(scope="module")
def govnews(installed: Command) -> Command:
    """Runs the installed command."""
    code = "import sys; from scraper.cli.main import main; sys.argv[0] = 'govnews'; main()"
    return lambda *arguments: installed(code, *arguments)


def test_the_wheel_carries_what_is_no_code(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "archive/datasette-metadata.json",
        "archive/tables/schema/0001-first.sql",
        "scraper/sites/gendarmerie.toml",
        *(f"{package}/py.typed" for package in ("archive", "govnews", "scraper")),
    } <= names
    assert [name for name in names if name.startswith("archive/reading_room/templates/")]
    assert not [name for name in names if name.startswith(("tests/", "scripts/"))]


def test_the_commands_come_from_the_wheel(govnews: Command) -> None:
    listed = govnews("sites", "list", "--json")
    assert listed.returncode == 0, listed.stderr
    assert [site["name"] for site in json.loads(listed.stdout)] == ["gendarmerie"]


def test_an_archive_lies_in_the_users_data_folder_by_default(govnews: Command) -> None:
    answer = govnews("status")
    assert answer.returncode == 1
    assert ".local/share/govnews" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_door_for_programs_opens_from_the_wheel(installed: Command, tmp_path: Path) -> None:
    code = (
        "import sys, govnews\n"
        "for name in govnews.__all__: getattr(govnews, name)\n"
        "page = b'<title>News</title><h1>Fifty new posts</h1><p>' + b'The ministry opens fifty posts. ' * 9\n"
        "print(govnews.__file__, govnews.parse_article(page, 'https://example.gov/news/posts').title, sep='\\n')\n"
        "try: govnews.open_archive(sys.argv[1])\n"
        "except govnews.ArchiveError as error: print(error)\n"
    )
    done = installed(code, str(tmp_path))
    assert done.returncode == 0, done.stderr
    place, title, refused = done.stdout.splitlines()
    assert "installed" in place
    assert title == "Fifty new posts"
    assert refused.startswith(f"{tmp_path}/govnews.db: no archive here")


def test_its_parser_has_the_checkouts_version(installed: Command) -> None:
    done = installed("from scraper.parser_version import parser_version; print(parser_version())")
    assert done.stdout.strip() == parser_version(), done.stderr
