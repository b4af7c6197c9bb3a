"""The agenda at the left of the live page: planned against real time, the current item marked."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from desktop_app.domain.fields import entry_of
from desktop_app.domain.kinds import ItemState
from desktop_app.domain.records import AgendaItem
from desktop_app.domain.timeline import Forecast
from desktop_app.i18n import _, active
from desktop_app.services.agenda import DROPPED, PlannedRow
from desktop_app.services.editing import problem_text
from desktop_app.ui import tokens
from desktop_app.ui.composed_line import ComposedLine
from desktop_app.ui.desk import Desk
from desktop_app.ui.drawing import in_lines
from desktop_app.ui.header import lateness
from desktop_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
MARKS = {ItemState.WAITING: " ", ItemState.CURRENT: "▶", ItemState.DONE: "✓",
         ItemState.SKIPPED: "–", ItemState.WITHDRAWN: "✕"}
MOST_LINES = 3
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def times(row: PlannedRow, now: datetime, begins: datetime | None = None) -> str:
    """The second line of an item: real times with lateness, the running clock, or the plan.

    `begins`: when an item to come is expected to begin, if the conference runs.
    """
    if row.item.state == ItemState.CURRENT and row.spans:
        seconds = max(int((now - row.spans[-1][0]).total_seconds()), 0)
        plan = f" / {row.item.minutes}'" if row.item.minutes else ""
        return f"{seconds // 60:02}:{seconds % 60:02}{plan}"
    if row.opened_at:
        end = row.closed_at.strftime("%H:%M") if row.closed_at else ""
        late = lateness(row)
        span = f"{row.opened_at:%H:%M}–{end}"
        return f"{span} ({late})" if late else span
    if row.item.state in (ItemState.SKIPPED, ItemState.WITHDRAWN):
        label = _(entry_of(AgendaItem, "state").choice_label(row.item.state))
        return f"{label}: {row.item.state_reason}" if row.item.state_reason else label
    if begins and row.planned_start:
        minutes = int((begins - row.planned_start).total_seconds() // 60)
        text = _("expected {time}").format(time=begins.strftime("%H:%M"))
        late = _("{minutes}' late").format(minutes=minutes)
        on_its_day = begins.date() == row.planned_start.date()
        return f"{text} ({late})" if minutes > 0 and on_its_day else text
    if row.planned_start:
        return _("planned {time}").format(time=row.planned_start.strftime("%H:%M"))
    return f"{row.item.minutes}'" if row.item.minutes else ""


class StripModel(QAbstractListModel):
    """The agenda items with their times."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[PlannedRow] = ()
        self.now = datetime.min
        self._begins: Sequence[datetime | None] = ()

    def show(self, rows: Sequence[PlannedRow], now: datetime) -> None:
        self.beginResetModel()
        self.rows, self.now = rows, now
        self.endResetModel()

    def foresee(self, found: Forecast) -> None:
        """When the items to come are expected to begin; painted anew where a minute changed."""
        begins = [at.replace(second=0, microsecond=0) if at else None for at in found.starts]
        if any(row.spans for row in self.rows) and begins != self._begins:
            self._begins = begins
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def times(self, place: int) -> str:
        """The second line of the item at this place."""
        begins = self._begins[place] if place < len(self._begins) else None
        return times(self.rows[place], self.now, begins)

    def tick(self, now: datetime) -> None:
        """Only the running clock of the current item changes."""
        self.now = now
        for place, row in enumerate(self.rows):
            if row.item.state == ItemState.CURRENT:
                self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.item.shown
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.item.shown}\n{row.item.presenter}".strip()
        return None


class StripDelegate(QStyledItemDelegate):
    """Mark, number and title in up to two lines, times below."""

    def __init__(self, theme: Theme, model: StripModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model

    def _fonts(self, current: bool) -> tuple[QFont, QFont]:
        title, small = QFont(), QFont()
        title.setPixelSize(tokens.BODY)
        title.setWeight(QFont.Weight.DemiBold if current else QFont.Weight.Normal)
        small.setPixelSize(tokens.SMALL)
        return title, small

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._model.rows[index.row()]
        title, small = self._fonts(row.item.state == ItemState.CURRENT)
        height = len(self._lines(row, title)) * QFontMetrics(title).lineSpacing()
        return QSize(self._text_width(), height + QFontMetrics(small).height() + 2 * tokens.S)

    def _lines(self, row: PlannedRow, font: QFont) -> list[str]:
        layout = QTextLayout(row.item.title, font)
        return in_lines(QFontMetrics(font), layout, self._text_width(), MOST_LINES)

    def _text_width(self) -> int:
        return tokens.STRIP - 60 - 2 * tokens.S

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.rows[index.row()]
        rect: QRect = option.rect
        current = row.item.state == ItemState.CURRENT
        palette = self._theme.palette
        title, small = self._fonts(current)
        painter.save()
        if current:
            painter.fillRect(rect, self._theme.colour(lambda p: p.soft))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(),
                             self._theme.colour(lambda p: p.accent))
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour(lambda p: p.raised))
        inner = rect.adjusted(tokens.S, tokens.S, -tokens.S, -tokens.S)
        waiting = row.item.state == ItemState.WAITING
        painter.setPen(palette.text if current or waiting else palette.muted)
        painter.setFont(title)
        mark = QRect(inner.left(), inner.top(), 20, inner.height())
        painter.drawText(mark, _TOP_LEFT, MARKS[ItemState(row.item.state)])
        number = QRect(inner.left() + 18, inner.top(), 26, inner.height())
        painter.drawText(number, _TOP_LEFT, str(row.item.number))
        text = inner.adjusted(44, 0, 0, -QFontMetrics(small).height())
        painter.drawText(text, _TOP_LEFT | Qt.TextFlag.TextDontClip,
                         "\n".join(self._lines(row, title)))
        painter.setFont(small)
        painter.setPen(palette.accent if current else palette.muted)
        below = QRect(text.left(), text.bottom() + 1, text.width(), inner.bottom() - text.bottom())
        painter.drawText(below, _TOP_LEFT, self._model.times(index.row()))
        painter.restore()


class AgendaStrip(QListView):
    """`opened`: Enter or a double click on an item, which makes it the current one. `dropped`: an
    item and the state it is to have; Delete skips it, Shift+Delete withdraws it, Delete on one
    that was dropped brings it back."""

    opened = Signal(object)
    dropped = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("agenda_strip")
        self.agenda = StripModel()
        self._delegate = StripDelegate(theme, self.agenda)
        self.setModel(self.agenda)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.agenda.rows[index.row()]))

    def show_rows(self, rows: Sequence[PlannedRow], now: datetime) -> None:
        """Shows the agenda with the current item in view."""
        self.agenda.show(rows, now)
        current = next((i for i, r in enumerate(rows) if r.item.state == ItemState.CURRENT), None)
        if current is not None:
            self.scrollTo(self.agenda.index(min(current + 1, len(rows) - 1)))
            self.scrollTo(self.agenda.index(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(self.agenda.rows[row])
            return
        if event.key() == Qt.Key.Key_Delete and row >= 0:
            self._drop(self.agenda.rows[row], event.modifiers())
            return
        super().keyPressEvent(event)

    def _drop(self, row: PlannedRow, keys: Qt.KeyboardModifier) -> None:
        withdrawn = bool(keys & Qt.KeyboardModifier.ShiftModifier)
        if row.item.state in DROPPED:
            self.dropped.emit(row, ItemState.WAITING)
        elif row.item.state == ItemState.WAITING:
            self.dropped.emit(row, ItemState.WITHDRAWN if withdrawn else ItemState.SKIPPED)


class ReasonBox(QFrame):
    """Why an item is skipped or withdrawn, asked when it has been; `done`: Enter or Esc."""

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self._item = AgendaItem()
        self._state = ItemState.SKIPPED
        self._title = QLabel()
        self._title.setWordWrap(True)
        self.line = ComposedLine()
        self.line.setObjectName("item_reason")
        self.line.returnPressed.connect(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S, tokens.S, tokens.S, tokens.S)
        layout.setSpacing(tokens.XS)
        layout.addWidget(self._title)
        layout.addWidget(self.line)
        self.hide()

    def ask(self, item: AgendaItem, state: ItemState) -> None:
        """Gives the item its new state at once, and asks why it does not take place."""
        self.keep()
        self.hide()
        self._item, self._state = item, state
        if not self._set():
            return
        label = _(entry_of(AgendaItem, "state").choice_label(state))
        self._title.setText(_("{state}: item {number}. Reason (Enter):").format(
            state=label, number=item.number))
        self.line.setText("")
        self.line.setAccessibleName(self._title.text())
        self.setVisible(state is not ItemState.WAITING)
        if state is not ItemState.WAITING:
            self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return
        super().keyPressEvent(event)

    def follow(self, rows: Sequence[PlannedRow]) -> None:
        """Goes away when the item is no longer what it was asked about."""
        if not any(row.item.id == self._item.id and row.item.state == self._state for row in rows):
            self.hide()

    def keep(self) -> bool:
        """Records the reason as far as it is typed; False if it is refused."""
        text = self.line.whole_text()[0].strip()
        if self.isHidden() or not text:
            return True
        editor = self._desk.workspace.editor
        problems = self._desk.attempt(
            lambda: editor.set_field(AgendaItem, self._item.id, "state_reason", text))
        if problems:
            self._desk.say(problem_text(AgendaItem, problems[0], active()))
        return problems == []

    def _set(self) -> bool:
        def change() -> bool:
            self._desk.workspace.agenda.set_state(self._item.id, self._state)
            return True

        return bool(self._desk.attempt(change))

    def _close(self) -> None:
        if self.keep():
            self.hide()
            self.done.emit()
