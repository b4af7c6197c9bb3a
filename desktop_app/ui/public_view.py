"""The public screen as a widget. Its preview is the same widget, painted smaller."""

from datetime import datetime

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _
from desktop_app.services.projection import Projection
from desktop_app.ui import tokens
from desktop_app.ui.public_sheet import Sheet, make_sheet, wall_piece
from desktop_app.ui.public_type import Box, Piece, Unit, public_font
from desktop_app.ui.theme import Theme


class PublicView(QWidget):
    """Lays a projection out when it is another one, and paints its clocks when they move on.

    `canvas`: the size that it is laid out for; its own if there is none.
    """

    def __init__(self, theme: Theme, canvas: QSize | None = None) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Public screen"))
        self._theme = theme
        self._canvas = canvas
        self._shown = Projection()
        self._now = datetime.min
        self._sheet: Sheet | None = None
        self._running: tuple[Piece, ...] = ()
        theme.changed.connect(self._lay_out)

    @property
    def sheet(self) -> Sheet:
        """What is drawn."""
        if self._sheet is None:
            self._sheet = make_sheet(self._shown, self._canvas or self.size())
        return self._sheet

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Every text that is drawn."""
        return (*self.sheet.pieces, *self._running)

    def set_canvas(self, canvas: QSize) -> None:
        """Lays out for another size from now on."""
        if canvas != self._canvas:
            self._canvas = canvas
            self._lay_out()

    def show_projection(self, shown: Projection, now: datetime) -> None:
        """Shows another projection."""
        self._shown, self._now = shown, now
        self._lay_out()
        self.setAccessibleDescription("\n".join(piece.text for piece in self.pieces))

    def tick(self, now: datetime) -> None:
        """Moves the clocks; paints only where a figure has changed."""
        self._now = now
        before, self._running = self._running, self._clocks()
        for old, new in zip(before, self._running, strict=False):
            if old != new:
                self.update(self._on_screen(old.rect.united(new.rect)))

    def _lay_out(self) -> None:
        self._sheet = None
        self._running = self._clocks()
        self.update()

    def _clocks(self) -> tuple[Piece, ...]:
        sheet, speaker = self.sheet, self._shown.speaker
        turn = sheet.turn.pieces(speaker, self._now) if sheet.turn and speaker else ()
        return (wall_piece(sheet, self._now), *turn)

    # --- painting ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _scale(self) -> float:
        return self.width() / self.sheet.size.width()

    def _on_screen(self, rect: QRect) -> QRect:
        scale = self._scale()
        left, top = round(rect.left() * scale), round(rect.top() * scale)
        return QRect(left, top, round(rect.width() * scale), round(rect.height() * scale)
                     ).adjusted(-2, -2, 2, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing
                               | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(event.rect(), self._theme.palette.ground)
        painter.scale(self._scale(), self._scale())
        for box in self.sheet.boxes:
            self._paint_box(painter, box)
        for piece in self.pieces:
            if event.rect().intersects(self._on_screen(piece.rect)):
                self._paint_piece(painter, piece)
        painter.end()

    def _paint_box(self, painter: QPainter, box: Box) -> None:
        fill = QColor(getattr(self._theme.palette, box.fill))
        if not box.line:
            painter.fillRect(box.rect, fill)
            return
        unit = Unit.of(self.sheet.size)
        corner = unit(tokens.PUBLIC_GAP / 2)
        painter.setPen(QPen(QColor(getattr(self._theme.palette, box.line)), unit(0.2)))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(box.rect), corner, corner)

    def _paint_piece(self, painter: QPainter, piece: Piece) -> None:
        painter.setFont(public_font(piece.size, bold=piece.bold))
        painter.setPen(QColor(getattr(self._theme.palette, piece.colour)))
        height = piece.rect.height() // len(piece.lines)
        for place, line in enumerate(piece.lines):
            room = QRect(piece.rect.left(), piece.rect.top() + place * height,
                         piece.rect.width(), height)
            painter.drawText(room, piece.align | Qt.AlignmentFlag.AlignVCenter
                             | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine, line)
