"""Merging a list into a conference, as it was compared and decided, in one step."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from desktop_app.domain import records
from desktop_app.domain.changes import Changes
from desktop_app.domain.errors import UserError
from desktop_app.domain.list_table import RECORD_OF, ListKind
from desktop_app.domain.merging import Verdict
from desktop_app.exchange.isolated import Progress
from desktop_app.i18n import N_
from desktop_app.services.dumping import unheard
from desktop_app.services.import_common import ImportResult, Skipped
from desktop_app.services.import_deciding import (
    NOTHING_DECIDED,
    Decisions,
    Plan,
    overtaken,
    planned,
)
from desktop_app.services.import_items import ItemWriter, OpinionWriter
from desktop_app.services.import_people import PeopleWriter
from desktop_app.services.import_preview import Preview
from desktop_app.services.list_merge import ComparedRow, ListMerge, Place, compare
from desktop_app.services.meetings import Meetings
from desktop_app.store.register import Register

X = TypeVar("X")
_AT_ONCE = 500
Writer = PeopleWriter | ItemWriter | OpinionWriter
_WRITERS: Mapping[ListKind, Callable[[Register, records.Meeting, ListMerge], Writer]] = {
    ListKind.ATTENDEES: PeopleWriter, ListKind.AGENDA: ItemWriter,
    ListKind.FEEDBACK: OpinionWriter,
}
_STEPS: Mapping[ListKind, str] = {
    ListKind.ATTENDEES: N_("Import attendees ({count})"),
    ListKind.AGENDA: N_("Import agenda items ({count})"),
    ListKind.FEEDBACK: N_("Import opinions ({count})"),
}


@dataclass(frozen=True)
class Merged:
    """What was written, and what the listeners of other connections are to be told."""

    result: ImportResult
    changes: Changes | None


@dataclass(frozen=True)
class Overtaken:
    """Nothing was written: these rows are something else to the register by now."""

    now: ListMerge
    places: Sequence[Place]


def import_list(register: Register, meeting_id: int, found: Preview,
                decisions: Decisions = NOTHING_DECIDED) -> ImportResult:
    """Compares a list with a conference and merges it. Doubtful rows wait unless decided."""
    return merge_list(register, meeting_id, compare(register, meeting_id, found), decisions)


def merge_list(register: Register, meeting_id: int, merge: ListMerge,
               decisions: Decisions = NOTHING_DECIDED, removed: Collection[int] = (), *,
               progress: Progress = unheard,
               cancelled: Callable[[], bool] = lambda: False) -> ImportResult:
    """Does what was decided as one step, with the units and themes that the conference lacks;
    nothing to do leaves no step. `removed` are records in no row that the user wants away.
    `progress` is told records written and records in total.

    Raises `chosen-twice` where two rows were decided to be one, `record-gone` where a record has
    been removed since the comparison, `cancelled`; then nothing is changed.
    """
    meeting = Meetings(register).get(meeting_id)
    plan = planned(merge, decisions, removed)
    writer = _WRITERS[merge.kind](register, meeting, merge)
    with register.operation(_STEPS[merge.kind], count=plan.total):
        keys = _write(register, merge.kind, plan, writer, _Told(plan.total, progress, cancelled))
    open_rows = [row for row in merge.rows if row.place not in decisions]
    return ImportResult(
        tuple(keys), tuple(writer.named.added), _told(open_rows, Verdict.SAME),
        tuple(plan.changed), tuple(plan.removed), _told(open_rows, Verdict.DOUBTFUL))


class _Told:
    """Says how far the writing is, and stops it when it is cancelled."""

    def __init__(self, total: int, progress: Progress, cancelled: Callable[[], bool]) -> None:
        self._done, self._total = 0, total
        self._progress, self._cancelled = progress, cancelled

    def more(self, count: int) -> None:
        """So many more records are written."""
        if self._cancelled():
            raise UserError("cancelled")
        self._done += count
        self._progress(self._done, self._total)


def _write(register: Register, kind: ListKind, plan: Plan, writer: Writer,
           told: _Told) -> list[int]:
    keys: list[int] = []
    told.more(0)
    for new in _some(writer.records(plan.new)):
        keys += register.insert_all(new)
        told.more(len(new))
    for changed in _some(list(plan.changed.items())):
        register.update_all(RECORD_OF[kind], {key: writer.values(changes)
                                              for key, changes in changed})
        told.more(len(changed))
    if plan.removed:
        writer.remove(plan.removed)
        told.more(len(plan.removed))
    return keys


def _some(items: Sequence[X]) -> Iterator[Sequence[X]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))


def _told(rows: Sequence[ComparedRow], verdict: Verdict) -> tuple[Skipped, ...]:
    return tuple(Skipped(row.sheet, row.place[1], row.name) for row in rows
                 if row.verdict is verdict)


def merge_in_background(register: Path, meeting_id: int, shown: ListMerge, decisions: Decisions,
                        removed: Collection[int], *, progress: Progress = unheard,
                        cancelled: Callable[[], bool] = lambda: False) -> Merged | Overtaken:
    """Compares again and merges on a connection of its own, for any thread.

    Where the register has come to say something else about a row than was shown, nothing is
    written. Raises as `merge_list` does.
    """
    told: list[Changes] = []
    with Register.open(register) as writer:
        writer.subscribe(told.append)
        now = compare(writer, meeting_id, shown.found, erase=shown.erases)
        late = overtaken(shown, now, decisions, removed)
        if late:
            return Overtaken(now, late)
        kept = {key for key in removed if key in now.missing}
        result = merge_list(writer, meeting_id, now, decisions, kept, progress=progress,
                            cancelled=cancelled)
    return Merged(result, told[0] if told else None)
