"""The crawl beside a bare Scrapy spider: pages a second of both, on the same pages, from the same server, in one run.

    scripts/bench crawl [--pages N] [--rounds N]

The pages are the demo's articles in their sites' own looks, made long: some 150 KB and more each, every one with words
of its own. The server runs in a process of its own. The bare spider downloads every page and drops it; the pipeline
asks, archives, parses, stores and indexes. Both have one connection and no delay. Then both ask again, with the same
conditions, and nothing has changed. Processes take turns; the best round of each counts. Times are those between a
crawl's first and last page, so that neither start nor end counts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy import Request
    from scrapy.http import Response

    from scraper.fetching.outcomes import Outcomes

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

#: How long a page is at least, in bytes.
#: What a crawl says of itself at its end.
Said = dict[str, Any]
PAGE_BYTES = 150_000
MEMORY_EVERY = 0.2


def main() -> int:
    """Run the crawls and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--profile", type=Path, metavar="FILE", help="write where the pipeline's own thread spends")
    options.add_argument("--role", choices=["serve", "bare", "pipeline"], help=argparse.SUPPRESS)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = options.parse_args()
    if arguments.role == "serve":
        return serve(arguments.pages)
    if arguments.role == "bare":
        return bare(arguments.folder)
    if arguments.role == "pipeline":
        return pipeline(arguments.folder, arguments.profile)
    return bench(arguments.pages, arguments.rounds, arguments.profile)


def bench(pages: int, rounds: int, profile: Path | None) -> int:
    with tempfile.TemporaryDirectory(prefix="govnews-bench-") as name:
        folder = Path(name)
        server = subprocess.Popen(
            [sys.executable, __file__, "--role=serve", f"--pages={pages}"], stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout is not None
            told = json.loads(server.stdout.readline())
            (folder / "served.json").write_text(json.dumps(told))
            print(f"{pages} pages, {told['size'] // pages // 1024} KB on average, best of {rounds} rounds\n")
            fresh = [
                (_run("bare", folder / f"bare{n}", told), _run("pipeline", folder / f"new{n}", told, profile))
                for n in range(rounds)
            ]
            again = [
                (_run("bare", folder / f"bare{n}", told), _run("pipeline", folder / f"new{n}", told))
                for n in range(rounds)
            ]
        finally:
            server.kill()
            server.wait()
        print(f"{'':24}{'bare spider':>14}{'govnews':>14}{'ratio':>8}{'goal':>6}")
        met = [_row("new pages a second", fresh, 0.6), _row("unchanged pages a second", again, 0.8)]
        memory = fresh[-1][1]["memory"]
        print(f"\nmemory of the crawl's process after {len(memory)} equal parts, MB: {', '.join(map(str, memory))}")
        print(f"greatest memory of a parser's process, MB: {fresh[-1][1]['readers']}")
        return 0 if all(met) else 1


def _row(what: str, runs: list[tuple[Said, Said]], goal: float) -> bool:
    bare, ours = (max(run[side]["rate"] for run in runs) for side in (0, 1))
    print(f"{what:24}{bare:14.1f}{ours:14.1f}{ours / bare:8.2f}{goal:6.1f}")
    return bool(ours / bare >= goal)


def _run(role: str, folder: Path, told: dict[str, Any], profile: Path | None = None) -> Said:
    """One crawl, in a process of its own; what it says of itself."""
    folder.mkdir(exist_ok=True)
    (folder / "served.json").write_text(json.dumps(told))
    command = [sys.executable, __file__, f"--role={role}", f"--folder={folder}"]
    if profile:
        command.append(f"--profile={profile}")
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"bench: the {role} crawl failed with {done.returncode}")
    said: Said = json.loads(done.stdout.splitlines()[-1])
    print(
        f"  {role:10}{said['pages']:6} pages {said['seconds']:8.1f} s {said['rate']:8.1f} a second, "
        f"{said['cpu']:5.1f} ms CPU a page",
        file=sys.stderr,
    )
    return said


# The server


def serve(count: int) -> int:
    """Serve `count` articles, and a sitemap of them, until the process is killed."""
    bodies = [gzip.compress(page, 5) for page in pages(count)]
    size = sum(len(gzip.decompress(body)) for body in bodies)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Headers and body in one segment each would wait for each other's acknowledgement.
        wbufsize = 1 << 20
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            found = re.fullmatch(r"/news/(\d+)", self.path)
            if self.path == "/sitemap.xml":
                urls = "".join(f"<url><loc>{base}/news/{number}</loc></url>" for number in range(count))
                self._send(200, f"<urlset>{urls}</urlset>".encode(), "application/xml", '"map"')
            elif found and int(found[1]) < count:
                self._send(200, bodies[int(found[1])], "text/html; charset=utf-8", f'"{found[1]}"', gzipped=True)
            else:
                self._send(404, b"", "text/plain", None)

        def _send(self, status: int, body: bytes, media_type: str, etag: str | None, gzipped: bool = False) -> None:
            if etag and self.headers.get("If-None-Match") == etag:
                status, body = 304, b""
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            if etag:
                self.send_header("ETag", etag)
            if gzipped:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    base = f"http://127.0.0.1:{server.server_port}"
    print(json.dumps({"base": base, "pages": count, "size": size}), flush=True)
    server.serve_forever()
    return 0


def pages(count: int) -> list[bytes]:
    """So many article pages in the demo's looks, each of PAGE_BYTES at least and with words of its own."""
    from tests.demo.server import DemoWeb

    with DemoWeb(port=0) as demo:
        plain = [
            site.answer(site.path(article)).body.decode() for site in demo.sites.values() for article in site.listed()
        ]
    return [_lengthened(plain[number % len(plain)], number) for number in range(count)]


def _lengthened(html: str, number: int) -> bytes:
    """A page with more paragraphs, a large menu, icons, and the state of a script, as ministries' pages have them."""
    first = max(re.findall(r"<p[^>]*>[^<]{80,}</p>", html), key=len)
    text = re.sub(r"<[^>]+>", "", first)
    paragraphs = "".join(f"<p>{number}.{n} {text}</p>" for n in range(12))
    menu = "".join(f'<li class="menu__item"><a href="/theme/{n}?from={number}">Theme {n}</a></li>' for n in range(200))
    icons = "".join(f'<svg viewBox="0 0 24 24"><path d="M{n} 4h16v{number % 97}z"/></svg>' for n in range(200))
    html = re.sub(r'<link rel="(canonical|alternate)"[^>]*>', "", html).replace(first, first + paragraphs, 1)
    html = html.replace("<title>", f"<title>{number} ", 1)
    rest = PAGE_BYTES - len(html.encode()) - len(menu) - len(icons)
    state = json.dumps([{"id": number * n, "label": text[n % 40 : 60 + n % 40]} for n in range(max(0, rest) // 75)])
    end = f"<footer><ul>{menu}</ul><div hidden>{icons}</div></footer><script>var state = {state};</script></body>"
    return html.replace("</body>", end).encode()


# The bare spider


def bare(folder: Path) -> int:
    """Download every page and drop it; with the conditions that the last time's answers allow."""
    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess

    told = json.loads((folder / "served.json").read_text())
    etags = folder / "etags.json"
    known = json.loads(etags.read_text()) if etags.exists() else {}
    seen: dict[str, str] = {}
    times: list[tuple[float, float]] = []

    class Bare(Spider):
        name = "bare"

        async def start(self) -> AsyncIterator[Request]:
            for number in range(told["pages"]):
                url = f"{told['base']}/news/{number}"
                yield Request(url, headers={"If-None-Match": known[url]} if url in known else {})

        async def parse(self, response: Response) -> None:
            times.append((time.monotonic(), time.process_time()))
            if etag := response.headers.get("ETag"):
                seen[response.url] = etag.decode()

    settings = {
        # As many as govnews has. With Scrapy's 16 for one connection, start() waits for seconds now and then.
        "CONCURRENT_REQUESTS": 2,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,
        "LOG_LEVEL": "ERROR",
    }
    process = AsyncCrawlerProcess(settings)
    process.crawl(Bare)
    process.start()
    etags.write_text(json.dumps(seen))
    print(json.dumps(_said(times, told["pages"])))
    return 0


def _said(times: list[tuple[float, float]], expected: int) -> Said:
    if len(times) != expected:
        raise SystemExit(f"bench: {len(times)} of {expected} pages came")
    seconds, busy = (last - first for first, last in zip(times[0], times[-1], strict=True))
    pages = len(times) - 1
    return {"pages": len(times), "seconds": seconds, "rate": pages / seconds, "cpu": 1000 * busy / pages}


# The pipeline


def pipeline(folder: Path, profile: Path | None) -> int:
    """What `govnews crawl` does, with a clock at the place where an article's answer is safe."""
    from scraper.crawling.crawl import crawl
    from scraper.fetching.outcomes import Outcomes
    from scraper.parsing import parse_stored
    from scraper.profiles.reader import parse_profile

    told = json.loads((folder / "served.json").read_text())
    site = parse_profile(
        f'title = "Bench"\nhome_url = "{told["base"]}/"\n[discovery]\nsitemaps = ["{told["base"]}/sitemap.xml"]\n'
        'article_patterns = ["^/news/\\\\d+$"]\n[politeness]\ndelay = 0\nallow_private_addresses = true\n'
        f"rechecks = {told['pages']}\n",
        "bench",
    )
    archive = folder / "archive"
    if (archive / "govnews.db").exists():
        with sqlite3.connect(archive / "govnews.db") as connection:
            connection.execute("UPDATE urls SET next_check = '2020-01-01T00:00:00Z' WHERE kind = 'article'")
        connection.close()
    times: list[tuple[float, float]] = []
    memory: list[int] = []
    process_item = Outcomes.process_item

    async def timed(self: Outcomes, item: Any) -> Any:
        item = await process_item(self, item)
        times.append((time.monotonic(), time.process_time()))
        if len(times) % max(1, told["pages"] // 8) == 0:
            memory.append(_resident(os.getpid()))
        return item

    Outcomes.process_item = timed  # type: ignore[method-assign]
    readers = [0]
    watch = threading.Event()
    threading.Thread(target=_watch_children, args=(readers, watch), daemon=True).start()
    profiler = None
    if profile:
        import cProfile

        profiler = cProfile.Profile()
        profiler.enable()
    (summary,) = crawl([site], archive, parse=parse_stored, contact="bench@localhost")
    if profiler and profile:
        profiler.disable()
        profiler.dump_stats(profile)
    watch.set()
    if summary.outcome != "finished" or summary.failed:
        raise SystemExit(f"bench: the crawl did not finish: {summary}")
    print(json.dumps({**_said(times, told["pages"]), "memory": memory, "readers": readers[0]}))
    return 0


def _watch_children(most: list[int], end: threading.Event) -> None:
    while not end.wait(MEMORY_EVERY):
        for task in Path("/proc/self/task").iterdir():
            try:
                children = (task / "children").read_text().split()
            except OSError:
                continue
            most[0] = max([most[0], *(_resident(int(child)) for child in children)])


def _resident(process: int) -> int:
    """The resident memory of a process, in MB; 0 where it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) // 1024 if found else 0


if __name__ == "__main__":
    sys.exit(main())
