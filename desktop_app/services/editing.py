"""Saving what a form holds: parsed by the catalogue, one undo step per field and minute."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.domain import fields, records
from desktop_app.domain.errors import UserError
from desktop_app.domain.fields import PROBLEMS, Problem
from desktop_app.i18n import N_, Texts
from desktop_app.store.register import Register

EDIT_LABELS: Mapping[type, str] = {
    records.Meeting: N_("Edit conference {name}"),
    records.Unit: N_("Edit unit {name}"),
    records.Theme: N_("Edit theme {name}"),
    records.Attendee: N_("Edit {name}"),
    records.AgendaItem: N_("Edit item {name}"),
    records.Note: N_("Edit note"),
    records.Feedback: N_("Edit opinion {name}"),
    records.Reply: N_("Edit reply"),
}


@dataclass(frozen=True)
class DraftMark:
    """The draft that a save consumes: its key and the stroke it was saved at."""

    key: str = ""
    seq: int = 0


NO_DRAFT = DraftMark()
Check = Callable[[type, int, Mapping[str, object]], Sequence[Problem]]


def problem_text(record_type: type, problem: Problem, texts: Texts) -> str:
    """The sentence under a field."""
    label = texts.get(fields.entry_of(record_type, problem.field).label)
    return texts.get(PROBLEMS[problem.code]).format(label=label, **problem.params)


def invalid(record_type: type, problems: Sequence[Problem], texts: Texts) -> UserError:
    """All problems as one error, for places without a form."""
    sentences = " ".join(problem_text(record_type, problem, texts) for problem in problems)
    return UserError("field-invalid", problems=sentences)


def name_of(record: Any) -> str:  # noqa: ANN401 - any record
    """What a record is called in the history."""
    if isinstance(record, records.Feedback):
        return str(record.number)
    found = next((getattr(record, n) for n in ("full_name", "title", "name") if hasattr(record, n)),
                 "")
    return str(found)[:60]


class Editor:
    """Saves single fields of existing records."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def set_field(self, record_type: type, key: int, name: str, raw: object,
                  draft: DraftMark = NO_DRAFT) -> list[Problem]:
        """Keeps a new value, or says why it cannot be kept; then nothing is changed.

        Edits of the same field within a minute are one undo step.
        """
        values, problems = fields.parse_values(record_type, {name: raw})
        problems = [*problems, *self._conflicts(record_type, key, values)]
        if problems:
            return problems
        record: object = self._register.get(record_type, key)
        values = {**values, **_implied(record, values)}
        label = EDIT_LABELS.get(record_type, N_("Edit"))
        merge_key = f"{record_type.__name__}:{key}:{name}"
        with self._register.operation(label, merge_key=merge_key, name=name_of(record)):
            self._register.update(record_type, key, values)
            self._register.consume_draft(draft.key, draft.seq)
        return []

    def _conflicts(self, record_type: type, key: int,
                   values: Mapping[str, Any]) -> list[Problem]:
        if record_type is records.Meeting:
            return _ends_before_start(replace(self._register.get(records.Meeting, key), **values))
        return []


def _ends_before_start(meeting: records.Meeting) -> list[Problem]:
    pairs = (("ends_at", meeting.starts_at, meeting.ends_at),
             ("closed_at", meeting.opened_at, meeting.closed_at))
    return [Problem(name, "ends-before-start") for name, start, end in pairs
            if start and end and end < start]


def _implied(record: object, values: Mapping[str, object]) -> dict[str, object]:
    """What changes along: a new full name brings its own given name."""
    if isinstance(record, records.Attendee) and "full_name" in values:
        return {"given": ""}
    return {}
