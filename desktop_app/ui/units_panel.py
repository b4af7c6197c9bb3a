"""The units of the conference: names, kinds, who answers opinions, and their rank in lists."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain import records
from desktop_app.domain.changes import Changes
from desktop_app.i18n import _
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.panel import Panel
from desktop_app.ui.table import Column, RecordTableModel, TableView, listed_columns

_WIDTH, _HEIGHT, _FORM_WIDTH = 980, 600, 300


def open_units(desk: Desk, page: QWidget) -> "UnitsPanel":
    """Shows the units over a page."""
    panel = UnitsPanel(desk)
    panel.open_over(page, panel.table if panel.units else panel.name, _WIDTH, _HEIGHT)
    return panel


class UnitsPanel(Panel):
    """Table and form; a new unit is made by typing its name below the table."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Units"))
        self._desk = desk
        self.units: list[records.Unit] = []
        self._counts: Counter[int | None] = Counter()
        self.table = TableView("units_table")
        self.name = QLineEdit()
        self._model = RecordTableModel(self._columns())
        self._host = DeskHost(desk, records.Unit)
        self.form = Form(records.Unit, self._host, desk.popup)
        self._build()
        self._connect()
        self._load()
        self.table.go_to(0)

    def _columns(self) -> list[Column[records.Unit]]:
        listed: list[Column[records.Unit]] = listed_columns(
            records.Unit, lambda unit: unit, lambda _entry, _unit: "")
        people: Column[records.Unit] = Column(
            "people", _("People"), lambda unit: str(self._counts[unit.id]), 8, right=True)
        return [*listed, people]

    def _build(self) -> None:
        self.table.adopt(self._model)
        self.name.setObjectName("new_unit")
        self.name.setPlaceholderText(_("New unit: type its name, Enter adds it ({key})").format(
            key=key_text("new")))
        hint = QLabel(_("Lists and papers name the units in this order. Alt+↑ and Alt+↓ move a "
                        "unit, Delete removes it; its people stay on the list."))
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(tokens.S)
        left.addWidget(self.table, 1)
        left.addWidget(self.name)
        self.form.setFixedWidth(_FORM_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addLayout(left, 1)
        row.addWidget(self.form)
        self.body.addWidget(hint)
        self.body.addLayout(row, 1)
        self._add_buttons()

    def _add_buttons(self) -> None:
        up, down = QPushButton(_("Up (Alt+↑)")), QPushButton(_("Down (Alt+↓)"))
        remove = QPushButton(_("Remove (Delete)"))
        up.clicked.connect(lambda: self._move(-1))
        down.clicked.connect(lambda: self._move(1))
        remove.clicked.connect(self._remove)
        for button in (up, down, remove):
            self.footer.addWidget(button)
        self.footer.addStretch(1)

    def _connect(self) -> None:
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _row: self.form.focus_first())
        self.table.moved.connect(self._move)
        self.table.removal_asked.connect(self._remove)
        self.name.returnPressed.connect(self._add)
        self.form.finished.connect(self._following)
        self._desk.bus.changed.connect(self._refresh)

    # --- showing -----------------------------------------------------------------------------

    def _load(self) -> None:
        work, meeting_id = self._desk.workspace.attendance, self._desk.meeting_id
        current = self._host.id
        self.units = work.units(meeting_id)
        self._counts = Counter(p.attendee.unit_id for p in work.people(meeting_id))
        self._model.show(self.units)
        self._select(current)

    def _refresh(self, changes: Changes) -> None:
        if changes.touches("unit", "attendee"):
            self._load()

    def _select(self, key: int) -> None:
        row = next((place for place, unit in enumerate(self.units) if unit.id == key), -1)
        self.table.go_to(row)

    def _picked(self, row: int) -> None:
        self.form.setVisible(row >= 0)
        if row >= 0:
            unit = self.units[row]
            if unit.id != self._host.id:
                self.form.save_all()
            self._host.id = unit.id
            self.form.show_record(unit, self._host.form_key)

    # --- changing ----------------------------------------------------------------------------

    def _current(self) -> records.Unit | None:
        row = self.table.current_row()
        return self.units[row] if 0 <= row < len(self.units) else None

    def _add(self) -> None:
        name = self.name.text().strip()
        if not name:
            return
        key = self._desk.attempt(
            lambda: self._desk.workspace.attendance.add_unit(self._desk.meeting_id, name))
        if key is not None:
            self.name.setText("")
            self._select(key)

    def _move(self, places: int) -> None:
        unit = self._current()
        if unit:
            self.form.save_all()
            self._desk.attempt(lambda: self._desk.workspace.attendance.move_unit(
                self._desk.meeting_id, unit.id, places))

    def _remove(self) -> None:
        unit, row = self._current(), self.table.current_row()
        if unit:
            self._desk.attempt(lambda: self._desk.workspace.attendance.delete_unit(unit.id))
            self._desk.say(_("Unit removed: {name}").format(name=unit.name), undoable=True)
            self.table.go_to(min(row, len(self.units) - 1))

    def _following(self) -> None:
        """Ctrl+Enter: on to the next unit, after the last to a new one."""
        row = self.table.current_row() + 1
        if row < len(self.units):
            self.table.go_to(row)
            self.form.focus_first()
        else:
            self.name.setFocus()

    def close_panel(self) -> None:
        """Takes the panel away; what was being typed is saved."""
        self.form.save_all()
        super().close_panel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence(event.keyCombination())
        if keys == QKeySequence(key_text("new")):
            self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif keys == QKeySequence(key_text("edit")):
            self.form.focus_first()
        else:
            super().keyPressEvent(event)
