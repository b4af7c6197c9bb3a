"""Tables made from the catalogue: columns, a model over any source of rows, and the view."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop_app.domain import fields
from desktop_app.domain.fields import Entry, Kind
from desktop_app.i18n import _
from desktop_app.ui import tokens
from desktop_app.ui.column_widths import ColumnWidths

Index = QModelIndex | QPersistentModelIndex
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_THIS_ROW = (QItemSelectionModel.SelectionFlag.ClearAndSelect
             | QItemSelectionModel.SelectionFlag.Rows)
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_CHARACTER = 8
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowSource(Protocol[R_co]):
    """Where a model gets its rows; asked only for rows that are shown."""

    def __len__(self) -> int: ...

    def __getitem__(self, row: int, /) -> R_co: ...


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: `text` makes what is shown, `colour` may tint it, `width` is in characters.

    A `fixed` one keeps the room that it needs; the others give way where there is too little.
    One that is not `listed` is shown when the user chooses it.
    """

    name: str
    heading: str
    text: Callable[[R], str]
    width: int = 16
    right: bool = False
    colour: Callable[[R], str | None] | None = None
    fixed: bool = False
    listed: bool = True


def shown(entry: Entry, value: Any) -> str:  # noqa: ANN401 - any field value
    """A field's value as a table shows it."""
    if value is None or value == "":
        return ""
    if entry.kind is Kind.CHOICE:
        return _(entry.choice_label(value))
    if entry.kind is Kind.FLAG:
        return "✔" if value else ""
    if isinstance(value, datetime):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value).replace("\n", " ")


def listed_columns(record_type: type, record: Callable[[R], Any],
                   names: Callable[[Entry, R], str]) -> list[Column[R]]:
    """The columns of the listed fields. `record` gives the record of a row, `names` the text of
    a reference field."""
    return [c for c in all_columns(record_type, record, names) if c.listed]


def all_columns(record_type: type, record: Callable[[R], Any],
                names: Callable[[Entry, R], str]) -> list[Column[R]]:
    """The columns of all fields, as in `listed_columns`."""
    return [_column(entry, record, names) for entry in fields.entries(record_type)]


def _column(entry: Entry, record: Callable[[R], Any],
            names: Callable[[Entry, R], str]) -> Column[R]:
    def text(row: R) -> str:
        if entry.kind in (Kind.ONE, Kind.MANY):
            return names(entry, row)
        return shown(entry, getattr(record(row), entry.name))

    return Column(entry.name, _(entry.label), text, entry.width, entry.kind is Kind.NUMBER,
                  fixed=entry.kind in (Kind.NUMBER, Kind.TIME, Kind.DATE_TIME),
                  listed=entry.listed)


class RecordTableModel(QAbstractTableModel, Generic[R]):
    """A read-only table over a row source."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        self.columns = columns
        self.rows: RowSource[R] = []
        self.strong: Callable[[R], bool] = lambda row: False
        self.order = ("", False)

    def show(self, rows: RowSource[R]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def refresh(self, rows: RowSource[R]) -> None:
        """Replaces the contents of rows whose number and order stayed the same."""
        self.rows = rows
        if len(rows):
            self.dataChanged.emit(self.index(0, 0),
                                  self.index(len(rows) - 1, len(self.columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        if role == Qt.ItemDataRole.ForegroundRole and column.colour:
            colour = column.colour(row)
            return QColor(colour) if colour else None
        if role == Qt.ItemDataRole.FontRole and self.strong(row):
            font = QFont()
            font.setPixelSize(tokens.BODY)
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            column = self.columns[section]
            marks = {(column.name, False): " ▲", (column.name, True): " ▼"}
            return column.heading + marks.get(self.order, "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[section].right else _LEFT
        return None


class TableView(QTableView):
    """The table as every page uses it. Typing in it does not edit; forms do.

    `opened`: Enter, F2 or a double click on a row. `removal_asked`: Delete.
    `moved`: Alt+Up or Alt+Down, with the number of places. `picked`: another current row.
    `sort_asked`: a click on a heading, with the name of its column and whether descending.

    The columns share the room until one is dragged wider or narrower.
    """

    opened = Signal(int)
    removal_asked = Signal()
    moved = Signal(int)
    picked = Signal(int)
    sort_asked = Signal(str, bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(tokens.ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)
        header.setFixedHeight(tokens.ROW)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._widths = ColumnWidths(self)
        self._model: RecordTableModel[Any] | None = None
        self._columns: Sequence[Column[Any]] = ()
        self._left_out: set[str] = set()
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def adopt(self, model: RecordTableModel[Any]) -> None:
        """Shows a model, with column widths as the catalogue has them."""
        self._model = model
        self._columns = model.columns
        self.setModel(model)
        self._widths.adopt([column.width * _CHARACTER for column in model.columns],
                           [column.fixed for column in model.columns])
        model.modelReset.connect(self._widths.fit_rows)
        self.selectionModel().currentRowChanged.connect(
            lambda current, _before: self.picked.emit(current.row()))

    def allow_sorting(self, column: str) -> None:
        """Lets clicks on headings ask for an order; `column` is the one sorted by at first."""
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionPressed.disconnect()
        header.sectionClicked.connect(self._heading_clicked)
        self.show_order(column, descending=False)

    def show_order(self, column: str, *, descending: bool) -> None:
        """Shows in the heading what the rows are sorted by; asks nobody to sort."""
        assert self._model is not None
        self._model.order = (column, descending)
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def _heading_clicked(self, place: int) -> None:
        """The first click sorts by a heading, the second one the other way round."""
        assert self._model is not None
        name = self._columns[place].name
        self.sort_asked.emit(name, self._model.order == (name, False))

    def choose_column(self, name: str, *, chosen: bool) -> None:
        """Says whether a column is to be seen at all, wherever there is room for it."""
        (self._left_out.discard if chosen else self._left_out.add)(name)
        self.show_column(name, shown=chosen)

    def wrap_rows(self) -> None:
        """Shows few texts whole, each in as many lines as it needs."""
        self.setWordWrap(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def refit(self) -> None:
        """Gives the columns what their texts need now."""
        self._widths.refit()

    def show_column(self, name: str, *, shown: bool) -> None:
        """Shows a column that is to be seen at all, or hides it; the others share the room."""
        place = next(i for i, column in enumerate(self._columns) if column.name == name)
        self._widths.show(place, shown=shown and name not in self._left_out)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widths.fit()

    def current_row(self) -> int:
        """The current row, or -1."""
        return self.currentIndex().row()

    def selected_rows(self) -> list[int]:
        """The selected rows from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def go_to(self, row: int, *, scroll: bool = True) -> None:
        """Makes a row the current and only selected one, whatever keys are held, and shows it."""
        if 0 <= row < self.model().rowCount():
            place = self.verticalScrollBar().value()
            self.selectionModel().setCurrentIndex(self.model().index(row, 0), _THIS_ROW)
            self.scrollTo(self.currentIndex())
            if not scroll:
                self.verticalScrollBar().setValue(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in _OPENING and self.current_row() >= 0:
            self.opened.emit(self.current_row())
        elif key == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif event.text().isprintable() and event.text() and not event.modifiers() & _COMMANDS:
            event.ignore()
        else:
            super().keyPressEvent(event)
