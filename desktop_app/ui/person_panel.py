"""The right side of the attendees page: one person with presence and form, or a new person."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain import records
from desktop_app.i18n import _
from desktop_app.services.attendance import Person, default_kind
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.page import primary
from desktop_app.ui.people_table import presence_text

_ORDER: Sequence[tuple[str, ...]] = (
    ("full_name",), ("position",), ("unit_id",), ("kind",), ("duty", "number"), ("excused",),
    ("excuse_reason",), ("honorific", "academic_rank", "degree"), ("given", "staff_code"),
    ("gender", "birth_year"), ("phone",), ("email",))
_NEW = "Attendee:new"


class PersonPanel(QFrame):
    """`recorded`: a new person is on the list, with the key. `presence_asked`: the button that
    lets the shown person in or out. `finished`: Ctrl+Enter in the form of a known person."""

    recorded = Signal(int)
    presence_asked = Signal()
    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self._host = DeskHost(desk, records.Attendee)
        self._form = Form(records.Attendee, self._host, desk.popup, order=_ORDER)
        self._new_form = Form(records.Attendee, DeskHost(desk, records.Attendee), desk.popup,
                              order=_ORDER, recorded=False)
        self._name, self._state = QLabel(), QLabel()
        self._toggle = QPushButton()
        self._stack = QStackedWidget()
        self._build()
        self._form.finished.connect(self.finished)
        self._new_form.finished.connect(self._record)
        self._toggle.clicked.connect(self.presence_asked)
        self._empty_new_form()

    def _build(self) -> None:
        nobody = QLabel(_("Select a person to see and change what is known."))
        nobody.setProperty("role", "muted")
        nobody.setWordWrap(True)
        nobody.setAlignment(Qt.AlignmentFlag.AlignTop)
        nobody.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
        for part in (nobody, self._known_part(), self._new_part()):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, tokens.S, 0, 0)
        layout.addWidget(self._stack)

    def _known_part(self) -> QWidget:
        self._name.setProperty("role", "heading")
        self._name.setWordWrap(True)
        self._state.setProperty("role", "muted")
        row = QHBoxLayout()
        row.addWidget(self._state, 1)
        row.addWidget(self._toggle)
        return _part(self._name, row, self._form)

    def _new_part(self) -> QWidget:
        title = QLabel(_("New person"))
        title.setProperty("role", "heading")
        record, clear = primary(_("Record (Ctrl+Enter)")), QPushButton(_("Empty the form"))
        record.clicked.connect(self._record)
        clear.clicked.connect(self._clear)
        row = QHBoxLayout()
        row.addWidget(record)
        row.addWidget(clear)
        row.addStretch(1)
        return _part(title, row, self._new_form)

    # --- showing -----------------------------------------------------------------------------

    @property
    def is_new(self) -> bool:
        """Whether a person is being written who is not on the list yet."""
        return self._stack.currentIndex() == 2

    @property
    def shown_id(self) -> int:
        """The key of the person whose form is shown; 0 if there is none."""
        return self._host.id if self._stack.currentIndex() == 1 else 0

    def show_person(self, person: Person) -> None:
        """Shows somebody on the list. What was being typed of another one is saved first."""
        self._form.save_all()
        self._host.id = person.attendee.id
        self._fill(person)
        self._stack.setCurrentIndex(1)
        self._form.restore_drafts(self._desk.workspace.drafts.recover)
        self._form.set_read_only(self._desk.workspace.read_only)

    def refresh(self, person: Person | None) -> None:
        """Shows what changed of the shown person; nobody, if the person is gone."""
        if person is None and self.shown_id:
            self._stack.setCurrentIndex(0)
        if person and person.attendee.id == self.shown_id:
            self._fill(person)

    def _fill(self, person: Person) -> None:
        self._name.setText(person.attendee.full_name)
        self._state.setText(presence_text(person))
        self._toggle.setText(_("Leaves (Space)") if person.here else _("Present (Space)"))
        self._form.show_record(person.attendee, self._host.form_key)

    def start_new(self) -> None:
        """An empty form for a new person, or the one that was half typed before."""
        self._form.save_all()
        self._stack.setCurrentIndex(2)
        self._new_form.focus_first()

    def recover_new(self) -> bool:
        """Puts back a new person whom the last session left half typed."""
        found = self._new_form.restore_drafts(self._desk.workspace.drafts.recover)
        if found:
            self._stack.setCurrentIndex(2)
        return found

    def focus(self) -> None:
        """Puts the caret into the form that is shown."""
        if self._stack.currentIndex():
            (self._new_form if self.is_new else self._form).focus_first()

    def save_all(self) -> None:
        """Saves what is being typed of somebody on the list; a new person stays a draft."""
        self._form.save_all()

    # --- a new person ------------------------------------------------------------------------

    def _record(self) -> None:
        form, desk = self._new_form, self._desk
        unknown = form.unknown("unit_id")
        created = desk.attempt(lambda: desk.workspace.attendance.add(
            desk.meeting(), form.values(), unit=unknown[0] if unknown else "",
            drafts=form.drafts().values()))
        if created is None:
            return
        form.show_problems(created.problems)
        if not created.problems:
            self._empty_new_form()
            form.focus_first()
            self.recorded.emit(created.id)

    def _empty_new_form(self) -> None:
        kind = default_kind(self._desk.meeting())
        self._new_form.start(records.Attendee(kind=kind), _NEW)

    def _clear(self) -> None:
        for draft in self._new_form.drafts().values():
            self._desk.workspace.drafts.put(draft.key, "", 0)
        self._empty_new_form()
        self._new_form.focus_first()


def _part(first: QWidget, second: QHBoxLayout, form: QWidget) -> QWidget:
    part = QWidget()
    layout = QVBoxLayout(part)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(tokens.S)
    head = QVBoxLayout()
    head.setContentsMargins(tokens.M, 0, tokens.M, 0)
    head.setSpacing(tokens.S)
    head.addWidget(first)
    head.addLayout(second)
    layout.addLayout(head)
    layout.addWidget(form, 1)
    return part
