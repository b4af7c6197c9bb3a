"""The rail of pages: icon, word, key, and a count where it helps."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from desktop_app.i18n import _
from desktop_app.ui import tokens
from desktop_app.ui.actions import PAGE_NAMES, command, key_text
from desktop_app.ui.theme import ICON_SIZE, Theme


class RailButton(QToolButton):
    """One page. `note` stands at the right: its key, or how many things wait there."""

    def __init__(self, text: str, key: str) -> None:
        super().__init__()
        self.word = text
        self.key = key
        self.count = 0
        self.live = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setIconSize(QSize(ICON_SIZE, ICON_SIZE))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        font = self.font()
        font.setPixelSize(tokens.SMALL)
        painter.setFont(font)
        if self.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
            painter.setPen(self.palette().placeholderText().color())
            note = str(self.count) if self.count else self.key
            painter.drawText(self.rect().adjusted(0, 0, -tokens.S, 0),
                             Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)
        if self.live:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().link())
            painter.drawEllipse(tokens.S + ICON_SIZE - 2, tokens.S - 1, 8, 8)


class Rail(QFrame):
    """`chosen` names the page that was clicked."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page_rail")
        self._theme = theme
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S, tokens.M, tokens.S, tokens.M)
        layout.setSpacing(tokens.XS)
        for name in PAGE_NAMES:
            entry = command(f"page_{name}")
            button = RailButton(_(entry.text), key_text(entry.name))
            button.setText(f"  {button.word}")
            button.setToolTip(f"{button.word} ({button.key})")
            button.setAccessibleName(button.word)
            button.clicked.connect(lambda _on=False, page=name: self.chosen.emit(page))
            self._group.addButton(button)
            self._buttons[name] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self.fold(False)
        self.dress()
        theme.changed.connect(self.dress)

    def dress(self) -> None:
        """Takes the icons of the theme."""
        for name, button in self._buttons.items():
            button.setIcon(self._theme.icon(command(f"page_{name}").icon, self._theme.palette.text))

    def show_page(self, name: str) -> None:
        self._buttons[name].setChecked(True)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many things wait on a page."""
        for name, button in self._buttons.items():
            button.count = counts.get(name, 0)
            button.update()

    def show_live(self, live: bool) -> None:
        """Whether the conference runs."""
        self._buttons["live"].live = live
        self._buttons["live"].update()

    def fold(self, folded: bool) -> None:
        """Shows only the icons where the window is narrow."""
        style = (Qt.ToolButtonStyle.ToolButtonIconOnly if folded
                 else Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        width = tokens.RAIL_FOLDED if folded else tokens.RAIL
        for button in self._buttons.values():
            button.setToolButtonStyle(style)
            button.setFixedWidth(width - 2 * tokens.S)
        self.setFixedWidth(width)
