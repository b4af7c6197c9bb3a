"""A form made from the catalogue: label above field, the problem under it, saved as typed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.fields import Entry, Problem
from desktop_app.i18n import _, active
from desktop_app.services.editing import NO_DRAFT, DraftMark, problem_text
from desktop_app.ui import tokens
from desktop_app.ui.completion import CompletionPopup
from desktop_app.ui.editors import FieldEditor, TextEditor
from desktop_app.ui.form_host import FormHost
from desktop_app.ui.form_row import FieldRow, arranged, small_label, unknown_names
from desktop_app.ui.name_editors import ReferenceEditor, editor_for

IDLE_MS = 600
RETRY_MS = 2000
SAVED_SHOWN_MS = 1500


class Form(QScrollArea):
    """Shows one record. `finished` is sent by Ctrl+Enter, after everything has been saved.

    Fields are saved when they are left, on Enter, and when the hands rest for 600 ms. A form for
    a record that is still to be made (`recorded` is false) saves nothing by itself: it keeps
    drafts, and gives `values` and `unknown` names to who records them.
    """

    finished = Signal()

    def __init__(self, record_type: type, host: FormHost, popup: Callable[[], CompletionPopup], *,
                 recorded: bool = True) -> None:
        super().__init__()
        self._type = record_type
        self._host = host
        self._popup = popup
        self._recorded = recorded
        self._key = ""
        self._rows: dict[str, FieldRow] = {}
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._rest)
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self.save_all)
        self._saved = small_label("small", _("saved"))
        self._saved.hide()
        self._hide_saved = QTimer(self, singleShot=True, interval=SAVED_SHOWN_MS)
        self._hide_saved.timeout.connect(self._saved.hide)
        self._build(arranged(record_type, recorded=recorded))

    # --- showing -----------------------------------------------------------------------------

    def show_record(self, record: Any, key: str) -> None:  # noqa: ANN401 - any record
        """Fills the form; `key` names its drafts, as in `Attendee:12`.

        What is being typed in a field is left alone when the same record is shown again. Whoever
        shows another record saves the old one first; what could not be saved comes back with it.
        """
        if key != self._key:
            self._idle.stop()
            self.leave_drafts()
            self.start(record, key)
            self.restore_drafts()
            return
        for name, row in self._rows.items():
            if not row.dirty:
                self._refill(row, getattr(record, name))

    def start(self, record: Any, key: str) -> None:  # noqa: ANN401 - any record
        """Fills all fields anew; what stood in them goes."""
        self._key = key
        for name, row in self._rows.items():
            self._fill(row, getattr(record, name))
            row.say("")

    def restore_drafts(self) -> bool:
        """Puts back what was being typed in this record; it is saved soon."""
        found = {name: self._host.recover(f"{self._key}:{name}") for name in self._rows}
        for name, draft in found.items():
            if draft:
                self._rows[name].restored = draft
                self._rows[name].editor.restore(draft.text, draft.caret)
                self._edited(self._rows[name])
        return any(found.values())

    def resume(self, draft_key: str) -> bool:
        """Puts the caret where it was in a field that was put back; False if it is not here."""
        row = next((row for name, row in self._rows.items()
                    if f"{self._key}:{name}" == draft_key), None)
        if row is None or row.restored is None or not row.editor.widget.isVisible():
            return False
        row.editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        row.editor.place_caret(row.restored.caret)
        return True

    def leave_drafts(self) -> None:
        """Keeps what is not recorded, for when this record is shown again."""
        for name, row in self._rows.items():
            if row.dirty:
                self._host.leave_draft(f"{self._key}:{name}", row.editor.text(),
                                       row.editor.caret())

    def values(self) -> Mapping[str, object]:
        """What stands in the fields, for a record that is still to be made."""
        self._settle()
        return {name: row.editor.value() for name, row in self._rows.items()}

    def unknown(self, name: str) -> Sequence[str]:
        """The names in a reference field that stand for no record yet."""
        editor = self._rows[name].editor
        return editor.unknown() if isinstance(editor, ReferenceEditor) else ()

    def make_names(self) -> Sequence[Problem]:
        """Makes records for new names where that may be; names that are left are problems."""
        for row in self._rows.values():
            self._value(row)
        return [problem for row in self._rows.values() for problem in unknown_names(row.editor)]

    def unsaved_count(self) -> int:
        """How many fields hold something that is not recorded yet."""
        return sum(row.dirty for row in self._rows.values()) if self._recorded else 0

    def drafts(self) -> Mapping[str, DraftMark]:
        """The drafts of the fields that were typed in."""
        self._settle()
        return {name: row.draft for name, row in self._rows.items() if row.draft.key}

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Marks what is wrong and puts the caret in the first wrong field."""
        wrong = {problem.field: problem for problem in problems}
        for name, row in self._rows.items():
            self._say(row, wrong.get(name))
        first = next((row for name, row in self._rows.items() if name in wrong), None)
        if first:
            first.editor.widget.setFocus()

    def editor(self, name: str) -> FieldEditor:
        """The editor of one field."""
        return self._rows[name].editor

    def focus_first(self) -> None:
        """Puts the caret into the first field."""
        first = next(iter(self._rows.values())).editor.widget
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def set_read_only(self, read_only: bool) -> None:
        """Shows without letting edit."""
        for row in self._rows.values():
            row.editor.set_read_only(read_only)

    # --- building ----------------------------------------------------------------------------

    def _build(self, lines: Sequence[Sequence[Entry]]) -> None:
        body = QWidget()
        body.setObjectName("form_body")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.M)
        layout.setSpacing(tokens.S)
        for line in lines:
            side_by_side = QHBoxLayout()
            side_by_side.setSpacing(tokens.S)
            for entry in line:
                side_by_side.addLayout(self._row(entry).laid_out(), 1)
            layout.addLayout(side_by_side)
        layout.addStretch(1)
        corner = QHBoxLayout()
        corner.addStretch(1)
        corner.addWidget(self._saved)
        layout.addLayout(corner)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _row(self, entry: Entry) -> FieldRow:
        editor = editor_for(entry, self._host.finder, self._popup)
        row = FieldRow(editor)
        if isinstance(editor, TextEditor):
            editor.box.expander = self._host.expand
            editor.box.refused.connect(row.say)
        editor.edited.connect(lambda: self._edited(row))
        editor.finished.connect(lambda: self._save(row))
        editor.widget.installEventFilter(self)
        self._rows[entry.name] = row
        return row

    # --- saving ------------------------------------------------------------------------------

    def save_all(self) -> None:
        """Saves every field that was typed in, with the word that is being composed."""
        self._settle()
        self._idle.stop()
        for row in self._rows.values():
            self._save(row)

    def _settle(self) -> None:
        for row in self._rows.values():
            row.editor.settle()

    def _rest(self) -> None:
        """The hands rest; a word that is being composed is waited for."""
        if any(row.editor.is_composing() for row in self._rows.values()):
            self._idle.start()
        else:
            self.save_all()

    def _edited(self, row: FieldRow) -> None:
        row.dirty = True
        row.draft = self._host.put_draft(f"{self._key}:{row.name}", row.editor.text(),
                                         row.editor.caret())
        self._idle.start()

    def _save(self, row: FieldRow) -> None:
        if not self._recorded or not row.dirty:
            self._catch_up(row)
            return
        row.editor.settle()
        row.dirty = False
        value = self._value(row)
        problems = unknown_names(row.editor) or self._host.save(row.name, value, row.draft)
        own = [p for p in problems if p.field == row.name]
        self._say(row, next(iter([*own, *problems]), None))
        row.dirty = bool(problems)
        if any(problem.code == "not-saved" for problem in problems):
            self._retry.start()
        if not problems:
            self._saved.show()
            self._hide_saved.start()

    def _value(self, row: FieldRow) -> object:
        editor = row.editor
        if isinstance(editor, ReferenceEditor):
            for name in editor.unknown():
                key = self._host.make(editor.entry.target, name)
                if key is not None:
                    editor.learn(name, key)
        return editor.value()

    def _refill(self, row: FieldRow, value: Any) -> None:  # noqa: ANN401 - any field value
        """Shows a value of the same record anew; not under the caret of somebody who types it."""
        row.value = value
        row.behind = row.is_being_typed()
        if not row.behind:
            self._fill(row, value)

    def _catch_up(self, row: FieldRow) -> None:
        """Shows as it is recorded what was left as typed while the caret was in it."""
        if row.behind and not row.dirty and not row.editor.widget.hasFocus():
            self._fill(row, row.value)

    def _fill(self, row: FieldRow, value: Any) -> None:  # noqa: ANN401 - any field value
        row.dirty = False
        row.behind = False
        row.restored = None
        row.value = value
        row.draft = NO_DRAFT
        if isinstance(row.editor, ReferenceEditor):
            keys = value if isinstance(value, tuple) else (value,) if value else ()
            row.editor.set_names(self._host.names(row.editor.entry.target, keys))
        else:
            row.editor.set_value(value)

    def _say(self, row: FieldRow, problem: Problem | None) -> None:
        row.say(problem_text(self._type, problem, active()) if problem else "")

    # --- keys --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        row = next((r for r in self._rows.values() if r.editor.widget is watched), None)
        if row is None:
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.FocusIn:
            self.ensureWidgetVisible(row.editor.widget, 0, tokens.XXL)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._enter_key(row, event)
        return False

    def _enter_key(self, row: FieldRow, event: QKeyEvent) -> bool:
        """Enter moves on, Ctrl+Enter finishes; in a text box Enter is a new line."""
        if row.editor.takes_key(event):
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save_all()
            self.finished.emit()
            return True
        if isinstance(row.editor, TextEditor):
            return False
        self._save(row)
        if row is list(self._rows.values())[-1]:
            self.finished.emit()
        else:
            self.focusNextChild()
        return True
