"""Columns of agendas and opinions that no heading tells: by what stands in their cells."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop_app.domain.column_content import content_role
from desktop_app.domain.grid import Cell, Grid, text_of
from desktop_app.domain.header_sheet import SEARCHED_ROWS
from desktop_app.domain.headers import Header, Heading
from desktop_app.domain.heading_levels import meaning_of_levels
from desktop_app.domain.heading_words import IGNORED
from desktop_app.domain.item_text import without_marker
from desktop_app.domain.list_cells import read_span
from desktop_app.domain.list_reading import Builder
from desktop_app.domain.list_rows import has_marker
from desktop_app.domain.list_table import NAMED_BY, ListKind
from desktop_app.domain.roster_columns import SAMPLE, tell_by_content
from desktop_app.domain.vietnamese import clean_line

_FEWEST = 3
_SURE = 0.8
_LONG = {ListKind.AGENDA: 8, ListKind.FEEDBACK: 20}
"""From how many characters on, on average, a column is taken for the texts of a list."""


def builders_by_content(grid: Grid, kind: ListKind) -> list[Builder]:
    """A builder for a list whose texts no heading names, each such column a doubt: where a row
    names two other fields, or where times of day stand beside the texts of an agenda."""
    without = _beside_times if kind is ListKind.AGENDA else _one_column
    header = _under_headings(grid, kind) or without(grid)
    if header is None:
        return []
    builder = Builder(grid, kind, header, grid.first_column)
    for heading in header.headings:
        if heading.role and not heading.firm:
            tell_by_content(builder, heading)
    return [builder]


def _under_headings(grid: Grid, kind: ListKind) -> Header | None:
    for row in range(grid.first_row, min(grid.last_row, grid.first_row + SEARCHED_ROWS)):
        headings = tuple(Heading(column, clean_line(cell), *meaning_of_levels(kind, [cell]))
                         for column, cell in grid.cells(row).items() if isinstance(cell, str))
        if len({heading.role for heading in headings if heading.firm} - {"", IGNORED}) >= 2:
            open_columns = [heading.column for heading in headings if not heading.role and not
                            meaning_of_levels(ListKind.ATTENDEES, [heading.text]).role]
            main = _texts(grid, kind, row + 1, open_columns)
            if main:
                return Header(row, row, tuple(
                    replace(heading, role=NAMED_BY[kind], firm=False) if heading.column == main
                    else heading for heading in headings))
    return None


def _beside_times(grid: Grid) -> Header | None:
    """An agenda without headings: the times, right of them what happens, then who does it."""
    rows = grid.filled_rows[:SAMPLE]
    columns = sorted({column for row in rows for column in grid.cells(row)})
    times = next((c for c in columns if _are_times(grid.column(c, rows))), 0)
    main = _texts(grid, ListKind.AGENDA, grid.first_row, [c for c in columns if c > times])
    if not times or not main:
        return None
    first = next(row for row in rows if read_span(grid.value(row, times)))
    roles = {times: "fixed_start", main: "title", main + 1: "presenter"}
    below = [row for row in rows if row >= first]
    roles |= {c: "number" for c in columns if c < times
              and content_role(grid.column(c, below)) == "number"}
    return Header(first, first - 1, tuple(
        Heading(c, "", roles[c], firm=False) for c in columns if c in roles))


def _one_column(grid: Grid) -> Header | None:
    """Opinions without headings, each in a row of its own with a number or dash before it."""
    rows = [(row, cell) for row in grid.filled_rows[:SAMPLE] if len(grid.cells(row)) == 1
            for cell in grid.cells(row).values() if isinstance(cell, str)]
    marked = [row for row, cell in rows if without_marker(cell) != cell]
    if len(marked) < _FEWEST or len(rows) < len(grid.filled_rows[:SAMPLE]) * _SURE:
        return None
    column = next(iter(grid.cells(marked[0])))
    above = [row for row, cell in rows if row < marked[0] and has_marker(cell)]
    first = above[-1] if above else marked[0]
    return Header(first, first - 1, (Heading(column, "", "text", firm=False),))


def _are_times(cells: Sequence[Cell]) -> bool:
    said = [cell for cell in cells if cell is not None]
    times = sum((isinstance(cell, str) and read_span(cell) is not None) or hasattr(cell, "hour")
                for cell in said)
    return times >= max(_FEWEST, len(said) * _SURE)


def _texts(grid: Grid, kind: ListKind, first: int, columns: Iterable[int]) -> int:
    """The column with the longest texts, 0 if none has texts long enough."""
    rows = range(first, min(grid.last_row, first + SAMPLE) + 1)
    lengths = {}
    for column in columns:
        cells = grid.column(column, rows)
        texts = [text_of(cell) for cell in cells if isinstance(cell, str)]
        if len(texts) >= _FEWEST - 1 and not content_role(cells):
            lengths[column] = sum(map(len, texts)) / len(texts)
    longest = max(lengths, key=lambda column: lengths[column], default=0)
    return longest if longest and lengths[longest] >= _LONG[kind] else 0
