"""Typing opinions that came on paper or before the conference, one after the other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop_app.domain import records
from desktop_app.domain.kinds import Channel, MeetingStatus
from desktop_app.i18n import _
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.page import primary

ORDER = (("text",), ("attendee_id",), ("unit_id",), ("theme_ids",), ("addressed_ids",),
         ("channel", "kind"), ("unnamed",), ("urgent",), ("speaker",), ("at",))
ADVANCE = Channel.BEFORE.value


def usual_channel(meeting: records.Meeting) -> str:
    """How opinions come that are typed into the form: in advance, later on paper."""
    before = meeting.status == MeetingStatus.PREPARING
    return (Channel.BEFORE if before else Channel.PAPER).value


class NewOpinion(QFrame):
    """A form that records and empties itself. `recorded`: with the key. `left`: Esc; what was
    typed stays until it is recorded."""

    recorded = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._host = DeskHost(desk, records.Feedback)
        self.form = Form(records.Feedback, self._host, desk.popup, order=ORDER, recorded=False)
        self.form.finished.connect(self._record)
        self._lay_out()
        self._empty(usual_channel(desk.meeting()))

    def _lay_out(self) -> None:
        title = QLabel(_("New opinion"))
        title.setProperty("role", "heading")
        record, back = primary(_("Record (Ctrl+Enter)")), QPushButton(_("Back (Esc)"))
        record.clicked.connect(lambda: self._record())
        back.clicked.connect(lambda: self.left.emit())
        buttons = QHBoxLayout()
        buttons.addWidget(record)
        buttons.addWidget(back)
        buttons.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(tokens.M, 0, tokens.M, 0)
        head.setSpacing(tokens.S)
        head.addWidget(title)
        head.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        layout.addLayout(head)
        layout.addWidget(self.form, 1)

    def focus(self) -> None:
        """Puts the caret where the opinion is typed."""
        self.form.focus_first()

    def recover(self) -> bool:
        """Puts back what the last session left half typed."""
        return self.form.restore_drafts(self._desk.workspace.drafts.recover)

    def _empty(self, channel: str) -> None:
        self.form.start(records.Feedback(channel=channel), self._host.form_key)

    def _record(self) -> None:
        """Records what stands in the form, or marks what is wrong with it."""
        problems = self.form.make_names()
        raw = dict(self.form.values())
        if not raw["at"] and raw["channel"] != ADVANCE:
            del raw["at"]
        marks = self.form.drafts().values()
        service, meeting_id = self._desk.workspace.feedback, self._desk.meeting_id
        created = None if problems else self._desk.attempt(
            lambda: service.add(meeting_id, raw, *marks))
        if created:
            problems = created.problems
        self.form.show_problems(problems)
        if created and created.id:
            self._empty(str(raw["channel"]))
            self.focus()
            self.recorded.emit(created.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
