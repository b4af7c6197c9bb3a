"""The three columns of the live page: agenda, log with its line, and what is at hand now."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui import tokens
from desktop_app.ui.desk import Desk
from desktop_app.ui.split import Split

AGENDA_FROM, NOW_FROM = 860, 620
AGENDA_LEAST, LOG_LEAST, LOG_FIRST, NOW_LEAST = 200, 320, 600, 240


class LiveColumns(QWidget):
    """In each column the part named as `growing` takes the height that is left. In a narrow window
    the log and its line have the room: first the agenda goes, then what is at hand."""

    def __init__(self, desk: Desk, agenda: Sequence[QWidget], log: Sequence[QWidget],
                 now: Sequence[QWidget], *, growing: Sequence[QWidget]) -> None:
        super().__init__()
        self._agenda = _column(agenda, growing, AGENDA_LEAST)
        self._now = _column(now, growing, NOW_LEAST)
        split = Split(desk, "live", (self._agenda, _column(log, growing, LOG_LEAST), self._now),
                      (tokens.STRIP, LOG_FIRST, tokens.PANEL), growing=1, handle=tokens.M)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def fit(self, width: int) -> None:
        """Leaves out what has no place in a page of this width."""
        self._agenda.setVisible(width >= AGENDA_FROM)
        self._now.setVisible(width >= NOW_FROM)


def _column(parts: Sequence[QWidget], growing: Sequence[QWidget], least: int) -> QWidget:
    column = QWidget()
    column.setMinimumWidth(least)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(tokens.S)
    for part in parts:
        layout.addWidget(part, 1 if part in growing else 0)
    return column
