"""A panel for records that have an order of their own: table, form, and a line for new ones."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.changes import Changes
from desktop_app.i18n import _
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.composed_line import ComposedLine
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.panel import Panel
from desktop_app.ui.table import Column, RecordTableModel, TableView

_WIDTH, _HEIGHT, _FORM_WIDTH = 1100, 620, 300


class Ranked(Protocol):
    """What the panel needs to know of a record."""

    @property
    def id(self) -> int: ...

    @property
    def name(self) -> str: ...


R = TypeVar("R", bound=Ranked)


class RankedPanel(Panel, Generic[R]):
    """Shows the records of one type by rank; a new one is made by typing its name.

    What the buttons and keys do is for the kind of panel to say: `load`, `add`, `shift`, `remove`.
    """

    def __init__(self, desk: Desk, record_type: type[R], title: str, hint: str,
                 invitation: str) -> None:
        super().__init__(title)
        self._desk = desk
        self.records: Sequence[R] = ()
        self.table = TableView(f"{record_type.__name__.lower()}s_table")
        self.name = ComposedLine()
        self.name.setObjectName(f"new_{record_type.__name__.lower()}")
        self.name.setPlaceholderText(invitation)
        self._model: RecordTableModel[R] = RecordTableModel(self.columns())
        self._host = DeskHost(desk, record_type)
        self.form = Form(record_type, self._host, desk.popup)
        self._build(hint)
        self._connect()
        self._load()
        self.table.go_to(0)

    # --- what the kind of panel says ---------------------------------------------------------

    tables: tuple[str, ...] = ()
    """The register's tables whose changes show in the panel."""

    def columns(self) -> list[Column[R]]:
        raise NotImplementedError

    def load(self) -> Sequence[R]:
        """The records by rank."""
        raise NotImplementedError

    def add(self, name: str) -> int:
        """The key of a record of this name."""
        raise NotImplementedError

    def shift(self, key: int, places: int) -> None:
        raise NotImplementedError

    def remove(self, key: int) -> None:
        raise NotImplementedError

    # --- building ----------------------------------------------------------------------------

    def _build(self, hint: str) -> None:
        self.table.adopt(self._model)
        words = QLabel(hint)
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(tokens.S)
        left.addWidget(self.table, 1)
        left.addWidget(self.name)
        self.form.setFixedWidth(_FORM_WIDTH)
        self.form.set_read_only(self._desk.read_only)
        self._desk.writing(self.name)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addLayout(left, 1)
        row.addWidget(self.form)
        self.body.addWidget(words)
        self.body.addLayout(row, 1)
        for text, act in ((_("Up (Alt+↑)"), lambda: self._move(-1)),
                          (_("Down (Alt+↓)"), lambda: self._move(1)),
                          (_("Remove (Delete)"), self._remove)):
            button = QPushButton(text)
            button.clicked.connect(lambda _on=False, run=act: run())
            self._desk.writing(button)
            self.footer.addWidget(button)
        self.footer.addStretch(1)

    def _connect(self) -> None:
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _row: self.form.focus_first())
        self.table.moved.connect(self._move)
        self.table.removal_asked.connect(self._remove)
        self.name.returnPressed.connect(self._add)
        self.form.finished.connect(self._following)
        self.follow(self._desk.bus.changed, self._refresh)

    def open(self, place: QWidget) -> None:
        """Shows the panel over a page."""
        self.open_over(place, self.table if self.records else self.name, _WIDTH, _HEIGHT)

    # --- showing -----------------------------------------------------------------------------

    def _load(self) -> None:
        current = self._host.id
        self.records = self.load()
        self._model.show(self.records)
        self.select(current)

    def _refresh(self, changes: Changes) -> None:
        if changes.touches(*self.tables):
            self._load()

    def select(self, key: int) -> None:
        """Goes to a record."""
        row = next((place for place, one in enumerate(self.records) if one.id == key), -1)
        self.table.go_to(row)

    def _picked(self, row: int) -> None:
        self.form.setVisible(row >= 0)
        if row >= 0:
            one = self.records[row]
            if one.id != self._host.id:
                self.form.save_all()
            self._host.id = one.id
            self.form.show_record(one, self._host.form_key)

    # --- changing ----------------------------------------------------------------------------

    def _current(self) -> R | None:
        row = self.table.current_row()
        return self.records[row] if 0 <= row < len(self.records) else None

    def _add(self) -> None:
        self.name.settle()
        name = self.name.text().strip()
        key = self._desk.attempt(lambda: self.add(name)) if name else None
        if key is not None:
            self.name.setText("")
            self.select(key)

    def _move(self, places: int) -> None:
        one = self._current()
        if one:
            self.form.save_all()
            self._desk.attempt(lambda: self.shift(one.id, places))

    def _remove(self) -> None:
        one, row = self._current(), self.table.current_row()
        if one:
            self._desk.attempt(lambda: self.remove(one.id),
                               done=_("Removed: {name}").format(name=one.name))
            self.table.go_to(min(row, len(self.records) - 1))

    def _following(self) -> None:
        """Ctrl+Enter: on to the next record, after the last to a new one."""
        row = self.table.current_row() + 1
        if row < len(self.records):
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
