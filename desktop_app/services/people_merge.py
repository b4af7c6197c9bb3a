"""What a list of people would do to a conference: each row new, the same, changed or doubtful.

Nothing is written here, so it may run on a reader of its own, off the window's thread.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from desktop_app.domain import fields, records
from desktop_app.domain.list_table import ListTable
from desktop_app.domain.merge_cells import NOT_COMPARED, CellChange, differences
from desktop_app.domain.merging import Identity, Match, Verdict, match_rows
from desktop_app.domain.row_codes import CODE
from desktop_app.domain.vietnamese import fold
from desktop_app.i18n import LANGUAGES, Texts
from desktop_app.services.import_common import Named, Values
from desktop_app.services.import_preview import Preview
from desktop_app.store import queries
from desktop_app.store.register import Register

Place = tuple[int, int]
"""The place of a table in the preview (from 0) and a row of its sheet."""

_NEVER_EMPTIED = NOT_COMPARED | {"full_name", "kind", "summoned", "given"}
_TIMES = re.compile(r"\d\d:\d\d–[\d:…]+(, \d\d:\d\d–[\d:…]+)*")
_PART = "; "


@dataclass(frozen=True)
class ComparedRow:
    """One row of the list. `changes` are against the person that it was matched with."""

    place: Place
    sheet: str
    name: str
    verdict: Verdict
    match: Match
    changes: tuple[CellChange, ...] = ()


@dataclass(frozen=True)
class PeopleMerge:
    """Every row of a list against the register, and who of the register is in no row.

    `held` are the fields of everybody in the register, by key, with units as names; `said` the
    same of each row; `erased` the fields that empty cells of a row empty, with what they become.
    """

    found: Preview
    rows: tuple[ComparedRow, ...]
    missing: tuple[int, ...]
    held: Mapping[int, Values]
    said: Mapping[Place, Values] = field(default_factory=dict)
    erased: Mapping[Place, Values] = field(default_factory=dict)

    def changes(self, place: Place, key: int) -> tuple[CellChange, ...]:
        """What a row would change of somebody, also of a candidate."""
        return differences(self.said[place], self.held[key], self.erased.get(place, {}))

    def count(self, verdict: Verdict) -> int:
        """How many rows there are of a kind, or people for `MISSING`."""
        return len(self.missing) if verdict is Verdict.MISSING else self._tally[verdict]

    @cached_property
    def _tally(self) -> Mapping[Verdict, int]:
        return Counter(row.verdict for row in self.rows)

    @cached_property
    def by_place(self) -> Mapping[Place, ComparedRow]:
        """The rows by their places."""
        return {row.place: row for row in self.rows}


def compare_in_background(register: Path, meeting_id: int, found: Preview, *,
                          erase: bool = False) -> PeopleMerge:
    """As `compare_people`, on a reader of its own; for any thread."""
    with Register.read(register) as reader:
        return compare_people(reader, meeting_id, found, erase=erase)


def compare_people(register: Register, meeting_id: int, found: Preview, *,
                   erase: bool = False) -> PeopleMerge:
    """Compares a list with the people of a conference. With `erase`, an empty cell of a column
    that the list has empties the field."""
    named = Named(register, meeting_id)
    people = register.find(records.Attendee, queries.of_meeting(records.Attendee, meeting_id))
    held = {person.id: _held(person, named) for person in people}
    picked = [((place, row.row), table, row.values) for place, table in enumerate(found.tables)
              for row in table.rows]
    said = {place: _said(values, named) for place, _, values in picked}
    erased = {place: _empty(table, values) for place, table, values in picked} if erase else {}
    places = [place for place, _, _ in picked]
    known = {key: _identity(values) for key, values in held.items()}
    known_codes = {one.uid: key for key, one in known.items()}
    for place, _, values in picked:
        key = known_codes.get(str(values.get(CODE, "")))
        if key and "note" in values:
            said[place] = {**said[place], "note": own_note(str(values["note"]), held[key])}
    merge = PeopleMerge(found, (), (), held, said, erased)
    matches = match_rows([_identity(said[place]) for place in places], known,
                         lambda row, key: not merge.changes(places[row], key))
    rows = tuple(_compared(merge, place, table, match)
                 for (place, table, _), match in zip(picked, matches, strict=True))
    return PeopleMerge(found, rows, _missing(held, matches), held, said, erased)


def _compared(merge: PeopleMerge, place: Place, table: ListTable, match: Match) -> ComparedRow:
    changes = merge.changes(place, match.key) if match.key else ()
    return ComparedRow(place, table.sheet, str(merge.said[place]["full_name"]),
                       _verdict(match, changes), match, changes)


def _verdict(match: Match, changes: Sequence[CellChange]) -> Verdict:
    if match.doubt:
        return Verdict.DOUBTFUL
    if not match.key:
        return Verdict.NEW
    return Verdict.CHANGED if changes else Verdict.SAME


def _missing(held: Iterable[int], matches: Iterable[Match]) -> tuple[int, ...]:
    """Who is in no row; who may be in a doubtful one is not missing."""
    met = {key for match in matches for key in (match.key, *match.candidates)}
    return tuple(key for key in held if key not in met)


def _held(person: records.Attendee, named: Named) -> Values:
    values = dict(vars(person))
    values["unit"] = named.name_of(person.unit_id)
    return values


def _said(values: Values, named: Named) -> Values:
    """The values of a row, its unit by the name that the conference has for it."""
    if "unit" not in values:
        return values
    return {**values, "unit": named.full_name(values["unit"])}


def _identity(values: Values) -> Identity:
    year = values.get("birth_year")
    filled = [f"{name}={values[name]}" for name in sorted(values)
              if name not in NOT_COMPARED and values[name] not in (None, "")]
    return Identity(
        fold(str(values["full_name"])), fold(str(values.get("unit") or "")),
        year if isinstance(year, int) else None, fold(str(values.get("staff_code") or "")),
        str(values.get(CODE) or ""), len(filled), "\n".join(filled))


def _empty(table: ListTable, values: Values) -> Values:
    """The fields for which the list has a column and the row nothing, as they are when empty."""
    defaults = {e.name: e.default for e in fields.entries(records.Attendee)} | {"unit": ""}
    return {name: defaults[name] for name in table.columns
            if name not in values and name not in _NEVER_EMPTIED}


def own_note(text: str, held: Values) -> str:
    """The remark of somebody in our own workbook without what the export puts before it: duty,
    reason of absence and times in the room."""
    duty = fields.entry_of(records.Attendee, "duty").choice_label(held["duty"])
    duties = [Texts.of(language).get(duty) for language in LANGUAGES]
    for said in (*duties, str(held["excuse_reason"])):
        text = _without(text, said)
    times = _TIMES.match(text)
    return _without(text, times[0]) if times else text


def _without(text: str, beginning: str) -> str:
    if not beginning:
        return text
    return "" if text == beginning else text.removeprefix(f"{beginning}{_PART}")

