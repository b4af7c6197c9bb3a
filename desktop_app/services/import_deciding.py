"""What is decided about the rows of a list, and what is therefore written."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from desktop_app.domain.errors import UserError
from desktop_app.domain.merge_cells import CellChange
from desktop_app.domain.merging import Verdict
from desktop_app.services.import_common import Picked
from desktop_app.services.list_merge import ComparedRow, ListMerge, Place, rows_of


class Choice(StrEnum):
    """What is done with a row: what the list says is taken, the register is kept as it is, or
    something new is added beside what is there."""

    TAKE = "take"
    KEEP = "keep"
    BOTH = "both"


class Decision(NamedTuple):
    """A choice for one row; `key` is the record that a doubtful row is about, `left` are the
    fields that stay as the register has them."""

    choice: Choice
    key: int = 0
    left: frozenset[str] = frozenset()


Decisions = Mapping[Place, Decision]
NOTHING_DECIDED: Decisions = {}


class Plan(NamedTuple):
    """What is written: rows to add, changes by record, records to remove."""

    new: list[Picked]
    changed: dict[int, tuple[CellChange, ...]]
    removed: list[int]

    @property
    def total(self) -> int:
        """How many records it touches."""
        return len(self.new) + len(self.changed) + len(self.removed)


def decided(row: ComparedRow, decisions: Decisions = NOTHING_DECIDED) -> Decision:
    """What happens to a row: as decided, or what is usual. Doubtful rows wait."""
    usual = Choice.KEEP if row.verdict is Verdict.DOUBTFUL else Choice.TAKE
    made = decisions.get(row.place, Decision(usual))
    return made if made.key else made._replace(key=row.match.key)


def adds(row: ComparedRow, made: Decision) -> bool:
    """Whether a row becomes a new record."""
    return made.choice is Choice.BOTH \
        or (row.verdict is Verdict.NEW and made.choice is Choice.TAKE)


def cells_taken(merge: ListMerge, row: ComparedRow, made: Decision) -> tuple[CellChange, ...]:
    """The cells that a row changes, without those that are left."""
    if made.choice is not Choice.TAKE or not made.key:
        return ()
    changes = row.changes if made.key == row.match.key else merge.changes(row.place, made.key)
    return tuple(change for change in changes if change.field not in made.left)


def planned(merge: ListMerge, decisions: Decisions, removed: Collection[int]) -> Plan:
    """What is to be written. Raises `chosen-twice` where two rows were decided to be one."""
    changed: dict[int, tuple[CellChange, ...]] = {}
    new: list[Picked] = []
    met: set[int] = set()
    rows = rows_of(merge.found)
    for row in merge.rows:
        made = decided(row, decisions)
        if adds(row, made):
            new.append(rows[row.place])
        elif made.choice is Choice.TAKE and made.key:
            if made.key in met:
                raise UserError("chosen-twice", name=merge.name_of(made.key), row=row.place[1])
            met.add(made.key)
            if cells := cells_taken(merge, row, made):
                changed[made.key] = cells
    return Plan(new, changed, [key for key in removed if key not in met])


def overtaken(shown: ListMerge, now: ListMerge, decisions: Decisions,
              removed: Collection[int]) -> Sequence[Place]:
    """The rows to be written of which the register says something else by now than was shown
    (`removed` have no row). What the register has come to say as well is no difference; rows of
    tables that do not count by now, as summaries in our own workbook, are not written at all.
    """
    late = []
    for row in shown.rows:
        made, fresh = decided(row, decisions), now.by_place.get(row.place)
        if fresh is None or fresh.verdict is Verdict.SAME:
            continue
        writes = adds(row, made) or bool(cells_taken(shown, row, made))
        if writes and not _still(shown, now, row, made):
            late.append(row.place)
    gone = set(removed) - set(now.missing)
    return late if not gone else [*late, *(r.place for r in now.rows if r.match.key in gone)]


def _still(shown: ListMerge, now: ListMerge, row: ComparedRow, made: Decision) -> bool:
    fresh = now.by_place[row.place]
    if (fresh.verdict, fresh.match) != (row.verdict, row.match):
        return False
    before = set(cells_taken(shown, row, made))
    return made.key not in now.held or set(cells_taken(now, fresh, made)) <= before
