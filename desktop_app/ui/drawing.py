"""Text measured and shortened for custom painting, so that none is cut in mid letter."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QTextLayout

_TALLEST = 100_000


def wrapped_height(metrics: QFontMetrics, text: str, width: int) -> int:
    """How tall wrapped text is at this width."""
    room = QRect(0, 0, width, _TALLEST)
    return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()


def in_lines(metrics: QFontMetrics, layout: QTextLayout, width: int, most: int) -> list[str]:
    """The text of the layout in at most so many lines; the last one ends in … if more follows."""
    text = layout.text()
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(lines) == most - 1:
            rest = text[start:].replace("\u2028", " ")
            lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return lines
