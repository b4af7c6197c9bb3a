"""What every import shares: the result, units and themes by name, rows that are there already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.domain.list_table import NAME_OF_FIELD, ListRow, ListTable
from desktop_app.domain.row_codes import CODE
from desktop_app.domain.vietnamese import fold
from desktop_app.services.attendance import Attendance
from desktop_app.services.feedback import FeedbackService
from desktop_app.store.register import Register

Values = Mapping[str, object]
Picked = tuple[ListTable, ListRow]


@dataclass(frozen=True)
class Skipped:
    """A row that was not imported."""

    sheet: str
    row: int
    name: str


@dataclass(frozen=True)
class ImportResult:
    """The keys of what was added, changed and removed, the names of the units made for it, and
    the rows left out because they are there already or because they are doubtful."""

    added: tuple[int, ...]
    units_added: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    changed: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    doubtful: tuple[Skipped, ...] = ()


class Named:
    """Units and themes of a conference by name; missing ones are made, inside the operation."""

    def __init__(self, register: Register, meeting_id: int) -> None:
        self._attendance = Attendance(register)
        self._feedback = FeedbackService(register)
        self._meeting_id = meeting_id
        known = self._attendance.units(meeting_id)
        self._names = {unit.id: unit.name for unit in known}
        self._units: dict[str, int] = {}
        for unit in reversed(known):
            self._units.update({fold(name): unit.id
                                for name in (unit.short_name, unit.name) if name})
        self.added: list[str] = []

    def key_of(self, name: object) -> str:
        """What tells units apart: the key of a known one, the folded name of a new one."""
        folded = fold(str(name or ""))
        return str(self._units.get(folded, folded))

    def full_name(self, name: object) -> str:
        """The name that a unit has in the conference; a unit that it lacks keeps its own."""
        key = self._units.get(fold(str(name or "")))
        return self._names.get(key or 0, str(name or ""))

    def name_of(self, key: int | None) -> str:
        """The name of a unit of the conference; nothing for None."""
        return self._names.get(key or 0, "")

    def unit(self, name: object) -> int | None:
        """The key of a unit; None for no name."""
        if not name:
            return None
        folded = fold(str(name))
        if folded not in self._units:
            self._units[folded] = self._attendance.unit_named(self._meeting_id, str(name))
            self.added.append(str(name))
        return self._units[folded]

    def units(self, names: object) -> tuple[int, ...]:
        """The keys of several units."""
        found = [self.unit(name) for name in _several(names)]
        return tuple(dict.fromkeys(key for key in found if key))

    def themes(self, names: object) -> tuple[int, ...]:
        """The keys of several themes."""
        keys = [self._feedback.add_theme(self._meeting_id, str(name)) for name in _several(names)]
        return tuple(dict.fromkeys(keys))


def _several(names: object) -> Iterable[object]:
    return names if isinstance(names, tuple) else ()


def plain(values: Values) -> dict[str, Any]:
    """The values without the references, which are names and must become keys, and without the
    code, which belongs to the record that it was exported from."""
    named = {*NAME_OF_FIELD.values(), CODE, "item_id", "same_as_id"}
    return {name: value for name, value in values.items() if name not in named}
