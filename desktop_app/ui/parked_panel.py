"""Parking a line from anywhere, and settling what was parked."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop_app.domain import records
from desktop_app.domain.changes import Changes
from desktop_app.i18n import _
from desktop_app.services.editing import NO_DRAFT, DraftMark
from desktop_app.ui.composed_line import ComposedLine
from desktop_app.ui.desk import Desk
from desktop_app.ui.panel import Panel
from desktop_app.ui.table import Column, RecordTableModel, TableView

_WIDTH, _HEIGHT = 720, 480


def _line(name: str, title: str) -> ComposedLine:
    line = ComposedLine()
    line.setObjectName(name)
    line.setAccessibleName(title)
    return line


class ParkBox(Panel):
    """One line, typed over whatever is being done. What is half typed is kept as a draft."""

    SIZE = (720, 150)

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Park a line"))
        self._desk = desk
        self._draft: DraftMark = NO_DRAFT
        self.line = _line("park_line", _("Park a line"))
        self.line.setPlaceholderText(_("Anything to be settled later; Enter keeps it"))
        found = desk.workspace.drafts.recover(self._key())
        if found:
            self.line.setText(found.text)
            self._typed()
        self.line.typed.connect(self._typed)
        self.line.returnPressed.connect(self._park)
        self.body.addWidget(self.line)

    def _key(self) -> str:
        return f"parked:{self._desk.meeting_id}"

    def _typed(self) -> None:
        text, caret = self.line.whole_text()
        self._draft = self._desk.workspace.drafts.put(self._key(), text, caret)

    def _park(self) -> None:
        desk, text, draft = self._desk, self.line.whole_text()[0], self._draft
        if not text.strip():
            self.close_panel()
            return
        parked = desk.attempt(
            lambda: desk.workspace.parking.park(text, desk.context(), draft),
            done=_("Parked, to be settled later."))
        if parked is not None:
            self.line.setText("")
            self.close_panel()

    def close_panel(self) -> None:
        """Takes the box away; what was not parked stands in it again next time."""
        text, caret = self.line.whole_text()
        if text:
            self._desk.workspace.drafts.leave(self._key(), text, caret)
        super().close_panel()


class ParkedPanel(Panel):
    """Enter records the chosen line as the capture line would, Delete discards it. What was changed
    in a line and not recorded yet is kept as a draft.

    `opinion`: what a reply among the lines answers.
    """

    def __init__(self, desk: Desk, opinion: records.Feedback | None = None) -> None:
        super().__init__(_("Parked lines"))
        self._desk = desk
        self._opinion = opinion
        self._lines: list[records.ParkedLine] = []
        self._shown: records.ParkedLine | None = None
        self._draft: DraftMark = NO_DRAFT
        columns: list[Column[records.ParkedLine]] = [
            Column("at", _("Time"), lambda line: f"{line.at:%H:%M}" if line.at else "", 6),
            Column("text", _("Text"), lambda line: line.text.replace("\n", " "), 80),
        ]
        self._model = RecordTableModel(columns)
        self.table = TableView("parked_table")
        self.table.adopt(self._model)
        self.line = _line("parked_line", _("Parked lines"))
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._record, self._discard = QPushButton(_("Record (Enter)")), QPushButton(
            _("Discard (Delete)"))
        self._build()
        self._show()
        self.table.go_to(0)

    def _build(self) -> None:
        for widget in (self._hint, self.table, self.line):
            self.body.addWidget(widget, 1 if widget is self.table else 0)
        self.footer.addWidget(self._record)
        self.footer.addWidget(self._discard)
        self.footer.addStretch(1)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _row: self.line.setFocus())
        self.table.removal_asked.connect(self._throw_away)
        self.line.returnPressed.connect(self._settle)
        self.line.typed.connect(self._typed)
        self.line.installEventFilter(self)
        self._record.clicked.connect(lambda: self._settle())
        self._discard.clicked.connect(lambda: self._throw_away())
        self.follow(self._desk.bus.changed, self._changed)

    def open(self, place: QWidget) -> None:
        """Shows the panel with the caret in the oldest line."""
        self.open_over(place, self.line if self._lines else self.table, _WIDTH, _HEIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down choose another line while one is being settled."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress \
                and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self.table.current_row() + step
            if 0 <= row < len(self._lines):
                self.table.go_to(row)
            return True
        return False

    def _changed(self, changes: Changes) -> None:
        if changes.touches("parked_line"):
            row = self.table.current_row()
            self._show()
            self.table.go_to(min(max(row, 0), len(self._lines) - 1))

    def _show(self) -> None:
        self._lines = self._desk.workspace.parking.lines(self._desk.meeting_id)
        self._model.show(self._lines)
        has = bool(self._lines)
        self._hint.setText(self._how_to() if has
                           else _("Nothing is parked. Ctrl+J keeps a line from anywhere."))
        writes = has and not self._desk.read_only
        for widget in (self.line, self._record, self._discard):
            widget.setEnabled(writes)
        if not has:
            self._shown = None
            self.line.setText("")

    def _how_to(self) -> str:
        marks = _("Marks such as /y, @ and # count here as in the capture line. Time, agenda item "
                  "and speaker stay those at which the line was parked.")
        if self._opinion is None:
            return marks
        answers = _("/t replies to opinion {number}.").format(number=self._opinion.number)
        return f"{marks} {answers}"

    def _picked(self, row: int) -> None:
        """Another line comes up as it was left; the one that is being changed stays as it is."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        if line is None or (self._shown and self._shown.id == line.id):
            return
        self._leave()
        self._shown, self._draft = line, NO_DRAFT
        found = self._desk.workspace.drafts.recover(_draft_of(line))
        self.line.setText(found.text if found else line.text)
        if found:
            self._typed()

    def _typed(self) -> None:
        if self._shown:
            text, caret = self.line.whole_text()
            self._draft = self._desk.workspace.drafts.put(_draft_of(self._shown), text, caret)

    def _leave(self) -> None:
        """Keeps what was changed in the line that goes away."""
        text, caret = self.line.whole_text()
        if self._shown and self._shown in self._lines and text != self._shown.text:
            self._desk.workspace.drafts.leave(_draft_of(self._shown), text, caret)

    def close_panel(self) -> None:
        """Takes the panel away; what was changed in a line is kept."""
        self._leave()
        super().close_panel()

    def _current(self) -> records.ParkedLine | None:
        row = self.table.current_row()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _settle(self) -> None:
        line, text, draft = self._current(), self.line.whole_text()[0], self._draft
        context = replace(self._desk.context(),
                          selected_opinion=self._opinion.id if self._opinion else None)
        parking = self._desk.workspace.parking
        if line:
            self._desk.attempt(lambda: parking.settle(line.id, text, context, draft),
                               done=_("Recorded from the parked lines."))

    def _throw_away(self) -> None:
        line = self._current()
        if line:
            self._desk.attempt(lambda: self._desk.workspace.parking.discard(line.id),
                               done=_("Parked line discarded."))


def _draft_of(line: records.ParkedLine) -> str:
    return f"parked-line:{line.id}"
