"""A terminal, and what every view of it is made of: readable at 80 columns and in a log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.progress import Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

#: Nothing that a page says is markup here, and nothing is coloured where it is not a terminal.
console = Console(highlight=False, markup=False, emoji=False)


def plain_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[str] = ()) -> Table:
    """A table without rules, its header bold; the columns named in `right` are set flush right."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(
            column, justify="right" if column in right else "left", overflow="fold", no_wrap=column == columns[0]
        )
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    return table


def named_values() -> Table:
    """A table of two columns, still empty: a name, and its value folded beside it."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    return table


def section(name: str, items: Iterable[RenderableType]) -> list[RenderableType]:
    """`items`, indented, under a heading; nothing at all where there are none."""
    indented: list[RenderableType] = [Padding(item, (0, 0, 0, 2), expand=False) for item in items]
    return [Text(f"\n{name}", style="bold"), *indented] if indented else []


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], None]]:
    """Show how many of `what` are done while work goes on; where nobody watches, show nothing."""
    watched = Console(stderr=True, highlight=False)
    if not watched.is_terminal:
        yield lambda count: None
        return
    columns = (TextColumn("{task.completed:,} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=watched, transient=True) as shown:
        task = shown.add_task(what, total=None)
        yield lambda count: shown.advance(task, count)
