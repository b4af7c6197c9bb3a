"""How the columns of a table share its room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from desktop_app.ui import tokens

NARROW = 96
"""A column that gives way is left at least this wide."""
MEASURED = 100
"""So many rows are looked at to see what room their texts need."""


class ColumnWidths:
    """Fits the columns of a table into its room, until one is dragged wider or narrower."""

    def __init__(self, table: QTableView) -> None:
        self._table = table
        self._most: Sequence[int] = ()
        self._fixed: Sequence[bool] = ()
        self._placing = False
        self._dragged = False
        self._texts: Sequence[int] = ()
        self._rows = 0
        table.horizontalHeader().sectionResized.connect(self._resized)
        table.horizontalHeader().setResizeContentsPrecision(MEASURED)

    def adopt(self, most: Sequence[int], fixed: Sequence[bool]) -> None:
        """The most that the text of each column may take, and which columns never give way."""
        self._most, self._fixed = most, fixed
        self._measure()
        self.fit()

    def fit(self) -> None:
        """Gives each column what its texts need; where room is short the widest give way."""
        if self._placing or self._dragged:
            return
        table = self._table
        needed = {place: self._needed(place) for place in range(len(self._most))
                  if not table.isColumnHidden(place)}
        elastic = [width for place, width in needed.items() if not self._fixed[place]]
        spare = sum(elastic) - sum(needed.values())
        self._placing = True
        for _try in range(2):  # a scroll bar may come with the first widths, and take room
            widest = _widest(elastic, table.viewport().width() + spare)
            for place, width in needed.items():
                table.setColumnWidth(place, width if self._fixed[place] else min(width, widest))
        self._placing = False

    def fit_rows(self) -> None:
        """Fits the columns to their texts while the rows are still becoming more."""
        if self._rows < min(self._table.model().rowCount(), MEASURED):
            self._measure()
            self.fit()

    def refit(self) -> None:
        """Fits the columns to texts that have changed."""
        self._measure()
        self.fit()

    def show(self, place: int, *, shown: bool) -> None:
        """Shows or hides a column; the others share the room anew."""
        if self._table.isColumnHidden(place) is shown:
            self._placing = True
            self._table.setColumnHidden(place, not shown)
            self._placing = False
            self._measure()
            self.fit()

    def _measure(self) -> None:
        self._rows = self._table.model().rowCount()
        table = self._table
        self._texts = [0 if table.isColumnHidden(place)
                       else min(most, table.sizeHintForColumn(place))
                       for place, most in enumerate(self._most)]

    def _needed(self, place: int) -> int:
        heading = self._table.horizontalHeader().sectionSizeHint(place)
        return max(self._texts[place], heading) + tokens.XS

    def _resized(self, section: int, _before: int, _width: int) -> None:
        """A width that changes by other means while the left button is down is dragged; the last
        column's changes with any other."""
        last = self._table.horizontalHeader().logicalIndex(len(self._most) - 1)
        pressed = bool(QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton)
        if pressed and not self._placing and section != last:
            self._dragged = True


def _widest(widths: Sequence[int], room: int) -> int:
    """How wide a column may be so that all together fit into `room`, within reason."""
    for count, width in zip(range(len(widths), 0, -1), sorted(widths), strict=True):
        if width * count > room:
            return max(room // count, NARROW)
        room -= width
    return max(widths, default=0)
