"""A sheet as it was read: its cells, where they stand and which of them are merged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from desktop_app.domain.old_codes import OldCode

Cell = str | int | float | bool | date | datetime | time | None
CellRow = tuple[Cell, ...]
_UNSEEN = "\ufeff\u200b \t\r\n\xa0"


class Rewritten(NamedTuple):
    """The text of a cell before it was put into Unicode, and whether only its letters showed its
    code."""

    before: str
    guessed: bool


@dataclass(frozen=True)
class Area:
    """A rectangle of cells, all four numbers counted from 1 and included."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet, from `first_row` and `first_column` on (counted from 1).

    Rows may differ in length; what lies outside is empty. Merged areas hold their value in the
    top left cell only. `left_out` are the places of single cells so far away from the others that
    they were not read. `fonts` are the cells whose font has a code of before Unicode, by row and
    column; `rewritten` those that were written in such a code, with what stood there.
    `names_unit` says that the sheets of the file are told apart by their names, `told` what the
    user said of the columns of lists (`list_profiles`).
    """

    name: str
    rows: tuple[CellRow, ...] = ()
    merged: tuple[Area, ...] = ()
    first_row: int = 1
    first_column: int = 1
    hidden: bool = False
    left_out: tuple[tuple[int, int], ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    fonts: Mapping[tuple[int, int], OldCode] = field(default_factory=dict)
    rewritten: Mapping[tuple[int, int], Rewritten] = field(default_factory=dict)
    names_unit: bool = False
    told: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    @property
    def last_row(self) -> int:
        return self.first_row + len(self.rows) - 1

    @property
    def empty(self) -> bool:
        return all(is_blank(cell) for row in self.rows for cell in row)

    @cached_property
    def filled_rows(self) -> Sequence[int]:
        """The rows that are not wholly empty, from the top down."""
        return [number for number, row in enumerate(self.rows, self.first_row)
                if any(row) or row.count(None) < len(row)]

    @cached_property
    def merged_at(self) -> Mapping[int, Sequence[Area]]:
        """The merged areas by their first rows."""
        found: dict[int, list[Area]] = {}
        for area in self.merged:
            found.setdefault(area.top, []).append(area)
        return found

    def value(self, row: int, column: int) -> Cell:
        """What stands in a cell; None outside and in the covered part of a merged area."""
        down, along = row - self.first_row, column - self.first_column
        if 0 <= down < len(self.rows) and 0 <= along < len(self.rows[down]):
            return self.rows[down][along]
        return None

    def cells(self, row: int) -> dict[int, Cell]:
        """The cells of a row that are not blank, by their columns from left to right."""
        down = row - self.first_row
        if not 0 <= down < len(self.rows):
            return {}
        return {column: cell for column, cell in enumerate(self.rows[down], self.first_column)
                if cell is not None and (not isinstance(cell, str) or cell.strip(_UNSEEN))}

    def column(self, column: int, rows: Sequence[int]) -> list[Cell]:
        """What stands in some rows of a column; None for blank cells too."""
        along, top = column - self.first_column, self.first_row
        if not rows or not 0 <= along < len(self._columns):
            return [None for _ in rows]
        if along not in self._shown:
            self._shown[along] = _without_blanks(self._columns[along])
        shown = self._shown[along]
        if rows[0] >= top and _follow_each_other(rows):
            return list(shown[rows[0] - top : rows[-1] - top + 1])
        return [shown[number - top] for number in rows]

    @cached_property
    def _shown(self) -> dict[int, CellRow]:
        """The columns asked for so far, None for cells in which nothing can be seen."""
        return {}

    @cached_property
    def _columns(self) -> Sequence[CellRow]:
        return list(zip_longest(*self.rows))


def _without_blanks(cells: CellRow) -> CellRow:
    texts = [cell for cell in set(cells) if isinstance(cell, str)]
    blank = {text for text in texts if not text.strip(_UNSEEN)}
    if not blank:
        return cells
    return tuple([None if isinstance(cell, str) and cell in blank else cell for cell in cells])


def _follow_each_other(rows: Sequence[int]) -> bool:
    first, last = rows[0], rows[-1]
    return last - first == len(rows) - 1 and list(rows) == list(range(first, last + 1))


def is_blank(cell: Cell) -> bool:
    """Whether nothing can be seen in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip(_UNSEEN))


def text_of(cell: Cell) -> str:
    """A cell as text, as it stands: no cleaning, whole numbers without a decimal point."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def column_letters(column: int) -> str:
    """The name of a column as spreadsheets show it: A, B, … Z, AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
