"""People of a list as they are recorded."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import count

from desktop_app.domain import records
from desktop_app.domain.list_table import ListTable
from desktop_app.domain.merge_cells import CellChange
from desktop_app.services.attendance import Attendance, default_kind
from desktop_app.services.import_common import Named, Picked, plain
from desktop_app.services.list_merge import ListMerge
from desktop_app.store.register import Register


class PeopleWriter:
    """Makes attendees of rows, with the units that the conference lacks."""

    def __init__(self, register: Register, meeting: records.Meeting, merge: ListMerge) -> None:
        self.named = Named(register, meeting.id)
        self._register = register
        self._meeting = meeting
        self._taken = {number for values in merge.held.values()
                       if isinstance(number := values["number"], int)}

    def records(self, new: Sequence[Picked]) -> list[records.Attendee]:
        """The people of new rows."""
        kind = default_kind(self._meeting)
        return [records.Attendee(**{"kind": kind, **plain(row.values),
                                    "meeting_id": self._meeting.id, "number": number,
                                    "unit_id": self.named.unit(row.values.get("unit"))})
                for (_, row), number in zip(new, _numbers(new, self._taken), strict=True)]

    def values(self, changes: Sequence[CellChange]) -> dict[str, object]:
        """What a person's fields become; a new name brings its own given name."""
        values: dict[str, object] = {
            "unit_id" if name == "unit" else name:
            self.named.unit(after) if name == "unit" else after for name, _, after in changes}
        return {"given": "", **values} if "full_name" in values else values

    def remove(self, keys: Collection[int]) -> None:
        """Takes people off the list."""
        Attendance(self._register).delete(keys)


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
