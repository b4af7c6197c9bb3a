"""Type on the public screen: every text is given a room and the size that fits it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QTextLayout, QTextOption

from desktop_app.ui.drawing import in_lines

_STEPS = 8
_FLATTEST = 3 / 4
"""Height to width of the old projectors; type does not grow on anything narrower."""


@dataclass(frozen=True)
class Unit:
    """Turns hundredths of the screen's height into pixels."""

    pixels: float

    @classmethod
    def of(cls, size: QSize) -> "Unit":
        """The unit of a screen; one that is narrow for its height counts as less high."""
        return cls(min(size.height(), size.width() * _FLATTEST) / 100)

    def __call__(self, hundredths: float) -> int:
        return max(round(hundredths * self.pixels), 1)


@dataclass(frozen=True)
class Box:
    """An area of one colour, with an outline if `line` names one: fields of the palette."""

    rect: QRect
    fill: str
    line: str = ""


@dataclass(frozen=True)
class Piece:
    """Lines of text as they are drawn, from the top of `rect`. `colour` is a field of the
    palette."""

    rect: QRect
    lines: tuple[str, ...]
    size: int
    bold: bool
    colour: str
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True)
class Fitted:
    """Text broken into lines at the size at which it fits; `height` is of all of them."""

    lines: tuple[str, ...]
    size: int
    bold: bool

    @property
    def height(self) -> int:
        return len(self.lines) * line_height(self.size, bold=self.bold)

    def at(self, left: int, top: int, width: int, colour: str,
           align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> Piece:
        """The text put into its place."""
        return Piece(QRect(left, top, width, self.height), self.lines, self.size, self.bold,
                     colour, align)


def public_font(size: int, *, bold: bool) -> QFont:
    """The system's font with figures of one width, so that a running clock does not tremble."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(max(size, 1))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def _metrics(family: str, size: int, bold: bool) -> QFontMetrics:
    return QFontMetrics(public_font(size, bold=bold))


def metrics(size: int, *, bold: bool) -> QFontMetrics:
    """The measures of the font at this size."""
    return _metrics(QGuiApplication.font().family(), size, bold)


def line_height(size: int, *, bold: bool) -> int:
    """From one line of text to the next."""
    return metrics(size, bold=bold).lineSpacing()


def fitting(text: str, room: QSize, sizes: tuple[float, float], most: int, *,
            bold: bool = False) -> Fitted | None:
    """The text in at most so many lines, at the largest of the sizes at which nothing is left out
    and no word is broken; None if it does not fit at any."""
    smallest, largest = (round(size) for size in sizes)
    for size in _steps(smallest, largest):
        lines = broken(text, room.width(), size, most + 1, bold=bold)
        fits = len(lines) <= most and len(lines) * line_height(size, bold=bold) <= room.height()
        if fits and _widest_word(text, size, bold=bold) <= room.width():
            return Fitted(tuple(lines), size, bold)
    return None


def fitted(text: str, room: QSize, sizes: tuple[float, float], most: int, *,
           bold: bool = False, few: int = 0) -> Fitted:
    """As `fitting`, in at most `few` lines rather than larger in more; what does not fit at the
    smallest size becomes …"""
    for lines in (few, most):
        found = fitting(text, room, sizes, lines, bold=bold) if lines else None
        if found:
            return found
    smallest = round(sizes[0])
    fit = max(1, min(most, room.height() // line_height(smallest, bold=bold)))
    return Fitted(tuple(broken(text, room.width(), smallest, fit, bold=bold)), smallest, bold)


def broken(text: str, width: int, size: int, most: int, *, bold: bool = False) -> list[str]:
    """The text in at most so many lines of this width; a word that is too long is broken."""
    layout = QTextLayout(text.replace("\n", "\u2028"), public_font(size, bold=bold))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    return in_lines(metrics(size, bold=bold), layout, max(width, 1), most)


def widest(texts: Sequence[str], size: int, *, bold: bool = False) -> int:
    """The width of the widest of some texts."""
    measure = metrics(size, bold=bold)
    return max((measure.horizontalAdvance(text) for text in texts), default=0)


def _widest_word(text: str, size: int, *, bold: bool) -> int:
    return widest(text.split(), size, bold=bold)


def _steps(smallest: int, largest: int) -> list[int]:
    """Sizes to try, from the largest down to the smallest."""
    return sorted({largest - (largest - smallest) * step // _STEPS for step in range(_STEPS + 1)},
                  reverse=True)
