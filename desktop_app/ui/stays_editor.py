"""When one person was in the room, to be corrected: times of coming and leaving, line by line."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

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

    What cannot be true is said under the lines and stays typed, also while other stays of the
    person change.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._attendee_id = 0
        self._stays: list[records.PresenceSpan] = []
        self._lines: list[_Line] = []
        self._saving: _Line | None = None
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

    def leave_for(self, attendee_id: int) -> None:
        """Before somebody else is shown: records what is still typed, and says what cannot be."""
        if attendee_id == self._attendee_id:
            return
        for line in [line for line in self._lines if line.is_typed()]:
            self._desk.attempt(partial(self._save, line))
        self._clear()

    def show_person(self, attendee_id: int) -> None:
        """The stays of one person; lines being typed stay."""
        stays = self._desk.workspace.stays.of(attendee_id)
        if attendee_id != self._attendee_id:
            self._clear()
        if (attendee_id, stays) != (self._attendee_id, self._stays) or not self._lines:
            self._attendee_id, self._stays = attendee_id, stays
            self._fill()
        self.add.setVisible(not self._desk.read_only)

    def _fill(self) -> None:
        focused = next(((place, column) for place, line in enumerate(self._lines)
                        for column, widget in enumerate(line.widgets) if widget.hasFocus()), None)
        typed = [line for line in self._lines if line.is_typed() and line is not self._saving]
        self._clear()
        for stay in self._stays:
            self._put(stay)
        for line in typed:
            self._carry_over(line)
        self._tell()
        if focused is not None and self._lines:
            place, column = focused
            self._lines[min(place, len(self._lines) - 1)].widgets[column].setFocus()

    def _clear(self) -> None:
        for line in self._lines:
            line.remove()
        self._lines = []

    def _carry_over(self, before: "_Line") -> None:
        """What was typed goes on in the line of the same stay, unless the stay is gone."""
        if before.stay is None:
            self._put(None).take_over(before)
            return
        for line in self._lines:
            if line.stay is not None and line.stay.id == before.stay.id:
                line.take_over(before)

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
            line.problem = ""
        except UserError as error:
            failed = self._desk.workspace.step_failed(error)
            line.problem = "" if failed else f"✘ {error.sentence(active())}"
        self._tell()

    def _tell(self) -> None:
        problem = next((line.problem for line in self._lines if line.problem), "")
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _save(self, line: "_Line") -> None:
        stays, span = self._desk.workspace.stays, self._span(line)
        self._saving = line
        try:
            if line.stay is None:
                stays.add(self._attendee_id, span)
            elif span != Span(_came(line.stay), line.stay.left_at):
                stays.change(line.stay.id, span)
        finally:
            self._saving = None

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
        line.came.setFocus()
        if stay is None:
            line.came.clear()
            line.left.clear()
            self._fill()
            return
        self._desk.attempt(lambda: self._desk.workspace.stays.remove(stay.id),
                           done=_("Removed from the presence list."))


class _Line:
    """Coming, leaving and the button that removes the stay."""

    def __init__(self, stay: records.PresenceSpan | None, keep: Callable[["_Line"], None],
                 remove: Callable[["_Line"], None], *, read_only: bool) -> None:
        self.stay = stay
        self.problem = ""
        self.came, self.left = QLineEdit(), QLineEdit()
        self.came.setAccessibleName(_("Came at"))
        self.left.setAccessibleName(_("Left at"))
        self.left.setPlaceholderText(_("still here"))
        for box, recorded in self.recorded():
            box.setMaxLength(_LONGEST)
            box.setFixedWidth(_TIME_WIDTH)
            box.setReadOnly(read_only)
            box.setText(recorded)
        drop = QPushButton(_("Remove"))
        drop.setProperty("role", "link")
        drop.setEnabled(not read_only)
        drop.clicked.connect(lambda _on=False: remove(self))
        self.widgets: tuple[QWidget, ...] = (self.came, QLabel("–"), self.left, drop)
        self.left.editingFinished.connect(lambda: keep(self))
        if stay is None:
            self.came.returnPressed.connect(self.left.setFocus)
        self.came.editingFinished.connect(
            lambda: keep(self) if self.stay or self.left.text().strip() else None)

    def recorded(self) -> tuple[tuple[QLineEdit, str], ...]:
        """Both boxes with what they say while nothing was typed."""
        stay = self.stay
        return ((self.came, _clock(stay.came_at if stay else None)),
                (self.left, _clock(stay.left_at if stay else None)))

    def is_typed(self) -> bool:
        """Whether a box says something else than what is recorded."""
        return any(box.text().strip() != recorded for box, recorded in self.recorded())

    def take_over(self, before: "_Line") -> None:
        """Goes on with what was typed in another line."""
        self.problem = before.problem
        for box, (typed, recorded) in zip((self.came, self.left), before.recorded(), strict=True):
            if typed.text().strip() != recorded:
                box.setText(typed.text())

    def remove(self) -> None:
        for widget in self.widgets:
            widget.blockSignals(True)
            widget.hide()
            widget.deleteLater()


def _came(stay: records.PresenceSpan) -> datetime:
    assert stay.came_at is not None
    return stay.came_at


def _clock(at: datetime | None) -> str:
    return at.strftime("%H:%M") if at else ""
