"""The table of attendees: its columns, and its groups that fold."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel

from desktop_app.domain import records
from desktop_app.i18n import _
from desktop_app.services.attendance import Person
from desktop_app.services.attendee_list import Heading, Row, State, state_of
from desktop_app.ui import tokens
from desktop_app.ui.table import Column, RecordTableModel, TableView, all_columns
from desktop_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
PRESENCE = "presence"
ROOM_FOR = {"kind": 640, "position": 540}
"""How wide the table must be for columns that are left out first."""
_PRESENCE_WIDTH = 20
_VISIBLE = QAbstractItemView.ScrollHint.EnsureVisible
_WHOLE = ("full_name", "kind")


def _key(row: Row) -> tuple[bool, int]:
    return isinstance(row, Heading), row.key if isinstance(row, Heading) else row.attendee.id


def presence_text(person: Person) -> str:
    """Where a person is: a mark, a word and since when."""
    state, presence = state_of(person), person.presence
    if presence and state is State.HERE:
        return _("● present {time}").format(time=presence.came_at.strftime("%H:%M"))
    if presence and presence.left_at:
        return _("○ left {time}").format(time=presence.left_at.strftime("%H:%M"))
    return _("– excused") if state is State.EXCUSED else _("· not yet here")


def heading_text(heading: Heading) -> str:
    """The unit with how many of its people are in the room."""
    name = heading.unit.name if heading.unit else _("No unit")
    return f"{'▸' if heading.folded else '▾'}  {name}   {heading.here}/{heading.total}"


def people_columns(theme: Theme) -> list[Column[Row]]:
    """The columns of the catalogue, the listed ones first, and at the end where each person is."""
    known: list[Column[Person]] = all_columns(records.Attendee, lambda person: person.attendee,
                            lambda _entry, person: person.unit.name if person.unit else "")
    columns = [Column(c.name, c.heading, _of_people(c.text), c.width, c.right,
                      fixed=c.fixed or c.name in _WHOLE, listed=c.listed)
               for c in sorted(known, key=lambda c: not c.listed)]
    presence: Column[Row] = Column(PRESENCE, _("Present"), _of_people(presence_text),
                                   _PRESENCE_WIDTH, colour=lambda row: _colour(row, theme),
                                   fixed=True)
    return [*columns, presence]


def _of_people(text: Callable[[Person], str]) -> Callable[[Row], str]:
    return lambda row: "" if isinstance(row, Heading) else text(row)


def _colour(row: Row, theme: Theme) -> str | None:
    if isinstance(row, Heading):
        return None
    palette = theme.palette
    return {State.HERE: palette.good, State.LEFT: palette.warn,
            State.EXCUSED: palette.info, State.AWAITED: palette.muted}[state_of(row)]


class PeopleModel(RecordTableModel[Row]):
    """People, with headings between them where they are grouped."""

    def __init__(self, columns: Sequence[Column[Row]], theme: Theme) -> None:
        super().__init__(columns)
        self._theme = theme
        self.strong = lambda row: isinstance(row, Heading)
        self.grouped = False

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()] if index.isValid() else None
        if isinstance(row, Heading):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                return heading_text(row) if index.column() == 0 else ""
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            if role == Qt.ItemDataRole.BackgroundRole:
                return self._theme.colour(lambda p: p.raised)
        return super().data(index, role)

    def heading_above(self, row: int) -> int:
        """The row of the heading that a row stands under; -1 without groups."""
        if not self.grouped:
            return -1
        return next(place for place in range(row if row >= 0 else len(self.rows) - 1, -1, -1)
                    if isinstance(self.rows[place], Heading))


class PeopleTable(TableView):
    """`folded`: Left, Right or a click on a heading wants the group of this row (un)folded.
    `presence_asked`: the space bar."""

    folded = Signal(int, bool)
    presence_asked = Signal()

    def __init__(self, model: PeopleModel) -> None:
        super().__init__("attendee_table")
        self.people = model
        self._shown: Sequence[Row] = ()
        self.adopt(model)
        self._sticky = QLabel(self)
        self._sticky.setObjectName("sticky")
        self._sticky.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._sticky.hide()
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._stick())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows these rows; the scroll position stays, and where the same people stand in the same
        rows the selection too."""
        same = len(rows) == len(self._shown) and all(
            new is old or _key(new) == _key(old)
            for new, old in zip(rows, self._shown, strict=True))
        self._shown = rows
        if same:
            self.people.refresh(rows)
        else:
            self._replace_rows(rows)
        self._stick()

    def _replace_rows(self, rows: Sequence[Row]) -> None:
        place = self.verticalScrollBar().value()
        headings = [number for number, row in enumerate(rows) if isinstance(row, Heading)]
        self.clearSpans()
        self.people.grouped = bool(headings)
        self.people.show(rows)
        self.show_column("unit_id", shown=not headings)
        for number in headings:
            self.setSpan(number, 0, 1, len(self.people.columns))
        self.verticalScrollBar().setValue(place)

    def people_selected(self) -> list[int]:
        """The keys of the selected people."""
        rows = [self._shown[row] for row in self.selected_rows()]
        return [row.attendee.id for row in rows if isinstance(row, Person)]

    def row_of(self, key: int) -> int:
        """The row of a person; -1 if it is not shown."""
        return next((place for place, row in enumerate(self._shown)
                     if isinstance(row, Person) and row.attendee.id == key), -1)

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _VISIBLE) -> None:
        """Shows a row, not under the heading that sticks to the top."""
        super().scrollTo(index, hint)
        if not index.isValid() or not self.people.grouped:
            return
        hidden = tokens.ROW - self.rowViewportPosition(index.row())
        if hidden > 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - hidden)

    # --- groups ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.current_row()
        heading = self.people.heading_above(row) if row >= 0 else -1
        if key == Qt.Key.Key_Space and row >= 0:
            self.presence_asked.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and heading >= 0:
            self._fold_by_key(row, heading, fold=key == Qt.Key.Key_Left)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0 and row == heading:
            self._toggle(row)
        else:
            super().keyPressEvent(event)

    def _fold_by_key(self, row: int, heading: int, *, fold: bool) -> None:
        """Left goes to the heading and then folds its group, Right unfolds it."""
        if fold and row != heading:
            self.go_to(heading)
        else:
            self.folded.emit(heading, fold)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        if row >= 0 and isinstance(self.people.rows[row], Heading):
            self._toggle(row)

    def _toggle(self, row: int) -> None:
        heading = self.people.rows[row]
        if isinstance(heading, Heading):
            self.folded.emit(row, not heading.folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, who it is and whether they are here matters most."""
        for name, room in ROOM_FOR.items():
            self.show_column(name, shown=event.size().width() >= room)
        super().resizeEvent(event)
        self._stick()

    def _stick(self) -> None:
        """Keeps the heading of the first visible group in sight."""
        place = self.people.heading_above(self.rowAt(0))
        row = self.people.rows[place] if place >= 0 else None
        shown = isinstance(row, Heading) and self.rowViewportPosition(place) < 0
        self._sticky.setVisible(shown)
        if isinstance(row, Heading) and shown:
            below = self.viewport().geometry()
            self._sticky.setText(heading_text(row))
            self._sticky.setGeometry(below.x(), below.y(), below.width(), tokens.ROW)
            self._sticky.raise_()
