"""Importing a list: read it in the background, show what was understood, then take it or not."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from shiboken6 import isValid

from desktop_app.domain.errors import UserError
from desktop_app.domain.merging import Verdict
from desktop_app.i18n import _, active, ngettext
from desktop_app.services import importing
from desktop_app.services.importing import Choice, Decision, ImportResult, Preview
from desktop_app.ui.desk import Desk
from desktop_app.ui.import_rows import (
    Finding,
    ImportRow,
    finding_columns,
    findings,
    import_rows,
    mapping_text,
    row_columns,
    taken_at_first,
)
from desktop_app.ui.page import primary
from desktop_app.ui.panel import Panel
from desktop_app.ui.table import Column, RecordTableModel, TableView
from desktop_app.ui.tasks import Cancelled, Progress

_WIDTH, _HEIGHT, _FINDINGS_HEIGHT = 1180, 680, 132
_TABLES_SAID = 4


def import_attendees(desk: Desk, page: QWidget) -> None:
    """Asks for a file, reads it, and shows over `page` what it says."""
    if not desk.may_write():
        return
    folder = Path(desk.settings.import_folder or Path.home())
    path = desk.dialogs.open_list(page, folder)
    if path is None:
        return
    desk.settings.import_folder = str(path.parent)
    meeting_id = desk.meeting_id

    def work(_progress: Progress, cancelled: Cancelled) -> Preview:
        return importing.preview(path, "attendees", cancelled)

    def done(found: Preview) -> None:
        if isValid(page) and desk.meeting_id == meeting_id:
            panel = ImportPanel(desk, found)
            panel.open_over(page, panel.table, _WIDTH, _HEIGHT)

    desk.tasks.run(_("Reading {name}").format(name=path.name), work, done,
                   lambda error: _failed(desk, error))


def _failed(desk: Desk, error: Exception) -> None:
    if not isinstance(error, UserError):
        raise error
    desk.say(error.sentence(active()))


class ImportPanel(Panel):
    """Nothing is recorded before Ctrl+Enter. The space bar leaves rows out or takes them in."""

    def __init__(self, desk: Desk, found: Preview) -> None:
        super().__init__(_("Import: {name}").format(name=found.path.name))
        self._desk = desk
        self._found = found
        work = desk.workspace
        self._merge = importing.compare_people(work.register, desk.meeting_id, found)
        new = {row.place for row in self._merge.rows if row.verdict is Verdict.NEW}
        self._rows = import_rows(found, new)
        self._taken = taken_at_first(self._rows)
        self.model: RecordTableModel[ImportRow] = RecordTableModel(
            [self._taken_column(), *row_columns(found, desk.theme)])
        self.table = _RowTable("import_table")
        self._take = primary("")
        self._build()
        self._show_count()

    def _taken_column(self) -> Column[ImportRow]:
        def text(row: ImportRow) -> str:
            if row.key in self._taken:
                return _("✔ but see below") if row.doubtful else "✔"
            return _("on the list already") if row.known else _("left out")

        def colour(row: ImportRow) -> str:
            palette = self._desk.theme.palette
            taken = palette.warn if row.doubtful else palette.good
            return taken if row.key in self._taken else palette.muted

        return Column("taken", _("Import"), text, 24, colour=colour, fixed=True)

    def _build(self) -> None:
        for table in self._found.tables[:_TABLES_SAID]:
            self.body.addWidget(_wrapped(mapping_text(table), "muted"))
        self.model.show(self._rows)
        self.table.adopt(self.model)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(_wrapped(_(
            "Somebody is on the list already if the staff code is the same, or name and unit are "
            "and no birth years differ. Space leaves rows out or takes them in."), "small"))
        self._add_findings()
        cancel = QPushButton(_("Cancel (Esc)"))
        cancel.clicked.connect(self.close_panel)
        self._take.clicked.connect(self._import)
        self.footer.addStretch(1)
        self.footer.addWidget(cancel)
        self.footer.addWidget(self._take)
        self.table.turned.connect(self._turn)
        self.table.go_to(0)

    def _add_findings(self) -> None:
        said = findings(self._found)
        if not said:
            return
        problems = sum(finding.grave for finding in said)
        head = QLabel(_("Problems: {count}. Remarks: {other}.").format(
            count=problems, other=len(said) - problems))
        head.setProperty("role", "bad" if problems else "muted")
        model: RecordTableModel[Finding] = RecordTableModel(finding_columns(self._desk.theme))
        model.show(said)
        table = TableView("import_findings")
        table.adopt(model)
        table.setMaximumHeight(_FINDINGS_HEIGHT)
        table.picked.connect(lambda row: self._go_to(said[row]) if row >= 0 else None)
        self.body.addWidget(head)
        self.body.addWidget(table)

    def _go_to(self, finding: Finding) -> None:
        """Shows the row that a finding is about."""
        place = next((i for i, row in enumerate(self._rows)
                      if (row.sheet, row.key[1]) == (finding.sheet, finding.row)), -1)
        self.table.go_to(place)

    # --- choosing ----------------------------------------------------------------------------

    def _turn(self) -> None:
        """Takes the selected rows in, or leaves them out if all of them are taken; who is on the
        list already stays out."""
        rows = [self._rows[row] for row in self.table.selected_rows()]
        keys = {row.key for row in rows if not row.known}
        if keys <= self._taken:
            self._taken -= keys
        else:
            self._taken |= keys
        self.model.refresh(self._rows)
        self._show_count()

    def _show_count(self) -> None:
        count = len(self._taken)
        self._take.setText(ngettext("Import {count} person (Ctrl+Enter)",
                                    "Import {count} people (Ctrl+Enter)", count).format(
                                        count=count))
        self._take.setEnabled(count > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._import()
            return
        super().keyPressEvent(event)

    # --- importing ---------------------------------------------------------------------------

    def _import(self) -> None:
        if not self._taken:
            return
        desk = self._desk
        left = {row.place: Decision(Choice.KEEP) for row in self._merge.rows
                if row.place not in self._taken}
        result = desk.attempt(lambda: importing.merge_people(
            desk.workspace.register, desk.meeting_id, self._merge, left))
        if result is not None:
            self.close_panel()
            desk.say(_result_text(result), undoable=True)


def _result_text(result: ImportResult) -> str:
    """How many people and units were added, and how many rows were left out."""
    count, units, skipped = len(result.added), len(result.units_added), len(result.skipped)
    parts = [ngettext("{count} person imported.", "{count} people imported.", count).format(
        count=count)]
    if units:
        parts.append(ngettext("{count} new unit.", "{count} new units.", units).format(count=units))
    if skipped:
        parts.append(_("On the list already: {count}.").format(count=skipped))
    return " ".join(parts)


class _RowTable(TableView):
    """`turned`: the space bar."""

    turned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space:
            self.turned.emit()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _wrapped(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
