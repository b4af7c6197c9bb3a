"""Merging a list of people into a conference, as it was compared and decided."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from itertools import count
from typing import NamedTuple

from desktop_app.domain import records
from desktop_app.domain.errors import UserError
from desktop_app.domain.list_table import ListTable
from desktop_app.domain.merge_cells import CellChange
from desktop_app.domain.merging import Verdict
from desktop_app.i18n import N_
from desktop_app.services.attendance import Attendance, default_kind
from desktop_app.services.import_common import ImportResult, Named, Picked, Skipped, plain
from desktop_app.services.import_preview import Preview
from desktop_app.services.meetings import Meetings
from desktop_app.services.people_merge import ComparedRow, PeopleMerge, Place, compare_people
from desktop_app.store.register import Register


class Choice(StrEnum):
    """What is done with a row: what the list says is taken, the register is kept as it is, or
    somebody new is added beside whoever is there."""

    TAKE = "take"
    KEEP = "keep"
    BOTH = "both"


class Decision(NamedTuple):
    """A choice for one row; `key` is the person whom a doubtful row is about."""

    choice: Choice
    key: int = 0


Decisions = Mapping[Place, Decision]
_NONE: Decisions = {}


class _Plan(NamedTuple):
    """What is written: rows to add, changes by person, people to remove."""

    new: list[Picked]
    changed: dict[int, tuple[CellChange, ...]]
    removed: list[int]


def decided(row: ComparedRow, decisions: Decisions = _NONE) -> Decision:
    """What happens to a row: as decided, or what is usual. Doubtful rows wait."""
    usual = Choice.KEEP if row.verdict is Verdict.DOUBTFUL else Choice.TAKE
    made = decisions.get(row.place, Decision(usual))
    return made if made.key else made._replace(key=row.match.key)


def import_people(register: Register, meeting_id: int, found: Preview,
                  decisions: Decisions = _NONE) -> ImportResult:
    """Compares a list with a conference and merges it. Doubtful rows wait unless decided."""
    merge = compare_people(register, meeting_id, found)
    return merge_people(register, meeting_id, merge, decisions)


def merge_people(register: Register, meeting_id: int, merge: PeopleMerge,
                 decisions: Decisions = _NONE, removed: Collection[int] = ()) -> ImportResult:
    """Does what was decided as one step, with the units that the conference lacks; nothing to do
    leaves no step. `removed` are people in no row whom the user wants off the list.

    Raises `chosen-twice` where two rows were decided to be one person, `record-gone` where
    somebody has been removed since the comparison; then nothing is changed.
    """
    meeting = Meetings(register).get(meeting_id)
    plan = _plan(merge, decisions, removed)
    named = Named(register, meeting_id)
    taken = {values["number"] for values in merge.held.values()} - {None}
    numbers = _numbers(plan.new, {number for number in taken if isinstance(number, int)})
    total = len(plan.new) + len(plan.changed) + len(plan.removed)
    with register.operation(N_("Import attendees ({count})"), count=total):
        keys = register.insert_all([
            records.Attendee(**{"kind": default_kind(meeting), **plain(row.values),
                                "meeting_id": meeting_id, "number": number,
                                "unit_id": named.unit(row.values.get("unit"))})
            for (_, row), number in zip(plan.new, numbers, strict=True)])
        for key, changes in plan.changed.items():
            register.update(records.Attendee, key, _values(changes, named))
        if plan.removed:
            Attendance(register).delete(plan.removed)
    waiting = [row for row in merge.rows
               if row.verdict is Verdict.DOUBTFUL and row.place not in decisions]
    same = [row for row in merge.rows if row.verdict is Verdict.SAME and row.place not in decisions]
    return ImportResult(tuple(keys), tuple(named.added), _told(same), tuple(plan.changed),
                        tuple(plan.removed), _told(waiting))


def _plan(merge: PeopleMerge, decisions: Decisions, removed: Collection[int]) -> _Plan:
    changed: dict[int, tuple[CellChange, ...]] = {}
    new: list[Picked] = []
    met: set[int] = set()
    rows = {(place, row.row): (table, row) for place, table in enumerate(merge.found.tables)
            for row in table.rows}
    for row in merge.rows:
        decision = decided(row, decisions)
        adds = row.verdict is Verdict.NEW and decision.choice is Choice.TAKE
        if adds or decision.choice is Choice.BOTH:
            new.append(rows[row.place])
        elif decision.choice is Choice.TAKE and decision.key:
            if decision.key in met:
                name = merge.held[decision.key]["full_name"]
                raise UserError("chosen-twice", name=name, row=row.place[1])
            met.add(decision.key)
            if changes := merge.changes(row.place, decision.key):
                changed[decision.key] = changes
    return _Plan(new, changed, [key for key in removed if key not in met])


def _values(changes: Sequence[CellChange], named: Named) -> dict[str, object]:
    """What a person's fields become; a new name brings its own given name."""
    values: dict[str, object] = {}
    for name, _, after in changes:
        if name == "unit":
            values["unit_id"] = named.unit(after)
        else:
            values[name] = after
    return {"given": "", **values} if "full_name" in values else values


def _told(rows: Sequence[ComparedRow]) -> tuple[Skipped, ...]:
    return tuple(Skipped(row.sheet, row.place[1], row.name) for row in rows)


def _numbers(new: Sequence[Picked], taken: set[int]) -> list[int]:
    """The list's own numbers where they are free; a list that counts each unit from 1 has none."""
    used = set(taken)
    kept: list[int | None] = []
    restarting = _restarting(new)
    for table, row in new:
        number = row.values.get("number")
        if isinstance(number, int) and number not in used and _place(table) not in restarting:
            used.add(number)
            kept.append(number)
        else:
            kept.append(None)
    following = count(max(used, default=0) + 1)
    return [number or next(following) for number in kept]


def _restarting(new: Sequence[Picked]) -> set[tuple[str, int, int]]:
    ones = Counter(_place(table) for table, row in new if row.values.get("number") == 1)
    return {place for place, times in ones.items() if times > 1}


def _place(table: ListTable) -> tuple[str, int, int]:
    return table.sheet, table.header_row, table.columns["full_name"][0]

