"""Speakers who are not on the list: whom they are is chosen here, one name after the other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop_app.domain.changes import Changes
from desktop_app.i18n import _, ngettext
from desktop_app.services.open_names import OpenName, likely_people
from desktop_app.ui.composed_line import ComposedLine
from desktop_app.ui.desk import Desk
from desktop_app.ui.panel import Panel
from desktop_app.ui.table import Column, RecordTableModel, TableView

if TYPE_CHECKING:
    from desktop_app.services.finding import Candidate

_WIDTH, _HEIGHT = 820, 560
_SPOKEN = ("feedback", "reply", "note", "speaking_turn", "floor_request", "attendee")
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class OpenNamesPanel(Panel):
    """Enter gives the name to the chosen person, Ctrl+Enter puts it on the list as a guest."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Open names"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self._names: list[OpenName] = []
        self._people: list[Candidate] = []
        name_columns: list[Column[OpenName]] = [
            Column("name", _("Speaker as heard"), lambda name: name.name, 24),
            Column("count", _("Entries"), lambda name: str(name.count), 8, right=True),
            Column("example", _("Example"), lambda name: name.example.replace("\n", " "), 60)]
        people_columns: list[Column[Candidate]] = [
            Column("name", _("Full name"), lambda person: person.label, 28),
            Column("detail", _("Position and unit"), lambda person: person.detail, 60)]
        self._name_model = RecordTableModel(name_columns)
        self._people_model = RecordTableModel(people_columns)
        self.names, self.people = TableView("open_names_table"), TableView("open_names_people")
        self.names.adopt(self._name_model)
        self.people.adopt(self._people_model)
        self.line = ComposedLine()
        self.line.setObjectName("open_names_line")
        self.line.setAccessibleName(_("Search the list"))
        self.line.setPlaceholderText(_("Who is it? Name, initials, number or unit"))
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._settle_button = QPushButton(_("Is this person (Enter)"))
        self._guest_button = QPushButton(_("Add as a guest (Ctrl+Enter)"))
        self._build()
        self._show()
        self.names.go_to(0)

    def _build(self) -> None:
        for widget, stretch in ((self._hint, 0), (self.names, 1), (self.line, 0),
                                (self.people, 1)):
            self.body.addWidget(widget, stretch)
        self.footer.addWidget(self._settle_button)
        self.footer.addWidget(self._guest_button)
        self.footer.addStretch(1)
        self.names.picked.connect(lambda _row: self._begin())
        self.names.opened.connect(lambda _row: self.line.setFocus())
        self.people.opened.connect(lambda _row: self._settle())
        self.line.typed.connect(self._offer)
        self.line.installEventFilter(self)
        self._settle_button.clicked.connect(lambda: self._settle())
        self._guest_button.clicked.connect(lambda: self._add_guest())
        self.follow(self._desk.bus.changed, self._changed)

    def open(self, place: QWidget) -> None:
        """Shows the panel with the caret where a person is searched."""
        self.open_over(place, self.line if self._names else self, _WIDTH,
                       _HEIGHT if self._names else _HEIGHT // 3)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search line: arrows choose the person, with Alt the name, Enter settles."""
        return isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress \
            and self._line_key(event)

    def _line_key(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if key in _STEPS:
            table = self.names if modifiers & Qt.KeyboardModifier.AltModifier else self.people
            table.go_to(table.current_row() + _STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers & Qt.KeyboardModifier.ControlModifier:
                self._add_guest()
            else:
                self.line.settle()
                self._settle()
        else:
            return False
        return True

    # --- showing -----------------------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_SPOKEN):
            row = self.names.current_row()
            self._show()
            self.names.go_to(min(max(row, 0), len(self._names) - 1))

    def _show(self) -> None:
        self._names = self._desk.workspace.open_names.names(self._desk.meeting_id)
        self._name_model.show(self._names)
        has = bool(self._names)
        self._hint.setText(
            _("These speakers are not on the list. ↑ and ↓ choose the person, Alt+↑ and Alt+↓ "
              "the name. What is left here stays as it was heard.") if has
            else _("Every speaker is on the list."))
        writes = has and not self._desk.read_only
        if not has:
            self._begin()
            self.setFocus()
        for widget in (self.names, self.line, self.people, self._settle_button, self._guest_button):
            widget.setVisible(has)
            widget.setEnabled(writes or widget is self.names)

    def _begin(self) -> None:
        self.line.clear()
        self._offer()

    def _offer(self) -> None:
        """What is typed is searched; before that, whoever may be meant."""
        name, typed = self._name(), self.line.whole_text()[0].strip()
        people = self._desk.finder("Attendee")
        self._people = [] if name is None else (
            people.find(typed) if typed else likely_people(people, name.name))
        self._people_model.show(self._people)
        self.people.go_to(0)

    def _name(self) -> OpenName | None:
        row = self.names.current_row()
        return self._names[row] if 0 <= row < len(self._names) else None

    # --- settling ----------------------------------------------------------------------------

    def _settle(self) -> None:
        name, row = self._name(), self.people.current_row()
        if name is None or not 0 <= row < len(self._people) or self._desk.read_only:
            return
        person, desk = self._people[row], self._desk
        done = ngettext("{count} entry now belongs to {name}.",
                        "{count} entries now belong to {name}.", name.count)
        desk.attempt(
            lambda: desk.workspace.open_names.settle(desk.meeting_id, name, person.key),
            done=done.format(count=name.count, name=person.label))

    def _add_guest(self) -> None:
        name, desk = self._name(), self._desk
        if name is not None and not desk.read_only:
            desk.attempt(lambda: desk.workspace.open_names.add_guest(desk.meeting(), name),
                         done=_("{name} is on the list as a guest.").format(name=name.name))
