"""What the answering units are sent and send back: who has answered, workbooks out and in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop_app.domain.changes import Changes
from desktop_app.domain.dates import short_date
from desktop_app.i18n import _, ngettext
from desktop_app.services.feedback import OfficeProgress
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk
from desktop_app.ui.exports import export
from desktop_app.ui.office_files import read_returned
from desktop_app.ui.page import primary
from desktop_app.ui.panel import Panel
from desktop_app.ui.table import Column, RecordTableModel, TableView

_WIDTH, _HEIGHT = 860, 560
_SHOWN = ("feedback", "feedback_unit", "reply", "reply_feedback", "unit")


class OfficesPanel(Panel):
    """`unit_chosen`: Enter on a unit, with its key; the panel is closed then."""

    unit_chosen = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Replies of offices"))
        self._desk = desk
        self._units: dict[int, str] = {}
        self._offices: list[OfficeProgress] = []
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setProperty("role", "muted")
        self.table = TableView("offices_table")
        self.table.setAccessibleName(_("Replies of offices"))
        self._model: RecordTableModel[OfficeProgress] = RecordTableModel(self._columns())
        self._send = primary(_("Write the workbooks…"))
        self._folder = QPushButton(_("Read a folder…"))
        self._file = QPushButton(_("Read one file…"))
        self._build()
        self._show()
        self.table.go_to(0)

    def _columns(self) -> list[Column[OfficeProgress]]:
        def colour(office: OfficeProgress) -> str:
            palette = self._desk.theme.palette
            return palette.good if office.answered == office.asked else palette.text

        return [
            Column("unit", _("Answering unit"), lambda each: self._units[each.unit_id], 48),
            Column("answered", _("Answered"), _answered, 16, colour=colour, fixed=True),
            Column("last", _("Last reply"), _last, 18, fixed=True)]

    def _build(self) -> None:
        self.table.adopt(self._model)
        self.table.horizontalHeader().setMinimumSectionSize(tokens.XXL)
        self.body.addWidget(self._hint)
        self.body.addWidget(self.table, 1)
        for button in (self._folder, self._file):
            self.footer.addWidget(button)
        self.footer.addStretch(1)
        self.footer.addWidget(self._send)
        self._desk.writing(self._folder, self._file)
        self._send.clicked.connect(lambda: export(self._desk, self, "offices"))
        self._folder.clicked.connect(lambda: self._read(folder=True))
        self._file.clicked.connect(lambda: self._read(folder=False))
        self.table.opened.connect(self._open)
        self._desk.bus.changed.connect(self._changed)

    def open(self, place: QWidget) -> None:
        """Shows the panel over a page."""
        self.open_over(place, self._send if self._offices else self.table, _WIDTH, _HEIGHT)

    # --- showing -----------------------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_SHOWN):
            row = self.table.current_row()
            self._show()
            self.table.go_to(min(max(row, 0), len(self._offices) - 1))

    def _show(self) -> None:
        work, meeting_id = self._desk.workspace, self._desk.meeting_id
        self._units = {unit.id: unit.name for unit in work.attendance.units(meeting_id)}
        self._offices = work.feedback.offices(meeting_id)
        self._model.show(self._offices)
        self._send.setEnabled(bool(self._offices))
        self._hint.setText(self._summary())

    def _summary(self) -> str:
        count = len(self._offices)
        if not count:
            return _("No opinion is addressed to a unit yet. Name the answering units in the form "
                     "of an opinion; each then gets a workbook to fill in.")
        done = sum(each.answered == each.asked for each in self._offices)
        said = ngettext("{done} of {count} unit has answered everything.",
                        "{done} of {count} units have answered everything.", count)
        return " ".join((said.format(done=done, count=count), _(
            "Each unit gets a workbook with its opinions to fill in; what comes back is compared "
            "with the register before anything is recorded. Enter shows a unit's opinions.")))

    # --- acting ------------------------------------------------------------------------------

    def _read(self, *, folder: bool) -> None:
        page = self.parentWidget()
        if page is not None and read_returned(self._desk, page, folder=folder):
            self.close_panel()

    def _open(self, row: int) -> None:
        unit_id = self._offices[row].unit_id
        self.close_panel()
        self.unit_chosen.emit(unit_id)


def _answered(office: OfficeProgress) -> str:
    said = _("{answered} of {asked}").format(answered=office.answered, asked=office.asked)
    return f"✔ {said}" if office.answered == office.asked else said


def _last(office: OfficeProgress) -> str:
    at = office.last_at
    return f"{short_date(at)} {at:%H:%M}" if at else _("none yet")
