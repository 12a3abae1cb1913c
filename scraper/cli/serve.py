"""`govnews serve`."""

from __future__ import annotations

from pathlib import Path

import click

from scraper.cli.options import archive_option


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
@click.option(
    "--port",
    default=8001,
    show_default=True,
    type=click.IntRange(0, 65535),
    metavar="N",
    help="The port to listen on; 0 takes any free one.",
)
@click.option("--public", is_flag=True, help="For readers from outside: no SQL, no download of the database.")
@click.option("--base-url", default="/", metavar="PATH", help="The path under which a proxy serves it.")
@archive_option
def serve(host: str, port: int, public: bool, base_url: str, folder: Path) -> None:
    """Serve the archive in Datasette until Ctrl-C."""
    from archive.reading_room.serve import serve as run

    run(folder, host=host, port=port, public=public, base_url=base_url)
