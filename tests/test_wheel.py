"""The installed wheel works without the checkout: it carries profiles, schema, templates and metadata."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("govnews-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A new environment with the wheel in it; its dependencies are those of the environment that runs the tests."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=False, symlinks=True)
    packages = next((folder / "env").glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as files:
        files.extractall(packages)
    dependencies = sysconfig.get_path("purelib")
    (packages / "dependencies.pth").write_text(dependencies + "\n")

    def govnews(*arguments):
        code = "import sys; from scraper.cli.main import main; sys.argv[0] = 'govnews'; main()"
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}
        python = folder / "env" / "bin" / "python"
        return subprocess.run(
            [python, "-c", code, *arguments], capture_output=True, text=True, cwd=folder, env=environment, check=False
        )

    govnews.packages = packages
    return govnews


def test_the_wheel_carries_what_is_no_code(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "archive/datasette-metadata.json",
        "archive/tables/schema/0001-first.sql",
        "scraper/sites/gendarmerie.toml",
    } <= names
    assert [name for name in names if name.startswith("archive/reading_room/templates/")]
    assert not [name for name in names if name.startswith(("tests/", "scripts/"))]


def test_the_commands_come_from_the_wheel(installed):
    listed = installed("sites", "list", "--json")
    assert listed.returncode == 0, listed.stderr
    assert [site["name"] for site in json.loads(listed.stdout)] == ["gendarmerie"]


def test_an_archive_lies_in_the_users_data_folder_by_default(installed):
    answer = installed("status")
    assert answer.returncode == 1
    assert ".local/share/govnews" in answer.stderr
    assert "Traceback" not in answer.stderr
