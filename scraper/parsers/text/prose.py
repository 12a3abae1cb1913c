"""Where running text stands: the measure that tells an article from what surrounds it.

A line counts when it is long for its script and mostly no link. Sums are kept as prefixes over runs, so that any
subtree's share is one subtraction.
"""

from __future__ import annotations

from collections.abc import Sequence

#: Characters outside links from which a line is running text; ideographs say as much in a third of them.
LONG_LINE = 60
LONG_IDEOGRAPHIC_LINE = 20
#: What a sentence, or a line that announces more, ends in.
SENTENCE_ENDS = tuple(".!?…:;”“»\"'’)。！？：」』）؟۔।։‘")


def prose_sums(
    runs: Sequence[str], lines: Sequence[tuple[int, int, int, int]]
) -> tuple[list[int], list[tuple[int, int, int]]]:
    """For each run (and the end) the characters of running text before it; and the lines that are running text.

    Of a line: first run, last run + 1, characters outside links.
    """
    sums: list[int] = []
    prose: list[tuple[int, int, int]] = []
    total = 0
    for first, last, chars, link_chars in lines:
        free = chars - link_chars
        if free < LONG_IDEOGRAPHIC_LINE or link_chars > free:
            continue
        if free < LONG_LINE and not is_ideographic(runs[first] if len(runs[first]) > 1 else runs[last - 1]):
            continue
        sums.extend([total] * (last - len(sums)))
        prose.append((first, last, free))
        total += free
    sums.extend([total] * (len(runs) + 1 - len(sums)))
    return sums, prose


def is_ideographic(text: str) -> bool:
    """Whether `text` is Chinese, Japanese, Korean or Thai, judged by its first letters."""
    start = text[:12]
    if start.isascii():
        return False
    wide = 0
    seen = 0
    for char in start:
        code = ord(char)
        if code > 0x2E7F or 0x0E00 <= code <= 0x0EFF:
            wide += 1
        seen += 1
    return wide * 2 > seen
