"""The lines among which an article's date and byline stand: near its headline, and about its end.

The middle of the body is never looked at, so the cost does not grow with the article, and what its text tells about
days and persons is not taken for the article's own.
"""

from __future__ import annotations

from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from scraper.parsers.extraction import Extraction

Place = Literal["above", "title", "below", "end", "after"]

#: Parts of a page whose lines are never the article's.
FOREIGN = frozenset(("navigation", "consent", "comments", "advert", "form", "hidden", "share", "removed"))
#: So many lines are looked at above and below the headline, before the container's end, and after it.
_ABOVE, _BELOW, _END, _AFTER = 12, 40, 12, 12
#: A line of so many characters, mostly outside links, is the body's text.
_PROSE = 140
#: After so many lines of prose below the headline no date line is expected before the end.
_PROSE_LINES = 3
_MAX_RUNS = 300


class NearbyLine(NamedTuple):
    """`runs[first:last]` as one line: its text, the node that it begins in, and where it stands.

    `distance` counts lines from the headline (or from the container's end), `prose` the lines of body text and `menus`
    those of menus that stand between. `region` is the part of the page around the article that it is in.
    """

    text: str
    first: int
    last: int
    node: int
    place: Place
    distance: int
    prose: int
    region: str
    menus: int = 0


def lines_around(page: Extraction) -> list[NearbyLine]:
    """The lines near the headline and about the end of the article, in that order, each once."""
    nodes = page.nodes
    if not nodes:
        return []
    container = None if page.container is None else nodes[page.container]
    found: list[NearbyLine] = []
    if page.title_node is not None:
        title = nodes[page.title_node]
        start = title.run_end
        found += _upwards(page, title.run, 0)
        found += [
            NearbyLine(text, first, last, page.owners[first], "title", 0, 0, "")
            for first, last, text in _split(page, title.run, title.run_end)
        ]
    else:
        first = page.content[0]
        start = container.run if container else nodes[first].run if first < len(nodes) else 0
        if container:
            found += _upwards(page, container.run, 0)
    below = _downwards(page, start, len(page.runs), "below", _BELOW)
    found += below
    if container:
        reached = below[-1].last if below else start
        if container.run_end > reached:
            found += _upwards(page, container.run_end, max(reached, container.run), "end")
        found += _downwards(page, max(container.run_end, reached), len(page.runs), "after", _AFTER)
    return found


def address_of(page: Extraction) -> tuple[str, str]:
    """Host and path of the page's address, empty where that is none."""
    try:
        parts = urlsplit(page.url)
        return parts.hostname or "", parts.path
    except ValueError:
        return "", ""


def _split(page: Extraction, first: int, last: int) -> list[tuple[int, int, str]]:
    runs = page.runs
    found: list[tuple[int, int, str]] = []
    start = first
    for k in range(first, last + 1):
        if k == last or runs[k] == "\n":
            if k > start and (text := "".join(runs[start:k]).strip()):
                found.append((start, k, text))
            start = k + 1
    return found


def _downwards(page: Extraction, start: int, stop: int, place: Place, limit: int) -> list[NearbyLine]:
    runs, owners, regions = page.runs, page.owners, page.regions
    found: list[NearbyLine] = []
    prose = 0
    begin, stop = start, min(stop, start + _MAX_RUNS)
    while begin < stop and len(found) < limit and prose < _PROSE_LINES:
        try:
            end = runs.index("\n", begin, stop)
        except ValueError:
            end = stop
        if end > begin:
            owner = owners[begin]
            region = regions[owner]
            foreign = region in FOREIGN
            if (not foreign or region == "share") and (text := "".join(runs[begin:end]).strip()):
                found.append(NearbyLine(text, begin, end, owner, place, len(found) + 1, prose, region))
                prose += len(text) >= _PROSE and not foreign
        begin = end + 1
    return found


def _upwards(page: Extraction, stop: int, least: int, place: Place = "above") -> list[NearbyLine]:
    owners, regions = page.owners, page.regions
    found: list[NearbyLine] = []
    prose, menus, limit = 0, 0, _ABOVE if place == "above" else _END
    least = max(least, stop - _MAX_RUNS)
    backwards = page.runs[least:stop][::-1]
    end, size = 0, len(backwards)
    while end < size and len(found) < limit:
        try:
            begin = backwards.index("\n", end)
        except ValueError:
            begin = size
        if begin > end:
            first = stop - begin
            owner = owners[first]
            region = regions[owner]
            if region in ("navigation", "form"):
                menus += 1
            elif (region not in FOREIGN or region == "share") and (text := "".join(backwards[end:begin][::-1]).strip()):
                found.append(NearbyLine(text, first, stop - end, owner, place, len(found) + 1, prose, region, menus))
                prose += len(text) >= _PROSE
        end = begin + 1
    found.reverse()
    return found
