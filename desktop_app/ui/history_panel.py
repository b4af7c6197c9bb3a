"""What was done, newest first, and taking back everything down to one step."""


from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.i18n import N_, _, active
from desktop_app.ui.desk import Desk
from desktop_app.ui.panel import Panel
from desktop_app.ui.table import Column, RecordTableModel, TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.domain.changes import Step

STATES = {"done": "", "undone": N_("undone"), "overtaken": N_("undone for good")}


def open_history(desk: Desk, place: QWidget) -> None:
    """Shows the history over the window."""
    panel = HistoryPanel(desk)
    panel.open_over(place, panel.table)


class HistoryPanel(Panel):
    """The steps of the register; nothing leaves the history, not even what was undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("History"))
        self._desk = desk
        self._steps: Sequence[Step] = ()
        columns: list[Column[Step]] = [
            Column("at", _("Time"), lambda step: step.at.strftime("%d/%m/%Y %H:%M:%S"), 20),
            Column("label", _("Step"), lambda step: step.label.say(active()), 50),
            Column("rows", _("Changes"), lambda step: str(step.rows), 10, right=True),
            Column("state", _("State"), lambda step: _(STATES[step.state]), 18),
        ]
        self._model = RecordTableModel(columns)
        self.table = TableView("history_table")
        self.table.adopt(self._model)
        self.body.addWidget(self.table)
        self._back = QPushButton(_("Undo down to this step (Enter)"))
        self._back.clicked.connect(self._undo_to_here)
        self.table.opened.connect(lambda _row: self._undo_to_here())
        self.footer.addStretch(1)
        self.footer.addWidget(self._back)
        self._show()

    def _show(self) -> None:
        self._steps = self._desk.workspace.history()
        self._model.show(self._steps)
        self.table.go_to(0)

    def _undo_to_here(self) -> None:
        """Takes back the chosen step and every later one, each as a step that can be redone."""
        row = self.table.current_row()
        if not 0 <= row < len(self._steps) or self._steps[row].state != "done":
            return
        later = [step for step in self._steps[: row + 1] if step.state == "done"]
        for _step in later:
            if self._desk.attempt(self._desk.workspace.undo) is None:
                break
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
