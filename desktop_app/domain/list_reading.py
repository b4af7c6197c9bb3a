"""What the readers of all lists share: a table being built, and walking through its rows."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from desktop_app.domain.fields import Entry, entry_of
from desktop_app.domain.grid import Cell, Grid, text_of
from desktop_app.domain.header_sheet import SEARCHED_ROWS
from desktop_app.domain.headers import Header, find_headers
from desktop_app.domain.heading_levels import role_of
from desktop_app.domain.heading_words import IGNORED
from desktop_app.domain.headings import FIELDS_OF_ROLE, FULL_NAME
from desktop_app.domain.list_cells import Read
from desktop_app.domain.list_profiles import column_roles
from desktop_app.domain.list_rows import is_signature, is_total
from desktop_app.domain.list_table import (
    NAME_OF_FIELD,
    RECORD_OF,
    ListKind,
    ListRows,
    ListTable,
    Remark,
)
from desktop_app.domain.row_codes import is_code_heading
from desktop_app.domain.vietnamese import clean_line, fold

SHOWN = 60
FARTHEST = 600
_SAY_NOTHING = (0, "0", "-", "FALSE", "False")


class Row(NamedTuple):
    """One row of a grid below a header, only the cells of the table."""

    number: int
    cells: Mapping[int, Cell]

    def text(self, column: int) -> str:
        return clean_line(text_of(self.cells.get(column)))

    @property
    def says_anything(self) -> bool:
        """Whether a cell holds more than the zeros and dashes that formulas leave in empty rows."""
        return any(cell not in _SAY_NOTHING for cell in self.cells.values())

    @property
    def texts(self) -> list[str]:
        return [clean_line(cell) for cell in self.cells.values() if isinstance(cell, str)]

    @property
    def summary(self) -> str:
        """The row in a few words, for messages."""
        line = " | ".join(clean_line(text_of(cell)) for cell in self.cells.values())
        return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


@dataclass
class Builder:
    """A table while it is being read: the columns from `left` on, up to `right` if there is one."""

    grid: Grid
    kind: ListKind
    header: Header
    left: int = 1
    right: int | None = None
    rows: ListRows = field(default_factory=ListRows)
    problems: list[Remark] = field(default_factory=list)
    repairs: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    filled_columns: set[int] = field(default_factory=set)

    @property
    def row_numbers(self) -> Sequence[int]:
        """The rows below the header in which anything stands."""
        filled = self.grid.filled_rows
        return filled[bisect_left(filled, self.header.first_data_row) :]

    def row(self, number: int) -> Row:
        """A row, only the columns of the table."""
        cells = {column: cell for column, cell in self.grid.cells(number).items()
                 if self.left <= column and (self.right is None or column <= self.right)}
        self.filled_columns.update(cells)
        return Row(number, cells)

    @cached_property
    def is_own(self) -> bool:
        """Whether the program wrote the list: its cells say nothing but their fields."""
        return any(is_code_heading(heading.text) for heading in self.header.headings)

    @property
    def unread_columns(self) -> set[int]:
        """The columns that no field takes."""
        read = {heading.column for heading in self.header.headings
                if heading.role not in ("", IGNORED)}
        widest = self.grid.first_column + max(map(len, self.grid.rows), default=0)
        return {*range(self.left, (self.right or widest) + 1)} - read

    def see_columns(self, rows: Sequence[int]) -> None:
        """Remembers which columns that no field takes are filled in rows that were not looked at
        one by one."""
        for column in self.unread_columns:
            if any(cell is not None for cell in self.grid.column(column, rows)):
                self.filled_columns.add(column)

    def leave_out(self, column: int) -> None:
        """From now on no field takes this column."""
        self.header = replace(self.header, headings=tuple(
            replace(x, role="") if x.column == column else x for x in self.header.headings))
        self.filled_columns.add(column)

    def entry(self, name: str) -> Entry:
        return entry_of(RECORD_OF[self.kind], name)

    def label(self, name: str) -> str:
        return self.entry(name).label

    def take(self, row: int, column: int, name: str, read: Read) -> object:
        """The value that was read; what was wrong or mended is remembered with its place."""
        if read.problem:
            self.problems.append(Remark(row, column, read.problem, self.label(name), read.params))
        elif read.repair:
            params = {"before": text_of(self.grid.value(row, column)), "after": read.value,
                      **read.params}
            self.repairs.append(Remark(row, column, read.repair, self.label(name), params))
        return read.value

    def note(self, row: int, code: str, **params: object) -> None:
        self.notes.append(Remark(row, 0, code, params=params))

    def _tell_rewritten(self) -> None:
        """Adds what was put into Unicode in the columns that were read; a doubt for each column
        where no font told the code."""
        read = {x.column: x.role for x in self.header.headings if x.role not in ("", IGNORED)}
        doubted: set[int] = set()
        for (row, column), told in sorted(self.grid.rewritten.items()):
            if column not in read or row < self.header.top:
                continue
            label = self.label(FIELDS_OF_ROLE.get(read[column], (read[column],))[0])
            params = {"before": told.before, "after": self.grid.value(row, column)}
            self.repairs.append(Remark(row, column, "old-code", label, params))
            if told.guessed and column not in doubted:
                doubted.add(column)
                self.problems.append(Remark(row, column, "old-code-guessed", label, params))

    def table(self) -> ListTable:
        self._tell_rewritten()
        unused = tuple(self._unused())
        row = max(self.header.bottom, self.grid.first_row)
        notes = [Remark(row, column, "column-unused", params={"value": heading})
                 for column, heading in unused if column in self.filled_columns]
        if self.header.numbers_row:
            notes.append(Remark(self.header.numbers_row, 0, "column-numbers"))
        in_order = sorted([*notes, *self.notes], key=lambda r: (r.row, r.column))
        named = self.header.bottom >= self.header.top
        return ListTable(
            self.grid.name, self.header.top if named else 0, self._columns(),
            self.rows.in_order(RECORD_OF[self.kind]),
            tuple(sorted(self.problems, key=lambda r: (r.row, r.column))),
            tuple(sorted(self.repairs, key=lambda r: (r.row, r.column))), tuple(in_order), unused,
            column_roles(self.header))

    def _columns(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for heading in self.header.headings:
            for name in FIELDS_OF_ROLE.get(heading.role, (heading.role,)):
                if name and name != IGNORED:
                    shown = NAME_OF_FIELD.get(name, name)
                    found[shown] = (*found.get(shown, ()), heading.column)
        if self.header.has({"family_and_middle"}) and "given" in found:
            found[FULL_NAME] = tuple(sorted((*found[FULL_NAME], *found.pop("given"))))
        return found

    def _unused(self) -> Iterable[tuple[int, str]]:
        headed = {heading.column for heading in self.header.headings}
        for heading in self.header.headings:
            if heading.role in ("", IGNORED):
                yield heading.column, heading.text
        for column in sorted(self.filled_columns - headed):
            yield column, ""


def rows_below(builder: Builder) -> Iterable[Row]:
    """The rows below the header that are not empty, only the columns of the table."""
    for number in builder.row_numbers:
        row = builder.row(number)
        if row.cells:
            yield row


def repeats_header(builder: Builder, row: Row) -> bool:
    """Whether a row says the headings again, as at the top of a printed page."""
    named = [h for h in builder.header.headings if h.role and h.column in row.cells]
    same = sum(1 for h in named if fold(row.text(h.column)) in fold(h.text)
               and role_of(builder.kind, [row.text(h.column)]))
    return len(named) >= 1 and same == len(named) and same == len(row.cells)


def ends_list(row: Row) -> str:
    """The code of the note for a total or a signature; nothing for other rows."""
    texts = row.texts
    if any(is_total(text) for text in texts):
        return "total-row"
    return "after-list" if any(is_signature(text) for text in texts) else ""


def builders(grid: Grid, kind: ListKind, first: int | None = None) -> list[Builder]:
    """A builder for each table that stands at or below row `first` first, side by side."""
    headers = find_headers(grid, kind, first)
    starts = [grid.first_column, *(header.headings[0].column for header in headers[1:])]
    ends = [*(start - 1 for start in starts[1:]), None]
    return [Builder(grid, kind, header, left, right)
            for header, left, right in zip(headers, starts, ends, strict=False)]


def far_builders(grid: Grid, kind: ListKind) -> list[Builder]:
    """As `builders`, for a list that begins far below, under pages of text."""
    starts = range(grid.first_row + SEARCHED_ROWS, min(grid.last_row, FARTHEST) + 1, SEARCHED_ROWS)
    return next((found for start in starts if (found := builders(grid, kind, start))), [])


def merged_down(grid: Grid, first: int, columns: set[int]) -> Mapping[tuple[int, int], Cell]:
    """What merged cells say for the rows below their first one."""
    return {
        (row, area.left): grid.value(area.top, area.left)
        for area in grid.merged
        if area.top >= first and area.bottom > area.top and area.left in columns
        and area.right - area.left < len(columns)
        for row in range(area.top + 1, min(area.bottom, grid.last_row) + 1)
    }
