"""Saving what a form holds: parsed by the catalogue, one undo step per field and minute."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desktop_app.domain import fields, records
from desktop_app.domain.errors import UserError
from desktop_app.domain.fields import PROBLEMS, Problem
from desktop_app.i18n import N_, Texts
from desktop_app.services import same_as
from desktop_app.store import queries
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
    records.Snippet: N_("Edit abbreviation {name}"),
}


@dataclass(frozen=True)
class DraftMark:
    """The draft that a save consumes: its key and the stroke it was saved at."""

    key: str = ""
    seq: int = 0


NO_DRAFT = DraftMark()


def consume(register: Register, drafts: Iterable[DraftMark]) -> None:
    """Marks drafts as recorded, as part of the running operation."""
    for draft in drafts:
        register.consume_draft(draft.key, draft.seq)



_SPANS: Mapping[type, Sequence[tuple[str, str]]] = {
    records.Meeting: (("starts_at", "ends_at"), ("opened_at", "closed_at")),
    records.PresenceSpan: (("came_at", "left_at"),),
    records.ItemSpan: (("opened_at", "closed_at"),),
    records.SpeakingTurn: (("began_at", "ended_at"),),
}


def problem_text(record_type: type, problem: Problem, texts: Texts) -> str:
    """The sentence under a field."""
    label = texts.get(fields.entry_of(record_type, problem.field).label)
    return texts.get(PROBLEMS[problem.code]).format(label=label, **problem.params)


def name_of(record: Any) -> str:  # noqa: ANN401 - any record
    """What a record is called in the history."""
    if isinstance(record, records.Feedback):
        return str(record.number)
    names = ("full_name", "title", "name", "short")
    found = next((getattr(record, name) for name in names if hasattr(record, name)), "")
    return str(found)[:60]


def conflicts(register: Register, record: object, changed: Iterable[str]) -> list[Problem]:
    """What is wrong with the changed fields of a record in view of its others and of others' ones.

    `record` holds the new values already.
    """
    names = set(changed)
    found = [Problem(end, "ends-before-start") for start, end in _SPANS.get(type(record), ())
             if names & {start, end} and _is_before(getattr(record, end), getattr(record, start))]
    if isinstance(record, records.Attendee) and "number" in names:
        found += _number_taken(register, record)
    if isinstance(record, records.Feedback) and same_as.FIELD in names:
        found += same_as.problems(register, record.meeting_id, record.id, vars(record))
    if isinstance(record, records.Snippet) and "short" in names:
        found += _short_taken(register, record)
    return found


def _is_before(end: datetime | None, start: datetime | None) -> bool:
    return end is not None and start is not None and end < start


def _number_taken(register: Register, attendee: records.Attendee) -> list[Problem]:
    """List numbers are told at the door: no two people of one conference share one."""
    if attendee.number is None:
        return []
    holders = register.find(
        records.Attendee, queries.of_meeting(records.Attendee, attendee.meeting_id),
        queries.numbered(records.Attendee, attendee.number))
    return [Problem("number", "duplicate-number", {"value": p.number, "holder": p.full_name})
            for p in holders if p.id != attendee.id][:1]


def _short_taken(register: Register, snippet: records.Snippet) -> list[Problem]:
    """An abbreviation is one word that stands for one text."""
    if " " in snippet.short:
        return [Problem("short", "not-one-word")]
    taken = any(other.short.casefold() == snippet.short.casefold() and other.id != snippet.id
                for other in register.find(records.Snippet))
    return [Problem("short", "duplicate-short", {"value": snippet.short})] if taken else []


def checked_name(record_type: type, raw: str) -> str:
    """The name that a new unit or theme gets. Raises `nothing-typed` or `text-too-long`."""
    name, problem = fields.parse(fields.entry_of(record_type, "name"), raw)
    if problem:
        code = "nothing-typed" if problem.code == "blank" else "text-too-long"
        raise UserError(code, **problem.params)
    return str(name)


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
        if problems:
            return problems
        record: Any = self._register.get(record_type, key)
        problems = conflicts(self._register, replace(record, **values), values)
        if problems:
            return problems
        values = {**values, **_implied(record, values)}
        label = EDIT_LABELS.get(record_type, N_("Edit"))
        merge_key = f"{record_type.__name__}:{key}:{name}"
        with self._register.operation(label, merge_key=merge_key, name=name_of(record)):
            self._register.update(record_type, key, values)
            if same_as.FIELD in values:
                same_as.gather(self._register, key)
            self._register.consume_draft(draft.key, draft.seq)
        return []


def _implied(record: object, values: Mapping[str, object]) -> dict[str, object]:
    """What changes along: a new full name brings its own given name, and who has a reason for
    being absent is excused."""
    if not isinstance(record, records.Attendee):
        return {}
    given: dict[str, object] = {"given": ""} if "full_name" in values else {}
    return {**given, "excused": True} if values.get("excuse_reason") else given
