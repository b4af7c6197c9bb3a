"""The panel in which a new conference is made."""

from datetime import time

from PySide6.QtWidgets import QComboBox, QLabel

from desktop_app.domain import fields, records
from desktop_app.i18n import _, active
from desktop_app.services.meetings import rule_of
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.page import primary
from desktop_app.ui.panel import Panel

USUAL_AGENDA, NOTHING = 0, -1
_ASKED = (("title",), ("starts_at", "form"), ("organisation",), ("superior",), ("venue", "place"),
          ("reviewed_period", "planned_period"), ("staff_total", "rules"))
_KEPT = ("organisation", "superior", "venue", "place", "form", "staff_total")


class NewMeeting(Panel):
    """Asks for the facts; Ctrl+Enter makes the conference and works on it from then on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("New conference"))
        self._desk = desk
        names = [name for line in _ASKED for name in line]
        self._form = Form(records.Meeting, DeskHost(desk, records.Meeting), desk.popup, names,
                          order=_ASKED, recorded=False)
        self._rule = QLabel()
        self._rule.setProperty("role", "muted")
        self._rule.setWordWrap(True)
        self._source = QComboBox()
        self._source.addItem(_("Start with the usual agenda"), USUAL_AGENDA)
        for meeting in desk.workspace.meetings.all():
            self._source.addItem(_("Copy people and agenda of: {title}").format(
                title=meeting.title), meeting.id)
        self._source.addItem(_("Start with nothing"), NOTHING)
        self.body.addWidget(self._form, 1)
        self.body.addWidget(self._source)
        self.body.addWidget(self._rule)
        create = primary(_("Create (Ctrl+Enter)"))
        create.clicked.connect(self._create)
        self.footer.addStretch(1)
        self.footer.addWidget(create)
        self._form.finished.connect(self._create)
        self._form.editor("starts_at").edited.connect(self._show_rule)
        self._form.editor("rules").finished.connect(self._show_rule)

    def ask(self, copy_from: int = USUAL_AGENDA) -> None:
        """Opens with what the latest conference had; `copy_from` preselects one to copy."""
        self._form.start(self._suggestion(), "Meeting:new")
        self._form.restore_drafts(self._desk.workspace.drafts.recover)
        self._source.setCurrentIndex(max(self._source.findData(copy_from), 0))
        self._show_rule()
        self.open_over(self._desk.popup(), self._form.editor("title").widget, 720, 640)

    def _suggestion(self) -> records.Meeting:
        latest = next(iter(self._desk.workspace.meetings.all()), None)
        kept = {name: getattr(latest, name) for name in _KEPT} if latest else {}
        day = self._desk.workspace.now().date()
        start = self._desk.workspace.now().combine(day, time(7, 30))
        return records.Meeting(starts_at=start, **kept)

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
            copy_from=source if source > 0 else None))
        if created is None:
            return
        self._form.show_problems(created.problems)
        if not created.problems:
            for draft in self._form.drafts().values():
                desk.workspace.drafts.put(draft.key, "", 0)
            self.close_panel()
            desk.change_meeting(created.id)
