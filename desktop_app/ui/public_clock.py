"""The clock of whoever has the floor, as large as its place allows."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt

from desktop_app.domain.floor import TurnClock
from desktop_app.i18n import _
from desktop_app.services.projection import PublicSpeaker
from desktop_app.ui import tokens as t
from desktop_app.ui.public_type import Piece, Unit, fitted, line_height, widest

_TIGHT = 96


@dataclass(frozen=True)
class TurnSlot:
    """The place of the clock; `in_line`: only one line with the speaker's name."""

    rect: QRect
    unit: Unit
    in_line: bool = False

    def pieces(self, speaker: PublicSpeaker, now: datetime) -> tuple[Piece, ...]:
        """The figures with a word for them."""
        clock = speaker.clock(now)
        if self.in_line:
            return self._line(speaker, clock)
        g, word_size = self.unit, self.unit(t.PUBLIC_BODY)
        word_height = line_height(word_size, bold=True)
        size = self._size(figures(clock), self.rect.height() - word_height)
        height = _tight(size)
        top = self.rect.top() + max((self.rect.height() - height - word_height) // 2, 0)
        colour = _colour(clock)
        word = fitted(word_of(clock), QSize(self.rect.width(), word_height),
                      (g(t.PUBLIC_SMALL), word_size), 1, bold=True)
        return (Piece(QRect(self.rect.left(), top, self.rect.width(), height), (figures(clock),),
                      size, True, colour),
                word.at(self.rect.left(), top + height, self.rect.width(),
                        "muted" if colour == "text" else colour))

    def _size(self, text: str, height: int) -> int:
        """The largest size that fits; it is the same for all figures of this length."""
        pattern = "+" + "0" * (len(text.lstrip("+")) - 1) + ":"
        wanted = self.unit(t.PUBLIC_CLOCK)
        by_width = wanted * self.rect.width() // max(widest([pattern], wanted, bold=True), 1)
        by_height = wanted * height // _tight(wanted)
        return max(min(wanted, by_width, by_height), self.unit(t.PUBLIC_BODY))

    def _line(self, speaker: PublicSpeaker, clock: TurnClock) -> tuple[Piece, ...]:
        size = self.unit(t.PUBLIC_BODY)
        text = f"{word_of(clock)} {figures(clock)}"
        width = min(widest([text], size, bold=True) + size, self.rect.width() * 2 // 3)
        time = fitted(text, QSize(width, self.rect.height()), (size, size), 1, bold=True)
        name_width = self.rect.width() - width - self.unit(t.PUBLIC_GAP)
        name = fitted(speaker.name, QSize(name_width, self.rect.height()), (size, size), 1)
        return (name.at(self.rect.left(), self.rect.top(), name_width, "text"),
                time.at(self.rect.right() - width, self.rect.top(), width, _colour(clock),
                        Qt.AlignmentFlag.AlignRight))


def figures(clock: TurnClock) -> str:
    """What is left, or how much too long; without a limit what has been spoken."""
    span = clock.spoken if clock.left is None else clock.left
    seconds = int(abs(span).total_seconds())
    sign = "+" if clock.over and seconds else ""
    return f"{sign}{seconds // 60:02}:{seconds % 60:02}"


def word_of(clock: TurnClock) -> str:
    """What the figures are."""
    if clock.paused:
        return _("Paused")
    if clock.over:
        return _("Over time")
    if clock.soon:
        return _("Time is nearly up")
    return _("Time spoken") if clock.left is None else _("Time left")


def _colour(clock: TurnClock) -> str:
    if clock.paused:
        return "muted"
    return "warn" if clock.over or clock.soon else "text"


def _tight(size: int) -> int:
    """The height of figures, which have no accents above and nothing below."""
    return size * _TIGHT // 100
