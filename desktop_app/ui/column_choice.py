"""Which columns a table shows: chosen from a menu of all of them, and remembered."""

from collections.abc import MutableMapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from desktop_app.ui.table import Column, TableView


class ColumnChoice:
    """The menu opens by a right click on the headings, and by the menu key or Shift+F10 in the
    table. `kept` is where the choice is remembered, under the table's name. The first column
    always stays."""

    def __init__(self, table: TableView, columns: Sequence[Column[Any]],
                 kept: MutableMapping[str, str]) -> None:
        self._table = table
        self._columns = columns
        self._kept = kept
        self._key = table.objectName()
        self._menu = QMenu(table)
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda place: self.open(header.mapToGlobal(place)))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(
            lambda _place: self.open(header.mapToGlobal(QPoint(0, header.height()))))
        self._apply()

    def chosen(self) -> set[str]:
        """The names of the columns to show."""
        known = {column.name for column in self._columns}
        wanted = known & set(self._kept.get(self._key, "").split(","))
        listed = {column.name for column in self._columns if column.listed}
        return {self._columns[0].name, *(wanted or listed)}

    def open(self, place: QPoint) -> None:
        """Shows the menu at a place of the screen."""
        chosen = self.chosen()
        self._menu.clear()
        for column in self._columns:
            action = self._menu.addAction(column.heading)
            action.setCheckable(True)
            action.setChecked(column.name in chosen)
            action.setEnabled(column is not self._columns[0])
            action.toggled.connect(lambda on, name=column.name: self._turn(name, on=on))
        self._menu.popup(place)

    def _turn(self, name: str, *, on: bool) -> None:
        chosen = self.chosen() | {name} if on else self.chosen() - {name}
        self._kept[self._key] = ",".join(c.name for c in self._columns if c.name in chosen)
        self._apply()

    def _apply(self) -> None:
        chosen = self.chosen()
        for column in self._columns:
            self._table.choose_column(column.name, chosen=column.name in chosen)
