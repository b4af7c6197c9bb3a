"""The check-in box: a few letters or a list number, Enter, and the person is in the room or out."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop_app.domain.changes import Changes
from desktop_app.i18n import _
from desktop_app.services.attendance import Toggled
from desktop_app.services.finding import Candidate
from desktop_app.ui import tokens
from desktop_app.ui.completion import ROWS_SHOWN
from desktop_app.ui.composed_line import ComposedLine
from desktop_app.ui.desk import Desk
from desktop_app.ui.header import set_role

_SEARCHED = 50


class CheckInBox(QFrame):
    """Stays open for the next person until Esc. `toggled` carries the outcome of each Enter,
    `closed` tells that the box is gone."""

    toggled = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self._before: QWidget | None = None
        self._own = False
        self.line = ComposedLine()
        self.line.setObjectName("check_in_box")
        self.line.setAccessibleName(_("Check in"))
        self.line.setPlaceholderText(_("Name without marks, initials, or list number"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self._build()
        self.line.typed.connect(self._offer)
        self.line.installEventFilter(self)
        desk.popup().chosen.connect(self._clicked)
        desk.bus.changed.connect(self._outdated)
        self.hide()

    def _build(self) -> None:
        title = QLabel(_("Check in"))
        title.setProperty("role", "heading")
        close = QPushButton(_("Close (Esc)"))
        close.setProperty("role", "link")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.close_box)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        for widget in (title, self.line, close):
            row.addWidget(widget, 1 if widget is self.line else 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        layout.setSpacing(tokens.XS)
        layout.addLayout(row)
        layout.addWidget(self.said)

    # --- opening and closing -----------------------------------------------------------------

    def open(self) -> None:
        """Shows the box with the caret in it; the names are made ready before the first letter."""
        if self.isHidden():
            self._before = self.window().focusWidget()
            self._explain()
        self._desk.finder("Attendee")
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def close_box(self) -> None:
        """Takes the box away; the focus goes back to where it was."""
        self._desk.popup().hide()
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    # --- typing ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self._desk.popup().hide()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._takes(Qt.Key(event.key()))
        return False

    def _takes(self, key: Qt.Key) -> bool:
        popup = self._desk.popup()
        if key is Qt.Key.Key_Escape:
            self.close_box()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            popup.step(1 if key is Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            return False
        return True

    def _offer(self) -> None:
        query, line = self._query(), self.line
        place = QRect(line.mapTo(line.window(), line.rect().topLeft()), line.size())
        self._desk.popup().offer(self.candidates(query), query, place)

    def _query(self) -> str:
        return self.line.whole_text()[0].strip()

    def candidates(self, query: str) -> list[Candidate]:
        """Who fits what was typed; the holder of a list number comes first."""
        if not query:
            return []
        found = self._desk.finder("Attendee").find(query, _SEARCHED)
        work, meeting_id = self._desk.workspace, self._desk.meeting_id
        holder = work.attendance.find(work.session.people(meeting_id), query)
        found.sort(key=lambda c: holder is None or c.key != holder.attendee.id)
        return found[:ROWS_SHOWN]

    def _enter(self) -> None:
        chosen = self._desk.popup().current()
        self.line.settle()
        query = self._query()
        candidate = chosen or next(iter(self.candidates(query)), None)
        if candidate:
            self._toggle(candidate)
        elif query:
            self._say(_("Nobody on the list is called “{text}”.").format(text=query), "warn")
            self.line.selectAll()

    def _clicked(self, candidate: Candidate) -> None:
        if self.line.hasFocus():
            self._toggle(candidate)

    def _toggle(self, candidate: Candidate) -> None:
        attendance = self._desk.workspace.attendance
        self._own = True
        outcome = self._desk.attempt(lambda: attendance.toggle(candidate.key))
        self._own = False
        self._desk.popup().hide()
        if outcome is None:
            return
        self.line.setText("")
        self._tell(outcome)
        self.toggled.emit(outcome)

    # --- telling -----------------------------------------------------------------------------

    def _tell(self, outcome: Toggled) -> None:
        here, base = self._desk.workspace.attendance.room(self._desk.meeting_id)
        text = (_("✔ {name} present {time} · {here}/{base}") if outcome.here
                else _("○ {name} left {time} · {here}/{base}"))
        self._say(text.format(name=outcome.attendee.full_name, here=here, base=base,
                              time=self._desk.workspace.now().strftime("%H:%M")),
                  "good" if outcome.here else "warn")

    def _explain(self) -> None:
        self._say(_("Enter = present; the same person again = left; Ctrl+Z takes it back"), "muted")

    def _say(self, text: str, role: str) -> None:
        self.said.setText(text)
        set_role(self.said, role)

    def _outdated(self, changes: Changes) -> None:
        """What the line says may be wrong after somebody else's change, an undo for one."""
        if changes.touches("presence_span") and not self._own:
            self._explain()
