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
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.domain.fields import entry_of
from desktop_app.domain.kinds import ItemState
from desktop_app.domain.records import AgendaItem
from desktop_app.i18n import _
from desktop_app.services.agenda import PlannedRow
from desktop_app.ui import tokens
from desktop_app.ui.drawing import in_lines
from desktop_app.ui.header import lateness
from desktop_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
MARKS = {ItemState.WAITING: " ", ItemState.CURRENT: "▶", ItemState.DONE: "✓",
         ItemState.SKIPPED: "–", ItemState.WITHDRAWN: "✕"}
MOST_LINES = 3
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def times(row: PlannedRow, now: datetime) -> str:
    """The second line of an item: real times with lateness, the running clock, or the plan."""
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
    if row.planned_start:
        return _("planned {time}").format(time=row.planned_start.strftime("%H:%M"))
    return f"{row.item.minutes}'" if row.item.minutes else ""


class StripModel(QAbstractListModel):
    """The agenda items with their times."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[PlannedRow] = ()
        self.now = datetime.min

    def show(self, rows: Sequence[PlannedRow], now: datetime) -> None:
        self.beginResetModel()
        self.rows, self.now = rows, now
        self.endResetModel()

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
            return f"{row.item.number} {row.item.title}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.item.number} {row.item.title}\n{row.item.presenter}".strip()
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
        painter.drawText(below, _TOP_LEFT, times(row, self._model.now))
        painter.restore()


class AgendaStrip(QListView):
    """`opened`: Enter or a double click on an item, which makes it the current one."""

    opened = Signal(object)

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
        super().keyPressEvent(event)
