"""datasette-metadata.json: every table and column is explained, and nothing that does not exist."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette  # type: ignore[import-untyped]

from archive.tables.database import open_database
from tests.archive.reading_room.conftest import Reader

METADATA: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "datasette-metadata.json").read_text(encoding="utf-8")
)
DATABASE = METADATA["databases"]["govnews"]


@pytest.fixture
def columns(tmp_path: Path) -> dict[str, list[str]]:
    """What the schema says: the columns of each table that is not a shadow of the full-text index."""
    connection = open_database(tmp_path / "schema.db")
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] for table in tables}
    connection.close()
    return found


def test_every_table_has_a_title_and_a_description(columns: dict[str, list[str]]) -> None:
    for table in columns:
        described = DATABASE["tables"].get(table, {})
        assert described.get("hidden") or (described.get("title") and described.get("description")), table


def test_every_column_is_explained_and_no_column_that_is_not_there(columns: dict[str, list[str]]) -> None:
    for table, described in DATABASE["tables"].items():
        if not described.get("hidden"):
            assert sorted(described["columns"]) == sorted(columns[table]), table
            for key in ("sort", "sort_desc", "label_column"):
                assert described.get(key) in [None, *columns[table]]
            assert set(described.get("facets", [])) <= set(columns[table])
            assert set(described.get("sortable_columns", [])) <= set(columns[table])


def test_the_full_text_index_is_hidden_and_denied_by_address(columns: dict[str, list[str]], reader: Reader) -> None:
    shadows = [table for table in columns if table.startswith("articles_fts")]
    assert len(shadows) == 10
    for table in shadows:
        assert DATABASE["tables"][table] == {"hidden": True, "allow": False}
        assert reader.get(f"/govnews/{table}").status_code == 403
        assert reader.get(f"/govnews/{table}/1.json").status_code == 403


def test_every_query_carries_its_own_permission() -> None:
    assert all("allow" in query for query in DATABASE["queries"].values())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("newest", 11),
        ("changed", 1),
        ("vanished", 2),
        ("contacts?number=39+19", 1),
        ("contacts?number=3919", 1),
        ("contacts?number=39\u00a019", 1),
        ("contacts?number=0000", 0),
        ("contacts?number=555-0199", 0),
        ("by_author?author=O’Neill", 5),
        ("at_address?url=https://bahn.example/", 1),
        ("articles_a_month", 11),
        ("crawls", 3),
    ],
)
def test_every_query_answers_with_the_right_rows_and_never_a_withheld_one(
    reader: Reader, query: str, found: int
) -> None:
    name, _, arguments = query.partition("?")
    answer = reader.get(f"/govnews/{name}.json?_shape=array&{arguments}")
    assert answer.status_code == 200
    assert len(answer.json()) == found
    assert "Sealed" not in answer.text


def test_every_query_is_tried(columns: dict[str, list[str]]) -> None:
    (tried,) = (
        mark.args[1]
        for mark in test_every_query_answers_with_the_right_rows_and_never_a_withheld_one.pytestmark  # type: ignore[attr-defined]
    )
    assert {query.partition("?")[0] for query, _ in tried} == set(DATABASE["queries"])


def test_the_article_table_shows_the_newest_first_with_its_facets(reader: Reader) -> None:
    table = reader.get("/govnews/articles.json?_shape=objects").json()
    dates = [row["published"] for row in table["rows"]]
    assert dates == sorted(dates, reverse=True)
    assert set(table["facet_results"]) == {"site", "year", "language", "status"}
    assert table["suggested_facets"] == []


def test_plain_datasette_with_this_file_has_the_queries_and_the_search(stocked: tuple[Path, dict[str, int]]) -> None:
    folder, ids = stocked
    plain = Reader(folder, ids, Datasette([str(folder / "govnews.db")], metadata=METADATA))
    assert plain.get("/govnews/newest").status_code == 200
    found = plain.get("/govnews/articles.json?_search=interieur&_shape=array").json()
    assert [row["id"] for row in found] == [ids["reference"]]
