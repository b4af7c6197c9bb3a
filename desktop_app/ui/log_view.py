"""The live log: everything that happened in time order, newest at the bottom."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop_app.services.live_log import LogEntry
from desktop_app.ui import tokens
from desktop_app.ui.drawing import wrapped_height
from desktop_app.ui.log_model import QUIET, LogModel, Shown, shown
from desktop_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_TOP_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class LogDelegate(QStyledItemDelegate):
    """Draws one entry: time at the left, who and tags on one line, the text below."""

    def __init__(self, theme: Theme, model: LogModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._fonts: dict[int, tuple[QFont, QFont, QFont]] = {}

    def fonts(self) -> tuple[QFont, QFont, QFont]:
        """The fonts of the text, of who says it, and of small notes."""
        size = self._theme.live_size
        if size not in self._fonts:
            text, strong, small = QFont(), QFont(), QFont()
            text.setPixelSize(size)
            strong.setPixelSize(size)
            strong.setWeight(QFont.Weight.DemiBold)
            small.setPixelSize(max(tokens.SMALL, size - 3))
            self._fonts[size] = text, strong, small
        return self._fonts[size]

    def height(self, row: int, width: int) -> int:
        """How tall an entry is at this width."""
        words = shown(self._model.entries[row])
        text, strong, small = self.fonts()
        head = QFontMetrics(strong).height() if words.head else 0
        body = 0
        if words.body:
            body = wrapped_height(QFontMetrics(text), words.body, self._body_width(width))
        return max(head + body, QFontMetrics(small).height()) + 2 * tokens.S

    def _body_width(self, width: int) -> int:
        return max(width - self._time_width() - 2 * tokens.M, 80)

    def _time_width(self) -> int:
        return QFontMetrics(self.fonts()[2]).horizontalAdvance("00:00") + tokens.M

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = option.rect.width()
        return QSize(width, self.height(index.row(), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._model.entries[index.row()]
        words = shown(entry)
        rect: QRect = option.rect
        state = option.state
        palette = self._theme.palette
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour(lambda p: p.soft))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(),
                             self._theme.colour(lambda p: p.accent))
        elif entry.kind == "item-opened":
            painter.fillRect(rect, self._theme.colour(lambda p: p.raised))
        self._paint_words(painter, rect, entry, words)
        painter.setPen(palette.raised)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, entry: LogEntry, words: Shown) -> None:
        palette = self._theme.palette
        text, strong, small = self.fonts()
        inner = rect.adjusted(tokens.M, tokens.S, -tokens.M, -tokens.S)
        painter.setFont(small)
        painter.setPen(palette.muted)
        painter.drawText(inner, _TOP_LEFT, entry.at.strftime("%H:%M"))
        inner.setLeft(inner.left() + self._time_width())
        top = inner.top()
        if words.head:
            top += self._paint_head(painter, inner, entry, words)
        painter.setFont(strong if entry.kind == "item-opened" else text)
        painter.setPen(palette.text)
        mark = "! " if entry.urgent and not words.head else ""
        painter.drawText(QRect(inner.left(), top, inner.width(), inner.bottom() - top + 1),
                         _TOP_LEFT | _WRAP, mark + words.body)

    def _paint_head(self, painter: QPainter, inner: QRect, entry: LogEntry, words: Shown) -> int:
        palette = self._theme.palette
        _text, strong, small = self.fonts()
        note_width = 0
        if words.note:
            metrics = QFontMetrics(small)
            note_width = min(metrics.horizontalAdvance(words.note) + tokens.XS,
                             inner.width() * 2 // 3)
            painter.setFont(small)
            painter.setPen(palette.accent if entry.kind == "opinion" else palette.info)
            painter.drawText(inner, _TOP_RIGHT, metrics.elidedText(
                words.note, Qt.TextElideMode.ElideMiddle, note_width))
            note_width += tokens.M
        quiet = entry.kind in QUIET or entry.kind == "item-opened"
        painter.setFont(small if quiet else strong)
        painter.setPen(palette.muted if quiet else palette.text)
        head = f"! {words.head}" if entry.urgent else words.head
        metrics = QFontMetrics(painter.font())
        painter.drawText(inner, _TOP_LEFT, metrics.elidedText(
            head, Qt.TextElideMode.ElideRight, inner.width() - note_width))
        return QFontMetrics(strong).height()


class LogView(QTableView):
    """`picked`: another entry is current. `opened`: Enter or F2 on it. `removal_asked`: Delete.
    `earlier_wanted`: the top was reached."""

    picked = Signal(object)
    opened = Signal()
    removal_asked = Signal()
    earlier_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("log_view")
        self.log = LogModel()
        self._delegate = LogDelegate(theme, self.log)
        self._measured, self._follow = False, True
        self.setItemDelegate(self._delegate)
        self.setModel(self.log)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(16)
        self.log.rowsInserted.connect(lambda _parent, first, last: self._measure(first, last))
        self.log.rowsAboutToBeRemoved.connect(
            lambda _parent, first, last: self._shrink(first, last))
        self.log.modelReset.connect(self._measure_later)
        self.log.dataChanged.connect(lambda first, last, _roles=None: self._measure(
            first.row(), last.row()))
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self._tell())
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.verticalScrollBar().valueChanged.connect(self._reached)
        theme.changed.connect(self._measure_later)

    def show_entries(self, entries: Sequence[LogEntry]) -> None:
        """Shows a new state of the log; at the bottom the view follows, elsewhere it stays."""
        follow = self.at_bottom()
        current = self.current_entry()
        self.log.show(entries)
        if current and self.current_entry() != current:
            self.select(current.table, current.id, scroll=False)
        if follow:
            self.scrollToBottom()

    def scrollToBottom(self) -> None:
        if self._measured:
            super().scrollToBottom()
        else:
            self._follow = True

    def at_bottom(self) -> bool:
        """Whether the newest lines are in sight, or will be once the lines are measured."""
        if not self._measured:
            return self._follow
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - tokens.S

    def current_entry(self) -> LogEntry | None:
        """The entry that is selected."""
        row = self.currentIndex().row()
        return self.log.entries[row] if 0 <= row < len(self.log.entries) else None

    def select(self, table: str, key: int, *, scroll: bool = True) -> bool:
        """Selects the entry of a record, if it is in the log."""
        for row in range(len(self.log.entries) - 1, -1, -1):
            entry = self.log.entries[row]
            if (entry.table, entry.id) == (table, key):
                self.selectRow(row)
                if scroll:
                    self.scrollTo(self.log.index(row))
                return True
        return False

    def step(self, places: int, kind: str) -> None:
        """Selects the next entry of a kind, up (negative) or down."""
        rows = [r for r, e in enumerate(self.log.entries) if e.kind == kind]
        if not rows:
            return
        here = self.currentIndex().row() if self.currentIndex().isValid() else len(self.log.entries)
        beyond = [r for r in rows if (r < here if places < 0 else r > here)]
        if beyond:
            self.selectRow(beyond[-1] if places < 0 else beyond[0])
            self.scrollTo(self.currentIndex())

    def _tell(self) -> None:
        self.picked.emit(self.current_entry())

    def _reached(self, value: int) -> None:
        if value == 0 and self.verticalScrollBar().maximum() > 0:
            self.earlier_wanted.emit()

    def _shrink(self, first: int, last: int) -> None:
        """Lines that go at the top do not move the others under the reader's eyes."""
        gone = sum(self.rowHeight(row) for row in range(first, last + 1))
        bar = self.verticalScrollBar()
        bar.setValue(max(bar.value() - gone, 1))

    def _measure_later(self) -> None:
        """Lines are as tall as their width wants: all are measured once more before they are
        painted, however often the width changes until then."""
        self._follow = self.at_bottom()
        self._measured = False
        self.scheduleDelayedItemsLayout()

    def doItemsLayout(self) -> None:
        if self._measured or not self.isVisible():
            super().doItemsLayout()
            return
        follow = self._follow
        self._measured = True
        self._measure(0, len(self.log.entries) - 1)
        super().doItemsLayout()
        self._follow = follow
        if not self._measured:  # a scroll bar has come, and the width is another one
            self.scheduleDelayedItemsLayout()
        elif follow:
            self.scrollToBottom()

    def _measure(self, first: int, last: int) -> None:
        if not self._measured:
            return
        width = self.viewport().width()
        for row in range(first, last + 1):
            self.setRowHeight(row, self._delegate.height(row, width))
        self.updateGeometries()  # the scroll bar knows the new heights now, not an event later

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._measured:
            self._measure_later()

    def resizeEvent(self, event: QResizeEvent) -> None:
        follow = self.at_bottom()
        if event.oldSize().width() != event.size().width():
            self._measure_later()
        super().resizeEvent(event)
        if follow:
            self.scrollToBottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.executeDelayedItemsLayout()
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)
