"""What a crawl makes of articles that a site takes away without saying 404, and of answers that are no article."""

from __future__ import annotations

import pytest

from scraper.discovery.impossible import impossible
from tests.scraper.conftest import PATTERNS, TEXT, Crawls, article, listing, profile
from tests.scraper.raw_web import Raw, RawWeb, answer

NOTHING = (
    "<title>Ministère</title><main><h1>Tout va bien</h1><p>{} ne figure pas parmi les pages que nous pouvons vous "
    "montrer aujourd’hui ; la rédaction vous invite à consulter ses rubriques et ses dossiers.</p></main>"
)
SECTION = "<title>Ponts</title><main><h1>Ponts</h1><ul>" + '<li><a href="/x">Un pont</a></li>' * 9 + "</ul></main>"


def redirect(location: str, status: int = 301) -> Raw:
    head = f"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
    return Raw(head.encode())


#: What is answered in place of each article later, its outcome, and its reason.
LATER: dict[str, tuple[Raw, str, str | None]] = {
    "/news/1": (redirect("/", 302), "soft_404", "home"),
    "/news/2": (redirect("/section/ponts"), "soft_404", "section"),
    "/news/3": (redirect("/search?q=pont"), "soft_404", "search"),
    "/news/4": (redirect("/news"), "soft_404", "listing"),
    "/news/5": (redirect("/errors/404.html", 302), "soft_404", "error_page"),
    "/news/6": (answer("<title>Page not found</title><h1>Page not found</h1>"), "soft_404", "words"),
    "/news/7": (answer(NOTHING.format("/news/7")), "soft_404", "probe"),
    "/news/8": (answer("Error establishing a database connection"), "failed", "not_html"),
    "/news/9": (answer('{"error": "gone"}', media_type="application/json"), "failed", "not_html"),
    "/news/10": (answer("%PDF-1.4 x", media_type="application/pdf"), "failed", "not_html"),
    "/news/11": (
        answer("<title>Maintenance</title><h1>Site en maintenance</h1><p>Revenez.</p>"),
        "failed",
        "maintenance",
    ),
    "/news/12": (answer("<h1>Votre vie privée</h1><p>Acceptez les cookies pour continuer.</p>"), "blocked", "consent"),
    "/news/13": (answer(""), "empty", "no_text"),
    "/news/14": (answer("<title>Oups</title><h1>Oups</h1><p>Un souci.</p>"), "empty", "nothing_left"),
    "/news/15": (answer("<b>Fatal error</b>: Uncaught Error in /srv/x.php:3"), "failed", "software"),
    "/news/16": (redirect("/news/moved%20[16]#haut"), "moved", None),
}


@pytest.mark.parametrize("probe", [True, False])
def test_each_answer_is_what_it_is(crawls: Crawls, web: RawWeb, probe: bool) -> None:
    web.routes["/news"] = answer(listing(*LATER))
    web.routes |= {path: answer(article(n, f"Le {n}e. " + TEXT)) for n, path in enumerate(LATER, 1)}
    said = profile(web, listings=["/news"], article_patterns=PATTERNS, politeness=f"probe = {str(probe).lower()}")
    assert crawls(site=said).summaries["site"]["new"] == len(LATER)

    web.routes |= {path: later for path, (later, _, _) in LATER.items()}
    web.routes["/"] = answer("<title>Accueil</title><h1>Bienvenue</h1>")
    web.routes |= dict.fromkeys(("/section/ponts", "/search?q=pont"), answer(SECTION))
    web.routes["/errors/404.html"] = answer("<title>Désolé</title><h1>Désolé</h1>")
    web.routes["/news/moved%20[16]"] = answer(article(16, "Le 16e. " + TEXT))
    web.routes["/news/moved%20%5B16%5D"] = web.routes["/news/moved%20[16]"]
    cannot_exist = impossible(web.url("/news/1"), "site", 2).removeprefix(web.base)
    web.routes[cannot_exist] = answer(NOTHING.format(cannot_exist))
    crawls.make_due()
    done = crawls()
    assert sum("govnews-probe" in path for path in web.paths) == probe
    expected = {path: (outcome, reason) for path, (_, outcome, reason) in LATER.items()}
    if not probe:
        expected["/news/7"] = ("empty", "nothing_left")
    told = done.rows(
        "SELECT requested_url, outcome, reason FROM captures WHERE run_id = 2 AND kind = 'article' "
        "AND outcome <> 'redirect'"
    )
    assert {url.removeprefix(web.base): (outcome, reason) for url, outcome, reason in told} == expected
    assert done.rows("SELECT count(*) FROM articles") == [(len(LATER),)]
    assert done.rows("SELECT count(*) FROM versions") == [(len(LATER),)]
    missing = {path for path, (outcome, _) in expected.items() if outcome == "soft_404"}
    urls = done.rows("SELECT url FROM articles WHERE status = 'missing'")
    assert {url.removeprefix(web.base) for (url,) in urls} == missing
    due = done.rows("SELECT url FROM urls WHERE kind = 'article' AND next_check IS NOT NULL AND article_id IS NOT NULL")
    assert {url.removeprefix(web.base) for (url,) in due} >= missing
    assert done.rows("SELECT count(*) FROM events WHERE kind = 'move'") == [(1,)]
