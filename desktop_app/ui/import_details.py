"""What there is to say of the current row of a list, and beside it the cells that it changes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from desktop_app.domain.list_table import ListKind
from desktop_app.services.importing import cells_taken
from desktop_app.ui import tokens
from desktop_app.ui.import_cells import Cell, CellTable
from desktop_app.ui.import_rows import ImportRow, RowTexts
from desktop_app.ui.import_table import wrapped
from desktop_app.ui.theme import Theme

_ROWS, _FEW_ROWS, _SMALL = 4, 3, 640
"""How many rows high it is, and in a panel that is lower than this."""



class RowDetails(QWidget):
    """`decided`: a cell was taken or left. `left`: back to the rows."""

    decided = Signal()
    left = Signal()

    def __init__(self, kind: ListKind, theme: Theme) -> None:
        super().__init__()
        self._texts: RowTexts | None = None
        self._row: ImportRow | None = None
        self.cells = CellTable(kind, theme)
        self._said = wrapped("", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.M)
        layout.addWidget(self._scrolled(), 2)
        layout.addWidget(self.cells, 3)
        self.fit(_SMALL)
        self.cells.hide()
        self.cells.turned.connect(self._turn)
        self.cells.picked.connect(lambda _row: self._say())
        self.cells.left.connect(self.left)

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea()
        area.setObjectName("import_details")
        self._said.setObjectName("form_body")
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop)
        area.setWidget(self._said)
        area.setWidgetResizable(True)
        return area

    def fit(self, height: int) -> None:
        """Takes what room there is in a panel of this height."""
        rows = _ROWS if height >= _SMALL else _FEW_ROWS
        self.setFixedHeight(rows * tokens.ROW)

    def show_row(self, texts: RowTexts, row: ImportRow | None) -> None:
        """Shows another row, or the same as it is decided now; None for no row."""
        self._texts, self._row = texts, row
        self.cells.show_cells(self._cells())
        self._say()

    def focus_cells(self) -> None:
        """Goes into the cells where there are any."""
        if self.cells.isVisible():
            self.cells.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cells(self) -> list[Cell]:
        if not (self._texts and self._row and self._row.row):
            return []
        merge, row = self._texts.merge, self._row.row
        made = self._texts.choices.made_of(row)
        if not made.key:
            return []
        taken = cells_taken(merge, row, made)
        return [Cell(change, change in taken) for change in merge.changes(row.place, made.key)]

    def _say(self) -> None:
        """All there is to say of the row; the cell that the caret is in is said whole."""
        lines = self._texts.details(self._row) if self._texts and self._row else []
        cell = self.cells.current() if self._cells() else None
        if cell and self._texts:
            lines = [*lines, self._texts.change(cell)]
        self._said.setText("\n".join(lines))

    def _turn(self) -> None:
        assert self._texts
        assert self._row
        assert self._row.row
        self._texts.choices.turn_cells(self._texts.merge, self._row.row,
                                       self.cells.selected_fields())
        self.decided.emit()
