"""What is withheld, or not for the public, is out of sight however it is asked for: by spelling, by table, by SQL."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from archive.model.article import Attachment, Figure, Link
from archive.model.identity import url_key
from archive.reading_room.serve import datasette_for
from tests.archive.reading_room.conftest import Reader
from tests.archive.reading_room.shelf import SITES, Shelf, article
from tests.archive.reading_room.test_withheld import assert_silent

PICTURE, DOCUMENT = "https://transport.example/img/sealed.jpg", "https://transport.example/sealed.pdf"
#: The withheld article's address as another page links to it, and where the site was before; and a link to elsewhere.
SPELLED = "http://www.transport.example/news/named/?utm_source=x#top"
MOVED = "https://old-transport.example/news/named"
OTHER = "https://transport.example/news/another"


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A small archive in which one article is withheld, as the archive leaves it: no text, and copies of its picture
    and its document that nothing refers to; with the ids of what belongs to it."""
    folder = tmp_path_factory.mktemp("curtain")
    url = "https://transport.example/news/named"
    hidden = article(url, "Sealed settlement headline", "2026-10-01", "en", "Xyzzyplugh was named.",
                     figures=(Figure(PICTURE, None, "Sealed desk", None, 0),),
                     attachments=(Attachment(DOCUMENT, "Sealed desk", "application/pdf"),))  # fmt: skip
    open_ = article("https://transport.example/news/open", "Open", "2026-10-02", "en", "The bridge is open.",
                    figures=(Figure("https://transport.example/img/open.jpg", None, None, None, 0),),
                    related=(Link(SPELLED, "Sealed settlement headline"), Link(OTHER, "Another one")),
                    translations=(Link(MOVED, "Sealed settlement headline", "fr"),))  # fmt: skip
    with Shelf(folder) as shelf:
        shelf.site("transport", *SITES["transport"])
        shelf.connection.execute("UPDATE sites SET moves = ?", ['{"old-transport.example": "transport.example"}'])
        shown = shelf.article("transport", open_)
        withheld = shelf.article("transport", hidden)
        media = [
            capture(shelf, address, kind)
            for address, kind in ((PICTURE, "image"), (DOCUMENT, "document"), (open_.figures[0].image_url, "image"))
        ]
        shelf.connection.execute("UPDATE figures SET capture_id = ? WHERE article_id = ?", [media[2], shown])
        for table in ("figures", "attachments", "versions"):
            shelf.connection.execute(f"DELETE FROM {table} WHERE article_id = ?", [withheld])
        shelf.connection.execute(
            "UPDATE articles SET status = 'withheld', version_id = NULL, version_count = 0 WHERE id = ?", [withheld]
        )
        alias = capture(shelf, url, "article")
        failed = capture(shelf, "https://transport.example/broken", "article", outcome="failed", http_status=500)
        shelf.connection.execute("UPDATE runs SET reason = 'secret reason: refused by 10.0.0.7', outcome = 'failed'")
        shelf.connection.execute(
            "INSERT INTO urls (id, site, url, url_key, kind, found_at, failures, trouble) "
            "VALUES (7, 'transport', 'https://transport.example/broken', 'k', 'article', 'x', 9, 'secret reason')"
        )
        shelf.event("2026-11-19T10:00:00Z", "recovery", "archive", "success", "secret reason in /srv/data")
        (open_row,) = shelf.connection.execute("SELECT id FROM captures WHERE article_id = ?", [shown]).fetchone()
        (row,) = shelf.connection.execute("SELECT id FROM captures WHERE article_id = ?", [withheld]).fetchone()
    return {"folder": folder, "article": withheld, "capture": row, "alias": alias, "media": media, "failed": failed,
            "open article": shown, "open capture": open_row}  # fmt: skip


def capture(shelf: Shelf, url: str | None, kind: str, **more: Any) -> int:
    (number,) = shelf.connection.execute("SELECT count(*) + 1 FROM captures").fetchone()
    row = {"run_id": 1, "site": "transport", "kind": kind, "url": url, "url_key": url_key(url or ""),
           "requested_url": url, "fetched_at": "2026-11-01T06:00:01Z", "http_status": 200, "outcome": "ok",
           "media_type": "x/y", "size": 1, "warc_file": "m", "warc_offset": number, "warc_length": 1,
           "record": "response"} | more  # fmt: skip
    return shelf._insert("captures", **row)


@pytest.fixture(scope="module", params=[False, True], ids=["loopback", "public"])
def either(archives: dict[str, Any], request: pytest.FixtureRequest) -> Reader:
    return Reader(archives["folder"], {}, datasette_for(archives["folder"], public=request.param))


def spellings(number: int) -> list[str]:
    """Ways to write a row's number that SQLite takes for the same."""
    plain = str(number)
    encoded = "".join(f"~{ord(digit):02X}" for digit in plain)
    return [plain, f"+{plain}", f"0{plain}", f"~2B{plain}", f"{plain}~2E0", f"{plain}.0", f"~20{plain}", f"{plain}~20",
            encoded, f"{plain}e0", f"~{ord(plain[0]):02x}{plain[1:]}", f"%2B{plain}", f"{plain}~09"]  # fmt: skip


@pytest.mark.parametrize("form", ["", ".json", ".csv", ".blob?_blob_column=url", ".json?_shape=array",
                                  ".json?_shape=object", "?_format=json", "?_extras=foreign_key_tables"])  # fmt: skip
@pytest.mark.parametrize(
    "table", ["articles", "ARTICLES", "Articles", "~61rticles", "captures", "CAPTURES", "c~61ptures"]
)
def test_a_withheld_row_is_gone_by_whatever_spelling(
    either: Reader, archives: dict[str, Any], table: str, form: str
) -> None:
    kind = "article" if "rticles" in table.lower() else "capture"
    gone = 0
    for spelling, shown in zip(spellings(archives[kind]), spellings(archives[f"open {kind}"]), strict=True):
        answer = either.get(f"/govnews/{table}/{spelling}{form}", follow_redirects=True)
        plain = either.get(f"/govnews/{table}/{shown}{form}", follow_redirects=True)
        assert answer.status_code == (410 if plain.status_code == 200 else plain.status_code), spelling
        gone += answer.status_code == 410
        assert_silent(answer.text)
    assert gone >= 8


def test_what_reached_it_under_its_address_is_gone_too(either: Reader, archives: dict[str, Any]) -> None:
    assert either.get(f"/govnews/captures/{archives['alias']}.json").status_code == 410


def test_its_pictures_and_documents_are_not_listed_any_more_and_those_of_others_are(
    either: Reader, archives: dict[str, Any]
) -> None:
    *hidden, shown = archives["media"]
    for number in hidden:
        assert either.get(f"/govnews/captures/{number}.json").status_code == 410
    assert either.get(f"/govnews/captures/{shown}.json").status_code == 200
    for form in (".json?_size=max", ".csv?_stream=on", "?_facet=url", ".json?_facet=requested_url&_labels=on"):
        text = either.get(f"/govnews/captures{form}").text
        assert PICTURE not in text
        assert DOCUMENT not in text
        assert "img/open.jpg" in text


@pytest.mark.parametrize(
    "table", ["sqlite_master", "SQLITE_MASTER", "Sqlite_Schema", "sqlite_temp_master", "articles_fts", "ARTICLES_FTS",
              "articles_fts_data", "Articles_FTS_Content", "articles_fts_IDX", "~41RTICLES_FTS_docsize"]
)  # fmt: skip
def test_no_spelling_opens_the_tables_behind_the_tables(either: Reader, table: str) -> None:
    for rest in ("/1", "/1.json", "/+1.json", ".json", ""):
        assert either.get(f"/govnews/{table}{rest}", follow_redirects=True).status_code in (403, 404), rest


def test_what_links_to_it_does_not_tell_its_title_or_address(either: Reader, archives: dict[str, Any]) -> None:
    paths = ["govnews/links.json", "govnews/links", "govnews/links.csv?_stream=on", "govnews/links.json?_facet=url",
             "govnews/versions.json", "govnews/versions.csv", "govnews/articles/{}", "govnews/articles/{}/versions/1",
             "govnews/links/1.json", "govnews/links/+1.json",
             f"govnews/versions/{archives['open capture']}.json"]  # fmt: skip
    for path in paths:
        text = either.get("/" + path.format(archives["open article"])).text
        assert_silent(text)
        assert "news/named" not in text, path
        assert ("news/another" in text) == ("links/" not in path), path
    assert either.get("/govnews/links/1.json").status_code == 410
    assert either.get("/govnews/links/2.json").status_code == 200


SQL = [
    "select * from articles", "select * from ARTICLES", "select * from main.articles", "select url from captures",
    "with articles as (select * from main.articles) select * from articles", "select url, url_key from article_urls",
    "select * from articles_fts where articles_fts match 'xyzzy*'", "select * from articles_fts", "select * from urls",
    "select body from articles_fts", "select block from articles_fts_data", "select hex(block) from Articles_FTS_Data",
    "select snippet(articles_fts, 2, '', '', '', 9) from articles_fts where articles_fts match 'xyzzyplugh'",
    "select highlight(articles_fts, 0, '', '') from articles_fts where articles_fts match 'sealed'",
    "select * from (select * from articles_fts_idx)", "select quote(term) from articles_fts_idx", "select * from runs",
    "select name, sql from sqlite_master", "select sql from sqlite_temp_master", "select sql from sqlite_temp_schema",
    "select * from pragma_database_list", "select * from pragma_table_list", "select * from pragma_database_list()",
    "select * from dbstat", "select * from sqlite_stmt", "explain select * from articles_fts_data",
    "explain query plan select * from articles", "explain select * from articles", "select * from temp.articles",
    "select (select group_concat(hex(block)) from articles_fts_data) from articles",
    "select * from articles where exists (select 1 from articles_fts_docsize)", "/* x */ select * from events",
    "select c.* from articles a left join captures c on true", "select * from articles_fts_config",
    "with a as (select 1) delete from articles", "with a as (select 1) update articles set status = 'live'",
]  # fmt: skip


@pytest.mark.parametrize("sql", SQL)
def test_no_sql_reads_what_is_withheld(archives: dict[str, Any], sql: str) -> None:
    reader = Reader(archives["folder"], {}, datasette_for(archives["folder"]))
    for form in (".json?_shape=objects&", "?", ".csv?"):
        answer = reader.get(f"/govnews{form}sql={quote(sql)}")
        text = answer.text.replace(sql, "") if form != "?" else answer.text.partition("<table")[2]
        assert answer.status_code in (200, 400)
        for secret in ("news/named", PICTURE, DOCUMENT, "Xyzzy", "xyzzy", b"xyzzyplugh".hex().upper()):
            assert secret not in text, secret


def test_the_name_that_a_plan_shows_leads_nowhere(archives: dict[str, Any]) -> None:
    reader = Reader(archives["folder"], {}, datasette_for(archives["folder"]))
    asked = []
    for _ in range(12):  # each of a few threads has a name of its own
        plan = reader.get("/govnews.json?_shape=array&sql=explain+query+plan+select+*+from+articles").text
        name = re.search(r"archive_\w+", plan)
        assert name
        for schema in (name[0], name[0].upper(), f'"{name[0]}"', f"[{name[0]}]"):
            sql = f"with articles as (select * from {schema}.articles) select * from articles"
            asked.append(reader.get(f"/govnews.json?sql={quote(sql)}").text.replace(name[0], ""))
    assert_silent(" ".join(asked))


def test_sql_of_a_reader_still_reads_and_searches_all_the_rest(archives: dict[str, Any]) -> None:
    reader = Reader(archives["folder"], {}, datasette_for(archives["folder"]))
    search = (
        "select articles.title from articles_fts join articles on articles.id = articles_fts.rowid "
        "where articles_fts match 'bridge' order by bm25(articles_fts)"
    )
    for sql, rows in ((search, [["Open"]]), ("select count(*) from articles", [[1]]), ("select 1 + 1", [[2]]),
                      ("select value from json_each('[1]')", [[1]]), ("select site from runs", [["transport"]]),
                      ("with recursive n(i) as (select 1 union select i + 1 from n where i < 2) select i from n",
                       [[1], [2]])):  # fmt: skip
        assert reader.get(f"/govnews.json?sql={quote(sql)}").json()["rows"] == rows


@pytest.mark.parametrize("where", ["1=1", "id in (select id from main.articles)", "1) or (1=1"])
def test_no_condition_of_a_reader_uncovers_it(archives: dict[str, Any], where: str) -> None:
    reader = Reader(archives["folder"], {}, datasette_for(archives["folder"]))
    assert_silent(reader.get(f"/govnews/articles.json?_where={quote(where)}").text.replace(where, ""))


def test_no_filter_through_another_table_and_no_facet_tells_of_it(either: Reader, archives: dict[str, Any]) -> None:
    through = json.dumps({"table": "articles", "column": "url", "value": "https://transport.example/news/named"})
    assert either.get(f"/govnews/sites.json?_through={quote(through)}&_shape=array").json() == []
    for path in ("articles.json?_facet=url", "captures.json?_facet=url&_label=article_id&_labels=on",
                 "article_urls.json?_facet=url_key", "captures.csv?_labels=on",
                 "sites.json?_extras=foreign_key_tables"):  # fmt: skip
        assert_silent(either.get(f"/govnews/{path}").text)


FAILURES = ["runs", "runs.json", "runs.csv", "runs/1", "runs/1.json", "crawls", "crawls.json", "crawls.csv",
            "urls.json", "urls", "urls.csv", "urls/7.json", "URLS/7", "runs.json?_facet=reason",
            "runs.json?reason__contains=secret",
            "events.json", "events.csv", "captures.json", "captures.csv?_stream=on", "runs?_facet=reason",
            "sites.json?_extras=foreign_key_tables"]  # fmt: skip


@pytest.mark.parametrize("path", FAILURES)
def test_the_public_does_not_see_why_crawls_failed_or_which_addresses_fail(archives: dict[str, Any], path: str) -> None:
    public = Reader(archives["folder"], {}, datasette_for(archives["folder"], public=True))
    answer = public.get(f"/govnews/{path}", follow_redirects=True)
    assert answer.status_code in (200, 404)
    assert "secret reason" not in answer.text
    assert "transport.example/broken" not in answer.text


@pytest.mark.parametrize("path", ["runs.json", "crawls.json", "urls.json", "events.json", "captures.json"])
def test_whoever_sits_at_the_machine_does(archives: dict[str, Any], path: str) -> None:
    reader = Reader(archives["folder"], {}, datasette_for(archives["folder"]))
    text = reader.get(f"/govnews/{path}?_shape=objects").text
    assert "secret reason" in text or "transport.example/broken" in text


def test_operations_says_no_more_in_public_than_the_tables(archives: dict[str, Any]) -> None:
    public = Reader(archives["folder"], {}, datasette_for(archives["folder"], public=True))
    assert "secret reason" not in public.get("/operations").text


def test_datasette_started_by_its_own_command_draws_the_same_curtain(archives: dict[str, Any]) -> None:
    from datasette.app import Datasette  # type: ignore[import-untyped]

    plain = Reader(archives["folder"], {}, Datasette([str(Path(archives["folder"]) / "govnews.db")]))
    assert plain.get(f"/govnews/articles/+{archives['article']}.json").status_code == 410
    assert_silent(plain.get("/govnews/articles.json").text)
