"""Importing a list: read and compared in the background, decided row by row, then taken or not."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.domain.errors import UserError
from desktop_app.domain.merging import Verdict
from desktop_app.i18n import _, active, ngettext
from desktop_app.services import importing
from desktop_app.services.importing import Choice, ComparedRow, PeopleMerge
from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk
from desktop_app.ui.import_choices import FileKey, ImportChoices, ListSource
from desktop_app.ui.import_columns import HEIGHT, WIDTH, ColumnsPanel
from desktop_app.ui.import_filters import ImportFilters
from desktop_app.ui.import_findings import Finding, finding_columns, findings, mapping_text
from desktop_app.ui.import_rows import ImportRow, ImportRows, RowTexts, row_columns
from desktop_app.ui.import_table import RowTable, result_text, scrolled_into, wrapped
from desktop_app.ui.page import primary
from desktop_app.ui.panel import Panel
from desktop_app.ui.table import RecordTableModel, TableView
from desktop_app.ui.tasks import Cancelled, Progress

_WIDTH, _HEIGHT, _FINDINGS_HEIGHT, _DETAILS_HEIGHT = 1240, 720, 100, 64
_TABLES_SAID, _FEWEST_ROWS = 2, 4
_ALWAYS = ("taken", "row", "sheet", "full_name", "unit", "what")
_CHOICES = {Qt.Key.Key_T: Choice.TAKE, Qt.Key.Key_K: Choice.KEEP, Qt.Key.Key_B: Choice.BOTH}
Compared = tuple[PeopleMerge, FileKey]


def import_attendees(desk: Desk, page: QWidget) -> None:
    """Asks for a file, reads it, and shows over `page` what it would do to the list."""
    if not desk.may_write():
        return
    folder = Path(desk.settings.import_folder or Path.home())
    path = desk.dialogs.open_list(page, folder)
    if path is None:
        return
    desk.settings.import_folder = str(path.parent)
    _read(desk, page, ListSource(path))


def import_pasted(desk: Desk, page: QWidget, text: str) -> None:
    """Reads a table that was copied from a spreadsheet, headings and all, as one in a file."""
    if desk.may_write():
        _read(desk, page, ListSource(Path(_("Clipboard")), text))


def _read(desk: Desk, page: QWidget, source: ListSource) -> None:
    """Reads and compares off the window's thread, with columns as they were told before."""
    meeting_id, register = desk.meeting_id, desk.workspace.path
    told = importing.remembered(desk.workspace.register)

    def work(_progress: Progress, cancelled: Cancelled) -> Compared:
        found = source.preview(cancelled, told)
        return (importing.compare_in_background(register, meeting_id, found),
                source.key(meeting_id))

    def done(compared: Compared) -> None:
        if isValid(page) and desk.meeting_id == meeting_id:
            panel = ImportPanel(desk, source, *compared)
            panel.open_over(page, panel.table, _WIDTH, _HEIGHT)

    desk.tasks.run(_("Reading {name}").format(name=source.path.name), work, done,
                   lambda error: _failed(desk, error))


def _failed(desk: Desk, error: Exception) -> None:
    if not isinstance(error, UserError):
        raise error
    desk.say(error.sentence(active()))


class ImportPanel(Panel):
    """Nothing is recorded before Ctrl+Enter. What is decided is kept when the panel is closed, for
    as long as the program runs and the file stays the same."""

    def __init__(self, desk: Desk, source: ListSource, merge: PeopleMerge, key: FileKey) -> None:
        super().__init__(_("Import: {name}").format(name=merge.found.path.name))
        self._desk = desk
        self._source = source
        self._key = key
        self._choices = desk.imports.setdefault(key, ImportChoices())
        self.filters = ImportFilters()
        self.table = RowTable("import_table")
        self.table.setMinimumHeight(_FEWEST_ROWS * tokens.ROW)
        self._details = wrapped("", "muted")
        self._erase = QCheckBox(_("Empty cells erase"))
        self._waiting = wrapped("", "warn")
        self._take = primary("")
        self._show_comparison(merge)
        self._build()
        if self._choices.erase:
            self._erase.setChecked(True)

    # --- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        inside = scrolled_into(self.body)
        for table in self._merge.found.tables[:_TABLES_SAID]:
            inside.addWidget(wrapped(mapping_text(table), "muted"))
        columns = QPushButton(_("Columns… (C)"))
        columns.setProperty("role", "filter")
        columns.clicked.connect(self._show_mapping)
        inside.addWidget(self.filters)
        inside.addWidget(self.table, 1)
        inside.addWidget(self._scrolled_details())
        below = QHBoxLayout()
        inside.addLayout(below)
        self._add_findings(below, inside)
        below.addStretch(1)
        below.addWidget(self._erase)
        below.addWidget(columns)
        inside.addWidget(wrapped(_(
            "T: as the list says (again: the next person) · K: as the register says · B: keep both "
            "· Space: on or off · Delete: remove who is missing · Ctrl+A: all rows · ← → or 1–6: "
            "which rows"), "small"))
        self.footer.addWidget(self._waiting, 1)
        self.footer.addWidget(self._take)
        self._connect()
        self.table.go_to(0)

    def _connect(self) -> None:
        self._take.clicked.connect(self._import)
        self.filters.chosen.connect(self._filter)
        self._erase.toggled.connect(self._compare_again)
        self.table.turned.connect(self._turn)
        self.table.stepped.connect(self.filters.step)
        self.table.removal_asked.connect(self._remove)
        self.table.picked.connect(self._show_details)

    def _scrolled_details(self) -> QScrollArea:
        area = QScrollArea()
        area.setObjectName("import_details")
        self._details.setObjectName("form_body")
        self._details.setAlignment(Qt.AlignmentFlag.AlignTop)
        area.setWidget(self._details)
        area.setWidgetResizable(True)
        area.setFixedHeight(_DETAILS_HEIGHT)
        return area

    def _add_findings(self, line: QHBoxLayout, below: QVBoxLayout) -> None:
        said = findings(self._merge.found)
        if not said:
            return
        problems = sum(finding.grave for finding in said)
        head = QPushButton(_("Problems: {count}. Remarks: {other}.").format(
            count=problems, other=len(said) - problems))
        head.setProperty("role", "link")
        model: RecordTableModel[Finding] = RecordTableModel(finding_columns(self._desk.theme))
        model.show(said)
        table = TableView("import_findings")
        table.adopt(model)
        table.setFixedHeight(_FINDINGS_HEIGHT)
        table.picked.connect(lambda row: self._go_to(said[row]) if row >= 0 else None)
        head.clicked.connect(lambda: table.setVisible(table.isHidden()))
        line.addWidget(head)
        below.addWidget(table)
        table.setHidden(problems == 0)

    def _go_to(self, finding: Finding) -> None:
        """Shows the row that a finding is about."""
        place = next((row.place for row in self._merge.rows
                      if (row.sheet, row.place[1]) == (finding.sheet, finding.remark.row)), None)
        if place:
            self.filters.choose(None)
            self.table.go_to(self._rows.place_of(place))

    # --- showing -----------------------------------------------------------------------------

    def _show_comparison(self, merge: PeopleMerge) -> None:
        self._merge = merge
        self._choices.forget_gone(merge)
        self._texts = RowTexts(merge, self._choices)
        self.model: RecordTableModel[ImportRow] = RecordTableModel(
            row_columns(self._texts, self._desk.theme))
        self.filters.show_counts(merge)
        self._rows = ImportRows(merge, self.filters.wanted)
        self.model.show(self._rows)
        self.table.adopt(self.model)
        self._show_columns()
        self._show_count()

    def _filter(self) -> None:
        self._rows = ImportRows(self._merge, self.filters.wanted)
        self.model.show(self._rows)
        self._show_columns()
        self.table.go_to(0)

    def _show_columns(self) -> None:
        """A list of new people is read field by field; else what is different counts."""
        wanted = self.filters.wanted
        new = self._merge.count(Verdict.NEW) == len(self._merge.rows) and not self._merge.missing
        plain = wanted is Verdict.NEW or new
        for column in self.model.columns:
            shown = column.name != "what" if plain else column.name in _ALWAYS
            self.table.show_column(column.name, shown=shown)

    def _show_details(self, place: int) -> None:
        row = self._rows[place] if 0 <= place < len(self._rows) else None
        self._details.setText("\n".join(self._texts.details(row)) if row else "")

    def _show_count(self) -> None:
        added, changed, removed = self._choices.counts(self._merge)
        parts = [text.format(count=count) for text, count in (
            (_("{count} new"), added), (_("{count} changed"), changed),
            (_("{count} removed"), removed)) if count]
        self._take.setText(_("Import: {what} (Ctrl+Enter)").format(
            what=" · ".join(parts) or _("nothing")))
        self._take.setEnabled(bool(parts))
        waiting = self._choices.waiting(self._merge)
        self._waiting.setText(ngettext(
            "{count} doubtful row is left out until it is decided.",
            "{count} doubtful rows are left out until they are decided.",
            waiting).format(count=waiting) if waiting else "")

    def _show_mapping(self) -> None:
        """Lets the user say which column is what; the list is then read again."""
        panel = ColumnsPanel(self._desk, self._merge.found.tables, self._read_again)
        panel.open_over(self, panel.first, WIDTH, HEIGHT)

    def _read_again(self) -> None:
        window = self.window()
        self.close_panel()
        _read(self._desk, window, self._source)

    # --- deciding ----------------------------------------------------------------------------

    def _selected(self) -> list[ImportRow]:
        return [self._rows[place] for place in self.table.selected_rows()]

    def _selected_rows(self) -> list[ComparedRow]:
        return [one.row for one in self._selected() if one.row]

    def _choose(self, choice: Choice) -> None:
        if not self._choices.choose(self._selected_rows(), choice):
            self._desk.say(_("Nobody in the register is free to be this person. B adds the row, "
                             "K leaves it out."))
        self._decided()

    def _turn(self) -> None:
        self._choices.turn(self._selected_rows())
        self._decided()

    def _remove(self) -> None:
        self._choices.turn_removal(one.key for one in self._selected() if one.row is None)
        self._decided()

    def _decided(self) -> None:
        self.model.refresh(self._rows)
        self.table.refit()
        self._show_count()
        self._show_details(self.table.current_row())

    def _compare_again(self, erase: bool) -> None:
        """Compares anew in the background; what empty cells mean has changed."""
        self._choices.erase = erase
        desk, found, meeting_id = self._desk, self._merge.found, self._desk.meeting_id
        register = desk.workspace.path
        self._run("", lambda: importing.compare_in_background(
            register, meeting_id, found, erase=erase), self._show_again)

    def _show_again(self, merge: PeopleMerge) -> None:
        self._show_comparison(merge)
        self.table.go_to(0)

    def _run(self, title: str, work: Callable[[], PeopleMerge],
             done: Callable[[PeopleMerge], None]) -> None:
        self._desk.tasks.run(title, lambda _progress, _cancelled: work(),
                             lambda merge: done(merge) if isValid(self) else None,
                             lambda error: _failed(self._desk, error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        key = Qt.Key(event.key())
        if control and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._import()
        elif not event.modifiers() and key in _CHOICES:
            self._choose(_CHOICES[key])
        elif not event.modifiers() and key == Qt.Key.Key_C:
            self._show_mapping()
        elif not event.modifiers() and Qt.Key.Key_1 <= key <= Qt.Key.Key_6:
            self.filters.go_to(key - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    # --- importing ---------------------------------------------------------------------------

    def _import(self) -> None:
        if not any(self._choices.counts(self._merge)):
            return
        desk, choices = self._desk, self._choices
        result = desk.attempt(lambda: importing.merge_people(
            desk.workspace.register, desk.meeting_id, self._merge, choices.decisions,
            choices.removed))
        if result is not None:
            desk.imports.pop(self._key, None)
            self.close_panel()
            desk.say(result_text(result), undoable=True)
