"""The completion popup: a list beside the caret that never takes the focus and never changes text.

UniKey and Telex retype by backspace, so nothing may be inserted ahead of the caret (DOMAIN 4.3).
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QShowEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.finding import Candidate
from desktop_app.ui import tokens
from desktop_app.ui.theme import Theme

ROWS_SHOWN = 8
_WIDTH = 520
_PRESENT = "●"

Index = QModelIndex | QPersistentModelIndex


class CandidateModel(QAbstractListModel):
    """The candidates for what has been typed."""

    def __init__(self) -> None:
        super().__init__()
        self.candidates: Sequence[Candidate] = ()
        self.query = ""

    def show(self, candidates: Sequence[Candidate], query: str) -> None:
        self.beginResetModel()
        self.candidates = candidates
        self.query = query
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.candidates)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        candidate = self.candidates[index.row()]
        return f"{candidate.label} {candidate.detail}".strip()


class CandidateDelegate(QStyledItemDelegate):
    """Draws the matched letters in the accent colour and the detail muted at the right."""

    def __init__(self, theme: Theme, model: CandidateModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_WIDTH, tokens.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = self._theme.palette
        candidate = self._model.candidates[index.row()]
        rect: QRect = option.rect.adjusted(tokens.S, 0, -tokens.S, 0)
        metrics = QFontMetrics(option.font)
        painter.save()
        if option.state & option.state.State_Selected:
            painter.fillRect(option.rect, self._theme.colour(lambda p: p.soft))
        mark_width = metrics.horizontalAdvance(_PRESENT) + tokens.S
        if candidate.marked:
            painter.setPen(self._theme.colour(lambda p: p.good))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, _PRESENT)
        rect.setLeft(rect.left() + mark_width)
        detail_width = min(metrics.horizontalAdvance(candidate.detail), rect.width() * 2 // 5)
        shown = replace(candidate, label=metrics.elidedText(
            candidate.label, Qt.TextElideMode.ElideRight,
            rect.width() - detail_width - 2 * tokens.S))
        label_width = metrics.horizontalAdvance(shown.label) + tokens.S
        self._draw_label(painter, option, shown, QPoint(rect.left(), rect.top()))
        painter.setPen(palette.muted)
        detail_rect = rect.adjusted(label_width + tokens.S, 0, 0, 0)
        detail = metrics.elidedText(candidate.detail, Qt.TextElideMode.ElideRight,
                                    detail_rect.width())
        painter.drawText(detail_rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                         detail)
        painter.restore()

    def _draw_label(self, painter: QPainter, option: QStyleOptionViewItem, candidate: Candidate,
                    place: QPoint) -> None:
        layout = QTextLayout(candidate.label, option.font)
        matched = QTextCharFormat()
        matched.setForeground(self._theme.colour(lambda p: p.accent))
        matched.setFontWeight(600)
        ranges = []
        for start, end in candidate.spans(self._model.query):
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = start, end - start, matched
            ranges.append(part)
        layout.setFormats(ranges)
        one_line = QTextOption()
        one_line.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(one_line)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        painter.setPen(self._theme.colour(lambda p: p.text))
        layout.draw(painter, QPoint(place.x(), place.y() + int((tokens.ROW - line.height()) / 2)))


class _List(QListView):
    """A list on a ground of its own, so that what the popup covers is not painted with it."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.viewport().setAutoFillBackground(True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.viewport().setAutoFillBackground(True)


class CompletionPopup(QFrame):
    """At most eight candidates over the window; `chosen` is sent for a click."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self._window = window
        self._model = CandidateModel()
        self._view = _List(self)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setModel(self._model)
        self._delegate = CandidateDelegate(theme, self._model)
        self._view.setItemDelegate(self._delegate)
        self._view.clicked.connect(lambda index: self.chosen.emit(
            self._model.candidates[index.row()]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._view)
        self.hide()

    def offer(self, candidates: Sequence[Candidate], query: str, line: QRect, *,
              chosen: bool = True) -> None:
        """Shows the candidates under or over `line` (in the window's coordinates), never on it.

        The first one is chosen at once, or none until `step` where free text is as welcome.
        """
        if not candidates:
            self.hide()
            return
        self._model.show(candidates[:ROWS_SHOWN], query)
        self._view.setCurrentIndex(self._model.index(0 if chosen else -1, 0))
        window = self._window
        height = tokens.ROW * min(len(candidates), ROWS_SHOWN) + 2
        width = min(_WIDTH, window.width() - 2 * tokens.S)
        left = min(line.left(), window.width() - width - tokens.S)
        fits_below = line.bottom() + height + tokens.XS < window.height()
        top = line.bottom() + tokens.XS if fits_below else line.top() - height - tokens.XS
        self.setGeometry(max(left, tokens.S), max(top, 0), width, height)
        self.raise_()
        self.show()

    def step(self, places: int) -> None:
        """Moves the choice, around the ends."""
        count = self._model.rowCount()
        before = self._view.currentIndex().row()
        row = (max(before, 0 if places < 0 else -1) + places) % count if count else 0
        self._view.setCurrentIndex(self._model.index(row, 0))

    def current(self) -> Candidate | None:
        """The candidate that Enter would take; None if there is none or the popup is hidden."""
        row = self._view.currentIndex().row()
        if self.isHidden() or not 0 <= row < len(self._model.candidates):
            return None
        return self._model.candidates[row]
