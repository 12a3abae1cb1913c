"""What an archivist may rely on: which page is which article, what is a version, what is gone."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.model.exchange import Parsed, StoredPage
from archive.model.versions import Observation, derive
from archive.upkeep.rebuild import rebuild
from archive.wire.records import Stored
from tests.archive.conftest import SITE, Crawl, Rows, dump, open_writer, page

HOME = "https://www.example.gouv.fr"


def redirect(crawl: Crawl, path: str, to: str, status: int = 301) -> Stored:
    return crawl.get(path, status=status, headers={"Location": to})


# Identity


@pytest.mark.parametrize(
    "spelling",
    [
        "/a/",
        "/a?utm_source=mail",
        "/a#top",
        "http://www.example.gouv.fr/a",
        "https://example.gouv.fr/a",
        "https://www.example.gouv.fr:443/a",
    ],
)
def test_spellings_of_one_address_are_one_article(crawl: Crawl, spelling: str) -> None:
    first = crawl.get("/a", page())
    assert crawl.get(spelling, page()).article_id == first.article_id


def test_a_permanent_redirect_moves_the_article(crawl: Crawl, rows: Rows) -> None:
    first = crawl.get("/a", page())
    assert redirect(crawl, "/a", "/new/a").outcome == "redirect"
    moved = crawl.get("/new/a", page(), requested="/a")
    assert (moved.outcome, moved.article_id) == ("moved", first.article_id)
    assert rows("SELECT url, version_count FROM articles") == [(f"{HOME}/new/a", 1)]
    assert rows("SELECT kind, object, outcome, detail FROM events") == [
        ("move", "example.gouv.fr/a", "moved", f"from {HOME}/a to {HOME}/new/a")
    ]
    assert crawl.get("/new/a", page()).outcome == "unchanged"


@pytest.mark.parametrize("status", [200, 304])
def test_a_moved_article_whose_new_address_was_found_first_is_one_article_all_the_same(
    crawl: Crawl, rows: Rows, status: int
) -> None:
    first = crawl.get("/a", page())
    crawl.get("/a", page(body="Deux."))
    found = crawl.get("/new/a", page(body="Deux."))
    assert found.article_id != first.article_id
    redirect(crawl, "/a", "/new/a")
    moved = crawl.get("/new/a", page(body="Deux.") if status == 200 else b"", requested="/a", status=status)
    assert (moved.outcome, moved.article_id) == ("moved", first.article_id)
    assert rows("SELECT id, url, version_count FROM articles") == [(first.article_id, f"{HOME}/new/a", 2)]
    assert rows("SELECT DISTINCT article_id FROM captures") == [(first.article_id,)]
    assert rows("SELECT kind FROM events ORDER BY id") == [("join",), ("move",)]
    assert rows("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'deux'") == [(1,)]


def test_what_a_withheld_article_moved_to_is_withheld_too(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/a", page())
    crawl.writer.withhold(f"{HOME}/a", "Décision")
    crawl.get("/new/a", page())
    redirect(crawl, "/a", "/new/a")
    crawl.get("/new/a", page(), requested="/a")
    assert rows("SELECT status, title FROM articles") == [("withheld", None)]
    assert rows("SELECT count(*) FROM versions") == [(0,)]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", ["unknown", "known", "listing"])
def test_a_redirect_to_another_text_is_a_removal_of_the_article(
    crawl: Crawl, rows: Rows, status: int, target: str
) -> None:
    crawl.get("/2019/recrutement", page(), at="2026-01-01T00:00:00Z")
    other = page("Toutes les actualités", "Liste.")
    if target != "unknown":
        kind = "article" if target == "known" else "listing"
        crawl.get("/actualites", other, at="2026-01-01T00:00:01Z", kind=kind)
    before = rows("SELECT count(*) FROM articles")
    for day, said in (("02", "missing"), ("09", "missing"), ("16", "gone")):
        at = f"2026-01-{day}T00:00:00Z"
        crawl.get("/2019/recrutement", status=status, headers={"Location": "/actualites"}, at=at)
        seen = crawl.get("/actualites", other, requested="/2019/recrutement", at=f"2026-01-{day}T00:00:01Z")
        assert seen.outcome == "soft_404"
        assert rows("SELECT status, title FROM articles WHERE id = ?", seen.article_id) == [
            (said, "L’Intérieur recrute")
        ]
    assert rows("SELECT count(*) FROM articles") == before
    assert rows("SELECT version_count FROM articles WHERE status = 'gone'") == [(1,)]
    ((detail,),) = rows("SELECT detail FROM events WHERE outcome = 'missing'")
    assert f"{HOME}/actualites (other)" in detail
    ((check, failures),) = rows("SELECT next_check, failures FROM urls WHERE url LIKE '%recrutement'")
    assert (check > "2026-01-16", failures) == (True, 0)
    crawl.get("/2019/recrutement", page(), at="2026-03-01T00:00:00Z")
    assert rows("SELECT status, missing_since, url FROM articles WHERE url LIKE '%recrutement'") == [
        ("live", None, f"{HOME}/2019/recrutement")
    ]


def test_a_page_that_says_not_found_is_a_removal_once_it_has_said_so_for_long(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/a", page(), at="2026-01-01T00:00:00Z")
    for day, said in (("02", "missing"), ("09", "missing"), ("16", "gone")):
        assert crawl.get("/a", b"Page introuvable", at=f"2026-01-{day}T00:00:00Z").outcome == "soft_404"
        assert rows("SELECT status, version_count FROM articles") == [(said, 1)]
    crawl.get("/a", page(), at="2026-01-17T00:00:00Z")
    assert rows("SELECT status, missing_since FROM articles") == [("live", None)]
    assert rows("SELECT outcome FROM events ORDER BY id") == [("missing",), ("gone",), ("live",)]


LONG = (
    "Le ministère a présenté mardi les résultats de la campagne menée dans les douze départements du littoral, où les "
    "équipes ont contrôlé les installations et accompagné les communes pendant toute la saison."
)


@pytest.mark.parametrize(
    "now",
    [
        "<h1>Error</h1><article><p>Something went wrong.</p></article>",
        "<h1>Nous reviendrons bientôt</h1><article><p>Merci de votre patience.</p></article>",
        "<h1>L’Intérieur recrute</h1>",
        "<h1></h1>",
    ],
)
def test_a_page_of_which_nothing_is_left_is_no_version(crawl: Crawl, rows: Rows, now: str) -> None:
    crawl.get("/a", page(body=LONG))
    stored = crawl.get("/a", f"<html><body>{now}</body></html>".encode())
    assert stored.outcome == "empty"
    assert rows("SELECT version_count, status, title FROM articles") == [(1, "live", "L’Intérieur recrute")]
    assert rows("SELECT reason FROM captures WHERE outcome = 'empty'") == [("nothing_left",)]
    ((failures, check, last),) = rows("SELECT failures, next_check, last_fetched FROM urls")
    assert failures == 1
    assert check[:10] == last[:10], "it is looked at again soon"
    assert crawl.get("/a", page(body=LONG)).outcome == "unchanged"


@pytest.mark.parametrize(
    "now",
    [
        page("Un autre titre", LONG),
        page(body="Le ministère ne recrute plus."),
        page("Communiqué rectificatif", "Les chiffres publiés hier sont remplacés par ceux qui suivent. " * 12),
    ],
)
def test_what_an_editor_writes_is_a_version_however_much_of_it_is_new(crawl: Crawl, rows: Rows, now: bytes) -> None:
    crawl.get("/a", page(body=LONG))
    assert crawl.get("/a", now).outcome == "changed"
    assert rows("SELECT version_count FROM articles") == [(2,)]


def test_a_temporary_redirect_moves_nothing(crawl: Crawl, rows: Rows) -> None:
    first = crawl.get("/a", page())
    redirect(crawl, "/a", "/maintenance/a", 302)
    again = crawl.get("/maintenance/a", page(), requested="/a")
    assert (again.outcome, again.article_id) == ("unchanged", first.article_id)
    assert rows("SELECT url FROM articles") == [(f"{HOME}/a",)]
    assert rows("SELECT url FROM urls WHERE next_check IS NOT NULL") == [(f"{HOME}/a",)]


def test_a_canonical_claim_makes_a_print_version_the_same_article(crawl: Crawl, rows: Rows) -> None:
    first = crawl.get("/a", page())
    head = f'<link rel="canonical" href="{HOME}/a">'
    printed = crawl.get("/print/77", page(head=head))
    assert (printed.outcome, printed.article_id) == ("unchanged", first.article_id)
    assert ("final", f"{HOME}/print/77") in rows("SELECT role, url FROM article_urls")


def test_a_new_canonical_claim_on_the_same_page_is_a_move(crawl: Crawl) -> None:
    crawl.get("/a", page())
    assert crawl.get("/a", page(head=f'<link rel="canonical" href="{HOME}/b">')).outcome == "moved"


def test_a_site_that_names_one_canonical_url_on_every_page_keeps_its_articles_apart(crawl: Crawl, rows: Rows) -> None:
    head = f'<link rel="canonical" href="{HOME}/actualites">'
    one = crawl.get("/1", page("Un", head=head))
    two = crawl.get("/2", page("Deux", "Autre texte.", head=head))
    assert one.article_id != two.article_id
    assert crawl.get("/1", page("Un", head=head)).outcome == "unchanged"
    assert rows("SELECT title FROM articles ORDER BY title") == [("Deux",), ("Un",)]


def test_an_article_survives_its_sites_move_to_another_domain(folder: Path, rows: Rows) -> None:
    old = dataclasses.replace(SITE, home_url="https://www.gendinfo.example/")
    new = dataclasses.replace(SITE, moves={"www.gendinfo.example": "www.example.gouv.fr/gendinfo"})
    with open_writer(folder) as writer:
        first = Crawl(writer, writer.begin_run(old)).get("https://www.gendinfo.example/actualites/7", page())
        later = Crawl(writer, writer.begin_run(new), day=9).get(f"{HOME}/gendinfo/actualites/7", page())
    assert (later.outcome, later.article_id) == ("moved", first.article_id)
    assert rows("SELECT url_key, count(*) FROM urls GROUP BY url_key") == [("example.gouv.fr/gendinfo/actualites/7", 1)]


FORM = "La préfecture communique à la presse les mesures que le préfet a prises ce jour pour la sécurité des fêtes, "


def test_press_releases_of_one_name_that_claim_one_address_are_articles_of_their_own(crawl: Crawl, rows: Rows) -> None:
    head = f'<link rel="canonical" href="{HOME}/press/">'
    for number in (1, 2, 3):
        crawl.get(f"/press/{number}", page("Communiqué de presse", f"{FORM} au nombre de {number}.", head=head))
    assert rows("SELECT count(*) FROM articles") == [(3,)]
    for number in (3, 1, 2):
        seen = crawl.get(f"/press/{number}", page("Communiqué de presse", f"{FORM} au nombre de {number}.", head=head))
        assert seen.outcome == "unchanged"


def test_files_of_one_name_are_articles_of_their_own(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/2023/communique.html", page("Communiqué", LONG))
    head = f'<link rel="canonical" href="{HOME}/2023/communique.html">'
    crawl.get("/2024/communique.html", page("Communiqué", "Le préfet invite les habitants. " * 9, head=head))
    assert rows("SELECT count(*) FROM articles") == [(2,)]


def test_a_page_of_another_site_is_another_article(folder: Path, rows: Rows) -> None:
    other = dataclasses.replace(SITE, name="stranger", profile='name = "stranger"\n')
    with open_writer(folder) as writer:
        Crawl(writer, writer.begin_run(SITE)).get("/a", page(body=LONG))
        stranger = Crawl(writer, writer.begin_run(other), site="stranger", day=9)
        head = f'<link rel="canonical" href="{HOME}/a">'
        stranger.get("https://news.example.gouv.fr/a", page(body=LONG, head=head))
    assert rows("SELECT site, version_count FROM articles ORDER BY site") == [("example", 1), ("stranger", 1)]


def test_pages_that_were_one_and_part_are_two(crawl: Crawl, rows: Rows) -> None:
    head = f'<link rel="canonical" href="{HOME}/a">'
    first = crawl.get("/a", page(body=LONG))
    assert crawl.get("/print/a", page(body=LONG, head=head)).article_id == first.article_id
    crawl.get("/a", page(body=LONG))
    own = crawl.get("/print/a", page("Autre affaire", "Le préfet invite les habitants à la fête. " * 9))
    assert (own.outcome, own.article_id != first.article_id) == ("new", True)
    assert crawl.get("/a", page(body=LONG)).outcome == "unchanged"
    assert crawl.get("/print/a", status=404).article_id == own.article_id
    assert rows("SELECT status FROM articles WHERE id = ?", own.article_id) == [("missing",)]
    assert rows("SELECT version_count FROM articles") == [(1,), (1,)]


# Versions


def test_nonces_and_related_boxes_make_no_version(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/a", page(more="<input value=123>"))
    assert crawl.get("/a", page(more='<input value=456><a class="related" href="/z">Z</a>')).outcome == "unchanged"
    assert rows("SELECT version_count FROM articles") == [(1,)]
    assert rows("SELECT record FROM captures") == [("response",), ("response",)]


def test_a_304_vouches_for_what_came_before(crawl: Crawl, rows: Rows) -> None:
    first = crawl.get("/a", page(), headers={"ETag": '"1"'})
    same = crawl.get("/a", status=304)
    assert (same.outcome, same.article_id, same.content_sha256) == ("unchanged", first.article_id, first.content_sha256)
    assert rows("SELECT sha256 FROM captures WHERE id = ?", same.capture_id) == rows(
        "SELECT sha256 FROM captures WHERE id = ?", first.capture_id
    )
    assert rows("SELECT last_seen FROM versions") == rows("SELECT fetched_at FROM captures WHERE http_status = 304")


def test_a_304_belongs_to_its_own_page_even_where_another_has_the_same_bytes(crawl: Crawl) -> None:
    one = crawl.get("/a", page())
    two = crawl.get("/b", page())
    assert two.article_id != one.article_id
    same = crawl.get("/b", status=304)
    assert (same.outcome, same.article_id) == ("unchanged", two.article_id)


def test_a_304_vouches_for_the_last_good_answer_not_for_a_block_since(crawl: Crawl) -> None:
    first = crawl.get("/a", page(), headers={"ETag": '"1"'})
    crawl.get("/a", b"Access denied")
    same = crawl.get("/a", status=304)
    assert (same.outcome, same.content_sha256) == ("unchanged", first.content_sha256)


def test_a_text_that_comes_back_is_a_version_of_its_own(crawl: Crawl, rows: Rows) -> None:
    one = crawl.get("/a", page())
    two = crawl.get("/a", page(body="Autre."))
    three = crawl.get("/a", page())
    assert rows("SELECT id, number FROM versions ORDER BY number") == [
        (one.capture_id, 1),
        (two.capture_id, 2),
        (three.capture_id, 3),
    ]
    assert rows("SELECT body FROM articles") == [("Le ministère recrute.",)]


def test_a_capture_older_than_what_is_there_goes_to_its_place(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/a", page(), at="2026-03-01T00:00:00Z")
    crawl.get("/a", page(), at="2026-05-01T00:00:00Z")
    between = crawl.get("/a", page(body="Entre deux."), at="2026-04-01T00:00:00Z")
    older = crawl.get("/a", page(body="Ancien."), at="2020-01-01T00:00:00Z")
    assert (between.outcome, older.outcome) == ("changed", "new")
    told = [(number, json.loads(a)["blocks"][0]["text"]) for number, a in rows("SELECT number, article FROM versions")]
    assert sorted(told) == [
        (1, "Ancien."),
        (2, "Le ministère recrute."),
        (3, "Entre deux."),
        (4, "Le ministère recrute."),
    ]
    assert rows("SELECT first_seen, last_seen, body, version_count FROM articles") == [
        ("2020-01-01T00:00:00Z", "2026-05-01T00:00:00Z", "Le ministère recrute.", 4)
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from("abc")), min_size=1, max_size=8))
def test_versions_are_always_the_longest_runs_of_what_was_said(
    tmp_path_factory: pytest.TempPathFactory, looks: list[tuple[int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("runs")
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        futures = [
            writer.put(crawl.exchange("/a", page(body=text), at=f"2026-01-0{day}T00:00:00Z")) for day, text in looks
        ]
        stored = [future.result(30) for future in futures]
        query = writer._connection.execute
        captures = query("SELECT id, fetched_at, content_sha256 FROM captures").fetchall()
        versions = query(
            "SELECT capture_id, number, seen_at, last_seen, content_sha256 FROM versions ORDER BY number"
        ).fetchall()
        contacts = query("SELECT first_seen, last_seen FROM article_contact_blocks").fetchall()
    assert len(stored) == len(looks)
    assert versions == [dataclasses.astuple(version) for version in derive(Observation(*row) for row in captures)]
    assert contacts == [(versions[0][2], versions[-1][3])]


def test_a_better_parser_makes_no_version_of_its_own(folder: Path, rows: Rows) -> None:
    with open_writer(folder) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        crawl.get("/a", page())
        crawl.get("/a", page(body="Deux."))

    def better(seen: StoredPage) -> Parsed:
        from tests.archive.conftest import read

        reading = read(seen)
        assert reading.article
        return dataclasses.replace(reading, article=dataclasses.replace(reading.article, byline="better"))

    with open_writer(folder, parse=better, parser_version="2") as writer:
        crawl = Crawl(writer, writer.begin_run(SITE), day=9)
        assert crawl.get("/a", page(body="Deux.", more="<i>nonce</i>")).outcome == "unchanged"
    assert rows("SELECT number, parser_version FROM versions ORDER BY number") == [(1, "2"), (2, "2")]
    assert rows("SELECT byline FROM articles") == [("better",)]


def by_profile(seen: StoredPage) -> Parsed:
    """A parser that finds the byline where the profile says it is."""
    from tests.archive.conftest import read

    found = read(seen)
    assert found.article is not None
    return dataclasses.replace(found, article=dataclasses.replace(found.article, byline=seen.profile))


PROFILES = [dataclasses.replace(SITE, profile=f"[{name}]\n") for name in ("old", "mended")]


@pytest.mark.parametrize("order", [(0, 1), (0, 1, 0), (0, 1, 1), (0, 0, 1, 0, 1)])
@pytest.mark.parametrize("look", ["same bytes", "other noise", "304"])
def test_a_mended_profile_makes_no_version_of_its_own(
    folder: Path, rows: Rows, order: tuple[int, ...], look: str
) -> None:
    with open_writer(folder, parse=by_profile) as writer:
        for number, profile in enumerate(order):
            crawl = Crawl(writer, writer.begin_run(PROFILES[profile]), day=9 * number)
            noise = f"<i>{number}</i>" if look == "other noise" else ""
            if number and look == "304" and number < len(order) - 1:
                stored = crawl.get("/a", status=304)
            else:
                stored = crawl.get("/a", page(more=noise))
            assert stored.outcome == ("unchanged" if number else "new")
    assert rows("SELECT number FROM versions") == [(1,)]
    assert rows("SELECT byline FROM articles") == [(PROFILES[order[-1]].profile,)]
    assert rows("SELECT p.profile FROM versions v JOIN profiles p ON p.id = v.profile_id") == [
        (PROFILES[order[-1]].profile,)
    ]
    kept = dump(folder / "govnews.db")
    rebuild(folder, by_profile, parser_version="1")
    assert dump(folder / "govnews.db") == kept


def test_a_change_of_the_site_is_one_under_a_mended_profile_too(folder: Path, rows: Rows) -> None:
    with open_writer(folder, parse=by_profile) as writer:
        Crawl(writer, writer.begin_run(PROFILES[0])).get("/a", page())
        crawl = Crawl(writer, writer.begin_run(PROFILES[1]), day=9)
        assert crawl.get("/a", page(body="Deux.")).outcome == "changed"
        assert crawl.get("/a", page(body="Trois.")).outcome == "changed"
    assert rows("SELECT number, json_extract(article, '$.byline') FROM versions ORDER BY number") == [
        (1, "[mended]\n"), (2, "[mended]\n"), (3, "[mended]\n")
    ]  # fmt: skip
    kept = dump(folder / "govnews.db")
    rebuild(folder, by_profile, parser_version="1")
    assert dump(folder / "govnews.db") == kept


def test_an_upgrade_between_two_looks_is_told_from_a_change(folder: Path, rows: Rows) -> None:
    """The versions are such as `parser_version()` makes: the number for people stayed, the digest moved."""
    before, after = "4+1f3a9c2e", "4+77e0b1d4"
    with open_writer(folder, parser_version=before) as writer:
        Crawl(writer, writer.begin_run(SITE)).get("/a", page())
    with open_writer(folder, parse=by_profile, parser_version=after) as writer:
        assert Crawl(writer, writer.begin_run(SITE), day=9).get("/a", page(more="<i>x</i>")).outcome == "unchanged"
    assert rows("SELECT number, parser_version FROM versions") == [(1, after)]
    assert rows("SELECT parser_version FROM runs ORDER BY id") == [(before,), (after,)]


# What an answer means


def test_a_404_makes_an_article_missing_with_its_evidence_and_keeps_its_text(crawl: Crawl, rows: Rows) -> None:
    first = crawl.get("/a", page())
    lost = crawl.get("/a", status=404)
    assert (lost.outcome, lost.article_id) == ("missing", first.article_id)
    assert rows("SELECT status, missing_since, title FROM articles") == [
        ("missing", "2026-01-03T06:00:00.000Z", "L’Intérieur recrute")
    ]
    ((kind, outcome, detail),) = rows("SELECT kind, outcome, detail FROM events")
    assert (kind, outcome) == ("removal", "missing")
    assert "last there 2026-01-02" in detail
    assert "look 1" in detail


def test_a_missing_article_is_gone_only_after_several_looks_over_a_fortnight(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/a", page(), at="2026-01-01T00:00:00Z")
    for day in ("02", "03", "04", "15"):
        crawl.get("/a", status=404, at=f"2026-01-{day}T00:00:00Z")
        assert rows("SELECT status FROM articles") == [("missing",)]
    crawl.get("/a", status=404, at="2026-01-16T00:00:00Z")
    assert rows("SELECT status FROM articles") == [("gone",)]


def test_a_410_is_gone_after_a_confirming_look_which_is_due_at_once(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/a", page(), at="2026-01-01T00:00:00Z")
    assert crawl.get("/a", status=410, at="2026-01-02T00:00:00Z").outcome == "gone"
    assert rows("SELECT status FROM articles") == [("missing",)]
    assert rows("SELECT next_check FROM urls") == [("2026-01-02T00:00:00Z",)]
    crawl.get("/a", status=410, at="2026-01-02T00:00:09Z")
    assert rows("SELECT status FROM articles") == [("gone",)]


@pytest.mark.parametrize("back", [200, 304])
def test_an_article_that_is_back_is_live_again(crawl: Crawl, rows: Rows, back: int) -> None:
    crawl.get("/a", page())
    crawl.get("/a", status=410)
    crawl.get("/a", status=410)
    crawl.get("/a", page() if back == 200 else b"", status=back)
    assert rows("SELECT status, missing_since FROM articles") == [("live", None)]
    assert rows("SELECT outcome FROM events ORDER BY id") == [("missing",), ("gone",), ("live",)]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ({"body": b"Access denied"}, "blocked"),
        ({"body": b""}, "empty"),
        ({"body": b" \n"}, "empty"),
        ({"status": 204}, "empty"),
        ({"status": 205}, "empty"),
        ({"status": 403}, "blocked"),
        ({"status": 429}, "blocked"),
        ({"status": 500}, "failed"),
        ({"status": 503}, "failed"),
        ({"body": page(body="Tron"), "truncated": "disconnect"}, "failed"),
        ({"body": b"\x1f\x8b\x08 not gzip", "headers": {"Content-Encoding": "gzip"}}, "failed"),
    ],
)
def test_a_block_or_a_failure_is_neither_a_change_nor_a_removal(
    crawl: Crawl, rows: Rows, answer: dict[str, Any], outcome: str
) -> None:
    first = crawl.get("/a", page())
    before = rows("SELECT status, title, version_count, last_seen FROM articles")
    stored = crawl.get("/a", **answer)
    assert (stored.outcome, stored.article_id) == (outcome, first.article_id)
    assert rows("SELECT status, title, version_count, last_seen FROM articles") == before
    assert rows("SELECT count(*) FROM events") == [(0,)]
    assert rows("SELECT failures FROM urls") == [(1,)]
    assert crawl.get("/a", page()).outcome == "unchanged"


def test_a_404_at_an_address_that_the_article_has_left_says_nothing_of_it(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/a", page())
    redirect(crawl, "/a", "/b")
    crawl.get("/b", page(), requested="/a")
    assert crawl.get("/a", status=404).outcome == "missing"
    assert rows("SELECT status FROM articles") == [("live",)]


def test_an_old_404_does_not_unmake_what_was_seen_later(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/a", page(), at="2026-05-01T00:00:00Z")
    crawl.get("/a", status=404, at="2019-05-01T00:00:00Z")
    assert rows("SELECT status FROM articles") == [("live",)]


def test_a_parser_that_raises_costs_no_bytes_and_stops_nothing(folder: Path, rows: Rows) -> None:
    def broken(page: StoredPage) -> Parsed:
        raise RuntimeError("parser")

    with open_writer(folder, parse=broken) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        assert crawl.get("/a", page()).outcome == "failed"
    with open_writer(folder) as writer:
        assert Crawl(writer, writer.begin_run(SITE), day=5).get("/a", page(more=" ")).outcome == "new"


# Parts


def test_contact_blocks_are_stored_once_however_many_pages_show_them(crawl: Crawl, rows: Rows) -> None:
    for path in ("/a", "/b", "/c"):
        crawl.get(path, page(path))
    assert rows("SELECT heading, scope FROM contact_blocks") == [("Presse", "article")]
    assert rows("SELECT label, kind, value, normalized FROM contact_entries") == [("Standard", "phone", "17", "17")]
    assert rows("SELECT count(DISTINCT article_id) FROM article_contact_blocks") == [(3,)]


def test_a_contact_block_that_an_article_no_longer_shows_is_kept_with_its_time(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/a", page(), at="2026-01-01T00:00:00Z")
    crawl.get("/a", page().replace(b"Standard: 17", b"Standard: 112"), at="2026-02-01T00:00:00Z")
    assert rows(
        "SELECT e.value, s.first_seen, s.last_seen FROM article_contact_blocks s "
        "JOIN contact_entries e USING (contact_block_id) ORDER BY s.first_seen"
    ) == [
        ("17", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
        ("112", "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z"),
    ]


def test_the_parts_of_an_article_are_rows(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/a", page(more='<a class="related" href="/z">Zut</a>'))
    assert rows("SELECT position, image_url, caption FROM figures") == [(0, f"{HOME}/a.jpg", "Légende")]
    assert rows("SELECT name FROM authors ORDER BY name") == [("Céline Morin",), ("Paul Roux",)]
    assert rows("SELECT url, label FROM attachments") == [(f"{HOME}/a.pdf", "Dossier")]
    assert rows("SELECT kind, url, text FROM links") == [("related", "/z", "Zut")]
    assert rows("SELECT year, published FROM articles") == [(2020, "2020-02-04")]


@pytest.mark.parametrize("words", ["interieur", "INTÉRIEUR", "l’Intérieur", "legende", "celine"])
def test_search_is_blind_to_accents_case_and_apostrophes(crawl: Crawl, rows: Rows, words: str) -> None:
    crawl.get("/a", page())
    quoted = '"' + words + '"'
    assert len(rows("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?", quoted)) == 1


def test_search_forgets_what_an_article_no_longer_says(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/a", page(body="Panthère."))
    crawl.get("/a", page(body="Girafe."))
    search = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
    assert (rows(search, "panthere"), rows(search, "girafe")) == ([(0,)], [(1,)])


# Withholding


def test_a_withheld_article_leaves_every_table_and_stays_out_when_it_changes(crawl: Crawl, rows: Rows) -> None:
    kept = crawl.get("/b", page("Autre", "Reste."))
    hidden = crawl.get("/a", page(body="Secret."))
    assert crawl.writer.withhold(f"{HOME}/a", "Décision du tribunal")
    crawl.get("/a", page(body="Secret encore."))
    crawl.get("/a", status=404)
    assert rows("SELECT status, title, body FROM articles WHERE id = ?", hidden.article_id) == [
        ("withheld", None, None)
    ]
    for table in ("versions", "figures", "article_contact_blocks", "article_authors", "attachments", "links"):
        assert rows(f"SELECT count(*) FROM {table} WHERE article_id = ?", hidden.article_id) == [(0,)], table
    assert rows("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'secret'") == [(0,)]
    assert rows("SELECT outcome, detail FROM events WHERE kind = 'withholding'") == [
        ("withheld", "Décision du tribunal")
    ]
    assert rows("SELECT count(*) FROM contact_blocks") == [(1,)]
    assert rows("SELECT title FROM articles WHERE id = ?", kept.article_id) == [("Autre",)]


def test_a_released_article_is_what_its_captures_say(crawl: Crawl, rows: Rows) -> None:
    crawl.get("/a", page(body="Un."))
    crawl.writer.withhold(f"{HOME}/a", "Erreur")
    crawl.get("/a", page(body="Deux."))
    crawl.get("/a", status=304)
    assert crawl.writer.release(f"{HOME}/a?utm_source=x")
    assert rows("SELECT status, body, version_count FROM articles") == [("live", "Deux.", 2)]
    assert rows("SELECT number FROM versions ORDER BY number") == [(1,), (2,)]


def test_nothing_is_withheld_where_nothing_is(crawl: Crawl) -> None:
    assert not crawl.writer.withhold(f"{HOME}/nope", "x")
