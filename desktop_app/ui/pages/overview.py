"""The overview: what is ready, what is missing, the next step; and the conferences there are."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain import records
from desktop_app.domain.changes import Changes
from desktop_app.domain.fields import entry_of
from desktop_app.i18n import _
from desktop_app.ui import tokens
from desktop_app.ui.actions import key_text
from desktop_app.ui.checklist_card import ChecklistCard
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import BEGUN, DeskHost
from desktop_app.ui.meeting_form import NewMeeting
from desktop_app.ui.meeting_list import MeetingList
from desktop_app.ui.page import EmptyState, Page, primary
from desktop_app.ui.split import table_and_form

LINKS = 2


class OverviewPage(Page):
    """Leads through a conference; without one it says what the program is for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._command = ""
        self._stack = QStackedWidget()
        self._stack.addWidget(self._welcome())
        if desk.meeting_id:
            self._stack.addWidget(self._conference())
            self._stack.setCurrentIndex(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        layout.addWidget(self._stack)

    # --- building ----------------------------------------------------------------------------

    def _welcome(self) -> QWidget:
        new = primary(_("New conference ({key})").format(key=key_text("new")))
        new.clicked.connect(self.new)
        other = QPushButton(_("Open register ({key})").format(key=key_text("open_register")))
        other.clicked.connect(lambda _on=False: self.desk.run("open_register"))
        self.desk.writing(new)
        self._first = new
        state = EmptyState(
            _("The secretary's desk of a staff conference"),
            _("Prepare the attendee list and the agenda, type what is said while it is said, and "
              "hand over the Excel summary. Everything stays on this PC and is saved as you type."),
            new, other)
        for button in self._recent():
            state.layout().addWidget(button)  # type: ignore[union-attr]
        return state

    def _recent(self) -> list[QPushButton]:
        """A link for each register that was open lately and is still there."""
        here = self.desk.workspace.path
        paths = [Path(text) for text in self.desk.settings.registers]
        return [self._link(path) for path in paths if path != here and path.is_file()]

    def _link(self, path: Path) -> QPushButton:
        link = QPushButton(_("Open {name}").format(name=path.name))
        link.setProperty("role", "link")
        link.setToolTip(str(path))
        link.clicked.connect(lambda _on=False: self.desk.open_register(path))
        return link

    def _conference(self) -> QWidget:
        self._title, self._status = QLabel(), QLabel()
        self._title.setProperty("role", "title")
        self._status.setProperty("role", "muted")
        self._checks = ChecklistCard(self.desk)
        self._next = primary("")
        self._next.clicked.connect(lambda _on=False: self.desk.run(self._command))
        self.list = MeetingList(self.desk.meeting_id)
        self.list.opened.connect(lambda _row: self._open())
        self.list.removal_asked.connect(self._remove)
        self._host = DeskHost(self.desk, records.Meeting)
        self._host.id = self.desk.meeting_id
        self._form = Form(records.Meeting, self._host, self.desk.popup)
        self._form.finished.connect(self._next.setFocus)
        facts = QFrame()
        facts.setObjectName("card")
        inside = QVBoxLayout(facts)
        inside.setContentsMargins(0, tokens.S, 0, 0)
        heading = _heading(_("The conference"))
        heading.setContentsMargins(tokens.M, 0, tokens.M, 0)
        inside.addWidget(heading)
        inside.addWidget(self._form, 1)
        return table_and_form(self.desk, "overview", self._left(), facts)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setObjectName("form_body")
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.M)
        for label in (self._title, self._status):
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addWidget(self._next, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._checks)
        layout.addWidget(_heading(_("Conferences in this register")))
        layout.addWidget(self.list, 1)
        layout.addLayout(self._buttons())
        area = QScrollArea()
        area.setWidget(left)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _buttons(self) -> QHBoxLayout:
        new = QPushButton(_("New conference ({key})").format(key=key_text("new")))
        new.clicked.connect(self.new)
        copy = QPushButton(_("Copy this conference…"))
        copy.clicked.connect(self._copy)
        self.desk.writing(new, copy)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        for button in (new, copy):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for link in self._recent()[:LINKS]:
            buttons.addWidget(link)
        return buttons

    # --- showing -----------------------------------------------------------------------------

    def activate(self) -> None:
        if not self.desk.meeting_id:
            self._first.setFocus()
            return
        self._show()
        self._next.setFocus()

    def refresh(self, changes: Changes) -> None:
        if self.desk.meeting_id:
            self._show()

    def leave(self) -> None:
        if self.desk.meeting_id:
            self._form.save_all()

    def help_text(self) -> str:
        return _("The list shows what is ready and what is missing; the button below the title is "
                 "the next step. The facts of the conference are saved as you type. Enter on "
                 "another conference works on that one, Delete removes it.")

    def _show(self) -> None:
        ready, checks, step = self.desk.workspace.checklist.of(self.desk.meeting_id)
        meeting = ready.meeting
        self._title.setText(meeting.title)
        status = _(entry_of(records.Meeting, "status").choice_label(meeting.status))
        when = meeting.starts_at.strftime("%d/%m/%Y %H:%M") if meeting.starts_at else ""
        parts = (status, when, meeting.venue, meeting.organisation)
        self._status.setText(" · ".join(part for part in parts if part))
        self._checks.show_checks(checks)
        self._command = step.command
        self._next.setText(f"{_(step.text)} ({key_text(step.command)})")
        self._next.setEnabled(self.desk.allows(step.command))
        self._form.show_record(meeting, self._host.form_key)
        self._form.set_read_only(self.desk.read_only)
        self.list.show_meetings(self.desk.workspace.meetings.all())

    # --- commands ----------------------------------------------------------------------------

    def new(self) -> None:
        NewMeeting(self.desk).ask()

    def resume(self, record: str, key: str) -> None:
        if key.startswith(BEGUN):
            self.new()

    def edit(self) -> None:
        if self.desk.meeting_id:
            self._form.focus_first()

    def search(self) -> None:
        if self.desk.meeting_id:
            self.list.setFocus()

    def _copy(self) -> None:
        NewMeeting(self.desk).ask(copy_from=self.desk.meeting_id)

    def _open(self) -> None:
        meeting = self.list.chosen()
        if meeting and meeting.id != self.desk.meeting_id:
            self.desk.change_meeting(meeting.id)

    def _remove(self) -> None:
        """Delete: the conference goes with everything in it; undo brings it back."""
        meeting = self.list.chosen()
        if meeting:
            self.desk.attempt(lambda: self.desk.workspace.meetings.delete(meeting.id),
                              done=_("Removed: {name}").format(name=meeting.title))


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label
