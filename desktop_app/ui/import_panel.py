"""Importing a list: what it would change, decided row by row, then taken or not."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout
from shiboken6 import isValid

from desktop_app.domain.list_table import NAMED_BY
from desktop_app.domain.merging import Verdict
from desktop_app.i18n import _, ngettext
from desktop_app.services import importing
from desktop_app.services.importing import Choice, ComparedRow, ListMerge, Merged, Overtaken
from desktop_app.ui import tokens
from desktop_app.ui.decision_table import is_ctrl_enter
from desktop_app.ui.desk import Desk
from desktop_app.ui.import_choices import FileKey, ImportChoices
from desktop_app.ui.import_columns import HEIGHT, WIDTH, ColumnsPanel
from desktop_app.ui.import_details import RowDetails
from desktop_app.ui.import_ending import import_done, import_failed, import_overtaken
from desktop_app.ui.import_filters import ImportFilters
from desktop_app.ui.import_findings import Finding, finding_columns, findings, mapping_text
from desktop_app.ui.import_rows import ImportRow, ImportRows, RowTexts, row_columns
from desktop_app.ui.import_table import RowTable, key_hint, scrolled_into, wrapped
from desktop_app.ui.page import primary
from desktop_app.ui.panel import Panel
from desktop_app.ui.table import RecordTableModel, TableView
from desktop_app.ui.tasks import Cancelled, Progress

SIZE = (1240, 720)
_FINDINGS_HEIGHT = 100
_TABLES_SAID, _FEWEST_ROWS = 2, 4
_ALWAYS = ("taken", "row", "sheet", *NAMED_BY.values(), "unit", "speaker", "what")
_CHOICES = {Qt.Key.Key_T: Choice.TAKE, Qt.Key.Key_K: Choice.KEEP, Qt.Key.Key_B: Choice.BOTH}
T = TypeVar("T")


class ImportPanel(Panel):
    """Nothing is recorded before Ctrl+Enter. What is decided is kept when the panel is closed, for
    as long as the program runs and the file stays the same."""

    def __init__(self, desk: Desk, merge: ListMerge, key: FileKey,
                 read_again: Callable[[], None]) -> None:
        super().__init__(_("Import: {name}").format(name=merge.found.path.name))
        self._desk = desk
        self._key = key
        self._reread = read_again
        self._choices = desk.imports.setdefault(key, ImportChoices())
        self.filters = ImportFilters()
        self.table = RowTable("import_table")
        self.table.setMinimumHeight(_FEWEST_ROWS * tokens.ROW)
        self._details = RowDetails(merge.kind, desk.theme)
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
            inside.addWidget(wrapped(mapping_text(table, self._merge.kind), "muted"))
        columns = QPushButton(_("Columns… (C)"))
        columns.setProperty("role", "filter")
        columns.clicked.connect(self._show_mapping)
        inside.addWidget(self.filters)
        inside.addWidget(self.table, 1)
        inside.addWidget(self._details)
        below = QHBoxLayout()
        inside.addLayout(below)
        self._add_findings(below, inside)
        below.addStretch(1)
        below.addWidget(self._erase)
        below.addWidget(columns)
        inside.addWidget(wrapped(key_hint(self._merge.kind), "small"))
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
        self.table.opened.connect(lambda _row: self._details.focus_cells())
        self._details.decided.connect(self._decided)
        self._details.left.connect(self.table.setFocus)

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

    def _show_comparison(self, merge: ListMerge) -> None:
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
        self._details.show_row(self._texts, row)

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
        panel = ColumnsPanel(self._desk, self._merge.kind, self._merge.found.tables,
                             self._read_again)
        panel.open_over(self, panel.first, WIDTH, HEIGHT)

    def _read_again(self) -> None:
        self.close_panel()
        self._reread()

    # --- deciding ----------------------------------------------------------------------------

    def _selected(self) -> list[ImportRow]:
        return [self._rows[place] for place in self.table.selected_rows()]

    def _selected_rows(self) -> list[ComparedRow]:
        return [one.row for one in self._selected() if one.row]

    def _choose(self, choice: Choice) -> None:
        if not self._choices.choose(self._selected_rows(), choice):
            self._desk.say(_("Nothing in the register is free to be this row. B adds the row, "
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
        self._run("", lambda _progress, _cancelled: importing.compare_in_background(
            register, meeting_id, found, erase=erase), self._show_again)

    def _show_again(self, merge: ListMerge) -> None:
        if isValid(self):
            self._show_comparison(merge)
            self.table.go_to(0)

    def _run(self, title: str, work: Callable[[Progress, Cancelled], T],
             done: Callable[[T], None]) -> None:
        """The answer is taken also when the panel has gone: Qt would drop methods of it."""
        self._desk.tasks.run(title, work, lambda found: done(found),
                             lambda error: self._stopped(error))

    def _stopped(self, error: Exception) -> None:
        if isValid(self):
            self.setEnabled(True)
        import_failed(self._desk, error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._details.fit(event.size().height())
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if is_ctrl_enter(event):
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
        """Merges in the background; the panel waits, so that nothing is decided meanwhile."""
        if not self.isEnabled() or not any(self._choices.counts(self._merge)):
            return
        desk, merge, meeting_id = self._desk, self._merge, self._desk.meeting_id
        register, decisions = desk.workspace.path, dict(self._choices.decisions)
        removed = set(self._choices.removed)
        self.setEnabled(False)
        self._run(_("Importing {name}").format(name=merge.found.path.name),
                  lambda progress, cancelled: importing.merge_in_background(
                      register, meeting_id, merge, decisions, removed, progress=progress,
                      cancelled=cancelled),
                  self._merged)

    def _merged(self, done: Merged | Overtaken) -> None:
        """Also when the panel has gone, as with another conference."""
        desk, is_there = self._desk, isValid(self)
        if is_there:
            self.setEnabled(True)
        if isinstance(done, Overtaken):
            if is_there:
                self._decide_again(done)
            import_overtaken(desk, done.places)
            return
        desk.imports.pop(self._key, None)
        if is_there:
            self.close_panel()
        import_done(desk, done, self._merge.kind)

    def _decide_again(self, done: Overtaken) -> None:
        """Nothing was recorded; what the register says by now is shown, and waits."""
        self._choices.hold_back(done.now, done.places)
        self.filters.choose(None)
        self._show_again(done.now)
        self.table.go_to(self._rows.place_of(done.places[0]))
        self.table.setFocus()

