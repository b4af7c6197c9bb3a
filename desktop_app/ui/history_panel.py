"""What was done, newest first, and going back, or forth again, to any of the steps."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop_app.domain.changes import Changes, Step
from desktop_app.i18n import N_, _, active, ngettext
from desktop_app.ui.desk import Desk
from desktop_app.ui.panel import Panel
from desktop_app.ui.table import Column, RecordTableModel, TableView

STATES = {"done": N_("✔ done"), "undone": N_("↶ undone"), "overtaken": N_("– undone for good")}


def open_history(desk: Desk, place: QWidget) -> "HistoryPanel":
    """Shows the history over the window."""
    panel = HistoryPanel(desk)
    panel.open_over(place, panel.table)
    return panel


class HistoryPanel(Panel):
    """The steps of the register; nothing leaves the history, not even what was undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("History"))
        self._desk = desk
        self._steps: list[Step] = []
        self._going = False
        columns: list[Column[Step]] = [
            Column("at", _("Time"), lambda step: step.at.strftime("%d/%m/%Y %H:%M:%S"), 20),
            Column("label", _("Step"), lambda step: step.label.say(active()), 60),
            Column("rows", _("Changes"), lambda step: str(step.rows), 10, right=True),
            Column("state", _("State"), lambda step: _(STATES[step.state]), 18),
        ]
        self._model = RecordTableModel(columns)
        self.table = TableView("history_table")
        self.table.adopt(self._model)
        self.table.picked.connect(lambda _row: self._offer())
        self.table.opened.connect(lambda _row: self._go())
        self._what = QLabel()
        self._what.setProperty("role", "muted")
        self._button = QPushButton()
        self._button.clicked.connect(lambda: self._go())
        self.body.addWidget(self.table)
        self.footer.addWidget(self._what, 1)
        self.footer.addWidget(self._button)
        self.follow(desk.bus.changed, self._refresh)
        self._show(0)

    def _refresh(self, _changes: Changes) -> None:
        if not self._going:
            self._show(max(self.table.current_row(), 0))

    def _show(self, row: int) -> None:
        self._steps = self._desk.workspace.history()
        self._model.show(self._steps)
        self.table.go_to(row)
        self._offer()

    def _distance(self) -> int:
        """How many steps lie between now and the chosen step: to undo (negative) or to redo."""
        row = self.table.current_row()
        if row < 0 or self._steps[row].state == "overtaken":
            return 0
        if self._steps[row].state == "done":
            return -sum(step.state == "done" for step in self._steps[:row])
        return sum(step.state == "undone" for step in self._steps[row:])

    def _offer(self) -> None:
        """Says what Enter would do."""
        distance = self._distance()
        self._button.setText(_("Do again up to this step (Enter)") if distance > 0
                             else _("Go back to this step (Enter)"))
        self._button.setEnabled(distance != 0 and not self._desk.read_only)
        count = abs(distance)
        done_again = ngettext("{count} step is done again", "{count} steps are done again", count)
        undone = ngettext("{count} later step is undone", "{count} later steps are undone", count)
        self._what.setText((done_again if distance > 0 else undone).format(count=count)
                           if distance else "")

    def _go(self) -> None:
        """Undoes or redoes step by step, so that each can be taken back by itself."""
        distance, row = self._distance(), self.table.current_row()
        work = self._desk.workspace
        self._going = True
        for _step in range(abs(distance)):
            if self._desk.attempt(work.redo if distance > 0 else work.undo) is None:
                break
        self._going = False
        self._show(row)
