"""Adding the people of a list to a conference.

The matching rule, to be shown to the user: somebody is on the list already if the staff code is
the same, or the name without marks and the unit are, and no two birth years or staff codes differ.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from desktop_app.domain import records
from desktop_app.domain.list_table import ListTable
from desktop_app.domain.vietnamese import fold
from desktop_app.i18n import N_
from desktop_app.services.attendance import Attendance, default_kind
from desktop_app.services.import_common import (
    ImportResult,
    Named,
    Picked,
    Skipped,
    Values,
    plain,
    sorted_out,
)
from desktop_app.services.import_preview import Chosen, Preview
from desktop_app.services.meetings import Meetings
from desktop_app.store import queries
from desktop_app.store.register import Register


@dataclass(frozen=True)
class _Known:
    """What tells somebody on the list from a namesake."""

    unit: str
    birth_year: object
    staff_code: str

    def same_as(self, other: "_Known") -> bool:
        """The matching rule for one name; what only one side knows tells nobody apart."""
        if self.staff_code and other.staff_code:
            return self.staff_code == other.staff_code
        years = {self.birth_year, other.birth_year} - {None}
        return self.unit == other.unit and len(years) < 2


class _People:
    """Everybody on the list, those of the running import included."""

    def __init__(self, people: Iterable[records.Attendee], named: Named,
                 units: Mapping[int, str]) -> None:
        self._named = named
        self._names: dict[str, list[_Known]] = {}
        self._codes: set[str] = set()
        for person in people:
            self._add(fold(person.full_name), _Known(
                named.key_of(units.get(person.unit_id or 0)), person.birth_year,
                fold(person.staff_code)))

    def take(self, values: Values) -> bool:
        """Whether somebody is new; from then on they are on the list."""
        name = fold(str(values["full_name"]))
        known = _Known(self._named.key_of(values.get("unit")), values.get("birth_year"),
                       fold(str(values.get("staff_code", ""))))
        if known.staff_code in self._codes or any(
                known.same_as(other) for other in self._names.get(name, ())):
            return False
        self._add(name, known)
        return True

    def _add(self, name: str, known: _Known) -> None:
        self._names.setdefault(name, []).append(known)
        if known.staff_code:
            self._codes.add(known.staff_code)


def import_people(register: Register, meeting_id: int, found: Preview,
                  chosen: Chosen | None = None) -> ImportResult:
    """Adds the people of a list, with the units that the conference lacks.

    Whoever is on the list already is skipped and reported. Numbers are kept where they are free.
    """
    meeting = Meetings(register).get(meeting_id)
    present = register.find(records.Attendee, queries.of_meeting(records.Attendee, meeting_id))
    named = Named(register, meeting_id)
    known = _on_list(register, meeting_id, present, named)
    new, skipped = sorted_out(found, chosen, known.take, "full_name")
    numbers = _numbers(new, {person.number for person in present if person.number})
    with register.operation(N_("Import attendees ({count})"), count=len(new)):
        keys = register.insert_all([
            records.Attendee(**{"kind": default_kind(meeting), **plain(row.values),
                                "meeting_id": meeting_id, "number": number,
                                "unit_id": named.unit(row.values.get("unit"))})
            for (_, row), number in zip(new, numbers, strict=True)])
    return ImportResult(tuple(keys), tuple(named.added), skipped)


def people_known(register: Register, meeting_id: int, found: Preview) -> tuple[Skipped, ...]:
    """The rows that `import_people` would skip; writes nothing."""
    present = register.find(records.Attendee, queries.of_meeting(records.Attendee, meeting_id))
    known = _on_list(register, meeting_id, present, Named(register, meeting_id))
    return sorted_out(found, None, known.take, "full_name")[1]


def _on_list(register: Register, meeting_id: int, present: Iterable[records.Attendee],
             named: Named) -> _People:
    units = {unit.id: unit.name for unit in Attendance(register).units(meeting_id)}
    return _People(present, named, units)


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
