"""What stands round the page: rail, header, notices and status line, with what they say."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain import records
from desktop_app.domain.changes import Changes
from desktop_app.domain.kinds import MeetingStatus
from desktop_app.i18n import _
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk, reading_only
from desktop_app.ui.header import Header
from desktop_app.ui.overlays import FailureBar, Notice, Toast
from desktop_app.ui.quorum_bar import QuorumBar
from desktop_app.ui.rail import Rail
from desktop_app.ui.status import StatusLine

if TYPE_CHECKING:
    from desktop_app.services.agenda import PlannedRow

ROOM = ("meeting", "agenda_item", "item_span", "attendee", "presence_span")


class Frame(QWidget):
    """Holds the pages in its middle. What it says of the register it reads anew after a change,
    once the page has been painted; ticks only paint the clock."""

    def __init__(self, desk: Desk, undo: Callable[[], object]) -> None:
        super().__init__()
        self.desk = desk
        self.rail = Rail(desk.theme)
        self.header = Header()
        self.failure = FailureBar()
        self.quorum_bar = QuorumBar()
        self.pages = QStackedWidget()
        self._status = StatusLine()
        self._row: PlannedRow | None = None
        self._build()
        self._toast = Toast(self, undo)
        self._facts = QTimer(self, singleShot=True, interval=0)
        self._facts.timeout.connect(lambda: desk.look(self.show_facts))
        desk.tasks.started.connect(self._status.tasks.follow)
        desk.bus.writing.connect(self.show_writing)
        desk.bus.said.connect(self._say)
        self.show_writing()

    def _build(self) -> None:
        notices = [Notice(f"ⓘ {reading_only()}")] if self.desk.read_only else []
        body, middle, whole = QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for widget in (self.header, self.failure, *notices, self.quorum_bar):
            body.addWidget(widget)
        body.addWidget(self.pages, 1)
        middle.addWidget(self.rail)
        middle.addLayout(body, 1)
        whole.addLayout(middle, 1)
        whole.addWidget(self._status)
        for layout in (body, middle, whole):
            _close_up(layout)

    def add_bar(self, bar: QWidget) -> None:
        """Shows a bar over the status line."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(self._status), bar)

    # --- news --------------------------------------------------------------------------------

    def refresh(self, changes: Changes) -> None:
        """Brings what is said up to date when there is time for it."""
        if changes.touches(*ROOM):
            self._facts.start()
        if changes.touches("feedback"):
            self.desk.rest.do("counts", lambda: self.desk.look(self.show_counts))

    def show_facts(self) -> None:
        """Everything that comes from the register but the counts."""
        self._status.show_register(self.desk.workspace.path, read_only=self.desk.read_only)
        if self.desk.meeting_id:
            self._show_meeting(self.desk.meeting())
        else:
            self._show_no_meeting()

    def _show_meeting(self, meeting: records.Meeting) -> None:
        work = self.desk.workspace
        quorum = work.presence.quorum(meeting)
        rows = work.agenda.rows(meeting)
        self._row = next((r for r in rows if r.item.state == "current"), None)
        self.header.title.show_text(meeting.title)
        self.window().setWindowTitle(f"{meeting.title} – {_('Conference Secretary')}")
        self.header.show_quorum(quorum)
        self._status.show_room(quorum)
        self.quorum_bar.show_fall(work.presence.open_fall(meeting), quorum)
        self.rail.show_live(meeting.status == MeetingStatus.LIVE)
        self._show_clock()

    def _show_no_meeting(self) -> None:
        self._row = None
        self.header.show_quorum(None)
        self.quorum_bar.hide()
        self._status.show_room(None)
        self.header.title.show_text(_("No conference yet"))
        self.window().setWindowTitle(_("Conference Secretary"))

    def show_counts(self) -> None:
        """How many opinions wait for an answer; counting them takes longer the more there are."""
        desk = self.desk
        waiting = desk.workspace.feedback.unanswered(desk.meeting_id) if desk.meeting_id else 0
        self.rail.show_counts({"feedback": waiting})

    def show_writing(self) -> None:
        """What is on disk and what is not."""
        writing = self.desk.workspace.writing.view()
        self.header.show_writing(writing)
        self.failure.show_writing(writing)

    def tick(self) -> None:
        """Once a second."""
        self._show_clock()

    def _show_clock(self) -> None:
        now = self.desk.workspace.now()
        told = self.header.show_clock(now, self.desk.set_back())
        if told:
            self.desk.say(told)
        self.header.show_item(self._row, now)

    def _say(self, text: str, undoable: bool) -> None:
        self._toast.say(text, undoable, self.pages.height() + tokens.HEADER)

    def fit(self, width: int) -> None:
        """Folds the rail in a window of this width, before the pages get their room."""
        self.rail.fold(width < tokens.RAIL_FOLDS_BELOW)

    def end(self) -> None:
        """Nothing is read from the register any more."""
        self._facts.stop()


def _close_up(layout: QLayout) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
