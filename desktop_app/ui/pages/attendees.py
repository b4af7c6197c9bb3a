"""The attendees page: who is invited, who is here, and everything known of each person."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.changes import Changes
from desktop_app.domain.list_table import ListKind
from desktop_app.i18n import _, ngettext
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.check_in import CheckInBox
from desktop_app.ui.desk import Desk
from desktop_app.ui.import_opening import import_list, import_pasted
from desktop_app.ui.page import EmptyState, Page, primary
from desktop_app.ui.paste_panel import paste_attendees
from desktop_app.ui.people_pane import PeoplePane
from desktop_app.ui.person_panel import PersonPanel
from desktop_app.ui.split import table_and_form
from desktop_app.ui.units_panel import open_units


class AttendeesPage(Page):
    """Table and form; the check-in box opens above the table."""

    LEAST = (836, 440)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.pane = PeoplePane(desk, self._empty())
        self.panel = PersonPanel(desk)
        self.check_in_box = CheckInBox(desk)
        self._build()
        self._connect()

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        top = _line(self.pane.filter, self.pane.counts, *self._ways_in())
        top.setStretch(0, 1)
        top.setStretch(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
        layout.setSpacing(tokens.S)
        layout.addLayout(top)
        layout.addWidget(table_and_form(self.desk, "attendees", self._left(), self.panel), 1)

    def _ways_in(self) -> Sequence[QPushButton]:
        add = primary(_("Add ({key})").format(key=key_text("new")))
        bring = QPushButton(_("Import from Excel ({key})").format(key=key_text("import_list")))
        add.clicked.connect(self.new)
        bring.clicked.connect(lambda: import_list(self.desk, self, ListKind.ATTENDEES))
        self.desk.writing(add, bring)
        return add, bring

    def _left(self) -> QWidget:
        check = QPushButton(_("Check in ({key})").format(key=key_text("check_in")))
        paste = QPushButton(_("Paste lines…"))
        units = QPushButton(_("Units…"))
        check.clicked.connect(self.check_in)
        paste.clicked.connect(self.paste_lines)
        units.clicked.connect(lambda: open_units(self.desk, self))
        self.desk.writing(check, paste)
        line = _line(self.pane.order, check, paste, units)
        line.setStretch(0, 1)
        line.addStretch(1)
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        layout.addLayout(line)
        layout.addWidget(self.check_in_box)
        layout.addWidget(self.pane, 1)
        return left

    def _empty(self) -> EmptyState:
        return EmptyState(
            _("No attendees yet"),
            _("Everybody who is invited belongs here. The list makes the roll-call, the quorum "
              "and the names on every paper."), *self._ways_in())

    def _connect(self) -> None:
        table = self.pane.table
        table.opened.connect(lambda _row: self.panel.focus())
        table.removal_asked.connect(self._remove)
        table.presence_asked.connect(lambda: self._toggle(self.pane.selected()))
        self.pane.picked.connect(self.panel.show_person)
        self.panel.presence_asked.connect(lambda: self._toggle([self.panel.shown_id]))
        self.panel.recorded.connect(self._recorded)
        self.panel.left.connect(self._to_table)
        self.panel.finished.connect(self._next_person)

    # --- what the window asks ----------------------------------------------------------------

    def activate(self) -> None:
        self.pane.load()
        self.pane.select_any()
        self.panel.refresh(self.pane.current())
        if self.panel.recover_new():
            self.panel.focus()
        else:
            self.pane.table.setFocus()

    def resume(self, record: str, key: str) -> None:
        if record == "paste":
            self.paste_lines()
        elif record == "Attendee" and key.isdecimal() and self.pane.select(int(key)):
            self.panel.show_known()
        elif record == "Unit" and key.isdecimal():
            open_units(self.desk, self).select(int(key))

    def refresh(self, changes: Changes) -> None:
        self.pane.refresh(changes)
        if changes.touches("attendee", "unit", "presence_span"):
            self.panel.refresh(self.pane.current())

    def help_text(self) -> str:
        return _("Enter or F2 opens the form of a person, the space bar lets the selected people "
                 "in or out, Delete takes them off the list. {check} checks people in by a few "
                 "letters or their number. Sorted by unit, Left and Right fold and unfold a "
                 "unit. Shift+F10 in the table chooses its columns.").format(
                     check=key_text("check_in"))

    def new(self) -> None:
        self.panel.start_new()

    def edit(self) -> None:
        self.panel.focus()

    def search(self) -> None:
        self.pane.filter.setFocus()
        self.pane.filter.selectAll()

    def go_to(self, key: int) -> None:
        self.pane.uncover(key)
        self._to_table()

    def paste_lines(self) -> None:
        if self.desk.may_write():
            paste_attendees(self.desk, self,
                            partial(import_pasted, self.desk, self, ListKind.ATTENDEES))

    def check_in(self) -> None:
        """F7: the check-in box over the table."""
        self.check_in_box.open()

    def leave(self) -> None:
        self.panel.save_all()

    # --- people ------------------------------------------------------------------------------

    def _next_person(self) -> None:
        """Ctrl+Enter: on to the form of the next person, after the last to a new one."""
        if self.pane.select_following():
            self.panel.focus()
        else:
            self.new()

    def _to_table(self) -> None:
        self.panel.show_person(self.pane.current())
        self.pane.table.setFocus()

    def _recorded(self, key: int) -> None:
        self.pane.reveal(key)
        self.desk.say(_("Added to the list."), undoable=True)

    def _remove(self) -> None:
        keys, row = self.pane.selected(), self.pane.table.current_row()
        if not keys:
            return
        self.panel.save_all()
        text = ngettext("{count} person taken off the list.",
                               "{count} people taken off the list.", len(keys)).format(
                                   count=len(keys))
        self.desk.attempt(lambda: self.desk.workspace.attendance.delete(keys), done=text)
        last = self.pane.table.model().rowCount() - 1
        self.pane.table.go_to(min(row, last))

    def _toggle(self, keys: list[int]) -> None:
        if any(keys):
            self.panel.save_all()
            self.desk.attempt(lambda: self.desk.workspace.attendance.toggle_all(keys))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.pane.table.setFocus()
            return
        super().keyPressEvent(event)


def _line(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(tokens.S)
    for widget in widgets:
        line.addWidget(widget)
    return line
