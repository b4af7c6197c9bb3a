"""The agenda as a table: planned and real times, rows that are dragged to another place."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop_app.domain.fields import entry_of
from desktop_app.domain.kinds import ItemState
from desktop_app.domain.records import AgendaItem
from desktop_app.i18n import _
from desktop_app.services.agenda import PlannedRow
from desktop_app.ui import tokens
from desktop_app.ui.agenda_strip import MARKS
from desktop_app.ui.table import Column, Index, RecordTableModel, TableView, listed_columns, shown
from desktop_app.ui.theme import CELL_MARGIN, Theme

ROOM_FOR_KINDS = 900
"""How wide the table must be for the kinds of items to have a column of their own."""


def _clock(start: datetime | None, end: datetime | None) -> str:
    if start is None:
        return ""
    return f"{start:%H:%M}–{end:%H:%M}" if end else f"{start:%H:%M}–"


def _state(row: PlannedRow) -> str:
    """The mark; in words where the times beside it do not say it already."""
    state = ItemState(row.item.state)
    if state in (ItemState.WAITING, ItemState.DONE):
        return MARKS[state].strip()
    words = f"{MARKS[state]} {_(entry_of(AgendaItem, 'state').choice_label(state.value))}"
    return f"{words}: {row.item.state_reason}" if row.item.state_reason else words


def columns(theme: Theme) -> list[Column[PlannedRow]]:
    """The columns of the agenda page: those with a place of their own, then what the catalogue
    lists besides."""
    def field(name: str, width: int, *, right: bool = False,
              fixed: bool = False) -> Column[PlannedRow]:
        entry = entry_of(AgendaItem, name)
        return Column(name, _(entry.label), lambda row: shown(entry, getattr(row.item, name)),
                      width, right, fixed=fixed)

    def tint(row: PlannedRow) -> str | None:
        palette = theme.palette
        return {"current": palette.accent, "done": palette.good,
                "waiting": None}.get(row.item.state, palette.warn)

    arranged = [
        field("number", 6, right=True, fixed=True),
        Column("planned", _("Planned"), lambda row: _clock(row.planned_start, row.planned_end), 13,
               fixed=True),
        field("title", 60),
        field("presenter", 16),
        field("minutes", 8, right=True, fixed=True),
        field("kind", 14),
        Column("state", _("State"), _state, 20, colour=tint, fixed=True),
        Column("real", _("Real time"), lambda row: _clock(row.opened_at, row.closed_at), 13,
               fixed=True),
    ]
    known = {column.name for column in arranged}
    others: list[Column[PlannedRow]] = listed_columns(AgendaItem, lambda row: row.item,
                                                      lambda _entry, _row: "")
    return [*arranged, *(column for column in others if column.name not in known)]


class AgendaModel(RecordTableModel[PlannedRow]):
    """Rows that may be dragged."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid():
            return flags | Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


class _Wrapping(QStyledItemDelegate):
    """Asks for the height that a text takes inside its column; the style forgets the padding."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        self.initStyleOption(option, index)
        table = option.widget
        text, margins = str(index.data()), 2 * (tokens.S + CELL_MARGIN)
        metrics = QFontMetrics(option.font)
        room = table.columnWidth(index.column()) if isinstance(table, QTableView) else 0
        lines = metrics.boundingRect(0, 0, max(room - margins, 1), 0, Qt.TextFlag.TextWordWrap,
                                     text)
        return QSize(metrics.horizontalAdvance(text) + margins, lines.height() + 2 * tokens.XS + 1)


class AgendaTable(TableView):
    """`dragged`: a row was dropped; from which row to before which row."""

    dragged = Signal(int, int)

    def __init__(self, *, movable: bool) -> None:
        super().__init__("agenda_table")
        self.setDragDropMode(TableView.DragDropMode.InternalMove if movable
                             else TableView.DragDropMode.NoDragDrop)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setWordWrap(True)
        self._wrapping = _Wrapping()
        self.setItemDelegate(self._wrapping)
        self.verticalHeader().setMinimumSectionSize(tokens.ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.show_column("kind", shown=event.size().width() >= ROOM_FOR_KINDS)
        super().resizeEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Asks for the move and leaves the rows to the page, which shows the new order."""
        place = event.position().toPoint()
        over = self.indexAt(place)
        target = over.row() if over.isValid() else self.model().rowCount()
        if over.isValid() and place.y() > self.visualRect(over).center().y():
            target += 1
        source = self.current_row()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if source >= 0:
            self.dragged.emit(source, target)
