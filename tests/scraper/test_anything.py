"""Whatever pages, sitemaps, files of others and profiles hold: nothing ends, and a rebuild gives the same rows."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archive.importing import Choice, import_files
from archive.tables.frontier import FoundUrl
from archive.upkeep.rebuild import rebuild
from scraper.discovery.feeds import read_feed
from scraper.discovery.sitemaps import read_sitemap
from scraper.parsing import parse_stored
from scraper.profiles.keys import KEYS
from scraper.profiles.reader import parse_profile, site_record
from tests.archive.conftest import SITE, Crawl, dump, open_writer
from tests.archive.model.test_address import ADDRESSES

HOME = "https://www.example.gouv.fr"
TEXT = "The council opened the new bridge over the river on Friday, after two years of work on both of its banks. " * 3
PAGE = (
    '<html lang="{0}"><head><title>{0}</title><link rel=canonical href="{0}"><meta property="og:url" content="{0}">'
    '<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{0}","datePublished":"{0}","url":"{0}",'
    '"author":{{"name":"{0}"}},"image":"{0}"}}</script></head><body><main><article><h1>{0}</h1><time datetime="{0}">'
    '{0}</time><figure><img src="{0}" alt="{0}"><figcaption>{0}</figcaption></figure><p>' + TEXT + "</p><p>{0} "
    '<a href="{0}">{0}</a></p><a href="{0}" hreflang="{0}">{0}</a><a href="{0}.pdf">{0}</a>'
    "<div class=contact><h3>Contact</h3><p>Tel.: {0}</p></div></article></main></body></html>"
)
ODDITIES = ["\ud800", "\x00", "&#xd800;", "9" * 5000, "\u202e", "é" * 300]
ODD = ADDRESSES | st.text(max_size=20) | st.sampled_from(ODDITIES)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def bytes_of(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@contextmanager
def an_archive() -> Iterator[Path]:
    """A folder for an archive, which at the end is what a rebuild makes of its records."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "archive"
        yield folder
        before = dump(folder / "govnews.db")
        assert rebuild(folder, parse_stored, parser_version="1") == []
        after = dump(folder / "govnews.db")
        for table, rows in before.items():
            assert after[table] == rows, table


@SLOW
@given(st.lists(ODD, min_size=1, max_size=4), st.binary(max_size=300))
@example(["http://[", "\ud800"], b"\x00")
def test_any_page(odd: list[str], noise: bytes) -> None:
    with an_archive() as folder, open_writer(folder, parse=parse_stored) as writer:
        crawl = Crawl(writer, writer.begin_run(SITE))
        for number, text in enumerate(odd):
            body = bytes_of(PAGE.format(text))
            crawl.get(f"/{number}", body)
            crawl.get(f"/{number}", body.replace(b"<p>", noise + b"<p>"))
        crawl.get("/noise", noise)
        assert crawl.get("/last", bytes_of(PAGE.format("The last bridge"))).outcome == "new"


@SLOW
@given(st.lists(ODD, max_size=5), st.binary(max_size=200), st.booleans())
@example(["&#xD800;", "&#0;", "&#x110000;", "&#" + "9" * 5000 + ";"], b"", False)
def test_any_sitemap_and_feed(odd: list[str], noise: bytes, packed: bool) -> None:
    entries = "".join(f"<url><loc>{text}</loc><lastmod>{text}</lastmod></url>" for text in [*odd, f"{HOME}/a"])
    items = "".join(f"<item><link>{text}</link><pubDate>{text}</pubDate></item>" for text in [*odd, f"{HOME}/a"])
    sitemap, feed = bytes_of(f"<urlset>{entries}</urlset>"), bytes_of(f"<rss><channel>{items}</channel></rss>")
    read_sitemap(noise + sitemap, HOME)
    read_feed(noise + feed, HOME)
    sitemap = gzip.compress(sitemap) + noise if packed else sitemap
    with an_archive() as folder, open_writer(folder, parse=parse_stored) as writer:
        run_id = writer.begin_run(SITE)
        for urls in (read_sitemap(sitemap, f"{HOME}/s").urls, read_feed(feed, f"{HOME}/f")):
            writer.found("example", run_id, urls).result(30)


FIELDS = st.sampled_from(
    ["WARC-Type", "WARC-Date", "WARC-Target-URI", "WARC-Payload-Digest", "WARC-Block-Digest", "WARC-Record-ID"]
) | st.sampled_from(["WARC-Truncated", "WARC-IP-Address", "WARC-Refers-To-Target-URI", "Content-Length", "X"])


@SLOW
@given(st.lists(st.tuples(st.dictionaries(FIELDS, ODD, max_size=3), ODD, st.booleans()), min_size=1, max_size=4))
@example([({"WARC-Block-Digest": "md9:x"}, "\ud800", True), ({"WARC-Type": "revisit"}, "http://[", False)])
def test_any_record_of_others(records: list[tuple[dict[str, str], str, bool]]) -> None:
    data = b""
    for number, (fields, text, packed) in enumerate(records):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX: {text}\r\n\r\n"
        block = bytes_of(head + PAGE.format(text))
        said = {
            "WARC-Type": "response",
            "WARC-Record-ID": f"<urn:x:{number}>",
            "WARC-Date": "2020-01-01T00:00:00Z",
            "WARC-Target-URI": f"{HOME}/{number}",
            "Content-Length": str(len(block)),
            **fields,
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        record = bytes_of(f"WARC/1.0\r\n{lines}\r\n") + block + b"\r\n\r\n"
        data += gzip.compress(record) if packed else record
    with an_archive() as folder:
        path = folder.parent / "other.warc.gz"
        path.write_bytes(data)
        with open_writer(folder, parse=parse_stored) as writer:
            writer.begin_run(SITE)
        (result,) = import_files(
            folder,
            [path],
            lambda url: Choice(SITE, certain=True),
            parse=parse_stored,
            operator="",
            software="x",
            parser_version="1",
        )
        assert result.records >= 1 or result.troubles


#: Values that may stand under each key of a profile.
VALUES = {
    "title": ['"A"', '"Ministère"'],
    "home_url": [f'"{HOME}/"', '"https://new.example.gouv.fr/"'],
    "language": ['"fr"', '"en-GB"'],
    "country": ['"FR"'],
    "enabled": ["false"],
    "rights": ['"Open"'],
    "licence": ['"CC0"'],
    "verified": ["2024-05-04"],
    "note": ['"x"'],
    "former_domains.*": ['"www.example.gouv.fr"'],
    "discovery.feeds": ["[]"],
    "discovery.sitemaps": ["[]"],
    "discovery.listings": ["[]"],
    "discovery.article_patterns": ['["^/a"]'],
    "discovery.exclude_patterns": ['["/b$"]'],
    "discovery.listing_pages": ["3"],
    "politeness.delay": ["0", "9"],
    "politeness.concurrency": ["2"],
    "politeness.rechecks": ["7"],
    "politeness.obey_robots": ["true"],
    "politeness.legal_basis": ['"Law 1"'],
    "politeness.hours": ['"22:00-06:00"'],
    "politeness.allow_private_addresses": ["true"],
    "politeness.probe": ["false"],
    "media.fetch": ["true"],
    "media.image_size": ["2"],
    "media.document_size": ["3"],
    "expect.articles": ["1"],
    "expect.coverage": ["0.5"],
    "expect.days_without_article": ["9"],
    "expect.blocked": ["0.1"],
    "expect.failed": ["0.1"],
    **{f"expect.{field}": ["0.9"] for field in ("title", "captions", "byline", "body", "published", "contacts")},
}
LAYOUT = '[[layouts]]\nname = "old"\n[layouts.fields]\nbyline = "h1"\nremove = "figure"\n'
PROFILES = st.fixed_dictionaries(
    {"title": st.sampled_from(VALUES["title"]), "home_url": st.sampled_from(VALUES["home_url"])},
    optional={key: st.sampled_from(values) for key, values in VALUES.items() if key not in ("title", "home_url")},
)


def toml(values: dict[str, str], *, layout: bool) -> str:
    tables: dict[str, list[str]] = {"": []}
    for key, value in values.items():
        table, _, name = key.rpartition(".")
        written = '"old.example.fr"' if name == "*" else name
        tables.setdefault(table, []).append(f"{written} = {value}")
    lines = [line for table, rows in tables.items() for line in ([f"[{table}]"] if table else []) + rows]
    return "\n".join(lines) + "\n" + (LAYOUT if layout else "")


def test_every_key_of_a_profile_is_changed_here() -> None:
    assert {key.name for key in KEYS if not key.name.startswith("layouts")} == set(VALUES)


STEPS = st.lists(st.sampled_from([f"{HOME}/a", f"{HOME}/a/b", "https://old.example.fr/a", "/c"]), max_size=4)


@SLOW
@given(st.lists(st.tuples(PROFILES, st.booleans(), STEPS), min_size=2, max_size=4))
def test_any_change_of_a_profile(runs: list[tuple[dict[str, str], bool, list[str]]]) -> None:
    with an_archive() as folder, open_writer(folder, parse=parse_stored) as writer:
        for number, (values, layout, steps) in enumerate(runs):
            site = parse_profile(toml(values, layout=layout), "example")
            crawl = Crawl(writer, writer.begin_run(site_record(site)), day=20 * number)
            for url in steps:
                writer.found("example", crawl.run_id, [FoundUrl(url)]).result(30)
                crawl.get(url, bytes_of(PAGE.format(f"A bridge named {url[-1]}")))
            writer.end_run(crawl.run_id, "finished", {})
