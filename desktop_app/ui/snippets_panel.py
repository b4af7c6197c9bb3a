"""The abbreviations of the register: what Tab makes of a word."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain import records
from desktop_app.domain.changes import Changes
from desktop_app.i18n import _, ngettext
from desktop_app.services.editing import DraftMark
from desktop_app.ui import tokens
from desktop_app.ui.composed_line import ComposedLine
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.form_host import DeskHost
from desktop_app.ui.panel import Panel
from desktop_app.ui.table import RecordTableModel, TableView, listed_columns

_WIDTH, _HEIGHT, _FORM_WIDTH = 960, 560, 320
_DRAFT = "snippet:new"


class SnippetsPanel(Panel):
    """A new one is typed into one line: the abbreviation, a space, what it stands for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Abbreviations"))
        self._desk = desk
        self._snippets: list[records.Snippet] = []
        self._model: RecordTableModel[records.Snippet] = RecordTableModel(
            listed_columns(records.Snippet, lambda one: one, lambda _entry, _one: ""))
        self.table = TableView("snippets_table")
        self.table.adopt(self._model)
        self.line = ComposedLine()
        self.line.setObjectName("new_snippet")
        self.line.setPlaceholderText(_("New: vcnld viên chức, người lao động (Enter adds it)"))
        self.line.setAccessibleName(_("Abbreviations"))
        found = desk.workspace.drafts.recover(_DRAFT)
        if found:
            self.line.setText(found.text)
        self._host = DeskHost(desk, records.Snippet)
        self.form = Form(records.Snippet, self._host, desk.popup)
        self._usual = QPushButton(_("Add the usual sentences"))
        self._remove_button = QPushButton(_("Remove (Delete)"))
        self._hint = QLabel()
        self._build()
        self._connect()
        self._show()
        self.table.go_to(0)

    def _build(self) -> None:
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(tokens.S)
        left.addWidget(self.table, 1)
        left.addWidget(self.line)
        self.form.setFixedWidth(_FORM_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addLayout(left, 1)
        row.addWidget(self.form)
        self.body.addWidget(self._hint)
        self.body.addLayout(row, 1)
        for button in (self._usual, self._remove_button):
            self.footer.addWidget(button)
        self.footer.addStretch(1)
        self._desk.writing(self.line, self._usual, self._remove_button)
        self.form.set_read_only(self._desk.read_only)

    def _connect(self) -> None:
        self._usual.clicked.connect(lambda: self._add_usual())
        self._remove_button.clicked.connect(lambda: self._remove())
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _row: self.form.focus_first())
        self.table.removal_asked.connect(self._remove)
        self.line.returnPressed.connect(self._add)
        self.line.typed.connect(self._typed)
        self.form.finished.connect(self.line.setFocus)
        self.follow(self._desk.bus.changed, self._changed)

    def open(self, place: QWidget) -> None:
        """Shows the panel over a page."""
        self.open_over(place, self.line, _WIDTH, _HEIGHT)

    def _show(self) -> None:
        self._snippets = self._desk.workspace.snippets.all()
        self._model.show(self._snippets)
        self.form.setVisible(bool(self._snippets))
        self._hint.setText(
            _("Type the abbreviation in the capture line or in a text, then Tab. {tên}, {đơn vị}, "
              "{chức vụ}, {mục}, {giờ}, {ngày} are filled in; any other word in braces is left for "
              "you to fill.") if self._snippets
            else _("No abbreviation yet. Type one below, or add the usual sentences; Tab in the "
                   "capture line or in a text then expands it."))

    def _changed(self, changes: Changes) -> None:
        if changes.touches("snippet"):
            kept = self._host.id
            self._show()
            self._select(kept)

    def _select(self, key: int) -> None:
        self.table.go_to(next((place for place, one in enumerate(self._snippets)
                               if one.id == key), 0 if self._snippets else -1))

    def _picked(self, row: int) -> None:
        if 0 <= row < len(self._snippets):
            one = self._snippets[row]
            if one.id != self._host.id:
                self.form.save_all()
            self._host.id = one.id
            self.form.show_record(one, self._host.form_key)

    def _typed(self) -> DraftMark:
        return self._desk.workspace.drafts.put(_DRAFT, *self.line.whole_text())

    def _add(self) -> None:
        text, draft = self.line.whole_text()[0], self._typed()
        key = self._desk.attempt(lambda: self._desk.workspace.snippets.add(text, draft))
        if key is not None:
            self.line.setText("")
            self._select(key)

    def _add_usual(self) -> None:
        count = self._desk.attempt(self._desk.workspace.snippets.add_standard)
        if count is not None:
            self._desk.say(ngettext("{count} abbreviation added.", "{count} abbreviations added.",
                                    count).format(count=count), undoable=count > 0)

    def _remove(self) -> None:
        row = self.table.current_row()
        if 0 <= row < len(self._snippets):
            one = self._snippets[row]
            self._desk.attempt(lambda: self._desk.workspace.snippets.delete(one.id),
                               done=_("Removed: {name}").format(name=one.short))

    def close_panel(self) -> None:
        """Takes the panel away; what was being typed is saved."""
        self.form.save_all()
        self._desk.workspace.drafts.leave(_DRAFT, *self.line.whole_text())
        super().close_panel()
