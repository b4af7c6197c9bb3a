"""The cells that a row of a list changes, each taken or left by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop_app.domain.list_table import ListKind
from desktop_app.domain.merge_cells import CellChange
from desktop_app.i18n import _
from desktop_app.ui.decision_table import DecisionTable
from desktop_app.ui.import_findings import field_label
from desktop_app.ui.import_rows import value_text
from desktop_app.ui.table import Column, RecordTableModel
from desktop_app.ui.theme import Theme


@dataclass(frozen=True)
class Cell:
    """A cell that is different, and whether it is taken from the list."""

    change: CellChange
    taken: bool


class CellTable(DecisionTable):
    """`left`: Enter or the left arrow, back to the rows."""

    left = Signal()

    def __init__(self, kind: ListKind, theme: Theme) -> None:
        super().__init__("import_cells")
        self.setAccessibleName(_("Cells of the row"))
        self._cells: Sequence[Cell] = ()
        palette = theme.palette

        def value(name: str, heading: str, place: int) -> Column[Cell]:
            return Column(name, heading, lambda cell: value_text(
                cell.change.field, cell.change[place], kind), 36)

        self._shown: RecordTableModel[Cell] = RecordTableModel([
            Column("taken", _("Decision"),
                   lambda cell: _("✔ change") if cell.taken else _("keep as it is"), 16,
                   fixed=True,
                   colour=lambda cell: palette.good if cell.taken else palette.muted),
            Column("field", _("What"), lambda cell: field_label(cell.change.field, kind), 20),
            value("before", _("In the register"), 1), value("after", _("In the list"), 2)])
        self.adopt(self._shown)

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Shows the cells of another row, or nothing."""
        row = self.current_row() if [c.change for c in cells] == \
            [c.change for c in self._cells] else 0
        self._cells = cells
        self._shown.show(cells)
        self.setVisible(bool(cells))
        self.refit()
        self.go_to(max(row, 0))

    def current(self) -> CellChange | None:
        """The cell that the caret is in."""
        row = self.current_row()
        return self._cells[row].change if 0 <= row < len(self._cells) else None

    def selected_fields(self) -> set[str]:
        """The fields of the selected cells."""
        return {self._cells[row].change.field for row in self.selected_rows()}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Left):
            self.left.emit()
        else:
            super().keyPressEvent(event)
