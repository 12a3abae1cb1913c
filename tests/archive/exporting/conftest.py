"""An archive with everything that an export has to get right, and exports of it in one line."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.exporting import ExportSelection, export
from tests.archive.conftest import Crawl, page

SITE = "https://www.example.gouv.fr"


@pytest.fixture
def small_archive(crawl: Crawl, folder: Path) -> Path:
    """`/a` in two versions and looked at three times, `/b` by a redirect, `/copy` with the bytes of `/b`, `/secret`."""
    crawl.get("/robots.txt", b"User-agent: *\n", kind="robots", headers={"Content-Type": "text/plain"})
    crawl.get("/news", b"<a href=/secret>Un secret</a>", kind="listing")
    crawl.get("/a", page("Alpha", "=1+1 fait deux."), headers={"ETag": '"1"'})
    crawl.get("/a", status=304)
    crawl.get("/a", page("Alpha", "Deux fait deux."))
    crawl.get("/old-b", status=301, headers={"Location": "/b"})
    crawl.get("/b", page("Bêta", "L’Intérieur."), requested="/old-b")
    crawl.get("/copy", page("Bêta", "L’Intérieur."))
    crawl.get("/secret", page("Un secret", "Ce que personne ne doit lire."))
    crawl.get("/secret-copy", page("Un secret", "Ce que personne ne doit lire."))
    crawl.writer.withhold(f"{SITE}/secret", "Court order 7")
    crawl.get("/secret", page("Un secret", "Encore."))
    return folder


Export = Callable[..., bytes]


@pytest.fixture
def exported(small_archive: Path) -> Export:
    """Exports `small_archive`: `exported("csv", sites=("example",))` gives the bytes."""

    def run(form: str, **chosen: object) -> bytes:
        out = io.BytesIO()
        export(small_archive, form, ExportSelection(**chosen), out, software="govnews/test")  # type: ignore[arg-type]
        return out.getvalue()

    return run
