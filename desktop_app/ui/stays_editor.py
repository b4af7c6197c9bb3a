"""When one person was in the room, to be corrected: times of coming and leaving, line by line."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain import records
from desktop_app.domain.check_in import parse_when
from desktop_app.domain.errors import UserError
from desktop_app.domain.timeline import Span
from desktop_app.i18n import _, active
from desktop_app.services.presence import day_of
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk

_TIME_WIDTH = 84
_LONGEST = 8


class StaysEditor(QWidget):
    """One line for each stay. Enter keeps a time; an empty time of leaving means still here.

    What cannot be true is said under the lines and stays typed.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._attendee_id = 0
        self._stays: list[records.PresenceSpan] = []
        self._lines: list[_Line] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.S)
        self._grid.setVerticalSpacing(tokens.XS)
        self._grid.setColumnStretch(3, 1)
        self._problem = QLabel()
        self._problem.setProperty("role", "problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.add = QPushButton(_("Add a time in the room"))
        self.add.setProperty("role", "link")
        self.add.clicked.connect(self._begin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.XS)
        layout.addLayout(self._grid)
        layout.addWidget(self._problem)
        layout.addWidget(self.add)

    def show_person(self, attendee_id: int) -> None:
        """The stays of one person; lines being typed stay while nothing has changed."""
        stays = self._desk.workspace.stays.of(attendee_id)
        if (attendee_id, stays) != (self._attendee_id, self._stays) or not self._lines:
            self._attendee_id, self._stays = attendee_id, stays
            self._fill()
        self.add.setVisible(not self._desk.read_only)

    def _fill(self) -> None:
        focused = next((place for place, line in enumerate(self._lines) if line.has_focus()), None)
        for line in self._lines:
            line.remove()
        self._lines = []
        self._problem.hide()
        for stay in self._stays:
            self._put(stay)
        if focused is not None and self._lines:
            self._lines[min(focused, len(self._lines) - 1)].came.setFocus()

    def _put(self, stay: records.PresenceSpan | None) -> "_Line":
        line = _Line(stay, self._keep, self._remove, read_only=self._desk.read_only)
        for column, widget in enumerate(line.widgets):
            self._grid.addWidget(widget, len(self._lines), column)
        self._lines.append(line)
        return line

    def _begin(self) -> None:
        """An empty line for a stay that was not recorded."""
        if all(line.stay for line in self._lines):
            self._put(None)
        self._lines[-1].came.setFocus()

    # --- keeping -----------------------------------------------------------------------------

    def _keep(self, line: "_Line") -> None:
        if line.stay is None and not line.came.text().strip():
            return
        try:
            self._save(line)
        except UserError as error:
            if not self._desk.workspace.step_failed(error):
                self._problem.setText(f"✘ {error.sentence(active())}")
                self._problem.show()
            return
        self._problem.hide()

    def _save(self, line: "_Line") -> None:
        stays, span = self._desk.workspace.stays, self._span(line)
        if line.stay is None:
            stays.add(self._attendee_id, span)
        elif span != Span(_came(line.stay), line.stay.left_at):
            stays.change(line.stay.id, span)

    def _span(self, line: "_Line") -> Span:
        stay, now = line.stay, self._desk.workspace.now()
        if stay is None:
            day = day_of(self._desk.meeting(), now)
            came = self._moment(line.came.text(), None, day)
        else:
            day = _came(stay).date()
            came = self._moment(line.came.text(), stay.came_at, day)
        assert came is not None
        left = line.left.text()
        return Span(came, self._moment(left, stay.left_at if stay else None, day)
                    if left.strip() else None)

    def _moment(self, text: str, before: datetime | None, day: date) -> datetime | None:
        """The time typed; the one recorded, to the second, where the line still says it."""
        if before is not None and text == _clock(before):
            return before
        when = parse_when(text.strip())
        if when is None:
            raise UserError("time-unreadable", text=text.strip())
        return when.moment(self._desk.workspace.now(), day)

    def _remove(self, line: "_Line") -> None:
        stay = line.stay
        if stay is None:
            self._fill()
            return
        self._desk.attempt(lambda: self._desk.workspace.stays.remove(stay.id),
                           done=_("Removed from the presence list."))


class _Line:
    """Coming, leaving and the button that removes the stay."""

    def __init__(self, stay: records.PresenceSpan | None, keep: Callable[["_Line"], None],
                 remove: Callable[["_Line"], None], *, read_only: bool) -> None:
        self.stay = stay
        self.came, self.left = QLineEdit(), QLineEdit()
        self.came.setAccessibleName(_("Came at"))
        self.left.setAccessibleName(_("Left at"))
        self.left.setPlaceholderText(_("still here"))
        for box, at in ((self.came, stay and stay.came_at), (self.left, stay and stay.left_at)):
            box.setMaxLength(_LONGEST)
            box.setFixedWidth(_TIME_WIDTH)
            box.setReadOnly(read_only)
            box.setText(_clock(at) if at else "")
        drop = QPushButton(_("Remove"))
        drop.setProperty("role", "link")
        drop.setEnabled(not read_only)
        drop.clicked.connect(lambda _on=False: remove(self))
        self.widgets: tuple[QWidget, ...] = (self.came, QLabel("–"), self.left, drop)
        if stay is None:
            self.came.returnPressed.connect(self.left.setFocus)
            self.left.returnPressed.connect(lambda: keep(self))
        else:
            for box in (self.came, self.left):
                box.editingFinished.connect(lambda: keep(self))

    def has_focus(self) -> bool:
        return any(widget.hasFocus() for widget in self.widgets)

    def remove(self) -> None:
        for widget in self.widgets:
            widget.blockSignals(True)
            widget.hide()
            widget.deleteLater()


def _came(stay: records.PresenceSpan) -> datetime:
    assert stay.came_at is not None
    return stay.came_at


def _clock(at: datetime) -> str:
    return at.strftime("%H:%M")
