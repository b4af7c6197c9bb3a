"""A sheet while it is being written, in no format yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.domain.grid import Area, Cell

Truth = dict[str, object]


@dataclass
class Page:
    """Cells by row and column (from 1), what is merged and hidden, the font of some cells."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    next_row: int = 1

    def put(self, row: int, values: Mapping[int, Cell]) -> None:
        for column, value in values.items():
            if value is not None:
                self.cells[row, column] = value

    def append(self, values: Mapping[int, Cell]) -> int:
        """Writes a row below the last one and gives its number."""
        row = self.next_row
        self.put(row, values)
        self.next_row += 1
        return row

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.merged.append(Area(top, left, bottom, right))

    @property
    def width(self) -> int:
        return max((column for _, column in self.cells), default=0)


@dataclass(frozen=True)
class Made:
    """A list before it is a file: what it is called, its sheets, and what a person reads in it."""

    name: str
    kind: str
    pages: tuple[Page, ...]
    truth: tuple[Truth, ...]
    plain: bool = True
    """Whether a text file can hold it: one sheet, and nothing that only merging or fonts tell."""
