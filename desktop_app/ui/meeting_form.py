"""The panel in which a new conference is made."""

from datetime import datetime, time

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout

from desktop_app.domain import fields, records
from desktop_app.i18n import _, active
from desktop_app.services.presence import rule_of
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import BEGUN, DeskHost
from desktop_app.ui.page import primary
from desktop_app.ui.panel import Panel

USUAL_AGENDA, NOTHING = 0, -1
_WIDTH, _HEIGHT = 720, 700
_KEY = f"Meeting:{BEGUN}"
_KEPT = ("organisation", "superior", "venue", "place", "form", "staff_total")


class NewMeeting(Panel):
    """Asks for the facts; Ctrl+Enter makes the conference and works on it from then on.

    What was typed when the panel is closed before that is there when it is next opened.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("New conference"))
        self._desk = desk
        self._form = Form(records.Meeting, DeskHost(desk, records.Meeting), desk.popup,
                          recorded=False)
        self._rule = QLabel()
        self._rule.setProperty("role", "muted")
        self._rule.setWordWrap(True)
        self._source = QComboBox()
        self._source.addItem(_("Start with the usual agenda"), USUAL_AGENDA)
        for meeting in desk.workspace.meetings.all():
            self._source.addItem(_("Copy people and agenda of: {title}").format(
                title=meeting.title), meeting.id)
        self._source.addItem(_("Start with nothing"), NOTHING)
        below = QVBoxLayout()
        below.setContentsMargins(tokens.M, 0, tokens.M, 0)
        below.addWidget(self._source)
        below.addWidget(self._rule)
        self.body.addWidget(self._form, 1)
        self.body.addLayout(below)
        create = primary(_("Create (Ctrl+Enter)"))
        create.clicked.connect(self._create)
        self.footer.addStretch(1)
        self.footer.addWidget(create)
        self._form.finished.connect(self._create)
        self._form.editor("starts_at").edited.connect(self._show_rule)
        self._form.editor("rules").finished.connect(self._show_rule)

    def ask(self, copy_from: int = USUAL_AGENDA) -> None:
        """Opens with what the latest conference had; `copy_from` preselects one to copy."""
        if not self._desk.may_write():
            return
        self._form.show_record(self._suggestion(copy_from), _KEY)
        self._source.setCurrentIndex(max(self._source.findData(copy_from), 0))
        self._show_rule()
        self.open_over(self._desk.popup(), self._form.editor("title").widget, _WIDTH, _HEIGHT)

    def _suggestion(self, copy_from: int) -> records.Meeting:
        """Today, where the latest conference was held; a copy begins with the old title."""
        known = self._desk.workspace.meetings.all()
        pattern = next((m for m in known if m.id == copy_from), next(iter(known), None))
        kept = {name: getattr(pattern, name) for name in _KEPT} if pattern else {}
        if pattern and pattern.id == copy_from:
            kept["title"] = pattern.title
        day = self._desk.workspace.now().date()
        return records.Meeting(starts_at=datetime.combine(day, time(7, 30)), **kept)

    def _show_rule(self) -> None:
        values, problems = fields.parse_values(records.Meeting, {
            name: self._form.values()[name] for name in ("starts_at", "rules")})
        if problems:
            self._rule.setText("")
            return
        meeting = records.Meeting(**values)  # type: ignore[arg-type]
        rule = rule_of(meeting, self._desk.workspace.now())
        self._rule.setText(_("Rules in force on that day: {rule}").format(
            rule=active().get(rule.title)))

    def _create(self) -> None:
        desk, source = self._desk, int(self._source.currentData())
        created = desk.attempt(lambda: desk.workspace.meetings.create(
            self._form.values(), active(), with_agenda=source == USUAL_AGENDA,
            copy_from=source if source > 0 else None, drafts=self._form.drafts().values()))
        if created is None:
            return
        self._form.show_problems(created.problems)
        if not created.problems:
            super().close_panel()
            desk.change_meeting(created.id)

    def close_panel(self) -> None:
        """Takes the panel away; what was typed is there again when it is next opened."""
        self._form.leave_drafts()
        super().close_panel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter makes the conference also from beside the form."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._create()
            return
        super().keyPressEvent(event)
