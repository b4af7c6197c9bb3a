"""What offices sent back: every change grouped by office, taken over together as one step."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.i18n import _, active, ngettext
from desktop_app.services.returned import Comparison, Difference, Problem, Target
from desktop_app.services.returned_rivals import Chosen
from desktop_app.services.returned_taking import take_over
from desktop_app.services.returned_texts import (
    field_label,
    problem_sentence,
    returned_text,
    shown_value,
    taken_sentence,
)
from desktop_app.ui import tokens
from desktop_app.ui.decision_table import DecisionTable, is_ctrl_enter
from desktop_app.ui.desk import Desk
from desktop_app.ui.header import ElidedLabel
from desktop_app.ui.page import primary
from desktop_app.ui.panel import Panel
from desktop_app.ui.table import Column, RecordTableModel, TableView

_WIDTH, _HEIGHT, _TEXTS_HEIGHT, _PROBLEMS_HEIGHT = 1180, 680, 112, 112


class ReturnedPanel(Panel):
    """Nothing is recorded before Ctrl+Enter. The space bar takes rows over or keeps what is
    recorded; what both sides changed is kept unless it is taken."""

    def __init__(self, desk: Desk, found: Comparison) -> None:
        super().__init__(_("Returned by offices"))
        self._desk = desk
        self._found = found
        units = desk.workspace.attendance.units(desk.meeting_id)
        self._units = {unit.id: unit.short_name or unit.name for unit in units}
        ranks = {unit.id: rank for rank, unit in enumerate(units)}
        self._rows = _in_order(found.differences, ranks)
        self._chosen = Chosen(self._rows)
        self.model: RecordTableModel[Difference] = RecordTableModel(self._columns())
        self.table = DecisionTable("returned_table")
        self._summary = QLabel()
        self._texts = {name: _text_box(label) for name, label in (
            ("sent", _("As sent")), ("returned", _("Returned")), ("now", _("In the register")))}
        self._place = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        self._take = primary("")
        self._build()
        self._show_count()

    def open(self, place: QWidget) -> None:
        """Shows the panel over a page."""
        self.open_over(place, self.table, _WIDTH, _HEIGHT)

    # --- building ----------------------------------------------------------------------------

    def _columns(self) -> list[Column[Difference]]:
        texts = active()
        return [
            Column("decision", _("Decision"), self._decision, 21, colour=self._colour, fixed=True),
            Column("unit", _("Answering unit"), self._unit, 18),
            Column("number", _("Opinion no."), lambda each: str(each.number), 10, right=True,
                   fixed=True),
            Column("field", _("What"), lambda each: field_label(each.field, texts), 20,
                   fixed=True),
            Column("returned", _("Returned"),
                   lambda each: returned_text(each, texts).replace("\n", " "), 40),
            Column("now", _("In the register"),
                   lambda each: shown_value(each, each.now, texts).replace("\n", " "), 40)]

    def _unit(self, row: Difference) -> str:
        return self._units.get(row.unit_id, row.unit)

    def _decision(self, row: Difference) -> str:
        if row in self._chosen:
            return _("✔ taken over")
        if row.rival:
            return _("⚠ files differ: kept")
        return _("⚠ both changed: kept") if row.conflict else _("left out")

    def _colour(self, row: Difference) -> str:
        palette = self._desk.theme.palette
        if row in self._chosen:
            return palette.good
        return palette.warn if row.conflict else palette.muted

    def _build(self) -> None:
        self.model.show(self._rows)
        self.table.adopt(self.model)
        self.table.setAccessibleName(_("Returned by offices"))
        self.table.setMinimumHeight(2 * tokens.ROW)
        self._summary.setWordWrap(True)
        self._summary.setProperty("role", "muted")
        self.body.addWidget(self._summary)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(self._three_texts())
        self._add_problems()
        theirs = QPushButton(_("Take all clear ones"))
        ours = QPushButton(_("Keep ours"))
        for button in (theirs, ours):
            self.footer.addWidget(button)
        self.footer.addStretch(1)
        self.footer.addWidget(self._take)
        theirs.clicked.connect(self._take_all)
        ours.clicked.connect(self._keep_conflicts)
        self._take.clicked.connect(self._record)
        self.table.turned.connect(self._turn)
        self.table.picked.connect(self._show_texts)
        self.table.go_to(0)

    def _three_texts(self) -> QHBoxLayout:
        """The whole values of the current row beside each other."""
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        for box in self._texts.values():
            column = QVBoxLayout()
            column.setSpacing(tokens.XS)
            label = self._place if box is self._texts["returned"] else QLabel(box.accessibleName())
            label.setProperty("role", "muted")
            column.addWidget(label)
            column.addWidget(box)
            row.addLayout(column)
        return row

    def _add_problems(self) -> None:
        if not self._found.problems:
            return
        head = QLabel(_("Problems: {count}").format(count=len(self._found.problems)))
        head.setProperty("role", "bad")
        columns: list[Column[Problem]] = [
            Column("problem", _("What was found"), lambda p: problem_sentence(p, active()), 120)]
        model: RecordTableModel[Problem] = RecordTableModel(columns)
        model.show(self._found.problems)
        table = TableView("returned_problems")
        table.setAccessibleName(head.text())
        table.adopt(model)
        table.horizontalHeader().hide()
        table.wrap_rows()
        table.setMinimumHeight(tokens.ROW)
        table.setMaximumHeight(_PROBLEMS_HEIGHT)
        self.body.addWidget(head)
        self.body.addWidget(table)

    # --- showing -----------------------------------------------------------------------------

    def _show_texts(self, row: int) -> None:
        if not 0 <= row < len(self._rows):
            return
        difference, texts = self._rows[row], active()
        sent = _("(not known)") if difference.sent is None else difference.sent
        self._texts["sent"].setPlainText(sent)
        self._place.show_text(_("Returned: row {row} of {file}").format(
            row=difference.row, file=difference.file.name))
        self._texts["returned"].setPlainText(returned_text(difference, texts))
        self._texts["now"].setPlainText(shown_value(difference, difference.now, texts))

    def _show_count(self) -> None:
        self.model.refresh(self._rows)
        count = len(self._chosen)
        self._take.setText(ngettext("Take over {count} change (Ctrl+Enter)",
                                    "Take over {count} changes (Ctrl+Enter)", count).format(
                                        count=count))
        self._take.setEnabled(count > 0)
        self._summary.setText(_(
            "Files: {files}, rows: {rows}. Changes: {changes}, of which for you to decide: "
            "{conflicts}. Space takes a row over or leaves it out.").format(
                files=self._found.files, rows=self._found.rows, changes=len(self._rows),
                conflicts=sum(each.conflict for each in self._rows)))


    # --- deciding ----------------------------------------------------------------------------

    def _turn(self) -> None:
        self._chosen.turn([self._rows[row] for row in self.table.selected_rows()])
        self._show_count()

    def _take_all(self) -> None:
        self._chosen.take_all()
        self._show_count()

    def _keep_conflicts(self) -> None:
        self._chosen.keep_ours()
        self._show_count()

    def _record(self) -> None:
        if not len(self._chosen):
            return
        desk = self._desk
        taken = desk.attempt(lambda: take_over(desk.workspace.register, desk.meeting_id,
                                               self._chosen, active()))
        if taken is not None:
            self.close_panel()
            desk.say(taken_sentence(taken, active()), undoable=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_ctrl_enter(event):
            self._record()
            return
        super().keyPressEvent(event)


def _text_box(label: str) -> QPlainTextEdit:
    """A text to be read; Tab moves on."""
    box = QPlainTextEdit()
    box.setReadOnly(True)
    box.setTabChangesFocus(True)
    box.setAccessibleName(label)
    box.setMinimumHeight(tokens.ROW)
    box.setMaximumHeight(_TEXTS_HEIGHT)
    return box


def _in_order(differences: Sequence[Difference], ranks: Mapping[int, int]) -> list[Difference]:
    """By unit and number; what excludes each other stands together."""
    first: dict[Target, int] = {}
    for each in differences:
        rank = ranks.get(each.unit_id, len(ranks))
        first[each.target] = min(rank, first.get(each.target, rank))
    return sorted(differences, key=lambda each: (first[each.target], each.number))
