"""The command line: what each verb prints and how it ends. Bad input gets one line and the right exit status."""

from __future__ import annotations

import json
import re
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from tests.conftest import Command, write_profiles
from tests.demo.server import DemoWeb


def an_article(web: DemoWeb) -> str:
    """The URL of the newest article on the first of the demo's sites."""
    site = next(iter(web.sites.values()))
    return site.url(site.listed()[0])


def assert_one_line(done: subprocess.CompletedProcess[str], status: int, *words: str) -> None:
    """The command ended with `status` and told why in one line that contains `words`, never with a traceback."""
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    for word in words:
        assert word in lines[0]


#: The sites, how each run ended, how many requests each asked for.
ThreeCrawls = tuple[set[str], list[subprocess.CompletedProcess[str]], list[int]]


@pytest.fixture(scope="module")
def three_crawls(govnews: Command, tmp_path_factory: pytest.TempPathFactory) -> ThreeCrawls:
    """The demo crawled with --json, plainly, and with --quiet: its sites, how each run ended, what each asked for."""
    folder = tmp_path_factory.mktemp("three")
    with DemoWeb(port=0) as web:
        sites = write_profiles(web, folder / "sites")
        runs, asked = [], []
        for option in (["--json"], [], ["--quiet"]):
            web.forget_log()
            runs.append(govnews("crawl", *option, archive=folder / "archive", sites=sites))
            asked.append(len(web.log))
    return {profile.stem for profile in sites.glob("*.toml")}, runs, asked


def test_a_crawls_summary_is_there_for_programs(three_crawls: ThreeCrawls) -> None:
    sites, (done, _, _), _ = three_crawls
    runs = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert {run["site"] for run in runs} == sites
    assert all(run["outcome"] == "finished" and run["new"] > 0 for run in runs)


def test_a_crawl_sums_up_each_site_in_a_line(three_crawls: ThreeCrawls) -> None:
    sites, (_, done, _), _ = three_crawls
    assert (done.returncode, done.stderr) == (0, "")
    for site in sites:
        assert re.search(rf"^{site}\s+finished\b", done.stdout, re.MULTILINE), done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_quiet_says_nothing_when_all_is_well(three_crawls: ThreeCrawls) -> None:
    _, (_, _, done), _ = three_crawls
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_second_crawl_fetches_only_what_is_due(three_crawls: ThreeCrawls) -> None:
    _, _, (first, second, third) = three_crawls
    assert second < first / 2
    assert third < first / 2


def test_an_unknown_site_is_wrong_use_and_the_known_ones_are_named(
    govnews: Command, demo_sites: Path, tmp_path: Path
) -> None:
    done = govnews("crawl", "atlantis", archive=tmp_path / "archive", sites=demo_sites)
    assert done.returncode == 2
    assert "atlantis" in done.stderr
    assert next(demo_sites.glob("*.toml")).stem in done.stderr
    assert not (tmp_path / "archive").exists()


def test_an_unknown_option_is_wrong_use(govnews: Command, tmp_path: Path) -> None:
    assert govnews("crawl", "--fast", archive=tmp_path).returncode == 2


def test_a_profile_with_an_unknown_key_names_file_key_and_the_nearest_known_one(
    govnews: Command, demo_sites: Path, tmp_path: Path
) -> None:
    profile = sorted(demo_sites.glob("*.toml"))[0]
    profile.write_text(profile.read_text().replace("delay", "delai"))
    done = govnews("crawl", archive=tmp_path / "archive", sites=demo_sites)
    assert_one_line(done, 2, profile.name, "delai", "delay")


def test_a_site_that_cannot_be_reached_is_named_in_one_line(
    govnews: Command, closed_sites: Path, tmp_path: Path
) -> None:
    name = sorted(closed_sites.glob("*.toml"))[0].stem
    done = govnews("crawl", name, archive=tmp_path / "archive", sites=closed_sites)
    assert_one_line(done, 1, name)


def test_a_file_that_is_no_database_is_refused_and_left_alone(
    govnews: Command, demo_sites: Path, tmp_path: Path
) -> None:
    (tmp_path / "govnews.db").write_bytes(b"this is somebody's diary, not a database\n" * 100)
    before = (tmp_path / "govnews.db").read_bytes()
    for verb in ("crawl", "status", "serve"):
        assert_one_line(govnews(verb, archive=tmp_path, sites=demo_sites), 1, "govnews.db")
    assert (tmp_path / "govnews.db").read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(
    govnews: Command, demo_sites: Path, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "govnews.db") as db:
        db.execute("CREATE TABLE recipes (name)")
    for verb in ("crawl", "status", "serve"):
        assert_one_line(govnews(verb, archive=tmp_path, sites=demo_sites), 1, "govnews.db")
    with sqlite3.connect(tmp_path / "govnews.db") as db:
        assert db.execute("SELECT name FROM sqlite_schema").fetchall() == [("recipes",)]


def test_a_second_crawl_of_the_same_archive_gives_way_with_75(
    govnews: Command, demo_sites: Path, tmp_path: Path
) -> None:
    hold = (
        "import sys, time, pathlib; from archive.writer.lock import ArchiveLock\n"
        "held = ArchiveLock(pathlib.Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", hold, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        holder.stdout.readline()
        done = govnews("crawl", archive=tmp_path, sites=demo_sites)
        holder.kill()
    assert_one_line(done, 75, str(holder.pid))


def test_a_port_in_use_is_told_in_one_line(govnews: Command, demo_archive: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert_one_line(govnews("serve", "--port", str(port), archive=demo_archive), 1, str(port))


def test_serve_prints_the_address_and_ends_at_a_signal(demo_archive: Path) -> None:
    command = [str(Path(sys.executable).with_name("govnews")), "serve", "--port", "0", "--archive", str(demo_archive)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout
        line = server.stdout.readline()
        assert re.search(r"http://127\.0\.0\.1:\d+/", line)
        server.terminate()
        assert "Traceback" not in server.communicate(timeout=60)[1]


@pytest.mark.parametrize("verb", ["status", "serve"])
def test_without_an_archive_there_is_one_line_that_says_what_to_do(govnews: Command, tmp_path: Path, verb: str) -> None:
    assert_one_line(govnews(verb, archive=tmp_path / "none"), 1, "govnews crawl")
    assert not (tmp_path / "none").exists()


def test_status_fits_80_columns_and_names_each_site(govnews: Command, demo_archive: Path) -> None:
    done = govnews("status", archive=demo_archive)
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 80
    with sqlite3.connect(demo_archive / "govnews.db") as db:
        for (name,) in db.execute("SELECT name FROM sites"):
            assert name in done.stdout


def test_status_is_there_for_programs(govnews: Command, demo_archive: Path) -> None:
    now = json.loads(govnews("status", "--json", archive=demo_archive).stdout)
    with sqlite3.connect(demo_archive / "govnews.db") as db:
        assert {site["name"] for site in now["sites"]} == {name for (name,) in db.execute("SELECT name FROM sites")}


def test_sites_list_shows_the_profiles(govnews: Command) -> None:
    done = govnews("sites", "list")
    assert re.search(r"^gendarmerie\s", done.stdout, re.MULTILINE)
    assert "never" in done.stdout


def test_parse_shows_a_saved_page(govnews: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html lang=fr><title>Un pont rouvre - Préfecture</title><main><h1>Un pont rouvre</h1>"
        "<p>Publié le 4 février 2020</p><p>Le pont a été fermé pendant deux ans, le temps des travaux.</p>"
        "<p>Les piétons et les cyclistes y passent de nouveau depuis lundi matin, les voitures en mars.</p></main>"
    )
    done = govnews("parse", page, "--url", "https://www.example.gouv.fr/actualites/1")
    assert done.returncode == 0, done.stderr
    assert "Un pont rouvre" in done.stdout
    assert "2020-02-04" in done.stdout
    article = json.loads(govnews("parse", page, "--url", "https://www.example.gouv.fr/actualites/1", "--json").stdout)
    assert article["title"] == "Un pont rouvre"
    assert article["body"].startswith("Le pont a été fermé pendant deux ans, le temps des travaux.\n\nLes piétons")


def test_parse_explains_each_field_what_lost_and_what_no_field_took(govnews: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html lang=fr><title>Un pont rouvre - Préfecture</title><main><h1>Un pont rouvre</h1><h2>Les travaux</h2>"
        "<p>Publié le 4 février 2020</p><p>Le pont a été fermé pendant deux ans, le temps des travaux.</p>"
        "<p>Les piétons et les cyclistes y passent de nouveau depuis lundi matin, les voitures en mars.</p>"
        "<p>Partager sur les réseaux sociaux</p></main>"
    )
    arguments = ("parse", page, "--url", "https://www.example.gouv.fr/actualites/1", "--explain")
    shown = govnews(*arguments).stdout
    assert re.search(r"^  published +heuristic:labelled", shown, re.MULTILINE), shown
    assert re.search(r"^  title +heuristic:h2 +Les travaux", shown, re.MULTILINE), shown
    assert "% of the text in the article's container is in some field" in shown
    assert "that no field took\n  Partager sur les réseaux sociaux" in shown
    assert max(map(len, shown.splitlines())) <= 80
    data = json.loads(govnews(*arguments, "--json").stdout)
    assert ["title", "heuristic:h2", "Les travaux"] in data["candidates"]
    assert data["left"] == ["Partager sur les réseaux sociaux"]


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe\x89PNG\r\n" * 1000, b"<html", b"\x81\x8d\x8f" * 50])
def test_parse_takes_any_bytes(govnews: Command, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "page.html").write_bytes(content)
    done = govnews("parse", tmp_path / "page.html", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["body"] is not None


def test_parse_fetches_a_page_when_given_its_url_and_stores_nothing(
    govnews: Command, demo_web: DemoWeb, demo_sites: Path, tmp_path: Path
) -> None:
    url = an_article(demo_web)
    done = govnews("parse", url, "--json", archive=tmp_path / "archive", sites=demo_sites)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["title"]
    assert not (tmp_path / "archive").exists()


def test_parse_says_in_one_line_that_a_page_cannot_be_fetched(
    govnews: Command, demo_web: DemoWeb, closed_sites: Path, tmp_path: Path
) -> None:
    with DemoWeb(port=0) as web:
        url = an_article(web)
    assert_one_line(govnews("parse", url, archive=tmp_path, sites=closed_sites), 1, url)


def test_rebuild_gives_the_same_articles_from_the_warc_files_alone(govnews: Command, demo_archive: Path) -> None:
    def articles() -> list[tuple[Any, ...]]:
        with sqlite3.connect(demo_archive / "govnews.db") as db:
            return db.execute("SELECT id, url, title, body, version_count FROM articles ORDER BY id").fetchall()

    before = articles()
    for file in demo_archive.glob("govnews.db*"):
        file.unlink()
    done = govnews("rebuild", archive=demo_archive)
    assert done.returncode == 0, done.stdout + done.stderr
    assert articles() == before


def test_who_decided_stands_in_the_file_that_says_so(govnews: Command, demo_archive: Path) -> None:
    before = {path.name for path in (demo_archive / "warc").glob("*.warc.gz")}
    with sqlite3.connect(demo_archive / "govnews.db") as db:
        (url,) = db.execute("SELECT url FROM articles ORDER BY id").fetchone()
    arguments = ("withhold", url, "--reason", "a court order", "--contact", "clerk@govnews.example")
    assert govnews(*arguments, archive=demo_archive).returncode == 0
    (made,) = {path.name for path in (demo_archive / "warc").glob("*.warc.gz")} - before
    with (demo_archive / "warc" / made).open("rb") as file:
        info = next(iter(ArchiveIterator(file)))
        assert b"operator: clerk@govnews.example\r\n" in info.content_stream().read()
