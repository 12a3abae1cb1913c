"""`govnews parse`: one page, read now, for a person to look at."""

from __future__ import annotations

from pathlib import Path

import click

from scraper.cli.errors import Misuse
from scraper.cli.options import archive_option, chosen_sites, contact_option, json_option, print_json, site_of


@click.command()
@click.argument("page", metavar="FILE|URL")
@click.option("--url", metavar="URL", help="Where the page in FILE came from, so that its links become absolute.")
@click.option("--site", "name", metavar="SITE", help="Parse with this site's profile; else the URL's own, if any.")
@click.option("--encoding", metavar="NAME", help="The charset that the server named, if it named one.")
@click.option("--explain", is_flag=True, help="Show the rule that found each field, and what lost against it.")
@contact_option
@archive_option
@json_option
def parse(
    page: str,
    url: str | None,
    name: str | None,
    encoding: str | None,
    explain: bool,
    contact: str | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Show what the parsers find in a page; nothing is stored.

    FILE is a saved page; one at a URL is fetched now, as robots.txt allows.
    """
    from dataclasses import asdict

    from archive.model.article import to_dict
    from archive.model.digest import content_digest
    from scraper.cli.terminal import console
    from scraper.cli.views.articles import article_view, explanation_view
    from scraper.parsers.explain import explain as explained
    from scraper.profiles.reader import load_profiles

    profiles = load_profiles()
    if page.startswith(("http://", "https://")):
        from scraper.fetching.visits import fetch
        from scraper.hosts import host_of

        if host_of(page) is None:
            raise Misuse(f"{page!r} is no http or https address of a page")
        fetched = fetch(page, site_of(page, profiles.values()), contact=contact)
        html, url, encoding = fetched.body, fetched.url, encoding or fetched.encoding
    else:
        html, url = Path(page).read_bytes(), url or Path(page).absolute().as_uri()
    site = chosen_sites((name,))[0] if name else site_of(url, profiles.values())
    reasons = explained(html, url, encoding=encoding, site=site)
    article = reasons.article
    if as_json:
        weighed = [asdict(one) for one in reasons.weighed]
        why = {"candidates": reasons.candidates, "left": reasons.left, "weighed": weighed} if explain else {}
        print_json({**to_dict(article), "body": article.body, "content_sha256": content_digest(article), **why})
    else:
        console.print(explanation_view(reasons) if explain else article_view(article))
