"""The documents say what the code is: what is not written down, or no longer true, fails here."""

import re
import tomllib
from pathlib import Path

from archive.model.article import Article, Block
from scraper.cli.main import cli

ROOT = Path(__file__).resolve().parent.parent


def backticked_first_cells(text: str) -> set[str]:
    """The backticked names in the first cell of every table row."""
    cells = (line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def test_every_attribute_of_an_article_is_explained() -> None:
    article, blocks = (ROOT / "docs/article.md").read_text().split("\n## Blocks\n")
    assert backticked_first_cells(article) == set(Article.__dataclass_fields__) | {"body"}
    assert backticked_first_cells(blocks) == set(Block.__dataclass_fields__)


def test_the_readme_says_why_each_dependency_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[<>=;\[ ]", name)[0].lower() for name in project["dependencies"]}
    section = (ROOT / "README.md").read_text().split("\n## Dependencies\n")[1].split("\n## ")[0]
    assert backticked_first_cells(section) == wanted


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text()
    for name in cli.commands:
        assert f"`govnews {name}" in readme, f"README.md does not say what `govnews {name}` is"


def test_every_command_takes_the_archive_and_says_what_it_does() -> None:
    for name, command in cli.commands.items():
        assert command.help, name


def test_the_changelog_knows_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text()


def test_links_between_documents_lead_somewhere() -> None:
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def links(document: Path) -> set[Path]:
    """The documents that one links to."""
    targets = re.findall(r"\]\(([^)#:]+\.md)(?:#[^)]*)?\)", document.read_text())
    return {(document.parent / target).resolve() for target in targets}


def test_every_document_is_found_from_the_readme() -> None:
    found: set[Path] = set()
    new = {ROOT / "README.md"}
    while new:
        found |= new
        new = {target for document in new for target in links(document)} - found
    assert {*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")} - found == set()


def test_paths_that_documents_name_are_there() -> None:
    folders = "archive|docs|govnews|scraper|scripts|tests"
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        if document.name == "CHANGELOG.md":  # it says what was
            continue
        for path in re.findall(rf"`(?:\./)?((?:{folders})/[\w./-]+)`", document.read_text()):
            # scraper/sites/NAME.toml; a folder that a command makes.
            is_example = path.endswith("/") or re.search(r"/[A-Z]+\.", path) is not None
            assert is_example or (ROOT / path).exists(), f"{document.relative_to(ROOT)}: {path}"
