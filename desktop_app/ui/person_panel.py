"""The right side of the attendees page: one person with presence and form, or a new person."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.domain import records
from desktop_app.domain.fields import Problem
from desktop_app.i18n import _
from desktop_app.services.attendance import Person, default_kind
from desktop_app.services.editing import DraftMark
from desktop_app.services.meetings import Created
from desktop_app.ui.cards import FormCard, NewRecord
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.people_table import presence_text
from desktop_app.ui.record_panel import RecordPanel
from desktop_app.ui.stays_editor import StaysEditor


class NewPerson(NewRecord):
    """A unit that is new comes with the person, as one step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, records.Attendee, _("New person"))

    def blank(self) -> records.Attendee:
        return records.Attendee(kind=default_kind(self.desk.meeting()))

    def make_names(self) -> Sequence[Problem]:
        return ()

    def make(self, raw: Mapping[str, object], drafts: Iterable[DraftMark]) -> Created:
        unit = next(iter(self.form.unknown("unit_id")), "")
        return self.desk.workspace.attendance.add(self.desk.meeting(), raw, unit=unit,
                                                  drafts=drafts)


class PersonPanel(RecordPanel):
    """`presence_asked`: the button that lets the shown person in or out."""

    presence_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        self._host = DeskHost(desk, records.Attendee)
        form = Form(records.Attendee, self._host, desk.popup)
        super().__init__(desk, _("Select a person to see and change what is known."), form,
                         FormCard(form), NewPerson(desk))
        self._state, self._toggle = QLabel(), QPushButton()
        self._state.setProperty("role", "muted")
        self._toggle.clicked.connect(self.presence_asked)
        desk.writing(self._toggle)
        self.known.buttons.addWidget(self._state, 1)
        self.known.buttons.addWidget(self._toggle)
        self.stays = StaysEditor(desk)
        self.known.head.addWidget(self.stays)

    @property
    def shown_id(self) -> int:
        """The key of the person whose form is shown; 0 if there is none."""
        return self._host.id if self.is_known else 0

    def show_person(self, person: Person | None) -> None:
        """Shows somebody on the list, or nobody. What was being typed of another one is saved
        first."""
        self.save_all()
        if person is None:
            self.show_nothing()
            return
        self.stays.leave_for(person.attendee.id)
        self._host.id = person.attendee.id
        self._fill(person)
        self.show_known()

    def refresh(self, person: Person | None) -> None:
        """Shows what changed of the shown person; nobody, if the person is gone."""
        if person is None and self.shown_id:
            self.show_nothing()
        if person and person.attendee.id == self.shown_id:
            self._fill(person)

    def _fill(self, person: Person) -> None:
        self.known.title.setText(person.attendee.full_name)
        self._state.setText(presence_text(person))
        self._toggle.setText(_("Leaves (Space)") if person.here else _("Present (Space)"))
        self.stays.show_person(person.attendee.id)
        self.form.show_record(person.attendee, self._host.form_key)
