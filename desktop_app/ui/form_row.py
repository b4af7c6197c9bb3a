"""How the fields of a form stand: which ones, in what order, each with its label and problem."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout

from desktop_app.domain import fields, records
from desktop_app.domain.fields import Entry, Kind, Problem
from desktop_app.i18n import _
from desktop_app.services.editing import NO_DRAFT, DraftMark
from desktop_app.ui import tokens
from desktop_app.ui.editors import FieldEditor, LineEditor, TextEditor
from desktop_app.ui.name_editors import ReferenceEditor

if TYPE_CHECKING:
    from desktop_app.services.drafts import Recovered

Lines = Sequence[tuple[str, ...]]

ORDERS: Mapping[type, Lines] = {
    records.Meeting: (
        ("title",), ("starts_at", "ends_at"), ("organisation",), ("superior",),
        ("venue", "place"), ("form",), ("extraordinary",),
        ("reviewed_period", "planned_period"), ("staff_total", "rules"),
        ("opened_at", "closed_at")),
    records.Attendee: (
        ("full_name",), ("position",), ("unit_id",), ("kind",), ("duty", "number"), ("excused",),
        ("excuse_reason",), ("honorific", "academic_rank", "degree"), ("given", "staff_code"),
        ("gender", "birth_year"), ("phone",), ("email",)),
    records.AgendaItem: (
        ("title",), ("presenter",), ("minutes", "fixed_start"), ("kind", "legal_tag"),
        ("state_reason",), ("note",)),
    records.Feedback: (
        ("text",), ("attendee_id",), ("unit_id",), ("theme_ids",), ("addressed_ids",),
        ("status", "kind"), ("channel", "at"), ("unnamed",), ("urgent",), ("speaker",)),
    records.Reply: (("unit_id",), ("kind",), ("text",), ("feedback_ids",)),
    records.Note: (("text",), ("attendee_id",), ("speaker",), ("kind",)),
}
"""The lines that a form begins with. Fields that no line names follow as in the catalogue, so a
field that is added there needs nothing here."""


def arranged(record_type: type, *, recorded: bool) -> list[list[Entry]]:
    """The fields of the form line by line; a record still to be made is asked for fewer."""
    known = {e.name: e for e in fields.entries(record_type) if e.form and (recorded or e.asked)}
    order = ORDERS.get(record_type, ())
    ordered = {name for line in order for name in line}
    first = [[known[name] for name in line if name in known] for line in order]
    return [*(line for line in first if line),
            *([entry] for name, entry in known.items() if name not in ordered)]


class FieldRow:
    """One field: label above its editor, hint and problem under it. `dirty` is what was typed and
    is not recorded yet, `value` what is recorded; `behind`: it is not shown as it is recorded.
    `restored`: what the last session left in it."""

    def __init__(self, editor: FieldEditor) -> None:
        self.editor = editor
        self.draft: DraftMark = NO_DRAFT
        self.dirty = False
        self.value: object = None
        self.behind = False
        self.restored: Recovered | None = None
        self._problem = small_label("problem")
        self._problem.hide()

    @property
    def name(self) -> str:
        return self.editor.entry.name

    def is_being_typed(self) -> bool:
        """Whether the caret is in a text that says what is recorded, in other words or with a
        space more at its end."""
        if not self.editor.widget.hasFocus() or not isinstance(
                self.editor, (LineEditor, TextEditor)):
            return False
        typed, problem = fields.parse(self.editor.entry, self.editor.value())
        return problem is None and typed == self.value

    def laid_out(self) -> QVBoxLayout:
        """The widgets of the field, one under the other."""
        entry, cell = self.editor.entry, QVBoxLayout()
        cell.setSpacing(tokens.XS)
        if entry.kind is not Kind.FLAG:
            label = small_label("label", _(entry.label))
            label.setBuddy(self.editor.widget)
            cell.addWidget(label)
        cell.addWidget(self.editor.widget)
        if entry.hint:
            cell.addWidget(small_label("small", _(entry.hint)))
        cell.addWidget(self._problem)
        cell.addStretch(1)
        return cell

    def say(self, problem: str) -> None:
        """Marks what is wrong; an empty text takes the mark away."""
        self.editor.mark_wrong(bool(problem))
        self._problem.setVisible(bool(problem))
        self._problem.setText(f"✘ {problem}" if problem else "")


def small_label(role: str, text: str = "") -> QLabel:
    """A label of a form that wraps."""
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label


def unknown_names(editor: FieldEditor) -> Sequence[Problem]:
    """The problem of names that stand for no record, so that none is dropped."""
    if not isinstance(editor, ReferenceEditor):
        return ()
    return [Problem(editor.entry.name, "unknown-name", {"value": name})
            for name in editor.unknown()[:1]]
