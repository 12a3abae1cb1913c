"""What a page may have at most, to whoever reads it. No page that a person reads has more."""

from __future__ import annotations

import re
from itertools import islice

#: So many bytes, and so many marks of markup (`<` and `&`). Each is a node or a run of text, of half a kilobyte.
MAX_PAGE, MAX_MARKS = 16 * 1024 * 1024, 300_000
_MARK = re.compile(rb"[<&]")


def is_beyond(page: bytes) -> bool:
    """Whether `page` is longer, or has more marks.

    >>> is_beyond(b"<p>" * MAX_MARKS), is_beyond(b"<p>" * (MAX_MARKS + 1))
    (False, True)
    """
    if len(page) <= MAX_MARKS:
        return False
    return len(page) > MAX_PAGE or page.count(b"<") + page.count(b"&") > MAX_MARKS


def cut(page: bytes) -> bytes:
    """As much of `page` as there may be, up to a mark where it is cut.

    >>> cut(b"<p>a" * (MAX_MARKS + 5)).count(b"<") == MAX_MARKS
    True
    """
    if not is_beyond(page):
        return page
    page = page[:MAX_PAGE]
    following = next(islice(_MARK.finditer(page), MAX_MARKS, None), None)
    return page if following is None else page[: following.start()]
