"""A small archive, made by the real writer with the real parsers: two articles, one with two texts."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from scraper.parsers import PARSER_VERSION
from scraper.parsing import parse_stored
from tests.archive.conftest import SITE, Crawl, open_writer

ROOT = Path(__file__).resolve().parents[2]
URL = "https://www.example.gouv.fr/actualites/rencontres-numeriques"
OTHER_URL = "https://www.example.gouv.fr/actualites/concours-2020"
OTHER = """<!doctype html><html lang="fr"><title>Ouverture des concours</title><main><article>
<h1>Ouverture des concours</h1><p>Publié le <time datetime="2020-02-03">3 février 2020</time></p>
<p>Les inscriptions aux concours de la gendarmerie nationale sont ouvertes jusqu'au mois de mars.</p>
</article></main></html>""".encode()


def example_page() -> bytes:
    """The page that docs/library.md shows."""
    (source,) = (
        example.source
        for example in doctest.DocTestParser().get_examples((ROOT / "docs/library.md").read_text(encoding="utf-8"))
        if example.source.startswith("page = ")
    )
    names: dict[str, bytes] = {}
    exec(source, names)
    return names["page"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder `data` of that archive."""
    folder = tmp_path / "data"
    page = example_page()
    with open_writer(folder, parse=parse_stored, parser_version=PARSER_VERSION) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get(URL, page)
        crawl.get(URL, page)
        crawl.get(URL, page.replace(b"trois cents", b"deux cents"))
        crawl.get(OTHER_URL, OTHER)
        writer.end_run(crawl.run_id, "finished", {})
    return folder
