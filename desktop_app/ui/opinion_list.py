"""The list of opinions: two lines each, painted only where they are looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.domain.fields import entry_of
from desktop_app.domain.kinds import FeedbackStatus
from desktop_app.domain.records import Feedback
from desktop_app.i18n import _
from desktop_app.services.opinion_rows import OpinionNames, OpinionRow, OpinionRows
from desktop_app.ui import tokens
from desktop_app.ui.same_text import same_text
from desktop_app.ui.table import Column, RecordTableModel, TableView
from desktop_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 2 * tokens.TITLE + 2 * tokens.S
TIP_LIMIT = 600
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
STATUS_MARKS = {FeedbackStatus.NEW: "○", FeedbackStatus.ANSWERED: "✔",
                FeedbackStatus.FORWARDED: "→", FeedbackStatus.DONE: "●"}


def status_text(status: str) -> str:
    """A status as a mark and a word."""
    word = _(entry_of(Feedback, "status").choice_label(status))
    mark = next((sign for known, sign in STATUS_MARKS.items() if known == status), "")
    return f"{mark} {word}".strip()


def who_text(row: OpinionRow) -> str:
    """Who said it, and whether papers leave the name out."""
    if row.who and row.unnamed:
        return _("{name} (left out on papers)").format(name=row.who)
    return row.who or _("Not named")


def chips_of(row: OpinionRow) -> list[str]:
    """Which opinions are the same, themes with #, answering units with >."""
    return [*filter(None, [same_text(row.same_as, row.others)]),
            *(f"#{theme}" for theme in row.themes), *(f"> {office}" for office in row.offices)]


def row_text(row: OpinionRow | None) -> str:
    """A whole row in words, for tooltips and screen readers; very long opinions are shortened."""
    if row is None:
        return ""
    text = row.text if len(row.text) <= TIP_LIMIT else f"{row.text[:TIP_LIMIT]}…"
    when = row.at.strftime("%H:%M %d/%m/%Y") if row.at else ""
    head = " · ".join(part for part in (str(row.number), who_text(row), row.unit, when) if part)
    return "\n".join([head, text, "  ".join([*chips_of(row), status_text(row.status)])])


def fitting_chips(chips: Sequence[str], metrics: QFontMetrics, room: int) -> list[str]:
    """As many chips as fit into so many pixels, the last one saying how many more there are."""
    def width(chip: str) -> int:
        return metrics.horizontalAdvance(chip) + 2 * tokens.S + tokens.XS

    for count in range(len(chips), 0, -1):
        shown = list(chips[:count])
        if count < len(chips):
            shown.append(f"+{len(chips) - count}")
        if sum(map(width, shown)) <= room:
            return shown
    return []


class OpinionDelegate(QStyledItemDelegate):
    """Number and time at the left; who and unit over the opinion; chips and status at the right."""

    def __init__(self, theme: Theme, model: RecordTableModel[OpinionRow | None]) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._body, self._strong, self._small = QFont(), QFont(), QFont()
        for font, size in ((self._body, tokens.BODY), (self._strong, tokens.BODY),
                           (self._small, tokens.SMALL)):
            font.setPixelSize(size)
        self._strong.setWeight(QFont.Weight.DemiBold)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.rows[index.row()]
        painter.save()
        self._paint_ground(painter, option)
        if row:
            inner = option.rect.adjusted(tokens.M, tokens.S, -tokens.M, -tokens.S)
            half = inner.height() // 2
            upper = QRect(inner.left(), inner.top(), inner.width(), half)
            lower = upper.translated(0, half)
            gutter = QFontMetrics(self._small).horizontalAdvance("100000") + tokens.S
            self._paint_gutter(painter, row, upper, lower)
            self._paint_head(painter, row, upper.adjusted(gutter, 0, 0, 0))
            self._paint_text(painter, row, lower.adjusted(gutter, 0, 0, 0))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour(lambda p: p.soft))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(),
                             self._theme.colour(lambda p: p.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour(lambda p: p.raised))
        painter.setPen(self._theme.colour(lambda p: p.raised))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_gutter(self, painter: QPainter, row: OpinionRow, upper: QRect,
                      lower: QRect) -> None:
        painter.setFont(self._small)
        painter.setPen(self._theme.colour(lambda p: p.muted))
        painter.drawText(upper, _LEFT, str(row.number))
        if row.at:
            painter.drawText(lower, _LEFT, row.at.strftime("%H:%M"))

    def _paint_head(self, painter: QPainter, row: OpinionRow, place: QRect) -> None:
        place = self._paint_status(painter, row, place)
        who = f"! {who_text(row)}" if row.urgent else who_text(row)
        needed = QFontMetrics(self._strong).horizontalAdvance(who) + tokens.M
        room = min(place.width() - needed, place.width() * 2 // 3)
        place = self._paint_chips(painter, chips_of(row), place, room)
        width = self._paint_words(painter, who, place, self._strong,
                                  self._theme.colour(lambda p: p.text if row.who else p.muted))
        if row.unit:
            rest = place.adjusted(width, 0, 0, 0)
            self._paint_words(painter, f"  ·  {row.unit}", rest, self._body,
                              self._theme.colour(lambda p: p.muted))

    def _paint_text(self, painter: QPainter, row: OpinionRow, place: QRect) -> None:
        self._paint_words(painter, row.text.replace("\n", " "), place, self._body,
                          self._theme.colour(lambda p: p.text))

    def _paint_words(self, painter: QPainter, text: str, place: QRect, font: QFont,
                     colour: QColor) -> int:
        """Draws as much as there is room for, and tells how wide it was."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(place.width(), 0))
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(place, _LEFT, shown)
        return metrics.horizontalAdvance(shown)

    def _paint_status(self, painter: QPainter, row: OpinionRow, place: QRect) -> QRect:
        """The status at the right end; gives the room that is left."""
        text = status_text(row.status)
        width = QFontMetrics(self._small).horizontalAdvance(text)
        painter.setFont(self._small)
        painter.setPen(self._status_colour(row.status))
        painter.drawText(place, _RIGHT, text)
        return place.adjusted(0, 0, -width - tokens.M, 0)

    def _status_colour(self, status: str) -> QColor:
        palette = self._theme.palette
        colours = {FeedbackStatus.NEW: palette.warn, FeedbackStatus.FORWARDED: palette.info}
        return QColor(next((c for known, c in colours.items() if known == status), palette.good))

    def _paint_chips(self, painter: QPainter, chips: Sequence[str], place: QRect,
                     room: int) -> QRect:
        """Chips at the right end, as many as there is room for; gives the room that is left."""
        metrics = QFontMetrics(self._small)
        right = place.right()
        for chip in reversed(fitting_chips(chips, metrics, room)):
            right -= self._paint_chip(painter, metrics, chip, QPoint(right, place.center().y()))
        return QRect(place.left(), place.top(), right - place.left() - tokens.XS, place.height())

    def _paint_chip(self, painter: QPainter, metrics: QFontMetrics, chip: str,
                    end: QPoint) -> int:
        """Draws a chip that ends at a point, and tells how much room it took."""
        is_unit = chip.startswith(">")
        width, height = metrics.horizontalAdvance(chip) + 2 * tokens.S, metrics.height() + 2
        box = QRect(end.x() - width + 1, end.y() - height // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour(lambda p: p.line))
        painter.setBrush(self._theme.colour(lambda p: p.surface if is_unit else p.soft))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setFont(self._small)
        painter.setPen(self._theme.colour(lambda p: p.info if is_unit else p.accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, chip)
        return width + tokens.XS


class OpinionTable(TableView):
    """The opinions that pass a filter. The current one stays current while the list changes."""

    def __init__(self, theme: Theme, rows: OpinionRows) -> None:
        super().__init__("feedback_table")
        self._rows = rows
        self._opinions: RecordTableModel[OpinionRow | None] = RecordTableModel(
            [Column("opinion", _("Opinion"), row_text)])
        self._opinions.show(rows)
        self.adopt(self._opinions)
        self._delegate = OpinionDelegate(theme, self._opinions)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Feedback"))
        self.horizontalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        theme.changed.connect(self.viewport().update)

    def show_keys(self, keys: list[int], current: int) -> None:
        """Another list; `current` stays selected and where it was if it is still there."""
        offset = self._offset_of(current)
        self._rows.show(keys)
        self.selectionModel().blockSignals(True)
        self._opinions.show(self._rows)
        row = _place(keys, current)
        if row >= 0:
            self.setCurrentIndex(self._opinions.index(row, 0))
            if offset is not None:
                self.doItemsLayout()
                self.verticalScrollBar().setValue(row * ROW_HEIGHT - offset)
        self.selectionModel().blockSignals(False)

    def _offset_of(self, key: int) -> int | None:
        """How far the current row stands below the upper edge; None if it is out of sight."""
        row = self.current_row()
        if row < 0 or self.key_at(row) != key:
            return None
        offset = self.rowViewportPosition(row)
        return offset if -ROW_HEIGHT < offset < self.viewport().height() else None

    def repaint_rows(self, names: OpinionNames) -> None:
        """Shows changed contents of the rows in sight."""
        self._rows.rename(names)
        self.viewport().update()

    def key_at(self, row: int) -> int:
        """The opinion in a row; 0 beside the list."""
        return self._rows.keys[row] if 0 <= row < len(self._rows) else 0

    def select(self, key: int) -> bool:
        """Goes to an opinion, if it is in the list."""
        row = _place(self._rows.keys, key)
        self.go_to(row)
        return row >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last opinion, not along the only column."""
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self.go_to(0 if event.key() == Qt.Key.Key_Home else len(self._rows) - 1)
        else:
            super().keyPressEvent(event)

    def selected_keys(self) -> list[int]:
        """The selected opinions in the order of the list."""
        return [self.key_at(row) for row in self.selected_rows()]


def _place(keys: Sequence[int], key: int) -> int:
    """Where a key stands in the list; -1 if it does not."""
    try:
        return keys.index(key)
    except ValueError:
        return -1
