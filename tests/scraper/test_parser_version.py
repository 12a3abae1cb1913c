"""Two parsers that may find something else on a page have two versions; what changes nothing changes no version."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import grimp
import pytest

from scraper.parser_version import LIBRARIES, SOURCES, libraries, parser_version
from scraper.parsers import PARSER_VERSION

pytestmark = pytest.mark.integration

ROOT = Path(__file__).resolve().parents[2]

#: Imported on the way, for what a profile says to the archive; they read no page.
NOT_READING = {"archive.wire.records", "archive.wire.warc", "isal", "warcio"}

#: The distribution that a module comes from, where they have not the same name.
DISTRIBUTIONS = {"bs4": "beautifulsoup4"}


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """All that a stored page's way through the parser can import, at once or later."""
    graph = grimp.build_graph("scraper", "archive", include_external_packages=True)
    return graph.find_upstream_modules("scraper.parsing") | {"scraper.parsing"}


def files_of(module: str) -> set[str]:
    path = module.replace(".", "/")
    return {name for name in (f"{path}.py", f"{path}/__init__.py") if (ROOT / name).exists()}


def counted() -> set[str]:
    return {f"{package}/{name}" for package, names in SOURCES.items() for name in names}


def test_every_module_that_a_page_passes_is_counted(imported: set[str]) -> None:
    own = {m for m in imported if m.split(".")[0] in ("archive", "scraper")} - NOT_READING
    for file in sorted(set().union(*map(files_of, own))):
        assert any(file == name or file.startswith(f"{name}/") for name in counted()), file


def test_nothing_is_counted_that_no_page_passes(imported: set[str]) -> None:
    used = set().union(*map(files_of, imported)) | {"archive/model/digest.py"}
    for name in counted():
        assert any(file == name or file.startswith(f"{name}/") for file in used), name


def test_every_library_that_a_page_passes_is_counted(imported: set[str]) -> None:
    outside = {m.split(".")[0] for m in imported} - {"archive", "scraper"} - set(sys.stdlib_module_names) - NOT_READING
    names = {DISTRIBUTIONS.get(module, module).replace("_", "-") for module in outside}
    assert names | {"html5lib"} == set(LIBRARIES)


def test_it_is_a_number_for_people_and_a_digest() -> None:
    assert re.fullmatch(rf"{PARSER_VERSION}\+[0-9a-f]{{8}}", parser_version())
    assert set(libraries()) == {*LIBRARIES, "libxml2", "Unicode"}


class Copy:
    """The packages in another folder, and what they say their version is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for package in ("archive", "scraper"):
            shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))

    def version(self) -> str:
        code = "import scraper.parser_version as v; print(v.__file__); print(v.parser_version())"
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        said = subprocess.run(
            [sys.executable, "-c", code], cwd=self.folder, env=environment, capture_output=True, text=True, check=True
        )
        file, version = said.stdout.split()
        assert Path(file).is_relative_to(self.folder)
        return version

    def edit(self, file: str, change: Callable[[bytes], bytes]) -> None:
        before = (self.folder / file).read_bytes()
        after = change(before)
        assert after != before
        (self.folder / file).write_bytes(after)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_it_is_the_same_in_another_folder_with_other_line_endings_and_leavings(copy: Copy) -> None:
    for file in (copy.folder / "scraper/parsers").rglob("*.py"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (copy.folder / "scraper/parsers/text/dates.py~").write_text("an editor's copy")
    (copy.folder / "scraper/parsers/.swap").write_text("another's")
    (copy.folder / "scraper/cli/new.py").write_text("'no part of it'")
    assert copy.version() == parser_version()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("scraper/parsers/lexicon/bylines.py", b'"', b'"zzz '),
        ("scraper/parsers/assembly.py", b"\n", b"\n# changed\n"),
        ("scraper/profiles/site.py", b"\n", b"\n# changed\n"),
        ("archive/model/digest.py", b"\n", b"\n# changed\n"),
    ],
    ids=["word list", "rule", "profiles", "digest"],
)
def test_a_changed_source_makes_another_version(copy: Copy, file: str, old: bytes, new: bytes) -> None:
    copy.edit(file, lambda text: text.replace(old, new, 1))
    assert copy.version() != parser_version()
    assert copy.version().split("+")[0] == PARSER_VERSION


def test_a_new_data_file_makes_another_version(copy: Copy) -> None:
    (copy.folder / "scraper/parsers/lexicon/words.toml").write_text("by = ['per']")
    assert copy.version() != parser_version()


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_librarys_release_makes_another_version(copy: Copy, library: str) -> None:
    folder = copy.folder / f"{library.replace('-', '_')}-999.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {library}\nVersion: 999\n")
    assert copy.version() != parser_version()


def test_a_command_that_needs_no_version_does_not_compute_it() -> None:
    code = "import sys; from scraper.cli.main import cli\ntry: cli(['--help'])\nexcept SystemExit: pass\n"
    code += "assert 'scraper.parser_version' not in sys.modules, 'computed'"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
