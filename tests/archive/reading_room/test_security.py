"""What a page said can never run here: payloads in every stored field, in a real Chromium."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from archive.model.article import Article, Attachment, Block, ContactBlock, ContactEntry, Figure, Link
from archive.reading_room.security import DATA_POLICY, OUR_POLICY, datasette_policy, json_for_script, safe_link
from tests.archive.reading_room.conftest import Reader
from tests.archive.reading_room.shelf import Shelf

RUN = "window.name='owned'"
PAYLOAD = (
    f'zzpayload "\'><script>{RUN}</script><img src=x onerror={RUN}><svg/onload={RUN}><iframe srcdoc="<script>{RUN}'
    f'</script>"></iframe><style>*{{display:none}}</style><a href=javascript:{RUN}>a</a></title></textarea>-->'
    "{{ 7*191 }}{% raw %}{# #}${7*191}\x02<b>\x03"
)
LINKS = [
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"java\tscript:{RUN}", f"\x01javascript:{RUN}", f" javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>", f"vbscript:{RUN}", "//evil.example/x", "file:///etc/passwd", "/-/logout",
    f"https://evil.example/\"onmouseover=\"{RUN}", "https://[broken", "blob:https://x/y", "view-source:x",
]  # fmt: skip


def hostile() -> Article:
    """An article with a payload in every field that takes a text, and a bad link in every one that takes a link."""
    bad = LINKS[0]
    kinds = ("phone", "fax", "sms", "email", "url", "address", "social", "person", "other")
    entries = tuple(ContactEntry(PAYLOAD, kind, PAYLOAD, value) for kind in kinds for value in (PAYLOAD, bad))  # type: ignore[arg-type]
    return Article(
        url=bad,
        title=PAYLOAD,
        kicker=PAYLOAD,
        byline=PAYLOAD,
        authors=(PAYLOAD,),
        published=PAYLOAD,
        modified=PAYLOAD,
        language=PAYLOAD,
        section=PAYLOAD,
        tags=(PAYLOAD,),
        lead=PAYLOAD,
        blocks=(
            Block("paragraph", PAYLOAD),
            Block("heading", PAYLOAD, level=2),
            Block("list_item", PAYLOAD, level=1),
            Block("list_item", PAYLOAD, level=2, ordered=True),
            Block("quote", PAYLOAD),
            Block("table", PAYLOAD, rows=((PAYLOAD, PAYLOAD),)),
            Block("figure", figure=0),
            Block("paragraph", PAYLOAD),
        ),
        figures=tuple(Figure(bad, PAYLOAD, PAYLOAD, PAYLOAD, position) for position in range(2)),
        contacts=(ContactBlock(PAYLOAD, "article", entries), ContactBlock(PAYLOAD, "site", entries)),
        attachments=tuple(Attachment(link, PAYLOAD, PAYLOAD) for link in LINKS),
        translations=tuple(Link(link, PAYLOAD, PAYLOAD) for link in LINKS),
        related=tuple(Link(link, PAYLOAD) for link in LINKS),
        provenance={PAYLOAD: PAYLOAD},
    )


@pytest.fixture(scope="module")
def hostile_archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """An archive in which every text column of every table is a payload; and its one article's id."""
    folder = tmp_path_factory.mktemp("hostile")
    text = hostile()
    with Shelf(folder) as shelf:
        shelf.site("hostile", PAYLOAD, PAYLOAD, PAYLOAD, LINKS[0])
        number = shelf.article("hostile", text, replace(text, title=f"{PAYLOAD} again", lead=f"again {PAYLOAD}"))
        shelf.event("2026-01-01T00:00:00Z", PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD)
        shelf.connection.execute("PRAGMA defer_foreign_keys = ON")
        shelf.connection.execute("UPDATE articles SET year = 2026, missing_since = ?, status = 'missing'", [PAYLOAD])
        shelf.connection.execute(
            "INSERT INTO urls (site, url, url_key, kind, found_at, failures, trouble) "
            "VALUES ('hostile', :x, :x, :x, :x, 9, :x)",
            {"x": PAYLOAD},
        )
        shelf.connection.execute(
            "UPDATE captures SET media_type = :x, encoding = :x, warc_file = :x, truncated = :x, redirect_to = :x",
            {"x": PAYLOAD},
        )
        shelf.connection.execute("UPDATE runs SET outcome = :x, reason = :x, parser_version = :x", {"x": PAYLOAD})
        shelf.connection.execute("UPDATE versions SET parser_version = :x", {"x": PAYLOAD})
        shelf.connection.execute(
            "UPDATE sites SET rights = :x, licence = :x, verified = :x, profile = :x, last_crawled = :x", {"x": PAYLOAD}
        )
    return folder, number


@dataclass
class Seen:
    """What a browser did beside showing the pages."""

    violations: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def only_tab(
    chromium: Any, hostile_archive: tuple[Path, int], served: Callable[[Path], str]
) -> Iterator[tuple[Any, str, Seen]]:
    """A browser tab, the address of a server over the hostile archive, and what else the tab did."""
    url = served(hostile_archive[0]).rstrip("/")
    seen = Seen()
    page = chromium.new_page()
    page.on("console", lambda message: seen.violations.append(message.text) if "Policy" in message.text else None)
    page.on("request", lambda request: None if request.url.startswith(url) else seen.foreign.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog was opened: {dialog.message}"))
    yield page, url, seen
    page.close()


@pytest.fixture
def tab(only_tab: tuple[Any, str, Seen]) -> tuple[Any, str, Seen]:
    """The same, as if it had just been opened: to open one takes as long as most of these tests do in it."""
    page, _, seen = only_tab
    page.goto("about:blank")
    page.evaluate("window.name = ''")
    seen.violations.clear()
    seen.foreign.clear()
    return only_tab


OUR_PAGES = [
    "/", "/search", "/search?q=zzpayload", "/search?q=zzpayload&order=date", "/search?q=<script>",
    "{article}", "{article}/versions/1",
    "{article}/changes/1/2", "{article}/history", "{article}?lang=fr", "/contacts", "/contacts?q=zzpayload",
    "/changes", "/removals", "/operations", "/govnews/captures/1/page", "/nowhere",
]  # fmt: skip
DATASETTES = [
    "/govnews", "/govnews/articles", "/govnews/versions", "/govnews/captures", "/govnews/figures", "/govnews/sites",
    "/govnews/contact_entries", "/govnews/contact_blocks", "/govnews/attachments", "/govnews/links", "/govnews/events",
    "/govnews/runs", "/govnews/authors", "/govnews/article_urls", "/govnews/sites/{site}", "/govnews/events/1",
    "/govnews/newest", "/govnews/changed", "/govnews/by_author?author=zz", "/govnews?sql=select+title+from+articles",
    "/govnews/articles?_facet=title&_search=zzpayload",
]  # fmt: skip


@pytest.mark.browser
@pytest.mark.parametrize("path", OUR_PAGES + DATASETTES)
def test_nothing_stored_runs_or_loads_or_leads_astray(
    tab: tuple[Any, str, Seen], hostile_archive: tuple[Path, int], path: str
) -> None:
    from archive.model.identity import stable_id

    page, url, seen = tab
    page.goto(url + path.format(article=f"/govnews/articles/{hostile_archive[1]}", site=stable_id("site", "hostile")))
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
    assert page.evaluate("window.name") == ""
    assert seen == Seen()
    links = page.evaluate(
        "Array.from(document.querySelectorAll('[href], [src], [action]'), e => e.href || e.src || e.action)"
    )
    assert not [link for link in links if not str(link).startswith(("http:", "https:", "mailto:", "tel:"))]
    assert not page.query_selector(
        "iframe:not([sandbox='']), object, embed, base, main style, main script, [onerror], [onload], [onclick]"
    )
    assert "1337" not in page.content()
    if path not in ("/nowhere", "/search?q=<script>", "/govnews"):
        assert "zzpayload" in page.content()


@pytest.mark.browser
def test_datasettes_own_scripts_still_work_under_the_policy(tab: tuple[Any, str, Seen]) -> None:
    page, url, seen = tab
    page.goto(f"{url}/govnews")
    assert page.query_selector(".CodeMirror")
    page.goto(f"{url}/govnews/articles")
    assert page.evaluate("typeof DATASETTE_ALLOW_FACET") == "boolean"
    assert page.query_selector(".dropdown-menu-icon")
    assert seen == Seen()


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_is_not_plainly_one_is_none(link: str) -> None:
    assert safe_link(link) is None or link.startswith("https://evil.example/")


@pytest.mark.parametrize("link", ["https://a.example/ä?b=c#d", "http://a.example", "mailto:a@b.example", "tel:+331"])
def test_a_plain_link_stays(link: str) -> None:
    assert safe_link(link) == link


def test_every_answer_has_the_headers(reader: Reader) -> None:
    paths = ["/", "/search.json", "/govnews", "/govnews/articles.csv", "/nowhere", "/govnews/articles_fts",
             "/-/static/app.css", "/-/static-plugins/govnews/reading-room.css"]  # fmt: skip
    for path in paths:
        headers = reader.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer", path
        assert headers["x-frame-options"] == "DENY", path
        assert "default-src 'none'" in headers["content-security-policy"], path


def test_our_pages_allow_neither_script_nor_inline_style(reader: Reader) -> None:
    for answer in (reader.get("/"), reader.get("/search"), reader.article("reference"), reader.article("withheld")):
        assert answer.headers["content-security-policy"] == OUR_POLICY
        assert "unsafe" not in OUR_POLICY
        assert "script-src" not in OUR_POLICY
        assert not re.search(r"<script(?! type=\"application/ld\+json\")|<style| style=| on\w+=", answer.text)


def test_datasettes_pages_allow_only_its_own_scripts(reader: Reader) -> None:
    policy = reader.get("/govnews").headers["content-security-policy"]
    assert policy == datasette_policy()
    (scripts,) = re.findall(r"script-src ([^;]*);", policy)
    assert "unsafe" not in scripts
    assert scripts.count("sha256-") >= 3


def test_data_is_sandboxed(reader: Reader) -> None:
    assert reader.get("/govnews/articles.json").headers["content-security-policy"] == DATA_POLICY


def test_json_for_a_script_element_says_the_same_and_closes_nothing() -> None:
    text = json.dumps({"a": "</script><!-- & \u2028"}, ensure_ascii=False)
    assert json.loads(str(json_for_script(text))) == json.loads(text)
    assert "<" not in json_for_script(text)
