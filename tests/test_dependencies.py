"""What the product imports is what it declares: nothing missing from pyproject.toml, nothing there for no reason."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("archive", "govnews", "scraper")

#: Declared without an import: libraries find these by themselves.
FOUND_BY_OTHERS = {
    "html5lib": "BeautifulSoup reads pages as a browser does with it",
}


def imported_packages() -> set[str]:
    """The top-level names that the packages import, wherever the import stands."""
    names = set()
    for path in [path for package in PACKAGES for path in ROOT.glob(f"{package}/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(".".join(node.module.split(".")[: 2 if node.module.startswith("backports") else 1]))
    # Python 3.14 has `compression`; backports.zstd is declared for those before it.
    return names - set(sys.stdlib_module_names) - {*PACKAGES, "compression"}


def distribution_of(package: str) -> str:
    known = packages_distributions()
    return (known.get(package) or known.get(package.partition(".")[0]) or [package])[0].lower().replace("_", "-")


def test_every_import_is_declared_and_every_declaration_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {re.split(r"[<>=;\[ ]", name)[0].lower() for name in project["dependencies"]}
    assert declared - FOUND_BY_OTHERS.keys() == {distribution_of(name) for name in imported_packages()}


def test_the_locks_hold_hashes_and_name_no_index() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / lock).read_text().splitlines()
        pins = [line for line in lines if re.match(r"[a-z0-9]", line)]
        assert pins
        assert all("==" in line for line in pins)
        assert not [line for line in lines if "index-url" in line or "://" in line]
