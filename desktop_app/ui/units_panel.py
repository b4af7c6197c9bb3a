"""The units of the conference: names, kinds, who answers opinions, and their rank in lists."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop_app.domain import records
from desktop_app.i18n import _
from desktop_app.ui.actions import key_text
from desktop_app.ui.desk import Desk
from desktop_app.ui.ranked_panel import RankedPanel
from desktop_app.ui.table import Column, listed_columns


def open_units(desk: Desk, page: QWidget) -> "UnitsPanel":
    """Shows the units over a page."""
    panel = UnitsPanel(desk)
    panel.open(page)
    return panel


class UnitsPanel(RankedPanel[records.Unit]):
    """Removing a unit leaves its people on the list; they are then without one."""

    tables = ("unit", "attendee")

    def __init__(self, desk: Desk) -> None:
        self._counts: Counter[int | None] = Counter()
        super().__init__(
            desk, records.Unit, _("Units"),
            _("Lists and papers name the units in this order. Alt+↑ and Alt+↓ move a unit, Delete "
              "removes it; its people stay on the list."),
            _("New unit: type its name, Enter adds it ({key})").format(key=key_text("new")))

    def columns(self) -> list[Column[records.Unit]]:
        listed: list[Column[records.Unit]] = listed_columns(
            records.Unit, lambda unit: unit, lambda _entry, _unit: "")
        people: Column[records.Unit] = Column(
            "people", _("People"), lambda unit: str(self._counts[unit.id]), 8, right=True,
            fixed=True)
        return [*(replace(c, fixed=c.name == "name") for c in listed), people]

    def load(self) -> Sequence[records.Unit]:
        service, meeting_id = self._desk.workspace.attendance, self._desk.meeting_id
        self._counts = Counter(p.attendee.unit_id for p in service.people(meeting_id))
        return service.units(meeting_id)

    def add(self, name: str) -> int:
        return self._desk.workspace.attendance.add_unit(self._desk.meeting_id, name)

    def shift(self, key: int, places: int) -> None:
        self._desk.workspace.attendance.move_unit(self._desk.meeting_id, key, places)

    def remove(self, key: int) -> None:
        self._desk.workspace.attendance.delete_unit(key)
