"""What every import shares: the result, units and themes by name, rows that are there already."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.domain.list_table import NAME_OF_FIELD, ListRow, ListTable
from desktop_app.domain.vietnamese import fold
from desktop_app.services.attendance import Attendance
from desktop_app.services.feedback import FeedbackService
from desktop_app.services.import_preview import Chosen, Preview
from desktop_app.store.register import Register

Values = Mapping[str, object]
Picked = tuple[ListTable, ListRow]


@dataclass(frozen=True)
class Skipped:
    """A row that was not imported because the conference has it already."""

    sheet: str
    row: int
    name: str


@dataclass(frozen=True)
class ImportResult:
    """The keys of what was added, the names of the units made for it, and the rows left out."""

    added: tuple[int, ...]
    units_added: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()


class Named:
    """Units and themes of a conference by name; missing ones are made, inside the operation."""

    def __init__(self, register: Register, meeting_id: int) -> None:
        self._attendance = Attendance(register)
        self._feedback = FeedbackService(register)
        self._meeting_id = meeting_id
        known = self._attendance.units(meeting_id)
        self._units: dict[str, int] = {}
        for unit in reversed(known):
            self._units.update({fold(name): unit.id
                                for name in (unit.short_name, unit.name) if name})
        self.added: list[str] = []

    def key_of(self, name: object) -> str:
        """What tells units apart: the key of a known one, the folded name of a new one."""
        folded = fold(str(name or ""))
        return str(self._units.get(folded, folded))

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
    """The values without the references, which are names and must become keys."""
    named = set(NAME_OF_FIELD.values())
    return {name: value for name, value in values.items() if name not in named}


def sorted_out(found: Preview, chosen: Chosen | None, is_new: Callable[[Values], bool],
               name: str) -> tuple[list[Picked], tuple[Skipped, ...]]:
    """The rows to add, and those that are there already, called by their field `name`."""
    new: list[Picked] = []
    skipped: list[Skipped] = []
    for table, row in found.chosen(chosen):
        if is_new(row.values):
            new.append((table, row))
        else:
            skipped.append(Skipped(table.sheet, row.row, str(row.values[name])))
    return new, tuple(skipped)
