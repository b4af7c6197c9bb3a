"""What a list would do to a conference: each row new, the same, changed or doubtful.

Nothing is written here, so it may run on a reader of its own, off the window's thread.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from desktop_app.domain import fields
from desktop_app.domain.list_table import (
    NAME_OF_FIELD,
    NAMED_BY,
    RECORD_OF,
    ListKind,
    ListRow,
    ListTable,
)
from desktop_app.domain.merge_cells import NOT_COMPARED, CellChange, differences
from desktop_app.domain.merge_groups import Identity
from desktop_app.domain.merging import Match, Verdict, match_rows
from desktop_app.domain.row_codes import CODE
from desktop_app.services.import_common import Values
from desktop_app.services.import_preview import Preview
from desktop_app.services.known_items import known_items
from desktop_app.services.known_opinions import known_opinions
from desktop_app.services.known_people import known_people
from desktop_app.services.known_records import Known
from desktop_app.store.register import Register

Place = tuple[int, int]
"""The place of a table in the preview (from 0) and a row of its sheet."""

_NEVER_EMPTIED = NOT_COMPARED | {"full_name", "kind", "summoned", "given", "title", "text", "state",
                                 "channel", "status"}
_NAMES_WHEN_EMPTY: Values = {"unit": "", "themes": (), "addressed_units": ()}
_KNOWN: Mapping[ListKind, Callable[[Register, int], Known]] = {
    ListKind.ATTENDEES: known_people, ListKind.AGENDA: known_items,
    ListKind.FEEDBACK: known_opinions,
}


@dataclass(frozen=True)
class ComparedRow:
    """One row of the list. `changes` are against the record that it was matched with."""

    place: Place
    sheet: str
    name: str
    verdict: Verdict
    match: Match
    changes: tuple[CellChange, ...] = ()


@dataclass(frozen=True)
class ListMerge:
    """Every row of a list against the register, and who or what of the register is in no row.

    `held` are the fields of every record, by key, with references as names; `said` the same of
    each row; `erased` the fields that empty cells of a row empty, with what they become.
    """

    found: Preview
    rows: tuple[ComparedRow, ...]
    missing: tuple[int, ...]
    held: Mapping[int, Values]
    said: Mapping[Place, Values] = field(default_factory=dict)
    erased: Mapping[Place, Values] = field(default_factory=dict)
    erases: bool = False

    @property
    def kind(self) -> ListKind:
        """What the list holds."""
        return self.found.kind

    def name_of(self, key: int) -> str:
        """What a record of the register is called by."""
        return str(self.held[key][NAMED_BY[self.kind]])

    def changes(self, place: Place, key: int) -> tuple[CellChange, ...]:
        """What a row would change of a record, also of a candidate."""
        return differences(self.said[place], self.held[key], self.erased.get(place, {}))

    def count(self, verdict: Verdict) -> int:
        """How many rows there are of a kind, or records for `MISSING`."""
        return len(self.missing) if verdict is Verdict.MISSING else self._tally[verdict]

    @cached_property
    def _tally(self) -> Mapping[Verdict, int]:
        return Counter(row.verdict for row in self.rows)

    @cached_property
    def by_place(self) -> Mapping[Place, ComparedRow]:
        """The rows by their places."""
        return {row.place: row for row in self.rows}


class _Picked(NamedTuple):
    place: Place
    table: ListTable
    values: Values


def compare_in_background(register: Path, meeting_id: int, found: Preview, *,
                          erase: bool = False) -> ListMerge:
    """As `compare`, on a reader of its own; for any thread."""
    with Register.read(register) as reader:
        return compare(reader, meeting_id, found, erase=erase)


def compare(register: Register, meeting_id: int, found: Preview, *,
            erase: bool = False) -> ListMerge:
    """Compares a list with a conference. With `erase`, an empty cell of a column that the list
    has empties the field."""
    known = _KNOWN[found.kind](register, meeting_id)
    picked = _picked(found, known)
    said = {one.place: known.said(one.values) for one in picked}
    erased = {one.place: _empty(found.kind, one) for one in picked} if erase else {}
    merge = ListMerge(found, (), (), known.held, said, erased, erase)
    told = {name for values in (*said.values(), *erased.values()) for name in values}
    matches = match_rows(
        [_row_identity(known, said[one.place], erased.get(one.place)) for one in picked],
        {key: _held_identity(known, values, told) for key, values in known.held.items()},
        lambda row, key: not merge.changes(picked[row].place, key))
    rows = tuple(_compared(merge, one, match) for one, match in zip(picked, matches, strict=True))
    missing = _missing(known.held, matches) if known.lists_are_whole else ()
    return ListMerge(found, rows, missing, known.held, said, erased, erase)


def _picked(found: Preview, known: Known) -> list[_Picked]:
    """The rows of a list. The other tables of our own workbook are summaries of those with known
    codes and do not count."""
    tables = list(enumerate(found.tables))
    codes = {str(values[CODE]) for values in known.held.values()}
    ours = [(place, table) for place, table in tables
            if any(row.values.get(CODE) in codes for row in table.rows)]
    chosen = ours if ours and found.kind is not ListKind.ATTENDEES else tables
    return [_Picked((place, row.row), table, row.values) for place, table in chosen
            for row in table.rows]


def _row_identity(known: Known, said: Values, erased: Values | None) -> Identity:
    """Rows alike in it change the same of anybody."""
    one = known.identity(said)
    return one._replace(content=f"{one.content}\n{sorted(erased)}") if erased else one


def _held_identity(known: Known, values: Values, told: Set[str]) -> Identity:
    """Of people alike in it a list that tells so much changes the same."""
    kept = sorted(told - NOT_COMPARED)
    return known.identity(values)._replace(
        content="\n".join(f"{name}={values.get(name)}" for name in kept))


def rows_of(found: Preview) -> Mapping[Place, tuple[ListTable, ListRow]]:
    """The rows of a list with their tables, by their places."""
    return {(place, row.row): (table, row) for place, table in enumerate(found.tables)
            for row in table.rows}


def _compared(merge: ListMerge, one: _Picked, match: Match) -> ComparedRow:
    changes = merge.changes(one.place, match.key) if match.key else ()
    return ComparedRow(one.place, one.table.sheet,
                       str(merge.said[one.place][NAMED_BY[merge.kind]]),
                       _verdict(match, changes), match, changes)


def _verdict(match: Match, changes: Sequence[CellChange]) -> Verdict:
    if match.doubt:
        return Verdict.DOUBTFUL
    if not match.key:
        return Verdict.NEW
    return Verdict.CHANGED if changes else Verdict.SAME


def _missing(held: Iterable[int], matches: Iterable[Match]) -> tuple[int, ...]:
    """Who is in no row; who may be in a doubtful one is not missing."""
    offered = {id(match.candidates): match.candidates for match in matches}
    met = {match.key for match in matches}.union(*offered.values())
    return tuple(key for key in held if key not in met)


def _empty(kind: ListKind, one: _Picked) -> Values:
    """The fields for which the list has a column and the row nothing, as they are when empty."""
    defaults = {NAME_OF_FIELD.get(e.name, e.name): e.default
                for e in fields.entries(RECORD_OF[kind])}
    return {name: _NAMES_WHEN_EMPTY.get(name, defaults.get(name)) for name in one.table.columns
            if name not in one.values and name not in _NEVER_EMPTIED}
