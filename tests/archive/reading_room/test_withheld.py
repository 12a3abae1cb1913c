"""A withheld article is a tombstone everywhere, even while its rows still have its text."""

from __future__ import annotations

import re

import pytest

from archive.reading_room import register_routes
from archive.reading_room.withheld import BELONGS_TO_ARTICLE, SHARED, TOLD_BY_KEY
from tests.archive.reading_room.conftest import Reader

#: What only the withheld article has.
SECRETS = ("Sealed settlement headline", "Xyzzyplugh", "Sealed desk", "555-0199", "15550199", "news/named")


TABLES = [*BELONGS_TO_ARTICLE, *SHARED, *TOLD_BY_KEY]
#: Every route of ours, and what it answers for a withheld article, its captures and its contacts.
ROUTES = {
    "/": 200, "/?lang=fr": 200, "/search": 200, "/search?q=settlement": 200, "/search?q=xyzzy*&site=transport": 200,
    "/search.json?q=settlement": 200, "/search.json?status=withheld": 200, "/search.atom?q=settlement": 200,
    "/search.atom": 200, "/contacts": 200, "/contacts?q=sealed": 200, "/contacts?q=555+0199": 200,
    "/contacts?site=transport": 200, "/contacts/{block}": 404, "/changes": 200, "/changes?site=transport": 200,
    "/changes.atom": 200, "/removals": 200, "/removals.atom?site=transport": 200, "/operations": 200,
    "/govnews/articles/{article}": 410, "/govnews/articles/{article}.bib": 410, "/govnews/articles/{article}.json": 410,
    "/govnews/articles/{article}.csv": 410, "/govnews/articles/{article}/versions/1": 410,
    "/govnews/articles/{article}/changes/1/2": 410, "/govnews/articles/{article}/history": 410,
    "/govnews/articles/{article}/history?before=1&after=1": 410, "/govnews/captures/{capture}": 410,
    "/govnews/captures/{capture}.json": 410, "/govnews/captures/{capture}/page": 410,
    "/govnews/captures/{capture}/content": 410, "/govnews/captures/{capture}/body": 410,
    "/govnews/captures/{capture}/headers": 410, "/govnews/captures/{capture}/warc.gz": 410,
    "/-/govnews/pictures/{capture}": 404, "/govnews/newest.json": 200, "/govnews/changed.json": 200,
    "/govnews/vanished.json": 200, "/govnews/events.json": 200, "/govnews/events.csv": 200,
}  # fmt: skip


def assert_silent(text: str) -> None:
    assert not [secret for secret in SECRETS if secret.lower() in text.lower()]


def test_its_page_is_gone_and_gives_the_public_reason(reader: Reader) -> None:
    answer = reader.article("withheld")
    assert answer.status_code == 410
    assert "19 November 2026" in answer.text
    assert "Court order 12/2026" in answer.text
    assert_silent(answer.text)


@pytest.mark.parametrize("rest", ["/versions/1", ".json", ".bib", ".csv"])
def test_so_are_its_versions_and_data(reader: Reader, rest: str) -> None:
    answer = reader.article("withheld", rest)
    assert answer.status_code == 410
    assert_silent(answer.text)


@pytest.mark.parametrize(
    "path", ["/", "/search", "/search?q=settlement", "/search.json?q=settle*", "/search.json?q=0199"]
)
def test_our_lists_leave_it_out(reader: Reader, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 200
    assert_silent(answer.text)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_datasettes_tables_leave_it_out(reader: Reader, table: str, form: str) -> None:
    answer = reader.get(f"/govnews/{table}{form}?_size=max&_facet=id")
    assert answer.status_code == 200
    assert_silent(answer.text)
    assert_silent(reader.get(f"/govnews/articles{form}?_search=settlement&_facet=title").text)


def test_a_table_still_has_all_the_others(reader: Reader) -> None:
    assert len(reader.get("/govnews/articles.json?_shape=array").json()) == 11
    assert len(reader.get("/govnews/contact_blocks.json?_shape=array").json()) == 2


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_no_row_page_shows_it(reader: Reader, table: str, form: str) -> None:
    async_ids = reader.datasette.get_database("govnews").connect().execute(f"SELECT id FROM {table}").fetchall()
    for (row_id,) in async_ids:
        answer = reader.get(f"/govnews/{table}/{row_id}{form}")
        assert answer.status_code in (200, 410)
        assert_silent(answer.text)


def test_a_row_that_other_articles_have_too_is_still_shown(reader: Reader) -> None:
    for row in reader.get("/govnews/authors.json?_shape=array").json():
        assert reader.get(f"/govnews/authors/{row['id']}").status_code == 200


def addressed(reader: Reader, path: str) -> str:
    connection = reader.datasette.get_database("govnews").connect()
    article = reader.ids["withheld"]
    (capture,) = connection.execute("SELECT id FROM captures WHERE article_id = ?", [article]).fetchone()
    (block,) = connection.execute("SELECT id FROM contact_blocks WHERE heading = 'Sealed desk'").fetchone()
    return path.format(article=article, capture=capture, block=block)


@pytest.mark.parametrize(("path", "status"), ROUTES.items())
def test_no_route_of_ours_shows_it_on_loopback_or_in_public(
    reader: Reader, public_reader: Reader, path: str, status: int
) -> None:
    for served in (reader, public_reader):
        answer = served.get(addressed(served, path))
        assert answer.status_code == status
        text = answer.text
        for typed in ("settlement", "555 0199", "sealed"):
            text = text.replace(f'value="{typed}"', "")
        assert_silent(text)


def test_every_route_of_ours_is_in_that_table(reader: Reader) -> None:
    """A new route comes with its line there."""
    paths = [addressed(reader, path).partition("?")[0] for path in ROUTES]
    for pattern, _ in register_routes(reader.datasette):
        assert any(re.match(pattern, path) for path in paths), pattern


@pytest.mark.parametrize("path", ["/govnews/articles/{article}", "/govnews/captures/{capture}/page"])
def test_the_tombstone_is_in_the_readers_language(reader: Reader, path: str) -> None:
    answer = reader.get(addressed(reader, path), headers={"Accept-Language": "fr"})
    assert "Cet article n’est pas communicable" in answer.text
    assert "Court order 12/2026" in answer.text
