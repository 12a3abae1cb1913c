"""Whatever happens to articles, the archive tells what happened, and a rebuild from the WARC files tells the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.upkeep.rebuild import rebuild
from archive.upkeep.reparse import reparse
from tests.archive.conftest import SITE, Crawl, dump, open_writer, page, read

HOME = "https://www.example.gouv.fr"
PATHS = ("/a", "/b", "/c")
TEXTS = {
    name: f"Le ministère a présenté {name} les résultats de la campagne menée dans les douze départements du littoral "
    f"et {name} les communes ont accompagné les équipes pendant toute la saison."
    for name in ("mardi", "jeudi")
}
TEXTS["neuf"] = (
    "Une loi nouvelle entre en vigueur au printemps ; elle règle la pêche à pied, les horaires des ports, les quotas "
    "de chaque bassin et les contrôles en mer que les préfets ordonnent."
)


STATUSES = {"missing": 404, "gone": 410, "no content": 204, "broken": 500, "same": 304}
BODIES = {
    "blank": b"",
    "emptied": b"<html><body><h1>Erreur</h1></body></html>",
    "wall": b"Access denied",
    "soft 404": b"Page introuvable",
}


def _happens(crawl: Crawl, event: str, path: str, other: str, text: str) -> None:
    """One thing that may happen to the page at `path`."""
    title, claim = f"Article {path}", f'<link rel="canonical" href="{HOME}{path}">'
    if event in STATUSES:
        crawl.get(path, status=STATUSES[event])
    elif event in BODIES:
        crawl.get(path, BODIES[event])
    elif event in ("to a list", "moved"):
        target = other if event == "moved" else "/liste"
        shown = page(title, TEXTS[text]) if event == "moved" else page("Toutes les actualités", "Liste.")
        crawl.get(path, status=301, headers={"Location": target})
        crawl.get(target, shown, requested=path)
    else:
        OTHERWISE[event](crawl, path, other, page(title, TEXTS[text], head=claim if event == "claims" else ""))


OTHERWISE: dict[str, Callable[[Crawl, str, str, bytes], object]] = {
    "seen": lambda crawl, path, other, shown: crawl.get(path, shown),
    "claims": lambda crawl, path, other, shown: crawl.get(other, shown),
    "withheld": lambda crawl, path, other, shown: crawl.writer.withhold(HOME + path, "Décision"),
    "released": lambda crawl, path, other, shown: crawl.writer.release(HOME + path, None),
    "probed": lambda crawl, path, other, shown: crawl.get("/govnews-probe-1", shown, kind="probe"),
}
EVENTS = (*STATUSES, *BODIES, "to a list", "moved", *OTHERWISE)
HISTORIES = st.lists(
    st.tuples(st.sampled_from(EVENTS), st.sampled_from(PATHS), st.sampled_from(PATHS), st.sampled_from(sorted(TEXTS))),
    min_size=2,
    max_size=10,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES)
def test_a_rebuild_and_a_reparse_tell_every_history_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("history")
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        for number, happened in enumerate(history):
            if number == len(history) // 2:
                writer.end_run(crawl.run_id, "finished", {})
                crawl.run_id = writer.begin_run(SITE)
            _happens(crawl, *happened)
    kept = dump(folder / "govnews.db")
    rebuild(folder, read, parser_version="1")
    assert dump(folder / "govnews.db") == kept
    reparse(folder, read, parser_version="1", jobs=1)
    assert dump(folder / "govnews.db") == kept
    assert len(kept["articles"]) <= len(PATHS), "a list, a wall or an error is no article"
