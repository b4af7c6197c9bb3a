"""The office's own form: which one, what it is filled with or what is wrong with it, and the
fields to copy into it."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from desktop_app.domain.errors import UserError
from desktop_app.domain.form_fields import GROUPS, form_fields
from desktop_app.domain.vietnamese import fold, folded_words
from desktop_app.i18n import _, active, ngettext
from desktop_app.services.forms import (
    FieldOffer,
    FormContent,
    check_form,
    field_offers,
    problem_lines,
    save_sample,
)
from desktop_app.ui import tokens
from desktop_app.ui.composed_line import ComposedLine
from desktop_app.ui.desk import Desk
from desktop_app.ui.header import ElidedLabel
from desktop_app.ui.own_form_files import fill_in_background
from desktop_app.ui.page import primary
from desktop_app.ui.panel import Panel
from desktop_app.ui.table import Column, RecordTableModel, TableView
from desktop_app.ui.tasks import Cancelled, Progress

_WIDTH, _HEIGHT = 980, 640
_SMALL = 440
"""A panel of less height shows the problems of a form in the place of the fields."""

_MOST_PROBLEMS = 200


class OwnFormPanel(Panel):
    """Enter in the list of fields copies one; Ctrl+Enter fills the form in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("The office's own form"))
        self._desk = desk
        self._form = Path(desk.settings.form) if desk.settings.form else None
        self._content: FormContent | None = None
        self._offers: list[FieldOffer] = []
        self._choose = QPushButton(_("Choose a form…"))
        self._again = QPushButton(_("Read again"))
        self._name = ElidedLabel()
        self._state = QLabel()
        self._problems: RecordTableModel[str] = RecordTableModel(
            [Column("problem", _("To be mended in the form"), lambda line: f"✘ {line}", 90,
                    colour=lambda _line: desk.theme.palette.bad)])
        self.problems = TableView("form_problems")
        self.line = ComposedLine()
        self._fields: RecordTableModel[FieldOffer] = RecordTableModel([
            Column("mark", _("Field"), lambda offer: offer.mark, 44),
            Column("meaning", _("Meaning"), lambda offer: offer.meaning, 40),
            Column("sample", _("Value now"), lambda offer: offer.sample.replace("\n", " "), 30)])
        self.table = TableView("form_fields")
        self._sample = QPushButton(_("Sample form…"))
        self._copy = QPushButton(_("Copy (Enter)"))
        self._fill = primary(_("Fill in and save… (Ctrl+Enter)"))
        self._build()
        self._connect()
        self._show_form()
        self._read_fields()
        if self._form:
            self._read()

    def _build(self) -> None:
        self._state.setWordWrap(True)
        self._state.setProperty("role", "muted")
        self.problems.adopt(self._problems)
        self.problems.horizontalHeader().hide()
        self.problems.setAccessibleName(_("To be mended in the form"))
        self.line.setObjectName("field_search")
        self.line.setPlaceholderText(_("Search fields: name, unit, opinion…"))
        self.line.setAccessibleName(_("Search fields: name, unit, opinion…"))
        self.table.adopt(self._fields)
        self.table.setAccessibleName(_("Fields"))
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self._choose)
        row.addWidget(self._again)
        row.addWidget(self._name, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._state)
        self.body.addWidget(self.problems, 1)
        self.body.addWidget(self.line)
        self.body.addWidget(self.table, 3)
        for button in (self._sample, self._copy):
            self.footer.addWidget(button)
        self.footer.addStretch(1)
        self.footer.addWidget(self._fill)

    def _connect(self) -> None:
        self._choose.clicked.connect(lambda: self._choose_form())
        self._again.clicked.connect(lambda: self._read())
        self._sample.clicked.connect(lambda: self._save_sample())
        self._copy.clicked.connect(lambda: self._copy_field())
        self._fill.clicked.connect(lambda: self._fill_in())
        self.line.textChanged.connect(lambda _text: self._show_fields())
        self.line.composing.connect(self._show_fields)
        self.line.returnPressed.connect(self._copy_field)
        for part in (self.line, self.table):
            part.installEventFilter(self)
        self.table.opened.connect(lambda _row: self._copy_field())

    def open(self, place: QWidget) -> None:
        """Shows the panel over a page."""
        self.open_over(place, self.line if self._form else self._choose, _WIDTH, _HEIGHT)

    # --- the form ----------------------------------------------------------------------------

    def _choose_form(self) -> None:
        start = self._form.parent if self._form else Path(
            self._desk.settings.import_folder or Path.home())
        path = self._desk.dialogs.open_form(self, start)
        if path:
            self._form = path
            self._desk.settings.form = str(path)
            self._read()

    def _read(self) -> None:
        form = self._form
        if form is None:
            return
        self._content = None
        self._show_form(_("Reading {name}").format(name=form.name))

        def work(_progress: Progress, cancelled: Cancelled) -> FormContent:
            return check_form(form, cancelled)

        def done(found: FormContent) -> None:
            if isValid(self) and form == self._form:
                self._content = found
                self._show_form()

        def failed(error: Exception) -> None:
            if not isinstance(error, UserError):
                raise error
            if isValid(self) and form == self._form:
                self._show_form(error.sentence(active()))

        self._desk.tasks.run(_("Reading {name}").format(name=form.name), work, done, failed)

    def _show_form(self, said: str = "") -> None:
        self._name.setText(str(self._form) if self._form else "")
        self._again.setEnabled(self._form is not None)
        found = self._content
        lines = problem_lines(found, active()) if found else []
        self._problems.show(lines[:_MOST_PROBLEMS])
        self._make_room(problems=bool(lines))
        self._fill.setEnabled(found is not None and not lines)
        self._state.setText(said or (self._summary(found) if found else _(
            "A form is a workbook of your office (.xlsx) with fields such as {field} in its "
            "cells. A row with fields of a list repeats for every entry. Formatting, formulas and "
            "pictures stay; the form itself is never changed.").format(
                field=_example())))

    def _make_room(self, *, problems: bool) -> None:
        alone = problems and self.height() < _SMALL
        had_focus = self.line.hasFocus()
        self.problems.setVisible(problems)
        for part in (self.line, self.table, self._copy):
            part.setVisible(not alone)
        if alone and had_focus:
            self.problems.setFocus()

    def _summary(self, found: FormContent) -> str:
        if found.problems:
            return ngettext("{count} thing is to be mended in the form; then read it again.",
                            "{count} things are to be mended in the form; then read it again.",
                            len(found.problems)).format(count=len(found.problems))
        fields = ngettext("{count} field.", "{count} fields.", len(found.keys)).format(
            count=len(found.keys))
        rows = [_("{sheet}: row {row} repeats for “{list}”.").format(
            sheet=row.sheet, row=row.row, list=_(GROUPS[row.group])) for row in found.rows]
        none = [_("No row repeats.")] if not rows else []
        return " ".join((_("The form can be filled in."), fields, *rows, *none))

    def _fill_in(self) -> None:
        if self._form and self._fill.isEnabled():
            fill_in_background(self._desk, self, self._form)

    def _save_sample(self) -> None:
        folder = self._desk.ask_export_folder(self)
        written = self._desk.attempt(lambda: save_sample(folder, active())) if folder else None
        if written:
            self._form = written
            self._desk.settings.form = str(written)
            self._desk.say(_("The sample form was saved as {path}.").format(path=written))
            self._read()

    # --- the fields --------------------------------------------------------------------------

    def _read_fields(self) -> None:
        desk, meeting_id = self._desk, self._desk.meeting_id

        def done(offers: list[FieldOffer]) -> None:
            if isValid(self):
                self._offers = offers
                self._show_fields()

        path, texts = desk.workspace.path, active()
        desk.tasks.run("", lambda _progress, _cancelled: field_offers(path, meeting_id, texts),
                       done, desk.say_failure)

    def _show_fields(self) -> None:
        wanted = folded_words(self.line.whole_text()[0])
        self._fields.show([offer for offer in self._offers if _fits(offer, wanted)])
        self.table.go_to(0)

    def _copy_field(self) -> None:
        row = self.table.current_row()
        if 0 <= row < len(self._fields.rows):
            mark = self._fields.rows[row].mark
            QGuiApplication.clipboard().setText(mark)
            self._desk.say(_("Copied: {field}").format(field=mark))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Enter alone copies a field, in the line and in the list."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) \
                and _is_ctrl_enter(event):
            self._fill_in()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_ctrl_enter(event):
            self._fill_in()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.line.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.table.go_to(self.table.current_row() + step)
        else:
            super().keyPressEvent(event)


def _example() -> str:
    """A field as it is written in the language of the program."""
    return next(field for field in form_fields() if field.key == "attendee.full_name").mark(
        active())


def _is_ctrl_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) \
        and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _fits(offer: FieldOffer, wanted: tuple[str, ...]) -> bool:
    """Whether every word begins a word of the field, its code or its meaning."""
    words = fold(f"{offer.mark} {offer.meaning} {offer.field.key}").split()
    return all(any(word.startswith(each) for word in words) for each in wanted)
