"""The check-in box: a few letters or a list number, Enter, and the person is in the room or out."""

from collections.abc import Sequence

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
from desktop_app.domain.check_in import When
from desktop_app.domain.errors import UserError
from desktop_app.i18n import _, active
from desktop_app.services.attendance import Toggled
from desktop_app.services.finding import Candidate
from desktop_app.services.roll_call import Called
from desktop_app.ui import tokens
from desktop_app.ui.completion import ROWS_SHOWN
from desktop_app.ui.composed_line import ComposedLine
from desktop_app.ui.desk import Desk
from desktop_app.ui.header import set_role
from desktop_app.ui.quorum_text import meter

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
        self._stepped = False
        self.line = ComposedLine()
        self.line.setObjectName("check_in_box")
        self.line.setAccessibleName(_("Check in"))
        self.line.setPlaceholderText(_("Name, number or code; -5 or 8:42"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self._build()
        self.line.typed.connect(self._typed)
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
        if not self._desk.may_write():
            return
        if self.isHidden():
            self._before = self.window().focusWidget()
            self._explain()
        self._desk.finder("Attendee")
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def close_box(self) -> None:
        """Takes the box away; the focus goes back to where it was, first of all: from a hidden box
        Qt would move it to the list below, which then selects its first line."""
        self._desk.popup().hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
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
            self._stepped = True
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            return False
        return True

    def _typed(self) -> None:
        self._stepped = False
        self._offer()

    def _offer(self) -> None:
        """The popup; nobody is chosen in it where several have the same name."""
        line = self.line
        called = self._called()
        found = self.candidates(called)
        place = QRect(line.mapTo(line.window(), line.rect().topLeft()), line.size())
        self._desk.popup().offer(found, called.name, place,
                                 chosen=len(self._meant(called, found)) == 1)

    def _text(self) -> str:
        return self.line.whole_text()[0].strip()

    def _called(self) -> Called:
        return self._desk.workspace.roll_call.understand(self._desk.meeting_id, self._text())

    def candidates(self, called: Called) -> list[Candidate]:
        """Who fits what was typed; the holders of a code or number come first."""
        query = called.name or (self._text() if self._text().isdecimal() else "")
        finder = self._desk.finder("Attendee")
        found = finder.of_keys(called.holders)
        if query:
            found += [c for c in finder.find(query, _SEARCHED) if c.key not in called.holders]
        return found[:ROWS_SHOWN]

    def _meant(self, called: Called, found: Sequence[Candidate]) -> list[int]:
        """Whom Enter would let in or out: more than one are to be asked for, never guessed."""
        if called.holders or not called.name or not found:
            return list(called.holders)
        keys = [candidate.key for candidate in found]
        return self._desk.workspace.roll_call.namesakes(self._desk.meeting_id, keys)

    def _enter(self) -> None:
        chosen = self._desk.popup().current() if self._stepped else None
        self.line.settle()
        called = self._called()
        if chosen:
            self._toggle(chosen.key, called.when)
            return
        meant = self._meant(called, self.candidates(called))
        if len(meant) == 1:
            self._toggle(meant[0], called.when)
        elif meant:
            self._offer()
            self._say(_("Several people are called “{text}”. ↓ chooses the one who is meant, then "
                        "Enter.").format(text=called.name), "warn")
        elif self._text():
            self._say(_("Nobody on the list is called “{text}”.").format(text=self._text()), "warn")
            self._desk.popup().hide()
            self.line.selectAll()

    def _clicked(self, candidate: Candidate) -> None:
        if self.line.hasFocus():
            self._toggle(candidate.key, self._called().when)

    def _toggle(self, key: int, when: When | None) -> None:
        work = self._desk.workspace
        self._desk.popup().hide()
        self._own = True
        try:
            outcome = work.roll_call.record(self._desk.meeting(), key, when)
        except UserError as error:
            if not work.step_failed(error):
                self._refused(error)
            return
        finally:
            self._own = False
        self._stepped = False
        self.line.setText("")
        self._tell(outcome)
        self.toggled.emit(outcome)

    def _refused(self, error: UserError) -> None:
        """What was typed stays to be corrected, but a scan that came twice makes room."""
        if error.code == "just-recorded":
            self.line.setText("")
        self._say(error.sentence(active()), "warn")

    # --- telling -----------------------------------------------------------------------------

    def _tell(self, outcome: Toggled) -> None:
        quorum = self._desk.workspace.presence.quorum(self._desk.meeting())
        text = (_("✔ {name} present {time} · {meter}") if outcome.here
                else _("○ {name} left {time} · {meter}"))
        self._say(text.format(name=outcome.attendee.full_name, meter=meter(quorum),
                              time=outcome.at.strftime("%H:%M")),
                  "good" if outcome.here else "warn")

    def _explain(self) -> None:
        self._say(_("Enter = present; the same person again = left; Ctrl+Z takes it back; "
                    "-5 or 8:42 after the name if it was earlier"), "muted")

    def _say(self, text: str, role: str) -> None:
        self.said.setText(text)
        set_role(self.said, role)

    def _outdated(self, changes: Changes) -> None:
        """What the line says may be wrong after somebody else's change, an undo for one."""
        if changes.touches("presence_span") and not self._own:
            self._desk.workspace.roll_call.forget_last()
            self._explain()
