"""The rows of a sheet in which a header is looked for, with the areas that are merged in them."""

from collections.abc import Mapping, Sequence

from desktop_app.domain.grid import Area, Grid, text_of
from desktop_app.domain.list_table import ListKind
from desktop_app.domain.vietnamese import clean_line

SEARCHED_ROWS = 30
MOST_LEVELS = 3


class HeaderSheet:
    """The rows where a header may stand; merged areas answer for all their cells."""

    def __init__(self, grid: Grid, kind: ListKind, first: int) -> None:
        self.grid = grid
        self.kind = kind
        self.last = min(grid.last_row, first + SEARCHED_ROWS + MOST_LEVELS)
        self._areas = self._covering([a for a in grid.merged if a.top <= self.last
                                      and a.bottom >= first])

    def _covering(self, areas: Sequence[Area]) -> Mapping[tuple[int, int], Area]:
        width = max((len(row) for row in self.grid.rows), default=0) + self.grid.first_column
        return {
            (row, column): area
            for area in areas
            for row in range(area.top, min(area.bottom, self.last) + 1)
            for column in range(area.left, min(area.right, width) + 1)
        }

    def area(self, row: int, column: int) -> Area | None:
        return self._areas.get((row, column))

    def text(self, row: int, column: int) -> str:
        """The text of a cell, or of the merged area that covers it."""
        area = self.area(row, column)
        cell = self.grid.value(area.top, area.left) if area else self.grid.value(row, column)
        return clean_line(text_of(cell)) if isinstance(cell, str) else ""

    def own(self, row: int) -> dict[int, str]:
        """The cells of a row that are not blank, covered cells left out."""
        return {column: clean_line(text_of(cell)) for column, cell in self.grid.cells(row).items()}

    def columns(self, top: int, bottom: int) -> list[int]:
        """The columns in which any of the rows says something."""
        found = {column for row in range(top, bottom + 1) for column in self.own(row)}
        found.update(column for row, column in self._areas
                     if top <= row <= bottom and self.text(row, column))
        return sorted(found)
